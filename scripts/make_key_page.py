"""The manual's page about every key of the plan file and of the record, made from the models while MkDocs builds.

``python scripts/make_key_page.py`` prints it. The words are those that editors show (``zhutiri schema``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema


def page() -> str:
    """Both files, section by section, in the order in which a reader meets them."""
    said = [
        "# 计划文件和登记文件的键",
        "这一页由程序里的定义生成，与编辑器里看到的说明相同（`zhutiri schema`）。"
        "日期写作 YYYY-MM-DD；没有列出的键是错误。",
        "## 计划文件",
        *_sections(plan_schema()),
        "## 登记文件",
        "每项活动文件夹里的 `submission.yaml`，各项都可不填。",
        *_sections(record_schema()),
    ]
    return "\n\n".join(said) + "\n"


def _sections(schema: dict[str, Any]) -> Iterator[str]:
    """A table of the file's own keys, then one for each mapping in it, where it is first met."""
    waiting: list[tuple[str, dict[str, Any]]] = [("", schema)]
    met = set[str]()
    while waiting:
        route, part = waiting.pop(0)
        rows, inner = [], []
        for key, field in part.get("properties", {}).items():
            needed = "必填" if key in part.get("required", ()) else ""
            rows.append(f"| `{key}` | {field.get('title', '')} | {field.get('description', '')} | {needed} |")
            inner += [(f"{route}{key}.", name) for name in _named(field)]
            inner += [(f"{route}{key}.规则编号.", name) for name in _named(field.get("additionalProperties"))]
        if route:
            yield f"**`{route.removesuffix('.')}`** 里的键："
        yield "\n".join(["| 键 | 名称 | 说明 | |", "| --- | --- | --- | --- |", *rows])
        if "additionalProperties" in part:
            inner += [(f"{route}其他种类.", name) for name in _named(part["additionalProperties"])]
        for deeper, name in inner:
            if name not in met:
                met.add(name)
                waiting.append((deeper, schema["$defs"][name]))


def _named(field: Any) -> Iterator[str]:
    """The mappings that a field may hold, by the names of their definitions."""
    if isinstance(field, dict):
        for key, value in field.items():
            if key == "$ref":
                yield value.rsplit("/", 1)[-1]
            elif key in ("anyOf", "items", "allOf"):
                yield from _named(value)
    elif isinstance(field, list):
        for value in field:
            yield from _named(value)


if __name__ == "__main__":
    print(page(), end="")
