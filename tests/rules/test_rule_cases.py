"""Every rule against small workspaces, one folder each: ``cases/<CODE>/{keeps,breaks}/<name>/case.yaml``.

A case changes ``cases/base_plan.yaml`` and names the files of a submissions root:

- ``why``: what it shows, with the contract's paragraph;
- ``replace``: pieces of the base plan's text and what stands there instead, or ``plan``: a whole text, or ``deep``: so
  many nested brackets; ``encoding`` and ``newline`` of the plan file;
- ``as_of``: then ``zhutiri check`` is run on that day, otherwise ``zhutiri validate``; ``only``: the activities looked
  at (3 by default; what belongs to no activity is looked at in any case);
- ``set``: a folder that gets a whole set, but for what ``without`` names; ``files``: a text, or a maker; ``record``:
  folder and text of its ``submission.yaml``; ``broken_reader`` or ``broken_rule``: what fails inside;
- ``pages``: then ``check --online`` is run, and each link answers as written here: ``status``, ``kind`` (Content-Type),
  ``title`` and ``text`` (repeated where ``times`` says so); one that is not named is offline;
- ``ocr``: then ``check`` runs with ``--ocr``, and these lines are read on these photos (no lines: the engine breaks);
  ``logo``: the plan's LOGO file is there, and is found on every photo (true) or on none (false);
- ``expect``: every finding of the code, in any order: ``severity``, ``line``, ``column``, ``path`` (its end), ``at``
  (what stands at that place), ``says`` (words of message or hint), ``never`` (words that are in neither), ``clause``,
  ``waived``. A case that keeps the rule expects none. ``also``: findings of other codes; ``silent``: codes that must
  not speak.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from PIL import Image, ImageEnhance

from tests.support.command import zhutiri
from tests.support.material_files import doc_of, zip_encrypted
from tests.support.places import BASE_PLAN, CASES
from tests.support.words_and_logo import apart, emblem
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.links.web import fetch
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.page_facts import PageFacts, unchecked
from zhutiri_cli.materials.ocr import look as ocr_gather
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome, Reading
from zhutiri_cli.materials.readers import readers
from zhutiri_cli.materials.survey import survey
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.workers import Workers
from zhutiri_cli.rules.catalogue import catalogue

BASE = BASE_PLAN.read_text(encoding="utf-8")
FOUND = sorted(path.parent for path in CASES.glob("*/*/*/case.yaml"))
KEYS = {
    "why", "replace", "plan", "deep", "encoding", "newline", "year", "as_of", "only", "set", "without", "files",
    "record", "broken_reader", "broken_rule", "pages", "ocr", "logo", "expect", "also", "silent",
}  # fmt: skip
EXPECTED_KEYS = {"severity", "line", "column", "path", "at", "says", "never", "clause", "waived"}


# ---- making the files -------------------------------------------------------------------------------------------


@cache
def picture_bytes(seed: int, kind: str) -> bytes:
    image = Image.new("RGB", (64, 48))
    places = [(x, y) for y in range(48) for x in range(64)]
    image.putdata([((x * seed * 5) % 256, (y * 4) % 256, (x * y + seed * 40) % 256) for x, y in places])
    stream = io.BytesIO()
    image.resize((640, 480)).save(stream, kind)
    return stream.getvalue()


def picture(path: Path, spec: dict[str, Any], kind: str = "JPEG") -> None:
    """A picture of 640 × 480 that differs by ``seed``."""
    path.write_bytes(picture_bytes(int(spec.get("seed", 1)), kind))


def truncated(path: Path, spec: dict[str, Any]) -> None:
    picture(path, spec)
    path.write_bytes(path.read_bytes()[:-2000])


def shot(path: Path, spec: dict[str, Any]) -> None:
    """A scene of soft light that differs by ``seed``, 800 × 600; or ``plain`` of one colour. Made ``bright``er by a
    factor, to a ``size``, ``turned`` on its side with the EXIF orientation that sets it upright; ``taken`` and
    ``offset`` go into EXIF; ``quality``."""
    image = Image.frombytes("RGB", (11, 9), random.Random(int(spec.get("seed", 1))).randbytes(297))
    image = image.resize((800, 600), Image.Resampling.BICUBIC)
    if colour := spec.get("plain"):
        image = Image.new("RGB", image.size, colour)
    image = ImageEnhance.Brightness(image).enhance(spec.get("bright", 1.0)).resize(spec.get("size", image.size))
    exif = Image.Exif()
    if spec.get("turned"):
        image, exif[0x0112] = image.transpose(Image.Transpose.ROTATE_90), 6
    for tag, key in ((0x9003, "taken"), (0x9011, "offset")):
        if key in spec:
            exif.get_ifd(0x8769)[tag] = str(spec[key])
    image.save(path, "PNG" if path.suffix == ".png" else "JPEG", quality=spec.get("quality", 88), exif=exif)


@cache
def word_bytes(text: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def word(path: Path, spec: dict[str, Any]) -> None:
    path.write_bytes(word_bytes(str(spec.get("text", "本次活动的情况如下。"))))


def encrypted(path: Path, spec: dict[str, Any]) -> None:
    word(path, spec)
    zip_encrypted(path)


def archive(path: Path, spec: dict[str, Any]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("材料.txt", str(spec.get("text", "材料")))
    path.write_bytes(content.getvalue())


def link_out(path: Path, spec: dict[str, Any]) -> None:
    """A link to a picture, or to a folder with one, outside the workspace."""
    outside = path.parents[len(path.parts) - path.parts.index("workspace")] / "outside"
    outside.mkdir(exist_ok=True)
    picture(outside / "照片.jpg", spec)
    path.symlink_to(outside / "照片.jpg" if path.suffix else outside, target_is_directory=not path.suffix)


MAKERS: dict[str, Callable[[Path, dict[str, Any]], object]] = {
    "photo": picture,
    "shot": shot,
    "png": lambda path, spec: picture(path, spec, "PNG"),
    "truncated": truncated,
    "empty": lambda path, _: path.write_bytes(b""),
    "docx": word,
    "encrypted": encrypted,
    "doc": lambda path, _: doc_of(path),
    "zip": archive,
    "mp4": lambda path, _: path.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov" + b"\0" * 64),
    "link_out": link_out,
}
WHOLE_SET: dict[str, Any] = {
    "活动方案.docx": {"make": "docx", "text": "活动安排如下。"},
    "活动总结.docx": {"make": "docx", "text": "活动顺利举办，群众反映良好。"},
    "照片.jpg": {"make": "photo"},
    "链接.txt": "https://www.yunxi.example/news/1\n",
}


def put(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        MAKERS[content["make"]](path, content)
    else:
        path.write_bytes(str(content).encode())


def plan_text(case: dict[str, Any]) -> str:
    text = str(case.get("plan", BASE))
    for old, new in case.get("replace", {}).items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
        text = text.replace(old, new)
    if depth := case.get("deep"):
        text = "a: " + "[" * depth + "]" * depth + "\n"
    return text.replace("\n", case.get("newline", "\n"))


def lay_out(workspace: Path, case: dict[str, Any]) -> Path:
    """The case's plan file and submissions; returns the plan file."""
    year = case.get("year", 2024)
    workspace.mkdir()
    plan = workspace / f"plan_{year}.yaml"
    plan.write_bytes(plan_text(case).encode(case.get("encoding", "utf-8")))
    root = workspace / "submissions" / str(year)
    files: dict[str, Any] = {}
    if folder := case.get("set"):
        files |= {f"{folder}/{name}": made for name, made in WHOLE_SET.items() if name not in case.get("without", [])}
    files |= case.get("files", {})
    files |= {f"{folder}/submission.yaml": text for folder, text in case.get("record", {}).items()}
    root.mkdir(parents=True)
    for name, content in files.items():
        put(root / name, content)
    return plan


# ---- running and comparing --------------------------------------------------------------------------------------


def fail(*_: object) -> Iterator[Any]:
    raise KeyError("made to fail")


def look_with_a_broken(kind: str, path: Path, digest: str) -> FileFacts:
    """What a reader's process does when the reader of a kind breaks."""
    reader = next(reader for suffix, reader in readers().items() if reader.SUFFIXES[suffix] == kind)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "read", fail)
        return inspect(path, digest)


def broken(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    if name := case.get("broken_reader"):
        monkeypatch.setattr(survey, "Workers", partial(Workers, partial(look_with_a_broken, name)))
    if code := case.get("broken_rule"):
        (rule,) = (rule for rule in catalogue() if rule.code == code)
        for scope in rule.finders:
            monkeypatch.setitem(rule.finders, scope, fail)


def answering(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Links answer as the case says, without any network."""
    asked = {url: page_facts(**spec) for url, spec in case.get("pages", {}).items()}

    def pages_of(urls: Iterable[str], _: object) -> dict[str, PageFacts]:
        return {url: asked.get(url, unchecked("本机没有联网")) for url in urls}

    monkeypatch.setattr(fetch, "pages_of", pages_of)


def page_facts(
    status: int = 200, kind: str = "text/html", title: str = "", text: str = "", times: int = 1
) -> PageFacts:
    body = f"<title>{title}</title><p>{text * times}</p>"
    return judged(Answer(status, kind, body=body.encode()), 1_000_000)


def engines(plan: Path, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in for the engines that look at photos."""
    if "ocr" not in case:
        return
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

    def read(photo: Photo) -> Reading:
        texts = case["ocr"][photo.relative]
        return (
            Reading(PhotoOutcome.READ, apart(texts))
            if texts is not None
            else Reading(PhotoOutcome.FAILED, reason="程序出错")
        )

    monkeypatch.setattr(ocr_gather, "read_words", read)
    monkeypatch.setattr(ocr_gather, "find_logo", lambda *_: LogoSight(PhotoOutcome.READ, case["logo"]))
    if "logo" in case:
        emblem(plan.with_name("logo.png"))


def findings(plan: Path, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings that the command prints, those of other activities left out."""
    if "as_of" not in case:
        ran = zhutiri("validate", str(plan), "-f", "json")
        report = json.loads(ran.out)
        found = [finding for file in report["files"] for finding in file["findings"]]
        assert ran.status == any(finding["severity"] == "error" for finding in found), ran.err
        return found
    more = [f"--{how}" for how, key in (("online", "pages"), ("ocr", "ocr")) if key in case]
    day = str(case["as_of"])
    ran = zhutiri("check", "--plan", str(plan), "--as-of", day, "-f", "json", "--fail-on", "never", *more)
    assert ran.status == 0, ran.err
    report = json.loads(ran.out)
    wanted = case.get("only", [3])
    return [
        *report["findings"],
        *(finding for item in report["activities"] if item["id"] in wanted for finding in item["findings"]),
    ]


def standing_at(finding: dict[str, Any], plan: Path) -> str:
    """What stands in the plan file where the finding points."""
    lines = plan.read_text(encoding="utf-8-sig").split("\n")
    return lines[finding["line"] - 1][finding["column"] - 1 :] if finding["line"] else "(no place)"


def fits(finding: dict[str, Any], wanted: dict[str, Any], plan: Path) -> bool:
    """Whether a finding is the one wanted, in all that is said of it."""
    assert wanted.keys() <= EXPECTED_KEYS
    text = f"{finding['message']}　{finding['hint']}"
    waived = wanted.get("waived", False)
    return (
        all(finding[key] == wanted[key] for key in ("severity", "line", "column", "clause") if key in wanted)
        and ("path" not in wanted or Path(finding["path"] or "").as_posix().endswith(f"/{wanted['path']}"))
        and ("at" not in wanted or standing_at(finding, plan).startswith(wanted["at"]))
        and all(str(said) in text for said in wanted.get("says", []))
        and not any(str(said) in text for said in wanted.get("never", []))
        and finding["waived"] == (waived or None)
    )


def assert_exactly(found: list[dict[str, Any]], wanted: list[dict[str, Any]], plan: Path) -> None:
    left = list(found)
    for one in wanted:
        match = next((finding for finding in left if fits(finding, one, plan)), None)
        assert match is not None, f"expected {one}, found {json.dumps(left, ensure_ascii=False, indent=1)}"
        left.remove(match)
    assert left == []


@pytest.mark.parametrize("folder", FOUND, ids=lambda folder: folder.relative_to(CASES).as_posix())
def test_a_case(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, side = folder.parts[-3:-1]
    case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    assert case["why"]
    assert case.keys() <= KEYS
    assert (side == "breaks") == bool(case.get("expect"))
    plan = lay_out(tmp_path / "workspace", case)
    broken(case, monkeypatch)
    answering(case, monkeypatch)
    engines(plan, case, monkeypatch)
    found = findings(plan, case)
    assert_exactly([finding for finding in found if finding["rule"] == code], case.get("expect", []), plan)
    for other, wanted in case.get("also", {}).items():
        assert any(finding["rule"] == other and fits(finding, wanted, plan) for finding in found)
    speaking = {finding["rule"] for finding in found}
    assert not speaking & set(case.get("silent", []))
    assert code == "ZT901" or "ZT901" not in speaking


def test_rules_and_folders_of_cases_are_the_same() -> None:
    """A new rule needs a folder of cases, and a folder a rule that they are about."""
    assert {rule.code for rule in catalogue()} == {path.name for path in CASES.iterdir() if path.is_dir()}


@pytest.mark.parametrize("code", [rule.code for rule in catalogue()])
def test_every_rule_is_kept_and_broken_somewhere(code: str) -> None:
    sides = {folder.parent.name for folder in FOUND if folder.parts[-3] == code}
    assert sides == {"keeps", "breaks"}
