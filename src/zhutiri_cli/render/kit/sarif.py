"""SARIF 2.1.0 built from rules and findings, shared by the commands that offer it.

Columns are counted in Unicode code points. A finding's fingerprint is made of its rule, its file and what it is about
(the words of its line, or its activity), not the line's number or how many days have passed, so it survives lines
inserted above and the next week; equal ones are told apart by their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from zhutiri_cli import __version__
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.rules.finding import Finding, Severity
from zhutiri_cli.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def log(
    rules: Sequence[Rule],
    about: Iterable[tuple[Finding, str]],
    notices: Iterable[str] = (),
    states: Sequence[str] = (),
) -> dict[str, Any]:
    """One run: every finding with what it is about (the text of its line, its activity; its message if empty).
    ``states``: the baselineState of each, or none at all (SARIF 2.1.0 §3.27.24)."""
    about = tuple(about)
    clauses = {found.rule: found.clause for found, _ in about if found.clause}
    numbers = {rule.code: index for index, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    driver = {
        "name": "zhutiri",
        "version": __version__,
        "rules": [_rule(rule, clauses.get(rule.code)) for rule in rules],
    }
    results = [_result(found, numbers, what, seen) for found, what in about]
    for result, state in zip(results, states, strict=True) if states else ():
        result["baselineState"] = state
    said = [{"level": "note", "message": {"text": _words(notice)}} for notice in notices]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "language": "zh-CN",
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": said}],
                "results": results,
            }
        ],
    }


def _rule(rule: Rule, clause: str | None) -> dict[str, Any]:
    cited = f"依据：{clause}\n\n" if clause else ""
    text = f"{rule.manual}\n\n{cited}怎么办：{rule.remedy}"
    properties = {"clause": clause} if clause else {}
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.manual},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }


def _result(found: Finding, numbers: dict[str, int], what: str, seen: Counter[str]) -> dict[str, Any]:
    mark = _fingerprint(found, what)
    seen[mark] += 1
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "level": _LEVELS[found.severity],
        "message": {"text": _words(f"{found.message}。{found.hint}" if found.hint else found.message)},
        "partialFingerprints": {"zhutiriFinding/v1": Shown.whole(f"{mark}:{seen[mark]}")},
    }
    if found.rule in numbers:
        result["ruleIndex"] = numbers[found.rule]
    if found.place.path is not None:
        result["locations"] = [_location(found)]
    if found.waived is not None:
        result["suppressions"] = [{"kind": "external", "justification": _words(found.waived)}]
    return result


def _location(found: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": Shown.whole(quote(found.place.path.only_masked if found.place.path else ""))}
    }
    if found.place.line is not None:
        place["region"] = {"startLine": found.place.line, "startColumn": found.place.column or 1}
    return {"physicalLocation": place}


def _words(text: str) -> str:
    """A text as a SARIF message: without the embedded links of SARIF 2.1.0 §3.11.6."""
    return Shown(text).replace("](", "] (")


def _fingerprint(found: Finding, what: str) -> str:
    path = found.place.path.only_masked if found.place.path else ""
    words = "\x1f".join((found.rule, path, what.strip() or found.message.only_masked))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]
