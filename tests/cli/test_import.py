"""``zhutiri import`` on the command line: files, streams, years, and never overwriting."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.support.plan_documents import HEADER, PLAIN, as_csv, as_docx, as_tabs
from zhutiri_cli.cli.app import run
from zhutiri_cli.common import dates as clock


@pytest.fixture(autouse=True)
def fixed_today(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 2))
    monkeypatch.chdir(tmp_path)


def test_to_stdout_without_a_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["import", as_tabs(tmp_path, [HEADER, *PLAIN]).name]) == 0
    out, err = capsysbinary.readouterr()
    assert [entry["id"] for entry in yaml.safe_load(out)["activities"]] == [1, 2, 3]
    assert "注意：原文没有写明文号" in err.decode()


def test_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = as_docx(tmp_path, [HEADER, *PLAIN, ["4", "3月起", *PLAIN[0][2:]]])
    assert run(["import", source.name, "-o", "plan_2024.yaml"]) == 0
    out, err = capsys.readouterr()
    said = "活动 4 项，疑点 1 处，待填写 1 处"
    assert out == f"√ 已写入 plan_2024.yaml：{said}；请运行 zhutiri validate plan_2024.yaml 检查\n"
    assert "疑点：计划.docx 第 1 个表格第 5 行（序号 4）：原表活动时间为“3月起”" in err
    assert "待填写：序号 4的月份（month）" in err


def test_validate_points_at_what_is_left_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = as_csv(tmp_path, [HEADER, *PLAIN, ["4", "待定", *PLAIN[0][2:]]])
    assert run(["import", str(source), "-o", "plan.yaml"]) == 0
    assert run(["validate", "plan.yaml"]) == 1
    assert "month（计划月份）没有填写" in capsys.readouterr().out


def test_an_existing_plan_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = as_tabs(tmp_path, [HEADER, *PLAIN]), tmp_path / "plan.yaml"
    target.write_text("手工修改过的", encoding="utf-8")
    assert run(["import", source.name, "-o", "plan.yaml"]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "手工修改过的"
    assert run(["import", source.name, "-o", "plan.yaml", "--force"]) == 0
    assert target.read_text(encoding="utf-8").startswith("# ")


def test_a_bad_source_keeps_the_existing_plan_even_with_force(tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    target.write_text("旧", encoding="utf-8")
    (tmp_path / "a.txt").write_text("没有表格", encoding="utf-8")
    assert run(["import", "a.txt", "-o", "plan.yaml", "--force"]) == 2
    assert target.read_text(encoding="utf-8") == "旧"


@pytest.mark.parametrize(
    ("target", "said"),
    [("plan.docx", "后缀不是 .yaml"), ("没有/plan.yaml", "文件夹不存在"), ("sub.yaml", "是一个文件夹")],
)
def test_a_target_that_cannot_be_written(
    tmp_path: Path, target: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sub.yaml").mkdir()
    assert run(["import", as_tabs(tmp_path, [HEADER, *PLAIN]).name, "-o", target, "--force"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "options", "year", "said"),
    [
        ("某区2024年活动计划表", [], 2024, ""),
        ("某区二〇二五年活动计划表", [], 2025, ""),
        ("某区活动计划表", [], 2031, "按今年 2031 年导入"),
        ("某区活动计划表", ["--year", "2026"], 2026, ""),
        ("某区2024年活动计划表", ["--year", "2026"], 2026, "标题写的是 2024 年"),
        ("某区2024—2025年活动计划表", [], None, "原文写的年份对不上（标题 2024、2025 年），没有录入"),
        ("某区2024—2025年活动计划表", ["--year", "2024"], 2024, "按 --year 以 2024 年导入"),
    ],
)
def test_the_year(
    tmp_path: Path, title: str, options: list[str], year: int | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", as_tabs(tmp_path, [HEADER, *PLAIN], title).name, *options]) == 0
    out, err = capsys.readouterr()
    assert yaml.safe_load(out)["year"] == year
    assert said in err
    assert ("今年" in err) == ("今年" in said)


@pytest.mark.parametrize("year", ["明年", "24", "20240"])
def test_a_year_that_is_none(tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", as_tabs(tmp_path, [HEADER, *PLAIN]).name, "--year", year]) == 2
    assert "--year" in capsys.readouterr().err


def test_pasted_text_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join("\t".join(row) for row in [["某区2024年活动计划表"], HEADER, *PLAIN])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("gb18030"))))
    assert run(["import", "-", "-o", "plan.yaml"]) == 0
    assert "活动 3 项" in capsys.readouterr().out


def test_names_of_files_cannot_steer_the_plan_or_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = as_tabs(tmp_path, [HEADER, *PLAIN], "").rename(tmp_path / "计划\x1b[31m\nyear: 1.txt")
    assert run(["import", source.name]) == 0
    out, err = capsys.readouterr()
    assert yaml.safe_load(out)["year"] == 2031
    assert "\x1b" not in out + err
