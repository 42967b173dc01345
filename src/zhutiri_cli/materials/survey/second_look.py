"""A second look at a document that our reader found damaged: nobody is told to send it again before another program has
failed on it, too."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import DamagedError, FileFacts, Fitness, UnfitError, unchecked
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.formats.opendocument import text_facts
from zhutiri_cli.materials.readers import readers

_LOOKED_AT = {".docx": ".docx", ".doc": ".doc", ".wps": ".doc", ".odt": ".odt", ".rtf": ".rtf", ".xlsx": ".xlsx"}
"""Suffixes of what LibreOffice opens, with the format that it is."""
_PACKAGES = frozenset({".docx", ".xlsx", ".odt", ".ofd"})
"""Formats of several parts, of which office programs mend one or do without it."""
_BROKEN = "文件内部有损坏"


def second_look(path: Path, suffix: str, problem: DamagedError) -> FileFacts:
    """What LibreOffice, if it is there, makes of the document. Where it is not, or did not come to an end, a sound
    container is unchecked: Word and WPS mend what is broken inside. Raises ``problem`` where the document is surely
    damaged."""
    if suffix in _LOOKED_AT and libreoffice.program() is not None:
        try:
            facts = _by_libreoffice(path, _LOOKED_AT[suffix])
        except libreoffice.NoConversionError as failure:
            if failure.judged:
                raise problem from failure
        else:
            return replace(facts, reason=f"{_BROKEN}，LibreOffice 读出了文字", remedy="请打开核对是否完整")
    if problem.certain or suffix not in _PACKAGES:
        raise problem
    return unchecked(f"{_BROKEN}，这里读不出", "请用 Word 或 WPS 打开核对；打不开的，请单位重新报送", local=True)


def _by_libreoffice(path: Path, suffix: str) -> FileFacts:
    """Facts of the text that it reads. It opens damaged files as empty ones, which is no better than not to open them.
    Raises ``NoConversionError``."""
    read, target = (readers()[".xlsx"].read, ".xlsx") if suffix == ".xlsx" else (text_facts, ".odt")
    with libreoffice.converted(path, suffix, target) as made:
        try:
            facts = read(made)
        except UnfitError as problem:
            raise libreoffice.NoConversionError("LibreOffice 没有读出文字", judged=True) from problem
    if facts.verdict is not Fitness.USABLE or not shows_anything(facts.text):
        raise libreoffice.NoConversionError("LibreOffice 没有读出文字", judged=True)
    return facts
