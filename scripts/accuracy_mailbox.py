"""Mailboxes of sixty packages as units send them, with the truth: how many are proposed rightly, how many wrongly as
certain.

``python scripts/accuracy_mailbox.py`` writes two into a temporary folder and prints the numbers by way of sending
(docs/accuracy/receiving.md): 甲 was looked at while the product was made, 乙 has other words, other file names
and another draw, and was only counted. ``--misses`` names what was missed; ``PLAN`` may be given instead.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import cycle
from pathlib import Path

import docx

from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.standing import Background
from zhutiri_cli.workspace.receiving.proposing.tray import tray_of

PLAN = Path(__file__).parents[1] / "examples" / "data" / "plan_2024.yaml"
BEIJING = timezone(timedelta(hours=8))
PACKAGES = 60


@dataclass(frozen=True)
class Wording:
    """How the people of one mailbox write: subjects with ``{theme}``, with ``{unit}``, that say nothing; names of plan,
    summary and photos; the summary's text with ``{day}``, ``{unit}``, ``{did}``; a forwarder; matters and junk that are
    none of the plan's (subject, file name, text)."""

    seed: int
    themed: tuple[str, ...]
    plain: tuple[str, ...]
    more: tuple[str, ...]
    plans: tuple[str, ...]
    summaries: tuple[str, ...]
    photos: tuple[str, ...]
    summary: str
    forward: str
    forwarder: str
    others: tuple[tuple[str, str, str], ...]


FIRST = Wording(
    1,
    ("报送{theme}活动资料", "{theme}材料", "关于报送{theme}活动总结的函"),
    ("活动材料报送", "报送材料", "主题日材料"),
    ("补报活动照片", "补充材料", "总结补交"),
    ("活动方案", "方案"),
    ("活动总结", "总结"),
    ("IMG_20240315_{n}", "现场照片{n}"),
    "{day}，{unit}{did}。活动共有 50 人参加，现场解答 12 个问题，发放资料 100 份。",
    "转发：{subject}",
    "收发员 <b@mail.example>",
    (
        ("安全生产培训材料", "安全生产培训方案", "拟于近期组织安全生产培训。"),
        ("防汛值班安排", "防汛值班表", "值班电话见附件。"),
        ("文明城市创建简报", "文明创建简报", "本期刊发各地做法。"),
    ),
)
SECOND = Wording(
    20240607,
    ("{theme}，请查收", "Fw: {theme}相关文件", "【{unit}】{theme}归档", "交{theme}的东西"),
    ("请查收", "附件两份，谢谢", "按要求报上", "材料请审"),
    ("漏了两张照片，补一下", "上封少附了一份", "再补一份"),
    ("实施方案（盖章版）", "工作安排", "1.方案-定稿"),
    ("情况报告", "2.小结-终", "信息稿"),
    ("mmexport17105{n}", "微信图片_2024_{n}", "DSC0{n}"),
    "为提升群众知晓度，{unit}于{day}{did}，到场居民六十余人，工作人员逐一作答，收回意见二十条，群众反映良好。",
    "Fwd: {subject}",
    "综合科小周 <zhou@office.example>",
    (
        ("公务用车平台对账", "对账单三季度", "请核对里程。"),
        ("工会春游报名", "报名接龙", "有意者本周报名。"),
        ("【电子报】要闻速览", "要闻速览", "今日头条：多地出台新举措。"),
    ),
)


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


def zipped(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip; with ``gbk`` its names in that encoding without the mark that says so, as Chinese Windows writes them."""
    out, names = io.BytesIO(), dict[bytes, bytes]()
    with zipfile.ZipFile(out, "w") as archive:
        for place, (name, content) in enumerate(files.items()):
            raw = name.encode("gbk") if gbk else b""
            stored = f"{place:02d}".ljust(len(raw), "!") if gbk else name
            names |= {stored.encode(): raw} if gbk else {}
            archive.writestr(stored, content)
    data = out.getvalue()
    for stored_raw, raw in names.items():
        data = data.replace(stored_raw, raw)
    return data


class Mailbox:
    """One mailbox in the making; every method ``_way_…`` writes one package about an activity."""

    def __init__(self, folder: Path, plan: Plan, wording: Wording) -> None:
        self.folder, self.plan, self.say, self.sent = folder, plan, wording, list[Sent]()
        self.draw = random.Random(wording.seed)
        self.rows = [row for row in plan.activities if row.units and not row.cancelled]

    def put(self, way: str, name: str, data: bytes, *truth: int) -> None:
        """Write a package."""
        path = self.folder / f"{len(self.sent):02d}{name}"
        path.write_bytes(data)
        self.sent.append(Sent(way, path, frozenset(truth)))

    def pick(self, words: tuple[str, ...], row: Activity) -> str:
        """One of some words, about an activity."""
        number = self.draw.randrange(1000, 9999)
        return self.draw.choice(words).format(theme=row.theme, unit=row.units[0], n=number)

    def days(self, row: Activity) -> tuple[date, date]:
        """The day held, in the planned month, and the day of the mail a few days later."""
        held = row.target(self.plan.year).first + timedelta(days=self.draw.randrange(3, 26))
        return held, held + timedelta(days=self.draw.randrange(1, 9))

    def mail(
        self, subject: str, sender: str, files: dict[str, bytes], day: date, text: str = "见附件。"
    ) -> EmailMessage:
        """A mail with attachments."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, "gkb@office.example", subject
        mail["Date"] = format_datetime(datetime.combine(day, time(9), BEIJING))
        mail.set_content(text)
        for name, content in files.items():
            mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        return mail

    def unit_mail(self, row: Activity) -> str:
        """The sender that a unit is."""
        return f"{row.units[0]} <u{row.id}@unit.example>"

    def plain_files(self, row: Activity, held: date, did: str) -> dict[str, bytes]:
        """A plan and a summary whose names tell no activity."""
        text = self.say.summary.format(day=f"{held.month}月{held.day}日", unit=row.units[0], did=did)
        plan, summary = self.pick(self.say.plans, row), self.pick(self.say.summaries, row)
        return {f"{plan}.docx": word(plan, "拟于近期举办。"), f"{summary}.docx": word(summary, text)}

    def named_files(self, row: Activity) -> dict[str, bytes]:
        """A plan and a summary named after their activity."""
        ends = (self.draw.choice(self.say.plans), self.draw.choice(self.say.summaries))
        return {f"{row.theme}{end}.docx": word(f"{row.theme}{end}", "照此办理。") for end in ends}

    def short(self, row: Activity) -> str:
        """What people call an activity for short: the longest half of its theme."""
        half = len(row.theme) // 2
        return row.theme[:half] if self.draw.random() < 0.5 else row.theme[half:]

    def _way_subject(self, row: Activity) -> None:
        held, day = self.days(row)
        mail = self.mail(
            self.pick(self.say.themed, row), self.unit_mail(row), self.plain_files(row, held, "办了活动"), day
        )
        self.put("主题写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_names(self, row: Activity) -> None:
        mail = self.mail(self.pick(self.say.plain, row), "a <a@mail.example>", self.named_files(row), self.days(row)[1])
        self.put("只有文件名写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_gbk(self, row: Activity) -> None:
        self.put("压缩包 GBK 文件名", "材料.zip", zipped(self.named_files(row), gbk=True), row.id)

    def _way_forward(self, row: Activity) -> None:
        held, day = self.days(row)
        subject = self.pick(self.say.themed, row)
        inner = self.mail(subject, self.unit_mail(row), self.plain_files(row, held, "办了活动"), day)
        mail = self.mail(self.say.forward.format(subject=subject), self.say.forwarder, {}, day)
        mail.add_attachment(inner)
        self.put("转发", "转发.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_street_forward(self, row: Activity) -> None:
        other = self.draw.choice([one for one in self.rows if one.units[0] != row.units[0]])
        mail = self.mail(
            f"转发{row.theme}",
            self.unit_mail(other),
            self.plain_files(row, *self.days(row)[:1], "办了活动"),
            self.days(row)[1],
        )
        self.put("由别的单位转发", "转发.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_two(self, row: Activity) -> None:
        other = self.draw.choice([one for one in self.rows if one.id != row.id])
        files = {**self.named_files(row), **self.named_files(other)}
        mail = self.mail(self.pick(self.say.plain, row), self.unit_mail(row), files, self.days(row)[1])
        self.put("两项在一封", "来信.eml", mail.as_bytes(policy=SMTP), row.id, other.id)

    def _way_unit(self, row: Activity) -> None:
        held, day = self.days(row)
        did = f"开展了{row.forms[0]}" if row.forms else "办了活动"
        mail = self.mail(self.pick(self.say.plain, row), self.unit_mail(row), self.plain_files(row, held, did), day)
        self.put("只有单位和日期", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_again(self, row: Activity) -> None:
        held, day = self.days(row)
        sender = f"经办人 <p{row.id}@people.example>"
        first = self.mail(self.pick(self.say.themed, row), sender, self.plain_files(row, held, "办了活动"), day)
        self.put("一家几封：第一封", "来信.eml", first.as_bytes(policy=SMTP), row.id)
        photo = {f"{self.pick(self.say.photos, row)}.jpg": self.draw.randbytes(900)}
        more = self.mail(self.pick(self.say.more, row), sender, photo, day + timedelta(days=1))
        self.put("一家几封：补的照片", "来信.eml", more.as_bytes(policy=SMTP), row.id)

    def _way_short(self, row: Activity) -> None:
        held, day = self.days(row)
        mail = self.mail(
            f"{self.short(row)}的材料", self.unit_mail(row), self.plain_files(row, held, f"办了{self.short(row)}"), day
        )
        self.put("主题写简称", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_folders(self, row: Activity) -> None:
        held, _ = self.days(row)
        files = {f"{row.units[0]}/{row.theme}/{n}": d for n, d in self.plain_files(row, held, "办了活动").items()}
        self.put("按单位分文件夹", "来件.zip", zipped(files), row.id)

    def _way_text(self, row: Activity) -> None:
        held, day = self.days(row)
        files = self.plain_files(row, held, f"举办了{row.theme}")
        mail = self.mail(self.pick(self.say.plain, row), self.unit_mail(row), files, day)
        self.put("只有正文写明", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_old_name(self, row: Activity) -> None:
        held, day = self.days(row)
        sender = f"原{row.units[0][-5:-1]}中心 <o@mail.example>"
        mail = self.mail(f"报{row.theme}", sender, self.plain_files(row, held, "办了活动"), day)
        self.put("旧单位名", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_answer(self, row: Activity) -> None:
        held, day = self.days(row)
        head = f"发件人: gkb@office.example\n发送时间: {day} 09:00\n主题: 催报"
        quoted = f"按催报要求补上。\n\n-----原始邮件-----\n{head}\n\n请报送{row.theme}的资料。\n"
        mail = self.mail("Re: 催报", self.unit_mail(row), self.plain_files(row, held, "办了活动"), day, quoted)
        self.put("回复催报", "来信.eml", mail.as_bytes(policy=SMTP), row.id)

    def _way_none(self, row: Activity) -> None:
        subject, name, text = self.draw.choice(self.say.others)
        sender = self.draw.choice((self.unit_mail(row), "news@paper.example"))
        mail = self.mail(subject, sender, {f"{name}.docx": word(name, text)}, self.days(row)[1])
        self.put("不是计划内的", "来信.eml", mail.as_bytes(policy=SMTP))

    def _way_last_year(self, row: Activity) -> None:
        year = self.plan.year - 1
        files = {
            f"{year}年{self.draw.choice(self.say.summaries)}.docx": word(f"{year}年小结", f"{year}年3月5日办了活动。")
        }
        mail = self.mail(f"{year}年{row.theme}", self.unit_mail(row), files, date(year, 4, 2))
        self.put("往年的", "来信.eml", mail.as_bytes(policy=SMTP))

    def written(self) -> list[Sent]:
        """The packages, way after way, each about an activity drawn at random."""
        ways = [name for name in dir(self) if name.startswith("_way_")]
        for name in cycle(ways):
            if len(self.sent) >= PACKAGES:
                break
            write: Callable[[Activity], None] = getattr(self, name)
            write(self.draw.choice(self.rows))
        return self.sent[:PACKAGES]


def count(name: str, plan: Plan, wording: Wording, *, misses: bool) -> None:
    """Write a mailbox, propose, print the numbers."""
    right, certain, wrong, ways = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        sent_ones = Mailbox(Path(place), plan, wording).written()
        with tray_of(Background(PlanWords(plan)), [sent.path for sent in sent_ones], None) as tray:
            proposals = tray.proposals
    for sent in sent_ones:
        its = [one for one in proposals if one.parcel.label == sent.path.name]
        proposed = frozenset(one.number for one in its if one.number is not None)
        sure = {one.number for one in its if one.certain}
        good = proposed == sent.truth
        ways[sent.way] += 1
        right[sent.way] += good
        certain[sent.way] += bool(sure) and sure == sent.truth
        wrong[sent.way] += not sure <= sent.truth
        if misses and (not good or sure != sent.truth):
            print("  ", sent.way, sent.path.name, set(sent.truth), [(one.number, one.others, one.why) for one in its])
    for way, number in ways.items():
        print(f"{name} {way}：{number} 件，推断对 {right[way]}，有把握且对 {certain[way]}，错当有把握 {wrong[way]}")
    print(
        f"{name} 共 {ways.total()} 件：推断对 {right.total()}，有把握且对 {certain.total()}，错当有把握 {wrong.total()}"
    )


def main() -> None:
    """Both mailboxes."""
    typed = argparse.ArgumentParser(description="来件归到哪一项，有多准")
    typed.add_argument("plan", nargs="?", type=Path, default=PLAN)
    typed.add_argument("--misses", action="store_true")
    typed.add_argument("--only", choices=["甲", "乙"])
    asked = typed.parse_args()
    plan = load_plan(asked.plan).plan
    if plan is None:
        raise SystemExit(f"{asked.plan} 有误")
    for name, wording in (("甲", FIRST), ("乙", SECOND)):
        if asked.only in (None, name):
            count(name, plan, wording, misses=asked.misses)


if __name__ == "__main__":
    main()
