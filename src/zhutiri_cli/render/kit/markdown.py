"""People's text in Markdown: shared by everything that writes it."""

from __future__ import annotations

import re

from zhutiri_cli.common.shown import Shown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$@])")


def escaped(text: str) -> str:
    """People's text with every Markdown and HTML sign escaped, so that it cannot become markup."""
    return _SPECIAL.sub(r"\\\1", Shown(text)).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
