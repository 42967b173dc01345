"""The shape of ``remind -f json``: ``zhutiri/remind/1``."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import told


class AddresseeShape(TypedDict):
    """A unit as the plan's roster has it."""

    unit: Annotated[str, told("单位名称")]
    contact: Annotated[str | None, told("联系人；名录没有写的为 null")]
    phone: Annotated[str | None, told("电话；名录没有写的为 null")]
    email: Annotated[str | None, told("电子邮箱；名录没有写的为 null")]


class OwedShape(TypedDict):
    """One activity of a letter."""

    id: piece.Number
    theme: piece.Theme
    status: piece.StatusWord
    deadline: piece.Deadline
    latest_deadline: piece.LatestDeadline
    provisional: piece.Provisional
    working_days_left: piece.DaysLeft
    lacking: Annotated[list[str], told("确定还差的材料类别")]
    unchecked: Annotated[list[str], told("可能就在尚未核对的文件中、还不能说缺的材料类别")]
    times: Annotated[int, told("这是第几次提醒；以前的由 remind --sent 登记")]
    reminded: Annotated[list[str], told("以前哪些天提醒过，YYYY-MM-DD")]


class DutyShape(TypedDict):
    """One obligation that is to be seen to."""

    key: Annotated[str, told("代号")]
    label: Annotated[str, told("名称")]
    id: Annotated[int | None, told("活动序号；单位自己的为 null")]
    unit: Annotated[str | None, told("单位；没有责任单位的为 null")]
    state: Annotated[str, told("状态", of=ObligationState)]
    deadline: Annotated[piece.DayText | None, told("期限；还没有起算日的为 null")]
    provisional: Annotated[bool, told("期限是否暂定")]
    estimated: Annotated[bool, told("期限是否按计划日期预计")]
    period: NotRequired[Annotated[str, told("哪一期，YYYY-MM；不分期的没有这个键")]]
    text: Annotated[str, told("信中的一句话；办公室自办的为原因和办法")]


class LetterShape(TypedDict):
    """One letter."""

    to: Annotated[AddresseeShape, told("收信的牵头单位")]
    copies: Annotated[list[AddresseeShape], told("抄送的联合承办单位")]
    title: Annotated[str, told("标题")]
    text: Annotated[str, told("正文")]
    activities: Annotated[list[OwedShape], told("信中催办的活动")]
    obligations: Annotated[list[DutyShape], told("信中催办的、另有期限的事项")]


class OwnShape(TypedDict):
    """What the office does itself."""

    id: piece.Number
    theme: piece.Theme
    units: piece.Units
    status: piece.StatusWord
    reason: Annotated[str, told("为什么不向单位发函")]
    todo: Annotated[str, told("请办公室办什么")]


class RemindShape(TypedDict):
    """The letters, and the office's own list."""

    schema: Annotated[Literal["zhutiri/remind/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    plan: piece.PlanOf
    letters: Annotated[list[LetterShape], told("给各牵头单位的提醒，最急的在前")]
    office: Annotated[list[OwnShape], told("办公室自办的活动")]
    office_obligations: Annotated[list[DutyShape], told("办公室先核对的、另有期限的事项")]


SHAPE = RemindShape
