"""Recorded days of something that came in or was done which lie after the day of the check: they have not happened yet
(contract §3), and whoever reads that nothing came in must know that the record says another day. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

_NAMED = 5


def days_to_come(told: Mapping[int, str]) -> Iterator[str]:
    """One sentence on all activities (by id) of which ``day_to_come`` says something, none where there is none."""
    found = [f"第 {number} 项{said}" for number, said in told.items()]
    if found:
        more = f"，等 {len(found)} 项" if len(found) > _NAMED else ""
        yield f"登记的日期还没有到，到了那天才算：{'；'.join(found[:_NAMED])}{more}；请核对年月日"


def day_to_come(case: Case) -> str:
    """What was recorded of a case for a day that is to come; "" for nothing. A day held that is to come is an
    announcement, and a record that is called doubtful (ZT206, ZT311) is told by itself."""
    record, told = case.record, dict[str, date]()
    if record.submitted is not None:
        told["报齐"] = record.submitted
    if record.receipts:
        told["收到"] = max(receipt.on for receipt in record.receipts)
    for one in case.plan.other_obligations:
        if (day := record.done_on(one.key)) is not None:
            told[one.label] = day
    said = "、".join(f"{name} {day}" for name, day in told.items() if day > case.as_of)
    return said if said and not (case.activity.cancelled or case.situation.doubtful) else ""
