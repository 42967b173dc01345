"""Files of holiday schedules to schedules, one a year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of
from zhutiri_cli.common.foreign_limits import SCHEDULE_BYTES as MOST_BYTES
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.workdays.published.holiday_ics import read_ics
from zhutiri_cli.workdays.published.holiday_json import read_json
from zhutiri_cli.workdays.published.published_schedule import PublishedSchedule


def read_schedules(paths: Sequence[Path]) -> list[PublishedSchedule]:
    """The schedules in the files, by year. Raises ``FileProblem`` for a file that is broken or none of holidays,
    ``UsageProblem`` where two files say different things of one year."""
    by_year: dict[int, PublishedSchedule] = {}
    for path in paths:
        for one in _read(path):
            known = by_year.setdefault(one.year, one)
            if (known.off.keys(), known.makeup.keys()) != (one.off.keys(), one.makeup.keys()):
                said = f"{known.place} 和 {one.place} 写的 {one.year} 年安排不同，没有写入任何内容"
                raise UsageProblem(said, "请只导入与通知一致的一份")
    return [by_year[year] for year in sorted(by_year)]


def _read(path: Path) -> list[PublishedSchedule]:
    place = path_shown(path)
    try:
        if not path.is_file():
            what = "是一个文件夹" if path.is_dir() else "不存在" if not path.exists() else "不是普通文件"
            raise FileProblem(f"{place} {what}", "请核对路径后重新运行")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise FileProblem(f"{place} 打不开（{reason_of(problem)}）", "请检查文件的读取权限") from None
    if len(data) > MOST_BYTES:
        raise FileProblem(f"{place} 超过 {MOST_BYTES // 1024 // 1024} MB，不予读取", "请确认这是放假安排")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
        return read_ics(place, data)
    return read_json(place, data)
