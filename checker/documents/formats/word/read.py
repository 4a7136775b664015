"""The Word reader: the body of a .docx file in order, with its automatic numbers as printed.

Tracked insertions count as text and deletions do not. Headers and footers are furniture. Word files
have no fixed pages, so nothing here has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.documents.formats.word.embedded import chart_drafts, chunk_of, diagram_drafts, read_chunk
from checker.documents.formats.word.heads import is_set_apart, styles_with_heads
from checker.documents.formats.word.package import Element, Package, W, attribute, number_of
from checker.documents.formats.word.runs import ALTERNATIVES, Fields, Words, choice_of, is_prompt, words_of
from checker.documents.formats.word.styles import Numbering, Style, read_styles
from checker.documents.formats.word.symbols import without_prompts
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import clean, finish, join_cell, table_drafts

_TRANSPARENT = frozenset(W + name for name in "sdtContent customXml smartTag ins moveTo".split())
_BODY_LEVEL = 9
_MOST_LEVELS = 6
_DEEPEST = 40  # tables in tables and boxes in boxes beyond this are left out
_MOST_CHUNKS = 3  # files within files
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# A header that names the document: an area's board or partnership, a report, a year.
_TITLED = re.compile(r"(?=.{12,160}$)(?=.*\b(?:partnership|board|report|arrangements|review)\b)", re.IGNORECASE)
_NOTES_KEPT = frozenset({None, "normal"})  # the others are the rules printed between text and notes


def read(data: bytes, *, limits: Limits | None = None) -> Reading:
    """All that a .docx file says. Raises DocumentError: damaged, password, too-large."""
    limits = limits or Limits()
    package = Package(data, limits)
    reading = Reading("docx", declared_title=package.title())
    _Walk(package, reading, limits).run()
    if reading.declared_title is None:
        reading.declared_title = next((words for _, words in reading.furniture if _TITLED.search(words)), None)
    finish(reading.drafts)
    return reading


class _Walk:
    def __init__(self, package: Package, reading: Reading, limits: Limits, chunks: int = 0) -> None:
        self._package = package
        self._reading = reading
        self._limits = limits
        self._chunks = chunks  # how deep in chunks of other files this one is
        styles = next(iter(package.related("styles")), None)
        self._styles, self._default = read_styles(styles)
        self._headed_styles = styles_with_heads(styles)
        self._numbering = Numbering(next(iter(package.related("numbering")), None))
        self._body = package.body()
        marks = [attribute(mark, "fldCharType") for mark in self._body.iter(W + "fldChar")]
        self._fields = Fields(balanced=marks.count("begin") == marks.count("end"))
        self._carried: Words | None = None  # of paragraphs whose marks are deleted: they go on in the next
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
        self._blocks(self._body, False, 0)
        self._end_carried()
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
                if content is not None and not is_prompt(child):
                    gallery = attribute(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) or ""
                    self._blocks(content, contents or gallery.lower() == "table of contents", depth)
            elif child.tag == ALTERNATIVES:
                chosen = choice_of(child)
                if chosen is not None:
                    self._blocks(chosen, contents, depth)
            elif child.tag == W + "altChunk":
                self._chunk(child)
            elif child.tag in _TRANSPARENT:
                self._blocks(child, contents, depth)

    def _chunk(self, chunk: Element) -> None:
        """A part of another format that Word puts in here when it opens the file."""
        data = chunk_of(self._package, chunk.get(_RELATION + "id"))
        if data is None:
            return
        if data.startswith(b"PK") and self._chunks < _MOST_CHUNKS:
            _Walk(Package(data, self._limits), self._reading, self._limits, self._chunks + 1).run()
        else:
            read_chunk(data, self._reading)

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
        style = self._style_of(paragraph)
        words = self._words(paragraph, style)
        if _mark_is_deleted(paragraph):
            self._carried = words
            return
        self._add(words, style, contents, depth)

    def _words(self, paragraph: Element, style: Style) -> Words:
        """A paragraph's words, behind those of the one before it where the mark between them is deleted."""
        words = words_of(paragraph, self._styles, style, self._fields)
        for why, count in words.left_out.items():
            self._reading.notes.add(why, None, count)
        before, self._carried = self._carried, None
        return words if before is None else before.followed_by(words)

    def _end_carried(self) -> None:
        """Add the words of a last paragraph whose mark is deleted."""
        if self._carried is not None:
            words, self._carried = self._carried, None
            self._add(words, Style(), False, 0)

    def _add(self, words: Words, style: Style, contents: bool, depth: int) -> None:
        drafts = self._reading.drafts
        for art in words.art:
            drafts.append(Draft(BlockKind.HEADING, clean(art), level=0))
        text = clean(without_prompts(words.text))
        if text and not words.is_unfilled:
            drafts.append(self._draft(text, words, style, contents or words.in_contents))
        self._add_beside(words)
        for box in words.boxes:
            self._blocks(box, contents, depth + 1)

    def _add_beside(self, words: Words) -> None:
        """Add what is anchored in a paragraph: diagrams, charts, pictures and notes."""
        drafts = self._reading.drafts
        for identity in words.diagrams:
            found = list(diagram_drafts(self._package, identity))
            drafts += found
            self._reading.pictures += [] if found else [(None, len(drafts))]
        for identity in words.charts:
            drafts += chart_drafts(self._package, identity)
        self._reading.pictures += [(None, len(drafts))] * words.pictures
        self._add_notes(words)

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
        words = words_of(paragraph, self._styles, Style(), Fields())
        return clean(without_prompts(" ".join([*words.art, words.text])))

    # --- tables ---

    def _table(self, table: Element, contents: bool, depth: int) -> None:
        rows = _rows(table)
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
        apart = is_set_apart(table, rows, bold, self._headed_styles)
        header = True if apart and sum(map(bool, texts[0])) > 1 else None
        drafts = table_drafts(texts, page=None, header=header)
        if contents:
            for draft in drafts:
                draft.kind = BlockKind.CONTENTS
        self._reading.drafts += drafts
        for words in noted:
            self._add_beside(words)

    def _cell(self, cell: Element, noted: list[Words], depth: int) -> tuple[list[str], bool]:
        """A cell's paragraphs, those of tables in it included; and whether all of it is bold."""
        parts: list[str] = []
        bold = True
        control = next((above for above in cell.iterancestors(W + "sdt", W + "tr") if above.tag == W + "sdt"), None)
        if control is not None and is_prompt(control) and control.find(f".//{W}tr") is None:
            return parts, bold
        for paragraph in _paragraphs(cell, 0):
            style = self._style_of(paragraph)
            words = self._words(paragraph, style)
            if _mark_is_deleted(paragraph):
                self._carried = words
                continue
            label = self._numbering.next(*style.numbering)[0] if style.numbering else None
            text = clean(without_prompts(" ".join([*words.art, words.text])))
            if text:
                parts.append(f"{label}) {text}" if label else text)
                bold = bold and words.bold >= words.letters
            if depth < _DEEPEST:
                parts += [self._plain(p) for box in words.boxes for p in box.iter(W + "p")]
            noted.append(words)
        parts += self._chunks_in(cell)
        if self._carried is not None:  # the cell's last mark cannot be deleted
            parts.append(clean(self._carried.text))
            self._carried = None
        return parts, bold

    def _chunks_in(self, cell: Element) -> list[str]:
        """The words of chunks of other formats in a cell."""
        chunks = cell.findall(W + "altChunk")
        if not chunks:
            return []
        kept, self._reading.drafts = self._reading.drafts, []
        try:
            for chunk in chunks:
                self._chunk(chunk)
            return [draft.text for draft in self._reading.drafts if draft.text]
        finally:
            self._reading.drafts = kept

    def _lays_out(self, cells: list[Element]) -> bool:
        """Whether a table only places text on the page: it holds headings or tables."""
        for cell in cells:
            if any(self._style_of(paragraph).role == "heading" for paragraph in cell.iter(W + "p")):
                return True
        return False


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether tracked changes delete the mark at a paragraph's end: accepted, it goes on in the next one."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _paragraphs(parent: Element, depth: int) -> Iterator[Element]:
    """A cell's paragraphs, those of tables within it included, without prompts, deleted rows and cells, and boxes."""
    for child in parent if depth <= _DEEPEST else ():
        if child.tag == W + "p":
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None and not is_prompt(child):
                yield from _paragraphs(content, depth + 1)
        elif child.tag == ALTERNATIVES:
            chosen = choice_of(child)
            if chosen is not None:
                yield from _paragraphs(chosen, depth + 1)
        elif child.tag == W + "tbl":
            for row in _rows(child):
                for cell in (cell for cell in _cells_of(row) if cell is not None):
                    yield from _paragraphs(cell, depth + 1)
        elif child.tag in _TRANSPARENT:
            yield from _paragraphs(child, depth + 1)


def _rows(table: Element) -> list[Element]:
    return [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]


def _children(parent: Element, name: str) -> list[Element]:
    """Child elements of a name, also those inside content controls and tracked insertions."""
    found: list[Element] = []
    for child in parent:
        if child.tag == W + name:
            found.append(child)
        elif child.tag == ALTERNATIVES:
            chosen = choice_of(child)
            found += [] if chosen is None else _children(chosen, name)
        elif child.tag == W + "sdt" and name == "tr" and is_prompt(child):
            continue
        elif child.tag == W + "sdt" or child.tag in _TRANSPARENT:
            found += _children(child, name)
    return found


def _cells_of(row: Element) -> list[Element | None]:
    """A row's cells by column; None where a cell goes on from the left or from above."""
    cells: list[Element | None] = [None] * min(number_of(attribute(row.find(f"{W}trPr/{W}gridBefore"))), 60)
    for cell in _children(row, "tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and attribute(merge) != "restart"
        deleted = cell.find(f"{W}tcPr/{W}cellDel") is not None
        cells.append(None if goes_on or deleted else cell)
        cells += [None] * min(number_of(attribute(cell.find(f"{W}tcPr/{W}gridSpan")), 1) - 1, 60)
    return cells
