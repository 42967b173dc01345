"""``validate`` as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import dumps
from zhutiri_cli.render.kit.sarif import log
from zhutiri_cli.report.validation import Validation


def render(validation: Validation, display: Display) -> str:
    """One run over all files."""
    about = [
        (found, line.text if (line := judged.lines.get(found.place.line or 0)) else "")
        for judged in validation.files
        for found in judged.findings
    ]
    said = [f"{judged.path}：{line}" for judged in validation.files for line in judged.settings()]
    return dumps(log(validation.rules, about, said))


FORMAT = Format("sarif", ".sarif", True, render)
