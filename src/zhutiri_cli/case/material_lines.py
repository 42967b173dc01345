"""What is required of each kind of material, what is there on a date, and when the set was complete.

An item that a receipt names is there from that receipt's date on; an item that none names is there, undated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.shown import NO_WORDS, Shown, Verbatim
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.kinds import may_be
from zhutiri_cli.materials.links.web.page_facts import PageFacts
from zhutiri_cli.plan.terms import Materials
from zhutiri_cli.submission.arrivals import FileFact, LinkFact
from zhutiri_cli.submission.gather import Submission

MOST_INSIDE = 50
"""Pictures of one document that are counted."""
PICTURED = "是图片，里面的文字没有核对"
_WITHOUT_PICTURES = (".txt", ".md")
_NOT_READ = (Fitness.UNCHECKED, Fitness.FAILED, Fitness.CLOSED)


class MaterialItem(Struct, frozen=True):
    """A file, or a link in the file ``path`` (``url``; a report without one has ``None``).

    ``note`` says why it does not count or was not read, how it was recognised, or what opening the link showed;
    ``unread``: nobody could read it here, though it may count; ``outlet`` and ``level`` who published what a link leads
    to, where known; ``received`` the date of its receipt. ``url`` is verbatim: two links are one only if they are
    wholly the same.
    """

    path: Shown
    usable: bool
    url: Verbatim | None = None
    note: Shown = NO_WORDS
    outlet: Shown = NO_WORDS
    level: Shown = NO_WORDS
    received: date | None = None
    unread: bool = False

    @property
    def refused(self) -> bool:
        """Whether it was looked into and does not count."""
        return not self.usable and not self.unread

    @property
    def address(self) -> Shown:
        """The link as every output shows it."""
        return Shown(self.url.text if self.url else "")


class MaterialLine(Struct, frozen=True):
    """One kind of material: the plan's minimum (0: not required), the items that are there, whether a waiver
    ``lifted`` the requirement; ``unopened`` names what was not looked into, so that what is lacking may lie there."""

    kind: Shown
    label: Shown
    minimum: int
    items: tuple[MaterialItem, ...]
    unopened: tuple[Shown, ...] = ()
    lifted: bool = False

    @property
    def required(self) -> int:
        """How many usable items are required; none once lifted."""
        return 0 if self.lifted else self.minimum

    @property
    def usable(self) -> int:
        """How many items count."""
        return sum(item.usable for item in self.items)

    @property
    def lacking(self) -> int:
        """How many more usable items are needed."""
        return max(self.required - self.usable, 0)


def material_lines(
    materials: Materials,
    forms: Iterable[str],
    submission: Submission,
    as_of: date,
    lifted: frozenset[str] = frozenset(),
    pages: Mapping[str, PageFacts] | None = None,
    *,
    inside: bool = True,
) -> tuple[MaterialLine, ...]:
    """Every kind of the plan with what is there on ``as_of``; ``forms`` are the activity's. ``pages``: what opening
    the links showed; ``inside``: pictures inside documents count as photos."""
    return tuple(
        MaterialLine(
            Shown(kind),
            Shown(materials.labels[kind]),
            minimum,
            tuple(item for item in _items(kind, submission, pages or {}, inside=inside) if _there(item, as_of)),
            tuple(map(Shown, _unopened(kind, submission))),
            kind in lifted,
        )
        for kind, minimum in materials.minimums(forms).items()
    )


def _there(item: MaterialItem, as_of: date) -> bool:
    return item.received is None or item.received <= as_of


def complete(kinds: Iterable[MaterialLine]) -> bool:
    """Whether every required kind has its minimum of usable material."""
    return all(not line.lacking for line in kinds)


def all_elsewhere(kinds: Iterable[MaterialLine]) -> bool:
    """Whether something is lacking, and all of it may lie in what nobody has looked at: then the office looks first."""
    lacking = [line for line in kinds if line.lacking]
    return bool(lacking) and all(line.unopened for line in lacking)


def completed_on(kinds: Iterable[MaterialLine], receipts: Iterable[date]) -> date | None:
    """The first receipt's date by which the required material was complete by what receipts name, or ``None``."""
    kinds = tuple(kinds)
    for day in sorted(set(receipts)):
        if all(
            sum(item.usable and item.received is not None and item.received <= day for item in line.items)
            >= line.required
            for line in kinds
        ):
            return day
    return None


def near_misses(kind: str, submission: Submission) -> tuple[str, ...]:
    """Files of no kind that may be what a kind lacks: documents, and whatever else has its name (活动总结.pages)."""
    families = ("document", "table") if kind == "links" else ("document",)
    unknown = [file for file in submission.files if not file.kinds and file.family != "packed"]
    return tuple(file.relative for file in unknown if file.family in families or may_be(kind, file.relative))


def _unopened(kind: str, submission: Submission) -> tuple[str, ...]:
    """What was not looked into, so that what a kind lacks may lie there: near misses, archives and mails, pages where
    files can be downloaded, second folders, links out of the workspace, unreadable folders, files of the kind that
    nobody could open; for publicity links also documents whose text was not read, and those with so many pictures or
    links that not all were looked at."""
    silent = [file.relative for file in submission.files if file.facts is not None and file.facts.verdict in _NOT_READ]
    unread = [relative for relative, _ in submission.unread]
    behind = [link.url for link in submission.links if link.holds and link.url]
    if kind == "links":
        behind += [link.url for link in submission.links if link.doubtful and link.url]
        behind += without_an_address(submission)
        behind += [name for name, _ in codes_on_photos(submission)]
        behind += not_all_looked_at(submission)
    shut = [file.relative for file in closed_files(kind, submission)]
    elsewhere = (*submission.packed, *behind, *submission.spare, *submission.maybe, *submission.outside, *unread)
    near = near_misses(kind, submission)
    if kind == "photos":
        near = tuple(name for name in near if suffix_of(name) not in _WITHOUT_PICTURES)
    return tuple(dict.fromkeys((*shut, *near, *elsewhere, *(silent if kind == "links" else ()))))


def closed_files(kind: str, submission: Submission) -> Iterator[FileFact]:
    """The files that nobody could open here and in which what a kind lacks may be: documents may hold photos, and
    any of them links."""
    for file in submission.files:
        if file.facts is not None and file.facts.verdict is Fitness.CLOSED:
            inside = kind == "links" or (kind == "photos" and file.family == "document")
            if kind in file.kinds or not file.kinds or inside:
                yield file


def without_an_address(submission: Submission) -> tuple[str, ...]:
    """The files of links in which no address could be read: it may be a picture's code, or oddly written."""
    return tuple(
        file.relative
        for file in submission.files
        if "links" in file.kinds and (facts := file.facts) and facts.usable and not facts.urls and not facts.codes
    )


def not_all_looked_at(submission: Submission) -> tuple[str, ...]:
    """The files with so many pictures or links that a report's address may be among those that nobody looked at."""
    return tuple(file.relative for file in submission.files if file.facts is not None and file.facts.more_links)


def codes_on_photos(submission: Submission) -> tuple[tuple[str, str], ...]:
    """The photos that show a QR code behind which a report may be, each with its address. A board or a poster at the
    activity shows codes, too: such a code counts for nothing until the office has looked."""
    from zhutiri_cli.materials.links.urls import judge_url

    return tuple(
        (file.relative, code)
        for file in submission.files
        if file.kinds == {"photos"} and file.facts is not None and file.facts.usable
        for code in file.facts.codes
        if not judge_url(code).problem
    )


def pictures_inside(file: FileFact) -> int:
    """How many pictures inside a document count as photos: of a summary or one of photos; those of a plan were there
    before the activity, those of a file of links show reports."""
    facts = file.facts
    told = bool(file.kinds & {"summary", "photos"}) and file.family == "document"
    return min(facts.pictures, MOST_INSIDE) if told and facts is not None and facts.usable else 0


def is_pictured(file: FileFact) -> bool:
    """Whether a picture counts as a plan or a summary, as the record says: a scan, of which nobody read the words."""
    facts = file.facts
    return file.family == "photo" and bool(file.kinds & {"plan", "summary"}) and facts is not None and facts.usable


def _photos(submission: Submission, *, inside: bool) -> Iterator[MaterialItem]:
    for file in submission.files:
        if "photos" in file.kinds and file.family != "document" and (made := _file(file)) is not None:
            yield made
        for _ in range(pictures_inside(file) if inside else 0):
            yield MaterialItem(Shown(file.relative), True, note=Shown("文件里的图片"), received=file.received)


def _items(kind: str, submission: Submission, pages: Mapping[str, PageFacts], *, inside: bool) -> list[MaterialItem]:
    if kind == "photos":
        return list(_photos(submission, inside=inside))
    if kind == "links":
        return [_link(link, pages.get(link.url or "")) for link in submission.links]
    return [made for file in submission.files if kind in file.kinds and (made := _file(file)) is not None]


def _link(link: LinkFact, page: PageFacts | None) -> MaterialItem:
    note = link.problem or (f"联网{page.said}" if page is not None else "由二维码读出" if link.code else "")
    url = Verbatim(link.url) if link.url is not None else None
    outlet, level = Shown(link.outlet), Shown(link.level)
    return MaterialItem(Shown(link.source), link.usable, url, Shown(note), outlet, level, link.received, link.closed)


def _file(file: FileFact) -> MaterialItem | None:
    """A file that was looked into; where it counts, only that it was not read is worth a note."""
    if (facts := file.facts) is None:
        return None
    unread = facts.verdict in _NOT_READ
    note = facts.reason if not facts.usable or unread else "按正文认出" if file.by_text else ""
    if is_pictured(file):
        unread, note = True, PICTURED
    return MaterialItem(Shown(file.relative), facts.usable, note=Shown(note), received=file.received, unread=unread)
