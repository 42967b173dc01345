"""The line on what to do next: once after every command, on stderr, ready to be pasted, and never beside machine
formats."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import EXAMPLES

AS_OF = ["--as-of", "2024-04-12"]
FOR_PEOPLE = [
    ["check", *AS_OF], ["check", "10", *AS_OF], ["check", "1", *AS_OF], ["check", "--unit", "农业", *AS_OF],
    ["check", *AS_OF, "-o", "周报.html"], ["check", *AS_OF, "-o", "周报.md", "-o", "周报.json"], ["deadlines", *AS_OF],
    ["deadlines", "4-6", *AS_OF], ["deadlines", "-o", "截止日.ics"], ["validate"], ["validate", "data/plan_2024.yaml"],
    ["workdays", "2024-03-18", "5"], ["record", "10", "--held", "2024-03-28"], ["rank"], ["rank", "-o", "评比.xlsx"],
    ["rollup", ".", *AS_OF],
    ["record", "10", "--held", "2024-03-28", "--link", "https://a.example/b?x=1&y=2", "--dry-run"], ["rules"],
    ["record", "登记表.xlsx", "--dry-run"], ["record", "登记表.xlsx"], ["record", "3,8-9", "--held", "2024-03-01"],
    ["receive", "13", "来件/青禾教育局来信.eml"], ["remind", *AS_OF], ["remind", "8", *AS_OF], ["rules", "203"],
    ["remind", "--unit", "民政局", "--status", "逾期", *AS_OF], ["remind", *AS_OF, "-o", "催办.docx"],
    ["diff", "changes/plan_2024_before.yaml", "data/plan_2024.yaml"], ["schema", "-o", "plan.schema.json"],
]  # fmt: skip
FOR_PROGRAMS = [
    ["check", *AS_OF, "-f", "json"], ["check", *AS_OF, "-f", "github"],
    ["check", *AS_OF, "-o", "a.json", "-o", "b.xml"],
    ["check", *AS_OF, "-f", "html"], ["deadlines", "-f", "csv"], ["deadlines", "-f", "ics"],
    ["validate", "-f", "sarif"],
    ["workdays", "2024-03-18", "5", "-f", "json"], ["remind", *AS_OF, "-f", "json"], ["rank", "-f", "json"], ["schema"],
    ["rules", "-f", "json"], ["diff", "changes/plan_2024_before.yaml", "data/plan_2024.yaml", "-f", "json"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, own_cache: Path, examples_in_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, which is the current folder; its files were looked into before."""
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(examples_in_cache, own_cache)
    shutil.copytree(EXAMPLES, tmp_path / "我的 示例")
    monkeypatch.chdir(tmp_path / "我的 示例")
    return tmp_path / "我的 示例"


def following(done: Ran) -> list[str]:
    """The command that is said to be next, in words without ``zhutiri``."""
    assert done.status in (0, 1), done.err
    lines = [line for line in done.err.splitlines() if line.startswith("下一步")]
    assert len(lines) == 1, done.err
    assert done.err.splitlines()[-1] == lines[0]
    assert lines[0].split("zhutiri ", 1)[1] not in done.out
    name, *words = shlex.split(lines[0].split("：", 1)[1])
    assert name == "zhutiri"
    return words


@pytest.mark.parametrize("words", FOR_PEOPLE, ids=" ".join)
def test_what_is_next_can_be_pasted(words: list[str]) -> None:
    pasted = following(zhutiri(*words))
    assert pasted != words
    done = zhutiri(*pasted)
    assert done.status in (0, 1), done.err


@pytest.mark.parametrize("words", FOR_PROGRAMS, ids=" ".join)
def test_nothing_is_said_beside_a_result_for_programs(words: list[str]) -> None:
    assert "下一步" not in zhutiri(*words).err


@pytest.mark.parametrize("command", [["check"], ["deadlines"], ["remind"], ["rank"], ["record", "10", "--held", "3.28"],
                                     ["receive", "13", "../我的 示例/来件/青禾教育局来信.eml"]])  # fmt: skip
def test_the_plan_and_the_folder_that_were_given_are_given_on(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    given = ["--plan", "../我的 示例/data/plan_2024.yaml", "--submissions", "../我的 示例/data/submissions/2024"]
    pasted = following(zhutiri(*command, *given))
    assert [word in pasted for word in given] == [True] * 4
    assert zhutiri(*pasted).status in (0, 1)


def test_the_plan_compared_or_validated_is_the_one_that_is_next() -> None:
    shutil.copy("data/plan_2024.yaml", "新 计划.yaml")
    assert following(zhutiri("diff", "data/plan_2024.yaml", "新 计划.yaml"))[-2:] == ["--plan", "新 计划.yaml"]
    assert following(zhutiri("validate", "新 计划.yaml")) == ["check", "--plan", "新 计划.yaml"]


def test_a_faulty_plan_is_validated_again() -> None:
    Path("坏.yaml").write_text("a: 1\n", encoding="utf-8")
    assert following(zhutiri("validate", "坏.yaml")) == ["validate", "坏.yaml"]


def test_without_a_plan_the_days_counted_lead_to_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path / "空")
    assert following(zhutiri("workdays", "2024-03-18", "5")) == ["help", "init"]


@pytest.mark.parametrize("words", [["check", "99"], ["chek"], ["rules", "没有的词"], ["record", "1"]])
def test_what_was_not_carried_out_has_its_advice_in_the_sentence(words: list[str]) -> None:
    done = zhutiri(*words)
    assert done.status == 2
    assert "下一步" not in done.err


def test_commands_whose_result_says_what_is_next_do_not_say_it_twice() -> None:
    for words in (
        ["import", "2025年通知.txt", "-o", "data/plan_2025.yaml"],
        ["init", "新", "--from", "2025年通知.txt"],
    ):
        done = zhutiri(*words)
        assert done.status == 0, done.err
        assert "zhutiri validate" in done.out
        assert "下一步" not in done.err


def test_letters_that_were_sent_are_not_to_be_written_again() -> None:
    assert following(zhutiri("remind", *AS_OF, "--sent"))[0] == "check"
    assert following(zhutiri("remind", *AS_OF, "--sent", "--dry-run"))[:3] == ["remind", "-o", "催办.docx"]


def test_what_is_shown_in_full_does_not_lead_to_itself(workspace: Path) -> None:
    (workspace / "data" / "submissions" / "2024" / "09-麦浪农业局" / "资料.zip").write_bytes(b"PK\x03\x04")
    screen = zhutiri("check", *AS_OF)
    assert "zhutiri check 9\n" in screen.out
    assert "zhutiri check 9\n" not in zhutiri("check", "9", *AS_OF).out
