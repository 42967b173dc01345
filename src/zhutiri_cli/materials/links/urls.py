"""Links: one spelling of each, and whether any publicity can be behind it (ZT402). No network."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.passwords import HIDDEN, without_passwords
from zhutiri_cli.common.spelling import half_width
from zhutiri_cli.materials.links.hosts import ascii_host, host_problem
from zhutiri_cli.materials.links.never_publicity import page_kind

_MARKS = "。，、；：！？…—·．“”‘’「」『』（）《》〈〉【】〔〕［］｛｝\u200b\u200c\u200d\u2060\ufeff\u00ad"
_REMARK = lazy_pattern("[，、；（）《》【】「」“”]")  # https://…/a（红网）
_SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
_LABEL = "[a-z0-9]++(?:-[a-z0-9]++)*+"
_NORMAL = lazy_pattern(rf"https?://{_LABEL}(?:\.{_LABEL})++(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)++")
"""Most links: nothing in them has a second spelling, so that the library, which takes its time, need not be asked."""


class UrlFacts(Struct, frozen=True):
    """A link: its normalised form, its host (ASCII, lower case), and why no publicity can be there (``""`` if it can).

    With a problem ``url`` is as close to the original as makes sense, and ``host`` may be empty. ``holds``: it is no
    publicity, but material may lie there.
    """

    url: str
    host: str
    problem: str = ""
    holds: bool = False


def _clean(raw: str) -> str:
    """Half-width, without white space, quotes and Chinese punctuation at either end or a remark behind it."""
    address = _REMARK.split(raw.strip().strip(_MARKS + "<>\"'"))[0]
    return half_width(address.strip()).rstrip(",;'\"")


def _with_scheme(text: str) -> tuple[str, str]:
    """The text with a scheme, https where it has none, and the problem with the one it has."""
    match = _SCHEME.fullmatch(text)
    if match is None or (not match[2].startswith("//") and re.match(r"[0-9]+(?:[/?#]|$)", match[2])):
        return f"https://{text.removeprefix('//')}", ""  # www.x.gov.cn/a, www.x.gov.cn:8080/a
    scheme, rest = match[1].lower(), match[2]
    if len(scheme) == 1:
        return text, "是本机文件的路径，不是网页链接"
    if scheme not in ("http", "https"):
        return text, f"以 {scheme}: 开头，不是网页链接（应为 http:// 或 https://）"
    return text, "" if rest.startswith("//") else f"{scheme}: 后面缺少“//”"


def _shape_problem(text: str) -> str:
    if not text:
        return "是空的"
    if any(char.isspace() or not char.isprintable() for char in text):
        return "中间有空格或不可见字符"
    return "含有反斜杠“\\”" if "\\" in text and not re.match(r"[A-Za-z]:\\", text) else ""


_WRAPPED = (  # pages of mail programs that lead on to the address which somebody wrote: host, parameter
    ("safelinks.protection.outlook.com", "url"),
    ("security.feishu.cn", "target"),
    ("mail.qq.com", "url"),
    ("link.zhihu.com", "target"),
    ("weixin110.qq.com", "url"),
    ("urlsec.qq.com", "url"),
    ("c.pc.qq.com", "pfurl"),
)


def _unwrapped(text: str) -> str:
    """The address that a mail program has wrapped into one of its own, else the text as it is."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
        asked = next((name for known, name in _WRAPPED if on_domain(host, known)), "") if parts.query else ""
        inside = parse_qs(parts.query).get(asked, [""])[0] if asked else ""
    except ValueError:  # no address: judging it says so
        return text
    return inside if inside.lower().startswith(("http://", "https://")) else text


_NAMED = "带有用户名和密码，不是公开的网页"
_SECRET = lazy_pattern(
    r"(?!mailto:)((?:[A-Za-z][A-Za-z0-9+.\-]*:)?[/\\]+|https?:)?+"
    r"(?:[^/?#\\:]*:[^/?#\\]*|[^/?#\\:\[]*:(?![0-9]{1,5}(?:[/?#]|$)).*)@",
    re.IGNORECASE,
)
"""What stands before the host of a link where a password is in it, though a path would have begun there."""
_MAIL = lazy_pattern(r"[^:/?#\\@]+@[^:/?#\\@]+")


def judge_url(raw: str) -> UrlFacts:
    """Normalise one link and say why no publicity can be behind it, if so; never raises. No name or password is in what
    is returned."""
    text = _unwrapped(_clean(raw))
    if _MAIL.fullmatch(text):
        return UrlFacts(text, "", "是邮箱地址，不是网页链接")
    secret = _SECRET.match(text)
    if secret is None:
        return _judged(text)
    text = f"{secret[1] or ''}{HIDDEN}{text[secret.end() :]}"
    host = _judged(text.replace(HIDDEN, "", 1)).host
    return UrlFacts(text, host, _NAMED)


def _judged(text: str) -> UrlFacts:
    problem = _shape_problem(text)
    if problem:
        return UrlFacts(text, "", problem)
    text, problem = _with_scheme(text)
    if problem:
        return UrlFacts(text, "", problem)
    try:
        parts = urlsplit(text)
        port, name = parts.port, parts.hostname or ""
    except ValueError:
        return UrlFacts(without_passwords(text), "", "网址写法有误（主机名或端口不成立）")
    if port == 0 or parts.netloc.endswith(":"):
        return UrlFacts(text, "", "端口写法有误")
    host = ascii_host(name)
    if not host:
        return UrlFacts(text, "", "没有主机名" if not name else "主机名写法有误")
    problem = host_problem(host, name)
    if problem:
        return UrlFacts(text, host, problem)
    url, kind = _normalised(text), page_kind(host, parts.path, parts.query, parts.fragment)
    return UrlFacts(url, host) if kind is None else UrlFacts(url, host, kind.problem, kind.holds)


def _normalised(text: str) -> str:
    """One spelling of a good link, so that the same link submitted twice is seen."""
    if _NORMAL.fullmatch(text):
        return text
    from url_normalize import url_normalize

    try:
        return url_normalize(text, default_scheme="https") or text
    except ValueError:  # a host that its IDNA tables know nothing of, though ours took it
        return text


def on_domain(host: str, domain: str) -> bool:
    """Whether a host is the domain or below it; ``eviltianxin.gov.cn`` is not below ``tianxin.gov.cn``."""
    found, wanted = ascii_host(host.strip()), ascii_host(domain.strip().lstrip("."))
    return bool(found and wanted) and (found == wanted or found.endswith(f".{wanted}"))
