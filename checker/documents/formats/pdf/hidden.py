"""Words of a page that a reader does not see: which lines give reason to look, and which characters go.

The looking is cheap: a line's colours and mode, what is drawn after it, where it stands. Only pages with
such a line are drawn (`seen`). What goes is told by reason, so that a warning can say why.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.clips import Clips
from checker.documents.formats.pdf.drawing import Drawing
from checker.documents.formats.pdf.line import Line, replace
from checker.documents.formats.pdf.marks import Marks
from checker.documents.formats.pdf.page import Box, PageReader
from checker.documents.formats.pdf.quick import colour_of, mode_of, object_at, text_object_at
from checker.documents.formats.pdf.seen import unseen
from checker.documents.shape.notes import Left

_PALE = 200  # of 255 in red, green and blue together: paler text may be white on white
_DARK = 150  # of 255 in one of the colours: pale text can be seen on it
_FAINT = 90  # of 255: what is more transparent may not be seen
_SMALLEST = 1.5  # points: no one reads smaller letters
_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_SCAN = 0.5  # of the page: a picture so large may be a scan
_STRUCK = (0.16, 0.46)  # of the size above the baseline: where a line strikes words through
_SLACK = 2.5  # points
_MOST_STRUCK_OVER = 12.0  # points that a stroke may reach beyond its words

_LEAST_STRUCK = 4.0  # points: a shorter stroke strikes no word
_MOST_GROUNDS = 1_000  # boxes of a page whose colours are asked for
_MOST_VEILS = 20  # of a page
_LEAST_THROUGH = 3  # blanks: a stroke through so long a line, and beyond, strikes it
_MOST_THICK = 0.4  # of the size
_HEIGHT = attrgetter("y")

Hidden = dict[int, Left]  # by pdfium's index of the character


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is looked at: pdfium's page and text page, its number, visible box, and quarter turns more."""

    page: object
    text_page: object
    number: int
    box: Box
    turn: int = 0


class HiddenWords:
    """Finds what cannot be seen on the pages of one document, one after the other."""

    def __init__(self, document: pdfium.PdfDocument, reader: PageReader, layers_off: bool) -> None:
        self._document = document
        self._reader = reader
        self._layers_off = layers_off
        self._colour = [(ctypes.c_uint * 1)() for _ in range(4)]

    def of(self, sheet: Sheet, lines: Sequence[Line], drawing: Drawing, marks: Marks | None = None) -> Hidden:
        """The characters of a page's lines that a reader does not see, with the reason."""
        text_page, page, box = sheet.text_page, sheet.page, sheet.box
        hidden: Hidden = {}
        doubtful: list[Line] = []
        cropped: list[Line] = []
        invisible: list[Line] = []
        light: set[int] = set()
        clips = Clips(self._reader)
        left, bottom, right, top = box
        for line in lines:
            (_, char), *more = line.runs
            if char < 0:
                continue  # typed into a form, which shows it
            if line.x1 < left + 1 or line.x0 > right - 1 or line.y > top or line.y + 0.7 * line.size < bottom:
                hidden.update(dict.fromkeys(_indices(line), Left.OUTSIDE))
                continue
            if line.size < _SMALLEST:
                hidden.update(dict.fromkeys(_indices(line), Left.UNSEEN))
                continue
            item = text_object_at(text_page, char)
            if item and mode_of(item) in _INVISIBLE:
                invisible.append(line)
                continue
            last = line.char_at(len(line.text) - 1) if more else char + len(line.text) - 1
            pale = self._is_pale(text_page, char, last)
            if pale:
                light.add(id(line))
            cut = line.x1 > right + _SLACK or line.x0 < left - _SLACK
            if clips.crop(item, line) and not clips.hold_both_cells(item, text_object_at(text_page, last), line):
                cropped.append(line)
            elif self._layers_off or cut or (pale and not self._on_dark(page, line, drawing)):
                doubtful.append(line)
        covered = self._covered(text_page, page, lines, drawing)
        doubtful += [line for line in self._dark_on_dark(page, lines, drawing) if id(line) not in light]
        doubtful += [line for _, line in _level_with(lines, drawing.veils[:_MOST_VEILS]) if line.char >= 0]
        area = (box[2] - box[0]) * (box[3] - box[1])
        scan = any((x1 - x0) * (y1 - y0) > _SCAN * area for x0, y0, x1, y1 in drawing.pictures)
        if invisible and not scan and len(invisible) < len(lines):
            doubtful += invisible  # else it is the text layer of a scan
        covered = [] if scan and 2 * len(covered) > len(lines) else covered  # the same, with the picture on top
        covered += _under(lines, marks)
        reasons = {Left.CROPPED: cropped, Left.COVERED: covered}
        if doubtful or cropped or covered:
            hidden |= self._looked_at(sheet, [*doubtful, *cropped, *covered], reasons)
        return self._struck(text_page, lines, drawing) | self._struck_out(text_page, lines, marks) | hidden

    def _is_pale(self, text_page: object, first: int, last: int) -> bool:
        """Whether a line is pale or transparent at either end: it may change its colour."""
        red, green, blue, alpha = self._colour
        for index in (first, last):
            colour_of(text_page, index, red, green, blue, alpha)
            if alpha[0] < _FAINT or (red[0] > _PALE and green[0] > _PALE and blue[0] > _PALE):
                return True
        return False

    def _looked_at(self, sheet: Sheet, lines: Sequence[Line], reasons: dict[Left, list[Line]]) -> Hidden:
        """What the page's picture shows nothing of; `reasons` has the lines of which the reason is known."""
        text_page, box = sheet.text_page, sheet.box
        reader = self._reader
        places = {index: reader.tight_box(text_page, index) for line in lines for index in _indices(line)}
        known = {index: why for why, some in reasons.items() for line in some for index in _indices(line)}
        try:
            page = self._document[sheet.number - 1]
        except pdfium.PdfiumError:
            return {}
        try:
            gone = unseen(page, box, places, places.__getitem__, sheet.turn)
        except (pdfium.PdfiumError, ValueError):
            return {}  # a page that cannot be drawn, as in damaged files: no one can say what it shows
        finally:
            page.close()
        return {index: self._why(places[index], box, known.get(index)) for index in gone}

    def _why(self, place: Box, box: Box, known: Left | None) -> Left:
        if place[0] > box[2] or place[2] < box[0] or place[1] > box[3] or place[3] < box[1]:
            return Left.OUTSIDE
        if known is not None:
            return known
        return Left.LAYER if self._layers_off else Left.UNSEEN

    def _covered(self, text_page: object, page: object, lines: Sequence[Line], drawing: Drawing) -> list[Line]:
        """The lines over which something opaque is drawn after them."""
        late = [(index, box) for index, box, after_text in drawing.fills if after_text]
        if not late:
            return []
        order: dict[int | None, int] = {}
        found: dict[int, Line] = {}
        for at, line in _level_with(lines, [box for _, box in late]):
            index, (x0, _, x1, _) = late[at]
            if min(line.x1, x1) - max(line.x0, x0) < line.size:
                continue
            order = order or _order(page)
            item = text_object_at(text_page, line.char)
            if order.get(item, -1) < index and self._is_opaque(page, index):
                found[id(line)] = line
        return list(found.values())

    def _dark_on_dark(self, page: object, lines: Sequence[Line], drawing: Drawing) -> list[Line]:
        """The lines on a dark box that was drawn before them, of which only pale ones can be seen."""
        if not drawing.fills:
            return []
        dark = [box for index, box, _ in drawing.fills[:_MOST_GROUNDS] if self._is_dark(page, index)]
        found: dict[int, Line] = {}
        for at, line in _level_with(lines, dark):
            x0, _, x1, _ = dark[at]
            if line.char >= 0 and x0 < (line.x0 + line.x1) / 2 < x1:
                found[id(line)] = line
        return list(found.values())

    def _is_dark(self, page: object, index: int) -> bool:
        item = pdfium_c.FPDFPage_GetObject(page, index)
        red, green, blue, alpha = self._colour
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            return False
        if not pdfium_c.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            return False
        return alpha[0] > 200 and min(red[0], green[0], blue[0]) < _DARK

    def _struck_out(self, text_page: object, lines: Sequence[Line], marks: Marks | None) -> Hidden:
        """The characters that a reader of the document has struck out."""
        found: Hidden = {}
        struck = marks.struck if marks is not None else []
        for at, line in _level_with(lines, struck):
            x0, _, x1, _ = struck[at]
            if line.char >= 0 and line.x0 < x1 and line.x1 > x0:
                found.update(self._between(text_page, line, x0, x1))
        return found

    def _is_opaque(self, page: object, index: int) -> bool:
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            return True
        red, green, blue, alpha = self._colour
        return not pdfium_c.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha[0] > 255 - _FAINT

    def _struck(self, text_page: object, lines: Sequence[Line], drawing: Drawing) -> Hidden:
        """The characters of words that a line is drawn through."""
        strokes = [(y, x0, x1, 0.0) for y, x0, x1 in drawing.across] + drawing.bars
        if not strokes:
            return {}
        ordered = sorted(lines, key=_HEIGHT)
        heights = [line.y for line in ordered]
        hidden: Hidden = {}
        for y, x0, x1, thick in strokes:
            if x1 - x0 < _LEAST_STRUCK:
                continue
            for line in ordered[bisect_left(heights, y - 30) : bisect_right(heights, y)]:
                low, high = line.y + _STRUCK[0] * line.size, line.y + _STRUCK[1] * line.size
                within = line.x0 - _MOST_STRUCK_OVER < x0 and x1 < line.x1 + _MOST_STRUCK_OVER
                through = x0 < line.x0 + 1 and x1 > line.x1 - 1 and line.text.count(" ") >= _LEAST_THROUGH
                if (
                    low < y < high
                    and (within or through)
                    and thick < _MOST_THICK * line.size
                    and x1 - x0 > line.size
                    and not line.turned
                ):
                    hidden.update(self._between(text_page, line, x0, x1))
        return hidden

    def _between(self, text_page: object, line: Line, x0: float, x1: float) -> Hidden:
        found: Hidden = {}
        for index in _indices(line):
            left, _, right, _ = self._reader.box(text_page, index)
            if x0 - _SLACK < (left + right) / 2 < x1 + _SLACK:
                found[index] = Left.STRUCK
        return found

    def _on_dark(self, page: object, line: Line, drawing: Drawing) -> bool:
        """Whether what is drawn last under a line's middle is a dark box: pale words can be seen there."""
        x, y = (line.x0 + line.x1) / 2, line.y + 0.3 * line.size
        under = [index for index, (x0, y0, x1, y1), _ in drawing.fills if x0 < x < x1 and y0 < y < y1]
        if not under:
            return False
        return self._is_dark(page, under[-1])


def _level_with(lines: Sequence[Line], boxes: Sequence[Box]) -> Iterator[tuple[int, Line]]:
    """Each box, by its place among the boxes, with each line whose middle is as high as it."""
    if not boxes:
        return
    ordered = sorted(lines, key=_HEIGHT)
    heights = [line.y + 0.3 * line.size for line in ordered]
    for at, (_, y0, _, y1) in enumerate(boxes):
        for line in ordered[bisect_left(heights, y0) : bisect_right(heights, y1)]:
            yield at, line


def _under(lines: Sequence[Line], marks: Marks | None) -> list[Line]:
    """The lines over which something is laid in a viewer that may cover them."""
    if marks is None:
        return []
    found = []
    for line in lines:
        middle = line.y + 0.3 * line.size
        boxes = marks.covers if line.char >= 0 else ()
        if any(y0 < middle < y1 and min(line.x1, x1) - max(line.x0, x0) > line.size for x0, y0, x1, y1 in boxes):
            found.append(line)
    return found


def _order(page: object) -> dict[int | None, int]:
    """The place in the order of drawing of each object of a page."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    return {object_at(page, index): index for index in range(count)}


def _indices(line: Line) -> list[int]:
    """pdfium's indices of a line's characters, without blanks."""
    return [line.char_at(at) for at, char in enumerate(line.text) if not char.isspace() and line.char_at(at) >= 0]


def without(lines: Iterable[Line], hidden: Hidden, note: Callable[[Left, int, int], None]) -> list[Line]:
    """The lines without words of which nothing can be seen; `note(why, page, words)` is told of each line's."""
    kept: list[Line] = []
    for line in lines:
        for start, end in reversed(list(_words(line.text))):
            # Marks beside a word are left standing where it is blacked out.
            told = [at for at in range(start, end) if line.text[at].isalnum()] or range(start, end)
            reasons = [hidden.get(line.char_at(at)) for at in told]
            why = reasons[0]
            if why is None or None in reasons:
                continue
            note(why, line.page, 1)
            replace(line, start, min(end + 1, len(line.text)), "")
        line.text = line.text.rstrip()
        if line.text.strip():
            kept.append(line)
    return kept


def _words(text: str) -> Iterable[tuple[int, int]]:
    start = None
    for at, char in enumerate(text + " "):
        if char.isspace():
            if start is not None:
                yield start, at
            start = None
        elif start is None:
            start = at
