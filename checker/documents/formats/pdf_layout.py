"""From printed lines to blocks: furniture, columns, footnotes, and which lines belong together.

Works on the whole document, since what is a running header, the size of the body text or the space
between its lines can only be told from many pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from checker.documents.formats.pdf_page import Line
from checker.documents.formats.pdf_tables import Table

Box = tuple[float, float, float, float]

_BAND = 0.13  # share of a page's height, at top and bottom, in which headers and footers stand
_LONE_NUMBER = re.compile(
    r"(?:page|p\.?|pg\.?)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_BULLETS = "•●▪■◼◾□◻◆◇►▶▸➢➤➔✓✔☑❖○◦‣⁃∙·§"
_MARK = re.compile(
    rf"(?P<bullet>[{_BULLETS}\uf000-\uf0ff]|[-–—*o−]\s)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,3}){1,4})[.):]?\s"
    r"|(?P<number>\(?\d{1,3}[.)]|\d{1,3}\.)\s"
    r"|(?P<letter>\(?(?:[a-zA-Z]|[ivx]{2,5})[.)])\s"
)
_CLOSING = "\"'”’)]"
_ENDS = ".!?…"
_PAUSES = ".!?…:;"
_PAGE_AT_END = re.compile(r"(?:\s|\.|…|_|\bpage\s)(\d{1,3}|[ivxl]{1,5})$", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\S{0,5}$|…{2,}|_{4,}\s*\d")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?|index", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """A page as read: its number, visible box, and its lines and tables in pdfium's order."""

    number: int
    box: Box
    items: list[Line | Table]
    pictures: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Lines that make one block, with its marker ("bullet", "decimal", "number", "letter" or "")."""

    lines: list[Line]
    mark: str = ""
    kind: str = "text"  # text, footnote or contents
    stands_alone: bool = False  # a line with wide gaps inside: a row without rulings


@dataclass(slots=True)
class Image:
    """A picture's place in the flow."""

    page: int


Flow = Group | Table | Image


@dataclass(slots=True)
class Measures:
    """What is usual in the document: size and font of the body text, and the step between its lines."""

    size: float
    font: bytes
    step: float  # in units of the size


def measure(pages: list[Page]) -> Measures:
    """The body text's size, font and line step: those that most characters have."""
    sizes: Counter[tuple[float, bytes]] = Counter()
    for page in pages:
        for item in page.items:
            if type(item) is Line:
                sizes[(round(item.size, 1), item.font)] += len(item.text)
    by_size: Counter[float] = Counter()
    for (size, _), count in sizes.items():
        by_size[size] += count
    size = by_size.most_common(1)[0][0] if by_size else 12.0
    font = max(((n, f) for (s, f), n in sizes.items() if s == size), default=(0, b""))[1]
    steps: Counter[float] = Counter()
    for page in pages:
        right = _right_edge(page.items)
        before: Line | None = None
        for item in page.items:
            if type(item) is not Line:
                before = None
                continue
            if before and before.x1 > right - 0.12 * (right - before.x0) and abs(item.size - before.size) < 0.5:
                step = before.y - item.y
                if 0.8 * item.size < step < 2.6 * item.size:
                    steps[round(step / item.size, 1)] += 1
            before = item
    # Where two steps are nearly as common, the smaller is the one within paragraphs.
    most = max(steps.values(), default=0)
    step = min((s for s, n in steps.items() if n > 0.4 * most), default=1.2)
    return Measures(size, font, step)


def _right_edge(items: list[Line | Table]) -> float:
    edges = sorted(item.x1 for item in items if type(item) is Line and not item.turned)
    return edges[int(0.95 * (len(edges) - 1))] if edges else 0.0


# --- running headers, footers, page numbers, stamps ---


def take_furniture(pages: list[Page]) -> list[tuple[int, str]]:
    """Remove what runs along on every page; gives back (page, text) of all that was removed."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    stamps: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    edges: list[tuple[Page, list[Line], list[Line]]] = []
    for page in pages:
        _, bottom, _, top = page.box
        high, low = top - _BAND * (top - bottom), bottom + _BAND * (top - bottom)
        heads: list[Line] = []
        feet: list[Line] = []
        for line in page.items:
            if type(line) is not Line:
                continue
            if line.y > high:
                heads.append(line)
            elif line.y < low:
                feet.append(line)
            if line.turned or len(line.text) < 40:
                stamps[(line.text, round(line.y / 3), round(line.x0 / 3))].add(page.number)
        heads.sort(key=lambda line: -line.y)
        feet.sort(key=lambda line: line.y)
        edges.append((page, heads, feet))
        for line in heads + feet:
            places[_key(line, page)].add(page.number)
    enough = 3 if len(pages) > 4 else 2
    removed: list[tuple[int, str]] = []
    for page, heads, feet in edges:
        gone: set[int] = set()
        for side in (heads, feet):
            for at, line in enumerate(side):
                key = _key(line, page)
                near = len(
                    places[key] | places.get((key[0], key[1] - 1), set()) | places.get((key[0], key[1] + 1), set())
                )
                lone = _LONE_NUMBER.fullmatch(line.text) is not None
                if near >= enough or (lone and (at == 0 or id(side[at - 1]) in gone) and len(pages) > 1):
                    gone.add(id(line))
                elif at and abs(side[at - 1].y - line.y) > 2:
                    break
                elif not at or id(side[at - 1]) not in gone:
                    break
        for item in page.items:
            if type(item) is Line and (item.turned or len(item.text) < 40):
                on = stamps[(item.text, round(item.y / 3), round(item.x0 / 3))]
                if len(on) >= 3 and (item.turned or len(on) >= 0.6 * len(pages)):
                    gone.add(id(item))
        if gone:
            removed += [(page.number, item.text) for item in page.items if id(item) in gone and type(item) is Line]
            page.items = [item for item in page.items if id(item) not in gone]
    return removed


def _key(line: Line, page: Page) -> tuple[str, int]:
    """What a running line has in common on all pages: its words without figures, and its height."""
    return _DIGITS.sub("#", line.text), round((line.y - page.box[1]) / 6)


def mark_repeated_pictures(pages: list[Page]) -> None:
    """Take out pictures that stand at one place on several pages, and backgrounds of text."""
    seen: Counter[tuple[int, ...]] = Counter()
    for page in pages:
        seen.update({tuple(round(v / 4) for v in box) for box in page.pictures})
    for page in pages:
        x0, y0, x1, y1 = page.box
        area = (x1 - x0) * (y1 - y0)
        page.pictures = [
            box
            for box in page.pictures
            if seen[tuple(round(v / 4) for v in box)] < 3 and (box[2] - box[0]) * (box[3] - box[1]) < 0.85 * area
        ]


# --- reading order ---


def in_reading_order(items: list[Line | Table]) -> list[Line | Table]:
    """pdfium's order where it runs down the page; else runs of lines ordered by their place.

    A run goes down the page without a jump upwards. A run that lies wholly above another comes first,
    and of two side by side the left one.
    """
    runs: list[list[Line | Table]] = []
    bottom = top = 0.0
    for item in items:
        high, low = _extent(item)
        if not runs or high > top + 2 and low > bottom + 2:
            runs.append([item])
        else:
            runs[-1].append(item)
        top, bottom = high, low
    if len(runs) == 1:
        return items
    boxes = [_box(run) for run in runs]
    ordered: list[int] = []
    for index in range(len(runs)):
        at = len(ordered)
        for place, other in enumerate(ordered):
            if _comes_before(boxes[index], boxes[other]):
                at = place
                break
        ordered.insert(at, index)
    return [item for index in ordered for item in runs[index]]


def _extent(item: Line | Table) -> tuple[float, float]:
    if type(item) is Line:
        return item.y + 0.7 * item.size, item.y - 0.2 * item.size
    assert isinstance(item, Table)
    return item.top, item.bottom


def _box(run: list[Line | Table]) -> Box:
    extents = [_extent(item) for item in run]
    return (
        min(item.x0 for item in run),
        min(low for _, low in extents),
        max(item.x1 for item in run),
        max(high for high, _ in extents),
    )


def _comes_before(a: Box, b: Box) -> bool:
    if a[1] >= b[3] - 3:
        return True  # wholly above
    return a[2] <= b[0] and a[3] > b[1] and b[3] > a[1]  # side by side, to the left


def split_columns(items: list[Line | Table]) -> list[Line | Table]:
    """Lines that pdfium ran together over a gutter between two columns, taken apart.

    Only where many lines of prose have their gap at one place; a column of figures stays in its row.
    """
    rows = [item for item in items if type(item) is Line and len(item.gaps) == 1]
    if len(rows) < 5:
        return items
    halves = [(line.text[: line.gaps[0]].strip(), line.text[line.gaps[0] :]) for line in rows]
    prose = sum(1 for left, right in halves if len(left) > 18 and len(right) > 18)
    if prose < 0.7 * len(rows):
        return items
    marks = rows  # columns are told by where the right halves begin
    starts = Counter(round(_gap_place(line) / 12) for line in marks)
    common, count = starts.most_common(1)[0]
    if count + starts[common - 1] + starts[common + 1] < 0.6 * len(rows):
        return items
    left: list[Line | Table] = []
    right: list[Line | Table] = []
    out: list[Line | Table] = []
    for item in items:
        if type(item) is Line and len(item.gaps) == 1:
            a, b = _cut(item, item.gaps[0])
            left.append(a)
            right.append(b)
        elif type(item) is Line and left and item.x0 > _gap_place(rows[0]) - 6:
            right.append(item)
        elif type(item) is Line and left and item.x1 < _gap_place(rows[0]):
            left.append(item)
        else:
            out += left + right
            left, right = [], []
            out.append(item)
    return out + left + right


def _gap_place(line: Line) -> float:
    """Roughly where the words behind the gap begin."""
    share = (len(line.text) - line.gaps[0]) / max(len(line.text) - 1, 1)
    width = (line.x1 - line.x0) * share
    return line.x1 - min(width, 0.5 * len(line.text[line.gaps[0] :]) * line.size)


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    left = line.text[:at].rstrip()
    place = _gap_place(line)
    first = Line(
        line.page,
        left,
        [r for r in line.runs if r[0] < at],
        line.x0,
        place - line.size,
        line.y,
        line.size,
        line.bold,
        line.font,
        line.raised,
    )
    runs = [(0, line.char_at(at))] + [(s - at, c) for s, c in line.runs if s > at]
    return first, Line(line.page, line.text[at:], runs, place, line.x1, line.y, line.size, line.bold, line.font)


# --- footnotes ---


def take_footnotes(page: Page, usual: Measures) -> list[Group]:
    """Remove the footnotes at the page's foot and give them back, one group each."""
    lines = [item for item in page.items if type(item) is Line and not item.turned]
    small = 0.93 * usual.size
    body = [line.y for line in lines if line.size > small]
    floor = min(body) if body else None
    start: Line | None = None
    for line in lines:
        begins = line.raised or (line.size <= small and re.match(r"(?:\d{1,3}|[*†‡])\s", line.text))
        if begins and (line.raised or (floor is not None and line.y < floor)) and (start is None or line.y > start.y):
            start = line
    if start is None or start.y > page.box[1] + 0.6 * (page.box[3] - page.box[1]):
        return []
    notes: list[Group] = []
    taken: set[int] = set()
    for line in sorted((li for li in lines if li.y <= start.y + 1), key=lambda li: -li.y):
        if line.size > small and not start.size > small:
            continue
        taken.add(id(line))
        if line.raised or re.match(r"(?:\d{1,3}|[*†‡])\s", line.text) or not notes:
            notes.append(Group([line], kind="footnote"))
        else:
            notes[-1].lines.append(line)
    page.items = [item for item in page.items if id(item) not in taken]
    return notes


# --- lines into groups ---


class Grouper:
    """Joins lines into groups, page after page; keeps what is open over a page's end."""

    def __init__(self, usual: Measures) -> None:
        self.flow: list[Flow] = []
        self._usual = usual
        self._open: Group | None = None
        self._right = 0.0
        self._contents = False
        self._turned_page = False
        self._items: list[Line | Table] = []
        self._at = 0

    def page(self, page: Page, notes: list[Group]) -> None:
        """Add one page's lines, tables, pictures and footnotes."""
        items = page.items
        self._items = items
        self._turned_page = True
        if self._contents and not any(_is_entry(i) for i in items[:6] if type(i) is Line):
            self._contents = False
        columns = _columns(items, page.box)
        pictures = sorted(page.pictures, key=lambda box: -box[3])
        for self._at, item in enumerate(items):
            high, _ = _extent(item)
            while pictures and (pictures[0][1] + pictures[0][3]) / 2 > high:
                pictures.pop(0)
                self.flow.append(Image(page.number))
            if type(item) is Line:
                self._right = next((x1 for x0, x1 in columns if x0 - 3 <= item.x0 < x1), columns[-1][1])
                self._line(item)
            else:
                self.flow.append(item)  # type: ignore[arg-type]
        self.flow += [Image(page.number) for _ in pictures]
        self.flow += notes

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
        alone = line.turned or bool(line.gaps)
        if group is not None and not alone and not group.stands_alone and self._joins(group, line, mark):
            group.lines.append(line)
            self._turned_page = False
            return
        self._turned_page = False
        if group is not None and len(group.lines) <= 2 and _CONTENTS.fullmatch(_text(group)):
            self._contents = True
            self._open = None
            self._contents_line(line)
            return
        self._open = Group([line], mark, stands_alone=alone)
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
        size, body = max(line.size, 1.0), group.lines[0]
        if len(last.text) == 1 and group.mark == "bullet" and len(group.lines) == 1:
            return True  # a bullet alone on its line
        if abs(line.size - last.size) > 0.08 * size + 0.3:
            return False
        if mark and (mark == "bullet" or mark != "" and not self._mid_sentence(last, line)):
            return False
        if (line.bold == 2) != (last.bold == 2) and not self._bold_runs_on(group, line):
            return False
        text = last.text
        ended, lower = _ends(text, _ENDS), line.text[0].islower()
        step = last.y - line.y
        usual = self._usual.step * size
        if self._turned_page or step < -1 or line.page != last.page or self.flow[-1] is not group:
            if self._heading_like(body) or _ends(text, _PAUSES):
                return lower and not ended and not self._heading_like(body)
            return lower or self._room(last) < _width(line) + 0.3 * size or text.endswith((",", "-"))
        if step > 1.25 * usual + 0.5:
            # Wider steps still join lines of one sentence.
            return lower and not ended and step < 2.2 * usual and not text.endswith((":", ";"))
        if self._heading_like(last) and self._heading_like(line):
            centred = abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 12 and abs(last.x0 - line.x0) > 3
            return centred or self._room(last) < _width(line) + 0.25 * (self._right - last.x0)
        first = group.lines[0]
        if len(group.lines) > 1:
            indent = group.lines[1].x0
            if group.mark and line.x0 < min(indent, last.x0) - 4 and indent > first.x0 + 3:
                return False  # back from a hanging indent
            if not group.mark and line.x0 > last.x0 + 6 and (ended or last.x0 >= first.x0 - 2):
                return False if ended else lower
        elif not group.mark and line.x0 > last.x0 + 6 and ended:
            return False
        elif group.mark and line.x0 < first.x0 - 4 and _ends(text, _PAUSES):
            return False
        room = self._room(last)
        if room > _width(line) + 0.6 * size:
            if _ends(text, _PAUSES):
                return False
            if not lower and (room > 0.35 * (self._right - first.x0) or self._line_list(line)):
                return False
        return True

    def _line_list(self, line: Line) -> bool:
        """Whether lines stand each for themselves here, as in an address.

        Most of the lines around could then have taken the first word of the next; in a narrow box
        hardly any could, measured by the longest of its lines.
        """
        around = [line]
        for way in (-1, 1):
            at = self._at + way
            while 0 <= at < len(self._items) and len(around) < 12:
                other, near = self._items[at], around[-1] if way > 0 else around[0]
                if type(other) is not Line or abs(other.size - line.size) > 0.5:
                    break
                if abs(other.y - near.y) > 1.3 * self._usual.step * line.size:
                    break
                around = [*around, other] if way > 0 else [other, *around]
                at += way
        right = max(item.x1 for item in around)
        ends = [right - a.x1 > _width(b) + 0.6 * b.size for a, b in zip(around, around[1:], strict=False)]
        return 2 * sum(ends) >= len(ends) + 1

    def _room(self, line: Line) -> float:
        return self._right - line.x1

    def _mid_sentence(self, last: Line, line: Line) -> bool:
        """Whether a figure or letter that looks like a marker merely stands first in a wrapped line."""
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


def marker(text: str) -> str:
    """The kind of list marker or number that a line begins with, or nothing."""
    match = _MARK.match(text)
    return match.lastgroup or "" if match else ""


def _text(group: Group) -> str:
    return " ".join(line.text for line in group.lines)


def _ends(text: str, marks: str) -> bool:
    """Whether a text ends with one of the marks, quotation marks and brackets behind it aside."""
    return text[-1] in marks or text.rstrip(_CLOSING)[-1:] in marks and text[-1] in _CLOSING


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
    whole = (min(line.x0 for line in lines), _right_edge(items))
    if len(beyond) < 4 or len(beyond) < 0.2 * len(lines):
        return [whole]
    start = sorted(line.x0 for line in beyond)[len(beyond) // 10]
    left = [line for line in lines if line.x1 < start]
    if len(left) < 4:
        return [whole]
    return [(whole[0], _right_edge(list(left))), (start, whole[1])]
