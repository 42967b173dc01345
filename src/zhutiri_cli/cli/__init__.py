"""The command line: opens, calls, writes and exits, nothing more. Only this package imports typer."""

from __future__ import annotations

from zhutiri_cli.cli.app import main

__all__ = ["main"]
