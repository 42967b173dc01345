"""Which elements a page's own style sheet does not show: by class, by id or by tag, as saved pages have them."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

_RULE = re.compile(r"([^{}]++)(?:\{([^{}]*+)\})?")
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
NOT_SHOWN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?![.0-9])",
    re.IGNORECASE,
)
"""Declarations of CSS that show nothing of an element."""
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]*+)?(?P<mark>[.#])?(?P<name>[\w-]+)?")
_MEDIA = re.compile(r"@[^{};]*+(\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}|;)?")
"""Each of these three also takes what begins like one and does not end: that is kept, and not looked at again."""


def _ended(found: re.Match[str]) -> str:
    return "" if found[1] else found[0]


class UnseenByStyle(Struct, frozen=True):
    """Simple selectors whose elements are not shown: tag, ``.`` or ``#``, name."""

    selectors: frozenset[tuple[str, str, str]] = frozenset()

    @classmethod
    def of(cls, root: Any) -> UnseenByStyle:
        """Those of all style elements of a page; rules for other media than the screen are passed over."""
        found = set()
        for sheet in root.iter("style"):
            for rule in _RULE.finditer(_MEDIA.sub(_ended, _COMMENT.sub(_ended, sheet.text or ""))):
                if rule[2] is None or NOT_SHOWN.search(rule[2]) is None:
                    continue
                for word in rule[1].split(","):
                    simple = _SIMPLE.fullmatch(word.strip().split(" ")[-1] if word.strip() else "")
                    if simple and (simple["mark"] or simple["tag"]) and " " not in word.strip():
                        found.add(((simple["tag"] or "").lower(), simple["mark"] or "", simple["name"] or ""))
        return cls(frozenset(found))

    def matches(self, element: Any) -> bool:
        """Whether the page does not show an element."""
        if not self.selectors:
            return False
        names = [(".", name) for name in (element.get("class") or "").split()]
        names += [("#", element.get("id") or ""), ("", "")]
        return any((tag, mark, name) in self.selectors for tag in ("", element.tag) for mark, name in names)
