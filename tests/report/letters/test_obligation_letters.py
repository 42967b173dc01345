"""Letters about obligations: who is written to, what it says, and what the office keeps to itself."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import docx

from tests.support.command import zhutiri
from tests.support.obliged_desk import DAY, PLAN, obliged_desk, told


def letters(plan: Path, *arguments: str, day: str = DAY) -> dict[str, Any]:
    tree = json.loads(told("remind", plan, "-f", "json", *arguments, day=day).out)
    return {letter["to"]["unit"]: letter for letter in tree["letters"]} | {"": tree}


def test_a_unit_that_owes_only_an_obligation_gets_a_letter(tmp_path: Path) -> None:
    found = letters(obliged_desk(tmp_path))
    archive = found["区档案馆"]
    assert archive["activities"] == []
    assert archive["title"] == "关于办理云汐区2025年政务公开活动有关事项的提醒"
    assert "贵单位有以下2项另有期限的事项，还请办理：" in archive["text"]
    assert (
        "进展表（2025-03）应于3月25日（周二）前（含当日）办结，截至4月10日没有办结的记录，逾期11个工作日。"
        "请尽快补办并说明原因；已经办结的，请告知办结日期。" in archive["text"]
    )
    assert "计划表应于3月7日（周五）12:00前办结" in archive["text"]


def test_what_is_to_come_is_asked_for_by_its_expected_day_and_cites_its_clause(tmp_path: Path) -> None:
    found = letters(obliged_desk(tmp_path))
    (line,) = [line for line in found["区教育局"]["text"].split("\n") if "校园开放日：活动预告" in line]
    assert "请于4月15日（周二）前（含当日）办结（依据一）（按计划日期预计，以实际举办日期为准）" in line
    assert "逾期" not in line
    assert [entry["unit"] for entry in found["区教育局"]["copies"]] == ["区人社局"]


def test_a_doubt_is_the_offices_and_names_no_unit(tmp_path: Path) -> None:
    tree = letters(obliged_desk(tmp_path))[""]
    for letter in tree["letters"]:
        assert "第3项　展厅讲解：活动预告" not in letter["text"]
    (own,) = tree["office_obligations"]
    assert (own["id"], own["key"], own["state"]) == (3, "preview", "overdue")
    assert own["text"] == (
        "活动预告逾期未办，期限 2025-03-13：ncx.example 的链接已报来，哪天发布没有登记；请核对后登记办结日期"
    )


def test_the_verdict_counts_the_letters(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    tree = letters(plan)[""]
    said = told("check", plan).out.replace("\n", "")
    number = len(tree["letters"])
    owed = sum(len(letter["obligations"]) for letter in tree["letters"])
    assert f"（单位 {owed} 项，办公室 {len(tree['office_obligations'])} 项），共提醒 {number} 家单位" in said
    assert told("remind", plan, "-o", str(tmp_path / "催办.docx")).out.startswith(f"提醒 {number} 封（{number} 家单位 ")
    told("remind", plan, "-o", str(tmp_path / "信"), "-f", "eml")
    assert len(list((tmp_path / "信").iterdir())) == number


def test_a_provisional_day_never_makes_a_unit_late(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path, PLAN.replace("2025", "2099").replace("on: 2099-03-07", "on: 2099-01-07"))
    text = "".join(letter["text"] for letter in letters(plan, day="2099-04-10")[""]["letters"])
    assert not re.search("方案报备应于", text)


def test_only_one_unit_of_the_roster_is_written_to(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    assert letters(plan, "--unit", "档案馆").keys() == {"区档案馆", ""}
    assert letters(plan, "2").keys() == {"区教育局", ""}


def test_letters_kept_as_sent_count_activities_alone(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    ran = told("remind", plan, "--sent")
    assert "没有新的提醒可登记" in ran.out
    assert "另有期限的事项不计提醒次数，只登记了活动" in ran.err
    assert not (tmp_path / "reminded_2025.yaml").exists()


def test_a_template_that_would_lose_them_is_refused(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    template = tmp_path / "催办.txt"
    template.write_text("{{ 标题 }}\n{{ 单位 }}：请办理。\n", encoding="utf-8")
    ran = zhutiri("remind", "--plan", str(plan), "--as-of", DAY, "--template", str(template))
    assert ran.status == 2
    assert "没有写“事项”，信里会缺另有期限的事项" in ran.err
    template.write_text("{{ 标题 }}\n{% for 项 in 事项 %}{{ 项.名称 }}，{{ 项.情况 }}\n{% endfor %}", encoding="utf-8")
    ran = zhutiri("remind", "--plan", str(plan), "--as-of", DAY, "--template", str(template), "--unit", "区档案馆")
    assert (ran.status, "计划表，逾期未办\n进展表（2025-03），逾期未办\n" in ran.out) == (0, True)


def test_the_circular_has_a_section_that_names_who_is_certain(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    told("check", plan, "-o", str(tmp_path / "通报.docx"))
    words = docx.Document(io.BytesIO((tmp_path / "通报.docx").read_bytes())).paragraphs
    lines = [paragraph.text for paragraph in words]
    at = lines.index("三、另有期限的事项")
    assert lines[at + 1] == "1．区人社局：第1项方案报备（3月17日办结，期限3月11日）。"
    assert lines[at + 2] == (
        "2．区教育局：第3项方案报备（期限3月13日，逾期19个工作日）、计划表（3月10日办结，期限3月7日）。"
    )
    assert lines[at + 3].startswith("3．区档案馆：进展表（2025-03）（期限3月25日，逾期11个工作日）、计划表")
    assert "另有期限的事项中，逾期未办3项、迟办2项，涉及3家单位。" in lines
    assert any("尚待办公室核对、未通报到单位：第3项。" in line for line in lines)


def test_a_units_own_page_has_a_box_for_each(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    page = told("remind", plan, "--for", "教育局").out
    for line in (
        "■ 另有期限的事项（☑ 已办，☐ 还没有办，？ 由办公室核对）",
        "  ☐ 第2项　校园开放日：活动预告：4月15日（周二），按计划日期预计（活动开始前7日），依据一；"
        "待办，还有3个工作日",
        "  ？ 第3项　展厅讲解：活动预告：3月13日（周四）（活动开始前7日），依据一；可能已办，由办公室核对",
        "  ☑ 进展表（2025-02）：2月25日（周二）（每月25日前）；不要求",
        "  ☐ 进展表（2025-04）：4月25日（周五）（每月25日前）；未到期",
        "  ☑ 计划表：3月7日（周五）12:00（2025年3月7日12:00前）；3月10日办结，晚于期限",
    ):
        assert f"{line}\n" in page, page
    assert "2025-05" not in page
    assert told("remind", plan, "--for", "档案馆", "-o", str(tmp_path / "页.html")).out == (
        "区档案馆：承办 0 项，要办 0 项；另有期限的事项要办 2 项\n"
    )
