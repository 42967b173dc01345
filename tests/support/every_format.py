"""One command line in every format of its command."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import Ran, zhutiri
from zhutiri_cli.render import formats


def carried_out(*order: str, status: tuple[int, ...] = (0, 1)) -> Ran:
    ran = zhutiri(*order)
    assert ran.status in status, ran.err
    assert "内部出错" not in ran.err
    return ran


def made(desk: Path, command: str, *order: str) -> dict[str, bytes]:
    """The results of one command line in all formats of the command, by format."""
    out = desk / "out"
    out.mkdir()
    results, files = {}, list[str]()
    for form in formats(command).values():
        if form.suffix is None:
            results[form.name] = carried_out(command, *order, "-f", form.name).out.encode()
        elif form.many:
            assert carried_out(command, *order, "-f", form.name, "-o", f"{out / form.name}/").status == 0
            results |= {f"{form.name} {path.name}": path.read_bytes() for path in (out / form.name).rglob("*.eml")}
        elif form.suffix != ".parquet":  # packed; it holds the same cells as the CSV
            files += ["-o", str(out / f"{command}{form.suffix}")]
    carried_out(command, *order, *files)
    return results | {path.suffix: path.read_bytes() for path in out.iterdir() if path.is_file()}
