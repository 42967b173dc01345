"""Cells that stand in the wrong column: put back where only one reading is possible, else left out and said.

A reading gives the filled cells of a line, in their order, to the table's columns. A cell may stay where it is unless
it plainly is something else; it may move only to where it plainly belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import is_blank, tidy, whole_number
from zhutiri_cli.plan.importing.columns.fitting import FittedCell, Known, belongs, content, fits, stays
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import GridLine


class CellPlacement(Struct, frozen=True):
    """A line's cells by column; ``lost`` columns are not certain. ``remark`` says what was wrong, ``tail`` what was
    done about it."""

    values: Mapping[PlanColumn, str]
    lost: frozenset[PlanColumn] = frozenset()
    remark: str = ""
    tail: tuple[str, ...] = ()


def place(layout: PlanLayout, line: GridLine, known: Known) -> CellPlacement:
    """The cells of a line by column."""
    cells = _filled(layout, line)
    homes = {cell.home: cell.text for cell in cells if cell.home is not None}
    if PlanColumn.UNITS in homes:
        units = [line.cells[at].strip() for at in layout.places(PlanColumn.UNITS) if at < len(line.cells)]
        homes[PlanColumn.UNITS] = "、".join(unit for unit in units if not is_blank(unit))
    number = homes.get(PlanColumn.ID, "")
    numbered = not number or whole_number(number) is not None
    inside = [cell for cell in cells if cell.home is not None]
    if numbered and _regular(layout, inside, homes, known):
        outside = "、".join(f"“{shorten(tidy(cell.text))}”" for cell in cells if cell.home is None)
        return CellPlacement(homes, frozenset(), f"原表表头之外的{outside}没有录入" if outside else "")
    judged = [cell for cell in cells if not (cell.home is PlanColumn.ID and numbered)]
    targets = [column for column in layout.columns if column in (PlanColumn.TIME, *content(layout))]
    targets = targets if numbered else [PlanColumn.ID, *targets]
    readings = _readings(layout, judged, [target for target in targets if target is not None], known)
    kept = {PlanColumn.ID: number} if numbered and number else {}
    if len(readings) == 1:
        return _repaired(layout, judged, readings[0], kept)
    if readings:
        return _undecided(layout, judged, readings, kept)
    return _misfits(layout, cells, homes, known)


def _filled(layout: PlanLayout, line: GridLine) -> list[FittedCell]:
    """The filled cells of the imported columns, and one just beyond the header, where a slipped cell may stand."""
    width = len(layout.used)
    found = []
    for index, text in enumerate(line.cells[: width + 1]):
        home, heading = (layout.columns[index], layout.headings[index]) if index < width else (None, "")
        named = home is None and heading  # a column that is not imported
        if not is_blank(text) and not named and home is not PlanColumn.REMARK:
            found.append(FittedCell(text.strip(), home, heading or "表头之外的"))
    return found


def _regular(layout: PlanLayout, cells: Sequence[FittedCell], homes: Mapping[PlanColumn, str], known: Known) -> bool:
    """Whether every cell can be what its column says and none but the time is missing."""
    return all(belongs(layout, cell, known, plainly=False) for cell in cells) and homes.keys() >= set(content(layout))


def _readings(
    layout: PlanLayout, cells: Sequence[FittedCell], targets: Sequence[PlanColumn], known: Known
) -> list[dict[PlanColumn, FittedCell]]:
    """Every way to give the cells, in order, to the columns; none where a column stands twice in the table."""
    if len(set(targets)) != len(targets) or len(cells) > len(targets):
        return []
    found = []
    for chosen in combinations(targets, len(cells)):
        pairs = list(zip(chosen, cells, strict=True))
        if all(fits(layout, column, cell, known) for column, cell in pairs):
            found.append(dict(pairs))
    return found


def _repaired(
    layout: PlanLayout,
    cells: Sequence[FittedCell],
    reading: Mapping[PlanColumn, FittedCell],
    kept: Mapping[PlanColumn, str],
) -> CellPlacement:
    values = {**kept, **{column: cell.text for column, cell in reading.items()}}
    missing = [column for column in content(layout) if column not in values]
    lacking = "、".join(column.value if column is PlanColumn.UNITS else f"活动{column.value}" for column in missing)
    tail = tuple(f"{column.value}待{'核实' if column is PlanColumn.UNITS else '填写'}" for column in missing)
    moved = [
        f"{column.value}{f'“{shorten(tidy(cell.text))}”' if column is PlanColumn.TIME else ''}在{cell.heading}栏"
        for column, cell in reading.items()
        if column is not cell.home
    ]
    if not moved:
        return CellPlacement(values, frozenset(), f"原表未列{lacking}", tail)
    filled = {cell.home for cell in cells}
    moved += [
        f"{layout.heading(column)}栏空白" for column in content(layout) if column in reading and column not in filled
    ]
    remark = f"原表该行错位{f'，未列{lacking}' if lacking else ''}：{'，'.join(moved)}"
    return CellPlacement(values, frozenset(), remark, ("已照此还原", *tail))


def _undecided(
    layout: PlanLayout,
    cells: Sequence[FittedCell],
    readings: Sequence[Mapping[PlanColumn, FittedCell]],
    kept: Mapping[PlanColumn, str],
) -> CellPlacement:
    """Only what all readings agree on."""
    columns = {column for reading in readings for column in reading} | set(content(layout))
    agreed = {
        column: readings[0][column].text
        for column in PlanColumn
        if column in columns
        and all(reading.get(column) is readings[0].get(column) for reading in readings)
        and column in readings[0]
    }
    lost = frozenset(columns - set(agreed))
    words = "".join(f"“{shorten(tidy(cell.text))}”" for cell in cells)
    names = "、".join(column.value for column in PlanColumn if column in lost)
    return CellPlacement(
        {**kept, **agreed}, lost, f"原表该行错位，无法确定各栏归属（原文依次为{words}）", (f"{names}待填写",)
    )


def _misfits(
    layout: PlanLayout, cells: Sequence[FittedCell], homes: Mapping[PlanColumn, str], known: Known
) -> CellPlacement:
    """No reading at all: what does not belong in its column is left out; where more than the time is wrong, so that the
    other cells may have slipped, what is not plainly of its column is left out too. A month is one wherever it is."""
    unsound = [cell for cell in cells if not belongs(layout, cell, known, plainly=False)]
    gaps = not homes.keys() >= set(content(layout))
    slipped = (
        any(cell.home is None for cell in cells)
        or (gaps and bool(unsound))
        or any(cell.home in content(layout) for cell in unsound)
    )
    wrong = [cell for cell in cells if not belongs(layout, cell, known, plainly=slipped)]
    times = [cell for cell in cells if stays(layout, cell, PlanColumn.TIME, known)]
    moved = [cell for cell in times if len(times) == 1 and cell in wrong and PlanColumn.TIME not in homes]
    out = {cell.home for cell in wrong} | ({PlanColumn.TIME} if len(times) > 1 else set())
    values = {column: text for column, text in homes.items() if column not in out}
    values.update((PlanColumn.TIME, cell.text) for cell in moved)
    missing = [column for column in content(layout) if column not in homes]
    lost = frozenset(column for column in PlanColumn if column in out and column not in values)
    said = [f"活动时间“{shorten(tidy(cell.text))}”在{cell.heading}栏，已照此还原" for cell in moved]
    said += [f"{cell.heading}栏的“{shorten(tidy(cell.text))}”无法归入，没有录入" for cell in wrong if cell not in moved]
    said += [f"未列{'、'.join(column.value for column in missing)}"] if missing else []
    names = [column.value for column in PlanColumn if column in lost or column in missing]
    return CellPlacement(values, lost, f"原表{'；'.join(said)}", (f"{'、'.join(names)}待填写",) if names else ())
