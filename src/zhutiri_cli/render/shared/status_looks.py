"""How a status looks: on the terminal, and in a workbook. The word and its mark stand beside it: never colour alone."""

from __future__ import annotations

from zhutiri_cli.case.status import Status

STYLES = {
    Status.COMPLIANT: "green",
    Status.LATE: "red",
    Status.INCOMPLETE: "red",
    Status.OVERDUE: "red",
    Status.AWAITING: "yellow",
    Status.UNRECORDED: "magenta",
    Status.NOT_HELD: "magenta",
    Status.SCHEDULED: "",
    Status.CANCELLED: "dim",
}
"""Rich styles."""
TONES = {
    Status.COMPLIANT: "good",
    Status.LATE: "bad",
    Status.INCOMPLETE: "bad",
    Status.OVERDUE: "bad",
    Status.AWAITING: "warn",
    Status.UNRECORDED: "warn",
    Status.NOT_HELD: "warn",
    Status.SCHEDULED: "",
    Status.CANCELLED: "dim",
}
"""Names of ``kit.xlsx`` formats."""
NARROW = 60  # cells of a screen below which there is no room for columns
