"""How well names, and texts where names are silent, tell what a file is: precision and recall, as a Markdown table.

``python scripts/accuracy_kinds.py`` prints the table and every file that was judged wrongly. The set is
``kind_names.tsv``; its beginning says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.kinds import named_kinds
from zhutiri_cli.submission.shown_kinds import kinds_shown

SET = Path(__file__).with_name("kind_names.tsv")
THEME = "就业服务政策宣传"
KINDS = ("plan", "summary", "links")


@dataclass(frozen=True)
class Sample:
    """A file's name, its true kinds, whether none is right, too, and how its text begins ("": it cannot be read)."""

    name: str
    kinds: frozenset[str]
    or_none: bool
    text: str
    theme: str
    part: str


def samples() -> Iterator[Sample]:
    """The labelled set."""
    part, theme = "## seen", THEME
    for line in SET.read_text(encoding="utf-8").splitlines():
        part = line if line.startswith("## ") else part
        theme = line[1:].strip() if line.startswith("=") else theme
        if line and not line.startswith(("#", "=")):
            name, kinds, *text = line.split("\t")
            told = frozenset(kinds.split(","))
            yield Sample(name, told - {"-"}, "-" in told, "".join(text).replace("\\n", "\n"), theme, part)


def judged(sample: Sample, *, with_text: bool) -> frozenset[str]:
    """The kinds that the program finds."""
    named = named_kinds(PurePosixPath(sample.name), sample.theme, ())
    if not with_text or not named.asks_text or not sample.text:
        return named.kinds
    facts = FileFacts(Fitness.USABLE, text=sample.text)
    return kinds_shown(named.kinds, PurePosixPath(sample.name).name, facts, by_title=named.by_title)


def right(sample: Sample, found: frozenset[str]) -> bool:
    """Whether all kinds were found and no other."""
    return found == sample.kinds or (sample.or_none and not found)


def main() -> None:
    """Print the table, then what went wrong."""
    every = list(samples())
    print("| 文件名 | 个数 | 只看名称，全对 | 加上正文，全对 | 错认的种类 |")
    print("| --- | --- | --- | --- | --- |")
    parts = (("写词表时看过的", "## seen"), ("后来写的", "## unseen"), ("另一人写的", "## unseen by another hand"))
    for label, heading in parts:
        part = [sample for sample in every if sample.part == heading]
        by_name = sum(right(sample, judged(sample, with_text=False)) for sample in part)
        by_text = sum(right(sample, judged(sample, with_text=True)) for sample in part)
        false = sum(len(judged(sample, with_text=True) - sample.kinds) for sample in part)
        share = f"{by_text}（{by_text / len(part):.0%}）"
        print(f"| {label} | {len(part)} | {by_name}（{by_name / len(part):.0%}） | {share} | {false} |")
    print("\n| 种类 | 查准 | 查全 |\n| --- | --- | --- |")
    for kind in KINDS:
        found = [sample for sample in every if kind in judged(sample, with_text=True)]
        true = [sample for sample in every if kind in sample.kinds and not (sample.or_none and sample not in found)]
        both = sum(kind in sample.kinds for sample in found)
        print(f"| {kind} | {both}/{len(found)} | {both}/{len(true)} |")
    for sample in every:
        told = judged(sample, with_text=True)
        if not right(sample, told):
            print(f"- {sample.name}：应为 {set(sample.kinds) or '无'}，认作 {set(told) or '无'}")


if __name__ == "__main__":
    main()
