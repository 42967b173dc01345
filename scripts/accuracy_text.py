"""How well ZT310 and ZT313 read: precision and recall on a small labelled set, as a Markdown table.

``python scripts/accuracy_text.py`` prints the table and every line that was judged wrongly. The lines are made up after
what summaries of such activities look like, near misses included, and were labelled before they were run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from zhutiri_cli.common.privacy import find_numbers
from zhutiri_cli.materials.prose import open_blanks
from zhutiri_cli.materials.similarity.passages import shared

Labelled = Sequence[tuple[str, bool]]

MOBILES: Labelled = [
    ("联系人：王芳，联系电话：13607312288。", True),
    ("周先生（手机 159 7412 0033）来电感谢", True),
    ("微信同号18874190211", True),
    ("TEL:+86-188-7419-0211", True),
    ("联系方式１７３７４１９０２１１", True),
    ("报名热线：15116200001/15116200002", True),
    ("1、陈某，13300001111，政策咨询", True),
    ("咨询人13300001111(本人)", True),
    ("手机：1330 000 1111", True),  # grouped in an unusual way: missed
    ("手机：133.0000.1111", True),  # dots: missed
    ("热线电话0731-85899123", False),
    ("拨打12345、12333", False),
    ("400-820-8820转3", False),
    ("天政发〔2024〕135号", False),
    ("统一社会信用代码91430103MA4L2R3K8J", False),
    ("账号 4301 3800 1380 0013 800", False),
    ("发放补贴13800138000元", False),
    ("https://moment.rednet.cn/content/13800138001.html", False),
    ("活动编号20240315001380", False),
    ("发票号码13812345678", False),  # eleven digits like a mobile's: wrongly taken for one
    ("2024-03-15 09:30至2024-03-15 11:30", False),
    ("浏览量达1.3812345678亿", False),
    ("IMG_20240315_093512", False),
    ("完成率138%，同比增长1390户", False),
]
CARDS: Labelled = [
    ("身份证号：11010519491231002X", True),
    ("身份证11010519491231002x，已登记", True),
    ("１１０１０５１９４９１２３１００２Ｘ", True),
    ("110105 19491231 002X", True),
    ("张三110105194912310 02X", True),  # broken by a space within: missed
    ("身份证号：440524188001010014", True),
    ("身份证号：110105194912310021", False),
    ("订单号110105194913310022", False),
    ("旧证号130503670401001", False),
    ("账号6222021901001234567", False),
    ("统一社会信用代码91430103MA4L2R3K8J", False),
    ("20240315093512345678", False),
]
BLANKS: Labelled = [
    ("3月X日，XX街道组织召开座谈会", True),
    ("XX局关于主题日活动的总结", True),
    ("共有××名群众参加", True),
    ("在某某社区开展宣传", True),
    ("发放资料____份，接受咨询____人次", True),
    ("（二）活动成效：待补充", True),
    ("【请填写活动亮点】", True),
    ("{{单位名称}}于{{日期}}开展", True),
    ("*月*日，我单位开展活动", True),
    ("参加领导：xxx、xxx", True),
    ("20××年主题日活动总结", True),
    ("群众参与人数达 N 人", True),  # another letter: missed
    ("时间：    年    月    日", True),  # blanks only: missed
    ("居民李××表示很满意", False),
    ("困难群众张某某领到补助", False),
    ("陈XX反映的问题当场解决", False),
    ("详见www.xxx.com", False),
    ("马甲尺码XL、XXL各十件", False),
    ("展板规格2.4×1.2米", False),
    ("某企业负责人提问", False),
    ("【政策解读】现场讲解", False),
    ("待完善的问题有三项", False),
    ("————————————", False),
    ("________________________", False),
    ("欧阳××说窗口态度好", False),  # a double surname: wrongly taken for a blank
    ("图片格式为XX.jpg", False),
]
SOURCE = (
    "萤火就业局在萤火广场举办政务公开主题日活动，二十六家用人单位到场，三百一十二人次咨询。活动先讲政策，"
    "再请群众走进服务大厅看一张补贴申请表怎样从收件走到拨付，全程公开每一步由谁办、几天办完。群众最关心的是灵活就业人员"
    "能否领取培训补贴，当场答复四十七件，另有三件转相关科室，已在两天内回复本人。不足之处是展台位置背风不够，老年求职者"
    "等候时间偏长。下一步把常见问题整理成一页纸，放在各社区服务站。"
)
OTHER = (
    "听雨水务局走进听雨小区，向一百八十户居民讲解阶梯水价怎样计算，公开最近四个季度的水质检测报告。技术人员入户帮助"
    "排查漏水二十三处，其中十七处当天修好；居民关心的水箱清洗周期，已写入小区公告栏。"
)


def reworded(share: float, seed: int) -> str:
    """The source with that share of its sentences' signs replaced, in runs of twelve as an editor would."""
    pieces = [SOURCE[i : i + 12] for i in range(0, len(SOURCE), 12)]
    changed = random.Random(seed).sample(range(len(pieces)), round(share * len(pieces)))
    return "".join(OTHER[(i * 7) % 90 :][:12] if i in changed else piece for i, piece in enumerate(pieces))


def copies() -> Labelled:
    """Copies with up to a tenth changed repeat the source; texts with half or more changed, and others, do not."""
    same = [SOURCE, SOURCE.replace("萤火", "听雨"), "\n".join(SOURCE.split("，")), SOURCE[:150]]
    same += [reworded(0.1, seed) for seed in range(8)]
    own = [OTHER, SOURCE[:100] + OTHER, *(reworded(0.5, seed) for seed in range(8))]
    return [*((text, True) for text in same), *((text, False) for text in own)]


def rows() -> Iterator[tuple[str, Labelled, Callable[[str], bool]]]:
    """Each task with its labelled lines and how the product judges one."""
    yield "ZT313 手机号码", MOBILES, lambda text: any(not number.identity for number in find_numbers(text))
    yield "ZT313 身份证号码", CARDS, lambda text: any(number.identity for number in find_numbers(text))
    yield "ZT310 未填写（后补的）", MORE_BLANKS, lambda text: bool(open_blanks(text))
    yield "ZT310 未填写", BLANKS, lambda text: bool(open_blanks(text))
    yield "ZT310 雷同", copies(), lambda text: shared(text, SOURCE).repeated


MORE_BLANKS: Labelled = [
    *((text, True) for text in (
        "（此处填写活动亮点）", "[单位名称]于3月15日", "时间：　　年　月　日",
        "共有　　名群众参加", "○○局开展活动", "□□社区",
        "***街道", "N名群众参加", "以下为模板，请修改", "____名", "X月X日",
        "（请填写人数）", "〔活动名称〕", "<活动时间>",
        "发放资料    份", "接待群众X人", "（单位名称）", "参加人员：XXX", "（模板）",
        "点击此处输入文字", "本模板仅供参考",
        "约　　人次", "X个社区", "2024年　月　日", "参加群众　　人", "20**年*月",
    )),
    *((text, False) for text in (
        "“某某”这样的称呼", "XX染色体异常", "王某某说", "第一〇〇中学", "二〇二四年三月",
        "5G网络", "A区B栋", "***", "发放资料300份",
        "（时间：3月15日）", "[图片]", "【区教育局】", "2024年 3月 15日", "□是 □否", "X射线检查", "N95口罩", "某企业",
    )),
]  # fmt: skip
SYLLABLES = "山水田园灯火桥梁书本纸张凳子窗台雨伞钥匙电梯篮球钢琴菜单黑板操场水箱阀门路灯树苗花坛围墙屋顶管道井盖门牌"
FORMULAS = (
    "为深入贯彻落实党的二十大精神，保障人民群众的知情权、参与权，根据天政务公开办发〔2024〕1号要求，我单位高度重视、精心组织。"
    "活动受到了广大群众的一致好评。下一步，我单位将继续深化政务公开，不断提升群众的获得感，营造良好的社会氛围。"
)
UNITS = ("区教育局", "先锋街道", "区医保局", "区税务局")


def words(chance: random.Random, least: int, most: int) -> str:
    """A run of letters as nobody else writes it."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(least, most)))


def summary(seed: int, sentences: int = 9) -> str:
    """A summary of its own: a unit, numbers, sentences of made-up words."""
    chance = random.Random(seed)
    told = (f"{words(chance, 8, 20)}，{words(chance, 8, 20)}。" for _ in range(sentences))
    return f"3月{chance.randrange(1, 28)}日，{chance.choice(UNITS)}邀请{chance.randrange(20, 300)}人到场。" + "".join(
        told
    )


def reworded_lightly(text: str, chance: random.Random) -> str:
    """Every twenty-fifth sign another."""
    return "".join(chance.choice(SYLLABLES) if chance.random() < 0.04 else sign for sign in text)


def reordered(text: str, chance: random.Random) -> str:
    """The sentences in another order."""
    pieces = text.split("。")
    chance.shuffle(pieces)
    return "。".join(pieces)


def renamed(text: str, chance: random.Random) -> str:
    """Other units and numbers."""
    for unit in UNITS:
        text = text.replace(unit, "甲乙丙局")
    return re.sub(r"\d+", lambda _: str(chance.randrange(9, 99)), text)


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "轻改字句": reworded_lightly,
    "调换顺序": reordered,
    "换名称和数字": renamed,
    "掺进自己的话（两倍）": lambda text, chance: summary(chance.randrange(10**6)) + text,
    "掺进自己的话（五倍）": lambda text, chance: "".join(summary(chance.randrange(10**6)) for _ in range(4)) + text,
    "以上一起": lambda text, chance: summary(chance.randrange(10**6)) + renamed(
        reordered(reworded_lightly(text, chance), chance), chance
    ),
}  # fmt: skip


def made_copies() -> Iterator[tuple[str, int, int]]:
    """For each way of copying, how many of sixty copies are found; for each sort of strangers, how many pairs are taken
    for copies, and of how many."""
    sources = [summary(seed) for seed in range(60)]
    for way, made in WAYS.items():
        found = sum(shared(made(text, random.Random(seed)), text).repeated for seed, text in enumerate(sources))
        yield way, found, len(sources)
    official = [FORMULAS + summary(1000 + seed, 2)[20:] for seed in range(60)]
    for label, texts in (("不相干的（误）", sources), ("只有套话相同的（误）", official)):
        pairs = list(combinations(texts, 2))
        yield label, sum(shared(one, other).repeated for one, other in pairs), len(pairs)


def share(part: int, whole: int) -> str:
    """A share as people write it, with its numbers."""
    return f"{part}/{whole}（{part / whole:.0%}）" if whole else "—"


def main() -> None:
    """Print the table, then what went wrong."""
    wrong: list[str] = []
    print("| 项目 | 条数 | 查准率 | 查全率 |\n| --- | ---: | --- | --- |")
    for task, labelled, judge in rows():
        judged = [(text, wanted, judge(text)) for text, wanted in labelled]
        hits = sum(wanted and said for _, wanted, said in judged)
        precision = share(hits, sum(said for _, _, said in judged))
        recall = share(hits, sum(wanted for _, wanted, _ in judged))
        print(f"| {task} | {len(judged)} | {precision} | {recall} |")
        wrong += [
            f"- {task} {'漏' if wanted else '误'}：{text[:40]}" for text, wanted, said in judged if wanted != said
        ]
    print("\n| ZT310 照抄的总结 | 认出 |\n| --- | --- |")
    for label, found, total in made_copies():
        print(f"| {label} | {share(found, total)} |")
    print("\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
