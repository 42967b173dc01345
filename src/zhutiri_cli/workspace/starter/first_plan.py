"""The plan of a new workspace: a skeleton, one imported from a notice's annex, or one that is there already."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.errors import PlanProblem, UsageProblem
from zhutiri_cli.common.paths import path_shown, typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.importing.columns.plan_headings import Headings
from zhutiri_cli.plan.load import LoadedPlan, load_plan, load_plan_bytes

SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/plan.schema.json\n"
"""Where editors find the schema, seen from ``data/``."""

_BOM = b"\xef\xbb\xbf"
_GAP = "# 待填写".encode()


class NewPlan(Struct, frozen=True):
    """The plan's bytes, its year, what could be read of it, and what a person should know (heading, line)."""

    year: int
    data: bytes
    loaded: LoadedPlan
    notices: tuple[tuple[str, Shown], ...] = ()
    path: Path | None = None

    @property
    def gaps(self) -> int:
        """How many fields are still to be filled in."""
        return sum(_GAP in line for line in self.data.splitlines())


def skeleton(year: int) -> NewPlan:
    """A plan with gaps alone."""
    text = files("zhutiri_cli.workspace.starter").joinpath("plan.yaml").read_text(encoding="utf-8")
    return _new(year, text.format(year=year).encode("utf-8"))


def imported(source: Path, year: int | None, this_year: int, headings: Headings) -> NewPlan:
    """The plan that ``zhutiri import`` makes of ``source``. Raises ``FileProblem`` or ``PlanProblem``, and
    ``UsageProblem`` where the source leaves open which year it is of."""
    from zhutiri_cli.plan.importing.importer import import_file

    done = import_file(source, year, this_year, headings)
    if done.year is None:
        raise UsageProblem(f"{path_shown(source)} 写的年份对不上，不知建哪一年的工作区", "请核对原件后加 --year 年份")
    notices = [("注意", line) for line in done.notices] + [("疑点", line) for line in done.doubts]
    text = done.text.replace("\nschema: ", f"\n{SCHEMA_LINE}schema: ", 1)
    return _new(done.year, text.encode("utf-8"), (*notices, *(("待填写", line) for line in done.gaps)))


def existing(path: Path) -> NewPlan:
    """A plan file as it is, with the line for editors where it has none.

    Raises ``FileProblem`` when it cannot be opened and ``PlanProblem`` when it has errors.
    """
    loaded = load_plan(path)
    if loaded.plan is None:
        name = path_shown(path)
        raise PlanProblem(
            f"计划文件 {name} 有错误，不能据以建立工作区", f"请先运行 zhutiri validate {typed_word(name)} 逐条改正"
        )
    data = path.read_bytes()
    if b"yaml-language-server:" not in data:
        bom = _BOM if data.startswith(_BOM) else b""
        data = bom + SCHEMA_LINE.encode("utf-8") + data.removeprefix(_BOM)
    return NewPlan(loaded.plan.year, data, loaded, path=path)


def _new(year: int, data: bytes, notices: tuple[tuple[str, Shown], ...] = ()) -> NewPlan:
    return NewPlan(year, data, load_plan_bytes(Path(f"plan_{year}.yaml"), data), notices)
