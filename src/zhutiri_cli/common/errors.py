"""The error tree: what cannot be carried out, in one Chinese sentence, with advice and an exit status.

Everything below ``cli/`` raises these; ``cli`` prints them in one place. A fault *in the user's data* is not an
error but a finding (``finding.py``); an error means that the command itself could not be carried out.
"""

from __future__ import annotations

import errno
import os

_WORDS = {
    "不存在": "ENOENT",
    "已经存在": "EEXIST",
    "是一个文件夹": "EISDIR",
    "路径中有一段不是文件夹": "ENOTDIR",
    "文件夹不是空的": "ENOTEMPTY",
    "没有权限": "EACCES EPERM",
    "磁盘只读": "EROFS",
    "磁盘已满": "ENOSPC",
    "磁盘配额已用完": "EDQUOT",
    "文件超过磁盘或系统允许的大小": "EFBIG",
    "正被占用": "EBUSY ETXTBSY EAGAIN EDEADLK",
    "名称过长": "ENAMETOOLONG",
    "磁盘存不了这个名称": "EILSEQ",
    "磁盘或系统不接受这个名称或操作": "EINVAL",
    "磁盘不支持这个操作": "ENOTSUP EOPNOTSUPP ENOSYS",
    "磁盘不支持锁定文件": "ENOLCK",
    "链接过多": "EMLINK",
    "不在同一个磁盘": "EXDEV",
    "磁盘或网络读写出错": "EIO",
    "设备不在": "ENXIO ENODEV",
    "链接成环": "ELOOP",
    "同时打开的文件太多": "EMFILE ENFILE",
    "内存不足": "ENOMEM",
    "网络磁盘断开或没有应答": "ESTALE ETIMEDOUT ENOTCONN ECONNRESET EHOSTDOWN ENETDOWN ENETUNREACH",
}
_REASONS = {
    getattr(errno, name): words for words, names in _WORDS.items() for name in names.split() if hasattr(errno, name)
}
"""What the system says by its numbers, in words: the one table of the program."""
_NOT_THERE, _TOO_LONG, _WINDOWS_CHARS = (2, 3), 206, 260
"""Windows: paths of 260 characters and more are told as not there, unless long ones are switched on."""
_SHARED = (32, 33)
"""Windows: another program has the file open, which Python tells as a lack of rights."""

_READING = "请放开它的读取权限后重新运行"
MORE_ROOM = "请腾出空间，或把环境变量 TMPDIR 指到大的磁盘"
"""Where the system's temporary folder is full."""


def reason_of(problem: OSError) -> str:
    """The operating system's complaint in Chinese."""
    of_windows = getattr(problem, "winerror", None)
    if of_windows in _SHARED:
        return "正被另一个程序打开"
    if of_windows == _TOO_LONG or (of_windows in _NOT_THERE and len(str(problem.filename or "")) >= _WINDOWS_CHARS):
        return f"路径超过 Windows 默认的 {_WINDOWS_CHARS - 1} 个字符，请移到浅一些的文件夹或改短名称"
    return _REASONS.get(problem.errno or 0, f"系统错误 {problem.errno}")


def remedy_of(problem: OSError, otherwise: str) -> str:
    """What to do about something that cannot be read or written: what follows from the complaint, else what its place
    says."""
    number = problem.errno
    if number in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "请腾出磁盘空间（包括临时文件夹所在的磁盘）后重新运行"
    if number == errno.EROFS:
        return "请换一个可以写入的文件夹"
    if number in (errno.EACCES, errno.EPERM) and getattr(problem, "winerror", None) not in _SHARED:
        return _READING if _is_closed(problem.filename) else "请检查写入权限，或换一个文件夹"
    return otherwise


def _is_closed(place: object) -> bool:
    """Whether what a complaint names is there and may not be read by us, so that writing has nothing to do with it."""
    ours = os.access in os.supports_effective_ids
    there, readable = (
        isinstance(place, str) and os.access(place, asked, effective_ids=ours) for asked in (os.F_OK, os.R_OK)
    )
    return there and not readable


class ZhutiriError(Exception):
    """A command could not be carried out.

    ``message`` is one Chinese sentence that names the file or place and what is wrong; ``advice`` says what to do
    next. ``exit_status`` is 2 throughout (contract §4): 1 is reserved for findings.
    """

    exit_status = 2

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageProblem(ZhutiriError):
    """An option or argument has a value that cannot be used."""


class FileProblem(ZhutiriError):
    """A file or folder that the command needs cannot be read or written."""


class PlanProblem(ZhutiriError):
    """The plan has errors, so nothing may be judged by it."""


class RecordProblem(ZhutiriError):
    """A ``submission.yaml`` cannot be changed safely."""
