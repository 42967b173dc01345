"""The ranking against a plain reference of its own, over drawn activities and weights."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rank_reference import LEVELS, Entrant, Post, Weights, compared, places, score, units
from tests.support.ranking_reports import activity, finding, link, materials, plan, report
from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.ranking.ranking import Ranking, rank

REWARDS = ("on_time", "complete", "portal", "district", "city", "province", "central", "forms", "photos")
DEDUCTIONS = ("late", "incomplete", "overdue")
CAPPED = ("reports", "forms", "photos")
UNITS = ("甲局", "乙局", "丙街道办事处")
POINTS = st.sampled_from(["0", "0", "0.25", "0.5", "1", "2", "3", "10", "1000"])
KINDS = ("portal", "press", "shared", "shared_portal", "unknown", "unusable")


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    points = {name: Fraction(draw(POINTS)) for name in REWARDS}
    points |= {name: -Fraction(draw(POINTS)) for name in DEDUCTIONS}
    caps = {name: Fraction(draw(POINTS)) for name in CAPPED if draw(st.booleans())}
    return Weights(points, caps, Fraction(draw(st.sampled_from(["0", "0.5", "1", "0.25"]))))


@st.composite
def entrants(draw: st.DrawFn) -> list[Entrant]:
    return [draw(entrant(number)) for number in range(1, 2 + draw(st.integers(0, 4)))]


@st.composite
def entrant(draw: st.DrawFn, number: int) -> Entrant:
    status = draw(st.sampled_from(["compliant", "compliant", *(one.value for one in Status)]))
    waived = status in ("late", "overdue", "not_held") and draw(st.booleans())
    own = draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=3))
    posts = draw(st.lists(st.sampled_from(KINDS), max_size=5))
    return Entrant(
        number,
        status,
        waived,
        provisional=draw(st.integers(0, 9)) == 0,
        units=tuple(own),
        forms=draw(st.integers(1, 4)),
        posts=tuple(post(kind, number, place, draw(st.sampled_from(list(LEVELS)))) for place, kind in enumerate(posts)),
        photos=draw(st.integers(0, 4)),
    )


def post(kind: str, number: int, place: int, level: str) -> Post:
    if kind == "portal":
        return Post(f"https://www.tianxin.gov.cn/a/{number}{place}.html", portal=True)
    if kind == "shared_portal":
        return Post("https://www.tianxin.gov.cn/a/all.html", portal=True)
    if kind == "shared":
        return Post("https://press.example/all.html", level="市级")
    known = level if kind == "press" else ""
    return Post(f"https://press.example/{number}{place}.html", usable=kind != "unusable", level=known)


def as_plan(by: Weights) -> Any:
    """The weights as a plan file has them."""

    def number(value: Fraction) -> str:
        return str(float(value)).removesuffix(".0")

    said = {name: number(by.points[name]) for name in ("on_time", "complete", "portal", *DEDUCTIONS)}
    tree: dict[str, Any] = said | {"joint": number(by.joint)}
    tree["reports"] = {name: number(by.points[name]) for name in LEVELS.values()}
    for name in ("forms", "photos"):
        tree[name] = {"each": number(by.points[name])}
    for name, cap in by.caps.items():
        tree[name]["cap"] = number(cap)
    return plan(tree)


def as_report(one: Entrant) -> ActivityReport:
    """An activity as a check found it, with a photo more that is in dispute, and a link that stands there twice."""
    links = dict.fromkeys(one.posts)
    items = tuple(link(post.url, level=post.level, note="" if post.usable else "无效") for post in links)
    photos = tuple(MaterialItem(Shown(f"{i}.jpg"), True) for i in range(one.photos))
    disputed = MaterialItem(Shown("别处.jpg"), True)
    return activity(
        one.number,
        Status(one.status),
        *one.units,
        units=one.units,
        waived=one.waived,
        provisional=one.provisional,
        forms=tuple(f"形式{i}" for i in range(one.forms)),
        materials=materials(items, (*photos, disputed)),
        findings=(finding("ZT308", path=f"data/{one.number}/别处.jpg"),),
    )


def exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def test_points_places_and_units_are_what_the_reference_says() -> None:
    reached = Counter[str]()

    def one(every: list[Entrant], by: Weights) -> None:
        found: Ranking = rank(report(*map(as_report, every)), as_plan(by))
        every = [Entrant(**{**fields(it), "posts": tuple(dict.fromkeys(it.posts))}) for it in every]
        sure = compared(every)
        assert {it.item.id for it in found.activities} == {it.number for it in sure}
        left_out = {it.number for it in every if it.status in ("cancelled", "scheduled", "awaiting")}
        assert {it.id for it in found.left_out} == left_out
        whole = {it.item.id for it in found.unverified if it.whole}
        assert whole == {it.number for it in every} - left_out - {it.number for it in sure}
        recommended = [it.number for it in sure if it.status == "compliant"]
        assert [it.item.id for it in found.recommended] == recommended
        if not any(by.points.values()):
            assert {(it.score, it.rank) for it in found.activities} <= {(None, None)}
            return
        scores = {it.number: score(it, every, by) for it in sure}
        assert {it.item.id: exact(it.score) for it in found.activities} == scores
        assert {it.item.id: it.rank for it in found.activities} == places(scores)
        assert [it.item.id for it in found.activities] == sorted(scores, key=lambda key: (-scores[key], key))
        for it in found.activities:
            assert sum(map(exact_of, it.lines), Fraction(0)) == exact(it.score)
        have = units(every, scores, by)
        assert {str(it.name): exact(it.score) for it in found.units} == have
        ranked = {it.name: it.rank for it in found.units if it.rank is not None}
        with_score = {name: own for name, own in have.items() if own is not None}
        assert ranked == {
            name: 1 + sum(other > own for other in with_score.values()) for name, own in with_score.items()
        }
        reached.update(it.status for it in sure)
        reached["tie"] += len(set(scores.values())) < len(scores)
        reached["joint"] += bool(by.joint) and any(len(it.units) > 1 for it in sure)

    settings(max_examples=200, database=None)(given(entrants(), weights())(one))()
    assert min(reached[word] for word in ("overdue", "incomplete", "late", "compliant", "tie", "joint")) >= 5


def fields(one: Entrant) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def exact_of(line: Any) -> Fraction:
    return Fraction(line.points)
