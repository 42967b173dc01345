"""Names that cannot be given to a file just so."""

from __future__ import annotations

import pytest

from zhutiri_cli.common.filenames import lies_nowhere, page_of


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "..\\b", "a\0b", "长" * 86])
def test_a_name_that_leads_elsewhere_or_is_no_name_lies_nowhere(name: str) -> None:
    assert lies_nowhere(name, windows=False)
    assert lies_nowhere(name, windows=True)


@pytest.mark.parametrize(
    "name", ["con", "NUL.txt", "COM¹", "aux .docx", "总结.", "总结 ", "总结?.txt", "a:b", "总结\n.txt", "<x>"]
)
def test_what_only_windows_takes_for_something_else(name: str) -> None:
    assert lies_nowhere(name, windows=True)
    assert not lies_nowhere(name, windows=False)


@pytest.mark.parametrize("name", ["总结.txt", "...", "..a", "活动 总结（终）.docx", "长" * 85, "concert.txt", "~$x"])
def test_a_usual_name_lies_anywhere(name: str) -> None:
    assert not lies_nowhere(name, windows=False)
    assert name == "..." or not lies_nowhere(name, windows=True)


def test_the_folder_beside_a_web_page_is_told_by_its_name() -> None:
    assert [page_of(name) for name in ("汇总_files", "汇总", "汇总_files2")] == ["汇总.html", None, None]
