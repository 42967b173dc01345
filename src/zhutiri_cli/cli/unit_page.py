"""``zhutiri remind --for UNIT``: a unit's own page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli import options as opt
from zhutiri_cli.common.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.plan.model import Plan


def show_unit_page(
    word: str,
    plan: Path | None,
    submissions: Path | None,
    as_of: str | None,
    format_name: str | None,
    output: list[Path] | None,
    *,
    paged: bool,
) -> None:
    """Find the unit, check everything, deliver its page. Raises a ``ZhutiriError``."""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, say, targets
    from zhutiri_cli.report.letters.unit_page import unit_page

    wanted = targets("unit", format_name, output)
    sound, day = plan_on(plan, as_of)
    unit = unit_meant(word, sound.plan)
    report = examine(request_for(sound, submissions, day, wanted))
    page = unit_page(report, sound.plan, unit)
    deliver(page, wanted, display(), page.verdict, paged=paged)
    for notice in report.notices:
        say(f"注意：{notice}")


def unit_meant(word: str, plan: Plan) -> str:
    """The unit that a word means, as an activity spells it. Raises ``UsageProblem`` for another word."""
    from zhutiri_cli.check.resolve import resolve
    from zhutiri_cli.report.letters.reminders import spellings

    known, _ = spellings(opt.read_units([word], plan, option="--for"), plan)
    return min(resolve(plan, units=known[:1]).units)


def refuse_other_choices(**given: object) -> None:
    """Raise ``UsageProblem`` where an option of the letters was given, too: a unit's page has all its activities."""
    clash = ["序号" if name == "numbers" else f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if clash:
        raise UsageProblem(f"--for 不能与 {'、'.join(clash)} 同时使用", "--for 写的是一家单位全年的活动，不是催办信")
