"""Jinja for templates that people write: boxed in, strict, and every fault one Chinese sentence with its line.

A template may print, choose and loop over what it is given, and nothing else: no attribute of an object beyond the
data, no call, no variable or macro of its own, no text grown by repetition. Loops have a limit of time, and every text
one of length, so that a template can keep nobody waiting.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import TEMPLATE_CHARACTERS as LONGEST
from zhutiri_cli.common.foreign_limits import TEMPLATE_SECONDS as LONGEST_SECONDS
from zhutiri_cli.common.spelling import shorten

if TYPE_CHECKING:
    from jinja2.nodes import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = frozenset({
    "Template", "Output", "TemplateData", "For", "If", "CondExpr", "Name", "Const", "List", "Tuple", "Filter", "Test",
    "Keyword", "Getattr", "Getitem", "Slice", "Concat", "Compare", "Operand", "And", "Or", "Not", "Add", "Sub", "Div",
    "FloorDiv", "Neg", "Pos",
})  # fmt: skip
"""What a template may consist of, by the names of Jinja's nodes: what ``docs/letters.md`` tells of."""
_GUARD = "逐项"
_ENDLESS, _GROWN = "循环过多", "拼接的文字过长"


def box(*, escape: bool) -> ImmutableSandboxedEnvironment:
    """The environment; ``escape`` where the result is XML."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Box(ImmutableSandboxedEnvironment):
        """Refuses what a template has no need of, and puts a guard into every loop."""

        def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
            tree = super()._parse(source, name, filename)
            for node in [tree, *tree.find_all(nodes.Node)]:
                if type(node).__name__ not in _ALLOWED or getattr(node, "recursive", False):
                    raise _refused(type(node).__name__, node.lineno)
            for loop in list(tree.find_all(nodes.For)):
                loop.iter = nodes.Filter(loop.iter, _GUARD, [], [], None, None, lineno=loop.lineno)
            return tree

    made = Box(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    made.globals.clear()
    growing = ("center", "indent", "format", "batch", "slice", "wordwrap", "pprint", "xmlattr", "tojson")
    for name in (*growing, "attr", "random"):
        made.filters.pop(name)
    made.filters[_GUARD] = _guard()
    _bound(made.filters)
    return made


def _refused(what: str, line: int | None = None) -> Exception:
    from jinja2.exceptions import SecurityError

    problem = SecurityError(what)
    problem.lineno = line  # type: ignore[attr-defined]  # as syntax errors have it; docxtpl looks for it, too
    return problem


def _guard() -> Any:
    """A filter that hands on what a loop goes over, as long as there is time."""
    started = list[float]()

    def steps(items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            now = time.monotonic()
            if not started:
                started.append(now)
            if now - started[0] > LONGEST_SECONDS:
                raise _refused(_ENDLESS)
            yield item

    return steps


def _bound(filters: dict[str, Any]) -> None:
    """Keep the filters that can make a text longer, as long as it stays within ``LONGEST``."""
    from jinja2 import pass_eval_context

    joined, replaced = filters["join"], filters["replace"]

    @pass_eval_context
    def join(context: Any, value: Any, between: Any = "", attribute: Any = None) -> Any:
        pieces = list(value)
        if len(str(between)) * len(pieces) > LONGEST:
            raise _refused(_GROWN)
        return joined(context, pieces, between, attribute)

    @pass_eval_context
    def replace(context: Any, value: Any, old: Any, new: Any, count: Any = None) -> Any:
        if len(str(new)) * (str(value).count(str(old)) + 1) > LONGEST:
            raise _refused(_GROWN)
        return replaced(context, value, old, new, count)

    filters.update(join=join, replace=replace)


def fault(path: str, problem: Exception, *, lines: bool = True) -> FileProblem:
    """What is wrong with a template, in one sentence; ``lines``: its line numbers mean something to people, else the
    place is told by the words that stand there, as far as docxtpl knows them."""
    line = _line_of(problem)
    if lines:
        place = f" 第 {line} 行" if line else ""
    else:
        near = _words_near(problem, line)
        place = f"“{shorten(near)}”附近" if near else ""
    message, hint = _sentence(problem)
    return FileProblem(f"模板 {path}{place}有误：{message}", hint)


def _line_of(problem: Exception) -> int | None:
    """The line as a syntax error says it, else that of the last frame inside a template."""
    line = getattr(problem, "lineno", None)
    if isinstance(line, int):
        return line
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno if frames else None


def _words_near(problem: Exception, line: int | None) -> str:
    """The words of the line at fault: docxtpl hands on up to three lines before it."""
    around = list(getattr(problem, "docx_context", ()))
    at = min(line or 1, 4) - 1
    return around[at].strip() if at < len(around) else ""


def _sentence(problem: Exception) -> tuple[str, str]:
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    said = str(getattr(problem, "message", None) or problem)
    names = re.findall(r"'([^']*)'", said)
    if isinstance(problem, UndefinedError):
        name = names[-1] if names and "has no attribute" in said else (names or [said])[0]
        return f"没有“{shorten(name)}”这个内容", "可用的名称见使用手册（docs/letters.md）的“模板”一节"
    if isinstance(problem, SecurityError) and said in (_ENDLESS, _GROWN):
        return f"{said}，没有写完", "请核对循环语句和过滤器"
    if isinstance(problem, SecurityError):
        return "用了模板里不允许的写法", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
    if isinstance(problem, TemplateSyntaxError):
        if names and ("No filter" in said or "No test" in said):
            return f"没有“{shorten(names[0])}”这个过滤器", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
        return "括号或语句没有写完整", "请核对 {{ … }}、{% for … %}…{% endfor %}、{% if … %}…{% endif %} 是否成对"
    return f"按它写不出结果（{type(problem).__name__}）", "请对照使用手册（docs/letters.md）的“模板”一节核对"
