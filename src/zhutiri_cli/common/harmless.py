"""People's text as any output may carry it: nothing in it acts on a reader's program, nothing in it is a citizen's."""

from __future__ import annotations

from zhutiri_cli.common.privacy import mask
from zhutiri_cli.common.text_forms import literal


def harmless(text: str) -> str:
    """The text with control characters made visible and citizens' numbers masked."""
    return literal(mask(text))
