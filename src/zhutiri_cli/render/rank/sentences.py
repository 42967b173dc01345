"""How the facts of a ranking are said, alike in every format for people."""

from __future__ import annotations

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.ranking.evidence import Facts
from zhutiri_cli.report.ranking.ranking import Ranking, UnitScore

LEVELS = ("区级", "市级", "省级", "中央")
NOTHING = "（无责任单位）"


def verdict(ranking: Ranking) -> str:
    """The outcome in one line."""
    whole = {one.item.id for one in ranking.unverified if one.whole}
    if ranking.scored:
        unsure = f"，{len(whole)} 项待核实，没有计分" if whole else ""
        return f"已按权重给 {len(ranking.activities)} 项活动计分{unsure}"
    unsure = f"，另有 {len(whole)} 项待核实" if whole else ""
    return f"推荐名单 {len(ranking.recommended)} 项（已核实的到期活动 {len(ranking.activities)} 项{unsure}）"


def basis(ranking: Ranking) -> str:
    """依据三（三）：…, or nothing where the plan has no such clause."""
    return f"依据{ranking.clause[0]}：{ranking.clause[1]}" if ranking.clause else ""


def weights(ranking: Ranking) -> str:
    """按时报齐 10；市级报道 每条 3; …"""
    return "；".join(f"{name} {said}" for name, said in ranking.weights)


def whose(item: ActivityReport) -> str:
    """The lead, and the joint hosts."""
    joint = f"（联合承办：{'、'.join(item.units[1:])}）" if len(item.units) > 1 else ""
    return (item.lead or NOTHING) + joint


def arrival(item: ActivityReport) -> str:
    """2024-02-26 报齐（截止日 2024-02-29）."""
    if item.status in (Status.COMPLIANT, Status.LATE) and item.submitted:
        extended = f"，由 {item.extended_from} 延期" if item.extended_from else ""
        return f"{item.submitted} 报齐（截止日 {item.due}{extended}）"
    return f"{item.label}（截止日 {item.due}）"


def portal(facts: Facts) -> str:
    """有, 无, or 不要求."""
    return "不要求" if facts.portal is None else "有" if facts.portal else "无"


def reports(facts: Facts) -> str:
    """市级 1 条、省级 2 条, or 无."""
    counts = [(level, sum(one.level == level for one in facts.reports)) for level in LEVELS]
    return "、".join(f"{level} {count} 条" for level, count in counts if count) or "无"


def said(facts: Facts) -> str:
    """All facts of one activity in a line."""
    item = facts.item
    photos = f"图片 {len(facts.photos)} 张" + (f"（另 {len(facts.disputed)} 张有疑问）" if facts.disputed else "")
    forms = f"形式 {len(item.forms)} 种（{'、'.join(item.forms)}）"
    return f"{arrival(item)}；门户专栏{portal(facts)}；宣传报道{reports(facts)}；{forms}；{photos}"


def open_rules(item: ActivityReport) -> str:
    """Errors and warnings still open, by rule: ZT307、ZT401."""
    return "、".join(dict.fromkeys(found.rule for found in item.findings if found.counts and found.severity.rank < 2))


def left_out(ranking: Ranking) -> str:
    """已取消 1 项（序号 4）、未到期 2 项（序号 12、14）."""
    groups: dict[Status, list[int]] = {}
    for item in ranking.left_out:
        groups.setdefault(item.status, []).append(item.id)
    return "、".join(f"{status.label} {len(ids)} 项（序号 {listed(ids)}）" for status, ids in groups.items())


def unit_counts(unit: UnitScore) -> tuple[int, ...]:
    """Of the activities that a unit leads and that are certain: all, on time, complete, with a portal post, publicity
    reports, photos."""
    led = [one.facts for one in unit.led]
    return (
        len(led),
        sum(one.on_time for one in led),
        sum(one.complete for one in led),
        sum(one.portal is True for one in led),
        sum(len(one.reports) for one in led),
        sum(len(one.photos) for one in led),
    )


def forms_used(unit: UnitScore) -> str:
    """The forms of the activities that a unit leads, each once."""
    return "、".join(dict.fromkeys(form for one in unit.led for form in one.item.forms))
