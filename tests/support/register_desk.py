"""A small workspace, and sheets made cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

PLAN = BASE_PLAN.read_text(encoding="utf-8")
THEMES = {1: "惠企政策解读", 2: "校园开放日", 3: "春季就业服务日", 4: "垃圾分类进社区"}


class Desk:
    """A plan with its submissions root, and the workbook that the office keeps beside it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.plan = place / "plan_2024.yaml"
        self.plan.write_text(PLAN, encoding="utf-8")
        self.root = place / "submissions" / "2024"
        self.book = place / "登记表.xlsx"

    def put(self, number: int, content: str) -> Path:
        folder = self.root / f"{number:02d}-单位"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "submission.yaml").write_text(content, encoding="utf-8")
        return folder / "submission.yaml"

    def sheet(self, *rows: Sequence[Any], title: str = "登记") -> Path:
        """A workbook of one sheet with these rows."""
        book = openpyxl.Workbook()
        page = book.worksheets[0]
        page.title = title
        for row in rows:
            page.append(list(row))
        book.save(self.book)
        return self.book

    def record(self, *more: str, book: Path | None = None) -> Ran:
        return zhutiri("record", str(book or self.book), "--plan", str(self.plan), "--as-of", "2024-04-12", *more)

    def refused(self, *more: str, book: Path | None = None) -> str:
        """What is said when nothing may be written, and nothing is."""
        before = self.tree()
        ran = self.record(*more, book=book)
        assert ran.status == 2, ran.out
        assert ran.out == ""
        assert "内部出错" not in ran.err
        assert "Traceback" not in ran.err
        assert self.tree() == before
        return ran.err

    def ledger(self) -> Path:
        path = self.place / "台账.xlsx"
        ran = zhutiri("check", "--plan", str(self.plan), "--as-of", "2024-04-12", "-o", str(path), "--fail-on", "never")
        assert ran.status == 0, ran.err
        return path

    def tree(self) -> dict[str, bytes | None]:
        """Everything under the root, by path."""
        if not self.root.exists():
            return {}
        found = {str(path.relative_to(self.root)): path for path in sorted(self.root.rglob("*"))}
        return {".": None} | {name: path.read_bytes() if path.is_file() else None for name, path in found.items()}

    def text(self, number: int) -> str:
        (path,) = [path for path in self.root.glob("*/submission.yaml") if int(path.parent.name[:2]) == number]
        return path.read_text(encoding="utf-8")
