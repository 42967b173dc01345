"""``validate`` as JUnit XML: one suite a file, one case a rule, so that what was kept is seen beside what is broken.

Where the file cannot be read (ZT101) the other rules are skipped, not passed; a rule that broke is an error.
"""

from __future__ import annotations

from typing import Any

from zhutiri_cli.codes import UNCHECKED
from zhutiri_cli.finding import Finding, Severity
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.text import literal
from zhutiri_cli.validation import JudgedFile, Validation

_UNREADABLE = "ZT101"


def render(validation: Validation, display: Display) -> bytes:
    """The whole run."""
    import junitparser

    library: Any = junitparser  # half of it is untyped
    xml = library.JUnitXml("zhutiri validate")
    for judged in validation.files:
        suite = library.TestSuite(literal(judged.path))
        for rule in validation.rules:
            suite.add_testcase(_case(library, rule, judged))
        xml.add_testsuite(suite)
    xml.update_statistics()
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + bytes(xml.tostring()) + b"\n"


def _case(library: Any, rule: Rule, judged: JudgedFile) -> Any:
    case = library.TestCase(f"{rule.code} {rule.title}", classname=literal(judged.path))
    own = [found for found in judged.findings if found.rule == rule.code]
    if rule.code == UNCHECKED:
        case.result = [library.Error(_line(found), rule.code) for found in own]
    elif not judged.composed and rule.code != _UNREADABLE:
        case.result = [library.Skipped("文件不可读，这条规则没有核对")]
    else:
        case.result = [library.Failure(_line(found), rule.code) for found in own if found.severity is Severity.ERROR]
        notes = [_line(found) for found in own if found.severity is not Severity.ERROR]
        if notes:
            case.system_out = "\n".join(notes)
    return case


def _line(found: Finding) -> str:
    place = f"{found.place.path}:{found.place.line}:{found.place.column}: " if found.place.path else ""
    return literal(f"{place}{found.severity.label} {found.message}。{found.hint}")


FORMAT = Format("junit", ".xml", True, render)
