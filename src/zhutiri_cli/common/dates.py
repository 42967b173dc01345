"""Today: the one place that asks the clock, so that tests can fix it."""

from __future__ import annotations

from datetime import date, datetime

from zhutiri_cli.common.yaml.scalars import BEIJING


def today() -> date:
    """Today's date in Beijing, whatever the machine's time zone."""
    return datetime.now(BEIJING).date()
