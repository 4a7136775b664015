"""Which lines belong together: the document's lines joined into blocks, page after page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from checker.documents.formats.pdf.layout import Box, Measures, Page, extent, right_edge
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.tables import Table

_BULLETS = "•●▪■◼◾□◻◆◇►▶▸➢➤➔✓✔☑❖○◦‣⁃∙·§"
_MARK = re.compile(
    rf"(?P<bullet>[{_BULLETS}\uf000-\uf0ff]|[-–—*o−]\s)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,3}){1,4})[.):]?\s"
    r"|(?P<number>\(?\d{1,3}[.)]|\d{1,3}\.)\s"
    r"|(?P<letter>\(?(?:[a-zA-Z]|[ivx]{2,5})[.)])\s"
)
_DASHES = "-–—−"  # bullets that also stand in sentences
_SAME_EDGE = 2.0  # points
_JUSTIFIED_NEAR = 4  # lines
_LEAST_NARROW = 3  # lines of prose narrower than the column
_RUNS_ON = 0.4  # of its lines begin within a sentence
_CLOSING = "\"'”’)]"
_ENDS = ".!?…"
_PAUSES = ".!?…:;"
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
_PAGE_AT_END = re.compile(r"(?:\s|\.|…|_|\bpage\s)(\d{1,3}|[ivxl]{1,5})$", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\S{0,5}$|…{2,}|_{4,}\s*\d")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?|index", re.IGNORECASE)


Style = tuple[float, int, bool]  # size, bold, capitals: what tells a heading's level


@dataclass(slots=True)
class Group:
    """Lines that make one block, with its marker ("bullet", "decimal", "number", "letter" or "")."""

    lines: list[Line]
    mark: str = ""
    kind: str = "text"  # text, footnote or contents
    stands_alone: bool = False  # a line with wide gaps inside: a row without rulings
    heading: Style | None = None  # the style of a heading
    running: bool = False  # numbered, and a paragraph of running text rather than a list item

    @property
    def text(self) -> str:
        """The words of its lines."""
        return " ".join([line.text for line in self.lines])


@dataclass(slots=True)
class Image:
    """A picture's place in the flow."""

    page: int


Flow = Group | Table | Image


class Grouper:
    """Joins lines into groups, page after page; keeps what is open over a page's end."""

    def __init__(self, usual: Measures) -> None:
        self.flow: list[Flow] = []
        self._usual = usual
        self._open: Group | None = None
        self._right = 0.0  # of the column at hand
        self._open_right = 0.0  # of the column in which the open group's last line stands
        self._contents = False
        self._turned_page = False
        self._step = usual.step
        self._items: list[Line | Table] = []
        self._at = 0
        self._number = 0  # the last number that began a block

    def page(self, page: Page, notes: list[list[Line]]) -> None:
        """Add one page's lines, tables, pictures and footnotes."""
        items = page.items
        self._items = items
        self._step = page.step or self._usual.step
        self._turned_page = True
        if self._contents and not any(_is_entry(i) for i in items[:6] if type(i) is Line):
            self._contents = False
        columns = _columns(items, page.box)
        pictures = sorted(page.pictures, key=lambda box: -box[3])
        self._right = columns[0][1]
        for self._at, item in enumerate(items):
            while pictures and (pictures[0][1] + pictures[0][3]) / 2 > extent(item)[0]:
                pictures.pop(0)
                self.flow.append(Image(page.number))
            if type(item) is Line:
                if len(columns) > 1:
                    self._right = next((x1 for x0, x1 in columns if x0 - 3 <= item.x0 < x1), columns[-1][1])
                self._line(item)
            else:
                self.flow.append(item)  # type: ignore[arg-type]
        self.flow += [Image(page.number) for _ in pictures]
        self.flow += [Group(lines, kind="footnote") for lines in notes]

    def take(self) -> list[Flow]:
        """All that was grouped so far; what comes later begins anew."""
        flow, self.flow, self._open = self.flow, [], None
        return flow

    def _line(self, line: Line) -> None:
        group = self._open
        mark = marker(line.text)
        if self._contents or _has_leaders(line.text):
            self._contents_line(line)
            return
        # Words far apart make a row, unless they run on from the line of prose above.
        runs_on = line.text[0].islower() and group is not None and not group.stands_alone
        alone = line.turned or (bool(line.gaps) and not runs_on and not self._is_justified(line))
        if group is not None and not alone and not group.stands_alone and self._joins(group, line, mark):
            group.lines.append(line)
            self._turned_page = False
            self._open_right = self._right
            return
        self._turned_page = False
        if group is not None and len(group.lines) <= 2 and _CONTENTS.fullmatch(group.text):
            self._contents = True
            self._open = None
            self._contents_line(line)
            return
        number = _NUMBER.match(line.text) if mark == "number" else None
        self._number = int(number[1]) if number else self._number
        self._open = Group([line], mark, stands_alone=alone)
        self._open_right = self._right
        self.flow.append(self._open)

    def _contents_line(self, line: Line) -> None:
        last = self.flow[-1] if self.flow else None
        if isinstance(last, Group) and last.kind == "contents" and not _is_entry(last.lines[-1]):
            if len(last.lines) < 3 and abs(line.size - last.lines[-1].size) < 1:
                last.lines.append(line)
                return
            # Lines without page numbers: the contents have ended.
            last.kind = "text"
            self._contents = False
            self._open = last
            self._line(line)
            return
        self._open = None
        self.flow.append(Group([line], marker(line.text), kind="contents"))

    def _joins(self, group: Group, line: Line, mark: str) -> bool:
        """Whether a line continues the open group."""
        last = group.lines[-1]
        size = max(line.size, 1.0)
        if len(last.text) == 1 and group.mark == "bullet" and len(group.lines) == 1:
            return True  # a bullet alone on its line
        if not self._is_set_alike(group, line, mark):
            return False
        ended, lower = _ends(last.text, _ENDS), line.text[0].islower()
        step = last.y - line.y
        if self._turned_page or step < -1 or line.page != last.page or self.flow[-1] is not group:
            return self._joins_over_break(group, line)
        if step > 1.25 * self._step * size + 0.5:
            # Wider steps still join lines of one sentence.
            return lower and not ended and step < 2.2 * self._step * size and not last.text.endswith((":", ";"))
        if self._heading_like(last) and self._heading_like(line):
            centred = abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 12 and abs(last.x0 - line.x0) > 3
            if centred or self._room(last) < _width(line) + 0.25 * (self._right - last.x0):
                return True
            return (lower and not ended) or self._in_box(last, line)
        by_indent = _by_indent(group, line)
        return self._fills_line(group, line) if by_indent is None else by_indent

    def _is_set_alike(self, group: Group, line: Line, mark: str) -> bool:
        """Whether a line's size, marker and weight let it continue the group."""
        last = group.lines[-1]
        if abs(line.size - last.size) > 0.08 * max(line.size, 1.0) + 0.3:
            return False
        if mark and ((mark == "bullet" and line.text[0] not in _DASHES) or not self._mid_sentence(last, line)):
            return False
        return (line.bold == 2) == (last.bold == 2) or self._bold_runs_on(group, line)

    def _joins_over_break(self, group: Group, line: Line) -> bool:
        """Whether a line on another page, or behind something else, goes on in the group's sentence."""
        last, body = group.lines[-1], group.lines[0]
        lower = line.text[0].islower()
        if self._heading_like(body) or _ends(last.text, _PAUSES):
            return lower and not _ends(last.text, _ENDS) and not self._heading_like(body)
        full = self._open_right - last.x1 < _width(line) + 0.3 * max(line.size, 1.0)
        return lower or full or last.text.endswith((",", "-"))

    def _fills_line(self, group: Group, line: Line) -> bool:
        """Whether the group's last line was full, or stops within a sentence that goes on."""
        last = group.lines[-1]
        room = self._room(last)
        if room <= _width(line) + 0.6 * max(line.size, 1.0):
            return True
        if _ends(last.text, _PAUSES):
            return False
        if line.text[0].islower():
            return True
        if room > 0.35 * (self._right - group.lines[0].x0):
            return self._fills_narrow(last, line)
        return not self._line_list(line)

    def _fills_narrow(self, last: Line, line: Line) -> bool:
        """Whether a line is full by the lines around it: prose narrower than the column, of which many lines run on."""
        around = self._around(line)
        inside = sum(1 for other in around if other.text[0].islower())
        sums = sum(1 for other in around if other.text[0] in "£€" or other.text[0].isdigit()) if inside else 0
        if len(around) < _LEAST_NARROW or last not in around or inside + sums < _RUNS_ON * len(around):
            return False
        right = max(other.x1 for other in around)
        return right - last.x1 < _width(line) + 0.6 * line.size

    def _in_box(self, last: Line, line: Line) -> bool:
        """Whether two lines set like headings are prose in a box narrower than the column.

        Such prose has three lines at least, ends with a full stop, and leaves no line room for the
        next one's first word.
        """
        box = [last, line]
        for way in (-1, 1):
            at = self._at + (way if way > 0 else -2)
            while 0 <= at < len(self._items):
                other, near = self._items[at], box[-1] if way > 0 else box[0]
                if type(other) is not Line or not self._like(other, near):
                    break
                box = [*box, other] if way > 0 else [other, *box]
                at += way
        if len(box) < 3 or not any(_ends(item.text, _ENDS) for item in box[1:]):
            return False
        right = max(item.x1 for item in box)
        return right - last.x1 < _width(line) + 0.6 * line.size and not (_ends(last.text, _ENDS) and marker(line.text))

    def _like(self, a: Line, b: Line) -> bool:
        """Whether two lines next to each other are set alike, as lines of one passage."""
        step = abs(a.y - b.y)
        alike = abs(a.size - b.size) < 0.3 and (a.bold == 2) == (b.bold == 2) and abs(a.x0 - b.x0) < 2 * b.size
        return alike and 0.5 * b.size < step < 1.3 * max(self._step, 1.0) * b.size

    def _is_justified(self, line: Line) -> bool:
        """Whether a line's wide gaps only fill the column: a line near by has none, and the same edges."""
        for way in (-1, 1):
            near = line
            for at in range(self._at + way, self._at + way * _JUSTIFIED_NEAR, way):
                other = self._items[at] if 0 <= at < len(self._items) else None
                if type(other) is not Line or abs(other.size - line.size) > 0.3:
                    break
                level = abs(other.x0 - line.x0) < _SAME_EDGE and abs(other.x1 - line.x1) < _SAME_EDGE
                if not level or abs(other.y - near.y) > 1.5 * max(self._step, 1.0) * line.size:
                    break
                if not other.gaps:
                    return True
                near = other
        return False

    def _line_list(self, line: Line) -> bool:
        """Whether lines stand each for themselves here, as in an address.

        Most of the lines around could then have taken the first word of the next; in a narrow box
        hardly any could, measured by the longest of its lines.
        """
        around = self._around(line)
        right = max(item.x1 for item in around)
        ends = [right - a.x1 > _width(b) + 0.6 * b.size for a, b in pairwise(around)]
        return 2 * sum(ends) >= len(ends) + 1

    def _around(self, line: Line) -> list[Line]:
        """The line at hand with those next to it, above and below, that are set as close and as large."""
        around = [line]
        for way in (-1, 1):
            at = self._at + way
            while 0 <= at < len(self._items) and len(around) < 12:
                other, near = self._items[at], around[-1] if way > 0 else around[0]
                if type(other) is not Line or abs(other.size - line.size) > 0.5:
                    break
                if abs(other.y - near.y) > 1.3 * self._step * line.size:
                    break
                around = [*around, other] if way > 0 else [other, *around]
                at += way
        return around

    def _room(self, line: Line) -> float:
        return self._right - line.x1

    def _mid_sentence(self, last: Line, line: Line) -> bool:
        """Whether a figure or letter that looks like a marker merely stands first in a wrapped line."""
        number = _NUMBER.match(line.text)
        if number and not _ends(last.text, _PAUSES) and int(number[1]) not in {1, self._number + 1}:
            return True
        return (
            abs(line.x0 - last.x0) < 3
            and not _ends(last.text, _PAUSES)
            and self._room(last) < 0.12 * (self._right - last.x0) + 20
            and not marker(last.text)
        )

    def _bold_runs_on(self, group: Group, line: Line) -> bool:
        """Whether bold begins or ends inside a paragraph, rather than a heading and its text."""
        last = group.lines[-1]
        if line.bold == 2:
            return bool(not _ends(last.text, _ENDS) and self._room(last) < _width(line) + line.size)
        if all(li.bold == 2 for li in group.lines):
            return line.text[0].islower() and self._room(last) < _width(line) + line.size
        return True

    def _heading_like(self, line: Line) -> bool:
        return line.bold == 2 or line.size > 1.1 * self._usual.size


def _by_indent(group: Group, line: Line) -> bool | None:
    """Whether a line joins a group by where it begins; None where that does not tell."""
    first, last = group.lines[0], group.lines[-1]
    ended = _ends(last.text, _ENDS)
    if len(group.lines) > 1:
        indent = group.lines[1].x0
        if group.mark and line.x0 < min(indent, last.x0) - 4 and indent > first.x0 + 3:
            return False  # back from a hanging indent
        if not group.mark and line.x0 > last.x0 + 6 and (ended or last.x0 >= first.x0 - 2):
            return line.text[0].islower() and not ended
    elif group.mark:
        if line.x0 < first.x0 - 4 and _ends(last.text, _PAUSES):
            return False
    elif line.x0 > last.x0 + 6 and ended:
        return False
    return None


def marker(text: str) -> str:
    """The kind of list marker or number that a line begins with, or nothing."""
    if text[0].isalpha() and text[1:2] != " " and "." not in text[1:6] and ")" not in text[1:6]:
        return ""  # most lines begin with a word; this spares them the search
    match = _MARK.match(text)
    return match.lastgroup or "" if match else ""


def _ends(text: str, marks: str) -> bool:
    """Whether a text ends with one of the marks, quotation marks and brackets behind it aside."""
    return text[-1] in marks or (text.rstrip(_CLOSING)[-1:] in marks and text[-1] in _CLOSING)


def _has_leaders(text: str) -> bool:
    """Whether dots lead to a page number; the cheap test spares most lines the slow one."""
    return (".." in text or ". ." in text or "…" in text or "__" in text) and _LEADERS.search(text) is not None


def _is_entry(line: Line) -> bool:
    return _PAGE_AT_END.search(line.text) is not None or _has_leaders(line.text)


def _width(line: Line) -> float:
    """The width of a line's first word."""
    word = line.text.split(" ", 1)[0]
    return (line.x1 - line.x0) * len(word) / max(len(line.text), 1)


def _columns(items: list[Line | Table], box: Box) -> list[tuple[float, float]]:
    """Where the page's columns begin and end, from left to right; one for most pages."""
    lines = [item for item in items if type(item) is Line and not item.turned]
    middle = (box[0] + box[2]) / 2
    if not lines:
        return [(box[0], box[2])]
    beyond = [line for line in lines if line.x0 > middle - 0.1 * (box[2] - box[0])]
    whole = (min(line.x0 for line in lines), right_edge(items))
    if len(beyond) < 4 or len(beyond) < 0.2 * len(lines):
        return [whole]
    start = sorted(line.x0 for line in beyond)[len(beyond) // 10]
    left = [line for line in lines if line.x1 < start]
    if len(left) < 4:
        return [whole]
    return [(whole[0], right_edge(list(left))), (start, whole[1])]
