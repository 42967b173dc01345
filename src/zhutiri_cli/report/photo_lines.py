"""What ``check --ocr`` saw, photo by photo: plain facts, so that every confirmation can be looked up. Pure."""

from __future__ import annotations

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.ocr.banner import Verdict as PhotoVerdict

__all__ = ["PhotoLine", "PhotoVerdict"]


class PhotoLine(Struct, frozen=True):
    """One photo that was looked at: the words that decide its verdict (else the longest read, or why nothing was read).

    ``verdict`` is ``None`` where the banner was not, or no longer, looked for; so is ``logo`` for the LOGO, which is
    ``False`` where it was not recognised for sure: that does not mean absent."""

    photo: Shown
    words: Shown
    verdict: PhotoVerdict | None
    logo: bool | None

    @property
    def banner_label(self) -> Shown:
        """The verdict in Chinese; nothing where the banner was not looked for."""
        return Shown(self.verdict.label if self.verdict else "")

    @property
    def logo_label(self) -> Shown:
        """What was seen of the LOGO in Chinese; nothing where it was not looked for."""
        return Shown("" if self.logo is None else "认出" if self.logo else "没有把握")
