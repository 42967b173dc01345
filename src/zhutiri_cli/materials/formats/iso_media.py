"""Videos and sound of the ISO family (.mp4, .mov …; ISO/IEC 14496-12): whether what a player needs is all there.

Such a file is a row of boxes, each with its length. Nothing plays without ``moov``, which often comes last: a file that
was not loaded to its end lacks it, or its last box goes on beyond the end.
"""

from __future__ import annotations

import os
from pathlib import Path

from zhutiri_cli.materials.file_facts import Fitness, UnfitError, damaged

SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".m4a", ".3gp"})
_MOST_BOXES = 10_000
"""Boxes that are gone through; a film in fragments has ``moov`` among the first."""


def require_whole(path: Path) -> None:
    """Raises ``UnfitError`` for one that cannot be played, or not to its end."""
    size, place, there = path.stat().st_size, 0, set[bytes]()
    with path.open("rb") as stream:
        for _ in range(_MOST_BOXES):
            if place >= size:
                break
            stream.seek(place, os.SEEK_SET)
            head = stream.read(16)
            length, kind = int.from_bytes(head[:4]), head[4:8]
            if length == 1:
                length = int.from_bytes(head[8:])
            if length == 0:  # as long as the file
                length = size - place
            if length < 8 or not kind.isascii():
                break
            there.add(kind)
            place += length
    if b"moov" not in there:
        raise damaged()
    if place > size:
        raise UnfitError(
            "文件末尾缺失，可能没有传完整，未核对内容", "请打开核对；放不完的，请单位重新报送", Fitness.UNCHECKED
        )
