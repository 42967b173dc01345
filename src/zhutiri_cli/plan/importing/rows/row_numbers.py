"""Which lines are one activity, and which number each has."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from zhutiri_cli.plan.importing.rows.draft_activity import DraftActivity


def joined(found: Iterable[DraftActivity]) -> list[DraftActivity]:
    """Lines of one number and one theme (cells merged downwards) as one activity with all their units."""
    made: list[DraftActivity] = []
    for activity in found:
        last = made[-1] if made else None
        if (
            last is None
            or last.id is None
            or (last.id, last.theme, last.month, last.span)
            != (activity.id, activity.theme, activity.month, activity.span)
        ):
            made.append(activity)
            continue
        made[-1] = replace(
            last,
            forms=tuple(dict.fromkeys([*last.forms, *activity.forms])),
            units=tuple(dict.fromkeys([*last.units, *activity.units])),
            doubts=tuple(dict.fromkeys([*last.doubts, "原表分行列出责任单位，已合为一项", *activity.doubts])),
        )
    return made


def numbered(found: list[DraftActivity]) -> tuple[list[DraftActivity], list[str]]:
    """Numbers where the table has none at all, or where the lines around leave only one; doubles are said."""
    if all(activity.id is None for activity in found):
        return [replace(entry, id=at) for at, entry in enumerate(found, 1)], [
            f"原表没有序号（或为自动编号），按行次编为 1–{len(found)}"
        ]
    counted: list[DraftActivity] = []
    for index, activity in enumerate(found):
        before = counted[-1].id if counted else 0
        after = found[index + 1].id if index + 1 < len(found) else None
        if activity.id is None and before is not None and after == before + 2:
            said = f"原表序号空白，按前后两行补为 {before + 1}"
            counted.append(replace(activity, id=before + 1, doubts=(*activity.doubts, said)))
        elif activity.id is None:
            counted.append(replace(activity, doubts=(*activity.doubts, "原表序号空白，序号待填写")))
        elif any(activity.id == entry.id for entry in counted):
            counted.append(replace(activity, doubts=(*activity.doubts, f"原表序号 {activity.id} 重复，照原样录入")))
        else:
            counted.append(activity)
    return counted, []
