"""What a rule did in one check: it spoke, it looked and was silent, or it did not look. Plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.shown import Shown

_QUOTED = lazy_pattern(r"“[^”]*(?:”|\Z)")


class Outcome(StrEnum):
    """What came of a rule."""

    SPOKE = "spoke"
    SILENT = "silent"
    """It looked at all that it needs and found nothing."""
    NOT_LOOKED = "not_looked"
    """It found nothing, but something that it needs was not there, so that its silence says nothing."""


class RuleRun(Struct, frozen=True):
    """What one rule did with one activity, or with the workspace.

    ``looked``: it had all that it needs, so that what it does not say is not so; a rule may speak without that. A rule
    that looks at several things apart (each kind of material) tells of each in ``parts``: the words by which its
    messages name the thing, and whether it looked at that.
    """

    spoke: bool
    looked: bool
    parts: Mapping[Shown, bool] | None = None

    @property
    def outcome(self) -> Outcome:
        """In one word."""
        if self.spoke:
            return Outcome.SPOKE
        return Outcome.SILENT if self.looked else Outcome.NOT_LOOKED

    def would_say(self, message: str) -> bool:
        """Whether the rule would have said ``message`` again if it were still so."""
        if self.parts is None:
            return self.looked
        said = _QUOTED.sub("“”", Shown(message))
        named = max((words for words in self.parts if words in said), key=len, default=None)
        return named is not None and self.parts[named]


RUNS = {(spoke, looked): RuleRun(spoke, looked) for spoke in (False, True) for looked in (False, True)}
"""Those without parts, of which a check has tens of thousands."""
DID_NOT_RUN = RUNS[False, False]
