"""A word where a mapping belongs, and words that people write for what the plan file spells otherwise: the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.command import zhutiri
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.scalars import Misread, read_whole
from zhutiri_cli.plan.obligations import Obligation
from zhutiri_cli.plan.terms import Contact, Document

DUE = "key: a, label: 甲, due: "


def hint_of(text: str) -> str:
    tree = yaml.load(f"{{{text}}}", yaml.BaseLoader)  # every scalar as the word that was written
    _, faults = validate(Obligation, tree)
    (fault,) = faults
    return f"{fault.message}。{fault.hint}"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (f"{DUE}3月5日", "due: {on: YYYY-03-05}"),
        (f"{DUE}2024年3月5日前", "due: {on: 2024-03-05}"),
        (f"{DUE}每月20日", "due: {every: month, day: 20}"),
        (f"{DUE}每季度", "due: {every: quarter, day: 25}"),
        (f"{DUE}活动前7天", "due: {anchor: start, days: -7}"),
        (f"{DUE}结束后10个工作日", "due: {anchor: end, working_days: 10}"),
        (f"{DUE}两周内", "due: {anchor: end, weeks: 5}"),
        (f"{DUE}[5]", "due: {anchor: end, working_days: 5}"),
        (f"{DUE}{{on: 2024年3月7日}}", "请写作 2024-03-07"),
        (f"{DUE}{{on: 2024-03-07}}, clause: 一", "clause: {ref: 一, text: …}"),
        (f"{DUE}{{on: 2024-03-07, at: '12：30'}}", '半角 "12:30"'),
        (f"{DUE}{{on: 2024-03-07, at: '9点'}}", '"09:00"'),
        (f"{DUE}{{every: 每月, day: 5}}, per: unit", "请改为 month"),
        (f"{DUE}{{every: 季度, day: 5}}, per: unit", "请改为 quarter"),
        (f"{DUE}{{on: 2024-03-07}}, per: 每个单位", "请改为 unit"),
        (f"{DUE}{{anchor: 活动结束, days: 5}}", "请改为 end"),
        (f"{DUE}{{anchor: end, days: 7天}}", "请只写数字 7"),
        (f"{DUE}{{anchor: end, days: －７}}", "请改为半角 -7"),
        (f"{DUE}{{anchor: end, days: 5}}, materials: 总结", "materials: {plan: …"),
    ],
)
def test_the_remedy_is_the_shape_that_is_wanted(text: str, remedy: str) -> None:
    said = hint_of(text)
    assert remedy in said
    assert "缩进" not in said


@pytest.mark.parametrize("word", ["7天", "3 份", "5个工作日", "25日"])
def test_a_number_with_its_unit_is_told_apart_from_no_number(word: str) -> None:
    with pytest.raises(Misread, match="带了单位"):
        read_whole(word)
    with pytest.raises(Misread, match="不是整数"):
        read_whole("若干")


def test_a_word_stands_only_where_it_must_and_can() -> None:
    assert Document.as_mapping("天政〔2024〕1号") == "{number: …, issuer: …, issued: …}"
    assert Contact.as_mapping("0731") == "{name: …, phone: …, email: …}"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("forms: [现场观摩]\n", "forms: 现场观摩\n", "请写作 forms: [现场观摩]"),
        ("forms: [现场观摩]\n", 'forms: [现场观摩]\nignore: "*.bak"\n', '请写作 ignore: ["*.bak"]'),
        ("forms: [现场观摩]\n", "forms: [现场观摩]\nignore: [*.bak]\n", "列表里以 * 开头的文字没有加引号"),
        ("month: 3", "when: 2024年4月", "请写作 2024-04"),
        ("month: 3", "主题: 甲, month: 3", "是否应为 theme"),
    ],
)
def test_what_people_write_is_answered_with_what_to_write(before: str, after: str, told: str, tmp_path: Path) -> None:
    plan = "year: 2024\nforms: [现场观摩]\nactivities:\n  - {id: 1, month: 3, theme: 校园开放日, units: [区教育局]}\n"
    path = tmp_path / "plan_2024.yaml"
    path.write_text(plan.replace(before, after), encoding="utf-8")
    ran = zhutiri("validate", str(path))
    assert ran.status == 1
    assert told in ran.out
