"""The pages at the end of an annotated PDF: what the colours mean, and each requirement with links to its words.

Their words stand in Windows' Latin letters of the fonts that every reader has; a letter that these lack is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.reporting.formats.annotated_pdf.objects import array, dictionary, name, number, text
from checker.reporting.formats.annotated_pdf.update import Update, damaged

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

MARK = "checker-index"  # how our own reader knows these pages from the document's
_WIDE, _HIGH = 595.0, 842.0
_LEFT, _TOP, _FOOT, _LINE = 50.0, 790.0, 60.0, 14.0
_LINKS = 330.0  # where links to passages begin
_PER_LINE = 8
_LETTER = 0.48  # of the size of type: about how wide a letter is


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement: its verdict and title, the colour of its sign, and each passage with where a link leads."""

    words: str
    colour: str
    links: tuple[tuple[str, PdfObject], ...]


def add_index(update: Update, title: str, legend: Sequence[tuple[str, str]], rows: Sequence[Row]) -> int:
    """Add pages behind the last, and say how many. `legend` gives each colour (six hexadecimal digits) its meaning."""
    pages = [_Page(update)]
    pages[0].line(title, bold=True, size=14)
    pages[0].gap()
    for colour, meaning in legend:
        pages[0].line(meaning, colour=colour)
    pages[0].gap()
    for row in rows:
        lines = max(1, -(-len(row.links) // _PER_LINE))
        if not pages[-1].room(lines):
            pages.append(_Page(update))
        pages[-1].row(row)
    _attach(update, [page.made() for page in pages])
    return len(pages)


class _Page:
    """One page being written from the top."""

    def __init__(self, update: Update) -> None:
        self._update = update
        self._y = _TOP
        self._drawn: list[str] = []
        self._links: list[DictionaryObject] = []

    def room(self, lines: int) -> bool:
        """Whether so many lines fit."""
        return self._y - lines * _LINE > _FOOT

    def gap(self) -> None:
        """A free line."""
        self._y -= _LINE

    def line(self, words: str, *, colour: str = "", bold: bool = False, size: float = 9) -> None:
        """A line of words, after a square of a colour if there is one."""
        if colour:
            self._square(colour)
        longest = int((_WIDE - 2 * _LEFT) / (size * _LETTER))
        for part in _wrapped(words, longest):
            self._write(part, _LEFT + (16 if colour else 0), size, bold=bold)
            self._y -= _LINE if size < 12 else 20

    def row(self, row: Row) -> None:
        """A requirement in a line, its links behind it."""
        self._square(row.colour)
        longest = int((_LINKS - _LEFT - 26) / (9 * _LETTER))
        words = row.words if len(row.words) <= longest else row.words[: longest - 1].rstrip() + "…"
        self._write(words, _LEFT + 16, 9)
        x = _LINKS
        for at, (label, destination) in enumerate(row.links):
            if at and at % _PER_LINE == 0:
                self._y -= _LINE
                x = _LINKS
            self._write(label, x, 9, colour="0.11 0.31 0.57")
            wide = len(label) * 9 * _LETTER + 2
            self._links.append(self._link((x - 1, self._y - 3, x + wide, self._y + 9), destination))
            x += wide + 6
        self._y -= _LINE

    def made(self) -> DictionaryObject:
        """The page, but for its parent."""
        from pypdf.generic import NumberObject, StreamObject

        content = StreamObject()
        content.set_data("\n".join(self._drawn).encode("cp1252", "ignore"))
        if not self._links:  # the mark stands on an annotation
            corner = array([number(0), number(0), number(0), number(0)])
            hidden: dict[str, PdfObject] = {"/Type": name("/Annot"), "/Subtype": name("/Link"), "/Rect": corner}
            self._links.append(dictionary({**hidden, "/F": NumberObject(2)}))
        for at, link in enumerate(self._links):
            link[name("/NM")] = text(f"{MARK}-{at}")
        fonts = dictionary({"/F1": _font("/Helvetica"), "/F2": _font("/Helvetica-Bold")})
        box = [number(edge) for edge in (0, 0, _WIDE, _HIGH)]
        return dictionary(
            {
                "/Type": name("/Page"),
                "/MediaBox": array(box),
                "/CropBox": array(box),
                "/Rotate": NumberObject(0),
                "/Resources": dictionary({"/Font": fonts}),
                "/Contents": self._update.add(content),
                "/Annots": array(self._update.add(link) for link in self._links),
            }
        )

    def _square(self, colour: str) -> None:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        self._drawn.append(f"{red:.3f} {green:.3f} {blue:.3f} rg {_LEFT} {self._y - 1.5:.2f} 9 9 re f")

    def _write(self, words: str, x: float, size: float, *, bold: bool = False, colour: str = "0.11 0.14 0.17") -> None:
        told = words.encode("cp1252", "ignore").decode("cp1252")
        told = told.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        font = "F2" if bold else "F1"
        self._drawn.append(f"BT {colour} rg /{font} {size} Tf {x:.2f} {self._y:.2f} Td ({told}) Tj ET")

    def _link(self, box: tuple[float, float, float, float], destination: PdfObject) -> DictionaryObject:
        from pypdf.generic import NumberObject

        return dictionary(
            {
                "/Type": name("/Annot"),
                "/Subtype": name("/Link"),
                "/Rect": array(number(edge) for edge in box),
                "/Border": array([NumberObject(0), NumberObject(0), NumberObject(0)]),
                "/F": NumberObject(4),
                "/Dest": destination,
            }
        )


def _font(base: str) -> DictionaryObject:
    return dictionary(
        {
            "/Type": name("/Font"),
            "/Subtype": name("/Type1"),
            "/BaseFont": name(base),
            "/Encoding": name("/WinAnsiEncoding"),
        }
    )


def _wrapped(words: str, longest: int) -> list[str]:
    from textwrap import wrap

    return wrap(words, longest) or [""]


def _attach(update: Update, pages: Sequence[DictionaryObject]) -> None:
    """Put pages behind the last of the root of the page tree. Raises DocumentError (damaged) where it has none."""
    from pypdf.generic import ArrayObject, IndirectObject, NumberObject

    held = update.dictionary(update.root).raw_get("/Pages")
    if not isinstance(held, IndirectObject):
        raise damaged()
    tree = update.dictionary(held)
    kids = tree.get("/Kids")
    if not isinstance(kids, ArrayObject):
        raise damaged()
    added: list[IndirectObject] = []
    for page in pages:
        page[name("/Parent")] = held
        added.append(update.add(page))
    tree[name("/Kids")] = array([*kids, *added])
    tree[name("/Count")] = NumberObject(int(tree.get("/Count", len(kids))) + len(added))
    update.change(held, tree)
