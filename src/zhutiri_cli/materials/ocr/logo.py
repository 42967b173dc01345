"""Whether a reference LOGO is on a photo: SIFT features matched and held together by one change of perspective.

A photo may be out of focus: the LOGO is known as it is and softened, since a blurred photo has the features of the
softened one only. A dark photo is spread over the whole range of greys, its grain smoothed away.

Best effort, "found" or "not sure" only: a LOGO that is small, plain or covered is not found, and that says nothing.
Found means that enough features agree on one place, of a shape that a sign on a wall can have.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import resolved
from zhutiri_cli.common.spelling import shorten, suffix_of
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.ocr.pixels import pixels
from zhutiri_cli.materials.ocr.recogniser import library

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDE = 480
"""Pixels of the reference's longer side: about the largest that a LOGO is on a photo."""
FEATURES = 30
"""Fewer features than this: the LOGO is too plain to be told from other things."""
AGREEING = 8
"""Matches that must agree on one place."""
RATIO = 0.8
"""How much nearer the best match must be than the second best."""
LIKENESS = 0.8
"""How alike (correlation) the place found and the LOGO must be."""
SOFT = 60
"""The part of the LOGO's width over which both are softened before they are compared."""
SOFTENED = (0.0, 3.0, 7.0)
"""By how many of the reference's pixels it is softened, in the order in which it is looked for."""
FAINT = 0.015
"""Contrast that a feature needs, of the whole range of greys."""
MOST = 4000
"""Features of a photo that are looked at, the strongest first: grain has tens of thousands."""
DARK, GRAIN = 110, 2.0
"""A photo with a narrower range of greys than this was taken in the dark; by how many pixels its grain is smoothed."""
SMALLEST = 24
"""Pixels of a side of the place found, at least."""


class Reference(Struct, frozen=True):
    """The LOGO file as a picture, points and features of each of its softened forms, the SHA-256 of its bytes."""

    digest: str
    picture: NDArray[Any]
    forms: tuple[tuple[NDArray[Any], NDArray[Any]], ...]


def reference(path: Path) -> Reference:
    """The features of a LOGO file. Raises ``UnfitError`` when it is no sound picture, or too plain."""
    from zhutiri_cli.materials.readers.photo import SUFFIXES

    if suffix_of(path.name) not in SUFFIXES:
        raise UnfitError("不是图片文件")
    picture = pixels(path, SIDE)
    greys = _greys(picture)
    forms = tuple(_features(_soft(greys, by) if by else greys) for by in SOFTENED)
    if len(forms[0][0]) < FEATURES:
        raise UnfitError("图样过小或过于简单，无法据以辨认")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Reference(digest, picture, tuple(form for form in forms if len(form[0]) >= AGREEING))


def is_on(picture: NDArray[Any], logo: Reference) -> bool:
    """Whether the LOGO was found on a picture."""
    points, features = _features(_greys(picture))
    return len(points) >= AGREEING and any(_form_is_on(picture, points, features, logo, form) for form in logo.forms)


def _form_is_on(
    picture: NDArray[Any],
    points: NDArray[Any],
    features: NDArray[Any],
    logo: Reference,
    form: tuple[NDArray[Any], NDArray[Any]],
) -> bool:
    """Whether one form of the LOGO was found on a picture with these features."""
    cv2 = library("cv2")
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(form[1], features, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance]
    if len(good) < AGREEING:
        return False
    here, there = form[0][[one.queryIdx for one in good]], points[[one.trainIdx for one in good]]
    change, agreeing = cv2.findHomography(here, there, cv2.RANSAC, 4.0)
    if change is None:
        return False
    kept = there[agreeing.ravel() == 1]
    places = {(round(x), round(y)) for x, y in kept}  # many features matched to one point agree on nothing
    return (
        len(places) >= AGREEING and _plausible(_corners(logo, change)) and _likeness(picture, logo, change) >= LIKENESS
    )


def _corners(logo: Reference, change: NDArray[Any]) -> NDArray[Any]:
    """Where the LOGO's corners come to lie on the photo."""
    cv2, numpy = library("cv2"), library("numpy")
    height, width = logo.picture.shape[:2]
    own = numpy.array([[[0, 0], [width, 0], [width, height], [0, height]]], numpy.float32)
    return cast("NDArray[Any]", cv2.perspectiveTransform(own, change)[0])


def _likeness(picture: NDArray[Any], logo: Reference, change: NDArray[Any]) -> float:
    """How alike the place found and the LOGO are, from -1 to 1: the correlation of their colours, both softened.

    Features may agree on a part that two signs share, such as the same word; the whole then differs.
    """
    cv2 = library("cv2")
    height, width = logo.picture.shape[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpPerspective(picture, change, (width, height), flags=flags)
    soft = [_soft(one, width / SOFT) for one in (found, logo.picture)]
    return float(cv2.matchTemplate(soft[0], soft[1], cv2.TM_CCOEFF_NORMED)[0, 0])


def _greys(picture: NDArray[Any]) -> NDArray[Any]:
    """The picture in greys, spread over their whole range; of a dark one without its grain, which is spread too."""
    cv2, numpy = library("cv2"), library("numpy")
    greys = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    low, high = (float(one) for one in numpy.percentile(greys, (1, 99)))
    if high - low < DARK:
        greys = _soft(greys, GRAIN)
    spread = (greys.astype(numpy.float32) - low) * (255 / max(high - low, 1.0))
    return cast("NDArray[Any]", numpy.clip(spread, 0, 255).astype(numpy.uint8))


def _soft(picture: NDArray[Any], by: float) -> NDArray[Any]:
    return cast("NDArray[Any]", library("cv2").GaussianBlur(picture, (0, 0), by))


def _features(greys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    cv2, numpy = library("cv2"), library("numpy")
    detector = cv2.SIFT_create(nfeatures=MOST, contrastThreshold=FAINT)
    points, features = detector.detectAndCompute(greys, None)
    if features is None:
        return numpy.zeros((0, 2), numpy.float32), numpy.zeros((0, 128), numpy.float32)
    return numpy.array([point.pt for point in points], numpy.float32), features


def _plausible(corners: NDArray[Any]) -> bool:
    """Whether four corners are those of a flat sign seen from in front: convex, not mirrored, not squeezed flat."""
    cv2, numpy = library("cv2"), library("numpy")
    if not cv2.isContourConvex(corners.astype(numpy.float32)) or cv2.contourArea(corners, oriented=True) <= 0:
        return False
    sides = numpy.linalg.norm(corners - numpy.roll(corners, -1, axis=0), axis=1)
    opposite = max(sides[0], sides[2]) / min(sides[0], sides[2]), max(sides[1], sides[3]) / min(sides[1], sides[3])
    return bool(sides.min() >= SMALLEST and max(opposite) <= 3)


def logo_file(plan: Path, name: str) -> Path:
    """The LOGO file that a plan names, relative to the plan's own folder. Raises ``FileProblem`` when it is not there,
    or lies outside that folder."""
    folder, shown = plan.absolute().parent, shorten(name)
    try:
        found = resolved(folder / name)
        if not found.is_relative_to(resolved(folder)):
            raise FileProblem(f"计划中的 LOGO 图样 {shown} 不在计划文件所在的文件夹内，没有打开", "请放到计划文件旁")
        if not found.is_file():
            raise FileProblem(f"计划中的 LOGO 图样 {shown} 不存在", "请放到计划文件旁，或在计划中改正文件名")
    except (OSError, ValueError, RuntimeError) as problem:
        reason = reason_of(problem) if isinstance(problem, OSError) else "名称有误"
        raise FileProblem(f"计划中的 LOGO 图样 {shown} 打不开（{reason}）", "请核对文件名") from problem
    return found
