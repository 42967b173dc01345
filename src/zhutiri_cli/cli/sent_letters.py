"""Letters that the clerk says went out, kept beside the plan (``zhutiri remind --sent``)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhutiri_cli.check.plan_files import SoundPlan
    from zhutiri_cli.report.letters.letter_facts import Reminders
    from zhutiri_cli.workspace.reminding.keep_sent import KeptLetters


def keep_letters(letters: Reminders, sound: SoundPlan, day: date, *, write: bool) -> KeptLetters:
    """The letters as sent on that day, kept beside the plan. Raises a ``ZhutiriError``, and then nothing is kept."""
    from zhutiri_cli.submission.reminded_file import reminded_path
    from zhutiri_cli.workspace.reminding.keep_sent import SentLetter, keep_sent

    sent = [
        SentLetter(
            letter.unit.name,
            frozenset(
                {
                    letter.unit.name,
                    *letter.unit.aliases,
                    *(unit for owed in letter.owed for unit in owed.item.units[:1]),
                }
            ),
            tuple(owed.item.id for owed in letter.owed),
        )
        for letter in letters.letters
    ]
    return keep_sent(reminded_path(sound.path, sound.plan.year), day, sent, write=write)
