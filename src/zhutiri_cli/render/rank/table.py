"""``rank`` on the terminal: units, activities with every line of their scores, and what is still to be verified."""

from __future__ import annotations

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import (
    Screen,
    console,
    paragraph,
    printed,
    put,
    section,
    simple_table,
    words,
    write,
)
from zhutiri_cli.render.rank import sentences as facts
from zhutiri_cli.render.shared.headline import mark_of
from zhutiri_cli.render.shared.status_looks import STYLES
from zhutiri_cli.report.ranking.ranking import ActivityScore, Ranking, UnitScore
from zhutiri_cli.report.ranking.score import number


def render(ranking: Ranking, display: Display) -> str:
    """The whole screen as text."""
    out = console(display)
    put(out, f"{ranking.plan_title}　评比推荐", "bold")
    put(out, f"截至 {ranking.as_of}（{weekday(ranking.as_of)}）")
    if said := facts.basis(ranking):
        paragraph(out, "", said)
    if ranking.scored:
        paragraph(out, "计分：", facts.weights(ranking))
    write(out)
    for note in ranking.notes:
        paragraph(out, "注意：", note, "yellow")
    put(out, facts.verdict(ranking), "bold")
    if ranking.scored:
        _unit_scores(out, ranking)
        section(out, "活动得分")
        for one in ranking.activities:
            _activity(out, one)
    else:
        _unscored(out, ranking)
    _rest(out, ranking)
    return printed(out)


def _unit_scores(out: Screen, ranking: Ranking) -> None:
    section(out, "单位得分（牵头活动合计）")
    for unit in ranking.units:
        place = f"第 {unit.rank} 名　{number(unit.score)} 分" if unit.score is not None else "不计分"
        paragraph(out, "  ", f"{place}　{unit.name}{_open(unit)}", "bold")
        for line in unit.lines:
            what = f"{line.activity.item.id}. {line.activity.item.theme}"
            if line.lead:
                paragraph(out, "    · ", f"{what}：{_points(line.points)}")
            else:
                share = f"{_points(line.activity.score)} × {number(line.share)} = {_points(line.points)}"
                paragraph(out, "    · ", f"{what}（联合承办）：{share if line.points is not None else '不计分'}")


def _points(points: object) -> str:
    from decimal import Decimal

    return number(points) if isinstance(points, Decimal) else "－"


def _open(unit: UnitScore) -> str:
    return f"（另有 {len(unit.open)} 项待核实：序号 {listed(unit.open)}）" if unit.open else ""


def _activity(out: Screen, one: ActivityScore) -> None:
    item = one.item
    head = f"第 {one.rank} 名　{_points(one.score)} 分　" if one.score is not None else f"{mark_of(item)} "
    paragraph(out, "  ", f"{head}{item.id}. {item.theme}　{facts.whose(item)}", STYLES[item.status])
    for line in one.lines:
        paragraph(out, "    · ", line.text)
    if not one.lines:
        paragraph(out, "    · ", facts.said(one.facts))
    if rules := facts.open_rules(item):
        paragraph(out, "    · ", f"尚有问题 {rules}")


def _unscored(out: Screen, ranking: Ranking) -> None:
    section(out, "推荐名单（材料齐全且按时报齐，按序号，不分名次）")
    for one in ranking.recommended:
        _activity(out, one)
    if not ranking.recommended:
        put(out, "  没有")
    rest = [one for one in ranking.activities if not one.facts.on_time]
    if rest:
        section(out, "其他已到期的活动")
        for one in rest:
            _activity(out, one)
    section(out, "各单位（牵头的活动）")
    table = simple_table()
    table.expand = True
    table.add_column("单位", overflow="fold", ratio=1)
    for title in ("已核实", "按时", "齐全", "门户", "报道", "图片", "待核实", "联合"):
        table.add_column(title, justify="right", no_wrap=True)
    for unit in ranking.units:
        counts = (*facts.unit_counts(unit), len(unit.open), len(unit.joint))
        table.add_row(words(unit.name), *(str(count) for count in counts))
    out.rich.print(table)


def _rest(out: Screen, ranking: Ranking) -> None:
    if ranking.unverified:
        section(out, "待核实（没有核实的不计分）")
    for one in ranking.unverified:
        whole = "整项未计：" if one.whole else ""
        paragraph(out, "  ？ ", f"{one.item.id}. {one.item.theme}　{facts.whose(one.item)}：{whole}{one.reason}")
    if ranking.left_out:
        section(out, "没有列入")
        paragraph(out, "  ", facts.left_out(ranking))


FORMAT = Format("table", ".txt", False, render, default=True)
