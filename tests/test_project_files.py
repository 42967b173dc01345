"""The project's own papers agree with one another: version, change log, locks, hooks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhutiri_cli import __version__

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = re.compile(r"[A-Za-z0-9._-]+")


def names(requirements: list[str]) -> set[str]:
    found = {match[0].lower().replace("_", "-") for line in requirements if (match := NAME.match(line))}
    return found - {PROJECT["name"]}


def test_one_version_is_said_everywhere_and_told_in_the_change_log() -> None:
    assert PROJECT["version"] == __version__
    headings = re.findall(r"^## \[(.+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "未发布"
    assert __version__ in headings


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("base", ()),
        ("dev", ("dev", "ocr")),
        ("docs", ("docs",)),
        ("office", ("archives", "calendar", "links")),
        ("office-ocr", ("archives", "calendar", "links", "ocr")),
        ("product", ("archives", "calendar", "links", "ocr", "rollup", "cluster", "storage")),
    ],
)
def test_a_lock_pins_every_requirement_by_hash_and_names_no_index(lock: str, extras: tuple[str, ...]) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert names(PROJECT["dependencies"]) <= names(entries)
    for extra in extras:
        assert names(PROJECT["optional-dependencies"][extra]) <= names(entries)
    assert all(re.match(r"[a-z0-9._-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_our_own_plans_are_checked_as_other_repositories_check_theirs() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [group["repo"] for group in used] == ["local"]
    own = {hook["id"]: hook for hook in used[0]["hooks"]}
    for hook in offered:
        assert own[hook["id"]]["files"] == hook["files"]
        assert own[hook["id"]]["entry"].endswith(hook["entry"])


def test_what_make_check_says_last_is_the_sample() -> None:
    """The real plan has nothing to look at here: one line; then the sample as a clerk sees it, and nothing after it."""
    recipe = re.search(r"^check: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe is not None
    commands = [line.lstrip("\t@") for line in recipe[1].splitlines()]
    assert commands[-1].startswith("cd examples && ")
    assert [line for line in commands[:-1] if "zhutiri check" in line and " -o " not in line] == []


def test_what_a_lock_pins_is_what_the_others_pin() -> None:
    """What is packed for offices, what NOTICE tells of and what the tests run with are the same releases."""
    tested = pins("dev")
    for lock in ("base", "office", "office-ocr", "product"):
        assert pins(lock) <= tested, lock
    assert pins("base") <= pins("office") <= pins("office-ocr") <= pins("product")


def pins(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^[a-z0-9._-]+==\S+", text, re.MULTILINE))


def test_a_desk_has_every_small_extra_and_a_developer_has_all() -> None:
    extras = PROJECT["optional-dependencies"]
    assert extras["office"] == ["zhutiri-cli[archives,calendar,links]"]
    assert extras["dev"][0] == "zhutiri-cli[office,ocr,rollup,cluster,storage]"
    assert {"archives", "calendar", "links", "office", "ocr", "rollup", "cluster", "storage", "docs", "dev"} == {
        *extras
    }


def test_ci_builds_and_looks_at_the_packages() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "make dist" in lines
    recipe = re.search(r"^dist: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe is not None
    for part in (
        "twine check --strict dist/*",
        "check-wheel-contents dist/*.whl",
        "scripts/look_at_dist.py dist build/dist",
    ):
        assert part in recipe[1]
