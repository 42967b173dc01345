"""A workspace in the middle of the year: the real plan, and what 30 units have sent of it, in every state.

On ``AS_OF`` 21 activities are to be acted on: seven of which nothing came, five overdue, six incomplete, three without
a date; four sets were late, two are awaited, ten are in order.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from tests.support.material_files import docx_of, paragraph
from tests.support.places import REAL_PLAN
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Activity

AS_OF = "2024-07-01"
NOTHING = (5, 8, 13, 20, 27, 31, 36)
OVERDUE = (3, 10, 17, 23, 29)
INCOMPLETE = (4, 11, 16, 22, 26, 34)
UNDATED = (9, 18, 30)
LATE = (2, 7, 15, 24)
AWAITED = (35, 37)


def mid_year(folder: Path) -> Path:
    """Write the workspace; gives back its plan file."""
    plan = folder / "data" / "plan_2024.yaml"
    plan.parent.mkdir(parents=True)
    shutil.copyfile(REAL_PLAN, plan)
    loaded = load_plan(plan).plan
    assert loaded is not None
    for activity in loaded.activities:
        if (activity.month or 12) <= 6 and activity.id not in NOTHING:
            _submitted(plan.parent / "submissions" / "2024" / f"{activity.id:02}-{activity.units[0]}", activity)
    return plan


def _submitted(folder: Path, activity: Activity) -> None:
    folder.mkdir(parents=True)
    number, held = activity.id, date(2024, activity.month or 12, 8 + activity.id % 12)
    if number in AWAITED:
        held = date(2024, 6, 27)
    document(folder / "活动方案.docx", f"{activity.theme}活动方案", "为做好本次活动，拟于近期组织开展，安排如下。" * 4)
    if number not in OVERDUE:
        photo(folder / "图片" / "现场.jpg", number)
    if number in INCOMPLETE:
        (folder / "活动总结.docx").write_bytes(b"" if number % 2 else b"PK\x03\x04 cut short")
    elif number not in (*OVERDUE, *AWAITED):
        words = (
            f"{held.month}月{held.day}日，{activity.units[0]}开展了{activity.theme}，现场答复群众{number + 20}人次。"
        )
        document(folder / "活动总结.docx", f"{activity.theme}活动总结", words * 4)
        link = f"http://www.tianxin.gov.cn/zwgk/ztr/{number}.html"
        (folder / "报道链接.txt").write_text(f"{link}\n", encoding="utf-8")
    if number in UNDATED:
        return
    lines = [f"held: {held}"]
    if number not in (*OVERDUE, *AWAITED):
        lines.append(f"submitted: {held + timedelta(days=20 if number in LATE else 3)}")
    (folder / "submission.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def document(path: Path, title: str, words: str) -> None:
    """A .docx of a title and a paragraph."""
    path.parent.mkdir(parents=True, exist_ok=True)
    docx_of(path, paragraph(title) + paragraph(words))


def photo(path: Path, number: int) -> None:
    """A photo unlike every other one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((640, 480), 20 + number).convert("RGB").save(path, quality=60)
