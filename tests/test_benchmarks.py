"""``make bench``: its tables and statistics, its declarations, and that nothing is dropped. No time is judged here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from benchmarks import catalogue, pages, peers, processes, table
from benchmarks.carrying_out import carry_out, without_places
from benchmarks.documents import written
from benchmarks.measurement import Figure, Measurement, NotMeasuredError, Row, Section, Taken, Unit
from benchmarks.processes import Command
from benchmarks.spread import Spread, exponent, ratios

from tests.support.fixed_report import fixed_report
from tests.support.places import ROOT
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.report.report import Report

SECTION = Section("part", "一节", "比的是什么。")
ALONE = Figure("alone", "一项", unit=Unit.SECONDS, aim=2)
PAIR = Figure("pair", "另一项", "对照", aim=0.5)
KEPT = sorted((ROOT / "docs" / "benchmarks").glob("*.md"))


def measurement(*taken: tuple[str, Taken] | Exception) -> Measurement:
    """One that gives these values, or fails with these exceptions, in turn."""

    def take(_: int) -> Iterator[tuple[str, Taken]]:
        for one in taken:
            if isinstance(one, Exception):
                raise one
            yield one

    return Measurement("part-one", SECTION, (ALONE, PAIR), 3, take)


def test_a_spread_is_median_least_and_most() -> None:
    assert Spread.of((5.0, 1.0, 2.0)) == Spread(2.0, 1.0, 5.0, 3)
    with pytest.raises(ValueError, match="no round"):
        Spread.of(())


def test_the_median_of_the_ratios_is_not_the_ratio_of_the_medians() -> None:
    row = Row.of(PAIR, Taken((1.0, 2.0, 9.0), (4.0, 4.0, 3.0)))
    assert row.ratio == Spread(0.5, 0.25, 3.0, 3)
    assert row.reached
    with pytest.raises(ValueError, match="shorter"):
        ratios((1.0, 2.0), (1.0,))


def test_an_exponent_tells_how_a_cost_grows() -> None:
    assert exponent((10, 3.0), (100, 30.0)) == pytest.approx(1)
    assert exponent((10, 3.0), (100, 300.0)) == pytest.approx(2)


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1,234"), (34.06, "34.1"), (2.345, "2.35"), (0.01234, "0.012")])
def test_numbers_are_written_with_the_figures_that_count(value: float, shown: str) -> None:
    assert table.number(value) == shown


def test_a_table_says_median_spread_ratio_aim_and_rounds() -> None:
    rows = [Row.of(ALONE, Taken((3.0, 1.0, 4.0))), Row.of(PAIR, Taken((0.001,), (0.004,)))]
    lines = table.section(SECTION, rows).splitlines()
    assert lines[:4] == ["## 一节", "", "比的是什么。", ""]
    assert lines[6:] == [
        "| 一项 | 3.00 秒（1.00–4.00） | — | — | — | 不超过 2 秒，没有达到 | 3 |",
        "| 另一项 | 1.00 毫秒 | 对照 | 4.00 毫秒 | 0.250 | 不超过 0.5，达到 | 1 |",
    ]
    assert len({line.count("|") for line in lines[4:]}) == 1


def test_a_bar_in_a_reason_breaks_no_table() -> None:
    (line,) = table.section(SECTION, [Row(ALONE, reason="a | b")]).splitlines()[6:]
    assert r"没有量出：a \| b" in line


def test_what_fails_keeps_what_it_has_and_tells_the_rest_with_the_reason() -> None:
    rows = carry_out(measurement(("alone", Taken((1.0,))), NotMeasuredError("缺对照")))
    assert [row.ours is not None for row in rows] == [True, False]
    assert rows[1].reason == "缺对照"
    assert rows[1].reached is None


def test_any_other_fault_is_a_row_too() -> None:
    rows = carry_out(measurement(RuntimeError(f"{ROOT}/x\nbroke")))
    assert {row.reason for row in rows} == {"量的时候出错：RuntimeError: 项目文件夹/x broke"}


def test_a_figure_that_is_never_given_is_told() -> None:
    rows = carry_out(measurement(("pair", Taken((1.0,), (2.0,)))))
    assert [row.reason for row in rows] == ["这一项没有给出数值", ""]


def test_values_that_do_not_fit_the_declaration_are_a_fault() -> None:
    (alone, _) = carry_out(measurement(("alone", Taken((1.0,), (2.0,)))))
    assert "declared with a peer" in alone.reason


def test_no_folder_of_the_machine_is_told() -> None:
    assert without_places(f"{ROOT / 'data'} {Path.home() / 'x'}") == "项目文件夹/data 个人文件夹/x"


def test_an_absent_peer_is_a_row_that_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peers, "PLACES", (tmp_path,))
    (one,) = catalogue.chosen(["start-yamllint"], long=False)
    (row,) = carry_out(one, 1)
    assert row.ours is None
    assert "没有安装 yamllint" in row.reason


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    words = (sys.executable, "-c", "import sys; sys.exit('first\\nlast words')")
    with pytest.raises(NotMeasuredError, match=r"退出码是 1：last words"):
        Command(words).run()
    with pytest.raises(NotMeasuredError, match="nowhere 运行不了"):
        Command(("nowhere",)).run()


def test_the_memory_of_a_child_s_child_counts() -> None:
    hold = "x = bytearray(120 << 20); import time; time.sleep(0.8)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    assert Command((sys.executable, "-c", outer)).run(watched=True).memory > 100


def test_a_command_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    with pytest.raises(NotMeasuredError, match="还没有结束"):
        Command((sys.executable, "-c", "import time; time.sleep(60)")).run()


@pytest.mark.parametrize("one", catalogue.MEASUREMENTS, ids=lambda one: one.name)
def test_a_declaration_is_sound(one: Measurement) -> None:
    assert one.name.startswith(f"{one.section.name}-")
    assert one.rounds >= 1
    assert re.search(r"[\u4e00-\u9fff]", one.section.about)
    keys = [figure.key for figure in one.figures]
    assert keys
    assert len(set(keys)) == len(keys)
    assert all(figure.ours and (figure.aim is None or figure.aim > 0) for figure in one.figures)


def test_names_stand_once_and_sections_stay_together() -> None:
    names = [one.name for one in catalogue.MEASUREMENTS]
    sections = [one.section.name for one in catalogue.MEASUREMENTS]
    assert len(set(names)) == len(names)
    assert not {*names} & {*sections}
    assert sections == sorted(sections, key=list(dict.fromkeys(sections)).index)


def test_long_ones_are_only_carried_out_when_asked_for() -> None:
    long = {one.name for one in catalogue.MEASUREMENTS if one.long}
    assert long
    assert not long & {one.name for one in catalogue.chosen([], long=False)}
    assert long <= {one.name for one in catalogue.chosen([], long=True)}
    assert [one.name for one in catalogue.chosen(["rollup"], long=False)] == ["rollup-100"]
    assert [one.name for one in catalogue.chosen(["rollup-2800"], long=False)] == ["rollup-2800"]
    with pytest.raises(ValueError, match="no measurement nonsense"):
        catalogue.chosen(["nonsense"], long=False)


def test_a_kept_page_is_listed_and_replaces_its_own_earlier_one_only(tmp_path: Path) -> None:
    index = tmp_path / "index.md"
    index.write_text("前\n\n<!-- kept: the list is written by scripts/bench.py -->\n<!-- /kept -->\n后\n", "utf-8")
    for day, chosen, tables in ((1, [], "旧"), (2, [], "甲"), (1, ["rollup"], "乙"), (1, [], "新")):
        pages.keep(tmp_path, date(2024, 4, day), chosen, "2 核", {"内存": "8 GiB"}, tables)
    assert (tmp_path / "2024-04-01.md").read_text("utf-8").endswith("- 内存：8 GiB\n\n新\n")
    assert re.findall(r"^- .*", index.read_text("utf-8"), re.MULTILINE) == [
        "- [2024-04-02，2 核](2024-04-02.md)",
        "- [2024-04-01，2 核：只量 rollup](2024-04-01-rollup.md)",
        "- [2024-04-01，2 核](2024-04-01.md)",
    ]
    assert index.read_text("utf-8").endswith("<!-- /kept -->\n后\n")
    index.write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="no list"):
        pages.keep(tmp_path, date(2024, 4, 1), [], "2 核", {}, "")


@pytest.mark.parametrize("page", KEPT, ids=lambda page: page.name)
def test_a_kept_page_names_no_folder_of_a_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:tmp|work|home|root|usr|opt|Users)/", page.read_text(encoding="utf-8"))


def test_the_list_of_kept_pages_is_complete() -> None:
    index = ROOT / "docs" / "benchmarks" / "index.md"
    (found,) = pages.LIST.findall(index.read_text(encoding="utf-8"))
    assert found == pages.listed(index.parent)


def test_what_is_streamed_is_made_to_its_last_piece() -> None:
    made: list[str] = []

    def piece(name: str, content: bytes) -> bytes:
        made.append(name)
        return content

    def render(_: Report, __: Display) -> Streamed:
        pieces = (piece(name, content) for name, content in (("head", b"1234"), ("foot", b"56")))
        return Streamed(pieces, ((name, piece(name, b"789")) for name in ("one.html",)))

    assert written(Format("page", ".html", False, render), fixed_report()) == 9
    assert made == ["head", "foot", "one.html"]


def test_the_tools_of_others_stay_out_of_what_is_installed() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r"^\[dependency-groups\]\n(?:.*\n)*? +\"reuse", project, re.MULTILINE)
    for name in ("base", "dev", "docs"):
        lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        assert not re.search(r"^(?:reuse|yamllint)==", lock, re.MULTILINE)
    lock = (ROOT / "requirements" / "bench.lock").read_text(encoding="utf-8")
    assert {"reuse", "yamllint"} <= set(re.findall(r"^([a-z0-9-]+)==\S+ \\$", lock, re.MULTILINE))
    assert "--hash=sha256:" in lock
    assert "://" not in lock


def test_one_measurement_is_carried_out_to_the_end_and_kept(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(
        "<!-- kept: the list is written by scripts/bench.py -->\n<!-- /kept -->\n", encoding="utf-8"
    )
    words = [sys.executable, str(ROOT / "scripts" / "bench.py"), "start-bare", "--rounds", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*words, "--keep", "--folder", str(tmp_path)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("| `workdays"))
    assert re.fullmatch(
        r"\| `workdays .*` \| [\d,.]+ 毫秒 \| `python -c pass` \| [\d,.]+ 毫秒 \| [\d,.]+ \| — \| 1 \|", line
    )
    (page,) = tmp_path.glob("[0-9]*-start-bare.md")
    kept = page.read_text(encoding="utf-8")
    assert line in kept
    assert "- 处理器：" in kept
    assert "- 开始时的负载：" in kept
    assert page.name in (tmp_path / "index.md").read_text(encoding="utf-8")
