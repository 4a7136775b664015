"""From a web page's elements to blocks: paragraphs, headings, lists, tables and captions in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from checker.documents.formats.html.passed_over import (
    Controls,
    Element,
    is_hidden,
    is_passed_over,
    is_struck,
    words_of,
)
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.notes import Left, Notes
from checker.documents.shape.structure import clean, join_cell, table_drafts
from checker.text.characters import RAISED, join_lines
from checker.text.labels import letter, roman

_BLOCKS = frozenset(
    "address article body blockquote center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
    "hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LARGE_WIDTH, _LARGE_HEIGHT = 220, 150  # pixels: about 6 by 4 cm
_LONG_CELL = 700  # characters in a cell from which a table lays out a page
_LEAST_HIDDEN = 8  # words: fewer are labels and the like
_LONGEST_LABEL = 100  # characters
_CAPTION_HINT = re.compile(r"(?:^|[\s_-])caption", re.IGNORECASE)
_INLINE_MARKS = frozenset({"br", "img", "sup", "sub"})
_BOLD = frozenset({"b", "strong"})
# Words in no element that makes them bold.
_THIN = etree.XPath(
    ".//text()[normalize-space() and not(ancestor::b or ancestor::strong or ancestor::th"
    " or ancestor::*[contains(@style, 'bold')])]"
)
_NOTE_LINK = re.compile(r"#.*(?:note|fn|ref|cite|_ed|_ft)|^#_?\w*\d+$", re.IGNORECASE)


class Builder:
    """Walks elements and fills a reading's drafts. Inline words gather until a block ends."""

    def __init__(self, reading: Reading, page: int | None = None, controls: Controls | None = None) -> None:
        self.reading = reading
        self.page = page
        self._controls = controls or Controls()
        self._words: list[str] = []
        self._bold = 0  # characters gathered so far that are bold
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._number: str | None = None

    def block(self, element: Element) -> None:
        """Read an element's words and what is inside it."""
        self._text(element.text, False)
        for child in element:
            self._child(child, False)

    def flush(self) -> None:
        """End the block at hand: its words become a draft, or several where lines part them."""
        text, bold = "".join(self._words), self._bold
        self._words, self._bold = [], 0
        lines = [clean(line) for line in text.split("\n")]
        paragraphs = join_lines(lines) if self._kind is not BlockKind.HEADING else [" ".join(filter(None, lines))]
        letters = sum(1 for char in text if not char.isspace())
        for words in filter(None, paragraphs):
            kind, level = self._kind, self._level
            if kind is BlockKind.PARAGRAPH and letters and bold >= letters and len(paragraphs) == 1:
                kind, level = BlockKind.HEADING, 0  # wholly bold: perhaps a heading
            self.reading.drafts.append(Draft(kind, words, self.page, level, self._number))
            self._number = None

    def _inside(self, element: Element, kind: BlockKind, level: int = 0, number: str | None = None) -> None:
        """Read an element's content as one block of a kind."""
        self.flush()
        before = (self._kind, self._level)
        self._kind, self._level, self._number = kind, level, number
        self.block(element)
        self.flush()
        self._kind, self._level = before
        self._number = None

    def _text(self, text: str | None, bold: bool) -> None:
        if text:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            self._words.append(text)
            if bold:
                self._bold += sum(1 for char in text if not char.isspace())

    def _child(self, child: Element, bold: bool) -> None:
        if isinstance(child.tag, str):
            self._element(child, child.tag.lower(), bold)
        self._text(child.tail, bold)

    def _leaves_out(self, child: Element, tag: str) -> bool:
        """Whether an element is no text; words that are struck through or hidden are noted."""
        if is_passed_over(child, tag, self._controls):
            return True
        why = (
            Left.STRUCK
            if is_struck(child, tag, self._controls)
            else Left.HIDDEN
            if is_hidden(child, tag, self._controls)
            else None
        )
        if why is None:
            return False
        words = len(words_of(child).split())
        if why is Left.STRUCK or words >= _LEAST_HIDDEN:
            self.reading.notes.add(why, self.page, words)
        return True

    def _panel(self, child: Element) -> None:
        """The words on the control that opens a panel, as its heading, where it has none of its own."""
        label = clean(self._controls.labels.get(child.get("id") or "", ""))
        before = next((draft.text for draft in reversed(self.reading.drafts) if draft.text), "")
        first = next((inner for inner in child.iter(*_HEADINGS)), None)
        if label and len(label) <= _LONGEST_LABEL and label != before and (first is None or words_of(first) != label):
            self.flush()
            self.reading.drafts.append(Draft(BlockKind.HEADING, label, self.page, 0))

    def _element(self, child: Element, tag: str, bold: bool) -> None:
        if self._leaves_out(child, tag):
            return
        if child.get("role") == "tabpanel":
            self._panel(child)
        if tag in _INLINE_MARKS:
            self._mark(child, tag, bold)
        elif tag in {"ul", "ol", "table"}:
            self.flush()
            if tag == "table":
                self._table(child)
            else:
                self._list(child, tag)
        elif (kind := self._kind_of(child, tag)) is not None:
            self._inside(child, *kind)
        elif tag in _BLOCKS:
            # A block within a list item or a heading goes on in that kind.
            self.flush()
            self.block(child)
            self.flush()
        else:
            strong = bold or tag in _BOLD or "bold" in child.get("style", "")
            self._text(child.text, strong)
            for inner in child:
                self._child(inner, strong)

    def _mark(self, child: Element, tag: str, bold: bool) -> None:
        if tag == "br":
            if self._kind is BlockKind.PARAGRAPH and "".join(self._words[-2:]).rstrip(" \xa0").endswith("\n"):
                self.flush()  # an empty line parts paragraphs, and a bold one above it is a heading
            self._words.append("\n")
        elif tag == "img":
            self._picture(child)
        else:
            self._raised(child, tag, bold)

    def _kind_of(self, child: Element, tag: str) -> tuple[BlockKind, int] | None:
        """The kind and level of block that an element makes of itself, if any."""
        if tag in _HEADINGS:
            return BlockKind.HEADING, _HEADINGS[tag]
        if tag in {"figcaption", "caption"} or (tag == "p" and _CAPTION_HINT.search(child.get("class", ""))):
            return BlockKind.CAPTION, 0
        if tag in {"button", "summary"} and self._kind is not BlockKind.HEADING and child.find(".//h2") is None:
            return BlockKind.HEADING, 0  # of what it opens
        if tag == "li":  # outside any list
            return BlockKind.LIST_ITEM, 1
        return (BlockKind.PARAGRAPH, 0) if tag == "dt" else None

    def _raised(self, child: Element, tag: str, bold: bool) -> None:
        link = child.find(".//a")
        words = clean(words_of(child))
        if tag == "sup" and (
            (link is not None and _NOTE_LINK.search(link.get("href", ""))) or re.fullmatch(r"\[\d+\]|[*†‡]", words)
        ):
            return
        self._text(words.translate(RAISED) if tag == "sup" and words.isdigit() else words, bold)

    def _list(self, element: Element, tag: str) -> None:
        depth = 1 + sum(1 for above in element.iterancestors("ul", "ol"))
        count = _whole_number(element.get("start"), 1)
        for child in element:
            name = child.tag.lower() if isinstance(child.tag, str) else ""
            if name == "li":
                if self._leaves_out(child, name):
                    continue
                count = _whole_number(child.get("value"), count)
                number = _label(count, _list_type(element)) if tag == "ol" else None
                self._inside(child, BlockKind.LIST_ITEM, depth, number)
                count += 1
            elif name in {"ul", "ol"}:
                self._list(child, name)
            elif name:
                self._inside(child, BlockKind.LIST_ITEM, depth)

    def _picture(self, image: Element) -> None:
        width, height = _pixels(image, "width"), _pixels(image, "height")
        if (width or _LARGE_WIDTH) < _LARGE_WIDTH or (height or _LARGE_HEIGHT) < _LARGE_HEIGHT:
            return
        if width is None and height is None and re.search(r"logo|icon|banner", image.get("src", ""), re.IGNORECASE):
            return
        pending = 1 if "".join(self._words).strip() else 0
        self.reading.pictures.append((self.page, len(self.reading.drafts) + pending))

    def _table(self, table: Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._inside(caption, BlockKind.CAPTION)
        rows, header = _grid(table, self._leaves_out)
        width = max((sum(1 for cell in row if cell is not None) for row in rows), default=0)
        cells = [cell for row in rows for cell in row if cell is not None]
        if width < 2 or _lays_out(table, cells):
            before = self._kind
            for cell in cells:
                self._kind = BlockKind.PARAGRAPH
                self.flush()
                self.block(cell)
                self.flush()
            self._kind = before
            return
        for cell in cells:
            for image in cell.iter("img"):
                self._picture(image)
        texts = [
            ["" if cell is None else cell_text(cell, self.reading.notes, self._controls) for cell in row]
            for row in rows
        ]
        self.reading.drafts.extend(table_drafts(texts, page=self.page, header=header))


def _grid(table: Element, leaves_out: Callable[[Element, str], bool]) -> tuple[list[list[Element | None]], bool | None]:
    """A table's own cells by row and column, spans filled with None; whether its first row is marked."""
    rows: list[list[Element | None]] = []
    open_spans: dict[int, int] = {}  # column -> rows still covered from above
    own: list[tuple[Element, list[Element]]] = []
    for row in _own_rows(table):
        if leaves_out(row, "tr"):
            continue
        line: list[Element | None] = []
        cells = [cell for cell in row if cell.tag in {"td", "th"} and not leaves_out(cell, cell.tag)]
        own.append((row, cells))
        for cell in cells:
            while open_spans.get(len(line), 0):
                open_spans[len(line)] -= 1
                line.append(None)
            across = min(_whole_number(cell.get("colspan"), 1), 100)
            down = min(_whole_number(cell.get("rowspan"), 1), 1000)
            for column in range(len(line), len(line) + across):
                if down > 1:
                    open_spans[column] = down - 1
            line.extend([cell, *[None] * (across - 1)])
        while open_spans.get(len(line), 0):
            open_spans[len(line)] -= 1
            line.append(None)
        rows.append(line)
    return rows, _is_headed([(row, cells) for row, cells in own if cells])


def _is_headed(rows: list[tuple[Element, list[Element]]]) -> bool | None:
    """Whether the first of a table's rows is marked or set apart as its heading; False where it is plainly none."""
    if not rows:
        return None
    above, first = rows[0][0].getparent(), rows[0][1]
    if above is not None and above.tag == "thead":
        return True
    if len(first) > 1 and all(cell.tag == "th" for cell in first):
        return True
    if len(rows) < 2:
        return None
    if words_of(first[0]) and all(cells[0].tag == "th" and not _heads(cells[1:]) for _, cells in rows):
        return False  # each row begins with its name, the first one too
    return True if _is_bold(first) and not _is_bold([cell for _, cells in rows[1:] for cell in cells]) else None


def _heads(cells: list[Element]) -> bool:
    return any(cell.tag == "th" for cell in cells)


def _is_bold(cells: list[Element]) -> bool:
    """Whether all words of a row's cells are bold by their elements or styles."""
    return len(cells) > 1 and not any(_THIN(cell) for cell in cells)


def _own_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _lays_out(table: Element, cells: list[Element]) -> bool:
    """Whether a table only places text on a page: it holds headings, tables or whole passages."""
    if table.get("role") in {"presentation", "none"}:
        return True
    for cell in cells:
        if any(True for _ in cell.iter("table", *_HEADINGS)):
            return True
    long = sum(1 for cell in cells if len(words_of(cell)) > _LONG_CELL)
    return long * 2 >= len(cells) > 0 and not any(cell.tag == "th" for cell in cells)


def cell_text(cell: Element, notes: Notes | None = None, controls: Controls | None = None) -> str:
    """The words of a table cell on one line; its paragraphs and list items parted by semicolons."""
    reading = Reading("html", notes=notes or Notes())
    builder = Builder(reading, controls=controls)
    builder.block(cell)
    builder.flush()
    return join_cell([f"{d.number}) {d.text}" if d.number else d.text for d in reading.drafts])


def _list_type(element: Element) -> str:
    style = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", element.get("style", ""))
    named = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
    named |= {"lower-roman": "i", "upper-roman": "I"}
    return element.get("type") or (named.get(style[1], "1") if style else "1")


def _label(count: int, kind: str) -> str:
    if kind in {"a", "A"}:
        label = letter(count)
    elif kind in {"i", "I"}:
        label = roman(count)
    else:
        return str(count)
    return label.upper() if kind.isupper() else label


def _whole_number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*\d{1,6}\s*", value) else otherwise


def _pixels(image: Element, name: str) -> float | None:
    value = image.get(name) or ""
    style = re.search(rf"(?:^|[;\s]){name}\s*:\s*([\d.]+)(px|cm|mm|in|pt|em)", image.get("style", ""))
    scale = {"px": 1.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "pt": 1.333, "em": 16.0}
    try:
        return float(style[1]) * scale[style[2]] if style else float(value.removesuffix("px"))
    except ValueError:
        return None
