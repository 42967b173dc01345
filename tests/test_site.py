"""The manual as a site: it builds strictly, fetches nothing, finds Chinese words, and has a page for each rule."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import make_key_page
import make_rule_pages
import manual_hook
import pytest

from tests.support.places import ROOT
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema

LOADED = re.compile(r"""<(?:script|img|iframe|source)[^>]*\ssrc="([^"]+)"|<link[^>]*\shref="([^"]+)"|url\(([^)]+)\)""")
ZERO_WIDTH = "\u200b"
"""Stands between the words of a Chinese sentence in the search index."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built manual."""
    if find_spec("mkdocs") is None or find_spec("jieba") is None:
        pytest.skip("没有安装制作手册的组件（make docs 会装好）")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_nothing_is_fetched_from_the_network(site: Path) -> None:
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 50
    for page in pages:
        for found in LOADED.findall(page.read_text(encoding="utf-8")):
            address = "".join(found).strip("'\"")
            assert not re.match(r"[a-z]+://|//", address), f"{page.relative_to(site)} fetches {address}"


def test_each_rule_has_its_page(site: Path) -> None:
    for rule in catalogue():
        assert rule.title in (site / "rules" / f"{rule.code}.html").read_text(encoding="utf-8")


def test_chinese_words_are_found(site: Path) -> None:
    entries = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    titles = {entry["location"]: entry["title"].split(ZERO_WIDTH) for entry in entries}
    assert titles["deadlines.html"][0] == "截止日"
    assert sum("截止日" in re.split(rf"{ZERO_WIDTH}|\W", entry["text"]) for entry in entries) > 10


def test_the_pages_say_what_the_declarations_say() -> None:
    made, plan = make_rule_pages.pages(), make_rule_pages.cited()
    assert set(made) == {"rules/index.md"} | {f"rules/{rule.code}.md" for rule in catalogue()}
    assert all(
        f"[{rule.code}]({rule.code}.md) | {rule.severity.label}" in made["rules/index.md"] for rule in catalogue()
    )
    page = made["rules/ZT203.md"]
    assert "逾期未报" in page
    assert "错误" in page
    assert plan.document.clauses.report is not None
    assert plan.document.clauses.report.text in page
    assert "waivers:" in page
    assert "联网核对过链接" in made["rules/ZT404.md"]
    assert "waivers:" not in made["rules/ZT901.md"]


def test_the_page_of_keys_names_every_key() -> None:
    made = make_key_page.page()
    for schema in (plan_schema(), record_schema()):
        for part in (schema, *schema["$defs"].values()):
            for key, field in part.get("properties", {}).items():
                assert f"| `{key}` | {field.get('title', '')} |" in made


def test_people_s_signs_stay_signs() -> None:
    rule = Rule("ZT299", catalogue()[0].severity, "试", manual="a*b*c <x> 写 moved_to", remedy="加 --extended-to。")
    page = make_rule_pages.page(rule, make_rule_pages.cited())
    assert "a\\*b\\*c \\<x> 写 `moved_to`" in page
    assert "加 `--extended-to`。" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见 ZT203。", "见 [ZT203](rules/ZT203.md)。"),
        ("`ZT203`、ZT999", "`ZT203`、ZT999"),
        ("# ZT203", "# ZT203"),
        ("```\nZT203\n```", "```\nZT203\n```"),
        ("[ZT203](rules/ZT203.md)", "[ZT203](rules/ZT203.md)"),
        ("逐日\n  数出", "逐日数出"),
        ("逐日\n- 数出", "逐日\n- 数出"),
        ("zhutiri\n读", "zhutiri\n读"),
    ],
)
def test_codes_become_links_and_lines_are_joined(text: str, expected: str) -> None:
    assert manual_hook.linked(text, "weekly.md") == expected


def test_a_link_knows_where_it_stands() -> None:
    assert manual_hook.linked("ZT203", "rules/ZT204.md") == "[ZT203](ZT203.md)"
    assert manual_hook.linked("ZT203", "rules/ZT203.md") == "ZT203"
    assert manual_hook.linked("ZT203", "contributing/index.md") == "[ZT203](../rules/ZT203.md)"


def test_the_picture_shows_the_floors_as_they_are() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    picture = (ROOT / "docs" / "pictures" / "floors.svg").read_text(encoding="utf-8")
    assert re.findall(r'class="floor">([a-z]+)<', picture) == floors


def test_the_navigation_grows_by_itself() -> None:
    grown = manual_hook._with([{"a": "a.md"}, {"b": [{"c": "c.md"}, "d.md"]}], {"c.md": ["e.md"], "d.md": ["f.md"]})
    assert grown == [{"a": "a.md"}, {"b": [{"c": ["c.md", "e.md"]}, "d.md", "f.md"]}]
