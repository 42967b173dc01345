"""How a summary reads: whether hardly anything is written, and which blanks of a template are still open (ZT310)."""

from __future__ import annotations

import re

from zhutiri_cli.common.spelling import half_width

FEW_CHARACTERS = 100
"""A summary with fewer Chinese characters is nearly empty."""

_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://[!-~]+|(?<![A-Za-z0-9_.\-])[A-Za-z0-9_.\-]++@[A-Za-z0-9_.\-]+", re.IGNORECASE)
_CROSS = "[Xx×✕╳]"
_BLANK = re.compile(
    rf"""\{{\{{[^{{}}\n]{{0,60}}\}}\}}
    |[【\[][ ]?(?:请|待|此处)[^】\]\n]{{0,40}}[】\]]
    |待(?:补充|填写|填报)(?![的了完])
    |(?:单击|点击)此处(?:输入|添加|填写)
    |(?<![A-Za-z0-9])(?:20)?(?:{_CROSS}{{1,4}}|\*{{1,4}})年(?:{_CROSS}|\*|\d){{1,2}}月
    |(?<![A-Za-z0-9])(?:{_CROSS}|\*){{1,2}}月(?:{_CROSS}|\*){{1,2}}日
    |(?<![A-Za-z0-9])20{_CROSS}{{2}}年
    |(?P<line>_{{3,}})
    |(?P<cross>(?<![A-Za-z0-9_./=&?%\-]){_CROSS}{{2,}}(?![A-Za-z0-9_./:=&?%\-]))
    |(?P<some>某某+)""",
    re.VERBOSE,
)
# 王××、李某某 hide a citizen's name, as they should, unless a unit or a quantity follows.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪"
    "姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙雷钱汤尹黎乔贺赖龚"
)
_COUNTED = "年月日人名个项场次份条户家号街道局社镇村区市省县小学校单公委办"


def chinese_characters(text: str) -> int:
    """How many Chinese characters a text holds."""
    return len(_HAN.findall(text))


def open_blanks(text: str) -> tuple[str, ...]:
    """What was left to be filled in, with a few signs around, in order of appearance, each once."""
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), half_width(text))
    found = (match for match in _BLANK.finditer(plain) if _is_blank(match, plain))
    return tuple(dict.fromkeys(_around(match, plain) for match in found))


def _is_blank(match: re.Match[str], text: str) -> bool:
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    beside = bool(_HAN.match(before) or _HAN.match(after) or (before and before in ":、"))
    if match["line"]:
        return beside
    if match["cross"] or match["some"]:
        hidden = before != "" and before in _SURNAMES and (after == "" or after not in _COUNTED)
        return not hidden and (beside or bool(match["some"]))
    return True


def _around(match: re.Match[str], text: str) -> str:
    """The blank with up to four signs of its line on either side."""
    before = text[max(match.start() - 4, 0) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 4].partition("\n")[0]
    return f"{before}{match[0][:12]}{after}".strip()
