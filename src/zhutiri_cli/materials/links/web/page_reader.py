"""Pages read behind the door, while others are still being fetched: no page holds the event loop up."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Self, cast

from zhutiri_cli.materials.door.door import Door, Question, answered
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.page_facts import PageFacts, unchecked


class _UnreadError(Exception):
    """Why a page came to no end, as a Chinese clause."""


class PageReader:
    """Reads pages within ``seconds`` each, to be used in a ``with``; ``most``: bytes of a page, unpacked."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._door = Door(seconds)
        self._clerk = ThreadPoolExecutor(1)
        """Who goes to the door: one at a time, since starting readers and waiting for a hungry page take time."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nobody waits for a page that is still being read now: the time of all links is up."""
        self._clerk.shutdown(cancel_futures=True)
        self._door.__exit__(TimeoutError)

    async def read(self, answer: Answer) -> PageFacts:
        """What a site's answer says; one that cannot be read within the limits is not checked."""
        loop = asyncio.get_running_loop()
        question = await loop.run_in_executor(self._clerk, self._door.ask, judged, answer, self._most)
        waited = asyncio.wrap_future(question.future)
        await asyncio.wait([waited])
        if not waited.cancelled():
            waited.exception()  # asked for here, or asyncio prints it on the terminal; the door puts it into words
        try:
            return await loop.run_in_executor(self._clerk, self._answer, question)
        except _UnreadError as problem:
            return unchecked(f"网页{problem}，没有核对内容")

    def _answer(self, question: Question) -> PageFacts:
        return cast("PageFacts", answered(self._door, question, self._seconds, _UnreadError))
