"""``check`` as a draft circular (代拟稿) in the layout of GB/T 9704, or in the office's own template 通报.docx.

Order by the standard: head, title, 主送机关, body, 附件说明, 署名, 成文日期, the annex on a page of its own. The last
page lists for the office what must be settled first; no unit is named there either.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.docx import saved
from zhutiri_cli.render.kit.official_page import (
    HEADLINE,
    HEITI,
    INDENTED,
    LEVEL_ONE,
    LEVEL_TWO,
    PLAIN,
    Look,
    official_document,
    write,
)
from zhutiri_cli.render.kit.official_table import ruled_table
from zhutiri_cli.report.letters.circular import Circular, Named, circular
from zhutiri_cli.report.letters.official_phrases import numeral, width
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES
from zhutiri_cli.report.report import Report

TEMPLATE = "通报.docx"
HEADS = ("序号", "活动主题", "责任单位", "举办日期", "报送截止日", "报齐日期", "情况")
_WIDTHS = (9.0, 41.0, 30.0, 19.0, 21.0, 19.0, 17.0)
_BLACK = Look(font=HEITI)


def render(report: Report, display: Display) -> bytes:
    """The draft as a .docx file: the same report gives the same bytes."""
    words = circular(report)
    template = display.templates.get(TEMPLATE)
    if template is not None:
        from zhutiri_cli.render.check.docx_template import filled

        return filled(template, words, display.apart)
    document = official_document()
    _head(document, words)
    _body(document, words)
    _close(document, words)
    if words.rows:
        _annex(document, words)
    _remarks(document, words)
    return saved(document, "".join(words.title), words.issuer, words.day)


def _head(document: Any, words: Circular) -> None:
    write(document, "代拟稿", _BLACK)
    write(document, "")
    write(document, words.number, Look(align="center"))
    write(document, "")
    for line in words.title:
        write(document, line, HEADLINE)
    write(document, "")
    write(document, f"{words.addressees}：", PLAIN)


def _body(document: Any, words: Circular) -> None:
    write(document, words.opening, INDENTED)
    write(document, "一、总体情况", LEVEL_ONE)
    for sentence in words.figures:
        write(document, sentence, INDENTED)
    if words.groups:
        write(document, "二、各单位报送情况", LEVEL_ONE)
    for index, (verdict, group) in enumerate(words.groups, 1):
        write(document, f"（{numeral(index)}）{verdict}（{len(group)}项）", LEVEL_TWO)
        if verdict == Status.COMPLIANT.label:
            write(document, f"{_together(group)}。", INDENTED)
            continue
        for number, item in enumerate(group, 1):
            write(document, f"{number}．{_sentence(item)}", INDENTED)
    section = 3 if words.groups else 2
    if words.duties:
        write(document, f"{numeral(section)}、{OF_ACTIVITIES}", LEVEL_ONE)
        section += 1
    for number, clause in enumerate(words.duties, 1):
        write(document, f"{number}．{clause}。", INDENTED)
    if words.requests:
        write(document, f"{numeral(section)}、有关要求", LEVEL_ONE)
    for index, sentence in enumerate(words.requests, 1):
        head = f"（{numeral(index)}）" if len(words.requests) > 1 else ""
        write(document, f"{head}{sentence}", INDENTED)
    if words.contact:
        write(document, words.contact, replace(INDENTED, align="left"), keep=True)


def _together(group: tuple[Named, ...]) -> str:
    """The units of a verdict that needs no more words, each with its activities' numbers."""
    units: dict[str, list[int]] = {}
    for item in group:
        units.setdefault(item.unit, []).append(item.id)
    return "；".join(f"{unit}（第{listed(numbers)}项）" for unit, numbers in units.items())


def _sentence(item: Named) -> str:
    """One activity in the body: unit, activity, and how it was reported."""
    joint = f"，联合承办：{item.joint}" if item.joint else ""
    return f"{item.unit}（第{item.id}项　{item.theme}{joint}）：{item.detail}。"


def _close(document: Any, words: Circular) -> None:
    """附件说明 one line under the body; 成文日期 four characters from the right, 署名 centred above it."""
    if words.rows:
        write(document, "", keep=True)
        write(document, f"附件：{words.annex}", INDENTED, keep=True)
    day = long_day(words.day)
    right = max(4 + (width(day) - width(words.issuer)) / 2, 0)
    for _ in range(2):
        write(document, "", keep=True)
    write(document, words.issuer, Look(align="right", right=right), keep=True)
    write(document, day, Look(align="right", right=4))


def _annex(document: Any, words: Circular) -> None:
    write(document, "附件", _BLACK, page_break=True)
    write(document, "")
    write(document, words.annex, HEADLINE)
    write(document, "")
    rows = [
        (
            str(item.id),
            item.theme,
            item.unit + (f"、{item.joint}" if item.joint else ""),
            item.held,
            item.deadline,
            item.submitted,
            item.verdict,
        )
        for item in words.rows
    ]
    ruled_table(document, HEADS, _WIDTHS, rows)


def _remarks(document: Any, words: Circular) -> None:
    write(document, "代拟说明（供办公室核对，印发前删去本页）", _BLACK, page_break=True)
    for index, sentence in enumerate(words.remarks, 1):
        write(document, f"{index}．{sentence}", INDENTED)


FORMAT = Format("docx", ".docx", True, render, template=TEMPLATE)
