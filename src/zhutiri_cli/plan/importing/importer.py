"""A source turned into the text of a plan: read, recognise, take rows apart, read the notice, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.foreign_limits import IMPORT_SECONDS, MIB
from zhutiri_cli.common.foreign_limits import NOTICE_TEXT_BYTES as MAX_TEXT
from zhutiri_cli.common.paths import path_shown, typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import readable, shorten, suffix_of
from zhutiri_cli.materials.door.door import behind_the_door
from zhutiri_cli.materials.formats.package_guard import MACROS, refuse_macros
from zhutiri_cli.materials.formats.sniff import sniff
from zhutiri_cli.plan.importing.cell_text import tidy, year_in
from zhutiri_cli.plan.importing.columns.footnote_marks import unmarked
from zhutiri_cli.plan.importing.columns.loose_lines import names_an_activity
from zhutiri_cli.plan.importing.columns.outer_tables import settled
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings, PlanColumn
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine, recognise
from zhutiri_cli.plan.importing.deadline_clauses import DueSentence
from zhutiri_cli.plan.importing.duties import Duty, duties_of, weekday_doubts
from zhutiri_cli.plan.importing.grid import SourceText, decoded
from zhutiri_cli.plan.importing.limits import NATURAL
from zhutiri_cli.plan.importing.notice import Notice, read_notice
from zhutiri_cli.plan.importing.plan_draft import DOCUMENT_KEYS, PlanDraft
from zhutiri_cli.plan.importing.plan_text import plan_text
from zhutiri_cli.plan.importing.plan_year import PlanYear, plan_year
from zhutiri_cli.plan.importing.report_terms import hint_of
from zhutiri_cli.plan.importing.rows.changed_plans import notes_of_changes
from zhutiri_cli.plan.importing.rows.read_rows import read_rows
from zhutiri_cli.plan.importing.rows.whole_rows import prepared
from zhutiri_cli.plan.importing.sources import readers
from zhutiri_cli.plan.importing.unheard import unheard

_PASTED = "粘贴的文字"
_MAYBE_PAGES = frozenset({".doc", ".xls", ".wps", ".et"})
_REMEDIES = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt"), "请用 Word 或 WPS 另存为 .docx 后再导入"),
    **dict.fromkeys((".xls", ".et", ".ods", ".xlt"), "请用 Excel 或 WPS 另存为 .xlsx 后再导入"),
    **dict.fromkeys((".pdf", ".ofd"), "请把表格复制成文本文件（.txt），或找到 Word 原件后再导入"),
}


class Imported(Struct, frozen=True):
    """The plan's text and year (``None``: open), and everything a person should know of it: notices, doubts by row, and
    what is left to fill."""

    text: str
    year: int | None
    activities: int
    notices: tuple[Shown, ...]
    doubts: tuple[Shown, ...]
    gaps: tuple[Shown, ...]

    def verdict(self, name: str) -> Shown:
        """One line on a plan written to ``name``."""
        counts = f"活动 {self.activities} 项，疑点 {len(self.doubts)} 处，待填写 {len(self.gaps)} 处"
        return Shown(f"√ 已写入 {name}：{counts}；请运行 zhutiri validate {typed_word(name)} 检查")


def import_file(path: Path, year: int | None, this_year: int, headings: Headings = BY_MEANING) -> Imported:
    """Import a file, read behind the door. ``this_year`` is taken where neither ``year`` nor the source says one.
    Raises ``FileProblem``."""
    name = path_shown(path)
    if not path.exists():
        raise FileProblem(f"{name} 不存在", "请核对路径后重新运行")
    if not path.is_file():
        raise FileProblem(f"{name} 不是普通文件", "请指明要导入的一个文件")
    return _behind_the_door(name, _file_imported, path, year, this_year, headings)


def import_pasted(data: bytes, year: int | None, this_year: int, headings: Headings = BY_MEANING) -> Imported:
    """Import pasted text, as it comes from standard input. Raises ``FileProblem``."""
    if len(data) > MAX_TEXT:
        raise FileProblem(f"{_PASTED}超过 {MAX_TEXT // MIB} MB，没有读取", "请只粘贴要用的表格和正文")
    return _behind_the_door(_PASTED, _pasted_imported, data, year, this_year, headings)


def _behind_the_door(name: str, work: Callable[..., Imported], *arguments: object) -> Imported:
    def lost(why: str) -> FileProblem:
        return FileProblem(f"{name} 没有导入：{why}", "请只保留要用的表格和正文，另存一份后再导入")

    found: Imported = behind_the_door(work, *arguments, seconds=IMPORT_SECONDS, lost=lost)
    return found


def _file_imported(path: Path, year: int | None, this_year: int, headings: Headings) -> Imported:
    name, suffix = path_shown(path), suffix_of(path.name)
    if suffix in MACROS:
        raise refuse_macros(path)
    try:
        reader = readers().get(suffix) or (readers()[".html"] if suffix in _MAYBE_PAGES and _is_page(path) else None)
        if reader is None:
            advice = _REMEDIES.get(suffix, "请另存为其中一种后再导入")
            raise FileProblem(f"{name} 不是能导入的格式（{'、'.join(readers())}）", advice)
        material = reader.read(path, headings)
    except OSError as problem:
        raise FileProblem(f"{name} 打不开（{reason_of(problem)}）", "请检查读取权限，或文件是否正被占用") from None
    source = _Source(name, readable(path.name), tidy(path.stem))
    return _imported(material, source, year, this_year, headings)


def _pasted_imported(data: bytes, year: int | None, this_year: int, headings: Headings) -> Imported:
    from zhutiri_cli.plan.importing.sources import pasted_tables as pasted

    material = pasted.parse(decoded(data, _PASTED), headings)
    return _imported(material, _Source(_PASTED, _PASTED, ""), year, this_year, headings)


def _is_page(path: Path) -> bool:
    """Whether a file is a page under an office program's suffix, as portals and office programs save them."""
    return sniff(path) == ".html"


class _Source(Struct, frozen=True):
    """``name`` is what people are told of it; ``written`` and ``stem`` go into the plan as they are."""

    name: str
    written: str
    stem: str


def _imported(material: SourceText, source: _Source, year: int | None, this_year: int, headings: Headings) -> Imported:
    material = settled(material, headings)
    table = recognise(material, source.name, headings)
    rows = prepared(table.lines)
    lines = unmarked(rows.lines, (*rows.notes, *material.text))
    title = table.title or source.stem
    above = [line for line in table.above if line not in set(material.text)]
    text = (*material.text, *above, *rows.notes)
    notice = read_notice(text)
    found = plan_year(title, text, notice.number, notice.issued, _times(lines), material.called)
    chosen = year or found.year or (this_year if found.silent else None)
    activities, of_rows = read_rows(lines, chosen, notice.forms, renumber=table.renumber)
    forms = notice.forms or tuple(dict.fromkeys(form for entry in activities for form in entry.forms))
    said_year = chosen if year or found.year else None
    duties, doubted = duties_of(notice.others, said_year), weekday_doubts(notice.others, said_year)
    draft = PlanDraft(
        source.written,
        title,
        chosen,
        notice,
        forms,
        activities,
        guessed_year=year is None and found.silent,
        duties=duties,
    )
    said = [
        *_without_taken(notice.hints, duties, doubted),
        *doubted.values(),
        *_natural(draft),
    ]
    notices = [
        *_about(draft, table.title), *_of_year(table.title, found, year, chosen), *table.notices, *rows.notices,
        *of_rows, *said, *_unheard(notice, duties, said), *_loose(text),
    ]  # fmt: skip
    doubts = [
        f"{source.name} {entry.place}（序号 {entry.id or '空白'}）：{doubt}；已写入该项 remark，请对照原件核对"
        for entry in activities
        for doubt in entry.doubts
    ]
    gaps = [name for _, name in draft.gaps()]
    told = (tuple(map(Shown, said)) for said in (notices, doubts, gaps))
    return Imported(plan_text(draft), chosen, len(activities), *told)


def _without_taken(hints: Sequence[str], duties: Sequence[Duty], doubted: Iterable[DueSentence]) -> list[str]:
    """The hints, those on sentences that became obligations put in other words."""
    taken = {hint_of(due) for due in (*doubted, *(duty.sentence for duty in duties))}
    said = [
        f"“{shorten(duty.sentence.quoted, 80)}”已写入 obligations（{duty.key}，{duty.label}），请核对"
        for duty in duties
    ]
    return [*(hint for hint in hints if hint not in taken), *said]


def _loose(text: Sequence[str]) -> list[str]:
    """Lines of text that look like activities, which only a table's lines become, or speak of those of the table."""
    found = [line for line in dict.fromkeys(text) if names_an_activity(line)]
    changed = [line for line in notes_of_changes(list(dict.fromkeys(text))) if line not in found]
    said = [f"“{shorten(tidy(line), 80)}”没有录入，请核对后写入那几项的 cancelled、moved_to" for line in changed]
    return said + [f"“{shorten(tidy(line), 60)}”像一项活动，不在表里，没有导入；要的请补进计划文件" for line in found]


def _unheard(notice: Notice, duties: Sequence[Duty], said: Sequence[str]) -> list[str]:
    """Every clause of the notice that asks for a time or an amount of which nothing has been said so far."""
    heard = [*notice.heard, *(duty.sentence for duty in duties)]
    quoted = [hint for hint in said if "已写入 obligations" not in hint]
    return [hint for text in notice.sections for hint in unheard(text, heard, notice.lists, quoted)]


def _natural(draft: PlanDraft) -> list[str]:
    """That days which are not called working days are counted as they are."""
    if not draft.natural_report or draft.notice.due is None:
        return []
    ((unit, amount),) = draft.notice.due
    return [f"报送时限是 {amount} {'周' if unit == 'weeks' else '日'}，写入 obligations（report）：{NATURAL}，请核对"]


def _times(lines: Sequence[PlanLine]) -> list[str]:
    """What stands in the column of times, and the months over parts of the table."""
    cells = [
        line.line.cells[at]
        for line in lines
        for at in line.layout.places(PlanColumn.TIME)
        if at < len(line.line.cells) and line.line.cells[at].strip()
    ]
    return [*cells, *dict.fromkeys(line.month for line in lines if line.month)]


def _about(draft: PlanDraft, title: str) -> list[str]:
    """Where title, forms and terms come from, if not from the source's own words."""
    notices = []
    if not title and draft.title:
        notices.append(f"{draft.source} 里没有标题，以文件名“{draft.title}”作为 title，请核对")
    if not draft.notice.forms and draft.forms:
        notices.append("原文没有列出规定的活动形式，forms 暂列表中出现的全部形式，请核对")
    unsaid = [name for key, name in DOCUMENT_KEYS if getattr(draft.notice, key) is None]
    if unsaid:
        notices.append(f"原文没有写明{'、'.join(unsaid)}，没有录入 document；函件要引用的，请补上")
    if not draft.asks_reports:
        notices.append(
            "原文没有写明报送要求，没有录入 requirements.report；不填就按通行的要求核对"
            "（活动结束后5个工作日内报送，方案、图片、总结、链接各1）"
        )
    return notices


def _of_year(title: str, found: PlanYear, year: int | None, chosen: int | None) -> list[str]:
    """Where the year comes from, or why it is open."""
    titled = year_in(title)
    if year is not None and titled is not None and year != titled:
        return [f"标题写的是 {titled} 年，按 --year 以 {year} 年导入"]
    if year is not None:
        return [f"原文写的是{found.said}，按 --year 以 {year} 年导入"] if found.said and found.year != year else []
    if found.silent:
        return [f"原文没有写明年份，按今年 {chosen} 年导入；不对请加 --year"]
    if chosen is None:
        return [f"原文写的年份对不上（{found.said}），没有录入，请加 --year 重新导入，或核对后填写 year"]
    return [] if titled is not None else [f"标题没有写明年份，按原文（{found.said}）以 {chosen} 年导入，请核对"]
