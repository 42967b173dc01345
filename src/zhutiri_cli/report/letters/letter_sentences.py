"""What a reminder says of one activity: the count day by day, what is lacking, what is asked. Pure, complete sentences.

A provisional deadline is said to be so, and never passed; what could not be checked is said to be so, never missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zhutiri_cli.case.phrases import WEEKDAYS, short_day
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import surely_lacking, to_be_looked_at, unread
from zhutiri_cli.report.letters.official_phrases import last_day_words, numeral, period_words
from zhutiri_cli.workdays.calendar import Count, DayKind

SHOWN_DAYS = 10
"""A longer count shows its first and last days alone."""


def state(item: ActivityReport) -> Shown:
    """The status as a letter puts it."""
    if item.provisional and item.status in (Status.OVERDUE, Status.INCOMPLETE):
        return Shown("待报送，截止日暂定")
    return Shown(item.status.label)


def sentences(item: ActivityReport, as_of: date) -> Iterator[Shown]:
    """The paragraphs on one activity."""
    yield from (Shown(said) for said in _sentences(item, as_of) if said)


def _sentences(item: ActivityReport, as_of: date) -> Iterator[str]:
    if item.status is Status.NOT_HELD:
        yield _not_held(item, as_of)
    elif item.held is not None:
        yield day_by_day(item, as_of)
    there = "、".join(line.label for line in item.materials if line.required and line.usable)
    sure = "、".join(_short(line.label, line.lacking, line.required) for line in surely_lacking(item))
    if item.status is not Status.NOT_HELD:
        got = f"已收到：{there}。" if there else "还没有收到任何资料。" if sure else ""
        yield got + (f"还缺：{sure}。" if sure else "")
    yield from _unusable(item)
    for line in to_be_looked_at(item):
        names = "、".join(f"“{shorten(name)}”" for name in line.unopened[:3])
        more = "等" if len(line.unopened) > 3 else ""
        yield f"{line.label}待我办人工核对：可能就在尚未核对的{names}{more}中，是或不是都请告知。"
    if paths := unread(item):
        names = "、".join(f"“{shorten(path)}”" for path in paths[:3]) + ("等" if len(paths) > 3 else "")
        yield f"{names}已收到，内容待我办人工核对。"


def asked(item: ActivityReport, whole: tuple[Shown, ...], as_of: date) -> Shown:
    """What the unit is asked to do about one activity; ``whole`` are the kinds of a whole set."""
    if item.status is Status.NOT_HELD:
        kinds = f"（{'、'.join(whole)}）" if whole else ""
        return Shown(f"请说明情况：已经举办的，请告知举办日期，并尽快报送整套资料{kinds}；改期或者取消的，请说明理由。")
    if item.due >= as_of:
        return Shown(f"请于{_day(item.due)}前（含当日）报齐。")
    return Shown("请尽快报齐。")


def day_by_day(item: ActivityReport, as_of: date) -> str:
    """How the deadline is counted, from its first day on."""
    year = as_of.year
    if item.held is not None:
        return f"活动{_held(item, year)}。{_count(item.count, year)}为报送截止日{_until(item, as_of)}"
    counted = f"按{last_day_words(item.period, year)}推算，{_count(item.count, year)}为最迟报送日{_until(item, as_of)}"
    return counted + ("" if item.due < as_of else "举办之后，从最后一天重新数。")


def again(earlier: Sequence[date], year: int) -> str:
    """That the unit was reminded before, and on which days."""
    days = "、".join(short_day(day, year) for day in earlier)
    return f"我办已于{days}提醒，这是第{numeral(len(earlier) + 1)}次提醒。"


def _not_held(item: ActivityReport, as_of: date) -> str:
    year = as_of.year
    planned = f"活动计划{period_words(item.period, year)}举办"
    over = "计划日期" if item.period.day else "计划月份"
    latest = f"{_count(item.count, year)}为最迟报送日" if item.held is None else ""
    if item.held is not None and item.held[0] > as_of:
        return f"{planned}；登记的举办日期{short_day(item.held[0], year)}还没有到，而{over}已过。"
    ends = (
        f"按{last_day_words(item.period, year)}推算，{latest}" if latest else f"最迟报送日{_day(item.latest_deadline)}"
    )
    return f"{planned}，我办没有举办记录。{ends}{_until(item, as_of)}"


def _held(item: ActivityReport, year: int) -> str:
    first, last = item.held or (item.due, item.due)
    if first == last:
        return f"于{short_day(last, year)}（{_week(last)}）举办"
    return f"于{short_day(first, year)}至{short_day(last, year)}（{_week(last)}）举办"


def _until(item: ActivityReport, as_of: date) -> str:
    """How the deadline in force stands to the day: provisional, to come, or passed."""
    if item.provisional:
        return "（暂定：所涉年份的放假调休安排尚未公布，公布后会重新计算）。"
    granted = f"，经同意延期至{_day(item.due)}" if item.extended_from else ""
    days, today = item.working_days_left or 0, short_day(as_of, as_of.year)
    if item.due > as_of:
        return f"{granted}，截至{today}还有{days}个工作日。" if days else f"{granted}。"
    if item.due == as_of:
        return f"{granted}，就是今天。"
    word = "逾期" if item.deadline else "过"
    return f"{granted}；截至{today}已{word}{-days}个工作日。" if days else f"{granted}；已{word}，不足1个工作日。"


def _count(count: Count, year: int) -> str:
    """从次日起数，第1个工作日3月18日（周一）、…、第5个工作日3月22日（周五）, and why days between are skipped."""
    if not count.days:
        return f"通知规定的{dated(count.result, year)}"
    if count.natural:
        rolled = f"，放假顺延到{dated(count.result, year)}" if count.ends != count.result else ""
        return f"从{short_day(count.start, year)}次日起数{count.count}日到{dated(count.ends, year)}{rolled}，"
    counted = [step for step in count.days if step.counted is not None]
    shown = counted if len(counted) <= SHOWN_DAYS else [*counted[:3], *counted[-2:]]
    days = [f"第{step.counted}个工作日{dated(step.day.date, year)}" for step in shown]
    if shown is not counted:
        days.insert(3, "……")
    odd = [step.day for step in count.days if step.day.kind not in (DayKind.WORKDAY, DayKind.WEEKEND)]
    why = "、".join(f"{short_day(day.date, year)}{day.name or ''}{'计入' if day.working else '不计'}" for day in odd)
    note = f"（其间{why}）" if why else ""
    return f"从{short_day(count.start, year)}次日起数{note}，{'、'.join(days)}"


def _unusable(item: ActivityReport) -> Iterator[str]:
    """What came in but does not count, of the kinds that are short."""
    for line in item.lacking:
        for entry in [one for one in line.items if one.refused][:3]:
            yield f"收到的“{shorten(entry.address or entry.path)}”{entry.note}，不能计入，请重新报送。"


def _short(label: str, lacking: int, required: int) -> str:
    return label + (f"（还差{lacking}份）" if required > 1 else "")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（{_week(day)}）"


def dated(day: date, year: int) -> str:
    """3月18日（周一）."""
    return f"{short_day(day, year)}（{_week(day)}）"


def _week(day: date) -> str:
    return f"周{WEEKDAYS[day.weekday()]}"
