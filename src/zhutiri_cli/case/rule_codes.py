"""The few rule codes that code outside ``rules/`` must know, because statuses and waivers depend on them (§3)."""

from __future__ import annotations

from zhutiri_cli.case.status import Status

TIMING_RULES = {Status.NOT_HELD: "ZT202", Status.OVERDUE: "ZT203", Status.LATE: "ZT204"}
UNCHECKED = "ZT901"
ONLINE_RULES = frozenset({"ZT403", "ZT404"})
BANNER_RULE, LOGO_RULE = "ZT501", "ZT502"
LASTING = frozenset({"ZT110", UNCHECKED})
"""What concerns the whole workspace whatever a filter selects; its other findings are left out of a narrowed report."""
NEVER_WAIVED = frozenset({UNCHECKED, "ZT111"})
