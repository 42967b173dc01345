"""What every JSON Schema of ours says of itself."""

from __future__ import annotations

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def described(title: str, description: str, body: dict[str, Any]) -> dict[str, Any]:
    """A schema with its dialect, title and description first."""
    return {"$schema": DIALECT, "title": title, "description": description, **body}
