"""The command line as people, scripts and CI meet it: exit statuses, streams, files, environments, hostile text."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.places import ROOT
from zhutiri_cli.cli import options
from zhutiri_cli.cli.app import run
from zhutiri_cli.common import dates as clock

EXAMPLES = ROOT / "examples"
AS_OF = ["--as-of", "2024-04-12"]
COMMANDS = [
    "check", "deadlines", "diff", "help", "import", "init", "rank", "receive", "record", "remind", "rollup", "rules",
    "schema", "validate", "workdays",
]  # fmt: skip
PLAN = """\
schema: 1
title: 测试区2024年计划
year: 2024
document: {number: 测〔2024〕1号, issuer: 测试办, issued: 2024-02-28}
forms: [现场观摩, 政策宣传]
requirements:
  report:
    within_working_days: 5
    materials: {plan: 1, photos: 1, summary: 1, links: 1}
activities:
  - id: 1
    month: 3
    theme: 主题一
    forms: [政策宣传]
    units: [区教育局]
"""


class Done(NamedTuple):
    """What a command line did."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS", "COLUMNS", "NO_COLOR", "ZHUTIRI_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def zhutiri(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""

    def running(*arguments: str) -> Done:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        assert "程序内部出错" not in said.err, said.err
        return Done(status, said.out, said.err)

    return running


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, which is the current folder; nobody has looked into it yet."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(fresh: Path, own_cache: Path, examples_in_cache: Path) -> Path:
    """A copy of the examples, which is the current folder; its files were looked into before."""
    shutil.copytree(examples_in_cache, own_cache)
    return fresh


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one activity without any material, which is the current folder."""
    (tmp_path / "data" / "submissions" / "2024").mkdir(parents=True)
    (tmp_path / "data" / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None, shell: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a process of its own; ``shell`` is what follows it there, such as a pipe."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    environment |= env or {}
    words = [sys.executable, "-m", "zhutiri_cli", *arguments]
    if shell:
        words = ["bash", "-c", f'"$@" {shell}', "bash", *words]
    return subprocess.run(words, capture_output=True, check=False, env=environment, cwd=cwd, timeout=600)


def one_sentence(done: Done) -> str:
    """The only line on stderr: Chinese, with no words of a library's or of the system's."""
    lines = done.err.splitlines()
    assert len(lines) == 1, done.err
    assert done.out == ""
    return in_chinese(lines[0])


def in_chinese(line: str) -> str:
    """An error line without two English words side by side, but for a command to run."""
    assert line.startswith("错误：")
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+", re.sub(r"zhutiri \w+", "", line)), line
    return line


def cells(text: str) -> int:
    """The width of a text on a terminal."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


ENGLISH = {"usage", "try", "for", "error", "no", "such", "option", "options", "command", "missing", "argument", "got"}
ENGLISH |= {"unexpected", "extra", "invalid", "value", "is", "not", "valid", "requires", "an", "file", "directory"}
ENGLISH |= {"show", "this", "message", "and", "exit", "default", "required", "arguments", "commands", "text", "integer"}


# --- exit statuses ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
def test_check_exits_1_on_errors_and_0_without(zhutiri: Run) -> None:
    assert zhutiri("check", *AS_OF).status == 1
    assert zhutiri("check", "--as-of", "2024-01-10").status == 0


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("level", "error", "warning"), [("error", 1, 0), ("warning", 1, 1), ("never", 0, 0)])
def test_fail_on_decides_from_which_severity(zhutiri: Run, level: str, error: int, warning: int) -> None:
    assert zhutiri("check", *AS_OF, "--id", "3", "--fail-on", level).status == error
    assert zhutiri("check", *AS_OF, "--id", "10", "--fail-on", level).status == warning
    assert zhutiri("check", *AS_OF, "--id", "1", "--fail-on", level).status == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on_of_validate(zhutiri: Run, level: str, status: int) -> None:
    Path("data/plan_2024.yaml").write_text(PLAN.replace("id: 1", "id: 1\n    remark: 无").replace("[区教育局]", "[]"))
    assert zhutiri("validate", "--fail-on", level).status == status


FAULTY = ["a: [", "a: 1\na: 2\n", PLAN.replace("month: 3", "month: 三"), "\x00", PLAN + "year: 2024\n"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", FAULTY)
def test_validate_exits_1_on_a_faulty_plan_and_reports_it(zhutiri: Run, text: str) -> None:
    Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
    done = zhutiri("validate")
    assert done.status == 1
    assert "data/plan_2024.yaml:" in done.out
    assert done.err == "下一步，改好后再检查一遍：zhutiri validate\n"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("command", ["check", "deadlines"])
@pytest.mark.parametrize("text", FAULTY)
def test_check_on_a_plan_with_errors_exits_2_and_says_what_to_run(zhutiri: Run, text: str, command: str) -> None:
    Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
    done = zhutiri(command, *AS_OF)
    assert done.status == 2
    assert "zhutiri validate data/plan_2024.yaml" in one_sentence(done)


@pytest.mark.parametrize("change", ["moved_to: 9999-12", "moved_to: 0001-01", "moved_to: 2200-12", "moved_to: 1899-01"])
@pytest.mark.usefixtures("small")
def test_what_validate_passes_can_be_checked(zhutiri: Run, change: str) -> None:
    text = PLAN.replace("month: 3", f"month: 3\n    {change}\n    reason: 因故")
    Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
    faulty = zhutiri("validate").status == 1
    assert (zhutiri("check", *AS_OF).status == 2) is faulty


@pytest.mark.parametrize("year", ["1900", "2200"])
@pytest.mark.usefixtures("small")
def test_the_first_and_last_year_can_be_checked(zhutiri: Run, year: str) -> None:
    text = PLAN.replace("year: 2024", f"year: {year}").replace("month: 3", "month: 12").replace("days: 5", "days: 250")
    Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
    assert zhutiri("validate").status == 0
    assert zhutiri("check", *AS_OF).status in (0, 1)


BAD_USAGE = [
    (["check", "--nope"], "--nope"),
    (["check", "--ouput", "x.json"], "--output"),
    (["--nope"], "--nope"),
    (["chek"], "chek"),
    (["check", "extra"], " extra"),
    (["workdays", "2024-10-08", "3", "4"], " 4"),
    (["workdays", "2024-10-08", "3", "--bogus"], " --bogus"),
    (["workdays"], "日期"),
    (["workdays", "2024-10-08"], "天数"),
    (["workdays", "2024-10-08", "x"], "x"),
    (["workdays", "2024-10-08", "1.5"], "1.5"),
    (["workdays", "2024-02-30", "3"], "2024-02-30"),
    (["workdays", "9999-12-30", "5"], "9999"),
    (["workdays", "2024-01-01", "999999999"], "999999999"),
    (["check", "--as-of", "2024-02-30"], "2024-02-30"),
    (["check", "--as-of", "24.2.1"], "2024-3-18"),
    (["check", "--as-of", "3月15日至16日"], "不止一天"),
    (["check", "--as-of", "today"], "today"),
    (["check", "--as-of", ""], "--as-of"),
    (["check", "--as-of"], "--as-of"),
    (["deadlines", "--as-of", "240201"], "--as-of"),
    (["record", "1", "--held", "15/03/2024"], "--held"),
    (["check", "--due-within", "x"], "--due-within"),
    (["check", "--due-within", "-1"], "-1"),
    (["check", "--due-within", "9999999"], "9999999"),
    (["check", "--fail-on", "fatal"], "fatal"),
    (["check", "--all=3"], "--all"),
    (["check", "-f", "pdf"], "pdf"),
    (["validate", "-f", "table"], "table"),
    (["deadlines", "-f", "markdown"], "markdown"),
    (["workdays", "2024-10-08", "3", "-f", "csv"], "csv"),
    (["validate", "-o", "a.pdf"], "a.pdf"),
    (["check", "--id", "x"], "--id"),
    (["check", "--id", "99"], "99"),
    (["check", "--unit", "没有局"], "没有局"),
    (["check", "--month", "1"], "1"),
    (["check", "--month", "十三"], "十三"),
    (["check", "--month", "2023-03"], "2023-03"),
    (["check", "--status", "done"], "done"),
    (["check", "--plan", "nothing.yaml"], "nothing.yaml"),
    (["check", "--plan", "data"], "data"),
    (["check", "--submissions", "nowhere"], "nowhere"),
    (["validate", "nothing.yaml"], "nothing.yaml"),
    (["rules", "ZT999"], "ZT999"),
    (["record"], "序号"),
    (["record", "1", "--held", "2024-02-30"], "2024-02-30"),
    (["record", "99", "--held", "2024-02-20"], "99"),
    (["validate", "-o", "nowhere/a.json"], "nowhere"),
]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("words", "said"), BAD_USAGE, ids=[" ".join(words) for words, _ in BAD_USAGE])
def test_what_cannot_be_carried_out_exits_2_with_one_chinese_sentence(
    zhutiri: Run, words: list[str], said: str
) -> None:
    done = zhutiri(*words)
    assert done.status == 2
    sentence = one_sentence(done)
    assert said in sentence
    assert "s)" not in sentence


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("words", [["check", "-f", "pdf"], ["check", "-o", "a.pdf"], ["check", "-o", "a"]])
def test_an_unknown_format_is_refused_before_anything_is_said_of_the_plan(zhutiri: Run, words: list[str]) -> None:
    shutil.rmtree("data/submissions")
    done = zhutiri(*words)
    assert done.status == 2
    one_sentence(done)


@pytest.mark.usefixtures("small")
def test_a_library_s_complaint_names_the_command_whose_help_to_read(zhutiri: Run) -> None:
    assert "zhutiri check --help" in zhutiri("check", "--as-of").err
    assert "zhutiri workdays --help" in zhutiri("workdays").err


@pytest.mark.usefixtures("small")
def test_a_negative_number_is_taken_as_it_stands(zhutiri: Run) -> None:
    done = zhutiri("workdays", "2024-10-08", "-3")
    assert done.status == 0
    assert "2024-09-27" in done.out.splitlines()[0]


# --- finding the plan -------------------------------------------------------------------------------------------


def place_plan(path: str, title: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(PLAN.replace("测试区2024年计划", title), encoding="utf-8")


def taken(done: Done) -> str:
    """The title of the plan that a check took."""
    return str(json.loads(done.out)["plan"]["path"])


@pytest.mark.parametrize(
    ("year", "expected"), [(2022, 2023), (2023, 2023), (2024, 2023), (2025, 2025), (2026, 2025), (2030, 2030)]
)
@pytest.mark.parametrize("folder", ["data/", ""])
def test_the_plan_of_the_year_else_the_latest_earlier_else_the_earliest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run, folder: str, year: int, expected: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for known in (2023, 2025, 2030):
        place_plan(f"{folder}plan_{known}.yaml", str(known))
    done = zhutiri("check", "-f", "json", "--as-of", f"{year}-01-05")
    assert taken(done) == f"{folder}plan_{expected}.yaml"
    note = done.err.splitlines()[0]
    assert f"plan_{expected}.yaml" in note
    for other in {2023, 2025, 2030} - {expected}:
        assert f"plan_{other}.yaml" in note


def test_the_plan_is_looked_for_upward(small: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    deep = small / "a" / "b"
    deep.mkdir(parents=True)
    for folder in (deep, small / "data", small / "data" / "submissions" / "2024"):
        monkeypatch.chdir(folder)
        done = zhutiri("check", "-f", "json", "--as-of", "2024-02-01")
        assert json.loads(done.out)["plan"]["title"] == "测试区2024年计划"
        assert "采用" not in done.err


@pytest.mark.usefixtures("small")
def test_two_plans_of_one_year_are_said(zhutiri: Run) -> None:
    place_plan("plan_2024.yaml", "另一份")
    done = zhutiri("check", "-f", "json", "--as-of", "2024-02-01")
    note = next((line for line in done.err.splitlines() if "采用" in line), "")
    assert "data/plan_2024.yaml" in note
    assert re.search(r"(?<!/)plan_2024\.yaml", note)


def test_without_any_plan_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["check"], ["validate"], ["deadlines"], ["record", "1", "--held", "2024-03-01"]):
        done = zhutiri(*words)
        assert done.status == 2
        assert "--plan" in one_sentence(done)


def test_workdays_and_rules_need_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    monkeypatch.chdir(tmp_path)
    assert zhutiri("workdays", "2024-10-08", "3").status == 0
    assert zhutiri("rules").status == 0
    assert zhutiri("rules", "zt203").status == 0


@pytest.mark.usefixtures("small")
def test_the_environment_names_plan_and_submissions(
    monkeypatch: pytest.MonkeyPatch, zhutiri: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "1-甲").mkdir()
    (elsewhere / "own.yaml").write_text(PLAN.replace("测试区", "别处"), encoding="utf-8")
    monkeypatch.setenv("ZHUTIRI_PLAN", str(elsewhere / "own.yaml"))
    monkeypatch.setenv("ZHUTIRI_SUBMISSIONS", str(elsewhere))
    report = json.loads(zhutiri("check", "-f", "json", "--as-of", "2024-02-01").out)
    assert report["plan"]["title"] == "别处2024年计划"
    assert report["activities"][0]["folder"] == (elsewhere / "1-甲").as_posix()
    report = json.loads(zhutiri("check", "-f", "json", *AS_OF, "--plan", "data/plan_2024.yaml").out)
    assert report["plan"]["title"] == "测试区2024年计划"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("state", ["missing", "empty", "no activity"])
def test_a_missing_or_empty_submissions_root_is_said(zhutiri: Run, state: str) -> None:
    root = Path("data/submissions/2024")
    if state == "missing":
        root.rmdir()
    elif state == "no activity":
        (root / "3月").mkdir()
    for words in ([], ["-f", "json"], ["-f", "markdown"], ["-o", "out.json"]):
        done = zhutiri("check", "--as-of", "2024-02-01", *words)
        said = re.sub(r"[\s\\]", "", done.out + done.err)
        assert "data/submissions/2024" in said, (state, words)
        assert "材料" in said or "活动的文件夹" in said


# --- results to files -------------------------------------------------------------------------------------------


def test_files_get_the_result_and_stdout_one_line(workspace: Path, zhutiri: Run) -> None:
    plain = zhutiri("check", *AS_OF, "-f", "json").out
    done = zhutiri("check", *AS_OF, "-o", "a.json", "-o", "b.md", "--output", "c.JSON", "-o", "d.txt", "-f", "table")
    assert done.status == 1
    assert len(done.out.splitlines()) == 1
    assert Path("a.json").read_text(encoding="utf-8") == plain
    assert Path("c.JSON").read_text(encoding="utf-8") == plain
    assert Path("b.md").read_text(encoding="utf-8").startswith("# ")
    assert "\x1b" not in Path("d.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in workspace.iterdir()) == ["a.json", "b.md", "c.JSON", "d.txt", "data"]


@pytest.mark.usefixtures("workspace")
def test_the_option_decides_where_the_suffix_says_nothing(zhutiri: Run) -> None:
    assert zhutiri("check", *AS_OF, "-o", "report", "-f", "json").status == 1
    assert json.loads(Path("report").read_text(encoding="utf-8"))["schema"] == "zhutiri/check/1"


@pytest.mark.usefixtures("workspace")
def test_the_suffix_decides_against_the_option(zhutiri: Run) -> None:
    zhutiri("check", *AS_OF, "-o", "report.json", "-f", "markdown")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["schema"] == "zhutiri/check/1"


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    "words", [["validate"], ["deadlines", *AS_OF], ["workdays", "2024-10-08", "3"], ["rules", "ZT203"]]
)
def test_every_command_with_a_result_writes_files(zhutiri: Run, words: list[str]) -> None:
    done = zhutiri(*words, "-o", "out.json")
    assert done.status == 0
    assert len(done.out.splitlines()) == 1
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))


def test_an_old_file_stays_whole_when_it_cannot_be_replaced(
    workspace: Path, zhutiri: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    Path("a.json").write_text("old", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        patch.setattr(os, "replace", full)
        done = zhutiri("check", *AS_OF, "-o", "a.json")
    assert done.status == 2
    assert Path("a.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in workspace.iterdir()) == ["a.json", "data"]
    assert "a.json" in done.err


@pytest.mark.usefixtures("workspace")
def test_a_file_that_cannot_be_written_is_named_in_chinese(zhutiri: Run) -> None:
    Path("folder.json").mkdir()
    done = zhutiri("check", *AS_OF, "-o", "folder.json")
    assert done.status == 2
    assert "folder.json" in in_chinese(done.err.splitlines()[-1])


@pytest.mark.usefixtures("workspace")
def test_no_file_is_written_when_one_of_them_cannot_be(zhutiri: Run) -> None:
    assert zhutiri("check", *AS_OF, "-o", "a.json", "-o", "b.pdf").status == 2
    assert not Path("a.json").exists()


@pytest.mark.usefixtures("workspace")
def test_where_one_file_of_several_fails_the_others_are_told_and_whole(zhutiri: Run) -> None:
    Path("b.md").mkdir()
    Path("c.csv").write_text("old", encoding="utf-8")
    done = zhutiri("check", *AS_OF, "-o", "a.json", "-o", "b.md", "-o", "c.csv")
    assert (done.status, done.out) == (2, "")
    assert "b.md 无法写入（是一个文件夹）；已写出 a.json；没有写 c.csv。请换一个文件名" in done.err
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["schema"] == "zhutiri/check/1"
    assert Path("c.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.usefixtures("workspace")
def test_a_replaced_file_keeps_its_permissions(zhutiri: Run) -> None:
    Path("a.json").write_text("old", encoding="utf-8")
    Path("a.json").chmod(0o640)
    zhutiri("check", *AS_OF, "-o", "a.json")
    assert Path("a.json").stat().st_mode & 0o777 == 0o640


# --- today ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2024, 3, 31, 15, 59, 59, tzinfo=UTC), date(2024, 3, 31)),
        (datetime(2024, 3, 31, 16, 0, 0, tzinfo=UTC), date(2024, 4, 1)),
        (datetime(2024, 12, 31, 16, 0, 0, tzinfo=UTC), date(2025, 1, 1)),
        (datetime(2024, 4, 1, 8, 0, 0, tzinfo=UTC), date(2024, 4, 1)),
    ],
)
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_today_is_beijing_s_whatever_the_machine_s_zone(
    monkeypatch: pytest.MonkeyPatch, instant: datetime, expected: date, zone: str
) -> None:
    class Fixed(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Fixed:
            here = instant.astimezone(tz)
            return cls.combine(here.date(), here.timetz()) if tz else cls.fromtimestamp(instant.timestamp())

    monkeypatch.setenv("TZ", zone)
    monkeypatch.setattr(clock, "datetime", Fixed)
    assert clock.today() == expected


@pytest.mark.usefixtures("small")
def test_check_without_a_date_is_of_today(zhutiri: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2024, 3, 5))
    assert json.loads(zhutiri("check", "-f", "json").out)["as_of"] == "2024-03-05"


def test_the_process_itself_takes_beijing_s_day(workspace: Path) -> None:
    before = (datetime.now(UTC) + timedelta(hours=8)).date()
    done = start("deadlines", "-f", "json", env={"TZ": "America/Los_Angeles"}, cwd=workspace)
    after = (datetime.now(UTC) + timedelta(hours=8)).date()
    assert json.loads(done.stdout)["as_of"] in (before.isoformat(), after.isoformat())


# --- hostile text -----------------------------------------------------------------------------------------------

HOSTILE = r"[red]x[/b] <b>y</b> |z| \e[31m \u202E w\n::error::v\r\n# u `t` [s](javascript:r) q\u200B\0p &amp; *o* __n__"
READ = "[red]x[/b] <b>y</b> |z| \x1b[31m \u202e w\n::error::v\r\n# u `t` [s](javascript:r) q\u200b\0p &amp; *o* __n__"


@pytest.fixture
def hostile(small: Path) -> Path:
    text = (
        PLAN.replace("主题一", f'"{HOSTILE}"').replace("区教育局", f'"{HOSTILE}"').replace("政策宣传]", f'"{HOSTILE}"]')
    )
    text = text.replace("测试区2024年计划", f'"{HOSTILE}"').replace(
        "{number", "{clauses: {held: {ref: X, text: X}}, number"
    )
    text = text.replace("X", f'"{HOSTILE}"')
    Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
    return small


def harmless(text: str) -> None:
    """No control, bidirectional or invisible character but line feeds."""
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", text) == []


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("words", [["check", *AS_OF, "--all"], ["deadlines", *AS_OF], ["validate"], ["rules", "ZT202"]])
@pytest.mark.parametrize("columns", ["40", "80", "300"])
def test_people_s_text_is_literal_on_the_terminal(
    zhutiri: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = zhutiri(*words)
    harmless(done.out)
    harmless(done.err)
    shown = re.sub(r"\s", "", done.out)
    assert "[red]x[/b]<b>y</b>|z|‹U+001B›[31m" in shown
    assert not any(line.startswith("::") for line in done.out.splitlines() + done.err.splitlines() if columns == "300")


@pytest.mark.usefixtures("hostile")
def test_people_s_text_is_no_markup_in_markdown(zhutiri: Run) -> None:
    out = zhutiri("check", *AS_OF, "-f", "markdown", "--all").out
    harmless(out)
    assert "<b>" not in out
    assert "‹U+001B›" in out.replace("\\", "")
    assert not re.search(r"(?<!\\)\[s\]|(?<!\\)`t|(?<!\\)\*o|(?<!\\)__n", out)
    assert [line for line in out.splitlines() if line.startswith("# ")] == out.splitlines()[:1]
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}


@pytest.mark.usefixtures("hostile")
def test_people_s_text_cannot_command_github(zhutiri: Run) -> None:
    out = zhutiri("validate", "-f", "github").out
    harmless(out)
    lines = out.splitlines()
    assert lines
    head = re.compile(r"::(error|warning|notice) file=data/plan_2024\.yaml,line=\d+,col=\d+,title=ZT\d{3}::")
    assert [line for line in lines if not head.match(line)] == []
    findings = json.loads(zhutiri("validate", "-f", "json").out)["files"][0]["findings"]
    assert len(lines) == len(findings)


@pytest.mark.usefixtures("hostile")
def test_people_s_text_is_itself_in_json(zhutiri: Run) -> None:
    report = json.loads(zhutiri("check", *AS_OF, "-f", "json").out)
    assert report["plan"]["title"] == READ
    assert report["activities"][0]["theme"] == READ
    assert report["activities"][0]["units"] == [READ]


NAMES = ["1-[red]x[b]\x1b[31m\u202e", "1-`]<img src=x>\n# x", "1-|a|b\n::error::c"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_names_of_folders_and_files_are_literal_too(zhutiri: Run, name: str, form: str) -> None:
    folder = Path("data/submissions/2024") / name
    folder.mkdir()
    (folder / "submission.yaml").write_text("helt: 2024-03-01\n", encoding="utf-8")
    (folder / f"{name}.xyz").write_bytes(b"x")
    done = zhutiri("check", *AS_OF, "-f", form, "--all")
    assert done.status == 1
    assert "helt" in done.out
    harmless(done.out)
    assert not re.search(r"(?m)^(# x|::error)", done.out)
    if form == "markdown":
        assert "<img" not in re.sub(r"``.*?``|`[^`\n]*`", "", done.out)


@pytest.mark.usefixtures("small")
@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_a_name_that_is_not_utf_8_is_no_obstacle(zhutiri: Run, form: str) -> None:
    folder = os.fsencode("data/submissions/2024/1-") + "教育局".encode("gbk")
    os.mkdir(folder)  # noqa: PTH102 - bytes
    with open(folder + b"/" + "总结.txt".encode("gbk"), "wb") as stream:  # noqa: PTH123 - bytes
        stream.write("活动总结".encode())
    done = zhutiri("check", *AS_OF, "-f", form, "--all")
    assert done.status == 0  # the summary is recognised by its name, so the office is asked for the date (ZT205)
    assert "已有总结，但没有登记举办日期" in done.out


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.usefixtures("small")
def test_a_plan_whose_name_is_not_utf_8_is_validated(zhutiri: Run, form: str) -> None:
    name = os.fsdecode("计划.yaml".encode("gbk"))
    Path(name).write_text("a: 1\n", encoding="utf-8")
    done = zhutiri("validate", name, "-f", form)
    assert done.status == 1
    assert "ZT102" in done.out


# --- help -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_chinese(zhutiri: Run, words: list[str]) -> None:
    done = zhutiri(*words)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("用法：zhutiri")
    text = re.sub(r"--?[a-z-]+|zhutiri \w+|(?m:^  [a-z]+ )|text（默认）", "", done.out)
    assert {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)} & (ENGLISH - {"error"}) == set()


@pytest.mark.usefixtures("small")
def test_help_lists_every_command_and_every_option_has_a_sentence(zhutiri: Run) -> None:
    listed = re.findall(r"(?m)^  ([a-z]+)  +\S", zhutiri("--help").out)
    assert sorted(listed) == COMMANDS
    for name in listed:
        page = zhutiri(name, "--help").out
        options_of = [line for line in page.splitlines() if re.match(r"  --?[a-z]", line)]
        assert options_of
        assert all(re.search(r"\s{2,}[^-\s].*[\u4e00-\u9fff]", line.strip()) for line in options_of), page


def test_the_version_is_said(zhutiri: Run) -> None:
    assert re.fullmatch(r"zhutiri \d+\.\d+\.\d+\n", zhutiri("--version").out)


# --- environments (each a process of its own) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"LANG": "C"}, "utf-8"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ],
    ids=["LANG=C", "LC_ALL=C", "gbk", "ascii"],
)
def test_an_encoding_never_breaks_output(workspace: Path, env: dict[str, str], encoding: str) -> None:
    table = start("check", *AS_OF, "--all", env=env, cwd=workspace)
    assert table.returncode == 1
    said = table.stdout.decode(encoding) + table.stderr.decode(encoding)
    assert "Traceback" not in said
    assert "2024-04-12" in said
    assert encoding == "ascii" or "逾期未报" in said
    wrong = start("check", "--nope", env=env, cwd=workspace)
    assert wrong.returncode == 2
    assert "--nope" in wrong.stderr.decode(encoding)


@pytest.mark.parametrize(
    "words", [["check", *AS_OF], ["deadlines", *AS_OF], ["validate"], ["workdays", "2024-10-08", "3"]]
)
def test_machine_formats_are_utf_8_whatever_the_console(workspace: Path, words: list[str]) -> None:
    done = start(*words, "-f", "json", env={"PYTHONIOENCODING": "gbk"}, cwd=workspace)
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout.decode("utf-8"))


def test_help_follows_the_console_s_encoding(workspace: Path) -> None:
    done = start("check", "--help", env={"PYTHONIOENCODING": "gbk"}, cwd=workspace)
    assert done.stdout.decode("gbk").startswith("用法")


def test_no_colour_without_a_terminal_and_lines_keep_to_the_width(workspace: Path) -> None:
    done = start("check", *AS_OF, env={"COLUMNS": "40", "TERM": "xterm-256color"}, cwd=workspace)
    text = done.stdout.decode("utf-8")
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if cells(line) > 40] == []


@pytest.mark.parametrize("colour", [True, False])
def test_colours_stand_on_a_terminal_that_wants_them(workspace: Path, colour: bool) -> None:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    leader, follower = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color"} | ({} if colour else {"NO_COLOR": "1"})
    words = [sys.executable, "-m", "zhutiri_cli", "check", *AS_OF, "--id", "3"]
    with subprocess.Popen(words, stdout=follower, stderr=follower, env=environment, cwd=workspace) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other end of the terminal is closed: that was all
                break
            if not piece:
                break
            shown += piece
    os.close(leader)
    assert process.returncode == 1
    assert (b"\x1b[" in shown) is colour
    assert "\x1b]8;" not in shown.decode("utf-8")


@pytest.mark.parametrize("form", ["json", "table", "markdown"])
def test_a_closed_pipe_is_no_error(workspace: Path, form: str) -> None:
    plan = Path("data/plan_2024.yaml").read_text(encoding="utf-8")
    rows = "".join(
        f"  - {{id: {n}, month: 11, theme: 主题{n}, forms: [现场观摩], units: [云汐示范区萤火就业局]}}\n"
        for n in range(15, 1500)
    )
    Path("data/plan_2024.yaml").write_text(plan + rows, encoding="utf-8")
    done = start("check", *AS_OF, "-f", form, cwd=workspace, shell='| head -1; exit "${PIPESTATUS[0]}"')
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert all(line.startswith(("注意：", "下一步")) for line in done.stderr.decode("utf-8").splitlines())


@pytest.mark.parametrize("words", ["--help", "--version", "check --help"])
def test_a_closed_pipe_is_no_error_for_help_either(workspace: Path, words: str) -> None:
    done = start(*words.split(), cwd=workspace, shell='| :; exit "${PIPESTATUS[0]}"')
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("shell", "statuses"), [("<&-", {1}), (">&-", {1, 2}), ("2>&-", {1})], ids=["stdin", "stdout", "stderr"]
)
def test_a_closed_stream_is_no_defect(workspace: Path, shell: str, statuses: set[int]) -> None:
    done = start("check", *AS_OF, cwd=workspace, shell=shell)
    assert done.returncode in statuses
    assert b"Traceback" not in done.stderr
    assert "内部出错" not in done.stderr.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_is_one_sentence_and_2(workspace: Path, form: str) -> None:
    done = start("check", *AS_OF, "-f", form, cwd=workspace, shell=">/dev/full")
    assert done.returncode == 2
    lines = done.stderr.decode("utf-8").splitlines()
    assert len([line for line in lines if not line.startswith("注意：")]) == 1
    assert "内部出错" not in lines[-1]


@pytest.mark.parametrize("words", ["check", "workdays 2024-10-08 3", "check --plan {plan} --as-of 2024-04-12"])
def test_a_deleted_current_folder_is_one_sentence(workspace: Path, words: str) -> None:
    gone = workspace / "gone"
    gone.mkdir()
    line = words.format(plan=workspace / "data" / "plan_2024.yaml")
    done = subprocess.run(
        ["bash", "-c", f'rmdir "$PWD" && {sys.executable} -m zhutiri_cli {line}'],
        capture_output=True,
        check=False,
        cwd=gone,
        timeout=600,
    )
    said = done.stderr.decode("utf-8")
    assert done.returncode in (0, 1, 2)
    assert "内部出错" not in said
    assert "Traceback" not in said
    assert "Errno" not in said


# --- cache --------------------------------------------------------------------------------------------------------


def test_the_next_check_opens_only_what_is_new(fresh: Path, own_cache: Path) -> None:
    env = {"XDG_CACHE_HOME": str(own_cache.parent)}
    first = start("check", *AS_OF, env=env, cwd=fresh)
    assert [path.name for path in own_cache.iterdir()] == ["facts-1.sqlite3"]
    again = start("check", *AS_OF, env=env, cwd=fresh)
    assert again.stdout == first.stdout
    photo = min(fresh.rglob("*.jpg"))
    photo.write_bytes(photo.read_bytes()[:200])
    assert b"ZT305" in start("check", *AS_OF, "--all", env=env, cwd=fresh).stdout


def test_without_the_cache_nothing_is_kept(fresh: Path, own_cache: Path) -> None:
    done = start("check", *AS_OF, "--no-cache", env={"XDG_CACHE_HOME": str(own_cache.parent)}, cwd=fresh)
    assert done.returncode == 1
    assert not own_cache.exists()


@pytest.mark.parametrize("spoil", ["file", "inside"])
def test_a_cache_that_can_not_be_used_is_said(fresh: Path, own_cache: Path, spoil: str) -> None:
    home = own_cache.parent
    if spoil == "file":
        own_cache.write_text("no folder")
    else:
        home = fresh / "data" / "submissions" / "2024"
    done = start("check", *AS_OF, env={"XDG_CACHE_HOME": str(home)}, cwd=fresh)
    assert done.returncode == 1
    said = [line for line in done.stderr.decode("utf-8").splitlines() if "缓存" in line]
    assert len(said) == 1
    assert said[0].startswith("注意：缓存文件夹")
    assert not (home / "zhutiri").is_dir()
