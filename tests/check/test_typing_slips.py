"""Slips of typing that YAML takes without a word: two units in one, a wide colon, a hash that begins a comment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.places import BASE_PLAN
from zhutiri_cli.check.plan_files import validate_files
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.finding import Finding

TEXT = BASE_PLAN.read_text(encoding="utf-8")
THEME = next(line for line in TEXT.splitlines() if line.strip().startswith("theme:"))
UNITS = next(line for line in TEXT.splitlines() if line.strip().startswith("units:"))
YEAR = "year: 2024"
Told = Callable[[str, str], list[Finding]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def judged(old: str, new: str) -> list[Finding]:
        text = TEXT.replace(old, new, 1)
        assert text != TEXT
        (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
        known = {(one.rule, one.message) for one in _judged(tmp_path / "base.yaml", TEXT)}
        found = _judged(tmp_path / "plan.yaml", text)
        return [one for one in found if (one.rule, one.message) not in known]

    return judged


def _judged(path: Path, text: str) -> list[Finding]:
    path.write_text(text, encoding="utf-8")
    return list(validate_files([path], catalogue()).findings)


def line_of(part: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if line == part)


@pytest.mark.parametrize(
    ("units", "count"),
    [
        ("区人社局，区教育局", 2),
        ("区人社局；区教育局", 2),
        ("区人社局、区教育局、团区委", 3),
        ("区人社局,区教育局", 0),
        ("'区人社局,区教育局'", 2),
        ("区文化、旅游和体育局", 0),
        ("区民政局和区教育局", 2),
        ("区民政局 区教育局", 2),
        ("区民政局+区教育局", 2),
        ("区民政局|区教育局", 2),
        ("区人力资源和社会保障局", 0),
        ("区发展和改革局", 0),
        ("区公共工程建设中心（区重点办）", 0),
        ("区发展和改革局/区粮食局", 2),
        ("区人社局（就业中心）", 0),
    ],
)
def test_two_units_in_one_name(told: Told, units: str, count: int) -> None:
    found = told(UNITS, f"    units: [{units}]")
    said = [one for one in found if "疑为" in one.message]
    assert [(one.rule, one.place.line) for one in said] == ([("ZT108", line_of(UNITS))] if count else [])
    assert all(f"疑为 {count} 个单位" in one.message for one in said)


@pytest.mark.parametrize("line", [THEME, UNITS, YEAR])
def test_a_wide_colon_is_told_on_its_own_line(told: Told, line: str) -> None:
    (found,) = told(line, line.replace(": ", "：", 1))
    assert (found.rule, found.place.line) == ("ZT101", line_of(line))
    assert "全角“：”" in found.message
    assert found.place.column == line.index(":") + 1


def test_a_wide_colon_in_braces_is_named(told: Told) -> None:
    found = told(YEAR, "year: 2024\ncontact: {phone：1}")
    assert any("全角“：”" in one.hint for one in found)


def test_another_fault_stays_where_it_is(told: Told) -> None:
    (found,) = told(UNITS, "    units: [区人社局")
    assert (found.rule, "全角" in found.message) == ("ZT101", False)


@pytest.mark.parametrize(
    ("theme", "cut"),
    [
        ("社保政策 #进社区", "#进社区"),
        ("社保政策  #1 号活动", "#1 号活动"),
        ("社保政策 # 已核", ""),
        ("社保政策#进社区", ""),
        ("'社保政策 #进社区'", ""),
        ('"社保 #政策" #已核', ""),
    ],
)
def test_a_hash_that_cuts_a_value(told: Told, theme: str, cut: str) -> None:
    found = [one for one in told(THEME, f"    theme: {theme}") if "注释" in one.message]
    assert [(one.rule, one.place.line) for one in found] == ([("ZT109", line_of(THEME))] if cut else [])
    assert all(cut in one.message and "引号" in one.hint for one in found)


@pytest.mark.parametrize("unit", ["牵头：区民政局", "区民政局（牵头）", "区民政局等"])
def test_what_is_said_of_a_unit_is_not_its_name(told: Told, unit: str) -> None:
    (found,) = [one for one in told(UNITS, f"    units: [{unit}]") if one.rule == "ZT108"]
    assert "不是名称" in found.message


@pytest.mark.parametrize(
    ("old", "new", "says", "column"),
    [
        ("  - id: 3", "  －id: 3", "短横不是英文短横", 3),
        ("  - id: 3", "  — id: 3", "短横不是英文短横", 3),
        ("  - id: 3", "  -id: 3", "短横后面没有空格", 3),
        (THEME, "\u3000\u3000" + THEME.strip(), "缩进用了全角空格", 1),
        (THEME, "\u00a0\u00a0" + THEME.strip(), "缩进用了全角空格", 1),
        (THEME, "    theme: *就业*", "另有用处", 12),
        (THEME, "    theme: |就业", "另有用处", 12),
        (THEME, '    theme: "就业', "引号没有闭合", 12),
    ],
)
def test_a_slip_is_told_where_it_stands(told: Told, old: str, new: str, says: str, column: int) -> None:
    line = next(number for number, one in enumerate(TEXT.splitlines(), 1) if one == old)
    (found,) = told(old, new)
    assert (found.rule, found.place.line, found.place.column) == ("ZT101", line, column)
    assert says in found.message
