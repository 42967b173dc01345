import re

from hypothesis import example, given
from hypothesis import strategies as st

from zhutiri_cli.plan.importing.columns.time_words import _AFTER_WORD
from zhutiri_cli.plan.importing.deadline_clauses import _BY_THE_WAY, _OUGHT
from zhutiri_cli.plan.importing.word_tails import without_tail

_PIECES = (
    "于 在 请 应 当 须 要 需 日 后 章 公 \n ， 。 加盖 加盖公章 盖章 签字 审核 审定 按时 统一 务必 电子版 期间 "
    "每个工作日 工作日 共3天 时间 具体时间 视情况 另行通知 根据实际情况 开展 活动"
)


@given(st.lists(st.sampled_from(_PIECES.split(" ")), max_size=12).map("".join))
@example("加盖章加盖章公章")
@example("方案请于\n")
def test_it_is_what_the_pattern_of_the_whole_tail_finds(text: str) -> None:
    for word in (_AFTER_WORD, _BY_THE_WAY, _OUGHT):
        assert without_tail(text, word) == re.sub(f"(?:{word.pattern})*$", "", text, count=1)


def test_a_long_run_costs_no_more_than_its_length() -> None:
    assert without_tail("方案" + "请于" * 20_000, _OUGHT) == "方案"
    assert without_tail("请于" * 20_000 + "方案", _OUGHT) == "请于" * 20_000 + "方案"
