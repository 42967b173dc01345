"""What a heading means: a scored list of the words that offices use, with what stands around them stripped."""

from __future__ import annotations

import re
from enum import StrEnum

from zhutiri_cli.plan.importing.cell_text import flat


class PlanColumn(StrEnum):
    """What a column holds; the value is how people are told."""

    ID = "序号"
    TIME = "活动时间"
    THEME = "主题"
    FORMS = "形式"
    UNITS = "责任单位"
    REMARK = "备注"


_NAMES: dict[PlanColumn, tuple[str, ...]] = {  # of several columns that fit, the one named first is taken
    PlanColumn.ID: ("序号", "编号", "项目序号", "活动序号", "序列", "序", "NO", "No", "no", "号"),
    PlanColumn.TIME: (
        "月份", "活动月份", "月度", "日期", "活动日期", "活动时间", "举办时间", "开放时间", "时间", "时间安排", "日程",
        "时段", "年月", "季度", "时间节点", "日期及时间", "时间及日期", "时间及地点", "时间地点", "时间段", "时限",
        "时间进度", "时限要求", "拟办时间", "推进时限", "实施时限", "完成时限", "完成时间",
    ),
    PlanColumn.THEME: (
        "活动主题", "主题", "主题内容", "主题名称", "活动名称", "名称", "活动主题及内容", "主题及内容", "项目名称",
        "活动项目", "项目", "活动内容", "内容", "主要内容", "内容安排", "课题", "议题", "活动事项", "事项", "活动",
        "内容及形式", "形式及内容", "主题活动", "主题活动名称", "名称及内容", "名称及主题", "题目", "主题及主要内容",
        "宣传主题", "内容简介", "工作任务", "活动任务", "主要任务", "重点任务", "任务名称", "任务", "概况", "简介",
        "活动安排",
    ),
    PlanColumn.FORMS: ("活动形式", "形式", "活动方式", "方式", "形式及方式", "活动类型", "类型", "类别"),
    PlanColumn.UNITS: (
        "牵头单位",
        "责任单位",
        "承办单位",
        "主办单位",
        "联合承办单位",
        "单位",
        "主体",
        "协办单位",
        "配合单位",
        "联办单位",
    ),
    PlanColumn.REMARK: ("备注", "备注说明", "备注栏", "说明"),
}  # fmt: skip
_KNOWN = {name: column for column, names in _NAMES.items() for name in names}
_OTHERS = re.compile(
    "报名|预约|联系|报送|上报|填报|申报|提交|上传|预告|公告|公示|发布[日时]|截止|截至|完成|反馈|更新|印发|邀请|参加|参观|参与|参会|宣传方式|"
    "人员|对象|服务|活动情况|审核|审批|结束|准备"
)
"""Headings that hold a time, a way or a unit of something else than the activity."""
_ASIDE = re.compile("报名|预约|联系|邀请|参加|参观|参与|参会|申报|填报|审核|审批")
_LEADING = re.compile(
    "^(?:拟定|拟|计划|预计|预定|暂定|初步|初定|具体|本次|年度|政务公开主题日|政务公开日(?!期)|政务公开|主题日(?!期)|政府开放日(?!期)|政府开放月|开放日(?!期)|开放月(?!份)|开放|公开|活动|举办|"
    "举行|开展|开办|组织|实施|执行|工作|安排的?|项目|的)(?=.)"
)
_TRAILING = re.compile("(?<=.)(?:安排|要求|计划|情况|明细|（.{0,100}）)$")
_ROLES = re.compile(
    "^(?:拟|计划)?(?P<role>联合牵头|联合承办|联合主办|联合举办|联合(?!牵头|承办|主办|举办)|共同承办|牵头承办|牵头责任|"
    "牵头(?!承办|责任)|责任|主责|承办|主办|举办|组织|实施|执行|开展|开放|"
    "落实|负责|主管|活动|协办|协同|配合|联办|参与配合)*"
    "(?P<noun>单位|方|部门|处室|科室|股室|委办局|机构|主体|街道|镇街|乡镇)(?:及?(?:部门|科室|处室|单位)|名称)?$"
)
_MARKS = re.compile("[“”\"'‘’《》「」⁰¹²³⁴-⁹①-⑳★☆▲△※†]")
_PEOPLE = "联系人|联系方式|联系电话|电话|负责人|责任人|经办人|联络员"
_AND_PEOPLE = re.compile(f"{''.join(f'(?<!及{one})' for one in _PEOPLE.split('|'))}(?:及(?:{_PEOPLE}))++(?:方式)?$")
"""Tried where a list of people begins, not again at each of them."""
_LONE_ROLES = frozenset({"牵头", "承办", "主办", "责任", "负责", "协办", "配合"})
_HELPING = re.compile("协办|协同|配合|联办|参与")
_NAMELESS = 5
_LEADING_ROLE = re.compile("牵头|主责")


def plain_heading(word: str) -> str:
    """A heading without white space, notes in brackets, a star or a colon."""
    text = _MARKS.sub("", flat(word)).strip("*·:")
    while (shorter := re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", "", text)) != text and shorter:
        text = shorter
    return re.sub("/|、|和|与|暨", "及", text.strip("*:"))


def meaning(word: str) -> PlanColumn | None:
    """What a column of this heading holds, ``None`` where that is nothing known or not certain."""
    plain = plain_heading(word)
    if plain in _KNOWN:
        return _KNOWN[plain]
    if _unit_rank(plain) is not None:
        return PlanColumn.UNITS
    if _OTHERS.search(plain):
        return None
    core = _core(plain)
    column = _KNOWN.get(core)
    return column if column is not PlanColumn.UNITS else None


def rank(column: PlanColumn, word: str) -> int:
    """The place of a heading among those of its column, the best first."""
    plain = plain_heading(word)
    names = _NAMES[column]
    if plain in names:
        return names.index(plain)
    if column is PlanColumn.UNITS:
        found = _unit_rank(plain)
        return found if found is not None else len(names)
    core = _core(plain)
    return names.index(core) if core in names else len(names)


def is_helping(word: str) -> bool:
    """Whether a column of units names those that only take part."""
    return _HELPING.search(plain_heading(word)) is not None


def is_nameless(word: str) -> bool:
    """Whether a column of units does not say what they have to do with the activity."""
    return _unit_rank(plain_heading(word)) == _NAMELESS


def names_people(word: str) -> bool:
    """Whether a column of units names people or their numbers, too."""
    return re.search(_PEOPLE, flat(word)) is not None


def names_deadlines(word: str) -> bool:
    """Whether a column of times may say until when, not when."""
    return re.search("时限|完成", plain_heading(word)) is not None


def _core(plain: str) -> str:
    """A heading without what is put before and after its noun, stripped for as long as there is any; of two nouns
    (主题及内容) only what the list knows as a whole is left."""
    core = plain
    while core not in _KNOWN:
        shorter = _TRAILING.sub("", _LEADING.sub("", core, count=1)) or core
        if shorter == core:
            return core
        core = shorter
    return core if "及" not in core or core in _KNOWN else ""


def _unit_rank(plain: str) -> int | None:
    """牵头 first, 配合 last; ``None`` where it is no column of hosting units."""
    plain = _AND_PEOPLE.sub("", plain)
    if _ASIDE.search(plain):
        return None
    if "及" in plain and _ROLES.match(plain) is None:  # 主办及协办单位
        ranks = [_unit_rank(part) for part in plain.split("及")]
        known = [rank for rank in ranks if rank is not None and rank != _NAMELESS]
        return min(known) if len(known) == len(ranks) else None
    found = _ROLES.match(plain)
    role = plain if plain in _LONE_ROLES else (found["role"] and plain) if found else None
    if found and role is None:
        role = "" if found["noun"] in ("单位", "部门", "主体", "处室", "科室") else None
    if role is None:
        return None
    if _LEADING_ROLE.search(role):
        return 0
    if _HELPING.search(role):
        return 8
    return 2 if role else _NAMELESS
