"""The shape of ``check -f json``: ``zhutiri/check/1`` (contract §6)."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import CodeText, DayText, FindingShape, told
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.photo_lines import PhotoVerdict
from zhutiri_cli.rules.finding import Severity


class ItemShape(TypedDict):
    """A file, or a link in a file."""

    path: Annotated[str, told("文件的路径，从该项活动的文件夹算起")]
    usable: Annotated[bool, told("是否算数")]
    url: NotRequired[Annotated[str, told("链接的网址；只有链接才有这个键")]]


VerdictWord = Annotated[str, told("对会标的判断", of=PhotoVerdict)]


class MaterialShape(TypedDict):
    """One kind of material."""

    required: Annotated[int, told("至少要几份；0 为不要求或已豁免")]
    usable: Annotated[int, told("算数的有几份")]
    items: Annotated[list[ItemShape], told("逐份列出")]


class SeenShape(TypedDict):
    """One photo that was looked at."""

    photo: Annotated[str, told("图片的路径，从该项活动的文件夹算起")]
    words: Annotated[str, told("读到的字：据以判断的一段；没有读到会标字样的为最长的几段，没有读成的为原因")]
    verdict: Annotated[
        VerdictWord | None,
        told("这张图片上的会标：确认、别的年份、请人工查看、没有读到字样、没有读成；没有找会标的为 null"),
    ]
    logo: Annotated[bool | None, told("是否认出 LOGO；false 只是没有把握，不是没有设置；没有比对的为 null")]


class ActivityShape(TypedDict):
    """One activity on the day of the check."""

    id: piece.Number
    theme: piece.Theme
    month: piece.PlannedMonth
    when: NotRequired[Annotated[str, told("计划为几个月（2024-11..2025-01）或一天的，写明；month 是最后一个月")]]
    planned: NotRequired[Annotated[piece.DayText, told("计划表写明的日子")]]
    forms: piece.Forms
    units: piece.Units
    status: piece.StatusWord
    label: piece.StatusLabel
    action: piece.ActionWord
    held: piece.Held
    submitted: piece.Submitted
    deadline: piece.Deadline
    extended_from: piece.ExtendedFrom
    latest_deadline: piece.LatestDeadline
    provisional: piece.Provisional
    working_days_left: piece.DaysLeft
    folder: Annotated[str | None, told("该项活动的文件夹；没有的为 null")]
    materials: Annotated[dict[str, MaterialShape], told("按类别列出的材料：键为材料类别")]
    obligations: Annotated[list[piece.ObligationShape], told("整套资料以外、另有期限的事项")]
    findings: piece.Findings
    seen: NotRequired[Annotated[list[SeenShape], told("识别过的图片；只有加了 --ocr 才有")]]


class SummaryShape(TypedDict):
    """The sums over what the filters leave."""

    activities: Annotated[int, told("列出的活动有几项")]
    statuses: Annotated[dict[str, int], told("各状态有几项，只列出现的", keys=Status)]
    findings: piece.Tally


class ComparedShape(TypedDict):
    """One finding of this or of the earlier report."""

    change: Annotated[str, told("与上次相比：新增、加重、仍未整改、已整改、已豁免、本次未核对", of=Change)]
    activity: Annotated[int | None, told("活动序号；不属于哪一项活动的为 null")]
    rule: Annotated[CodeText, told("规则编号")]
    severity: Annotated[str, told("级别", of=Severity)]
    message: Annotated[str, told("问题是什么")]


class MovedShape(TypedDict):
    """A deadline that is another day than before."""

    activity: piece.Number
    before: Annotated[DayText, told("上次的截止日，没有的为最迟报送日")]
    after: Annotated[DayText, told("本次的截止日，没有的为最迟报送日")]
    final: Annotated[bool, told("本次是否已按登记的举办日期起算")]


class BaselineShape(TypedDict):
    """The comparison with an earlier report."""

    path: Annotated[str, told("上次报告的路径")]
    as_of: Annotated[DayText, told("上次报告截至的日期")]
    summary: Annotated[dict[str, int], told("每种变化有几条", keys=Change)]
    findings: Annotated[list[ComparedShape], told("逐条比较的错误和警告")]
    deadlines: Annotated[list[MovedShape], told("变动了的截止日")]
    absent: Annotated[list[int], told("上次报告中没有的活动序号")]
    gone: Annotated[list[int], told("只有上次报告中有的活动序号")]
    renamed: Annotated[list[int], told("序号相同而主题不同的活动序号")]


class CheckShape(TypedDict):
    """The whole report."""

    schema: Annotated[Literal["zhutiri/check/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    plan: piece.PlanOf
    summary: Annotated[SummaryShape, told("合计，按筛选后的范围")]
    activities: Annotated[list[ActivityShape], told("各项活动，按计划的顺序")]
    units: piece.OfUnits
    findings: Annotated[list[FindingShape], told("不属于哪一项活动的问题")]
    ignored: NotRequired[Annotated[int, told("按计划 ignore 不算材料、没有打开的文件有几个；没有的不写这个键")]]
    rules: NotRequired[piece.Levels]
    baseline: NotRequired[Annotated[BaselineShape, told("与上次报告的比较；只有加了 --baseline 才有")]]


SHAPE = CheckShape
