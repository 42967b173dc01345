"""Why a package may be of something else than the plan has: another year, another district, another matter. Each is a
few words for the clerk, "" where there is no such sign; a doubt costs a question, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from zhutiri_cli.materials.similarity.mentions import letters
from zhutiri_cli.workspace.receiving.proposing.clues import Clues
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords

MATTER = 3
"""Letters of another matter that are too many to overlook."""
CLEAR_MATTER = 4
"""Letters of another matter from which on a unit's package is hardly for the plan."""
_GENERAL = re.compile(
    "[上下]半年|季度|年度|全年|年终|年中|述职|工作(?:总结|计划|要点|报告|汇报)|人大|政协|提案|建议办理|党建|党员|支部|信访|预算|决算|报表|月报"
)
"""What offices send all the year round and that is no activity's."""
_LATE = timedelta(days=120)
_EARLY = timedelta(days=31)
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d{6,})\s*年?")
_DATE = re.compile(r"(?<!\d)(20[12]\d)\s*年\s*\d{1,2}\s*月")
_PLACE = re.compile(
    "([\u4e00-\u9fff]{2,3}?)(?<![社小园辖地市城景校库片街厂全我本该各专分商山矿林牧灾疫考战教学郊])(?:区|县)"
)


def another_year(clues: Clues, words: PlanWords, day: date | None) -> str:
    """Another year that names, titles, subjects, every date of the text or the mail's own date speak of, and not of the
    plan's own. What the theme itself says of a year does not count."""
    own, themes = words.plan.year, "\n".join(row.theme for row in words.plan.activities)
    years = {int(year) for text in clues.plain for year in _YEAR.findall(text)}
    if years and own not in years and not any(str(year) in themes for year in years):
        return f"写的是 {min(years)} 年"
    dated = {int(year) for text in clues.text for year in _DATE.findall(text)}
    if dated and not dated & {own, own + 1} and not years:
        return f"正文写的日期是 {max(dated)} 年"
    return f"来件日期是 {day.year} 年" if day is not None and long_past(words, day) else ""


def long_past(words: PlanWords, day: date | None) -> bool:
    """Whether a package came in a year in which nothing of the plan could come."""
    return day is not None and day.year not in (words.plan.year, words.plan.year + 1)


def another_district(clues: Clues, senders: Iterable[str], words: PlanWords) -> str:
    """Another district or county that names, titles, subjects or the sender's name speak of."""
    plan = words.plan
    themes = (row.theme for row in plan.activities)
    home = letters("\n".join([plan.title, plan.document.issuer or "", *themes, *words.names]))
    for text in (*clues.plain, *senders):
        for match in _PLACE.finditer(text):
            if letters(match[0]) not in home and letters(match[1]) not in home and _is_office(text[match.end() :]):
                return f"写的是{match[0]}"
    return ""


def another_matter(clues: Clues, words: PlanWords, run: str = "", least: int = MATTER) -> str:
    """What names, titles and subjects say beside units, common words and the ``run`` of a theme, if it is much."""
    found = [words.strange(text.replace(run, " ") if run else text) for text in clues.plain if "。" not in text]
    return max([text for text in found if len(text) >= least], key=len, default="")


def general_business(clues: Clues) -> str:
    """A word of an office's general business in names, titles or subjects, as 上半年工作总结 has it."""
    found = (_GENERAL.search(text) for text in clues.plain if "。" not in text)
    return next((match[0] for match in found if match is not None), "")


def out_of_season(number: int, words: PlanWords, held: date | None, day: date | None) -> str:
    """That the day a package came, or the day held that it says, lies far from the planned month."""
    target = next(row for row in words.plan.activities if row.id == number).target(words.plan.year)
    if day is not None and not target.first <= day <= target.last + _LATE:
        return f"来件日期不在计划月份（{target}）之后"
    if held is not None and not target.first - _EARLY <= held <= target.last + 2 * _EARLY:
        return f"写的举办日期 {held} 不在计划月份（{target}）前后"
    return ""


def _is_office(behind: str) -> bool:
    return (
        re.match(r"[\u4e00-\u9fff]{0,14}?(?:局|委|办|街道|中心|镇|乡|主题日|开放日|活动|总结|方案)", behind) is not None
    )
