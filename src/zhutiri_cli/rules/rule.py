"""How a rule is declared: what it says, what it needs to look, what that means elsewhere, and a pure generator of hits.

The engine (``engine.py``) is handed rules and never imports one; ``catalogue.py`` gathers whatever the modules of
``families`` declare, so a new rule is one declaration in one file and nothing else knows its code. A rule says *what*
and *where* (a route in the plan or in the record, or a file); line and column come from one look-up in the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct, field

from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.syntax import Spot
from zhutiri_cli.rules.bearing import NO_BEARING, Bearing
from zhutiri_cli.rules.finding import Severity


class Scope(StrEnum):
    """What a rule looks at."""

    TEXT = "text"
    """The plan file even where it is no readable YAML."""
    PLAN = "plan"
    """The plan file as far as it could be read."""
    ACTIVITY = "activity"
    """One activity on a date: its case."""
    WAIVER = "waiver"
    """One waiver of an activity, after all other rules have spoken."""
    WORKSPACE = "workspace"
    """The submissions root and all cases."""


class Need(StrEnum):
    """What a rule must have to look at an activity; without it the rule's silence says nothing."""

    SUBMITTED = "submitted"
    """Something is recorded as submitted on the day: the complete set, or a receipt."""
    CONTENT = "content"
    """Every file of the folder could be read: none was left to ZT901, no folder in it was closed to us."""
    NETWORK = "network"
    """Every link in question was opened (``--online``) and its site gave an answer."""
    PHOTOS = "photos"
    """Somebody has looked at the photos, by hand or with ``--ocr``; until then the rule itself asks for it, as
    information."""
    PEERS = "peers"
    """Every file of the other activities could be read, too."""
    SOUND_RECORD = "sound_record"
    """The record can be believed: neither faulty nor impossible."""


class OnPhotos(StrEnum):
    """What ``--ocr`` looks for on the photos where a rule asks for it."""

    BANNER = "banner"
    LOGO = "logo"


class OnceFor(StrEnum):
    """For what a rule speaks at most once, in words that depend on what is there; so two of its findings are the same
    whatever the words."""

    ACTIVITY = "activity"
    KIND = "kind"
    """Each kind of material, whose label it names."""


class InPlan(Struct, frozen=True):
    """A place in the plan file: the value at ``route``, or its key."""

    route: Route
    key: bool = False


class InRecord(Struct, frozen=True):
    """A place in the activity's ``submission.yaml``."""

    route: Route
    key: bool = False


class AtSpot(Struct, frozen=True):
    """A place already known, in the plan file or (``record``) in ``submission.yaml``."""

    spot: Spot
    record: bool = False


class InFolder(Struct, frozen=True):
    """A file or folder: relative to the activity's folder, or for workspace rules to the submissions root."""

    relative: str


Where = InPlan | InRecord | AtSpot | InFolder | None


class Hit(Struct, frozen=True):
    """What a rule found. ``severity`` overrides the rule's own where the contract makes it depend on the case;
    ``unseen``: what lies there was not looked into, though nothing failed."""

    message: str
    hint: str = ""
    where: Where = None
    severity: Severity | None = None
    unseen: bool = False


Find = TypeVar("Find", bound=Callable[[Any], Iterator[Hit]])
Extent = bool | Mapping[str, bool]
"""Whether a rule looked; for one that looks at several things apart: the words that name each, and whether at it."""
Occasion = TypeVar("Occasion", bound=Callable[[Any], Extent])


class Rule(Struct, frozen=True):
    """One rule of the catalogue (contract §5).

    ``topic`` names the clause it cites, ``manual`` is its page for people, ``remedy`` what to do. A code may look at
    more than one scope (ZT306: folders of the workspace, files of an activity); each is one finder.

    ``needs``: what it must have to look at an activity; ``None`` is not declared, and then its silence never counts as
    a remedy. ``bearing``: what its findings mean elsewhere. ``once_for``: where it speaks at most once. ``waivable``: a
    waiver can cover it. ``fixed``: no plan may switch it off or lower it. ``on_photos``: what is to be looked for on
    the photos where it asks for that.
    """

    code: str
    severity: Severity
    title: str
    manual: str
    remedy: str
    topic: str | None = None
    needs: frozenset[Need] | None = None
    bearing: Bearing = NO_BEARING
    once_for: OnceFor | None = None
    waivable: bool = True
    fixed: bool = False
    on_photos: OnPhotos | None = None
    finders: dict[Scope, Callable[[Any], Iterator[Hit]]] = field(default_factory=dict)
    occasions: list[Callable[[Any], Extent]] = field(default_factory=list)

    def looks_at(self, scope: Scope) -> Callable[[Find], Find]:
        """Declare the decorated generator as this rule's finder in ``scope``; it stays an ordinary function."""

        def declare(find: Find) -> Find:
            if scope in self.finders:
                raise RuntimeError(f"{self.code} has two finders for {scope}")
            self.finders[scope] = find
            return find

        return declare

    def had_occasion(self, occasion: Occasion) -> Occasion:
        """Declare the decorated predicate on a case: whether the rule had occasion to speak again, so that its silence
        is a remedy, where that is not simply that the activity has a folder. What it ``needs`` is asked besides."""
        if self.occasions:
            raise RuntimeError(f"{self.code} has two occasions")
        self.occasions.append(occasion)
        return occasion

    @property
    def always_said(self) -> bool:
        """Whether no plan may switch it off or lower it: it says that something could not be read, checked or believed,
        without which silence would look like a pass."""
        return self.fixed or self.bearing.unchecked or self.bearing.in_doubt

    @property
    def judges_plans(self) -> bool:
        """Whether it has its say on plan files: it looks at them, or says what could not be checked."""
        return self.needs_no_table or Scope.PLAN in self.finders

    @property
    def needs_no_table(self) -> bool:
        """Whether it has its say on a plan file that is no readable YAML, too."""
        return Scope.TEXT in self.finders or self.bearing.unchecked

    @property
    def on_request(self) -> bool:
        """Whether it looks where a check goes on request only: the network, the photos."""
        return bool(self.needs and self.needs & {Need.NETWORK, Need.PHOTOS})


def codes_needing(need: Need, rules: Iterable[Rule]) -> frozenset[str]:
    """The codes of the rules that need something."""
    return frozenset(rule.code for rule in rules if rule.needs and need in rule.needs)
