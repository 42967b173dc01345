"""Ids and units as clerks type them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.places import REAL_PLAN
from tests.support.ranking_reports import plan
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.typed_ids import apart, looks_like_ids, one_choice, read_ids
from zhutiri_cli.plan.typed_units import read_unit

UNITS = ["区人力资源和社会保障局", "区教育局", "区民政局", "区民宗局", "先锋街道办事处", "南托街道办事处", "区社保"]


def small(*ids: int, units: list[str] = UNITS, **more: Any) -> Plan:
    rows = [
        {
            "id": str(number),
            "month": "3",
            "theme": f"主题{number}",
            "forms": ["座谈交流"],
            "units": [units[at % len(units)]],
        }
        for at, number in enumerate(ids or range(1, len(units) + 1))
    ]
    return plan(year="2024", activities=rows, **more)


# ---- ids ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "ids"), [
    (["4"], [4]), (["4,5"], [4, 5]), (["4-8"], [4, 5, 7, 8]), (["4、5"], [4, 5]), (["4，5"], [4, 5]),
    (["４－５"], [4, 5]),
    (["4", "7-8"], [4, 7, 8]), (["8,4"], [8, 4]), (["4 - 5"], [4, 5]), (["4至5"], [4, 5]), (["4~5，7"], [4, 5, 7]),
    (["第4项"], [4]), (["04"], [4]), (["4,4"], [4]), (["4号、5号"], [4, 5]), (["4..5"], [4, 5]), ([], []),
])  # fmt: skip
def test_ids_in_every_form(words: list[str], ids: list[int]) -> None:
    assert read_ids(words, small(4, 5, 7, 8)) == ids
    assert all(looks_like_ids(word) for word in words)


@pytest.mark.parametrize(("word", "said", "advice"), [
    ("6", "没有序号 6", "序号为 4 至 8"), ("4-9", "没有序号 9", "序号为 4 至 8"), ("8-4", "写反了", "4-8"),
    ("x", "没有序号 x", "4-8"), ("", "空", "4-8"), ("，", "空", "4-8"), ("4-5-7", "4-5-7", "4-8"),
    ("4.5", "4.5", "4-8"),
])  # fmt: skip
def test_what_is_no_id_is_refused(word: str, said: str, advice: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_ids([word], small(4, 5, 7, 8))
    assert said in refused.value.message
    assert advice in refused.value.advice


@pytest.mark.parametrize("word", ["人社局", "来信.eml", "登记表.xlsx", "", "四"])
def test_what_names_no_id(word: str) -> None:
    assert not looks_like_ids(word)


def test_an_argument_and_an_option_that_differ_are_told() -> None:
    own = small(4, 5, 7, 8)
    assert one_choice(["4,5"], [], own, "check") == [4, 5]
    assert one_choice([], ["4", "5"], own, "check") == [4, 5]
    assert one_choice(["5", "4"], ["4-5"], own, "check") == [5, 4]
    with pytest.raises(UsageProblem) as refused:
        one_choice(["7"], ["4"], own, "check")
    assert refused.value.message == "序号写了 7，--id 又写了 4"
    assert refused.value.advice == "请只写一处，如 zhutiri check 7"


def test_a_word_that_is_no_id_leads_to_what_is_meant() -> None:
    with pytest.raises(UsageProblem, match="--id 的值有误：“四”不是序号"):
        read_ids(["四"], small(4, 5), "--id")
    with pytest.raises(UsageProblem) as refused:
        read_ids(["3月"], small(4, 5))
    assert "要按月份看，运行 zhutiri check --month 3月" in refused.value.advice


def test_ids_and_units_are_not_mixed() -> None:
    assert apart(["4", "5-7"]) == (["4", "5-7"], [])
    assert apart(["区教育局"]) == ([], ["区教育局"])
    with pytest.raises(UsageProblem, match="序号（4）和单位（区教育局）不能写在一起"):
        apart(["4", "区教育局"])


@given(st.text("0123456789,，、-~至第项号 .x４", max_size=8))
def test_any_word_is_ids_of_the_plan_or_a_sentence(word: str) -> None:
    own = small(4, 5, 7, 8)
    try:
        found = read_ids([word], own)
    except UsageProblem as problem:
        found = [4] if problem.advice else []
    assert found
    assert set(found) <= {4, 5, 7, 8}


# ---- units -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "name", "written_out"), [
    ("区教育局", "区教育局", True), ("教育局", "区教育局", False), ("教育", "区教育局", False),
    ("人社局", "区人力资源和社会保障局", False), ("区人社局", "区人力资源和社会保障局", False),
    ("南托街道", "南托街道办事处", False), ("先锋", "先锋街道办事处", False), (" 区教育局 ", "区教育局", True),
    ("社保", "区社保", False),
])  # fmt: skip
def test_a_unit_by_name_part_or_abbreviation(word: str, name: str, written_out: bool) -> None:
    unit, out = read_unit(word, small())
    assert (unit.name, out) == (name, written_out)


@pytest.mark.parametrize(("word", "advice"), [
    ("街道", "请写明是哪一家：先锋街道办事处、南托街道办事处"), ("民局", "请写明是哪一家：区民政局、区民宗局"),
    ("教育居", "是否应为：区教育局"), ("公安局", "最接近的是："), ("局", "区教育局"), ("", "最接近的是："),
])  # fmt: skip
def test_several_units_or_none_are_named(word: str, advice: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_unit(word, small())
    assert advice in refused.value.advice


def test_many_candidates_are_counted() -> None:
    own = small(units=[f"第{n}街道办事处" for n in "一二三四五六七八九十"])
    with pytest.raises(UsageProblem) as refused:
        read_unit("街道", own)
    assert refused.value.message == "“街道”可以是 10 家单位"
    assert refused.value.advice.endswith("第八街道办事处 等 10 家")


def test_a_unit_of_the_roster_by_its_aliases_whatever_the_table_calls_it() -> None:
    own = small(1, 2, units=["教体局", "区民政局"], roster=[
        {"name": "区教育体育局", "aliases": ["教体局", "老教委"]}, {"name": "区民政局"}, {"name": "区气象局"},
    ])  # fmt: skip
    for word in ("教体局", "老教委", "区教育体育局", "教委", "教育"):
        assert read_unit(word, own)[0].name == "区教育体育局"
        assert read_unit(word, own)[0].spelled == ("教体局",)
    with pytest.raises(UsageProblem, match="没有单位 区气象局"):
        read_unit("区气象局", own)


@pytest.mark.parametrize(("word", "name"), [
    ("人社局", "区人力资源和社会保障局"), ("卫健局", "区卫生健康局"), ("文旅局", "区文化旅游体育局"),
    ("城管局", "区城管执法局"),
    ("发改局", "区发展改革局"), ("住建局", "区住房和城乡建设局"), ("市监局", "区市场监管局"),
    ("工信局", "区工业和信息化局"),
    ("退役军人局", "区退役军人事务局"), ("应急局", "区应急管理局"), ("审批局", "区行政审批服务局"),
    ("消防", "区消防救援大队"),
])  # fmt: skip
def test_what_the_units_of_2024_are_called_in_the_office(word: str, name: str) -> None:
    own = load_plan(REAL_PLAN).plan
    assert own is not None
    assert read_unit(word, own)[0].name == name
