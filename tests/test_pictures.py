"""The README's pictures: small, and of what the program shows today."""

from __future__ import annotations

import make_pictures
import pytest
from PIL import Image


@pytest.mark.parametrize("picture", make_pictures.PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_fresh(picture: make_pictures.Picture) -> None:
    assert picture.path.stat().st_size < make_pictures.LIMIT
    with Image.open(picture.path) as image:
        shown = image.info[make_pictures.MARK]
    assert shown == make_pictures.digest(picture.page()), "python scripts/make_pictures.py draws it anew"
