"""What opening a link showed: frozen facts. Whoever could not be asked is neither reachable nor unreachable."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class PageOutcome(StrEnum):
    """Whether the page behind a link is there and was read."""

    REACHED = "reached"
    UNREACHABLE = "unreachable"
    """The site itself answers that there is no such page."""
    UNCHECKED = "unchecked"
    """Anything else: offline, refused, busy, too slow, no page of text. Neither pass nor fail."""

    @property
    def label(self) -> str:
        """The outcome in Chinese."""
        return {"reached": "可打开", "unreachable": "打不开", "unchecked": "未检查"}[self.value]


class PageFacts(Struct, frozen=True):
    """The outcome of opening one link.

    ``reason`` is a short Chinese clause, without the address, on why it was not REACHED. For a page that was,
    ``title`` is what it calls itself, ``final`` its address after redirects ("" if that is the link's own), and
    ``letters`` everything that it says, shown or not, as ``mention.letters`` writes it.
    """

    outcome: PageOutcome
    reason: str = ""
    title: str = ""
    final: str = ""
    letters: str = ""

    @property
    def said(self) -> str:
        """The outcome with its reason: 打不开（网站答复没有这个网页，404）."""
        return self.outcome.label + (f"（{self.reason}）" if self.reason else "")


def unchecked(reason: str) -> PageFacts:
    """Facts of a link of which nothing can be said, and why."""
    return PageFacts(PageOutcome.UNCHECKED, reason)
