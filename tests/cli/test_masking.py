"""No output of a check leaks a citizen's number that a name, a record or a summary holds."""

from __future__ import annotations

import email
import email.policy
import json
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN

PHONE, CARD = "13800138000", "11010519491231002X"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A workspace whose names, record and summary all hold numbers."""
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes(BASE_PLAN.read_bytes())
    folder = tmp_path / "submissions" / "2024" / "03-麦浪人社局"
    folder.mkdir(parents=True)
    (folder / f"活动总结{PHONE}.txt").write_text(f"王芳 {PHONE}，{CARD}。", encoding="utf-8")
    (folder / f"一份名称很长很长很长很长很长很长很长很长很长很长的来件{PHONE}.bin").write_bytes(b"x")
    (folder / f"压缩{CARD}.zip").write_bytes(b"PK")
    (folder.parent / f"待整理{PHONE}").mkdir()
    record = f"""held: 2024-03-15
submitted: 2024-03-20
links: [{{outlet: 晚报, evidence: 剪报{PHONE}.jpg}}, 'ftp://yunxi.example/{PHONE}']
waivers: [{{rule: ZT302, reason: 经 {PHONE} 同意}}]
"""
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    return plan


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "junit"])
@pytest.mark.parametrize("more", [(), ("--all",)])
def test_what_people_read_holds_no_number(plan: Path, form: str, more: tuple[str, ...]) -> None:
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-25", "-f", form, "--fail-on", "never", *more)
    plain = "".join(ran.out.replace("\\", "").split())
    assert "138****8000" in plain
    assert "1380013" not in plain
    assert CARD[6:14] not in plain


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_programs_read_holds_no_number(plan: Path, form: str) -> None:
    """Paths and addresses included: these files are passed on, and kept by CI."""
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-25", "-f", form, "--fail-on", "never", "--all")
    assert "138****8000" in unquote(ran.out)
    assert "1380013" not in ran.out
    assert CARD[6:14] not in ran.out


def test_a_report_is_compared_with_an_earlier_one_whose_paths_are_not_masked(plan: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    order = ("check", "--plan", str(plan), "--as-of", "2024-03-25", "--fail-on", "never")
    assert zhutiri(*order, "-o", str(earlier)).status == 0
    report = json.loads(earlier.read_text(encoding="utf-8"))
    for found in (one for item in report["activities"] for one in item["findings"]):
        found["path"] = found["path"] and found["path"].replace("138****8000", PHONE)
    for text in (earlier.read_text(encoding="utf-8"), json.dumps(report)):
        earlier.write_text(text, encoding="utf-8")
        since = json.loads(zhutiri(*order, "-f", "json", "--baseline", str(earlier)).out)["baseline"]
        assert {one["change"] for one in since["findings"]} == {"open"}
    assert PHONE in json.dumps(report)


@pytest.mark.parametrize(
    ("command", "form"),
    [("check", "table"), ("check", "markdown"), ("deadlines", "table"), ("remind", "text"),
     ("remind", "json"), ("rank", "table"), ("rank", "json")],
)  # fmt: skip
def test_a_theme_holds_no_number_either(plan: Path, command: str, form: str) -> None:
    words = plan.read_text(encoding="utf-8")
    (theme,) = [line for line in words.splitlines() if "theme:" in line][:1]
    plan.write_text(words.replace(theme, f"{theme}{PHONE}", 1), encoding="utf-8")
    ran = zhutiri(command, "--plan", str(plan), "--as-of", "2024-05-25", "-f", form)
    assert "1380013" not in "".join(ran.out.split())
    assert "138****8000" in "".join(ran.out.replace("\\", "").split()), ran.err


@pytest.mark.parametrize(
    ("command", "suffix"),
    [("check", ".docx"), ("remind", ".docx"), ("remind", ".txt"), ("remind", ".json"), ("remind", ".eml")],
)
def test_letters_and_circulars_hold_no_number(plan: Path, tmp_path: Path, command: str, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    ran = zhutiri(command, "--plan", str(plan), "--as-of", "2024-03-25", "-o", str(out))
    assert ran.status in (0, 1), ran.err
    raw = out.read_bytes()
    if suffix == ".docx":
        document = docx.Document(str(out))
        plain = "".join(paragraph.text for paragraph in document.paragraphs)
    elif suffix == ".eml":
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        plain = mail.get_content()
    else:
        plain = raw.decode()
    assert "活动" in plain
    assert "1380013" not in plain
    assert CARD[6:14] not in plain
