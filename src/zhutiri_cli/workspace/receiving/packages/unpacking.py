"""What the openers of .zip, .7z and .rar share: limits on what is declared, a time limit, and what any refuses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from zhutiri_cli.common.errors import ZhutiriError
from zhutiri_cli.common.extras import named
from zhutiri_cli.common.foreign_limits import BOMB_RATIO, RATIO_FROM
from zhutiri_cli.common.foreign_limits import RECEIVED_BYTES as MAX_TOTAL
from zhutiri_cli.common.foreign_limits import UNPACKING_SECONDS as TIME_LIMIT
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import of_machine
from zhutiri_cli.workspace.receiving.packages.parcel import UNPACK, Parcel, Stage

EXTRA = named("archives")


class TimeLimit:
    """The time limit of one archive, from now on."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._end = time.monotonic() + TIME_LIMIT

    @property
    def left(self) -> float:
        """Seconds that are left, at least 0."""
        return max(self._end - time.monotonic(), 0.0)

    def check(self) -> None:
        """Refuse the package once the time is over."""
        if not self.left:
            self._parcel.refuse(f"{TIME_LIMIT:.0f} 秒内没有解完", UNPACK)


@contextmanager
def opened(path: Path, parcel: Parcel) -> Iterator[IO[bytes]]:
    """An archive's bytes; one that is larger than all that is let in is refused unopened."""
    if path.stat().st_size > MAX_TOTAL:
        parcel.refuse("文件过大", "请分几次放入")
    with path.open("rb") as stream:
        yield stream


def not_here(parcel: Parcel, suffix: str, lacking: str) -> NoReturn:
    """The means to open such an archive are missing: ``lacking`` says what to install."""
    named = parcel.label.lower().endswith(suffix)
    said = f"{suffix} 压缩包在这里打不开" if named else f"内容实为 {suffix} 压缩包，在这里打不开"
    parcel.refuse(said, f"{UNPACK}；或{lacking}")


def locked(parcel: Parcel) -> NoReturn:
    """A password is needed."""
    parcel.refuse("压缩包已加密，需要密码", "请单位取消密码后重新报送，或解压后再放入")


def foreign(parcel: Parcel, name: str) -> NoReturn:
    """An entry is no file."""
    parcel.refuse(f"其中的“{shorten(name)}”是链接或设备，不是文件", "请单位换成真正的文件后重新报送")


def admit(parcel: Parcel, stage: Stage, names: Iterable[str], unpacked: int, packed: int) -> None:
    """Refuse what an archive declares, before any of it is unpacked: bombs, too much, one name twice."""
    listed = list(names)
    if unpacked > RATIO_FROM and unpacked > BOMB_RATIO * max(packed, 1):
        parcel.refuse("解压后体积异常庞大（疑似压缩炸弹）", "请单位核对后重新报送")
    stage.expect(parcel, len(listed), unpacked)
    if len(set(listed)) < len(listed):
        parcel.refuse("里面有完全同名的文件", UNPACK)


@contextmanager
def damage_refused(parcel: Parcel) -> Iterator[None]:
    """Refuse the package when its library breaks off on what stands in it; the disk's own errors go on."""
    try:
        yield
    except (ZhutiriError, MemoryError):
        raise
    except Exception as problem:  # the libraries name no base of what damage makes them raise
        if of_machine(problem):
            raise
        parcel.refuse("文件已损坏或没有传完整，打不开", "请单位重新报送，或解压后再放入")
