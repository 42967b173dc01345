"""Processes of this machine that check workspaces: one that crashes or hangs costs the file that it was at."""

from __future__ import annotations

import gc
import os
import time
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome, check_workspace
from zhutiri_cli.check.rollup.storage_address import place_key
from zhutiri_cli.common.foreign_limits import FILE_SECONDS, WORKSPACE_MEMORY
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.common.unguarded import UNGUARDED
from zhutiri_cli.materials.door.reader_process import settle_reader, started_pool
from zhutiri_cli.materials.formats.libreoffice_profile import remove_pipes
from zhutiri_cli.materials.survey.read_here import file_at_hand
from zhutiri_cli.materials.survey.workers import crashed, first_seconds, out_of_time
from zhutiri_cli.report.summing.workspace_row import broken_row

if TYPE_CHECKING:
    from pebble import ProcessPool

MOST = 8
"""Processes at once, each of some 80 MiB."""
LONGEST = 3600.0
"""Seconds for one workspace; each of its files has a limit of its own."""
FILES_LOST = 20
"""How often a process may end over a file before the workspace is given up."""
_STOPPED = 1
"""Exit status of a process that its own watch has ended over a file."""
_LOADED = (
    *("zhutiri_cli.check.rollup.one_workspace", "zhutiri_cli.rules.catalogue"),
    *(f"zhutiri_cli.materials.survey.{name}" for name in ("read_here", "opened_cache", "survey")),
    *("zhutiri_cli.materials.readers.photo", "zhutiri_cli.materials.readers.word", "PIL.JpegImagePlugin"),
)
"""What every process needs: loaded once, by the one from which they are all made."""


class LocalPool:
    """The processes, to be used in a ``with``. ``size``: how many there are."""

    def __init__(self) -> None:
        self.size = max(1, min(os.cpu_count() or 1, MOST))

    def __enter__(self) -> Self:
        """Start them."""
        with ExitStack() as stack:
            self._folder = stack.enter_context(temporary_folder())
            self._pool = _started(self.size, str(self._folder))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let them go, or stop them at once when the rollup is broken off."""
        if self._pool is not None:
            if kind is None:
                self._pool.close()  # type: ignore[no-untyped-call]  # pebble annotates all but this one and stop()
            else:
                self._pool.stop()  # type: ignore[no-untyped-call]  # likewise
            self._pool.join()
        remove_pipes(self._folder)
        self._stack.close()

    def submit(self, job: WorkspaceJob) -> Future[WorkspaceOutcome]:
        """Have a workspace checked; here and now where no process can be started, which its row says."""
        job = replace(job, scratch=self._folder)
        if self._pool is None:
            UNGUARDED.note()
            done = Future[WorkspaceOutcome]()
            done.set_result(check_workspace(job))
            return done
        return self._pool.schedule(check_workspace, args=[replace(job, note=self._note(job))], timeout=LONGEST)

    def after(self, job: WorkspaceJob, problem: BaseException) -> WorkspaceJob | WorkspaceOutcome:
        """What follows when a job has no outcome: it is done again without the file over which its process ended, or
        with a plainer look at it, or its workspace is given up."""
        note = self._note(job)
        at, status = file_at_hand(note), getattr(problem, "exitcode", None)
        tries = len(job.lost) + len(job.plainly)
        if at is not None and tries < FILES_LOST and not isinstance(problem, TimeoutError):
            if status == _STOPPED and first_seconds(at) is not None and at not in job.plainly:
                return replace(job, plainly=job.plainly | {at})
            took = time.time() - note.stat().st_mtime
            facts = out_of_time() if status == _STOPPED and took >= FILE_SECONDS else crashed(status)
            return replace(job, lost={**job.lost, at: facts})
        if isinstance(problem, TimeoutError):
            message = f"超过 {LONGEST / 60:g} 分钟没有核对完"
        else:
            message = f"核对它的进程被系统中止（退出码 {status}）" if status is not None else f"没有核对成（{problem}）"
        return WorkspaceOutcome(broken_row(job.shown, message, job.alone))

    def _note(self, job: WorkspaceJob) -> Path:
        return self._folder / place_key(job.path)


def _started(size: int, folder: str) -> ProcessPool | None:
    """A pool that has answered once; ``None`` where the system allows none: the rollup then goes on without its
    protection rather than not at all."""
    return started_pool(size, list(_LOADED), _settle, [folder, str(Path.cwd())])


def _settle(folder: str, here: str) -> None:
    """As readers are settled; and paths are shown from the folder that is current for the rollup."""
    settle_reader(folder, WORKSPACE_MEMORY, here)
    gc.freeze()  # what is loaded stays, and a workspace leaves few circles: to look for them often is a tenth of it
    gc.set_threshold(100_000, 20, 100)
