"""What ``zhutiri receive`` keeps of the content of each file it puts into an activity's folder: its SHA-256, so that a
receipt follows a file that is renamed or moved (contract §2); and the addresses that mails came from.

Kept in a hidden file of the folder, which travels with it and which no one need edit. It is no source of truth: without
it, or where it cannot be read, a renamed file has no date, and the office is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from zhutiri_cli.common.foreign_limits import SUMS_BYTES as MOST
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.leading_out import open_unlinked

NAME = ".received.json"
_SUM = lazy_pattern("[0-9a-f]{64}")


def read_sums(folder: Path) -> dict[str, str]:
    """By path within the folder, as the receipt names it: the SHA-256; empty where nothing is known."""
    files = _told(folder).get("files")
    if not isinstance(files, dict):
        return {}
    return {name: found for name, found in files.items() if isinstance(found, str) and _SUM.fullmatch(found)}


def read_senders(folder: Path) -> frozenset[str]:
    """The addresses from which mails for this activity came, by which the next one from there is told."""
    senders = _told(folder).get("senders")
    return frozenset(one for one in senders if isinstance(one, str)) if isinstance(senders, list) else frozenset()


def sums_text(known: Mapping[str, str], senders: Iterable[str] = ()) -> bytes:
    """The file that says so."""
    told: dict[str, object] = {
        "about": "zhutiri receive 收下的文件的校验值和来件邮箱，凭它认出改名的文件、同一发件人的下一件；可以删去",
        "files": dict(sorted(known.items())),
    }
    if senders := sorted(senders):
        told["senders"] = senders
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _told(folder: Path) -> dict[str, object]:
    try:
        with open_unlinked(folder / NAME) as stream:  # a link, or a pipe, is none that ``receive`` made
            told = json.loads(stream.read(MOST))
    except (OSError, ValueError, RecursionError):  # it only helps: what it says of itself is that it may be deleted
        return {}
    return told if isinstance(told, dict) else {}
