"""What went out is kept: once a day and activity, beside what stands there, by one program at a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem, RecordProblem
from zhutiri_cli.submission.reminded_file import load_reminded
from zhutiri_cli.workspace.reminding.keep_sent import KeptLetters, SentLetter, keep_sent

FIRST, SECOND = date(2024, 4, 12), date(2024, 4, 19)


def letter(unit: str, *activities: int, names: tuple[str, ...] = ()) -> SentLetter:
    return SentLetter(unit, frozenset({unit, *names}), activities)


def told(kept: KeptLetters) -> list[str]:
    return [str(line) for line in kept.lines()]


def test_the_first_letters_make_the_file(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    assert told(keep_sent(path, FIRST, [letter("区教育局", 3, 4), letter("乙: #1", 5)]))[-1].startswith(
        "√ 已登记提醒 2 封 3 项"
    )
    assert path.read_text(encoding="utf-8").splitlines() == [
        "schema: 1",
        "sent:",
        "  - {on: 2024-04-12, unit: 区教育局, activities: [3, 4]}",
        '  - {on: 2024-04-12, unit: "乙: #1", activities: [5]}',
    ]
    known = load_reminded(path).known
    assert known.days(frozenset({"区教育局"}), 4) == (FIRST,)
    assert known.days(frozenset({"区教育局"}), 5) == ()
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name], "no lock is left"


def test_a_day_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    keep_sent(path, FIRST, [letter("教育局", 3)])
    before = path.read_bytes()
    again = keep_sent(path, FIRST, [letter("区教育局", 3, names=("教育局",))])
    assert told(again) == [f"没有新的提醒可登记：{path.as_posix()} 没有改动"]
    assert path.read_bytes() == before
    keep_sent(path, FIRST, [letter("区教育局", 3, 7, names=("教育局",))])
    keep_sent(path, SECOND, [letter("区教育局", 3)])
    known, names = load_reminded(path).known, frozenset({"区教育局", "教育局"})
    assert (known.days(names, 3), known.days(names, 7)) == ((FIRST, SECOND), (FIRST,))


def test_what_people_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    own = "# 我的备注\nsent:\n- on: 2024-04-01  # 电话\n  unit: 区教育局\n  activities: [3]\n"
    path.write_text(own, encoding="utf-8")
    keep_sent(path, FIRST, [letter("区教育局", 3)])
    assert path.read_text(encoding="utf-8") == own + "- {on: 2024-04-12, unit: 区教育局, activities: [3]}\n"


def test_only_looking_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    kept = keep_sent(path, FIRST, [letter("区教育局", 3)], write=False)
    assert told(kept) == [
        "  2024-04-12 提醒 区教育局：第 3 项",
        f"只看不写：将登记提醒 1 封 1 项，没有写入 {path.as_posix()}",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("schema: 1\nsent:\n- {on: 2024-04-31, unit: 甲, activities: [1]}\n", 3, "2024-04-31 不存在"),
        ("schema: 1\nsent:\n- {on: 2024-04-01, units: 甲, activities: [1]}\n", 3, "未知的键 units"),
        ("schema: 1\nsent: [\n", 3, "语法有误"),
        ("sent: []\nsent: []\n", 2, "sent"),
        ("sent: []\nschema: 2\n", 2, "schema"),
        ("sent: []\n\n", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_faulty_file_is_told_by_its_line_and_left(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "reminded_2024.yaml"
    path.write_text(text, encoding="utf-8")
    if not said:
        assert load_reminded(path).fault == ""
        return
    assert f"第 {line} 行" in load_reminded(path).fault
    assert said in load_reminded(path).fault
    with pytest.raises(RecordProblem, match=f"第 {line} 行.*没有登记"):
        keep_sent(path, FIRST, [letter("区教育局", 3)])
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    path.mkdir()
    assert "是一个文件夹" in load_reminded(path).fault
    with pytest.raises(FileProblem):
        keep_sent(path, FIRST, [letter("区教育局", 3)])


def test_no_letter_of_two_programs_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "reminded_2024.yaml"
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from zhutiri_cli.workspace.reminding.keep_sent import SentLetter, keep_sent\n"
        "for number in range(12):\n"
        "    one = SentLetter(sys.argv[2], frozenset({sys.argv[2]}), (number + 1,))\n"
        "    keep_sent(Path(sys.argv[1]), date(2024, 4, 12), [one])\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(path), unit]) for unit in ("甲局", "乙局", "丙局")]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    known = load_reminded(path).known
    days = [known.days(frozenset({unit}), number) for unit in ("甲局", "乙局", "丙局") for number in range(1, 13)]
    assert days == [(FIRST,)] * 36
