"""Whether a folder or file may be called after a unit: by its name, without 区 or 办事处, or by a part of it. Pure.

It errs to the side of yes: what may be a unit's is looked at by the office before that unit is named for anything.
"""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import squeeze

SHORTEST_NAME = 3
"""Characters of a unit's name from which on it is looked for within another name."""
_SHORTEST_PART = 2
_BEFORE = lazy_pattern(r"^.*?[区县市旗](?=.{3})")
_BEHIND = lazy_pattern(r"(?:办事处|办)$")
_BETWEEN = lazy_pattern(r"[^\w]|[_0-9]|[年月日]|材料|资料|活动|报送|补报|照片|图片|总结|方案")


def may_be_called(stray: str, unit: str) -> bool:
    """Whether ``stray`` (a path) may be called after the ``unit`` of this name: 4月/教育局, 民政, 文源街道补报.docx."""
    name, whole = squeeze(unit), squeeze(stray)
    short = _BEHIND.sub("", _BEFORE.sub("", name))
    if any(len(key) >= SHORTEST_NAME and key in whole for key in (name, short)):
        return True
    return any(_abbreviates(part, name) for part in map(squeeze, _BETWEEN.split(stray)) if len(part) >= _SHORTEST_PART)


def _abbreviates(part: str, name: str) -> bool:
    """Whether it stands in the name, or its characters do in this order with the last at the end: 卫健局."""
    rest = iter(name)
    return part in name or (part[-1] == name[-1] and all(char in rest for char in part))
