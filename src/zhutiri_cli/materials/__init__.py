"""Reading what was handed in: one frozen set of facts per file, links and names. Never sees the plan."""
