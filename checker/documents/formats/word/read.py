"""The Word reader: the body of a .docx file in order, with its automatic numbers as printed.

Tracked insertions count as text and deletions do not. Headers and footers are furniture. Word files
have no fixed pages, so nothing here has one.
"""

from __future__ import annotations

from dataclasses import replace

from checker.documents.formats.word.package import Element, Package, W, attribute, is_on, number_of
from checker.documents.formats.word.runs import Fields, Words, words_of
from checker.documents.formats.word.styles import Numbering, Style, read_styles
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import clean, finish, join_cell, table_drafts

_TRANSPARENT = frozenset(W + name for name in "sdtContent customXml smartTag ins moveTo".split())
_BODY_LEVEL = 9
_MOST_LEVELS = 6
_DEEPEST = 40  # tables in tables and boxes in boxes beyond this are left out
_NOTES_KEPT = frozenset({None, "normal"})  # the others are the rules printed between text and notes


def read(data: bytes, *, limits: Limits | None = None) -> Reading:
    """All that a .docx file says. Raises DocumentError: damaged, password, too-large."""
    package = Package(data, limits or Limits())
    reading = Reading("docx", declared_title=package.title())
    _Walk(package, reading).run()
    finish(reading.drafts)
    return reading


class _Walk:
    def __init__(self, package: Package, reading: Reading) -> None:
        self._package = package
        self._reading = reading
        self._styles, self._default = read_styles(next(iter(package.related("styles")), None))
        self._numbering = Numbering(next(iter(package.related("numbering")), None))
        self._fields = Fields()
        self._notes = {
            (kind, attribute(note, "id") or ""): note
            for kind in ("footnote", "endnote")
            for part in package.related(kind + "s")
            for note in part.iter(W + kind)
            if attribute(note, "type") in _NOTES_KEPT
        }
        self._noted = {"footnote": 0, "endnote": 0}

    def run(self) -> None:
        """Fill the reading."""
        self._blocks(self._package.body(), False, 0)
        seen: set[str] = set()
        for part in self._package.related("header") + self._package.related("footer"):
            words = clean(" ".join(text for text in (self._plain(p) for p in part.iter(W + "p")) if text))
            if words and words not in seen:
                seen.add(words)
                self._reading.furniture.append((None, words))

    def _blocks(self, parent: Element, contents: bool, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child, contents, depth)
            elif child.tag == W + "tbl":
                self._table(child, contents, depth)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None and not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    gallery = attribute(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) or ""
                    self._blocks(content, contents or gallery.lower() == "table of contents", depth)
            elif child.tag in _TRANSPARENT:
                self._blocks(child, contents, depth)

    def _style_of(self, paragraph: Element) -> Style:
        """A paragraph's style with what is set on the paragraph itself."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return self._styles.get(self._default or "", Style())
        name = attribute(properties.find(W + "pStyle")) or self._default or ""
        style = self._styles.get(name, Style())
        outline = properties.find(W + "outlineLvl")
        if outline is not None and style.role in {"", "heading"}:
            level = number_of(attribute(outline), _BODY_LEVEL)
            style = replace(style, role="heading", level=level + 1) if level < _BODY_LEVEL else replace(style, role="")
        listed = properties.find(W + "numPr")
        if listed is not None:
            inherited = style.numbering or ("", 0)
            identity = attribute(listed.find(W + "numId")) or inherited[0]
            depth = number_of(attribute(listed.find(W + "ilvl")), inherited[1])
            style = replace(style, numbering=(identity, depth) if identity not in {"", "0"} else None)
        return style

    def _paragraph(self, paragraph: Element, contents: bool, depth: int) -> None:
        drafts = self._reading.drafts
        style = self._style_of(paragraph)
        words = words_of(paragraph, self._styles, style, self._fields)
        text = clean(words.text)
        if text:
            drafts.append(self._draft(text, words, style, contents or words.in_contents))
        self._reading.pictures += [(None, len(drafts))] * words.pictures
        self._add_notes(words)
        for box in words.boxes:
            self._blocks(box, contents, depth + 1)

    def _draft(self, text: str, words: Words, style: Style, contents: bool) -> Draft:
        label, listed = None, False
        if style.numbering is not None:
            label, _ = self._numbering.next(*style.numbering)
            listed = True
        if (contents and style.role != "heading") or style.role == "contents":
            return Draft(BlockKind.CONTENTS, text)
        if style.role == "heading":
            return Draft(BlockKind.HEADING, text, level=min(max(style.level, 1), _MOST_LEVELS), number=label)
        if style.role == "caption":
            return Draft(BlockKind.CAPTION, text)
        if listed and style.numbering is not None:
            # The levels of a decimal outline (5, 5.3, 5.3.1) are parts of the document, not lists in lists.
            level = 1 if label and "." in label else max(style.numbering[1], style.depth) + 1
            return Draft(BlockKind.LIST_ITEM, text, level=level, number=label)
        if words.letters and words.bold >= words.letters:
            return Draft(BlockKind.HEADING, text, level=0)
        return Draft(BlockKind.PARAGRAPH, text)

    def _add_notes(self, words: Words) -> None:
        for kind, identity in words.notes:
            note = self._notes.get((kind, identity))
            if note is None:
                continue
            self._noted[kind] += 1
            text = clean(" ".join(self._plain(p) for p in note.iter(W + "p")))
            if text:
                number = str(self._noted[kind])
                self._reading.drafts.append(Draft(BlockKind.FOOTNOTE, text, number=number))

    def _plain(self, paragraph: Element) -> str:
        return clean(words_of(paragraph, self._styles, Style(), Fields()).text)

    # --- tables ---

    def _table(self, table: Element, contents: bool, depth: int) -> None:
        rows = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        grid = [_cells_of(row) for row in rows]
        cells = [cell for row in grid for cell in row if cell is not None]
        if max((sum(1 for cell in row if cell is not None) for row in grid), default=0) < 2 or self._lays_out(cells):
            for cell in cells:
                self._blocks(cell, contents, depth + 1)
            return
        noted: list[Words] = []
        texts, bold = [], []
        for row in grid:
            held = [([], True) if cell is None else self._cell(cell, noted, depth) for cell in row]
            texts.append([join_cell(parts) for parts, _ in held])
            bold.append(all(is_bold for parts, is_bold in held if parts))
        header = True if rows and is_on(rows[0].find(f"{W}trPr/{W}tblHeader")) else None
        if header is None and len(bold) > 1 and bold[0] and not all(bold[1:]):
            header = sum(1 for text in texts[0] if text) > 1 or None
        drafts = table_drafts(texts, page=None, header=header)
        if contents:
            for draft in drafts:
                draft.kind = BlockKind.CONTENTS
        self._reading.drafts += drafts
        for words in noted:
            self._reading.pictures += [(None, len(self._reading.drafts))] * words.pictures
            self._add_notes(words)

    def _cell(self, cell: Element, noted: list[Words], depth: int) -> tuple[list[str], bool]:
        """A cell's paragraphs, those of tables in it included; and whether all of it is bold."""
        parts: list[str] = []
        bold = True
        for paragraph in cell.iter(W + "p"):
            if any(above.tag == W + "txbxContent" for above in paragraph.iterancestors()):
                continue  # read with the paragraph that anchors it
            style = self._style_of(paragraph)
            words = words_of(paragraph, self._styles, style, self._fields)
            label = self._numbering.next(*style.numbering)[0] if style.numbering else None
            text = clean(words.text)
            if text:
                parts.append(f"{label}) {text}" if label else text)
                bold = bold and words.bold >= words.letters
            if depth < _DEEPEST:
                parts += [self._plain(p) for box in words.boxes for p in box.iter(W + "p")]
            noted.append(words)
        return parts, bold

    def _lays_out(self, cells: list[Element]) -> bool:
        """Whether a table only places text on the page: it holds headings or tables."""
        for cell in cells:
            if any(self._style_of(paragraph).role == "heading" for paragraph in cell.iter(W + "p")):
                return True
        return False


def _children(parent: Element, name: str) -> list[Element]:
    """Child elements of a name, also those inside content controls and tracked insertions."""
    found: list[Element] = []
    for child in parent:
        if child.tag == W + name:
            found.append(child)
        elif child.tag == W + "sdt" or child.tag in _TRANSPARENT:
            found += _children(child, name)
    return found


def _cells_of(row: Element) -> list[Element | None]:
    """A row's cells by column; None where a cell goes on from the left or from above."""
    cells: list[Element | None] = [None] * min(number_of(attribute(row.find(f"{W}trPr/{W}gridBefore"))), 60)
    for cell in _children(row, "tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and attribute(merge) != "restart"
        cells.append(None if goes_on else cell)
        cells += [None] * min(number_of(attribute(cell.find(f"{W}tcPr/{W}gridSpan")), 1) - 1, 60)
    return cells
