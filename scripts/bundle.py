"""Pack an installer for machines without a network: ``make bundle`` (a zip for each system, with SHA256SUMS beside).

Every wheel is one that the lock has a hash of, chosen for a system and a release of Python by its own tags (pip would
judge the lock's markers by the machine that it runs on). Runs in .venv-dist, which has pip and packaging.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[1]
OFFLINE = ROOT / "scripts" / "offline"
OUT = ROOT / "build" / "bundle"
CACHE = OUT / "wheels"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = (28, 27, 26, 25, 24, 17, 12, 5)
"""The second numbers of glibc 2.x that wheels may ask for: 2.28 is what Kylin V10 and UOS 20 have."""
ONCE = (1980, 1, 1, 0, 0, 0)


class System(NamedTuple):
    """A system as ``platform`` names it, as markers do, and the tags of its wheels."""

    name: str
    machine: str
    markers: dict[str, str]
    tags: tuple[str, ...]


def _linux(machine: str, told: str) -> System:
    tags = (
        *(f"manylinux_2_{minor}_{machine}" for minor in GLIBC),
        *(f"manylinux{old}_{machine}" for old in (2014, 2010, 1)),
    )
    markers = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": machine, "os_name": "posix"}
    return System("Linux", told, markers, (*tags, f"linux_{machine}"))


SYSTEMS = {
    "linux-x86_64": _linux("x86_64", "x86_64"),
    "linux-arm64": _linux("aarch64", "arm64"),
    "windows-x64": System(
        "Windows",
        "x86_64",
        {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
        ("win_amd64",),
    ),
}


class Pin(NamedTuple):
    """A distribution in a lock: which, which release, when it is wanted, and the hashes of its files."""

    name: str
    release: str
    marker: Any
    hashes: tuple[str, ...]


def pins(lock: Path) -> list[Pin]:
    """The distributions that a lock pins."""
    found = []
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        told, *hashes = line.split(" --hash=sha256:")
        if told.strip():
            wanted = Requirement(told.strip())
            (only,) = wanted.specifier
            found.append(Pin(wanted.name, only.version, wanted.marker, tuple(one.strip() for one in hashes)))
    return found


def wanted(known: list[Pin], system: System, python: str) -> list[Pin]:
    """What of a lock a system installs with a release of Python."""
    release = {"python_version": python, "python_full_version": f"{python}.0", "implementation_version": f"{python}.0"}
    where = {"implementation_name": "cpython", "platform_python_implementation": "CPython", "platform_release": "",
             "platform_version": "", "extra": "", **release, **system.markers}  # fmt: skip
    return [one for one in known if one.marker is None or one.marker.evaluate(where)]


def tags(system: System, python: str) -> list[Tag]:
    """The tags of wheels that run there, the best first."""
    major, minor = map(int, python.split("."))
    own = f"cp{major}{minor}"
    return [*cpython_tags((major, minor), [own], system.tags), *compatible_tags((major, minor), own, system.tags)]


def chosen(pin: Pin, fitting: list[Tag], folder: Path) -> Path | None:
    """The best wheel of a distribution that lies in the folder and has a hash of the lock."""
    best: tuple[int, Path] | None = None
    for path in sorted(folder.glob("*.whl")):
        name, release, _, of_wheel = parse_wheel_filename(path.name)
        places = [fitting.index(tag) for tag in of_wheel if tag in fitting]
        if name != pin.name or str(release) != pin.release or not places or sha256(path) not in pin.hashes:
            continue
        if best is None or min(places) < best[0]:
            best = (min(places), path)
    return best[1] if best else None


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(missing: list[Pin], system: System, python: str, folder: Path) -> str:
    """Have pip bring the wheels; ``""``, or what it said last where it could not."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "asked.txt"
    asked.write_text("".join(f"{one.name}=={one.release} {_hashes(one)}\n" for one in missing), encoding="utf-8")
    own = f"cp{python.replace('.', '')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
    command += ["--abi", own, "--abi", "abi3", "--abi", "none"]
    command += [word for tag in system.tags for word in ("--platform", tag)]
    command += ["--dest", str(folder), "--requirement", str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    asked.unlink()
    faults = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return (faults or ["ERROR: pip did not say why"])[-1] if done.returncode else ""


def _hashes(pin: Pin) -> str:
    return " ".join(f"--hash=sha256:{one}" for one in pin.hashes)


def gather(known: list[Pin], system: System, python: str) -> tuple[list[tuple[Pin, Path]], list[str]]:
    """The wheels for a system and a release of Python, and the distributions that there is no wheel of."""
    fitting, needed = tags(system, python), wanted(known, system, python)
    missing = [one for one in needed if chosen(one, fitting, CACHE) is None]
    if missing and fetch(missing, system, python, CACHE):  # one that is lacking fails all: ask for each alone
        for one in missing:
            fetch([one], system, python, CACHE)
    found = [(one, chosen(one, fitting, CACHE)) for one in needed]
    return [(one, path) for one, path in found if path], [one.name for one, path in found if path is None]


def lay(folder: Path, name: str, wheel: Path, known: list[Pin], pythons: tuple[str, ...]) -> list[str]:
    """Lay a system's folder; the releases of Python that it serves. Says on stderr what there is no wheel of."""
    system, served = SYSTEMS[name], []
    if folder.exists():
        shutil.rmtree(folder)
    for part in ("wheels", "requirements"):
        (folder / part).mkdir(parents=True)
    version = str(parse_wheel_filename(wheel.name)[1])
    for python in pythons:
        found, lacking = gather(known, system, python)
        if lacking:
            print(f"{name}, Python {python}: no wheel of {', '.join(lacking)}; left out", file=sys.stderr)
            continue
        served.append(python)
        for _, path in found:
            shutil.copyfile(path, folder / "wheels" / path.name)
        lines = [f"{one.name}=={one.release} --hash=sha256:{sha256(path)}" for one, path in found if one.name != "pip"]
        lines.append(f"zhutiri-cli=={version} --hash=sha256:{sha256(wheel)}")
        (folder / "requirements" / f"{python}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copyfile(wheel, folder / "wheels" / wheel.name)
    told = {"version": version, "system": system.name, "machine": system.machine, "pythons": served}
    (folder / "bundle.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    lay_papers(folder, windows=system.name == "Windows")
    sums = [
        f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    return served


def lay_papers(folder: Path, *, windows: bool) -> None:
    """The installer and what is to be read, in the letters and line ends of their readers."""
    shutil.copyfile(OFFLINE / "install.py", folder / "install.py")
    if windows:  # cmd.exe reads its files in the console's code page, which install.cmd sets to 936
        text = (OFFLINE / "install.cmd").read_text(encoding="utf-8")
        (folder / "install.cmd").write_bytes(text.replace("\n", "\r\n").encode("gbk"))
    else:
        shutil.copyfile(OFFLINE / "install.sh", folder / "install.sh")
        (folder / "install.sh").chmod(0o755)
    for source in (OFFLINE / "安装说明.txt", ROOT / "NOTICE", ROOT / "LICENSE"):
        text = source.read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / source.with_suffix(".txt").name).write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))


def zipped(folder: Path) -> Path:
    """The folder as one file, the same bytes for the same content."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w") as made:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{one.relative_to(folder).as_posix()}", ONCE)
                entry.external_attr = (0o100755 if one.name == "install.sh" else 0o100644) << 16
                entry.compress_type = zipfile.ZIP_STORED if one.suffix == ".whl" else zipfile.ZIP_DEFLATED
                made.writestr(entry, one.read_bytes())
    return path


def main(arguments: list[str]) -> int:
    """Pack; 1 where a system or a release of Python that was asked for had to be left out."""
    asked = argparse.ArgumentParser(description="zips for machines without a network")
    asked.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    asked.add_argument("--pythons", nargs="+", default=list(PYTHONS))
    asked.add_argument("--ocr", action="store_true", help="with what --ocr needs")
    options = asked.parse_args(arguments)
    (wheel,) = (ROOT / "dist").glob("zhutiri_cli-*.whl")
    known = pins(ROOT / "requirements" / ("office-ocr.lock" if options.ocr else "office.lock"))
    known += [one for one in pins(ROOT / "requirements" / "dist.lock") if one.name == "pip"]
    made, whole = [], True
    for name in options.systems:
        folder = OUT / f"zhutiri-{wheel.name.split('-')[1]}{'-ocr' if options.ocr else ''}-{name}"
        served = lay(folder, name, wheel, known, tuple(options.pythons))
        whole = whole and served == options.pythons
        if served:
            path = zipped(folder)
            made.append(path)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1_000_000} MB, Python {', '.join(served)}")
        else:
            shutil.rmtree(folder)
    sums = [f"{sha256(path)}  {path.name}\n" for path in sorted(OUT.glob("*.zip"))]
    (OUT / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    return 0 if whole and made else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
