"""How much of one text stands in another, by passages: runs of letters in common, wherever they stand. Pure.

Left out before anything is compared: white space, punctuation and digits; words that turn a plan into a summary
(拟、将、已、了); and official formulas, the sentences that any office writes (为深入贯彻…, 受到群众一致好评), which no
office copies from another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width

RUN = 5
PASSAGE = 8
"""Letters in a row from which on a piece in common is no chance."""
LONG_PASSAGE = 25
"""Letters in a row that nobody writes twice."""
LONGEST = 100_000
"""Letters of a text that are compared; what lies beyond is not looked at."""
FEWEST = 60
"""Letters in passages below which nothing is said."""
MUCH = 0.7
"""Share of either text, from which on one repeats the other."""
LONGEST_FORMULA = 120
"""Signs of a sentence beyond which it says more than a formula."""
LONG_ENOUGH = 110
"""Letters in long passages that are copied whatever stands around them."""

_LETTERS = lazy_pattern(r"[^\W\d_]+")
_SENTENCE = lazy_pattern(r"[^。！？；!?;\n]*[。！？；!?;\n]?")
_TENSE = lazy_pattern("拟于|拟定|将于|定于|计划于|计划|届时|即将|拟|将|已经|已|了|共计|共|于")
_FORMULA = lazy_pattern(
    r"为(?:了|进一步|深入|全面|认真|切实)*(?:贯彻|落实|推进|深化|做好|提升|增强|加强|保障|扩大)"
    r"|(?:根据|按照|依据).{2,40}(?:要求|部署|安排|通知|精神|文件)"
    r"|以.{2,30}为(?:指导|契机|抓手|主线|主题|目标|重点|载体)"
    r"|(?:下一步|今后|接下来|下阶段|未来).{0,40}(?:将|继续|进一步|持续|不断|加强|深化)"
    r"|(?:受到|得到|赢得|获得).{0,16}(?:好评|欢迎|认可|肯定|支持|点赞)"
    r"|(?:取得|收到|达到).{0,12}(?:成效|效果|成果|反响|目的)"
    r"|进一步(?:提高|提升|增强|加强|推动|扩大|拉近|畅通|拓宽|强化|营造|密切)"
    r"|(?:切实|不断|持续|有效|充分)(?:提升|提高|增强|保障|加强|推进|优化|发挥|维护|拉近)"
    r"|营造.{0,16}(?:氛围|环境)|知情权|参与权|表达权|监督权|获得感|幸福感|满意度|公信力|透明度"
    r"|(?:此次|本次|这次)活动(?:的)?(?:成功)?(?:开展|举办|举行)|(?:拉近|密切|增进)了?.{0,14}(?:距离|关系|联系|了解|信任)"
    r"|(?:桥梁|纽带|连心桥|“?最后一公里|家喻户晓|深入人心|井然有序|秩序井然|气氛热烈|踊跃参与|热情服务|阳光下运行|数据多跑路)"
    r"|(?:群众|居民|市民|企业|大家)们?(?:纷纷|一致|普遍|均)?表示|耐心(?:细致|解答|地)|(?:更加|更)(?:深入|全面|直观)的?(?:了解|认识)"
    r"|(?:相结合|线上线下).{0,8}(?:方式|形式)|通过(?:悬挂|设立|发放|摆放|张贴|播放).{2,40}(?:方式|形式)|专题会议|研究部署"
    r"|零距离|面对面|“?阳光政府|高度重视|精心组织|周密部署|统一思想|提高认识|加强领导|明确责任"
)

_COUNTED = lazy_pattern(r"\d\s*+(?:余|多)?(?:人|名|位|份|次|条|个|家|户|场|件|元)")
"""A sentence that counts something is an office's own, whatever formula stands in it."""


class Shared(Struct, frozen=True):
    """What two texts have in common: letters in passages and in long ones, and their share of either text."""

    letters: int = 0
    long: int = 0
    own: float = 0.0
    other: float = 0.0

    @property
    def repeated(self) -> bool:
        """Whether one of the two is made from the other."""
        return self.letters >= FEWEST and (max(self.own, self.other) >= MUCH or self.long >= LONG_ENOUGH)


@lru_cache(maxsize=512)
def compared_letters(text: str) -> str:
    """The letters of a text that are compared."""
    sentences = _SENTENCE.findall(half_width(text[: 4 * LONGEST]))
    kept = "".join(one for one in sentences if not _is_formula(one))
    return _TENSE.sub("", "".join(_LETTERS.findall(kept)).casefold())[:LONGEST]


def _is_formula(sentence: str) -> bool:
    if len(sentence) > LONGEST_FORMULA or _COUNTED.search(sentence):
        return False
    return _FORMULA.search(sentence) is not None


@lru_cache(maxsize=16)
def runs_of(text: str) -> frozenset[str]:
    """Every run of ``RUN`` of the letters that are compared: twenty times as large as the text, so few are kept."""
    letters = compared_letters(text)
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1))


def shared(text: str, other: str, general: Callable[[str], bool] = lambda _: False) -> Shared:
    """What ``text`` has in common with another; a passage that is ``general`` (many offices have it) is nobody's own
    and counts in neither text."""
    letters, length = compared_letters(text), len(compared_letters(other))
    if not letters or not length:
        return Shared()
    passages = [letters[start:end] for start, end in _passages(letters, runs_of(other))]
    own = [len(passage) for passage in passages if not general(passage)]
    ground = sum(map(len, passages)) - sum(own)
    common, long = sum(own), sum(one for one in own if one >= LONG_PASSAGE)
    return Shared(common, long, common / max(len(letters) - ground, 1), min(common / max(length - ground, 1), 1.0))


def _passages(letters: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where the runs of letters stand whose every shingle is known, from ``PASSAGE`` letters on."""
    found, start, end = list[tuple[int, int]](), -1, -1
    for place in range(len(letters) - RUN + 1):
        if letters[place : place + RUN] not in known:
            continue
        if start < 0 or place > end - RUN + 1:
            found += [(start, end)] if start >= 0 else []
            start = place
        end = place + RUN
    found += [(start, end)] if start >= 0 else []
    return [(begin, stop) for begin, stop in found if stop - begin >= PASSAGE]
