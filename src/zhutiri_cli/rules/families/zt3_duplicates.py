"""ZT308: a photo or document that another activity submits, too. It speaks as soon as the file is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.similarity.pictures import Likeness
from zhutiri_cli.rules.bearing import Bearing, Disputed
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.case.copies import Filed

ZT308 = Rule(
    "ZT308",
    Severity.WARNING,
    "同一图片或文档报给多项活动",
    topic="report",
    manual="同一个文件（内容完全相同，不论文件名），或同一张图片（压缩、缩放、加边框、截屏、左右翻转、转过、裁剪到八成的也算），"
    "又出现在另一项活动的报送材料里。在后报的一项活动下提示，并写明另一项活动的序号和文件；同日报送的两项都提示。"
    "只是极相似（如机位不动的两个瞬间）而不能断定是同一张的，请核对。",
    remedy="请单位核对，换成本项活动的材料；确是合并举办的，在 submission.yaml 中写 waivers 并说明理由。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT, Need.PEERS}),
    bearing=Bearing(disputed=Disputed.PHOTO),
)


@ZT308.looks_at(Scope.ACTIVITY)
def shared_files(case: Case) -> Iterator[Hit]:
    """Files of which another activity submitted the same bytes, or the same shot, before."""
    if case.status is Status.CANCELLED or case.situation.doubtful:
        return
    copies = case.peers.copies
    for own in case.submission.files:
        file = copies.by_place.get((case.activity.id, own.relative))
        other = _elsewhere(case, file) if file and file.there(case.as_of) else None
        if file and other:
            sure = file.likeness(other) is Likeness.ONE_SHOT
            what = (
                "是同一文件" if file.digest == other.digest else "是同一张图片" if sure else "极相似，请核对是否同一张"
            )
            message = f"“{shorten(file.relative)}”与序号 {other.number} 的活动的“{shorten(other.relative)}”{what}"
            if file.day == other.day:
                message += "；两份分不出先后"
            yield Hit(message, "请核对是否放错，换成本项活动的材料", InFolder(file.relative))


def _elsewhere(case: Case, file: Filed) -> Filed | None:
    """The first such file of another activity; one of which an earlier own file is a copy already is not told again."""
    own, copies, day = case.activity.id, case.peers.copies, case.as_of
    before = copies.earlier(file, lambda one: one.number == own and one.there(day))

    def wanted(one: Filed) -> bool:
        return one.number != own and one.there(day) and not (before and before.same(one))

    return copies.earlier(file, wanted) or copies.of_that_day(file, wanted)
