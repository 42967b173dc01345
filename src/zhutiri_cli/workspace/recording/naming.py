"""What a new activity's folder is called."""

from __future__ import annotations

from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired

_LONGEST = 30  # code points of the name behind the number


def folder_name(number: int, lead: str | None, theme: str) -> str:
    """``04-区人社局``: the id and the leading unit, or the theme where there is no unit; safe on every file system."""
    name = (lead or theme)[:_LONGEST].strip(" .")
    return repaired(f"{number:02d}-{name}" if name else f"{number:02d}")
