"""The words on a picture, by RapidOCR with the models that its wheel holds. Offline: no model is ever fetched.

The library would download a model that it does not find; therefore the files are found here and handed to it, and one
that is missing is an error. The models are loaded once; a few photos are read at once, each by its share of the cores.
"""

from __future__ import annotations

import copy
import ctypes
import math
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.extras import demand_extra, named
from zhutiri_cli.materials.ocr.closer_look import apart, around, place_of, touch
from zhutiri_cli.materials.ocr.words_seen import TextLine

if TYPE_CHECKING:
    from numpy.typing import NDArray


STAGES = {"Det": "det", "Cls": "cls", "Rec": "rec"}
"""The library's three stages (find lines, turn them upright, read them), and what names a model's file."""
AT_ONCE = 2
"""Photos that may be read at once: one core alone has less ado with a photo than two together. Each takes 150 MiB."""
FIND_SIDE = 960
"""Pixels of the longer side on which lines are looked for."""
MOST = 960 * 960
"""Pixels of a part of the picture on which lines are looked for: what it takes of memory grows with them."""
LARGE = 12 << 20
"""Bytes of a block of memory that is given back at once."""
_MMAP_THRESHOLD = -3
"""How ``malloc.h`` numbers that option."""
SURE = 0.95
"""Confidence below which a letter is doubtful."""
SHORT = 3
"""Letters of a line from which on a doubtful one is looked at again."""
ADVICE = f'请重新安装 pip install --force-reinstall "{named("ocr")}"'


def models(folder: Path, shipped: Iterable[str]) -> dict[str, Path]:
    """The model of each stage, of those files in the library's folder of models that its wheel brought (``shipped``
    names them); what the library may have fetched for others is left alone. Raises ``FileProblem`` where one is
    missing."""
    names = sorted(name for name in shipped if (folder / name).is_file())
    found = {}
    for stage, part in STAGES.items():
        fitting = [name for name in names if f"_{part}_" in name]
        if len(fitting) != 1:
            raise FileProblem(f"识别图片文字的组件不完整（{folder} 内没有唯一的 {part} 模型）", ADVICE)
        found[stage] = folder / fitting[0]
    return found


def library(name: str) -> Any:
    """A library of the extra. Raises ``FileProblem`` where it is there and cannot be loaded."""
    try:
        with _interrupted_afterwards():
            return import_module(name)
    except Exception as problem:  # whatever a broken installation raises is one sentence
        raise FileProblem(f"识别图片的组件 {name} 不能启动（{type(problem).__name__}: {problem}）", ADVICE) from problem


@contextmanager
def _interrupted_afterwards() -> Iterator[None]:
    """Ctrl+C waits for the end: a library in C that is broken off while it loads calls itself damaged instead."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            raise KeyboardInterrupt


@cache
def _loaded() -> Any:
    """The library's engine with its three models in memory. Raises ``FileProblem`` where it is not whole."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it may call home while it is imported, before it can be told not to
    onnxruntime, rapidocr, numpy = library("onnxruntime"), library("rapidocr"), library("numpy")
    onnxruntime.disable_telemetry_events()
    shipped = [file.name for file in metadata.files("rapidocr") or () if file.suffix == ".onnx"]
    found = models(Path(rapidocr.__file__).parent / "models", shipped)
    settings: dict[str, object] = {f"{stage}.model_path": str(path) for stage, path in found.items()}
    settings |= {"Det.limit_type": "max", "Rec.rec_batch_num": 1}  # rows together are all made as wide as the widest
    settings["EngineConfig.onnxruntime.intra_op_num_threads"] = max(1, (os.cpu_count() or 1) // AT_ONCE)
    _large_blocks_go_back()
    made = rapidocr.RapidOCR(params={"Global.log_level": "critical", **settings})
    blank = numpy.zeros((64, 64, 3), numpy.uint8)
    made(blank, use_det=True, use_cls=False, use_rec=False)  # it loads a model when it first needs it
    made(blank, use_det=False, use_cls=True, use_rec=True)
    return made


def _large_blocks_go_back() -> None:
    """Have glibc give every large block back to the system when it is done with: each thread would keep as much as it
    has ever needed, half as much again in all. Other systems' C libraries do not keep them."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library, such as musl
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)


_LOADING, _CLOSELY = threading.Lock(), threading.Lock()
"""Held by who loads the models, and by who reads a place in full, which takes most memory."""
_OWN = threading.local()


def engine() -> Any:
    """The engine of this thread: it shares the models with all others, and nothing of what changes while it reads.
    Raises ``FileProblem`` where the library is not whole."""
    if not hasattr(_OWN, "engine"):
        with _LOADING:
            one = copy.copy(_loaded())
        for stage in ("text_det", "text_cls", "text_rec"):
            setattr(one, stage, copy.copy(getattr(one, stage)))
        _OWN.engine = one
    return _OWN.engine


def lines_on(picture: NDArray[Any]) -> tuple[TextLine, ...]:
    """Every line of text on a picture, with one confidence per character.

    Lines are looked for on a picture of ``FIND_SIDE``; where one is read with a doubtful letter, its place is looked at
    again in full."""
    height, width = picture.shape[:2]
    lines = _read(picture, FIND_SIDE)
    if max(height, width) <= FIND_SIDE:
        return lines
    boxes = [around(line) for line in lines]
    doubtful = [
        box for box, line in zip(boxes, lines, strict=True) if len(line.text) >= SHORT and min(line.sure) < SURE
    ]
    looked = apart(place_of(box, boxes, width, height) for box in doubtful)
    kept = [line for box, line in zip(boxes, lines, strict=True) if not any(touch(box, place) for place in looked)]
    for place in looked:
        left, top, right, bottom = map(round, place)
        part = picture[top:bottom, left:right].copy()
        with _CLOSELY:
            again = _read(part, _side_of(part))
        kept += (_moved(line, left, top) for line in again)
    return tuple(kept)


def _side_of(part: NDArray[Any]) -> int:
    """Pixels of the longer side of a part on which its lines are looked for: all of them, or as many as may be."""
    height, width = int(part.shape[0]), int(part.shape[1])
    return round(max(height, width) * min(1.0, math.sqrt(MOST / max(height * width, 1))))


def _read(picture: NDArray[Any], side: int) -> tuple[TextLine, ...]:
    """The lines on a picture, which are looked for on one of at most ``side`` pixels."""
    reader, every = engine(), {"use_det": True, "use_cls": True, "use_rec": True}
    reader.text_det.limit_side_len = side
    result = reader(picture, **every, return_word_box=True, return_single_char_box=True)
    if not getattr(result, "txts", None):
        return ()
    details = result.word_results or [()] * len(result.txts)
    return tuple(
        TextLine(text, _sureness(text, float(score), detail), _corners(box))
        for text, score, detail, box in zip(result.txts, result.scores, details, result.boxes, strict=True)
    )


def _moved(line: TextLine, x: int, y: int) -> TextLine:
    """A line of a part of the picture where it stands on the whole."""
    a, b, c, d, e, f, g, h = line.corners
    return replace(line, corners=(a + x, b + y, c + x, d + y, e + x, f + y, g + x, h + y))


def _sureness(text: str, score: float, detail: Sequence[Any]) -> tuple[float, ...]:
    """One confidence per character; the whole line's where the engine's characters are not those of the line."""
    if "".join(str(sign) for sign, *_ in detail) == text:
        return tuple(round(float(sure), 3) for sign, sure, *_ in detail for _ in str(sign))
    return (round(score, 3),) * len(text)


def _corners(box: Any) -> tuple[float, float, float, float, float, float, float, float]:
    a, b, c, d, e, f, g, h = (round(float(value), 1) if math.isfinite(value) else 0.0 for value in box.flatten())
    return a, b, c, d, e, f, g, h


NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "rapidfuzz")


def demand() -> None:
    """Raise ``UsageProblem`` unless every library of the extra is there; nothing is imported."""
    demand_extra("--ocr 识别图片文字", NEEDED, "ocr", "（模型在安装包内，装好后不需要联网），或去掉 --ocr")
