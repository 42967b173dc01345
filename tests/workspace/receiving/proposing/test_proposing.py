"""``zhutiri receive`` without a number: what is proposed, what is only asked, and that nothing is taken wrongly."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.received_packages import attached, mail, tree, word, zipped
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.proposing.dialogue import chosen
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.standing import Known
from zhutiri_cli.workspace.receiving.proposing.tray import tray_of

PLAN = """schema: 1
year: 2024
document: {issuer: 试验区公开办}
forms: [政策宣传]
requirements: {report: {within_working_days: 5, materials: {plan: 1, summary: 1}}}
roster:
  - {name: 试验区卫生健康局, aliases: [卫健局], email: wj@test.example}
  - {name: 试验区城管局, email: cg@test.example}
  - {name: 柳岸街道办事处}
activities:
  - {id: 1, month: 3, theme: 家庭医生签约服务解读, forms: [政策宣传], units: [试验区卫生健康局]}
  - {id: 2, month: 3, theme: 垃圾分类处理设施参观, forms: [政策宣传], units: [试验区城管局]}
  - {id: 3, month: 9, theme: 老旧小区加装电梯问答, forms: [政策宣传], units: [柳岸街道办事处]}
  - {id: 4, month: 4, theme: 餐饮油烟治理座谈会商, forms: [政策宣传], units: [试验区城管局]}
"""


class Office:
    """A plan, and a place where packages come in."""

    def __init__(self, place: Path) -> None:
        self.plan, self.inbox = place / "plan_2024.yaml", place / "来件"
        self.root = place / "submissions" / "2024"
        self.plan.write_text(PLAN, encoding="utf-8")
        self.inbox.mkdir()

    def letter(self, name: str, subject: str, sender: str, *files: str, text: str = "照方案办理") -> Path:
        head = f"Date: Wed, 20 Mar 2024 09:00:00 +0800\r\nX-Subject: x\r\nFrom: {sender}\r\n".encode()
        parts = [attached(f'filename="{file}"'.encode(), word(f"{text}{file}")) for file in files]
        data = mail(*parts, head=head).replace(b"Subject: x\r\n", f"Subject: {subject}\r\n".encode(), 1)
        path = self.inbox / name
        path.write_bytes(data)
        return path

    def receive(self, *arguments: str | Path) -> Ran:
        return zhutiri("receive", *map(str, arguments), "--plan", str(self.plan))

    @property
    def rows(self) -> Plan:
        plan = load_plan(self.plan).plan
        assert plan is not None
        return plan

    def proposed(self, path: Path) -> list[tuple[int | None, bool]]:
        with tray_of(Known(PlanWords(self.rows)), [path], None) as tray:
            return [(one.number, one.certain) for one in tray.proposals]


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
    with tray_of(Known(PlanWords(office.rows)), [office.inbox], None) as tray:
        picked = chosen(office.rows, dict(enumerate(tray.proposals, start=1)), lambda _: next(answers))
    assert [(choice.number, str(choice.held)) for choice in picked] == [(3, "None"), (4, "2024-03-18")]


def test_the_clerk_takes_none(office: Office) -> None:
    office.letter("a.eml", "家庭医生签约服务解读", "wj@test.example", "活动方案.docx")
    with tray_of(Known(PlanWords(office.rows)), [office.inbox], None) as tray:
        assert chosen(office.rows, dict(enumerate(tray.proposals, start=1)), lambda _: "q") == []
