"""The real plan at mid-year: thirty submissions of every sort beside it, for what a screen says of a whole office."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image

from tests.support.places import REAL_PLAN
from zhutiri_cli.plan.load import load_plan

AS_OF = "2024-07-01"
WHOLE = ("活动方案.txt", "活动总结.txt", "图片.png")


def mid_year(folder: Path) -> Path:
    """The workspace in ``folder``; on ``AS_OF`` twenty-one activities of it are to be acted on. Returns the plan."""
    plan = folder / "data" / REAL_PLAN.name
    plan.parent.mkdir(parents=True)
    shutil.copy(REAL_PLAN, plan)
    loaded = load_plan(plan).plan
    assert loaded is not None
    for activity in loaded.activities[:30]:
        number, month = activity.id, activity.target(2024).first.month
        home = folder / "data" / "submissions" / "2024" / f"{number:02d}"
        home.mkdir(parents=True)
        held = f"held: 2024-{month:02d}-12\n"
        in_time = f"submitted: 2024-{month:02d}-15\n"
        link = f"links: [https://www.tianxin.gov.cn/zwgk/{number}.html]\n"
        if number % 10 in (1, 2, 3, 5) or number == 28:
            _put(home, activity.theme, WHOLE)
            record = held + in_time + link
        elif number % 10 == 4:
            _put(home, activity.theme, WHOLE)
            record = held + f"submitted: 2024-{month:02d}-28\n" + link
        elif number % 10 in (6, 7):
            _put(home, activity.theme, WHOLE[1 + number % 2 :])
            record = held + in_time
        elif number % 10 == 8:
            record = held
        elif number % 10 == 9:
            _put(home, activity.theme, WHOLE)
            record = link
        else:
            _put(home, activity.theme, WHOLE[:1])
            (home / "材料.rar").write_bytes(b"Rar!\x1a\x07\x00")
            record = held + in_time + link
        (home / "submission.yaml").write_text(record, encoding="utf-8")
    (plan.parent / "submissions" / "2024" / "待整理").mkdir()
    (plan.parent / "submissions" / "2024" / "待整理" / "1.txt").write_text("不知是谁的", encoding="utf-8")
    return plan


def _put(home: Path, theme: str, names: tuple[str, ...]) -> None:
    for name in names:
        if name.endswith(".png"):
            _picture(home / name, int(home.name))
        else:
            what = "准备这样办" if "方案" in name else "已经办完，到场群众很多，当场答复了大家的问题，会后逐一回访"
            words = "".join(f"{home.name}号材料第{n}段：{theme}，{what}。\n" for n in range(12))
            (home / name).write_text(f"{theme}{name.removesuffix('.txt')}\n{words}", encoding="utf-8")


def _picture(path: Path, number: int) -> None:
    side = 640
    noise = Image.effect_noise((side, side), 40 + number)
    Image.merge("RGB", (noise, noise.rotate(90 * number), noise)).save(path)
