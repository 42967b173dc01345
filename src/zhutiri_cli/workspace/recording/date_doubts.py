"""What the rule on impossible dates will say of a record that is not written yet."""

from __future__ import annotations

from msgspec.structs import replace

from zhutiri_cli.case.impossible_dates import oddities
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.rules.families.zt2_recording import ZT206
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import NO_RECORD, Record


def date_doubts(activity: Activity, after: Record, plan: Plan) -> list[Shown]:
    """A sentence on each day that cannot be right. Receipts are left out: what they complete is not known before the
    folder is looked through."""
    if after.confirmed:
        return []
    record = replace(NO_RECORD, record=after.model_copy(update={"receipts": ()}))
    found = oddities(Submission(loaded=record), activity.target(plan.year), None)
    return [Shown(f"{oddity.message}；登记后列为 {ZT206.code}，请核对年月日") for oddity in found]
