"""What to write instead of the code of a rule that there is not. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from zhutiri_cli.common.spelling import squeeze


def code_advice(word: str, known: Iterable[str]) -> str:
    """The advice: the code that is meant where only case, width or the letters differ, else the nearest, else where
    all are listed."""
    codes, bare = list(known), squeeze(word).upper()
    whole = bare if bare.startswith("ZT") else f"ZT{bare}"
    if whole in codes:
        return f"请改为 {whole}"
    near = get_close_matches(whole, codes, n=1, cutoff=0.6)
    return f"是否应为 {near[0]}；运行 zhutiri rules 查看全部规则编号" if near else "运行 zhutiri rules 查看全部规则编号"
