"""The error tree: what cannot be carried out, in one Chinese sentence, with advice and an exit status.

Everything below ``cli/`` raises these; ``cli`` prints them in one place. A fault *in the user's data* is not an
error but a finding (``finding.py``); an error means that the command itself could not be carried out.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "不存在",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EBUSY: "正被占用",
    errno.ENAMETOOLONG: "名称过长",
    errno.EIO: "磁盘或网络读写出错",
    errno.ELOOP: "链接成环",
}


def reason_of(problem: OSError) -> str:
    """The operating system's complaint in Chinese."""
    return _REASONS.get(problem.errno or 0, f"系统错误 {problem.errno}")


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
