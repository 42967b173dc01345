"""Which outlet a link's host belongs to, and its level: 区级, 市级, 省级 or 中央. Facts in ``outlets.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

LEVELS = ("区级", "市级", "省级", "中央")


class Outlet(Struct, frozen=True):
    """An outlet's name, and its level (``""``: the domain alone does not tell)."""

    name: str = ""
    level: str = ""


@cache
def known_outlets() -> Mapping[str, Outlet]:
    """Every outlet of the data file by its domain."""
    import yaml

    text = files("zhutiri_cli.materials.links").joinpath("outlets.yaml").read_text(encoding="utf-8")
    return {domain: Outlet(*told) for domain, told in yaml.safe_load(text).items()}


def outlet_of(host: str) -> Outlet:
    """The outlet of a host by its longest known domain; an empty one where none is known."""
    labels = host.strip().rstrip(".").lower().split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels)))
    return next((known_outlets()[domain] for domain in domains if domain in known_outlets()), Outlet())
