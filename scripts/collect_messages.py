"""Every Chinese sentence that the program can print, read from its source without running it.

What is told apart, and how:

- A **message** is a text with Chinese in it that stands where text is said: an argument, a return value, a default,
  the value of a table, a piece of a template. An f-string is one message, with its values as 〈name〉.
- A **word that is looked for** is no message: what stands in a comparison (``==``, ``in``), in a pattern, in a method
  that searches text (``split``, ``startswith`` …), as the key of a table or in a ``case``; and the bare words (no
  sentence, no value) that a room which reads people's text holds in tuples, lists, sets and tables (``READS_WORDS``).
- A pattern by its signs, and a row of letters without a stop, are looked for wherever they stand.
- A docstring is a message in ``cli/`` where it begins in Chinese: it is the help of a command.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "zhutiri_cli"
CHINESE = re.compile(r"[\u3400-\u9fff]")
PATTERN = re.compile(r"\(\?|\[\^|\[0-9|\[-|\{\d|\\[du\[*]|[（(]\[|\.\*|\|\S+\|")
LETTERS = re.compile(r"[零〇一二两三四五六七八九十日0-9Oo]+|[\u3400-\u9fff]{24,}")
SAID = re.compile(r"[，。；：！？（）“”…\s]")
"""What a bare word has none of."""
READS_WORDS = (
    *("common/numerals", "common/spelling", "common/typed_dates", "common/yaml/scalars"),
    *("materials/", "plan/importing/", "plan/obligations", "plan/rule_levels"),
    *("workspace/receiving/", "workspace/register/"),
)
"""Rooms that read people's text: bare words in their containers are looked for, not said."""
SAYS_REASONS = ("materials/links/web/", "materials/survey/", "workspace/receiving/proposing/tray")
"""Rooms among them whose containers hold reasons that are said."""
SEARCHES = {
    *("compile", "lazy_pattern", "search", "match", "fullmatch", "findall", "finditer", "sub"),
    *("startswith", "endswith", "split", "rsplit", "partition", "rpartition", "strip", "lstrip", "rstrip"),
    *("replace", "removeprefix", "removesuffix", "find", "rfind", "index", "count", "maketrans", "translate", "get"),
}


class Message(Struct, frozen=True):
    """One text that the program can print."""

    path: str
    """Below ``src/zhutiri_cli``."""
    line: int
    text: str


@cache
def messages(house: Path = HOUSE) -> list[Message]:
    """All of them, module by module, in the order in which they stand."""
    found = []
    for path in sorted(house.rglob("*")):
        name = path.relative_to(house).as_posix()
        if path.suffix == ".py":
            found += [Message(name, line, text) for line, text in _of_module(path, name)]
        elif path.suffix in (".j2", ".js", ".txt") or (name.startswith("workspace/starter/") and _kept(path)):
            found += [Message(name, line, text) for line, text in _of_template(path)]
    return found


def _kept(path: Path) -> bool:
    """Whether it is a file of ours: Python leaves compiled ones beside them."""
    return path.is_file() and path.suffix != ".pyc"


def _of_module(path: Path, name: str) -> Iterator[tuple[int, str]]:
    """The texts of one module, each where it begins."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    reading = name.startswith(READS_WORDS) and not name.startswith(SAYS_REASONS)
    found = _said(tree, reading=reading, in_cli=name.startswith("cli/"))
    yield from sorted(found, key=lambda one: one[0])


def _said(node: ast.AST, *, reading: bool, in_cli: bool, contained: bool = False) -> Iterator[tuple[int, str]]:
    """The texts at and below the node. ``reading``: its room reads words; ``contained``: it stands in a container."""
    text = _text(node)
    if text is not None:
        plain = re.sub("〈[^〉]*〉", "", text)
        bare = reading and contained and not SAID.search(text) and "〈" not in text
        if CHINESE.search(plain) and not bare and not PATTERN.search(plain) and not LETTERS.fullmatch(text):
            yield node.lineno, text  # type: ignore[attr-defined]  # every expression has its line
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        if in_cli and CHINESE.match(str(node.value.value)):
            yield node.lineno, str(node.value.value)
        return
    for child in _looked_into(node):
        held = isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict) or (
            contained and isinstance(node, ast.Starred | ast.Call | ast.Attribute | ast.BinOp)
        )
        yield from _said(child, reading=reading, in_cli=in_cli, contained=held or _is_word_list(node))


def _is_word_list(node: ast.AST) -> bool:
    """Words in one string, taken apart: ``"总结 小结".split()``; or in a set of them: ``frozenset("…")``."""
    return isinstance(node, ast.Call) and _called(node) in {"frozenset", "set", "split"}


def _looked_into(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in which texts are said."""
    if isinstance(node, ast.Compare | ast.MatchValue):
        return
    if isinstance(node, ast.Dict):
        yield from node.values
        return
    if isinstance(node, ast.Call):
        if _called(node) == "split" and isinstance(node.func, ast.Attribute):
            yield node.func.value
        elif _called(node) not in SEARCHES:
            yield from ast.iter_child_nodes(node)
        elif isinstance(node.func, ast.Attribute):
            yield node.func.value
            if _called(node) == "get":
                yield from node.args[1:]
        return
    yield from ast.iter_child_nodes(node)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _text(node: ast.AST) -> str | None:
    """What a string, an f-string, or such put together with ``+`` says; a refusal with its advice. None: no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_piece(value) for value in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        if left is None and right is None:
            return None
        return (left or f"〈{_name(node.left)}〉") + (right or f"〈{_name(node.right)}〉")
    if isinstance(node, ast.Call) and _called(node).endswith("Problem") and len(node.args) > 1:
        return "　→ ".join(_text(part) or f"〈{_name(part)}〉" for part in node.args)
    return None


def _piece(node: ast.expr) -> str:
    if isinstance(node, ast.FormattedValue):
        return f"〈{_name(node.value)}〉"
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(node: ast.expr) -> str:
    """What a value is called: its variable, its field; a choice shows its texts."""
    if isinstance(node, ast.IfExp):
        return f"{_name(node.body)}|{_name(node.orelse)}"
    if isinstance(node, ast.BoolOp):
        return "|".join(_name(value) for value in node.values)
    text = _text(node)
    if text is not None:
        return text
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and _text(node.func.value) is not None and node.args:
            return _name(node.args[0])  # "、".join(names)
        return _name(node.args[0]) if node.args else _name(node.func)
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        return _name(node.elt) + "…"
    if isinstance(node, ast.Subscript | ast.Starred | ast.NamedExpr):
        return _name(node.value)
    return getattr(node, "id", "…")


class _Page(HTMLParser):
    """The texts of a page and of the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_data(self, data: str) -> None:
        self.found.append((self.getpos()[0], data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the parser calls it
        self.found += [
            (self.getpos()[0], value)
            for name, value in attrs
            if value and name in {"title", "alt", "placeholder", "aria-label", "content", "data-label"}
        ]


def _of_template(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a template, of a page's script, of a file that is written for the office."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        quoted = r"`[^`]*`|\"[^\"\n]*\"|'[^'\n]*'"
        pieces = [(text.count("\n", 0, hit.start()) + 1, hit[0][1:-1]) for hit in re.finditer(quoted, text)]
    elif path.suffix == ".j2":
        page = _Page()
        page.feed(re.sub(r"{#.*?#}", "", text, flags=re.DOTALL))
        pieces = [(line + n, part) for line, held in page.found for n, part in enumerate(held.split("\n"))]
        logic = re.compile(r"{%.*?%}", re.DOTALL)
        pieces = [(line, re.sub(r"{{\s*(.*?)\s*}}", r"〈\1〉", logic.sub(" ", part)).strip()) for line, part in pieces]
    else:
        pieces = list(enumerate(text.split("\n"), start=1))
    yield from ((line, part.strip()) for line, part in pieces if CHINESE.search(part))
