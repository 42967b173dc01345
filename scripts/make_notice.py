"""Write down under which licence everything is that the product installs: ``NOTICE``.

Names and releases come from the locks, licences and addresses from what is installed (``make test`` installs all).
Run after every ``make lock``; ``tests/test_notice.py`` fails until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, distribution
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[1]
NOTICE = ROOT / "NOTICE"
PARTS = {"base": "必装", "office": "office", "office-ocr": "ocr", "product": "rollup、cluster、storage"}
"""The locks of the product, each within the next, and what a distribution belongs to that first stands in one."""

SPELLED = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "LGPL-2.1+": "LGPL-2.1-or-later",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""How metadata spell a licence, and its SPDX name."""
READ = {
    "jinja2": "BSD-3-Clause",
    "olefile": "BSD-2-Clause",
    "omegaconf": "BSD-3-Clause",
    "opencv-python-headless": "Apache-2.0 AND MIT",
    "partd": "BSD-3-Clause",
    "pebble": "LGPL-3.0-or-later",
    "pycryptodomex": "BSD-2-Clause AND LicenseRef-PublicDomain",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "s3fs": "BSD-3-Clause",
    "zict": "BSD-3-Clause",
}
"""Licences as read in the distribution's own licence file, where its metadata are vague (BSD, LGPL, Dual License)."""
LIES = {
    "icalendar": "https://github.com/collective/icalendar",
    "lazy-importer": "",
    "onnxruntime": "https://github.com/microsoft/onnxruntime",
    "protobuf": "https://github.com/protocolbuffers/protobuf",
    "py7zr": "https://github.com/miurahr/py7zr",
    "pybcj": "https://github.com/miurahr/pybcj",
    "rapidocr": "https://github.com/RapidAI/RapidOCR",
}
"""Where the source lies, where the metadata name no place of source."""
ELSEWHERE = {
    "backports-zstd": ("PSF-2.0", "https://github.com/rogdham/backports.zstd"),
    "brotlicffi": ("MIT", "https://github.com/python-hyper/brotlicffi"),
    "cffi": ("MIT", "https://github.com/python-cffi/cffi"),
    "colorama": ("BSD-3-Clause", "https://github.com/tartley/colorama"),
    "importlib-metadata": ("Apache-2.0", "https://github.com/python/importlib_metadata"),
    "lazy-importer": ("Apache-2.0", ""),
    "pycparser": ("BSD-3-Clause", "https://github.com/eliben/pycparser"),
    "zipp": ("MIT", "https://github.com/jaraco/zipp"),
}
"""What only some systems or releases of Python install, so that it may not be here."""
CARRIED = (
    ("pi-heif", "libheif", "LGPL-3.0-or-later", "https://github.com/strukturag/libheif"),
    ("pi-heif", "libde265", "LGPL-3.0-or-later", "https://github.com/strukturag/libde265"),
    ("opencv-python-headless", "FFmpeg", "LGPL-2.1-or-later", "https://ffmpeg.org"),
    ("shapely", "GEOS", "LGPL-2.1-or-later", "https://libgeos.org"),
    ("numpy", "libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org"),
    ("numpy", "libquadmath", "LGPL-2.1-or-later", "https://gcc.gnu.org"),
    ("opencv-python-headless", "libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org"),
    ("opencv-python-headless", "libquadmath", "LGPL-2.1-or-later", "https://gcc.gnu.org"),
)
"""Libraries inside wheels that are under the LGPL, or under the GPL with the exception that frees who links to them."""

HEAD = """\
zhutiri-cli
Copyright (c) 2026 zhutiri contributors
MIT 许可证，全文见 LICENSE。

本软件运行时用到下列组件，各按自己的许可证发布，没有改动过。组件不在本软件的安装包内，由 pip 另行安装；
离线安装包（make bundle）原样附带组件的安装包，许可证全文在各安装包的 *.dist-info 里。
没有一样以 GPL 发布（第二部分的运行库例外准许任何程序与之链接）。以 LGPL 发布的在下面单列，写明源码在哪里；
用户可以自行换用这些组件的其他版本。

本文件由 scripts/make_notice.py 按 requirements/ 里锁定的版本写成，请勿手工修改。
"""


class Row(Struct, frozen=True):
    """A distribution: name, releases in the locks, whose part it is, licence (SPDX) and where its source lies."""

    name: str
    releases: tuple[str, ...]
    part: str
    licence: str
    source: str


def locked(lock: str) -> dict[str, tuple[str, ...]]:
    """The distributions in a lock, with their releases."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for name, release in re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE):
        found[name] = (*found.get(name, ()), release)
    return found


def rows() -> list[Row]:
    """Every distribution of the product."""
    inside = {lock: locked(lock) for lock in PARTS}
    return [
        Row(name, releases, next(PARTS[lock] for lock in PARTS if name in inside[lock]), *licence_of(name))
        for name, releases in sorted(inside["product"].items())
    ]


def licence_of(name: str) -> tuple[str, str]:
    """Licence and place of source. Raises ``ValueError`` where the metadata do not say the licence."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    told = distribution(name).metadata
    return READ.get(name) or _said(name, told), LIES.get(name) or _source(told)


def first(told: PackageMetadata, key: str) -> str:
    """What the metadata say under a key, ``""`` where they say nothing."""
    return str((told.get_all(key) or [""])[0])


def _said(name: str, told: PackageMetadata) -> str:
    classifiers = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")
    ]
    for one in (first(told, "License-Expression"), first(told, "License"), *classifiers):
        plain = SPELLED.get(one, one)
        if re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*", plain) and plain not in (
            "BSD",
            "LGPL",
        ):
            return str(plain)
    raise ValueError(f"{name}: read its licence file and add it to READ")


def _source(told: PackageMetadata) -> str:
    urls = dict(one.split(", ", 1) for one in told.get_all("Project-URL") or ())
    best = sorted(urls, key=lambda label: (not re.match(_SOURCE, label.lower()), label))
    chosen = [urls[label] for label in best if re.match(f"{_SOURCE}|home", label.lower())]
    return str((chosen or [first(told, "Home-page")])[0]).rstrip("/").removesuffix(".git")


_SOURCE = "source|repo|code$|github$"
"""How a place of source is labelled."""


def made() -> str:
    """The text of ``NOTICE``."""
    return "\n".join([HEAD, *_sections(rows())])


def _sections(known: list[Row]) -> Iterator[str]:
    yield "一、以 LGPL 发布的组件\n"
    yield from (_line(row) for row in known if "LGPL" in row.licence)
    yield "\n二、组件的安装包里附带的、以 LGPL 或带运行库例外的 GPL 发布的程序库\n"
    yield from (f"{library}（在 {name} 里）　{licence}\n    {place}" for name, library, licence, place in CARRIED)
    yield "\n三、其余组件\n"
    yield from (_line(row) for row in known if "LGPL" not in row.licence)
    yield ""


def _line(row: Row) -> str:
    place = f"\n    {row.source}" if row.source else ""
    return f"{row.name} {'、'.join(row.releases)}（{row.part}）　{row.licence}{place}"


if __name__ == "__main__":
    NOTICE.write_text(made(), encoding="utf-8")
    print(f"{NOTICE.name}: {len(rows())} distributions")
