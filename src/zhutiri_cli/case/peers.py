"""What several activities of one workspace have in common: the same link, the same file. Pure, and worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from zhutiri_cli.case.copies import Copies, filed
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.similarity.mentions import Themes
from zhutiri_cli.materials.similarity.texts import Repeat, repeats
from zhutiri_cli.materials.survey.kept_answers import Recall, worked_out
from zhutiri_cli.submission.gather import Submission


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

    @cached_property
    def read_whole(self) -> bool:
        """Whether every file of every activity could be read."""
        return all(submission.read_whole for submission in self.submissions.values())

    @cached_property
    def links(self) -> dict[str, tuple[int, ...]]:
        """Each usable link (normalised) with the ids of the activities that submit it, ascending."""
        found: dict[str, list[int]] = {}
        for number, submission in sorted(self.submissions.items()):
            for url in {link.url for link in submission.links if link.url and link.usable}:
                found.setdefault(url, []).append(number)
        return {url: tuple(numbers) for url, numbers in found.items()}

    @cached_property
    def repeated_summaries(self) -> dict[tuple[int, str], Repeat[tuple[int, str]]]:
        """Each written-out summary, by activity and path, that repeats another activity's that came in no later, with
        the one it repeats: by receipt, else by when the set was submitted."""
        from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters

        texts = {
            (number, file.relative): file.facts.text
            for number, submission in sorted(self.submissions.items())
            for file in submission.files
            if "summary" in file.kinds and file.facts is not None and file.facts.verdict is Fitness.USABLE
            if chinese_characters(file.facts.text) >= FEW_CHARACTERS
        }
        return repeats(texts, {key: key[0] for key in texts}, self._days)

    @cached_property
    def _days(self) -> dict[tuple[int, str], date]:
        """When each file came in, where that is recorded, by activity and path."""
        return {
            (number, file.relative): day
            for number, submission in self.submissions.items()
            for file in submission.files
            if (day := file.received or submission.record.submitted) is not None
        }

    @cached_property
    def copies(self) -> Copies:
        """Every usable file, to be asked for an earlier one of the same bytes or the same shot."""
        return Copies(tuple(filed(self.submissions)), self.recall)
