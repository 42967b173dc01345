"""Sixty packages as units send them, with the truth; how many are proposed rightly, and how many wrongly as certain.

``python scripts/accuracy_mailbox.py`` writes them into a temporary folder and prints the numbers
(docs/accuracy/receiving.md).
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx

from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.standing import Known
from zhutiri_cli.workspace.receiving.proposing.tray import tray_of

PLAN = Path(__file__).parents[1] / "examples" / "data" / "plan_2024.yaml"


@dataclass(frozen=True)
class Sent:
    """A package's file, and the activities that it is truly for (none: not the plan's)."""

    way: str
    path: Path
    truth: frozenset[int]


def word(title: str, text: str) -> bytes:
    """A document of a title and a text."""
    made, out = docx.Document(), io.BytesIO()
    for line in (title, text):
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def letter(subject: str, sender: str, files: dict[str, bytes], month: int, text: str = "材料见附件。") -> EmailMessage:
    """A mail of the 20th of a month with attachments."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "gkb@office.example", subject
    mail["Date"] = f"{20:02d} {'JanFebMarAprMayJunJulAugSepOctNovDec'[month * 3 - 3 : month * 3]} 2024 09:00:00 +0800"
    mail.set_content(text)
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def plain_set(said: str) -> dict[str, bytes]:
    """A plan and a summary whose names tell no activity."""
    text = f"{said}。共有 50 人参加，现场解答 12 个问题，发放资料 100 份。"
    return {"活动方案.docx": word("活动方案", "拟于近期举办。"), "活动总结.docx": word("活动总结", text)}


def named_set(row: Activity) -> dict[str, bytes]:
    """A plan and a summary named after their activity."""
    return {f"{row.theme}{end}.docx": word(f"{row.theme}{end}", "照此办理。") for end in ("活动方案", "活动总结")}


def zipped(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip, its names in GBK without the mark that says so."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.encode("gbk").decode("cp437") if gbk else name, content)
    return out.getvalue()


def written(folder: Path, plan: Plan) -> list[Sent]:
    """The sixty packages."""
    rows = [row for row in plan.activities if row.units and not row.cancelled]
    found: list[Sent] = []

    def put(way: str, name: str, data: bytes, *truth: int) -> None:
        stem, dot, suffix = name.partition(".")
        path = folder / f"{stem}{len(found):02d}{dot}{suffix}"
        path.write_bytes(data)
        found.append(Sent(way, path, frozenset(truth)))

    for i in range(60):
        row, other = rows[i % len(rows)], rows[(i * 7 + 3) % len(rows)]
        unit, month = row.units[0], min(row.target(plan.year).until.month + 1, 12)
        sender = f"{unit} <x{i}@unit.example>"
        way = i % 10
        if way == 0:
            mail = letter(f"报送{row.theme}活动资料", sender, plain_set("活动如期举办"), month)
            put("主题写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)
        elif way == 1:
            mail = letter("活动材料", "科室 <a@mail.example>", named_set(row), month)
            put("文件名写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)
        elif way == 2:
            put("压缩包 GBK 文件名", "材料.zip", zipped(named_set(row), gbk=True), row.id)
        elif way == 3:
            inner = letter(f"{row.theme}总结", sender, plain_set("活动如期举办"), month)
            mail = letter("转发", "收发员 <b@mail.example>", {}, month)
            mail.add_attachment(inner)
            put("转发", "转发.eml", mail.as_bytes(policy=SMTP), row.id)
        elif way == 4:
            two = {**named_set(row), **named_set(other)}
            put(
                "两项在一封", "来信.eml", letter("两项材料", sender, two, month).as_bytes(policy=SMTP), row.id, other.id
            )
        elif way == 5:
            mail = letter("活动材料报送", sender, plain_set("活动如期举办"), month)
            put("只有单位", "来信.eml", mail.as_bytes(policy=SMTP), row.id)
        elif way == 6:
            mail = letter(f"原{unit[1:3]}办报{row.theme}", "老同志 <c@mail.example>", plain_set("如期举办"), month)
            put("旧单位名", "来信.eml", mail.as_bytes(policy=SMTP), row.id)
        elif way == 7:
            files = {"安全生产培训方案.docx": word("安全生产培训方案", "拟于近期培训。")}
            put("不是计划内的", "来信.eml", letter("安全生产培训材料", sender, files, month).as_bytes(policy=SMTP))
        elif way == 8:
            files = {f"{unit}/{row.theme}/{name}": data for name, data in plain_set("如期举办").items()}
            put("按单位分文件夹", "来件.zip", zipped(files), row.id)
        else:
            mail = letter("主题日材料", sender, plain_set(f"{unit}开展了{row.theme}"), month)
            put("只有正文写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)
    return found


def main() -> None:
    """Write, propose, count."""
    plan = load_plan(PLAN).plan
    if plan is None:
        raise SystemExit(f"{PLAN} 有误")
    right, certain, wrong, ways = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        sent_ones = written(Path(place), plan)
        with tray_of(Known(PlanWords(plan)), [sent.path for sent in sent_ones], None) as tray:
            proposals = tray.proposals
        for sent in sent_ones:
            its = [one for one in proposals if one.parcel.label == sent.path.name]
            proposed = frozenset(one.number for one in its if one.number is not None)
            sure = {one.number for one in its if one.certain}
            ways[sent.way] += 1
            asked_only = not sent.truth and not sure
            right[sent.way] += proposed == sent.truth or asked_only
            certain[sent.way] += bool(sure) and sure == sent.truth
            wrong[sent.way] += not sure <= sent.truth
    for way, count in ways.items():
        print(f"{way}：{count} 件，推断对 {right[way]}，有把握且对 {certain[way]}，错当有把握 {wrong[way]}")
    print(f"共 {ways.total()} 件：推断对 {right.total()}，有把握且对 {certain.total()}，错当有把握 {wrong.total()}")


if __name__ == "__main__":
    main()
