"""The office's own .docx template is filled in a process of its own, with limits; the letters are the same as here."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest

from tests.support.command import zhutiri
from tests.support.letter_reports import activity, document_of, report
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.output import display
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.docx import TEMPLATE, render
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.office import OfficeTemplate
from zhutiri_cli.report.report import Report

pytestmark = pytest.mark.reader_processes

SLOW = (
    f"<w:tbl><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>{'{% colspan ' * 250_000}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
"""A body of docx at which docxtpl's patterns look for several seconds."""
LARGE = ("styles", "numbering", "settings")
"""Parts that are read whole; one of nearly 5 MB of elements takes a hundred or more as a tree."""


def with_body(body: str, large: Iterable[str] = ()) -> bytes:
    """A document with something at the beginning of its body that no office program would write, and large parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document_of("{{ 标题 }}"))) as sound,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode())
            for part in large:
                if name == f"word/{part}.xml":
                    content = content.replace(f"</w:{part}>".encode(), b"<w:p/>" * 800_000 + f"</w:{part}>".encode())
            to.writestr(name, content)
    return made.getvalue()


def own(content: bytes) -> dict[str, OfficeTemplate]:
    return {TEMPLATE: OfficeTemplate(Shown("通报.docx"), content)}


def whole() -> Report:
    return report(activity(1), activity(2, theme="“<b>”{{ 主题 }}&\x1b"))


def test_what_comes_of_it_there_is_what_comes_of_it_here() -> None:
    body = "{% for 项 in 活动 %}{{ 项.单位 }}第{{ 项.序号 }}项{{ 项.主题 }}{{ 项.说明 }}；{% endfor %}"
    templates = own(document_of("{{ 标题 }}", body, "{{ 发文机关 }} {{ 成文日期 }}"))
    there = render(whole(), display(templates=templates))
    assert there == render(whole(), Display(templates=templates))
    assert "甲1局第1项" in docx.Document(io.BytesIO(there)).paragraphs[1].text


def test_a_fault_there_is_told_as_here() -> None:
    templates = own(document_of("{{ 标题 }}", "这里没有收尾{% for 项 in 活动 %}"))
    told = []
    for look in (display(templates=templates), Display(templates=templates)):
        with pytest.raises(FileProblem) as caught:
            render(whole(), look)
        told.append((caught.value.message, caught.value.advice))
    assert told[0] == told[1]
    assert "“这里没有收尾{% for 项 in 活动 %}”附近有误" in told[0][0]


def test_one_that_is_not_filled_in_time_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.common.foreign_limits.FILLING_SECONDS", 1.0)
    start = time.monotonic()
    with pytest.raises(FileProblem, match=r"^模板 通报\.docx 没有填写：1 秒内没有读完$") as caught:
        render(whole(), display(templates=own(with_body(SLOW))))
    assert time.monotonic() - start < 30
    assert "请换用以前用过的模板" in caught.value.advice


def test_one_that_asks_for_too_much_memory_is_one_sentence() -> None:
    with pytest.raises(FileProblem, match=r"^模板 通报\.docx 没有填写：读它要用的内存超过 240 MB$"):
        render(whole(), display(templates=own(with_body("", LARGE))))


@pytest.mark.usefixtures("examples_known")
def test_nothing_is_written_where_one_of_the_files_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhutiri_cli.common.foreign_limits.FILLING_SECONDS", 1.0)
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes((EXAMPLES / "data" / "plan_2024.yaml").read_bytes())
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TEMPLATE).write_bytes(with_body(SLOW))
    before = sorted(tmp_path.rglob("*"))
    drafts = [word for name in ("通报.docx", "周报.md") for word in ("-o", str(tmp_path / name))]
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-04-12", *drafts)
    assert (ran.status, ran.out) == (2, "")
    assert "templates/通报.docx 没有填写：1 秒内没有读完" in ran.err
    assert sorted(tmp_path.rglob("*")) == before
