"""``rank`` as a workbook: how it was counted, activities, units, every line of every score, what is to be verified."""

from __future__ import annotations

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.xlsx import Cell, Column, Sheet, Value, workbook
from zhutiri_cli.render.rank import sentences as facts
from zhutiri_cli.render.shared.headline import mark_of
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.ranking.ranking import ActivityScore, Ranking, UnitLine, UnitScore
from zhutiri_cli.report.ranking.score import number

Row = tuple[Cell | Value, ...]
_PLACES = (Column("名次", 8, "int"), Column("得分", 10, "int"))
_WHOSE = (
    Column("序号", 6, "int"),
    Column("主题", 34),
    Column("牵头单位", 28),
    Column("联合承办单位", 28),
)


def render(ranking: Ranking, display: Display) -> bytes:
    """The whole ranking; without weights the list of those recommended, without places and points."""
    sheets = [_method(ranking)]
    if ranking.scored:
        sheets += [
            _activities("活动得分", ranking.activities, True),
            _units(ranking),
            _lines(ranking),
        ]
    else:
        rest = tuple(one for one in ranking.activities if not one.facts.on_time)
        sheets += [
            _activities("推荐名单", ranking.recommended, False),
            _activities("其他已到期活动", rest, False),
            _units(ranking),
        ]
    return workbook([*sheets, _unverified(ranking)], f"{ranking.plan_title} 评比推荐", ranking.as_of)


def _method(ranking: Ranking) -> Sheet:
    rows: list[Row] = [("截至", ranking.as_of), ("结果", facts.verdict(ranking))]
    if ranking.clause:
        rows.append(("依据", "：".join(ranking.clause)))
    rows += [("注意", Cell(note, "warn")) for note in ranking.notes]
    rows += [(f"权重：{name}", said) for name, said in ranking.weights]
    if ranking.scored:
        rows += [("名次", "得分相同的名次并列，后面的名次顺延；并列的按序号排列"),
                 ("单位得分", "牵头活动得分的合计；联合承办的只列出，权重写明“联合承办”的才按比例计入"),
                 ("报道", "报给多项活动的、不能用的、媒体层级不明的链接不计；门户网站的链接只计门户专栏")]  # fmt: skip
    if ranking.left_out:
        rows.append(("没有列入", facts.left_out(ranking)))
    title = f"{ranking.plan_title}　评比推荐　截至 {ranking.as_of}（{weekday(ranking.as_of)}）"
    return Sheet("说明", (Column("项目", 24), Column("内容", 90)), tuple(rows), (title,))


def _whose(item: ActivityReport) -> Row:
    return (item.id, item.theme, item.lead or facts.NOTHING, "、".join(item.units[1:]))


def _activities(name: str, ones: tuple[ActivityScore, ...], scored: bool) -> Sheet:
    columns = (
        *(_PLACES if scored else ()), *_WHOSE, Column("状态", 18), Column("报齐日期", 12, "date"),
        Column("截止日", 12, "date"), Column("按时", 8), Column("齐全", 8), Column("门户专栏", 12),
        *(Column(f"{level}报道", 12, "int") for level in facts.LEVELS), Column("形式", 30), Column("图片", 8, "int"),
        Column("尚有问题", 30),
    )  # fmt: skip
    rows = tuple(((one.rank, one.score) if scored else ()) + _facts(one) for one in ones)
    return Sheet(name, columns, rows, (f"{name}　共 {len(rows)} 项",), frozen=2)


def _facts(one: ActivityScore) -> Row:
    item, own = one.item, one.facts
    portal = Cell(facts.portal(own), {True: "good", False: "bad", None: ""}[own.portal])
    return (
        *_whose(item), Cell(f"{mark_of(item)} {item.label}", TONES[item.status]), item.submitted, item.due,
        _yes(own.on_time), _yes(own.complete), portal,
        *(sum(report.level == level for report in own.reports) for level in facts.LEVELS),
        "、".join(item.forms), len(own.photos), facts.open_rules(item),
    )  # fmt: skip


def _yes(value: bool) -> Cell:
    return Cell("是" if value else "否", "good" if value else "bad")


def _units(ranking: Ranking) -> Sheet:
    columns = (
        *(_PLACES if ranking.scored else ()), Column("单位", 34), Column("牵头已核实", 14, "int"),
        Column("按时", 8, "int"), Column("齐全", 8, "int"), Column("门户", 8, "int"), Column("报道", 8, "int"),
        Column("图片", 8, "int"),
        Column("形式", 30), Column("联合承办（序号）", 20), Column("待核实（序号）", 20),
        *((Column("得分构成", 60),) if ranking.scored else ()),
    )  # fmt: skip
    rows = tuple(_unit(unit, ranking.scored) for unit in ranking.units)
    name = "单位得分" if ranking.scored else "单位情况"
    return Sheet(name, columns, rows, (f"{name}　有待核实活动的，结果可能改变",))


def _unit(unit: UnitScore, scored: bool) -> Row:
    joint = listed(one.item.id for one in unit.joint)
    unsure = Cell(listed(unit.open), "warn" if unit.open else "")
    own: Row = (unit.name, *facts.unit_counts(unit), facts.forms_used(unit), joint, unsure)
    return (unit.rank, unit.score, *own, tuple(_part(line) for line in unit.lines)) if scored else own


def _part(line: UnitLine) -> str:
    item, whole = line.activity.item, line.activity.score
    said = "不计分" if line.points is None else number(line.points)
    if not line.lead:
        said = said if line.points is None or whole is None else f"{number(whole)} × {number(line.share)} = {said}"
        return f"{item.id}. {item.theme}（联合承办）：{said}"
    return f"{item.id}. {item.theme}：{said}"


def _lines(ranking: Ranking) -> Sheet:
    counted = (Column("数量", 8, "int"), Column("权重", 8, "int"), Column("得分", 8, "int"))
    columns = (*_WHOSE, Column("项目", 20), *counted, Column("依据的事实", 70))
    rows = tuple(
        (*_whose(one.item), line.label, line.count, line.weight, line.points, line.fact)
        for one in sorted(ranking.activities, key=lambda one: one.item.id)
        for line in one.lines
    )
    return Sheet("得分明细", columns, rows, ("得分明细　每一分的出处；一项活动各行相加即为得分",))


def _unverified(ranking: Ranking) -> Sheet:
    columns = (*_WHOSE, Column("范围", 12), Column("原因", 90))
    rows = tuple(
        (*_whose(one.item), Cell("整项未计" if one.whole else "部分未计", "warn"), one.reason)
        for one in ranking.unverified
    )
    return Sheet("待核实", columns, rows, ("待核实　没有核实的不计分",))


FORMAT = Format("xlsx", ".xlsx", True, render)
