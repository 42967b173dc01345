"""Reading the words on photos (``check --ocr``): seconds a photo and memory of the whole program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measured_plan import measured_plan
from benchmarks.measurement import Figure, Measurement, NotMeasuredError, Section, Taken, Unit
from benchmarks.processes import ours

PHOTOS = 24
SECTION = Section(
    "ocr",
    "识别会标",
    f"整条命令 `check --ocr`，{PHOTOS} 项活动各一张画的照片（2400 × 1600，`scripts/banner_scenes.py` 的各种会标和拍法，"
    "年份有对有错，也有没有会标的），每轮从空的缓存开始，起动和载入模型在内。没有同样用途的工具可以对照，所以只有目标。",
)
BANNER = "  branding: {banner: 2024年“政务公开主题日”活动}\n"


def workspace(folder: Path) -> Path:
    """A plan and an activity for each photo. Raises ``NotMeasuredError`` without the extra or the font."""
    if missing := [name for name in ("rapidocr", "onnxruntime", "cv2") if find_spec(name) is None]:
        raise NotMeasuredError(f"没有安装识别图片的组件（缺 {'、'.join(missing)}；pip install zhutiri-cli[ocr]）")
    from banner_scenes import FONT, draw, laid_out, scenes

    if not FONT.is_file():
        raise NotMeasuredError(f"没有画会标用的字体 {FONT.name}（Debian 的 fonts-noto-cjk）")
    drawn = [*scenes(1), *laid_out(1)]
    for number in range(1, PHOTOS + 1):
        own = folder / "submissions" / "2024" / f"{number:02}"
        own.mkdir(parents=True)
        (own / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
        draw(drawn[number * len(drawn) // PHOTOS - 1]).save(own / "现场.jpg", quality=85)
    return measured_plan(folder, PHOTOS, BANNER)


def _take(rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        check = ours("check", "--plan", str(workspace(place)), "--as-of", "2024-04-01", "--ocr", cache=place / "cache")
        costs = []
        for _ in range(rounds):
            shutil.rmtree(place / "cache", ignore_errors=True)  # none before the first round
            costs.append(check.run(watched=True))
    yield "time", Taken(tuple(cost.wall / PHOTOS for cost in costs))
    yield "memory", Taken(tuple(cost.memory for cost in costs))


MEASUREMENTS = (
    Measurement(
        "ocr-check",
        SECTION,
        (
            Figure("time", "`check --ocr`，平均每张", unit=Unit.SECONDS, aim=0.7),
            Figure("memory", "最多占的内存（全部进程）", unit=Unit.MEBIBYTES, aim=600),
        ),
        3,
        _take,
    ),
)
