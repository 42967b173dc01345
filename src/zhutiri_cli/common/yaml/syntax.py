"""Places in a text, faults of the text itself (ZT101), and the parser's complaints in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import yaml
from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern

# libyaml's own words -> what to tell a clerk: (what is wrong, what to do).
_SYNTAX = (
    (
        "mapping values are not allowed",
        "此处不应出现冒号",
        "请检查缩进，并看上一行的冒号是否误用了全角“：”；值里若有英文冒号，请给整个值加上引号",
    ),
    ("could not find expected ':'", "此行缺少英文冒号", "写作“键: 值”，冒号用英文半角，后面空一格"),
    ("did not find expected ',' or ']'", "方括号内的列表没有写完", "用英文逗号分隔各项，以 ] 收尾"),
    ("did not find expected ',' or '}'", "花括号内的内容没有写完", "用英文逗号分隔各项，以 } 收尾"),
    (
        "found character that cannot start any token",
        "此处的符号不能作为开头",
        "缩进请用空格而不用 Tab；以 @ ` % 等开头的值请加引号",
    ),
    ("found unexpected end of stream", "引号没有闭合", "请在值的末尾补上引号"),
    ("found unexpected document indicator", "引号没有闭合", "请在值的末尾补上引号"),
    ("found unknown escape character", "双引号内的反斜杠写法无效", "请改用单引号，或把 \\ 写成 \\\\"),
    ("did not find expected '-' indicator", "列表各项没有对齐", "请让同一列表的“- ”左端对齐"),
    ("block sequence entries are not allowed", "此处不应出现“- ”", "请换行并检查缩进"),
    ("did not find expected key", "缩进或结构有误", "请让同一层的键左端对齐，并检查上一行的引号和括号"),
    ("found undefined tag handle", "用了未声明的标签", "请删去以 ! 开头的标签"),
    ("tab", "缩进用了 Tab", "请把 Tab 换成空格"),
)


class Spot(NamedTuple):
    """A place in a text: line and column from 1, columns in code points."""

    line: int
    column: int


START = Spot(1, 1)


class TextFault(Struct, frozen=True):
    """A fault of the text itself (ZT101): Chinese message, what to do, and where."""

    message: str
    hint: str
    spot: Spot = START


_SYNTAX_FAULT = "YAML 语法有误"
_LOOKED_BACK = 20
"""Lines above the place where the parser gave up in which its true cause is looked for."""
_LINE = 300
"""Signs of a line that are looked at: a slip stands near its beginning, and lines may be endless."""
_QUOTE = "值里有 YAML 的记号，请给整个值加上英文引号"
_SLIPS = (
    (r"\s*(?:-\s+)?[A-Za-z_][A-Za-z0-9_]*\s*(：)", "此行键后面的冒号是全角“：”", "请改成英文半角冒号“:”，后面空一格"),
    (r"[ ]*([\u3000\u00a0\u2002\u2003])", "此行的缩进用了全角空格或不间断空格", "请改成英文半角空格，与上一行左端对齐"),
    (r"[ ]*([－—–−•·●])[ ]?\S", "此行开头的短横不是英文短横“-”", "请改成英文半角的“-”，后面空一格"),
    (r"[ ]*(-)[^\s-][^:：]*[:：]", "此行开头的短横后面没有空格", "请写作“- 键: 值”，短横后面空一格"),
    (r"[^#]*\{[^{}，#]*+(?:#[^}，]*+)?(，)", "花括号里用了全角逗号“，”", "请改成英文半角逗号“,”，后面空一格"),
    (r"[^#\"']*?[\[,][ ]*(\*)(?=[^\s,\]])", "列表里以 * 开头的文字没有加引号", '请加上英文引号，如 ["*.bak"]'),
    (r"[^#]*?[:\-][ ]+([*&!|>%@`])(?=[^\s])", "此处的符号在 YAML 里另有用处", _QUOTE),
)
"""What a Chinese keyboard types and the parser takes for plain text, so that it complains further down: how the line
begins, with the sign at fault; what is wrong; what to do."""
_SLIP = tuple((lazy_pattern(f"^{sign}"), message, hint) for sign, message, hint in _SLIPS)


def true_cause(fault: TextFault, lines: Sequence[str]) -> TextFault:
    """The same fault at the slip of the keyboard that is its cause, where there is one on its line or above; a fault
    that is no syntax stays as it is."""
    if not fault.message.startswith(_SYNTAX_FAULT):
        return fault
    for number in range(fault.spot.line, max(fault.spot.line - _LOOKED_BACK, 0), -1):
        line = lines[number - 1][:_LINE] if number <= len(lines) else ""
        for sign, message, hint in _SLIP:
            found = sign.match(line)
            if found is not None:
                return TextFault(f"{_SYNTAX_FAULT}：{message}", hint, Spot(number, found.start(1) + 1))
    return fault


def syntax_fault(problem: yaml.MarkedYAMLError) -> TextFault:
    """A fault of syntax in Chinese, where the parser met it."""
    mark = problem.problem_mark or problem.context_mark
    if "end of stream" in (problem.problem or "") and problem.context_mark:
        mark = problem.context_mark  # where the quotation begins
    spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
    words = f"{problem.problem or ''} {problem.context or ''}"
    for sign, message, hint in _SYNTAX:
        if sign in words:
            return TextFault(f"{_SYNTAX_FAULT}：{message}", hint, spot)
    return TextFault(_SYNTAX_FAULT, "请检查此处及上一行的缩进、冒号、引号和括号", spot)
