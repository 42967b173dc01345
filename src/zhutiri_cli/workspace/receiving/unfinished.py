"""Files that a run put into an activity's folder and was killed before it recorded them: they have yet to come in."""

from __future__ import annotations

from zhutiri_cli.submission.arrivals import covers, key_of
from zhutiri_cli.submission.received_sums import read_sums
from zhutiri_cli.workspace.recording.target import RecordTarget


def unfinished(target: RecordTarget) -> frozenset[str]:
    """By key, what ``receive`` noted before it put it into the folder and no receipt names. What people have put there
    themselves was never noted."""
    named = [name for receipt in target.record.receipts for name in receipt.files]
    noted = map(key_of, read_sums(target.folder))
    return frozenset(key for key in noted if not any(covers(name, key) for name in named))
