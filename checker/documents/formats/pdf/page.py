"""One PDF page as pdfium sees it: printed lines, rulings, shaded areas and pictures.

Owns the raw pdfium calls. A page's text is fetched once; size, font and place are then asked for at
the two ends of each line, never for each character, because that is several times slower. pdfium's
text and its characters share one index.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.line import (
    CONTROL_IN_WORD,
    NOTE_SIGNS,
    ODD_CHARACTERS,
    Gap,
    Line,
    close_up_capitals,
    merge,
    repair,
    replace,
    same_row,
)
from checker.documents.formats.pdf.quick import (
    count_of_pieces,
    font_of,
    matrix_of,
    origin_of,
    piece_at,
    place_of,
    size_of,
)
from checker.text.characters import SUPERSCRIPTS
from checker.text.ligatures import SIGNS, has_stray

Box = tuple[float, float, float, float]  # left, bottom, right, top in points

# pdfium joins a line that ends in a hyphen to the next and puts one of these in the hyphen's place.
_HYPHENS = "\ufffe\x02"
_LINES = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
# What seldom stands on a page; one search for all of it takes a third of the time of one for each.
_SELDOM = re.compile(f"[{re.escape(''.join(sorted(ODD_CHARACTERS)))}{SIGNS}]")
_SPACE = re.compile(r"\s+")
# A footnote's number may be one that a word or a mark behind one touches; `_MARKER` says more, and takes longer.
_GLUED = re.compile(r"[0-9*†‡¹²³⁰-⁹](?:(?<=[A-Za-z’”\"')\]].)|(?<=[A-Za-z’”\"')\]][,.;:].))")
_MARKER = re.compile(r"(?<=[A-Za-z’”\"')\]])[,.;:]?(\d{1,3}|[*†‡]|[¹²³⁰-⁹]{1,3})(?=$|[\s.,;:)’”])")
_NUMBERED = re.compile(r"\S{1,6}\s")
_FORCED_BOLD = 1 << 18  # a font's flag
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_MAY_BE_ROW = 45  # characters: a line so short is looked into for gaps
_LARGE_CAPITAL = 1.3  # times its line's size
_ASLANT = 0.05  # radians
# Bullets of symbol fonts come out as the letters at their place; a symbol font may give any letter.
_SYMBOL_FONT = re.compile(rb"wingdings|webdings|dingbats|symbol", re.IGNORECASE)
_BULLET_LETTERS = frozenset("lnqvuüØàðèwþýû¨¡ozŸ")
_BULLET = "•"
_BULLET_GAP = 0.6  # of the size: a bullet stands further from its words than a word does


@dataclass(slots=True)
class Font:
    """What is known of a font: whether it is bold, and the mean width of its letters in ems."""

    name: bytes
    bold: bool
    width: float = 0.5
    seen: int = 5  # lines that the mean stands for


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a page's text, with the offsets where they begin."""
    hyphens = "\ufffe" in text or "\x02" in text
    at = 0
    for piece in text.split("\n"):
        if hyphens and ("\ufffe" in piece or "\x02" in piece or "\r" in piece[:-1]):
            for match in _LINES.finditer(piece):
                yield at + match.start(), match.group()
        else:
            yield at, piece
        at += len(piece) + 1


class PageReader:
    """Reads pages of one document; keeps the buffers for pdfium's answers and the fonts met.

    All places are given as the page is seen: a page that is shown turned is turned here.
    """

    def __init__(self) -> None:
        self._x, self._y = (ctypes.c_double * 1)(), (ctypes.c_double * 1)()
        self._rect = pdfium_c.FS_RECTF()
        self._place = (ctypes.c_float * 4)()  # left, top, right, bottom
        self._matrix = (ctypes.c_float * 6)()
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._sides = [(ctypes.c_double * 1)() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = (ctypes.c_int * 1)()
        self._fonts: dict[bytes, Font] = {}
        self.text = ""  # of the page at hand, as pdfium gives it
        self.has_controls = False  # signs without a letter, inside words of the page at hand
        self.has_strays = False  # signs that no word holds, inside words of the page at hand
        self._glued = False  # figures behind letters, on the page at hand
        self._turn = 0  # quarter turns clockwise
        self._sheet: Box = (0.0, 0.0, 0.0, 0.0)

    def begin(self, page: object, more: int = 0) -> Box:
        """Start on a page, looked at after so many more quarter turns; gives back its visible part as it is seen."""
        pdfium_c.FPDF_GetPageBoundingBox(page, self._rect)
        rect = self._rect
        self._sheet = rect.left, rect.bottom, rect.right, rect.top
        self._turn = (max(pdfium_c.FPDFPage_GetRotation(page), 0) + more) % 4
        return self.seen(*self._sheet)

    def media_offset(self, page: object) -> tuple[float, float]:
        """How far the corner of the visible page stands from that of the sheet, both as they are seen."""
        left, bottom, right, top = self._edges
        if not pdfium_c.FPDFPage_GetMediaBox(page, left, bottom, right, top):
            return (self._sheet[0], self._sheet[1]) if not self._turn else (0.0, 0.0)
        x0, y0, x1, y1 = self._sheet
        return (
            (left.value, bottom.value),
            (bottom.value - y0, x1 - right.value),
            (x1 - right.value, y1 - top.value),
            (y1 - top.value, left.value - x0),
        )[self._turn]

    def seen(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box on the sheet as it is seen, the page turned as it is shown."""
        if not self._turn:
            return x0, y0, x1, y1
        left, bottom, right, top = self._sheet
        if self._turn == 1:
            return y0 - bottom, right - x1, y1 - bottom, right - x0
        if self._turn == 2:
            return right - x1, top - y1, right - x0, top - y0
        return top - y1, x0 - left, top - y0, x1 - left

    def lines(self, text_page: object, number: int) -> list[Line]:
        """The printed lines of a page in pdfium's order, repaired; empty without text."""
        self.text, self.has_controls, self.has_strays = "", False, False
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
        self.text = text
        seldom = _SELDOM.search(text) is not None
        self.has_strays = seldom and has_stray(text)
        self.has_controls = seldom and CONTROL_IN_WORD.search(text) is not None
        self._glued = _GLUED.search(text) is not None
        odd = seldom or "  " in text
        lines: list[Line] = []
        for start, piece in _pieces(text):
            words = piece.strip()
            if not words or words in _HYPHENS:
                continue
            first = start if piece[0] == words[0] else start + len(piece) - len(piece.lstrip())
            if shifted:
                first = max(pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, first), 0)
            for line in self._line(text_page, number, words, first):
                if odd:
                    repair(line)
                if not line.text or not math.isfinite(line.x0 + line.x1 + line.y + line.size):
                    continue  # nothing to read, or nowhere: only in damaged files
                if lines and line.x0 > lines[-1].x1 - 1 and same_row(lines[-1], line):
                    merge(lines[-1], line)
                else:
                    lines.append(line)
        return lines

    def _line(self, text_page: object, number: int, words: str, first: int) -> list[Line]:
        """A printed line; two where pdfium ran a stamp set aslant into a line of text."""
        last = first + len(words) - 1
        if words[-1] in _HYPHENS:
            words = words[:-1] + "-"
            last -= last > first
        x0, base = self.origin(text_page, first)
        left, low, x1, high = self.box(text_page, last)
        bare = size_of(text_page, first)
        size_last = size_of(text_page, last)
        start, end = self._font(text_page, first), self._font(text_page, last)
        matrix_of(text_page, last, self._matrix)
        b, c, d = self._matrix[1:4]
        scale = abs(d) if not c else (c * c + d * d) ** 0.5  # part of the size may stand in the matrix
        size_first, size_last = bare * scale, size_last * scale
        if size_first > size_last or words[1:2] == " ":
            size_first = self._without_initial(text_page, words, first, size_first, size_last)
        size = size_first if size_first > size_last else size_last
        raised = words[0] in NOTE_SIGNS and (size_first < 0.8 * size or words[0] in SUPERSCRIPTS)
        # An upright face may be set slanted, where a font has no italics of its own.
        name = end.name if not c or b or abs(c) < 0.1 * abs(d) else end.name + b" slanted"
        if words[1:2] == " " and words[0] <= "Ÿ" and self._is_bullet(text_page, words, first, start, size):
            words = _BULLET + words[1:]
        line = Line(number, words, [(0, first)], x0, x1, base, size, start.bold + end.bold, name, raised)
        length = len(words)
        if length > 2 and (
            x1 <= x0 or low > base + 0.5 * size or low + high < 2 * base or size_first < 0.6 * size_last
        ):
            angles = self.slant(text_page, first), self.slant(text_page, last)
            if abs(angles[0] - angles[1]) > _ASLANT and " " in words:
                return self._parted(text_page, number, words, first, angles[0])
            if abs(angles[0]) > _ASLANT:
                line.turned = True
                line.x0, line.x1, line.bold = min(x0, left), max(x0, x1), 0
                return [line]
        if length > 4 and size > 0:
            width = (x1 - x0) / (length * size)
            if width > 1.12 * end.width or length < _MAY_BE_ROW:
                line.gaps = self._gaps(text_page, words, first, size)
            if not line.gaps and length > 40:
                end.seen += 1
                end.width += (width - end.width) / min(end.seen, 50)
        if self._glued and _GLUED.search(words, 1):
            self._drop_markers(text_page, line)
        if words.isupper():
            close_up_capitals(line)
        return [line]

    def _without_initial(self, text_page: object, words: str, first: int, size: float, last: float) -> float:
        """The size at a line's beginning, without a bullet or a capital that is set larger than the line."""
        bare = size_of(text_page, first)
        if words[1:2] == " " and not words[0].isalnum():
            return float(size * (size_of(text_page, first + 2) / (bare or 1)))
        if size > _LARGE_CAPITAL * last and words[0].isupper() and words[1:2].islower():
            return max(float(size * (size_of(text_page, first + 1) / (bare or 1))), last)
        return size

    def settle(self, text_page: object, line: Line) -> None:
        """Do for a line that was put together elsewhere what is done for one that pdfium gives."""
        font = self._font(text_page, line.char)
        letter = line.text[1:2] == " " and line.text[0] <= "Ÿ"
        if letter and self._is_bullet(text_page, line.text, line.char, font, line.size):
            line.text = _BULLET + line.text[1:]
        small = size_of(text_page, line.char) < 0.8 * line.size
        line.raised = line.text[0] in NOTE_SIGNS and (small or line.text[0] in SUPERSCRIPTS)
        line.font = self._font(text_page, line.char_at(len(line.text) - 1)).name
        self._drop_markers(text_page, line)
        repair(line)
        if line.text.isupper():
            close_up_capitals(line)

    def _is_bullet(self, text_page: object, words: str, first: int, font: Font, size: float) -> bool:
        """Whether a letter alone at a line's beginning is a bullet: of a symbol font, or far from its words."""
        if _SYMBOL_FONT.search(font.name):
            return self._font(text_page, first + len(words) - 1).name != font.name
        if words[0] not in _BULLET_LETTERS or len(words) < 4:
            return False
        return self.left_of(text_page, first + 2) - self.right_of(text_page, first) > _BULLET_GAP * size

    def _parted(self, text_page: object, number: int, words: str, first: int, angle: float) -> list[Line]:
        """The parts of a line before and behind the word where its slant changes."""
        for match in _SPACE.finditer(words):
            if abs(self.slant(text_page, first + match.end()) - angle) > _ASLANT:
                rest = words[match.end() :]
                return [
                    *self._line(text_page, number, words[: match.start()], first),
                    *self._line(text_page, number, rest, first + match.end()),
                ]
        return []

    def slant(self, text_page: object, index: int) -> float:
        """The slant of a character as it is seen, in radians from 0 to below a half turn either way."""
        angle = pdfium_c.FPDFText_GetCharAngle(text_page, index) + self._turn * math.pi / 2
        return abs(math.remainder(angle, 2 * math.pi))

    def origin(self, text_page: object, index: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        origin_of(text_page, index, self._x, self._y)
        x, y = self._x[0], self._y[0]
        return self.seen(x, y, x, y)[:2] if self._turn else (x, y)

    def box(self, text_page: object, index: int) -> Box:
        """The place of a character, with its font's full height."""
        place_of(text_page, index, self._place)
        left, top, right, bottom = self._place[:]
        return self.seen(left, bottom, right, top) if self._turn else (left, bottom, right, top)

    def tight_box(self, text_page: object, index: int) -> Box:
        """The place of a character's ink."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        box = left.value, bottom.value, right.value, top.value
        return self.seen(*box) if self._turn else box

    def pieces(self, text_page: object, index: int, length: int) -> list[tuple[float, float]]:
        """Where the stretches of a line begin and end that the file writes in one go."""
        left, top, right, bottom = self._sides
        found = []
        for piece in range(count_of_pieces(text_page, index, length)):
            piece_at(text_page, piece, left, top, right, bottom)
            box = self.seen(left[0], bottom[0], right[0], top[0])
            found.append((box[0], box[2]))
        return found

    def _font(self, text_page: object, index: int) -> Font:
        font_of(text_page, index, self._name, 128, self._flags)
        name = self._name.value
        font = self._fonts.get(name)
        if font is None:
            weight = pdfium_c.FPDFText_GetFontWeight(text_page, index)
            # A face whose name tells nothing is judged by its weight.
            bold = bool(_BOLD.search(name) or self._flags[0] & _FORCED_BOLD or (weight >= 600 and len(name) < 4))
            font = self._fonts[name] = Font(name, bold)
        return font

    def is_bold(self, text_page: object, index: int) -> bool:
        """Whether a character is set in a bold face."""
        return self._font(text_page, index).bold

    def font_name(self, text_page: object, index: int) -> str:
        """The name of a character's font."""
        return self._font(text_page, index).name.decode("latin-1")

    def left_of(self, text_page: object, index: int) -> float:
        """Where a character begins, in points from the left."""
        return self.box(text_page, index)[0]

    def right_of(self, text_page: object, index: int) -> float:
        """Where a character ends, in points from the left."""
        return self.box(text_page, index)[2]

    def _gaps(self, text_page: object, words: str, first: int, size: float) -> tuple[Gap, ...]:
        """The wide gaps in a line; the one behind a list marker is none."""
        gaps: list[Gap] = []
        marker = _NUMBERED.match(words)
        for match in _SPACE.finditer(words):
            if marker and match.start() < marker.end() and not words[: match.start()].isalpha():
                continue
            left = self.right_of(text_page, first + match.start() - 1)
            right = self.left_of(text_page, first + match.end())
            value = words[match.end()] in "£€-–" or words[match.end()].isdigit()
            if right - left > (1.0 if value else 1.5) * size:
                gaps.append(Gap(match.end(), left, right))
        return tuple(gaps)

    def _drop_markers(self, text_page: object, line: Line) -> None:
        """Take out footnote numbers: small or raised digits glued to a word."""
        for match in reversed(list(_MARKER.finditer(line.text))):
            start, end = match.span(1)
            index = line.char + start
            small = size_of(text_page, index) < 0.8 * line.size
            if small or match[1][0] in SUPERSCRIPTS or self.origin(text_page, index)[1] > line.y + 0.2 * line.size:
                replace(line, start, end, "")
