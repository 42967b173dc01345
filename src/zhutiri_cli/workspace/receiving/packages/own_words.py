"""What the sender of a mail wrote, apart from the letter it answers or hands on, and from what mail programs add.

A reply quotes the office's own letter, with the portal's address in it; that is no report. Markers: of Chinese mail
programs (QQ, 163, Foxmail, Coremail, Outlook in Chinese) as sent in 2015–2025, ``>``, and the elements in which
HTML mails quote (``blockquote`` that cites, ``divRplyFwdMsg``, ``isReplyContent``, ``includetail``, ``gmail_quote``).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from msgspec import Struct

from zhutiri_cli.materials.formats.html_page import html_tree, shown_with_links

_DASH = "[-—–―─－_＿=＝~～*＊]"
_ENDS = rf"\s*+(?:{_DASH}{{2}}|[:：]?\s*+$)"
_DIVIDER = re.compile(
    rf"(?<!{_DASH}){_DASH}{{2,}}+\s*+(?:以下(?:是|为)?\s*+)?[\u4e00-\u9fff]{{0,6}}"
    rf"(?:原始邮件|原邮件|源邮件|邮件原件|原始信件|原信|转发(?:的)?邮件(?:信息|内容)?|被转发(?:的)?邮件|回复(?:的)?邮件|历史邮件"
    rf"|original\s+(?:message|mail|email)|forwarded\s+(?:message|mail|by)|repl(?:y|ied)\s+message|begin\s+forwarded)"
    rf"|(?<!{_DASH}){_DASH}{{2,}}+\s*+(?:原文|原始信息|转发(?:的)?(?:信息|内容|消息))\s*+{_DASH}{{2}}"
    rf"|^\s*(?:begin\s+forwarded\s+message|原始邮件|开始转发的邮件|以下(?:是|为)?转发(?:的)?邮件){_ENDS}",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(?:写道|写信说|來信|来信说|发来|编写|wrote)\s*+[:：]?\s*+$", re.IGNORECASE)
_LETTER = re.compile(r"@[\w-]+\.|\d{1,2}[:：]\d{2}|周[一二三四五六日]|^\s*(?:On|At)\s.*\d{4}", re.IGNORECASE)
"""What names a letter and not a report: an address, a time of day, a day of the week."""
_FROM = re.compile(
    r"(?<![*\s])[*\s]*+(?:发\s*件\s*人|发\s*信\s*人|寄\s*件\s*者|寄\s*件\s*人|From)[*\s]*[:：]", re.IGNORECASE
)
_HEADER = re.compile(
    r"(?<![*\s])[*\s]*+(?:发\s*送\s*时\s*间|发\s*送\s*日\s*期|发\s*件\s*时\s*间|日\s*期|时\s*间|收\s*件\s*人|收\s*信\s*人|抄\s*送|主\s*题|标\s*题|Sent|Date|To|Cc|Subject)"
    r"[*\s]*[:：]",
    re.IGNORECASE,
)
_SENT = re.compile(r"@[\w-]+\.|\d{1,2}[:：]\d{2}|[收发]\s*[件信送]\s*[人时]|\bTo\b|\bSent\b", re.IGNORECASE)
"""What a letter's head holds and a form that somebody fills in does not."""
_HEADER_LINES = 6
"""Lines (or pieces of text) behind a mark within which what confirms it must stand."""
_DEVICES = (
    r"我的|手机|平板|电脑|iphone|ipad|android|安卓|鸿蒙|huawei|华为|荣耀|小米|redmi|oppo|vivo|三星|samsung|windows|mac"
    r"|邮箱|邮件|客户端|移动端|outlook|foxmail|mail|coremail|钉钉|飞书|企业微信|wps"
)
_ADDED = re.compile(
    rf"^\W*(?:(?:发自|来自|发送自)\s*[^:：]{{0,12}}?(?:{_DEVICES})|从\s*.{{1,20}}(?:版|端|手机).{{0,6}}(?:邮件|发送)"
    r"|sent\s+(?:from|via|with)|get\s+outlook|获取\s*outlook"
    r"|下载\s*.{0,8}邮箱|由\s*.{0,12}(?:邮箱|邮件|mail).{0,8}(?:发送|定制|提供)|通过\s*.{0,12}(?:邮箱|邮件|mail).{0,8}发送)"
    r"|由\s*.{0,12}(?:邮箱大师|邮箱|mail)\s*(?:定制|提供)",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"获取|下载|\bget\b", re.IGNORECASE)
_BARE = re.compile(r"\W*https?://\S+\W*", re.IGNORECASE)
_CITES = re.compile(r"quote|reply|cite|forward|original", re.IGNORECASE)
_HEADS = (
    "divRplyFwdMsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
)
_QUOTING = re.compile(
    r"(?<![\w-])(?>[\w-]*?(?:gmail|yahoo|moz|zmail|ntes|netease|protonmail|foxmail))[\w-]*(?:quote|reply|cite)",
    re.IGNORECASE,
)
_RULE = re.compile(r"border-(?:top|left)\s*:(?!\s*(?:none|0(?:px|pt|em|cm|in)?\s*(?:;|$|\s)))", re.IGNORECASE)
_MARK = "-------- 原始邮件 --------"
_SIGNATURE = "-- "
_MARK_LENGTH = 300
"""Characters of a line that are looked at for a mark; marks are short, and mails may hold endless lines."""


class MailText(Struct, frozen=True):
    """A mail's text in three parts: what its sender wrote, what is quoted, and what a mail program added."""

    own: str
    quoted: str = ""
    added: str = ""


def mail_text(text: str) -> MailText:
    """A plain text apart."""
    lines = text.splitlines()
    marks = [line[:_MARK_LENGTH] for line in lines]
    end = _end_of_own(marks)
    own, quoted, added = list[str](), lines[end:], list[str]()
    if _SIGNATURE in marks[:end]:
        start = marks.index(_SIGNATURE)
        added, end = lines[start:end], start
    below = False
    for line, mark in zip(lines[:end], marks[:end], strict=True):
        adds = _ADDED.search(mark) is not None
        if mark.lstrip().startswith((">", "＞")):
            quoted.append(line)
        else:
            (added if adds or (below and _BARE.fullmatch(mark)) else own).append(line)
        below = adds and _OFFERS.search(mark) is not None and "://" not in line  # its address on the next line
    return MailText("\n".join(own), "\n".join(quoted), "\n".join(added))


def html_mail_text(text: str) -> MailText:
    """An HTML text apart, the target of each hyperlink standing before its words."""
    root = html_tree(text, deep=True).root
    if root is None:
        return MailText("")
    cited = "\n".join([_cut_out(node) for node in _cited(root)])
    for node in _heads(root):
        node.text = f"\n{_MARK}\n{node.text or ''}"
    found = mail_text(shown_with_links(root))
    return MailText(found.own, f"{cited}\n{found.quoted}", found.added)


def _end_of_own(lines: list[str]) -> int:
    """The number of the first line of a quoted letter that goes on to the end."""
    for i, line in enumerate(lines):
        if _DIVIDER.search(line) or _is_head(lines, i):
            return i
        if _WROTE.search(line) and _names_a_letter(lines, i):
            following = next((one for one in lines[i + 1 : i + 1 + _HEADER_LINES] if one.strip()), "")
            if not following.lstrip().startswith((">", "＞")):
                return i
    return len(lines)


def _names_a_letter(lines: list[str], place: int) -> bool:
    """Whether 写道 or ``wrote`` is said of a letter, on this line or, broken by the mail program, on the one before; a
    letter that is marked by ``>`` is one without any of that."""
    before = lines[place - 1] if place and lines[place - 1].strip() else ""
    return _LETTER.search(lines[place]) is not None or _LETTER.search(f"{before} {lines[place]}") is not None


def _is_head(lines: list[str], place: int) -> bool:
    """Whether the head of a letter begins here: a sender, and close behind another line of a head."""
    sender = _FROM.match(lines[place])
    if sender is None:
        return False
    behind = [one for one in lines[place + 1 : place + 1 + 2 * _HEADER_LINES] if one.strip()][:_HEADER_LINES]
    if not any(map(_HEADER.match, behind)) and _HEADER.search(lines[place], sender.end()) is None:
        return False
    return _SENT.search("\n".join([lines[place][sender.end() :], *behind])) is not None


def _cited(root: Any) -> list[Any]:
    """The outermost elements that quote another letter."""
    found = list[Any]()
    for node in root.iter("blockquote", "includetail", "div", "section"):
        if _quotes(node) and not any(above in found for above in node.iterancestors()):
            found.append(node)
    return found


def _quotes(node: Any) -> bool:
    if node.tag == "includetail":
        return True
    named = " ".join((node.get("class") or "", node.get("id") or "", node.get("type") or ""))
    if node.tag == "blockquote":
        return bool(_CITES.search(named) or _RULE.search(node.get("style") or ""))
    return _QUOTING.search(named) is not None


def _heads(root: Any) -> list[Any]:
    """Elements that begin the quoted rest of a letter."""
    return [node for node in root.iter("div", "hr", "p") if (node.get("id") or "") in _HEADS or _ruled_off(node)]


def _ruled_off(node: Any) -> bool:
    """Whether an element is a letter's head under a rule, as Outlook and Foxmail draw it."""
    style = node.get("style") or ""
    return "border-top" in style and "solid" in style and _FROM.search(_begin(node)) is not None


def _begin(node: Any) -> str:
    return "".join(islice(node.itertext(), _HEADER_LINES))[:40]


def _cut_out(node: Any) -> str:
    """Take an element out of its tree, what stands behind it staying there; its text."""
    said, parent, before, tail = shown_with_links(node), node.getparent(), node.getprevious(), node.tail or ""
    if parent is None:
        return ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)
    return said
