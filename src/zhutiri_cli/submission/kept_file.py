"""Small files that the program keeps beside the plan and people may edit: read as one model, or told what is wrong.

A faulty file counts nothing, and says where it is faulty; one that is not there, or is empty, keeps nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct
from pydantic import BaseModel

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.source import RECORD_BYTES, Source, parse_source, read_source

ModelT = TypeVar("ModelT", bound=BaseModel)


class Kept(Struct, Generic[ModelT], frozen=True):
    """What is kept; nothing where the file is faulty (``fault``: what, and in which line) or not there."""

    known: ModelT
    fault: str = ""


def load_kept(model: type[ModelT], path: Path) -> Kept[ModelT]:
    """What is kept in a file; nothing where there is none: of that nothing is to be validated."""
    if not path.exists():
        return Kept(model.model_construct())
    try:
        return _judged(model, read_source(path, RECORD_BYTES), path)
    except FileProblem as problem:
        return Kept(model.model_construct(), problem.message)


def read_kept(model: type[ModelT], data: bytes, path: Path) -> Kept[ModelT]:
    """The same for bytes at hand."""
    return _judged(model, parse_source(data), path)


def _judged(model: type[ModelT], source: Source, path: Path) -> Kept[ModelT]:
    nothing, name = model.model_construct(), path_shown(path)
    if source.faults:
        first = source.faults[0]
        return Kept(nothing, f"{name} 第 {first.spot.line} 行{_told(first.message, first.hint)}")
    if source.tree is None:
        return Kept(nothing)
    known, faults = validate(model, source.tree)
    if known is None:
        spot = source.spot(faults[0].route, key=faults[0].on_key)
        return Kept(nothing, f"{name} 第 {spot.line} 行{_told(faults[0].message, faults[0].hint)}")
    return Kept(known)


def _told(message: str, hint: str) -> str:
    return f"有误：{message}" + (f"，{hint}" if hint else "")
