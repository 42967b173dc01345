"""``remind`` as mail drafts (.eml), one per unit, to open in a mail program, look at and send: nothing is sent here.

The same facts give the same bytes: no date, no message id; the mail program adds them when the draft is sent.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from zhutiri_cli.common.filenames import portable
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.remind.letter import Written, written
from zhutiri_cli.report.letters.letter_facts import TEMPLATE, Reminders, address
from zhutiri_cli.report.office import RosterEntry


def render(facts: Reminders, display: Display) -> dict[str, bytes]:
    """File name → draft, such as ``催办 2024-04-12 区教育局.eml``."""
    drafts: dict[str, bytes] = {}
    taken: set[str] = set()
    for letter in written(facts, display):
        stem = portable(f"催办 {facts.as_of} {letter.letter.unit.name}")
        name, number = f"{stem}.eml", 2
        while name.casefold() in taken:
            name, number = f"{stem}({number}).eml", number + 1
        taken.add(name.casefold())
        drafts[name] = _draft(letter)
    return drafts


def _draft(letter: Written) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = letter.title
    if receivers := _addresses((letter.letter.unit,)):
        mail["To"] = receivers
    if copies := _addresses(letter.letter.copies):
        mail["Cc"] = copies
    body = "\n".join(letter.lines).strip("\n")
    mail.set_content(f"{body}\n", cte="base64")
    return mail.as_bytes()


def _addresses(entries: tuple[RosterEntry, ...]) -> list[Address]:
    """Those that have a usable address; names as the roster writes them, without what could end a header."""
    return [
        Address(display_name=entry.name, addr_spec=where) for entry in entries if (where := address(entry)) is not None
    ]


FORMAT = Format("eml", ".eml", True, render, template=TEMPLATE, many=True)
