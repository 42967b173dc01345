"""JSON Schema (2020-12) of the plan, of ``submission.yaml`` and of the reminders, described in Chinese for editors.

Derived from the models, so there is one truth: fields, titles and descriptions stand there. Editors read plain YAML
1.2, so words such as ``2024-03-15`` are strings here. What a schema cannot say (dates that contradict each other,
duplicate ids) is left to ``zhutiri validate``.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from zhutiri_cli.common.json_schema import described

_PLAN_EXAMPLE = {
    "id": 4,
    "month": 3,
    "theme": "就业服务政策宣传",
    "forms": ["政策宣传"],
    "units": ["区人力资源和社会保障局"],
}
_VIDEO = {"minimum": 1, "label": "视频", "words": ["视频", "录像"], "suffixes": [".mp4", ".mov"]}
_SCORING = {"on_time": 10, "complete": 5, "portal": 3, "forms": {"each": 1, "cap": 2}, "late": -2}
_EXAMPLES: dict[str, dict[str, list[Any]]] = {
    "Plan": {
        "activities": [[_PLAN_EXAMPLE]],
        "forms": [["现场观摩", "座谈交流"]],
        "year": [2024],
        "scoring": [_SCORING],
        "ignore": [["*.bak", "旧版/"]],
        "rules": [{"ZT401": {"level": "off", "reason": "门户改版，专栏三个月内不能发稿"}}],
    },
    "Document": {"number": ["天政务公开办发〔2024〕1号"], "issued": ["2024-02-28"]},
    "ReportTerms": {"materials": [{"plan": 1, "photos": 1, "summary": 1, "links": 1, "video": _VIDEO}]},
    "Activity": {"moved_to": ["2024-05"], "units": [["区教育局", "区科技局"]]},
    "Waiver": {"rule": ["ZT401"], "until": ["2024-06-30"]},
    "Record": {
        "held": ["2024-03-15", {"start": "2024-03-15", "end": "2024-03-16"}],
        "submitted": ["2024-03-20", "2024-03-20T17:30:00+08:00"],
        "materials": [{"summary": ["会后材料.docx"]}],
    },
}


class _Chinese(GenerateJsonSchema):
    """The models' schemas without their English docstrings: titles and descriptions are the fields' own."""

    def model_schema(self, schema: Any) -> dict[str, Any]:
        made = super().model_schema(schema)
        made.pop("title", None)
        made.pop("description", None)
        for key, examples in _EXAMPLES.get(schema["cls"].__name__, {}).items():
            made["properties"][key]["examples"] = examples
        for field in made["properties"].values():
            if field.get("default", ...) in (None, [], {}, "0"):
                del field["default"]  # an absent section; editors would fill it in
        return made


def plan_schema() -> dict[str, Any]:
    """The schema of ``plan_YYYY.yaml``."""
    from zhutiri_cli.plan.model import Plan

    made = _made(Plan, "政务公开主题日活动计划", "一个年度的“政务公开主题日”活动计划文件")
    kinds = made["$defs"]["Materials"]
    kinds["additionalProperties"] = {"$ref": "#/$defs/DeclaredKind"}
    kinds["properties"].pop("<declared>")
    made["properties"]["rules"]["propertyNames"] = {"pattern": "^ZT[0-9]{3}$"}
    made["$defs"]["Activity"]["allOf"] = [
        {"if": {"properties": {"cancelled": {"const": True}}, "required": ["cancelled"]}, "then": _NEEDS_REASON},
        {"if": {"required": ["moved_to"]}, "then": _NEEDS_REASON},
    ]
    return made


def record_schema() -> dict[str, Any]:
    """The schema of ``submission.yaml``."""
    from zhutiri_cli.submission.record_file import Record

    made = _made(Record, "活动报送登记", "一项活动的 submission.yaml；各项都可不填，也可用 zhutiri record 登记")
    made["allOf"] = [{"if": {"required": ["extended_to"]}, "then": _NEEDS_REASON}]
    return made


def reminded_schema() -> dict[str, Any]:
    """The schema of ``reminded_YYYY.yaml``."""
    from zhutiri_cli.submission.reminded_file import SentReminders

    return _made(SentReminders, "催办记录", "一个年度发出的提醒；由 zhutiri remind --sent 登记")


_NEEDS_REASON = {"required": ["reason"]}


def _made(model: type[BaseModel], title: str, description: str) -> dict[str, Any]:
    body = model.model_json_schema(by_alias=True, schema_generator=_Chinese)
    return described(title, description, body)
