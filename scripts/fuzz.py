"""Bytes that come in from outside, under a coverage-guided fuzzer (``make fuzz``): the harnesses of ``tests/fuzz``.

Each runs for so many seconds in a process of its own, from seeds made by script, the inputs that are kept and the
corpus of earlier runs (``build/fuzz``). What breaks is written to ``build/fuzz/found/<harness>`` once for each place
that it breaks in, and the run goes on; the exit status is 1 where anything is found. Mend it, and keep the input with a
name that says what it is in ``tests/fuzz/found/<harness>``, where every test run replays it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "fuzz"
KEPT = ROOT / "tests" / "fuzz" / "found"
WATCHED = ["zhutiri_cli", "email", "yaml", "zipfile", "html"]
"""Packages whose branches guide the fuzzer."""
SLOW = 5.0
"""Seconds of one input beyond which it counts as found; instrumented code takes about thrice its time."""
MOST = 20_000
"""Bytes of one input."""
WORDS = {"plan": ("plan.schema.json",), "record": ("submission.schema.json",)}
"""Whose keys are the words that the fuzzer puts together."""


def main() -> int:
    """Run the harnesses named, or all; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("harness", nargs="*", help="which (default: all, as many at once as there are cores)")
    parser.add_argument("--seconds", type=int, default=600, help="how long each runs")
    parser.add_argument("--runs", type=int, default=0, help="so many inputs instead, the same ones at every call")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.within:
        _within(*asked.harness, seconds=asked.seconds, runs=asked.runs)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tests.fuzz.harness import HARNESSES
    from tests.fuzz.seeds import seeds

    def told(name: str) -> int:
        corpus = WORK / "corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        kept = [path.read_bytes() for path in sorted((KEPT / name).glob("*"))]
        for seed in (*seeds()[name], *kept):
            (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        begun, before = time.monotonic(), _lying(name)
        bounds = ["--seconds", str(asked.seconds), "--runs", str(asked.runs)]
        command = [sys.executable, __file__, "--within", *bounds, name]
        steady = {**os.environ, "PYTHONHASHSEED": "0"} if asked.runs else None
        with (WORK / f"{name}.log").open("wb") as log:
            status = subprocess.run(command, stdout=log, stderr=log, cwd=ROOT, env=steady, check=False).returncode
        new = sorted(_lying(name) - before)
        last = _last_line(WORK / f"{name}.log")
        lines = [f"{name}: {time.monotonic() - begun:.0f} s, {len(new)} found, status {status}; {last}"]
        print("\n".join([*lines, *(f"  {path.relative_to(ROOT)}" for path in new)]), flush=True)
        return len(new) + (status != 0)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return 1 if sum(threads.map(told, asked.harness or HARNESSES)) else 0


def _lying(name: str) -> set[Path]:
    return {path for path in (WORK / "found" / name).glob("*") if path.suffix != ".txt"}


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if " cov: " in line]
    return lines[-1] if lines else "the log says nothing of coverage"


def _within(name: str, *, seconds: int, runs: int) -> None:
    """One harness in this process, which the fuzzer ends."""
    import atheris

    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
        from tests.fuzz.harness import HARNESSES
        from tests.fuzz.seeds import seeds

        for seed in seeds()[name]:  # so that what is imported only when it is used is watched, too
            HARNESSES[name](seed)
    target, place = HARNESSES[name], WORK / "found" / name
    place.mkdir(parents=True, exist_ok=True)
    broken = set[str]()

    def one(data: bytes) -> None:
        begun, what = time.process_time(), ""
        try:
            target(data)
        except Exception:  # noqa: BLE001 - whatever comes out is what is looked for, and is kept
            what = traceback.format_exc()
            where = "".join(traceback.format_tb(sys.exc_info()[2])[-2:])
        if not what and time.process_time() - begun > SLOW:
            what = where = f"more than {SLOW} seconds"
        if what and where not in broken:
            broken.add(where)
            path = place / hashlib.sha256(data).hexdigest()[:12]
            path.write_bytes(data)
            path.with_suffix(".txt").write_text(what, encoding="utf-8")

    bounds = [f"-runs={runs}", "-seed=1"] if runs else [f"-max_total_time={seconds}"]
    settings = [*bounds, f"-max_len={MOST}", "-timeout=60", "-rss_limit_mb=3000"]
    settings += [f"-artifact_prefix={place}/", "-print_final_stats=1", *_dictionary(name)]
    corpus = str(WORK / "corpus" / name)
    mutator = (
        {"custom_mutator": _summed_up(lambda data, most: bytes(atheris.Mutate(data, most)))}
        if name in ("zip", "archived")
        else {}
    )
    atheris.Setup([sys.argv[0], *settings, corpus], one, **mutator)
    atheris.Fuzz()


def _dictionary(name: str) -> list[str]:
    words = sorted({word for file in WORDS.get(name, ()) for word in _keys(ROOT / "schemas" / file)})
    if not words:
        return []
    path = WORK / f"{name}.dict"
    path.write_text("".join(f'"{word}: "\n' for word in words), encoding="ascii")
    return [f"-dict={path}"]


def _keys(schema: Path) -> Iterator[str]:
    waiting: list[Any] = [json.loads(schema.read_text(encoding="utf-8"))]
    while waiting:
        one = waiting.pop()
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        if isinstance(one, dict) and isinstance(one.get("properties"), dict):
            yield from (key for key in one["properties"] if key.isascii())


def _summed_up(mutate: Callable[[bytes, int], bytes]) -> Callable[[bytes, int, int], bytes]:
    """A mutator for zip files that mends the checksums of half of what it makes: else none would be read further."""

    def made(data: bytes, most: int, seed: int) -> bytes:
        changed = bytearray(mutate(data, most))
        if seed % 2 and zipfile.is_zipfile(BytesIO(changed)):
            try:
                with zipfile.ZipFile(BytesIO(changed)) as archive:
                    entries = archive.infolist()
            except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):  # beyond mending
                return bytes(changed)
            for entry in entries:
                _sum(changed, entry)
        return bytes(changed)

    return made


def _sum(data: bytearray, entry: zipfile.ZipInfo) -> None:
    if entry.compress_type != zipfile.ZIP_STORED or entry.header_offset + 30 > len(data):
        return
    head = entry.header_offset
    start = head + 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    start += int.from_bytes(data[head + 28 : head + 30], "little")
    old = entry.CRC.to_bytes(4, "little")
    new = zlib.crc32(data[start : start + entry.file_size]).to_bytes(4, "little")
    at = data.find(old)
    while old != new and at >= 0:
        data[at : at + 4] = new
        at = data.find(old, at + 4)


if __name__ == "__main__":
    os.environ.setdefault("ZHUTIRI_QUIET", "1")
    sys.exit(main())
