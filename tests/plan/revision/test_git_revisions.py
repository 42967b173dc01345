"""Plans read from git: real repositories, real names; whatever cannot be read is one Chinese sentence."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zhutiri_cli.cli.app import run

PLAN = """\
schema: 1
title: 测试区2024年计划
year: 2024
document: {number: 测〔2024〕1号, issuer: 测试办, issued: 2024-02-28}
forms: [现场观摩, 政策宣传]
requirements: {report: {within_working_days: 5, materials: {photos: 1}}}
activities:
  - {id: 1, month: 3, theme: 座谈, forms: [政策宣传], units: [区教育局]}
"""
IDENTITY = {
    "GIT_AUTHOR_NAME": "测试",
    "GIT_AUTHOR_EMAIL": "test@ceshi.example",
    "GIT_COMMITTER_NAME": "测试",
    "GIT_COMMITTER_EMAIL": "test@ceshi.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
HEADING = "plan_2024.yaml"


class Done(NamedTuple):
    """What a command line did."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


def git(*arguments: str, cwd: Path | None = None) -> str:
    return subprocess.run(
        ["git", *arguments], check=True, capture_output=True, text=True, cwd=cwd, encoding="utf-8"
    ).stdout


def commit(path: str, text: str, message: str = "改动") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose plan had month 3, then month 4, and has month 5 in the working file; the current folder."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "ZHUTIRI_"))]:
        monkeypatch.delenv(name)
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "工作区"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "--quiet", "--initial-branch", "main")
    commit("data/plan_2024.yaml", PLAN, "印发")
    commit("data/plan_2024.yaml", PLAN.replace("month: 3", "month: 4"), "改: 月份")
    Path("data/plan_2024.yaml").write_text(PLAN.replace("month: 3", "month: 5"), encoding="utf-8")
    return root


@pytest.fixture
def zhutiri(capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*arguments: str) -> Done:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return running


def months(done: Done) -> tuple[int, int]:
    """From which month to which the only activity went."""
    assert done.status == 0, done.err
    ((change,),) = [item["changes"] for item in json.loads(done.out)["activities"]]
    assert change["path"] == ["month"]
    return change["old"], change["new"]


def sides(done: Done) -> list[tuple[str, str | None]]:
    result: Any = json.loads(done.out)
    return [(result[side]["path"], result[side]["revision"]) for side in ("old", "new")]


def refused(done: Done) -> str:
    """The one sentence of a command that could not be carried out."""
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("错误：")
    assert "程序内部出错" not in line
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+", re.sub(r"zhutiri \w+", "", line)), line
    return line


READ: list[tuple[list[str], tuple[int, int]]] = [
    (["HEAD~1"], (3, 5)),
    (["HEAD~1", "HEAD"], (3, 4)),
    (["HEAD", "HEAD~1"], (4, 3)),
    (["main~1:data/plan_2024.yaml"], (3, 5)),
    (["HEAD~1:data/plan_2024.yaml", "HEAD:data/plan_2024.yaml"], (3, 4)),
    (["HEAD~1", "data/plan_2024.yaml"], (3, 5)),
    (["data/plan_2024.yaml", "HEAD"], (5, 4)),
    (["HEAD^{/印发}:data/plan_2024.yaml"], (3, 5)),
    (["HEAD^{/改: 月份}~1:./data/plan_2024.yaml"], (3, 5)),
    (["HEAD^{/印发}", "@"], (3, 4)),
    (["HEAD~1", "--plan", "data/plan_2024.yaml"], (3, 5)),
]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(("words", "expected"), READ, ids=[" ".join(words) for words, _ in READ])
def test_either_side_may_be_a_revision(zhutiri: Run, words: list[str], expected: tuple[int, int]) -> None:
    assert months(zhutiri("diff", *words, "-f", "json")) == expected


@pytest.mark.usefixtures("repository")
def test_the_result_names_revision_and_path(zhutiri: Run) -> None:
    done = zhutiri("diff", "HEAD~1", "-f", "json")
    assert sides(done) == [("data/plan_2024.yaml", "HEAD~1"), ("data/plan_2024.yaml", None)]
    assert done.err == ""
    text = zhutiri("diff", "HEAD~1").out
    assert text.splitlines()[0] == "计划改动：HEAD~1:data/plan_2024.yaml → data/plan_2024.yaml"


@pytest.mark.parametrize("words", [["HEAD~1"], ["HEAD~1:data/plan_2024.yaml"], ["HEAD~1:./plan_2024.yaml"],
                                   ["HEAD~1:plan_2024.yaml"], ["HEAD~1:../data/plan_2024.yaml"]])  # fmt: skip
def test_in_a_subfolder_a_path_is_from_the_root_or_from_here(
    repository: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run, words: list[str]
) -> None:
    monkeypatch.chdir(repository / "data")
    done = zhutiri("diff", *words, "-f", "json")
    assert months(done) == (3, 5)
    assert sides(done)[0][0] == "data/plan_2024.yaml"


def test_from_outside_the_repository_the_plan_says_where_it_is(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run
) -> None:
    plan = str(repository / "data" / "plan_2024.yaml")
    monkeypatch.chdir(tmp_path)
    assert months(zhutiri("diff", "HEAD~1", "--plan", plan, "-f", "json")) == (3, 5)
    assert months(zhutiri("diff", "HEAD~1", plan, "-f", "json")) == (3, 5)


NAMES = ["计划 2024.yaml", "a'b\"c.yaml", "-x.yaml", "[1]*?.yaml", "a:b.yaml", "目录/子 目录/计划.yml"]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_are_read_as_they_are(zhutiri: Run, name: str) -> None:
    commit(name, PLAN.replace("month: 3", "month: 7"))
    commit("[1]x.yaml", PLAN)
    assert months(zhutiri("diff", f"HEAD:{name}", "-f", "json")) == (7, 5)
    Path(name).write_text(PLAN.replace("month: 3", "month: 8"), encoding="utf-8")
    assert months(zhutiri("diff", "HEAD", "-f", "json", f"--plan={name}")) == (7, 8)


@pytest.mark.usefixtures("repository")
def test_a_bare_revision_means_the_file_on_the_other_side_else_the_plan(zhutiri: Run) -> None:
    commit("other.yaml", PLAN.replace("month: 3", "month: 7"))
    Path("other.yaml").write_text(PLAN.replace("month: 3", "month: 8"), encoding="utf-8")
    assert sides(zhutiri("diff", "HEAD", "other.yaml", "-f", "json")) == [("other.yaml", "HEAD"), ("other.yaml", None)]
    done = zhutiri("diff", "HEAD", "other.yaml", "--plan", "data/plan_2024.yaml", "-f", "json")
    assert sides(done) == [("data/plan_2024.yaml", "HEAD"), ("other.yaml", None)]
    Path("draft.yaml").write_text(PLAN, encoding="utf-8")
    assert sides(zhutiri("diff", "HEAD", "draft.yaml", "-f", "json"))[0] == ("data/plan_2024.yaml", "HEAD")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", ["HEAD", "HEAD~1", "HEAD:data"])
def test_a_file_on_disk_wins_over_a_revision_of_the_same_name(zhutiri: Run, name: str) -> None:
    Path(name).write_text(PLAN.replace("month: 3", "month: 9"), encoding="utf-8")
    done = zhutiri("diff", name, "-f", "json")
    assert months(done) == (9, 5)
    assert sides(done)[0] == (name, None)


@pytest.mark.usefixtures("repository")
def test_a_folder_does_not_hide_a_branch_of_its_name(zhutiri: Run) -> None:
    git("branch", "data", "HEAD~1")
    assert months(zhutiri("diff", "data", "-f", "json")) == (3, 5)


@pytest.mark.usefixtures("repository")
def test_bytes_come_as_committed_whatever_the_attributes_say(zhutiri: Run) -> None:
    git("config", "diff.upper.textconv", "touch ran;:")
    git("config", "filter.upper.smudge", "touch ran;:")
    Path(".gitattributes").write_text("*.yaml diff=upper filter=upper\n", encoding="utf-8")
    assert months(zhutiri("diff", "HEAD", "-f", "json")) == (4, 5)
    assert not Path("ran").exists()


REFUSED: list[tuple[list[str], str]] = [
    (["nosuch"], "nosuch 不是现有的文件，仓库里也没有这个 git 版本"),
    (["nosuch:data/plan_2024.yaml"], "没有这个 git 版本"),
    (["HEAD~9"], "HEAD~9"),
    (["HEAD~1..HEAD"], "HEAD~1..HEAD"),
    (["HEAD:data/plan_2023.yaml"], "HEAD 里没有文件 data/plan_2023.yaml"),
    (["HEAD:../../x.yaml"], "里没有文件"),
    (["HEAD:/etc/passwd"], "里没有文件"),
    (["HEAD:data"], "HEAD 的 data 不是普通文件"),
    (["HEAD:."], "里没有文件"),
    (["HEAD:"], "不是现有的文件"),
    ([":data/plan_2024.yaml"], "不是现有的文件"),
    ([""], "不是现有的文件"),
    (["a\0b"], "不是现有的文件"),
    (["长" * 5000], "没有这个 git 版本"),
    (["nosuch.yaml"], "nosuch.yaml 不存在"),
    (["data/nosuch.YML"], "不存在"),
    (["C:\\plans\\plan.txt"], "不存在"),
    (["c:/plans/plan.txt"], "不存在"),
    (["--", "--output=x"], "--output=x"),
    (["--", "-p"], "“-p”不是现有的文件"),
    (["--", "--help:data/plan_2024.yaml"], "不是现有的文件"),
    (["HEAD", "--plan", "data/plan_2030.yaml"], "HEAD 里没有文件 data/plan_2030.yaml"),
    (["HEAD", "data/plan_2024.yaml", "--plan", "nowhere/plan_2024.yaml"], "nowhere 不存在"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(words)[:30] for words, _ in REFUSED])
def test_what_cannot_be_read_is_one_sentence(repository: Path, zhutiri: Run, words: list[str], said: str) -> None:
    before = sorted(repository.rglob("*"))
    assert said in refused(zhutiri("diff", *words))
    assert sorted(repository.rglob("*")) == before


@pytest.mark.usefixtures("repository")
def test_a_link_in_a_revision_is_refused(zhutiri: Run) -> None:
    Path("link.yaml").symlink_to("data/plan_2024.yaml")
    git("add", "link.yaml")
    git("commit", "--quiet", "--message", "链接")
    assert "不是普通文件" in refused(zhutiri("diff", "HEAD:link.yaml"))
    assert months(zhutiri("diff", "HEAD~1", "--plan", "link.yaml", "-f", "json")) == (4, 5)


@pytest.mark.usefixtures("repository")
def test_a_faulty_revision_is_refused_by_name(zhutiri: Run) -> None:
    text = Path("data/plan_2024.yaml").read_text(encoding="utf-8")
    for faulty in (PLAN.replace("month: 3", "month: 三"), "a: [", PLAN + PLAN.splitlines()[-1] + "\n"):
        commit("data/plan_2024.yaml", faulty)
        Path("data/plan_2024.yaml").write_text(text, encoding="utf-8")
        sentence = refused(zhutiri("diff", "HEAD"))
        assert "git 版本 HEAD 的计划文件 data/plan_2024.yaml 有 1 处错误" in sentence
        assert "zhutiri validate" in sentence
        assert re.search(r"第 \d+ 行", sentence)


def test_without_git_it_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    monkeypatch.setenv("PATH", str(repository))
    for words in (["HEAD"], ["HEAD:data/plan_2024.yaml"]):
        assert "没有找到 git 程序" in refused(zhutiri("diff", *words))
    assert zhutiri("diff", "data/plan_2024.yaml").status == 0


@pytest.mark.skipif(os.name == "nt", reason="a program of a few lines of shell")
@pytest.mark.parametrize(("script", "said"), [("sleep 5", "没有回应"), ("exit 1", "不在 git 仓库里")])
def test_a_git_that_hangs_or_fails_is_said(
    repository: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run, script: str, said: str
) -> None:
    program = repository / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec {script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("zhutiri_cli.plan.revision.git._SECONDS", 0.5)
    assert said in refused(zhutiri("diff", "HEAD"))
    program.write_text("不是程序", encoding="utf-8")
    assert "无法运行" in refused(zhutiri("diff", "HEAD"))


def test_outside_any_repository_it_is_said(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, zhutiri: Run
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    monkeypatch.chdir(folder)
    assert "没有找到计划文件" in refused(zhutiri("diff", "HEAD"))
    Path("plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    for words in (["HEAD"], ["HEAD:plan_2024.yaml"], ["HEAD", "plan_2024.yaml"]):
        assert "不在 git 仓库里" in refused(zhutiri("diff", *words))


def test_a_shallow_clone_says_why_the_revision_is_missing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run
) -> None:
    git("clone", "--quiet", "--depth", "1", repository.as_uri(), str(tmp_path / "浅"))
    monkeypatch.chdir(tmp_path / "浅")
    assert zhutiri("diff", "HEAD").status == 0
    assert "浅克隆" in refused(zhutiri("diff", "HEAD~1"))


def test_a_damaged_repository_is_said(repository: Path, zhutiri: Run) -> None:
    name = git("rev-parse", "HEAD:data/plan_2024.yaml").strip()
    blob = repository / ".git" / "objects" / name[:2] / name[2:]
    blob.chmod(0o600)
    blob.unlink()
    assert "读不出来" in refused(zhutiri("diff", "HEAD"))


def test_a_foreign_repository_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = zhutiri("diff", "HEAD")
    assert "safe.directory" in refused(done)
    assert repository.name in done.err


def test_a_very_large_revision_is_not_read(repository: Path, monkeypatch: pytest.MonkeyPatch, zhutiri: Run) -> None:
    assert repository.is_dir()
    monkeypatch.setattr("zhutiri_cli.plan.revision.open_revision.PLAN_BYTES", 100)
    assert "不予读取" in refused(zhutiri("diff", "HEAD"))


def test_a_worktree_without_its_plan_can_still_be_compared(repository: Path, zhutiri: Run) -> None:
    shutil.rmtree(repository / "data")
    words = [f"HEAD~1:data/{HEADING}", f"HEAD:data/{HEADING}"]
    assert months(zhutiri("diff", *words, "-f", "json")) == (3, 4)
