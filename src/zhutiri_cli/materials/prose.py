"""How a summary reads: whether hardly anything is written, and which blanks of a template are still open (ZT310)."""

from __future__ import annotations

import re

from zhutiri_cli.common.spelling import half_width

FEW_CHARACTERS = 100
"""A summary with fewer Chinese characters is nearly empty."""

_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://[!-~]+|(?<![A-Za-z0-9_.\-])[A-Za-z0-9_.\-]++@[A-Za-z0-9_.\-]+", re.IGNORECASE)
_CROSS = "[Xx×✕╳]"
_NAMED = "(?:单位|部门|活动|主题|举办|参加|承办)?(?:名称|时间|地点|日期|姓名|人数|数量|联系人|电话|标题)|单位|部门"
_BLANK = re.compile(
    rf"""\{{\{{[^{{}}\n]{{0,60}}\}}\}}
    |[【\[〔<][ ]?(?:请|待|此处)[^】\]〕>\n]{{0,40}}[】\]〕>]
    |[【\[〔<(][ ]?(?:此处|请|在此|待|请在此)?(?:填|填写|输入|插入|补充|注明|写明)[^】\]〕>)\n]{{0,40}}[】\]〕>)]
    |[【\[〔<](?:{_NAMED})[】\]〕>]
    |\((?:单位|活动|部门|主题)名称\)
    |待(?:补充|填写|填报)(?![的了完])
    |(?:单击|点击|在)此处(?:输入|添加|填写)
    |(?:以下|以上)(?:为|是|系)(?:模板|范文|样例|示例|格式)|(?:本|此)(?:模板|范文|样例)|\(模板\)|仅供参考
    |(?<![A-Za-z0-9])(?:20)?(?:{_CROSS}{{1,4}}|\*{{1,4}})年(?:{_CROSS}|\*|\d){{1,2}}月
    |(?<![A-Za-z0-9])(?:{_CROSS}|\*){{1,2}}月(?:{_CROSS}|\*){{1,2}}日
    |(?<![A-Za-z0-9])20{_CROSS}{{2}}年
    |[ ]*年[ ]+月(?:[ ]+日)?|月[ ]{{2,}}日
    |(?:共有?|约|参加|参与|发放|邀请|接待|收集|解答|到场)[\u4e00-\u9fff]{{0,4}}[ ]{{2,}}余?[名人份次个条场家户件]
    |(?<![A-Za-z0-9])[NnXx×][ ]?[余多]?[ ]?(?:名|人|份|次|场|家|户|条|件|个(?!体))(?![A-Za-z0-9])
    |(?P<shape>(?<![一二三四五六七八九])[○〇◯]{{2,}}(?![一二三四五六七八九年])|[□■▢]{{2,}}|\*{{3,}})
    |(?P<line>_{{3,}})
    |(?P<cross>(?<![A-Za-z0-9_./=&?%\-]){_CROSS}{{2,}}(?![A-Za-z0-9_./:=&?%\-]|染色体|射线|光片|型|级|码))
    |(?P<some>某某+)""",
    re.VERBOSE | re.MULTILINE,
)
# 王××、李某某 hide a citizen's name, as they should, unless a unit or a quantity follows.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪"
    "姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙雷钱汤尹黎乔贺赖龚"
)
_COUNTED = "年月日人名个项场次份条户家号街道局社镇村区市省县小学校单公委办"


_OPENING, _CLOSING = frozenset("“‘「『\"'"), frozenset("”’」』\"'")


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
    if match["line"] or match["shape"]:
        return beside
    if match["some"] and before in _OPENING and after in _CLOSING:
        return False  # “某某”, quoted
    if match["cross"] or match["some"]:
        hidden = before != "" and before in _SURNAMES and (after == "" or after not in _COUNTED)
        return not hidden and (beside or bool(match["some"]))
    return True


def _around(match: re.Match[str], text: str) -> str:
    """The blank with up to four signs of its line on either side."""
    before = text[max(match.start() - 4, 0) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 4].partition("\n")[0]
    return f"{before}{match[0][:12]}{after}".strip()
