"""What came in and what was done with it: the facts that ``zhutiri receive`` hands to its reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.kinds import INLINE_PICTURES, MARK_ADVICE
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.packed import packed
from zhutiri_cli.plan.model import Activity
from zhutiri_cli.workspace.receiving.packages.foreign_names import same_to_the_eye
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.sorting import FilePlacement
from zhutiri_cli.workspace.recording.write_record import FieldTold


class Arrival(Struct):
    """What one receipt says: a Beijing day, files by their path in the folder, links."""

    day: date
    files: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def item(self) -> dict[str, Any]:
        """The receipt as it is written."""
        lists = {"files": self.files, "links": self.links}
        return {"on": self.day} | {key: value for key, value in lists.items() if value}


class Received(Struct, frozen=True):
    """``dated`` is every package with its Beijing day and what says so; ``changes`` are (field, before, after) of the
    record at ``record``, none where all of it was there already; ``corrected``: which summary took another's place;
    ``written``: else it was only looked at, and ``doubts`` are the days that cannot be right."""

    activity: Activity
    record: Path
    dated: tuple[tuple[Parcel, date, str], ...]
    placements: tuple[FilePlacement, ...]
    arrivals: tuple[Arrival, ...]
    changes: tuple[FieldTold, ...]
    notices: tuple[Shown, ...]
    corrected: tuple[str, ...] = ()
    written: bool = True
    doubts: tuple[Shown, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file received, by its path in the folder, once."""
        return tuple(dict.fromkeys(name for arrival in self.arrivals for name in arrival.files))

    @property
    def set_aside(self) -> dict[str, str]:
        """Those that count for nothing as they are, each with why and what to do about it."""
        marks = {name: MARK_ADVICE for name in self.files if name.startswith(f"{INLINE_PICTURES}/")}
        found = {name: packed(name) for name in self.files}
        closed = {name: f"{kind.what}{kind.state}，{kind.remedy}" for name, kind in found.items() if kind is not None}
        return marks | closed

    @property
    def urls(self) -> tuple[str, ...]:
        """Every link received, normalised."""
        return tuple(dict.fromkeys(judge_url(url).url for arrival in self.arrivals for url in arrival.links))

    @property
    def last_day(self) -> date:
        """The latest day on which something came in."""
        return max(arrival.day for arrival in self.arrivals)

    def lines(self) -> list[Shown]:
        """The act itself: dates, what was renamed, skipped or there already, and what was written."""
        return [*map(Shown, self._lines())]

    def _lines(self) -> list[str]:
        found = [f"{self.activity.id}. {self.activity.theme}"]
        for parcel, day, said in self.dated:
            found.append(f"  {parcel.label}：收到日期 {day}（{said}）")
            found += [f"  跳过 {name}：{why}" for name, why in parcel.skipped]
            found += [f"  正文里的 {url} 没有登记：{why}" for url, why in parcel.misfits]
        for placed in self.placements:
            if not placed.new:
                found.append(f"  {placed.relative} 已有相同内容，没有重复存放")
            elif not same_to_the_eye(placed.item.original.rpartition("/")[2], placed.relative.rpartition("/")[2]):
                found.append(f"  改名 {placed.item.original} → {placed.relative}")
        found += [f"  {said}" for said in self.corrected]
        new = sum(placed.new for placed in self.placements)
        if not self.written:
            found += [f"  将放入 {placed.relative}" for placed in self.placements if placed.new]
            found += [*self._told(), *(f"  ？ {doubt}" for doubt in self.doubts)]
            return [*found, f"只看不写：没有收下，也没有改动 {path_shown(self.record.parent)}"]
        found += [f"√ 已放入 {new} 个文件：{path_shown(self.record.parent)}"] if new else []
        if not self.changes:
            return [*found, f"{path_shown(self.record)} 已有这次收件的记录，没有改动"]
        return [*found, *self._told(), f"√ 已写入 {path_shown(self.record)}"]

    def _told(self) -> list[str]:
        return [
            f"  {name}：{before} → {after}" for name, before, after in self.changes if not name.endswith("receipts）")
        ]
