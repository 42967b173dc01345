"""A user's name and password inside an address are in no output; such a link does not count, and is to be corrected."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.command import zhutiri
from tests.support.every_format import made
from tests.support.results import texts_of
from zhutiri_cli.common.passwords import without_passwords
from zhutiri_cli.common.privacy import mask
from zhutiri_cli.materials.links.urls import judge_url

SECRET = "pW7xQ9"
DAY = ("--as-of", "2024-04-12")
PLAN = f"""schema: 1
title: 活动计划表
year: 2024
requirements:
  report: {{within_working_days: 5, materials: {{plan: 1, photos: 1, summary: 1, links: 1}}}}
  portal: {{domain: yunxi.gov.cn}}
activities:
  - {{id: 1, month: 3, theme: 就业政策解读, units: [人社局], remark: "网址 https://admin:{SECRET}@www.yunxi.gov.cn/r"}}
"""
WRITTEN = {
    "as people do": f"http://admin:{SECRET}@www.yunxi.gov.cn/a/1.html",
    "without a name": f"https://:{SECRET}@www.yunxi.gov.cn/a/2.html",
    "with an @ of its own": f"https://admin:{SECRET}@x@www.yunxi.gov.cn/a/4.html",
    "with a slash of its own": f"https://admin:a/{SECRET}@www.yunxi.gov.cn/a/5.html",
    "full-width": f"http：／／admin：{SECRET}＠www.yunxi.gov.cn/a/6.html",
    "without a scheme": f"//admin:{SECRET}@www.yunxi.gov.cn/a/7.html",
    "slashes the other way": rf"http:\\admin:{SECRET}@www.yunxi.gov.cn\a\8.html",
    "slashes left out": f"https:admin:{SECRET}@www.yunxi.gov.cn/a/9.html",
    "a port that is none": f"http://admin:{SECRET}@www.yunxi.gov.cn:99999/a.html",
    "of another kind": f"ftp://admin:{SECRET}@www.yunxi.gov.cn/a.html",
    "long": f"https://admin:{SECRET}{'x' * 80}@www.yunxi.gov.cn/a/10.html",
}
LINKS_ONLY = {
    "with a space": f"http://admin:my {SECRET}@www.yunxi.gov.cn/a.html",
    "without a scheme or slashes": f"admin:{SECRET}@www.yunxi.gov.cn/a.html",
}
"""What is told from prose only where a link is expected."""
OTHERS = [
    "https://www.yunxi.gov.cn/@office/a.html",
    "https://www.yunxi.gov.cn/a.html?to=b@yunxi.example",
    "https://www.yunxi.gov.cn:8080/a@b.html",
    "https://www.yunxi.gov.cn/a#b@c",
    "邮箱：a@yunxi.example",
    "见 https://www.yunxi.gov.cn，联系人 a@yunxi.example",
    "mailto:a@yunxi.example",
]


@pytest.mark.parametrize("link", WRITTEN.values(), ids=WRITTEN)
def test_it_is_hidden_in_any_text(link: str) -> None:
    for text in (link, f"链接“{link}”打不开", f"见{link}，谢谢", f"{link}…"):
        assert SECRET not in mask(text)
        assert "***@www.yunxi.gov.cn" in mask(text)
        assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize("cut", range(15, 26))
def test_nor_does_a_quotation_show_its_beginning(cut: int) -> None:
    assert SECRET[:2] not in mask(f"链接“{f'http://admin:{SECRET * 3}@www.yunxi.gov.cn/'[:cut]}…”")


@pytest.mark.parametrize("text", OTHERS)
def test_other_addresses_stay(text: str) -> None:
    assert without_passwords(text) == mask(text) == text


@pytest.mark.parametrize("link", [*WRITTEN.values(), *LINKS_ONLY.values()], ids=[*WRITTEN, *LINKS_ONLY])
def test_such_a_link_is_none(link: str) -> None:
    judged = judge_url(link)
    assert judged.problem == "带有用户名和密码，不是公开的网页"
    assert SECRET not in judged.url
    assert "***@www.yunxi.gov.cn" in judged.url


@pytest.mark.parametrize("link", OTHERS[:4])
def test_such_a_link_is_sound(link: str) -> None:
    assert judge_url(link).problem == ""


def test_a_name_alone_is_hidden_too_and_leads_to_its_host() -> None:
    address = "https://www.tianxin.gov.cn@evil.example/a"
    assert mask(address) == "https://***@evil.example/a"
    assert judge_url(address).host == "evil.example"


def test_a_mail_address_is_called_so() -> None:
    assert judge_url("a@yunxi.example").problem == "是邮箱地址，不是网页链接"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The links stand wherever links are read from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    folder = tmp_path / "submissions" / "2024" / "01-人社局"
    folder.mkdir(parents=True)
    links = [*WRITTEN.values(), *LINKS_ONLY.values()]
    in_text = "。\n报道：".join(link for link in links if "＠" not in link)  # by which an address in running text ends
    receipt = {"on": "2024-03-20", "links": links[:2]}
    record = {
        "held": "2024-03-15",
        "links": links,
        "receipts": [receipt],
        "waivers": [{"rule": "ZT401", "reason": links[0]}],
    }
    (folder / "submission.yaml").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    (folder / "报道链接.txt").write_text(in_text, encoding="utf-8")
    (folder / "活动总结.txt").write_text("第1项就业政策解读活动总结。\n" * 5 + in_text, encoding="utf-8")
    (folder / "报道.url").write_text(f"[InternetShortcut]\nURL={links[0]}\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.worksheets[0].append([link for link in links if "＠" not in link])
    book.worksheets[0]["A1"].hyperlink = links[0]
    book.save(folder / "链接.xlsx")
    return tmp_path


def clean(result: str | bytes, of: str) -> None:
    for text in texts_of(result if isinstance(result, bytes) else result.encode()):
        assert SECRET not in "".join(text.split()), of


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("check", (*DAY, "--all")),
        ("rank", DAY),
        ("deadlines", DAY),
        ("remind", DAY),
        ("rollup", (".", *DAY)),
        ("validate", ("plan_2024.yaml",)),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_no_output_of_a_command_holds_one(desk: Path, command: str, order: tuple[str, ...]) -> None:
    for form, raw in made(desk, command, *order).items():
        clean(raw, f"{command} {form}")
    ran = zhutiri(command, *order)
    clean(ran.out + ran.err, command)


@pytest.mark.usefixtures("desk")
def test_each_is_told_and_none_counts() -> None:
    (item,) = json.loads(zhutiri("check", *DAY, "-f", "json", "--all").out)["activities"]
    told = [one["message"] for one in item["findings"] if one["rule"] == "ZT402"]
    assert len([message for message in told if "带有用户名和密码" in message]) >= len(WRITTEN)
    assert [one for one in item["materials"]["links"]["items"] if one["usable"]] == []


@pytest.mark.usefixtures("desk")
def test_what_is_typed_and_what_comes_in() -> None:
    for link in (*WRITTEN.values(), *LINKS_ONLY.values()):
        ran = zhutiri("record", "1", "--link", link)
        assert ran.status == 2
        assert "带有用户名和密码" in ran.err
        clean(ran.out + ran.err, link)
    Path("邮件.eml").write_bytes(
        b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + "。\n报道：".join(WRITTEN.values()).encode()
    )
    for last in ("--dry-run", "--yes"):
        ran = zhutiri("receive", "1", "邮件.eml", "--on", "2024-03-19", "--yes", last)
        clean(ran.out + ran.err, last)
        assert ran.out.count("带有用户名和密码") + ran.err.count("带有用户名和密码") >= 1
    mails = b"\n".join(path.read_bytes() for path in Path().rglob("submission.yaml"))
    Path("二.eml").write_bytes(
        Path("邮件.eml").read_bytes() + "\n报道：https://www.yunxi.gov.cn/zwgk/good.html\n".encode()
    )
    ran = zhutiri("receive", "1", "二.eml", "--on", "2024-03-19", "--yes")
    assert (ran.status, "带有用户名和密码" in ran.out) == (0, True)
    clean(ran.out + ran.err, "beside a good one")
    after = b"\n".join(path.read_bytes() for path in Path().rglob("submission.yaml"))
    assert after.count(SECRET.encode()) == mails.count(SECRET.encode()), "no password goes into a record"
    assert b"/zwgk/good.html" in after
    for order in (("remind", "--for", "人社局", *DAY), ("diff", "plan_2024.yaml", "plan_2024.yaml")):
        ran = zhutiri(*order)
        clean(ran.out + ran.err, order[0])


@pytest.mark.usefixtures("desk")
def test_a_good_link_beside_one_with_a_password_is_not_called_unfit() -> None:
    Path("新闻报道链接.txt").write_text(
        f"http://admin:{SECRET}@news.yunxi.gov.cn/a/1.html\nhttps://www.yunxi.gov.cn/zwgk/3.html\n", "utf-8"
    )
    ran = zhutiri("receive", "1", "新闻报道链接.txt", "--on", "2024-03-19", "--yes")
    assert ran.status == 0, ran
    (line,) = [line for line in ran.out.splitlines() if line.startswith("认出：新闻报道链接")]
    told = "其中 http://***@news.yunxi.gov.cn/a/1.html 不能使用：带有用户名和密码，不是公开的网页"
    assert line == f"认出：新闻报道链接.txt → 宣传报道链接（{told}）"
