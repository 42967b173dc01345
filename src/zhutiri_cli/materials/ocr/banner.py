"""Whether photos show the banner with the right year: a pure decision over what was read.

The words may be misread in one character of six; the year never: another year is only ever said where each of its
figures was read with confidence and 年 follows. A year elsewhere on the photo (a slide, a document's number) is no year
of the banner: it must stand right before the words, right after them, or in the row that adjoins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import shorten, within_quotes
from zhutiri_cli.materials.ocr.slogan import letters_of, spans_of
from zhutiri_cli.materials.ocr.text_lines import TextRow, flat, leads, rows, stacked
from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome, Reading, Sighting
from zhutiri_cli.materials.ocr.years import YearWord, years_in

BEFORE, AFTER = 8, 6
"""Characters at most between the year and the words, where the year comes first and where it comes last."""
UNIT_BEFORE = 26
"""The same where the name of a unit stands between the year and the words (2024年某区住房和城乡建设局…)."""
NEXT_ROW = 2
"""The same, where the year stands in the row above or below."""
SURE = 0.8
"""Confidence that every figure of the right year needs."""
SURER = 0.95
"""Confidence that every figure of another year needs before it is called another year."""

_QUOTED = lazy_pattern(r"[“\"「『《‘']([^“”\"「」『』《》‘’']{3,})[”\"」』》’']")
_LEADING_YEAR = lazy_pattern(r"^[0-9〇○零一二三四五六七八九]{4}年度?")
_UNIT_ENDS = (*"局办处委会院站队所社司部室厅团校馆镇乡县区市", "中心", "街道")
_MOST_ROWS, _MOST_CHAINS = 4, 200
_DATE_TAIL = lazy_pattern(r"(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}[日号])?)?")


class Verdict(StrEnum):
    """What the photos say of the banner, the strongest first."""

    CONFIRMED = "confirmed"
    OTHER_YEAR = "other_year"
    LOOK = "look"
    """The words are there and their year cannot be read; or nearly these words, which may be another slogan's."""
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    """No photo was read."""

    @property
    def label(self) -> str:
        """The verdict in Chinese."""
        return _LABELS[self]


_LABELS = {
    Verdict.CONFIRMED: "确认",
    Verdict.OTHER_YEAR: "别的年份",
    Verdict.LOOK: "请人工查看",
    Verdict.NOT_FOUND: "没有读到规定的字样",
    Verdict.UNREADABLE: "没有读成",
}


class Banner(Struct, frozen=True):
    """What is looked for: the words, without punctuation, and the year."""

    words: str
    year: int


class Decision(Struct, frozen=True):
    """The verdict, with the photo that decides it and the words read there; ``year`` where one was read;
    ``other``: the words differ from those asked for in a letter that is not forgiven."""

    verdict: Verdict
    photo: str = ""
    words: str = ""
    year: int | None = None
    other: bool = False


def banner_of(text: str, year: int) -> Banner:
    """The banner that a plan describes: the words in quotation marks, else the text without its year and 活动; the year
    that the text names, else the plan's ``year``."""
    whole = flat(text)
    named = [word.year for word in years_in(whole) if word.year and word.marked]
    quoted = _QUOTED.search(whole)
    bare = _LEADING_YEAR.sub("", whole).removesuffix("活动")
    words = letters_of(quoted[1]) if quoted else letters_of(bare)
    return Banner(words if len(words) >= 3 else letters_of(whole), named[0] if named else year)


def quoted(words: str) -> str:
    """Words read from a photo as a sentence quotes them: shortened, harmless, inner quotation marks single."""
    return f"“{shorten(within_quotes(words))}”"


def decide(sightings: Sequence[Sighting], banner: Banner) -> Decision:
    """The strongest that any photo says; the first photo that says it."""
    ranked = list(Verdict)
    found = [Decision(Verdict.UNREADABLE)]
    found += [_of_photo(seen.relative, seen.reading, banner) for seen in sightings if seen.reading is not None]
    return min(found, key=lambda one: ranked.index(one.verdict))


def _of_photo(photo: str, reading: Reading, banner: Banner) -> Decision:
    if reading.outcome is not PhotoOutcome.READ:
        return Decision(Verdict.UNREADABLE, photo)
    ranked = list(Verdict)
    found = [Decision(Verdict.NOT_FOUND, photo), *_found(photo, rows(reading.lines), banner)]
    return min(found, key=lambda one: ranked.index(one.verdict))


def _found(photo: str, all_rows: list[TextRow], banner: Banner) -> Iterator[Decision]:
    """A decision for every place with the banner's words; the row above or below is asked where its own has no year."""
    pairs, own = list(stacked(all_rows)), set[int]()
    for row in all_rows:
        spans = list(spans_of(row, banner.words))
        for start, end, other in spans:
            years = _near(row.text, start, end)
            if other:
                yield Decision(Verdict.LOOK, photo, row.text, other=True)
            elif years:
                yield _judged(photo, row, years, banner)
            else:
                yield Decision(Verdict.LOOK, photo, row.text)
                yield from _from_next_rows(photo, row, pairs, banner)
                yield from _from_small_years(photo, row, all_rows, banner)
        if spans:
            own.add(id(row))
    for chain in _chains(pairs):  # words that run over two rows or three, the year above or among them
        if any(id(row) in own for row in chain):
            continue
        whole = TextRow(
            "".join(row.text for row in chain),
            tuple(sure for row in chain for sure in row.sure),
            chain[0].left,
            chain[-1].right,
            chain[0].heights,
        )
        edges = _edges(chain)
        for start, end, other in spans_of(whole, banner.words):
            if any(start < edge < end for edge in edges):
                years = [] if other else _near(whole.text, start, end)
                unclear = Decision(Verdict.LOOK, photo, whole.text, other=other)
                yield _judged(photo, whole, years, banner) if years else unclear


def _chains(pairs: list[tuple[TextRow, TextRow]]) -> Iterator[list[TextRow]]:
    """Rows right above one another: every two, three and four of them."""
    chains = [list(pair) for pair in pairs]
    for _ in range(_MOST_ROWS - 1):
        yield from chains
        chains = [[*chain, lower] for chain in chains for upper, lower in pairs if upper is chain[-1]][:_MOST_CHAINS]


def _edges(chain: list[TextRow]) -> list[int]:
    """Where one row of a chain ends and the next begins, in letters from the start."""
    ends, place = list[int](), 0
    for row in chain[:-1]:
        place += len(row.text)
        ends.append(place)
    return ends


def _from_next_rows(
    photo: str, row: TextRow, pairs: list[tuple[TextRow, TextRow]], banner: Banner
) -> Iterator[Decision]:
    """The year at the end of the row above, or alone in the row below (a day may follow it). The right year may also
    begin the row above and a unit's name follow; another year there may be another sign's."""
    for upper, lower in pairs:
        other, shown = (upper, upper.text + row.text) if lower is row else (lower, row.text + lower.text)
        if row is not upper and row is not lower:
            continue
        for word in years_in(other.text):
            rest = letters_of(other.text[word.end :])
            if other is upper:
                named = word.start == 0 and word.year == banner.year and len(rest) <= UNIT_BEFORE
                adjoins = len(rest) <= NEXT_ROW or (named and rest.endswith(_UNIT_ENDS))
            else:
                adjoins = len(letters_of(other.text[: word.start])) <= NEXT_ROW and bool(_DATE_TAIL.fullmatch(rest))
            if adjoins and word.marked:
                decided = _judged(photo, other, [word], banner)
                yield Decision(decided.verdict, photo, shown, decided.year)


def _from_small_years(photo: str, row: TextRow, all_rows: list[TextRow], banner: Banner) -> Iterator[Decision]:
    """The right year where it stands alone, in much smaller letters, before the words or above them. Another year in
    letters so unlike the words' may be another sign's: nobody is blamed, and beside the right one it is doubt."""
    small = [other for other in all_rows if other is not row and leads(other, row)]
    found = [(other, word) for other in small for word in years_in(other.text)]
    if len(found) == 1:
        other, word = found[0]
        if (
            word.marked
            and word.year == banner.year
            and letters_of(other.text) == letters_of(other.text[word.start : word.end])
        ):
            decided = _judged(photo, other, [word], banner)
            yield Decision(decided.verdict, photo, other.text + row.text, decided.year)


def _judged(photo: str, row: TextRow, years: list[YearWord], banner: Banner) -> Decision:
    known = {word.year for word in years}
    (year, *others), word = known, years[0]
    sure = min(row.sure[word.start : word.end])
    if others or year is None or (year != banner.year and not word.marked):
        return Decision(Verdict.LOOK, photo, row.text)
    if year == banner.year:
        return Decision(Verdict.CONFIRMED if sure >= SURE else Verdict.LOOK, photo, row.text, year)
    return Decision(Verdict.OTHER_YEAR if sure >= SURER else Verdict.LOOK, photo, row.text, year)


def _near(text: str, start: int, end: int) -> list[YearWord]:
    """The years right before the words; where there is none, those right after them."""
    words = years_in(text)
    before = [word for word in words if word.end <= start and _adjoins(text[word.end : start])]
    return before or [word for word in words if 0 <= word.start - end <= AFTER]


def _adjoins(between: str) -> bool:
    """Whether a year belongs to the words behind it: close before them, or with a unit's name between."""
    name = letters_of(between)
    return len(between) <= BEFORE or (len(name) <= UNIT_BEFORE and name.endswith(_UNIT_ENDS))
