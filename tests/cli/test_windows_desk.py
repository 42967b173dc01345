"""What a Windows desk is like, as far as it can be had here: a GBK console, its paths and names, its complaints."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.app import run
from zhutiri_cli.cli.front import COMMANDS
from zhutiri_cli.cli.output import settle_streams
from zhutiri_cli.common.errors import reason_of
from zhutiri_cli.common.filenames import lies_nowhere, portable
from zhutiri_cli.common.paths import typed_word

LACKED = "🎉𠮷䶮한"
"""Letters that GBK has not."""
DAY = ("--as-of", "2024-04-12")
LINES = {
    "check": ("check", *DAY, "--all"),
    "validate": ("validate",),
    "deadlines": ("deadlines", *DAY),
    "workdays": ("workdays", "2024-10-08", "3"),
    "record": ("record", "10", "--held", "2024-03-28"),
    "receive": ("receive", "来件", "--dry-run", "--on", "2024-04-11"),
    "remind": ("remind", *DAY),
    "rank": ("rank", *DAY),
    "rollup": ("rollup", ".", *DAY),
    "rules": ("rules",),
    "schema": ("schema", "-o", "计划.json"),
    "diff": ("diff", "data/plan_2024.yaml", "data/plan_2024.yaml"),
    "import": ("import", "2025年通知.txt", "-o", "新计划.yaml"),
    "init": ("init", "新工作区"),
    "help": ("help", "remind"),
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample workspace, somebody's own."""
    place = tmp_path / "示例"
    shutil.copytree(EXAMPLES, place)
    monkeypatch.chdir(place)
    monkeypatch.setenv("ZHUTIRI_QUIET", "1")
    return place


def in_gbk(*words: str) -> tuple[int, str]:
    """A command on a console of code page 936; both streams as the console shows them."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        settle_streams()
        status = run(list(words))
    shown = []
    for stream in streams:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        shown.append(stream.buffer.getvalue().decode("gbk"))
    return status, "".join(shown)


def test_every_command_is_tried() -> None:
    assert set(LINES) == {name.rstrip("_") for name in COMMANDS}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", LINES)
def test_a_gbk_console_shows_every_letter_that_the_program_itself_says(name: str) -> None:
    """The signs √ × → … are in GBK: nothing of the sample's output becomes ``?``."""
    status, shown = in_gbk(*LINES[name])
    assert status in (0, 1), shown
    assert "Traceback" not in shown
    assert "反馈给维护人员" not in shown
    assert re.findall(r".{0,20}\?.{0,10}", shown) == []


@pytest.mark.parametrize(
    "name", [name for name in LINES if name not in ("init", "help", "schema", "rules", "workdays")]
)
def test_letters_that_gbk_lacks_break_no_command(desk: Path, name: str) -> None:
    plan = desk / "data" / "plan_2024.yaml"
    text = plan.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^( +theme: )(.*)$", rf"\1{LACKED}\2", text)
    text = re.sub(r"(?m)^title: ", f"title: {LACKED}", text)
    plan.write_text(text, encoding="utf-8")
    notice = desk / "2025年通知.txt"
    notice.write_text(notice.read_text(encoding="utf-8").replace("开放日", f"{LACKED}开放日"), encoding="utf-8")
    for folder in (desk / "data" / "submissions" / "2024").iterdir():
        (folder / f"{LACKED}.txt").write_text(LACKED, encoding="utf-8")
    (desk / "来件" / f"{LACKED}.txt").write_text(LACKED, encoding="utf-8")
    status, shown = in_gbk(*LINES[name])
    assert status in (0, 1), shown
    assert "反馈给维护人员" not in shown
    assert "?" in shown or name in ("validate", "record", "import", "rollup")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "path",
    [r"D:\政务公开\plan_2024.yaml", r"\\服务器\共享$\plan_2024.yaml", "//服务器/共享/计划.yaml", "NUL", "CON.yaml"],
)
def test_a_path_of_windows_that_is_not_there_is_said_in_one_sentence(path: str) -> None:
    ran = zhutiri("check", "--plan", path, *DAY)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("错误：")
    assert path.strip("\\/").split("\\")[0].split("/")[0] in ran.err


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        (r"C:\Users\王\计划.yaml", r"C:\Users\王\计划.yaml"),
        (r"C:\Users\王 芳\计划.yaml", r'"C:\Users\王 芳\计划.yaml"'),
        ("//服务器/报送$/来件.zip", '"//服务器/报送$/来件.zip"'),
        ("photos=图片 (1).jpg", '"photos=图片 (1).jpg"'),
    ],
)
def test_words_are_quoted_as_cmd_takes_them(word: str, typed: str) -> None:
    assert typed_word(word, windows=True) == typed


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON", "_CON"), ("NUL.txt", "_NUL.txt"), ("aux.docx", "_aux.docx"), ("Com1.zip", "_Com1.zip"),
        ("lpt¹", "_lpt¹"), ("总结.", "总结"), ("总结 .", "总结"), ("方案?.docx", "方案_.docx"),
        ("a:b.txt", "a_b.txt"), ("", "_"),
        ("concert.docx", "concert.docx"),
    ],
)  # fmt: skip
def test_a_name_that_windows_keeps_for_itself_is_changed(name: str, kept: str) -> None:
    assert portable(name) == kept


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=90))
def test_whatever_is_kept_can_lie_on_windows(name: str) -> None:
    assert not lies_nowhere(portable(name), windows=True)


@pytest.mark.skipif(os.name == "nt", reason="there it depends on a setting of the system")
def test_a_workspace_whose_paths_are_longer_than_260_characters_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path.joinpath(*(f"{number}级子文件夹{'长' * 40}" for number in range(6)))
    shutil.copytree(EXAMPLES / "data", place / "data")
    assert len(str(place)) > 260
    monkeypatch.chdir(place)
    assert zhutiri("check", *DAY, "--fail-on", "never").status == 0
    ran = zhutiri("check", *DAY, "-o", "周报.html", "--fail-on", "never")
    assert ran.status == 0
    assert (place / "周报.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("winerror", "length", "said"),
    [(206, 20, "路径超过 Windows 默认的 259 个字符"), (3, 280, "路径超过"), (2, 260, "路径超过"),
     (3, 100, "不存在"), (32, 300, "正被另一个程序打开")],
)  # fmt: skip
def test_a_path_too_long_for_windows_is_not_said_to_be_absent(winerror: int, length: int, said: str) -> None:
    problem = FileNotFoundError(2, "No such file", "长" * length)
    problem.winerror = winerror  # type: ignore[attr-defined]  # Windows alone has it
    assert reason_of(problem).startswith(said)
