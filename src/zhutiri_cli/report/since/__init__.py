"""``check --baseline``: this check beside an earlier one's JSON report."""
