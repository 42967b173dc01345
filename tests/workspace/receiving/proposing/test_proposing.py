"""``zhutiri receive`` without a number: what is proposed, what is only asked, and that nothing is taken wrongly."""

from __future__ import annotations

import mailbox
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import attached, body, mail, picture, tree, word, zipped
from tests.support.receiving_office import Office
from zhutiri_cli.cli import asker
from zhutiri_cli.common.foreign_limits import FOLDER_DEPTH
from zhutiri_cli.materials.survey.survey import survey
from zhutiri_cli.workspace.receiving.intake import ReceiveRequest, receive
from zhutiri_cli.workspace.receiving.proposing.dialogue import chosen
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.standing import Background
from zhutiri_cli.workspace.receiving.proposing.tray import tray_of


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_theme_in_the_subject_is_certain(office: Office) -> None:
    path = office.letter("a.eml", "报送家庭医生签约服务解读材料", "wj@test.example", "活动方案.docx")
    out = office.receive(path).out
    assert "第 1 项" in out
    assert not office.root.exists()
    assert office.receive(path, "--yes").status == 0
    assert [found.name for found in office.root.iterdir()] == ["01-试验区卫生健康局"]
    before = tree(office.root)
    again = office.receive(path, "--yes")
    assert "已收过" in again.out
    assert tree(office.root) == before


def test_a_dry_run_writes_nothing_even_with_yes(office: Office) -> None:
    path = office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    assert office.receive(path, "--yes", "--dry-run").status == 0
    assert not office.root.exists()


@pytest.mark.parametrize(
    ("subject", "sender", "files", "expected"),
    [
        ("活动材料", "wj@test.example", ["活动方案.docx"], [(1, True)]),
        ("卫健局报送材料", "nobody@else.example", ["活动总结.docx"], [(1, True)]),
        ("活动材料", "cg@test.example", ["活动方案.docx"], [(2, False)]),
        ("2023年家庭医生签约服务解读材料", "wj@test.example", ["活动方案.docx"], [(1, False)]),
        ("垃圾分类处理设施参观材料", "cg@test.example", ["家庭医生签约服务解读活动方案.docx"], [(2, False)]),
        ("柳岸街道报送材料", "x@else.example", ["活动方案.docx"], [(3, False)]),
        ("安全生产月培训材料", "wj@test.example", ["安全生产培训方案.docx"], [(None, False)]),
        ("您好", "x@else.example", ["活动方案.docx"], [(None, False)]),
        (
            "两项",
            "wj@test.example",
            ["家庭医生签约服务解读方案.docx", "垃圾分类处理设施参观方案.docx", "图.docx"],
            [(1, True), (2, True), (None, False)],
        ),
    ],
)
def test_how_sure_it_is(
    office: Office, subject: str, sender: str, files: list[str], expected: list[tuple[int | None, bool]]
) -> None:
    assert sorted(office.proposed(office.letter("a.eml", subject, sender, *files)), key=str) == sorted(
        expected, key=str
    )


def test_a_folder_of_packages_a_mailbox_and_month_folders(office: Office) -> None:
    first = office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    second = office.letter("b.eml", "垃圾分类处理设施参观", "cg@test.example", "活动方案.docx", text="别的")
    box = mailbox.mbox(office.inbox / "导出.mbox")
    box.add(first.read_bytes())
    box.close()
    (office.inbox / "3月" / "卫健局").mkdir(parents=True)
    (office.inbox / "3月" / "卫健局" / "活动总结.docx").write_bytes(word("总结"))
    before = tree(office.inbox)
    assert sorted(office.proposed(office.inbox), key=str) == [(1, True), (1, True), (1, True), (2, True)]
    ran = office.receive(office.inbox, "--yes")
    assert ran.status == 0
    assert "留在原处 1 件" in ran.out  # no day of its own
    assert tree(office.inbox) == before
    assert second.exists()


def test_a_broken_package_keeps_no_other(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    (office.inbox / "b.zip").write_bytes(b"no zip")
    ran = office.receive(office.inbox, "--yes")
    assert "b.zip" in ran.err
    assert [found.name for found in office.root.iterdir()] == ["01-试验区卫生健康局"]


def test_a_number_that_the_package_contradicts(office: Office) -> None:
    path = office.inbox / "来.zip"
    path.write_bytes(zipped({"垃圾分类处理设施参观总结.docx": word("总结")}))
    ran = office.receive("1", path, "--on", "2024-03-20")
    assert (ran.status, ran.out) == (2, "")
    assert "第 2 项" in ran.err
    assert not office.root.exists()
    assert office.receive("1", path, "--on", "2024-03-20", "--yes").status == 0


def test_the_clerk_answers(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    office.letter("b.eml", "活动材料", "cg@test.example", "活动总结.docx")
    answers: Iterator[str] = iter(["1=3", "", "9", "4", "2024-03-18"])
    with tray_of(Background(PlanWords(office.rows)), [office.inbox], None) as tray:
        picked = chosen(office.rows, dict(enumerate(tray.proposals, start=1)), lambda _: next(answers))
    assert [(choice.number, str(choice.held)) for choice in picked] == [(3, "None"), (4, "2024-03-18")]


def test_what_the_clerk_mistypes_is_asked_again(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    office.letter("b.eml", "活动材料", "cg@test.example", "活动总结.docx")
    answers: Iterator[str] = iter(["改", "9=1", "1=99", "", "99", ""])
    with tray_of(Background(PlanWords(office.rows)), [office.inbox], None) as tray:
        picked = chosen(office.rows, dict(enumerate(tray.proposals, start=1)), lambda _: next(answers))
    assert [choice.number for choice in picked] == [1]
    assert next(answers, "none is left") == "none is left"


def test_the_clerk_may_leave_the_day_open_and_say_when_it_came(office: Office) -> None:
    (office.inbox / "来件.zip").write_bytes(zipped({"活动总结.docx": word("总结")}))
    answers: Iterator[str] = iter(["", "99", "4", "某天", "-", "说不清", "2024-03-20"])
    asked: list[str] = []

    def answered(question: str) -> str:
        asked.append(question)
        return next(answers)

    with tray_of(Background(PlanWords(office.rows)), [office.inbox], None) as tray:
        (picked,) = chosen(office.rows, dict(enumerate(tray.proposals, start=1)), answered)
    assert (picked.number, picked.held, str(picked.on)) == (4, None, "2024-03-20")
    wrong = [question for question in asked if question.count("？") and "，" in question.partition("？")[0]]
    assert asked[2].strip().startswith("计划中没有序号 99 的活动，"), wrong
    assert asked[4].strip().startswith("举办日期 的值有误：“某天”"), "what was wrong is said before it is asked again"
    assert asked[6].strip().startswith("收到日期 的值有误：“说不清”")


def test_what_is_not_there_or_no_file_is_refused(office: Office) -> None:
    ran = office.receive(office.inbox / "没有.zip")
    assert (ran.status, ran.out) == (2, "")
    assert "没有.zip 不存在" in ran.err


def test_folders_within_folders_without_end_are_refused(office: Office) -> None:
    deepest = office.inbox.joinpath(*["内"] * (FOLDER_DEPTH + 2))
    deepest.mkdir(parents=True)
    (deepest / "活动总结.docx").write_bytes(word("总结"))
    ran = office.receive("1", office.inbox, "--on", "2024-03-20")
    assert ran.status == 2
    assert f"文件夹超过 {FOLDER_DEPTH} 层" in ran.err
    assert not office.root.exists()


def test_the_clerk_takes_none(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    with tray_of(Background(PlanWords(office.rows)), [office.inbox], None) as tray:
        assert chosen(office.rows, dict(enumerate(tray.proposals, start=1)), lambda _: "q") == []


def test_the_days_tell_which_of_a_units_activities(office: Office) -> None:
    path = office.inbox / "a.eml"
    for day, number in (("4月3日", 4), ("3月12日", 2)):
        head = b"Date: Mon, 8 Apr 2024 09:00:00 +0800\r\nFrom: cg@test.example\r\n"
        path.write_bytes(mail(attached('filename="总结.docx"'.encode(), word(f"{day}如期举办。")), head=head))
        assert office.proposed(path) == [(number, False)]


def test_what_came_from_the_same_address_tells(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "clerk@people.example", "活动方案.docx")
    office.letter("b.eml", "补几张照片", "clerk@people.example", "见附件.docx")
    assert office.proposed(office.inbox) == [(1, True), (1, False)]
    assert office.proposed(office.inbox / "b.eml") == [(None, False)]
    assert office.receive(office.inbox / "a.eml", "--yes").status == 0
    assert "第 1 项" in office.receive(office.inbox / "b.eml").out  # by the receipt before


@pytest.mark.parametrize(
    ("subject", "sender", "file"),
    [
        ("芙蓉区家庭医生签约服务解读", "wj@test.example", "芙蓉区卫生健康局总结.docx"),
        ("家庭医生签约服务解读", "wj@test.example", "2022年3月活动总结.docx"),
    ],
)
def test_another_district_and_another_year_are_never_certain(
    office: Office, subject: str, sender: str, file: str
) -> None:
    assert [certain for _, certain in office.proposed(office.letter("a.eml", subject, sender, file))] == [False]


def test_an_old_name_of_a_unit(office: Office) -> None:
    path = office.letter("a.eml", "卫计局报送材料", "x@else.example", "活动方案.docx")
    assert office.proposed(path) == [(1, False)]


def test_the_same_mail_twice_is_taken_once(office: Office) -> None:
    first = office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    (office.inbox / "b.eml").write_bytes(first.read_bytes())
    ran = office.receive(office.inbox, "--yes")
    assert "与第 1 件相同，不再收" in ran.out
    assert "留在原处" not in ran.out


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_an_export_of_a_mailbox(office: Office, kind: str) -> None:
    mails = [
        office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx"),
        office.letter("b.eml", "垃圾分类处理设施参观", "cg@test.example", "活动方案.docx", text="别的"),
    ]
    place = office.inbox.parent / ("导出" if kind == "maildir" else "导出.mbox")
    box: mailbox.Maildir | mailbox.mbox
    box = mailbox.Maildir(place) if kind == "maildir" else mailbox.mbox(place)
    for path in mails:
        box.add(path.read_bytes())
    box.close()
    assert sorted(office.proposed(place), key=str) == [(1, True), (2, True)]
    before = tree(place) if place.is_dir() else place.read_bytes()
    assert office.receive(place, "--yes").status == 0
    assert (tree(place) if place.is_dir() else place.read_bytes()) == before
    assert len(list(office.root.iterdir())) == 2


def two_in_one(office: Office) -> Path:
    words = (
        "家庭医生签约服务解读\nhttps://news.test.example/one/1.html\n\n"
        "垃圾分类处理设施参观\nhttps://news.test.example/two/2.html\n"
    )
    parts = [body(words)]
    for name in ("家庭医生签约服务解读方案", "垃圾分类处理设施参观方案", "现场"):
        parts.append(attached(f'filename="{name}.docx"'.encode(), word(name)))
    path = office.inbox / "两项.eml"
    head = b"Date: Wed, 20 Mar 2024 09:00:00 +0800\r\nFrom: x@else.example\r\n"
    path.write_bytes(mail(*parts, head=head))
    return path


def test_links_go_where_their_section_belongs(office: Office) -> None:
    with tray_of(Background(PlanWords(office.rows)), [two_in_one(office)], None) as tray:
        found = {one.number: one.parcel.links for one in tray.proposals}
    assert found == {1: ["https://news.test.example/one/1.html"], 2: ["https://news.test.example/two/2.html"], None: []}


def test_the_rest_of_a_package_is_received_by_its_number(office: Office) -> None:
    path = two_in_one(office)
    assert office.receive(path, "--yes").status == 0
    ran = office.receive("1", path)
    assert ran.status == 0, ran.err
    assert "已收入第 2 项" in ran.out
    lying = {found.name for found in (office.root / "01-试验区卫生健康局").iterdir()}
    assert {"现场.docx", "家庭医生签约服务解读方案.docx"} <= lying
    assert "垃圾分类处理设施参观方案.docx" not in lying


def test_each_document_is_opened_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def counted(paths: Iterable[Path], *rest: object, **more: object) -> object:
        opened.extend(paths := list(paths))
        return survey(paths, *rest, **more)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr("zhutiri_cli.materials.survey.survey.survey", counted)
    path = office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "材料一.docx", "材料二.docx")
    receive(office.rows, office.root, "1", ReceiveRequest((path,)))
    assert len(opened) == len(set(opened)) == 2


def test_a_corrected_summary_keeps_an_on_time_set_on_time(office: Office) -> None:
    folder = office.inbox / "先"
    folder.mkdir()
    text = (
        "三月十五日在社区卫生站解读签约服务，家庭医生逐一答复居民提问，现场签约六十户，发放手册三百份，量血压一百人次。"
    )
    (folder / "活动方案.txt").write_text("拟于三月十五日举办。", encoding="utf-8")
    (folder / "活动总结.txt").write_text(text, encoding="utf-8")
    assert office.receive("1", folder, "--on", "2024-03-20", "--held", "2024-03-15").status == 0
    later = office.inbox / "总结（更正）.txt"
    later.write_text(text.replace("六十", "六十六"), encoding="utf-8")
    ran = office.receive("1", later, "--on", "2024-04-20")
    assert "两份都留着" in ran.out
    record = (office.root / "01-试验区卫生健康局" / "submission.yaml").read_text(encoding="utf-8")
    assert "submitted: 2024-03-20" in record
    checked = zhutiri("check", "1", "--plan", str(office.plan), "--as-of", "2024-05-01", "-f", "json")
    assert '"status": "compliant"' in checked.out


def test_the_clerk_says_what_nothing_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [attached('filename="会后.docx"'.encode(), word("会后")), attached(b'filename="1.jpg"', picture())]
    head = b"Date: Wed, 20 Mar 2024 09:00:00 +0800\r\nFrom: cg@test.example\r\n"
    (office.inbox / "a.eml").write_bytes(mail(*files, head=head))
    asked: list[str] = []
    answers = iter(["", "2", "", "什么", "总结", "是", ""])

    def answered(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("zhutiri_cli.cli.asker.someone_there", lambda: True)
    monkeypatch.setattr("zhutiri_cli.cli.asker.ask", answered)
    ran = office.receive(office.inbox / "a.eml")
    assert ran.status == 0, ran.err
    assert [
        words in question for words, question in zip(["会后.docx", "会后.docx", "会标", "LOGO"], asked[3:], strict=True)
    ] == [True] * 4
    record = (office.root / "02-试验区城管局" / "submission.yaml").read_text(encoding="utf-8")
    assert "summary: [会后.docx]" in record
    assert "banner: true" in record
    assert "logo" not in record


@pytest.mark.parametrize(("said", "meant"), [("是", True), ("y", True), ("", False), ("n", False), ("否", False)])
def test_yes_and_no_are_said_in_chinese(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    asked: list[str] = []
    monkeypatch.setattr(asker, "someone_there", lambda: True)

    def answered(question: str) -> str:
        asked.append(question)
        return said

    monkeypatch.setattr(asker, "ask", answered)
    assert asker.agrees("仍要放入吗") is meant
    assert "y/N" not in asked[0]
    assert "回车" in asked[0]


@pytest.mark.parametrize(
    ("subject", "file"),
    [
        ("上半年工作总结", "工作总结.docx"),
        ("报表", "三月.xlsx"),
        ("2024年度计划", "计划.docx"),
        ("材料", "名单.docx"),
        ("党建", "活动总结.docx"),
    ],
)
def test_what_an_office_sends_all_year_is_asked_about(office: Office, subject: str, file: str) -> None:
    found = office.proposed(office.letter("a.eml", subject, "wj@test.example", file))
    assert [certain for _, certain in found] == [False]


def test_a_newspaper_that_names_a_theme_is_asked_about(office: Office) -> None:
    path = office.letter("a.eml", "要闻：家庭医生签约服务解读", "news@paper.example", "第八期.docx")
    assert office.proposed(path) == [(1, False)]


def test_documents_of_two_announced_activities_are_told_by_their_text(office: Office) -> None:
    parts = [
        attached(f'filename="{name}.docx"'.encode(), word(f"三月，我们办了{theme}，到场五十人，发放手册若干。"))
        for name, theme in (("总结一", "家庭医生签约服务解读"), ("总结二", "垃圾分类处理设施参观"))
    ]
    words = body("家庭医生签约服务解读、垃圾分类处理设施参观两项的总结。")
    head = b"Date: Wed, 20 Mar 2024 09:00:00 +0800\r\nFrom: x@else.example\r\n"
    path = office.inbox / "a.eml"
    path.write_bytes(mail(words, *parts, head=head))
    assert office.proposed(path) == [(1, False), (2, False)]
