"""What is said of packages that lack or hold what they should not; ``make dist`` looks at the real ones."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import look_at_dist
import pytest

STEM = "zhutiri_cli-0.1.0"


def wheel(folder: Path, changed: dict[str, bytes | None] | None = None) -> Path:
    """A wheel with all it must hold, but for what is ``changed`` (``None``: left out)."""
    held = {name: (look_at_dist.ROOT / "src" / name).read_bytes() for name in look_at_dist.package_files()}
    held |= {f"{STEM}.{name}": (look_at_dist.ROOT / at).read_bytes() for name, at in look_at_dist.SHARED.items()}
    held |= {f"{STEM}.dist-info/{name}": b"" for name in look_at_dist.BESIDE}
    folder.mkdir(exist_ok=True)
    path = folder / f"{STEM}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for name, data in (held | (changed or {})).items():
            if data is not None:
                made.writestr(zipfile.ZipInfo(name), data)
    return path


def archive(folder: Path, *, without: str = "", beside: str = "") -> Path:
    names = {*look_at_dist.ARCHIVED, *(f"src/{name}" for name in look_at_dist.package_files()), beside} - {without, ""}
    path = folder / f"{STEM}.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        for name in sorted(names):
            made.addfile(tarfile.TarInfo(f"{STEM}/{name}"), io.BytesIO())
    return path


def test_a_wheel_with_all_of_it_has_no_fault(tmp_path: Path) -> None:
    assert look_at_dist.wheel_faults(wheel(tmp_path)) == []
    assert len(look_at_dist.package_files()) > 400
    assert {"zhutiri_cli/py.typed", "zhutiri_cli/workdays/official_days.json"} <= look_at_dist.package_files()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"zhutiri_cli/render/unit/page.html.j2": None}, "lacks zhutiri_cli/render/unit/page.html.j2"),
        ({f"{STEM}.dist-info/licenses/NOTICE": None}, f"lacks {STEM}.dist-info/licenses/NOTICE"),
        ({"tests/test_x.py": b""}, "holds tests/test_x.py besides"),
        ({"zhutiri_cli/__main__.py": b"old"}, "zhutiri_cli/__main__.py is another"),
    ],
)
def test_what_is_lacking_foreign_or_old_is_named(tmp_path: Path, changed: dict[str, bytes | None], said: str) -> None:
    (fault,) = look_at_dist.wheel_faults(wheel(tmp_path, changed))
    assert said in fault


def test_an_archive_without_what_builds_it_or_with_what_is_private(tmp_path: Path) -> None:
    assert look_at_dist.archive_faults(archive(tmp_path)) == []
    assert look_at_dist.archive_faults(archive(tmp_path, without="NOTICE")) == [f"{STEM}.tar.gz lacks NOTICE"]
    for foreign in ("tests/__pycache__/x.txt", "data/submissions/2024/04/签到表.xlsx"):
        (fault,) = look_at_dist.archive_faults(archive(tmp_path, beside=foreign))
        assert fault.endswith(f"holds {foreign}")
    assert look_at_dist.archive_faults(archive(tmp_path, beside="examples/data/submissions/2024/1/x.docx")) == []


def test_two_wheels_that_differ_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel(tmp_path / "dist")
    archive(tmp_path / "dist")
    wheel(tmp_path / "again")
    assert look_at_dist.main(tmp_path / "dist", tmp_path / "again") == 0
    assert "the same wheel from both" in capsys.readouterr().out
    wheel(tmp_path / "again", {"zhutiri_cli/__main__.py": b"old"})
    assert look_at_dist.main(tmp_path / "dist", tmp_path / "again") == 1
    assert "builds another wheel than the checkout" in capsys.readouterr().out
