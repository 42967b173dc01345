"""Files that hold other files: each kind is named as what it is, with a remedy."""

from __future__ import annotations

import pytest

from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.packed import PACKED, packed


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("材料.RAR", "压缩包"),
        ("材料.tar.gz", "压缩包"),
        ("材料.tar.lz4", "压缩包"),
        ("材料.z01", "压缩包"),
        ("材料.R00", "压缩包"),
        ("材料.7z.002", "压缩包"),
        ("转发.eml", "邮件"),
        ("转发.MSG", "Outlook 邮件"),
        ("winmail.dat", "Outlook 附件包"),
        ("附件/winmail(2).dat", "Outlook 附件包"),
        ("smime.p7m", "签名或加密的邮件"),
        ("报道.mht", "网页存档"),
        ("收件箱.mbox", "邮箱导出文件"),
    ],
)
def test_what_holds_other_files(name: str, what: str) -> None:
    kind = packed(name)
    assert kind is not None
    assert kind.what == what
    assert family_of(name) == "packed"


@pytest.mark.parametrize("name", ["材料.docx", "照片.jpg", "数据.dat", "zip", "链接.url", "决算.500", "总结.z1"])
def test_what_holds_none(name: str) -> None:
    assert packed(name) is None


def test_every_kind_says_what_to_do() -> None:
    assert all(kind.state and kind.remedy.startswith("请") for kind in PACKED.values())
