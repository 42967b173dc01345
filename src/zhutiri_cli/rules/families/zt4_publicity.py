"""ZT401, ZT402: publicity links. They speak once something is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.rules.bearing import Bearing, Disputed
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, InRecord, Need, OnceFor, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

ZT401 = Rule(
    "ZT401",
    Severity.WARNING,
    "没有门户网站的链接",
    topic="portal",
    manual="动态信息应在区政府门户网站专栏上传，报送的链接中至少一条应是计划写明的门户域名（或其子域名）下的页面；"
    "门户首页不算。",
    remedy="请单位补报门户网站专栏的链接；尚未上传的请先上传。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT}),
    bearing=Bearing(about=Shown("links")),
    once_for=OnceFor.ACTIVITY,
)
ZT402 = Rule(
    "ZT402",
    Severity.WARNING,
    "链接无效",
    topic="publicity",
    manual="网址写法有误，或不是 http/https，或指向不可能有宣传报道的地址：本机、内网，邮箱附件下载页、网盘、"
    "在线文档、问卷、会议入口、邮件程序的页面，以及网站首页，"
    "或网址里带有用户名和密码（显示时一律写作 ***）。这样的链接不算数；附件下载页和网盘里可能是材料，请先下载后收件，"
    "在此之前缺的材料由办公室核对，不向单位发函。",
    remedy="请单位核对后重新提供报道页面的网址；是附件下载页或网盘的，请下载后收件，再删去这条链接。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT}),
)
ZT405 = Rule(
    "ZT405",
    Severity.WARNING,
    "同一链接报给多项活动",
    topic="publicity",
    manual="同一个网址（按规范化后的写法比较）又出现在另一项活动的报送材料里。一篇报道通常只写一项活动，多半是填错或拿别的报道充数；"
    "确是合并报道的可以豁免。",
    remedy="请单位核对，换成本项活动的报道；确是合并报道的，在 submission.yaml 中写 waivers 并说明理由。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT, Need.PEERS}),
    bearing=Bearing(disputed=Disputed.LINK),
)


@ZT401.looks_at(Scope.ACTIVITY)
def not_on_portal(case: Case) -> Iterator[Hit]:
    """No usable link on the portal's domain."""
    from zhutiri_cli.materials.links.urls import on_domain

    portal = case.plan.portal_domain
    if portal is None or case.status is Status.CANCELLED or not case.reported:
        return
    links = [link for link in case.submission.links if _there(case, link.received)]
    if not any(link.usable and on_domain(link.host, portal) for link in links):
        yield Hit(f"没有门户网站（{portal}）的链接", "请补报门户网站“政务公开主题日”专栏的链接")


@ZT402.looks_at(Scope.ACTIVITY)
def bad_links(case: Case) -> Iterator[Hit]:
    """Links that no publicity can have."""
    if case.status is Status.CANCELLED or not case.reported:
        return
    for link in case.submission.links:
        if link.url is not None and link.problem and _there(case, link.received):
            message = f"链接“{shorten(link.url, 60)}”无效：{link.problem}"
            where = InRecord(link.route) if link.route else InFolder(link.source)
            hint = "请打开链接下载材料，用 zhutiri receive 收下后删去这条链接" if link.holds else "请核对后重新提供"
            yield Hit(message, hint, where)


@ZT405.looks_at(Scope.ACTIVITY)
def shared_links(case: Case) -> Iterator[Hit]:
    """A link that another activity submits, too."""
    if case.status is Status.CANCELLED or not case.reported:
        return
    for link in case.submission.links:
        others = [number for number in case.peers.links.get(link.url or "", ()) if number != case.activity.id]
        if others and link.usable and _there(case, link.received):
            named = "、".join(str(number) for number in others[:5]) + ("等" if len(others) > 5 else "")
            where = InRecord(link.route) if link.route else InFolder(link.source)
            yield Hit(f"链接“{shorten(link.url or '', 60)}”又报给了序号 {named} 的活动", "请核对是否填错", where)


def _there(case: Case, received: date | None) -> bool:
    return received is None or received <= case.as_of
