"""What people are told of an activity: a finding that another implies is folded into it; programs get every one."""

from __future__ import annotations

import json

from msgspec.structs import replace

from tests.support.declared import said
from tests.support.letter_reports import activity, lines, report
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import folds, told
from zhutiri_cli.rules.finding import Severity

PLAN = said("ZT301", Severity.ERROR, "没有可用的活动方案；另有压缩包“全.zip”没有打开", "请补报活动方案")
SUMMARY = said("ZT303", Severity.ERROR, "没有可用的总结；另有压缩包“全.zip”没有打开", "请补报总结")
LINKS = said("ZT304", Severity.ERROR, "没有可用的宣传报道链接", "请补报链接，或登记 zhutiri record 1 --link 网址")
PORTAL = said("ZT401", Severity.WARNING, "没有门户网站（a.example）的链接", "请补报门户网站专栏的链接")
PHOTO = said("ZT305", Severity.WARNING, "“1.jpg”不能使用", "请重新报送")
KINDS = ("活动方案", "图片", "总结")
ALL = (PLAN, PHOTO, SUMMARY, LINKS, PORTAL)


def short(*there: str) -> ActivityReport:
    return replace(activity(1, Status.INCOMPLETE), materials=lines(*there), findings=ALL)


def test_what_is_lacking_is_one_thing_with_the_portal_in_it() -> None:
    found = told(short("photos"))
    assert [one.rule for one in found] == ["ZT301、ZT303、ZT304、ZT401", "ZT305"]
    assert found[0].message == "没有可用的活动方案、总结、宣传报道链接；另有压缩包“全.zip”没有打开"
    assert found[0].hint == (
        "请补报活动方案、总结、链接，或登记 zhutiri record 1 --link 网址；请补报门户网站专栏的链接"
    )
    assert [fold.places for fold in folds(short("photos"))] == [(0, 2, 3, 4), (1,)]


def test_the_portal_is_told_by_itself_where_some_link_is_there() -> None:
    assert [one.rule for one in told(short("photos", "links"))] == ["ZT301、ZT303、ZT304", "ZT305", "ZT401"]


def test_what_is_waived_is_folded_into_nothing() -> None:
    waived = replace(LINKS, waived=Shown("另有安排"))
    item = replace(short("photos"), findings=(PLAN, waived, PORTAL))
    assert [one.rule for one in told(item)] == ["ZT301", "ZT304", "ZT401"]


def test_what_only_informs_is_not_put_together_with_an_error() -> None:
    item = replace(short(), findings=(PLAN, replace(SUMMARY, severity=Severity.INFO)))
    assert told(item) == item.findings


def test_people_are_told_once_and_programs_get_every_finding() -> None:
    made = report(short("photos"))
    for name in ("markdown", "table", "html"):
        text = str(formats("check")[name].render(made, Display(300, everything=True)))
        assert text.count("ZT304") == 1, name
        assert "没有可用的总结" not in text, name
    rendered = {name: formats("check")[name].render(made, Display()) for name in ("json", "sarif", "junit", "csv")}
    texts = {name: _text(content) for name, content in rendered.items()}
    findings = json.loads(texts["json"])["activities"][0]["findings"]
    assert [one["rule"] for one in findings] == [one.rule for one in ALL]
    assert [name for name, text in texts.items() if "没有可用的总结" not in text] == []


def test_one_unknown_file_is_advised_of_once() -> None:
    hints = [
        f"发现“会后.docx”，如是请登记 zhutiri record 1 --as {kind}=会后.docx；不是则请补报{kind}" for kind in KINDS
    ]
    findings = tuple(
        said(rule, Severity.ERROR, f"没有可用的{kind}", hint)
        for rule, kind, hint in zip(("ZT301", "ZT302", "ZT303"), KINDS, hints, strict=True)
    )
    (one,) = told(replace(short(), findings=findings))
    assert one.hint == (
        "发现“会后.docx”，如是请登记 zhutiri record 1 --as 活动方案=会后.docx（是图片、总结的，等号前换成它）；"
        "不是则请补报活动方案、图片、总结"
    )


def _text(content: object) -> str:
    return content.decode("utf-8") if isinstance(content, bytes) else str(content)
