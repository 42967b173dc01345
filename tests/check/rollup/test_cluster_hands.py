"""Workspaces checked by the workers of a Dask cluster, one of which is killed while they are at work."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.many_workspaces import DAY, sound
from tests.support.s3_server import BUCKET, S3Server
from zhutiri_cli.check.rollup.cluster_hands import ClusterHands
from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome, check_workspace
from zhutiri_cli.check.rollup.side_by_side import _carried_out
from zhutiri_cli.check.rollup.storage_address import StorageAddress
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.unguarded import ON_WORKER, UNGUARDED
from zhutiri_cli.rules.catalogue import catalogue

distributed = pytest.importorskip("distributed", reason="Dask (extra cluster) is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, of its sockets and threads
noted = pytest.mark.reader_processes  # what is read unguarded is noted, as in use


def checked(job: WorkspaceJob) -> WorkspaceOutcome:
    """What a worker says of it: that it reads unguarded, and else what is said here."""
    UNGUARDED.begin()
    UNGUARDED.note(ON_WORKER)
    outcome = check_workspace(job)
    assert outcome.row is not None
    assert ON_WORKER in outcome.row.notices
    return outcome


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.chdir(tmp_path)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@noted
def test_a_worker_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    places = [sound(tmp_path / "全省" / f"{number}号县", complete=number % 3 > 0) for number in range(1, 25)]
    jobs = [
        WorkspaceJob(place, Shown(place.name), date.fromisoformat(DAY), catalogue, cached=False) for place in places
    ]
    found = {}
    with ClusterHands(cluster.scheduler_address) as hands:
        assert hands.size == 2
        for job, outcome in _carried_out(jobs, hands):
            found[job.path] = outcome
            if len(found) == 3:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert found == {job.path: checked(job) for job in jobs}


@noted
def test_a_worker_that_is_killed_over_storage_costs_nothing_and_leaves_no_copy(
    s3: S3Server, cluster: Any, tmp_path: Path
) -> None:
    keys = [f"{number}号县" for number in range(1, 25)]
    for number, key in enumerate(keys):
        s3.put_folder(sound(tmp_path / key, complete=number % 3 > 0), key)
    jobs = [
        WorkspaceJob(StorageAddress("s3", f"{BUCKET}/{key}"), Shown(key), date.fromisoformat(DAY), catalogue)
        for key in keys
    ]
    done = list[tuple[WorkspaceJob, WorkspaceOutcome]]()
    with ClusterHands(cluster.scheduler_address) as hands:
        place, worker = next(
            iter(hands._client.run(lambda dask_worker: (dask_worker.local_directory, os.getpid())).values())
        )
        killer = threading.Thread(target=kill_over_a_copy, args=(Path(place), worker))
        killer.start()
        done.extend(_carried_out(jobs, hands))
        killer.join(10)
    assert not killer.is_alive()
    assert len(done) == len(jobs)
    assert {job.path: outcome for job, outcome in done} == {job.path: checked(job) for job in jobs}
    assert {one.split()[0] for one in s3.asked} == {"GET"}
    until = time.monotonic() + 20
    while Path(place).exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(place).exists()


def kill_over_a_copy(place: Path, worker: int) -> None:
    """End a worker when a copy of a workspace lies in its folder."""
    while not any(place.glob("zhutiri-*")):
        time.sleep(0.001)
    os.kill(worker, signal.SIGKILL)


def unnoticed(ran: Ran) -> Any:
    """What a rollup says, but for that workers read in their own process."""
    rolled = json.loads(ran.out)
    for one in rolled["workspaces"]:
        one["notices"] = [notice for notice in one["notices"] if ON_WORKER not in notice]
    return rolled


@noted
def test_the_command_says_the_same_by_either_way(cluster: Any, tmp_path: Path) -> None:
    for number in range(1, 4):
        sound(tmp_path / "全省" / f"{number}号县")
    order = ("rollup", f"{tmp_path}/全省", "--as-of", DAY, "--no-cache", "-f", "json")
    here, there = zhutiri(*order), zhutiri(*order, "--scheduler", cluster.scheduler_address)
    assert (there.status, unnoticed(there)) == (here.status, unnoticed(here))
    assert ON_WORKER not in here.err
    assert there.err.count(ON_WORKER) == 1
    assert there.out.count(ON_WORKER) == 3  # of each workspace
    assert ON_WORKER not in here.out


def test_the_command_has_storage_checked_by_the_cluster(s3: S3Server, cluster: Any, tmp_path: Path) -> None:
    s3.put_folder(sound(tmp_path / "1号县"), "全省/1号县")
    order = ("rollup", f"s3://{BUCKET}/全省", "--as-of", DAY, "-f", "json")
    here, there = zhutiri(*order), zhutiri(*order, "--scheduler", cluster.scheduler_address)
    assert (there.status, unnoticed(there)) == (here.status, unnoticed(here))
    assert f"s3://{BUCKET}/全省/1号县" in there.out


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.check.rollup.cluster_hands.SECONDS", 1)
    with pytest.raises(FileProblem, match="没有应答"), ClusterHands("tcp://127.0.0.1:9"):
        pytest.fail("nobody is there")
