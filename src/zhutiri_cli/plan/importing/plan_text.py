"""A draft as the text of a plan file, in the style of ``data/plan_2024.yaml``, checked by the plan's own loader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import yaml

from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.common.spelling import literal
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.source import parse_source
from zhutiri_cli.plan.importing.notice import Notice
from zhutiri_cli.plan.importing.rows.read_rows import DraftActivity
from zhutiri_cli.plan.model import Plan

_GAP = "  # 待填写"
_INDICATORS = re.compile(r"""[?:,\[\]{}#&*!|>'"%@`]""")  # YAML 1.2.2, 5.3


def plan_text(draft: PlanDraft) -> str:
    """The plan file's text. Raises ``PlanProblem`` if the plan's own loader finds anything but the draft's gaps in it,
    which would be a defect of the importer."""
    text = "\n".join([*_head(draft), *_document(draft), *_requirements(draft), *_activities(draft.activities), ""])
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
    written = [
        (entry.id, entry.month, entry.theme or None, list(entry.forms), list(entry.units), entry.remark or None)
        for entry in draft.activities
    ]
    entries = tree["activities"] if isinstance(tree, dict) else []
    keys = ("id", "month", "theme", "forms", "units", "remark")
    read = [tuple(entry.get(key) for key in keys) for entry in entries]
    return [tuple(str(value) if isinstance(value, int) else value for value in entry) for entry in written] == read


def _head(draft: PlanDraft) -> Iterator[str]:
    yield f"# {literal(draft.title) or '活动计划表'}，由 zhutiri import 从 {literal(draft.source)} 导入。"
    yield "#"
    yield "# - 主题、形式、责任单位照原表录入，只去掉排版时在数字与汉字之间留下的空格；活动时间逐项补齐。"
    if doubtful := [entry for entry in draft.activities if entry.doubts]:
        yield f"# - 有疑点的 {len(doubtful)} 项写明在各自的 remark 中，请对照原件核对。"
    if any(True for _ in draft.gaps()):
        yield "# - 注明“待填写”的是原文没有写明的内容，填好之前不能用于检查；zhutiri validate 逐处指出。"
    yield "schema: 1"
    yield f"title: {_scalar(draft.title)}" if draft.title else f"title:{_GAP}"
    yield f"year: {draft.year}"
    yield ""


def _document(draft: PlanDraft) -> Iterator[str]:
    notice = draft.notice
    yield "document:"
    for key, value in (("number", notice.number), ("issuer", notice.issuer)):
        yield f"  {key}: {_scalar(value)}" if value else f"  {key}:{_GAP}"
    yield f"  issued: {notice.issued}" if notice.issued else f"  issued:{_GAP}"
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
    yield f"forms: {_flow(draft.forms)}{'' if draft.forms else _GAP}"
    yield ""
    yield "requirements:"
    yield "  report:"
    yield f"    within_working_days: {notice.within}" if notice.within else f"    within_working_days:{_GAP}"
    kinds = ", ".join(f"{kind}: {minimum}" for kind, minimum in notice.materials.items())
    yield f"    materials: {{{kinds}}}" if kinds else f"    materials:{_GAP}"
    if notice.portal:
        yield f"  portal: {{domain: {_scalar(notice.portal)}}}"
    if notice.banner:
        yield f"  branding: {{banner: {_scalar(notice.banner)}}}"
    yield ""


def _activities(activities: Sequence[DraftActivity]) -> Iterator[str]:
    yield "activities:"
    for at, (month, group) in enumerate(groupby(activities, key=lambda entry: entry.month)):
        yield from [""] if at else []
        yield f"  # {month}月" if month else "  # 月份待填写"
        for activity in group:
            yield from _activity(activity)


def _activity(activity: DraftActivity) -> Iterator[str]:
    yield f"  - id: {activity.id}" if activity.id is not None else f"  - id:{_GAP}"
    yield f"    month: {activity.month}" if activity.month else f"    month:{_GAP}"
    yield f"    theme: {_scalar(activity.theme)}" if activity.theme else f"    theme:{_GAP}"
    yield f"    forms: {_flow(activity.forms)}{'' if activity.forms else _GAP}"
    yield f"    units: {_flow(activity.units)}"
    if activity.remark:
        yield f"    remark: {_scalar(activity.remark)}"


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


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """``source`` is what the plan was imported from, as people know it; ``forms`` are the notice's or the table's."""

    source: str
    title: str
    year: int
    notice: Notice
    forms: tuple[str, ...]
    activities: tuple[DraftActivity, ...]

    def gaps(self) -> Iterator[tuple[Route, str]]:
        """The required fields that nothing says: their route in the plan file, and their name for people."""
        if not self.title:
            yield ("title",), "计划名称（title）"
        for key, name in (("number", "文号"), ("issuer", "发文机关"), ("issued", "成文日期")):
            if getattr(self.notice, key) is None:
                yield ("document", key), f"{name}（document.{key}）"
        if not self.forms:
            yield ("forms",), "规定的活动形式（forms）"
        if self.notice.within is None:
            yield ("requirements", "report", "within_working_days"), "报送时限（within_working_days）"
        if not self.notice.materials:
            yield ("requirements", "report", "materials"), "报送材料（materials）"
        for index, activity in enumerate(self.activities):
            who = f"序号 {activity.id}" if activity.id is not None else activity.place
            for key, name in (("id", "序号"), ("month", "月份"), ("theme", "主题"), ("forms", "形式")):
                value = getattr(activity, key)
                if value is None or value in ("", ()):
                    yield ("activities", index, key), f"{who}的{name}（{key}）"
