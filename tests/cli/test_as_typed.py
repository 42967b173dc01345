"""Values that pass as they were typed are what the library would have made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from zhutiri_cli.cli.help_page import HelpfulCommand


def seen(cls: type[Any], words: list[str]) -> dict[str, Any]:
    """What a command of that class is called with."""
    called: dict[str, Any] = {}

    def command(
        names: Annotated[list[str] | None, typer.Argument()] = None,
        text: Annotated[str | None, typer.Option("--text")] = None,
        several: Annotated[list[str] | None, typer.Option("--several")] = None,
        path: Annotated[Path | None, typer.Option("--path")] = None,
        paths: Annotated[list[Path] | None, typer.Option("--paths")] = None,
        level: Annotated[str, typer.Option("--level")] = "error",
        flag: Annotated[bool, typer.Option("--flag")] = False,
    ) -> None:
        called.update(names=names, text=text, several=several, path=path, paths=paths, level=level, flag=flag)

    app = typer.Typer(add_completion=False)
    app.command(cls=cls)(command)
    typer.main.get_command(app).main(words, standalone_mode=False)
    return called


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["甲", "乙"],
        ["--text", "", "--level", "never"],
        ["--several", "一", "--several", "二", "--flag"],
        ["--path", "a.yaml", "--paths", "b", "--paths", "c"],
        ["--text", "\udcff", "\udcff"],
    ],
)
def test_what_a_command_is_called_with(words: list[str]) -> None:
    called = seen(HelpfulCommand, words)
    assert called == seen(typer.core.TyperCommand, words)
    assert {name: type(value) for name, value in called.items()} == {
        name: type(value) for name, value in seen(typer.core.TyperCommand, words).items()
    }


def test_a_path_needs_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer._adapters.try_build_adapter", None)
    assert seen(HelpfulCommand, ["--path", "a.yaml", "--paths", "b"])["paths"] == [Path("b")]


def test_a_path_that_must_be_there_is_still_looked_for() -> None:
    def command(path: Annotated[Path, typer.Option("--path", exists=True)]) -> None:
        del path

    app = typer.Typer(add_completion=False)
    app.command(cls=HelpfulCommand)(command)
    with pytest.raises(typer.BadParameter):
        typer.main.get_command(app).main(["--path", "nowhere"], standalone_mode=False)
