"""What a mail is made of, counted in its bytes before it is parsed: the library takes a step for every line in every
part around it, and keeps nine times the size of what it parses."""

from __future__ import annotations

import re

from zhutiri_cli.common.foreign_limits import LETTER_LINES, LETTER_PARTS, LETTER_STEPS

_PART = re.compile(rb"^--[^\r\n ]", re.MULTILINE)
_AROUND = re.compile(rb"multipart/", re.IGNORECASE)


def too_complex(letter: bytes) -> str:
    """What a mail has too many of, as a Chinese clause; ``""`` if it may be parsed."""
    lines = letter.count(b"\n") + letter.count(b"\r")
    if lines > 2 * LETTER_LINES:
        return f"邮件除附件以外的内容超过 {LETTER_LINES // 10_000} 万行"
    if sum(1 for _ in _PART.finditer(letter)) > LETTER_PARTS:
        return f"邮件里的部分超过 {LETTER_PARTS} 个"
    if lines * len(_AROUND.findall(letter)) > LETTER_STEPS:
        return "邮件里各部分层层嵌套，过于复杂"
    return ""
