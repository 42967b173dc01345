"""A plan of so many activities that ask for photos alone, for workspaces that are measured."""

from __future__ import annotations

from pathlib import Path

_HEAD = """schema: 1
title: 测算用计划
year: 2024
document: {number: 测〔2024〕1号, issuer: 测算办公室, issued: 2024-01-02}
forms: [政策宣传]
requirements:
  report: {within_working_days: 5, materials: {photos: 1}}
"""


def measured_plan(folder: Path, count: int, more: str = "") -> Path:
    """The plan, written; ``more`` lines of YAML stand below its requirements."""
    rows = [
        f"  - {{id: {number}, month: 3, theme: 第{number}项测算活动, forms: [政策宣传], units: [测算局]}}\n"
        for number in range(1, count + 1)
    ]
    plan = folder / "plan_2024.yaml"
    plan.write_text(f"{_HEAD}{more}activities:\n{''.join(rows)}", encoding="utf-8")
    return plan
