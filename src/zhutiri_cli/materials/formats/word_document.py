"""The one reader of Word documents (.docx): text, field codes and tables of one part, told in the document's order.

Read as XML instead of through python-docx: that knows no text boxes, content controls, tracked insertions or field
codes, builds whole trees, and has no limits on what it unpacks (ECMA-376 part 1, §17).
"""

from __future__ import annotations

from zhutiri_cli.materials.formats.ooxml import relations_in, targets_of_hyperlinks
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.links.written_addresses import find_urls

_SKIPPED = frozenset({"moveFrom", "del"})
"""What is moved away or deleted under track changes."""
_UNSEEN = frozenset({"strike", "dstrike", "vanish"})
_OFF = frozenset({"0", "false", "off"})
_NOTES = {"footnoteReference": "脚注", "endnoteReference": "尾注", "commentReference": "批注"}
_MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


class WordTarget:
    """Is told what stands in a part; override what matters. A table in a text box stands inside its paragraph."""

    def text(self, piece: str) -> None:
        """Text as it is read; a line ends with each paragraph."""

    def struck(self, piece: str) -> None:
        """Text that is struck out or hidden; it is text like any other unless a target says otherwise."""
        self.text(piece)

    def raised(self, piece: str) -> None:
        """Text that is raised above the line; it is text like any other unless a target says otherwise."""
        self.text(piece)

    def note_refers(self, what: str) -> None:
        """A note whose text stands elsewhere belongs here: ``脚注``, ``尾注`` or ``批注``."""

    def field(self, code: str) -> None:
        """The code of a field, whole (``HYPERLINK "http://…"``)."""

    def link(self, address: str) -> None:
        """A hyperlink that names its target itself, as Word 2003 writes it."""

    def table_begins(self) -> None:
        """A table, maybe within a cell of another one."""

    def row_begins(self) -> None:
        """A row of the table at hand."""

    def row_is_hidden(self) -> None:
        """The row at hand is not shown."""

    def columns_left_out(self, count: int) -> None:
        """The row begins that many columns of the table's grid further right."""

    def cell_begins(self) -> None:
        """A cell of the row at hand."""

    def cell_covers(self, columns: int) -> None:
        """The cell at hand is merged with those to its right, and covers so many columns of the table's grid."""

    def cell_continues(self) -> None:
        """The cell at hand is merged with the one above it."""

    def cell_ends(self) -> None:
        """All text of the cell at hand has been told."""

    def row_ends(self) -> None:
        """All cells of the row at hand have been told."""

    def table_ends(self) -> None:
        """All rows of the table at hand have been told."""


def tell_part(archive: SafeZip, part: str, target: WordTarget) -> None:
    """Tell ``target`` what one part (the body, a header …) holds. Raises ``UnfitError``."""
    scan(archive.read(part), _Story(target))


def tell_flat(data: bytes, target: WordTarget) -> list[str]:
    """The same of a document in a single XML file, as Word 2003 writes it or as Flat OPC; the targets of its
    hyperlinks that stand apart from it. Raises ``UnfitError``."""
    scan(data, _Story(target))
    return targets_of_hyperlinks(relations_in(data))


class WordsAndLinks(WordTarget):
    """Collects the text, a tab after each cell of a table, and the addresses of hyperlinks and in field codes."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[str] = []

    def text(self, piece: str) -> None:
        """Kept as it is."""
        self.pieces.append(piece)

    def cell_ends(self) -> None:
        """Cells do not run together."""
        self.pieces.append("\t")

    def link(self, address: str) -> None:
        """Kept as it is."""
        self.links.append(address)

    def field(self, code: str) -> None:
        """A hyperlink's code holds its address."""
        self.links += find_urls(code)


class _Story(Scanner):
    def __init__(self, target: WordTarget) -> None:
        self._target = target
        self._open: list[str] = []  # the elements around what comes next, the outermost first
        self._skipping = 0
        self._told = 0  # signs of text told so far
        self._choices: list[int] = []  # of each AlternateContent around: how many had been told before it
        self._code = ""
        self._struck: list[bool] = []  # of each run around: whether its text is struck out or hidden
        self._raised: list[bool] = []  # of each run around: whether its text is raised above the line
        self._begins = {"tbl": target.table_begins, "tr": target.row_begins, "tc": target.cell_begins}
        self._ends = {"tbl": target.table_ends, "tr": target.row_ends, "tc": target.cell_ends}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        around = self._open[-2:]
        self._open.append(name)
        self._skipping += self._skips(name)
        if name == "r":
            self._struck.append(False)
            self._raised.append(False)
        if name == "fldChar":
            self._end_code()
        elif name == "fldSimple":
            self._target.field(_value(attributes, "instr"))
        elif self._skipping:
            return
        elif name == "hlink":
            self._target.link(_value(attributes, "dest"))
        elif name == "textpath":  # WordArt of Word 2007 and earlier
            self._tell(_value(attributes, "string"))
        elif name in _MARKS and around[-1:] == ["r"]:
            self._target.text(_MARKS[name])
        elif name in _NOTES:
            self._target.note_refers(_NOTES[name])
        elif name in self._begins:
            self._begins[name]()
        elif name == "vertAlign" and around == ["r", "rPr"]:
            self._raised[-1] = _value(attributes, "val") == "superscript"
        elif name in _UNSEEN and around == ["r", "rPr"] and _value(attributes, "val") not in _OFF:
            self._struck[-1] = True
        elif around in (["tr", "trPr"], ["tc", "tcPr"]):
            self._shape(name, attributes)

    def end(self, tag: str) -> None:
        name, skipped = local(tag), self._skipping
        self._open.pop()
        if name == "r":
            self._struck.pop()
            self._raised.pop()
        if name == "AlternateContent":
            self._choices.pop()
        if skipped:
            self._skipping -= 1
            return
        if name == "p":
            self._target.text("\n")
        elif name in self._ends:
            self._ends[name]()

    def data(self, text: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "instrText":
            self._code += text
        elif inside == "t" and not self._skipping:
            self._tell(text)

    def close(self) -> None:
        self._end_code()

    def _tell(self, text: str) -> None:
        self._told += len(text.strip())
        if self._struck and self._struck[-1]:
            self._target.struck(text)
        elif self._raised and self._raised[-1]:
            self._target.raised(text)
        else:
            self._target.text(text)

    def _skips(self, name: str) -> bool:
        """Whether an element begins that is left out, or anything within one. A fallback is the second copy of what its
        choice tells; where that tells nothing, it is all there is."""
        if name == "AlternateContent":
            self._choices.append(self._told)
        if name == "Fallback" and self._choices and self._told > self._choices[-1]:
            return True
        return name in _SKIPPED or self._skipping > 0

    def _shape(self, name: str, attributes: dict[str, str]) -> None:
        if name == "hidden" and _value(attributes, "val") not in _OFF:
            self._target.row_is_hidden()
        elif name == "gridBefore":
            self._target.columns_left_out(_number(attributes))
        elif name == "gridSpan":
            self._target.cell_covers(_number(attributes))
        elif name == "vMerge" and _value(attributes, "val") in ("", "continue"):
            self._target.cell_continues()

    def _end_code(self) -> None:
        if self._code:
            self._target.field(self._code)
        self._code = ""


def _value(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")


def _number(attributes: dict[str, str]) -> int:
    """A count of columns; beyond four digits it says nothing more."""
    word = _value(attributes, "val")
    return int(word[:5]) if word.isascii() and word.isdigit() else 0
