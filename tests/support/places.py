"""Where things of the repository lie, for every test."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
CASES = TESTS / "cases"
BASE_PLAN = CASES / "base_plan.yaml"
FIXTURES = TESTS / "fixtures"
TOOLS = TESTS / "tools"
EXAMPLES = ROOT / "examples"
REAL_PLAN = ROOT / "data" / "plan_2024.yaml"
