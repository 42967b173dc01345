"""A small PDF whose only page takes minutes to draw."""

from __future__ import annotations

from tests.corpus.pieces import pdf_page, pdf_words, stream

_TILES = {
    6: stream(b"0 0 1 1 re f", b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 .01 .01]"
              b"/XStep .001/YStep .001/Resources<<>>"),
    7: stream(b"\0" * 480_000, b"/Type/XObject/Subtype/Image/Width 600/Height 800/BitsPerComponent 8"
              b"/ColorSpace/DeviceGray", packed=True),
}  # fmt: skip
ENDLESS = pdf_page(
    b"q 600 0 0 800 0 0 cm /I Do Q /Pattern cs /P scn 0 0 600 800 re f " + pdf_words(),
    _TILES,
    resources=b"/Font << /F 5 0 R >> /Pattern<</P 6 0 R>> /XObject <</I 7 0 R>>",
)
