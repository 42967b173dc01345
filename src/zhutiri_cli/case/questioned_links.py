"""Which links are worth opening, and how the outcome is told. Pure: the opening itself is ``materials.pages``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.materials.links.web.page_facts import PageFacts, PageOutcome

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.submission.arrivals import LinkFact

Pages = Mapping[str, PageFacts]
"""What opening each link showed, by its normalised address."""
_REASONS = 5  # that a notice names


def open_to_question(case: Case) -> list[LinkFact]:
    """The usable links there on the day, once something is submitted."""
    if case.status is Status.CANCELLED or not case.reported:
        return []
    links = case.submission.links
    there = [link for link in links if link.received is None or link.received <= case.as_of]
    return [link for link in there if link.url is not None and link.usable]


def addresses(cases: Iterable[Case], asking: frozenset[str]) -> list[str]:
    """The links to open for these activities, each once. ``asking``: the codes of the rules that judge what is found;
    where all of them are waived, nothing is opened."""
    wanted = [case for case in cases if not all(case.waived(code) is not None for code in asking)]
    return list(dict.fromkeys(link.url for case in wanted for link in open_to_question(case) if link.url))


def opened(case: Case) -> list[tuple[LinkFact, PageFacts]]:
    """The links in question that were asked for, with what was found."""
    if not (pages := case.pages):
        return []
    return [(link, pages[link.url]) for link in open_to_question(case) if link.url and link.url in pages]


def all_answered(case: Case) -> bool:
    """Whether links were opened at all, and each one in question got an answer, so that silence means something."""
    if case.pages is None:
        return False
    answered = [facts for _, facts in opened(case) if facts.outcome is not PageOutcome.UNCHECKED]
    return len(answered) == len(open_to_question(case))


def notice(pages: Pages) -> str:
    """How many links were opened and how that went, in one sentence; what was not checked, with the reasons."""
    if not pages:
        return "没有需要联网核对的链接（已登记报送、可用而未豁免的才核对）"
    counts = Counter(facts.outcome for facts in pages.values())
    said = "、".join(f"{outcome.label} {counts[outcome]}" for outcome in PageOutcome)
    why = Counter(facts.reason for facts in pages.values() if facts.outcome is PageOutcome.UNCHECKED)
    if not why:
        return f"联网核对链接 {len(pages)} 条：{said}"
    named = [f"{reason} {count}" for reason, count in why.most_common(_REASONS)]
    rest = why.total() - sum(count for _, count in why.most_common(_REASONS))
    reasons = "；".join([*named, *([f"其他 {rest}"] if rest else [])])
    return f"联网核对链接 {len(pages)} 条：{said}（{reasons}）；未检查的既不算通过，也不算不通过，加 --all 逐条查看"
