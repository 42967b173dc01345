"""Whatever --ocr confirmed or doubted can be looked up, photo by photo, with the words read: JSON, --all, HTML."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES, ROOT
from tests.support.words_and_logo import apart
from zhutiri_cli.materials.ocr.words_seen import Photo, PhotoOutcome, Reading

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

RIGHT, OTHER = "2024年“政务公开主题日”活动", "2023年“政务公开主题日”活动"


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs check on the examples without their confirmations; every photo says what is given."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    for record in tmp_path.rglob("submission.yaml"):
        text = record.read_text(encoding="utf-8")
        record.write_text(re.sub(r"^branding:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")

    def run(reading: Reading, *more: str) -> str:
        def read(_: Photo) -> Reading:
            return reading

        monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", read)
        plan = str(tmp_path / "data" / "plan_2024.yaml")
        words = ("check", "--plan", plan, "--as-of", "2024-04-12", "--fail-on", "never", "--no-cache", *more)
        ran = zhutiri(*words)
        assert ran.status == 0, ran.err
        return ran.out

    return run


def read(*texts: str) -> Reading:
    return Reading(PhotoOutcome.READ, apart(texts))


def seen_in(output: str) -> list[dict[str, Any]]:
    tree = json.loads(output)
    jsonschema.validate(tree, json.loads((ROOT / "schemas" / "check.schema.json").read_text(encoding="utf-8")))
    assert all("seen" in item for item in tree["activities"]), "every activity says what was seen, if only nothing"
    return [one for item in tree["activities"] for one in item["seen"]]


def test_every_photo_looked_at_is_in_json_with_its_words_and_verdict(check: Any) -> None:
    for reading, verdict, words in [
        (read(RIGHT), "confirmed", RIGHT),
        (read(OTHER), "other_year", OTHER),
        (read("“政务公开主题日”活动"), "look", "“政务公开主题日”活动"),
        (read("便民服务大厅", "第 3 页"), "not_found", "便民服务大厅、第 3 页"),
        (Reading(PhotoOutcome.UNREADABLE, reason="文件已损坏"), "unreadable", "文件已损坏"),
    ]:
        seen = seen_in(check(reading, "--ocr", "-f", "json"))
        assert seen
        assert {(one["verdict"], one["words"], one["logo"]) for one in seen} == {(verdict, words, None)}
        assert all(one["photo"] for one in seen)


def test_without_ocr_the_key_is_not_there(check: Any) -> None:
    assert all("seen" not in item for item in json.loads(check(read(RIGHT), "-f", "json"))["activities"])


def test_more_confirmations_than_the_notice_quotes_are_all_shown(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.check.photo_look.QUOTED", 0)
    count = len(seen_in(check(read(RIGHT), "--ocr", "-f", "json")))
    assert check(read(RIGHT), "--ocr", "--all", "-f", "markdown").count(f"{RIGHT} | 确认") == count > 1
    assert check(read(RIGHT), "--ocr", "-f", "html").count(f"：会标确认，读到{RIGHT}") == count
    assert "识别过的图片" in check(read(RIGHT), "--ocr", "--all")
    assert "识别过的图片" not in check(read(RIGHT), "--all")


def test_a_citizens_number_read_from_a_photo_is_masked(check: Any) -> None:
    for shape in ("json", "markdown", "html"):
        assert "13812345678" not in check(read("联系电话13812345678"), "--ocr", "--all", "-f", shape)
