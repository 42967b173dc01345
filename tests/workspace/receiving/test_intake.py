"""``zhutiri receive``: sorting, clashes, the record, and that a failure anywhere leaves everything as it was."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import NEW, URL, Workspace, attached, body, mail, picture, tree, word, zipped
from zhutiri_cli.common.files import replace_file

DAY = ("--on", "2024-03-20")
FOLDER = "3-麦浪人社局"


def test_of_many_files_of_no_kind_some_are_named(work: Workspace) -> None:
    files = {f"{number}.bin": b"x%d" % number for number in range(25)} | {"活动总结.docx": word("总结")}
    out = work.done(work.package("来.zip", zipped(files)), *DAY)
    assert out.count("未认出：") == 11
    assert "未认出：另有 15 个文件，全部列出：zhutiri check 3 --all" in out
    assert "认出：活动总结.docx → 总结" in out


def test_a_whole_set(work: Workspace) -> None:
    files = {"活动方案.docx": word("方案"), "活动总结.docx": word("总结"), "现场.jpg": picture(), "名单.bin": b"x"}
    out = work.done(work.package("来.zip", zipped(files)), *DAY, "--held", "2024-03-15", "--link", URL)
    assert "认出：活动方案.docx → 活动方案" in out
    assert "认出：图片/现场.jpg → 图片" in out
    assert f"认出：{URL} → 宣传报道链接" in out
    assert "未认出：名单.bin" in out
    assert "还差" not in out
    assert "报送截止日 2024-03-22" in out
    assert work.record()["held"] == "2024-03-15"
    assert [path.name for path in work.root.iterdir()] == [NEW]


def test_what_is_missing_is_said(work: Workspace) -> None:
    out = work.done(work.package("活动方案.docx", word("方案")), *DAY)
    assert [line.split("（")[0] for line in out.splitlines() if line.startswith("还差")] == [
        "还差：图片",
        "还差：总结",
        "还差：宣传报道链接",
    ]


def test_clashes_are_numbered_and_the_same_bytes_are_not_stored_twice(work: Workspace) -> None:
    first, second = work.package("a/活动方案.docx", b"1"), work.package("b/活动方案.docx", b"2")
    for _ in range(2):
        work.done(first, *DAY)
        work.done(second, *DAY)
        assert work.files() == {"活动方案.docx": b"1", "活动方案(2).docx": b"2"}
    assert [r["files"] for r in work.record()["receipts"]] == [["活动方案.docx"], ["活动方案(2).docx"]]
    out = work.done(first, "--on", "2024-03-25")
    assert "已有相同内容" in out
    assert [r["on"] for r in work.record()["receipts"]] == ["2024-03-20", "2024-03-20", "2024-03-25"]
    assert len(work.files()) == 2


def test_the_same_mail_twice_changes_nothing(work: Workspace) -> None:
    package = work.package("来.eml", mail(body(URL), attached(b'filename="a.docx"', b"x")))
    work.done(package)
    before = tree(work.root)
    assert "没有改动" in work.done(package)
    assert tree(work.root) == before


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", "receipts:\n  - {on: 2024-03-20, files: [活动方案.docx]}\n"),
        (
            "held: 2024-03-15 # 已核\n",
            "held: 2024-03-15 # 已核\nreceipts:\n  - {on: 2024-03-20, files: [活动方案.docx]}\n",
        ),
        (
            "receipts: # 收件\n- on: 2024-03-01\n  links: []\n# 完\nheld: 2024-03-15\n",
            "receipts: # 收件\n- on: 2024-03-01\n  links: []\n- {on: 2024-03-20, files: [活动方案.docx]}\n"
            "# 完\nheld: 2024-03-15\n",
        ),
        ("receipts: [] # 空\n", "receipts: [{on: 2024-03-20, files: [活动方案.docx]}] # 空\n"),
        ("receipts:\nheld: 2024-03-15\n", "receipts: [{on: 2024-03-20, files: [活动方案.docx]}]\nheld: 2024-03-15\n"),
        ("{held: 2024-03-15}\n", "{held: 2024-03-15, receipts: [{on: 2024-03-20, files: [活动方案.docx]}]}\n"),
    ],
)
def test_the_record_is_edited_in_place(work: Workspace, text: str, end: str) -> None:
    record = work.root / FOLDER / "submission.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(text, encoding="utf-8")
    work.done(work.package("活动方案.docx", word("方案")), *DAY)
    assert record.read_text(encoding="utf-8") == end


def test_odd_names_come_back_from_the_record(work: Workspace) -> None:
    names = ["- a, b.txt", "xx: #y.txt", "{z}[1].txt", "'q'.txt", "&r *s !t.txt", "true", "😀 1.txt", "a\u3000b.txt"]
    work.done(work.package("来.zip", zipped({name: name.encode() for name in names})), *DAY)
    assert set(work.record()["receipts"][0]["files"]) == set(work.files())


def test_a_folder_with_its_own_sub_folders(work: Workspace) -> None:
    for name in ("报送/总结/会后.docx", "报送/1.jpg", "报送/.DS_Store"):
        work.package(name, name.encode())
    out = work.done(work.inbox / "报送", *DAY)
    assert set(work.files()) == {"总结/会后.docx", "图片/1.jpg"}
    assert "跳过 .DS_Store" in out


def test_a_folder_with_a_link_in_it(work: Workspace) -> None:
    work.package("报送/a.docx", b"x")
    (work.inbox / "报送" / "b.docx").symlink_to(work.plan)
    assert "是链接" in work.refused(work.inbox / "报送", *DAY)
    (work.inbox / "报送" / "b.docx").unlink()
    os.mkfifo(work.inbox / "报送" / "c")
    assert "管道" in work.receive(work.inbox / "报送", *DAY).err


def test_links_in_the_activitys_folder_are_not_written_through(work: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (work.root / FOLDER).mkdir(parents=True)
    (work.root / FOLDER / "图片").symlink_to(outside)
    (work.root / FOLDER / "a.docx").symlink_to(outside / "nothing")
    work.done(work.package("1.jpg", picture()), work.package("a.docx", b"x"), *DAY)
    assert list(outside.iterdir()) == []
    assert (work.root / FOLDER / "图片(2)" / "1.jpg").read_bytes() == picture()
    assert (work.root / FOLDER / "a(2).docx").read_bytes() == b"x"


def test_the_activitys_folder_leads_elsewhere(work: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    work.root.mkdir(parents=True)
    (work.root / NEW).symlink_to(outside)
    work.refused(work.package("a.docx", b"x"), *DAY)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--on"),
        (("--on", "2024-02-30"), "不存在"),
        (("--on", "2024-03-20", "--held", "x"), "--held"),
        (("--on", "2024-03-20", "--link", "ftp://x"), "ftp"),
    ],
)
def test_what_cannot_be_used(work: Workspace, arguments: tuple[str, ...], said: str) -> None:
    assert said in work.refused(work.package("a.docx", b"x"), *arguments)


def test_no_such_package_and_an_empty_one(work: Workspace) -> None:
    assert "不存在" in work.refused(work.inbox / "没有.zip", *DAY)
    assert "没有材料" in work.refused(work.package("空.zip", zipped({})), *DAY)


def test_a_faulty_record_is_left_alone(work: Workspace) -> None:
    (work.root / FOLDER).mkdir(parents=True)
    (work.root / FOLDER / "submission.yaml").write_text("held: [\n", encoding="utf-8")
    assert "submission.yaml" in work.refused(work.package("a.docx", b"x"), *DAY)


def test_the_folder_itself_can_be_received(work: Workspace) -> None:
    folder = work.root / FOLDER
    folder.mkdir(parents=True)
    (folder / "活动方案.docx").write_bytes(b"x")
    (folder / "submission.yaml").write_text("held: 2024-03-15\n", encoding="utf-8")
    work.done(folder, *DAY)
    assert list(work.files()) == ["活动方案.docx"]
    assert work.record()["receipts"] == [{"on": "2024-03-20", "files": ["活动方案.docx"]}]


def failing(original: Callable[..., Any], turn: int, problem: BaseException, *, after: bool) -> Callable[..., Any]:
    calls = [0]

    def run(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == turn and not after:
            raise problem
        result = original(*arguments, **named)
        if calls[0] == turn:
            raise problem
        return result

    return run


STEPS = [
    ("zhutiri_cli.workspace.receiving.packages.parcel.Stage.put", 1),
    ("zhutiri_cli.workspace.receiving.packages.parcel.Stage.put", 3),
    ("zhutiri_cli.workspace.placing.temporary_folder", 1),
    ("zhutiri_cli.workspace.placing.lock_called", 1),
    ("zhutiri_cli.workspace.moves.Moves.make_folder", 1),
    ("zhutiri_cli.workspace.moves.Moves.make_folder", 2),
    ("zhutiri_cli.workspace.moves.Moves.make_folder", 4),
    ("zhutiri_cli.workspace.moves.Moves.put", 1),
    ("zhutiri_cli.workspace.moves.Moves.put", 3),
    ("zhutiri_cli.workspace.moves.replace_file", 1),
    ("zhutiri_cli.workspace.receiving.intake.edited", 1),
    ("zhutiri_cli.workspace.receiving.intake.sync_folders", 1),
]


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), ValueError("defect")])
@pytest.mark.parametrize(("step", "turn"), STEPS)
def test_a_failure_at_any_step_leaves_everything_as_it_was(
    work: Workspace, monkeypatch: pytest.MonkeyPatch, step: str, turn: int, problem: BaseException, after: bool,
    there: bool,
) -> None:  # fmt: skip
    if there:
        (work.root / FOLDER / "图片").mkdir(parents=True)
        (work.root / FOLDER / "活动方案.docx").write_bytes(b"old")
        (work.root / FOLDER / "submission.yaml").write_bytes("held: 2024-03-15 # 注\r\n".encode())
    package = work.package("来.zip", zipped({"活动方案.docx": b"1", "x/b.docx": b"2", "c.jpg": b"3"}))
    before = tree(work.place)
    module, _, name = step.rpartition(".")
    original = resolve(module, name)
    after = after and name not in ("temporary_folder", "lock_called")  # nothing is made before it is entered
    with monkeypatch.context() as patch:
        patch.setattr(step, failing(original, turn, problem, after=after))
        ran = work.receive(package, *DAY)
    assert ran.status in (2, 130)
    assert tree(work.place) == before
    work.done(package, *DAY)


def resolve(module: str, name: str) -> Callable[..., Any]:
    import pkgutil

    found: Callable[..., Any] = getattr(pkgutil.resolve_name(module), name)
    assert callable(found)
    return found


def test_a_file_system_without_hard_links(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    work.done(work.package("a.docx", b"x"), *DAY)
    assert work.files() == {"a.docx": b"x"}


def test_a_name_taken_meanwhile_is_not_overwritten(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place = work.root / NEW / "a.docx"

    def intrude(_: set[Path]) -> None:
        raise AssertionError("not reached")

    def make(_: Any, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        if path == place.parent:
            place.write_bytes(b"theirs")

    monkeypatch.setattr("zhutiri_cli.workspace.receiving.intake.sync_folders", intrude)
    monkeypatch.setattr("zhutiri_cli.workspace.moves.Moves.make_folder", make)
    assert work.receive(work.package("a.docx", b"ours"), *DAY).status == 2
    assert place.read_bytes() == b"theirs"


def test_the_record_changed_meanwhile(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (work.root / FOLDER).mkdir(parents=True)
    record = work.root / FOLDER / "submission.yaml"
    record.write_bytes(b"held: 2024-03-15\n")
    monkeypatch.setattr(
        "zhutiri_cli.workspace.receiving.intake.sync_folders", lambda _: record.write_bytes(b"held: 2024-03-16\n")
    )
    ran = work.receive(work.package("a.docx", b"x"), *DAY)
    assert ran.status == 2
    assert work.files() == {}
    assert record.read_bytes() == b"held: 2024-03-16\n"


def test_what_is_said_holds_no_citizens_numbers(work: Workspace) -> None:
    phone, card = "13800138000", "11010519491231002X"
    files = {f"活动总结{phone}.txt": b"x", f"名单{card}.bin": b"y", f".{phone}": b"", f"a?{phone}.bin": b"z"}
    package = work.package(f"来{phone}.zip", zipped(files))
    said = work.done(package, *DAY) + work.done(package, *DAY)
    said += work.refused(work.package(f"坏{phone}.zip", zipped({f"../{phone}": b"x"})), *DAY)
    assert "138****8000" in said
    assert phone not in said
    assert card not in said
    assert f"活动总结{phone}.txt" in work.files()


def test_the_same_again_completes_what_a_power_cut_left_undone(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = work.package("来.zip", zipped({"活动方案.docx": word("方案"), "现场.jpg": picture()}))
    cut = failing(replace_file, 2, KeyboardInterrupt(), after=False)  # the record's turn comes after the note's
    with monkeypatch.context() as patch:
        patch.setattr("zhutiri_cli.workspace.moves.Moves.undo", lambda _: [])
        patch.setattr("zhutiri_cli.workspace.moves.replace_file", cut)
        assert work.receive(package, *DAY).status == 130
    left = work.files()
    assert set(left) == {"活动方案.docx", "图片/现场.jpg"}
    ran = zhutiri("check", "--plan", str(work.plan), "--as-of", "2024-03-20", "--id", "3", "--fail-on", "never")
    assert "ZT205" in ran.out
    assert "已有相同内容" in work.done(package, *DAY)
    assert work.files() == left
    assert work.record()["receipts"] == [{"on": "2024-03-20", "files": ["活动方案.docx", "图片/现场.jpg"]}]


def test_a_look_says_what_would_be_taken_in_and_leaves_all_as_it_is(work: Workspace) -> None:
    work.done(work.package("a/活动方案.docx", b"1"), *DAY)
    before = tree(work.root)
    out = work.done(work.package("来.zip", zipped({"活动方案.docx": b"2", "现场.jpg": picture()})), *DAY, "--dry-run")
    assert "收到日期 2024-03-20" in out
    assert "将放入 活动方案(2).docx" in out
    assert "将放入 图片/现场.jpg" in out
    assert "只看不写" in out
    assert "√" not in out
    assert tree(work.root) == before
    real = work.done(work.package("来.zip", zipped({"活动方案.docx": b"2", "现场.jpg": picture()})), *DAY)
    assert "√ 已放入 2 个文件" in real
    assert {"活动方案(2).docx", "图片/现场.jpg"} <= set(work.files())


def test_a_look_at_a_package_that_cannot_be_taken_in_refuses_it_just_so(work: Workspace) -> None:
    package = work.package("活动方案.docx", b"1")
    assert work.refused(package, "--dry-run") == work.refused(package)
