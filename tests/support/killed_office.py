"""What every command writes, as a run in a small office: made once, then copied for each run that is killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
from msgspec import Struct

from tests.support.many_workspaces import sound
from tests.support.obliged_desk import obliged_desk
from tests.support.places import EXAMPLES
from tests.support.received_packages import URL, attached, body, mail, picture, word, zipped
from tests.support.receiving_office import Office
from tests.support.schedule_2027 import holiday_cn

Words = tuple[str, ...]
ON = ("--on", "2024-03-20")


class WritingRun(Struct, frozen=True):
    """A command line, the office that it runs in, and whether the disk knows hard links."""

    words: Words
    office: Callable[[Path], object]
    links: bool = True
    grows: Words = ()
    """Names of files that a run writes more than once: what they hold in between is neither as it was nor as it is to
    be; that the next run makes of it what it should is what shows that it was whole."""
    again: tuple[int, ...] = (0,)
    """How the same command may end afterwards: an import or init that was over already finds its plan there."""


def _office(place: Path) -> Office:
    office = Office(place)
    office.letter("卫健.eml", "家庭医生签约服务解读活动材料", "wj@test.example", "活动方案.docx", "活动总结.docx")
    both = ("家庭医生签约服务解读方案.docx", "垃圾分类处理设施参观总结.docx")
    office.letter("两项.eml", "家庭医生签约服务解读、垃圾分类处理设施参观", "cg@test.example", *both)
    (office.inbox / "来.zip").write_bytes(
        zipped({"活动方案.docx": word("方案"), "现场.jpg": picture(), "名单.txt": b"x"})
    )
    letter = mail(body(f"见附件 {URL}"), attached(b'filename="a.docx"', word("总结")))
    (office.inbox / "来.eml").write_bytes(letter)
    (office.inbox / "活动总结（更正）.docx").write_bytes(word("活动如期举办，群众反响良好，更正一处。"))
    return office


def _with_records(place: Path) -> None:
    office = _office(place)
    for number, name in ((1, "卫健局"), (2, "城管局")):
        folder = office.root / f"{number:02d}-{name}"
        folder.mkdir(parents=True)
        (folder / "submission.yaml").write_text("held: 2024-03-15 # 已核\n", encoding="utf-8")
        (folder / "活动总结.docx").write_bytes(word("活动如期举办，群众反响良好。"))
    first = office.root / "01-卫健局" / "submission.yaml"
    first.write_text("held: 2024-03-15\nreceipts:\n  - {on: 2024-03-18, files: [活动总结.docx]}\n", encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (
        ("序号", "举办日期", "会标"),
        (1, "2024-03-14", "是"),
        (2, "2024-03-16", "否"),
        (3, "2024-09-02", "是"),
    ):
        book.worksheets[0].append(list(row))
    book.save(place / "登记表.xlsx")


def _with_reports(place: Path) -> None:
    _with_records(place)
    for name in ("周报.html", "台账.xlsx", "通报.docx", "周报.json"):
        (place / name).write_bytes(b"last week's")


def _examples(place: Path) -> None:
    shutil.copytree(EXAMPLES / "data", place / "data", ignore=shutil.ignore_patterns("submissions"))
    shutil.copy(EXAMPLES / "2025年通知.txt", place)


def _districts(place: Path) -> None:
    for number in (1, 2, 3):
        sound(place / f"{number}号县")


def _scheduled(place: Path) -> None:
    _examples(place)
    (place / "2027.json").write_text(holiday_cn(), encoding="utf-8")


def _obliged(place: Path) -> None:
    obliged_desk(place)


def _nothing(_: Path) -> None:
    """An empty place."""


_WEEK = ("--as-of", "2024-04-12")
_REPORTS = ("-o", "周报.html", "-o", "台账.xlsx", "-o", "通报.docx", "-o", "周报.json", "--fail-on", "never")
RUNS = {
    "init": WritingRun(("init", "--year", "2025"), _nothing, again=(0, 2)),
    "init from a notice": WritingRun(("init", "区", "--from", "2025年通知.txt"), _examples, again=(0, 2)),
    "import": WritingRun(("import", "2025年通知.txt", "-o", "plan_2025.yaml"), _examples, again=(0, 2)),
    "receive files": WritingRun(("receive", "2", "来件/来.zip", "来件/来.eml", *ON), _with_records),
    "receive into nothing": WritingRun(("receive", "1", "来件/来.zip", *ON, "--held", "2024-03-15"), _office),
    "receive without hard links": WritingRun(("receive", "1", "来件/来.zip", *ON), _office, links=False),
    "receive a correction": WritingRun(("receive", "1", "来件/活动总结（更正）.docx", *ON), _with_records),
    "receive what is certain": WritingRun(
        ("receive", "来件/卫健.eml", "来件/两项.eml", "--yes"), _office, grows=(".received.json", "submission.yaml")
    ),
    "record": WritingRun(("record", "1", "--held", "2024-03-14", "--link", URL, *_WEEK), _with_records),
    "record several": WritingRun(("record", "1-3", "--held", "2024-03-14", *_WEEK), _with_records),
    "record a sheet": WritingRun(("record", "登记表.xlsx", *_WEEK), _with_records),
    "record a unit": WritingRun(("record", "区档案馆", "--done", "form=2025-03-05", "--as-of", "2025-04-10"), _obliged),
    "remind --sent": WritingRun(("remind", "--sent", "-o", "催办.docx", *_WEEK), _with_records),
    "drafts of mails": WritingRun(("remind", "-f", "eml", "-o", "催办", *_WEEK), _with_records),
    "check -o": WritingRun(("check", *_WEEK, *_REPORTS), _with_reports),
    "deadlines -o": WritingRun(("deadlines", *_WEEK, "-o", "截止日.ics"), _with_records),
    "rollup -o": WritingRun(
        ("rollup", ".", *_WEEK, "-o", "汇总.html", "-o", "汇总.json", "--fail-on", "never"),
        _districts,
        grows=("汇总.html.progress.jsonl",),
    ),
    "workdays --import": WritingRun(("workdays", "--import", "2027.json"), _scheduled),
    "schema -o": WritingRun(("schema", "-o", "plan.schema.json"), _nothing),
}
