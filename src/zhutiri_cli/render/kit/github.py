"""GitHub workflow commands: one annotation a line; people's text can neither end a line nor add a property."""

from __future__ import annotations

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.rules.finding import Place, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotation(level: str, title: str, message: str, place: Place | None = None) -> str:
    """``::error file=…,line=…,col=…,title=…::message`` and a line end; what of the place is not known is left out."""
    properties = []
    if place is not None and place.path:
        properties.append(f"file={_property(Shown(place.path))}")
        properties += [f"line={place.line}", f"col={place.column or 1}"] if place.line else []
    properties.append(f"title={_property(Shown(title))}")
    return f"::{level} {','.join(properties)}::{_data(Shown(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
