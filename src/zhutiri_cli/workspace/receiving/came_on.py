"""The day on which a package came in, and what says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.workspace.receiving.packages.parcel import TYPED, Parcel


def day_of(parcel: Parcel, on: date | None) -> tuple[date, str]:
    """The day a package came in, and what says so. ``on`` goes before the mail's own day, which is then said beside
    it. Raises ``UsageProblem`` where there is neither."""
    if on is not None:
        own = f"；邮件本身是 {parcel.day}（{parcel.dated_by}）" if parcel.day not in (None, on) else ""
        return on, f"按 --on{own}"
    if parcel.day is None:
        raise UsageProblem(f"{parcel.label} 本身没有可信的收到日期，没有收下任何材料", "请加 --on 日期，写明哪天收到")
    return parcel.day, "按 --on" if parcel.dated_by == TYPED else f"邮件{parcel.dated_by}，北京时间"


def days_of(parcels: Sequence[Parcel], on: date | None) -> list[tuple[Parcel, date, str]]:
    """The same of what was given together: of several packages ``on`` dates only those that have no day of their own,
    so that it never moves the day of a mail among them. Raises ``UsageProblem`` as ``day_of`` does."""
    found = []
    for parcel in parcels:
        mails_own = len(parcels) > 1 and parcel.day is not None
        day, said = day_of(parcel, None if mails_own else on)
        kept = mails_own and on not in (None, day)
        found.append((parcel, day, f"{said}；--on 只给本身没有日期的来件用" if kept else said))
    return found
