"""Forms of activities that tables of this kind name, by which a cell is told that stands in another column."""

COMMON_FORMS = frozenset(
    """
    现场观摩 座谈交流 调查征集 政策发布 政策宣传 现场答疑 现场交流 调查研究 职工服务 政策宣讲 政策帮扶 文艺汇演
    互动答题 现场咨询 现场办理 在线直播 在线问答 在线访谈 问卷调查 意见征集 新闻发布 新闻发布会 政策解读
    志愿服务 开放日 座谈 座谈会 参观 体验 实地参观 现场参观 参观体验 互动体验 现场体验 专题讲座 线上直播
    """.split()
)
"""Forms that the 2024 notice and its annex name, and a few of their kind."""
