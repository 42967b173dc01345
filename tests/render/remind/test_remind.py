"""``zhutiri remind`` and its formats: text, .docx, mail drafts, JSON; the office's own templates."""

from __future__ import annotations

import email
import email.policy
import io
import json
import os
import re
import shutil
import subprocess
import sys
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.support.command import Ran, zhutiri
from tests.support.letter_reports import activity, report
from tests.support.places import EXAMPLES
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit import template_room
from zhutiri_cli.render.remind import docx as remind_docx
from zhutiri_cli.render.remind import eml as remind_eml
from zhutiri_cli.render.remind import json as remind_json
from zhutiri_cli.render.remind import text as remind_text
from zhutiri_cli.report.letters.letter_facts import TEMPLATE
from zhutiri_cli.report.letters.reminders import reminders
from zhutiri_cli.report.office import OfficeTemplate, RosterEntry
from zhutiri_cli.workspace.reminding import keep_sent

pytestmark = pytest.mark.usefixtures("examples_known")

NASTY = "甲局\r\nBcc: x@evil.example\x1b[31m\u202e<b>{{ 7*7 }}"
LITERAL = "甲局‹U+000D›‹U+000A›Bcc: x@evil.example‹U+001B›[31m‹U+202E›<b>{{ 7*7 }}"


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, which is the current folder."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def remind(*arguments: str) -> Ran:
    return zhutiri("remind", "--as-of", "2024-04-12", *arguments)


def read(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def receivers(raw: bytes, field: str) -> list[tuple[str, str]]:
    """Names and addresses of a field, by the older reader: the newer one puts spaces between encoded words."""
    mail = email.message_from_bytes(raw)
    found = getaddresses([str(value) for value in mail.get_all(field, [])])
    return [(str(make_header(decode_header(name))), where) for name, where in found]


def paragraphs(raw: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs]


def templated(text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    own = Display(templates={TEMPLATE: OfficeTemplate(Shown("催办.txt"), content)})
    return remind_text.render(reminders(report(activity(1))), own)


# --- the command ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
def test_the_sample_owes_four_letters() -> None:
    ran = remind()
    assert ran.status == 0
    assert ran.out.count("关于报送云汐示范区2024年“政务公开主题日”活动资料的提醒") == 4
    assert "第10项　街道线上问政〔云汐示范区回声街道办事处〕：待登记" in ran.out.split("办公室自办")[1]
    assert "听雨水务局" not in ran.out, "a late set is in: nobody has to do anything"


@pytest.mark.usefixtures("workspace")
def test_letters_can_be_narrowed() -> None:
    one = json.loads(remind("--unit", "云汐示范区麦浪农业局", "-f", "json").out)
    assert [letter["to"]["unit"] for letter in one["letters"]] == ["云汐示范区麦浪农业局"]
    overdue = json.loads(remind("--status", "逾期未报", "-f", "json").out)
    assert [item["id"] for letter in overdue["letters"] for item in letter["activities"]] == [8]
    soon = json.loads(remind("--status", "awaiting", "--due-within", "1", "-f", "json").out)
    assert soon["letters"] == []


@pytest.mark.usefixtures("workspace")
def test_nothing_owed_is_said() -> None:
    ran = remind("--status", "合规")
    assert (ran.status, ran.out) == (0, "没有需要提醒的单位\n")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unit", "没有这个局"), "计划中没有单位 没有这个局"),
        (("--status", "坏"), "没有 坏 这种状态"),
        (("--due-within", "-1"), "超出范围"),
        (("--template", "没有.txt"), "模板 没有.txt 打不开（不存在）"),
        (("--template", "data"), "模板 data 打不开（是一个文件夹）"),
        (("-f", "eml"), "请用 -o 指明"),
        (("-o", "催办.eml"), "请指明文件夹，如 -f eml -o 催办"),
        (("-o", "催办.pdf"), "后缀"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    ran = remind(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert len([line for line in ran.err.splitlines() if line.startswith("错误：")]) == 1
    assert not Path("催办.eml").exists()


def test_the_real_plan_without_submissions_reminds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    ran = zhutiri("remind", "--as-of", "2024-12-31", "-f", "json")
    made = json.loads(ran.out)
    assert made["letters"] == []
    assert len(made["office"]) == 54
    assert "没有报送材料总文件夹" in ran.err


@pytest.mark.usefixtures("workspace")
def test_the_json_says_what_the_letter_says() -> None:
    made = json.loads(remind("-f", "json").out)
    assert made["schema"] == "zhutiri/remind/1"
    assert made["plan"] == {"path": "data/plan_2024.yaml", "title": made["plan"]["title"], "year": 2024}
    farm = next(letter for letter in made["letters"] if letter["to"]["unit"].endswith("麦浪农业局"))
    assert farm["to"] == {"unit": "云汐示范区麦浪农业局", "contact": None, "phone": None, "email": None}
    assert farm["activities"] == [
        {
            "id": 9,
            "theme": "农机补贴政策宣讲",
            "status": "incomplete",
            "deadline": "2024-03-29",
            "latest_deadline": "2024-04-08",
            "provisional": False,
            "working_days_left": -9,
            "lacking": ["总结"],
            "unchecked": ["宣传报道链接"],
            "times": 1,
            "reminded": [],
        }
    ]
    assert farm["text"].startswith(farm["title"])
    assert [entry["id"] for entry in made["office"]] == [10]


# --- what was sent ----------------------------------------------------------------------------------------------

FARM = ("--unit", "云汐示范区麦浪农业局")


def remind_on(day: str, *arguments: str) -> Ran:
    return zhutiri("remind", "--as-of", day, *arguments)


def test_the_next_letter_says_which_it_is(workspace: Path) -> None:
    assert "次提醒" not in remind(*FARM).out
    assert not (workspace / "data" / "reminded_2024.yaml").exists(), "without --sent nothing is kept"
    ran = remind("--sent")
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "√ 已登记提醒 4 封 4 项：data/reminded_2024.yaml"
    assert "次提醒" not in remind(*FARM).out, "a letter of the same day is the same letter"
    second = remind_on("2024-04-19", *FARM).out
    assert second.startswith("关于报送云汐示范区2024年“政务公开主题日”活动资料的第二次提醒\n")
    assert "　　我办已于4月12日提醒，这是第二次提醒。\n" in second
    assert remind_on("2024-04-19", *FARM, "--sent", "-o", "催办.json").status == 0
    third = json.loads(remind_on("2024-04-26", *FARM, "-f", "json").out)["letters"][0]
    assert (third["activities"][0]["times"], third["activities"][0]["reminded"]) == (3, ["2024-04-12", "2024-04-19"])
    assert "第三次提醒" in third["title"]
    assert "第二次提醒" in (workspace / "催办.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("workspace")
def test_the_circular_says_how_often_a_unit_was_reminded() -> None:
    remind("--sent")
    remind_on("2024-04-19", *FARM, "--sent")
    assert zhutiri("check", "--as-of", "2024-04-26", "-o", "通报.docx", "--fail-on", "never").status == 0
    said = "\n".join(paragraphs(Path("通报.docx").read_bytes()))
    assert "缺总结（宣传报道链接待核对），已提醒2次（最近一次4月19日）。" in said
    assert "缺活动方案、总结、宣传报道链接，已于4月12日提醒。" in said


def test_a_dry_run_shows_and_writes_nothing(workspace: Path) -> None:
    ran = remind(*FARM, "--sent", "--dry-run", "-o", "催办.docx")
    assert (ran.status, ran.out.splitlines()) == (
        0,
        [
            "  2024-04-12 提醒 云汐示范区麦浪农业局：第 9 项",
            "只看不写：将登记提醒 1 封 1 项，没有写入 data/reminded_2024.yaml",
        ],
    )
    assert not (workspace / "催办.docx").exists()
    assert not (workspace / "data" / "reminded_2024.yaml").exists()
    assert "--dry-run 须与 --sent 一起用" in remind("--dry-run").err


@pytest.mark.parametrize("written", [True, False])
def test_letters_that_are_there_are_said_to_be_where_they_cannot_be_kept(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    def full(path: Path, _: bytes) -> None:
        raise FileProblem(f"{path.name} 写不下（磁盘已满）", "请腾出磁盘空间")

    monkeypatch.setattr(keep_sent, "replace_file", full)
    ran = remind(*FARM, "--sent", *(["-o", "催办.docx"] if written else []))
    assert ran.status == 2
    assert (workspace / "催办.docx").exists() is written
    lost = "提醒已经写出，只是没有登记发出：" if written else ""
    again = "，然后把这条命令去掉 -o 再运行一次" if written else ""
    assert f"{lost}reminded_2024.yaml 写不下（磁盘已满）" in ran.err
    assert f"请腾出磁盘空间{again}" in ran.err


def test_a_faulty_record_of_letters_is_told_and_counts_nothing(workspace: Path) -> None:
    kept = workspace / "data" / "reminded_2024.yaml"
    kept.write_text("sent:\n- {on: 2024-04-31, unit: 甲, activities: [9]}\n", encoding="utf-8")
    ran = remind(*FARM)
    assert ran.status == 0
    assert "催办记录 data/reminded_2024.yaml 第 2 行有误" in ran.err
    assert "次提醒" not in ran.out
    ran = remind(*FARM, "--sent", "-o", "催办.docx")
    assert (ran.status, ran.out) == (2, "")
    assert "第 2 行有误" in ran.err
    assert not (workspace / "催办.docx").exists(), "nothing is written where nothing can be kept"


@pytest.mark.usefixtures("workspace")
def test_another_unit_was_not_reminded() -> None:
    remind("--sent")
    plan = Path("data/plan_2024.yaml")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("云汐示范区麦浪农业局", "云汐示范区青禾教育局"), encoding="utf-8")
    letters = json.loads(remind_on("2024-04-19", "-f", "json").out)["letters"]
    (school,) = [letter for letter in letters if letter["to"]["unit"] == "云汐示范区青禾教育局"]
    assert {owed["id"]: owed["times"] for owed in school["activities"]} == {9: 1, 13: 2}
    assert not school["title"].endswith("第二次提醒"), "one of the two is asked for the first time"


# --- mail drafts ------------------------------------------------------------------------------------------------


def test_drafts_go_into_a_folder_and_are_never_overwritten(workspace: Path) -> None:
    assert remind("-f", "eml", "-o", "催办").status == 0
    drafts = sorted((workspace / "催办").iterdir())
    assert len(drafts) == 4
    assert drafts[0].name == "催办 2024-04-12 云汐示范区星桥民政局.eml"
    before = {path: path.read_bytes() for path in drafts}
    assert remind("-f", "eml", "-o", "催办").status == 0, "the same drafts are there already"
    drafts[1].write_bytes(b"edited by hand")
    drafts[0].unlink()
    ran = remind("-f", "eml", "-o", "催办")
    assert ran.status == 2
    assert "已存在而内容不同，没有写入任何文件" in ran.err
    assert not drafts[0].exists()
    assert drafts[1].read_bytes() == b"edited by hand"
    assert drafts[2].read_bytes() == before[drafts[2]]


def test_a_folder_is_filled_whole_or_not_at_all(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def full(path: Path, content: bytes) -> None:
        if len(written) == 2:
            raise FileProblem("磁盘已满")
        path.write_bytes(content)
        written.append(path)

    monkeypatch.setattr("zhutiri_cli.cli.write_folders.new_file", full)
    assert remind("-f", "eml", "-o", "催办").status == 2
    assert len(written) == 2
    assert not (workspace / "催办").exists()


def test_names_that_the_system_cannot_write_are_one_sentence(workspace: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    words = ["-m", "zhutiri_cli", "remind", "--as-of", "2024-04-12", "-f", "eml", "-o", "drafts"]
    ran = subprocess.run([sys.executable, *words], capture_output=True, check=False, cwd=workspace, env=environment)
    said = ran.stderr.decode()
    assert ran.returncode in (0, 2)
    assert "程序内部出错" not in said
    assert ("字符编码" in said) == (ran.returncode == 2)
    assert (workspace / "drafts").exists() == (ran.returncode == 0)


def test_one_letter_can_be_one_file(workspace: Path) -> None:
    assert remind("--unit", "云汐示范区麦浪农业局", "-o", "催办.eml").status == 0
    mail = read((workspace / "催办.eml").read_bytes())
    assert mail["Subject"] == "关于报送云汐示范区2024年“政务公开主题日”活动资料的提醒"
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert "收到的“活动总结.docx”文件是空的" in mail.get_content()


def test_no_letter_writes_no_file(workspace: Path) -> None:
    assert remind("--status", "合规", "-f", "eml", "-o", "催办").status == 0
    assert not (workspace / "催办").exists()


def test_a_draft_is_addressed_by_the_roster() -> None:
    roster = (
        RosterEntry(Shown("虚云区甲局"), (Shown("甲1局"),), email=Shown("jia@xuyun.example")),
        RosterEntry(Shown("乙街道"), email=Shown("yi@xuyun.example")),
        RosterEntry(Shown("丙街道"), email=Shown("not an address")),
    )
    made = report(activity(1, units=("甲1局", "乙街道", "丙街道")), roster=roster)
    ((name, raw),) = remind_eml.render(reminders(made), Display()).items()
    mail = read(raw)
    assert name == "催办 2024-04-12 虚云区甲局.eml"
    assert receivers(raw, "To") == [("虚云区甲局", "jia@xuyun.example")]
    assert receivers(raw, "Cc") == [("乙街道", "yi@xuyun.example")]
    assert "Bcc" not in mail
    assert mail["Date"] is None
    assert "抄送：乙街道、丙街道" in mail.get_content()
    assert raw.isascii()


@pytest.mark.parametrize(
    "where", ["a@b.example\r\nBcc: x@y.example", "a@b.example, x@y.example", "甲@b.example", "<a@b.example>", "a@b"]
)
def test_nothing_but_an_address_becomes_a_header(where: str) -> None:
    made = report(activity(1), roster=(RosterEntry(Shown(NASTY), (Shown("甲1局"),), email=Shown(where)),))
    ((name, raw),) = remind_eml.render(reminders(made), Display()).items()
    mail = read(raw)
    assert sorted(key.lower() for key in mail) == [
        "content-transfer-encoding",
        "content-type",
        "mime-version",
        "subject",
        "x-unsent",
    ]
    assert not set(name) & set('<>:"|?*/\\\r\n\x1b\u202e')


def test_nothing_that_people_wrote_adds_a_line_to_the_subject() -> None:
    """What a title is made of: the plan's, the unit's, the theme, and the office's own template."""
    whole = report(activity(1, theme=NASTY, units=(NASTY,)), plan_title=Shown(NASTY))
    own = OfficeTemplate(Shown("催办.txt"), "关于{{ 活动[0].主题 }}的{{ 单位 }}\r\n{{ 标题 }}".encode())
    for look in (Display(), Display(templates={TEMPLATE: own})):
        (raw,) = remind_eml.render(reminders(whole), look).values()
        head = raw.partition(b"\r\n\r\n")[0]
        names = [line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]
        assert sorted(names) == [
            b"content-transfer-encoding",
            b"content-type",
            b"mime-version",
            b"subject",
            b"x-unsent",
        ]
        assert not re.search("[\x00-\x1f\x7f\u202e]", read(raw)["Subject"])
    assert LITERAL in read(raw)["Subject"]


def test_a_name_with_line_breaks_stays_one_name() -> None:
    made = report(activity(1), roster=(RosterEntry(Shown(NASTY), (Shown("甲1局"),), email=Shown("jia@xuyun.example")),))
    (raw,) = remind_eml.render(reminders(made), Display()).values()
    assert receivers(raw, "To") == [(LITERAL, "jia@xuyun.example")]
    assert "bcc" not in {key.lower() for key in read(raw)}


@pytest.mark.parametrize(
    "name",
    [
        "区5G办公室",
        "税务局,第一分局",
        '甲"乙',
        "长沙市天心区政务公开政务服务工作领导小组办公室（政务服务中心）第12党支部A座",
        "a" * 99,
    ],
)
def test_any_name_is_read_back(name: str) -> None:
    roster = (
        RosterEntry(Shown(name), (Shown("甲1局"),), email=Shown("a@b.example")),
        RosterEntry(Shown("乙" + name), (Shown("乙局"),), email=Shown("c@d.example")),
    )
    made = report(activity(1, units=("甲1局", "乙局")), roster=roster)
    (raw,) = remind_eml.render(reminders(made), Display()).values()
    assert receivers(raw, "To") == [(name, "a@b.example")]
    assert receivers(raw, "Cc") == [("乙" + name, "c@d.example")]
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_file_names_do_not_clash() -> None:
    made = report(activity(1, units=("甲/局",)), activity(2, units=("甲?局",)), activity(3, units=("CON",)))
    assert sorted(remind_eml.render(reminders(made), Display())) == [
        "催办 2024-04-12 CON.eml",
        "催办 2024-04-12 甲_局(2).eml",
        "催办 2024-04-12 甲_局.eml",
    ]


# --- the document -----------------------------------------------------------------------------------------------


def two_letters_and_an_own() -> Any:
    return reminders(
        report(
            activity(1, units=("甲局", "乙街道")),
            activity(2, units=("丙局",)),
            activity(3, Status.UNRECORDED, action=Action.OFFICE),
        )
    )


def test_each_letter_begins_a_page_of_the_document() -> None:
    raw = remind_docx.render(two_letters_and_an_own(), Display())
    document = docx.Document(io.BytesIO(raw))
    starts = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert starts == ["关于报送虚云区2024年", "办公室自办（不向单位发函）"]
    texts = [text for text in paragraphs(raw) if text]
    assert texts[:3] == ["关于报送虚云区2024年", "“政务公开主题日”活动资料的提醒", "甲局："]
    signed = next(p for p in document.paragraphs if p.text == "虚云区政务公开办公室")
    assert signed.alignment is WD_ALIGN_PARAGRAPH.RIGHT
    assert texts[-1].startswith("1．第3项　主题3〔甲3局〕：待登记")
    assert remind_docx.render(two_letters_and_an_own(), Display()) == raw


def test_every_format_takes_peoples_text_literally() -> None:
    made = reminders(report(activity(1, theme=NASTY, units=(NASTY, "乙局"))))
    text = remind_text.render(made, Display())
    assert f"\n{LITERAL}：\n" in text
    assert f"第1项　{LITERAL}（" in text
    assert f"{LITERAL}：" in paragraphs(remind_docx.render(made, Display()))
    assert json.loads(remind_json.render(made, Display()))["letters"][0]["text"].count(LITERAL) == 2


# --- templates --------------------------------------------------------------------------------------------------


def test_the_office_may_replace_the_template(workspace: Path) -> None:
    own = "\ufeff催一催 {{ 单位 }}\r\n{% for 项 in 活动 %}缺{{ 项.还缺 | join('和') }}{% endfor %}"
    (workspace / "my.txt").write_bytes(own.encode())
    ran = remind("--unit", "云汐示范区麦浪农业局", "--template", "my.txt")
    assert ran.out == "催一催 云汐示范区麦浪农业局\n缺总结\n"
    (workspace / "data" / "templates").mkdir()
    (workspace / "data" / "templates" / TEMPLATE).write_text("自己的标题\n\n　　{{ 电话 }}\n", encoding="utf-8")
    ran = remind("--unit", "云汐示范区麦浪农业局")
    assert ran.out == "自己的标题\n\n　　0000-00000000\n"
    assert "采用模板 data/templates/催办.txt" in ran.err
    assert remind("--unit", "云汐示范区麦浪农业局", "--template", "my.txt").out.startswith("催一催")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("标题\n{{ 没有 }}", "模板 催办.txt 第 2 行有误：没有“没有”这个内容"),
        ("{{ 活动[0].没有 }}", "第 1 行有误：没有“没有”这个内容"),
        ("标题\n\n{% for 项 in 活动 %}", "第 3 行有误：括号或语句没有写完整"),
        ("{{ 标题", "第 1 行有误：括号或语句没有写完整"),
        ("{{ 标题 | 加粗 }}", "没有“加粗”这个过滤器"),
        ("标题\n{{ 活动.__class__.__base__ }}", "第 2 行有误：用了模板里不允许的写法"),
        ("{{ 'x' * 999999999 }}", "用了模板里不允许的写法"),
        ("{{ '%999999999d' % 1 }}", "用了模板里不允许的写法"),
        ("{{ 1 / 0 }}", "按它写不出结果"),
        ("{% include '/etc/passwd' %}", "用了模板里不允许的写法"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "用了模板里不允许的写法"),
        ("标题\n{% set a = 标题 ~ 标题 %}{{ a }}", "第 2 行有误：用了模板里不允许的写法"),
        ("{% for 项 in 活动 recursive %}{{ loop(活动) }}{% endfor %}", "用了模板里不允许的写法"),
        ("{{ 'x'.ljust(3000000000) | length }}", "用了模板里不允许的写法"),
        ("{{ 标题" + " | join(标题" * 9 + ")" * 9 + " | length }}", "拼接的文字过长"),
        ("{{ 标题" + " | replace('', 标题)" * 9 + " | length }}", "拼接的文字过长"),
        ("", "没有写出任何内容"),
        ("  \n\n", "没有写出任何内容"),
        ("标题".encode("gb18030"), "不是 UTF-8 文本"),
    ],
)
def test_a_faulty_template_is_one_sentence(text: str | bytes, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        templated(text)
    assert said in caught.value.message


def test_a_template_cannot_write_without_end() -> None:
    loops = "".join(f"{{% for a{n} in 单位 %}}" for n in range(12))
    body = "标题" + loops + "一二三四五六七八九十" + "{% endfor %}" * 12
    with pytest.raises(FileProblem, match="过长"):
        templated(body)


def test_a_template_cannot_loop_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_room, "TEMPLATE_SECONDS", 0.2)
    loops = "".join(f"{{% for a{n} in 标题 %}}" for n in range(9))
    with pytest.raises(FileProblem, match="循环过多，没有写完"):
        templated("标题" + loops + "{% endfor %}" * 9)


def test_loops_know_where_they_are() -> None:
    own = "{% for 字 in '甲乙' %}{{ loop.index }}/{{ loop.length }}{{ 字 }}{{ '' if loop.last else '、' }}{% endfor %}"
    assert templated(own) == "1/2甲、2/2乙\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_template(workspace: Path) -> None:
    os.mkfifo(workspace / "pipe.txt")
    ran = remind("--template", "pipe.txt")
    assert ran.status == 2
    assert "模板 pipe.txt 不是普通文件" in ran.err
    device = remind("--template", "/dev/zero")
    assert device.status == 2
    assert "模板 /dev/zero 不是普通文件" in device.err


def test_what_a_template_writes_is_literal() -> None:
    assert templated("标题\x1b[31m\n\u202e正文") == "标题‹U+001B›[31m\n‹U+202E›正文\n"
