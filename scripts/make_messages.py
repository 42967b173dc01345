"""The pages ``docs/messages``: every Chinese sentence that the program can print, one after another, and the terms.

``python scripts/make_messages.py`` writes them; a test tells when one is stale. What counts as a message is said in
``collect_messages.py``, which term is used for what in ``message_terms.py``.
"""

from __future__ import annotations

from itertools import groupby

from collect_messages import ROOT, Message, messages
from message_terms import KEPT, TERMS, Term

PAGES = {
    "command-line": ("命令行", ("cli/", "check/", "workdays/", "common/")),
    "plan": ("计划文件、导入、比较", ("plan/",)),
    "rules": ("规则和状态", ("rules/", "case/", "submission/")),
    "receiving": ("登记、收件、建工作区", ("workspace/",)),
    "materials": ("材料、链接、图片", ("materials/",)),
    "letters": ("催办、通报、评比、比较", ("report/",)),
    "outputs": ("各种输出", ("render/",)),
}
"""Each page: its title and the rooms whose messages it lists."""
QUIET = "---\nsearch:\n  exclude: true\n---\n"
"""A search in the manual is for those who use the program, not for those who mend its texts."""
FOLDER = ROOT / "docs" / "messages"


def pages() -> dict[str, str]:
    """Every page: the name of its file to its Markdown."""
    found = messages()
    made = {
        f"{name}.md": page(title, [one for one in found if one.path.startswith(rooms)])
        for name, (title, rooms) in PAGES.items()
    }
    return {"index.md": index(found), "terms.md": terms()} | made


def index(found: list[Message]) -> str:
    """What the pages are, and which there are."""
    rows = []
    for name, (title, rooms) in PAGES.items():
        own = [one for one in found if one.path.startswith(rooms)]
        rows.append(f"| [{title}]({name}.md) | {'、'.join(f'`{room}`' for room in rooms)} | {len(own)} |")
    said = [
        "# 程序说的每一句话",
        "这几页由 `python scripts/make_messages.py` 从源代码写出，供改文字的人一句接一句通读；测试核对它们没有过时。",
        "- 〈名称〉是运行时填入的内容；`a|b` 是二者之一；“　→ ”之后是怎么办。\n"
        "- 列出的是程序会显示或写出的中文：报错、提示、帮助、规则、报告、函件、表头、模板。\n"
        "- 不列的是用来**认**别人文字的词（不是说给人听的）：出现在比较、查找、正则表达式里的，作字典的键的，"
        "以及读材料、读附件的模块里成组的单词。判别的办法写在 `scripts/collect_messages.py`。\n"
        "- 一个意思只用一个词，见[用词](terms.md)；测试不许出现其中不用的词。",
        "\n".join(["| 页 | 源代码 `src/zhutiri_cli/` 之下 | 句数 |", "| --- | --- | --- |", *rows]),
    ]
    return QUIET + "\n\n".join(said) + "\n"


def page(title: str, found: list[Message]) -> str:
    """The messages of some rooms, module by module."""
    said = [f"# {title}"]
    for path, own in groupby(found, key=lambda one: one.path):
        lines = "\n".join(" ⏎ ".join(one.text.strip("\n").splitlines()) for one in own)
        said.append(f"## `{path}`\n\n```text\n{lines}\n```")
    return QUIET + "\n\n".join(said) + "\n"


def terms() -> str:
    """The terms: which word is used for what, and which are not."""
    said = [
        "# 用词",
        "一个意思只用一个词。右边一栏的词不出现在程序的文字里（`tests/test_messages.py` 核对），例外写在下面。",
        "\n".join(["| 用 | 意思 | 不用 |", "| --- | --- | --- |", *(_row(term) for term in TERMS)]),
        "## 例外",
        "\n".join(f"- {why}：{'、'.join(f'“{text}”' for text in texts)}" for why, texts in KEPT.items()),
        "## 写法",
        "- 引号只用“”，书名用《》；汉字之间用全角标点，一处一个。\n"
        "- 不称呼读者（不写“你”“您”），要做的事写“请……”。\n"
        "- 报错先说哪个文件、哪一处，再说怎么了，最后说怎么办；每一条都有怎么办。\n"
        "- 键名、命令照原样写（`schema`、`zhutiri check`），字段的报错写明键名和中文名称；办公室用不着的英文词不写。\n"
        "- 没有核对的就说没有核对：既不算通过，也不算不通过。",
    ]
    return "\n\n".join(said) + "\n"


def _row(term: Term) -> str:
    return f"| {term.word} | {term.meaning} | {'、'.join(term.instead_of)} |"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(pages())} pages in {FOLDER.relative_to(ROOT)}")
