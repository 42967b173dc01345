"""``validate`` as JSON: ``zhutiri/validate/1`` (contract §6)."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import dumps, finding, levels, tallied
from zhutiri_cli.render.validate.json_shape import PlanFileShape, ValidateShape
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.finding import tally


def render(validation: Validation, display: Display) -> str:
    """Every file with its findings, and the sums over all."""
    tree: ValidateShape = {
        "schema": "zhutiri/validate/1",
        "files": [_file(judged) for judged in validation.files],
        "summary": tallied(tally(validation.findings)),
    }
    return dumps(tree)


def _file(judged: JudgedFile) -> PlanFileShape:
    own: PlanFileShape = {"path": judged.path, "findings": [finding(found) for found in judged.findings]}
    if judged.levels:
        own["rules"] = levels(judged.levels)
    return own


FORMAT = Format("json", ".json", True, render)
