"""A tray of packages: whose day is whose, what is foreseen of each, how what stays is received, what is recorded."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import attached, mail, picture, word, zipped
from tests.support.receiving_office import PLAN, Office
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, PhotoFacts
from zhutiri_cli.workspace.receiving.packages.parcel import ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import Clues
from zhutiri_cli.workspace.receiving.proposing.held_day import held_day

FULL = PLAN.replace("summary: 1, photos: 0", "summary: 1, photos: 1, links: 1")
REPORT = "3月15日，在社区卫生站举办家庭医生签约服务解读，到场五十人。报道 https://news.test.example/2024/3/18.html"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.plan.write_text(FULL, encoding="utf-8")
    return made


def sent(office: Office, name: str = "a.eml", summary: str = REPORT, day: str = "Mon, 18 Mar 2024") -> Path:
    """A whole set of the first activity, as a mail."""
    files = {"活动方案.docx": word("拟于三月举办。"), "活动总结.docx": word(summary), "1.jpg": picture()}
    parts = [attached(f'filename="{file}"'.encode(), content) for file, content in files.items()]
    head = f"Date: {day} 09:00:00 +0800\r\nFrom: wj@test.example\r\n".encode()
    data = mail(*parts, head=head).replace(b"Subject: x\r\n", "Subject: 家庭医生签约服务解读\r\n".encode(), 1)
    path = office.inbox / name
    path.write_bytes(data)
    return path


def photo_alone(office: Office) -> Path:
    path = office.inbox / "老旧小区加装电梯问答 现场.jpg"
    path.write_bytes(picture())
    return path


def record_of(office: Office, folder: str = "01-试验区卫生健康局") -> str:
    return (office.root / folder / "submission.yaml").read_text(encoding="utf-8")


def test_on_never_moves_the_day_of_a_mail_in_a_tray(office: Office) -> None:
    sent(office)
    photo_alone(office)
    ran = office.receive(office.inbox, "--yes", "--on", "2024-03-25")
    assert ran.status == 0, ran.err
    assert "--on 只给本身没有收到日期的来件用" in ran.out
    assert "on: 2024-03-18" in record_of(office)
    assert "on: 2024-03-25" in record_of(office, "03-柳岸街道办事处")
    assert "收到日期 2024-03-25（按 --on）" in ran.out
    assert "2024-03-18（邮件自带的发送时间，北京时间）" in ran.out
    assert "状态：合规" in ran.out


def test_on_of_one_mail_with_its_number_says_the_mails_own_day(office: Office) -> None:
    out = office.receive("1", sent(office), "--on", "2024-03-25").out
    assert "收到日期 2024-03-25（按 --on；邮件本身是 2024-03-18（自带的发送时间））" in out


def test_on_of_several_packages_with_a_number_is_for_what_has_no_day(office: Office) -> None:
    more = office.inbox / "补.jpg"
    more.write_bytes(picture())
    out = office.receive("1", sent(office), more, "--on", "2024-03-25").out
    assert "收到日期 2024-03-18（邮件自带的发送时间，北京时间；--on 只给本身没有日期的来件用）" in out
    assert "补.jpg：收到日期 2024-03-25（按 --on）" in out


def test_what_is_foreseen_is_what_a_check_finds(office: Office) -> None:
    sent(office)
    shown = office.receive(office.inbox, "--dry-run").out
    assert "有方案、图片、总结、链接（" in shown
    assert "缺" not in shown
    short = sent(office, summary="3月15日举办。")
    assert "，缺链接（" in office.receive(short, "--dry-run").out


def test_lines_fit_a_terminal(office: Office) -> None:
    from rich.cells import cell_len

    sent(office)
    photo_alone(office)
    office.letter(
        "试验区城管局关于报送活动材料的函及附件一并报来.eml", "材料", "cg@test.example", "三月十二日活动总结.docx"
    )
    shown = office.receive(office.inbox, "--dry-run").out.partition("只是预览")[0].splitlines()
    assert max(cell_len(line) for line in shown) <= 80
    assert len(shown) <= 6
    assert [line[:4].strip() for line in shown if line[:4].strip()] == ["1", "2", "3"]


def test_what_stays_is_named_so_that_it_can_be_pasted(office: Office) -> None:
    office.letter("城管局 来信.eml", "材料", "cg@test.example", "活动总结.docx")
    photo_alone(office)
    shown = office.receive(office.inbox, "--dry-run").out.splitlines()
    undated = next(line for line in shown if line.startswith("只缺收到日期的 1 件"))
    assert shlex.split(undated.partition("：")[2]) == ["zhutiri", "receive", str(office.inbox), "--yes", "--on", "日期"]
    doubtful = next(line for line in shown if line.startswith("  zhutiri receive 序号"))
    words = shlex.split(doubtful)
    assert Path(words[3]).name == "城管局 来信.eml"
    assert office.receive("4", words[3]).status == 0


def test_a_late_set_is_said_to_be_late_and_the_next_command_follows(office: Office) -> None:
    ran = office.receive(sent(office, day="Mon, 25 Mar 2024"), "--yes")
    assert "状态：迟报（2024-03-25 报齐，迟 1 个工作日）" in ran.out
    assert "下一步，看收下的各项现在的情况：zhutiri check 1 --plan" in ran.err


def test_a_preview_leads_to_the_taking(office: Office) -> None:
    sent(office)
    err = office.receive(office.inbox, "--dry-run", "--on", "2024-03-25").err
    assert f"zhutiri receive {office.inbox} --yes --on 2024-03-25" in err


def test_a_clear_day_held_is_recorded_and_said(office: Office) -> None:
    out = office.receive(sent(office), "--yes").out
    assert "held: 2024-03-15" in record_of(office)
    assert "取自总结，请核对" in out


@pytest.mark.parametrize(
    "summary",
    [
        "3月15日至16日举办。",
        "3月14日筹备，3月15日举办。",
        "根据3月15日印发的通知，举办了活动。",
        "4月15日举办。",
        "2月15日举办。",
        "3月15日，五十人到场。",
        "3月15日举办，为期两天。",
        "3月15日举办，又于2024.3.16举办。",
    ],
)
def test_a_doubtful_day_held_is_only_proposed(office: Office, summary: str) -> None:
    out = office.receive(sent(office, summary=summary, day="Fri, 26 Apr 2024"), "--yes").out
    assert "held" not in record_of(office)
    assert "没有登记，请核对后运行：zhutiri record 1 --held 2024-0" in out


def test_a_recorded_day_held_stays(office: Office) -> None:
    folder = office.root / "01-试验区卫生健康局"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: {start: 2024-03-14, end: 2024-03-15}\n", encoding="utf-8")
    out = office.receive(sent(office), "--yes").out
    assert "start: 2024-03-14" in record_of(office)
    assert "举办日期像是" not in out


@pytest.mark.parametrize(("taken", "clear"), [(date(2024, 3, 15), True), (date(2024, 3, 14), False), (None, True)])
def test_photos_of_another_day_leave_it_open(taken: date | None, clear: bool) -> None:
    summary, photo = Path("1.docx"), Path("2.jpg")
    items = [ParcelItem(("活动总结.docx",), "", summary, "a", 1), ParcelItem(("1.jpg",), "", photo, "b", 2)]
    facts = {
        summary: FileFacts(Fitness.USABLE, text="活动于3月15日举办。\n2024年3月18日"),
        photo: FileFacts(Fitness.USABLE, photo=PhotoFacts(800, 600, taken)),
    }
    found = held_day(items, Clues((), (), (), ()), facts, 2024, date(2024, 3, 18))
    assert found is not None
    assert (found.day, found.clear) == (date(2024, 3, 15), clear)


def test_a_mail_of_a_mailbox_cannot_be_named(office: Office) -> None:
    import mailbox

    box = mailbox.mbox(office.inbox.parent / "导出.mbox")
    box.add(office.letter("a.eml", "材料", "cg@test.example", "活动总结.docx").read_bytes())
    box.close()
    assert "请从邮箱另存为 .eml 再收" in office.receive(office.inbox.parent / "导出.mbox", "--dry-run").out


def test_an_archive_is_not_dated_by_mail(office: Office) -> None:
    path = office.inbox / "家庭医生签约服务解读.zip"
    path.write_bytes(zipped({"家庭医生签约服务解读总结.docx": word("总结")}))
    ran = zhutiri("receive", str(path), "--plan", str(office.plan), "--on", "2024-03-25", "--yes")
    assert "（按 --on）" in ran.out
    assert "邮件" not in ran.out
