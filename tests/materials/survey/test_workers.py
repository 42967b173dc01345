"""Readers that the system ends while they wait for work, and readers started as Windows starts them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from zhutiri_cli.common.foreign_limits import LIBRARIES, MEMORY
from zhutiri_cli.materials.door.door import RENEWALS
from zhutiri_cli.materials.door.reader_process import _WAYS, count
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.workers import Workers

pytestmark = pytest.mark.reader_processes
SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")


def named(path: Path, digest: str) -> FileFacts:
    """Facts that tell which process looked."""
    return FileFacts(Fitness.USABLE, text=f"{path.name} {os.getpid()}", digest=digest)


def limit(_: Path, __: str) -> FileFacts:
    """Facts that tell how many bytes who looked may take."""
    import resource

    return FileFacts(Fitness.USABLE, text=str(resource.getrlimit(resource.RLIMIT_DATA)[0]))


@pytest.fixture
def readers() -> Iterator[Workers]:
    with Workers(named) as workers:
        yield workers


def kill_all(workers: Workers) -> None:
    """What the system does when memory runs short; the pool has noticed it then."""
    readers = multiprocessing.active_children()
    assert readers
    for process in readers:
        process.kill()
    for process in readers:
        process.join()
    pool, until = workers._door._pool, time.monotonic() + 120
    assert pool is not None
    while pool.active and time.monotonic() < until:
        time.sleep(0.02)
    assert not pool.active


@SIGNALS
def test_readers_killed_while_they_wait_are_replaced(readers: Workers) -> None:
    seen = [readers.answer(readers.ask(Path("a.txt"), "")).text]
    kill_all(readers)
    seen.append(readers.answer(readers.ask(Path("b.txt"), "")).text)
    assert [text.split()[0] for text in seen] == ["a.txt", "b.txt"]
    processes = {int(text.split()[1]) for text in seen}
    assert len(processes) == 2
    assert os.getpid() not in processes


@SIGNALS
def test_readers_killed_again_and_again_are_a_check_that_failed(readers: Workers) -> None:
    for _ in range(RENEWALS + 1):
        assert readers.answer(readers.ask(Path("a.txt"), "")).verdict is Fitness.USABLE
        kill_all(readers)
    facts = readers.answer(readers.ask(Path("a.txt"), ""))
    assert facts.verdict is Fitness.FAILED
    assert "多次被系统中止" in facts.reason


@SIGNALS
@pytest.mark.parametrize("broken_off", [False, True])
def test_a_broken_pool_can_be_left(broken_off: bool) -> None:
    readers = Workers(named)
    readers.answer(readers.ask(Path("a.txt"), ""))
    kill_all(readers)
    readers.__exit__(KeyboardInterrupt if broken_off else None)
    assert multiprocessing.active_children() == []


def test_readers_started_as_windows_starts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with Workers(named) as readers:
        name, process = readers.answer(readers.ask(Path("a.txt"), "")).text.split()
        assert (name, multiprocessing.active_children()[0].__class__.__name__) == ("a.txt", "SpawnProcess")
    assert int(process) != os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system decides what a process may take")
def test_readers_where_temporary_files_have_long_names(tmp_path: Path) -> None:
    """The address of the server that forks readers has no room for such a name: they are limited all the same."""
    place = tmp_path / ("长" * 30)
    place.mkdir()
    program = (
        "from pathlib import Path\n"
        "from tests.materials.survey.test_workers import limit\n"
        "from zhutiri_cli.materials.survey.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    with Workers(limit) as readers: print(readers.answer(readers.ask(Path('a.txt'), '')).text)\n"
    )
    environment = {**os.environ, "TMPDIR": str(place), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert 0 < int(said.stdout) <= MEMORY + LIBRARIES


FOLDER = "zhutiri_cli.materials.door.door.temporary_folder"


@pytest.mark.parametrize("missing", ["pebble.ProcessPool.schedule", FOLDER])
def test_where_no_process_can_be_started_the_check_goes_on(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(missing, refused)
    with Workers(named) as readers:
        assert readers.answer(readers.ask(Path("a.txt"), "")).text == f"a.txt {os.getpid()}"


def test_no_reader_is_let_go_while_it_starts(tmp_path: Path) -> None:
    """It would find its channel gone, and print what broke."""
    one = tmp_path / "one.txt"
    one.write_text("第一份", encoding="utf-8")
    with Workers() as readers:
        assert readers.answer(readers.ask(one, "")).verdict is Fitness.USABLE
        readers._door._all_started()
        assert readers._door._folder is not None
        assert len(list(readers._door._folder.glob("reader-*"))) == count()


def test_where_processes_never_answer_the_check_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a guard lets no program start another: those who wait for it wait for ever."""
    stopped = list[object]()

    def stop(pool: object) -> None:
        stopped.append(pool)

    monkeypatch.setattr("zhutiri_cli.materials.door.reader_process._PATIENCE", 0.05)
    monkeypatch.setattr("pebble.ProcessPool.schedule", lambda *_: Future[int]())
    monkeypatch.setattr("pebble.ProcessPool.stop", stop)
    with Workers(named) as readers:
        assert readers.answer(readers.ask(Path("a.txt"), "")).text == f"a.txt {os.getpid()}"
    assert len(stopped) == len([way for way in _WAYS if way in multiprocessing.get_all_start_methods()])


@SIGNALS
def test_an_interruption_while_readers_start_ends_none_of_them() -> None:
    """Ctrl+C goes to every process of the terminal: what it says is one sentence, not a traceback of each."""
    program = """
import os, signal, sys, threading
from zhutiri_cli.materials.door.reader_process import settle_reader, started_pool

def interrupt():
    while not done.is_set():
        os.killpg(0, signal.SIGINT)
        done.wait(0.01)

done = threading.Event()
signal.signal(signal.SIGINT, lambda *_: None)
threading.Thread(target=interrupt).start()
pool = started_pool(2, ["json"], settle_reader, [sys.argv[1], 1 << 30])
done.set()
print(pool.schedule(pow, [2, 5]).result())
pool.stop()
pool.join()
"""
    with TemporaryDirectory() as folder:
        ran = subprocess.run(
            [sys.executable, "-c", program, folder], capture_output=True, text=True, start_new_session=True, check=False
        )
    assert (ran.stdout, ran.stderr) == ("32\n", "")


@SIGNALS
def test_a_reader_ends_with_a_command_that_is_killed(tmp_path: Path) -> None:
    """What it was at, without a limit by then, would have gone on for ever."""
    program = """
import os, signal, sys, time
from zhutiri_cli.materials.door.reader_process import settle_reader, started_pool

pool = started_pool(1, ["json"], settle_reader, [sys.argv[1], 1 << 30])
print(pool.schedule(os.getpid).result(), flush=True)
pool.schedule(eval, ["all(not one for one in iter(int, 1))"])
time.sleep(1)
os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    reader, until = int(ran.stdout), time.monotonic() + 20
    while time.monotonic() < until and _runs(reader):
        time.sleep(0.1)
    assert not _runs(reader)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:  # gone
        return False
    state = Path(f"/proc/{process}/stat")  # one that nobody waited for is a name only
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
