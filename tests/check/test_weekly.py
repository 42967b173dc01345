"""One check looks, judges and reports once, whatever is asked of it beyond the disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.case.case import Case
from zhutiri_cli.check.reporting import report_of
from zhutiri_cli.materials.links.web import fetch
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.page_facts import PageFacts
from zhutiri_cli.materials.ocr import recogniser
from zhutiri_cli.rules.engine import judge_case

pytestmark = pytest.mark.usefixtures("examples_known")


@pytest.mark.parametrize(("filters", "ids"), [((), range(1, 15)), (("--id", "6", "--id", "7"), (6, 7))])
def test_every_selected_activity_is_judged_once(
    filters: tuple[str, ...], ids: Iterable[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counter[int | str]()

    def counting(case: Case, *more: Any) -> Any:
        counted[case.activity.id] += 1
        assert case.pages is not None, "judged before the links were opened"
        return judge_case(case, *more)

    def reporting(*facts: Any) -> Any:
        counted["reports"] += 1
        return report_of(*facts)

    def pages_of(urls: Iterable[str], _: Any) -> dict[str, PageFacts]:
        return {url: judged(Answer(404), 10_000) for url in urls}

    monkeypatch.setattr("zhutiri_cli.check.judging.judge_case", counting)
    monkeypatch.setattr("zhutiri_cli.check.judging.report_of", reporting)
    monkeypatch.setattr(fetch, "demand", lambda: None)
    monkeypatch.setattr(fetch, "pages_of", pages_of)
    monkeypatch.setattr(recogniser, "demand", lambda: None)
    monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", lambda _: pytest.fail("all is confirmed by hand"))
    plan = str(EXAMPLES / "data" / "plan_2024.yaml")
    ran = zhutiri("check", "--plan", plan, "--as-of", "2024-04-12", "--online", "--ocr", *filters)
    assert "联网核对链接" in ran.out
    assert counted == Counter([*ids, "reports"])
