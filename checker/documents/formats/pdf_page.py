"""One PDF page as pdfium sees it: printed lines, rulings, shaded areas and pictures.

Owns the raw pdfium calls and the repair of single characters. A page's text is fetched once; size,
font and place are then asked for at the two ends of each line, never for each character, because
that is several times slower. pdfium's text and its characters share one index.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium_c

# What needs repair in a line: controls, odd spaces, soft hyphens, zero-width characters, ligatures.
_CONTROLS = "\x00-\x01\x03-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad"
_ODD_CHARACTERS = "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufeff\ufff0-\ufffd\uffff"
_ODD = re.compile(f"[{_CONTROLS}{_ODD_CHARACTERS}]| {{2}}")
_SPACES = frozenset("\t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# pdfium joins a line that ends in a hyphen to the next and puts one of these in the hyphen's place.
_LINES = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_SPACED_CAPITALS = re.compile(r"(?<!\S)(?:[A-Z] ){3,}[A-Z](?!\S)")
_NOTE_SIGNS = frozenset("0123456789*†‡¹²³⁰⁴⁵⁶⁷⁸⁹")
_DIGIT = re.compile(r"[0-9*†‡¹²³⁰-⁹]")
_MARKER = re.compile(r"(?<=[A-Za-z’”\"')\]])[,.;:]?(\d{1,3}|[*†‡]|[¹²³⁰-⁹]{1,3})(?=$|[\s.,;:)’”])")
_NUMBERED = re.compile(r"\S{1,6}\s")
_FORCED_BOLD = 1 << 18  # a font's flag
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_THIN = 3.0  # points: a path at most this thick is a ruling
_MOST_OBJECTS = 20_000  # drawings with more parts are maps and charts, not tables


@dataclass(slots=True)
class Line:
    """One printed line. Places in points from the page's lower left corner; `y` is the baseline.

    `runs` maps the text to pdfium's character index: from offset `runs[i][0]` on, the characters
    begin at index `runs[i][1]`. `gaps` are offsets behind wide gaps, as between columns of figures.
    """

    page: int
    text: str
    runs: list[tuple[int, int]]
    x0: float
    x1: float
    y: float
    size: float
    bold: int  # 0 regular, 1 bold at one end only, 2 bold at both
    font: bytes
    raised: bool = False  # begins with a small character: a footnote's number
    turned: bool = False  # runs up, down or aslant
    gaps: tuple[int, ...] = ()

    @property
    def char(self) -> int:
        """pdfium's index of the first character."""
        return self.runs[0][1]

    def char_at(self, offset: int) -> int:
        """pdfium's index of the character at an offset of the text."""
        for start, char in reversed(self.runs):
            if offset >= start:
                return char + offset - start
        return self.runs[0][1]


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page: rulings (position, from, to), shaded boxes and pictures."""

    across: list[tuple[float, float, float]] = field(default_factory=list)  # (y, x0, x1)
    down: list[tuple[float, float, float]] = field(default_factory=list)  # (x, y0, y1)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)  # (x0, y0, x1, y1)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Font:
    """What is known of a font: whether it is bold, and the mean width of its letters in ems."""

    name: bytes
    bold: bool
    width: float = 0.62
    seen: int = 0


class PageReader:
    """Reads pages of one document; keeps the buffers for pdfium's answers and the fonts met."""

    def __init__(self) -> None:
        self._x, self._y, self._r, self._t = (ctypes.c_double() for _ in range(4))
        self._rect = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._fonts: dict[bytes, Font] = {}

    def box(self, page: object) -> tuple[float, float, float, float]:
        """The visible part of a page: left, bottom, right, top in points."""
        pdfium_c.FPDF_GetPageBoundingBox(page, self._rect)
        rect = self._rect
        return rect.left, rect.bottom, rect.right, rect.top

    def lines(self, text_page: object, number: int) -> list[Line]:
        """The printed lines of a page in pdfium's order, repaired; empty without text."""
        count = pdfium_c.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium_c.FPDFText_GetText(text_page, 0, count, buffer)
        raw = bytes(buffer)[: 2 * max(got - 1, 0)]
        text = raw.decode("utf-16-le", "surrogatepass")
        if len(text) * 2 != len(raw):  # a character outside the basic plane counts twice in pdfium's index
            text = "".join(ch if ch < "\U00010000" else ch + "\u200b" for ch in text)
        shifted = len(text) != count  # characters without text: the index has to be asked for
        odd = _ODD.search(text) is not None
        lines: list[Line] = []
        for match in _LINES.finditer(text):
            piece = match.group()
            words = piece.strip()
            if not words or (words in "\ufffe\x02"):
                continue
            start = match.start() + len(piece) - len(piece.lstrip())
            first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, start) if shifted else start
            line = self._line(text_page, number, words, max(first, 0))
            if odd and _ODD.search(line.text):
                _repair(line)
            if lines and _same_row(lines[-1], line):
                _merge(lines[-1], line)
            else:
                lines.append(line)
        return lines

    def _line(self, text_page: object, number: int, words: str, first: int) -> Line:
        last = first + len(words) - 1
        x, y, rect = self._x, self._y, self._rect
        pdfium_c.FPDFText_GetCharOrigin(text_page, first, x, y)
        x0, base = x.value, y.value
        hyphen = words[-1] in "\ufffe\x02"
        edge = last - 1 if hyphen and last > first else last
        pdfium_c.FPDFText_GetLooseCharBox(text_page, edge, rect)
        x1, low, high = rect.right, rect.bottom, rect.top
        size_first = pdfium_c.FPDFText_GetFontSize(text_page, first)
        size_last = pdfium_c.FPDFText_GetFontSize(text_page, edge)
        start, end = self._font(text_page, first), self._font(text_page, edge)
        height = high - low
        if not 0.7 * size_last < height < 2.5 * size_last:  # the size stands in the matrix instead
            pdfium_c.FPDFText_GetMatrix(text_page, edge, self._matrix)
            scale = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
            if scale > 0:
                size_first, size_last = size_first * scale, size_last * scale
        size = size_first if size_first > size_last else size_last
        if hyphen:
            words = words[:-1] + "-"
        line = Line(
            number,
            words,
            [(0, first)],
            x0,
            x1,
            base,
            size,
            start.bold + end.bold,
            end.name,
            words[0] in _NOTE_SIGNS and (size_first < 0.8 * size or words[0] in "¹²³⁰⁴⁵⁶⁷⁸⁹"),
        )
        length = len(words)
        if length > 2 and (x1 <= x0 or low > base + 0.8 * size or high < base - 0.3 * size):
            line.turned = True
            line.x0, line.x1 = min(x0, rect.left), max(x0, x1)
            line.bold = 0
        elif length > 4:
            width = (x1 - x0) / (length * size) if size else 0
            if width > 1.15 * end.width:
                line.gaps = self._gaps(text_page, words, first, size)
            if not line.gaps and length > 40:
                end.seen += 1
                end.width += (width - end.width) / min(end.seen, 50)
        if _DIGIT.search(words, 1) and _MARKER.search(words):
            self._drop_markers(text_page, line)
        if words.isupper():
            _close_up_capitals(line)
        return line

    def _font(self, text_page: object, index: int) -> Font:
        pdfium_c.FPDFText_GetFontInfo(text_page, index, self._name, 128, self._flags)
        name = self._name.value
        font = self._fonts.get(name)
        if font is None:
            weight = pdfium_c.FPDFText_GetFontWeight(text_page, index)
            # A face whose name tells nothing is judged by its weight.
            bold = bool(_BOLD.search(name) or self._flags.value & _FORCED_BOLD or (weight >= 600 and len(name) < 4))
            font = self._fonts[name] = Font(name, bold)
        return font

    def is_bold(self, text_page: object, index: int) -> bool:
        """Whether a character is set in a bold face."""
        return self._font(text_page, index).bold

    def left_of(self, text_page: object, index: int) -> float:
        """Where a character begins, in points from the left."""
        pdfium_c.FPDFText_GetLooseCharBox(text_page, index, self._rect)
        return float(self._rect.left)

    def right_of(self, text_page: object, index: int) -> float:
        """Where a character ends, in points from the left."""
        pdfium_c.FPDFText_GetLooseCharBox(text_page, index, self._rect)
        return float(self._rect.right)

    def _gaps(self, text_page: object, words: str, first: int, size: float) -> tuple[int, ...]:
        """Offsets of words that stand behind a wide gap; the gap behind a list marker is none."""
        gaps: list[int] = []
        marker = _NUMBERED.match(words)
        for match in re.finditer(r"\s+", words):
            if marker and match.start() < marker.end() and not words[: match.start()].isalpha():
                continue
            right = self.right_of(text_page, first + match.start() - 1)
            if self.left_of(text_page, first + match.end()) - right > 1.5 * size:
                gaps.append(match.end())
        return tuple(gaps)

    def _drop_markers(self, text_page: object, line: Line) -> None:
        """Take out footnote numbers: small digits glued to a word."""
        for match in reversed(list(_MARKER.finditer(line.text))):
            start, end = match.span(1)
            small = pdfium_c.FPDFText_GetFontSize(text_page, line.char + start) < 0.8 * line.size
            if small or match[1][0] in "¹²³⁰⁴⁵⁶⁷⁸⁹":
                _replace(line, start, end, "")
            elif not match[1].isdigit():
                continue
            else:
                pdfium_c.FPDFText_GetCharOrigin(text_page, line.char + start, self._x, self._y)
                if self._y.value > line.y + 0.2 * line.size and not line.turned:
                    _replace(line, start, end, "")

    def drawing(self, page: object, area: float) -> Drawing:
        """Rulings, shades and large pictures of a page whose size is `area` square points."""
        found = Drawing()
        count = pdfium_c.FPDFPage_CountObjects(page)
        left, bottom, right, top = self._edges
        get, kind_of, bounds = (
            pdfium_c.FPDFPage_GetObject,
            pdfium_c.FPDFPageObj_GetType,
            pdfium_c.FPDFPageObj_GetBounds,
        )
        for index in range(min(count, _MOST_OBJECTS)):
            item = get(page, index)
            kind = kind_of(item)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                if not bounds(item, left, bottom, right, top):
                    continue
                self._path(item, found, (left.value, bottom.value, right.value, top.value), area)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and bounds(item, left, bottom, right, top):
                box = (left.value, bottom.value, right.value, top.value)
                if (box[2] - box[0]) * (box[3] - box[1]) > 0.08 * area:
                    found.pictures.append(box)
        return found

    def _path(self, item: object, found: Drawing, box: tuple[float, float, float, float], area: float) -> None:
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= _THIN:
            if width > 0 or height > 0:  # a ruling, or the corner between the edges of two cells
                found.across.append(((y0 + y1) / 2, x0, x1))
            return
        if width <= _THIN:
            found.down.append(((x0 + x1) / 2, y0, y1))
            return
        segments = pdfium_c.FPDFPath_CountSegments(item)
        pdfium_c.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        if segments <= 5:
            if self._stroke.value:
                found.across += [(y0, x0, x1), (y1, x0, x1)]
                found.down += [(x0, y0, y1), (x1, y0, y1)]
            if self._fill.value and width * height < 0.5 * area:
                found.shades.append(box)
        elif self._stroke.value and segments <= 400:
            self._strokes(item, segments, found)

    def _strokes(self, item: object, segments: int, found: Drawing) -> None:
        """The upright and level strokes of a path that draws several at once."""
        pdfium_c.FPDFPageObj_GetMatrix(item, self._matrix)
        m = self._matrix
        x, y = self._edges[0], self._edges[1]
        before: tuple[float, float] | None = None
        for index in range(segments):
            segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            point = (m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)
            if before and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_LINETO:
                if abs(point[1] - before[1]) < 1:
                    found.across.append((point[1], min(point[0], before[0]), max(point[0], before[0])))
                elif abs(point[0] - before[0]) < 1:
                    found.down.append((point[0], min(point[1], before[1]), max(point[1], before[1])))
            before = point


def _same_row(a: Line, b: Line) -> bool:
    """Whether pdfium broke one printed line in two, as it does at some gaps and raised characters."""
    if a.turned or b.turned or b.x0 < a.x1 - 1:
        return False
    uneven = not 0.8 < a.size / (b.size or 1) < 1.25
    return abs(a.y - b.y) < (0.6 if uneven else 0.45) * min(max(a.size, b.size), 14.0)


def _merge(a: Line, b: Line) -> None:
    """Add the second part of a printed line to the first; a footnote's number between them goes."""
    gap = b.x0 - a.x1
    if b.size < 0.8 * a.size and b.y > a.y and gap < 0.5 * a.size and len(b.text) < 4 and b.text[0] in _NOTE_SIGNS:
        a.x1 = b.x1
        return
    space = "" if a.text.endswith("-") and gap < 0.5 * a.size else " "
    offset = len(a.text) + len(space)
    a.gaps = (*a.gaps, *((offset,) if gap > 1.5 * b.size and len(a.text) > 5 else ()), *(g + offset for g in b.gaps))
    a.runs += [(start + offset, char) for start, char in b.runs]
    if a.size < 0.8 * b.size and a.text[0] in _NOTE_SIGNS:
        a.raised, a.y = True, b.y
    a.text += space + b.text
    a.x1 = b.x1
    a.bold = 2 if a.bold == b.bold == 2 else 0 if not a.bold and not b.bold else 1
    if b.size > a.size:
        a.size, a.font = b.size, b.font


def _replace(line: Line, start: int, end: int, new: str) -> None:
    """Put `new` for text[start:end] and keep the map to pdfium's index true around it."""
    after = line.char_at(end)
    runs = [(s, c) for s, c in line.runs if s <= start]
    if new and len(new) != end - start and runs[-1][0] != start:
        runs.append((start, line.char_at(start)))
    at = start + len(new)
    later = [(s + at - end, c) for s, c in line.runs if s > end]
    line.runs = [run for run in runs if run[0] != at or new] + [(at, after)] + later
    if line.runs[0][0] != 0:
        line.runs[0] = (0, line.runs[0][1])
    line.text = line.text[:start] + new + line.text[end:]
    shift = at - end
    line.gaps = tuple(g + shift if g >= end else g for g in line.gaps)


def _repair(line: Line) -> None:
    """Odd spaces become spaces, ligatures letters; controls and zero-width characters go."""
    at = len(line.text) - 1
    while at >= 0:
        ch = line.text[at]
        if ch in _SPACES:
            line.text = line.text[:at] + " " + line.text[at + 1 :]
            ch = " "
        if ch == " " and at + 1 < len(line.text) and line.text[at + 1] == " ":
            _replace(line, at + 1, at + 2, "")
        elif ch in _LIGATURES:
            _replace(line, at, at + 1, _LIGATURES[ch])
        elif ch == "\xad" and at == len(line.text) - 1:
            pass  # the hyphen at the line's end, for the join with the next line to see
        elif ch != " " and _ODD.match(ch):
            _replace(line, at, at + 1, "")
        at -= 1
    stripped = line.text.strip()
    if len(stripped) != len(line.text):
        lead = len(line.text) - len(line.text.lstrip())
        if lead:
            _replace(line, 0, lead, "")
        line.text = line.text.rstrip()


def _close_up_capitals(line: Line) -> None:
    for match in reversed(list(_SPACED_CAPITALS.finditer(line.text))):
        for at in range(match.end() - 2, match.start(), -2):
            _replace(line, at, at + 1, "")
