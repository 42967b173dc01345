"""A site's final answer judged: is the page there, is it one that can be read, and what does it say. Pure.

Only an answer that plainly means "there is no such page" speaks against a link. Other refusals may be meant for
programs (a firewall, a log-in, too many visitors), so they leave the link unchecked.
"""

from __future__ import annotations

import re
import zlib

from msgspec import Struct

from zhutiri_cli.common.spelling import visible_only
from zhutiri_cli.materials.links.web.html_text import PageText, decoded, read_page
from zhutiri_cli.materials.links.web.page_facts import PageFacts, PageOutcome, unchecked
from zhutiri_cli.materials.similarity.mentions import letters

FEW_CHARACTERS = 100
"""A page that shows fewer Chinese characters is drawn by a script, or is a notice; its content cannot be judged."""

_GONE = {404: "网站答复没有这个网页，404", 410: "网站答复网页已经删除，410"}
_DECLINED = {
    401: "网站要求登录",
    403: "网站拒绝程序访问",
    405: "网站拒绝程序访问",
    406: "网站拒绝程序访问",
    412: "网站拒绝程序访问",
    418: "网站拒绝程序访问",
    429: "网站说访问过于频繁",
    451: "网站因法律原因不提供",
}
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
# What a page calls itself that is served instead of the one asked for (with a status that says all is well).
_INSTEAD = re.compile(
    "(?<![0-9])404(?![0-9])|not found|页面不存在|网页不存在|找不到|不存在|已删除|出错|登录|验证码|安全验证|访问验证",
    re.IGNORECASE,
)


class Answer(Struct, frozen=True):
    """The last answer to a link: HTTP status, Content-Type, Content-Encoding, the body as sent and whether that is
    all of it, and the address after redirects ("" without any)."""

    status: int
    kind: str = "text/html"
    packing: str = ""
    body: bytes = b""
    whole: bool = True
    final: str = ""


def judged(answer: Answer, most: int) -> PageFacts:
    """The facts that an answer gives; ``most``: bytes of a page, unpacked, beyond which it is not read."""
    if reason := _GONE.get(answer.status):
        return PageFacts(PageOutcome.UNREACHABLE, reason, final=answer.final)
    if not 200 <= answer.status < 300:
        said = "网站暂时出错" if answer.status >= 500 else _DECLINED.get(answer.status, "网站没有给出网页")
        return unchecked(f"{said}，{answer.status}")
    kind, _, parameters = answer.kind.partition(";")
    if kind.strip().lower() not in _TYPES:
        return unchecked("不是网页（如 PDF、图片、视频），没有读内容")
    try:
        body = unpacked(answer.body, answer.packing, most) if answer.whole else None
    except zlib.error:
        return unchecked("网站送来的内容残缺")
    if body is None:
        return unchecked(f"网页太大，超过 {most / 1_000_000:g} MB，没有读完")
    return _page_facts(read_page(decoded(body, parameters)), answer.final)


def _page_facts(page: PageText, final: str) -> PageFacts:
    if _INSTEAD.search(page.title):
        return unchecked("打开的像是登录、验证或出错提示页")
    if page.characters < FEW_CHARACTERS:
        return unchecked("网页里几乎没有文字，可能要靠脚本显示")
    title = " ".join(visible_only(page.title).split())[:200]
    return PageFacts(PageOutcome.REACHED, "", title, final, letters(page.words))


def unpacked(body: bytes, packing: str, most: int) -> bytes | None:
    """The body without its compression; ``None`` once it is longer than ``most`` bytes, however small it came.

    Raises ``zlib.error`` for what is damaged, cut off or compressed in a way that was not asked for.
    """
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return body if len(body) <= most else None
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise zlib.error("not asked for")
    bare = packing == "deflate" and (body[:1] or b"\0")[0] & 0x0F != 8  # deflate without zlib's two bytes in front
    machine = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
    text = machine.decompress(body, most + 1)
    if len(text) > most:
        return None
    if not machine.eof:
        raise zlib.error("cut off")
    return text
