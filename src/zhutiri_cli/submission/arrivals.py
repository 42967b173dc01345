"""Files and links as they came in: which receipt dates them, and every publicity link once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.paths import RECORD_NAME
from zhutiri_cli.common.spelling import normalise
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.submission.record_file import Link, Record

CUT_OFF = "在行末断开或由公式拼成，可能不完整；请打开文件核对，用 record --link 登记完整的网址"


class FileFact(Struct, frozen=True):
    """A file of the folder: its kinds, what was found inside (``None``: no kind, not opened), when it came in.

    ``family`` is what its suffix makes it: ``photo``, ``document``, ``archive`` or ``other``; ``size`` is in bytes and
    ``digest`` the SHA-256 (``None`` and "" where they were not asked for or could not be told); ``location`` is
    where the file itself lies; ``by_text``: its text says what it is, not its name.
    """

    relative: str
    family: str
    kinds: frozenset[str]
    facts: FileFacts | None
    received: date | None
    size: int | None = None
    digest: str = ""
    location: str | None = None
    by_text: bool = False

    @property
    def path(self) -> Path | None:
        """The file itself."""
        return Path(self.location) if self.location is not None else None


class LinkFact(Struct, frozen=True):
    """A publicity link, or a report without a URL. ``source`` is the file it stands in; ``problem`` why it is none;
    ``route`` where it stands in the record, if there; ``outlet`` and ``level``: who published it, where known;
    ``holds``: no publicity, but material may lie behind it, which nobody has looked at; ``doubtful``: nobody can tell
    where the address ends; ``code``: it was read from a QR code; ``closed``: nobody could open its evidence here."""

    url: str | None
    host: str
    source: str
    problem: str
    received: date | None
    route: Route | None = None
    outlet: str = ""
    level: str = ""
    holds: bool = False
    doubtful: bool = False
    code: bool = False
    closed: bool = False

    @property
    def usable(self) -> bool:
        """Whether it counts."""
        return not self.problem


def links_of(record: Record, files: list[FileFact]) -> list[LinkFact]:
    """Every link once, by its normalised URL; the earliest receipt dates it, the first place names it."""
    found = [_recorded(link, ("links", i), None, files) for i, link in enumerate(record.links)]
    for i, receipt in enumerate(record.receipts):
        routes = [("receipts", i, "links", j) for j in range(len(receipt.links))]
        found += [_recorded(link, at, receipt.on, files) for link, at in zip(receipt.links, routes, strict=True)]
    for file in files:
        if file.kinds & {"links", "summary"} and file.facts is not None:
            found += [_judged(url, file.relative, file.received) for url in file.facts.urls]
            found += [_cut_off(url, file.relative, file.received) for url in file.facts.doubtful]
            coded = [_judged(url, file.relative, file.received) for url in file.facts.codes]
            found += [replace(link, code=True) for link in coded]
    unique: dict[tuple[str | None, str], LinkFact] = {}
    for link in found:
        key = (link.url, "" if link.url else link.source)
        known = unique.get(key)
        if known is None or (link.received and (known.received is None or link.received < known.received)):
            place = known or link
            unique[key] = replace(place, received=link.received)
    return list(unique.values())


def _recorded(link: Link, route: Route, received: date | None, files: list[FileFact]) -> LinkFact:
    if link.url is not None:
        judged = _judged(link.url, RECORD_NAME, received, (*route, "url"))
        return replace(judged, outlet=link.outlet or judged.outlet)
    name = link.evidence or ""
    file = next((file for file in files if key_of(file.relative) == key_of(name)), None)
    if file is None or file.facts is None:
        problem = f"佐证文件 {name} 不在文件夹内"
    else:
        problem = "" if file.facts.usable else f"佐证文件 {name} 不能使用：{file.facts.reason}"
    came, outlet = received or (file.received if file else None), link.outlet or ""
    shut = file is not None and file.facts is not None and file.facts.verdict is Fitness.CLOSED
    return LinkFact(None, "", name, problem, came, route, outlet, closed=shut)


def _judged(raw: str, source: str, received: date | None, route: Route | None = None) -> LinkFact:
    from zhutiri_cli.materials.links.outlets import outlet_of
    from zhutiri_cli.materials.links.urls import judge_url

    facts = judge_url(raw)
    outlet = outlet_of(facts.host)
    return LinkFact(
        facts.url, facts.host, source, facts.problem, received, route, outlet.name, outlet.level, facts.holds
    )


def _cut_off(raw: str, source: str, received: date | None) -> LinkFact:
    """An address that breaks off at a line's end or in a formula: it counts for nothing, and the office looks at it."""
    return replace(_judged(raw, source, received), problem=CUT_OFF, doubtful=True)


def evidence_of(record: Record) -> list[tuple[Route, str]]:
    """The files that reports without a URL name, each with the route of its link."""
    links: list[tuple[Route, Link]] = [(("links", i), link) for i, link in enumerate(record.links)]
    for i, receipt in enumerate(record.receipts):
        links += [(("receipts", i, "links", j), link) for j, link in enumerate(receipt.links)]
    return [(route, link.evidence) for route, link in links if link.evidence]


def key_of(name: str) -> str:
    """Relative names as they are compared: each part normalised, both kinds of slash."""
    return "/".join(normalise(part) for part in name.replace("\\", "/").strip().split("/") if part not in ("", "."))


def covers(name: str, key: str) -> bool:
    """Whether a receipt's ``name`` names the file: itself, or a folder (``图片/``) that it lies in."""
    own = key_of(name)
    return own == key or (name.rstrip().endswith(("/", "\\")) and key.startswith(own + "/"))
