"""JUnit XML: what the commands that offer it share.

An error finding is a failure, a check that could not be carried out (ZT901) an error; warnings, information and what
is waived stand in the case's output. People's text is literal, so it always makes sound XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhutiri_cli.common.privacy import harmless
from zhutiri_cli.rules.finding import Finding, Place, Severity


def document(name: str, suites: Iterable[Any]) -> bytes:
    """The whole file: suites under one root, with the counts that readers expect."""
    import junitparser

    library: Any = junitparser  # half of it is untyped
    xml = library.JUnitXml(name)
    for one in suites:
        xml.add_testsuite(one)
    xml.update_statistics()
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + bytes(xml.tostring()) + b"\n"


def suite(name: str, cases: Iterable[Any], properties: Iterable[tuple[str, str]] = ()) -> Any:
    """A suite of cases."""
    import junitparser

    library: Any = junitparser
    made = library.TestSuite(harmless(name))
    for key, value in properties:
        made.add_property(key, harmless(value))
    made.add_testcases(cases)  # one by one the library would count all of them again each time
    return made


def case(name: str, group: str, findings: Iterable[Finding], *, skipped: str = "", more: Iterable[str] = ()) -> Any:
    """A case with what was found; ``skipped``: why it is neither passed nor failed, unless it failed; ``more``: lines
    for its output."""
    import junitparser

    library: Any = junitparser
    made = library.TestCase(harmless(name), classname=harmless(group))
    results, notes = [], []
    for found in findings:
        if found.counts and found.bearing.unchecked:
            results.append(library.Error(_line(found), found.rule))
        elif found.counts and found.severity is Severity.ERROR:
            results.append(library.Failure(_line(found), found.rule))
        else:
            notes.append(_line(found))
    made.result = results or ([library.Skipped(harmless(skipped))] if skipped else [])
    notes += [harmless(line) for line in more]
    if notes:
        made.system_out = "\n".join(notes)
    return made


def _line(found: Finding) -> str:
    waived = f"（已豁免：{found.waived}）" if found.waived is not None else ""
    said = f"{found.message}{waived}。{found.hint}" if found.hint else f"{found.message}{waived}"
    return harmless(f"{_where(found.place)}{found.severity.label} {said}")


def _where(place: Place) -> str:
    if not place.path:
        return ""
    return f"{place.path}:{place.line}:{place.column or 1}: " if place.line else f"{place.path}: "
