"""One verdict for one commit: property tests draw the same examples on every run of CI.

``pytest --hypothesis-profile=explore`` (``make explore``) draws new ones, and more of them; what it finds becomes an
example that is always run.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.support.places import EXAMPLES

# How fast the machine is decides nothing.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", UNHURRIED, derandomize=True)
settings.register_profile("explore", UNHURRIED, derandomize=False, print_blob=True)
# For scripts/mutants.py: that a test fails is all that is asked.
settings.register_profile(
    "mutants", UNHURRIED, derandomize=True, phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False
)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test begins with an empty cache of its own, and never reads the user's; progress stays unsaid, since only
    a slow machine says any."""
    monkeypatch.setenv("ZHUTIRI_QUIET", "1")
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "zhutiri"


@pytest.fixture(autouse=True)
def readers_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in the test's own process, as where no other can be started; in readers' processes, as in use, for
    tests marked ``reader_processes`` and for what runs as a program of its own."""
    if request.node.get_closest_marker("reader_processes") is None:
        monkeypatch.setattr("zhutiri_cli.materials.door.door.started", lambda *_: None)
        monkeypatch.setattr("zhutiri_cli.check.rollup.local_pool._started", lambda *_: None)


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
