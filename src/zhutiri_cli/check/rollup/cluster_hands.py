"""The workers of a Dask cluster that check workspaces (extra ``cluster``): Dask hands the work out, and to another one
when a worker is lost. Every worker must see the workspaces under the same paths."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome, check_workspace
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.extras import demand_extra
from zhutiri_cli.common.unguarded import ON_WORKER, UNGUARDED
from zhutiri_cli.report.summing.workspace_row import broken_row

SECONDS = 15
"""How long the scheduler may take to answer at the beginning."""


def demand() -> None:
    """Raise ``UsageProblem`` where the extra is not installed."""
    demand_extra("--scheduler ", ("distributed",), "cluster")


class ClusterHands:
    """The workers that a scheduler at ``address`` has, to be used in a ``with``. ``size``: how many jobs at once."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.size = 1

    def __enter__(self) -> Self:
        """Ask the scheduler who is there. Raises ``FileProblem`` where it does not answer or has no worker."""
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.ERROR)  # in English, and the rows say what became of each
        try:
            self._client = Client(self._address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError):
            raise FileProblem(
                f"集群 {self._address} 没有应答", "请核对地址（如 tcp://主机:8786），确认 dask scheduler 正在运行"
            ) from None
        self.size = sum(self._client.nthreads().values())
        if not self.size:
            self._client.close()
            raise FileProblem(f"集群 {self._address} 没有可用的工作进程（worker）", "请先启动 dask worker")
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let go of the cluster; what it has not begun is withdrawn when the rollup is broken off."""
        self._executor.shutdown(wait=kind is None)
        self._client.close()

    def submit(self, job: WorkspaceJob) -> Future[WorkspaceOutcome]:
        """Have a workspace checked by whichever worker is free, who has no readers behind a door: that is told."""
        UNGUARDED.note(ON_WORKER)
        future: Future[WorkspaceOutcome] = self._executor.submit(check_on_worker, job)
        return future

    def after(self, job: WorkspaceJob, problem: BaseException) -> WorkspaceJob | WorkspaceOutcome:
        """The end of a workspace over which one worker after the other was lost."""
        message = f"集群没有核对成（{type(problem).__name__}: {problem}）"
        return WorkspaceOutcome(broken_row(job.shown, message, job.alone))


def check_on_worker(job: WorkspaceJob) -> WorkspaceOutcome:
    """Check it, with copies in the worker's own folder: what a worker that was ended has left there Dask removes. A
    worker reads files by itself (Dask's are daemons, which may start no process), and the row says so."""
    from distributed import get_worker

    UNGUARDED.begin()
    UNGUARDED.note(ON_WORKER)
    return check_workspace(replace(job, scratch=Path(get_worker().local_directory)))
