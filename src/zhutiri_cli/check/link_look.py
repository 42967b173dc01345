"""``check --online``: the links in question are opened, and the cases told what is behind them."""

from __future__ import annotations

from functools import partial

from zhutiri_cli.case.cases import Cases
from zhutiri_cli.case.questioned_links import addresses, notice
from zhutiri_cli.check.request import CheckRequest, Phase
from zhutiri_cli.rules.rule import Need, codes_needing


def open_links(request: CheckRequest, cases: Cases) -> tuple[Cases, list[str]]:
    """The cases with what opening the links of those selected showed, and what the reader is told of it."""
    from zhutiri_cli.materials.links.web import fetch

    asked = (case for case in cases if request.selection.keeps(case))
    judging = codes_needing(Need.NETWORK, request.rules)
    pages = fetch.pages_of(addresses(asked, judging), partial(request.progress, Phase.LINKS))
    return cases.with_pages(pages), [notice(pages)]
