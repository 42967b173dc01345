"""Every way in which people write a citizen's number, through every output; and figures that are none, left whole.

One workspace holds them all, each with digits of its own, wherever people write: themes, units, reasons, names of
files, outlets, the words of summaries. A result is looked through with all signs but its digits taken away.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.citizens import CITIZENS, OTHERS
from tests.support.command import Ran
from tests.support.every_format import carried_out, made
from tests.support.results import texts_of
from zhutiri_cli.common.privacy import find_numbers, mask
from zhutiri_cli.render import formats

DAY = ("--as-of", "2024-04-12")
PLAN = "plan_2024.yaml"
HEAD = """schema: 1
title: 云汐示范区2024年活动计划表
year: 2024
document:
  number: 云示范发〔2024〕1号
  issuer: 云汐示范区政务公开办公室
  issued: 2024-02-28
  clauses: {report: {ref: 三（三）, text: 活动结束后5个工作日内报送}}
forms: [现场观摩]
requirements:
  report: {within_working_days: 5, materials: {plan: 1, photos: 1, summary: 1, links: 1}}
  portal: {domain: yunxi.gov.cn}
"""


def quoted(words: str) -> str:
    """A text of YAML, which takes JSON's."""
    return json.dumps(words, ensure_ascii=False)


def workspace(place: Path, everywhere: tuple[str, ...]) -> None:
    """One activity for each of these words, held in March, with its summary in; they stand wherever people write."""
    units = [f"单位{words}" for words in everywhere]
    lines = [HEAD, "roster:"]
    lines += [f"  - {{name: {quoted(unit)}, contact: {quoted(unit)}, email: a{at}@yunxi.example}}"
              for at, unit in enumerate(units)]  # fmt: skip
    lines.append("activities:")
    for number, (words, unit) in enumerate(zip(everywhere, units, strict=True), 1):
        lines.append(f"  - {{id: {number}, month: 3, theme: {quoted(f'开放日{words}')}, forms: [现场观摩], "
                     f"units: [{quoted(unit)}], remark: {quoted(words)}}}")  # fmt: skip
        name = words if "/" not in words else "网页"
        folder = place / "submissions" / "2024" / f"{number:02d}-{name}"
        folder.mkdir(parents=True)
        (folder / "submission.yaml").write_text(
            f"held: 2024-03-15\nsubmitted: 2024-03-20\nextended_to: 2024-03-28\nreason: {quoted(words)}\n"
            f"links: [{{outlet: {quoted(words)}, title: {quoted(words)}, evidence: {quoted(f'{words}.jpg')}}}]\n"
            f"waivers: [{{rule: ZT302, reason: {quoted(words)}}}]\n",
            encoding="utf-8",
        )
        said = f"3月15日，开放日活动如期举办，四十名居民到场。\n{words}\n现场有两名讲解员。"
        (folder / "活动总结.txt").write_text(said, encoding="utf-8")
        for file in (name, f"{name}.bin", f"活动方案{name}.zip"):
            (folder / file).write_bytes(b"x")
    (place / PLAN).write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, tuple(one.words for one in CITIZENS))
    return tmp_path


def clean(result: str | bytes, of: str) -> None:
    """None of the numbers stands in the result, whatever signs part its digits."""
    for text in texts_of(result if isinstance(result, bytes) else result.encode()):
        figures = re.sub("[^0-9]", "", re.sub("‹U[+][0-9A-F]+›", "", text))
        for one in CITIZENS:
            if one.digits.rstrip("X") in figures:
                near = re.search("[^0-9]{0,60}".join(["", *one.digits.rstrip("X")]), text)
                raise AssertionError(f"{of}: {one.name}: {near[0] if near else text[:500]!r}")


def done(*order: str, status: tuple[int, ...] = (0, 1)) -> Ran:
    """A command line carried out with no number in what it says."""
    ran = carried_out(*order, status=status)
    clean(ran.out, f"{order} stdout")
    clean(ran.err, f"{order} stderr")
    return ran


@pytest.mark.parametrize("one", CITIZENS, ids=lambda one: one.name)
def test_each_is_found_and_masked(one: object) -> None:
    assert one in CITIZENS
    for citizen in CITIZENS:
        if citizen == one:
            assert [(found.digits, found.masked) for found in find_numbers(f"请联系{citizen.words}，谢谢")] == [
                (citizen.digits, citizen.shown)
            ]
            for text in (citizen.words, f"{citizen.words}.jpg", f"联系人{citizen.words}…", f"（{citizen.words}）"):
                assert citizen.shown in mask(text)
                assert find_numbers(mask(text)) == ()


@pytest.mark.parametrize("words", OTHERS)
def test_each_of_the_others_is_left(words: str) -> None:
    for text in (words, f"今年{words}。", f"{words}，其中", f"（{words}）"):
        assert (find_numbers(text), mask(text)) == ((), text)


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("check", (*DAY, "--all")),
        ("check", DAY),
        ("rank", DAY),
        ("deadlines", DAY),
        ("remind", ("--as-of", "2024-07-01")),
        ("rollup", (".", *DAY)),
    ],
    ids=["check-all", "check", "rank", "deadlines", "remind", "rollup"],
)
def test_no_output_of_a_command_holds_one(desk: Path, command: str, order: tuple[str, ...]) -> None:
    results = made(desk, command, *order)
    assert len(results) >= 3
    for form, raw in results.items():
        clean(raw, f"{command} {form}")
        # a draft is of one unit, a circular names some activities, a rollup sums up
        if not form.startswith("eml ") and (command, form) != ("check", ".docx") and command != "rollup":
            text = "".join("".join(texts_of(raw)).split()).replace("\\", "")
            assert [one.name for one in CITIZENS if one.shown not in text] == [], f"{command} {form}"
    done(command, *order)


@pytest.mark.usefixtures("desk")
def test_each_summary_is_told() -> None:
    report = json.loads(done("check", *DAY, "-f", "json", "--all").out)
    told = {
        item["id"]: [one["message"] for one in item["findings"] if one["rule"] == "ZT313"]
        for item in report["activities"]
    }
    for number, one in enumerate(CITIZENS, 1):
        assert [one.shown in message for message in told[number]] == [True], one.name


@pytest.mark.usefixtures("desk")
def test_what_comes_in() -> None:
    with zipfile.ZipFile("来件.zip", "w") as package:
        for at, one in enumerate(CITIZENS):
            package.writestr(f"{one.words}/总结{one.words}（{at}）.txt", one.words)
    mail = "\n".join(f"{one.words} https://yunxi.example/a/{at}" for at, one in enumerate(CITIZENS))
    Path("邮件.eml").write_bytes(
        f"From: a@b.example\nSubject: {CITIZENS[0].words}\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{mail}\n".encode()
    )
    for one in CITIZENS:
        Path(f"{one.words}.txt").write_text(one.words, encoding="utf-8")
    order = ("receive", "3", "来件.zip", "邮件.eml", *(f"{one.words}.txt" for one in CITIZENS), "--on", "2024-03-19")
    done(*order, "--dry-run", "--yes")
    ran = done(*order, "--yes")
    assert CITIZENS[0].shown in ran.out
    done(*order, "--yes")


@pytest.mark.usefixtures("desk")
def test_no_message_of_an_error_holds_one() -> None:
    book = openpyxl.Workbook()
    for one in CITIZENS:
        done("check", "--unit", one.words, status=(0, 1, 2))
        done("rules", one.words, status=(2,))
        done("receive", "3", f"{one.words}.zip", "--on", "2024-03-19", status=(2,))
        done("record", "3", "--held", one.words, status=(2,))
        done("check", "--plan", f"{one.words}.yaml", status=(2,))
        book.worksheets[0].append([one.words])
    book.save("登记.xlsx")
    done("record", "登记.xlsx", *DAY, status=(2,))
    plan = Path(PLAN)
    plan.write_text(plan.read_text(encoding="utf-8").replace("month: 3", "month: 某月"), encoding="utf-8")
    for form in sorted(formats("validate")):
        done("validate", PLAN, "-f", form)


def test_the_others_stay_and_are_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, OTHERS)
    results = made(tmp_path, "check", *DAY, "--all")
    for form, raw in results.items():
        text = "".join("".join(texts_of(raw)).split()).replace("\\", "")
        if form != ".docx":  # the circular names no activity whose material is for the office to look at
            assert [words for words in OTHERS if "".join(words.split()) not in text] == [], form
        assert re.findall(".{60}[0-9]{3}[*]{4}.{20}", text) == [], form
    report = json.loads(results[".json"])
    assert [one for item in report["activities"] for one in item["findings"] if one["rule"] == "ZT313"] == []
