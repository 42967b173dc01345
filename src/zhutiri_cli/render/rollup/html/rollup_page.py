"""``rollup`` as HTML: the page opens on the whole, one click to a workspace, one more to an activity. No script,
nothing loaded.

Up to ``WHOLE`` activities it is one file, which can be mailed: workspaces and activities are folded within it. More
would keep a browser busy for minutes, so every workspace has a page of its own in the folder beside the file, and only
the overview, a line for each, is in the file itself. On a screen, where there is no folder, it is always one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.filenames import beside_name
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.html_template import environment, own_text
from zhutiri_cli.render.shared.headline import MARKS, ORDER
from zhutiri_cli.render.shared.rollup_words import ACTORS, NO_UNIT, found, ratio, verdict, waiting
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.summing.rolled_up import Rollup, WorkspaceStanding
from zhutiri_cli.report.summing.sums import by_unit
from zhutiri_cli.report.summing.workspace_row import ActivityLine, WorkspaceRow

if TYPE_CHECKING:
    from jinja2 import Environment

WHOLE = 8_000
"""Activities of one file: some 5 MB, a province's districts."""
_PARTS = ("frame.html.j2", "country.html.j2", "district.html.j2", "district_page.html.j2")


def render(rollup: Rollup, display: Display) -> Streamed:
    """The page, in one file or with a folder of pages."""
    if rollup.total.activities <= WHOLE or not display.stem:
        return Streamed(_country(rollup, None))
    return Streamed(_country(rollup, beside_name(display.stem)), _pages(rollup, display.stem))


def _country(rollup: Rollup, folder: str | None) -> Iterator[bytes]:
    """The overview, with the workspaces within it where there is no folder of them."""
    pieces = _environment().get_template("country.html.j2").generate(
        **_common(rollup),
        total=rollup.total,
        verdict=verdict(rollup),
        statuses=[(status, MARKS[status], _TONES[status], rollup.total.statuses[status]) for status in ORDER],
        broken=len(rollup.broken),
        months=rollup.months,
        entries=_entries(rollup, folder),
    )  # fmt: skip
    yield from (piece.encode() for piece in pieces)
    yield b"\n"


def _entries(rollup: Rollup, folder: str | None) -> Iterator[tuple[WorkspaceStanding, str | None, Any]]:
    """Each workspace, the worst first: where its page lies, or else what is on it."""
    for one in rollup.worst_first():
        if folder is None:
            yield one, None, _district(rollup.rows[one.place], one)
        else:
            yield one, f"{folder}/{_page_name(one)}", None


def _pages(rollup: Rollup, stem: str) -> Iterator[tuple[str, bytes]]:
    """A page for each workspace."""
    template = _environment().get_template("district_page.html.j2")
    for one in rollup.standings:
        row = rollup.rows[one.place]
        text = template.render(**_common(rollup), one=one, row=row, back=f"../{stem}.html", inner=_district(row, one))
        yield _page_name(one), f"{text}\n".encode()


def _page_name(one: WorkspaceStanding) -> str:
    return f"{one.place + 1:05}.html"


def _district(row: WorkspaceRow, one: WorkspaceStanding) -> Any:
    """What is told of one workspace: what limits its check, its units, its activities; those that wait come first."""
    acting = [line for line in row.activities if line.pending]
    others = [line for line in row.activities if not line.pending]
    text = (
        _environment()
        .get_template("district.html.j2")
        .render(
            row=row,
            name=f"w{one.place + 1}",
            groups=[(what, lines) for what, lines in (("要办的", acting), ("其余", others)) if lines],
            units=[(unit or NO_UNIT, sums) for unit, sums in by_unit(row).items()],
            state=lambda line: (_TONES[line.status], _mark(line), line.label),
            actor=lambda line: ACTORS[line.action],
            dates=_dates,
            compliant=Status.COMPLIANT,
        )
    )
    return own_text(text)


def _mark(line: ActivityLine) -> str:
    """As ``mark_of`` has it for a report."""
    return "？" if line.unchecked and line.status is Status.COMPLIANT else MARKS[line.status]


def _dates(line: ActivityLine) -> str:
    """When it was held, reported, due."""
    parts = [f"计划 {line.month}"]
    if line.held is not None:
        start, end = line.held
        parts.append(f"举办 {start}" if start == end else f"举办 {start} 至 {end}")
    if line.status is not Status.CANCELLED:
        provisional = "（暂定）" if line.provisional else ""
        parts.append(f"{'截止日' if line.deadline else '最迟报送日'} {line.due}{provisional}")
    parts += [f"报齐 {line.submitted}"] if line.submitted else []
    return "，".join(parts)


_TONES = {
    status: {"good": "ok", "bad": "bad", "warn": "due", "": "idle", "dim": "idle"}[TONES[status]] for status in ORDER
}


def _common(rollup: Rollup) -> dict[str, Any]:
    """What every page has."""
    style = _text("style.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return {
        "as_of": rollup.as_of,
        "weekday": weekday(rollup.as_of),
        "style": own_text(style),
        "policy": Shown.whole(f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"),
        "ratio": ratio,
        "waiting": waiting,
        "found": found,
        "compliant": Status.COMPLIANT,
    }


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader

    made = environment()
    made.loader = DictLoader({name: _text(name) for name in _PARTS})
    return made


@cache
def _text(name: str) -> str:
    return files("zhutiri_cli.render.rollup.html").joinpath(name).read_text(encoding="utf-8")


FORMAT = Format("html", ".html", True, render)
