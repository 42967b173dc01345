"""A letter's words by the template: ours, or the office's own. The first line is the title, the rest is the letter."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

from msgspec import Struct

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import TEMPLATE_CHARACTERS as LONGEST
from zhutiri_cli.common.foreign_limits import TEMPLATE_TEXT_BYTES as LARGEST
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.jinja import box, fault
from zhutiri_cli.report.letters.letter_facts import TEMPLATE, Letter, LetterDuty, Owed, Own, Reminders
from zhutiri_cli.report.letters.official_phrases import numeral
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES
from zhutiri_cli.report.office import OfficeTemplate

_DUTIES = "事项".encode()
"""What a template must speak of where there are obligations to be told."""


class Written(Struct, frozen=True):
    """One letter in words: its title, and its lines as the template lays them out."""

    letter: Letter
    title: Shown
    lines: tuple[Shown, ...]

    @property
    def text(self) -> Shown:
        """The whole letter, to paste anywhere."""
        return Shown.lines([self.title, *self.lines, ""])


def written(facts: Reminders, display: Display) -> tuple[Written, ...]:
    """Every letter in words. Raises ``FileProblem`` where the office's template cannot be filled."""
    template = display.templates.get(TEMPLATE) or _ours()
    if any(letter.duties for letter in facts.letters) and _DUTIES not in template.content:
        raise FileProblem(
            f"模板 {template.path} 没有写“事项”，信里会缺{OF_ACTIVITIES}",
            "请在模板里加上 {% for 项 in 事项 %}{{ 项.活动 }}{{ 项.说明 }}{% endfor %}，或先用自带的模板",
        )
    fill = _filler(template)
    return tuple(_parted(letter, fill(_context(letter, facts)), template.path) for letter in facts.letters)


def _filler(template: OfficeTemplate) -> Callable[[dict[str, Any]], str]:
    """The template as a function, compiled once."""
    from jinja2.exceptions import TemplateError

    if len(template.content) > LARGEST:
        raise FileProblem(f"模板 {template.path} 超过 {LARGEST // 1024} KB，没有打开", "请核对是否放错了文件")
    try:
        text = template.content.decode("utf-8-sig").replace("\r\n", "\n")
        environment = box(escape=False)
        compiled = environment.from_string(text)
    except UnicodeDecodeError:
        raise FileProblem(f"模板 {template.path} 不是 UTF-8 文本", "请用编辑器另存为 UTF-8 编码") from None
    except (TemplateError, RecursionError, SyntaxError, ValueError, OverflowError, MemoryError) as problem:
        raise fault(template.path, problem) from None

    def fill(context: dict[str, Any]) -> str:
        environment.room.fill()  # type: ignore[attr-defined]  # the box has one
        pieces, room = list[str](), LONGEST
        try:
            for piece in compiled.generate(context):
                pieces.append(piece)
                room -= len(piece)
                if room < 0:
                    raise FileProblem(f"模板 {template.path} 写出的内容过长", "请核对循环语句")
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as problem:
            raise fault(template.path, problem) from None
        return "".join(pieces)

    return fill


def _parted(letter: Letter, text: str, path: str) -> Written:
    """Title and lines; more than one empty line together is one. What the template was given is ``Shown`` already, and
    the office's own number must stay whole; a template's own odd characters are made harmless here."""
    lines = [Shown.whole(line.rstrip()) for line in text.strip("\n").split("\n")]
    kept = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    if not kept or not kept[0].strip():
        raise FileProblem(f"模板 {path} 没有写出任何内容", "第一行应是标题，如 {{ 标题 }}")
    return Written(letter, kept[0].strip(), tuple(kept[1:]))


def _context(letter: Letter, facts: Reminders) -> dict[str, Any]:
    """What a template may print."""
    office = facts.office
    clause = office.clause("report")
    return {
        "标题": facts.title_of(letter),
        "第几次": letter.times,
        "单位": letter.unit.name,
        "单位联系人": letter.unit.contact,
        "活动": [_item(index, owed) for index, owed in enumerate(letter.owed, 1)],
        "事项标题": OF_ACTIVITIES,
        "事项编号": numeral(len(letter.owed) + 1),
        "事项": [_duty(duty) for duty in letter.duties],
        "抄送": [entry.name for entry in letter.copies],
        "文号": office.basis,
        "条款": clause[1] if clause else "",
        "条款号": clause[0] if clause else "",
        "发文机关": office.issuer,
        "联系人": office.contact,
        "电话": office.phone,
        "电子邮箱": office.email,
        "日期": long_day(facts.as_of),
    }


def _item(index: int, owed: Owed) -> dict[str, Any]:
    item = owed.item
    return {
        "编号": numeral(index),
        "序号": item.id,
        "主题": item.theme,
        "情况": owed.state,
        "说明": list(owed.sentences),
        "截止日": long_day(item.due),
        "暂定": item.provisional,
        "还缺": list(owed.lacking),
        "待核对": list(owed.unchecked),
        "第几次": owed.times,
        "以前提醒": [long_day(day) for day in owed.earlier],
        "联合承办": list(item.units[1:]),
    }


def _duty(duty: LetterDuty) -> dict[str, Any]:
    line = duty.one.line
    return {
        "名称": line.name,
        "活动": duty.whose,
        "序号": duty.item.id if duty.item else None,
        "情况": line.state.label,
        "截止日": long_day(line.deadline) if line.deadline else "",
        "暂定": line.provisional or line.estimated,
        "条款号": line.clause,
        "说明": duty.sentence,
    }


def _ours() -> OfficeTemplate:
    packaged = resources.files("zhutiri_cli.render.remind") / "letter.txt"
    return OfficeTemplate(Shown("letter.txt"), packaged.read_bytes())


TITLE = "办公室自办（不向单位发函）"


def own_lines(facts: Reminders) -> list[Shown]:
    """One line per activity, then one per obligation that the office looks at first."""
    return [*(_line(own) for own in facts.own), *(_duty_line(duty) for duty in facts.own_duties)]


def _duty_line(duty: LetterDuty) -> Shown:
    whose = f"〔{duty.one.unit}〕" if duty.one.unit else ""
    return Shown(f"{duty.whose}{whose}：{duty.sentence}")


def _line(own: Own) -> Shown:
    whose = f"〔{own.item.lead}〕" if own.item.lead else ""
    return Shown(f"第{own.item.id}项　{own.item.theme}{whose}：{own.item.label}。{own.why}；{own.todo}")
