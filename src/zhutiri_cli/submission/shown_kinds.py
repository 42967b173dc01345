"""What a file turns out to be once it has been looked into, where its name says nothing or two things. Pure."""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.kinds import IMAGE_SUFFIXES, LINK_TEXT_SUFFIXES
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.text_kinds import ACTIVITY, is_plan_and_summary, kinds_by_text, kinds_by_title, titles_inside
from zhutiri_cli.materials.title_words import other_matter

_PHOTOS = lazy_pattern("照片|图片|影像|剪影|掠影")
_BOTH = frozenset({"plan", "summary"})


def kinds_shown(named: frozenset[str], name: str, facts: FileFacts | None, *, by_title: bool = False) -> frozenset[str]:
    """The kinds of a file ``name`` whose name says ``named``; ``by_title``: only a title inside may say otherwise.

    A text that cannot be read leaves it at that; of a plan and a summary in one, those stay whose titles stand inside.
    A picture named after a report is a link where its code leads to one.
    """
    if suffix_of(name) in IMAGE_SUFFIXES:
        leads = facts is not None and facts.usable and any(not judge_url(code).problem for code in facts.codes)
        return frozenset({"links"}) if leads else named
    if facts is not None and facts.usable and facts.pictures and not named and _PHOTOS.search(name):
        return frozenset({"photos"})  # 活动照片.docx
    if facts is None or not facts.usable or not facts.text.strip():
        return named
    if other_matter(name) and not ACTIVITY.search(facts.text):
        return named - {"plan"}
    if by_title:
        return _by_title(named, facts.text)
    found = kinds_by_text(facts.text, suffix_of(name) in LINK_TEXT_SUFFIXES)
    if found & _BOTH and is_plan_and_summary(facts.text):
        found |= _BOTH
    if not named >= _BOTH:
        return named | found
    inside = titles_inside(facts.text) & _BOTH
    return (named - _BOTH) | (inside or found or _BOTH)


def _by_title(named: frozenset[str], text: str) -> frozenset[str]:
    found = kinds_by_title(text)
    if found is None or not found & _BOTH:
        return named
    return (named - _BOTH) | (found & _BOTH)
