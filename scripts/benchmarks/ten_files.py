"""Workspaces of any size: each activity has a record, a plan, a summary, a list of links and six small photos."""

from __future__ import annotations

from pathlib import Path
from random import Random

from PIL import Image

PLAN = """schema: 1
year: 2024
forms: [政策宣传]
activities:
"""
DAY = "2024-04-01"


def workspace(folder: Path, count: int) -> Path:
    """A workspace with so many activities, all held on one day, all reported, no two files alike; its plan."""
    rng = Random(count)
    rows = []
    for number in range(1, count + 1):
        theme = f"第{number}项惠民政策宣传活动"
        rows.append(f"  - {{id: {number}, month: 3, theme: {theme}, forms: [政策宣传], units: [区第{number}局]}}\n")
        own = folder / "submissions" / "2024" / f"{number}-材料"
        own.mkdir(parents=True)
        said = "".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(300))
        (own / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
        (own / "活动方案.txt").write_text(f"{theme}活动方案\n{said}", encoding="utf-8")
        (own / "活动总结.txt").write_text(f"{theme}活动总结\n{said[::-1]}", encoding="utf-8")
        (own / "报道链接.txt").write_text(f"https://news.example/2024/{number}.html\n", encoding="utf-8")
        for shot in range(6):
            light = Image.frombytes("RGB", (12, 9), rng.randbytes(324))
            picture = light.resize((400, 300), Image.Resampling.BICUBIC)
            picture.save(own / f"现场{shot}.jpg", quality=60)
    plan = folder / "plan_2024.yaml"
    plan.write_text(PLAN + "".join(rows), encoding="utf-8")
    return plan
