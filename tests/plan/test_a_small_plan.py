"""A plan needs little: a year, and activities with id, theme and month. Every command works on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.plan.model import Plan

SMALL = """\
year: 2024
activities:
  - {id: 1, theme: 社保政策进社区, month: 3}
  - {id: 2, theme: 校园开放日, month: 3, units: [区教育局]}
"""
AS_OF = ("--as-of", "2024-04-12")


def plan_of(text: str) -> Plan:
    loaded = load_plan_bytes(Path("plan.yaml"), text.encode())
    assert loaded.plan is not None, loaded.faults
    return loaded.plan


def test_what_is_not_written_is_as_the_notice_has_it() -> None:
    plan = plan_of(SMALL)
    report = plan.requirements.report
    assert (report.within_working_days, report.materials.minimums()) == (
        5,
        {"plan": 1, "photos": 1, "summary": 1, "links": 1},
    )
    assert (plan.document.number, plan.forms, plan.activities[0].forms) == (None, (), ())
    assert plan.terms_assumed


@pytest.mark.parametrize("missing", ["number", "issuer", "issued"])
def test_each_field_of_the_document_may_be_left_out(missing: str) -> None:
    fields = {"number": "测〔2024〕1号", "issuer": "测试办", "issued": "2024-02-28"}
    told = "".join(f"  {key}: {value}\n" for key, value in fields.items() if key != missing)
    assert getattr(plan_of(f"document:\n{told}{SMALL}").document, missing) is None
    loaded = load_plan_bytes(Path("plan.yaml"), f"document:\n  {missing}:\n{SMALL}".encode())
    assert [fault.message[-4:] for fault in loaded.faults] == ["没有填写"]


def test_a_filing_without_a_label() -> None:
    plan = plan_of(f"requirements: {{filing: {{before_working_days: 5}}}}\n{SMALL}")
    assert plan.requirements.filing is not None
    assert plan.requirements.filing.label == "活动方案报备"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan_2024.yaml").write_text(SMALL, encoding="utf-8")
    folder = tmp_path / "submissions" / "2024" / "2"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-15\n", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("small")
def test_validate_warns_of_the_unit_alone() -> None:
    ran = zhutiri("validate", "plan_2024.yaml", "-f", "json")
    (report,) = json.loads(ran.out)["files"]
    assert [(one["rule"], one["severity"]) for one in report["findings"]] == [("ZT105", "warning")]
    assert ran.status == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "words",
    [
        ("check", *AS_OF, "--fail-on", "never"),
        *(("check", *AS_OF, "--fail-on", "never", "-o", f"a.{suffix}")
          for suffix in ("json", "html", "xlsx", "docx", "md", "csv", "xml", "sarif")),
        ("deadlines", *AS_OF, "-o", "a.ics"),
        ("remind", *AS_OF),
        ("remind", *AS_OF, "-o", "a.docx"),
        ("rank", *AS_OF),
        ("rules", "ZT203"),
        ("diff", "plan_2024.yaml", "plan_2024.yaml"),
        ("record", "1", "--held", "2024-03-15"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_works_on_it(words: tuple[str, ...]) -> None:
    ran = zhutiri(*words)
    assert ran.status == 0, ran.err
    assert "None" not in ran.out


@pytest.mark.usefixtures("small")
def test_the_report_says_what_it_assumes() -> None:
    assert "按通行的要求核对" in zhutiri("check", *AS_OF).out
    letter = zhutiri("remind", *AS_OF).out
    assert "根据活动计划要求" in letter
    assert "（发文机关）" in letter
