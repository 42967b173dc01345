"""What MkDocs is told while it builds the manual: pages that no file holds, codes as links, Chinese lines joined.

A hook of ``mkdocs.yml``. The pages about rules and keys are made from the code; the repository's changelog is a page.
"""

from __future__ import annotations

import logging
import posixpath
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

import make_key_page
import make_rule_pages

from zhutiri_cli.rules.catalogue import catalogue

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

CHANGES = make_rule_pages.ROOT / "CHANGELOG.md"
RECIPES = make_rule_pages.ROOT / "docs" / "contributing"
MEASURED = make_rule_pages.ROOT / "docs" / "benchmarks"
CODE = re.compile(r"ZT[0-9]{3}")
UNTOUCHED = re.compile(r"(^```.*?^```|^#.*?$|`[^`\n]*`|!?\[[^\]\n]*\]\([^)\n]*\))", re.MULTILINE | re.DOTALL)
"""Blocks, headings, code and links: what is in them stays as it is."""
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”’])\n *(?=[\u3001-\u9fff\uff08“‘])")
"""The end of a line within a Chinese sentence, which a browser would show as a space."""


def linked(markdown: str, here: str) -> str:
    """The text of the page at ``here``, each code of a known rule a link to its page, Chinese lines joined."""
    known = {rule.code for rule in catalogue()}

    def link(found: re.Match[str]) -> str:
        if found[0] not in known or here == f"rules/{found[0]}.md":
            return found[0]
        return f"[{found[0]}]({posixpath.relpath(f'rules/{found[0]}.md', posixpath.dirname(here) or '.')})"

    pieces = UNTOUCHED.split(markdown)
    return "".join(piece if n % 2 else CODE.sub(link, WRAPPED.sub("", piece)) for n, piece in enumerate(pieces))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """MkDocs: all rules, family by family, all recipes and all kept measurements are in the navigation."""
    families = [
        {f"{make_rule_pages.FAMILIES.get(family, '其他')} {family}": [f"rules/{rule.code}.md" for rule in rules]}
        for family, rules in groupby(catalogue(), key=lambda rule: rule.code[:3])
    ]
    recipes: list[Any] = [
        f"contributing/{path.name}" for path in sorted(RECIPES.glob("*.md")) if path.name != "index.md"
    ]
    measured = [f"benchmarks/{path.name}" for path in sorted(MEASURED.glob("[0-9]*.md"), reverse=True)]
    logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how it loads its dictionary
    more: dict[str, list[Any]] = {
        "rules/index.md": families,
        "contributing/index.md": recipes,
        "benchmarks/index.md": measured,
    }
    config.nav = _with(config.nav or [], more)
    return config


def _with(nav: list[Any], more: dict[str, list[Any]]) -> list[Any]:
    """The navigation where a page that opens a section is followed by what belongs to it."""
    found: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            ((title, inner),) = entry.items()
            inner = _with(inner, more) if isinstance(inner, list) else [inner, *more[inner]] if inner in more else inner
            found.append({title: inner})
        else:
            found += [entry, *more.get(entry, [])]
    return found


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs: the pages that no file holds."""
    from mkdocs.structure.files import File

    made = make_rule_pages.pages() | {"keys.md": make_key_page.page()}
    made["changelog.md"] = CHANGES.read_text(encoding="utf-8").replace("](docs/", "](")
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """MkDocs: codes become links, and lines of Chinese are joined."""
    return linked(markdown, page.file.src_uri)
