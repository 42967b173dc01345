"""What of the banner and the LOGO nobody has confirmed yet, for the rules and for ``check --ocr``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case


def unconfirmed(case: Case, mark: bool | None) -> bool:
    """Whether ``mark`` (what the record says of the banner or of the LOGO) is open: something is submitted and nobody
    has recorded either way. A confirmation by hand therefore always wins over what is seen."""
    return case.status is not Status.CANCELLED and case.reported and mark is None
