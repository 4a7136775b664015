"""Running headers and footers, page numbers and stamps: what the pages of a document repeat.

A line that stands at one place on several pages is one of these unless it reads as text of its page:
prose that runs on below it, or a heading with its own text beneath. A report that gives each agency a
page repeats its headings so, and a paper may hold one page twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from checker.documents.formats.pdf.layout import Measures, Page
from checker.documents.formats.pdf.line import Line

_BAND = 0.13  # share of a page's height, at top and bottom, in which headers and footers stand
_LONE_NUMBER = re.compile(
    r"(?:page|p\.?|pg\.?)?\s*[-–—|]?\s*(?:\d{1,3}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]?", re.IGNORECASE
)
_STAMP = re.compile(r"(?=.*\b(?:DRAFT|CONFIDENTIAL|OFFICIAL|RESTRICTED|EMBARGOED)\b)[A-Z :–-]{5,40}")
_TURNED_STAMP = re.compile(
    r"(?=.*\b(?:COPY|SAMPLE|SPECIMEN|UNCONTROLLED|PUBLICATION|SUPERSEDED|ARCHIVED|SENSITIVE|CONSULTATION|FINAL|VOID|"
    r"OBSOLETE|INTERNAL|PROOF|WITHDRAWN)\b)[A-Z :–-]{4,40}"
)
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")
_ENDS = (".", "!", "?", ".”", ".’", ":")
_TIGHT = 1.45  # of the size: from line to line within a paragraph, at most
_OWN_TEXT = 2.8  # of the size: from a heading to its own text, at most
_SMALL_PRINT = 0.85  # of the body's size: a passage may be set so, in a box or a second column
_LEAST_PROSE = 9  # words from which a line with a full stop is a sentence
_STAMPED_SIZE = 30.0  # points
_FEW = 4  # pages: on so few, a stamp may stand on one alone
_MANY = 5  # pages on which a sentence is no text of each of them, but runs along

Key = tuple[str, int]


@dataclass(slots=True)
class _Edges:
    """One page's lines near its top and its foot, outermost first, and all of them from the top down."""

    page: Page
    heads: list[Line] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    repeated: tuple[list[Line], list[Line]] = ([], [])  # of the heads and the feet, those that other pages have too


def take_furniture(pages: list[Page], usual: Measures) -> list[tuple[int, str]]:
    """Remove what runs along on every page; gives back (page, text) of all that was removed."""
    edges = [_edges(page) for page in pages]
    places: dict[Key, set[int]] = defaultdict(set)
    for edge in edges:
        for line in edge.heads + edge.feet:
            places[_key(line, edge.page)].add(edge.page.number)
    finder = _Finder(edges, usual, places)
    stamps = _stamps(pages)
    removed: list[tuple[int, str]] = []
    for edge in edges:
        page = edge.page
        gone = {id(line) for line in finder.running(edge)}
        gone |= {id(line) for line in edge.lines if _is_stamp(line, stamps, edge, len(pages))}
        if gone:
            removed += [(page.number, item.text) for item in page.items if id(item) in gone and type(item) is Line]
            page.items = [item for item in page.items if id(item) not in gone]
    return removed


def _edges(page: Page) -> _Edges:
    _, bottom, _, top = page.box
    high, low = top - _BAND * (top - bottom), bottom + _BAND * (top - bottom)
    found = _Edges(page, lines=[item for item in page.items if type(item) is Line])
    found.heads = sorted((line for line in found.lines if line.y > high), key=lambda line: -line.y)
    found.feet = sorted((line for line in found.lines if line.y < low), key=lambda line: line.y)
    found.lines.sort(key=lambda line: -line.y)
    return found


class _Finder:
    """Tells on each page which of its outer lines run along, from what all pages have at their edges."""

    def __init__(self, edges: list[_Edges], usual: Measures, places: dict[Key, set[int]]) -> None:
        self._places = places
        self._usual = usual
        self._pages = len(edges)
        numbers = [edge.page.number for edge in edges]
        self._facing = [set(numbers[0::2]), set(numbers[1::2])]
        self._enough = min(3, max(2, len(edges) - 1))
        self._told: set[str] = set()  # sentences that one page has kept
        for edge in edges:
            edge.repeated = self._repeated(edge.heads, edge.page), self._repeated(edge.feet, edge.page)
        self._amid = self._amid_sentences(edges)

    def running(self, edge: _Edges) -> list[Line]:
        """The page's running lines."""
        heads, feet = list(edge.repeated[0]), list(edge.repeated[1])
        while heads and self._is_text(heads[-1], edge):
            heads.pop()
        while feet and self._is_prose(feet[-1], edge):
            feet.pop()
        return heads + feet

    def _repeated(self, side: list[Line], page: Page) -> list[Line]:
        """The lines of one side, from the edge inwards, that other pages have too, and lone page numbers."""
        run: list[Line] = []
        unbroken = True
        for at, line in enumerate(side):
            lone = _LONE_NUMBER.fullmatch(line.text) is not None
            if self._on(line, page) >= self._enough or (lone and unbroken and self._pages > 1):
                run.append(line)
                unbroken = True
            elif not at or not unbroken or abs(side[at - 1].y - line.y) > 2:
                break
            else:
                unbroken = False
        return run

    def _on(self, line: Line, page: Page) -> int:
        """On how many pages a line stands at this height, or a little above or below."""
        words, height = _key(line, page)
        on = set().union(*(self._places.get((words, near), set()) for near in (height - 1, height, height + 1)))
        if len(on) == 2 and self._pages > _FEW - 1 and on in self._facing:
            return self._enough  # the left pages of a short document, or the right ones, have a line of their own
        return len(on)

    def _amid_sentences(self, edges: list[_Edges]) -> set[str]:
        """The repeated words under which a sentence of the page before goes on, on any page: no heading does that."""
        found: set[str] = set()
        ended = True
        for edge in edges:
            run = list(edge.repeated[0])
            while run and self._is_passage(run[-1], edge):
                run.pop()
            below = _next(run[-1], edge.lines) if run else None
            if below is not None and (below.text[0].islower() or not ended):
                found.update(_DIGITS.sub("#", line.text) for line in run)
            feet = {id(line) for line in edge.repeated[1]}
            last = next((line for line in reversed(edge.lines) if id(line) not in feet), None)
            ended = last is None or last.text.endswith(_ENDS) or last.x1 < 0.6 * edge.page.box[2]
        return found

    def _is_text(self, line: Line, edge: _Edges) -> bool:
        """Whether a repeated line at a page's top is text of this page: prose, or a heading with its own text."""
        if self._is_prose(line, edge):
            return True
        below = _next(line, edge.lines)
        if below is None or line.turned or below.turned or _DIGITS.sub("#", line.text) in self._amid:
            return False
        heads = line.bold > below.bold or line.size > 1.08 * below.size or _NUMBERED.match(line.text) is not None
        return heads and line.y - below.y <= _OWN_TEXT * max(line.size, below.size)

    def _is_prose(self, line: Line, edge: _Edges) -> bool:
        """Whether a line is part of a passage, and does not run along through many pages."""
        if not self._is_passage(line, edge):
            return False
        if self._on(line, edge.page) < _MANY:
            return True
        first = line.text not in self._told
        self._told.add(line.text)
        return first

    def _is_passage(self, line: Line, edge: _Edges) -> bool:
        """Whether a line is part of a passage in the size of the body: of several lines, or a whole sentence."""
        if line.turned or line.size < _SMALL_PRINT * self._usual.size:
            return False
        words = len(line.text.split())
        below = _next(line, edge.lines)
        if words > 5 and below is not None and _runs_on(line, below):
            return True
        if line.size < 0.95 * self._usual.size:
            return False
        several = (words > 5 or line.text[0].islower()) and any(
            _tight(line, other) for other in edge.lines if other is not line
        )
        return several or (words >= _LEAST_PROSE and line.text.endswith(_ENDS))


def _next(line: Line, lines: list[Line]) -> Line | None:
    """The nearest line below another; in its own column, where the page has several."""
    below = [other for other in lines if other.y < line.y - 0.5 * line.size]
    own = (other for other in below if other.x0 < line.x1 and other.x1 > line.x0)
    return next(own, below[0] if below else None)


def _runs_on(line: Line, below: Line) -> bool:
    """Whether the line right below another goes on in its sentence."""
    if line.text.endswith(_ENDS) or not below.text[0].islower() or abs(line.size - below.size) > 0.3:
        return False
    return line.y - below.y < _TIGHT * line.size


def _tight(line: Line, other: Line) -> bool:
    """Whether two lines stand one below the other as within a paragraph."""
    if abs(line.size - other.size) > 0.3 or line.bold != other.bold or abs(line.x0 - other.x0) > 30 or other.turned:
        return False
    step = abs(line.y - other.y)
    return 0.5 * line.size < step < _TIGHT * line.size and len(other.text.split()) > 1


def _key(line: Line, page: Page) -> Key:
    """What a running line has in common on all pages: its words without figures, and its height."""
    return _DIGITS.sub("#", line.text), round((line.y - page.box[1]) / 6)


def _stamps(pages: list[Page]) -> dict[tuple[str, int, int], set[int]]:
    """The pages on which short or turned lines stand, by words and place."""
    stamps: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.items:
            if type(line) is Line and (line.turned or len(line.text) < 40):
                stamps[_stamp(line)].add(page.number)
    return stamps


def _is_stamp(line: Line, stamps: dict[tuple[str, int, int], set[int]], edge: _Edges, pages: int) -> bool:
    """Whether a line is a stamp, or a mark beside the text, that several pages have at one place."""
    if not line.turned and len(line.text) >= 40:
        return False
    on = len(stamps[_stamp(line)])
    stamp = _STAMP.fullmatch(line.text) is not None
    if line.turned and not stamp:  # no heading runs aslant
        words = line.text.upper()
        stamp = _STAMP.fullmatch(words) is not None or _TURNED_STAMP.fullmatch(words) is not None
    if stamp and (line.turned or line.size > _STAMPED_SIZE):
        return on > 1 or pages < _FEW
    if on < 3:
        return False
    return line.turned or stamp or (on >= 0.6 * pages and not _has_text_near(line, edge.lines))


def _has_text_near(line: Line, lines: list[Line]) -> bool:
    """Whether a line stands over, under or beside others as headings and table cells do."""
    reach = _OWN_TEXT * line.size
    return any(
        other is not line and abs(other.y - line.y) < reach and other.x0 < line.x1 and other.x1 > line.x0
        for other in lines
    )


def _stamp(line: Line) -> tuple[str, int, int]:
    """What repeats of a stamp have in common: words and place, or the words alone of a mark such as DRAFT."""
    if line.text.isupper() and _STAMP.fullmatch(line.text):
        return line.text, 0, 0
    return line.text, round(line.y / 3), round(line.x0 / 3)
