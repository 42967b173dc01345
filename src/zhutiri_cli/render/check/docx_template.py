"""The draft circular in the office's own template: a .docx with ``{{ 标题 }}`` and so on, filled by docxtpl.

What Jinja writes is counted (``template_room``); what docxtpl looks for in the XML, and what lxml makes of it, is not.
So a template is filled apart, in a process that ends when it takes too long or too much memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from msgspec.structs import fields

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import TEMPLATE_PART_BYTES as LARGEST_PART
from zhutiri_cli.common.foreign_limits import TEMPLATE_UNPACKED_BYTES as LARGEST
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Apart
from zhutiri_cli.render.kit.docx import steady
from zhutiri_cli.render.kit.jinja import box, fault, of_the_compiler
from zhutiri_cli.report.letters.circular import Circular, Named
from zhutiri_cli.report.office import OfficeTemplate

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    SyntaxError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What python-docx, lxml and zipfile raise on a package that is damaged, encrypted or lacks parts."""
_NO_MEMORY = 2
"""The number by which libxml2 says that it got none, in what lxml raises of faulty XML."""
_NAMES = {
    "id": "序号",
    "theme": "主题",
    "unit": "单位",
    "joint": "联合承办",
    "held": "举办日期",
    "deadline": "截止日",
    "submitted": "报齐日期",
    "verdict": "情况",
    "detail": "说明",
}


def filled(template: OfficeTemplate, words: Circular, apart: Apart) -> bytes:
    """The template with the circular's words in it. Raises ``FileProblem`` where it cannot be filled."""

    def lost(why: str) -> FileProblem:
        return FileProblem(f"模板 {template.path} 没有填写：{why}", "请换用以前用过的模板，或用 Word、WPS 新做一份")

    made: bytes = apart(filled_here, template, words, lost=lost)
    return made


def filled_here(template: OfficeTemplate, words: Circular) -> bytes:
    """The same, in this process."""
    from docxtpl import DocxTemplate
    from jinja2.exceptions import TemplateError

    _openable(template)
    try:
        document = DocxTemplate(io.BytesIO(template.content))
        document.render(context(words), box(escape=True), autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
    except MemoryError as problem:
        if not of_the_compiler(problem):  # whoever set the limit knows what may be done
            raise
        raise fault(template.path, problem, lines=False) from None
    except (TemplateError, TypeError, OverflowError, RecursionError) as problem:
        raise fault(template.path, problem, lines=False) from None
    except _DAMAGE as problem:
        if getattr(problem, "code", None) == _NO_MEMORY:
            raise MemoryError from None
        raise _unreadable(template, "文件已损坏") from None
    return steady(stream.getvalue())


def context(words: Circular) -> dict[str, Any]:
    """What a template may print; every text is taken literally, be it markup or braces."""
    return {
        "标题": _text(Shown.of(*words.title)),
        "文号": _text(words.number),
        "主送机关": _text(words.addressees),
        "开头": _text(words.opening),
        "总体情况": [_text(sentence) for sentence in words.figures],
        "分组": [
            {"情况": _text(verdict), "项数": len(group), "活动": [_row(item) for item in group]}
            for verdict, group in words.groups
        ],
        "事项": [_text(clause) for clause in words.duties],
        "要求": [_text(sentence) for sentence in words.requests],
        "联系方式": _text(words.contact),
        "附件名称": _text(words.annex),
        "活动": [_row(item) for item in words.rows],
        "发文机关": _text(words.issuer),
        "成文日期": long_day(words.day),
        "代拟说明": [_text(sentence) for sentence in words.remarks],
    }


def _row(item: Named) -> dict[str, Any]:
    pairs = ((_NAMES[field.name], getattr(item, field.name)) for field in fields(item))
    return {name: value if isinstance(value, int) else _text(value) for name, value in pairs}


def _text(words: Shown) -> Any:
    """Text that stays what it is: docxtpl reads ``{_{`` in the result as braces, so braces go in as references."""
    from markupsafe import Markup, escape

    return Markup(str(escape(words)).replace("{", "&#123;").replace("}", "&#125;"))


def _openable(template: OfficeTemplate) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template.content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            parts = [one.file_size for one in packed.infolist() if one.filename.lower().endswith((".xml", ".rels"))]
            there = "word/document.xml" in packed.namelist()
    except _DAMAGE:
        raise _unreadable(template, "不是 .docx") from None
    if size > LARGEST or max(parts, default=0) > LARGEST_PART or not there:
        raise _unreadable(template, "体积异常" if there else "里面没有正文")


def _unreadable(template: OfficeTemplate, why: str) -> FileProblem:
    return FileProblem(f"模板 {template.path} 打不开（{why}）", "请用 Word 或 WPS 另存为 .docx 后放回原处")
