"""What a change of one activity brings about, in plain Chinese; ``flagged`` where somebody has to look at it.

The comparison knows the plans alone: a deadline here is the latest possible one, whatever is recorded in submissions.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.diff.differences import ActivityPair, Fate, Meaning, meaning
from zhutiri_cli.plan.diff.field_changes import Kind
from zhutiri_cli.plan.diff.term_effects import Terms

_BINDING = {
    "units": "责任单位",
    "month": "计划月份",
    "when": "计划时间",
    "moved_to": "改期月份",
    "theme": "活动主题",
    "cancelled": "取消情况",
}
"""What should not change any more once the latest deadline has passed."""


def activity_meanings(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    """What this change of an activity means."""
    if item.fate is Fate.REMOVED:
        yield from _removed(item, terms)
    elif item.fate is Fate.ADDED:
        yield from _added(item, terms)
    elif item.changes:
        yield from _too_late(item, terms)
        yield from _deadline(item, terms)
        yield from _month(item, terms)
        yield from _hosting(item)
        yield from _waivers(item)
        yield from _number(item, terms)


def _too_late(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    assert item.old is not None
    assert item.old_latest is not None
    titles = [_BINDING[change.path[0]] for change in item.changes if change.path[0] in _BINDING]
    if titles and terms.same_year and not item.old.cancelled and item.old_latest.day < terms.as_of:
        yield meaning(f"该活动的最迟报送日 {item.old_latest.day} 已过，改动{'、'.join(titles)}", flagged=True)


def _deadline(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    if item.activity.cancelled or item.old_latest == item.new_latest:
        return
    newly = terms.same_year and item.newly_past(terms.as_of)
    yield meaning(
        f"最迟报送日由 {item.old_latest} 变为 {item.new_latest}" + ("，改动后已过" if newly else ""), flagged=newly
    )


def _month(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    old, new = item.old, item.new
    assert old is not None
    assert new is not None
    if old.cancelled != new.cancelled:
        restored = f"恢复举办，最迟报送日 {item.new_latest}"
        yield meaning(f"取消，不再要求举办和报送（理由：{_quoted(new.reason)}）" if new.cancelled else restored)
    if (old.month, old.when) != (new.month, new.when) and terms.same_year:
        yield meaning("直接改了计划月份；如属改期，应保留原月份，另写 moved_to 和 reason（改期须有理由）", flagged=True)
    if new.moved_to and old.moved_to != new.moved_to:
        yield meaning(f"改期至 {new.moved_to}（理由：{_quoted(new.reason)}）")
    elif old.moved_to and not new.moved_to:
        yield meaning(f"不再改期，按计划{new.target(terms.new.year).named} 举办")


def _hosting(item: ActivityPair) -> Iterator[Meaning]:
    assert item.old is not None
    assert item.new is not None
    before, after = item.old.units[:1], item.new.units[:1]
    if item.new.cancelled:
        return
    if before and not after:
        yield meaning("没有责任单位了，由办公室跟进", flagged=True)
    elif before != after:
        was = f"由{_quoted(before[0])}变为" if before else "为"
        yield meaning(f"牵头单位{was}{_quoted(after[0])}，此后由其报送")


def _waivers(item: ActivityPair) -> Iterator[Meaning]:
    for change in item.changes:
        if change.path[0] == "waivers" and len(change.path) == 2:
            code = _quoted(change.path[1])
            if change.kind is Kind.ADDED:
                until = change.new.get("until")
                yield meaning(f"{code} 的问题不再计入" + (f"（至 {until}）" if until else ""))
            elif change.kind is Kind.REMOVED:
                yield meaning(f"{code} 的问题恢复计入")


def _number(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    if item.fate is Fate.RENUMBERED and terms.same_year and item.old is not None:
        yield meaning(
            f"报送文件夹须由 {item.old.id} 开头改名为 {item.activity.id} 开头，否则{_lands(item.old.id, terms)}",
            flagged=True,
        )


def _removed(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    if not terms.same_year or item.old_latest is None:
        return
    if item.old_latest.day < terms.as_of and not item.activity.cancelled:
        yield meaning(f"该活动的最迟报送日 {item.old_latest.day} 已过，删除活动", flagged=True)
    number = item.activity.id
    yield meaning(f"以 {number} 开头的报送文件夹将{_lands(number, terms)}，文件夹须改名或移出", flagged=True)
    yield meaning("活动不办的，应保留原行，写 cancelled 和 reason")


def _added(item: ActivityPair, terms: Terms) -> Iterator[Meaning]:
    if item.new_latest is not None and not item.activity.cancelled:
        past = terms.same_year and item.new_latest.day < terms.as_of
        yield meaning(f"最迟报送日 {item.new_latest}" + ("，已过" if past else ""), flagged=past)


def _lands(number: int, terms: Terms) -> str:
    """Where the folder of an id goes by the new plan."""
    heir = next((activity for activity in terms.new.activities if activity.id == number), None)
    return f"归到 {number}. {shorten(heir.theme)} 名下" if heir else "无法归到任何活动"


def _quoted(text: str | None) -> str:
    return shorten(text or "（无）", 80)
