"""Files that hold other files and are not looked into where they lie: archives, mails, containers of mail programs.

What lacks may lie in one, so each is named beside every "missing" (ZT306) with what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import normalise, suffix_of


class Packed(Struct, frozen=True):
    """``what`` it is, in Chinese; ``state``: why its content was not looked at, as a clause; ``remedy``: what to do."""

    what: str
    state: str
    remedy: str


_ARCHIVE = Packed("压缩包", "没有解压，内容未核对", "请解压后再放入")
_MAIL = Packed(
    "邮件", "没有打开，其中的附件和链接未核对", "请用 zhutiri receive 序号 该文件 收件，或把附件另存后再放入"
)
_OUTLOOK = Packed("Outlook 邮件", _MAIL.state, _MAIL.remedy)
_TNEF = Packed("Outlook 附件包", _MAIL.state, _MAIL.remedy)
_SIGNED = Packed("签名或加密的邮件", "没有打开，其中的附件未核对", "请在收件的邮件程序里打开，把附件另存后再放入")
_SAVED_PAGE = Packed("网页存档", "没有打开，内容未核对", "请用浏览器或 Word 打开，另存为 .docx 或 .pdf 后再放入")
_MAILBOX = Packed("邮箱导出文件", "没有打开，其中的邮件未核对", "请在邮件程序里打开，把邮件另存为 .eml 后收件")
_IMAGE = Packed("光盘映像", "没有打开，内容未核对", "请打开后把其中的文件放入")

PACKED: Mapping[str, Packed] = {
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz"), _ARCHIVE),
    **dict.fromkeys((".zst", ".lz4", ".lz", ".lzma", ".lzh", ".arj", ".cab", ".z", ".zipx", ".001"), _ARCHIVE),
    ".eml": _MAIL,
    **dict.fromkeys((".msg", ".oft"), _OUTLOOK),
    ".tnef": _TNEF,
    **dict.fromkeys((".p7m", ".p7c", ".rpmsg"), _SIGNED),
    **dict.fromkeys((".mht", ".mhtml"), _SAVED_PAGE),
    **dict.fromkeys((".mbox", ".pst", ".ost", ".olm"), _MAILBOX),
    **dict.fromkeys((".iso", ".img"), _IMAGE),
}
"""By suffix."""
_VOLUME = lazy_pattern(r"\.(?:[zr][0-9]{2}|0[0-9]{2})")
"""A piece of an archive that was cut into several."""


def packed(name: str) -> Packed | None:
    """What a file of this name is, if it holds others; ``None`` if it does not."""
    if is_winmail(name):
        return _TNEF
    suffix = suffix_of(name)
    return PACKED.get(suffix) or (_ARCHIVE if _VOLUME.fullmatch(suffix) else None)


def is_winmail(name: str) -> bool:
    """Whether a file of this name is a container in which Outlook sends attachments: winmail.dat, winmail(2).dat."""
    return normalise(name).rpartition("/")[2].startswith("winmail") and suffix_of(name) == ".dat"
