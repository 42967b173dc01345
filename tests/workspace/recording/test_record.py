"""``zhutiri record``: what it writes, what it leaves alone, and when it writes nothing at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

PLAN = BASE_PLAN.read_text(encoding="utf-8")
FOLDER = "03-麦浪人社局"
URL = "https://www.yunxi.example/news/1"
OTHER = "https://news.wanfeng.example/a?b=1&c=2#d"


class Workspace:
    """A plan with its submissions root; activity 3 has the folder ``FOLDER`` once something is put there."""

    def __init__(self, place: Path) -> None:
        self.plan = place / "plan_2024.yaml"
        self.plan.write_text(PLAN, encoding="utf-8")
        self.root = place / "submissions" / "2024"
        self.file = self.root / FOLDER / "submission.yaml"

    def put(self, content: str | bytes) -> bytes:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        self.file.write_bytes(data)
        return data

    def record(self, *arguments: str) -> Ran:
        return zhutiri("record", *arguments, "--plan", str(self.plan))

    def done(self, *arguments: str) -> str:
        """Record for activity 3, which must work; the text of the file afterwards."""
        ran = self.record("3", *arguments)
        assert ran.status == 0, ran.err
        return self.file.read_bytes().decode()

    def activity(self, as_of: str, number: int = 3) -> dict[str, Any]:
        day = ("--as-of", as_of, "--id", str(number))
        ran = zhutiri("check", "--plan", str(self.plan), *day, "-f", "json", "--fail-on", "never")
        assert ran.status == 0, ran.err
        (activity,) = json.loads(ran.out)["activities"]
        assert isinstance(activity, dict)
        return activity

    def everything(self) -> dict[str, bytes | None]:
        """Every path under the root with its content, to see that nothing was written."""
        return {str(path): path.read_bytes() if path.is_file() else None for path in self.root.rglob("*")}


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def plain(text: str) -> Any:
    """The file as words, dates and all."""
    return yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)


# ---- a new file -------------------------------------------------------------------------------------------------


def test_it_makes_the_folder_and_the_file(work: Workspace) -> None:
    ran = work.record("3", "--held", "2024-03-15")
    assert ran.status == 0
    (folder,) = work.root.iterdir()
    assert folder.name.startswith("03-")
    assert plain((folder / "submission.yaml").read_text(encoding="utf-8")) == {"held": "2024-03-15"}
    assert "submission.yaml" in ran.out
    assert work.activity("2024-03-20")["status"] == "awaiting"


def test_the_new_folder_is_the_one_that_is_used_next_time(work: Workspace) -> None:
    work.record("3", "--held", "2024-03-15")
    work.record("３", "--submitted", "2024-03-20")
    (folder,) = work.root.iterdir()
    tree = plain((folder / "submission.yaml").read_text(encoding="utf-8"))
    assert tree == {"held": "2024-03-15", "submitted": "2024-03-20"}


def test_a_folder_that_is_there_gets_the_file(work: Workspace) -> None:
    (work.root / FOLDER).mkdir(parents=True)
    assert plain(work.done("--held", "2024-03-15")) == {"held": "2024-03-15"}
    assert [path.name for path in work.root.iterdir()] == [FOLDER]


def test_a_theme_that_no_file_system_takes(work: Workspace) -> None:
    work.plan.write_text(PLAN.replace("theme: 春季就业服务日", 'theme: "../a/b: c?*\\\\|<x> . "'), encoding="utf-8")
    assert work.record("3", "--held", "2024-03-15").status == 0
    (folder,) = work.root.iterdir()
    assert folder.name.startswith("03-")
    assert not set(folder.name) & set('\\/:*?"<>|')
    assert work.activity("2024-03-20")["held"] == {"start": "2024-03-15", "end": "2024-03-15"}


def test_all_at_once(work: Workspace) -> None:
    (work.root / FOLDER).mkdir(parents=True)
    text = work.done(
        "--held", "2024-03-15", "--submitted", "2024-03-20", "--filed", "2024-03-06", "--link", URL, "--link", OTHER,
        "--banner", "--no-logo", "--extended-to", "2024-03-29", "--reason", "场地：检修 #3",
    )  # fmt: skip
    assert plain(text) == {
        "held": "2024-03-15",
        "submitted": "2024-03-20",
        "filed": "2024-03-06",
        "extended_to": "2024-03-29",
        "reason": "场地：检修 #3",
        "links": [URL, OTHER],
        "branding": {"banner": "true", "logo": "false"},
    }
    found = work.activity("2024-04-01")
    assert (found["submitted"], found["deadline"], found["extended_from"]) == ("2024-03-20", "2024-03-29", "2024-03-22")


@pytest.mark.parametrize("words", ["2024-03-15..2024-03-16", "2024-03-15至2024-03-16", " 2024-03-15 ~ 2024-03-16 "])
def test_a_span(work: Workspace, words: str) -> None:
    work.put("")
    assert plain(work.done("--held", words)) == {"held": {"start": "2024-03-15", "end": "2024-03-16"}}
    assert work.activity("2024-03-20")["held"] == {"start": "2024-03-15", "end": "2024-03-16"}


def test_a_span_becomes_a_day_and_a_day_a_span(work: Workspace) -> None:
    work.put("held: {start: 2024-03-15, end: 2024-03-16}\n")
    one_day = {"held": {"start": "2024-03-18", "end": "2024-03-18"}}  # the mapping stays, with its comments
    assert plain(work.done("--held", "2024-03-18")) == one_day
    assert plain(work.done("--held", "2024-03-18..2024-03-19")) == {
        "held": {"start": "2024-03-18", "end": "2024-03-19"}
    }


# ---- what is there stays ----------------------------------------------------------------------------------------

RICH = """\
# 登记：由办公室填写
held: '2024-03-15'    # 星期五

confirmed: true
waivers:
  - {rule: ZT307, reason: "照片  太小"}   # 已口头说明
# 链接
links:
  - https://www.yunxi.example/a   # 门户
  - {url: https://www.yunxi.example/b, title: "报道：二", outlet: 门户}
materials:
  summary: [会后材料.docx]
filed: 2024-03-06
"""


def test_comments_order_and_quoting_stay(work: Workspace) -> None:
    work.put(RICH)
    text = work.done("--submitted", "2024-03-20")
    assert text == RICH + "submitted: 2024-03-20\n"


def test_a_changed_value_changes_alone(work: Workspace) -> None:
    work.put(RICH)
    assert work.done("--filed", "2024-03-07") == RICH.replace("filed: 2024-03-06", "filed: 2024-03-07")


def test_a_link_joins_the_others(work: Workspace) -> None:
    work.put(RICH)
    text = work.done("--link", URL)
    last = '  - {url: https://www.yunxi.example/b, title: "报道：二", outlet: 门户}\n'
    assert text == RICH.replace(last, f"{last}  - {URL}\n")


@pytest.mark.parametrize("known", ["https://www.yunxi.example/a", "https://www.yunxi.example/b"])
def test_a_link_that_is_there_is_not_written_again(work: Workspace, known: str) -> None:
    before = work.put(RICH)
    assert work.done("--link", known).encode() == before


def test_a_link_given_twice_is_written_once(work: Workspace) -> None:
    work.put("")
    assert plain(work.done("--link", URL, "--link", URL, "--link", OTHER)) == {"links": [URL, OTHER]}
    assert plain(work.done("--link", OTHER, "--link", URL)) == {"links": [URL, OTHER]}


def test_the_same_again_changes_nothing(work: Workspace) -> None:
    before = work.put(RICH)
    assert work.done("--held", "2024-03-15", "--filed", "2024-03-06").encode() == before


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_bom_stay(work: Workspace, newline: str, bom: str) -> None:
    before = bom + RICH.replace("\n", newline)
    work.put(before)
    assert work.done("--submitted", "2024-03-20") == before + f"submitted: 2024-03-20{newline}"


@pytest.mark.parametrize("ends", ["\n", ""])
def test_flow_style_stays(work: Workspace, ends: str) -> None:
    work.put("{held: 2024-03-15, branding: {banner: true}, links: [https://www.yunxi.example/a]}" + ends)
    text = work.done("--submitted", "2024-03-20", "--no-logo", "--link", URL)
    assert text.startswith("{")
    assert plain(text) == {
        "held": "2024-03-15",
        "branding": {"banner": "true", "logo": "false"},
        "links": ["https://www.yunxi.example/a", URL],
        "submitted": "2024-03-20",
    }


def test_a_file_of_comments_keeps_them(work: Workspace) -> None:
    work.put("# 尚未登记\n\n# 电话已打\n")
    assert work.done("--held", "2024-03-15") == "# 尚未登记\n\n# 电话已打\nheld: 2024-03-15\n"


def test_a_file_without_a_last_line_end(work: Workspace) -> None:
    work.put("held: 2024-03-15")
    assert plain(work.done("--submitted", "2024-03-20")) == {"held": "2024-03-15", "submitted": "2024-03-20"}


def test_a_document_marker_stays(work: Workspace) -> None:
    work.put("---\nheld: 2024-03-15\n")
    assert work.done("--submitted", "2024-03-20") == "---\nheld: 2024-03-15\nsubmitted: 2024-03-20\n"


@pytest.mark.parametrize(
    "text",
    [
        "links:\n- https://www.yunxi.example/a\nheld: 2024-03-15\n",
        "links:\n    - https://www.yunxi.example/a\nheld: 2024-03-15\n",
        "receipts:\n  - on: 2024-03-18\n    files:\n      - 照片.jpg\nlinks: [https://www.yunxi.example/a]\n",
        "branding:\n    banner: true\nlinks:\n- https://www.yunxi.example/a\n",
        "reason: >-\n  很长的\n  理由\nlinks: [https://www.yunxi.example/a]\n",
        "reason: |\n  第一行\n  第二行\nlinks: [https://www.yunxi.example/a]\n",
        "links: [https://www.yunxi.example/a,\n        https://www.yunxi.example/b]\n",
        '"held": 2024-03-15\nlinks:\n\n  - https://www.yunxi.example/a\n\n# 完\n',
        "held: 2024-03-15\n\n\nlinks:\n  - https://www.yunxi.example/a\n\n\nreason: x\n",
    ],
)
def test_the_lines_that_are_there_stay(work: Workspace, text: str) -> None:
    """Another key is added: every line of the file is still there, in order."""
    work.put(text)
    after = work.done("--submitted", "2024-03-20")
    assert after == text + "submitted: 2024-03-20\n"


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("held:\n  start: 2024-03-15\n  end: 2024-03-16\n# 收件\nfiled: 2024-03-06\n", ("--held", "2024-03-15")),
        ("held: 2024-03-15\n\n# 收件\nfiled: 2024-03-06\n", ("--held", "2024-03-15..2024-03-16")),
        ("links:\n  - https://www.yunxi.example/a\n# 收件\nfiled: 2024-03-06\n", ("--link", URL)),
        ("branding:\n  banner: true\n# 收件\nfiled: 2024-03-06\n", ("--logo",)),
        ("submitted: 2024-03-19\n# 收件\nfiled: 2024-03-06\n", ("--submitted", "2024-03-20")),
    ],
)
def test_a_comment_stays_above_the_key_it_belongs_to(work: Workspace, text: str, arguments: tuple[str, ...]) -> None:
    work.put(text)
    assert "# 收件\nfiled: 2024-03-06\n" in work.done(*arguments)


def test_the_comments_around_a_flow_mapping_stay(work: Workspace) -> None:
    work.put("# 登记\n{held: 2024-03-15} # 注\n")
    text = work.done("--banner")
    assert text.startswith("# 登记\n")
    assert text.endswith("# 注\n")


@pytest.mark.parametrize("blank", ["links:\n", "links: ~\n", "links: null\n", "links: []\n"])
def test_a_list_that_is_blank_takes_a_link(work: Workspace, blank: str) -> None:
    work.put(f"{blank}held: 2024-03-15\n")
    assert plain(work.done("--link", URL)) == {"links": [URL], "held": "2024-03-15"}


def test_branding_is_merged(work: Workspace) -> None:
    work.put("branding: {banner: true}   # 看过图片\n")
    text = work.done("--no-logo")
    assert " ".join(text.split()) == "branding: {banner: true, logo: false} # 看过图片"
    assert plain(work.done("--no-banner")) == {"branding": {"banner": "false", "logo": "false"}}


@pytest.mark.parametrize(
    ("option", "key", "value"),
    [("--banner", "banner", "true"), ("--no-banner", "banner", "false"),
     ("--logo", "logo", "true"), ("--no-logo", "logo", "false")],
)  # fmt: skip
def test_marks(work: Workspace, option: str, key: str, value: str) -> None:
    work.put("")
    assert plain(work.done(option)) == {"branding": {key: value}}


# ---- nothing is written ------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "nothing to record": ("3", ()),
    "unknown id": ("99", ("--held", "2024-03-15")),
    "no id at all": ("三", ("--held", "2024-03-15")),
    "a day that there is not": ("3", ("--held", "2024-02-30")),
    "a date that has two readings": ("3", ("--submitted", "24.3.20")),
    "an empty date": ("3", ("--held", "")),
    "a span that ends before it starts": ("3", ("--held", "2024-03-16..2024-03-15")),
    "a span with one end": ("3", ("--held", "2024-03-16..")),
    "a span of three": ("3", ("--held", "2024-03-14..2024-03-15..2024-03-16")),
    "an extension without a reason": ("3", ("--extended-to", "2024-03-29")),
    "an extension with an empty reason": ("3", ("--extended-to", "2024-03-29", "--reason", " ")),
    "a reason for nothing": ("3", ("--reason", "同意")),
    "a link of another scheme": ("3", ("--link", "ftp://www.yunxi.example/a")),
    "a link to this machine": ("3", ("--link", "http://localhost/a")),
    "an empty link": ("3", ("--link", "")),
    "one good value and one bad": ("3", ("--held", "2024-03-15", "--filed", "soon")),
}


@pytest.mark.parametrize("existing", [None, RICH])
@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_value_writes_nothing(work: Workspace, name: str, existing: str | None) -> None:
    if existing is not None:
        work.put(existing)
    before = work.everything()
    number, arguments = REFUSED[name]
    ran = work.record(number, *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("错误：")
    assert "内部出错" not in ran.err
    assert work.everything() == before
    assert work.root.exists() == (existing is not None)


FAULTY: dict[str, bytes] = {
    "syntax": b"held: 2024-03-15\nlinks: [\n",
    "duplicate key": b"held: 2024-03-15\nheld: 2024-03-16\n",
    "unknown key": b"hold: 2024-03-15\n",
    "bad date": b"held: 2024-02-30\n",
    "a list": b"- held: 2024-03-15\n",
    "a word": b"2024-03-15\n",
    "gbk": "reason: 同意\n".encode("gbk"),
    "utf-16": "held: 2024-03-15\n".encode("utf-16"),
    "extension without a reason": b"extended_to: 2024-03-29\n",
    "unknown kind": b"materials: {film: [a.mp4]}\n",
    "tabs": b"held:\n\tstart: 2024-03-15\n",
    "two documents": b"held: 2024-03-15\n---\nheld: 2024-03-15\n",
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_left_alone(work: Workspace, name: str) -> None:
    before = work.put(FAULTY[name])
    ran = work.record("3", "--submitted", "2024-03-20")
    assert ran.status == 2
    assert "submission.yaml" in ran.err
    assert "内部出错" not in ran.err
    assert work.file.read_bytes() == before
    assert [path.name for path in work.file.parent.iterdir()] == ["submission.yaml"]


def test_a_faulty_file_is_named_with_its_place(work: Workspace) -> None:
    work.put("# 登记\nhold: 2024-03-15\n")
    ran = work.record("3", "--submitted", "2024-03-20")
    assert "submission.yaml:2:1" in ran.err
    assert "held" in ran.err


def test_an_extension_with_a_reason_that_is_there(work: Workspace) -> None:
    work.put("extended_to: 2024-03-29\nreason: 同意\n")
    assert plain(work.done("--extended-to", "2024-04-01")) == {"extended_to": "2024-04-01", "reason": "同意"}
    assert plain(work.done("--reason", "再次同意")) == {"extended_to": "2024-04-01", "reason": "再次同意"}


def test_a_faulty_plan_writes_nothing(work: Workspace) -> None:
    work.plan.write_text(PLAN.replace("month: 5", "month: 13"), encoding="utf-8")
    ran = work.record("3", "--held", "2024-03-15")
    assert ran.status == 2
    assert "validate" in ran.err
    assert not work.root.exists()


def fails(*_: object, **__: object) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("target", [(Path, "replace"), (os, "fsync")], ids=lambda target: str(target[1]))
def test_a_file_is_replaced_whole_or_not_at_all(
    work: Workspace, monkeypatch: pytest.MonkeyPatch, target: tuple[Any, str]
) -> None:
    before = work.put(RICH)
    with monkeypatch.context() as patched:
        patched.setattr(*target, fails)
        ran = work.record("3", "--submitted", "2024-03-20")
    assert ran.status == 2
    assert "内部出错" not in ran.err
    assert work.file.read_bytes() == before
    assert [path.name for path in work.file.parent.iterdir()] == ["submission.yaml"]


def test_a_new_file_is_there_whole_or_not_at_all(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fails)
        assert work.record("3", "--held", "2024-03-15").status == 2
    assert [path for path in work.root.rglob("*") if path.is_file()] == []


def test_what_surrounds_the_file_keeps_its_rights(work: Workspace) -> None:
    work.put(RICH)
    work.file.chmod(0o640)
    work.done("--submitted", "2024-03-20")
    assert work.file.stat().st_mode & 0o777 == 0o640


# ---- two folders ------------------------------------------------------------------------------------------------


def test_of_two_folders_the_one_with_a_record_is_used(work: Workspace) -> None:
    (work.root / "03-a").mkdir(parents=True)
    work.put("held: 2024-03-15\n")
    ran = work.record("3", "--submitted", "2024-03-20")
    assert ran.status == 0
    assert plain(work.file.read_text(encoding="utf-8")) == {"held": "2024-03-15", "submitted": "2024-03-20"}
    assert list((work.root / "03-a").iterdir()) == []
    assert "03-a" in ran.err
    assert work.activity("2024-03-20")["submitted"] == "2024-03-20"


def test_of_two_records_the_one_that_check_reads_is_written(work: Workspace) -> None:
    work.put("held: 2024-03-15\n")
    other = work.root / "3 另一个" / "submission.yaml"
    other.parent.mkdir()
    other.write_text("held: 2024-03-18\n", encoding="utf-8")
    held = work.activity("2024-03-20")["held"]["start"]
    ran = work.record("3", "--submitted", "2024-03-19")
    assert ran.status == 0
    written = [path for path in (work.file, other) if "submitted" in path.read_text(encoding="utf-8")]
    assert [plain(path.read_text(encoding="utf-8"))["held"] for path in written] == [held]
    assert work.activity("2024-03-20")["submitted"] == "2024-03-19"


# ---- any record, any change -------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(date.isoformat)
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufeff\xa0"), min_size=1, max_size=12
).filter(lambda word: bool(word.strip()))
URLS = st.sampled_from([URL, OTHER, "https://www.yunxi.example/a", "http://news.wanfeng.example/b%20c"])
EXISTING = st.fixed_dictionaries(
    {},
    optional={
        "held": DAYS | st.tuples(DAYS, DAYS).map(lambda two: {"start": min(two), "end": max(two)}),
        "filed": DAYS,
        "submitted": DAYS,
        "reason": WORDS,
        "confirmed": st.sampled_from(["true", "false"]),
        "receipts": st.lists(
            st.fixed_dictionaries({"on": DAYS}, optional={"files": st.lists(WORDS, max_size=2)}), max_size=2
        ),
        "links": st.lists(URLS | st.fixed_dictionaries({"url": URLS, "title": WORDS}), max_size=3),
        "branding": st.fixed_dictionaries({}, optional={"banner": st.just("true"), "logo": st.just("false")}),
        "materials": st.fixed_dictionaries({}, optional={"summary": st.lists(WORDS, max_size=2)}),
        "waivers": st.lists(st.fixed_dictionaries({"rule": st.just("ZT307"), "reason": WORDS}), max_size=2),
    },
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "held": DAYS, "submitted": DAYS, "filed": DAYS, "link": st.lists(URLS, min_size=1, max_size=2),
        "banner": st.booleans(), "logo": st.booleans(), "extended": st.tuples(DAYS, WORDS),
    },
).filter(bool)  # fmt: skip


def options(changes: dict[str, Any]) -> list[str]:
    found = [f"--{key}={changes[key]}" for key in ("held", "submitted", "filed") if key in changes]
    found += [f"--link={url}" for url in changes.get("link", [])]
    found += [f"--{'' if changes[key] else 'no-'}{key}" for key in ("banner", "logo") if key in changes]
    if extended := changes.get("extended"):
        found += [f"--extended-to={extended[0]}", f"--reason={extended[1]}"]
    return found


def wanted(tree: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """What the file should say afterwards."""
    after = tree | {key: changes[key] for key in ("held", "submitted", "filed") if key in changes}
    if extended := changes.get("extended"):
        after |= {"extended_to": extended[0], "reason": extended[1]}
    if isinstance(tree.get("held"), dict) and isinstance(changes.get("held"), str):
        after["held"] = {"start": changes["held"], "end": changes["held"]}  # the mapping stays, with its comments
    marks = {key: str(changes[key]).lower() for key in ("banner", "logo") if key in changes}
    if marks:
        after["branding"] = tree.get("branding", {}) | marks
    known = [link if isinstance(link, str) else link["url"] for link in tree.get("links", [])]
    fresh = [url for url in dict.fromkeys(changes.get("link", [])) if url not in known]
    if fresh:
        after["links"] = [*tree.get("links", []), *fresh]
    return after


LAYOUTS: list[Callable[[dict[str, Any]], str]] = [
    lambda tree: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False),
    lambda tree: yaml.safe_dump(tree, allow_unicode=True, default_flow_style=True, width=200),
    lambda tree: yaml.safe_dump(tree, allow_unicode=True, default_style='"', indent=4, sort_keys=False),
    lambda tree: "# 登记\n" + yaml.safe_dump(tree, allow_unicode=True).replace("\n", "   # 注\n", 1),
    lambda tree: yaml.safe_dump(tree, sort_keys=False),
]


@settings(max_examples=30)
@given(EXISTING, CHANGES, st.sampled_from(LAYOUTS), st.booleans(), st.booleans())
def test_any_change_to_any_record(
    tree: dict[str, Any], changes: dict[str, Any], layout: Callable[[dict[str, Any]], str], bom: bool, crlf: bool
) -> None:
    text = layout(tree)
    if plain(text) != tree:  # the comment of the fourth layout fell into a value
        text = LAYOUTS[0](tree)
    with tempfile.TemporaryDirectory() as place:
        work = Workspace(Path(place))
        before = ("\ufeff" if bom else "") + (text.replace("\n", "\r\n") if crlf else text)
        work.put(before)
        after = work.done(*options(changes))
        assert plain(after) == wanted(tree, changes)
        assert after.startswith("\ufeff") == bom
        assert "\r" not in after.replace("\r\n", "") if crlf else "\r" not in after
        assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == [
            line for line in before.splitlines() if line.lstrip().startswith("#")
        ]
        again = work.done(*options(changes))
        assert again == after
        rules = {finding["rule"] for finding in work.activity("2024-06-30")["findings"]}
        assert "ZT311" not in rules


# ---- and check sees it ------------------------------------------------------------------------------------------


def test_the_status_follows_what_is_recorded(work: Workspace) -> None:
    day = "2024-03-20"
    (work.root / FOLDER).mkdir(parents=True)
    assert work.activity(day)["status"] == "scheduled"
    (work.root / FOLDER / "活动总结.txt").write_text("活动顺利举办。", encoding="utf-8")
    assert work.activity(day)["status"] == "unrecorded"
    work.done("--held", "2024-03-11")
    assert (work.activity(day)["status"], work.activity(day)["deadline"]) == ("overdue", "2024-03-18")
    work.done("--extended-to", "2024-03-21", "--reason", "同意")
    assert (work.activity(day)["status"], work.activity(day)["extended_from"]) == ("awaiting", "2024-03-18")
    work.done("--submitted", day)
    assert work.activity(day)["status"] == "incomplete"
    work.done("--link", URL)
    assert work.activity(day)["materials"]["links"]["usable"] == 1
    assert "ZT501" in {finding["rule"] for finding in work.activity(day)["findings"]}
    work.done("--banner", "--logo")
    assert not {"ZT501", "ZT502"} & {finding["rule"] for finding in work.activity(day)["findings"]}


def test_a_link_out_of_the_root_is_named_and_not_written_through(work: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    work.root.mkdir(parents=True)
    (work.root / "3-外面").symlink_to(outside)
    ran = work.record("3", "--held", "2024-03-15")
    assert (ran.status, list(outside.iterdir()), work.file.is_file()) == (0, [], True)
    assert "3-外面 是指向报送材料总文件夹之外的链接，未写入" in ran.err


@pytest.mark.parametrize("numbers", ["3", "2,3"])
def test_a_look_doubts_a_wrong_year_before_it_is_written(work: Workspace, numbers: str) -> None:
    doubt = "  ？ 举办日期 2023-03-20 与计划月份 2024-03 相差 12 个月；登记后列为 ZT206，请核对年月日"
    looked = work.record(numbers, "--held", "2023-03-20", "--dry-run")
    assert doubt in looked.out.splitlines()
    assert work.everything() == {}
    assert "登记后列为" not in work.record(numbers, "--held", "2023-03-20").out
    assert "登记后列为" not in work.record(numbers, "--held", "2024-03-20", "--dry-run").out


def test_a_filing_that_the_plan_does_not_ask_for_is_remarked(work: Workspace) -> None:
    said = "计划没有要求事前报备，报备日期 2024-03-06 照记，但检查时不看"
    ran = work.record("3", "--filed", "2024-03-06")
    assert (ran.status, ran.err.count(said)) == (0, 1)
    assert "没有要求事前报备" not in work.record("3", "--filed", "2024-03-06", "--held", "2024-03-15").err, "no change"
    work.plan.write_text(PLAN.replace("activities:\n", "  filing: {before_working_days: 5}\nactivities:\n", 1), "utf-8")
    assert "没有要求事前报备" not in work.record("3", "--filed", "2024-03-07").err


@pytest.mark.parametrize(
    ("day", "shortened"), [("2024-03-01", True), ("2024-03-21", True), ("2024-03-22", False), ("2024-03-29", False)]
)
def test_an_extension_that_shortens_the_deadline_is_remarked(work: Workspace, day: str, shortened: bool) -> None:
    """It replaces the deadline (§2), as it was recorded: whoever records it must see that somebody is late by it."""
    said = f"延期至 {day} 早于不延期的截止日 2024-03-22，截止日提前了；请核对年月日"
    order = ("--held", "2024-03-15", "--extended-to", day, "--reason", "同意")
    assert (said in work.record("3", *order, "--dry-run").err) is shortened
    assert (said in work.record("3", *order).err) is shortened
    assert said not in work.record("3", "--banner").err, "no change"


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", "true", "no", "2024-03-15", "nullen"])
def test_a_word_that_reads_as_something_else_stays_a_word(work: Workspace, word: str) -> None:
    assert plain(work.done("--extended-to", "2024-03-29", "--reason", word))["reason"] == word
