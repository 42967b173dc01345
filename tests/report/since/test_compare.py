"""``check --baseline``: this report beside an earlier one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.command import zhutiri
from tests.support.declared import GOOD, MARKS, Stand, judged, said
from tests.support.places import EXAMPLES
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, failed, readable
from zhutiri_cli.materials.links.web.page_facts import PageFacts, PageOutcome, unchecked
from zhutiri_cli.materials.ocr.words_seen import Seen
from zhutiri_cli.materials.similarity.mentions import letters
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.compare import compare
from zhutiri_cli.report.since.earlier import Earlier
from zhutiri_cli.rules.finding import Severity

pytestmark = pytest.mark.usefixtures("examples_known")

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(workspace: Path) -> Check:
    def running(*options: str, day: str = "2024-04-12") -> tuple[int, str, str]:
        done = zhutiri("check", "--as-of", day, *options)
        return done.status, done.out, done.err

    assert workspace.is_dir()
    return running


def saved(check: Check, name: str = "last.json", day: str = "2024-04-12") -> dict[str, Any]:
    check("-o", name, day=day)
    tree: dict[str, Any] = json.loads(Path(name).read_text(encoding="utf-8"))
    return tree


def compared(check: Check, *options: str, day: str = "2024-04-12") -> dict[str, Any]:
    _, out, _ = check("--baseline", "last.json", "-f", "json", *options, day=day)
    tree: dict[str, Any] = json.loads(out)["baseline"]
    return tree


def fates(tree: dict[str, Any]) -> set[tuple[str, int | None, str]]:
    return {(found["change"], found["activity"], found["rule"]) for found in tree["findings"]}


def folder(workspace: Path, number: int) -> Path:
    (found,) = (workspace / "data" / "submissions" / "2024").glob(f"{number:02d}-*")
    return found


def test_the_same_check_again_has_nothing_new(check: Check) -> None:
    tree = saved(check)
    weighed = tree["summary"]["findings"]["error"] + tree["summary"]["findings"]["warning"]
    again = compared(check)
    assert again["summary"]["open"] == weighed > 0
    assert {change for change, count in again["summary"].items() if count} == {"open"}
    assert again["deadlines"] == again["absent"] == again["gone"] == []


def test_words_that_count_days_do_not_make_a_finding_new(check: Check) -> None:
    saved(check, day="2024-04-12")
    later = compared(check, day="2024-04-15")
    assert ("open", 8, "ZT203") in fates(later)
    assert ("new", 8, "ZT203") not in fates(later)


def test_what_is_mended_new_and_still_open(check: Check, workspace: Path) -> None:
    saved(check)
    shutil.copy(next(folder(workspace, 1).glob("*总结*")), folder(workspace, 9) / "活动总结.docx")
    (folder(workspace, 1) / "坏图.jpg").write_bytes(b"no picture")
    found = fates(compared(check))
    assert ("mended", 9, "ZT303") in found
    assert ("new", 1, "ZT305") in found
    assert ("open", 9, "ZT304") in found


def test_a_waiver_is_no_remedy(check: Check, workspace: Path) -> None:
    saved(check)
    record = folder(workspace, 9) / "submission.yaml"
    text = record.read_text(encoding="utf-8")
    assert "waivers" not in text
    record.write_text(text.rstrip() + "\nwaivers: [{rule: ZT401, reason: 专栏改版}]\n", encoding="utf-8")
    found = fates(compared(check))
    assert ("waived", 9, "ZT401") in found
    assert ("mended", 9, "ZT401") not in found


def test_a_warning_that_became_an_error_is_raised(check: Check, workspace: Path) -> None:
    plan = workspace / "data" / "plan_2024.yaml"
    assert plan.exists()
    tree = saved(check)
    for item in tree["activities"]:
        for found in item["findings"]:
            if found["rule"] == "ZT202":
                found["severity"] = "warning"
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert ("raised", 3, "ZT202") in fates(compared(check))
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 1


@pytest.mark.parametrize("rule", ["ZT403", "ZT404"])
def test_what_only_the_network_can_tell_is_not_mended_without_it(check: Check, rule: str) -> None:
    tree = saved(check)
    said = {"rule": rule, "severity": "warning", "message": "链接“https://a.cn/”打不开", "path": None, "waived": None}
    tree["activities"][0]["findings"].append(said)
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert ("unchecked", tree["activities"][0]["id"], rule) in fates(compared(check))
    assert "不能算已整改" in check("--baseline", "last.json")[1]


def earlier(*findings: dict[str, Any], **activity: Any) -> Earlier:
    """A report of the week before on the one activity that ``render.fixed.activity`` makes."""
    found = [{"severity": "error", "message": "说过的话", **finding} for finding in findings]
    one = {"id": 1, "theme": "甲", "deadline": "2024-04-11", "latest_deadline": "2024-05-09", "held": {}, **activity}
    return Earlier.model_validate(
        {
            "schema_name": "zhutiri/check/1",
            "as_of": "2024-04-05",
            "plan": {"title": "t", "year": 2024},
            "activities": [{**one, "findings": found}],
            "findings": [],
        }
    )


def fate(gone: dict[str, Any], now: Report, **before: Any) -> Change:
    """What became of the one earlier finding."""
    found = compare(earlier(gone, **before), "x", now).by_activity()[1]
    (became,) = [one.change for one in found if one.change is not Change.NEW]
    return became


SAID = "说过的话"
HELD = "held: 2024-04-03\n"
BROKEN = failed("读取程序崩溃")
LOCKED = FileFacts(Fitness.UNUSABLE, "文件已加密")
DEAD = PageFacts(PageOutcome.UNREACHABLE, "404")
URL = "https://www.yunxi.example/zwgk/1.html"
REACHED = {URL: PageFacts(PageOutcome.REACHED, letters=letters("政务公开主题日"))}
NO_HELD = "已有图片，但没有登记举办日期"
NO_SUBMITTED = "材料已齐，无法确定哪天报齐"
UNDATED = Stand(MARKS)  # its day of holding was taken out of the record
NOTHING = Stand(HELD, {})
EXTENDED = Stand(f"{HELD}extended_to: 2024-04-19\nreason: 经办人住院\n", {})
NOT_HELD = Stand("", {}, swaps={"month: 4": "month: 3"})
IMPOSSIBLE = Stand("held: 2024-09-03\n")
FAULTY = Stand("helt: 2024-04-03\n")


@pytest.mark.parametrize(
    ("rule", "now", "change"),
    [
        ("ZT203", GOOD, Change.MENDED),
        ("ZT203", GOOD.without("活动总结.txt"), Change.MENDED),
        ("ZT203", UNDATED, Change.UNCHECKED),
        ("ZT203", NOT_HELD, Change.UNCHECKED),
        ("ZT203", Stand("", swaps={"month: 4": "month: 4, cancelled: true, reason: 停办"}), Change.UNCHECKED),
        ("ZT203", EXTENDED, Change.UNCHECKED),
        ("ZT204", GOOD, Change.MENDED),
        ("ZT204", NOTHING, Change.UNCHECKED),
        ("ZT202", GOOD, Change.MENDED),
        ("ZT202", Stand("held: 2024-04-20\n", {}), Change.UNCHECKED),
        ("ZT202", IMPOSSIBLE, Change.UNCHECKED),
        ("ZT201", UNDATED, Change.UNCHECKED),
        ("ZT207", GOOD, Change.MENDED),
        ("ZT208", GOOD, Change.UNCHECKED),  # the plan no longer asks for it
        ("ZT205", GOOD, Change.MENDED),
        ("ZT205", NOT_HELD, Change.UNCHECKED),  # its material was taken away
        ("ZT303", GOOD, Change.MENDED),
        ("ZT303", NOTHING, Change.UNCHECKED),  # silent where there is nothing at all
        ("ZT303", UNDATED.without("活动总结.txt"), Change.UNCHECKED),
        ("ZT307", GOOD, Change.MENDED),
        ("ZT307", replace(GOOD, folder=False), Change.UNCHECKED),
        ("ZT307", IMPOSSIBLE, Change.UNCHECKED),
        ("ZT307", GOOD.having("总结二.txt", BROKEN), Change.UNCHECKED),
        ("ZT311", GOOD, Change.MENDED),
        ("ZT206", FAULTY, Change.UNCHECKED),
        ("ZT401", GOOD, Change.MENDED),
        ("ZT401", NOTHING, Change.UNCHECKED),
        ("ZT502", UNDATED, Change.UNCHECKED),
        ("ZT901", GOOD, Change.MENDED),
        ("ZT999", GOOD, Change.UNCHECKED),  # a rule that this version does not have
    ],
)
def test_a_rule_that_falls_silent_has_mended_nothing(rule: str, now: Stand, change: Change) -> None:
    message = {"ZT205": NO_HELD, "ZT901": "“总结.docx”没有核对：读取程序出错"}.get(rule, SAID)
    assert fate({"rule": rule, "message": message}, judged(now)) is change


def test_what_a_filing_needs_to_be_mended() -> None:
    asking = {"  portal": "  filing: {before_working_days: 2, label: 报备}\n  portal"}
    assert fate({"rule": "ZT208"}, judged(replace(GOOD, record=f"{GOOD.record}filed: 2024-04-01\n", swaps=asking))) is (
        Change.MENDED
    )
    filed_later = replace(GOOD, record="held: 2024-04-25\nfiled: 2024-04-20\n", swaps=asking)
    assert fate({"rule": "ZT208"}, judged(filed_later)) is Change.UNCHECKED


def test_material_recorded_without_a_day_is_not_mended_by_taking_it_away() -> None:
    waiting = judged(EXTENDED)
    assert fate({"rule": "ZT205", "message": NO_HELD}, waiting, held=None) is Change.MENDED
    assert fate({"rule": "ZT205", "message": NO_SUBMITTED}, waiting) is Change.UNCHECKED


def test_a_file_that_cannot_be_read_any_more_mends_nothing() -> None:
    locked = judged(GOOD.having("a.docx", LOCKED))
    assert fate({"rule": "ZT313", "path": "f/a.docx"}, locked) is Change.UNCHECKED
    assert fate({"rule": "ZT313", "path": "f/b.docx"}, locked) is Change.MENDED


@pytest.mark.parametrize("rule", ["ZT308", "ZT310", "ZT405"])
def test_a_copy_is_not_mended_while_the_other_activity_could_not_be_read(rule: str) -> None:
    assert fate({"rule": rule}, judged(GOOD)) is Change.MENDED
    other = replace(GOOD, files={"总结.txt": ("summary", BROKEN)})
    assert fate({"rule": rule}, judged(GOOD, other)) is Change.UNCHECKED


def test_what_was_only_seen_on_request_is_mended_only_on_request() -> None:
    photo = {"rule": "ZT901", "message": "图片“没有核对.jpg”没有识别成：崩溃"}
    assert fate(photo, judged(GOOD)) is Change.UNCHECKED
    assert fate(photo, judged(replace(GOOD, seen=Seen((), 0, words=True)))) is Change.MENDED
    page = {"rule": "ZT404", "message": "链接“https://a.cn/”的网页没有提到"}
    assert fate(page, judged(GOOD)) is Change.UNCHECKED
    assert fate(page, judged(replace(GOOD, pages=REACHED))) is Change.MENDED
    assert fate(page, judged(replace(GOOD, pages={URL: DEAD}))) is Change.UNCHECKED
    cut_off = judged(replace(GOOD, pages={URL: unchecked("没有网络")}))
    assert fate({"rule": "ZT403"}, cut_off) is Change.UNCHECKED
    assert fate({"rule": "ZT403"}, judged(replace(GOOD, pages=REACHED))) is Change.MENDED
    unread = judged(replace(GOOD, record=GOOD.record.replace("banner: true, ", "")))
    assert fate({"rule": "ZT501"}, unread) is Change.UNCHECKED
    assert fate({"rule": "ZT502"}, unread) is Change.MENDED


def test_a_waiver_of_all_that_the_network_could_tell_mends_nothing() -> None:
    """Then no link is opened, and the page that was gone may be gone still."""
    waivers = "waivers: [{rule: ZT403, reason: 改版}, {rule: ZT404, reason: 改版}]\n"
    assert fate({"rule": "ZT403"}, judged(replace(GOOD, record=GOOD.record + waivers, pages={}))) is Change.UNCHECKED


def test_what_is_only_told_more_mildly_is_still_open() -> None:
    """An extension was granted: what is lacking is information again, and still lacking."""
    assert fate({"rule": "ZT303"}, judged(EXTENDED)) is Change.OPEN
    nobody = replace(GOOD, record=GOOD.record.replace(", logo: true", ""), seen=Seen((), 0, words=True))
    assert fate({"rule": "ZT502"}, judged(nobody)) is Change.UNCHECKED


@pytest.mark.parametrize(
    ("rule", "formerly", "now"),
    [
        ("ZT206", "报送日期 2024-03-20 早于活动结束日 2024-04-03", "报齐日期 2024-03-20 早于活动结束日 2024-04-03"),
        ("ZT206", "报送日期 2024-03-20 早于活动结束日 2024-04-03", "收到日期 2024-03-20 早于活动结束日 2024-04-03"),
        ("ZT208", "方案报备 2024-03-12 完成，晚于期限 2024-03-06", "方案报备 2024-03-12 办结，晚于期限 2024-03-06"),
        ("ZT901", "活动文件夹没有核对：文件夹无法打开（没有权限）", "活动文件夹没有核对：文件夹打不开（没有权限）"),
    ],
)
def test_what_an_older_version_said_in_other_words_is_the_same(rule: str, formerly: str, now: str) -> None:
    report = judged(GOOD)
    item = replace(report.activities[0], findings=(said(rule, Severity.ERROR, now),))
    found = compare(earlier({"rule": rule, "message": formerly}), "x", replace(report, activities=(item,)))
    assert [one.change for one in found.by_activity()[1]] == [Change.OPEN]


def test_a_kind_that_the_plan_declares_is_the_same_however_much_is_there() -> None:
    """Of two kinds whose labels overlap the longer one is meant."""
    kinds = "video: {minimum: 2, label: 视频, words: [视频]}, clip: {minimum: 1, label: 短视频, words: [短片]}"
    asking = {"links: 1}": f"links: 1, {kinds}}}"}
    none = {"rule": "ZT312", "message": "没有可用的视频（应有 2）"}
    one = replace(GOOD.having("视频1.mp4", readable("x"), "video"), swaps=asking)
    assert fate(none, judged(one)) is Change.OPEN
    both = one.having("视频2.mp4", readable("x"), "video")
    assert fate(none, judged(both)) is Change.MENDED
    assert fate({"rule": "ZT312", "message": "没有可用的短视频"}, judged(both)) is Change.OPEN
    assert fate(none, judged(replace(GOOD, swaps=None))) is Change.UNCHECKED  # no longer asked for
    assert fate(none, judged(replace(NOTHING, swaps=asking))) is Change.UNCHECKED


def test_a_root_that_was_not_looked_at_mends_nothing() -> None:
    stray = {"rule": "ZT306", "severity": "warning", "message": "文件夹“x”无法归到任何活动"}
    before = Earlier.model_validate({**earlier().model_dump(), "findings": [stray]})

    def change(now: Report, *, narrowed: bool = False) -> list[Change]:
        return [found.change for found in compare(before, "x", now, narrowed=narrowed).by_activity().get(None, [])]

    assert change(judged(GOOD)) == [Change.MENDED]
    assert change(judged(replace(GOOD, folder=False))) == [Change.UNCHECKED]
    closed = judged(GOOD, unread=[(".", "没有权限")])
    assert change(closed) == [Change.NEW, Change.UNCHECKED]
    assert change(judged(GOOD), narrowed=True) == []  # a filter left it out


def test_every_finding_of_the_report_has_its_fate() -> None:
    twice = (said("ZT307", Severity.WARNING, "“a.jpg”太小"), said("ZT307", Severity.WARNING, "“a.jpg”太小"))
    info = said("ZT306", Severity.INFO, "“b.bin”未识别")
    waived = said("ZT401", Severity.WARNING, "没有门户网站的链接", waived="改版")
    now = judged(GOOD)
    now = replace(now, activities=(replace(now.activities[0], findings=(*twice, info, waived)),))
    known = {"rule": "ZT307", "severity": "warning", "message": "“a.jpg”太小"}
    made = compare(earlier(known, {"rule": "ZT401"}), "x", now)
    assert made.fates[1] == (Change.OPEN, Change.NEW, Change.NEW, Change.WAIVED)
    assert [found.change for found in made.findings] == [Change.OPEN, Change.NEW, Change.WAIVED]
    assert made.fates[None] == ()


def test_filters_do_not_mend_what_they_leave_out(check: Check, workspace: Path) -> None:
    (workspace / "data" / "submissions" / "2024" / "无主的材料").mkdir()
    tree = saved(check)
    everything = [f"--id={item['id']}" for item in tree["activities"]]
    for narrowing in (["--id", "8"], everything):
        made = compared(check, *narrowing)
        assert {found["change"] for found in made["findings"]} == {"open"}


def test_a_report_of_a_later_day_or_another_year_is_refused(check: Check) -> None:
    tree = saved(check)
    status, out, err = check("--baseline", "last.json", day="2024-04-11")
    assert (status, out) == (2, "")
    assert "晚于本次的 2024-04-11" in err
    Path("last.json").write_text(json.dumps(tree | {"plan": {"title": "x", "year": 2023}}), encoding="utf-8")
    status, out, err = check("--baseline", "last.json")
    assert (status, out) == (2, "")
    assert "2023 年计划" in err


def test_another_plan_and_other_themes_are_remarked(check: Check) -> None:
    tree = saved(check)
    tree["plan"]["title"] = "别的计划"
    tree["activities"][4]["theme"] = "换过的活动"
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    _, out, _ = check("--baseline", "last.json")
    assert "上次的计划题为“别的计划”" in out
    assert f"序号 {tree['activities'][4]['id']} 的活动主题与上次不同" in out
    assert compared(check)["renamed"] == [tree["activities"][4]["id"]]


@pytest.mark.parametrize(
    "finding",
    [
        {"rule": "<script>", "severity": "error", "message": "x"},
        {"rule": "ZT203\n", "severity": "error", "message": "x"},
        {"rule": "ZT203", "severity": "fatal", "message": "x"},
        {"rule": "ZT203", "severity": "error", "message": "\ud800"},
    ],
)
def test_a_report_that_somebody_edited_is_not_trusted(check: Check, finding: dict[str, Any]) -> None:
    tree = saved(check)
    tree["activities"][0]["findings"].append(finding)
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    status, out, err = check("--baseline", "last.json")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "内部出错" not in err


def test_a_deadline_that_moved_is_said(check: Check, workspace: Path) -> None:
    saved(check)
    done = zhutiri("record", "9", "--extended-to", "2024-05-20", "--reason", "经办人住院")
    assert done.status == 0
    (moved,) = compared(check)["deadlines"]
    assert (moved["activity"], moved["after"], moved["final"]) == (9, "2024-05-20", True)
    assert "截止日变化：9." in check("--baseline", "last.json")[1]
    assert workspace.is_dir()


def test_activities_that_only_one_report_holds_are_named(check: Check) -> None:
    check("--id", "8", "-o", "last.json")
    part = compared(check)
    assert 9 in part["absent"]
    assert 8 not in part["absent"]
    saved(check)
    assert compared(check, "--id", "8")["gone"] == []  # filtered away, not gone
    tree = json.loads(Path("last.json").read_text(encoding="utf-8"))
    tree["activities"].append({**tree["activities"][0], "id": 99})
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert compared(check)["gone"] == [99]


def test_the_exit_status_may_look_at_new_findings_only(check: Check, workspace: Path) -> None:
    saved(check)
    assert check("--baseline", "last.json")[0] == 1
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 0
    (folder(workspace, 1) / "坏图.jpg").write_bytes(b"no picture")
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 0  # a warning
    assert check("--baseline", "last.json", "--fail-on-new", "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_editors_leave(check: Check, encoding: str) -> None:
    tree = saved(check)
    Path("last.json").write_text(json.dumps(tree, ensure_ascii=False), encoding=encoding)
    assert compared(check)["summary"]["new"] == 0


NO_REPORT = {
    "missing": None,
    "empty": b"",
    "cut": b'{"schema": "zhutiri/check/1", "as_of": "2024',
    "gbk": "{“计划”}".encode("gbk"),
    "another": b'{"schema": "zhutiri/validate/1"}',
    "list": b"[]",
    "keys": b'{"schema": "zhutiri/check/1", "as_of": "2024-04-01"}',
    "date": b'{"schema": "zhutiri/check/1", "as_of": "never", "activities": [], "findings": []}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("what", NO_REPORT)
def test_what_is_no_report_is_one_sentence(check: Check, what: str) -> None:
    content = NO_REPORT[what]
    if content is not None:
        Path("last.json").write_bytes(content)
    status, out, err = check("--baseline", "last.json")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "last.json" in err
    assert "内部出错" not in err


def test_new_ones_only_needs_something_to_compare_with(check: Check) -> None:
    status, _, err = check("--fail-on-new")
    assert status == 2
    assert "--baseline" in err


def test_markdown_shows_it_too(check: Check, workspace: Path) -> None:
    saved(check)
    (folder(workspace, 1) / "坏图[x].jpg").write_bytes(b"no picture")
    _, out, _ = check("--baseline", "last.json", "-f", "markdown")
    assert "## 与上次相比" in out
    assert r"坏图\[x\].jpg" in out.split("## 与上次相比")[1].split("## 该谁办")[0]
