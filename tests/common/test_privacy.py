"""Numbers of citizens in text: found where they are, not where they are not, and gone once masked."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhutiri_cli.common import privacy
from zhutiri_cli.common.privacy import find_numbers, is_identity, mask

CARD = "430103199001011234"
CARD_X = "11010519491231002X"


def check_digit(first: str) -> str:
    """GB 11643 the long way: ISO 7064 MOD 11-2 by its recurrence."""
    rest = 0
    for digit in first:
        rest = (rest + int(digit)) * 2 % 11
    last = (12 - rest) % 11
    return "X" if last == 10 else str(last)


@st.composite
def cards(draw: st.DrawFn) -> str:
    born = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
    first = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}" + f"{draw(st.integers(0, 999)):03d}"
    return first + check_digit(first)


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
grouped = mobiles.flatmap(
    lambda digits: st.sampled_from(["", " ", "-"]).map(lambda gap: gap.join([digits[:3], digits[3:7], digits[7:]]))
)
words = st.text(alphabet="王主任电话：，。联系人 -\n(（x…+0A", max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        "电话13800138000",
        "电话：138-0013-8000。",
        "138 0013 8000（王主任）",
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-13800138000",
        "86-138-0013-8000",
        "008613800138000",
        "１３８００１３８０００",
        "１３８－００１３－８０００",
        "3月15日13800138000",
        "微信号wx13800138000",
        "手机号13800138000号码",
        "(13800138000)",
        "13800138000 万老师",
        "13800138000万老师",
        "13800138000 元芳",
        "电话13800138000号",
        "主编13800138000",
        "个人13800138000个人电话",
        "1.13800138000",
        "一、联系人：\n2.13800138000",
        "附件 13800138000.7z",
        "13800138000.1.jpg",
        "13800 138000",
        "138\t0013\t8000",
        "138\n0013\n8000",
        "1380013\r\n8000",
        "138  0013  8000",
        "138\u200b0013\u200b8000",
        "138—0013—8000",
        "138·0013·8000",
        "138.0013.8000",
        "Tel-13800138000",
        "2024.3.15 13800138000",
        "3 138 0013 8000",
        "138 0013 8000 2024-03-15",
        "138‹U+0009›0013‹U+0009›8000",
        r"138\n0013\n8000",
        "增加了联系人1.13800138000",
        "?tel=13800138000%20",
        "tel:13800138000%0A",
        "mailto:13800138000%40qq.com",
        "13800138000.5%E5%BC%A0",
        "138_0013_8000",
        "张三_138_0013_8000.jpg",
        "20240315_138_0013_8000_2.jpg",
        "138_0013_8000_20240315.jpg",
        "（138）0013-8000",
        "(138)0013-8000",
        "(138) 0013-8000",
        "(138)00138000",
        "+86(138)0013 8000",
        "138/0013/8000",
        "电话为138/0013/8000",
        "1-3-8-0-0-1-3-8-0-0-0",
        "电话1 3 8 0 0 1 3 8 0 0 0",
        "手机号码：1\t3\t8\t0\t0\t1\t3\t8\t0\t0\t0",
        "联系电话（王主任）：1380-0138-000",
        "Tel: +86 13 8001 38000",
        "SJH-13800138000",
        "LXDH-13800138000",
        "联系电话NO:13800138000",
        "TEL No.13800138000",
        "手机№13800138000",
    ],
)
def test_a_mobile_number_is_found_and_masked(text: str) -> None:
    (number,) = find_numbers(text)
    assert (number.identity, number.digits, number.masked) == (False, "13800138000", "138****8000")
    assert "138****8000" in mask(text)
    assert "0013" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "12800138000",
        "23800138000",
        "1380013800",
        "138001380001",
        "6222021380013800012",
        "6222 0213 8001 3800 012",
        "6222 138 0013 8000 123",
        "天政发〔2024〕13号",
        "0731-85899000",
        "400-138-0013",
        "12345热线",
        "https://www.rednet.cn/content/13800138000.html",
        "http://a.cn/?id=13800138000&b=1",
        "总投资13800138000元",
        "投资13800138000.50元",
        "占比0.13800138000",
        "1380-0138-000",
        "20240315138001",
        "金额13800138000元",
        "金额 13800138000 元整"[:-1],
        "工单13912345678",
        "工单号：13912345678",
        "浏览量13812345678次",
        "阅读量达13812345678",
        "面积13812345678平方米",
        "13812345678 万元",
        "¥13812345678",
        "￥ 13812345678",
        "合同编号：HT-13800138000",
        "ISBN 978-7-5138-0013-8",
        "ISBN 9787513800138",
        "a13800138000f4e5d6c7b8",
        "e3b0c44298fc1c149afbf4c8996fb92427ae13800138000",
        "第13800138000号",
        "150\t2024\t1234\t88",
        "增长1.13800138000",
        "占比13800138000%",
        "2024_0315_0012",
        "150_2024_0315",
        "2024_138_0013_8000",
        "138_0013_8000_123",
        "138_0315/IMG_0012.JPG",
        "150/2024/0315",
        "uploads/138/0013/8000.jpg",
        "分别为130/1500/2000",
        "130/1500/2000份",
        "(150)2024-0315",
        "(150) 1200 1500",
        "天心区 1 3 0 2 0 0 1 0 0 2 1",
        "电话 接听数\n1 3 2 4 5 6 7 8 9 1 2",
        "1-3-8-0-0-1-3-8-0-0-0-1",
        "电话15 2024-03-15 9:30",
        "orderNO:13800138000",
        "DHHT-13800138000",
        "https://a.cn/?t=138%200013%208000",
    ],
)
def test_other_digits_are_no_mobile_number(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    "written",
    [
        CARD,
        CARD_X,
        CARD_X.lower(),
        "430103 19900101 1234",
        "４３０１０３１９９００１０１１２３４",
        "11010519491231002Ｘ",
        "11010519491231002×",
        "4301 0319 9001 0112 34",
        "430 103 1990 0101 1234",
        "430103-19900101-1234",
        "430103\n199001011234",
        "430103_19900101_1234",
        "430103/19900101/1234",
        "430103%2019900101%201234",
    ],
)
def test_an_identity_card_number_is_found_and_masked(written: str) -> None:
    (number,) = find_numbers(f"身份证{written}，")
    assert number.identity
    assert number.masked == number.digits[:6] + "********" + number.digits[-4:]
    assert mask(f"身份证{written}，") == f"身份证{number.masked}，"


@pytest.mark.parametrize(
    "text",
    [
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10),
        "430103199013011231",
        "430103199002301233",
        "430103900101123",
        f"1{CARD}",
        f"{CARD}1",
        "03010319900101123X",
        "91430100MA4L16JT2G",
        "110105194912310021",
    ],
)
def test_a_number_with_a_wrong_date_check_digit_or_length_is_none(text: str) -> None:
    assert find_numbers(text) == ()


def test_several_numbers_come_in_order_with_their_places() -> None:
    text = f"张三 13800138000 13900139000，李四{CARD}，138 0013 8000 139 0013 9000"
    found = find_numbers(text)
    assert [number.digits[:3] for number in found] == ["138", "139", "430", "138", "139"]
    assert all(text[number.start : number.end].replace(" ", "") == number.digits for number in found)


def test_an_identity_card_number_is_found_before_a_letter_and_with_15_digits_where_it_is_called_so() -> None:
    (number,) = find_numbers(f"{CARD}a")
    assert number.digits == CARD
    assert mask("身份证号：430103900101123") == "身份证号：430103*****1123"
    assert find_numbers("统一编码430103900101123") == ()


def test_masking_goes_into_queries_of_addresses_and_names_of_files_there_but_leaves_pages_whole() -> None:
    assert mask("https://a.cn/x?phone=13800138000") == "https://a.cn/x?phone=138****8000"
    assert mask("https://a.cn/%E5%BC%A013800138000.jpg") == "https://a.cn/%E5%BC%A0138****8000.jpg"
    assert mask("https://a.cn/张13800138000.jpg") == "https://a.cn/张138****8000.jpg"
    assert mask("https://a.cn/s?q=13800138000%E5%BC%A0") == "https://a.cn/s?q=138****8000%E5%BC%A0"
    assert mask("https://a.cn/s?t=138%200013%208000") == "https://a.cn/s?t=138****8000"
    assert mask("https://a.cn/s?t=138_0013_8000") == "https://a.cn/s?t=138****8000"
    assert mask("https://a.cn/s?userid=13800138000") == "https://a.cn/s?userid=138****8000"
    for name in ("cardid", "id", "newsId"):
        assert mask(f"https://a.cn/s?{name}={CARD}") == f"https://a.cn/s?{name}=430103********1234"
    assert mask("https://a.cn/u/13800138000") == "https://a.cn/u/138****8000"
    page = (
        "https://www.tianxin.gov.cn/zwgk/202403/13800138000 、https://a.cn/t_13800138000.shtml"
        "、https://a.cn/a?newsId=13800138000"
    )
    assert mask(page) == page


def test_a_column_of_numbers_is_masked_at_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = list[int]()

    def counted(text: str) -> str:
        looks.append(len(text))
        return text

    monkeypatch.setattr(privacy, "half_width", counted)
    column = "\n".join(["13800138000"] * 300)
    assert len(find_numbers(column)) == 300
    looks.clear()
    assert mask(column) == "\n".join(["138****8000"] * 300)
    assert len(looks) < 10


@pytest.mark.parametrize(
    "unit",
    [
        "\n13800138000",
        "1.",
        "\t5",
        "1 9 ",
        "138 0013 8000 5 ",
        "身份证",
        "1 - ",
        "138…",
        "138_0013_",
        "(138)0013",
        "电话1 3 ",
        "1-3-",
        "138%20",
        "https://a.cn/?id=",
        "https://a.cn/1.html 1380013…",
    ],
)
def test_foreign_text_of_any_length_is_masked_in_time(unit: str) -> None:
    """Four times the text may take four times as long, and no more than a little on top."""
    spent = []
    for length in (30_000, 120_000):
        text, start = unit * (length // len(unit)), time.process_time()
        mask(text)
        spent.append(time.process_time() - start)
    assert spent[1] < 8 * spent[0] + 0.2


def test_a_page_or_an_amount_that_a_quotation_cut_off_stays() -> None:
    for text in ("“https://www.yunxi.gov.cn/zwgk/159123477…”", "“金额1380013800…”"):
        assert mask(text) == text


def test_masking_covers_what_a_quotation_cut_off() -> None:
    assert mask("“张三1380013800…”") == "“张三138****…”"
    assert mask("“李四43010319900101…”") == "“李四430103****…”"
    assert mask("截止日2024-03-15，活动〔2024〕13号…") == "截止日2024-03-15，活动〔2024〕13号…"


@given(cards())
def test_every_valid_card_is_found(card: str) -> None:
    assert is_identity(card)
    assert [number.digits for number in find_numbers(f"证{card}。")] == [card]


@given(st.lists(st.tuples(words, st.one_of(grouped, cards()))), words)
@example([("电话：", "138 0013 8000"), (" ", "139 0013 9000")], "")
@example([("", "13800138000"), ("", "13800138000")], "")
def test_no_number_is_left_in_masked_text(parts: list[tuple[str, str]], tail: str) -> None:
    text = "".join(before + number for before, number in parts) + tail
    masked = mask(text)
    assert find_numbers(masked) == ()
    assert mask(masked) == masked


@given(st.text())
def test_text_without_numbers_is_left_alone(text: str) -> None:
    if not any(char.isdigit() for char in text):
        assert mask(text) == text
