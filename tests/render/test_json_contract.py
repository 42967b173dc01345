"""The JSON outputs have exactly the keys of contract §6, with the right types; filters and waivers count as it says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.json_shape import DAY, Every, Items, Maybe, Words, misfits
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.app import run

pytestmark = pytest.mark.usefixtures("examples_known")

AS_OF = "2024-04-12"


MONTH = Words(r"\d{4}-\d{2}")
STATUS = Words("cancelled|unrecorded|not_held|scheduled|awaiting|overdue|incomplete|late|compliant")
COUNTS = {"error": int, "warning": int, "info": int}
FINDING = {
    "rule": Words(r"ZT\d{3}"),
    "severity": Words("error|warning|info"),
    "message": str,
    "clause": Maybe(str),
    "hint": str,
    "path": Maybe(str),
    "line": Maybe(int),
    "column": Maybe(int),
    "waived": Maybe(str),
}
SPAN = {"start": DAY, "end": DAY}
OBLIGATION = Items(
    {
        "key": str,
        "label": str,
        "state": Words("not_due|due|done|late|overdue|waived"),
        "deadline": Maybe(DAY),
        "done": Maybe(DAY),
        "provisional": bool,
        "period?": MONTH,
        "estimated?": bool,
    }
)
CHECK = {
    "schema": Words("zhutiri/check/1"),
    "as_of": DAY,
    "plan": {"path": str, "title": str, "year": int},
    "summary": {"activities": int, "statuses": Every(STATUS.pattern, int), "findings": COUNTS},
    "activities": [
        {
            "id": int,
            "theme": str,
            "month": MONTH,
            "forms": [str],
            "units": [str],
            "status": STATUS,
            "label": str,
            "action": Words("unit|office|none"),
            "held": Maybe(SPAN),
            "submitted": Maybe(DAY),
            "deadline": Maybe(DAY),
            "extended_from": Maybe(DAY),
            "latest_deadline": DAY,
            "provisional": bool,
            "working_days_left": Maybe(int),
            "folder": Maybe(str),
            "materials": Every(
                r"\w+",
                {"required": int, "usable": int, "items": [Items({"path": str, "usable": bool, "url?": str})]},
            ),
            "findings": [FINDING],
            "obligations": [OBLIGATION],
        }
    ],
    "units": [{"unit": str, "obligations": [OBLIGATION]}],
    "findings": [FINDING],
}
VALIDATE = {
    "schema": Words("zhutiri/validate/1"),
    "files": [{"path": str, "findings": [FINDING]}],
    "summary": COUNTS,
}
DEADLINES = {
    "schema": Words("zhutiri/deadlines/1"),
    "as_of": DAY,
    "deadlines": [
        {
            "id": int,
            "theme": str,
            "units": [str],
            "month": MONTH,
            "held": Maybe(SPAN),
            "deadline": Maybe(DAY),
            "latest_deadline": DAY,
            "provisional": bool,
            "working_days_left": Maybe(int),
            "status": STATUS,
            "obligations": [OBLIGATION],
        }
    ],
    "units": [{"unit": str, "obligations": [OBLIGATION]}],
}
WORKDAYS = {
    "schema": Words("zhutiri/workdays/1"),
    "start": DAY,
    "count": int,
    "result": DAY,
    "provisional": bool,
    "days": [
        {
            "date": DAY,
            "weekday": int,
            "kind": Words("workday|makeup|weekend|holiday|local"),
            "name": Maybe(str),
            "counted": Maybe(int),
        }
    ],
    "notices": [{"year": int, "number": Maybe(str), "issued": Maybe(DAY), "address": str}],
}


Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command in a copy of the examples and read its JSON."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)

    def asked(*arguments: str, status: int | None = None) -> Any:
        code = run([*arguments, "-f", "json"])
        out = capsys.readouterr()
        assert code in ((0, 1) if status is None else (status,)), out.err
        return json.loads(out.out)

    return asked


def edit(path: str, old: str, new: str) -> None:
    """Replace a piece of a file in the current folder."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def counted(report: Any) -> dict[str, int]:
    """Unwaived findings by severity, counted from the lists."""
    every = [*report["findings"], *(found for item in report["activities"] for found in item["findings"])]
    return {
        severity: sum(found["severity"] == severity and found["waived"] is None for found in every)
        for severity in ("error", "warning", "info")
    }


def states(report: Any) -> dict[str, int]:
    every = [item["status"] for item in report["activities"]]
    return {status: every.count(status) for status in every}


def test_the_schema_of_this_test_refuses_what_is_wrong() -> None:
    assert misfits({"error": 1, "warning": 0}, COUNTS) == ["$.info: missing"]
    assert misfits({"error": 1, "warning": 0, "info": True, "x": 1}, COUNTS) == [
        "$.x: unknown",
        "$.info: True is no int",
    ]
    assert misfits({"start": "2024-3-1", "end": "2024-03-01"}, SPAN) == ["$.start: '2024-3-1'"]
    assert misfits([{"path": "a", "usable": True}], [Items({"path": str, "usable": bool, "url?": str})]) == []


@pytest.mark.parametrize("as_of", [AS_OF, "2024-01-01", "2026-12-31"])
def test_check_has_the_keys_of_the_contract(ask: Ask, as_of: str) -> None:
    report = ask("check", "--as-of", as_of)
    assert misfits(report, CHECK) == []
    assert report["as_of"] == as_of
    assert report["plan"] == {
        "path": "data/plan_2024.yaml",
        "title": "云汐示范区2024年“政务公开主题日”活动计划表（虚构示例）",
        "year": 2024,
    }
    assert report["summary"]["activities"] == len(report["activities"])
    assert report["summary"]["statuses"] == states(report)
    assert report["summary"]["findings"] == counted(report)


def test_check_says_every_status_with_its_label_and_action(ask: Ask) -> None:
    report = ask("check", "--as-of", AS_OF, status=1)
    labels = {item["status"]: item["label"] for item in report["activities"]}
    assert labels == {
        "cancelled": "已取消",
        "unrecorded": "待登记",
        "not_held": "未见举办记录",
        "scheduled": "未到期",
        "awaiting": "待报送",
        "overdue": "逾期未报",
        "incomplete": "材料不全",
        "late": "迟报",
        "compliant": "合规",
    }
    actions = {(item["status"], item["action"]) for item in report["activities"] if item["units"]}
    for status in ("cancelled", "scheduled", "late", "compliant"):
        assert {action for known, action in actions if known == status} == {"none"}
    for status in ("awaiting", "overdue", "incomplete"):
        assert {action for known, action in actions if known == status} == {"unit"}
    assert ("unrecorded", "office") in actions


def test_check_nulls_what_is_not_known(ask: Ask) -> None:
    for item in ask("check", "--as-of", AS_OF)["activities"]:
        assert (item["deadline"] is None) == (item["held"] is None)
        assert item["latest_deadline"] is not None
        if item["status"] in ("cancelled", "compliant", "late"):
            assert item["working_days_left"] is None


def test_paths_of_check_lead_from_the_current_folder(ask: Ask) -> None:
    report = ask("check", "--as-of", AS_OF)
    folders = [item["folder"] for item in report["activities"] if item["folder"]]
    assert folders
    assert all(Path(folder).is_dir() and folder.startswith("data/submissions/2024/") for folder in folders)


FILTERS: list[tuple[list[str], Callable[[Any], bool]]] = [
    (["--id", "5"], lambda item: item["id"] == 5),
    (["--id", "5", "--id", "7"], lambda item: item["id"] in (5, 7)),
    (["--month", "3"], lambda item: item["month"] == "2024-03"),
    (["--month", "2024-02"], lambda item: item["month"] == "2024-02"),
    (["--status", "overdue"], lambda item: item["status"] == "overdue"),
    (["--status", "合规"], lambda item: item["status"] == "compliant"),
    (["--unit", "云汐示范区纸鸢街道办事处"], lambda item: "云汐示范区纸鸢街道办事处" in item["units"]),
    (["--month", "3", "--status", "late"], lambda item: item["month"] == "2024-03" and item["status"] == "late"),
]


@pytest.mark.parametrize(("words", "keeps"), FILTERS, ids=[" ".join(words) for words, _ in FILTERS])
def test_filters_narrow_activities_and_every_count(ask: Ask, words: list[str], keeps: Callable[[Any], bool]) -> None:
    whole = ask("check", "--as-of", AS_OF)
    report = ask("check", "--as-of", AS_OF, *words)
    assert misfits(report, CHECK) == []
    assert report["activities"] == [item for item in whole["activities"] if keeps(item)]
    assert report["summary"]["activities"] == len(report["activities"]) < len(whole["activities"])
    assert report["summary"]["statuses"] == states(report)
    assert report["summary"]["findings"] == counted(report)


def test_the_exit_status_follows_the_filters(ask: Ask) -> None:
    whole = ask("check", "--as-of", AS_OF, status=1)
    clean = [item["id"] for item in whole["activities"] if not any(f["severity"] == "error" for f in item["findings"])]
    broken = [item["id"] for item in whole["activities"] if item["status"] == "overdue"]
    ask("check", "--as-of", AS_OF, "--id", str(clean[0]), status=0)
    ask("check", "--as-of", AS_OF, "--id", str(broken[0]), status=1)


@pytest.mark.parametrize(("status", "rule"), [("overdue", "ZT203"), ("late", "ZT204"), ("not_held", "ZT202")])
def test_a_waived_finding_stays_listed_and_counts_nowhere(ask: Ask, status: str, rule: str) -> None:
    before = ask("check", "--as-of", AS_OF, "--status", status, status=1)
    number, others = before["activities"][0]["id"], len(before["activities"][0]["findings"]) - 1
    waiver = f"  - id: {number}\n    waivers: [{{rule: {rule}, reason: 领导小组同意}}]\n"
    edit("data/plan_2024.yaml", f"  - id: {number}\n", waiver)
    report = ask("check", "--as-of", AS_OF, "--id", str(number), status=int(others > 0))
    (item,) = report["activities"]
    waived = [found for found in item["findings"] if found["waived"] is not None]
    assert [(found["rule"], found["severity"], found["waived"]) for found in waived] == [
        (rule, "error", "领导小组同意")
    ]
    assert (item["status"], item["action"]) == (status, "none")
    assert report["summary"]["statuses"] == {status: 1}
    assert report["summary"]["findings"] == counted(report)
    assert report["summary"]["findings"]["error"] == others


def test_validate_has_the_keys_of_the_contract(ask: Ask) -> None:
    report = ask("validate", status=0)
    assert misfits(report, VALIDATE) == []
    assert [entry["path"] for entry in report["files"]] == ["data/plan_2024.yaml"]


def test_validate_counts_all_files_and_points_into_each(ask: Ask) -> None:
    plan = Path("data/plan_2024.yaml").read_text(encoding="utf-8")
    Path("bad.yaml").write_text("a: [\n", encoding="utf-8")
    Path("𠮷.yaml").write_text(plan.replace("year: 2024", "year: 二〇二四"), encoding="utf-8")
    report = ask("validate", "bad.yaml", "data/plan_2024.yaml", "𠮷.yaml", status=1)
    assert misfits(report, VALIDATE) == []
    assert [entry["path"] for entry in report["files"]] == ["bad.yaml", "data/plan_2024.yaml", "𠮷.yaml"]
    bad, good, wrong = (entry["findings"] for entry in report["files"])
    assert [found["rule"] for found in bad] == ["ZT101"]
    assert [found for found in good if found["severity"] == "error"] == []
    errors = [found for found in wrong if found["severity"] == "error"]
    line = plan.splitlines().index("year: 2024") + 1
    assert [(found["rule"], found["path"], found["line"], found["column"]) for found in errors] == [
        ("ZT102", "𠮷.yaml", line, 7)
    ]
    every = [found for entry in report["files"] for found in entry["findings"]]
    assert report["summary"] == {s: sum(found["severity"] == s for found in every) for s in COUNTS}
    assert all(found["line"] and found["column"] for found in every)


def test_columns_are_in_code_points(ask: Ask) -> None:
    edit("data/plan_2024.yaml", "contact: {phone: 0000-00000000", "contact: {name: 𠮷𠮷, fone: 0000-00000000")
    (found,) = [f for f in ask("validate", status=1)["files"][0]["findings"] if f["rule"] == "ZT102"]
    assert found["column"] == len("contact: {name: 𠮷𠮷, ") + 1


def test_deadlines_has_the_keys_of_the_contract_and_agrees_with_check(ask: Ask) -> None:
    report = ask("deadlines", "--as-of", AS_OF, status=0)
    assert misfits(report, DEADLINES) == []
    whole = ask("check", "--as-of", AS_OF)
    keys = list(report["deadlines"][0])
    assert report["deadlines"] == [{key: item[key] for key in keys} for item in whole["activities"]]


def test_workdays_has_the_keys_of_the_contract(ask: Ask) -> None:
    report = ask("workdays", "2024-09-27", "3", status=0)
    assert misfits(report, WORKDAYS) == []
    assert (report["start"], report["count"], report["result"]) == ("2024-09-27", 3, "2024-10-08")
    assert report["days"][0]["date"] == "2024-09-28"
    assert report["days"][-1]["date"] == "2024-10-08"
    assert [day["counted"] for day in report["days"] if day["counted"] is not None] == [1, 2, 3]
    assert (report["days"][1]["kind"], report["days"][1]["weekday"]) == ("makeup", 7)
    assert {day["kind"] for day in report["days"]} >= {"makeup", "holiday", "workday", "weekend"}
    assert any(day["name"] and "国庆" in day["name"] for day in report["days"])


def test_workdays_counts_back(ask: Ask) -> None:
    report = ask("workdays", "2024-10-08", "-3", status=0)
    assert misfits(report, WORKDAYS) == []
    assert (report["count"], report["result"]) == (-3, "2024-09-27")


def test_workdays_with_nothing_to_count(ask: Ask) -> None:
    report = ask("workdays", "2024-10-01", "0", status=0)
    assert (report["result"], report["days"]) == ("2024-10-01", [])


def test_workdays_knows_the_plan_s_own_days(ask: Ask) -> None:
    days = ask("workdays", "2024-02-21", "1", status=0)["days"]
    assert [(day["date"], day["kind"], day["counted"]) for day in days] == [
        ("2024-02-22", "local", None),
        ("2024-02-23", "workday", 1),
    ]
