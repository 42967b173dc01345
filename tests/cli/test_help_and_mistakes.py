"""Help pages, completion, and what is said to a mistyped command line: in Chinese, and 80 columns wide."""

from __future__ import annotations

import re
import shlex
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import typer
from typer import _click
from typer._click import exceptions

from tests.support.command import Ran, zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.app import _program, app
from zhutiri_cli.cli.front import COMMANDS, COMPLETION
from zhutiri_cli.cli.usage import explain
from zhutiri_cli.render import format_names, formats

NAMES = [name.rstrip("_") for name in COMMANDS]
WITH_FORMATS = ["check", "validate", "deadlines", "workdays", "remind", "rank", "rollup", "rules", "diff"]


def cells(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def english(text: str) -> list[str]:
    """Lines in which two words of ASCII stand side by side, or that have nothing but such words, where names of
    commands, options, formats and paths are left out."""
    known = {name for command in WITH_FORMATS for name in format_names(command)} | {*NAMES}
    left = re.sub(r"zhutiri(?: [\w-]+)?|--?[\w-]+|[\w\u4e00-\u9fff~/-]*[./][\w./~-]*", " ", text)
    left = left.replace("JSON Schema", "JSON")
    left = re.sub(rf"\b(?:{'|'.join(known)})\b", "、", left)
    return [
        line
        for line in left.splitlines()
        if re.search(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}", line)
        or (re.search(r"[a-z]{3,}", line) and not re.search("[\u4e00-\u9fff]", line))
    ]


@pytest.fixture
def workspace(tmp_path: Path, own_cache: Path, examples_in_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, which is the current folder; its files were looked into before."""
    shutil.copytree(examples_in_cache, own_cache)
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples")
    return tmp_path / "examples"


# ---- help --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", *NAMES])
def test_a_page_is_the_same_however_it_is_asked_for(name: str) -> None:
    pages = [zhutiri(*words) for words in ([*name.split(), "-h"], [*name.split(), "--help"], ["help", *name.split()])]
    assert {(page.status, page.out, page.err) for page in pages} == {(0, pages[0].out, "")}


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_page_is_chinese_fits_the_screen_and_ends_with_an_example(
    name: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = zhutiri("help", *name.split()).out
    assert english(page) == []
    described = page[: page.index("\n例：\n")].splitlines()
    assert [line for line in described if cells(line) > min(columns, 100)] == []
    assert page.rstrip().splitlines()[-1].startswith("    zhutiri " + name)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_lists_the_formats_that_the_command_takes(name: str) -> None:
    page = re.sub(r"\n +", "", zhutiri(name, "-h").out)
    names = format_names(name)
    assert ("--format" in page) == bool(names) == (name in WITH_FORMATS)
    if names:
        assert f"输出格式：{next(iter(names))}（默认）" in page
        assert all(word in page for word in [*names, *filter(None, names.values())])


@pytest.mark.parametrize("name", WITH_FORMATS)
def test_formats_are_named_without_being_loaded_as_they_are_with(name: str) -> None:
    assert list(format_names(name).items()) == [(entry.name, entry.suffix) for entry in formats(name).values()]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("name", NAMES)
def test_every_example_can_be_carried_out(name: str) -> None:
    group: Any = typer.main.get_command(app)
    lines = group.get_command(None, name).epilog.splitlines()
    typed = [line.strip() for line in lines if line.startswith("  ")]
    assert typed
    for line in typed:
        done = zhutiri(*shlex.split(line)[1:])
        assert done.status in (0, 1), (line, done.err)


def test_help_on_a_command_that_there_is_not_proposes_one() -> None:
    done = zhutiri("help", "remin")
    assert (done.status, done.out) == (2, "")
    assert "没有 remin 这个命令，是否应为 remind" in done.err


# ---- mistakes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "meant"), [
    ("chek", "check"), ("recieve", "receive"), ("reminder", "remind"), ("deadline", "deadlines"), ("Check", "check"),
    ("vaildate", "validate"), ("rule", "rules"), ("催办", "remind"), ("收件", "receive"), ("导入", "import"),
])  # fmt: skip
def test_a_mistyped_command_names_the_nearest(word: str, meant: str) -> None:
    done = zhutiri(word)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"错误：没有 {word} 这个命令，是否应为 {meant}。运行 zhutiri --help 查看全部命令\n"


MISTAKES = [
    (["xyzzy"], "没有 xyzzy 这个命令。"), (["check", "--statu", "x"], "是否应为 --status"),
    (["check", "-z"], "没有 -z"),
    (["check", "--as-of"], "后面要跟一个值"), (["check", "--all=3"], "不带值"), (["workdays"], "缺少参数 日期"),
    (["record"], "缺少参数 序号…"), (["receive", "3"], "缺少参数 来件…"),
    (["workdays", "3.1", "2", "3"], "多出了参数 3"),
    (["import"], "缺少参数 原件"), (["diff"], "缺少参数 旧计划"), (["--version=3"], "不带值"),
    (["rank", "x"], "多出了参数 x"),
    (["validate", "-f", "jsn"], "是否应为 json"), (["check", "-o", "周报.htm"], "是否应为 周报.html"),
    (["check", "-f", "pdf"], "table、csv"), (["check", "-f", "excel"], "是否应为 xlsx"),
    (["diff", "-f", "md", "a"], "是否应为 markdown"), (["check", "-o", "a.xls"], "是否应为 a.xlsx"),
    (["check", "-o", "通报.wps"], "是否应为 通报.docx"),
    (["schema", "nothing"], "plan、submission"),
    (["check", "--fail-on", "eror"], "error、warning、never"), (["schema", "--for", "nothing"], "--for 可选"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_is_one_chinese_sentence_with_what_there_is(words: list[str], said: str) -> None:
    done = zhutiri(*words)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert english(done.err) == []


def library_complaints() -> list[Any]:
    """One of every kind of exception that the library has for a wrong command line."""
    context = _click.Context(_program(), info_name="zhutiri", help_option_names=["-h", "--help"])
    option = _program().params[0]
    made = {
        "ClickException": lambda kind: kind("Something went wrong"),
        "UsageError": lambda kind: kind("Something went wrong", context),
        "BadParameter": lambda kind: kind("is not a valid integer", context, option),
        "MissingParameter": lambda kind: kind(ctx=context, param=option, param_type="option"),
        "NoSuchOption": lambda kind: kind("--nope", ctx=context),
        "BadOptionUsage": lambda kind: kind("--plan", "Option '--plan' requires an argument.", context),
        "BadArgumentUsage": lambda kind: kind("Argument 'x' takes 2 values.", context),
        "NoArgsIsHelpError": lambda kind: kind(context),
        "FileError": lambda kind: kind("a.txt", "No such file or directory"),
    }
    kinds = [kind for kind in vars(exceptions).values() if isinstance(kind, type)
             and issubclass(kind, exceptions.ClickException)]  # fmt: skip
    return [pytest.param(made[kind.__name__](kind), id=kind.__name__) for kind in kinds]


@pytest.mark.parametrize("complaint", library_complaints())
def test_nothing_of_the_library_s_own_words_is_left(complaint: Any) -> None:
    said = explain(complaint, "zhutiri check")
    assert english(said) == []
    assert re.search("[\u4e00-\u9fff]", said)
    assert "--help" in said


def test_a_value_that_the_library_refuses_is_told_with_its_option() -> None:
    context = _click.Context(_program(), info_name="zhutiri", help_option_names=["-h", "--help"])
    problem = exceptions.BadParameter("is not a valid boolean", context, _program().params[0])
    assert explain(problem, "zhutiri") == "选项 --version 的值不能用。运行 zhutiri --help 查看用法"


# ---- completion --------------------------------------------------------------------------------------------------


def completed(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What bash is offered at the end of a line."""
    monkeypatch.setenv(COMPLETION, "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    done = zhutiri()
    assert done.err == ""
    return done.out.split()


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("line", "offered"), [
    ("zhutiri che", ["check"]), ("zhutiri help r", ["record", "receive", "remind", "rank", "rollup", "rules"]),
    ("zhutiri check --st", ["--status"]), ("zhutiri remind -f ", ["text", "docx", "eml", "json"]),
    ("zhutiri check --fail-on w", ["warning"]), ("zhutiri check --status 逾", ["逾期未报"]),
    ("zhutiri check --unit 云汐示范区晴", ["云汐示范区晴窗文旅局"]),
    ("zhutiri rules ZT40", [f"ZT40{n}" for n in range(1, 6)]),
])  # fmt: skip
def test_commands_options_and_values_are_completed(
    line: str, offered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed(line, monkeypatch) == offered


def test_without_a_plan_there_are_no_units_to_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert completed("zhutiri check --unit 云", monkeypatch) == []


@pytest.mark.parametrize("asked", ["nonsense", "complete_tcsh", "invent_bash"])
def test_a_request_that_no_script_makes_is_told_in_chinese(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, asked)
    done = zhutiri("check")
    assert (done.status, done.out) == (2, "")
    assert english(done.err) == []
    assert asked in done.err


def test_fish_is_told_by_the_status_whether_there_is_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    for line, status in (("zhutiri chec", 0), ("zhutiri diff ", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert zhutiri().status == status


@pytest.mark.parametrize("name", ["", *NAMES])
def test_zsh_is_told_in_chinese_on_one_line_each(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"zhutiri {name} -".replace("  ", " "))
    lines = zhutiri().out.splitlines()
    assert [line for line in lines if not re.search('"-[\\w-]+":".*[\u4e00-\u9fff].*"', line)] == []


def shell_says(words: list[str], shell: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Ran:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: None)
    monkeypatch.setenv("SHELL", f"/bin/{shell}" if shell else "")
    monkeypatch.setenv("HOME", str(home))
    return zhutiri(*words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_and_told(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = shell_says(["--install-completion"], shell, tmp_path, monkeypatch)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"√ 已为 {shell} 装好补全：{tmp_path}")
    assert english(done.out) == []
    assert [path for path in tmp_path.rglob("*zhutiri*") if path.is_file()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_the_script_can_be_looked_at(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = shell_says(["--show-completion"], shell, tmp_path, monkeypatch)
    assert done.status == 0
    assert COMPLETION in done.out
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("shell", "said"), [("tcsh", "tcsh 没有补全脚本"), ("", "认不出"), ("pwsh", "--show-completion")]
)
def test_a_shell_that_gets_no_script_is_told_what_to_do(
    shell: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = shell_says(["--install-completion"], shell, tmp_path, monkeypatch)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert [*tmp_path.iterdir()] == []
