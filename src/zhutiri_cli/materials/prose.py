"""How a summary reads: whether hardly anything is written, and which blanks of a template are still open (ZT310)."""

from __future__ import annotations

import re

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width

FEW_CHARACTERS = 100
"""A summary with fewer Chinese characters is nearly empty."""

_HAN = lazy_pattern("[\u3400-\u9fff]+")
_WORD_OR_SIGN = lazy_pattern(r"[A-Za-z0-9\u00c0-\u024f]+(?:[.'’-][A-Za-z0-9]+)*|[^\sA-Za-z0-9\u00c0-\u024f]")
_ADDRESS = lazy_pattern(r"https?://[!-~]+|(?<![A-Za-z0-9_.\-])[A-Za-z0-9_.\-]++@[A-Za-z0-9_.\-]+", re.IGNORECASE)
_CROSS = "[Xx×✕╳]"
_NAMED = (
    "(?:单位|部门|活动|主题|举办|参加|承办)?(?:名称|全称|简称|时间|地点|日期|姓名|人数|数量|联系人|电话|标题)|单位|部门"
)
_OF_PEOPLE = "(?:名|人次|人|份|次(?!方)|场|家|户|条|件|个(?![体案]))"
_SIGN = "[△▲▽▼◎◆◇★☆●◯]"
_PATTERNS = (
    # brackets that ask to be filled in
    rf"\{{\{{[^{{}}\n]{{0,60}}\}}\}}|\{{(?:{_NAMED}|主题|内容|成效)\}}",
    r"[【\[〔<][ ]?(?:请|待|此处)[^】\]〕>\n]{0,40}[】\]〕>]",
    r"[【\[〔<(][ ]?(?:此处|请|在此处?|待|请在此处?)?(?:填|输入|插入|补充|注明|写明|键入)[^】\]〕>)\n]{0,40}[】\]〕>)]",
    r"[【\[〔<(][^】\]〕>)\n]{0,12}(?:填写|填报|修改)[】\]〕>)](?!的)",
    rf"[【\[〔<「](?:{_NAMED})[】\]〕>」]",
    r"\((?:(?:单位|活动|部门|主题)名称|时间|地点|主题|日期|人数|数量|单位|部门)\)(?=[于在开联局举\u3001,。]|$)",
    r"\((?:不少于|不超过|约|控制在)?\d{2,4}字(?:左右|以内|以上)?\)|\((?:分点|简要|逐条|概括)(?:叙述|说明|描述|介绍|写)[^)\n]{0,12}\)",
    r"[(【\[](?:待定|待完善|待补|待补充|待核实|待确认|空白处[^)\n]{0,10}|示例|样稿|范本|模板|此处省略)[)】\]]|^(?:示例|范例|样例)[:：]",
    # words that ask to be replaced
    r"待(?:补充|填写|填报)(?![的了完])|^(?:待定|待完善|待补|TODO)$|\bTODO\b(?!清单)",
    r"(?:请)?(?:单击|点击|双击)(?:或点击)?(?:此处|输入|添加)(?:输入|添加|填写|编辑|文字|日期|标题)?|(?:在此|请)(?:键入|输入)[^。\n]{0,10}(?:内容|标题|文字|日期)?",
    r"请?(?:根据|按)(?:照)?实际(?:情况)?(?:填写|修改|填报)",
    r"此处(?:插入|粘贴|放置|附)[^。\n]{0,6}(?:照片|图片)|(?:照片|图片)(?:粘贴|插入)处|\[插入[^\]\n]{1,10}\]",
    r"(?:以下|以上)(?:为|是|系)(?:模板|范文|样例|示例)|(?:本|此)(?:模板|范文|样例)(?=仅|供|为|适用)|(?:^|[(【])仅供[^。\n]{0,6}参考(?!的)",
    # days
    rf"(?<![A-Za-z0-9])(?:20)?(?:{_CROSS}{{1,4}}|\*{{1,4}})年(?:{_CROSS}|\*|\d){{1,2}}月",
    rf"(?<![A-Za-z0-9])(?:{_CROSS}|\*){{1,2}}月(?:{_CROSS}|\*){{1,2}}日(?!不实)",
    rf"(?<![A-Za-z0-9])20{_CROSS}{{2}}年",
    r"(?:(?<![ ])[ ]+)?年[ ]+月(?![均度末初报历饼饷月底中前])(?:[ ]+日)?|(?<!\d[ ])月[ ]{2,}日|年_+月|月_+日",
    r"(?<![A-Za-z0-9])(?:[OoA-Z]{1,2}月[OoA-Z]{1,2}日|[OoO]{2}年[OoO]{1,2}月)",
    r"\?{1,4}年\?{1,2}月|[….\-/]{2,20}(?:年[….\-/]{1,20})?月[….\-/]{1,20}日",
    # quantities
    r"(?:共有?|约|参加|参与|发放|邀请|接待|收集|解答|到场)[\u4e00-\u9fff]{0,4}[ ]{2,}余?[余名人份次个条场家户件]",
    rf"[\u4e00-\u9fff]{{2}}[ ]余?{_OF_PEOPLE}(?=[,。;、\n]|$)|[:：][ ]{{2,}}{_OF_PEOPLE}",
    rf"\([ ]*\)[ ]?余?{_OF_PEOPLE}",
    rf"(?<![A-Za-z0-9])[NnXx×?？][ ]?[余多]?[ ]?{_OF_PEOPLE}(?![A-Za-z0-9])|\?{{1,3}}{_OF_PEOPLE}|约\*{_OF_PEOPLE}",
    r"(?<=[由在于])[ ]{2,}(?=牵头|举行|举办|开展|主办|承办|$)",
    # names
    rf"(?<![A-Za-z0-9])(?:[Oo]{{2}}|{_SIGN}{{1,2}}|\?{{2}}|[A-Z](?=街道于|局[A-Z]))(?=局|街道|社区|单位|中心|镇|办事处|月{_SIGN})",
    r"^[….\-/]{2,20}(?=局|街道|社区|单位|中心|办事处)",
    r"(?P<shape>(?<![一二三四五六七八九])[○〇◯]{2,}(?![一二三四五六七八九年后])|[□▢]{2,}(?![■☑])|\*{3,})",
    r"(?P<line>_{3,})",
    rf"(?P<cross>(?<![A-Za-z0-9_./=&?%\-]){_CROSS}{{2,}}(?![A-Za-z0-9_./:=&?%\-]|染色体|射线|光片|型|级|码))",
    r"(?P<some>某某+)(?![^。\n]{0,8}[诉案]|,被告|,原告)",
)
_FIRST = (
    rf"(?=[{{【\[〔<(「示范样待请单点双在根按此照图以本仅2*年月 A-Zonx共约参发邀接收解到"
    rf":：?？×✕╳{_SIGN[1:-1]}○〇□▢_某]"
    r"|[….\-/](?![….\-/]{20})|[\u4e00-\u9fff]{2}[ ])"
)
"""With what any of these may begin: most places of a text are passed over without trying them all, those in a long
row of dots, too."""
_BLANK = lazy_pattern(f"{_FIRST}(?:{'|'.join(_PATTERNS)})", re.MULTILINE)
_HEADING = lazy_pattern(r"(?:[一二三四五六七八九十]+、|\d+[.、])?[ ]*[\u4e00-\u9fff]{2,12}[:：][ ]*")
MANY_HEADINGS = 3
"""Headings in a row under which nothing is written: a form."""
# 王××、李某某 hide a citizen's name, as they should, unless a unit or a quantity follows.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪"
    "姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙雷钱汤尹黎乔贺赖龚"
)
_LONG_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "东方", "夏侯", "慕容", "公孙", "司徒")
_COUNTED = "年月日人名个项场次份条户家号街道局社镇村区市省县小学校单公委办"
_OF_PERSON = lazy_pattern(r"[(（]?(?:化名|先生|女士|同志|老师|某)|[说表告诉介绍]")


_OPENING, _CLOSING = frozenset("“‘「『\"'"), frozenset("”’」』\"'")


def chinese_characters(text: str) -> int:
    """How many Chinese characters a text holds."""
    return sum(map(len, _HAN.findall(text)))


def words_in(text: str) -> int:
    """字数 as word processors count them: each Chinese character or mark is one, a run of letters and digits is one."""
    return sum(1 for _ in _WORD_OR_SIGN.finditer(text))


def open_blanks(text: str) -> tuple[str, ...]:
    """What was left to be filled in, with a few signs around, in order of appearance, each once."""
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), half_width(text))
    found = [_around(match, plain) for match in _BLANK.finditer(plain) if _is_blank(match, plain)]
    return tuple(dict.fromkeys([*found, *_bare_headings(plain)]))


def _bare_headings(text: str) -> list[str]:
    """Headings one under the other with nothing between them: the form as it was handed out."""
    lines = [line for part in text.splitlines() if (line := part.strip())]
    start, longest = 0, range(0)
    for at, line in enumerate(lines, 1):
        if not _HEADING.fullmatch(line):
            start = at
        elif at - start > len(longest):
            longest = range(start, at)
    return [lines[at] for at in longest] if len(longest) >= MANY_HEADINGS else []


def _is_blank(match: re.Match[str], text: str) -> bool:
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    beside = bool(_HAN.match(before) or _HAN.match(after) or (before and before in ":、"))
    if match["line"]:
        return beside
    if match["shape"]:
        masked = before.isdigit() or after.isdigit() or (after in _CLOSING and after != "")
        return beside and not masked
    if match["some"] and before in _OPENING:
        return False  # “某某, quoted
    if match["cross"] or match["some"]:
        longer = text[max(match.start() - 2, 0) : match.start()] in _LONG_SURNAMES
        named = (before != "" and before in _SURNAMES) or longer
        hidden = named and (after == "" or after not in _COUNTED)
        hidden = hidden or _OF_PERSON.match(text, match.end()) is not None
        return not hidden and (beside or bool(match["some"]))
    return True


def _around(match: re.Match[str], text: str) -> str:
    """The blank with up to four signs of its line on either side."""
    before = text[max(match.start() - 4, 0) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 4].partition("\n")[0]
    return f"{before}{match[0][:12]}{after}".strip()
