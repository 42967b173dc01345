"""Jinja for pages: whatever is put in passes the door and is escaped, whatever the template says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.shown import Shown

if TYPE_CHECKING:
    from jinja2 import Environment


def environment() -> Environment:
    """Templates that escape all text but our own, and refuse names that they are not given."""
    from jinja2 import Environment, StrictUndefined

    return Environment(
        autoescape=True,
        optimized=False,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def own_text(text: str) -> Any:
    """Text of this package, not to be escaped."""
    from markupsafe import Markup

    return Markup(text)


def _shown(value: Any) -> Any:
    """Text past the door, line breaks kept; our own text (``Markup``) and whatever is not text as it is."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    written = value.only_masked if isinstance(value, Shown) else value
    return Shown.lines(written.splitlines()) if "\n" in written else Shown(value)
