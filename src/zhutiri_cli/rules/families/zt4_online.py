"""ZT403, ZT404: what opening the links showed (``--online`` only). They speak once something is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.questioned_links import opened
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.links.web.page_facts import PageOutcome
from zhutiri_cli.materials.similarity.mentions import mentions
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, InRecord, Need, Rule, Scope, Where

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.submission.arrivals import LinkFact

ZT403 = Rule(
    "ZT403",
    Severity.WARNING,
    "链接打不开",
    topic="publicity",
    manual="只在加 --online 时核对。网站明确答复没有这个网页（404）或网页已经删除（410）的，才算打不开。"
    "要求登录、拒绝程序访问、暂时出错、超时、证书有问题、域名查不到、本机没有联网、网址跳转到内网等，一律是“未检查”："
    "既不算通过，也不算不通过，报告开头说明条数和原因。打不开的链接仍然算数。",
    remedy="请在浏览器中打开核对；确已失效的，请单位提供可以打开的网址。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT, Need.NETWORK}),
)
ZT404 = Rule(
    "ZT404",
    Severity.WARNING,
    "网页没有提到本项活动",
    topic="publicity",
    manual="只在加 --online 时核对。网页（含标题、简介和脚本里的文字，不计空格、标点和全角半角）里，"
    "既没有“政务公开主题日”，也没有活动主题中任何连续六个字，或别的主题都没有的连续四个字。网页像登录、验证、出错提示页，几乎没有文字，"
    "不是网页（如 PDF）或者太大的，读不到内容，是“未检查”。",
    remedy="请打开网页核对是否填错；报道确实写的是本项活动的，在 submission.yaml 中写 waivers 并说明理由。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT, Need.NETWORK}),
)


@ZT403.looks_at(Scope.ACTIVITY)
def gone(case: Case) -> Iterator[Hit]:
    """Links whose site says that there is no such page."""
    for link, facts in opened(case):
        if facts.outcome is PageOutcome.UNREACHABLE:
            moved = f"（已跳转到 {shorten(facts.final, 60)}）" if facts.final else ""
            message = f"链接“{shorten(link.url or '', 60)}”打不开：{facts.reason}{moved}"
            yield Hit(message, "请在浏览器中核对，确已失效的请换成可以打开的网址", _place(link))


@ZT404.looks_at(Scope.ACTIVITY)
def beside_the_point(case: Case) -> Iterator[Hit]:
    """Pages that were read and name neither the activity nor 政务公开主题日."""
    for link, facts in opened(case):
        if facts.outcome is PageOutcome.REACHED and not mentions(facts.letters, case.activity.theme, case.peers.themes):
            titled = f"（标题“{shorten(facts.title, 40)}”）" if facts.title else ""
            moved = f"，已跳转到 {shorten(facts.final, 60)}" if facts.final else ""
            message = f"链接“{shorten(link.url or '', 60)}”的网页{titled}没有提到本项活动或“政务公开主题日”{moved}"
            yield Hit(message, "请打开核对是否填错", _place(link))


@ZT404.had_occasion
def pages_were_read(case: Case) -> bool:
    """Every page could be read: one that is gone says nothing of what stood on it."""
    read = all(facts.outcome is PageOutcome.REACHED for _, facts in opened(case))
    return read and case.submission.folder is not None


def _place(link: LinkFact) -> Where:
    return InRecord(link.route) if link.route else InFolder(link.source)
