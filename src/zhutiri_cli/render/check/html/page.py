"""``check`` as one HTML page: self-contained, offline, readable without its script, on paper and by ear.

People's text passes the door and Jinja's escaping on its way into the page, whatever the template says; the page's
own Content-Security-Policy lets nothing run or load but its one style and its one script.
"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from hashlib import sha256
from importlib.resources import files
from itertools import chain

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.html.activity_rows import MANY, TONES, rows, shared_counts, unit_names
from zhutiri_cli.render.check.html.acts import due_next, pending
from zhutiri_cli.render.check.html.duty_tables import duty_section, unit_table
from zhutiri_cli.render.check.html.month_sums import month_picture
from zhutiri_cli.render.check.html.since_panel import marked, since_section, told_of
from zhutiri_cli.render.check.html.timeline import pictures
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.html_template import environment, own_text
from zhutiri_cli.render.shared.asks import without_commands
from zhutiri_cli.render.shared.headline import MARKS, ORDER, ratio, verdict
from zhutiri_cli.render.shared.obligation_looks import LEGEND
from zhutiri_cli.render.shared.obligation_looks import told as duty_told
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, OF_UNITS
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity

_HOME = "zhutiri_cli.render.check.html"
_PIECES = 1_000
"""Of the template's pieces so many are written at once."""


def render(report: Report, display: Display) -> str | Streamed:
    """The whole page; every finding is in it, whether ``--all`` was asked for or not. Of many activities one is laid
    out when it is written."""
    style, script = _text("style.css"), _text("script.js")
    page = (
        environment()
        .from_string(_text("page.html.j2"))
        .stream(
            report=report,
            style=own_text(style),
            script=own_text(script),
            policy=Shown.whole(
                f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
                "base-uri 'none'; form-action 'none'"
            ),
            weekday=weekday(report.as_of),
            verdict=verdict(report, display.due_within),
            ratio=ratio(report),
            statuses=[(status, MARKS[status], TONES[status], report.statuses().get(status, 0)) for status in ORDER],
            pending=pending(report),
            due_within=display.due_within,
            due_next=list(due_next(report, display.due_within)),
            this_month=report.this_month(),
            pictures=pictures(report),
            months=month_picture(report),
            rows=rows(report),
            duties=duty_section(report),
            unit_grid=unit_table(report),
            duty_titles=(OF_ACTIVITIES, OF_UNITS, LEGEND),
            duty_told=duty_told,
            units=unit_names(report),
            counts=shared_counts(report),
            month_names=sorted({str(month) for item in report.activities for month in item.period.months}),
            others=[found for found in report.findings if not found.bearing.obligation or not report.units],
            notices=[said for notice in (*report.notices, *report.ignored_said) if (said := without_commands(notice))],
            since=since_section(report),
            marked=partial(marked, report),
            told=partial(told_of, report),
            tally=report.tally(),
            severities=tuple(Severity),
            waived=report.waived,
        )
    )
    page.enable_buffering(_PIECES)
    whole = chain(page, ["\n"])
    return "".join(whole) if len(report.activities) <= MANY else Streamed(piece.encode() for piece in whole)


def _text(name: str) -> str:
    return files(_HOME).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a Content-Security-Policy names an inline style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


FORMAT = Format("html", ".html", True, render)
