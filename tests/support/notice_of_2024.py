"""The notice of 2024: its plan as it stands in the repository, and the words that it was taken from."""

from __future__ import annotations

from tests.support.places import FIXTURES, REAL_PLAN

OFFICIAL = REAL_PLAN.read_text(encoding="utf-8")
ANNEX = (FIXTURES / "notice_2024_annex1.txt").read_text(encoding="utf-8")
WHOLE = (
    (FIXTURES / "notice_2024.txt").read_text(encoding="utf-8")
    + "\n\n"
    + ANNEX
    + "\n\n附件 2\n\n“政务公开主题日” LOGO\n"
)
