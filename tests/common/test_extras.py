"""What a plain installation lacks is said in one sentence, before any work, with what to type."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES, ROOT
from tests.support.schedule_2027 import ics
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.extras import command_for, demand_extra

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
PLAN = ("--plan", str(EXAMPLES / "data" / "plan_2024.yaml"), "--as-of", "2024-04-12")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no extra were installed."""
    for module in ("icalendar", "aiohttp", "py7zr", "rarfile", "rapidocr", "pyarrow", "s3fs", "distributed"):
        monkeypatch.setitem(sys.modules, module, None)


def test_what_is_there_is_demanded_in_silence() -> None:
    demand_extra("写日历", ("json", "email"), "calendar")


def test_what_is_absent_is_named_with_the_command_in_quotes_that_cmd_knows() -> None:
    with pytest.raises(UsageProblem) as caught:
        demand_extra("写日历", ("json", "no_such_library"), "calendar", "，或去掉 -o")
    assert caught.value.message == "写日历需要的组件没有安装（缺少 no_such_library）"
    assert caught.value.advice == '请先运行 pip install "zhutiri-cli[calendar]"，或去掉 -o'


def test_every_extra_that_is_spoken_of_exists() -> None:
    spoken = [
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(
            r"""demand_extra\(.*?, "(\w+)"[,)]|named\("(\w+)"\)|command_for\("(\w+)"\)""",
            path.read_text(encoding="utf-8"),
        )
    ]
    found = {one for names in spoken for one in names if one}
    assert found == {"archives", "calendar", "cluster", "links", "ocr", "rollup", "storage"}
    assert found <= set(EXTRAS)
    assert "'zhutiri-cli[" not in "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert command_for("ocr") == 'pip install "zhutiri-cli[ocr]"'


@pytest.mark.usefixtures("plain")
def test_a_calendar_is_refused_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.check.weekly.check", lambda _: pytest.fail("work was begun"))
    ran = zhutiri("deadlines", *PLAN, "-o", str(tmp_path / "截止日.ics"))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "错误：写日历文件（.ics）需要的组件没有安装（缺少 icalendar）。请先运行 " + command_for("calendar") + "\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("plain")
def test_a_published_calendar_is_not_read_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes((EXAMPLES / "data" / "plan_2024.yaml").read_bytes())
    Path("2027.ics").write_text(ics(), encoding="utf-8")
    before = plan.read_bytes()
    ran = zhutiri("workdays", "--import", "2027.ics", "--plan", str(plan))
    assert (ran.status, ran.out, plan.read_bytes()) == (2, "", before)
    assert "2027.ics 是日历文件（.ics），读它需要的组件没有安装（缺少 icalendar）" in ran.err
    assert command_for("calendar") in ran.err


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("words", [("validate", PLAN[1]), ("check", *PLAN, "--fail-on", "never")])
def test_check_and_validate_need_no_extra(words: tuple[str, ...]) -> None:
    ran = zhutiri(*words)
    assert ran.status == 0
    assert "组件没有安装" not in ran.out + ran.err
