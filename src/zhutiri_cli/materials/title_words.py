"""The words by which names and titles of documents say what a document is.

In Chinese the head comes last: a 活动总结的函 is a letter, a 方案审批表 a form. So the last word that names a sort of
document decides; two of them joined by 和、及 … are two; what is added to one (方案附签到表) takes nothing from it.
What is *about* a plan or summary is neither (contract §2).
"""

from __future__ import annotations

import re
from enum import StrEnum

from zhutiri_cli.common.lazy_pattern import lazy_pattern

PLAN_WORDS = ("方案", "预案", "计划", "策划书", "策划案", "策划", "工作安排", "活动安排", "实施细则")
SUMMARY_WORDS = (
    *("总结", "小结", "情况报告", "情况汇报", "工作汇报", "活动汇报", "汇报材料", "汇报", "简报", "快报"),
    *("开展情况", "活动情况", "工作情况", "完成情况", "活动纪实", "活动侧记", "活动信息", "工作信息"),
    *("简讯", "快讯", "信息稿", "新闻稿", "通讯稿", "宣传稿", "报道稿", "新闻通稿"),
)
ADDRESS_WORDS = ("链接", "网址", "link", "url")
LINK_WORDS = (*ADDRESS_WORDS, "报道", "报导", "推文", "推送")
_ABOUT = (
    *("函", "通知", "通告", "公告", "公示", "请示", "申请", "批复", "批示", "复函", "回执", "审核单", "审批单"),
    *("表", "名单", "名册", "清单", "目录", "台账", "封面", "预算", "发票", "合同", "协议", "流程图"),
    *("照片说明", "图片说明", "图说", "说明", "解读", "纪要", "议程", "日程", "问卷", "指南", "手册", "制度"),
    *("主持词", "主持稿", "讲话", "讲话稿", "致辞", "发言", "发言稿", "倡议书", "邀请函", "承诺书", "感谢信"),
    *("流程", "提纲", "要求", "提醒", "报价单", "论证会", "须知"),
    *(
        "专家意见",
        "评审意见",
        "征求意见",
        "反馈意见",
        "专家组意见",
        "审查意见",
        "审核意见",
        "修改意见",
        "意见建议",
        "意见书",
    ),
    *("样表", "模板", "范本", "格式", "课件", "ppt", "海报", "展板", "横幅"),
    *("脚本", "分镜", "台本", "解说词", "串词", "台词", "意见汇总", "汇总表"),
    *("大会", "会议", "表彰", "表彰会"),
)
_BLANK_FORM = lazy_pattern(r"(?:样表|模板|范本|格式)[\W\d_]*$")
_OTHER_MATTER = lazy_pattern(
    r"(?:改造|施工|采购|报价|整改|改革|建设|设计|招标|征收|治理|维修|补偿|安置|拆迁)(?:实施|工作|项目|工程)?方案"
)
_HANDS_IN = lazy_pattern("关于(?:报送|上报|呈报|提交|补报|印发|转发)")
_JOINED = lazy_pattern(r"^[\s_\-—+＋&、，,/及和与暨以并]*(?:(?<=[+＋&、，,/及和与暨以并])(?:本次)?(?:活动|工作))?$")
_ADDED = lazy_pattern(r"^\s*[+＋&、，,/及和与暨并附含加带](?!于|强)")
_BRACKETS = lazy_pattern(r"[（(\[【〔「『][^（()）\[\]【】〔〕「」『』]*[）)\]】〕」』]")
_WORDS = sorted({*PLAN_WORDS, *SUMMARY_WORDS, *_ABOUT}, key=len, reverse=True)
_WORD = lazy_pattern("|".join(map(re.escape, _WORDS)), re.IGNORECASE)


class Sort(StrEnum):
    """What a word says a document is."""

    PLAN = "plan"
    SUMMARY = "summary"
    ABOUT = "about"


def said_sorts(name: str) -> tuple[Sort, ...]:
    """What a normalised name or a title says the document is: the last word that tells, with those joined to it;
    empty where it tells nothing. What stands in brackets counts only where nothing else tells."""
    if _HANDS_IN.search(name):
        return (Sort.ABOUT,)  # 关于报送活动总结的报告: a covering letter
    for text in (without_brackets(name), name):
        found = list(_WORD.finditer(text))
        if found:
            return _last(text, found)
    return ()


def leaves_open(name: str) -> bool:
    """Whether a name holds words of different sorts, so that the title inside had better be asked: 方案公示稿 may be
    the plan or what is said of it, 工作总结和下年度计划 the one or the other. What is called a form to be filled in is
    one."""
    plain = without_brackets(name)
    found = {_sort_of(match[0]) for match in _WORD.finditer(plain)}
    return len(found) > 1 and not _BLANK_FORM.search(plain)


def other_matter(name: str) -> bool:
    """Whether a name says the plan of something that is hardly an activity (老旧小区改造方案、施工方案)."""
    return _OTHER_MATTER.search(name) is not None


def without_brackets(name: str) -> str:
    """A name without what stands in brackets."""
    return _BRACKETS.sub(" ", name)


def _last(text: str, found: list[re.Match[str]]) -> tuple[Sort, ...]:
    sorts: list[Sort] = [_sort_of(found[-1][0])]
    for before, after in zip(reversed(found[:-1]), reversed(found), strict=False):
        between = text[before.end() : after.start()]
        if sorts[-1] is Sort.ABOUT or not _JOINED.match(between):
            break
        sorts.append(_sort_of(before[0]))
    if sorts[0] is Sort.ABOUT:
        added = len(found) > 1 and _ADDED.match(text[found[-2].end() : found[-1].start()])
        return _last(text, found[:-1]) if added else (Sort.ABOUT,)  # 活动方案+流程: more than a plan, not about one
    return tuple(dict.fromkeys(sort for sort in sorts if sort is not Sort.ABOUT))


def _sort_of(word: str) -> Sort:
    if word in SUMMARY_WORDS:
        return Sort.SUMMARY
    return Sort.PLAN if word in PLAN_WORDS else Sort.ABOUT
