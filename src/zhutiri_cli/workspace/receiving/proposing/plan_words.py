"""What of a plan is looked for in the words of a package: runs of its themes, names and short names of its units.

A theme is named by a run of its letters that no other theme has (``RUN``), or by a long one (``LONG``) that several may
share. Longer names go before those that stand within them. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from zhutiri_cli.materials.similarity.mentions import LONG, RUN, THE_DAY, letters
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.roster_names import by_any_name

SHORT_FORMS = {
    "人力资源和社会保障": "人社", "工业和信息化": "工信", "住房和城乡建设": "住建", "市场监督管理": "市监",
    "发展和改革": "发改", "卫生健康": "卫健", "文化旅游体育": "文旅体", "文化和旅游": "文旅", "农业农村": "农业",
    "城市管理和综合执法": "城管", "退役军人事务": "退役军人", "应急管理": "应急", "自然资源": "资规",
}  # fmt: skip
"""How offices are called for short, everywhere."""
FORMER_NAMES = {
    "卫生健康": ("卫生和计划生育", "卫生计生", "卫计"),
    "市场监督管理": ("工商行政管理", "食品药品监督管理", "食药监", "工商"),
    "市场监管": ("工商行政管理", "食品药品监督管理", "食药监", "工商"),
    "应急管理": ("安全生产监督管理", "安监"),
    "自然资源": ("国土资源", "国土"),
    "生态环境": ("环境保护", "环保"),
    "农业农村": ("农林水利", "农业和林业", "农林", "畜牧兽医"),
    "文化旅游体育": ("文体广电新闻出版", "文体广新", "文体新", "文体", "旅游"),
    "文化和旅游": ("文化体育", "文体广新", "文体", "旅游"),
    "人力资源和社会保障": ("劳动和社会保障", "人事劳动", "劳动"),
    "发展和改革": ("发展计划", "计划发展", "物价"),
    "工业和信息化": ("经济和信息化", "经信", "科技和工业信息化", "科工信"),
    "城市管理和综合执法": ("城市管理行政执法", "城管执法", "城市管理", "城管"),
    "住房和城乡建设": ("城乡建设", "建设", "房产"),
    "行政审批服务": ("政务服务中心", "政务服务管理", "政务中心"),
    "医疗保障": ("医保",),
    "税务": ("国税", "地税", "国家税务"),
    "退役军人事务": ("双拥办",),
    "民族宗教": ("民宗",),
    "数据资源": ("大数据", "数据"),
    "人居环境": ("住房保障", "房屋管理"),
}
"""What offices were called before the reforms of 2018 and 2023; people and seals keep the old names for years."""
GENERIC = re.compile(
    f"{THE_DAY}|政务公开|政务服务|主题|政策|宣传|活动|服务|公开|群众|市民|居民|意见|征集|解读|宣讲|座谈|观摩|知识|推广|开放"
    r"|体验|社区|街道|交流|工作|走进|面对面|问答|参观|法律|法规|普及|问政|会商|调查|现场|线上|进楼栋|进社区|进小区|[0-9a-z]+年?"
)
"""Words of themes that tell no activity from another, in any district."""
FULL = 0.6
"""Share of a theme's letters from which on it is named beyond doubt."""
_DAY = re.compile(f"{THE_DAY}(?:活动)?")
_WHOLE_NAMES = 3
"""Letters that a unit's short name has at least."""


class NamedTheme(Struct, frozen=True):
    """An activity named by its theme: the longest run of it that was found, and how much of the theme was (0 to 1)."""

    number: int
    run: str
    share: float


class PlanWords(Struct):
    """A plan's themes and unit names, ready to be looked for."""

    plan: Plan
    themes: dict[int, str] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    former: dict[str, frozenset[str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    _pairs: dict[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.themes = {row.id: _without_day(row.theme) for row in self.plan.activities}
        called, before = dict[str, set[str]](), dict[str, set[str]]()
        units = dict.fromkeys(unit for row in self.plan.activities for unit in row.units)
        meant = by_any_name(self.plan.roster or ())
        entries = {entry.name: entry for entry in meant.values()}
        owner = {name: entry.name for name, entry in meant.items()}
        for unit in [*units, *entries]:
            entry = entries.get(owner.get(unit, unit))
            for name in (unit, *((entry.name, *entry.aliases) if entry else ())):
                for form in _forms(name):
                    called.setdefault(form, set()).add(owner.get(unit, unit))
                for form in _former(name):
                    before.setdefault(form, set()).add(owner.get(unit, unit))
        self.names = {form: frozenset(found) for form, found in called.items()}
        self.former = {form: frozenset(found) for form, found in before.items() if form not in called}
        self._pairs = {number: _pairs(GENERIC.sub("\n", theme)) for number, theme in self.themes.items()}
        self.addresses = {entry.email.casefold(): entry.name for entry in entries.values() if entry.email}

    def unit_of(self, name: str) -> str:
        """The roster's name for a unit of the plan, as the plan spells it."""
        return next(iter(self.names.get(letters(name), frozenset({name}))))

    def themes_in(self, texts: Iterable[str]) -> dict[int, NamedTheme]:
        """The activities whose themes the texts name; one named only by what stands within another's run is not."""
        said = "\n".join(map(_without_day, texts))
        found = [named for number in self.themes if (named := self._named(number, said)) is not None]
        return {
            one.number: one
            for one in found
            if not any(one.run != other.run and one.run in other.run for other in found)
        }

    def units_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The units that the texts name."""
        return _units("\n".join(map(letters, texts)), self.names)

    def former_units_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The units that the texts name as they were called before a reform."""
        return _units("\n".join(map(letters, texts)), self.former)

    def hints_in(self, texts: Iterable[str], among: Iterable[int]) -> dict[int, int]:
        """How many pairs of letters the texts have of each theme that no other ``among`` them has; none is left out.
        So a theme is felt that is named by a nickname, by half, or in another order."""
        said = "\n".join(map(self._without_names, texts))
        rows = frozenset(among)
        counts = Counter(pair for number in rows for pair in self._pairs[number])
        found = {n: sum(counts[pair] == 1 and pair in said for pair in self._pairs[n]) for n in rows}
        return {number: count for number, count in found.items() if count}

    def rows_of(self, units: Iterable[str]) -> frozenset[int]:
        """The activities in which one of the units takes part."""
        wanted = frozenset(units)
        return frozenset(row.id for row in self.plan.activities if wanted & {self.unit_of(unit) for unit in row.units})

    def strange(self, text: str) -> str:
        """What of a text is neither the plan's nor a word that every package has: another matter, if there is much."""
        return max(_COMMON.sub("\n", self._without_names(text)).split("\n"), key=len)

    def _without_names(self, text: str) -> str:
        said = letters(text)
        for name in sorted({*self.names, *self.former}, key=len, reverse=True):
            said = said.replace(name, "\n")
        return said

    def _named(self, number: int, said: str) -> NamedTheme | None:
        theme, others = self.themes[number], [text for other, text in self.themes.items() if other != number]
        least, covered, best, at = min(RUN, len(theme)), 0, "", 0
        while at + least <= len(theme):
            end = at + least
            if "\n" in theme[at:end] or theme[at:end] not in said:
                at += 1
                continue
            while end < len(theme) and theme[at : end + 1] in said and theme[end] != "\n":
                end += 1
            run = theme[at:end]
            if len(run) >= LONG or not any(run in other and run != other for other in others):
                covered, best = covered + len(run), max(best, run, key=len)
            at = end
        return NamedTheme(number, best, covered / len(theme)) if best else None


_COMMON = re.compile(
    f"{THE_DAY}|政务公开|主题日|活动|方案|预案|计划|总结|小结|情况|汇报|报告|报送|报来|报上|上报|呈报|提交|资料|材料|整套|全套|成套"
    r"|图片|照片|相片|影像|视频|现场|宣传|报道|报导|链接|网址|网页|推文|公众号|新闻稿?|简报|信息稿?|微信|截图|拍摄|手机|会标|横幅|签到|花絮"
    r"|关于|开展|举办|举行|组织|附件|附上|新建|文档|文件夹?|压缩包|打包|整理|汇总|电子[版档]|扫描件?|盖章|签字|纸质|正式|初稿|草稿|最终|修改|修订"
    r"|更正|更新|补充|补报|补交|补发|续报|重报|重发|转发|回复|答复|转来|来信|来件|邮件|收件|催报|催办|提醒|逾期|迟报|尽快|按时|如期|近期|定稿|终稿"
    r"|请查收|请查阅|请审阅|请审|请收|查收|查阅|收悉|收到|谢谢|感谢|辛苦|麻烦|抱歉|您好|你好|领导|老师|同志|各位|现将|有关|相关|如下|详见|本月|上月|上次"
    r"|本次|这次|此次|本周|今年|本年度?|年度|季度|首批|其余|剩余|部分|全部|部门|单位|科室|股室|办公室|负责人|联系人|电话|姓名|名称|内容|题目|标题"
    r"|我局|我办|我委|我中心|我街道?|我单位|贵办|贵单位|你办|通知|通报|工作|完成|已经?|如有|问题|联系|政策|形式|宣讲|座谈|观摩|征集|调查|发布|交流"
    r"|[0-9a-z]+|(?<![一二三四五六七八九十])[一二三四五六七八九十]++[月日次期批份]|[年月日第期号份版稿件的区新旧再请查收局办处及和与等附表发送给是为把将在了有来去上下我你他们这那对并已报]"
)


def _units(said: str, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Those whose names are said; a longer name goes before what stands within it."""
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        if name in said:
            found |= names[name]
            said = said.replace(name, "\n")
    return frozenset(found)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(piece[at : at + 2] for piece in text.split("\n") for at in range(len(piece) - 1))


def _without_day(text: str) -> str:
    return _DAY.sub("\n", letters(text)).strip("\n")


def _forms(name: str) -> frozenset[str]:
    """A unit's name, without its district, and for short; never so short that other words hold it."""
    plain = letters(name)
    found = {plain}
    for long, short in SHORT_FORMS.items():
        found |= {form.replace(long, short) for form in found if long in form}
    found |= {re.sub(r"^.{0,4}?[区县市](?=..)", "", form) for form in found}
    found |= {form.removesuffix("办事处") for form in found}
    return frozenset(form for form in found if len(form) >= _WHOLE_NAMES)


def _former(name: str) -> frozenset[str]:
    """What a unit was called before, with and without its district."""
    found: set[str] = set()
    for form in _forms(name):
        for now, before in FORMER_NAMES.items():
            for today in (now, SHORT_FORMS.get(now, now)):
                found |= {form.replace(today, old).replace("分局", "局") for old in before if today in form}
    return frozenset(form for form in found if len(form) >= _WHOLE_NAMES)
