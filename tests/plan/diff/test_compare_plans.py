"""Two plans compared: nothing changed goes unsaid, nothing unchanged is said, and what it means is said rightly."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.places import FIXTURES
from zhutiri_cli.cli.app import run
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.diff import activity_match
from zhutiri_cli.plan.diff.compare_plans import diff_plans
from zhutiri_cli.plan.diff.differences import ActivityDiff, Fate, PlanDiff, Side, Version
from zhutiri_cli.plan.diff.value_text import Op, pieces
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.workdays.calendar import WorkCalendar

DIFF_FIXTURES = FIXTURES / "diff"
DAY = date(2024, 3, 20)
Tree = dict[str, Any]


def row(number: int, theme: str, month: int = 3, units: tuple[str, ...] = ("甲局",), **more: Any) -> Tree:
    return {"id": number, "month": month, "theme": theme, "forms": ["现场观摩"], "units": list(units), **more}


def tree(*rows: Tree, materials: Tree | None = None, within: int = 5, **more: Any) -> Tree:
    return {
        "schema": 1,
        "title": "测试区计划",
        "year": 2024,
        "document": {"number": "测〔2024〕1号", "issuer": "测试办", "issued": "2024-02-28"},
        "forms": ["现场观摩", "政策宣传"],
        "requirements": {"report": {"within_working_days": within, "materials": materials or {"photos": 1}}},
        "activities": list(rows),
        **more,
    }


def version(plan: Tree, path: str = "plan.yaml") -> Version:
    model = Plan.model_validate(plan)
    own = model.calendar
    side = Side(Shown(path), None, Shown(model.title), model.year)
    return Version(side, model, WorkCalendar(own.days_off, own.workdays, own.confirmed_years))


def diff(old: Tree, new: Tree, as_of: date = DAY) -> PlanDiff:
    return diff_plans(version(old, "old.yaml"), version(new, "new.yaml"), as_of)


def shown(found: PlanDiff, name: str, width: int = 100) -> str:
    text = formats("diff")[name].render(found, Display(width))
    assert isinstance(text, str)
    return text


def as_json(found: PlanDiff) -> Any:
    return json.loads(shown(found, "json"))


def only(found: PlanDiff) -> ActivityDiff:
    (item,) = found.activities
    return item


def said(item: ActivityDiff) -> list[str]:
    return [("！" if meaning.flagged else "") + meaning.text for meaning in item.meanings]


# --- nothing is overlooked, nothing is invented ------------------------------------------------------------------

NAMES = st.sampled_from(["甲局", "乙局", "丙街道", "甲局 ", "乙 局"])
LISTS = st.lists(st.sampled_from(["现场观摩", "政策宣传", "在线问答"]), max_size=3)
DAYS = st.sampled_from(["2024-02-09", "2024-03-06", "2024-12-31", "2025-01-02"])
WAIVER = st.fixed_dictionaries(
    {"rule": st.sampled_from(["ZT302", "ZT401"]), "reason": st.sampled_from(["改版", "隐私"])}, optional={"until": DAYS}
)
ACTIVITY = st.fixed_dictionaries(
    {
        "id": st.integers(1, 6),
        "month": st.integers(1, 12),
        "theme": st.sampled_from(
            ["政策解读", "政策解读（一）", "政策解读（二）", "2024年开放日", "2025年开放日", "座谈"]
        ),
        "forms": LISTS.filter(bool),
        "units": st.lists(NAMES, max_size=2),
        "reason": st.sampled_from(["因故", "另有安排"]),
    },
    optional={
        "remark": st.sampled_from(["备注", "备注一"]),
        "moved_to": st.sampled_from(["2024-05", "2025-01"]),
        "cancelled": st.booleans(),
        "waivers": st.lists(WAIVER, max_size=3),
    },
)
UNIT = st.fixed_dictionaries(
    {"name": NAMES}, optional={"aliases": st.lists(NAMES, max_size=2), "phone": st.sampled_from(["1", "2"])}
)
VIDEO = st.fixed_dictionaries(
    {"label": st.sampled_from(["视频", "录像"]), "words": LISTS.filter(bool)}, optional={"minimum": st.integers(0, 2)}
)
CLAUSE = st.fixed_dictionaries({"ref": st.sampled_from(["一", "二"]), "text": st.sampled_from(["甲", "乙"])})
CALENDAR = st.fixed_dictionaries(
    {},
    optional={
        "days_off": st.lists(DAYS, max_size=2),
        "workdays": st.lists(st.just("2024-03-09"), max_size=1),
        "confirmed_years": st.lists(st.sampled_from([2027, 2028]), max_size=1),
    },
)
REPORT = st.fixed_dictionaries(
    {
        "within_working_days": st.integers(3, 6),
        "materials": st.fixed_dictionaries({}, optional={"photos": st.integers(0, 2), "video": VIDEO}),
    }
)
DOCUMENT = st.fixed_dictionaries(
    {"number": st.sampled_from(["1号", "2号"]), "issuer": st.just("办"), "issued": DAYS},
    optional={"clauses": st.fixed_dictionaries({}, optional={"report": CLAUSE, "held": CLAUSE})},
)
PARTS: Tree = {
    "schema": st.just(1),
    "title": st.sampled_from(["甲区计划", "乙区计划"]),
    "year": st.sampled_from([2024, 2024, 2025]),
    "document": DOCUMENT,
    "forms": LISTS.filter(bool),
    "requirements": st.fixed_dictionaries(
        {"report": REPORT},
        optional={
            "filing": st.fixed_dictionaries({"before_working_days": st.integers(5, 7), "label": st.just("报备")}),
            "portal": st.fixed_dictionaries({"domain": st.sampled_from(["a.example", "b.example"])}),
        },
    ),
    "activities": st.lists(ACTIVITY, min_size=1, max_size=5, unique_by=lambda row_: row_["id"]),
}
MORE: Tree = {
    "contact": st.fixed_dictionaries({}, optional={"phone": st.sampled_from(["1", "2"])}),
    "roster": st.lists(UNIT, max_size=3),
    "calendar": CALENDAR,
}
PLANS = st.fixed_dictionaries(PARTS, optional=MORE)


@st.composite
def two_plans(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """A plan, and the same plan with a few sections drawn anew or rows moved, changed, dropped, put in; an id stands
    once in either, as ``diff`` asks (ZT103)."""
    old = draw(PLANS)
    new = dict(old)
    for key in draw(st.sets(st.sampled_from([*PARTS, *MORE]), max_size=2)):
        new[key] = draw((PARTS | MORE)[key])
    rows = list(new["activities"])
    match draw(st.sampled_from(["", "order", "field", "drop", "insert"])):
        case "order":
            rows = draw(st.permutations(rows))
        case "field":
            key = draw(st.sampled_from(["id", "month", "theme", "units", "forms"]))
            rows[0] = rows[0] | {key: draw(ACTIVITY)[key]}
        case "drop" if len(rows) > 1:
            rows = rows[1:]
        case "insert":
            rows = [draw(ACTIVITY), *rows]
    assume(len({row_["id"] for row_ in rows}) == len(rows))
    return old, new | {"activities": rows}


def at(plan: Any, path: list[str]) -> Any:
    """The value at a path in a tree as it would be written; entries of lists by name, what is absent is ``None``."""
    for depth, part in enumerate(path):
        if isinstance(plan, list):
            name, _, count = part.partition("#")
            key = "rule" if path[depth - 1] == "waivers" else "name"
            same = [entry for entry in plan if entry[key] == name]
            plan = same[int(count or 1) - 1] if len(same) >= int(count or 1) else None
        else:
            plan = plan.get(part) if isinstance(plan, dict) else None
    return plan


EMPTY: tuple[Any, ...] = (None, False, 0)


def written(value: Any) -> Any:
    """A value without what a plan may leave out, so that the file's words and the model's agree."""
    if isinstance(value, dict):
        kept = {key: written(entry) for key, entry in value.items()}
        return {
            key: entry for key, entry in kept.items() if entry is not None and (key, entry) != ("minimum", 1)
        } or None
    if isinstance(value, list):
        return [written(entry) for entry in value] or None
    return None if value in EMPTY else value


def check_change(change: Any, old: Tree, new: Tree) -> None:
    """A change says what stands in the two files; one of the order alone: the names, in that order."""
    names = {"activities": "id", "roster": "name", "waivers": "rule"}.get(change["path"][0])
    if change["kind"] == "reordered" and names and len(change["path"]) == 1:
        assert sorted(change["old"]) == sorted(change["new"])
        for tree_, side in ((old, change["old"]), (new, change["new"])):
            rest = iter(entry[names] for entry in at(tree_, change["path"]))
            assert all(name in rest for name in side)
        return
    default = 1 if change["path"][-1] == "minimum" else None
    for tree_, side in ((old, change["old"]), (new, change["new"])):
        assert written(side) == written(at(tree_, change["path"])) or (side == default), change
    if change["words"]:
        for side, op in (("old", "insert"), ("new", "delete")):
            assert "".join(piece["text"] for piece in change["words"] if piece["op"] != op) == change[side]


@given(two_plans())
def test_a_comparison_is_empty_exactly_where_the_plans_are_equal_and_says_what_stands_there(
    plans: tuple[Tree, Tree],
) -> None:
    old, new = plans
    models = Plan.model_validate(old), Plan.model_validate(new)
    found = diff(old, new)
    assert found.empty == (models[0] == models[1])
    result = as_json(found)
    for change in result["fields"]:
        check_change(change, old, new)
    named = {change["path"][0] for change in result["fields"]}
    differing = {field.alias or name for name, field in Plan.model_fields.items()
                 if name != "activities" and getattr(models[0], name) != getattr(models[1], name)}  # fmt: skip
    assert named - {"activities"} == differing
    for name in ("text", "markdown"):
        assert shown(found, name)


@given(two_plans())
def test_every_row_is_paired_once_and_every_changed_field_of_it_is_said(plans: tuple[Tree, Tree]) -> None:
    found = diff(*plans)
    removed, added = found.of(Fate.REMOVED), found.of(Fate.ADDED)
    models = [Plan.model_validate(plan) for plan in plans]
    assert len(models[0].activities) - len(removed) == len(models[1].activities) - len(added)
    for item, entry in zip(found.activities, as_json(found)["activities"], strict=True):
        if item.old_id is None or item.new_id is None:
            assert not item.changes
            assert written(entry["old"] or entry["new"]) in map(
                written, [*plans[0]["activities"], *plans[1]["activities"]]
            )
            continue
        rows = [next(i for i, row_ in enumerate(model.activities) if row_.id == number)
                for model, number in zip(models, (item.old_id, item.new_id), strict=True)]  # fmt: skip
        old, new = (model.activities[i] for model, i in zip(models, rows, strict=True))
        differing = {name for name in type(old).model_fields if getattr(old, name) != getattr(new, name)}
        assert {change.path[0] for change in item.changes} == differing
        assert (item.fate is Fate.RENUMBERED) == ("id" in differing)
        assert (item.fate is Fate.DEADLINE) == (not differing)
        before, after = (plan["activities"][i] for plan, i in zip(plans, rows, strict=True))
        for change in entry["changes"]:
            check_change(change, before, after)
        assert entry["latest_deadline"] == {"old": str(item.old_latest)[:10], "new": str(item.new_latest)[:10]}


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(plan: Tree) -> None:
    found = diff(plan, plan)
    assert found.empty
    assert not found.flagged
    assert "相同" in shown(found, "text")
    assert as_json(found)["activities"] == as_json(found)["fields"] == []


@given(st.text("政策解读20245年 、“”abc.-\n", max_size=30), st.text("政策解读20245年 、“”abc.-\n", max_size=30))
def test_the_pieces_of_a_change_give_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text.only_masked for piece in found if piece.op is not Op.INSERT) == old
    assert "".join(piece.text.only_masked for piece in found if piece.op is not Op.DELETE) == new
    assert all(piece.text for piece in found)


def test_words_are_not_cut_and_a_stray_character_does_not_stay_between_changes() -> None:
    assert pieces("2024年开放日", "2025年开放日") == (("delete", "2024"), ("insert", "2025"), ("equal", "年开放日"))
    assert pieces("甲政乙的活动", "丙政丁的活动") == (("delete", "甲政乙"), ("insert", "丙政丁"), ("equal", "的活动"))
    assert pieces("长" * 5000, "短" * 5000) == (("delete", "长" * 5000), ("insert", "短" * 5000))


def test_repeated_names_do_not_hide_each_other() -> None:
    roster = [{"name": "甲局", "phone": phone} for phone in "123"]
    waivers = [{"rule": "ZT401", "reason": reason} for reason in ("改版", "停机")]
    old = tree(row(1, "座谈", waivers=waivers), roster=roster)
    new = tree(row(1, "座谈", waivers=[*waivers[:1], waivers[1] | {"reason": "迁移"}]), roster=[*roster[:1], roster[2]])
    found = diff(old, new)
    assert [(note.change.path, note.change.old) for note in found.fields] == [
        (("roster", "甲局#2", "phone"), "2"),
        (("roster", "甲局#3"), {"name": "甲局", "aliases": [], "contact": None, "phone": "3", "email": None}),
    ]
    (change,) = only(found).changes
    assert (change.path, change.old, change.new) == (("waivers", "ZT401#2", "reason"), "停机", "迁移")
    first = [roster[0] | {"phone": "9"}, *roster[1:]]
    (note,) = diff(tree(row(1, "座谈"), roster=roster), tree(row(1, "座谈"), roster=first)).fields
    assert note.change.path == ("roster", "甲局", "phone")


# --- which activity is which -------------------------------------------------------------------------------------


def fates(found: PlanDiff) -> list[tuple[str, int | None, int | None]]:
    return [(item.fate.value, item.old_id, item.new_id) for item in found.activities]


THEMES = ["企业申报政策解读", "社区议事意见征集", "新生入学开放日", "托老服务体验", "河道治理观摩"]


def test_a_row_put_in_at_the_top_renumbers_the_rest_and_changes_nothing_else() -> None:
    old = [row(n, theme) for n, theme in enumerate(THEMES, 1)]
    new = [row(1, "新开的一项"), *(row(n, theme) for n, theme in enumerate(THEMES, 2))]
    found = diff(tree(*old), tree(*new))
    assert fates(found) == [("added", None, 1), *(("renumbered", n, n + 1) for n in range(1, 6))]
    assert [[change.path for change in item.changes] for item in found.activities] == [[], *[[("id",)]] * 5]


def test_a_row_taken_out_is_removed_and_the_rest_renumbered() -> None:
    old = [row(n, theme) for n, theme in enumerate(THEMES, 1)]
    new = [row(n, theme) for n, theme in enumerate([*THEMES[:1], *THEMES[2:]], 1)]
    assert fates(diff(tree(*old), tree(*new))) == [
        ("removed", 2, None), ("renumbered", 3, 2), ("renumbered", 4, 3), ("renumbered", 5, 4)
    ]  # fmt: skip


def test_a_renumbered_activity_is_known_by_likeness() -> None:
    old = tree(row(1, "座谈"), row(2, "2024年湖南省专精特新中小企业申报政策解读"))
    new = tree(row(1, "座谈"), row(9, "湖南省专精特新中小企业政策解读会"))
    assert fates(diff(old, new)) == [("renumbered", 2, 9)]


def test_unlike_activities_of_other_ids_are_removed_and_added() -> None:
    old, new = tree(row(1, "主题一"), row(2, "主题二")), tree(row(1, "主题一"), row(3, "主题三"))
    assert fates(diff(old, new)) == [("removed", 2, None), ("added", None, 3)]


def test_the_id_decides_where_nothing_is_like_it() -> None:
    found = diff(tree(row(1, "企业申报政策解读")), tree(row(1, "图书馆夜间开放")))
    assert fates(found) == [("changed", 1, 1)]
    assert "企业申报政策解读 → 图书馆夜间开放" in shown(found, "text")


def test_two_numbers_that_are_swapped_are_renumbered_and_no_change_of_order() -> None:
    old, new = tree(row(1, "座谈会"), row(2, "开放日")), tree(row(1, "开放日"), row(2, "座谈会"))
    found = diff(old, new)
    assert fates(found) == [("renumbered", 2, 1), ("renumbered", 1, 2)]
    assert found.fields == ()
    assert "否则归到 2. 座谈会 名下" in shown(found, "text")


def test_rows_in_another_order_are_a_change() -> None:
    found = diff(tree(row(1, "座谈"), row(2, "开放日")), tree(row(2, "开放日"), row(1, "座谈")))
    (note,) = found.fields
    assert (note.change.path, note.change.old, note.change.new) == (("activities",), [1, 2], [2, 1])
    assert "活动：次序由 1、2 变为 2、1" in shown(found, "text")


def test_rows_of_new_wording_are_paired_by_comparing_each_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    many, compared, ratio = 400, list[str](), activity_match._ratio

    def counted(one: str, other: str) -> float:
        compared.append(one)
        return ratio(one, other)

    monkeypatch.setattr(activity_match, "_ratio", counted)
    old = tree(*(row(n, f"第{n}次进社区政策宣讲活动") for n in range(1, many + 1)))
    new = tree(*(row(n + 2000, f"第{n}次进社区的政策宣讲") for n in range(1, many + 1)))
    assert len(diff(old, new).of(Fate.RENUMBERED)) > 0.9 * many
    assert many <= len(compared) <= 11 * many, "every one with every other would be 160,000"


# --- what it means -----------------------------------------------------------------------------------------------


def test_a_moved_month_says_the_latest_deadline_from_and_to() -> None:
    moved = row(1, "座谈", moved_to="2024-04", reason="因故")
    found = diff(tree(row(1, "座谈")), tree(moved), date(2024, 3, 1))
    assert said(only(found)) == ["最迟报送日由 2024-04-08 变为 2024-05-10", "改期至 2024-04（理由：因故）"]
    assert as_json(found)["activities"][0]["latest_deadline"] == {"old": "2024-04-08", "new": "2024-05-10"}


def test_a_month_changed_in_place_is_flagged_since_a_move_needs_a_reason() -> None:
    found = said(only(diff(tree(row(1, "座谈")), tree(row(1, "座谈", month=4)))))
    assert any(text.startswith("！") and "moved_to 和 reason" in text for text in found)


CHANGES: list[tuple[Tree, str]] = [
    ({"units": ["乙局"]}, "责任单位"),
    ({"month": 6}, "计划月份"),
    ({"theme": "座谈交流"}, "活动主题"),
    ({"moved_to": "2024-08", "reason": "因故"}, "改期月份"),
    ({"cancelled": True, "reason": "因故"}, "取消情况"),
]


@pytest.mark.parametrize(("change", "name"), CHANGES, ids=[name for _, name in CHANGES])
def test_a_change_after_the_latest_deadline_is_flagged_from_the_day_after(change: Tree, name: str) -> None:
    text = f"！该活动的最迟报送日 2024-04-08 已过，改动{name}"
    for day, flagged in ((date(2024, 4, 8), False), (date(2024, 4, 9), True)):
        found = diff(tree(row(1, "座谈")), tree(row(1, "座谈") | change), day)
        assert (text in said(only(found))) is flagged


def test_other_changes_after_the_latest_deadline_are_not_flagged() -> None:
    found = diff(tree(row(1, "座谈")), tree(row(1, "座谈", remark="已办")), date(2025, 1, 1))
    assert said(only(found)) == []


def test_a_cancelled_activity_owes_nothing() -> None:
    gone: Tree = {"cancelled": True, "reason": "停办"}
    assert said(only(diff(tree(row(1, "座谈")), tree(row(1, "座谈", units=("乙局",), **gone))))) == [
        "取消，不再要求举办和报送（理由：停办）"
    ]
    back = said(only(diff(tree(row(1, "座谈", **gone)), tree(row(1, "座谈")), date(2025, 1, 1))))
    assert back == ["恢复举办，最迟报送日 2024-04-08"]
    found = diff(tree(row(1, "座谈", **gone)), tree(row(1, "座谈", **gone), within=7))
    assert (found.activities, found.moved) == ((), ())


def test_a_removed_activity_leaves_a_folder_behind() -> None:
    found = diff(tree(row(1, "座谈"), row(2, "开放日")), tree(row(1, "座谈")), date(2024, 4, 9))
    assert said(only(found)) == [
        "！该活动的最迟报送日 2024-04-08 已过，删除活动",
        "！以 2 开头的报送文件夹将无法归到任何活动，文件夹须改名或移出",
        "活动不办的，应保留原行，写 cancelled 和 reason",
    ]


def test_an_added_activity_that_is_already_due_is_flagged() -> None:
    new = tree(row(1, "座谈"), row(2, "开放日"))
    assert said(only(diff(tree(row(1, "座谈")), new, date(2024, 4, 8)))) == ["最迟报送日 2024-04-08"]
    assert said(only(diff(tree(row(1, "座谈")), new, date(2024, 4, 9)))) == ["！最迟报送日 2024-04-08，已过"]


def test_units_and_waivers_say_who_acts_and_what_counts() -> None:
    waiver = {"rule": "ZT401", "reason": "改版", "until": "2024-06-30"}
    old, new = row(1, "座谈"), row(1, "座谈", units=("乙局", "甲局"), waivers=[waiver])
    assert said(only(diff(tree(old), tree(new)))) == [
        "牵头单位由甲局变为乙局，此后由其报送", "ZT401 的问题不再计入（至 2024-06-30）"
    ]  # fmt: skip
    assert said(only(diff(tree(new), tree(old))))[-1] == "ZT401 的问题恢复计入"
    none = row(1, "座谈", units=(), remark="待定")
    assert said(only(diff(tree(old), tree(none)))) == ["！没有责任单位了，由办公室跟进"]


ROWS = [row(1, "座谈", month=2), row(2, "开放日", month=2), row(3, "观摩", month=5)]


def test_a_day_off_moves_the_deadlines_of_unchanged_activities_which_are_counted() -> None:
    found = diff(tree(*ROWS), tree(*ROWS, calendar={"days_off": ["2024-03-06"]}), date(2024, 3, 1))
    assert fates(found) == [("deadline", 1, 1), ("deadline", 2, 2)]
    assert "最迟报送日变动 2 项，其中 2 项自身内容没有改动" in shown(found, "text")
    assert "2024-03-07 → 2024-03-08：序号 1、2（2 项）" in shown(found, "text")
    result = as_json(found)
    assert result["summary"]["deadlines_moved"] == 2
    assert [e["latest_deadline"] for e in result["activities"]] == [{"old": "2024-03-07", "new": "2024-03-08"}] * 2


def test_shorter_terms_that_make_a_deadline_past_are_flagged() -> None:
    found = diff(tree(*ROWS), tree(*ROWS, within=3), date(2024, 3, 7))
    (note,) = found.fields
    assert [meaning.text for meaning in note.meanings] == ["报送时限收紧，适用于未取消的 3 项活动"]
    assert next((m.flagged, m.text.split("；")[-1]) for m in found.meanings) == (True, "2 项因此已过最迟报送日")


def test_provisional_days_are_said_as_such() -> None:
    far = [row(1, "座谈", moved_to="2027-02", reason="因故")]
    found = diff(tree(*far), tree(*far, calendar={"confirmed_years": [2027]}))
    assert fates(found) == [("deadline", 1, 1)]
    assert as_json(found)["activities"][0]["provisional"] == {"old": True, "new": False}
    assert "（暂定） → 2027-03-0" in shown(found, "text")


VIDEO_KIND = {"minimum": 1, "label": "视频", "words": ["视频"]}
LIVING = "，适用于未取消、未豁免的 {} 项活动"
MATERIALS: list[tuple[Tree, Tree, str, str]] = [
    ({"photos": 1}, {"photos": 3}, "photos", "要求由 1 提高到 3" + LIVING.format(2)),
    ({"photos": 3}, {"photos": 1}, "photos", "要求由 3 降低到 1" + LIVING.format(2)),
    ({"photos": 1, "links": 1}, {"photos": 1}, "links", "不再要求" + LIVING.format(3)),
    ({"photos": 1}, {"photos": 1, "video": VIDEO_KIND}, "video", "新增要求（至少 1）" + LIVING.format(3)),
    ({"photos": 1, "video": VIDEO_KIND}, {"photos": 1}, "video", "不再要求" + LIVING.format(3)),
]


@pytest.mark.parametrize(("old", "new", "kind", "text"), MATERIALS)
def test_a_requirement_applies_to_those_not_cancelled_and_not_waived(
    old: Tree, new: Tree, kind: str, text: str
) -> None:
    rows = [
        row(1, "座谈"),
        row(2, "开放日", waivers=[{"rule": "ZT302", "reason": "隐私", "until": "2024-03-20"}]),
        row(3, "观摩", waivers=[{"rule": "ZT302", "reason": "隐私", "until": "2024-03-19"}]),
        row(4, "咨询", cancelled=True, reason="停办"),
    ]
    (note,) = diff(tree(*rows, materials=old), tree(*rows, materials=new)).fields
    assert note.change.path == ("requirements", "report", "materials", kind)
    assert [(meaning.flagged, meaning.text) for meaning in note.meanings] == [(False, text)]
    (late,) = diff(tree(*rows, materials=old), tree(*rows, materials=new), date(2024, 4, 9)).fields[0].meanings
    assert late.flagged is ("提高" in text or "新增" in text)


def test_plans_of_two_years_are_not_warned_about_as_one() -> None:
    found = diff(tree(row(1, "座谈")), tree(row(1, "座谈", month=4, units=("乙局",)), year=2025), date(2026, 1, 1))
    assert not any(meaning.flagged for meaning in only(found).meanings)
    assert found.fields[0].change.path == ("year",)
    assert found.flagged == 1


LEVEL = {"level": "off", "reason": "今年不设会标"}
SETTINGS: list[tuple[Tree, Tree, str, bool, str]] = [
    ({}, {"ignore": ["*.bak"]}, "哪些文件算材料随之改变", True, "*.bak"),
    ({}, {"rules": {"ZT501": LEVEL}}, "规则的级别改变", False, "今年不设会标"),
    ({"scoring": {"on_time": "5"}}, {"scoring": {"on_time": "2.5"}}, "评比得分和名次可能改变", False, "2.5"),
    ({"scoring": {"on_time": "5"}}, {}, "评比得分和名次可能改变", False, "5"),
]


@pytest.mark.parametrize(("old", "new", "meaning", "flagged", "shows"), SETTINGS)
def test_settings_of_the_plan_say_what_they_bear_on(
    old: Tree, new: Tree, meaning: str, flagged: bool, shows: str
) -> None:
    found = diff(tree(row(1, "座谈"), **old), tree(row(1, "座谈"), **new))
    told = [one for note in found.fields for one in note.meanings]
    assert told
    assert all(one.text.startswith(meaning) and one.flagged is flagged for one in told)
    assert shows in shown(found, "text")
    assert shows in shown(found, "json")


def test_a_waiver_for_another_reason_changes_nothing_that_counts() -> None:
    old, new = (row(1, "座谈", waivers=[{"rule": "ZT401", "reason": why}]) for why in ("改版", "迁移"))
    found = only(diff(tree(old), tree(new)))
    assert found.changes
    assert said(found) == []


# --- how it looks ------------------------------------------------------------------------------------------------

GOLDEN = [("text", "text.txt"), ("markdown", "comment.md"), ("json", "result.json")]


@pytest.mark.parametrize(("name", "file"), GOLDEN)
def test_the_outputs_are_as_agreed(
    name: str, file: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(DIFF_FIXTURES)
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["diff", "old.yaml", "new.yaml", "--as-of", "2024-03-20", "-f", name]) == 0
    assert capsysbinary.readouterr().out.decode("utf-8") == (DIFF_FIXTURES / file).read_text(encoding="utf-8")


HOSTILE = "<img src=x>[a](b)`c`*d*|e|\x1b[31m\u202e@f"


@pytest.mark.parametrize("width", [24, 80, 200])
def test_people_s_text_steers_neither_terminal_nor_markdown(width: int) -> None:
    old = tree(row(1, "座谈会议开放日" + HOSTILE), row(2, HOSTILE), title=HOSTILE)
    new = tree(
        row(1, "座谈会议咨询日" + HOSTILE, remark=HOSTILE, units=(HOSTILE,)), row(3, "观摩"), title=HOSTILE + "甲"
    )
    found = diff_plans(version(old, HOSTILE), version(new, HOSTILE), DAY)
    for name in ("text", "markdown"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", shown(found, name, width))
    markdown = shown(found, "markdown")
    assert set(re.findall(r"<[^>]*>", markdown)) == {"<del>", "</del>", "<ins>", "</ins>"}
    assert not re.search(r"(?<!\\)[`|]|(?<!\\)\[a", markdown)
    text = shown(found, "text", width)
    assert all(sum(1 + (char > "\u2e7f") for char in line) <= width + 2 for line in text.splitlines())


def test_values_that_look_alike_are_told_apart() -> None:
    found = diff(tree(row(1, "座谈", units=("甲、乙",))), tree(row(1, "座谈", units=("甲", "乙"))))
    assert '责任单位：["甲、乙"] → ["甲", "乙"]' in shown(found, "text")
    spaced = diff(tree(row(1, "座谈交流")), tree(row(1, "座谈交流 ")))
    assert "活动主题：座谈交流【增：（空白）】" in shown(spaced, "text")


def test_a_long_list_is_shown_by_what_came_and_went() -> None:
    old = {"days_off": [f"2024-05-{day:02}" for day in range(6, 11)]}
    new = {"days_off": [f"2024-05-{day:02}" for day in range(7, 11)] + ["2024-05-13"]}
    text = shown(diff(tree(*ROWS, calendar=old), tree(*ROWS, calendar=new)), "text")
    assert "本地放假日：【删：2024-05-06】，【增：2024-05-13】" in text


def test_endless_values_are_clipped_for_people_and_whole_for_programs() -> None:
    long = "长" * 3000
    found = diff(tree(row(1, "座谈", remark="原" + long)), tree(row(1, "座谈", remark="改" + long)))
    assert len(shown(found, "text")) < 600
    assert as_json(found)["activities"][0]["changes"][0]["new"] == "改" + long


def test_a_comment_is_never_too_long_for_github() -> None:
    rows = [row(n, f"第{n}场" + "长" * 100) for n in range(1, 900)]
    text = shown(diff(tree(*rows), tree(*({**entry, "units": ["乙局"]} for entry in rows))), "markdown")
    assert len(text) < 65_000
    assert re.search(r"其余 \d+ 段没有列出", text)


# --- the command -------------------------------------------------------------------------------------------------


def test_a_plan_with_errors_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    good = (DIFF_FIXTURES / "old.yaml").read_text(encoding="utf-8")
    Path("good.yaml").write_text(good, encoding="utf-8")
    for text in (good.replace("id: 2", "id: 1"), good.replace("month: 2", "month: 二", 1), "a: [", ""):
        Path("bad.yaml").write_text(text, encoding="utf-8")
        for words in (["bad.yaml", "good.yaml"], ["good.yaml", "bad.yaml"]):
            assert run(["diff", *words]) == 2
            done = capsys.readouterr()
            assert done.out == ""
            assert len(done.err.splitlines()) == 1
            assert "zhutiri validate bad.yaml" in done.err


def test_new_may_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan_2024.yaml").write_bytes((DIFF_FIXTURES / "new.yaml").read_bytes())
    Path("old.yaml").write_bytes((DIFF_FIXTURES / "old.yaml").read_bytes())
    assert run(["diff", "old.yaml", "--as-of", "2024-03-20", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"]["path"] == "plan_2024.yaml"
    assert run(["diff", "old.yaml", "--plan", "old.yaml"]) == 0
    assert "相同" in capsys.readouterr().out


def test_files_get_the_result_and_stdout_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = str(DIFF_FIXTURES / "old.yaml"), str(DIFF_FIXTURES / "new.yaml")
    assert run(["diff", old, new, "--as-of", "2024-03-20", "-o", "a.md", "-o", "b.json", "-o", "c.txt"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert Path("a.md").read_text(encoding="utf-8").startswith("## 计划改动")
    assert json.loads(Path("b.json").read_text(encoding="utf-8"))["schema"] == "zhutiri/diff/1"
