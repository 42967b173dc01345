"""Disks that are nearly full, read-only, or somebody else's: nothing lost, nothing torn, one sentence that says it.

The disks are real: a small one in memory, mounted for one command alone; rights as they are for who is not the system's
administrator.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.killed_office import RUNS, Words
from tests.support.killed_round import OURS, tree
from tests.support.places import EXAMPLES
from tests.support.received_packages import word, zipped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted as Linux does it")

READ_ONLY = ("receive files", "record a sheet", "check -o", "rollup -o", "init")
ME = os.geteuid()
DATA = EXAMPLES / "data"


def mounts() -> bool:
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:  # no unshare here: the tests skip and say so
        return False


MOUNTED = pytest.mark.skipif(not mounts(), reason="this system lets nobody mount a disk here")


def on_a_disk(place: Path, office: Path, words: Words, *, size: str = "64m", then: str = "true") -> tuple[int, str]:
    """Run a command on a disk of that size which holds the office; ``then`` is done to it before. What the disk holds
    at the end is in ``place/after``; the status, and what the command said on stderr."""
    disk, after = place / "disk", place / "after"
    disk.mkdir()
    script = (
        f'mount -t tmpfs -o size={size} tmpfs "$DISK" && cp -a "$OFFICE/." "$DISK" && cd "$DISK" && {then} || exit 99; '
        '"$@"; status=$?; cp -a "$DISK/." "$AFTER"; exit $status'
    )
    surroundings = {"DISK": disk, "OFFICE": office, "AFTER": after, "XDG_CACHE_HOME": place / "cache"}
    command = ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, "-m", "zhutiri_cli", *words]
    env = {**os.environ, **{name: str(path) for name, path in surroundings.items()}}
    done = subprocess.run(command, check=False, env=env, capture_output=True)
    assert done.returncode != 99, done.stderr
    return done.returncode, done.stderr.decode()


def sentence(said: str) -> str:
    """The one line that says what went wrong."""
    assert "Traceback" not in said
    found = [line for line in said.splitlines() if line.startswith("错误：")]
    assert len(found) == 1, said
    return found[0]


@MOUNTED
@pytest.mark.parametrize(
    ("words", "free"),
    [
        (("receive", "1", "来件/大.zip", "--on", "2024-03-20"), 400),
        (("receive", "1", "来件/大.docx", "--on", "2024-03-20"), 400),
        (("check", "--as-of", "2024-04-12", "-o", "周报.html", "--fail-on", "never"), 40),
    ],
    ids=["a package", "a file", "a report"],
)
def test_a_disk_that_fills_up_keeps_what_it_had(tmp_path: Path, words: Words, free: int) -> None:
    """``free``: the KiB that the disk has left; what is received needs 550."""
    office = tmp_path / "office"
    office.mkdir()
    RUNS["check -o"].office(office)
    big = word(os.urandom(560_000).hex())
    (office / "来件" / "大.docx").write_bytes(big)
    (office / "来件" / "大.zip").write_bytes(zipped({"活动总结.docx": big}))
    room = int(subprocess.check_output(["du", "-sk", "--apparent-size", str(office)]).split()[0])
    before = tree(office)
    status, said = on_a_disk(tmp_path, office, words, size=f"{room + free}k")
    assert status == 2, said
    assert "磁盘已满" in sentence(said)
    assert "腾出磁盘空间" in sentence(said)
    assert tree(tmp_path / "after") == before


@MOUNTED
@pytest.mark.parametrize("name", READ_ONLY)
def test_a_read_only_disk_is_told_as_such(tmp_path: Path, name: str) -> None:
    office = tmp_path / "office"
    office.mkdir()
    RUNS[name].office(office)
    before = tree(office)
    status, said = on_a_disk(tmp_path, office, RUNS[name].words, then="mount -o remount,ro .")
    assert status == 2, said
    assert "磁盘只读" in sentence(said)
    assert tree(tmp_path / "after") == before


@MOUNTED
def test_a_read_only_workspace_is_checked_all_the_same(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    RUNS["check -o"].office(office)
    words = ("check", "--as-of", "2024-04-12", "--fail-on", "never")
    status, said = on_a_disk(tmp_path, office, words, then="mount -o remount,ro .")
    assert status == 0, said
    assert "错误" not in said


def as_anybody(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command as one whom file modes bind: the administrator without the right to go past them."""
    command = [sys.executable, "-m", "zhutiri_cli", *words]
    if ME == 0:
        past = "-dac_override,-dac_read_search,-fowner"
        command = ["setpriv", f"--bounding-set={past}", f"--inh-caps={past}", *command]
    return subprocess.run(command, check=False, cwd=cwd, capture_output=True)


@pytest.mark.skipif(ME == 0 and shutil.which("setpriv") is None, reason="needs setpriv to be bound by file modes")
@pytest.mark.parametrize("name", READ_ONLY)
def test_a_workspace_without_the_right_to_write_is_left_as_it_was(tmp_path: Path, name: str) -> None:
    RUNS[name].office(tmp_path)
    folders = [tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())]
    before = tree(tmp_path)
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = as_anybody(*RUNS[name].words, cwd=tmp_path)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 2, done.stderr.decode()
    assert "没有权限" in sentence(done.stderr.decode())
    assert tree(tmp_path) == before
    assert not [path for path in before if OURS in path]


@pytest.mark.skipif(ME == 0 and shutil.which("setpriv") is None, reason="needs setpriv to be bound by file modes")
@pytest.mark.reader_processes
def test_what_may_not_be_read_could_not_be_checked(tmp_path: Path) -> None:
    """Neither pass nor fail: the office is told what to do, and the unit is asked for nothing."""
    (example,) = DATA.glob("submissions/2024/01-*")
    folder = tmp_path / "data/submissions/2024" / example.name
    shutil.copytree(example, folder)
    shutil.copy(DATA / "plan_2024.yaml", tmp_path / "data")
    day = ("1", "--as-of", "2024-04-12", "--no-pager")
    whole = as_anybody("check", *day, "-f", "json", cwd=tmp_path)
    assert json.loads(whole.stdout)["activities"][0]["status"] == "compliant"
    (folder / "活动总结.docx").chmod(0o000)
    try:
        told = json.loads(as_anybody("check", *day, "-f", "json", cwd=tmp_path).stdout)
        shown = as_anybody("check", *day, cwd=tmp_path).stdout.decode()
        letters = as_anybody("remind", *day, cwd=tmp_path).stdout.decode()
    finally:
        (folder / "活动总结.docx").chmod(0o644)
    (activity,) = told["activities"]
    assert (activity["status"], activity["action"]) == ("incomplete", "office")
    found = {one["rule"]: one for one in activity["findings"] if one["severity"] == "error"}
    assert set(found) == {"ZT303", "ZT901"}
    assert found["ZT901"]["message"] == "“活动总结.docx”没有核对：打不开（没有权限）"
    assert found["ZT901"]["hint"] == "请检查读取权限，或关闭正在使用它的程序，然后重新运行"
    assert "请补报" not in found["ZT303"]["hint"]
    assert not [one for one in activity["findings"] if one["rule"] == "ZT305"]
    assert "有 1 处没有核对成" in shown.replace("\n", "")
    assert "没有需要提醒的单位，办公室自办 1 项" in letters
    assert "重新报送" not in letters
    again = json.loads(as_anybody("check", *day, "-f", "json", cwd=tmp_path).stdout)
    assert again["activities"][0]["status"] == "compliant"


@pytest.mark.skipif(ME == 0 and shutil.which("setpriv") is None, reason="needs setpriv to be bound by file modes")
@pytest.mark.parametrize("name", ["receive files", "record a sheet"])
def test_a_root_that_may_not_be_written_is_named_and_nothing_of_ours(tmp_path: Path, name: str) -> None:
    RUNS[name].office(tmp_path)
    root = tmp_path / "submissions" / "2024"
    root.chmod(0o555)
    try:
        done = as_anybody(*RUNS[name].words, cwd=tmp_path)
    finally:
        root.chmod(0o755)
    said = sentence(done.stderr.decode())
    assert "文件夹 submissions/2024 无法" in said
    assert "请检查写入权限" in said
    assert OURS not in said


@pytest.mark.skipif(ME == 0 and shutil.which("setpriv") is None, reason="needs setpriv to be bound by file modes")
@pytest.mark.parametrize("command", ["check", "rank", "deadlines"])
def test_a_root_that_may_not_be_listed_is_not_said_to_be_badly_named(tmp_path: Path, command: str) -> None:
    RUNS["check -o"].office(tmp_path)
    (tmp_path / "submissions" / "2024").chmod(0o000)
    try:
        done = as_anybody(command, "--as-of", "2024-04-12", cwd=tmp_path)
    finally:
        (tmp_path / "submissions" / "2024").chmod(0o755)
    said = "".join((done.stdout + done.stderr).decode().split())
    assert "报送材料总文件夹submissions/2024打不开（没有权限）：没有核对任何材料；请检查文件夹的读取权限" in said
    assert "名称应以活动序号开头" not in said


@pytest.mark.skipif(ME == 0 and shutil.which("setpriv") is None, reason="needs setpriv to be bound by file modes")
@pytest.mark.parametrize("mode", [0o000, 0o311])
@pytest.mark.parametrize("command", ["check", "validate"])
def test_plans_in_a_folder_that_may_not_be_listed_are_not_said_to_be_missing(
    tmp_path: Path, command: str, mode: int
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(DATA / "plan_2024.yaml", tmp_path / "data")
    inner = tmp_path / "来件"
    inner.mkdir()
    (tmp_path / "data").chmod(mode)
    try:
        here, below = (as_anybody(command, cwd=place) for place in (tmp_path, inner))
        shutil.copy(DATA / "plan_2024.yaml", tmp_path.parent)
        above = as_anybody(command, cwd=tmp_path)
    finally:
        (tmp_path / "data").chmod(0o755)
        (tmp_path.parent / "plan_2024.yaml").unlink(missing_ok=True)
    for done in (here, above):  # a farther plan must not be taken for the one that cannot be seen
        said = sentence(done.stderr.decode())
        assert "文件夹 data 打不开（没有权限），看不到里面有没有计划文件" in said
        assert "请检查文件夹的读取权限，或用 --plan 指明计划文件" in said
    assert "没有找到计划文件" in sentence(below.stderr.decode())
    assert "data 打不开（没有权限）" in sentence(below.stderr.decode())
