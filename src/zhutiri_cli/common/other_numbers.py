"""What else eleven digits in a row may be: an amount, the number of an order, a part of a longer row or of a code."""

from __future__ import annotations

import re

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.number_shapes import GAP, MOBILE, PHONE

_PHONE_CODE = "TEL|MOB|CELL|WXH?|VXH?|QQH?|(?:LX|YD|GR)?(?:SJ|DH)H?M?|LXFS|LXR"
"""Initials of what is a phone's or a person's."""
CALLED_OTHERWISE = lazy_pattern(
    r"(?:(?:工单|订单|流水|合同|受理)号?|(?:编|单|文|案|批|票|件|证)号|[金总数余税]额|[览读击播放询问]量|面积|第|№|(?i:no)\.?)"
    rf"[为:：达计约是 ]{{0,3}}\Z|[¥￥$€]\s?\Z|(?<![A-Za-z])(?!(?:{_PHONE_CODE})-)[A-Z]{{1,4}}-\Z"
)
"""What stands right before digits that are an amount or the number of something else."""
_PHONE_NUMBER = lazy_pattern(rf"{PHONE}[号码.: ]{{0,3}}(?:第|№|(?i:no)\.?)[为: ]{{0,3}}\Z")
"""A number that is said to be a phone's."""
_DECIMAL = lazy_pattern(r"(?:[长增减升降涨跌高低约达占比率倍至到]|[¥￥$€]) ?[0-9]+\.\Z|(?<![0-9])0\.\Z")
"""A number and a point right before the digits, which are its fraction; ``1.`` of an item or of a name is none."""
_PERCENT = "(?:[‰㎡]|%(?![0-9A-Fa-f]{2}))"
"""%20 is a sign as addresses write it, no unit."""
_COUNTED = lazy_pattern(
    r"[万亿]{0,2}余?元| [万亿]{0,2}元(?![\u4e00-\u9fff])|(?: ?[万亿]|[吨亩米件个条篇户])(?![\u4e00-\u9fff])"
    rf"|[万亿]?余?(?:{_PERCENT}|人?次(?![日年月周])|平方|平米|公里|公顷|立方)"
    r"|\.[0-9]{2}(?![0-9A-Za-z年月日时点]|\.[0-9A-Za-z])"
    rf"|\.[0-9]+ ?[万亿]{{0,2}}(?:[万亿元米吨亩倍]|{_PERCENT}|平方|公里|公顷|立方)"
)
"""A unit or a fraction right behind digits, which are an amount."""
_DAY = lazy_pattern(r"[0-9]{1,4}[年月日岁/.:：\-]")
"""A day, a time or an age behind a number in groups, which belongs to no row of groups."""
_LONG_GROUP = lazy_pattern(r"[0-9]{3}\Z")
"""A group of a row of groups, such as a bank account's; an item's number before a mobile phone's is shorter."""
NARROW = (" ", "\u00a0", "-")
LONG_CODE = 20
"""Letters and figures of a run from which on it is a hash or a code; a name in Latin letters beside it is none."""
_CODE_BEFORE, _CODE_BEHIND = lazy_pattern(r"(?<![0-9A-Za-z])[0-9A-Za-z]++\Z"), lazy_pattern("[0-9A-Za-z]+")


def in_longer_row(plain: str, match: re.Match[str]) -> bool:
    """Whether digits in groups are part of a longer row of groups, such as a bank account."""
    gaps = re.findall(GAP, match[0])
    if not gaps:
        return False
    start, end = match.span()
    for gap in {*gaps, *NARROW}:
        if plain.startswith(gap, end) and plain[end + len(gap) : end + len(gap) + 1].isdigit():
            return MOBILE.match(plain, end + len(gap)) is None and _DAY.match(plain, end + len(gap)) is None
        if plain.endswith(gap, 0, start) and _LONG_GROUP.search(plain, max(start - len(gap) - 3, 0), start - len(gap)):
            return True
    return False


def called_otherwise(plain: str, start: int, end: int) -> bool:
    """Whether the text around digits says that they are something else than a mobile phone's."""
    before = plain[max(start - LONG_CODE, 0) : start]
    if _PHONE_NUMBER.search(before):
        return False
    if CALLED_OTHERWISE.search(before) or _DECIMAL.search(before) or _COUNTED.match(plain, end):
        return True
    run = _CODE_BEFORE.search(before), _CODE_BEHIND.match(plain, end, end + LONG_CODE)
    beside = "".join(part[0] for part in run if part)
    return end - start + len(beside) >= LONG_CODE and any(sign.isdigit() for sign in beside)
