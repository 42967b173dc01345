"""The harnesses of fuzzing without a fuzzer: the seeds, what broke something once, and so many small changes of both.

The changes are the same on every run. ``make fuzz`` goes on from here, guided by coverage.
"""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest

from tests.fuzz.harness import HARNESSES, Broken, holds
from tests.fuzz.seeds import seeds

FOUND = Path(__file__).with_name("found")
KEPT = sorted(path for path in FOUND.glob("*/*") if path.is_file())
CHANGES = 40
"""Changed inputs for each harness."""


@pytest.mark.parametrize("name", HARNESSES)
def test_seeds_hold(name: str) -> None:
    assert seeds()[name]
    for seed in seeds()[name]:
        HARNESSES[name](seed)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_broke_once_holds(path: Path) -> None:
    HARNESSES[path.parent.name](path.read_bytes())


def test_every_kept_input_belongs_to_a_harness() -> None:
    assert KEPT
    assert {path.parent.name for path in KEPT} <= set(HARNESSES)
    assert set(seeds()) == set(HARNESSES)


def changed(data: bytes, chance: random.Random) -> bytes:
    """A few bytes put in, taken out, doubled or turned."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(made) + 1), chance.randint(1, 12)
        match chance.randrange(5):
            case 0:
                made[at : at + length] = b""
            case 1:
                made[at:at] = made[at : at + length]
            case 2:
                made[at:at] = bytes(chance.choice(b"\x00\xff\x80\"'<>:;=-\n ") for _ in range(length))
            case 3 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case _:
                made[at:] = made[at + length :] + made[at : at + length]
    return bytes(made)


@pytest.mark.parametrize("name", HARNESSES)
def test_changed_seeds_hold(name: str) -> None:
    chance = random.Random(name)
    started = [*seeds()[name], *(path.read_bytes() for path in KEPT if path.parent.name == name)]
    for _ in range(CHANGES):
        data = changed(chance.choice(started), chance)
        try:
            HARNESSES[name](data)
        except Exception as problem:
            raise Broken(f"{type(problem).__name__} on {data!r}") from problem


def test_a_long_block_of_base64_inside_a_text_in_8_bits() -> None:
    """Such blocks are set aside before a mail is parsed: their mark stands among the text's own bytes."""
    block = base64.encodebytes(bytes(range(256)) * 350)
    for encoding in (b"8bit", b"quoted-printable", b"base64"):
        head = b"Subject: x\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: " + encoding
        HARNESSES["eml"](head + b"\r\n\r\n" + "请见 https://www.yunxi.example/1.html\n".encode("gbk") + block)


def test_a_saved_page_of_a_thousand_parts_one_in_another() -> None:
    head = b"From: a\r\nMIME-Version: 1.0\r\n"
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(1000))
    HARNESSES["page"](head + b"".join(parts) + b"Content-Type: text/html\r\n\r\n<html><p>1</p></html>\r\n")


def test_what_does_not_hold_is_raised() -> None:
    with pytest.raises(Broken, match="nothing"):
        holds("", "nothing")
