"""What several activities of one workspace have in common: the same link, the same file, the same summary. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from zhutiri_cli.case.copies import Copies, Gathering, filed
from zhutiri_cli.common.spool import Shelf
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.similarity.mentions import Themes
from zhutiri_cli.materials.similarity.texts import Repeat, repeats
from zhutiri_cli.materials.survey.kept_answers import Recall, worked_out
from zhutiri_cli.submission.gather import Submission

SummaryKey = tuple[int, str]
"""The activity's id and the path in its folder."""


class Peers:
    """Look-ups across the submissions of a plan, each of which it meets once and holds what is compared of; ``themes``
    are the plan's, ``recall`` knows what was worked out before. What is asked for is worked out once, after all were
    met, and what it was worked out from is let go."""

    def __init__(self, themes: tuple[str, ...] = (), recall: Recall = worked_out) -> None:
        self.themes = themes
        self.read_whole = True
        """Whether every file of every activity could be read."""
        self._recall = recall
        self._links: dict[str, list[int]] = {}
        self._texts = Shelf[SummaryKey, str]()
        self._days: dict[SummaryKey, date] = {}
        self._files = Gathering()

    def meet(self, number: int, submission: Submission) -> None:
        """The submission of one activity, by its id."""
        from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters

        self.read_whole = self.read_whole and submission.read_whole
        for url in {link.url for link in submission.links if link.url and link.usable}:
            self._links.setdefault(url, []).append(number)
        for file in submission.files:
            if "summary" not in file.kinds or file.facts is None or file.facts.verdict is not Fitness.USABLE:
                continue  # nothing that was read as a summary
            if chinese_characters(file.facts.text) >= FEW_CHARACTERS:
                key = (number, file.relative)
                self._texts.put(key, file.facts.text)
                if (day := file.received or submission.record.submitted) is not None:
                    self._days[key] = day
        for one in filed(number, submission):
            self._files.take(one)

    @cached_property
    def named(self) -> Themes:
        """The themes, to be asked which of them a text names."""
        return Themes(self.themes)

    @cached_property
    def links(self) -> Mapping[str, tuple[int, ...]]:
        """Each usable link (normalised) that several activities submit with their ids, ascending."""
        return {url: tuple(sorted(numbers)) for url, numbers in self._links.items() if len(numbers) > 1}

    @cached_property
    def repeated_summaries(self) -> dict[SummaryKey, Repeat[SummaryKey]]:
        """Each written-out summary, by activity and path, that repeats another activity's that came in no later, with
        the one it repeats: by receipt, else by when the set was submitted."""
        texts, self._texts = self._texts, Shelf[SummaryKey, str]()
        texts.arrange(lambda key: key[0])
        return repeats(texts, {key: key[0] for key in texts}, self._days)

    @cached_property
    def copies(self) -> Copies:
        """Every usable file that may be a copy, to be asked for an earlier one of the same bytes or the same shot."""
        files, self._files = self._files, Gathering()
        return files.copies(self._recall)
