"""Large inputs: how long ``check`` takes over each, and the most memory of all its processes, as a Markdown table.

``python scripts/load.py [NAME…]``; without a name, all. Nothing is asserted: ``tests/corpus`` holds the limits.
"""

from __future__ import annotations

import random
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from benchmarks import processes
from benchmarks.measured_plan import measured_plan

MIB = 1024 * 1024
RECORD = "held: 2024-03-15\nsubmitted: 2024-03-20\n"


def many_files(folder: Path) -> None:
    """50,000 small files in the folder of one activity."""
    for number in range(50_000):
        (folder / f"现场{number}.txt").write_bytes(b"x")


def large_video(folder: Path) -> None:
    """A video of 2 GB with a real head; the rest takes no room on the disk."""
    with (folder / "视频.mp4").open("wb") as out:
        out.write(b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + b"\0\0\0\x08moov" + b"\0\0\0\0mdat")
        out.truncate(2048 * MIB)


def large_table(folder: Path) -> None:
    """A workbook of 100 MB: a sheet that cannot be packed."""
    digits = random.Random(1).randbytes(100 * MIB).translate(bytes(48 + i % 10 for i in range(256)))
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = '<Relationships><Relationship Id="r" Type="%s/%s" Target="%s"/></Relationships>'
    with zipfile.ZipFile(folder / "报道链接.xlsx", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", one % (kinds, "officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/_rels/workbook.xml.rels", one % (kinds, "worksheet", "worksheets/s.xml"))
        cells = b"".join(b"<row><c><v>%s</v></c></row>" % digits[at : at + 100] for at in range(0, len(digits), 100))
        archive.writestr("xl/worksheets/s.xml", b"<a>" + cells + b"</a>")


def long_scan(folder: Path) -> None:
    """300 pages in PDF, each one grey picture of A4 at 150 dpi."""
    wide, high, pages = 1240, 1754, 300
    rng = random.Random(2)
    data, places = bytearray(b"%PDF-1.4\n"), list[int]()

    def put(content: bytes) -> None:
        places.append(len(data))
        data.extend(b"%d 0 obj\n%s\nendobj\n" % (len(places), content))

    put(b"<< /Type /Catalog /Pages 2 0 R >>")
    kids = b" ".join(b"%d 0 R" % (3 + 3 * page) for page in range(pages))
    put(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
    for page in range(pages):
        first = 3 + 3 * page
        shown = b"/Contents %d 0 R /Resources << /XObject << /I %d 0 R >> >>" % (first + 1, first + 2)
        put(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % shown)
        put(b"<< /Length 27 >>\nstream\n595 0 0 842 0 0 cm /I Do   \nendstream")
        line = bytes(rng.randrange(200, 256) for _ in range(wide))
        packed = zlib.compress(b"".join(line[at % wide :] + line[: at % wide] for at in range(high)), 1)
        size = b"/Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (wide, high)
        head = b"<< /Type /XObject /Subtype /Image %s /Filter /FlateDecode /Length %d >>" % (size, len(packed))
        put(head + b"\nstream\n" + packed + b"\nendstream")
    table = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    (folder / "活动总结.pdf").write_bytes(data)


LOADS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "files": ("一个文件夹里 50,000 个文件", many_files),
    "video": ("一个 2 GB 的视频", large_video),
    "table": ("一个 100 MB 的表格", large_table),
    "scan": ("一份 300 页的扫描件 PDF", long_scan),
}


def main() -> None:
    """Measure those that are named, or all."""
    processes.adopt_orphans()
    print("| 材料 | 秒（墙上时间） | 秒（处理器） | 全部进程的内存 |\n| --- | --- | --- | --- |", flush=True)
    for name in sys.argv[1:] or LOADS:
        told, make = LOADS[name]
        with tempfile.TemporaryDirectory() as place:
            plan = measured_plan(Path(place), 1)
            own = Path(place) / "submissions" / "2024" / "1-材料"
            own.mkdir(parents=True, exist_ok=True)
            (own / "submission.yaml").write_text(RECORD, encoding="utf-8")
            make(own)
            command = processes.ours("check", "--plan", str(plan), "--as-of", "2024-05-10", cache=Path(place) / "cache")
            cost = command.run(watched=True)
        print(f"| {told} | {cost.wall:.1f} | {cost.processor:.1f} | {cost.memory:.0f} MiB |", flush=True)


if __name__ == "__main__":
    main()
