"""What tests of several rooms of the materials need."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhutiri_cli.materials.formats import libreoffice, libreoffice_profile


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Everything that LibreOffice's conversions leave behind would be in here; its profile is made anew for each
    test."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr(libreoffice, "_strikes", 0)
    libreoffice_profile.forget(os.getpid())
    yield place
    libreoffice_profile.forget(os.getpid())
    assert list(place.iterdir()) == []
