"""An office's workspace with one thing of each kind that cannot be checked, and one activity that is checked and good.

Seen from 2027-01-25; the schedule of 2027 is not published there, LibreOffice is not, the network is not asked or does
not answer, and the reader of .odt breaks.
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.support.material_files import doc_of, odt_of
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.readers import readers
from zhutiri_cli.materials.survey import survey
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.workers import Workers

DAY = "2027-01-25"
THEMES = {
    1: "校园开放日",
    2: "社保政策进社区",
    3: "档案里的城市",
    4: "老年助餐点开放",
    5: "供水厂参观",
    6: "法律咨询进园区",
    7: "公交线网意见征集",
}
PLAN = """\
year: 2026
document: {number: 云政务公开办发〔2026〕1号, issuer: 云汐示范区政务公开办公室, issued: 2026-02-28}
requirements:
  report: {within_working_days: 5, materials: {plan: 1, photos: 1, summary: 1, links: 1}}
activities:
"""
SUMMARIES = {
    1: "校园开放日于当日上午举办，家长和学生代表六十余人走进课堂、食堂和实验楼，校长介绍招生办法和课后服务，"
    "现场回答提问二十一个，发放招生指南一百二十份，收集到延长放学后托管时间等建议七条，已逐条登记并明确了答复的科室和日期。",
    2: "社保政策进社区活动在社区广场举办。",
    3: "档案里的城市展览在档案馆举办。",
    4: "老年助餐点开放当天，居民试吃午餐八十五份，社区医生为就餐老人量血压、讲解低盐饮食，工作人员演示刷卡取餐，"
    "登记行动不便需要送餐上门的老人十六位，"
    "送餐路线和收费标准在公示栏张贴，餐费补贴的申请材料当场预审三十四份，老人们对口味清淡、分量合适表示满意。",
    5: "供水厂参观分三批进行，市民依次看了取水口、沉淀池、消毒间和水质化验室，化验员当场检测了市民自带的水样九瓶，"
    "讲解员说明了水价构成和阶梯计费，针对老旧小区水压不足的反映，供水公司公布了全年的管网改造计划、施工时间和投诉电话。",
    6: "法律咨询进园区活动由两家律师事务所派人参加，围绕劳动合同、股权转让和商标保护接待企业来访四十一家次。",
}


def unchecked_desk(folder: Path) -> Path:
    """The plan file of the workspace."""
    rows = "".join(
        f"  - {{id: {id}, month: 12, theme: {theme}, units: [单位{id}局]}}\n" for id, theme in THEMES.items()
    )
    plan = folder / "plan_2026.yaml"
    plan.write_text(PLAN + rows, encoding="utf-8")
    root = folder / "submissions" / "2026"
    for id in (1, 2, 3, 4, 5):
        held, came = ("2026-12-10", "2026-12-14") if id != 5 else ("2026-12-30", "2027-01-04")
        _whole_set(root / f"{id:02d}-单位{id}局", id, held, came)
    # 2: a document whose reader breaks, and a folder too deep to be opened
    broken = root / "02-单位2局"
    (broken / "活动总结.docx").unlink()
    odt_of(broken / "活动总结.odt", "<text:p>总结</text:p>")
    deep = broken.joinpath(*"层" * 101)
    deep.mkdir(parents=True)
    (deep / "照片.jpg").write_bytes(_picture(99))
    # 3: a document of which nothing here reads the text
    unread = root / "03-单位3局"
    (unread / "活动总结.docx").unlink()
    doc_of(unread / "活动总结.doc")
    # 4: an archive that nobody opened
    with zipfile.ZipFile(root / "04-单位4局" / "其余材料.zip", "w") as packed:
        packed.writestr("签到表.txt", "签到")
    # 6: a record that cannot be read; 7: nothing there, and a folder that may be its
    wrong = root / "06-单位6局"
    wrong.mkdir()
    (wrong / "submission.yaml").write_text("held: 2026-13-45\n", encoding="utf-8")
    (wrong / "活动总结.txt").write_text(SUMMARIES[6], encoding="utf-8")
    stray = root / "未分类"
    stray.mkdir()
    (stray / "照片.jpg").write_bytes(_picture(98))
    return plan


def _whole_set(folder: Path, id: int, held: str, came: str) -> None:
    folder.mkdir(parents=True)
    for name, text in (
        ("活动方案", f"{THEMES[id]}活动安排如下：{id * 31} 人参加。"),
        ("活动总结", SUMMARIES[id]),
    ):
        document = docx.Document()
        document.add_paragraph(f"{text}第{id}号")
        document.save(str(folder / f"{name}.docx"))
    (folder / "现场.jpg").write_bytes(_picture(id))
    link = f"links: [https://www.yunxi.example/news/{id}.html]\n"
    (folder / "submission.yaml").write_text(
        f"held: {held}\nsubmitted: {came}\n{link}branding: {{banner: true, logo: true}}\n", encoding="utf-8"
    )


def _picture(seed: int) -> bytes:
    image = Image.frombytes("RGB", (12, 9), bytes((seed * 37 + n * (seed + 11) * 7) % 256 for n in range(324)))
    stream = io.BytesIO()
    image.resize((800, 600), Image.Resampling.BICUBIC).save(stream, "JPEG")
    return stream.getvalue()


def breaking(path: Path, digest: str) -> FileFacts:
    """What a reader's process does when the reader of .odt breaks, on a machine without LibreOffice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers()[".odt"], "read", _fail)
        patch.setattr(libreoffice, "program", lambda: None, raising=False)
        return inspect(path, digest)


def _fail(*_: object) -> FileFacts:
    raise KeyError("made to fail")


def readers_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that ``breaking`` is what a check asks."""
    monkeypatch.setattr(survey, "Workers", partial(Workers, breaking))
