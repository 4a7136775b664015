"""One page of a PDF from its lines to its tables: read once, looked over, and read again where it looks wrong."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.bare_tables import note_names
from checker.documents.formats.pdf.doubt import Doubt, doubts, is_nonsense, shift_of, shifted
from checker.documents.formats.pdf.drawing import DrawingReader
from checker.documents.formats.pdf.forms import Forms
from checker.documents.formats.pdf.gutters import may_hold_columns
from checker.documents.formats.pdf.hidden import HiddenWords, Sheet, without
from checker.documents.formats.pdf.index_pages import is_marked, own_pages
from checker.documents.formats.pdf.layout import Page
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.marks import MarksReader
from checker.documents.formats.pdf.page import Box, PageReader
from checker.documents.formats.pdf.second import Known, SecondReader
from checker.documents.formats.pdf.tables import find_tables
from checker.documents.formats.pdf.turned import are_apart, built_anew, looks_broken
from checker.documents.limits import Limits
from checker.documents.shape.draft import Reading
from checker.documents.shape.notes import Left, pages_in_words
from checker.text.ligatures import has_plain_signs

_LEAST_TURNED = 2  # lines in one direction that are text of the page and no stamp
_LEAST_TURNED_WORDS = 12
_TYPED = (b"/FreeText", b"/Stamp")  # kinds of notes with words
_LAYER_OFF = re.compile(rb"/OFF\s*\[\s*\d+|/OFF\s+\d+\s+\d+\s+R|/BaseState\s*/OFF|/ViewState\s*/OFF")
_MOST_UNPACKED = 4_000_000  # bytes of one stream of objects that are looked through
_LEAST_PARTED = 4  # lines more than before, where columns were taken apart
_SOME_OUTSIDE = 8  # words outside the page: fewer are a printer's marks

_Raw = tuple[object, object]  # pdfium's page and text page


class SheetReader:
    """Reads the pages of one document, one after the other."""

    def __init__(self, document: pdfium.PdfDocument, data: bytes, limits: Limits, reading: Reading) -> None:
        self._document = document
        self._limits = limits
        self._reading = reading
        self._reader = PageReader()
        signs = _Signs.of(data)
        self._hidden = HiddenWords(document, self._reader, signs.layers_off)
        self._second = SecondReader(data)
        self._marks = MarksReader()
        self._to_redact: list[int] = []  # pages
        self.files: list[str] = []  # attached to pages
        self._drawings = DrawingReader(self._reader)
        has_fields = pdfium_c.FPDF_GetFormType(document.raw) != pdfium_c.FORMTYPE_NONE
        self._forms = Forms(document) if has_fields or signs.notes else None
        self.count = len(document)  # pages; fewer once those behind the document's own are come to
        self.has_plain_signs = False  # figures and marks inside words
        self.has_strays = False  # signs inside words that no word holds

    def tell(self) -> None:
        """Warn of words that are only marked to be blacked out."""
        if self._to_redact:
            self._reading.warnings.append(
                f"Words on {pages_in_words(self._to_redact)} are marked to be blacked out, but stand in the file "
                "still: they were read. Apply the redaction before the document is passed on."
            )

    def close(self) -> None:
        """Close what the second reading opened."""
        self._second.close()

    def pages(self, number: int) -> list[Page] | None:
        """A page's lines, tables and pictures; None where pdfium cannot load it, it holds too much, or is not its own.

        Text that runs in another direction than the page comes as a page of its own with the same number.
        """
        with _loaded(self._document, number) as raw:
            if raw is not None and is_marked(raw[0]):
                self.count = own_pages(self._document)
            if raw is None or number > self.count or pdfium_c.FPDFText_CountChars(raw[1]) > self._limits.characters:
                return None
            box = self._reader.begin(raw[0])
            lines = self._reader.lines(raw[1], number)
            self.has_strays = self.has_strays or self._reader.has_strays or self._reader.has_controls
            self.has_plain_signs = self.has_plain_signs or has_plain_signs(self._reader.text)
            if self._forms is not None:
                lines = self._forms.lines(raw[0], number, self._reader.seen, lines)
            turned = [line for line in lines if line.turned]
            if sum(line.text.count(" ") + 1 for line in turned) < _LEAST_TURNED_WORDS:
                return [self._page(raw, number, box, lines, 0)]
            return self._by_direction(raw, number, box, lines)

    def _by_direction(self, raw: _Raw, number: int, box: Box, lines: list[Line]) -> list[Page]:
        """The page as it stands, and as it stands for each direction in which text runs."""
        ways: list[tuple[int, Box, list[Line]]] = []
        taken: set[int] = set()
        pieces: set[int] = set()
        for more in (1, 2, 3):
            seen = self._reader.begin(raw[0], more)
            upright = [line for line in self._reader.lines(raw[1], number) if not line.turned]
            words = sum(line.text.count(" ") + 1 for line in upright)
            if len(upright) >= _LEAST_TURNED and words >= _LEAST_TURNED_WORDS:
                if looks_broken(upright):
                    upright, indices = built_anew(self._reader, raw[1], number, sort=are_apart(upright))
                    pieces |= indices
                ways.append((more, seen, upright))
                taken |= {line.char for line in upright}
        if ways:
            self._reading.second_reading[number] = f"{Doubt.TURNED}: read in its own direction"
        self._reader.begin(raw[0])
        rest = [line for line in lines if line.char not in pieces and not (line.turned and line.char in taken)]
        pages = [self._page(raw, number, box, rest, 0)] if rest or not ways else []
        for more, seen, upright in ways:
            self._reader.begin(raw[0], more)
            pages.append(self._page(raw, number, seen, upright, more))
        return pages

    def _page(self, raw: _Raw, number: int, box: Box, lines: list[Line], more: int) -> Page:
        page, text_page = raw
        reader = self._reader
        drawing = self._drawings.read(page, (box[2] - box[0]) * (box[3] - box[1]))
        why = doubts(reader.text if not more else _words_of(lines))
        if may_hold_columns(reader, text_page, lines):
            why.add(Doubt.COLUMNS)
        if why and not more and all(line.char >= 0 for line in lines):
            lines = self._read_again(raw, number, lines, why)
        marks = self._marks.read(page, reader.seen)
        if marks is not None:
            self.files += marks.files if not more else []
            if marks.to_redact and self._to_redact[-1:] != [number]:
                self._to_redact.append(number)
        hidden = self._hidden.of(Sheet(page, text_page, number, box, more), lines, drawing, marks)
        if hidden:
            lines = self._seen_only(text_page, number, lines, hidden)
        note_names(reader, text_page, lines)
        items = find_tables(reader, text_page, number, box, lines, drawing)
        return Page(number, box, items, drawing.pictures)

    def _seen_only(self, text_page: object, number: int, lines: list[Line], hidden: dict[int, Left]) -> list[Line]:
        counts: dict[Left, int] = defaultdict(int)

        def note(why: Left, page: int, words: int) -> None:
            counts[why] += words

        kept = without(lines, hidden, note)
        for line in kept:
            line.x1 = max(line.x0, self._reader.right_of(text_page, line.char_at(len(line.text) - 1)))
        for why, words in counts.items():
            if why is not Left.OUTSIDE or words >= _SOME_OUTSIDE:
                self._reading.notes.add(why, number, words)
        if counts:
            self._how(number, Doubt.UNSEEN, "the page was drawn to see which words show")
        return kept

    def _read_again(self, raw: _Raw, number: int, lines: list[Line], why: set[Doubt]) -> list[Line]:
        """The lines from the second reading where it makes them better, else as they are."""
        again = self._second.lines(number, self._known(raw[1]), self._reader.media_offset(raw[0]))
        reasons = " and ".join(sorted(why))
        if again and _is_better(lines, again, why):
            lines = again
            for line in lines:
                self._reader.settle(raw[1], line)
            self._how(number, reasons, "read a second time, by pdfplumber")
        if Doubt.UNREADABLE in why:
            lines = self._shifted(number, lines)
        return lines

    def _shifted(self, number: int, lines: list[Line]) -> list[Line]:
        """Lines whose letters are counted from another place, mended; else their words are noted as unreadable."""
        text = _words_of(lines)
        shift = shift_of(text)
        if shift is not None:
            for line in lines:
                line.text = shifted(line.text, shift).strip() or "?"
            self._reading.warnings.append(
                f"The file does not say which letters the signs on page {number} stand for; they were worked out."
            )
        elif is_nonsense(text):
            self._reading.notes.add(Left.UNREADABLE, number, max(len(text.split()), len(text) // 7))
            self._reading.unreadable.append(number)
        return lines

    def _how(self, number: int, why: str, how: str) -> None:
        before = self._reading.second_reading.get(number)
        said = f"{why}: {how}"
        self._reading.second_reading[number] = f"{before}; {said}" if before else said

    def _known(self, text_page: object) -> list[Known]:
        """The characters that pdfium gives, with their places; blanks left out."""
        known: list[Known] = []
        for index in range(pdfium_c.FPDFText_CountChars(text_page)):
            code = pdfium_c.FPDFText_GetUnicode(text_page, index)
            if code > 32 and pdfium_c.FPDFText_IsGenerated(text_page, index) != 1:
                known.append((chr(code), *self._reader.origin(text_page, index), index))
        return known


def _is_better(first: Sequence[Line], again: Sequence[Line], why: set[Doubt]) -> bool:
    """Whether the second reading holds the first one's letters, and removes what gave reason for it."""
    before, after = _letters(first), _letters(again)
    least = 0.45 if Doubt.DOUBLED in why else 0.9
    if not least * before <= after <= 1.1 * before:
        return Doubt.UNREADABLE in why and after > 0 and not is_nonsense(_words_of(again))
    if why == {Doubt.COLUMNS}:
        return len(again) > len(first) + _LEAST_PARTED
    return not doubts(_words_of(again)) & why


def _words_of(lines: Sequence[Line]) -> str:
    """The words of lines, as the signs of doubt are looked for in them."""
    return "\n".join([line.text for line in lines])


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) - line.text.count(" ") for line in lines)


@contextmanager
def _loaded(document: pdfium.PdfDocument, number: int) -> Iterator[_Raw | None]:
    """pdfium's page and its text, or None where it cannot load them."""
    raw = pdfium_c.FPDF_LoadPage(document.raw, number - 1)
    if not raw:
        yield None
        return
    try:
        text_page = pdfium_c.FPDFText_LoadPage(raw)
        if not text_page:
            yield None
            return
        try:
            yield raw, text_page
        finally:
            pdfium_c.FPDFText_ClosePage(text_page)
    finally:
        pdfium_c.FPDF_ClosePage(raw)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a file's objects say of it as a whole, found by their names alone."""

    layers_off: bool  # a layer is switched off
    notes: bool  # words are typed on pages, beside their text

    @classmethod
    def of(cls, data: bytes) -> _Signs:
        """From the file's bytes, and from its packed objects."""
        layers_off = b"OCProperties" in data and _LAYER_OFF.search(data) is not None
        notes = any(name in data for name in _TYPED)
        at = data.find(b"/ObjStm")
        while at >= 0:
            start = data.find(b"stream", at)
            start += 8 if data[start + 6 : start + 8] == b"\r\n" else 7
            end = data.find(b"endstream", start)
            objects = _unpacked(data[start : end if end > 0 else len(data)])
            layers_off = layers_off or (b"OCProperties" in objects and _LAYER_OFF.search(objects) is not None)
            notes = notes or any(name in objects for name in _TYPED)
            at = data.find(b"/ObjStm", start)
        return cls(layers_off, notes)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return b""
