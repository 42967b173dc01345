"""Modules found by what they declare."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from zhutiri_cli.common.plugins import declarations, modules_by_suffix
from zhutiri_cli.materials.readers import photo

LOUD = "raise RuntimeError('loaded')\n"


def folder(place: Path, **modules: str) -> list[str]:
    """A package's path with modules of these texts."""
    for name, text in modules.items():
        (place / f"{name}.py").write_text(text, encoding="utf-8")
    return [str(place)]


def test_what_a_module_declares_is_read_without_loading_it(tmp_path: Path) -> None:
    path = folder(tmp_path, b=f"{LOUD}A = 1\nA_LONG = (\n    'x',\n\n    'y',\n)\nB = 2\n", a="A_LONG = 3", helper=LOUD)
    found = [(module, ast.literal_eval(value)) for module, value in declarations("A_LONG", "p", path)]
    assert found == [("p.a", 3), ("p.b", ("x", "y"))]


def test_what_stands_in_a_function_or_in_a_package_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    folder(tmp_path / "below", __init__="X = 5", one="X = 6")
    path = folder(tmp_path, inside="def f():\n    X = 4\n")
    assert [module for module, _ in declarations("X", "p", path)] == ["p.below.one", "p.below"]


def test_two_that_claim_one_suffix(tmp_path: Path) -> None:
    path = folder(tmp_path, a="SUFFIXES = ('.x',)", b="SUFFIXES = {'.x': 'document'}")
    with pytest.raises(RuntimeError, match=r"two modules of p claim \.x"):
        modules_by_suffix("p", path)


def test_suffixes_that_are_not_written_out_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="malformed"):
        modules_by_suffix("p", folder(tmp_path, a="SUFFIXES = tuple(X)"))


def test_one_without_source_is_not_missed(tmp_path: Path) -> None:
    import py_compile

    py_compile.compile(folder(tmp_path, a="SUFFIXES = ('.x',)")[0] + "/a.py", cfile=str(tmp_path / "a.pyc"))
    (tmp_path / "a.py").unlink()
    with pytest.raises(RuntimeError, match=r"source of p\.a"):
        modules_by_suffix("p", [str(tmp_path)])


def test_a_module_is_loaded_when_it_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "few").mkdir()
    path = folder(tmp_path / "few", __init__="", a="SUFFIXES = ('.x', '.y')", b="SUFFIXES = ('.z',)")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = modules_by_suffix("few", path)
    assert list(found) == [".x", ".y", ".z"]
    assert found[".x"] is found[".y"]
    assert found.get(".q") is None
    assert {"few.a", "few.b"} & sys.modules.keys() == {"few.a"}


def test_every_photo_s_suffix_has_its_formats() -> None:
    assert photo.SUFFIXES.keys() == photo._FORMATS.keys()
