"""A source turned into the text of a plan: read, recognise, take rows apart, read the notice, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import readable, suffix_of
from zhutiri_cli.common.yaml.scalars import Misread, read_whole
from zhutiri_cli.materials.formats.package_guard import MACROS, refuse_macros
from zhutiri_cli.plan.importing.cell_text import tidy, year_in
from zhutiri_cli.plan.importing.columns.plan_table import recognise
from zhutiri_cli.plan.importing.grid import SourceText, decoded
from zhutiri_cli.plan.importing.notice import read_notice
from zhutiri_cli.plan.importing.plan_text import PlanDraft, plan_text
from zhutiri_cli.plan.importing.rows.read_rows import read_rows
from zhutiri_cli.plan.importing.sources import readers

_REMEDIES = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt"), "请用 Word 或 WPS 另存为 .docx 后再导入"),
    **dict.fromkeys((".xls", ".et", ".ods", ".xlt"), "请用 Excel 或 WPS 另存为 .xlsx 后再导入"),
    **dict.fromkeys((".pdf", ".ofd"), "请把表格复制成文本文件（.txt），或找到 Word 原件后再导入"),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The plan's text and year, and everything a person should know of it: notices, doubts by row, and what is left to
    fill."""

    text: str
    year: int
    activities: int
    notices: tuple[Shown, ...]
    doubts: tuple[Shown, ...]
    gaps: tuple[Shown, ...]

    def verdict(self, name: str) -> Shown:
        """One line on a plan written to ``name``."""
        counts = f"活动 {self.activities} 项，疑点 {len(self.doubts)} 处，待填写 {len(self.gaps)} 处"
        return Shown(f"√ 已写入 {name}：{counts}；请运行 zhutiri validate {name} 检查")


def import_file(path: Path, year: int | None, this_year: int) -> Imported:
    """Import a file. ``this_year`` is taken where neither ``year`` nor the title says one. Raises ``FileProblem``."""
    name, suffix = path_shown(path), suffix_of(path.name)
    if not path.exists():
        raise FileProblem(f"{name} 不存在", "请核对路径后重试")
    if not path.is_file():
        raise FileProblem(f"{name} 不是普通文件", "请指明要导入的一个文件")
    if suffix in MACROS:
        raise refuse_macros(path)
    reader = readers().get(suffix)
    if reader is None:
        advice = _REMEDIES.get(suffix, "请另存为其中一种后再导入")
        raise FileProblem(f"{name} 不是能导入的格式（{'、'.join(readers())}）", advice)
    try:
        material = reader.read(path)
    except OSError as problem:
        raise FileProblem(f"{name} 无法打开（{problem.strerror}）", "请检查读取权限，或文件是否正被占用") from None
    return _imported(material, name, readable(path.name), tidy(path.stem), year, this_year)


def import_pasted(data: bytes, year: int | None, this_year: int) -> Imported:
    """Import pasted text, as it comes from standard input. Raises ``FileProblem``."""
    from zhutiri_cli.plan.importing.sources import pasted_tables as pasted

    return _imported(pasted.parse(decoded(data, "粘贴的文字")), "粘贴的文字", "粘贴的文字", "", year, this_year)


def _imported(material: SourceText, name: str, source: str, stem: str, year: int | None, this_year: int) -> Imported:
    """``name`` is what people are told of the source; ``source`` and ``stem`` are written into the plan as they are."""
    table = recognise(material, name)
    title = table.title or stem
    titled = year_in(title)
    chosen = year or titled or this_year
    notice = read_notice(material.text)
    activities, said = read_rows(table.lines, chosen, notice.forms)
    forms = notice.forms or tuple(dict.fromkeys(form for entry in activities for form in entry.forms))
    draft = PlanDraft(source, title, chosen, notice, forms, activities)
    notices = [*_about(draft, table.title, titled, year), *table.notices, *said, *notice.hints]
    doubts = [
        f"{name} {entry.place}（序号 {entry.id or '空白'}）：{doubt}；已写入该项 remark，请对照原件核对"
        for entry in activities
        for doubt in entry.doubts
    ]
    gaps = [name for _, name in draft.gaps()]
    told = (tuple(map(Shown, said)) for said in (notices, doubts, gaps))
    return Imported(plan_text(draft), chosen, len(activities), *told)


def _about(draft: PlanDraft, title: str, titled: int | None, year: int | None) -> list[str]:
    """Where title, year and forms come from, if not from the source's own words."""
    notices = []
    if not title and draft.title:
        notices.append(f"{draft.source} 里没有标题，以文件名“{draft.title}”作为 title，请核对")
    if year is None and titled is None:
        notices.append(f"标题没有写明年份，按今年 {draft.year} 年导入；不对请加 --year")
    if year is not None and titled is not None and year != titled:
        notices.append(f"标题写的是 {titled} 年，按 --year 以 {year} 年导入")
    if not draft.notice.forms and draft.forms:
        notices.append("原文没有列出规定的活动形式，forms 暂列表中出现的全部形式，请核对")
    return notices


_SUFFIXES = (".yaml", ".yml")


def read_year(word: str | None) -> int | None:
    """``--year``: 1900 to 2200 as in the plan file, ``None`` if not given. Raises ``UsageProblem``."""
    if word is None:
        return None
    try:
        year = read_whole(word)
    except Misread as problem:
        raise UsageProblem(f"--year 的值有误：{problem.message}", "请写四位年份，如 2025") from None
    if not 1900 <= year <= 2200:
        raise UsageProblem(f"--year 的值 {year} 不是年份", "请写四位年份，如 2025")
    return year


def new_plan(path: Path | None, *, force: bool) -> Path | None:
    """A plan file that may be written: ``.yaml``, in a folder that exists, not there yet unless ``force``.

    Raises ``UsageProblem`` for another suffix and ``FileProblem`` otherwise.
    """
    if path is None:
        return None
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageProblem(f"输出文件 {path_shown(path)} 的后缀不是 .yaml", "导入的结果是计划文件，请用 .yaml 作后缀")
    if path.is_dir():
        raise FileProblem(f"{path_shown(path)} 是一个文件夹", "请指明要写入的计划文件")
    if not force and (path.exists() or path.is_symlink()):
        raise FileProblem(f"{path_shown(path)} 已经存在，没有覆盖", "请换一个文件名；确要覆盖请加 --force")
    if not path.parent.is_dir():
        raise FileProblem(f"{path_shown(path)} 所在的文件夹不存在", "请先建好文件夹")
    return path
