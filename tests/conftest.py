"""One verdict for one commit: property tests draw the same examples on every run of CI.

``pytest --hypothesis-profile=explore`` (``make explore``) draws new ones, and more of them; what it finds becomes an
example that is always run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.support.measured import Measurement
from tests.support.places import EXAMPLES
from zhutiri_cli.common.unguarded import UNGUARDED

MEASUREMENT = Measurement()

# How fast the machine is decides nothing.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", UNHURRIED, derandomize=True)
settings.register_profile("explore", UNHURRIED, derandomize=False, print_blob=True)
# For scripts/mutants.py: that a test fails is all that is asked.
settings.register_profile(
    "mutants", UNHURRIED, derandomize=True, phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False
)
settings.load_profile("repeatable")


def pytest_sessionfinish() -> None:
    MEASUREMENT.kept()


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a module prepares for its tests, before any has a cache of its own, does not read the user's either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache-of-modules")))
        yield


@pytest.fixture(scope="session", autouse=True)
def disk_not_waited_for() -> Iterator[None]:
    """Whether a file is on the disk only matters where the machine stops: thousands of small files are not waited for.
    Tests that the product asks the disk for it put their own in this place; programs of their own wait as in use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of this process have their caches: ``tmp_path_factory`` looks through thousands for a name."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def own_cache(caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test begins with an empty cache of its own, and never reads the user's; progress stays unsaid, since only
    a slow machine says any."""
    monkeypatch.setenv("ZHUTIRI_QUIET", "1")
    folder = Path(tempfile.mkdtemp(dir=caches))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "zhutiri"


@pytest.fixture(autouse=True)
def readers_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in the test's own process, as where no other can be started; in readers' processes, as in use, for
    tests marked ``reader_processes`` and for what runs as a program of its own."""
    if request.node.get_closest_marker("reader_processes") is None:
        monkeypatch.setattr("zhutiri_cli.materials.door.door.started", lambda *_: None)
        monkeypatch.setattr("zhutiri_cli.check.rollup.local_pool._started", lambda *_: None)
        monkeypatch.setattr(UNGUARDED, "note", lambda *_: None)  # it is so by our own choice


@pytest.fixture(scope="session")
def examples_in_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that knows every file of the sample by its content: where opening them is not what is tested."""
    from zhutiri_cli.materials.survey.cache import Cache
    from zhutiri_cli.materials.survey.survey import survey

    folder = tmp_path_factory.mktemp("examples") / "zhutiri"
    cache = Cache(folder)
    survey([path for path in (EXAMPLES / "data" / "submissions").rglob("*") if path.is_file()], cache=cache)
    cache.close()
    return folder


@pytest.fixture
def examples_known(own_cache: Path, examples_in_cache: Path) -> None:
    """The test's own cache knows every file of the sample: its files were looked into before."""
    shutil.copytree(examples_in_cache, own_cache)
