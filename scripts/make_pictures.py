"""The two pictures of the README, made from the sample workspace: ``docs/pictures/{terminal,dashboard}.png``.

The terminal is what ``zhutiri check`` prints in colour, its first lines; the dashboard is the first screen of the HTML
report; both are drawn by headless Chromium (``python scripts/make_pictures.py``). Each picture holds the digest of the
words it shows, so that ``tests/test_pictures.py`` tells when it is stale: run this after a change of
what ``check`` prints.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import run_manual
from msgspec.structs import replace

if TYPE_CHECKING:
    from zhutiri_cli.render.format import Display

COMMAND = ["check", "--as-of", "2024-04-12"]
COLUMNS, LINES = 80, 24
LIMIT = 150_000
"""Bytes that a picture may have."""
MARK = "zhutiri-shows"
"""The text in a PNG under which the digest stands."""
SECONDS = 60
"""What a browser is given: it never ends by itself where its sandbox is broken."""
SCREEN = """\
<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {background}; color: {foreground} }}
pre {{ margin: 18px 20px; font: 16px/1.45 "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace }}
</style><pre>{code}</pre>
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the page it is taken of, and the size of the window in CSS pixels."""

    name: str
    page: Callable[[], str]
    width: int
    height: int
    scale: float

    @property
    def path(self) -> Path:
        """Where it lies."""
        return run_manual.ROOT / "docs" / "pictures" / self.name


def terminal() -> str:
    """The first lines of the check in colour, as a page."""
    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME
    from rich.text import Text

    from zhutiri_cli.cli import output

    asked = output.display

    def in_colour(**said: Any) -> Display:
        return replace(asked(**said), width=COLUMNS, colour=True)

    with run_manual.workspace(), mock.patch.object(output, "display", in_colour):
        os.chdir("examples")
        status, lines = run_manual.run_zhutiri(COMMAND)
        if status != 1:
            raise ValueError(f"the sample's check ended with {status}, not with findings")
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), legacy_windows=False, color_system="standard")
    screen.print(Text.from_ansi("\n".join([f"$ zhutiri {' '.join(COMMAND)}", *lines[:LINES], "……"])))
    return screen.export_html(theme=SVG_EXPORT_THEME, code_format=SCREEN, inline_styles=True)


def dashboard() -> str:
    """The HTML report."""
    with run_manual.workspace():
        os.chdir("examples")
        run_manual.run_zhutiri([*COMMAND, "-o", "周报.html"])
        return Path("周报.html").read_text(encoding="utf-8")


PICTURES = (
    Picture("terminal.png", terminal, 680, 640, 1.5),
    Picture("dashboard.png", dashboard, 1280, 860, 1),
)


def digest(page: str) -> str:
    """What tells one page's words from another's; how they look does not make a picture stale."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>|\s", "", page, flags=re.DOTALL)
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def drawn(picture: Picture, browser: str) -> bytes:
    """The picture as a PNG of 64 colours that holds the digest of its page."""
    from PIL import Image, PngImagePlugin

    page = picture.page()
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        source.write_text(page, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 f"--user-data-dir={folder}/profile", f"--window-size={picture.width},{picture.height}",
                 f"--force-device-scale-factor={picture.scale}", f"--screenshot={shot}"]  # fmt: skip
        subprocess.run([browser, *flags, source.as_uri()], check=True, timeout=SECONDS, capture_output=True)
        note, out = PngImagePlugin.PngInfo(), io.BytesIO()
        note.add_text(MARK, digest(page))
        few = Image.open(shot).convert("RGB").quantize(64, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True, pnginfo=note)
    return out.getvalue()


def main() -> None:
    """Write both pictures. Raises ``SystemExit`` without Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        raise SystemExit("没有 Chromium，图片没有重画（Debian：apt-get install chromium fonts-noto-cjk）")
    for picture in PICTURES:
        picture.path.write_bytes(drawn(picture, browser))
        print(f"{picture.path.relative_to(run_manual.ROOT)}: {picture.path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
