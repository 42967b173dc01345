"""What of the banner and the LOGO nobody has confirmed yet, for the rules and for ``check --ocr``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhutiri_cli.case.rule_codes import BANNER_RULE, LOGO_RULE
from zhutiri_cli.case.status import Status

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case


def unconfirmed(case: Case, mark: bool | None) -> bool:
    """Whether ``mark`` (what the record says of the banner or of the LOGO) is open: something is submitted and nobody
    has recorded either way. A confirmation by hand therefore always wins over what is seen."""
    return case.status is not Status.CANCELLED and case.reported and mark is None


def worth_looking_for(case: Case) -> frozenset[str]:
    """The rules of banner and LOGO that the photos may answer: the plan asks, the mark is open, and not waived."""
    if case.plan.requirements.branding is None:
        return frozenset()
    marks = {BANNER_RULE: case.record.branding.banner, LOGO_RULE: case.record.branding.logo}
    return frozenset(code for code, mark in marks.items() if unconfirmed(case, mark) and case.waived(code) is None)
