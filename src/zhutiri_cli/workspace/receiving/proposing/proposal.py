"""A package's files, each share with the activity that it is proposed for, and why.

``certain`` is said only where one activity is named, by its theme or as the only open one of a named unit, and nothing
names another; what speaks of another year or matter never is. Doubt costs the clerk a question, a mistake a judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.materials.kinds import kinds_of
from zhutiri_cli.materials.similarity.mentions import LONG
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import Clues, Facts, clues_of
from zhutiri_cli.workspace.receiving.proposing.doubts import (
    CLEAR_MATTER,
    another_district,
    another_matter,
    another_year,
    general_business,
    long_past,
    out_of_season,
)
from zhutiri_cli.workspace.receiving.proposing.held_day import HeldDay, held_day
from zhutiri_cli.workspace.receiving.proposing.likelihood import MARGIN, Signs, ranked
from zhutiri_cli.workspace.receiving.proposing.plan_words import FULL, NamedTheme
from zhutiri_cli.workspace.receiving.proposing.standing import Background

_AHEAD = 1.5
"""Points by which a unit's only open activity must lead its others to be certain."""
_FELT = 2
"""Pairs of letters of one theme alone from which on it is felt where no unit is known."""


class Proposal(Struct, frozen=True):
    """Some files of a package (a parcel of their own): ``number`` is the activity they seem to be for, ``others`` what
    else they may be for, ``why`` a few words; ``held`` a day where none is recorded; ``strong``: its theme is named
    whole."""

    parcel: Parcel
    number: int | None
    others: tuple[int, ...]
    certain: bool
    why: str
    held: HeldDay | None = None
    strong: bool = False


class _Share(Struct, frozen=True):
    """What is asked of a share: its clues, the units that its words name (``spoken``) and its sender is (``sent``), the
    activities these take part in, and what makes it another's altogether (``doubt``)."""

    parcel: Parcel
    clues: Clues
    known: Background
    held: HeldDay | None
    spoken: frozenset[str]
    sent: frozenset[str]
    theirs: frozenset[int]
    doubt: str
    signs: Signs

    def proposed(
        self, number: int | None, others: Sequence[int], doubt: str, why: str, *, strong: bool = False
    ) -> Proposal:
        """The proposal, certain unless there is a doubt."""
        rest = tuple(one for one in others if one != number)
        return Proposal(self.parcel, number, rest, number is not None and not doubt, doubt or why, self.held, strong)


def proposal(
    parcel: Parcel, items: Sequence[ParcelItem], facts: Facts, known: Background, *, split: bool = False
) -> Proposal:
    """What a share is for. Of a ``split`` package the subject and the mail's words say nothing of one share."""
    share = _share(parcel, items, facts, known, split=split)
    words, clues = known.words, share.clues
    themes = words.themes_in(clues.plain) or words.themes_in(clues.text)
    found = _by_theme(share, themes) if themes else _by_unit(share) if share.theirs else _by_scraps(share)
    if found.number is not None and long_past(words, parcel.day):
        return replace(found, number=None, others=(found.number, *found.others))
    return replace(found, held=_settled(found, known))


def _settled(found: Proposal, known: Background) -> HeldDay | None:
    """The day held for the activity proposed: none where one is recorded; clear only within the time planned."""
    held, row = found.held, next((row for row in known.words.plan.activities if row.id == found.number), None)
    if held is None or row is None:
        return held
    if known.standing(row.id).held is not None:
        return None
    target = row.target(known.words.plan.year)
    return replace(held, clear=held.clear and found.certain and target.first <= held.day <= target.last)


def _share(parcel: Parcel, items: Sequence[ParcelItem], facts: Facts, known: Background, *, split: bool) -> _Share:
    words, clues = known.words, clues_of(parcel, items, facts)
    if split:
        clues = replace(clues, subjects=(), text=clues.text[1:])
    held = held_day(items, clues, facts, words.plan.year, parcel.day)
    spoken = words.units_in(clues.plain) or words.former_units_in(clues.plain)
    sent = _sender(parcel, known)
    theirs = words.rows_of(spoken or sent) or known.sent_before(parcel) or words.rows_of(words.units_in(clues.text))
    doubt = another_year(clues, words, parcel.day) or another_district(
        clues, [name for name, _ in parcel.senders], words
    )
    signs = Signs(
        held.day if held else None,
        parcel.day,
        "\n".join(clues.plain),
        "\n".join(clues.text),
        frozenset(kind for item in items for kind in kinds_of(PurePosixPath(*item.parts), "", ()))
        | ({"links"} if parcel.links else set()),
        words.hints_in((*clues.plain, *clues.text), theirs or words.themes),
        frozenset() if split else frozenset(words.themes_in([parcel.quoted])),
        known.sent_before(parcel),
    )
    return _Share(parcel, clues, known, held, spoken, sent, theirs, doubt, signs)


def _sender(parcel: Parcel, known: Background) -> frozenset[str]:
    """The unit that wrote the package: of letters one in another the innermost whose sender is known."""
    words = known.words
    for name, address in reversed(parcel.senders):
        unit = words.addresses.get(address.casefold(), "")
        found = frozenset([unit]) if unit else words.units_in([name]) or words.former_units_in([name])
        if found:
            return found
    return frozenset()


def _by_theme(share: _Share, themes: Mapping[int, NamedTheme]) -> Proposal:
    known, cancelled = share.known, share.known.cancelled
    fitting = frozenset(themes) & share.theirs if len(themes) > 1 and share.theirs else frozenset(themes)
    order = {number: at for at, (_, number) in enumerate(ranked(fitting or themes.keys(), known, share.signs))}
    number = min(fitting or themes, key=lambda one: (one in cancelled, -themes[one].share, order[one]))
    others = sorted(frozenset(themes) | (share.theirs if share.spoken else frozenset()))
    best, agrees = themes[number], number in known.words.rows_of(share.spoken | share.sent)
    doubt = share.doubt or _theme_doubt(share, best, fitting, agrees=agrees)
    if share.spoken and number not in share.theirs:
        doubt = doubt or f"写的单位是{'、'.join(sorted(share.spoken))}"
    if number in cancelled:
        doubt = doubt or "这项活动已取消"
    if not agrees and not share.signs.kinds - {"links"}:
        doubt = doubt or "不知是哪家寄来的，看不出有哪种材料"
    if not agrees and best.share < FULL and len(best.run) < LONG:
        strange = another_matter(share.clues, known.words, best.run)
        if len(strange) >= CLEAR_MATTER - len(best.run) // 2:
            return share.proposed(None, [number, *others], doubt or f"写到“{strange}”，不像计划里的活动", "")
    return share.proposed(number, others, doubt, f"写明“{best.run}”", strong=best.share >= FULL)


def _theme_doubt(share: _Share, best: NamedTheme, fitting: frozenset[int], *, agrees: bool) -> str:
    """Why a named theme does not settle it."""
    words, clues = share.known.words, share.clues
    if len(fitting) != 1:
        return "写到几项活动"
    if best.number not in words.themes_in(clues.plain) and not agrees:
        return f"只有正文写到“{best.run}”"
    if best.share < FULL and not (agrees and (len(best.run) >= LONG or not another_matter(clues, words, best.run))):
        return f"只写到“{best.run}”"
    elsewhere = {one.number for one in words.themes_in(clues.text).values() if one.share >= FULL}
    return "正文写的是另一项活动" if elsewhere and best.number not in elsewhere else ""


def _by_unit(share: _Share) -> Proposal:
    """Where only a unit is known: its one open activity, or the likeliest of them."""
    known, words = share.known, share.known.words
    unit = "、".join(sorted(share.spoken or share.sent)) or "来件单位"
    open_ones = share.theirs - known.cancelled
    if not open_ones:
        return share.proposed(None, sorted(share.theirs), f"{unit}的活动已取消", "")
    points = ranked(open_ones, known, share.signs)
    order, lead = [number for _, number in points], points[0][0] - points[1][0] if len(points) > 1 else _AHEAD
    best, felt = order[0], share.signs.hints
    pending = sorted(open_ones - known.complete)
    strange = another_matter(share.clues, words)
    if len(strange) >= CLEAR_MATTER and not felt:
        return share.proposed(None, order, share.doubt or f"写到“{strange}”，不像计划里的活动", "")
    if len(pending) == 1 and best == pending[0]:
        doubt = share.doubt or out_of_season(best, words, share.signs.held, share.parcel.day)
        doubt = doubt or (f"写到“{strange}”，不知是不是这一项" if strange else "")
        if not (share.spoken & words.units_in(share.clues.plain) or share.sent):
            doubt = doubt or "单位写的是旧名称，或只在正文里"
        if general := general_business(share.clues):
            doubt = doubt or f"写到“{general}”，不像活动的材料"
        if not share.signs.kinds:
            doubt = doubt or "看不出有哪种材料"
        if lead < _AHEAD:
            doubt = doubt or f"也可能是已办结的第 {order[1]} 项"
        return share.proposed(best, order, doubt, f"{unit}只有这一项未办结")
    many = f"{unit}有 {len(pending)} 项未办结" if pending else f"{unit}的活动都已办结"
    if lead < MARGIN:
        return share.proposed(None, order, share.doubt or many, "")
    short = f"{len(pending)} 项未办结" if pending else "都已办结"
    return share.proposed(best, order, share.doubt or f"{short}，{_because(best, share)}", "")


def _because(number: int, share: _Share) -> str:
    signs, standing = share.signs, share.known.standing(number)
    if signs.hints.get(number):
        return "文字最接近"
    if number in signs.answered:
        return "回复的来信说的是这一项"
    if signs.held is not None and standing.held is not None and standing.held[0] <= signs.held <= standing.held[1]:
        return "举办日期与登记的一致"
    return "按日期最像" if signs.held or signs.day else "按形式和所缺材料最像"


def _by_scraps(share: _Share) -> Proposal:
    """Where neither a unit nor a run of a theme is known: what is felt of one theme alone, never certain."""
    words = share.known.words
    felt = words.hints_in(share.clues.plain, words.themes) or share.signs.hints
    order = sorted(felt, key=lambda one: (-felt[one], one))
    if order and felt[order[0]] >= _FELT and (len(order) == 1 or felt[order[0]] > felt[order[1]]):
        return share.proposed(order[0], order, share.doubt or "没有写明是哪项活动，文字最接近这一项", "")
    return share.proposed(None, order[:5], share.doubt or "没有写明是哪项活动", "")
