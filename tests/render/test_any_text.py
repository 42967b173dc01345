"""Whatever people have written, every format stays sound and says it again unchanged."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from junitparser import JUnitXml
from msgspec.structs import replace

from tests.support.fixed_report import fixed_report
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report

BASE = fixed_report()
TEXT = st.text(st.characters(), min_size=1, max_size=60)
EVENT_LINES = [
    *("BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
    *("X-WR-TIMEZONE", "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES"),
    *("DESCRIPTION", "LAST-MODIFIED", "STATUS", "TRANSP", "END", "END", ""),
]
"""All lines of a calendar with one event, and nothing behind the last."""
GUARDED = re.compile(r"'(?=[\s']*[=+\-@＝＋－＠])")


def report(theme: str) -> Report:
    """One activity with a finding, all of the same words."""
    item = BASE.activities[1]
    found = tuple(replace(one, message=Shown(theme), hint=Shown(theme)) for one in item.findings)
    only = replace(
        item, theme=Shown(theme), units=(Shown(theme),), findings=found, row=replace(item.row, path=Shown(f"a/{theme}"))
    )
    return replace(BASE, plan_title=Shown(theme), notices=(Shown(theme),), activities=(only,), findings=())


def made(command: str, name: str, theme: str) -> str:
    content = formats(command)[name].render(report(theme), Display(everything=True))
    assert isinstance(content, str | bytes)
    return content.decode("utf-8") if isinstance(content, bytes) else content


@given(TEXT)
@example("a\\nb\\,c;d\\\\e")
@example("汉" * 60)
@example("甲局, 乙局; 丙局\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:x")
@example("甲\x0bATTACH:x\x85ATTACH:x\u2028ATTACH:x")
def test_ics(theme: str) -> None:
    text = made("deadlines", "ics", theme)
    whole = text.replace("\r\n ", "")
    assert [line.partition(":")[0].partition(";")[0] for line in whole.split("\r\n")] == EVENT_LINES
    assert len(whole.splitlines()) == len(EVENT_LINES) - 1, "by whatever sign a program parts lines"
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["summary"]) == Shown(f"逾期未报：2. {theme}（{theme}）")
    assert str(event["description"]).startswith(Shown(f"责任单位：{theme}") + "\n举办日期")


@given(TEXT)
@example("'=1")
@example('"')
def test_csv(theme: str) -> None:
    for command in ("check", "deadlines"):
        text = made(command, "csv", theme).removeprefix("\ufeff")
        _, row = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert GUARDED.sub("", row[1], count=1) == Shown(theme)
        assert not re.match(r"\s*[=+\-@]", row[1])


@given(TEXT)
@example("]]>&<x>\uffff\ufffe")
def test_junit(theme: str) -> None:
    xml: Any = JUnitXml.fromstring(made("check", "junit", theme).encode())
    (suite,) = list(xml)
    (case,) = list(suite)
    assert (case.name, case.classname, suite.name) == (Shown(f"2. {theme}"), Shown(theme), Shown(theme))


@given(TEXT)
@example("%0A::error::")
def test_github(theme: str) -> None:
    lines = made("check", "github", theme).split("\n")
    assert len(lines) == 3 + 1 + 1 + 1  # findings, notice, verdict, the end
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines[:-1])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", "".join(lines))


@given(TEXT)
def test_sarif(theme: str) -> None:
    (one,) = json.loads(made("check", "sarif", theme))["runs"]
    assert Shown(theme).replace("](", "] (") in one["results"][0]["message"]["text"]
    assert one["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()
