"""How long each format of ``check`` takes to render, beside the check itself; and large plans.

``python scripts/bench_render.py``. The 54 activities are the real plan's, with made-up records and material for all
of them; their check opens every file (no cache). Times are medians in this process, libraries loaded. Then 5,000
activities without material: the terminal table and the HTML page.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from msgspec.structs import replace
from datetime import date
from pathlib import Path
from statistics import median

import docx
from PIL import Image

from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.check.weekly import check
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "plan_2024.yaml"
AS_OF = date(2024, 12, 31)


def seconds(act: Callable[[], object], rounds: int = 5) -> float:
    """The median wall time."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return median(times)


def fill(root: Path, numbers: range) -> None:
    """A folder with a plan, a summary, two photos and a link for every activity but each tenth."""
    for number in numbers:
        own = root / f"{number:02}"
        own.mkdir(parents=True)
        if number % 10 == 0:
            continue
        document = docx.Document()
        document.add_paragraph(f"第{number}项活动按计划举办，群众踊跃参加，现场解答问题。" * 8)
        for name in ("活动方案.docx", "活动总结.docx"):
            document.save(str(own / name))
        for at in range(2):
            light = bytes((number * 37 + at * 91 + byte * 7) % 256 for byte in range(12 * 9 * 3))
            Image.frombytes("RGB", (12, 9), light).resize((1600, 1200)).save(own / f"{at}.jpg")
        month = min(12, max(2, number // 5 + 1))
        record = f"held: 2024-{month:02}-11\nsubmitted: 2024-{month:02}-1{number % 8 + 2}\n"
        (own / "submission.yaml").write_text(
            record + f"links: [https://www.tianxin.gov.cn/{number}]\n", encoding="utf-8"
        )


def request(plan: Path, root: Path) -> CheckRequest:
    """A check of everything in ``root``."""
    return CheckRequest(load(plan, catalogue()), root, AS_OF, catalogue())


def many(report: Report, count: int) -> Report:
    """A report of so many activities, made of those there are."""
    items = report.activities
    more = tuple(replace(items[n % len(items)], id=n + 1) for n in range(count))
    return replace(report, activities=more, total=count)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "2024"
        fill(root, range(1, 55))
        asked = request(PLAN, root)
        report = check(asked)
        whole = seconds(lambda: check(asked), 3)
        print(f"check of 54 activities with material, no cache: {whole * 1000:.0f} ms")
        total = 0.0
        for name, entry in formats("check").items():
            took = seconds(lambda entry=entry: entry.render(report, Display(100)))  # type: ignore[misc]  # mypy cannot infer a default
            total += took
            print(f"  {name:9} {took * 1000:7.1f} ms")
        print(f"all formats: {total * 1000:.0f} ms, {total / whole:.2f}× of the check")
        large = many(report, 5000)
        for name in ("table", "html"):
            entry = formats("check")[name]
            content = entry.render(large, Display(100))
            took = seconds(lambda entry=entry: entry.render(large, Display(100)), 3)  # type: ignore[misc]  # mypy cannot infer a default
            assert isinstance(content, str)
            print(f"5,000 activities as {name}: {took:.2f} s, {len(content.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
