"""The weekly screen: short enough to be acted on, its verdict last, and as many units as reminders are written to."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from tests.support.command import zhutiri
from tests.support.fixed_report import fixed_report
from tests.support.letter_reports import UNREAD, activity, lines, report
from tests.support.mid_year import AS_OF
from tests.support.places import EXAMPLES, REAL_PLAN
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.comparison import Change, Compared, Comparison
from zhutiri_cli.report.letters.circular import circular
from zhutiri_cli.report.letters.reminders import reminders
from zhutiri_cli.report.office import RosterEntry, entry_of
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity

UNITS = re.compile(r"(\d+) 家单位")


@pytest.fixture
def screen(mid_year_plan: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *words: zhutiri("check", "--plan", str(mid_year_plan), "--as-of", AS_OF, *words).out


def test_a_whole_office_at_mid_year_is_on_forty_lines(screen: Callable[..., str]) -> None:
    text = screen()
    rows = text.splitlines()
    assert len(rows) <= 40
    assert max(map(cell_len, rows)) <= 80
    assert "有 21 项要办" in rows[-1]
    assert any(row.startswith("共 54 项") for row in rows[-6:])
    acts = [row for row in rows if re.match(r"[×●？] ?\d+ ", row)]
    assert len(acts) == 23  # and two that are due soon
    for row in acts:
        number = re.findall(r"\d+", row)[0]
        assert re.search(rf"zhutiri (receive|record|check) {number}\b", row), row
        assert re.search(r"\d{4}-\d\d-\d\d", row), row
    assert "全部活动" not in text
    assert "ZT204" not in text
    assert "办法同" not in text
    assert "validate" not in text


def test_details_and_the_table_come_when_asked_for(screen: Callable[..., str]) -> None:
    assert "■ 全部活动" in screen("--all")
    one = screen("4")
    said = "".join(line.strip() for line in one.splitlines())
    assert re.search(
        "没有可用的宣传报道链接、总结（[^）]*，不算数）〔错误 ZT303、ZT304、ZT401", said.replace("（0", "(0")
    )
    assert "zhutiri receive 4 材料" in one
    assert "全部活动" not in one


def test_the_remark_on_the_plan_is_said_once(tmp_path: Path) -> None:
    plan = tmp_path / "data" / REAL_PLAN.name
    plan.parent.mkdir()
    shutil.copyfile(REAL_PLAN, plan)
    words = ("check", "--plan", str(plan), "--as-of", AS_OF)
    assert "计划文件自身另有" in zhutiri(*words).err
    assert "计划文件自身另有" not in zhutiri(*words).err
    assert "计划文件自身另有" in zhutiri(*words, "--no-cache").err
    assert "计划文件自身另有" in zhutiri(*words, "--all").out


def test_what_is_new_comes_first_in_one_line_each(mid_year_plan: Path, tmp_path: Path) -> None:
    words = ("check", "--plan", str(mid_year_plan), "--as-of")
    zhutiri(*words, "2024-04-19", "-o", str(tmp_path / "上次.json"))
    rows = zhutiri(*words, AS_OF, "--baseline", str(tmp_path / "上次.json")).out.splitlines()
    at = rows.index("■ 与上次相比")
    assert rows.index(next(row for row in rows if row.startswith("■ 单位"))) > at
    fresh = [row for row in rows if row.startswith("  ＋ 新增 ")]
    assert rows[at + 1] == fresh[0]
    assert any("26. " in row for row in fresh)
    numbers = [re.findall(r"新增 (\d+)\.", row) for row in fresh]
    assert len(numbers) == len({tuple(one) for one in numbers})


def test_an_address_leaves_room_for_what_is_the_matter_with_it() -> None:
    url = "https://www.yunxi.example/zwgk/2024/03/18/content_1234567.html"
    message = Shown(f"链接“{url}”又报给了第 3 项")
    compared = Compared(Change.NEW, 8, Shown("托老服务开放日"), "ZT405", Severity.WARNING, message)
    since = replace(fixed_report(), comparison=Comparison(Shown("上周.json"), date(2024, 4, 8), (compared,), ()))
    shown = formats("check")["table"].render(since, Display(80, False))
    assert isinstance(shown, str)
    assert "链接“https://www.yunxi.ex…”又报给了第 3 项" in shown


def _made() -> dict[str, Report]:
    elsewhere: dict[str, Any] = {"materials": lines("plan", unopened=("材料.zip",)), "action": Action.OFFICE}
    alias = RosterEntry(Shown("区甲局"), (Shown("甲1局"), Shown("甲2局")))
    mixed = (
        activity(1),
        activity(2, Status.INCOMPLETE),
        activity(3, Status.LATE),
        activity(4, **elsewhere),
        activity(5, units=()),
        activity(6, Status.AWAITING, working_days_left=2),
        activity(7, Status.AWAITING, working_days_left=9),
        activity(8, Status.NOT_HELD, held=None, deadline=None),
        activity(9, waived=True, action=Action.NONE),
    )
    return {
        "mixed": report(*mixed),
        "aliases": report(*mixed, roster=(alias,)),
        "unexamined": report(*mixed, examined=False),
        "unchecked": replace(report(*mixed), findings=(UNREAD,)),
        "only soon": report(activity(1, Status.AWAITING, working_days_left=0)),
        "nothing": report(activity(1, Status.COMPLIANT)),
        "fixed": fixed_report(),
    }


@pytest.mark.parametrize("name", _made())
def test_every_output_names_as_many_units_as_reminders_are_written_to(name: str) -> None:
    made = _made()[name]
    written = reminders(made)
    for form in ("table", "markdown", "html", "xlsx"):
        text = _text(formats("check")[form].render(made, Display(200)))
        found = {int(number) for number in UNITS.findall(text)}
        assert found == ({len(written.letters)} if written.letters else set()), form
    blamed = [group for verdict, group in circular(made).groups if verdict in ("逾期未报", "材料不全")]
    named = {entry_of(one.unit, made.roster).name for group in blamed for one in group}
    owing = {letter.unit.name for letter in written.letters}
    assert named <= owing


@pytest.mark.parametrize("plan", [EXAMPLES / "data" / "plan_2024.yaml", REAL_PLAN], ids=["sample", "real plan"])
def test_the_command_line_agrees_with_itself(plan: Path) -> None:
    day = "2024-04-12" if plan != REAL_PLAN else AS_OF
    verdict = zhutiri("check", "--plan", str(plan), "--as-of", day).out.splitlines()[-1]
    letters = json.loads(zhutiri("remind", "--plan", str(plan), "--as-of", day, "-f", "json").out)["letters"]
    assert UNITS.findall(verdict) == ([str(len(letters))] if letters else [])


def test_the_office_at_mid_year_writes_to_the_units_of_the_verdict(
    screen: Callable[..., str], mid_year_plan: Path
) -> None:
    verdict = screen().splitlines()[-1]
    letters = json.loads(zhutiri("remind", "--plan", str(mid_year_plan), "--as-of", AS_OF, "-f", "json").out)["letters"]
    assert UNITS.findall(verdict) == [str(len(letters))]
    assert len(letters) > 5


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for row in book["总览"].iter_rows() for cell in row)
