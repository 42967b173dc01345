"""``zhutiri rollup``: the same as a check of each, broken workspaces as rows, outputs that agree, an end
that is gone on from."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.command import Ran, zhutiri
from tests.support.many_workspaces import DAY, PLAN, province, sound
from tests.support.places import EXAMPLES
from zhutiri_cli.check import weekly
from zhutiri_cli.check.rollup import input_signature, one_workspace

AS_OF = ("--as-of", DAY)
BOTH = (["check"], ["rollup", "."])
SOUND, BROKEN = [1, 2, 3, 4, 5], [6, 7, 8]
PROGRESS = "汇总.json.progress.jsonl"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a province of eight districts, five of which can be checked; it is the current one."""
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)
    province(tmp_path / "全省")
    monkeypatch.setattr(input_signature, "FINE", 0)  # what was made just now has settled
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rolled(*words: str) -> Any:
    done = zhutiri("rollup", *(words or ("全省",)), *AS_OF, "-f", "json")
    assert done.status == 1, done.err
    return json.loads(done.out)


def checked(place: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a check in that very workspace says."""
    with monkeypatch.context() as inside:
        inside.chdir(place)
        return json.loads(zhutiri("check", *AS_OF, "-f", "json").out)


def test_the_sums_of_each_are_those_of_its_own_check(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = rolled()
    assert list(found) == ["schema", "as_of", "workspaces", "total", "months", "units"]
    assert (found["schema"], found["as_of"]) == ("zhutiri/rollup/1", DAY)
    reports = {number: checked(here / "全省" / f"{number}号县", monkeypatch) for number in SOUND}
    for number, one in zip(SOUND, found["workspaces"], strict=False):
        assert one == {
            "path": f"全省/{number}号县",
            "title": reports[number]["plan"]["title"],
            "error": None,
            "notices": one["notices"],
            "summary": reports[number]["summary"],
        }
    assert [len(one["notices"]) for one in found["workspaces"]] == [0, 0, 0, 1, 1, 0, 0, 0]
    assert found["total"]["activities"] == sum(report["summary"]["activities"] for report in reports.values()) == 15
    for severity, count in found["total"]["findings"].items():
        assert count == sum(report["summary"]["findings"][severity] for report in reports.values())
    by_month: dict[str, int] = {}
    by_unit: dict[tuple[str, str], int] = {}
    for number, report in reports.items():
        for item in report["activities"]:
            by_month[item["month"]] = by_month.get(item["month"], 0) + 1
            for unit in item["units"]:
                key = (f"全省/{number}号县", unit)
                by_unit[key] = by_unit.get(key, 0) + 1
    assert {one["month"]: one["summary"]["activities"] for one in found["months"]} == by_month
    assert {(one["path"], one["unit"]): one["summary"]["activities"] for one in found["units"]} == by_unit


def test_a_broken_workspace_is_a_row_with_its_reason(here: Path) -> None:
    found = rolled("全省", "全省/9*", "没有的")
    broken = {one["path"]: one["error"] for one in found["workspaces"] if one["error"]}
    assert list(broken) == ["全省/6号县", "全省/7号县", "全省/8号县", "全省/9*", "没有的"]
    assert re.search(r"全省/6号县/data/plan_2024.yaml 有 \d+ 处错误", broken["全省/6号县"])
    assert all(broken[f"全省/{number}号县"].startswith("没有计划文件") for number in (7, 8))
    assert broken["全省/9*"].startswith("没有匹配的文件夹。请核对路径；")
    assert broken["没有的"] == "不存在。请核对路径"
    assert all(one["summary"] is None for one in found["workspaces"] if one["error"])
    assert (here / "全省").is_dir()


FORMS = ("table", "html", "json", "csv", "xlsx")


def rendered(form: str, *words: str) -> tuple[int, str]:
    """The exit status of a rollup and its text in a format without any white space; of a workbook only 总览."""
    done = zhutiri("rollup", *words, *AS_OF, *(("-o", "汇总.xlsx") if form == "xlsx" else ("-f", form)))
    if form != "xlsx":
        return done.status, re.sub(r"\s", "", done.out)
    cells = (cell for line in openpyxl.load_workbook("汇总.xlsx")["总览"].values for cell in line if cell)
    return done.status, re.sub(r"\s", "", "".join(map(str, cells)))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", FORMS)
def test_which_plan_was_taken_and_what_was_not_looked_at_is_said(form: str) -> None:
    status, text = rendered(form, "全省/[45]号县")
    assert status == 1
    assert "采用计划文件全省/4号县/data/plan_2024.yaml（另有全省/4号县/data/plan_2023.yaml）" in text
    assert "没有报送材料总文件夹全省/5号县/submissions/2024：以下只按计划推算，没有核对任何材料；" in text
    if form in ("table", "html", "xlsx"):
        assert "2个工作区（1个没有报送材料可供核对）、6项活动" in text


@pytest.mark.parametrize("made", [(), ("2024",), ("2024/函件",)])
def test_a_workspace_with_nothing_submitted_is_no_silent_pass(here: Path, made: tuple[str, ...]) -> None:
    """Whether its submissions root is missing, empty, or without a folder of any activity."""
    for folder in made:
        (here / "全省/5号县/submissions" / folder).mkdir(parents=True)
    done = zhutiri("rollup", "全省/5号县", "--as-of", "2024-03-01", "--no-pager")
    assert done.status == 0
    verdict = re.sub(r"\s", "", done.out).rpartition("●")[2]
    assert verdict.startswith("1个工作区（1个没有报送材料可供核对）、3项活动，没有要办的")
    assert "核对时要注意的 1 个工作区" in done.out
    (one,) = json.loads(zhutiri("rollup", "全省/5号县", "--as-of", "2024-03-01", "-f", "json").out)["workspaces"]
    assert "没有核对任何材料" in one["notices"][0]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", FORMS)
def test_beside_a_reason_stands_what_to_do(form: str) -> None:
    _, text = rendered(form, "全省/[68]号县")
    assert "没有计划文件（data/plan_年份.yaml或plan_年份.yaml）。请放入计划文件，或从清单中去掉" in text
    assert re.search(r"全省/6号县/data/plan_2024\.yaml有\d+处错误，不能据以检查。请[^。]*zhutirivalidate", text)


@pytest.mark.usefixtures("here")
def test_a_workspace_is_counted_once_and_an_empty_list_is_told(here: Path) -> None:
    (here / "清单.txt").write_text("# 还没有写\n", encoding="utf-8")
    words = ("清单.txt", "全省/1号县", "全省/1号县/data", "全省/1号县/data/plan_2024.yaml", "全省/1号县/**")
    first, second = rolled(*words)["workspaces"]
    assert (first["path"], first["error"].partition("。")[0]) == ("清单.txt", "清单里没有写任何工作区")
    assert (second["path"], second["summary"]["activities"]) == ("全省/1号县", 3)
    done = zhutiri("rollup", "清单.txt", *AS_OF)
    assert (done.status, "清单.txt：清单里没有写任何工作区" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("全省/1号县", "--fail-on", "never"), 0),
        (("全省/1号县",), 1),
        (("全省/8号县", "全省/1号县"), 1),
        (("全省/8号县", "--fail-on", "never"), 0),
        (("没有的",), 2),
        ((), 2),
        (("全省", "-f", "xml"), 2),
    ],
)
@pytest.mark.usefixtures("here")
def test_the_exit_status(words: tuple[str, ...], status: int) -> None:
    assert zhutiri("rollup", *words, *AS_OF).status == status


def test_all_files_say_the_same(here: Path) -> None:
    done = zhutiri("rollup", "全省", *AS_OF, *(f"-o汇总.{form}" for form in ("json", "csv", "xlsx", "html")))
    assert done.status == 1, done.err
    assert done.out.startswith("× 8 个工作区（3 个没有核对成，1 个没有报送材料可供核对）、15 项活动，有 ")
    assert not (here / "汇总.html.progress.jsonl").exists()
    assert not (here / PROGRESS).exists()
    whole = json.loads((here / "汇总.json").read_text("utf-8"))
    rows = list(csv.DictReader(io.StringIO((here / "汇总.csv").read_text("utf-8-sig"))))
    assert len(rows) == 15 + len(BROKEN)
    assert [row["工作区"] for row in rows if row["核对情况"] == "没有核对成"] == [f"全省/{n}号县" for n in BROKEN]
    assert all(row["问题"] for row in rows if row["核对情况"] == "没有核对成")
    errors = sum(int(row["错误数"]) for row in rows if row["错误数"])
    book = openpyxl.load_workbook(here / "汇总.xlsx")
    assert book.sheetnames == ["总览", "单位", "月份", "活动"]
    assert len(list(book["活动"].rows)) == 1 + len(rows)
    assert len(list(book["单位"].rows)) == 1 + len(whole["units"])
    assert len(list(book["月份"].rows)) == 1 + len(whole["months"])
    overview = [[cell.value for cell in line] for line in book["总览"].iter_rows(min_row=5)]
    heads, lines = overview[0], overview[1:]
    assert {line[0] for line in lines} == {one["path"] for one in whole["workspaces"]}
    assert [line[0] for line in lines[: len(BROKEN)]] == [f"全省/{number}号县" for number in BROKEN]
    column = heads.index("错误")
    assert sum(int(str(line[column] or 0)) for line in lines) == whole["total"]["findings"]["error"] == errors
    page = (here / "汇总.html").read_text("utf-8")
    assert page.count('<details class="district"') == 8
    assert page.count('<details class="activity"') == 15
    assert page.count("<script") == 0


@pytest.mark.usefixtures("here")
def test_the_screen_says_what_is_wrong_first_and_the_verdict_last() -> None:
    done = zhutiri("rollup", "全省", *AS_OF)
    assert done.out.index("没有核对成的 3 个工作区") < done.out.index("各工作区") < done.out.index("按月份")
    assert done.out.rstrip().splitlines()[-2].startswith("× 8 个工作区")
    assert done.err.splitlines()[-1].startswith("下一步，写成网页和工作簿：zhutiri rollup 全省 -o")


def test_parquet_is_refused_before_any_work_where_the_extra_is_missing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    done = zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.parquet", "-o", "汇总.csv")
    assert (done.status, done.out) == (2, "")
    assert "缺少 pyarrow" in done.err
    assert "zhutiri-cli[rollup]" in done.err
    assert sorted(path.name for path in here.iterdir()) == ["全省"]


def test_duckdb_reads_the_parquet_file_as_json_has_it(here: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet is written by pyarrow (extra rollup), which is not installed")
    duckdb = pytest.importorskip("duckdb", reason="DuckDB, which reads the file here, is not installed")
    assert zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.parquet", "-o", "汇总.json").status == 1
    whole = json.loads((here / "汇总.json").read_text("utf-8"))
    ask = "SELECT workspace, count(id), sum(errors) FROM '汇总.parquet' GROUP BY workspace ORDER BY workspace"
    rows = duckdb.sql(ask).fetchall()
    assert [row[:2] for row in rows] == [(f"全省/{n}号县", 3 if n in SOUND else 0) for n in (*SOUND, *BROKEN)]
    assert sum(row[2] or 0 for row in rows) == whole["total"]["findings"]["error"]
    held = duckdb.sql(
        "SELECT held_from, deadline, provisional FROM '汇总.parquet' WHERE workspace LIKE '%1号县' AND id=1"
    )
    assert held.fetchall() == [(date(2024, 3, 14), date(2024, 3, 21), False)]


# ---- going on ----------------------------------------------------------------------------------------------------


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workspaces that are checked, one after the other, in this process."""
    seen = list[str]()
    check = weekly.check

    def noted(request: Any) -> Any:
        seen.append(request.sound.plan.title[:3])
        return check(request)

    monkeypatch.setattr(one_workspace, "check", noted)
    return seen


def broken_off(here: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> Ran:
    """A rollup that is interrupted by Ctrl+C when so many workspaces were checked."""
    count = 0
    check = weekly.check

    def interrupted(request: Any) -> Any:
        nonlocal count
        count += 1
        if count > after:
            raise KeyboardInterrupt
        return check(request)

    with monkeypatch.context() as patch:
        patch.setattr(one_workspace, "check", interrupted)
        done = zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.json")
    assert (here / PROGRESS).is_file()
    assert not (here / "汇总.json").exists()
    return done


def test_an_interrupted_rollup_says_how_to_go_on_and_does(
    here: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]
) -> None:
    done = broken_off(here, monkeypatch, 2)
    assert done.status == 130
    assert "在原来的命令后加 --resume 接着做" in done.err
    assert "已核对 4 个工作区，共 8 个" in done.err  # two of them are no workspaces at all
    done = zhutiri("rollup", "全省", "--resume", "-o", "汇总.json")
    assert done.status == 1, done.err
    assert f"--as-of 读作 {DAY}" in done.err
    assert looked_at == ["3号县", "4号县", "5号县"]
    assert json.loads((here / "汇总.json").read_text("utf-8")) == rolled()
    assert not (here / PROGRESS).exists()


def test_what_has_changed_or_was_broken_is_checked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]
) -> None:
    broken_off(here, monkeypatch, 3)
    (here / "全省/2号县/data/submissions/2024/01-人社局/活动总结.txt").write_text("后来补的", encoding="utf-8")
    (here / "全省/6号县/data/plan_2024.yaml").write_text(PLAN.format(name="6号县", year=2024), encoding="utf-8")
    assert zhutiri("rollup", "全省", *AS_OF, "--resume", "-o", "汇总.json").status == 1
    assert looked_at == ["2号县", "4号县", "5号县", "6号县"]
    assert json.loads((here / "汇总.json").read_text("utf-8")) == rolled()


@pytest.mark.parametrize("more", [(*AS_OF,), ("--as-of", "2024-05-21", "--resume")])
def test_without_resume_or_on_another_day_it_begins_anew(
    here: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str], more: tuple[str, ...]
) -> None:
    broken_off(here, monkeypatch, 3)
    done = zhutiri("rollup", "全省", *more, "-o", "汇总.json")
    assert done.status == 1
    assert "从头做起" in done.err
    assert looked_at == [f"{number}号县" for number in SOUND]


def test_nothing_to_go_on_with_is_said_and_no_fault(here: Path) -> None:
    done = zhutiri("rollup", "全省", *AS_OF, "--resume", "-o", "汇总.json")
    assert done.status == 1
    assert "没有可以接着做的，从头做起" in done.err
    assert (here / "汇总.json").exists()


PROGRAM = [sys.executable, "-m", "zhutiri_cli", "rollup", "全省", *AS_OF, "--no-cache"]


def children(process: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = place.read_text()
        except OSError:  # it has ended meanwhile
            continue
        if int(text.rpartition(")")[2].split()[1]) == process:
            own = int(place.parent.name)
            found += [own, *children(own)]
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")
def test_a_rollup_that_is_killed_leaves_no_process_and_is_gone_on_with(here: Path) -> None:
    for number in range(10, 60):
        sound(here / "全省" / f"{number}号县")
    progress = here / PROGRESS
    with subprocess.Popen([*PROGRAM, "-o", "汇总.json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        while first.poll() is None and (not progress.exists() or progress.read_bytes().count(b"\n") < 8):
            time.sleep(0.01)
        hands = children(first.pid)
        os.kill(first.pid, signal.SIGKILL)
    assert hands
    assert first.returncode == -signal.SIGKILL
    assert not (here / "汇总.json").exists()
    done = progress.read_bytes().count(b"\n") - 1 - 2  # its first line, and two that are broken at once
    assert 0 < done < 55
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{hand}").exists() for hand in hands):
        time.sleep(0.1)
    assert [hand for hand in hands if Path(f"/proc/{hand}").exists()] == []
    progress.write_bytes(progress.read_bytes()[:-7])
    again = subprocess.run([*PROGRAM, "--resume", "-o", "汇总.json"], capture_output=True, text=True, check=False)
    assert again.returncode == 1, again.stderr
    assert json.loads((here / "汇总.json").read_text("utf-8")) == rolled()


def test_as_much_is_to_be_done_as_the_check_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    said = [re.findall(r"有 (\d+) 项要办", zhutiri(*words, "--as-of", "2024-04-12").out) for words in BOTH]
    assert said == [["4"], ["4"]]


@pytest.mark.usefixtures("here")
def test_a_cluster_is_refused_before_any_work_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = zhutiri("rollup", "全省", *AS_OF, "--scheduler", "tcp://127.0.0.1:8786")
    assert (done.status, done.out) == (2, "")
    assert "--scheduler 需要的组件没有安装（缺少 distributed）" in done.err
    assert "zhutiri-cli[cluster]" in done.err


def test_the_progress_holds_no_number_of_a_citizen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "全省" / "1号县").rename(here / "全省" / "1号县13800138000")
    broken_off(here, monkeypatch, 3)
    text = (here / PROGRESS).read_text("utf-8")
    assert "1号县138****8000" in text
    assert "13800138000" not in text


def test_what_cannot_be_gone_on_with_is_done_and_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that is none costs the going on, not the rollup; with a file to write nothing is said."""
    (here / "不是文件夹").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "不是文件夹"))
    ran = zhutiri("rollup", "全省", *AS_OF)
    assert ran.status == 1
    assert "中断后不能接着做；要能接着做，请用 -o 写入文件" in ran.err
    assert "中断后不能接着做" not in zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.json").err

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(one_workspace, "check", broken)
        ran = zhutiri("rollup", "全省", *AS_OF)
    assert ran.status == 130
    assert "个工作区，共 8 个" in ran.err
    assert "--resume" not in ran.err, "there is nothing to go on with"


@pytest.mark.usefixtures("here")
def test_a_name_as_long_as_the_disk_takes_is_no_hindrance() -> None:
    name = f"{'长' * 80}.json"
    assert zhutiri("rollup", "全省", *AS_OF, "-o", name).status == 1
    assert sorted(path.name for path in Path().iterdir()) == sorted(["全省", name])


def test_no_folder_is_made_for_an_output(here: Path) -> None:
    ran = zhutiri("rollup", "全省", *AS_OF, "-o", "没有/汇总.json")
    assert ran.status == 2
    assert "请检查文件夹是否存在" in ran.err
    assert not (here / "没有").exists()


def test_what_lies_where_the_progress_would_is_left_alone(here: Path) -> None:
    (here / PROGRESS).write_text("自己的笔记", encoding="utf-8")
    ran = zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.json")
    assert ran.status == 2
    assert f"{PROGRESS} 不是汇总的进度文件" in ran.err
    assert (here / PROGRESS).read_text("utf-8") == "自己的笔记"


def test_outputs_that_were_broken_off_cost_no_check(
    here: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("zhutiri_cli.cli.write_files.put_all", broken)
        ran = zhutiri("rollup", "全省", *AS_OF, "-o", "汇总.json")
    assert ran.status == 130
    assert "已核对 8 个工作区，共 8 个；在原来的命令后加 --resume 接着做" in ran.err
    done = list(looked_at)
    assert zhutiri("rollup", "全省", "--resume", "-o", "汇总.json").status == 1
    assert looked_at == done
    assert (here / "汇总.json").exists()
