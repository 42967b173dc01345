"""What must hold of any bytes that come in from outside, one function for each kind: called with bytes, each raises
``Broken`` (or whatever the product should not have let through) where it does not.

``make fuzz`` runs them under a coverage-guided fuzzer, ``test_kept_inputs.py`` with the inputs that are kept.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from tests.fuzz.seeds import DOCX_PARTS, PLAN, docx_parts
from tests.support.whole_result import whole_text
from zhutiri_cli.case.case import Case
from zhutiri_cli.check.judging import judged_report
from zhutiri_cli.check.plan_files import SoundPlan
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.common.errors import FileProblem, ZhutiriError
from zhutiri_cli.common.foreign_limits import FOLDER_DEPTH, TEXT_CHARACTERS
from zhutiri_cli.common.shown import Verbatim
from zhutiri_cli.common.yaml.source import Source, parse_source
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.render.check import json as check_json
from zhutiri_cli.render.check import table as check_table
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.validate import json as validate_json
from zhutiri_cli.render.validate import text as validate_text
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.engine import judge_plan
from zhutiri_cli.rules.finding import Severity, tally
from zhutiri_cli.rules.views import PlanView, plan_view
from zhutiri_cli.submission.arrivals import links_of
from zhutiri_cli.submission.discover import Discovery, Folder
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import NO_RECORD, LoadedRecord, read_record
from zhutiri_cli.workspace.receiving.packages import read_package
from zhutiri_cli.workspace.receiving.packages.parcel import Stage

AS_OF = date(2024, 4, 12)
KINDS = frozenset({"plan", "photos", "summary", "links"})
BROKE = ("程序出错", "读取程序出错")
"""How a rule or a reader that broke is told."""


class Broken(AssertionError):
    """Something does not hold."""


def holds(fact: object, what: str) -> None:
    """Raises ``Broken`` unless ``fact`` is true; never optimised away."""
    if not fact:
        raise Broken(what)


# ---- YAML -------------------------------------------------------------------------------------------------------


def plan(data: bytes) -> None:
    """A plan file: every fault has its place in the text; both formats can be written; a sound plan can be checked."""
    rules = catalogue()
    loaded = load_plan_bytes(Path("plan.yaml"), data)
    _in_place(loaded.source)
    view = plan_view(loaded, rules)
    findings = judge_plan(view, rules)
    for found in findings:
        line, column = found.place.line or 1, found.place.column or 1
        holds(1 <= line <= max(len(loaded.source.lines), 1), f"line {line} of {len(loaded.source.lines)}")
        holds(column <= len(loaded.source.line(line)) + 1, f"column {column} of line {line}")
        holds(found.message and found.hint, f"{found.rule} without words")
        holds(not any(word in found.message for word in BROKE), found.message)
    lines = {n: Verbatim(loaded.source.line(n)) for n in {one.place.line for one in findings} if n is not None}
    judged = Validation((JudgedFile("plan.yaml", tuple(findings), lines, loaded.source.readable, ()),), rules)  # type: ignore[arg-type]  # a path that is plain
    json.loads(validate_json.render(judged, Display()))
    holds(validate_text.render(judged, Display()), "nothing said")
    holds(_same(loaded.source, parse_source(data)), "another reading of the same bytes")
    counts = tally(findings)
    if loaded.plan is None:
        holds(counts["error"], "no plan, and nothing said of it")
    elif not counts[Severity.ERROR.value]:
        _checked(view, {})


def record(data: bytes) -> None:
    """A ``submission.yaml``: the activity has one of the nine statuses, and the report can be written."""
    loaded = read_record(data, KINDS, frozenset({"preview"}))
    _in_place(loaded.source)
    holds(loaded.faulty or loaded.source.readable, "neither read nor at fault")
    _checked(_view_of_records(), {1: loaded})


@cache
def _view_of_records() -> PlanView:
    return plan_view(load_plan_bytes(Path("plan.yaml"), PLAN), catalogue())


def _in_place(source: Source) -> None:
    for fault in source.faults:
        spot = fault.spot
        holds(1 <= spot.line <= max(len(source.lines), 1), f"fault on line {spot.line} of {len(source.lines)}")
        holds(1 <= spot.column <= len(source.line(spot.line)) + 1, f"fault in column {spot.column}")
        holds(fault.message and fault.hint, "a fault without words")


def _same(one: Source, other: Source) -> bool:
    return (one.tree, one.faults, one.lines) == (other.tree, other.faults, other.lines)


def _checked(view: PlanView, records: Mapping[int, LoadedRecord]) -> None:
    rules, plan_ = catalogue(), view.loaded.plan
    holds(plan_ is not None, "no plan")
    assert plan_ is not None
    try:
        cases = tuple(
            Case(plan_, index, AS_OF, view.calendar, _submission(records.get(row.id, NO_RECORD)))
            for index, row in enumerate(plan_.activities)
        )
        folders = {number: Folder(Path("f")) for number in records}
        discovery = Discovery(Path("r"), "present", folders)
        sound = SoundPlan(plan_, view, tally(judge_plan(view, rules)))
        request = CheckRequest(sound, Path("r"), AS_OF, rules)
        report = judged_report(request, discovery, cases)
        told = json.loads(whole_text(check_json.render(report, Display())))
        holds(check_table.render(report, Display()), "nothing said")
    except ZhutiriError as problem:
        holds(problem.message and problem.advice, "an error without words")
        return
    for found in [*told["findings"], *(one for item in told["activities"] for one in item["findings"])]:
        holds(not any(word in found["message"] for word in BROKE), found["message"])


def _submission(loaded: LoadedRecord) -> Submission:
    return Submission(Path("f"), loaded, (), tuple(links_of(loaded.record, [])))


# ---- files of a submission --------------------------------------------------------------------------------------


def material(suffix: str) -> Callable[[bytes], None]:
    """A file of that suffix in a folder: one of three verdicts, the same each time, and the reader never breaks."""

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir=_quick()) as place:
            path = Path(place) / f"材料{suffix}"
            path.write_bytes(data)
            facts = _inspected(path)
            holds(facts.verdict is not Fitness.FAILED, facts.reason)
            holds(facts.verdict is Fitness.USABLE or (facts.reason and facts.remedy), "not usable, and no word why")
            holds(len(facts.text) <= TEXT_CHARACTERS, "a longer text than is kept")
            holds(all(url.strip() == url and url for url in facts.urls), "an address with blanks around it")
            if data[-1:] < b"\x20":
                holds(_inspected(path) == facts, "another reading of the same bytes")

    return read


def _inspected(path: Path) -> FileFacts:
    """By our readers alone: the second look, by another program, takes seconds."""
    with patch.object(libreoffice, "program", lambda: None):
        return inspect(path)


def docx(data: bytes) -> None:
    """A document whose parts are fuzzed one by one: behind the first byte, which picks it, stands the part itself."""
    names = DOCX_PARTS
    picked = names[data[0] % len(names)] if data else names[0]
    parts = {**docx_parts(), picked: data[1:]}
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    material(".docx")(held.getvalue())


def archived(data: bytes) -> None:
    """The bytes of a .docx as they are: what the guard of zip files makes of them."""
    material(".docx")(data)


# ---- packages ---------------------------------------------------------------------------------------------------


def package(suffix: str) -> Callable[[bytes], None]:
    """A package of that suffix, taken in: refused in words, or every file lies in the stage under a safe name."""

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir=_quick()) as place:
            path, folder = Path(place) / f"报送{suffix}", Path(place) / "stage"
            path.write_bytes(data)
            folder.mkdir()
            try:
                parcel = read_package(path, Stage(folder))
            except FileProblem as problem:
                holds(problem.message and problem.advice, "refused without words")
                holds(path.read_bytes() == data, "the package was changed")
                return
            for item in parcel.items:
                holds(0 < len(item.parts) <= FOLDER_DEPTH, f"{len(item.parts)} folders deep")
                holds(all(_safe(part) for part in item.parts), f"unsafe: {item.parts}")
                holds(item.staged.parent == folder and item.staged.is_file(), "not in the stage")
            holds(sorted(folder.iterdir()) == sorted(item.staged for item in parcel.items), "something is left over")
            holds(all(_publicity(link) for link in parcel.links), f"{parcel.links}")
            holds(all(why for _, why in parcel.skipped), "skipped without a word")
            if data[-1:] < b"\x20":
                shutil.rmtree(folder)
                folder.mkdir()
                again = read_package(path, Stage(folder))
                holds(again == parcel, "another reading of the same bytes")

    return read


def _publicity(link: str) -> bool:
    facts = judge_url(link)
    return not facts.problem or facts.holds


def _safe(part: str) -> bool:
    reserved = part.split(".", maxsplit=1)[0].upper() in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    odd = any(char in '/\\:*?"<>|' or ord(char) < 32 or ord(char) == 127 for char in part)
    fits = part == part.strip() and not part.endswith(".") and len(part.encode("utf-8", "surrogateescape")) <= 255
    return part not in ("", ".", "..") and not reserved and not odd and fits and part.isprintable()


def _quick() -> str | None:
    """A folder in memory where there is one: hundreds of small files a second are written."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


HARNESSES: Mapping[str, Callable[[bytes], None]] = {
    "plan": plan,
    "record": record,
    "docx": docx,
    "archived": archived,
    "eml": package(".eml"),
    "zip": package(".zip"),
    "tnef": package(".tnef"),
    "rtf": material(".rtf"),
    "page": material(".doc"),
}
"""By name; the names are those of the folders with kept inputs, too."""
