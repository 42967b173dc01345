"""The office's own templates for the formats that take one: read once, before anything is looked into."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import OutputTarget, say

if TYPE_CHECKING:
    from zhutiri_cli.report.office import OfficeTemplate


def own_templates(plan: Path, wanted: Iterable[OutputTarget]) -> dict[str, OfficeTemplate]:
    """Those that lie beside the plan file, by name; stderr names them. Raises ``FileProblem``."""
    from zhutiri_cli.check.templates import office_templates

    found = office_templates(plan.parent, {to.format.template for to in wanted if to.format.template is not None})
    for template in found.values():
        say(f"采用模板 {template.path}")
    return found
