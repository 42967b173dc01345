"""Reading XML from strangers: event by event, no tree in memory, no DOCTYPE and so no entity bombs, no network."""

from __future__ import annotations

from xml.etree import ElementTree

from zhutiri_cli.materials.file_facts import DamagedError, UnfitError


class Scanner:
    """Receives the events of one XML part; override what matters. Tags are ``{namespace}local``."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse document type declarations: office formats have none, entity bombs need one."""
        raise UnfitError("文件内部含有可疑的 XML 实体声明，没有打开", "请单位用办公软件另存一份后重新报送")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Character data, possibly in several pieces."""

    def close(self) -> None:
        """The part ends."""


def scan(data: bytes, target: Scanner) -> None:
    """Feed one XML part to ``target``; raises ``UnfitError`` where it is not well-formed or in an unknown encoding."""
    parser = ElementTree.XMLParser(target=target)
    try:
        parser.feed(data)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DamagedError("文件内部的 XML 已损坏，打不开", certain=False) from error


def local(tag: str) -> str:
    """The local part of ``{namespace}local``: strict and transitional OOXML differ in namespaces only."""
    return tag.rpartition("}")[2]
