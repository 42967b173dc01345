"""The extra ``ocr``: whether its libraries are installed."""

from __future__ import annotations

from importlib.util import find_spec

from zhutiri_cli.common.errors import UsageProblem

NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "rapidfuzz")


def demand() -> None:
    """Raise ``UsageProblem`` unless every library of the extra is there; nothing is imported."""
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        raise UsageProblem(
            f"识别图片文字的组件没有安装（缺少 {'、'.join(absent)}），--ocr 不能使用",
            '请先运行 pip install "zhutiri-cli[ocr]"（模型在安装包内，装好后不需要联网），或去掉 --ocr',
        )
