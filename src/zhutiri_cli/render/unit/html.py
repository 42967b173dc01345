"""A unit's page as one HTML file, to be mailed or printed: one or two A4 sheets, nothing loaded, no script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.html_template import environment, own_text
from zhutiri_cli.render.unit import tick_words as words
from zhutiri_cli.report.letters.unit_page import UnitPage
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES


def render(page: UnitPage, display: Display) -> str:
    """The page; people's text passes the door and Jinja's escaping."""
    style = _text("style.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = environment().from_string(_text("page.html.j2"))
    return (
        template.render(
            page=page,
            style=own_text(style),
            policy=Shown.whole(f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"),
            day=long_day(page.as_of),
            marks=words.MARKS,
            words=_WORDS,
        )
        + "\n"
    )


_WORDS: dict[str, Any] = {
    "table": words.TABLE_TITLE,
    "set": words.SET_TITLE,
    "details": words.DETAILS_TITLE,
    "legend": words.LEGEND,
    "heads": words.HEADS,
    "row": words.row,
    "duties": OF_ACTIVITIES,
    "duty_legend": words.DUTY_LEGEND,
    "duty_heads": words.DUTY_HEADS,
    "duty_row": words.duty_row,
    "heading": words.heading,
    "tick": words.tick_words,
    "closing": words.closing,
}


def _text(name: str) -> str:
    return files("zhutiri_cli.render.unit").joinpath(name).read_text(encoding="utf-8")


FORMAT = Format("html", ".html", True, render)
