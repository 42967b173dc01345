"""Jinja for templates that people write: boxed in, strict, and every fault one Chinese sentence with its line.

A template may print, choose and loop over what it is given, and nothing else: no attribute of an object beyond the
data, no call, no variable or macro of its own, and of the filters those that letters have a use for. All that it makes
on the way is counted (``template_room``), so that a template can keep nobody waiting.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import TEMPLATE_WORDS
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.render.kit.template_room import ENDLESS, GROWN, Room

if TYPE_CHECKING:
    from jinja2.nodes import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = frozenset({
    "Template", "Output", "TemplateData", "For", "If", "CondExpr", "Name", "Const", "List", "Tuple", "Filter", "Test",
    "Keyword", "Getattr", "Getitem", "Slice", "Concat", "Compare", "Operand", "And", "Or", "Not", "Add", "Sub", "Div",
    "FloorDiv", "Neg", "Pos",
})  # fmt: skip
"""What a template may consist of, by the names of Jinja's nodes: what ``docs/letters.md`` tells of."""
_STEPS, _WRITTEN, _PIECES = "逐项", "写出", "连写"
"""Filters of our own, put where a template's loops, slices and joined words are."""


def box(*, escape: bool) -> ImmutableSandboxedEnvironment:
    """The environment; ``escape`` where the result is XML. Its ``room`` says how much may still be written."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.visitor import NodeTransformer

    room = Room(_refused)

    class Guarded(NodeTransformer):
        """Puts our filters where text grows without one of the template's own."""

        def visit_For(self, node: Any) -> Any:  # noqa: N802 - as Jinja calls it
            self.generic_visit(node)
            body = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
            return _put(node, iter=_filtered(node.iter, _STEPS, [nodes.Const(body, lineno=node.lineno)]))

        def visit_Concat(self, node: Any) -> Any:  # noqa: N802 - likewise
            self.generic_visit(node)
            return _filtered(nodes.List(node.nodes, lineno=node.lineno), _PIECES)

        def visit_Getitem(self, node: Any) -> Any:  # noqa: N802 - likewise
            self.generic_visit(node)
            return _filtered(node, _WRITTEN) if isinstance(node.arg, nodes.Slice) else node

    class Box(ImmutableSandboxedEnvironment):
        """Refuses what a template has no need of, and counts what it writes."""

        intercepted_binops = frozenset({"+"})

        def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
            tree = super()._parse(source, name, filename)
            for count, node in enumerate([tree, *tree.find_all(nodes.Node)]):
                if count > TEMPLATE_WORDS:
                    raise _refused(GROWN)
                if type(node).__name__ not in _ALLOWED or getattr(node, "recursive", False):
                    raise _refused(type(node).__name__, node.lineno)
            found: Template = Guarded().visit(tree)
            return found

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            room.spend(left)
            room.spend(right)
            return super().call_binop(context, operator, left, right)

    made = Box(
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=room.spend,
    )
    made.globals.clear()
    made.filters = room.bounded(made.filters)
    made.filters |= {_STEPS: room.steps, _WRITTEN: room.spend, _PIECES: _pieces(room)}
    made.room = room  # type: ignore[attr-defined]  # for whoever fills one template several times
    return made


def _filtered(node: Any, name: str, arguments: Iterable[Any] = ()) -> Any:
    from jinja2.nodes import Filter

    return Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _put(node: Any, **parts: Any) -> Any:
    for name, part in parts.items():
        setattr(node, name, part)
    return node


def _pieces(room: Room) -> Any:
    """A filter that does what ``~`` does."""
    from jinja2 import pass_eval_context
    from jinja2.runtime import markup_join, str_join

    @pass_eval_context
    def joined(context: Any, pieces: Iterable[Any]) -> Any:
        return room.joined(markup_join if context.autoescape else str_join, pieces)

    return joined


def _refused(what: str, line: int | None = None) -> Exception:
    from jinja2.exceptions import SecurityError

    problem = SecurityError(what)
    problem.lineno = line  # type: ignore[attr-defined]  # as syntax errors have it; docxtpl looks for it, too
    return problem


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


def of_the_compiler(problem: MemoryError) -> bool:
    """Whether Python says so of what is nested too deeply for its parser, rather than of memory."""
    frames = traceback.extract_tb(problem.__traceback__)
    return bool(frames) and frames[-1].name == "_compile"


def _line_of(problem: Exception) -> int | None:
    """The line as a syntax error says it, else that of the last frame inside a template."""
    line = getattr(problem, "lineno", None)
    if isinstance(problem, SyntaxError):  # Python's, of what Jinja makes of the template: of no line of it
        return None
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
    if isinstance(problem, SecurityError) and said in (ENDLESS, GROWN):
        return f"{said}，没有写完", "请核对循环语句和过滤器"
    if isinstance(problem, SecurityError):
        return "用了模板里不允许的写法", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
    if isinstance(problem, SyntaxError | RecursionError | MemoryError):
        return "语句层层嵌套，过于复杂", "请减少 {% for %}、{% if %} 的层数"
    if isinstance(problem, TemplateSyntaxError):
        if names and ("No filter" in said or "No test" in said):
            return f"没有“{shorten(names[0])}”这个过滤器", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
        return "括号或语句没有写完整", "请核对 {{ … }}、{% for … %}…{% endfor %}、{% if … %}…{% endif %} 是否成对"
    return f"按它写不出结果（{type(problem).__name__}）", "请对照使用手册（docs/letters.md）的“模板”一节核对"
