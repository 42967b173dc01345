"""What the tests reach is measured, too little of it fails, and what is left out of account says why."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import reached
from slipcover.slipcover import add_summaries

from tests.support.places import ROOT

HOUSE = ROOT / "src" / "zhutiri_cli"
BARE = re.compile(r"#\s*pragma:\s*no (?:cover|branch)(?! - \S)")
"""Lines left out of account without a reason behind them."""


def found(name: str, lines: range, branches: int, *, missing: int = 0, missed: int = 0) -> dict[str, Any]:
    """What one process puts down of one module: the last ``missing`` lines and ``missed`` branches were not reached."""
    jumps = [[line, line + 1] for line in range(branches)]
    file = {
        "executed_lines": list(lines)[: len(lines) - missing],
        "missing_lines": list(lines)[len(lines) - missing :],
        "executed_branches": jumps[: branches - missed],
        "missing_branches": jumps[branches - missed :],
    }
    meta = {
        "software": "slipcover",
        "version": "1.1.0",
        "timestamp": "",
        "branch_coverage": True,
        "show_contexts": False,
    }
    whole = {"meta": meta, "files": {name: file}}
    add_summaries(whole)
    return whole


def put(folder: Path, *processes: dict[str, Any]) -> Path:
    for number, process in enumerate(processes):
        (folder / f"{number}.json").write_text(json.dumps(process), encoding="utf-8")
    return folder


def test_no_line_is_left_out_of_account_without_a_reason() -> None:
    for bare in ("# pragma: no cover", "#pragma:no cover - ", "# pragma: no branch"):
        assert BARE.search(f"    return  {bare}")
    assert BARE.search("    return  # pragma: no cover - Windows alone has it") is None
    places = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in HOUSE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    assert places == []


@pytest.mark.parametrize(
    ("missing", "missed", "status"),
    [(0, 0, 0), (5, 0, 0), (6, 0, 1), (0, 5, 0), (0, 6, 1), (5, 5, 0), (5, 6, 1), (100, 100, 1)],
)
def test_too_little_of_the_lines_or_of_the_branches_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: int, missed: int, status: int
) -> None:
    put(tmp_path, found("src/a.py", range(1, 101), 100, missing=missing, missed=missed))
    assert reached.main(tmp_path) == status
    out = capsys.readouterr().out
    assert f"{100 - missing:.2f} % of the lines and {100 - missed:.2f} % of the branches of src" in out
    assert ("are needed" in out) is (status == 1)


def test_what_either_process_reached_counts_and_what_none_did_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, part = found("src/a.py", range(1, 11), 4), found("src/a.py", range(1, 11), 4, missing=9, missed=4)
    never = found("src/b.py", range(1, 11), 4, missing=2, missed=1)
    assert reached.main(put(tmp_path, whole, part, never)) == 1
    out = capsys.readouterr().out
    assert "src/b.py: lines 80.0 %, branches 75.0 %; not reached: 9, 10; 3->4\n" in out
    assert "src/a.py" not in out
    assert reached.main(put(tmp_path, part, whole)) == 1
    assert "src/a.py" not in capsys.readouterr().out


def test_where_nothing_was_measured_nothing_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reached.main(tmp_path) == 1
    assert "nothing was measured" in capsys.readouterr().err


def test_a_run_of_pytest_puts_down_what_it_reached_and_every_module_that_it_did_not(tmp_path: Path) -> None:
    environment = os.environ | {"ZHUTIRI_REACHED": str(tmp_path / "reached")}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/common/test_lazy_pattern.py"]
    words += ["-k", "not of_the_house"]  # which imports every module
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    files = reached.added_up(tmp_path / "reached")["files"]
    assert set(files) == {path.relative_to(ROOT).as_posix() for path in HOUSE.rglob("*.py")}
    assert reached.shares(files["src/zhutiri_cli/common/lazy_pattern.py"]["summary"]) == (100.0, 100.0)
    assert max(reached.shares(files["src/zhutiri_cli/report/ranking/ranking.py"]["summary"])) < 60
