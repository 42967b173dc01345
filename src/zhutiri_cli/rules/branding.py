"""ZT501, ZT502: banner and LOGO, by the coordinator's own confirmation. They speak once something is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.finding import Severity
from zhutiri_cli.rules.rule import Hit, InRecord, Rule, Scope
from zhutiri_cli.status import Status

if TYPE_CHECKING:
    from zhutiri_cli.case import Case

ZT501 = Rule(
    "ZT501",
    Severity.INFO,
    "会标文字未核对",
    topic="branding",
    manual="活动现场会标应体现规定的字样。由人看过图片后登记；没有登记的仅作提示，登记为未体现的为警告。",
    remedy="看过图片后登记 zhutiri record 序号 --banner（或 --no-banner）。",
)
ZT502 = Rule(
    "ZT502",
    Severity.INFO,
    "LOGO 未核对",
    topic="branding",
    manual="活动现场应设置、显示 LOGO。由人看过图片后登记；没有登记的仅作提示，登记为未设置的为警告。",
    remedy="看过图片后登记 zhutiri record 序号 --logo（或 --no-logo）。",
)


@ZT501.looks_at(Scope.ACTIVITY)
def banner(case: Case) -> Iterator[Hit]:
    """The banner's words are not confirmed, or recorded as absent."""
    asked = case.plan.requirements.branding
    if asked is not None:
        what = f"会标“{asked.banner}”字样"
        yield from _mark(case, case.record.branding.banner, what, "未体现", "banner")


@ZT502.looks_at(Scope.ACTIVITY)
def logo(case: Case) -> Iterator[Hit]:
    """The LOGO is not confirmed, or recorded as absent."""
    if case.plan.requirements.branding is not None:
        yield from _mark(case, case.record.branding.logo, "现场 LOGO ", "未设置", "logo")


def _mark(case: Case, mark: bool | None, what: str, absent: str, option: str) -> Iterator[Hit]:
    if case.status is Status.CANCELLED or not case.reported or mark:
        return
    if mark is False:
        where = InRecord(("branding", option))
        yield Hit(f"{what}登记为{absent}", "请提醒单位今后规范设置", where, Severity.WARNING)
    else:
        yield Hit(f"{what}未核对", f"看过图片后登记 zhutiri record {case.activity.id} --{option} 或 --no-{option}")
