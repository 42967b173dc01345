"""The cache for one check: opened where it may lie, closed at the end, and said where it could not be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhutiri_cli.common.paths import resolved
from zhutiri_cli.materials.survey.cache import Cache, cache_folder


@contextmanager
def opened_cache(
    root: Path, said: Callable[[str], None], *, forgets: bool = True, copies: bool = False
) -> Iterator[Cache | None]:
    """The cache for a check of ``root``; without it the check is only slower, and ``said`` is told why. ``forgets``,
    ``copies``: as ``Cache`` has them."""
    folder = cache_folder()
    if resolved(folder).is_relative_to(resolved(root)):
        said(f"缓存文件夹 {folder} 在报送材料总文件夹之内，没有使用；请把系统的缓存文件夹设在别处")
        yield None
        return
    cache = Cache(folder, forgets=forgets, copies=copies)
    try:
        yield cache
    finally:
        cache.close()
        if cache.problem:
            said(f"缓存文件夹 {folder} 不能使用（{cache.problem}），材料已逐个重新核对；可删除该文件夹后重新运行")
