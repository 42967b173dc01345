"""How a rule is declared: code, severity, title, clause topic, manual, and a pure generator of hits.

The engine (``check.py``) is handed rules and never imports one; ``rules/__init__`` gathers whatever the modules of
this package declare, so a new rule is one declaration in one file. A rule says *what* and *where* (a route in the plan
or in the record, or a file); line and column come from one look-up in the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.syntax import Spot
from zhutiri_cli.rules.finding import Severity


class Scope(StrEnum):
    """What a rule looks at: the plan file, one activity on a date, one of its waivers, or the whole workspace."""

    PLAN = "plan"
    ACTIVITY = "activity"
    WAIVER = "waiver"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class InPlan:
    """A place in the plan file: the value at ``route``, or its key."""

    route: Route
    key: bool = False


@dataclass(frozen=True, slots=True)
class InRecord:
    """A place in the activity's ``submission.yaml``."""

    route: Route
    key: bool = False


@dataclass(frozen=True, slots=True)
class AtSpot:
    """A place already known, in the plan file or (``record``) in ``submission.yaml``."""

    spot: Spot
    record: bool = False


@dataclass(frozen=True, slots=True)
class InFolder:
    """A file or folder: relative to the activity's folder, or for workspace rules to the submissions root."""

    relative: str


Where = InPlan | InRecord | AtSpot | InFolder | None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found. ``severity`` overrides the rule's own where the contract makes it depend on the case."""

    message: str
    hint: str = ""
    where: Where = None
    severity: Severity | None = None


Find = TypeVar("Find", bound=Callable[[Any], Iterator[Hit]])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue (contract §5).

    ``topic`` names the clause it cites, ``manual`` is its page for people, ``remedy`` what to do. A code may look at
    more than one scope (ZT306: folders of the workspace, files of an activity); each is one finder.
    """

    code: str
    severity: Severity
    title: str
    manual: str
    remedy: str
    topic: str | None = None
    finders: dict[Scope, Callable[[Any], Iterator[Hit]]] = field(default_factory=dict)

    def looks_at(self, scope: Scope) -> Callable[[Find], Find]:
        """Declare the decorated generator as this rule's finder in ``scope``; it stays an ordinary function."""

        def declare(find: Find) -> Find:
            if scope in self.finders:
                raise RuntimeError(f"{self.code} has two finders for {scope}")
            self.finders[scope] = find
            return find

        return declare
