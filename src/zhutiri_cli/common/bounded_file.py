"""Reading a small file whole that stands where the program keeps its own: by now it may be a pipe, a device, a link
that leads out, or far too long. None of them is waited for, followed or held in memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.leading_out import LedOutError, open_inside
from zhutiri_cli.common.paths import path_shown

_MIB = 1024 * 1024


def read_bounded(path: Path, limit: int, root: Path | None = None) -> bytes | None:
    """The bytes of a regular file of at most ``limit``; ``None`` where there is none. ``root``: out of which it must
    not lead, itself without links. Raises ``FileProblem``, which names the file and says what to do."""
    try:
        data = read_at_most(path, limit + 1, root)
    except FileNotFoundError:  # none is there, which is for the caller to tell
        return None
    except LedOutError:
        raise FileProblem(
            f"{path_shown(path)} 是指向工作区之外的链接，没有打开", "请换成真正的文件后重新运行"
        ) from None
    except OSError as problem:
        advice = "请检查读取权限，或是否被其他程序占用"
        raise FileProblem(f"{path_shown(path)} 打不开（{reason_of(problem)}）", advice) from None
    if len(data) > limit:
        said = f"{path_shown(path)} 文件超过 {limit // _MIB} MB，不予读取"
        raise FileProblem(said, "请核对是否放错了文件，移走或删去无关内容后重新运行")
    return data


def read_at_most(path: Path, most: int, root: Path | None = None) -> bytes:
    """The first bytes of a regular file. Raises ``FileProblem`` for what is no file, else ``OSError``."""
    _regular(path, path.stat())  # a device must not even be opened
    with open_inside(path, root) as stream:
        _regular(path, os.fstat(stream.fileno()))
        return stream.read(most)


def _regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise FileProblem(f"{path_shown(path)} 不是普通文件，没有打开", "请移走它，换成真正的文件后重新运行")
