"""Look at what was built: ``look_at_dist.py DIST AGAIN`` (``make dist``). Standard library only.

The wheel of ``DIST``, made from the source archive there, holds every file of the package and nothing else; the wheel
of ``AGAIN``, made from the checkout, is the same byte for byte.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "zhutiri_cli"
BESIDE = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")
SHARED = {"data/data/share/man/man1/zhutiri.1": "man/zhutiri.1"}
NEVER = (".venv", "__pycache__", ".pyc", "/build/", "/dist/", "node_modules")
PRIVATE = "data/submissions/"
"""What citizens sent, where somebody works in the checkout."""
ARCHIVED = ("LICENSE", "NOTICE", "README.md", "Makefile", "man/zhutiri.1", "requirements/office.lock")


def main(dist: Path, again: Path) -> int:
    """What is wrong, a line each; 1 where there is anything."""
    (wheel,), (archive,), (second,) = dist.glob("*.whl"), dist.glob("*.tar.gz"), again.glob("*.whl")
    faults = [*wheel_faults(wheel), *archive_faults(archive)]
    if wheel.read_bytes() != second.read_bytes():
        faults.append(f"{archive.name} builds another wheel than the checkout")
    sizes = ", ".join(f"{path.name} {path.stat().st_size // 1024} KiB" for path in (wheel, archive))
    print("\n".join(faults) or f"{sizes}: complete, nothing else, the same wheel from both")
    return 1 if faults else 0


def package_files(root: Path = ROOT) -> set[str]:
    """The files of the package, as a wheel names them."""
    found = (path for path in (root / "src" / PACKAGE).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root / "src").as_posix() for path in found}


def wheel_faults(wheel: Path, root: Path = ROOT) -> list[str]:
    """What a wheel lacks, holds besides, or holds in another version."""
    stem = "-".join(wheel.name.split("-")[:2])
    expected = {name: root / "src" / name for name in package_files(root)}
    expected |= {f"{stem}.{name}": root / source for name, source in SHARED.items()}
    beside = {f"{stem}.dist-info/{name}" for name in BESIDE}
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if not name.endswith("/")}
        faults = [f"{wheel.name} lacks {name}" for name in sorted({*expected, *beside} - held)]
        faults += [f"{wheel.name} holds {name} besides" for name in sorted(held - {*expected, *beside})]
        kept = sorted(held & {*expected})
        faults += [
            f"{name} is another in {wheel.name}" for name in kept if opened.read(name) != expected[name].read_bytes()
        ]
    return faults


def archive_faults(archive: Path) -> list[str]:
    """What a source archive lacks, or should not hold."""
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    lacking = [name for name in (*ARCHIVED, *(f"src/{one}" for one in sorted(package_files()))) if name not in held]
    foreign = sorted(name for name in held if name.startswith(PRIVATE) or any(part in f"/{name}" for part in NEVER))
    return [f"{archive.name} lacks {name}" for name in lacking] + [f"{archive.name} holds {name}" for name in foreign]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
