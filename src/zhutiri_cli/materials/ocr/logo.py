"""Whether a reference LOGO is on a photo: SIFT features matched and held together by one change of perspective.

Best effort, "found" or "not sure" only: a LOGO that is small, plain, blurred or covered is not found, and that says
nothing. Found means that enough features agree on one place, of a shape that a sign on a wall can have.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zhutiri_cli.common.errors import FileProblem, reason_of
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
RATIO = 0.75
"""How much nearer the best match must be than the second best."""
LIKENESS = 0.7
"""How alike (correlation) the place found and the LOGO must be."""
SOFT = 60
"""The part of the LOGO's width over which both are softened before they are compared."""
SMALLEST = 24
"""Pixels of a side of the place found, at least."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The LOGO file as a picture, its features, and the SHA-256 of its bytes."""

    digest: str
    picture: NDArray[Any]
    points: NDArray[Any]
    features: NDArray[Any]


def reference(path: Path) -> Reference:
    """The features of a LOGO file. Raises ``UnfitError`` when it is no sound picture, or too plain."""
    from zhutiri_cli.materials.readers.photo import SUFFIXES

    if suffix_of(path.name) not in SUFFIXES:
        raise UnfitError("不是图片文件")
    picture = pixels(path, SIDE)
    points, features = _features(picture)
    if len(points) < FEATURES:
        raise UnfitError("图样过小或过于简单，无法据以辨认")
    with path.open("rb") as stream:
        return Reference(hashlib.file_digest(stream, "sha256").hexdigest(), picture, points, features)


def is_on(picture: NDArray[Any], logo: Reference) -> bool:
    """Whether the LOGO was found on a picture."""
    cv2 = library("cv2")
    points, features = _features(picture)
    if len(points) < AGREEING:
        return False
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(logo.features, features, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance]
    if len(good) < AGREEING:
        return False
    here, there = logo.points[[one.queryIdx for one in good]], points[[one.trainIdx for one in good]]
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
    soft = [cv2.GaussianBlur(one, (0, 0), width / SOFT) for one in (found, logo.picture)]
    return float(cv2.matchTemplate(soft[0], soft[1], cv2.TM_CCOEFF_NORMED)[0, 0])


def _features(picture: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    cv2, numpy = library("cv2"), library("numpy")
    detector = cv2.SIFT_create(contrastThreshold=0.03)
    points, features = detector.detectAndCompute(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), None)
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
        found = (folder / name).resolve()
        if not found.is_relative_to(folder.resolve()):
            raise FileProblem(f"计划中的 LOGO 图样 {shown} 不在计划文件所在的文件夹内，没有打开", "请放到计划文件旁")
        if not found.is_file():
            raise FileProblem(f"计划中的 LOGO 图样 {shown} 不存在", "请放到计划文件旁，或在计划中改正文件名")
    except (OSError, ValueError, RuntimeError) as problem:
        reason = reason_of(problem) if isinstance(problem, OSError) else "名称有误"
        raise FileProblem(f"计划中的 LOGO 图样 {shown} 打不开（{reason}）", "请核对文件名") from problem
    return found
