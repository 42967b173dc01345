"""The web addresses in QR codes on pictures.

Units often hand in a code in place of an address: the article's, made by the messenger. Codes that hold anything but a
web address (a payment, a visiting card, plain text) say nothing about publicity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.materials.photos.colours import in_grey

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIDE = 1000
"""Pixels of the longer side at which codes are read; one that takes a twentieth of it can be told."""
LEAST_SIDE = 500
"""Pixels that reduced decoding leaves of a photo's longer side for its codes."""
_MOST_CODES = 20


def codes_on(image: Picture) -> tuple[str, ...]:
    """The http(s) addresses of the QR codes on a loaded picture, each once."""
    import zxingcpp
    from PIL import Image

    share = SIDE / max(image.size)
    if share < 1:
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        image = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    found = zxingcpp.read_barcodes(_on_white(image), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(dict.fromkeys(address for code in found[:_MOST_CODES] if (address := _address(code.text))))


def _on_white(image: Picture) -> Picture:
    """In greys; what is transparent is white, as Word shows it."""
    from PIL import Image

    if not image.has_transparency_data:
        return in_grey(image)
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("L")


def _address(text: str) -> str:
    """The address that a code holds; "" for one that holds anything else."""
    plain = text.strip()
    if plain.lower().startswith(("http://", "https://")) and not any(char.isspace() for char in plain):
        return plain
    found = find_urls(plain)
    return found[0] if found == (plain,) else ""
