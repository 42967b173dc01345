"""The one place where a picture as it was loaded becomes one in colours of screens, or in greys: decoders leave some
pictures for printing in CIELAB, which the library converts by profiles alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def in_rgb(image: Picture) -> Picture:
    """The picture in RGB."""
    return _from_lab(image) if image.mode == "LAB" else image.convert("RGB")


def in_grey(image: Picture) -> Picture:
    """The picture in 256 greys."""
    return (_from_lab(image) if image.mode == "LAB" else image).convert("L")


def _from_lab(image: Picture) -> Picture:
    from PIL import ImageCms

    profiles = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(image, *profiles, outputMode="RGB")
    return cast("Picture", made)
