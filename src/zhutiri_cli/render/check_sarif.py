"""``check`` as SARIF 2.1.0; a finding without a place of its own points at its activity's row in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhutiri_cli.finding import Finding, Place
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.jsonparts import dumps
from zhutiri_cli.render.sarif import log
from zhutiri_cli.report import Report


def render(report: Report, display: Display) -> str:
    """One run; what is waived is listed as suppressed."""
    return dumps(log(report.rules, _about(report), report.notices))


def _about(report: Report) -> Iterator[tuple[Finding, str]]:
    for item in report.activities:
        whose = f"{item.id}. {item.theme}〔{item.lead or '无责任单位'}〕{item.label}："
        for found in item.findings:
            yield _placed(found, item.row, whose), f"{report.year}/{item.id}"
    for found in report.findings:
        yield _placed(found, Place(report.plan_path), ""), ""


def _placed(found: Finding, otherwise: Place, whose: str) -> Finding:
    place = found.place if found.place.path else otherwise
    return replace(found, place=place, message=f"{whose}{found.message}")


FORMAT = Format("sarif", ".sarif", True, render)
