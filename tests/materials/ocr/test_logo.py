"""The LOGO: found on a photo or not sure, and a file of the plan's that is missing or unfit is a notice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageFilter

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from tests.support.words_and_logo import emblem
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.ocr.logo import Reference, logo_file, reference
from zhutiri_cli.materials.ocr.look import find_logo
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome

pytest.importorskip("cv2", reason="the extra ocr is not installed")


@pytest.fixture
def logo(tmp_path: Path) -> Reference:
    emblem(tmp_path / "logo.png")
    return reference(tmp_path / "logo.png")


@cache
def wall() -> Image.Image:
    room = Image.frombytes("L", (1600, 1067), Random(1).randbytes(1600 * 1067)).convert("RGB")
    return room.filter(ImageFilter.GaussianBlur(2))


def on_a_wall(tmp_path: Path, sign: Image.Image, turn: float = 7) -> Photo:
    room = wall().copy()
    mask = Image.new("L", sign.size, 255).rotate(turn, expand=True)
    room.paste(sign.rotate(turn, Image.Resampling.BICUBIC, expand=True), (700, 300), mask)
    room.save(tmp_path / "photo.jpg", quality=85)
    return Photo("photo.jpg", tmp_path / "photo.jpg", "")


@pytest.mark.parametrize("side", [300, 150])
def test_the_logo_is_found(logo: Reference, tmp_path: Path, side: int) -> None:
    photo = on_a_wall(tmp_path, emblem(tmp_path / "small.png", side=side))
    assert find_logo(photo, logo) == LogoSight(PhotoOutcome.READ, True)


def test_another_logo_is_not_taken_for_it(logo: Reference, tmp_path: Path) -> None:
    photo = on_a_wall(tmp_path, emblem(tmp_path / "other.png", seed=2, side=300))
    assert find_logo(photo, logo) == LogoSight(PhotoOutcome.READ, False)


def test_a_mirrored_logo_is_not_taken_for_it(logo: Reference, tmp_path: Path) -> None:
    sign = emblem(tmp_path / "sign.png", side=300).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert find_logo(on_a_wall(tmp_path, sign), logo) == LogoSight(PhotoOutcome.READ, False)


def test_what_is_no_picture_is_said_to_be_none(logo: Reference, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    assert find_logo(Photo("photo.jpg", tmp_path / "photo.jpg", ""), logo).outcome is PhotoOutcome.UNREADABLE


def test_a_plain_picture_is_no_reference(tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), "red").save(tmp_path / "logo.png")
    with pytest.raises(UnfitError, match="过于简单"):
        reference(tmp_path / "logo.png")


@pytest.mark.parametrize(
    "name", ["../outside.png", "/outside.png", "link.png", "none.png", "", ".", "a\0b.png", "x" * 999]
)
def test_only_files_beside_the_plan_are_opened(tmp_path: Path, name: str) -> None:
    outside, inside = tmp_path / "outside.png", tmp_path / "inside"
    inside.mkdir()
    emblem(outside)
    (inside / "link.png").symlink_to(outside)
    with pytest.raises(FileProblem, match="LOGO 图样"):
        logo_file(inside / "plan_2024.yaml", name)


def test_a_subfolder_of_the_plans_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "图样").mkdir()
    emblem(tmp_path / "图样" / "logo.png")
    assert logo_file(tmp_path / "plan_2024.yaml", "图样/logo.png") == (tmp_path / "图样" / "logo.png").resolve()


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "不存在"), (b"no picture", "打不开"), (b"", "打不开")],
    ids=["missing", "broken", "empty"],
)
def test_an_unfit_logo_file_is_a_notice(
    tmp_path: Path, content: bytes | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", lambda _: pytest.fail("there is no photo"))
    plan = tmp_path / "plan_2024.yaml"
    banner = "branding: {banner: 2024年“政务公开主题日”活动"
    plan.write_text(
        BASE_PLAN.read_text(encoding="utf-8").replace(banner, f"{banner}, logo: logo.png"), encoding="utf-8"
    )
    folder = tmp_path / "submissions" / "2024" / "03"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    if content is not None:
        plan.with_name("logo.png").write_bytes(content)
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-25", "--ocr", "--fail-on", "never")
    text = "".join(ran.out.split())
    assert ran.status == 0
    assert "LOGO图样logo.png" in text
    assert told in text
    assert "LOGO没有比对" in text
