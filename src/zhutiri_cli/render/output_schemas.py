"""JSON Schema (2020-12) of what the commands print with ``-f json``, made from the shapes that the renderers return.

A module ``render/<command>/json_shape.py`` that declares ``SHAPE`` has a schema (``SAID_BY``: where the command that
prints it has another name). Unknown keys are refused, so that a
program which reads an output by its schema notices what a newer version adds.
"""

from __future__ import annotations

import importlib.util
import pkgutil
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from zhutiri_cli import render
from zhutiri_cli.common.json_schema import described


class _Closed(GenerateJsonSchema):
    """Objects with exactly the keys declared, without the English docstrings and the names of classes."""

    def typed_dict_schema(self, schema: Any) -> dict[str, Any]:
        made = super().typed_dict_schema(schema)
        made.pop("title", None)
        made.pop("description", None)
        return {**made, "additionalProperties": False}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: a key's name is no title."""
        del schema
        return False


def shaped_commands() -> tuple[str, ...]:
    """The commands whose JSON has a schema."""
    folders = [info.name for info in pkgutil.iter_modules(render.__path__) if info.ispkg and info.name != "kit"]
    return tuple(name for name in folders if importlib.util.find_spec(f"{render.__name__}.{name}.json_shape"))


def output_schema(command: str) -> dict[str, Any]:
    """The schema of one of ``shaped_commands``."""
    module = importlib.import_module(f"{render.__name__}.{command}.json_shape")
    body = TypeAdapter(module.SHAPE).json_schema(schema_generator=_Closed)
    said_by = getattr(module, "SAID_BY", command)
    return described(f"zhutiri {said_by} -f json", f"zhutiri {said_by} 命令以 JSON 输出的结果", body)
