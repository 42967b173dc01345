"""``zhutiri init``: a workspace whole or not at all, and nothing that exists is touched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN, ROOT
from zhutiri_cli.cli.app import run
from zhutiri_cli.workspace.editor_schema import plan_schema
from zhutiri_cli.workspace.recording.target import folder_name
from zhutiri_cli.workspace.starter.first_plan import skeleton

PLAN = ROOT / "data" / "plan_2024.yaml"
NOTICE = ROOT / "examples" / "2025年通知.txt"
FILES = {"data/plan_2025.yaml", "schemas/plan.schema.json", ".gitignore", ".github/workflows/zhutiri.yml"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHUTIRI_PLAN", raising=False)
    monkeypatch.delenv("ZHUTIRI_SUBMISSIONS", raising=False)
    return tmp_path


def tree(root: Path) -> dict[str, bytes | None]:
    """Everything below a folder, links not followed."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_a_skeleton_names_its_gaps(here: Path, capsys: Capture) -> None:
    assert run(["init", "新区", "--year", "2025"]) == 0
    said = capsys.readouterr().out
    work = here / "新区"
    assert {name for name, data in tree(work).items() if data is not None} == FILES
    assert folders(work / "data" / "submissions" / "2025") == []
    gaps = (work / "data" / "plan_2025.yaml").read_text(encoding="utf-8").count("# 待填写")
    assert f"待填写 {gaps} 处" in said
    assert run(["validate", "新区/data/plan_2025.yaml", "-f", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["error"] == gaps
    assert {found["rule"] for found in report["files"][0]["findings"]} == {"ZT102", "ZT105"}


def test_a_skeleton_that_is_filled_in_is_ready_to_work_with(here: Path, capsys: Capture) -> None:
    assert run(["init", "--year", "2024"]) == 0
    path = here / "data" / "plan_2024.yaml"
    filled = {
        "title:": "某区2024年活动计划表",
        "number:": "某政〔2024〕1号",
        "issuer:": "某区办公室",
        "issued:": "2024-02-01",
        "forms:": "[座谈]",
        "within_working_days:": "5",
        "materials:": "{plan: 1, photos: 1, summary: 1, links: 1}",
        "month:": "3",
        "theme:": "某活动",
        "units:": "[区教育局]",
    }
    text = path.read_text(encoding="utf-8")
    for key, value in filled.items():
        text = re.sub(rf"(?m)^( *{key}).*# 待填写.*$", rf"\1 {value}", text)
    path.write_text(text, encoding="utf-8")
    assert run(["validate"]) == 0
    assert run(["init", "--plan", "data/plan_2024.yaml"]) == 0
    assert folders(here / "data" / "submissions" / "2024") == ["01-区教育局"]
    assert run(["check", "--as-of", "2024-03-01"]) == 0
    assert "未到期 1" in capsys.readouterr().out


def test_the_schema_line_leads_to_the_schema(here: Path) -> None:
    for arguments in (["--year", "2025"], ["--from", str(NOTICE)], ["--plan", str(PLAN)]):
        work = here / arguments[0].strip("-")
        assert run(["init", str(work), *arguments]) == 0
        (plan,) = (work / "data").glob("plan_*.yaml")
        (line,) = re.findall(
            r"^# yaml-language-server: \$schema=(\S+)$", plan.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert json.loads((plan.parent / line).read_text(encoding="utf-8")) == plan_schema()


def test_a_plan_without_the_line_gets_it_and_is_otherwise_the_same(here: Path) -> None:
    plain = re.sub(r"(?m)^# yaml-language-server.*\n", "", PLAN.read_text(encoding="utf-8"))
    (here / "计划.yaml").write_bytes(b"\xef\xbb\xbf" + plain.encode())
    assert run(["init", "区", "--plan", "计划.yaml"]) == 0
    made = (here / "区" / "data" / "plan_2024.yaml").read_bytes()
    assert made.startswith(b"\xef\xbb\xbf# yaml-language-server: $schema=../schemas/plan.schema.json\n# ")
    assert made.endswith(plain.encode())
    assert run(["validate", "区/data/plan_2024.yaml"]) == 0


def test_folders_are_ready_after_an_import_even_with_gaps(here: Path, capsys: Capture) -> None:
    assert run(["init", "--from", str(NOTICE)]) == 0
    heard = capsys.readouterr()
    assert "疑点：" in heard.err
    assert "待填写 2 处" in heard.out
    names = folders(here / "data" / "submissions" / "2025")
    assert [name[:3] for name in names] == ["01-", "02-", "03-", "04-", "05-"]
    assert names[0] == "01-云汐示范区麦浪农业局"
    assert names[4].startswith("05-“灯塔”")  # no unit: the theme
    assert run(["check"]) == 2
    assert "zhutiri validate data/plan_2025.yaml" in capsys.readouterr().err


def test_from_a_word_file_to_a_check(here: Path, capsys: Capture) -> None:
    document = docx.Document()
    document.add_paragraph("某政〔2024〕1号")
    document.add_paragraph("某区2024年“政务公开主题日”活动计划表")
    table = document.add_table(rows=0, cols=5)
    for row in (
        ("序号", "活动时间", "活动主题", "活动形式", "责任单位"),
        ("1", "3月", "就业服务", "座谈交流", "区人社局"),
        ("2", "4月", "校园开放", "现场观摩", "区教育局"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save("通知.docx")
    assert run(["init", "--from", "通知.docx"]) == 0
    assert folders(here / "data" / "submissions" / "2024") == ["01-区人社局", "02-区教育局"]
    plan = here / "data" / "plan_2024.yaml"
    text = plan.read_text(encoding="utf-8")
    for key, value in (
        ("number", "某政〔2024〕1号"),
        ("issuer", "某区办公室"),
        ("issued", "2024-02-01"),
        ("within_working_days", "5"),
        ("materials", "{plan: 1, photos: 1, summary: 1, links: 1}"),
    ):
        text = re.sub(rf"(?m)^( *{key}:)  # 待填写$", rf"\1 {value}", text)
    plan.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "--as-of", "2024-03-01", "-f", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [item["folder"] for item in report["activities"]] == [
        "data/submissions/2024/01-区人社局",
        "data/submissions/2024/02-区教育局",
    ]


@pytest.mark.parametrize("name", sorted(FILES))
def test_anything_that_exists_is_named_and_nothing_is_written(here: Path, capsys: Capture, name: str) -> None:
    (here / name).parent.mkdir(parents=True, exist_ok=True)
    (here / name).write_text("# 我的\n", encoding="utf-8")
    before = tree(here)
    assert run(["init", "--year", "2025"]) == 2
    heard = capsys.readouterr()
    assert name in heard.err
    assert heard.out == ""
    assert tree(here) == before


def test_all_that_exists_is_named_at_once(here: Path, capsys: Capture) -> None:
    for name in FILES:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("# 我的\n", encoding="utf-8")
    assert run(["init", "--year", "2025"]) == 2
    heard = capsys.readouterr().err
    assert [name for name in FILES if name not in heard] == []


def test_a_second_time_it_refuses(here: Path, capsys: Capture) -> None:
    assert run(["init", "--year", "2025"]) == 0
    before = tree(here)
    assert run(["init", "--year", "2025"]) == 2
    assert "data/plan_2025.yaml 已经存在" in capsys.readouterr().err
    assert tree(here) == before


def test_a_plan_that_was_filled_in_is_not_written_over(here: Path, capsys: Capture) -> None:
    assert run(["init", "--year", "2025"]) == 0
    with (here / "data" / "plan_2025.yaml").open("a", encoding="utf-8") as out:
        out.write("# 填好了\n")
    before = tree(here)
    assert run(["init", "--year", "2025"]) == 2
    assert "data/plan_2025.yaml 已经存在" in capsys.readouterr().err
    assert tree(here) == before


def test_folders_for_a_plan_that_is_there_come_with_a_gitignore(here: Path, capsys: Capture) -> None:
    shutil.copy(PLAN, here)
    assert run(["init", "--plan", "plan_2024.yaml"]) == 0
    assert "/submissions/" in (here / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "写入 .gitignore（报送材料不放进 git）" in capsys.readouterr().out


def test_a_gitignore_of_theirs_is_not_touched_and_its_gap_is_told(here: Path, capsys: Capture) -> None:
    shutil.copy(PLAN, here)
    (here / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    assert run(["init", "--plan", "plan_2024.yaml"]) == 0
    assert (here / ".gitignore").read_text(encoding="utf-8") == "*.tmp\n"
    assert "在原有的 .gitignore 加一行 /submissions/" in capsys.readouterr().out
    (here / ".gitignore").write_text("*.tmp\nsubmissions/\n", encoding="utf-8")
    assert run(["init", "--plan", "plan_2024.yaml"]) == 0
    assert "加一行" not in capsys.readouterr().out


def test_a_plan_of_the_year_at_the_root_counts_too(here: Path, capsys: Capture) -> None:
    (here / "plan_2025.yaml").write_text("# 我的\n", encoding="utf-8")
    assert run(["init", "--year", "2025"]) == 2
    assert "plan_2025.yaml" in capsys.readouterr().err


def test_the_next_year_keeps_what_the_first_one_wrote(here: Path, capsys: Capture) -> None:
    assert run(["init", "--year", "2025"]) == 0
    with (here / ".gitignore").open("a", encoding="utf-8") as out:
        out.write("*.tmp\n")
    before = tree(here)
    assert run(["init", "--year", "2026"]) == 0
    after = tree(here)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"data/plan_2026.yaml", "data/submissions/2026"}
    assert "已有 .gitignore，没有改动" in capsys.readouterr().out


def test_force_overwrites_but_loses_no_line_of_gitignore(here: Path) -> None:
    (here / "data").mkdir()
    (here / "data" / "plan_2025.yaml").write_text("# 我的\n", encoding="utf-8")
    (here / ".gitignore").write_text("*.tmp", encoding="utf-8")
    assert run(["init", "--year", "2025", "--force"]) == 0
    assert "待填写" in (here / "data" / "plan_2025.yaml").read_text(encoding="utf-8")
    lines = (here / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*.tmp"
    assert lines[-1] == "/data/submissions/"


def test_existing_folders_are_kept_and_not_doubled(here: Path, capsys: Capture) -> None:
    (here / "data").mkdir()
    shutil.copy(PLAN, here / "data")
    root = here / "data" / "submissions" / "2024"
    for name in ("1", "２_公共工程", "3月材料"):
        (root / name).mkdir(parents=True)
    (root / "1" / "活动方案.txt").write_text("方案", encoding="utf-8")
    assert run(["init", "--plan", "data/plan_2024.yaml"]) == 0
    names = folders(root)
    assert len(names) == 54 + 1
    assert {"1", "２_公共工程", "3月材料", "03-先锋街道办事处"} <= set(names)
    assert (root / "1" / "活动方案.txt").is_file()
    assert "52 个" in capsys.readouterr().out
    assert {name for name, data in tree(here).items() if data is not None} == {
        ".gitignore",
        "data/plan_2024.yaml",
        "data/submissions/2024/1/活动方案.txt",
    }


def test_a_cancelled_activity_gets_no_folder(here: Path) -> None:
    text = PLAN.read_text(encoding="utf-8").replace("  - id: 3\n", "  - id: 3\n    cancelled: true\n    reason: 停办\n")
    (here / "plan_2024.yaml").write_text(text, encoding="utf-8")
    assert run(["init", "--plan", "plan_2024.yaml"]) == 0
    names = folders(here / "submissions" / "2024")
    assert len(names) == 53
    assert [name for name in names if name.startswith("03")] == []


BLOCKS: list[tuple[str, Callable[[Path, Path], object]]] = [
    ("data 不是文件夹", lambda here, _: (here / "data").write_text("x")),
    ("data 是指向工作区之外的链接", lambda here, out: (here / "data").symlink_to(out)),
    (".github 是指向工作区之外的链接", lambda here, out: (here / ".github").symlink_to(out)),
    ("data/plan_2025.yaml 已经存在", lambda here, _: dangling(here)),
]


def dangling(here: Path) -> Path:
    (here / "data").mkdir()
    link = here / "data" / "plan_2025.yaml"
    link.symlink_to(here / "nowhere.yaml")
    return link


@pytest.mark.parametrize(("words", "block"), BLOCKS, ids=[words for words, _ in BLOCKS])
def test_what_stands_in_the_way_is_named(
    here: Path, capsys: Capture, words: str, block: Callable[[Path, Path], object]
) -> None:
    work, outside = here / "区", here / "外"
    work.mkdir()
    outside.mkdir()
    block(work, outside)
    before = tree(here)
    assert run(["init", "区", "--year", "2025"]) == 2
    assert words in capsys.readouterr().err
    assert tree(here) == before


def test_a_file_above_the_workspace_is_named(here: Path, capsys: Capture) -> None:
    (here / "文件").write_text("x")
    assert run(["init", "文件/区", "--year", "2025"]) == 2
    assert "文件 不是文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "typed"), [("我的 工作区", 'cd "我的 工作区"'), ("a&b", 'cd "a&b"'), ("2025年", "cd 2025年\n")]
)
def test_the_way_in_can_be_typed(here: Path, capsys: Capture, name: str, typed: str) -> None:
    assert run(["init", name, "--year", "2025"]) == 0
    assert (here / name).is_dir()
    assert typed in capsys.readouterr().out


def test_a_failure_half_way_leaves_everything_as_it_was(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "data").mkdir()
    (here / "data" / "plan_2024.yaml").write_text("# 我的\n", encoding="utf-8")
    before = tree(here)
    made = Path.mkdir

    def full(path: Path) -> None:
        if path.name.startswith("30-"):
            raise OSError(28, "No space left on device", str(path))
        made(path)

    monkeypatch.setattr(Path, "mkdir", full)
    assert run(["init", "--plan", str(PLAN), "--force"]) == 2
    assert "磁盘已满），什么也没有写" in capsys.readouterr().err
    assert tree(here) == before


BAD = [
    (["--year", "二五"], "--year"),
    (["--year", "2025", "--plan", "x.yaml"], "不能与"),
    (["--plan", "没有.yaml"], "没有.yaml"),
    (["--from", "没有.docx"], "没有.docx"),
    (["--plan", "坏.yaml"], "zhutiri validate 坏.yaml"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD)
def test_bad_input_is_one_sentence(here: Path, capsys: Capture, arguments: list[str], words: str) -> None:
    (here / "坏.yaml").write_text("schema: 1\n", encoding="utf-8")
    before = tree(here)
    assert run(["init", "区", *arguments]) == 2
    heard = capsys.readouterr()
    assert words in heard.err
    assert heard.err.count("\n") == 1
    assert heard.out == ""
    assert tree(here) == before


@pytest.mark.parametrize(
    ("lead", "theme", "name"),
    [
        ("区人社局", "就业", "04-区人社局"),
        (None, "就业", "04-就业"),
        (None, "", "04"),
        ("区/民政\\局:*?", "x", "04-区_民政_局___"),
        ("con", "x", "04-con"),
        ("区教育局. ", "x", "04-区教育局"),
        ("a\u202eb\x1b\tc", "x", "04-ab c"),
        ("长" * 80, "x", "04-" + "长" * 30),
    ],
)
def test_folder_names_are_safe(lead: str | None, theme: str, name: str) -> None:
    assert folder_name(4, lead, theme) == name


def test_a_system_that_takes_no_chinese_name_is_told_what_to_do(here: Path) -> None:
    source = str(ROOT / "src")
    env = {"PATH": "", "PYTHONPATH": source, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "zhutiri_cli", "init", "--plan", str(PLAN)]
    done = subprocess.run(command, cwd=here, env=env, capture_output=True, check=False)
    if done.returncode == 0:
        pytest.skip("这里的文件名编码就是 UTF-8")
    assert done.returncode == 2
    assert b"PYTHONUTF8=1" in done.stderr
    assert tree(here) == {}
    done = subprocess.run(command, cwd=here, env=env | {"PYTHONUTF8": "1"}, capture_output=True, check=False)
    assert done.returncode == 0
    assert len(folders(here / "data" / "submissions" / "2024")) == 54


def test_the_workflow_is_the_one_in_the_manual(here: Path) -> None:
    assert run(["init", "--year", "2025"]) == 0
    workflow = (here / ".github" / "workflows" / "zhutiri.yml").read_text(encoding="utf-8")
    assert f"```yaml\n{workflow}```" in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_the_examples_of_rules_and_ignore_are_right_once_their_sign_is_taken_away(tmp_path: Path) -> None:
    text = skeleton(2024).data.decode("utf-8")
    shown = [line[2:] for line in text.splitlines() if line.startswith(("# rules:", "# ignore:"))]
    assert len(shown) == 2
    path = tmp_path / "plan_2024.yaml"
    path.write_text(BASE_PLAN.read_text(encoding="utf-8") + "\n".join(shown) + "\n", encoding="utf-8")
    ran = zhutiri("validate", str(path))
    assert ran.status == 0, ran.out
    assert "ZT102" not in ran.out
