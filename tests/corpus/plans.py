"""Plan files written in odd ways, for ``validate``."""

from __future__ import annotations

from tests.corpus.case import PlanCase
from tests.corpus.pieces import Content, noise, put

HEAD = "schema: 1\ntitle: 云汐示范区2024年活动计划\nyear: 2024\nforms: [政策宣传]\n"
ROW = "  - {id: 1, month: 3, theme: 惠企政策解读, forms: [政策宣传], units: [星湾财政局]}\n"
ROWS = f"activities:\n{ROW}"
SOUND = HEAD + ROWS
BASIC = "year: 2024\n"


def _row(extra: str, number: int = 1) -> str:
    """An activity with more keys."""
    return f"{HEAD}activities:\n  - {{id: {number}, month: 3, theme: 惠企政策解读, units: [星湾财政局], {extra}}}\n"


def _fine(name: str, content: Content, *rules: tuple[str, str], heavy: bool = False) -> PlanCase:
    return PlanCase(f"plan-{name}", put(content), rules, fine=True, heavy=heavy)


def _faulty(name: str, content: Content, *rules: tuple[str, str], heavy: bool = False) -> PlanCase:
    return PlanCase(f"plan-{name}", put(content), rules, heavy=heavy)


def _bomb(levels: int, width: int) -> str:
    steps = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * width)}]\n" for i in range(1, levels))
    return f"l0: &l0 [a]\n{steps}{SOUND}"


def _many(count: int) -> str:
    rows = "".join(
        f"  - {{id: {i}, month: {1 + (i - 1) * 12 // count}, theme: 主题{i}, units: [第{i}局]}}\n"
        for i in range(1, count + 1)
    )
    return f"{HEAD}activities:\n{rows}"


OBLIGED = "schema: 2\nyear: 2024\nobligations:\n  - %s\n" + ROWS
CASES = (
    _fine("sound", SOUND),
    _fine("with-mark", b"\xef\xbb\xbf" + SOUND.encode()),
    _fine("windows-lines", SOUND.replace("\n", "\r\n")),
    _fine("old-mac-lines", SOUND.replace("\n", "\r")),
    _fine("mixed-lines", SOUND.replace("\n", "\r\n", 2)),
    _fine("three-fields", "year: 2024\nactivities:\n  - {id: 1, month: 3, theme: 甲, units: [乙]}\n"),
    _fine(
        "anchors",
        f"{HEAD}activities:\n  - {{id: 1, month: 3, theme: 甲, units: &u [乙局]}}\n"
        "  - {id: 2, month: 3, theme: 丙, units: *u}\n",
    ),
    _fine("ends-with-dots", SOUND + "...\n"),
    _fine("begins-with-dashes", "---\n" + SOUND),
    _faulty("id-of-9-digits", SOUND.replace("id: 1", "id: 999999999"), ("ZT102", "999999")),
    _fine("id-far-away", SOUND.replace("id: 1", "id: 999999")),
    _fine("zero-width-theme", SOUND.replace("惠企", "惠\u200b企"), ("ZT109", "")),
    _fine("full-width-theme", SOUND.replace("惠企", "ＡＢ１"), ("ZT109", "")),
    _fine("directions-in-theme", SOUND.replace("惠企", "惠\u202e企"), ("ZT109", "")),
    _fine("theme-of-10000-letters", SOUND.replace("惠企", "惠" * 10_000)),
    _fine("theme-of-markup", SOUND.replace("惠企政策解读", "'<script>alert(1)</script>'")),
    _fine("theme-of-a-formula", SOUND.replace("惠企政策解读", "'=1+1'")),
    _fine("year-not-published", SOUND.replace("2024", "2035"), ("ZT110", "")),
    _fine("same-theme", SOUND + ROW.replace("id: 1", "id: 2"), ("ZT107", "")),
    _fine(
        "months-run-back",
        SOUND + ROW.replace("id: 1", "id: 2").replace("month: 3", "month: 1").replace("惠", "优"),
        ("ZT104", ""),
    ),
    _fine("unknown-form", _row("forms: [直播]"), ("ZT106", "")),
    _fine("no-unit-and-a-remark", SOUND.replace("units: [星湾财政局]", "units: [], remark: 原件如此"), ("ZT105", "")),
    _fine("moved", _row("moved_to: 2024-05, reason: 天气")),
    _fine("2000-activities", lambda: _many(2000)),
    _fine(
        "schema-2",
        OBLIGED % "{key: report, label: 整套资料, due: {anchor: end, working_days: 5}, materials: {plan: 1}}",
    ),
    _faulty("no-bytes", "", ("ZT102", "")),
    _faulty("only-a-comment", "# 计划\n", ("ZT102", "")),
    _faulty("only-white-space", " \n\n ", ("ZT102", "")),
    _faulty("gbk", SOUND.encode("gbk"), ("ZT101", "GBK")),
    _faulty("utf-16", SOUND.encode("utf-16"), ("ZT101", "UTF-16")),
    _faulty("utf-16-without-mark", SOUND.encode("utf-16-be"), ("ZT101", "UTF-16")),
    _faulty("utf-32", SOUND.encode("utf-32"), ("ZT101", "UTF-32")),
    _faulty("cut-in-a-letter", SOUND.encode()[: SOUND.encode().index("云".encode()) + 1], ("ZT101", "UTF-8")),
    _faulty("noise", noise(5000), ("ZT101", "UTF-8")),
    _faulty("a-workbook", b"PK\x03\x04" + noise(500), ("ZT101", "")),
    _faulty("nul", SOUND.replace("惠", "\0"), ("ZT101", "控制字符")),
    _faulty("escape", SOUND.replace("惠", "\x1b[2J"), ("ZT101", "控制字符")),
    _faulty("tabs", "year: 2024\nactivities:\n\t- id: 1\n", ("ZT101", "Tab")),
    _faulty("key-twice", SOUND + "year: 2025\n", ("ZT101", "year")),
    _faulty("unclosed-bracket", HEAD + "activities: [\n", ("ZT101", "")),
    _faulty("unclosed-quote", HEAD + 'activities: "\n', ("ZT101", "引号")),
    _faulty("two-documents", SOUND + "---\n" + SOUND, ("ZT101", "---")),
    _faulty("a-tag", SOUND.replace("title: ", "title: !!python/object/apply:os.system "), ("ZT101", "")),
    _faulty("alias-unknown", HEAD + "activities: *a\n", ("ZT101", "")),
    _faulty("alias-of-itself", HEAD + "activities: &a [*a]\n", ("ZT101", "")),
    _faulty("alias-bomb", lambda: _bomb(12, 9), ("ZT101", "")),
    _faulty("alias-bomb-wide", lambda: _bomb(3, 20_000), ("ZT101", ""), heavy=True),
    _faulty("merge-keys", "a: &a {year: 2024}\n<<: *a\n" + ROWS),
    _faulty("5000-deep", HEAD + "activities: " + "[" * 5000 + "]" * 5000, ("ZT101", "嵌套")),
    _faulty(
        "5000-deep-by-lines", HEAD + "activities:\n" + "".join(" " * i + "-\n" for i in range(1, 2000)), ("ZT101", "")
    ),
    _faulty("500000-deep", lambda: HEAD + "activities: " + "{a: " * 500_000, ("ZT101", ""), heavy=True),
    _faulty("a-million-dashes", lambda: HEAD + "activities: " + "- " * 1_000_000, ("ZT101", ""), heavy=True),
    _faulty("70-mib", lambda: SOUND + "#" * (70 * 1024 * 1024), ("ZT101", "64 MB"), heavy=True),
    _faulty("a-key-of-a-mib", lambda: SOUND + "a" * 1_000_000 + ": 1\n", heavy=True),
    _faulty("a-list", "- 1\n", ("ZT102", "文件内容")),
    _faulty("a-word", "计划\n", ("ZT102", "文件内容")),
    _faulty("json-cut", '{"year": 2024, "activities": [', ("ZT101", "")),
    _faulty("no-year", SOUND.replace("year: 2024\n", ""), ("ZT102", "year")),
    _faulty("no-activities", HEAD, ("ZT102", "activities")),
    _faulty("activities-empty", HEAD + "activities: []\n", ("ZT102", "activities")),
    _faulty("activities-nothing", HEAD + "activities:\n", ("ZT102", "activities")),
    _faulty("unknown-key", SOUND + "requirement: {}\n", ("ZT102", "requirements")),
    _faulty("chinese-key", SOUND + "联系人: 张三\n", ("ZT102", "联系人")),
    _faulty("newer-schema", SOUND.replace("schema: 1", "schema: 9"), ("ZT102", "升级")),
    _faulty("schema-a-word", SOUND.replace("schema: 1", "schema: 一"), ("ZT102", "schema")),
    _faulty("year-a-word", SOUND.replace("year: 2024", "year: 今年"), ("ZT102", "year")),
    _faulty("year-huge", SOUND.replace("year: 2024", "year: " + "9" * 5000), ("ZT102", "year")),
    _faulty("year-below-none", SOUND.replace("year: 2024", "year: -2024"), ("ZT102", "year")),
    _faulty("year-exponent", SOUND.replace("year: 2024", "year: 2e999999999"), ("ZT102", "year")),
    _faulty("year-not-a-number", SOUND.replace("year: 2024", "year: .nan"), ("ZT102", "year")),
    _faulty("month-13", SOUND.replace("month: 3", "month: 13"), ("ZT102", "month")),
    _faulty("month-0", SOUND.replace("month: 3", "month: 0"), ("ZT102", "month")),
    _faulty("month-a-half", SOUND.replace("month: 3", "month: 3.5"), ("ZT102", "month")),
    _faulty("id-0", SOUND.replace("id: 1", "id: 0"), ("ZT102", "id")),
    _faulty("id-below-none", SOUND.replace("id: 1", "id: -1"), ("ZT102", "id")),
    _faulty("id-huge", SOUND.replace("id: 1", "id: 1" + "0" * 4400), ("ZT102", "id")),
    _faulty("id-twice", SOUND + ROW, ("ZT103", "1")),
    _faulty("theme-empty", SOUND.replace("惠企政策解读", "''"), ("ZT102", "theme")),
    _faulty("theme-white-space", SOUND.replace("惠企政策解读", "'　 '"), ("ZT102", "theme")),
    _faulty("theme-a-list", SOUND.replace("惠企政策解读", "[甲]"), ("ZT102", "theme")),
    _faulty("theme-only-zero-width", SOUND.replace("惠企政策解读", "'\u200b\u2060'"), ("ZT102", "theme")),
    _faulty("unit-missing", SOUND.replace("[星湾财政局]", "[]"), ("ZT105", "")),
    _faulty("units-a-word", SOUND.replace("[星湾财政局]", "星湾财政局"), ("ZT102", "列表")),
    _faulty("cancelled-without-reason", _row("cancelled: true"), ("ZT102", "reason")),
    _faulty("moved-without-reason", _row("moved_to: 2024-05"), ("ZT102", "reason")),
    _faulty("moved-to-nowhere", _row("moved_to: 2024-13, reason: 一"), ("ZT102", "moved_to")),
    _faulty("when-and-month", _row("when: 2024-03"), ("ZT102", "")),
    _faulty("when-backwards", SOUND.replace("month: 3", "when: 2025-03..2024-01"), ("ZT102", "when")),
    _faulty("issued-no-day", SOUND + "document: {issued: 2024-02-30}\n", ("ZT102", "issued")),
    _faulty(
        "days-beyond-all",
        SOUND + "requirements: {report: {within_working_days: 99999999999}}\n",
        ("ZT102", "within_working_days"),
    ),
    _faulty(
        "days-below-none",
        SOUND + "requirements: {report: {within_working_days: -1}}\n",
        ("ZT102", "within_working_days"),
    ),
    _faulty("count-below-none", SOUND + "requirements: {report: {materials: {plan: -1}}}\n", ("ZT102", "不能小于 0")),
    _fine("logo-elsewhere", SOUND + "requirements: {branding: {banner: 甲, logo: ../标志/logo.png}}\n"),
    _faulty(
        "due-of-two-kinds",
        OBLIGED % "{key: a, label: 甲, due: {on: 2024-03-01, every: month, day: 3}}",
        ("ZT102", "due"),
    ),
    _faulty(
        "due-on-day-32", OBLIGED % "{key: a, label: 甲, per: unit, due: {every: month, day: 32}}", ("ZT102", "day")
    ),
    _faulty(
        "obligation-twice",
        OBLIGED % "{key: a, label: 甲, due: {on: 2024-03-01}}\n  - {key: a, label: 乙, due: {on: 2024-03-01}}",
        ("ZT102", "a"),
    ),
    _faulty("roster-without-the-unit", SOUND + "roster: [{name: 别的局}]\n", ("ZT108", "星湾财政局")),
    _faulty("day-off-of-words", SOUND + "calendar: {days_off: [春节]}\n", ("ZT102", "days_off")),
    _fine("waives-the-unknown", _row("waivers: [{rule: ZT999, reason: 一}]"), ("ZT111", "ZT999")),
)
