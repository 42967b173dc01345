"""Cells that stand crosswise under the headings: a theme that is a unit's name, a unit or a form that is a theme.

Each of them could stand where it is by itself; it is the two together that cannot be what their columns say.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import hard_pieces, is_office, is_surely_office
from zhutiri_cli.plan.importing.columns.fitting import Known
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.rows.shifted_cells import CellPlacement

_DOING = re.compile("^(走进|走近|探访|探秘|参观|体验|开放|揭秘|打卡|云游|走访|相约|邀您?|我在|我们的)")
_DONE = re.compile("[进入下走访送探游逛讲听读看学]")
_NO_THEME = re.compile(r"[0-9.,，、:/()+%人场次个名-]+|1[0-9]{10}")
_HARDLY_THEME = 20


def uncrossed(layout: PlanLayout, placed: CellPlacement, known: Known) -> CellPlacement:
    """The same without the cells that stand crosswise, and with a doubt about a theme that may be none."""
    theme, units = (placed.values.get(column, "") for column in (PlanColumn.THEME, PlanColumn.UNITS))
    forms = placed.values.get(PlanColumn.FORMS, "")
    if placed.remark or not theme:
        return placed
    if units and _official(theme, known, surely=False) and not _perhaps_official(units, known):
        return _without(layout, placed, PlanColumn.THEME, PlanColumn.UNITS, "前者像单位名称，后者不像")
    if forms and _formal(theme, known) and not _perhaps_formal(forms, known):
        return _without(layout, placed, PlanColumn.THEME, PlanColumn.FORMS, "前者像活动形式，后者不像")
    quoted = f"原表{layout.heading(PlanColumn.THEME)}栏的“{shorten(tidy(theme))}”"
    if _NO_THEME.fullmatch(flat(theme)):
        return replace(placed, remark=f"{quoted}不像主题，照原样录入")
    if _official(theme, known):
        return replace(placed, remark=f"{quoted}像单位名称，照原样录入")
    return placed


def _without(
    layout: PlanLayout, placed: CellPlacement, first: PlanColumn, second: PlanColumn, why: str
) -> CellPlacement:
    values = {column: text for column, text in placed.values.items() if column not in (first, second)}
    cells = "、".join(
        f"{layout.heading(column)}栏的“{shorten(tidy(placed.values[column]))}”" for column in (first, second)
    )
    remark = f"原表{cells}可能写反了（{why}），没有录入"
    return CellPlacement(values, placed.lost, remark, (f"{first.value}、{second.value}待填写",))


def _official(text: str, known: Known, *, surely: bool = True) -> bool:
    """Whether a text is nothing but units, or, not ``surely``, reads as their names do."""
    pieces = hard_pieces(text)
    named = all(
        piece in known.units or is_surely_office(piece) or (not surely and is_office(piece) and not _DONE.search(piece))
        for piece in pieces
    )
    return bool(pieces) and named and len(pieces[0]) <= _HARDLY_THEME and _DOING.search(pieces[0]) is None


def _perhaps_official(text: str, known: Known) -> bool:
    return any(piece in known.units or is_office(_bare(piece)) for piece in hard_pieces(text))


def _bare(piece: str) -> str:
    return re.sub("[(（\\[【][^()（）\\[\\]【】]*[)）\\]】]$", "", piece)


def _formal(text: str, known: Known) -> bool:
    pieces = hard_pieces(text)
    return bool(pieces) and all(piece in known.forms for piece in pieces)


def _perhaps_formal(text: str, known: Known) -> bool:
    return any(piece in known.forms or len(piece) <= 6 for piece in hard_pieces(text))
