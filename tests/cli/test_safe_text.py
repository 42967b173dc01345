"""Every command in every format, over a workspace in which every place where people write holds a citizen's number and
signs that steer a terminal: neither leaves the program, on stdout, on stderr or in a file that is no copy of the
office's own data."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.command import Ran, zhutiri
from tests.support.results import texts_of
from zhutiri_cli.render import formats

PHONE, CARD = "13800138000", "11010519491231002X"
STEER = "\u202e\x1b[31m\u200b"
RAW = f"{PHONE}{STEER}"
YAML = f"{PHONE}\\u202e\\e[31m\\u200b"
OFFICE, DESK = "13900139000", "13700137000"
DAY = ("--as-of", "2024-04-12")
PLAN = f"""schema: 1
title: "云汐示范区2024年活动计划表{YAML}"
year: 2024
document:
  number: "云示范发〔2024〕1号{YAML}"
  issuer: "云汐示范区政务公开办公室{YAML}"
  issued: 2024-02-28
  clauses:
    report: {{ref: "三（三）{YAML}", text: "活动结束后5个工作日内报送{YAML}"}}
    ranking: {{ref: 三（四）, text: "评比{YAML}"}}
contact: {{name: "王芳{YAML}", phone: "{OFFICE}", email: office@yunxi.example}}
forms: [现场观摩, "座谈{YAML}"]
requirements:
  report:
    within_working_days: 5
    materials:
      {{plan: 1, photos: 1, summary: 1, links: 1,
       film: {{minimum: 1, label: "视频{YAML}", words: [视频], suffixes: [.mp4]}}}}
  filing: {{before_working_days: 5, label: "报备{YAML}"}}
  portal: {{domain: yunxi.example}}
  branding: {{banner: 2024年“政务公开主题日”活动, logo: "标识{YAML}.png"}}
roster:
  - {{name: "麦浪人社局{YAML}", aliases: ["人社局{YAML}"], contact: "李四{YAML}",
     phone: "{DESK}", email: a@yunxi.example}}
  - {{name: 星湾教育局}}
scoring: {{on_time: 10, portal: 2, reports: {{district: 1, outlets: {{"晚报{YAML}": 区级}}}}, photos: {{each: 1}}}}
activities:
  - id: 1
    month: 2
    theme: "惠企政策解读{YAML}"
    forms: ["座谈{YAML}"]
    units: ["麦浪人社局{YAML}", 星湾教育局]
    remark: "备注{YAML}"
    waivers: [{{rule: ZT302, reason: "经 {YAML} 同意"}}]
  - id: 2
    month: 3
    theme: "校园开放日{YAML}"
    forms: [现场观摩]
    units: ["人社局{YAML}"]
    moved_to: 2024-05
    reason: "改期{YAML}"
  - id: 3
    month: 3
    theme: "就业服务日{YAML} {CARD}"
    forms: [现场观摩]
    units: [星湾教育局]
  - id: 4
    month: 4
    theme: "垃圾分类{YAML}"
    forms: [现场观摩]
    units: [星湾教育局]
"""
RECORD = f"""held: 2024-03-15
submitted: 2024-03-20
extended_to: 2024-03-29
reason: "经 {YAML} 同意"
links:
  - "https://www.yunxi.example/{PHONE}"
  - {{outlet: "晚报{YAML}", title: "题{YAML}", evidence: "剪报{PHONE}.jpg"}}
  - "ftp://yunxi.example/{PHONE}"
materials: {{summary: ["不在{YAML}.docx"]}}
waivers: [{{rule: ZT307, reason: "经 {YAML} 同意"}}]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace below a folder whose name holds a number, seen from outside."""
    monkeypatch.chdir(tmp_path)
    place = Path(f"王芳{RAW}")
    root = place / "submissions" / "2024"
    folder = root / f"03-星湾{RAW}"
    folder.mkdir(parents=True)
    (place / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "submission.yaml").write_text(RECORD, encoding="utf-8")
    (folder / f"活动总结{RAW}.txt").write_text(f"王芳 {RAW}，{CARD}。{STEER}", encoding="utf-8")
    (folder / f"来件{RAW}.bin").write_bytes(b"x")
    (folder / f"压缩{RAW}.zip").write_bytes(b"PK")
    (folder / f"坏图{RAW}.jpg").write_bytes(b"no picture")
    (root / f"待整理{RAW}").mkdir()
    (root / f"01-另一{RAW}").mkdir()
    (root / f"01-又一{RAW}").mkdir()
    (root / f"02-链接{RAW}").symlink_to("/")
    return place


def safe(*results: str | bytes) -> None:
    """Nothing of what was planted is in these results."""
    for result in results:
        for text in texts_of(result if isinstance(result, bytes) else result.encode(), STEER):
            plain = "".join(text.split())
            assert "1380013" not in plain, plain[max(plain.index("1380013") - 200, 0) :][:300]
            assert CARD[6:14] not in plain
            assert not {"\x1b", "\u202e", "\u200b"} & set(text), repr(text)[:500]


def done(*arguments: str, status: tuple[int, ...] = (0, 1)) -> Ran:
    """A command line carried out with nothing planted in what it says."""
    ran = zhutiri(*arguments)
    assert ran.status in status, ran.err
    assert "内部出错" not in ran.err
    safe(ran.out, ran.err)
    return ran


def of(desk: Path) -> tuple[str, ...]:
    return ("--plan", str(desk / "plan_2024.yaml"))


def in_every_format(desk: Path, command: str, *order: str) -> None:
    """The result of one command line in every format of the command: those with a suffix all at once."""
    files = []
    for form in formats(command).values():
        if form.suffix is None:
            assert "138****8000" in done(command, *order, "-f", form.name).out
        else:
            files.append(desk.parent / "out" / ("letters" if form.many else f"out{form.suffix}"))
    if many := [path for path in files if not path.suffix]:
        done(command, *order, "-f", "eml", "-o", str(many[0]))
        files = [path for path in files if path.suffix]
    done(command, *order, *(word for path in files for word in ("-o", str(path))))
    made = [path for path in (desk.parent / "out").rglob("*") if path.is_file()]
    assert {path.suffix for path in made} == {form.suffix for form in formats(command).values() if form.suffix}
    for path in made:
        safe(path.read_bytes(), path.name)
        told = "".join("".join(texts_of(path.read_bytes())).split())
        assert "138****8000" in told.replace("\\", ""), path
    done(command, *order)  # as on the screen


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("check", (*DAY, "--all")),
        ("deadlines", DAY),
        ("rank", DAY),
        ("remind", ("--as-of", "2024-07-01")),
        ("rules", ("ZT203", "ZT401")),
    ],
)
def test_reports_and_letters(desk: Path, command: str, more: tuple[str, ...]) -> None:
    (desk.parent / "out").mkdir()
    in_every_format(desk, command, *of(desk), *more)


def test_many_workspaces(desk: Path) -> None:
    """All formats but Parquet, whose text is packed: it holds the same cells as the CSV."""
    broken = Path(f"乙县{RAW}")
    broken.mkdir()
    (broken / "plan_2024.yaml").write_text("schema: 1\n", encoding="utf-8")
    files = [Path(f"out{form.suffix}") for form in formats("rollup").values() if form.suffix != ".parquet"]
    done("rollup", str(desk), str(broken), f"丙县{RAW}", *DAY, *(word for path in files for word in ("-o", str(path))))
    for path in files:
        safe(path.read_bytes(), path.name)
        assert "138****8000" in "".join("".join(texts_of(path.read_bytes())).split()).replace("\\", ""), path
    done("rollup", str(desk), str(broken), *DAY)  # as on the screen
    done("rollup", f"丙县{RAW}", *DAY, status=(2,))


def test_a_check_beside_an_earlier_one(desk: Path) -> None:
    earlier, plan = desk / f"上次{PHONE}.json", desk / "plan_2024.yaml"
    done("check", *of(desk), *DAY, "-o", str(earlier), "--fail-on", "never")
    safe(earlier.read_bytes())
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("就业服务日", "就业").replace("活动计划表", "计划"), "utf-8"
    )
    (desk.parent / "out").mkdir()
    in_every_format(desk, "check", *of(desk), *DAY, "--baseline", str(earlier), "--all")


@pytest.mark.parametrize("form", sorted(formats("validate")))
def test_a_plan_that_is_judged(desk: Path, form: str) -> None:
    done("validate", str(desk / "plan_2024.yaml"), "-f", form)
    plan = desk / f"坏{RAW}.yaml"
    plan.write_text(
        PLAN.replace("units: [星湾", "units: [无名{PHONE}, 星湾").replace(
            "month: 4", f"month: 4\n    {PHONE}: 1\n    forms{PHONE}: x"
        ),
        encoding="utf-8",
    )
    done("validate", str(plan), "-f", form)


@pytest.mark.parametrize("form", sorted(formats("diff")))
def test_two_plans(desk: Path, form: str) -> None:
    new = desk / f"新{RAW}.yaml"
    changed = PLAN.replace("校园开放日", f"校园开放周{CARD} ").replace("id: 4", "id: 5").replace(OFFICE, PHONE)
    new.write_text(changed.replace("备注", "另注").replace("人社局", "人社分局"), encoding="utf-8")
    ran = done("diff", str(desk / "plan_2024.yaml"), str(new), "-f", form)
    assert "138****8000" in ran.out.replace("\\", "")


@pytest.mark.parametrize("form", sorted(formats("workdays")))
def test_a_count(desk: Path, form: str) -> None:
    done("workdays", "2024-03-15", "5", *of(desk), "-f", form)
    done("workdays", RAW, "5", *of(desk), "-f", form, status=(2,))


def test_a_record(desk: Path) -> None:
    file = desk / "submissions" / "2024" / f"03-星湾{RAW}" / "submission.yaml"
    order = ("record", "3", *of(desk), *DAY, "--reason", f"经 {PHONE} 同意", "--extended-to", "2024-03-28",
             "--link", f"https://www.yunxi.example/a/{PHONE}")  # fmt: skip
    assert "138****8000" in done(*order, "--dry-run").out
    done(*order)
    assert f"经 {PHONE} 同意" in file.read_text(encoding="utf-8"), "the office's own data are kept whole"
    done(*order)
    done("record", "1", *of(desk), *DAY, "--held", "2024-03-01", status=(0, 2))
    assert "138****8000" in done("record", "2", *of(desk), *DAY, "--held", "2024-03-01").err
    done("record", RAW, *of(desk), "--held", "2024-03-01", status=(2,))
    done("record", "3", *of(desk), "--held", RAW, status=(2,))
    done("record", "3", *of(desk), "--link", f"http://127.0.0.1/{PHONE}", status=(2,))
    file.write_text(f'held: "{YAML}"\n', encoding="utf-8")
    done("record", "3", *of(desk), "--held", "2024-03-15", status=(2,))


@pytest.mark.parametrize("theme", ["就业服务日13800138000", "别的主题13800138000"])
def test_a_register(desk: Path, theme: str) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = f"登记{PHONE}"
    for row in (["序号", "主题", "举办日期", "延期至", "延期理由", f"备注{PHONE}"],
                [3, theme, "2024-03-16", "2024-03-28", f"经 {PHONE} 同意", "x"],
                [f"合计{PHONE}", None, None, None, None, None]):  # fmt: skip
        page.append(row)
    path = desk / f"登记{RAW}.xlsx"
    book.save(path)
    done("record", str(path), *of(desk), *DAY, "--dry-run", status=(0, 2))
    done("record", str(path), *of(desk), *DAY, "--sheet", f"没有{PHONE}", status=(2,))
    done("record", str(path), *of(desk), *DAY, status=(0, 2))
    page["C2"] = f"{PHONE}"
    book.save(path)
    done("record", str(path), *of(desk), *DAY, status=(2,))


def test_what_came_in(desk: Path) -> None:
    parcel = desk / f"来件{RAW}.zip"
    with zipfile.ZipFile(parcel, "w") as package:
        package.writestr(f"{PHONE}\u202e\x1b/活动方案{PHONE}.txt", f"方案 {PHONE}")
        package.writestr(f"a/活动方案{PHONE}.txt", "另一份方案")
        package.writestr("a/~$lock.docx", "x")
    mail = desk / f"邮件{RAW}.eml"
    mail.write_bytes(
        f"From: a@b.example\nDate: Tue, 19 Mar 2024 09:00:00 +0800\nSubject: {PHONE}\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        f"https://www.yunxi.example/news/{PHONE} http://127.0.0.1/{PHONE}\n".encode()
    )
    order = ("receive", "3", "--yes", *of(desk))  # every theme of this desk holds the same telephone number
    done(*order, str(parcel), status=(2,))  # no day
    assert "138****8000" in done(*order, str(parcel), str(mail), "--on", "2024-03-19").out
    done(*order, str(parcel), str(mail), "--on", "2024-03-19")
    done(*order, str(desk / f"没有{RAW}.zip"), "--on", "2024-03-19", status=(2,))
    (desk / f"坏{RAW}.zip").write_bytes(b"PK\x03\x04 broken")
    done(*order, str(desk / f"坏{RAW}.zip"), "--on", "2024-03-19", status=(2,))
    done(*order, str(parcel), "--on", RAW, status=(2,))


def test_a_new_workspace(desk: Path) -> None:
    source = desk / f"附件{RAW}.csv"
    source.write_text(
        f"2024年活动计划表{PHONE}\n序号,活动时间,活动主题,活动形式,责任单位,备注\n"
        f"1,3月,政策解读{PHONE},座谈,人社局{PHONE},备注{PHONE}\n2,某月{PHONE},另一项{PHONE},座谈,,\n",
        encoding="utf-8",
    )
    out = desk / f"计划{RAW}.yaml"
    done("import", str(source), "-o", str(out))
    assert f"从 附件{PHONE}" in out.read_text(encoding="utf-8"), "the office's own data are kept whole"
    done("import", str(source), "-o", str(out), status=(2,))
    done("import", str(desk / f"没有{RAW}.docx"), status=(2,))
    done("init", str(desk / f"新{RAW}"), "--from", str(source))
    done("init", str(desk / f"新{RAW}"), "--from", str(source), status=(2,))
    done("init", str(desk / f"另{RAW}"), "--plan", str(desk / "plan_2024.yaml"), status=(0, 2))


@pytest.mark.parametrize(
    "order",
    [
        ("check", "--unit", RAW),
        ("check", "--status", RAW),
        ("check", "--month", RAW),
        ("check", "--id", RAW),
        ("check", f"--{RAW}"),
        ("check", "-o", f"结果{RAW}.odd"),
        ("check", "-o", f"没有{RAW}/a.json"),
        ("check", "--baseline", f"没有{RAW}.json"),
        ("check", "--submissions", f"没有{RAW}"),
        ("check", "--plan", f"没有{RAW}.yaml"),
        ("validate", f"没有{RAW}.yaml"),
        ("diff", RAW),
        ("remind", "--template", f"没有{RAW}.txt"),
        ("remind", "--unit", RAW),
        ("rules", RAW),
        (RAW,),
    ],
)
def test_what_cannot_be_carried_out(desk: Path, order: tuple[str, ...]) -> None:
    where = () if {"--plan", "validate", RAW} & {*order[:1], *(order if "--plan" in order else ())} else of(desk)
    ran = done(*order, *where, *(DAY if order[0] in ("check", "remind") else ()), status=(0, 1, 2))
    assert ran.err or ran.out


def test_the_office_s_own_number_stands_in_its_letters(desk: Path) -> None:
    later = ("--as-of", "2024-07-01")
    assert OFFICE in done("remind", *of(desk), *later).out
    letter = json.loads(done("remind", *of(desk), *later, "-f", "json").out)["letters"][0]
    assert OFFICE in letter["text"]
    assert letter["to"]["phone"] in (DESK, None)
    out = desk.parent / "letters.docx"
    done("remind", *of(desk), *later, "-o", str(out))
    assert OFFICE in "".join(texts_of(out.read_bytes()))


def test_a_link_that_holds_no_number_can_be_opened_and_one_that_does_is_words(desk: Path) -> None:
    record = desk / "submissions" / "2024" / f"03-星湾{RAW}" / "submission.yaml"
    record.write_text(
        f"held: 2024-03-15\nlinks: ['https://www.yunxi.example/a?x=1', 'https://www.yunxi.example/{PHONE}']\n", "utf-8"
    )
    page = done("check", *of(desk), *DAY, "-f", "html").out
    assert re.findall(r'href="(https://www[^"]*)"', page) == ["https://www.yunxi.example/a?x=1"]
