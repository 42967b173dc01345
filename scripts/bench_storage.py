"""``zhutiri rollup`` of the same workspaces from this machine's disk, from an S3 server, and by a Dask cluster.

``python scripts/bench_storage.py [COUNT]`` makes so many workspaces, those of ``make bench``. moto answers as S3, in a
process of its own on this machine, so that what it takes is not counted; a real service answers later and farther away,
and more of it at once. Each way is taken with empty caches and once more with full ones; every way's sums are compared.
Requests are counted from the server's own log, bytes from the sizes of the files.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from benchmarks.many_workspaces import DAY, workspaces
from benchmarks.processes import adopt_orphans, ours

BUCKET = "bench"
KEYS = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_EC2_METADATA_DISABLED": "true"}


@contextlib.contextmanager
def s3(folder: Path, log: Path) -> Iterator[None]:
    """The server with all files of ``folder`` in it; its requests are in ``log``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    os.environ.update(KEYS, AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}")
    with log.open("wb") as stream, subprocess.Popen(words, stdout=stream, stderr=stream) as server:
        try:
            import s3fs

            for _ in range(100):
                time.sleep(0.2)
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):  # it still starts
                    break
            files: Any = s3fs.S3FileSystem(endpoint_url=os.environ["AWS_ENDPOINT_URL"])
            files.mkdir(BUCKET)
            names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
            files.put([str(folder / name) for name in names], [f"{BUCKET}/{name}" for name in names], batch_size=16)
            yield
        finally:
            server.terminate()


def requests(log: Path, since: int) -> Counter[str]:
    """What was asked since a place in the log: listings, contents, and anything else."""
    lines = log.read_bytes()[since:].decode("utf-8", "replace")
    kinds = Counter[str]()
    for method, path in re.findall(r'"(\w+) (\S+) HTTP', lines):
        kinds["listings" if "list-type" in path else "objects" if method == "GET" else method] += 1
    return kinds


def rollup(
    name: str, where: str, place: Path, cache: Path, *more: str, workers: list[psutil.Process] | None = None
) -> None:
    """One rollup; a line of what it took. The sums are kept beside the others'."""
    out = place / "sums.json"
    before = sum(sum(one.cpu_times()[:2]) for one in workers or ())
    run = ours("rollup", where, *DAY, "-o", str(out), *more, cache=cache, place=place).run(watched=True)
    used = run.processor + sum(sum(one.cpu_times()[:2]) for one in workers or ()) - before
    told = json.loads(out.read_text("utf-8"))
    count = len(told["workspaces"])
    each, taken = run.wall / count * 1000, used / count * 1000
    print(f"{name}: {count} workspaces, {run.wall:.1f} s, each {each:.0f} ms", end="")
    print(f" (processor {taken:.0f} ms), memory {run.memory:.0f} MiB; {told['total']['findings']}", flush=True)


def main() -> None:
    """Read the words and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    count = asked.count
    adopt_orphans()
    with tempfile.TemporaryDirectory() as scratch:
        place, folder = Path(scratch), Path(scratch) / "all"
        workspaces(folder, count)
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        print(
            f"{count} workspaces, each {len(sizes) / count:.0f} files of {sum(sizes) / count / 1024:.0f} KiB together"
        )
        ways = [("disk", str(folder)), ("S3", f"s3://{BUCKET}/")]
        with s3(folder, place / "log"):
            for name, where in ways:
                for turn in ("empty caches", "full caches"):
                    since = (place / "log").stat().st_size
                    rollup(f"{name}, {turn}", where, place, place / name)
                    asked_for = requests(place / "log", since)
                    print(f"  requests of each: { ({kind: round(n / count, 1) for kind, n in asked_for.items()}) }")
            from distributed import LocalCluster

            with LocalCluster(
                n_workers=asked.workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
            ) as cluster:
                workers = [psutil.Process(one.pid) for one in cluster.workers.values()]
                for name, where in ways:
                    words = ("--scheduler", cluster.scheduler_address, "--no-cache")
                    rollup(
                        f"cluster of {asked.workers}, {name}, no cache", where, place, place, *words, workers=workers
                    )


if __name__ == "__main__":
    main()
