"""Small workspaces side by side: sound ones, and one of every kind that is broken."""

from __future__ import annotations

from pathlib import Path

DAY = "2024-05-20"
PLAN = """schema: 1
title: {name}2024年活动计划表
year: {year}
forms: [现场观摩]
requirements: {{report: {{within_working_days: 5, materials: {{plan: 1, summary: 1}}}}}}
activities:
  - {{id: 1, month: 3, theme: 就业服务开放日, forms: [现场观摩], units: [人社局]}}
  - {{id: 2, month: 4, theme: 校园开放日, forms: [现场观摩], units: [教育局, 人社局]}}
  - {{id: 3, month: 6, theme: 消防站开放日, forms: [现场观摩], units: [消防大队]}}
"""
TEXT = (
    "{what}\n{name}就业服务开放日于2024年3月14日在政务大厅举办，工作人员讲解政策、答复咨询，群众提出意见，逐条登记。\n"
)


def sound(place: Path, year: int = 2024, *, complete: bool = True) -> Path:
    """A workspace of three activities: the first is held and reported (without its summary unless ``complete``), of the
    second nothing is known, the third is not due."""
    own = place / "data" / "submissions" / str(year) / "01-人社局"
    own.mkdir(parents=True)
    plan = PLAN.format(name=place.name, year=year)
    (place / "data" / f"plan_{year}.yaml").write_text(plan, encoding="utf-8")
    (own / "submission.yaml").write_text(f"held: {year}-03-14\nsubmitted: {year}-03-18\n", encoding="utf-8")
    (own / "活动方案.txt").write_text(TEXT.format(what="活动方案", name=place.name), encoding="utf-8")
    if complete:
        (own / "活动总结.txt").write_text(TEXT.format(what="活动总结", name=place.name) * 3, encoding="utf-8")
    return place


def province(folder: Path) -> Path:
    """A folder of districts: two sound ones, one of another year, one with two plans, one with nothing submitted, one
    whose plan is faulty, one without a plan, and an empty one."""
    sound(folder / "1号县")
    sound(folder / "2号县", complete=False)
    sound(folder / "3号县", 2023)
    both = sound(folder / "4号县")
    (both / "data" / "plan_2023.yaml").write_text(PLAN.format(name="旧", year=2023), encoding="utf-8")
    bare = folder / "5号县"
    bare.mkdir()
    (bare / "plan_2024.yaml").write_text(PLAN.format(name="5号县", year=2024), encoding="utf-8")
    faulty = folder / "6号县" / "data"
    faulty.mkdir(parents=True)
    (faulty / "plan_2024.yaml").write_text("schema: 1\nyear: 二〇二四\nactivities: [{id: 1}]\n", encoding="utf-8")
    (folder / "7号县" / "data" / "submissions").mkdir(parents=True)
    (folder / "8号县").mkdir()
    return folder
