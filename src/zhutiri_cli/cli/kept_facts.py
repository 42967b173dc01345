"""What earlier checks learnt of files, in the user's cache folder; a sentence on stderr where it can't be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import say

if TYPE_CHECKING:
    from zhutiri_cli.materials.survey.cache import Cache


@contextmanager
def kept_facts(root: Path) -> Iterator[Cache | None]:
    """The cache for a check of ``root``, closed at the end; without it the check is only slower."""
    from zhutiri_cli.materials.survey.cache import Cache, cache_folder

    folder = cache_folder()
    if folder.resolve().is_relative_to(root.resolve()):
        say(f"注意：缓存文件夹 {folder} 在报送材料目录之内，没有使用；请把系统的缓存文件夹设在别处")
        yield None
        return
    cache = Cache(folder)
    try:
        yield cache
    finally:
        cache.close()
        if cache.problem:
            say(f"注意：缓存文件夹 {folder} 不能使用（{cache.problem}），材料已逐个重新核对；可删除该文件夹后再试")
