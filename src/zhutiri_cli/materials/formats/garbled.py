"""Text that was decoded in another encoding than it was written in, where that is certain: letters nobody writes, marks
for what was lost, or Chinese without any character that every text has."""

from __future__ import annotations

import re

from zhutiri_cli.materials.formats.decoding import decode_as

_LOOKED_AT = 100_000
_FEW = 20
"""Characters that say nothing yet."""
_MANY = 100
"""Chinese characters among which common ones must be."""
_RARELY, _OFTEN = 0.01, 0.15
"""Shares of the common ones below which a text is none, and from which on it is one; most have twice that."""
_BETTER = 3
"""So many times the common characters that another encoding gives, and it is another."""
_HAN = re.compile("[\u3400-\u9fff]")
_WESTERN = re.compile("[\u0080-\u009f\u00a1-\u024f]")
"""What bytes of Chinese are in the Western code pages."""
_LOST = re.compile("[\ufffd?]")
_COMMON = re.compile(
    "[的一是在不了有和人中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過"
    "子说說产產种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電里水化高自二理起小物现現加量都两兩体體制机機"
    "当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日社事平形相全表间間与與关關各重新线線内內数數正心"
    "市区區县縣街道镇鎮村月公务務办辦第五六七八九百人张張王李刘劉陈陳杨楊文明华華建]"
)


def is_garbled(text: str) -> bool:
    """Whether a text surely was in another encoding, or had lost its characters before it came."""
    sample = text[:_LOOKED_AT]
    lost, strange, han = (len(kind.findall(sample)) for kind in (_LOST, _WESTERN, _HAN))
    half = max(_FEW, sum(map(len, sample.split())) / 2)
    if lost >= half or (strange >= half and not han):
        return True
    return han >= _MANY and len(_COMMON.findall(sample)) < _RARELY * han


def in_big5(data: bytes, text: str, *, whole: bool) -> str | None:
    """What bytes say in Big5 where that makes sense and ``text``, what they say otherwise, does not; else ``None``."""
    try:
        told = decode_as(data, "cp950", whole)
    except UnicodeDecodeError:  # it is not in Big5
        return None
    common, han = (len(kind.findall(told[:_LOOKED_AT])) for kind in (_COMMON, _HAN))
    better = common >= max(_FEW / 2, _OFTEN * han, _BETTER * len(_COMMON.findall(text[:_LOOKED_AT])))
    return told if better else None
