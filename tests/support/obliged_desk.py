"""A small desk whose notice asks for more than whole sets: of activities and of units, on 10 April 2025."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import Ran, zhutiri

DAY = "2025-04-10"
PLAN = """\
schema: 2
title: 云汐区2025年政务公开活动计划表
year: 2025
document: {number: 云政务公开办发〔2025〕2号, issuer: 云汐区政务公开办, issued: 2025-02-20}
roster:
  - {name: 区人社局, email: hr@yunxi.example}
  - {name: 区教育局, aliases: [教育局]}
  - {name: 区档案馆}
obligations:
  - {key: preview, label: 活动预告, due: {anchor: start, days: -7}, portal: ncx.example, clause: {ref: 一, text: 预告}}
  - {key: filing, label: 方案报备, due: {anchor: start, working_days: -5}, materials: {plan: 1}}
  - {key: report, label: 整套资料, due: {anchor: end, working_days: 5}, materials: {summary: 1}}
  - {key: progress, label: 进展表, per: unit, due: {every: month, day: 25}}
  - {key: form, label: 计划表, per: unit, due: {on: 2025-03-07, at: "12:00"}}
activities:
  - {id: 1, month: 3, theme: 社保政策进社区, units: [区人社局]}
  - {id: 2, month: 4, planned: 2025-04-22, theme: 校园开放日, units: [教育局, 区人社局]}
  - {id: 3, month: 3, theme: 展厅讲解, units: [教育局]}
"""
KEPT = """\
done:
  - {unit: 区人社局, key: form, on: 2025-03-06}
  - {unit: 区人社局, key: progress, period: 2025-02, on: 2025-02-24}
  - {unit: 区人社局, key: progress, period: 2025-03, on: 2025-03-24}
  - {unit: 教育局, key: form, on: 2025-03-10}
  - {unit: 教育局, key: progress, period: 2025-02, waived: 新任务较多}
  - {unit: 教育局, key: progress, period: 2025-03, on: 2025-03-25}
  - {unit: 区档案馆, key: progress, period: 2025-02, on: 2025-02-25}
"""
RECORDS = {
    1: "held: 2025-03-18\nsubmitted: 2025-03-20\ndone: {preview: 2025-03-10, filing: 2025-03-17}\n",
    3: "held: 2025-03-20\nsubmitted: 2025-03-24\n",
}


def obliged_desk(root: Path, plan: str = PLAN) -> Path:
    """The desk in ``root``; its plan. Of activity 3 the office has the forecast's link, and no day for it."""
    path = root / "plan_2025.yaml"
    path.write_text(plan, encoding="utf-8")
    (root / "obligations_2025.yaml").write_text(KEPT, encoding="utf-8")
    for number, record in RECORDS.items():
        folder = root / "submissions" / "2025" / f"{number:02d}"
        folder.mkdir(parents=True)
        more = "links: [https://www.ncx.example/news/1.html]\n" if number == 3 else ""
        (folder / "submission.yaml").write_text(record + more, encoding="utf-8")
        (folder / "活动总结.txt").write_text("活动如期举办，群众反响良好，现将情况总结如下。" * 6, encoding="utf-8")
    return path


def told(command: str, plan: Path, *arguments: str, day: str = DAY) -> Ran:
    """A command at that desk."""
    never = ("--no-cache", "--fail-on", "never") if command == "check" else ()
    ran = zhutiri(command, "--plan", str(plan), "--as-of", day, *never, *arguments)
    assert ran.status == 0, ran.err
    return ran
