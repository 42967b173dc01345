"""What of a plan is looked for in the words of a package: runs of its themes, names and short names of its units.

A theme is named by a run of its letters that no other theme has (``RUN``), or by a long one (``LONG``) that several may
share. Longer names go before those that stand within them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhutiri_cli.materials.similarity.mentions import LONG, RUN, THE_DAY, letters
from zhutiri_cli.plan.model import Plan

SHORT_FORMS = {
    "人力资源和社会保障": "人社", "工业和信息化": "工信", "住房和城乡建设": "住建", "市场监督管理": "市监",
    "发展和改革": "发改", "卫生健康": "卫健", "文化旅游体育": "文旅体", "文化和旅游": "文旅", "农业农村": "农业",
    "城市管理和综合执法": "城管", "退役军人事务": "退役军人", "应急管理": "应急", "自然资源": "资规",
}  # fmt: skip
"""How offices are called for short, everywhere."""
_DAY = re.compile(f"{THE_DAY}(?:活动)?")
_WHOLE_NAMES = 3
"""Letters that a unit's short name has at least."""


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """An activity named by its theme: the longest run of it that was found, and how much of the theme was (0 to 1)."""

    number: int
    run: str
    share: float


@dataclass(slots=True)
class PlanWords:
    """A plan's themes and unit names, ready to be looked for."""

    plan: Plan
    themes: dict[int, str] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.themes = {row.id: _without_day(row.theme) for row in self.plan.activities}
        called: dict[str, set[str]] = {}
        units = dict.fromkeys(unit for row in self.plan.activities for unit in row.units)
        entries = {entry.name: entry for entry in self.plan.roster or ()}
        owner = {alias: name for name, entry in entries.items() for alias in (name, *entry.aliases)}
        for unit in [*units, *entries]:
            entry = entries.get(owner.get(unit, unit))
            for name in (unit, *((entry.name, *entry.aliases) if entry else ())):
                for form in _forms(name):
                    called.setdefault(form, set()).add(owner.get(unit, unit))
        self.names = {form: frozenset(found) for form, found in called.items()}
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
        said = "\n".join(map(letters, texts))
        found: set[str] = set()
        for name in sorted(self.names, key=len, reverse=True):
            if name in said:
                found |= self.names[name]
                said = said.replace(name, "\n")
        return frozenset(found)

    def rows_of(self, units: Iterable[str]) -> frozenset[int]:
        """The activities in which one of the units takes part."""
        wanted = frozenset(units)
        return frozenset(row.id for row in self.plan.activities if wanted & {self.unit_of(unit) for unit in row.units})

    def strange(self, text: str) -> str:
        """What of a text is neither the plan's nor a word that every package has: another matter, if there is much."""
        said = letters(text)
        for name in sorted(self.names, key=len, reverse=True):
            said = said.replace(name, "\n")
        said = _COMMON.sub("\n", said)
        return max(said.split("\n"), key=len)

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
    f"{THE_DAY}|政务公开|主题日|活动|方案|预案|计划|总结|小结|情况|报告|报送|报来|上报|资料|材料|整套|全套|图片|照片|现场|宣传|报道|链接|网址"
    r"|关于|开展|举办|附件|新建|文档|文件夹|压缩包|最终版?|修改|更正|补充|补报|转发|回复|定稿|终稿|版|的|区|我局|我办|我单位|通知|工作"
    r"|[0-9a-z]+|[年月日第期号份新旧再请查收局办处及和与等附表]"
)


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
