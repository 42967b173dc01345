"""The few rule codes that code outside ``rules/`` must know, because statuses and waivers depend on them (§3)."""

from __future__ import annotations

from zhutiri_cli.status import Status

REQUIREMENT_RULES = {"plan": "ZT301", "photos": "ZT302", "summary": "ZT303", "links": "ZT304"}
DECLARED_RULE = "ZT312"
TIMING_RULES = {Status.NOT_HELD: "ZT202", Status.OVERDUE: "ZT203", Status.LATE: "ZT204"}
UNCHECKED = "ZT901"
ONLINE_RULES = frozenset({"ZT403", "ZT404"})
LASTING = frozenset({"ZT110", UNCHECKED})
"""What concerns the whole workspace whatever a filter selects; its other findings are left out of a narrowed report."""
NEVER_WAIVED = frozenset({UNCHECKED, "ZT111"})


def rule_of(kind: str) -> str:
    """The rule that asks for a kind of material; a waiver of it lifts the requirement."""
    return REQUIREMENT_RULES.get(kind, DECLARED_RULE)
