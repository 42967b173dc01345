"""A second look at a document that our reader found damaged: nobody is told to send it again before another program has
failed on it, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zhutiri_cli.materials.file_facts import DamagedError, FileFacts, Fitness, UnfitError, unchecked
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.formats.opendocument import text_facts

_TEXTS = frozenset({".docx", ".doc", ".wps", ".odt", ".rtf"})
_PACKAGES = frozenset({".docx", ".xlsx", ".odt", ".ofd"})
"""Formats of several parts, of which office programs mend one or do without it."""
_BROKEN = "文件内部有损坏"


def second_look(path: Path, suffix: str, problem: DamagedError) -> FileFacts:
    """What LibreOffice, if it is there, makes of the document. Without it a sound container is unchecked: Word and
    WPS mend what is broken inside. Raises ``problem`` where the document is surely damaged."""
    if suffix in _TEXTS and libreoffice.program() is not None:
        facts = _by_libreoffice(path, suffix)
        if facts is None:
            raise problem
        return replace(facts, reason=f"{_BROKEN}，LibreOffice 读出了文字", remedy="请打开核对是否完整", local=True)
    if problem.certain or suffix not in _PACKAGES:
        raise problem
    return unchecked(f"{_BROKEN}，这里读不出", "请用 Word 或 WPS 打开核对；打不开的，请提供单位重新发送", local=True)


def _by_libreoffice(path: Path, suffix: str) -> FileFacts | None:
    """Facts of the text it reads; ``None`` where there is none. It opens damaged files as empty ones."""
    try:
        with libreoffice.converted(path, suffix, ".odt") as made:
            facts = text_facts(made)
    except (libreoffice.NoConversionError, UnfitError):
        return None
    return facts if facts.verdict is Fitness.USABLE and facts.text.strip() else None
