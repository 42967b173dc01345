"""The manual's pages about rules, made from the declarations while MkDocs builds (``manual_hook.py``); none is kept.

``python scripts/make_rule_pages.py [ZT203]`` prints what it makes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.terms import Clauses
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.rule import Need, Rule, Scope

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "plan_2024.yaml"
FAMILIES = {
    "ZT1": "计划文件",
    "ZT2": "举办和报送的日期",
    "ZT3": "报送材料",
    "ZT4": "宣传报道链接",
    "ZT5": "活动标志",
    "ZT9": "没有核对成的",
}
LOOKS_AT = {
    Scope.TEXT: "计划文件的文字（`zhutiri validate`、`zhutiri check`）",
    Scope.PLAN: "计划文件（`zhutiri validate`、`zhutiri check`）",
    Scope.ACTIVITY: "每项活动的登记和材料（`zhutiri check`）",
    Scope.WAIVER: "登记的豁免（`zhutiri check`）",
    Scope.WORKSPACE: "整个工作区（`zhutiri check`）",
}
TYPED = re.compile(r"zhutiri [a-z]+|--[a-z]+(?:-[a-z]+)*|[a-z]+(?:_[a-z]+)+|[a-z]+\.yaml")
"""What a reader types: commands, options, keys, file names."""

NEEDS = {
    Need.SUBMITTED: "已登记报送",
    Need.CONTENT: "文件夹里的文件都读得了",
    Need.NETWORK: "联网核对过链接（`--online`）",
    Need.PHOTOS: "图片有人看过，或用 `--ocr` 看过",
    Need.PEERS: "别的活动的文件也都读得了",
    Need.SOUND_RECORD: "登记没有错误",
}


def pages() -> dict[str, str]:
    """Every page about rules: its path below ``docs`` to its Markdown."""
    plan = cited()
    return {"rules/index.md": index()} | {f"rules/{rule.code}.md": page(rule, plan) for rule in catalogue()}


def cited() -> Plan:
    """The plan whose notice is quoted as the example: this repository's own. Raises ``ValueError`` if it is faulty."""
    plan = load_plan(PLAN).plan
    if plan is None:
        raise ValueError(f"{PLAN} has errors")
    return plan


def index() -> str:
    """The catalogue, family by family."""
    said = [
        "# 规则",
        "每条规则一页：说的是什么、依据哪一条、怎么办。"
        "在终端上用 `zhutiri rules` 看目录，`zhutiri rules ZT203` 看某一条。",
        "级别为通常情形，个别规则视情况升降。**错误**决定退出码（`--fail-on` 可改）；**警告**请看过再定；"
        "**提示**平时只计数，加 `--all` 逐条列出。不予计入的写[豁免](../folders.md#豁免)，须写明理由。",
    ]
    for family, rules in groupby(catalogue(), key=lambda rule: rule.code[:3]):
        rows = [f"| [{r.code}]({r.code}.md) | {r.severity.label} | {r.title} |" for r in rules]
        said += [
            f"## {FAMILIES.get(family, '其他')}",
            "\n".join(["| 规则 | 级别 | 内容 |", "| --- | --- | --- |", *rows]),
        ]
    return "\n\n".join(said) + "\n"


def page(rule: Rule, plan: Plan) -> str:
    """One rule's page, with the clause of the repository's own plan as the example of what it cites."""
    facts = [
        f"- **级别**：{rule.severity.label}（通常情形）",
        f"- **看什么**：{'；'.join(LOOKS_AT[scope] for scope in Scope if scope in rule.finders) or '检查过程本身'}",
        f"- **依据**：{_topic(rule)}",
    ]
    if rule.needs:
        needed = "、".join(NEEDS[need] for need in Need if need in rule.needs)
        facts.append(f"- **有这些，没有发现问题才算数**：{needed}；缺了的，与上周相比时写“本次未核对”，不算已整改")
    said = [
        f"# {rule.code}　{rule.title}",
        "\n".join(facts),
        "## 说明",
        _typed(rule.manual),
        "## 怎么办",
        _typed(rule.remedy),
    ]
    clause = getattr(plan.document.clauses, rule.topic) if rule.topic else None
    if clause is not None:
        quoted = f"天心区 {plan.year} 年的计划引用{plan.document.number} {clause.ref}：\n\n> {clause.text}"
        said += ["## 依据的条款", f"{quoted}\n\n别处的计划引用自己的通知；计划里没有写这一条的，不引用。"]
    if Scope.ACTIVITY in rule.finders and rule.waivable:
        example = f"```yaml\nwaivers: [{{rule: {rule.code}, reason: 写明理由, until: {plan.year}-12-31}}]\n```"
        said += ["## 不予计入", f"情况特殊的，在计划文件该项活动下或 `submission.yaml` 里写豁免：\n\n{example}"]
    return "\n\n".join(said) + "\n"


def _topic(rule: Rule) -> str:
    if rule.topic is None:
        return "没有对应的条款"
    field = Clauses.model_fields[rule.topic]
    return f"通知关于“{field.title}”的条款（计划文件的 `clauses.{rule.topic}`）"


def _typed(text: str) -> str:
    """A text of the declarations as Markdown: what is typed as code, the rest literally."""
    pieces = re.split(f"({TYPED.pattern})", text)
    return "".join(f"`{piece}`" if n % 2 else re.sub(r"([\\`*_<\[])", r"\\\1", piece) for n, piece in enumerate(pieces))


def _asked(codes: list[str]) -> Iterator[str]:
    made = pages()
    for code in codes or ["index"]:
        yield made[f"rules/{code}.md"]


if __name__ == "__main__":
    print("\n".join(_asked(sys.argv[1:])), end="")
