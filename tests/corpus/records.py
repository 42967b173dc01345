"""``submission.yaml`` written in odd ways."""

from __future__ import annotations

import os
from pathlib import Path

from tests.corpus.case import Make, RecordCase
from tests.corpus.pieces import Content, noise, put

BEGUN = "held: 2024-03-15\nsubmitted: 2024-03-20\n"
LINK = "https://www.yunxi.example/zwgk/1.html"


def _fine(name: str, content: Content, *rules: tuple[str, str]) -> RecordCase:
    return RecordCase(f"record-{name}", put(content), rules, fine=True)


def _faulty(name: str, content: Content, says: str) -> RecordCase:
    return _refused(name, put(content), says)


def _refused(name: str, make: Make, says: str) -> RecordCase:
    return RecordCase(f"record-{name}", make, (("ZT311", says),))


def _bomb() -> str:
    levels = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]\n" for i in range(1, 12))
    return f"l0: &l0 [a]\n{levels}{BEGUN}"


def _folder(path: Path) -> None:
    path.mkdir()


def _out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


CASES = (
    _fine("sound", BEGUN),
    _fine("no-bytes", "", ("ZT205", "")),
    _fine("only-a-comment", "# 待填\n", ("ZT205", "")),
    _fine("with-mark", b"\xef\xbb\xbf" + BEGUN.encode()),
    _fine("windows-lines", BEGUN.replace("\n", "\r\n")),
    _fine("old-mac-lines", BEGUN.replace("\n", "\r")),
    _fine("quoted-days", 'held: "2024-03-15"\nsubmitted: "2024-03-20"\n'),
    _fine("time-of-day", "held: 2024-03-15\nsubmitted: 2024-03-20T23:30:00+00:00\n"),
    _fine("two-days", "held: {start: 2024-03-14, end: 2024-03-15}\nsubmitted: 2024-03-20\n"),
    _fine("no-last-line-break", BEGUN.rstrip()),
    _fine("emoji", BEGUN + "reason: 好🎉\n"),
    _fine("end-before-start", "held: {start: 2024-03-15, end: 2024-03-14}\nsubmitted: 2024-03-20\n", ("ZT206", "")),
    _fine("received-before-held", "held: 2024-03-15\nsubmitted: 2024-03-01\n", ("ZT206", "")),
    _fine("year-1970", "held: 1970-01-01\nsubmitted: 1970-01-02\n", ("ZT206", "")),
    _fine("year-2099", "held: 2099-12-31\nsubmitted: 2099-12-31\n", ("ZT206", "")),
    _fine("wrong-year", "held: 2023-03-15\nsubmitted: 2024-03-20\n", ("ZT206", "")),
    _fine("after-as-of", "held: 2024-03-15\nsubmitted: 2024-04-20\n"),
    _fine("a-script-as-link", BEGUN + 'links: ["javascript:alert(1)"]\n', ("ZT402", "javascript")),
    _fine("a-file-as-link", BEGUN + "links: [file:///etc/passwd]\n", ("ZT402", "")),
    _fine("this-machine-as-link", BEGUN + "links: [http://127.0.0.1/a.html]\n", ("ZT402", "")),
    _fine("the-cloud-as-link", BEGUN + "links: [http://169.254.169.254/latest/meta-data/]\n", ("ZT402", "")),
    _fine("number-as-host", BEGUN + "links: [http://2130706433/a.html]\n", ("ZT402", "")),
    _fine("ipv6-as-host", BEGUN + 'links: ["http://[::1]/a.html"]\n', ("ZT402", "")),
    _fine("broken-ipv6", BEGUN + 'links: ["http://[::1/a.html"]\n', ("ZT402", "")),
    _fine("port-beyond-all", BEGUN + "links: [http://www.yunxi.example:99999/a.html]\n", ("ZT402", "")),
    _fine("password-in-link", BEGUN + "links: [https://u:p@www.yunxi.example/a.html]\n"),
    _fine("words-as-link", BEGUN + "links: [已发布在公众号]\n", ("ZT402", "")),
    _fine("link-without-host", BEGUN + 'links: ["https:///a.html"]\n', ("ZT402", "")),
    _fine("link-of-100000-letters", BEGUN + f"links: [{LINK}?{'a' * 100_000}]\n"),
    _fine("chinese-host", BEGUN + "links: [https://云汐.中国/a.html]\n"),
    _fine("5000-links", BEGUN + "links:\n" + "".join(f"  - {LINK}?{i}\n" for i in range(5000))),
    _fine("file-that-climbs", BEGUN + "materials: {summary: [../../../../etc/passwd]}\n", ("ZT305", "不在文件夹内")),
    _fine("file-from-the-root", BEGUN + "materials: {summary: [/etc/passwd]}\n", ("ZT305", "不在文件夹内")),
    _fine("file-that-is-not-there", BEGUN + "materials: {summary: [无.docx]}\n", ("ZT305", "不在文件夹内")),
    _fine("receipt-without-files", "held: 2024-03-15\nreceipts: [{on: 2024-03-20, files: [无.docx]}]\n", ("ZT305", "")),
    _fine("waives-nothing", BEGUN + "waivers: [{rule: ZT307, reason: 一}]\n", ("ZT111", "")),
    _fine("waives-the-unknown", BEGUN + "waivers: [{rule: ZT999, reason: 一}]\n", ("ZT111", "")),
    _faulty("gbk", (BEGUN + "reason: 说明\n").encode("gbk"), "GBK"),
    _faulty("utf-16", BEGUN.encode("utf-16"), "UTF-16"),
    _faulty("utf-16-without-mark", BEGUN.encode("utf-16-le"), "UTF-16"),
    _faulty("utf-32", BEGUN.encode("utf-32"), "UTF-32"),
    _faulty("noise", noise(3000), "UTF-8"),
    _faulty("nul", BEGUN + "reason: a\0b\n", "控制字符"),
    _faulty("escape", BEGUN + "reason: a\x1b[2J\n", "控制字符"),
    _faulty("tab", "held:\n\tstart: 2024-03-15\n", "Tab"),
    _faulty("key-twice", BEGUN + "held: 2024-03-16\n", "held"),
    _faulty("unknown-key", BEGUN + "submited: 2024-03-20\n", "submitted"),
    _faulty("chinese-key", "举办日期: 2024-03-15\n", "举办日期"),
    _faulty("full-width-colon", "held：2024-03-15\n", "冒号"),
    _faulty("a-list", "- held: 2024-03-15\n", "文件内容"),
    _faulty("a-word", "已报送\n", "文件内容"),
    _faulty("two-documents", BEGUN + "---\n" + BEGUN, "---"),
    _faulty("alias-bomb", _bomb, ""),
    _faulty("alias-of-itself", "a: &a [*a]\n" + BEGUN, ""),
    _faulty("merge-keys", "a: &a {held: 2024-03-15}\n<<: *a\n", ""),
    _faulty("tag-of-python", 'held: !!python/object/apply:os.system ["true"]\n', ""),
    _faulty("5000-deep", BEGUN + "reason: " + "[" * 5000 + "]" * 5000 + "\n", "嵌套"),
    _faulty("2-mib", BEGUN + "# " + "x" * 2_000_000, "1 MB"),
    _faulty("unclosed-quote", 'held: "2024-03-15\n', "引号"),
    _faulty("unclosed-bracket", "links: [a\n", ""),
    _faulty("day-31-of-february", "held: 2024-02-31\n", "held"),
    _faulty("month-13", "held: 2024-13-01\n", "held"),
    _faulty("year-0", "held: 0000-01-01\n", "held"),
    _faulty("year-99999", "held: 99999-01-01\n", "held"),
    _faulty("day-by-month-first", "held: 03/15/2024\n", "held"),
    _faulty("day-in-words", "held: 3月15日上午\n", "held"),
    _faulty("a-number-as-day", "held: 20240315.5\n", "held"),
    _faulty("a-word-as-flag", BEGUN + "branding: {banner: 有}\n", "banner"),
    _faulty("extended-without-reason", BEGUN + "extended_to: 2024-03-29\n", "reason"),
    _faulty("unknown-kind", BEGUN + "materials: {照片: [a.jpg]}\n", "照片"),
    _faulty("waiver-without-reason", BEGUN + "waivers: [{rule: ZT307}]\n", "reason"),
    _faulty("link-without-address", BEGUN + "links: [{title: 报道}]\n", "url"),
    RecordCase("record-a-folder", _folder, (("ZT205", ""),), fine=True),
    _refused("a-pipe", os.mkfifo, "不是普通文件"),
    RecordCase("record-link-out", _out, (("ZT306", "工作区之外的链接"),), fine=True),
)
