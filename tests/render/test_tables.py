"""Tables for people: nothing is lost on a narrow screen, what is waived says so, no advice points the wrong way."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from tests.support.fixed_report import AS_OF, PHONE, activity, fixed_report
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import literal, unseen
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity


def shown(report: Report, command: str, form: str = "table", width: int = 100) -> str:
    """What a command says in full; for the check with ``--all``, which shows every activity."""
    text = formats(command)[form].render(report, Display(width, everything=True))
    assert isinstance(text, str)
    return text


def lacking(name: str) -> Finding:
    return Finding("ZT303", Severity.ERROR, Shown(f"没有可用的{name}"), Shown(f"请补报{name}"), None, Place(), None)


@pytest.mark.parametrize("command", ["check", "deadlines"])
@pytest.mark.parametrize("width", [40, 50, 60, 80, 110])
def test_every_width_holds_every_theme_and_unit_whole(command: str, width: int) -> None:
    text = shown(fixed_report(), command, width=width)
    assert [line for line in text.split("\n") if cell_len(line) > width] == []
    letters = "".join(text.split())
    assert PHONE not in letters
    for item in fixed_report().activities:
        whole = [Shown(item.theme), literal("、".join(item.units))]
        for piece in whole if width < 60 else []:  # beside columns, a text is broken over lines with others between
            assert "".join(piece.split()) in letters
        assert "".join(whole[0].split())[:4] in letters
    assert "…" not in letters.replace("…", "", sum(item.theme.count("…") for item in fixed_report().activities))


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_waived_status_says_so_in_the_table_of_all(form: str) -> None:
    waived = [item for item in fixed_report().activities if item.waived]
    assert waived
    table = shown(fixed_report(), "check", form).split("全部活动")[1]
    assert table.count("（已豁免）") == len(waived)
    assert f"{waived[0].status.label}*" not in table
    assert "（已豁免）" in shown(fixed_report(), "deadlines")


def test_working_days_are_left_out_alike_where_timeliness_cannot_be_judged() -> None:
    unrecorded = replace(activity(7, "街道问政", Status.UNRECORDED, None), working_days_left=-4)
    report = replace(fixed_report(), activities=(unrecorded,))
    for form in ("table", "markdown"):
        assert "-4" not in shown(report, "check", form).split("全部活动")[1]


def test_advice_is_given_whole_at_every_activity() -> None:
    found = [
        replace(
            activity(number, f"活动{number}", Status.INCOMPLETE, None),
            action=Action.UNIT,
            units=(Shown(f"单位{number}"),),
            findings=tuple(map(lacking, kinds)),
        )
        for number, kinds in ((1, ("总结", "链接")), (2, ("总结", "总结")))
    ]
    report = replace(fixed_report(), activities=tuple(found))
    for form in ("table", "markdown"):
        text = shown(report, "check", form).split("全部活动")[0]
        assert text.count("→ 请补报总结") == 3
        assert "办法同" not in text
    assert "办法同" not in shown(report, "check", "html"), "a leader is told at each"


def test_no_selected_activity_is_no_pass() -> None:
    text = shown(replace(fixed_report(), activities=(), findings=()), "check")
    assert "－ 没有符合筛选条件的活动" in text
    assert "√" not in text


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_place_of_a_finding_holds_no_citizen_s_number(form: str) -> None:
    place = Place(Shown(f"data/links{PHONE}.txt"), 2, 1)
    item = replace(activity(1, "活动", Status.LATE, None), findings=(replace(lacking("链接"), place=place),))
    text = shown(replace(fixed_report(), activities=(item,)), "check", form)
    assert "links138" in text
    assert PHONE not in text


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_names_in_office_files_hold_no_citizen_s_number(form: str) -> None:
    item = activity(1, f"联系人{PHONE}", Status.LATE, date(2024, 3, 20), units=(f"单位{PHONE}",), submitted=AS_OF)
    content = formats("check")[form].render(
        replace(fixed_report(), activities=(item,), findings=(), examined=True), Display(100)
    )
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
    assert "联系人138****" in text
    assert PHONE not in text


@pytest.mark.parametrize("command", ["check", "deadlines"])
def test_json_on_a_screen_steers_nothing_and_means_the_same(command: str) -> None:
    theme = "正\u202e反\x9b31m\u2028行\ufeff\x1b‍"
    report = replace(fixed_report(), activities=(activity(1, theme, Status.SCHEDULED, None),))
    text = shown(report, command, "json")
    assert unseen(text) == ["\n"]
    assert json.loads(text)[{"check": "activities"}.get(command, command)][0]["theme"] == theme
