"""A draft as the text of a plan file, in the style of ``data/plan_2024.yaml``, checked by the plan's own loader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import yaml

from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.common.spelling import literal
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.common.yaml.source import parse_source
from zhutiri_cli.plan.importing.limits import NATURAL, Due
from zhutiri_cli.plan.importing.notice import Notice
from zhutiri_cli.plan.importing.plan_draft import DOCUMENT_KEYS, PlanDraft
from zhutiri_cli.plan.importing.rows.draft_activity import DraftActivity
from zhutiri_cli.plan.model import Plan

REPORT_LABEL = "整套活动资料"
"""How a plan calls the whole set where it is an obligation."""
_GAP = "  # 待填写"
_INDICATORS = re.compile(r"""[?:,\[\]{}#&*!|>'"%@`]""")  # YAML 1.2.2, 5.3


def plan_text(draft: PlanDraft) -> str:
    """The plan file's text. Raises ``PlanProblem`` if the plan's own loader finds anything but the draft's gaps in it,
    which would be a defect of the importer."""
    text = "\n".join(
        [
            *_head(draft),
            *_document(draft),
            *_requirements(draft),
            *_obligations(draft),
            *_activities(draft.activities),
            "",
        ]
    )
    source = parse_source(text.encode("utf-8"))
    _, faults = validate(Plan, source.tree)
    gaps = {route for route, _ in draft.gaps()}
    unexpected = [fault.message for fault in source.faults] + [
        fault.message for fault in faults if fault.route not in gaps
    ]
    if unexpected or not source.readable or not _same(draft, source.tree):
        reason = unexpected[0] if unexpected else "读回的内容与原表不一致"
        raise PlanProblem(f"由 {draft.source} 生成的计划没有通过自检（{reason}），没有写出", "请把原文件反馈给维护人员")
    return text


def _same(draft: PlanDraft, tree: object) -> bool:
    """Whether the activities read back are those that were written."""
    entries = tree["activities"] if isinstance(tree, dict) else []
    read = [{key: value for key, value in entry.items() if value not in (None, [])} for entry in entries]
    return [_written(entry) for entry in draft.activities] == read


def _written(entry: DraftActivity) -> dict[str, object]:
    """An activity as its words stand in the file, without what is left open."""
    said = {
        "id": str(entry.id) if entry.id is not None else None,
        "month": str(entry.month) if entry.month is not None else None,
        "when": _when(entry),
        "planned": str(entry.planned) if entry.planned is not None else None,
        "theme": entry.theme or None,
        "forms": list(entry.forms) or None,
        "units": list(entry.units) or None,
        "remark": entry.remark or None,
        "moved_to": str(entry.change.moved_to) if entry.change.moved_to else None,
        "cancelled": "true" if entry.change.cancelled else None,
        "reason": entry.change.reason or None,
        "extra": dict(entry.extra) or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _when(entry: DraftActivity) -> str | None:
    """The months of an activity that has no one month of the plan's year."""
    if entry.span is None:
        return None
    first, last = entry.span
    return str(first) if first == last else f"{first}..{last}"


def _head(draft: PlanDraft) -> Iterator[str]:
    yield f"# {literal(draft.title) or '活动计划表'}，由 zhutiri import 从 {literal(draft.source)} 导入。"
    yield "#"
    yield "# - 主题、形式、责任单位照原表录入，只去掉排版时在数字与汉字之间留下的空格；活动时间逐项补齐。"
    if doubtful := [entry for entry in draft.activities if entry.doubts]:
        yield f"# - 有疑点的 {len(doubtful)} 项写明在各自的 remark 中，请对照原件核对。"
    if any(True for _ in draft.gaps()):
        yield "# - 注明“待填写”的是原文没有写明的内容，填好之前不能用于检查；zhutiri validate 逐处指出。"
    yield f"schema: {2 if draft.duties or draft.natural_report else 1}"
    yield f"title: {_scalar(draft.title)}" if draft.title else f"title:{_GAP}"
    unsaid = "  # 原文没有写明，暂按今年，请核对" if draft.guessed_year else ""
    yield f"year: {draft.year}{unsaid}" if draft.year is not None else f"year:{_GAP}"
    yield ""


def _document(draft: PlanDraft) -> Iterator[str]:
    notice = draft.notice
    said = [(key, getattr(notice, key)) for key, _ in DOCUMENT_KEYS]
    if notice.report_clause or any(value for _, value in said):
        yield "document:"
        yield from (f"  {key}: {value if key == 'issued' else _scalar(value)}" for key, value in said if value)
        if notice.report_clause:
            ref, text = notice.report_clause
            yield from ("  clauses:", "    report:", f"      ref: {_scalar(ref)}", f"      text: {_scalar(text)}")
        yield ""
    if notice.contact:
        yield "contact:"
        yield from (f"  {key}: {_scalar(word)}" for key, word in notice.contact.items())
        yield ""


def _requirements(draft: PlanDraft) -> Iterator[str]:
    notice = draft.notice
    if draft.forms:
        yield from (f"forms: {_flow(draft.forms)}", "")
    here = draft.asks_reports and not draft.natural_report
    if not here and not notice.portal and not notice.banner:
        return
    yield "requirements:"
    if here:
        yield "  report:"
        yield f"    within_working_days: {notice.within}" if notice.within else f"    within_working_days:{_GAP}"
        yield f"    materials:{_materials(notice)}"
    if notice.portal:
        yield f"  portal: {{domain: {_scalar(notice.portal)}}}"
    if notice.banner:
        yield f"  branding: {{banner: {_scalar(notice.banner)}}}"
    yield ""


def _obligations(draft: PlanDraft) -> Iterator[str]:
    if not draft.duties and not draft.natural_report:
        return
    yield "obligations:"
    if draft.natural_report and draft.notice.due is not None:
        due = _due((("anchor", "end"), *draft.notice.due))
        yield from ("  - key: report", f"    label: {REPORT_LABEL}", due, f"    materials:{_materials(draft.notice)}")
    for duty in draft.duties:
        yield f"  - key: {duty.key}"
        yield f"    label: {_scalar(duty.label)}"
        yield from ["    per: unit"] if duty.per == "unit" else []
        yield _due(duty.due)
        if duty.clause is not None:
            ref, text = duty.clause
            yield f"    clause: {{ref: {_scalar(ref)}, text: {_scalar(text)}}}"
    yield ""


def _due(due: Due) -> str:
    """A term; where its days are natural ones, with a comment that says so."""
    counted = dict(due)
    natural = counted.keys() & {"days", "weeks"} and int(counted.get("days", counted.get("weeks", "0")))
    note = f"  # {NATURAL}" if natural else ""
    return f"    due: {{{', '.join(f'{key}: {value}' for key, value in due)}}}{note}"


def _materials(notice: Notice) -> str:
    """What stands behind ``materials:``."""
    kinds = ", ".join(f"{kind}: {_count(told)}" for kind, told in notice.materials.items())
    return f" {{{kinds}}}" if kinds else _GAP


def _count(told: int | Mapping[str, int]) -> str:
    """A minimum, or the mapping that says more."""
    return str(told) if isinstance(told, int) else f"{{{', '.join(f'{key}: {value}' for key, value in told.items())}}}"


def _activities(activities: Sequence[DraftActivity]) -> Iterator[str]:
    yield "activities:"
    for at, (when, group) in enumerate(groupby(activities, key=lambda entry: (entry.month, entry.span))):
        yield from [""] if at else []
        yield f"  # {_spoken(*when)}"
        for activity in group:
            yield from _activity(activity)


def _spoken(month: int | None, span: tuple[Month, Month] | None) -> str:
    """The heading of a group of activities."""
    if month is not None:
        return f"{month}月"
    if span is None:
        return "月份待填写"
    first, last = span
    if first == last:
        return f"{first.year}年{first.month}月"
    if first.year == last.year:
        return f"{first.month}月至{last.month}月"
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _activity(activity: DraftActivity) -> Iterator[str]:
    yield f"  - id: {activity.id}" if activity.id is not None else f"  - id:{_GAP}"
    if (when := _when(activity)) is not None:
        yield f"    when: {when}"
    else:
        yield f"    month: {activity.month}" if activity.month else f"    month:{_GAP}"
    if activity.planned is not None:
        yield f"    planned: {activity.planned}"
    yield f"    theme: {_scalar(activity.theme)}" if activity.theme else f"    theme:{_GAP}"
    if activity.forms or activity.open_forms:
        yield f"    forms: {_flow(activity.forms)}{_GAP if activity.open_forms else ''}"
    yield f"    units: {_flow(activity.units)}"
    if activity.remark:
        yield f"    remark: {_scalar(activity.remark)}"
    change = activity.change
    if change.moved_to is not None:
        yield f"    moved_to: {change.moved_to}"
    if change.cancelled:
        yield "    cancelled: true"
    if change.reason:
        yield f"    reason: {_scalar(change.reason)}"
    if activity.extra:
        yield "    extra:"
        yield from (f"      {_scalar(heading)}: {_scalar(text)}" for heading, text in activity.extra.items())


def _flow(words: Sequence[str]) -> str:
    return f"[{', '.join(_scalar(word) for word in words)}]"


def _scalar(text: str) -> str:
    """The text as YAML: as it stands where every YAML reader takes that for the same string, else quoted.

    Readers differ over indicators inside a flow sequence (PyYAML's own scanner stops at ``[0?]``, libyaml's does not),
    so no text that holds one stays plain.
    """
    if _INDICATORS.search(text):
        return json.dumps(text, ensure_ascii=False)
    try:
        plain = yaml.load(f"[{text}]", Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        plain = None
    return text if plain == [text] else json.dumps(text, ensure_ascii=False)
