"""Where no process of its own can be started for foreign bytes, they are read without one, and that is told: silence
never means that there was protection."""

from __future__ import annotations

from collections.abc import Iterable

SAID = (
    "这台电脑上启动不了单独读取文件的进程，这次由本程序直接读，不限时间和内存，有文件卡住或崩溃时整个命令会中断；"
    "请核对临时文件夹能否写入、系统是否限制了进程和共享内存，改好后重新运行，来历不明的文件先不要放进来"
)


class _Unguarded:
    """What this process has read unguarded during one command."""

    def __init__(self) -> None:
        self._happened = self._told = False

    def begin(self) -> None:
        """Another command begins."""
        self._happened = self._told = False

    def note(self) -> None:
        """Foreign bytes are about to be read in this very process."""
        self._happened = True

    def notice(self) -> list[str]:
        """The sentence, for the notices of a report; none where nothing of the kind has happened so far."""
        return [SAID] if self._happened else []

    def heard(self, said: Iterable[str]) -> None:
        """These sentences reach the reader."""
        self._told = self._told or any(SAID in sentence for sentence in said)

    def untold(self) -> list[str]:
        """The sentence, where it has not reached the reader."""
        return [] if self._told else self.notice()


UNGUARDED = _Unguarded()
"""The one of this process."""
