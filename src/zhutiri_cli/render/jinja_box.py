"""Jinja for templates that people write: boxed in, strict, and every fault one Chinese sentence with its line.

A template may print, choose and loop over what it is given, and nothing else: no attribute of an object beyond the
data, no endless range, no text grown by multiplication.
"""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING, Any

from zhutiri_cli.errors import FileProblem
from zhutiri_cli.text import shorten

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 1_000_000
"""Characters that one template may write."""
_GROWING = frozenset({"*", "**", "%"})


def box(*, escape: bool) -> ImmutableSandboxedEnvironment:
    """The environment; ``escape`` where the result is XML."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Box(ImmutableSandboxedEnvironment):
        """Without the operators by which a short template writes without end."""

        intercepted_binops = _GROWING

        def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any, /) -> Any:
            raise SecurityError(operator)

    made = Box(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for name in ("range", "lipsum", "cycler"):
        made.globals.pop(name)
    for name in ("center", "indent", "format", "batch", "slice", "wordwrap", "pprint", "xmlattr", "tojson", "attr"):
        made.filters.pop(name)
    return made


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
        return f"没有“{shorten(name)}”这个内容", "可用的名称见 README 的“模板”一节"
    if isinstance(problem, SecurityError):
        return "用了模板里不允许的写法", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
    if isinstance(problem, TemplateSyntaxError):
        if names and ("No filter" in said or "No test" in said):
            return f"没有“{shorten(names[0])}”这个过滤器", "模板只用 {{ 名称 }}、{% for %} 和 {% if %}"
        return "括号或语句没有写完整", "请核对 {{ … }}、{% for … %}…{% endfor %}、{% if … %}…{% endif %} 是否成对"
    return f"按它写不出结果（{type(problem).__name__}）", "请对照 README 的“模板”一节核对"
