"""The inputs that fuzzing starts from: small, sound, and made here, so that none is kept as a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.support.outlook_files import BODY, SUBJECT, Mail, tnef
from tests.support.outlook_files import attached as hung
from tests.support.places import EXAMPLES
from tests.support.received_packages import attached, body, mail, patched, zipped

PLAN = """\
schema: 2
year: 2024
obligations:
  - {key: preview, label: 活动预告, due: {anchor: start, days: -7}, portal: ncx.example}
  - {key: report, label: 整套资料, due: {anchor: end, working_days: 5}, materials: {plan: 1, photos: 1}}
activities:
  - {id: 1, month: 3, theme: 校园开放日, units: [区教育局]}
""".encode()
DOCX_PARTS = (
    "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels", "word/header1.xml",
)  # fmt: skip
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
_FIELD = '<w:r><w:instrText>HYPERLINK "https://www.yunxi.example/1.html"</w:instrText></w:r>'
RECORD = """\
held: {start: 2024-03-15, end: 2024-03-16}
filed: 2024-03-06
receipts:
  - {on: 2024-03-20T09:30:00+08:00, files: [活动方案.docx, 图片/], links: [https://www.yunxi.example/1.html]}
extended_to: 2024-03-29
reason: 同意延期
links:
  - {url: "https://www.yunxi.example/2.html", title: 一则报道, outlet: 云汐日报}
  - {outlet: 晚报, title: 见报, on: 2024-03-18, evidence: 剪报.jpg}
branding: {banner: true, logo: false}
materials: {summary: [会后材料.docx]}
done: {preview: 2024-03-07}
confirmed: true
waivers: [{rule: ZT307, reason: 经同意, until: 2024-06-30}]
"""
_RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\f0 \'bb\'ee\'b6\'af \u27963?"
    rb"{\field{\*\fldinst HYPERLINK https://a.example/1}{\fldrslt 1}}\par{\*\pict\bin3 abc}}"
)
_HTML = (
    "<html><head><meta charset=gb2312><title>活动</title></head><body><p>总结<a href='https://a.example/1'>1</a>"
    "<!--x--><script>1<2</script></body>"
)
_MHT = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{_HTML}\r\n--B--\r\n"
)


def docx_parts() -> dict[str, bytes]:
    """The parts of a small sound document."""
    words = f"<w:p><w:r><w:t>活动总结</w:t></w:r>{_FIELD}</w:p>{_TABLE}"
    relation = '<Relationship Id="r{0}" Type="{1}/{2}" Target="{3}"{4}/>'
    inner = relation.format(1, _R, "hyperlink", "https://www.yunxi.example/3.html", ' TargetMode="External"')
    inner += relation.format(2, _R, "header", "header1.xml", "")
    main = relation.format(1, _R, "officeDocument", "word/document.xml", "")
    kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
    kinds += '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    texts = (
        f"<w:document {_W}><w:body>{words}</w:body></w:document>",
        f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>',
        f'{kinds}document.main+xml"/></Types>',
        f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        f"<w:hdr {_W}><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>",
    )
    return dict(zip(DOCX_PARTS, (text.encode() for text in texts), strict=True))


def _stored(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_STORED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return held.getvalue()


def _yaml_of(folder: Path, most: int = 6000) -> list[bytes]:
    return [text for path in sorted(folder.rglob("*.y*ml")) if len(text := path.read_bytes()) <= most]


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Some sound inputs for each harness, by its name."""
    parts = docx_parts()
    letter = {SUBJECT: "材料", BODY: "附件是活动总结 https://a.example/1"}
    words, note = body("请见 https://www.yunxi.example/1.html"), body("<p>材料<img src=cid:1></p>", "html")
    whole = mail(words, attached('filename="活动总结.docx"'.encode(), _stored(parts)))
    packed = _stored({"活动总结.txt": "总结".encode(), "图片/1.txt": b"1", "转.eml": whole})
    return {
        "plan": (PLAN, *_yaml_of(EXAMPLES / "data"), b"a: &a [1]\nb: *a\n? c\n: |-\n  d\n...\n"),
        "record": (RECORD.encode(), b"held: 2024-03-15\nsubmitted: 2024-03-20\n", b""),
        "docx": tuple(bytes([number]) + content for number, content in enumerate(parts.values())),
        "archived": (_stored(parts), _stored(parts, zipfile.ZIP_DEFLATED)),
        "eml": (
            whole,
            mail(words, note, attached(b"filename*=GB18030''%BB%EE.docx", b"1")),
            mail(b"Content-Type: message/rfc822\r\n\r\n" + mail(words)),
            b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?gb2312?B?u+62rw==?=\r\n\r\nhttps://a.example/1\r\n",
            b"Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsFBgAA\r\n",
        ),
        "zip": (
            packed,
            _stored({"a/b/活动方案.txt": b"1", "c.zip": _stored({"d.txt": b"2"})}, zipfile.ZIP_DEFLATED),
            zipped({"x.txt": b"1"}),
            patched(zipped({"x.txt": b"1"}), 8, b"\x00\x08"),
        ),
        "tnef": (tnef(Mail(letter, (hung("活动总结.docx", b"123"),))), tnef(Mail(letter))),
        "rtf": (_RTF,),
        "page": (_HTML.encode("gb18030"), _HTML.encode(), _MHT.encode()),
    }
