"""What the review page shows of one document and one requirement. Knows no HTML and no request."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from checker.documents.kept import KeptDocument
from checker.documents.model import Block
from checker.documents.pages.render import PageLayout, marks
from checker.errors import DocumentError
from checker.reporting import wording
from checker.reporting.wording import VerdictLook, clean_line
from checker.results.model import Check, Evidence, Finding, Verdict
from checker.review.model import Decision, State
from checker.review.queue import Enough, Place, enough, next_after
from checker.review.store import Registered
from checker.web import deciding
from checker.web.desk import draw_page, lay_out
from checker.web.state import App

GROUPS = {
    "unaided": "To read unaided",
    "look": "Look again",
    "gap": "Gaps",
    "rest": "The rest, in an order drawn by lot",
}
PICTURE_WIDTH = 1240  # pixels: sharp on a page shown at half of that


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement in the list."""

    requirement: str
    title: str
    verdict: VerdictLook | None  # None while it is hidden
    decision: Decision | None
    decided: VerdictLook | None
    current: bool
    look: str  # why a decision of an earlier draft needs another look


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: its words, where they stand, and what became of it."""

    evidence: Evidence
    where: str
    at: int
    own: bool  # put forward by the reviewer
    struck: bool

    @property
    def weakens(self) -> bool:
        """Whether it speaks against the requirement."""
        return self.evidence.role == "weakens"

    @property
    def mark(self) -> str:
        """How it does: "asked, not decided"; empty where it supports the requirement."""
        return wording.against(self.evidence, "coverage")


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything on the review page but the document itself."""

    document: Registered
    check: Check
    rows: tuple[tuple[str, tuple[Row, ...]], ...]
    total: int
    decided: int
    only: str
    counts: tuple[int, int]  # all, those that need an eye
    place: Place
    at: int  # place in the list, from 1
    verdicts: tuple[VerdictLook, ...]
    evidence: tuple[Shown, ...]
    state: State
    enough: Enough
    previous: str | None
    following: str | None

    @property
    def finding(self) -> Finding:
        """The finding on the table."""
        return self.place.finding

    @property
    def decision(self) -> Decision | None:
        """What was decided on it."""
        return self.state.decisions.get(self.finding.requirement)

    @property
    def hidden(self) -> bool:
        """Whether the checker's verdict is hidden until the reader has answered."""
        return self.place.blind and self.decision is None

    @property
    def verdict(self) -> VerdictLook:
        """The checker's verdict as it is shown."""
        return wording.verdict(self.finding.mode, self.finding.verdict)

    def word(self, key: str) -> VerdictLook:
        """A verdict of this finding's mode by its name."""
        return next((one for one in self.verdicts if str(one.key) == key), self.verdict)


def firm_read(app: App) -> tuple[int, int]:
    """Over the workspace: firm good verdicts that were read, and how many of these were overruled."""
    read = overruled = 0
    for state in app.workspace.store.totals().values():
        for decision in state.decisions.values():
            if decision.kind != "carried" and decision.firm and Verdict(decision.checker).is_good:
                read += 1
                overruled += not decision.agrees
    return read, overruled


def view_of(app: App, document: Registered, wanted: str | None, only: str) -> ReviewView:
    """The review page of a document at a requirement; without one, where reading left off."""
    check = app.workspace.check(document)
    state = app.workspace.store.state(document.id)
    whole = deciding.queue(app.workspace, document, check)
    chosen = tuple(place for place in whole if only != "eye" or place.needs_eye)
    order = chosen or whole
    names = [place.finding.requirement for place in order]
    if wanted not in names:
        wanted = _left_off(order, state)
    place = next(place for place in order if place.finding.requirement == wanted)
    at = names.index(place.finding.requirement)
    return ReviewView(
        document=document,
        check=check,
        rows=_rows(order, state, place),
        total=len(whole),
        decided=sum(one.finding.requirement in state.decisions for one in whole),
        only=only,
        counts=(len(whole), sum(one.needs_eye for one in whole)),
        place=place,
        at=at + 1,
        verdicts=wording.verdicts(place.finding.mode),
        evidence=_evidence(place.finding, state),
        state=state,
        enough=enough(whole, state, *firm_read(app)),
        previous=names[at - 1] if at else None,
        following=names[at + 1] if at + 1 < len(names) else None,
    )


def after(app: App, document: Registered, requirement: str, only: str) -> str | None:
    """The requirement to show after a decision, in the order that is shown; None where all are decided."""
    whole = deciding.queue(app.workspace, document, app.workspace.check(document))
    order = [place for place in whole if only != "eye" or place.needs_eye]
    return next_after(order or whole, requirement, app.workspace.store.state(document.id).decisions.keys())


def _left_off(order: Sequence[Place], state: State) -> str:
    latest = max(state.decisions.values(), key=lambda one: one.number, default=None)
    found = next_after(order, latest.requirement if latest else None, state.decisions.keys())
    return found or (latest.requirement if latest and _has(order, latest) else order[0].finding.requirement)


def _has(order: Sequence[Place], decision: Decision) -> bool:
    return any(place.finding.requirement == decision.requirement for place in order)


def _rows(order: Sequence[Place], state: State, current: Place) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    groups: dict[str, list[Row]] = {}
    for place in order:
        finding = place.finding
        decision = state.decisions.get(finding.requirement)
        row = Row(
            requirement=finding.requirement,
            title=clean_line(finding.title),
            verdict=None if place.blind and decision is None else wording.verdict(finding.mode, finding.verdict),
            decision=decision,
            decided=_word(finding, decision.verdict) if decision else None,
            current=place is current,
            look=state.looks.get(finding.requirement, ""),
        )
        groups.setdefault(GROUPS[place.group], []).append(row)
    return tuple((name, tuple(rows)) for name, rows in groups.items())


def _word(finding: Finding, key: str) -> VerdictLook:
    return next(
        (one for one in wording.verdicts(finding.mode) if str(one.key) == key), wording.verdicts(finding.mode)[0]
    )


def _evidence(finding: Finding, state: State) -> tuple[Shown, ...]:
    struck = set(state.struck.get(finding.requirement, ()))
    own = state.added.get(finding.requirement, ())
    pieces = [(item, False) for item in finding.evidence] + [(item, True) for item in own]
    return tuple(
        Shown(item, where_of(item), at, mine, (item.start, item.end) in struck)
        for at, (item, mine) in enumerate(pieces)
    )


def where_of(evidence: Evidence) -> str:
    """ "Page 4, under “Funding”"."""
    section = clean_line(evidence.section or "")
    section = f"{section[:47].rstrip()}…" if len(section) > 48 else section
    parts = [f"page {evidence.page}"] if evidence.page is not None else []
    parts += [f"under “{section}”"] if section else []
    where = ", ".join(parts) or f"from character {evidence.start:,} of the text"
    return where[:1].upper() + where[1:]


# -- the document beside the verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """The boxes of one piece of evidence on a page's picture."""

    at: int
    kind: str  # supports, weakens, own or struck
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block's text; `at` is the piece of evidence that it is part of."""

    text: str
    start: int
    at: int | None = None
    kind: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document as it is shown: a page's picture with marks, or the whole text with marks."""

    document: Registered
    pages: int | None
    page: int = 1
    width: float = 0.0
    height: float = 0.0
    marks: tuple[Mark, ...] = ()
    blocks: tuple[tuple[str, Block, tuple[Segment, ...]], ...] = ()
    problem: str = ""
    elsewhere: tuple[int, ...] = ()  # other pages with marks


def sheet_of(app: App, document: Registered, evidence: Sequence[Shown], page: int | None) -> Sheet:
    """The document at a page, or where the first piece of evidence stands."""
    shown = app.workspace.shown(document)
    if shown is None:
        return Sheet(
            document, None, problem="The document's text is not at hand yet; it is made when it is checked again."
        )
    if shown.format != "pdf":
        return Sheet(document, None, blocks=_blocks(shown, evidence))
    first = next((item.evidence.page for item in evidence if item.evidence.page and not item.struck), None)
    number = min(max(page or first or 1, 1), shown.pages or 1)
    elsewhere = sorted({item.evidence.page for item in evidence if item.evidence.page} - {number})
    try:
        layout = layout_of(app, document, number)
    except DocumentError as error:
        return Sheet(document, shown.pages, number, problem=error.message, elsewhere=tuple(elsewhere))
    spans = [(item.evidence.start, item.evidence.end) for item in evidence]
    found = marks(layout, spans)
    kinds = [_kind(item) for item in evidence]
    placed = tuple(Mark(at, kinds[at], boxes) for at, boxes in enumerate(found) if boxes)
    return Sheet(document, shown.pages, number, layout.width, layout.height, placed, elsewhere=tuple(elsewhere))


def layout_of(app: App, document: Registered, number: int) -> PageLayout:
    """Where words stand on a page; kept on disk once it is known. Raises DocumentError."""
    target = app.workspace.pages_folder(document) / f"{number}.json"
    if not target.exists():
        app.desk.do(lay_out, app.workspace.file(document), app.workspace.shown_file(document), number, target)
    value: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    lines = tuple(tuple(tuple(word) for word in line) for line in value["lines"])
    return PageLayout(value["width"], value["height"], lines)


def picture_of(app: App, document: Registered, number: int) -> bytes:
    """A page as PNG; kept on disk once it is drawn. Raises DocumentError."""
    shown = app.workspace.shown(document)
    if shown is None or shown.format != "pdf" or not 1 <= number <= (shown.pages or 0):
        raise DocumentError("not-found", "There is no such page.")
    target = app.workspace.pages_folder(document) / f"{number}.png"
    if not target.exists():
        app.desk.do(draw_page, app.workspace.file(document), number, PICTURE_WIDTH, target)
    return target.read_bytes()


def _kind(item: Shown) -> str:
    return "struck" if item.struck else "own" if item.own else "weakens" if item.weakens else "supports"


def _blocks(shown: KeptDocument, evidence: Sequence[Shown]) -> tuple[tuple[str, Block, tuple[Segment, ...]], ...]:
    marked = [(item.evidence.start, item.evidence.end, item) for item in evidence]
    seen: set[int] = set()
    return tuple((block.kind.value, block, tuple(_segments(shown.text, block, marked, seen))) for block in shown.blocks)


def _segments(text: str, block: Block, marked: Sequence[tuple[int, int, Shown]], seen: set[int]) -> list[Segment]:
    here = [
        (max(a, block.start), min(b, block.end), item) for a, b, item in marked if a < block.end and b > block.start
    ]
    if not here:
        return [Segment(text[block.start : block.end], block.start)]
    edges = sorted({block.start, block.end, *(edge for a, b, _ in here for edge in (a, b))})
    segments = []
    for a, b in pairwise(edges):
        item = next((item for start, end, item in here if start <= a and b <= end), None)
        if item is None:
            segments.append(Segment(text[a:b], a))
        else:
            segments.append(Segment(text[a:b], a, item.at, _kind(item), item.at not in seen))
            seen.add(item.at)
    return segments


def words_of(app: App, document: Registered, number: int) -> Mapping[str, object]:
    """A page's words with their boxes and places in the text, for selecting them on the picture."""
    layout, shown = layout_of(app, document, number), app.workspace.shown(document)
    text = shown.text if shown else ""
    return {
        "width": layout.width,
        "height": layout.height,
        "lines": [[[text[word[0] : word[1]], word[0], *word[2:]] for word in line] for line in layout.lines],
    }
