"""Names and words in one spelling: half-width, NFC, case-folded. Macs write NFD, Chinese input methods full-width."""

from __future__ import annotations

import unicodedata

from zhutiri_cli.common.text_forms import half_width


def normalise(name: str) -> str:
    """One spelling of a file's or folder's name, for comparing: ``' 图片．ＪＰＧ'`` becomes ``'图片.jpg'``."""
    return unicodedata.normalize("NFC", half_width(name.strip()).casefold())


def split_suffix(name: str) -> tuple[str, str]:
    """Stem and suffix (with its dot) of a normalised name; a name without a suffix has ``""``."""
    stem, dot, suffix = normalise(name).rpartition(".")
    if not dot or not stem or not suffix:
        return normalise(name), ""
    return stem, f".{suffix}"


def suffix_of(name: str) -> str:
    """The lower-case half-width suffix of a name, such as ``.jpg`` for ``1．ＪＰＧ``."""
    return split_suffix(name)[1]
