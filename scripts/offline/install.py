"""Install zhutiri from this folder for the user who runs it: no network, no rights beyond the own home (stdlib only).

``install.sh`` and ``install.cmd`` find a Python that the folder has wheels for and run this file with it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


class Refused(Exception):
    """What stands in the way, and what to do, in one sentence."""


def main(arguments: list[str]) -> int:
    """Install, or with ``--uninstall`` take away what was installed; 2 where it cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows ?
    try:
        asked(arguments)(home())
    except Refused as problem:
        print(f"错误：{problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        print(
            f"错误：{problem.filename or home()} 无法读取或写入（{problem.strerror}）。请检查磁盘空间和权限后重试",
            file=sys.stderr,
        )
        return 2
    return 0


def asked(arguments: list[str]) -> Callable[[Path], None]:
    """What is to be done."""
    if arguments not in ([], ["--uninstall"]):
        raise Refused(f"不认识 {' '.join(arguments)}。不加任何词就是安装，--uninstall 是卸载")
    return uninstall if arguments else install


def home() -> Path:
    """The folder that everything goes into."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "zhutiri"
    return Path.home() / ".local" / "share" / "zhutiri"


def install(root: Path) -> None:
    """Verify the folder, put the program beside an older one, try it, then let it be called by its name."""
    bundle = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    release = "{}.{}".format(*sys.version_info[:2])
    demand_fit(bundle, release)
    verify()
    place, old = root / bundle["version"], root / f"{bundle['version']}.old"
    root.mkdir(parents=True, exist_ok=True)
    if old.exists():
        shutil.rmtree(old)
    if place.exists():
        place.rename(old)
    try:
        print(f"正在装到 {place}，约需一分钟……", flush=True)
        fill(place, release)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)  # what went wrong before is what is told; it is raised again
        if old.exists():
            old.rename(place)
        raise
    said = make_callable(root, place)
    for one in root.iterdir():
        if one.is_dir() and one != place:
            shutil.rmtree(one, ignore_errors=True)  # an older release; in use just now, it stays until the next time
    print(f"√ 已装好 zhutiri {bundle['version']}。{said}")


def demand_fit(bundle: dict[str, Any], release: str) -> None:
    """Raise unless the wheels here are for this machine and this Python."""
    system, machine = platform.system(), MACHINES.get(platform.machine().lower(), platform.machine())
    if (system, machine) != (bundle["system"], bundle["machine"]):
        raise Refused(
            f"这个安装包供 {bundle['system']} {bundle['machine']} 用，这台电脑是 {system} {machine}。请换用对应的安装包"
        )
    if release not in bundle["pythons"]:
        raise Refused(
            f"这个安装包供 Python {'、'.join(bundle['pythons'])} 用，运行它的是 {release}。请装其中之一后重试"
        )


def verify() -> None:
    """Raise unless every file is as ``SHA256SUMS`` has it."""
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        expected, name = line.split("  ", 1)
        path = HERE / name
        if not path.is_file():
            raise Refused(f"安装包里缺 {name}，可能没有解压完整。请重新解压或重新取得安装包")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise Refused(f"安装包里的 {name} 与 SHA256SUMS 不符，可能损坏或被改动。请重新取得安装包")


def fill(place: Path, release: str) -> None:
    """An environment of its own at ``place``, with all that ``requirements`` names, from ``wheels`` alone."""
    venv.create(place, with_pip=False, symlinks=not WINDOWS)
    python = place / ("Scripts/python.exe" if WINDOWS else "bin/python")
    (pip,) = (HERE / "wheels").glob("pip-*.whl")
    settings = {key: value for key, value in os.environ.items() if not key.upper().startswith(("PIP_", "PYTHON"))}
    settings["PIP_CONFIG_FILE"] = os.devnull  # of all files of settings: --isolated alone leaves the machine's in force
    command = [str(python), str(pip / "pip"), "--isolated", "install", "--quiet", "--no-index", "--no-deps"]
    command += ["--find-links", str(HERE / "wheels"), "--require-hashes", "--no-cache-dir", "--no-warn-script-location"]
    command += ["--disable-pip-version-check", "--requirement", str(HERE / "requirements" / f"{release}.txt")]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        told = (done.stderr.strip() or "没有说明原因").splitlines()[-1]
        raise Refused(f"组件没有装成（{told}）。请把这句话反馈给提供安装包的人")
    tried = subprocess.run([str(program(place)), "--version"], env=settings, capture_output=True, check=False)
    if tried.returncode:
        raise Refused(f"装好了，但 {program(place)} 运行不起来。请把这句话反馈给提供安装包的人")


def program(place: Path) -> Path:
    """The program in an environment."""
    return place / ("Scripts/zhutiri.exe" if WINDOWS else "bin/zhutiri")


def make_callable(root: Path, place: Path, *, windows: bool = WINDOWS) -> str:
    """Let ``zhutiri`` be called by its name where that is possible; what to do, for people."""
    if windows:
        caller = root / "zhutiri.cmd"
        caller.write_bytes(f'@"%~dp0{place.name}\\Scripts\\zhutiri.exe" %*\r\n'.encode("ascii"))
        return f'运行时写全路径 "{caller}"；想只写 zhutiri，请把 {root} 加进“编辑账户的环境变量”里的 Path'
    for link, target in links(place):
        if link.is_symlink() and root in link_target(link).parents:
            link.unlink()
        if link.exists() or link.is_symlink():
            print(f"{link} 已经有了，不是这个安装包装的，没有改动；本次装好的是 {target}")
        elif target.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)
    folder = Path.home() / ".local" / "bin"
    if str(folder) in os.environ.get("PATH", "").split(os.pathsep):
        return "运行 zhutiri 开始"
    return f"运行 {folder / 'zhutiri'} 开始；想只写 zhutiri，重新登录，或把 {folder} 加进 PATH"


def links(place: Path) -> tuple[tuple[Path, Path], ...]:
    """What leads to the program and to its manual page, and where each leads."""
    local, page = Path.home() / ".local", "share/man/man1/zhutiri.1"
    return (local / "bin" / "zhutiri", program(place)), (local / page, place / page)


def link_target(link: Path) -> Path:
    """Where a link leads, whether or not there is anything."""
    return link.parent / link.readlink()


def uninstall(root: Path) -> None:
    """Take away what ``install`` made, and nothing else: plans and material of the user lie elsewhere."""
    if not root.exists():
        raise Refused(f"没有找到 {root}，没有什么可卸载的")
    for link, _ in () if WINDOWS else links(root):
        if link.is_symlink() and root in link_target(link).parents:
            link.unlink()
    shutil.rmtree(root)
    print(f"√ 已卸载，{root} 已删除；计划、材料和登记没有改动")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
