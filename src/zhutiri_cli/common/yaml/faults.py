"""Pydantic's errors turned into Chinese sentences with the route of the offending key or value.

The only place that knows pydantic's error types. Echoes are dropped: a missing field beside an unknown key that is
plainly meant to be it, or a list found too short because its items are faulty, is the same fault.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import Any, TypeVar, get_args

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.fields import Strict
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.scalars import Misread

ModelT = TypeVar("ModelT", bound=BaseModel)


class FieldFault(Struct, frozen=True):
    """A field that is missing, unknown or of the wrong type or value (ZT102). ``on_key``: point at the key."""

    route: Route
    message: str
    hint: str = ""
    on_key: bool = False


_MOST_UNKNOWN = 50
"""Unknown keys of one mapping that are told one by one; finding what each may mean takes its time."""


def validate(model: type[ModelT], tree: Any) -> tuple[ModelT | None, list[FieldFault]]:
    """Build ``model`` from a plain tree; on faults, ``None`` and all of them in reading order of the tree."""
    try:
        return model.model_validate(tree), []
    except ValidationError as problem:
        return None, _faults(model, problem, tree)


def _faults(model: type[BaseModel], problem: ValidationError, tree: Any) -> list[FieldFault]:
    errors = problem.errors(include_url=False, include_input=True)
    meant = set()
    unknown = []
    missing = [tuple(error["loc"]) for error in errors if error["type"] == "missing"]
    strange = defaultdict[Route, list[Route]](list)
    for error in errors:
        if error["type"] == "extra_forbidden":
            strange[tuple(error["loc"])[:-1]].append(tuple(error["loc"]))
    for where, routes in strange.items():
        there = _keys_at(tree, where)
        for route in routes[:_MOST_UNKNOWN]:
            fault, near = _unknown_key(model, route, missing, there)
            unknown.append(fault)
            if near is not None:
                meant.add((*where, near))
        for route in routes[_MOST_UNKNOWN : _MOST_UNKNOWN + 1]:
            message = f"从这里起还有 {len(routes) - _MOST_UNKNOWN} 个未知的键"
            unknown.append(FieldFault(route, message, "请核对是否贴错了内容，改正后重新运行", on_key=True))
    faults = list(unknown)
    inner = {tuple(error["loc"])[:depth] for error in errors for depth in range(len(error["loc"]))}
    for error in errors:
        route, kind = tuple(error["loc"]), error["type"]
        echo = (kind == "missing" and route in meant) or (kind == "too_short" and route in inner)
        if echo or kind == "extra_forbidden":
            continue
        misread = error.get("ctx", {}).get("error")
        on_key = False
        if isinstance(misread, Misread):
            route, on_key = (*route, *misread.at), misread.on_key
        message, hint = _sentence(model, route, error)
        faults.append(FieldFault(route[:-1] if kind == "missing" else route, message, hint, on_key))
    return faults


def _keys_at(tree: Any, route: Route) -> frozenset[str]:
    """The keys that stand in the mapping at ``route``."""
    for part in route:
        try:
            tree = tree[part]
        except (LookupError, TypeError):  # a part that the model adds, which the text has not
            return frozenset()
    return frozenset(tree) if isinstance(tree, dict) else frozenset()


def _unknown_key(
    model: type[BaseModel], route: Route, missing: list[Route], there: frozenset[str]
) -> tuple[FieldFault, str | None]:
    """The fault, and the known key that is meant, if one is near: one that is missing beside it before any other, one
    that is not ``there`` yet before one that is."""
    key = str(route[-1])
    known = list(_fields(model, route[:-1]))
    absent = [str(other[-1]) for other in missing if other[:-1] == route[:-1]]
    word = key.strip().lower()
    free = [name for name in known if name not in there]
    near = next(filter(None, (difflib.get_close_matches(word, names, n=1) for names in (absent, free, known))), [""])[0]
    titled = [name for name, field in _fields(model, route[:-1]).items() if field.title and key.strip() in field.title]
    if len(titled) == 1 and len(key.strip()) > 1:
        near = titled[0]
    hint = "键后面的冒号是全角“：”，请改成英文半角冒号“:”，后面空一格" if "：" in key else ""
    hint = hint or (f"是否应为 {near}" if near else "") or f"这里可用的键：{'、'.join(known)}"
    return FieldFault(route, f"未知的键 {shorten(key)}", hint, on_key=True), near or None


def _sentence(model: type[BaseModel], route: Route, error: Any) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    name = _named(model, route)
    misread = context.get("error")
    if isinstance(misread, Misread):
        return f"{name}{misread.message}", misread.hint
    if kind == "missing":
        return f"缺少 {name}", f"请补上 {route[-1]}"
    if error["input"] is None:
        needed = _fields(model, route[:-1]).get(str(route[-1])) if route else None
        return f"{name}没有填写", "请填写" if needed is not None and needed.is_required() else "请填写，或删去这一行"
    if kind in _MAPPINGS and isinstance(error["input"], str) and "：" in error["input"]:
        return f"{name}应为“键: 值”的一组", "键后面的冒号是全角“：”，请改成英文半角冒号“:”，后面空一格"
    if kind in _MAPPINGS and route:
        given = error["input"]
        said = f"写成了“{shorten(given)}”" if isinstance(given, str) else "写成了列表"
        shape = _as_written(model, route, given if isinstance(given, str) else "…")
        return f"{name}{said}，这里要写成“键: 值”的一组", f"请写作 {shape}"
    if kind in _LISTS and isinstance(error["input"], str):
        word, key = error["input"], route[-1] if route else ""
        item = shorten(word) if _PLAIN_WORD.fullmatch(word) else f'"{shorten(word)}"'
        inner = _model_at(model, route)
        if inner is not None and inner is not _model_at(model, route[:-1]) and issubclass(inner, Strict):
            item = inner.as_mapping(word)
        return f"{name}写成了“{shorten(word)}”，这里要写成列表", f"请写作 {key}: [{item}]"
    if kind in _SENTENCES:
        message, hint = _SENTENCES[kind]
        return name + message.format(**context), hint.format(**context)
    return f"{name}的值无效", "请对照说明改正"


_LISTS = ("tuple_type", "list_type")
_PLAIN_WORD = lazy_pattern(r"\w[\w .-]*")
_MAPPINGS = ("dict_type", "model_type", "model_attributes_type")


def _as_written(model: type[BaseModel], route: Route, word: str) -> str:
    """How a mapping is written for which a single ``word`` stands: ``due: {on: 2024-03-05}``."""
    inner = _model_at(model, route)
    shape = inner.as_mapping(word) if inner is not None and issubclass(inner, Strict) else "{键: 值}"
    return f"{route[-1]}: {shape}" if isinstance(route[-1], str) else f"- {shape}"


_SENTENCES = {
    "string_type": ("应为一段文字", "请写成一个值，不用列表或“键: 值”的一组"),
    "string_too_short": ("不能为空", "请填写内容"),
    "string_pattern_mismatch": ("不能只有空白", "请填写内容"),
    "tuple_type": ("应为列表", "请写作 [甲, 乙]，或每行一个“- 甲”"),
    "list_type": ("应为列表", "请写作 [甲, 乙]，或每行一个“- 甲”"),
    "dict_type": ("应为“键: 值”的一组", "请检查缩进，按“键: 值”逐行填写"),
    "model_type": ("应为“键: 值”的一组", "请检查缩进，按“键: 值”逐行填写"),
    "model_attributes_type": ("应为“键: 值”的一组", "请检查缩进，按“键: 值”逐行填写"),
    "too_short": ("至少要有 {min_length} 项", "请补上内容"),
    "greater_than_equal": ("不能小于 {ge}", "请改为不小于 {ge} 的数"),
    "less_than_equal": ("不能大于 {le}", "请改为不大于 {le} 的数"),
    "literal_error": ("只能是 {expected}", "请改为 {expected}"),
}


def _named(model: type[BaseModel], route: Route) -> str:
    """The field's key with its Chinese title, e.g. ``theme（活动主题）``; list items by their place."""
    keys = [part for part in route if isinstance(part, str)]
    if not keys:
        return "文件内容"
    last = max(index for index, part in enumerate(route) if isinstance(part, str))
    field = _fields(model, route[:last]).get(keys[-1])
    title = f"（{field.title}）" if field is not None and field.title else ""
    numbers = [part for part in route[last + 1 :] if isinstance(part, int)]
    return f"{shorten(keys[-1])}{title}" + (f"第 {numbers[0] + 1} 项" if numbers else "")


def _fields(model: type[BaseModel], route: Route) -> dict[str, Any]:
    """The known keys of the mapping at ``route`` with their field information, walking the models' annotations."""
    current = _model_at(model, route)
    return {} if current is None else {key: field for key, field in _by_key(current).items() if not field.exclude}


def _model_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """The model of the value at ``route``; ``None`` where that is none."""
    current = model
    for part in route:
        field = _by_key(current).get(part) if isinstance(part, str) else None
        if field is not None:
            inner = _model_in(field.annotation)
            if inner is None:
                return None
            current = inner
    return current


def _by_key(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model inside an annotation such as ``tuple[Activity, ...]`` or ``Filing | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
