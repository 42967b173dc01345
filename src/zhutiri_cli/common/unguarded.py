"""Where no process of its own can be started for foreign bytes, they are read without one, and that is told: silence
never means that there was protection. What one thread reads is told of what that thread is at."""

from __future__ import annotations

import threading
from collections.abc import Iterable

SAID = (
    "这台电脑上启动不了单独读取文件的进程，这次由本程序直接读，不限时间和内存，有文件卡住或崩溃时整个命令会中断；"
    "请核对临时文件夹能否写入、系统是否限制了进程和共享内存，改好后重新运行，来历不明的文件先不要放进来"
)
ON_WORKER = (
    "集群的工作进程（worker）里没有单独读取文件的进程，材料由它直接读，不限时间和内存，有文件卡住或崩溃时这个工作区核对不成；"
    "来历不明的文件请先在本机核对"
)
"""The same of a worker of a cluster."""


class _Unguarded(threading.local):
    """What this thread has read unguarded during one command, or for one workspace."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Another command begins, or another workspace."""
        self._said, self._told = "", False

    def note(self, said: str = SAID) -> None:
        """Foreign bytes are about to be read unguarded; ``said``: the sentence that fits where."""
        self._said = said

    def notice(self) -> list[str]:
        """The sentence, for the notices of a report; none where nothing of the kind has happened so far."""
        return [self._said] if self._said else []

    def heard(self, said: Iterable[str]) -> None:
        """These sentences reach the reader."""
        self._told = self._told or (self._said != "" and any(self._said in sentence for sentence in said))

    def untold(self) -> list[str]:
        """The sentence, where it has not reached the reader."""
        return [] if self._told else self.notice()


UNGUARDED = _Unguarded()
"""The one of this thread."""
