"""Streams and files: results to stdout or to files, everything else to stderr, never a crash over an encoding."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.cli.pager import through_pager
from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of, remedy_of
from zhutiri_cli.common.paths import folder_of
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.unguarded import UNGUARDED
from zhutiri_cli.render import format_names, formats
from zhutiri_cli.render.format import Display, Format, Streamed

if TYPE_CHECKING:
    from zhutiri_cli.report.office import OfficeTemplate


def settle_streams() -> None:
    """Make both streams write whatever they can: a character outside the console's encoding becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """One line to stderr, past the door: the one place where sentences that are no facts, an error's among them, are
    made fit to be shown. A closed stderr is nobody's loss."""
    UNGUARDED.heard([text])
    gone = (OSError, ValueError, AttributeError)
    with contextlib.suppress(*gone):  # nobody is left to be told when stderr itself is gone
        sys.stderr.write(Shown("".join(text.splitlines())) + "\n")
        sys.stderr.flush()


def display(
    *,
    everything: bool = False,
    detailed: bool = False,
    due_within: int = 5,
    templates: Mapping[str, OfficeTemplate] = MappingProxyType({}),
) -> Display:
    """What the reader's screen is like; colours only on a terminal that wants them."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    if sys.platform == "win32" and "WT_SESSION" not in os.environ:
        colour = False
    here, columns = folder_of(Path("_")), shutil.get_terminal_size((80, 24)).columns
    return Display(
        columns, colour, everything, detailed, here, here, due_within=due_within, templates=templates, apart=_apart
    )


def _apart(work: Callable[..., Any], *arguments: object, lost: Callable[[str], Exception]) -> Any:
    """Work on a template, behind the door."""
    from zhutiri_cli.common.foreign_limits import FILLING_SECONDS
    from zhutiri_cli.materials.door.door import behind_the_door

    return behind_the_door(work, *arguments, seconds=FILLING_SECONDS, lost=lost)


def _on_paper(paper: Display, path: Path) -> Display:
    return replace(paper, place=folder_of(path), stem=path.stem)


def tell(lines: Iterable[Shown]) -> None:
    """Lines for people to stdout; raises ``FileProblem`` as ``emit`` does."""
    emit("".join(f"{line}\n" for line in lines), machine=False)


def tell_aside(lines: Iterable[str]) -> None:
    """Lines for people to stderr."""
    for line in lines:
        say(line)


def emit(content: Any, *, machine: bool) -> None:
    """The result to stdout: UTF-8 for programs, the console's own encoding for people. A reader that has closed the
    pipe is no error; a stdout that is closed or full is (``FileProblem``)."""
    out: Any = sys.stdout
    if out is None:
        raise FileProblem("标准输出已关闭，结果没有写出", "请用 -o 写入文件，或不要关闭标准输出")
    try:
        if machine or not isinstance(content, str):
            out.flush()
            for piece in content.content if isinstance(content, Streamed) else (content,):
                out.buffer.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
        else:
            out.write(content)
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # nothing is left to fail again at exit
        raise FileProblem(f"结果没有写出（{reason_of(problem)}）", remedy_of(problem, "请用 -o 写入别处")) from None


class OutputTarget(Struct, frozen=True):
    """Where a result goes (``None``: stdout) and in which format."""

    path: Path | None
    format: Format


def targets(command: str, name: str | None, files: Sequence[Path] | None) -> list[OutputTarget]:
    """What ``--format`` and ``--output`` ask for, settled before any work is done. Raises ``UsageProblem`` for an
    unknown format or suffix, or one that needs an extra which is not installed."""
    known, names = formats(command), format_names(command)
    for path in files or ():  # before the workspace is looked at, where what is left would be told
        from zhutiri_cli.common.temporaries import clear_left_once

        if re.match("[A-Za-z][A-Za-z0-9+.-]+:[/\\\\]", str(path)):  # of its two slashes a path keeps one
            raise UsageProblem(f"输出文件 {path} 是存储的地址，不能写到那里", "请先写到本机的文件夹，再传上去")
        clear_left_once(path.parent)
    wanted = [OutputTarget(path, known[_for_file(names, path, name)]) for path in files or ()]
    wanted = wanted or [OutputTarget(None, _for_screen(known[_named(names, name)]))]
    for target in wanted:
        if target.format.demand is not None:
            target.format.demand()
    return wanted


def _for_screen(entry: Format) -> Format:
    """A format that may go to stdout. Raises ``UsageProblem`` for one that gives a folder of files."""
    if entry.many:
        raise UsageProblem(f"{entry.name} 是一个单位一个文件，不能显示在屏幕上", "请用 -o 指明放这些文件的文件夹")
    return entry


_ALSO_CALLED = {"excel": "xlsx", "word": "docx", "calendar": "ics", "mail": "eml", "txt": "text"}
"""What people call formats, and what ``-f`` calls them."""
_ALSO_SUFFIXED = {".xls": ".xlsx", ".xsl": ".xlsx", ".et": ".xlsx", ".doc": ".docx", ".wps": ".docx", ".htm": ".html"}
"""Suffixes of the same kind of file that are not written."""


def _named(known: Mapping[str, str | None], name: str | None) -> str:
    """The format that ``--format`` asks for, of those known by name and suffix."""
    if name is None:
        return next(iter(known))
    if name.lower() in known:
        return name.lower()
    called = {suffix[1:]: one for one, suffix in known.items() if suffix}
    called |= {word: meant for word, meant in _ALSO_CALLED.items() if meant in known} | {one: one for one in known}
    near = _nearest(name.lower(), called)
    said = f"没有 {name} 这种格式" + (f"，是否应为 {near}" if near else "")
    raise UsageProblem(said, f"--format 可选：{'、'.join(known)}")


def _for_file(known: Mapping[str, str | None], path: Path, name: str | None) -> str:
    """The format that a file's suffix decides; ``--format`` only where the suffix says nothing."""
    for one, suffix in known.items():
        if path.suffix.lower() == suffix:
            return one
    if name is not None:
        return _named(known, name)
    suffixes = [suffix for suffix in known.values() if suffix]
    called = {word: meant for word, meant in _ALSO_SUFFIXED.items() if meant in suffixes}
    near = _nearest(path.suffix.lower(), called | {suffix: suffix for suffix in suffixes})
    said = f"输出文件 {path} 的后缀不对应任何格式" + (f"，是否应为 {path.with_suffix(near)}" if near else "")
    raise UsageProblem(said, f"请用这些后缀之一：{'、'.join(suffixes)}")


def _nearest(word: str, known: Mapping[str, str]) -> str | None:
    """What the known word most like ``word`` stands for."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return known[near[0]] if near else None


def deliver(
    facts: Any,
    wanted: Sequence[OutputTarget],
    screen: Display,
    line: str,
    notices: Sequence[str] = (),
    *,
    paged: bool,
) -> None:
    """Render to stdout, or to files alone with the one-line verdict ``line`` on stdout.

    ``notices`` go to stderr unless the reader sees them in the result itself. ``paged``: what is longer than the
    terminal goes through a pager.
    """
    UNGUARDED.heard(notices)
    if any(target.path is not None or target.format.machine for target in wanted):
        for notice in notices:
            say(f"注意：{notice}")
    paper = replace(screen, width=100, colour=False)
    rendered = [
        (to, to.format.render(facts, _on_paper(paper, to.path) if to.path is not None else screen)) for to in wanted
    ]
    for to, content in rendered:
        if to.path is None:
            if paged and isinstance(content, str) and not to.format.machine and through_pager(content):
                return
            emit(content, machine=to.format.machine)
            return
    from zhutiri_cli.cli.write_files import continuing, put_all

    put_all([(to.path, continuing(to.format, to.path, content)) for to, content in rendered if to.path is not None])
    tell([Shown(line)])
