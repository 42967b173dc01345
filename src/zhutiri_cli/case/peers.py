"""What several activities of one workspace have in common: the same link, the same file. Pure, and worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from zhutiri_cli.case.copies import Copies, copies_among, filed
from zhutiri_cli.common.spool import Shelf
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.similarity.mentions import Themes
from zhutiri_cli.materials.similarity.texts import Repeat, repeats
from zhutiri_cli.materials.survey.kept_answers import Recall, worked_out
from zhutiri_cli.submission.gather import Submission

SummaryKey = tuple[int, str]
"""The activity's id and the path in its folder."""


class _Gleaned(Struct, frozen=True):
    """What one walk through all submissions leaves. ``texts``: the written-out summaries; ``days``: when each of these
    came in, where that is recorded."""

    read_whole: bool
    links: Mapping[str, tuple[int, ...]]
    texts: Mapping[SummaryKey, str]
    days: Mapping[SummaryKey, date]


def _gleaned(submissions: Mapping[int, Submission]) -> _Gleaned:
    from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters

    whole, links, texts, days = True, dict[str, list[int]](), Shelf[SummaryKey, str](), dict[SummaryKey, date]()
    for number in sorted(submissions):
        submission = submissions[number]
        whole = whole and submission.read_whole
        for url in {link.url for link in submission.links if link.url and link.usable}:
            links.setdefault(url, []).append(number)
        for file in submission.files:
            if "summary" not in file.kinds or file.facts is None or file.facts.verdict is not Fitness.USABLE:
                continue  # nothing that was read as a summary
            if chinese_characters(file.facts.text) >= FEW_CHARACTERS:
                texts.put((number, file.relative), file.facts.text)
                if (day := file.received or submission.record.submitted) is not None:
                    days[number, file.relative] = day
    several = {url: tuple(numbers) for url, numbers in links.items() if len(numbers) > 1}
    return _Gleaned(whole, several, texts, days)


class Peers(Struct, frozen=True, dict=True):
    """Every activity's submission by id, the plan's ``themes``, and look-ups across them; ``recall`` knows what was
    worked out before."""

    submissions: Mapping[int, Submission] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    recall: Recall = worked_out

    @cached_property
    def named(self) -> Themes:
        """The themes, to be asked which of them a text names."""
        return Themes(self.themes)

    @property
    def read_whole(self) -> bool:
        """Whether every file of every activity could be read."""
        return self._gleaned.read_whole

    @property
    def links(self) -> Mapping[str, tuple[int, ...]]:
        """Each usable link (normalised) that several activities submit with their ids, ascending."""
        return self._gleaned.links

    @cached_property
    def repeated_summaries(self) -> dict[SummaryKey, Repeat[SummaryKey]]:
        """Each written-out summary, by activity and path, that repeats another activity's that came in no later, with
        the one it repeats: by receipt, else by when the set was submitted."""
        texts, days = self._gleaned.texts, self._gleaned.days
        return repeats(texts, {key: key[0] for key in texts}, days)

    @cached_property
    def _gleaned(self) -> _Gleaned:
        return _gleaned(self.submissions)

    @cached_property
    def copies(self) -> Copies:
        """Every usable file, to be asked for an earlier one of the same bytes or the same shot."""
        return copies_among(filed(self.submissions), self.recall)
