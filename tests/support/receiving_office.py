"""An office with a plan of four activities, to which packages come."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import Ran, zhutiri
from tests.support.received_packages import attached, mail, word
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.standing import Background
from zhutiri_cli.workspace.receiving.proposing.tray import tray_of

PLAN = """schema: 1
year: 2024
document: {issuer: 试验区公开办}
forms: [政策宣传]
requirements:
  report: {within_working_days: 5, materials: {plan: 1, summary: 1, photos: 0}}
  branding: {banner: 主题日}
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
        with tray_of(Background(PlanWords(self.rows)), [path], None) as tray:
            return [(one.number, one.certain) for one in tray.proposals]
