"""A bundle for machines without a network, with a program that only says its version: small enough to be installed."""

from __future__ import annotations

import ensurepip
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bundle
import pytest
from packaging.utils import parse_wheel_filename

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
SYSTEM = {"x86_64": "linux-x86_64", "aarch64": "linux-arm64"}.get(platform.machine(), "")


def stub_wheel(folder: Path, version: str = "0.1.0") -> Path:
    """A wheel called like ours."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"zhutiri_cli-{version}-py3-none-any.whl"
    info = f"zhutiri_cli-{version}.dist-info"
    files = {
        "zhutiri_stub.py": f"def main():\n    print('zhutiri {version}')\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: zhutiri-cli\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\nzhutiri = zhutiri_stub:main\n",
        f"zhutiri_cli-{version}.data/data/share/man/man1/zhutiri.1": ".TH ZHUTIRI 1\n",
    }
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name), text)
        record = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
        made.writestr(zipfile.ZipInfo(f"{info}/RECORD"), record)
    return path


def laid(folder: Path, name: str = SYSTEM, version: str = "0.1.0") -> Path:
    """The bundle of a system, for the Python that runs the tests."""
    found = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    if not found or not name:
        pytest.skip("this Python brings no wheel of pip, or this machine is none that bundles are made for")
    bundle.CACHE.mkdir(parents=True, exist_ok=True)
    pip = Path(shutil.copy(found[0], bundle.CACHE))
    pin = bundle.Pin("pip", str(parse_wheel_filename(pip.name)[1]), None, (bundle.sha256(pip),))
    place = folder / f"zhutiri-{version}-{name}"
    served = bundle.lay(place, name, stub_wheel(folder / "dist", version), [pin], (HERE,))
    assert served == [HERE]
    return place


def installed(place: Path, home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """``install.sh`` run by somebody whose home that is."""
    home.mkdir(exist_ok=True)
    given = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHON": sys.executable, **settings}
    command = ["/bin/sh", str(place / "install.sh"), *words]
    return subprocess.run(command, env=given, cwd=home, capture_output=True, text=True, encoding="utf-8", check=False)
