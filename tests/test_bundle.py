"""The installer for machines without a network: what goes into it, and that it installs whole, says why not, and leaves
everything else alone."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import bundle
import pytest
from bundle import SYSTEMS, Pin

from tests.support.offline_bundle import HERE, SYSTEM, installed, laid, stub_wheel
from tests.support.places import ROOT

OFFICE = bundle.pins(ROOT / "requirements" / "office.lock")
posix = pytest.mark.skipif(os.name == "nt", reason="install.sh is for Linux")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundle, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def installer() -> Any:
    spec = importlib.util.spec_from_file_location("offline_install", ROOT / "scripts" / "offline" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(system: str, python: str) -> set[str]:
    return {one.name for one in bundle.wanted(OFFICE, SYSTEMS[system], python)}


def test_a_system_gets_what_its_own_markers_ask_for() -> None:
    assert names("windows-x64", "3.12") - names("linux-x86_64", "3.12") == {"colorama"}
    assert names("linux-arm64", "3.12") == names("linux-x86_64", "3.12")
    assert names("linux-x86_64", "3.13") - names("linux-x86_64", "3.14") == {"backports-zstd"}
    assert "cffi" not in names("linux-x86_64", "3.11")
    assert {"icalendar", "aiohttp", "py7zr", "pydantic-core"} <= names("windows-x64", "3.14")
    assert all(one.hashes for one in OFFICE)


@pytest.mark.parametrize(
    ("files", "system", "best"),
    [
        (
            ("x-1.0-py3-none-any.whl", "x-1.0-cp312-cp312-win_amd64.whl"),
            "windows-x64",
            "x-1.0-cp312-cp312-win_amd64.whl",
        ),
        (("x-1.0-py3-none-any.whl", "x-1.0-cp312-cp312-win_amd64.whl"), "linux-x86_64", "x-1.0-py3-none-any.whl"),
        (
            ("x-1.0-cp311-abi3-manylinux_2_17_aarch64.whl",),
            "linux-arm64",
            "x-1.0-cp311-abi3-manylinux_2_17_aarch64.whl",
        ),
        (("x-1.0-cp312-cp312-manylinux_2_34_x86_64.whl",), "linux-x86_64", None),
        (("x-1.0-cp312-cp312-musllinux_1_2_x86_64.whl",), "linux-x86_64", None),
        (("x-1.0-cp311-cp311-win_amd64.whl",), "windows-x64", None),
        (("x-2.0-py3-none-any.whl", "y-1.0-py3-none-any.whl"), "linux-x86_64", None),
    ],
)
def test_a_wheel_is_chosen_by_its_tags(cache: Path, files: tuple[str, ...], system: str, best: str | None) -> None:
    cache.mkdir()
    for name in files:
        (cache / name).write_text(name, encoding="utf-8")
    pin = Pin("x", "1.0", None, tuple(bundle.sha256(cache / name) for name in files))
    found = bundle.chosen(pin, bundle.tags(SYSTEMS[system], "3.12"), cache)
    assert (found and found.name) == best


def test_a_wheel_that_the_lock_does_not_know_is_not_taken(cache: Path) -> None:
    cache.mkdir()
    (cache / "x-1.0-py3-none-any.whl").write_text("another", encoding="utf-8")
    fitting = bundle.tags(SYSTEMS["linux-x86_64"], "3.12")
    assert bundle.chosen(Pin("x", "1.0", None, ("0" * 64,)), fitting, cache) is None


def test_what_there_is_no_wheel_of_is_said_and_its_python_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def none(missing: list[Pin], *_: object) -> str:
        asked.append(len(missing))
        return "ERROR: none"

    monkeypatch.setattr(bundle, "fetch", none)
    pins = [Pin("x", "1.0", None, ("0" * 64,)), Pin("y", "1.0", None, ("1" * 64,))]
    served = bundle.lay(tmp_path / "made", "windows-x64", stub_wheel(tmp_path / "dist"), pins, ("3.12",))
    assert served == []
    assert asked == [2, 1, 1]
    assert capsys.readouterr().err == "windows-x64, Python 3.12: no wheel of x, y; left out\n"


def test_papers_for_windows_are_in_the_letters_and_line_ends_of_windows(tmp_path: Path) -> None:
    bundle.lay_papers(tmp_path, windows=True)
    script = (tmp_path / "install.cmd").read_bytes()
    assert script.count(b"\n") == script.count(b"\r\n") > 20
    told = script.decode("gbk")
    assert "错误：没有找到可用的 Python" in told
    assert told[: told.index("chcp 936")].isascii()  # before the code page is set, no letter depends on it
    assert "\r\nrem " in told
    for name in ("安装说明.txt", "NOTICE.txt", "LICENSE.txt"):
        data = (tmp_path / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")
    assert not (tmp_path / "install.sh").exists()


def test_the_zip_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    place = laid(tmp_path, SYSTEM)
    first = bundle.zipped(place).read_bytes()
    os.utime(place / "install.py", (0, 0))
    assert bundle.zipped(place).read_bytes() == first
    with zipfile.ZipFile(place.with_name(f"{place.name}.zip")) as held:
        modes = {entry.filename.rpartition("/")[2]: entry.external_attr >> 16 for entry in held.infolist()}
        sums = held.read(f"{place.name}/SHA256SUMS").decode()
    assert modes["install.sh"] & 0o111
    assert {line.split("  ")[1] for line in sums.splitlines()} == {
        path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file() and path.name != "SHA256SUMS"
    }


@posix
def test_it_installs_upgrades_and_goes_without_the_network_or_anything_of_the_machine(tmp_path: Path) -> None:
    home = tmp_path / "家"
    done = installed(laid(tmp_path), home, PIP_INDEX_URL="http://127.0.0.1:9/", PYTHONPATH="/nowhere")
    assert (done.returncode, done.stderr) == (0, "")
    assert "√ 已装好 zhutiri 0.1.0" in done.stdout
    called = home / ".local" / "bin" / "zhutiri"
    assert subprocess.run([called, "--version"], capture_output=True, text=True, check=True).stdout == "zhutiri 0.1.0\n"
    assert (home / ".local" / "share" / "man" / "man1" / "zhutiri.1").read_text() == ".TH ZHUTIRI 1\n"

    assert installed(laid(tmp_path, version="0.2.0"), home).returncode == 0
    assert subprocess.run([called, "--version"], capture_output=True, text=True, check=True).stdout == "zhutiri 0.2.0\n"
    assert [path.name for path in (home / ".local" / "share" / "zhutiri").iterdir()] == ["0.2.0"]

    gone = installed(laid(tmp_path, version="0.2.0"), home, "--uninstall")
    assert (gone.returncode, gone.stderr) == (0, "")
    assert [path for path in (home / ".local").rglob("*") if not path.is_dir()] == []


@posix
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (
            lambda place: (place / "wheels" / "zhutiri_cli-0.1.0-py3-none-any.whl").write_bytes(b"x"),
            "与 SHA256SUMS 不符",
        ),
        (lambda place: (place / "NOTICE.txt").unlink(), "安装包里缺 NOTICE.txt"),
        (lambda place: told(place, machine="arm64" if SYSTEM == "linux-x86_64" else "x86_64"), "请换用对应的安装包"),
        (lambda place: told(place, pythons=["3.9"]), "这个安装包供 Python 3.9 用"),
        (lambda place: (place / "requirements" / f"{HERE}.txt").unlink(), "没有找到可用的 Python"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence_and_nothing_is_left(
    tmp_path: Path, spoilt: Any, said: str
) -> None:
    place = laid(tmp_path)
    spoilt(place)
    done = installed(place, tmp_path / "home")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert list((tmp_path / "home").rglob("*")) == []


def told(place: Path, **changed: Any) -> None:
    path = place / "bundle.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changed), encoding="utf-8")


@posix
def test_a_program_of_that_name_that_is_not_ours_stays(
    tmp_path: Path, installer: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    other = tmp_path / ".local" / "bin" / "zhutiri"
    other.parent.mkdir(parents=True)
    other.write_text("mine", encoding="utf-8")
    place = installer.home() / "0.1.0"
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "zhutiri").write_text("", encoding="utf-8")
    installer.make_callable(installer.home(), place, windows=False)
    assert other.read_text(encoding="utf-8") == "mine"
    assert "没有改动" in capsys.readouterr().out


def test_on_windows_a_script_beside_calls_the_program_whatever_the_code_page(tmp_path: Path, installer: Any) -> None:
    said = installer.make_callable(tmp_path, tmp_path / "0.1.0", windows=True)
    assert (tmp_path / "zhutiri.cmd").read_bytes() == b'@"%~dp00.1.0\\Scripts\\zhutiri.exe" %*\r\n'
    assert str(tmp_path / "zhutiri.cmd") in said


def test_what_fails_half_way_brings_the_earlier_one_back(
    tmp_path: Path, installer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, bundled = tmp_path / "zhutiri", laid(tmp_path)
    (root / "0.1.0").mkdir(parents=True)
    (root / "0.1.0" / "earlier").write_text("", encoding="utf-8")

    def failing(place: Path, _: str) -> None:
        place.mkdir()
        (place / "half").write_text("", encoding="utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(installer, "HERE", bundled)
    monkeypatch.setattr(installer, "fill", failing)
    with pytest.raises(KeyboardInterrupt):
        installer.install(root)
    assert [path.relative_to(root).as_posix() for path in sorted(root.rglob("*"))] == ["0.1.0", "0.1.0/earlier"]


@pytest.mark.parametrize(("statuses", "said"), [((1, 0), "组件没有装成（没有这个组件）"), ((0, 3), "运行不起来")])
def test_what_pip_or_the_program_cannot_do_is_said(
    tmp_path: Path, installer: Any, monkeypatch: pytest.MonkeyPatch, statuses: tuple[int, int], said: str
) -> None:
    left = list(statuses)

    def run(command: list[str], **_: object) -> Any:
        return subprocess.CompletedProcess(command, left.pop(0), "", "没有这个组件\n")

    monkeypatch.setattr(installer, "HERE", laid(tmp_path))
    monkeypatch.setattr(installer.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(installer.subprocess, "run", run)
    with pytest.raises(installer.Refused, match=said):
        installer.fill(tmp_path / "place", HERE)


def test_the_installer_is_plain_enough_for_the_python_that_it_is_for() -> None:
    source = (ROOT / "scripts" / "offline" / "install.py").read_text(encoding="utf-8")
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= {*sys.stdlib_module_names, "__future__"}
