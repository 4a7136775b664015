"""A copy of the checked PDF with its evidence highlighted in place, and an outline entry for each requirement.

The source's bytes stay as they are; the highlights are an update behind them (`pdf_update`). One
highlight stands for one stretch of words, however many requirements cite it; its note names them all.
Words without a place, as on a page read by character recognition, get a note at the head of their page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.reporting import wording
from checker.reporting.formats.annotated_pdf.index_page import Row, add_index
from checker.reporting.formats.annotated_pdf.objects import (
    array,
    highlight,
    name,
    note,
    number,
    page_corner,
    page_turn,
    text,
)
from checker.reporting.formats.annotated_pdf.outline import Item, add_outline
from checker.reporting.formats.annotated_pdf.update import Update, damaged
from checker.reporting.model import Entry, Pack, Quote, Report
from checker.reporting.view import RenderOptions, build
from checker.reporting.wording import Tone
from checker.results.marks import Source, Span
from checker.results.model import Check

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

AUTHOR = "Safeguarding checker"
# Clear on white, and pale enough for black print to show through.
HIGHLIGHTS: dict[Tone, str] = {"good": "A6DFB8", "partial": "FFD98A", "bad": "F7B3AD", "none": "C9D2DB"}
_SUPPORTS = "supports it"
_LEGEND = (
    (HIGHLIGHTS["good"], "Bears out that a requirement is met, or is a strength"),
    (HIGHLIGHTS["partial"], "Speaks to a requirement, and is not enough; or is good and bad"),
    (HIGHLIGHTS["bad"], "Weakens a verdict, or is where inspectors find fault"),
    (HIGHLIGHTS["none"], "Bears on a requirement on which nothing was found to judge"),
)
_ROOM_ABOVE = 40.0  # points above a highlight that a jump to it leaves in sight


@dataclass(frozen=True, slots=True)
class _Cited:
    """A stretch of words and the entries that cite it, the worst verdict first."""

    span: Span
    page: int | None
    by: tuple[tuple[Entry, Quote], ...]

    @property
    def part(self) -> Tone:
        """What the words do for the verdicts that rest on them: the worst of it gives the colour."""
        if any(quote.weakens for _, quote in self.by):
            return "bad"
        return self.by[0][0].verdict.tone


def render(check: Check, options: RenderOptions, source: Source) -> bytes:
    """The annotated copy. Raises DocumentError (protected, damaged) where nothing can be added to the source."""
    from pypdf.errors import PyPdfError

    report = build(check, options)
    try:
        return _Copy(report, options, source).data()
    except (PyPdfError, AssertionError, NotImplementedError) as error:  # as pypdf tells of broken objects
        raise damaged() from error


class _Copy:
    """One annotated copy being made."""

    def __init__(self, report: Report, options: RenderOptions, source: Source) -> None:
        self._report = report
        self._made = f"D:{options.made_on:%Y%m%d}"
        self._source = source
        self._update = Update(source.data)
        self._annotations: dict[int, list[IndirectObject]] = {}  # by page, counted from 1
        self._tops: dict[tuple[Span, int], float | None] = {}  # where a jump to a stretch's words leads

    def data(self) -> bytes:
        """The bytes of the copy."""
        for cited in _cited(self._report):
            self._mark(cited)
        for page, added in self._annotations.items():
            self._attach(page, added)
        add_outline(self._update, self._outline())
        behind = add_index(self._update, f"{AUTHOR}: {self._report.title}", _LEGEND, self._index())
        data = self._update.data()
        _refuse_unreadable(data, len(self._update.pages) + behind, self._annotations)
        return data

    def _mark(self, cited: _Cited) -> None:
        contents = _note(cited, self._report)
        entry = cited.by[0][0]
        tone = HIGHLIGHTS[cited.part]
        places = self._source.places.get(cited.span, ())
        for page, boxes in places:
            self._tops[cited.span, page] = max(box[3] for box in boxes)
            self._add(page, highlight(self._update, boxes, tone), cited, contents, entry)
        for span in self._source.lists.get(cited.span, ()):  # what the words lead into is marked with them
            for page, boxes in self._source.places.get(span, ()):
                listed = f"Part of the list that these words lead into.\n\n{contents}"
                self._add(page, highlight(self._update, boxes, tone), _Cited(span, page, cited.by), listed, entry)
        if not places and cited.page is not None:
            self._tops[cited.span, cited.page] = None
            corner = page_corner(self._dictionary(cited.page), len(self._annotations.get(cited.page, ())))
            self._add(cited.page, note(self._update, corner, tone), cited, _quoted(cited, contents), entry)

    def _add(self, page: int, annotation: DictionaryObject, cited: _Cited, contents: str, entry: Entry) -> None:
        annotation.update(
            {
                name("/P"): self._reference(page),
                name("/Contents"): text(contents),
                name("/T"): text(AUTHOR),
                name("/Subj"): text(entry.verdict.word),
                name("/NM"): text(f"checker-{cited.span[0]}-{cited.span[1]}-{page}"),
                name("/M"): text(self._made),
                name("/CreationDate"): text(self._made),
            }
        )
        self._annotations.setdefault(page, []).append(self._update.add(annotation))

    def _attach(self, page: int, added: list[IndirectObject]) -> None:
        """Add annotations to those that a page has."""
        from pypdf.generic import ArrayObject, IndirectObject

        sheet = self._dictionary(page)
        held = sheet.raw_get("/Annots") if "/Annots" in sheet else None
        known = held.get_object() if held is not None else None
        kept: list[PdfObject] = list(known) if isinstance(known, ArrayObject) else []
        if isinstance(held, IndirectObject) and isinstance(known, ArrayObject):
            self._update.change(held, array([*kept, *added]))
            return
        sheet[name("/Annots")] = array([*kept, *added])
        self._update.change(self._reference(page), sheet)

    def _reference(self, page: int) -> IndirectObject:
        if not 1 <= page <= len(self._update.pages):
            raise damaged()  # what counts its pages otherwise than pdfium does cannot be added to
        return self._update.pages[page - 1]

    def _dictionary(self, page: int) -> DictionaryObject:
        return self._update.dictionary(self._reference(page))

    def _index(self) -> list[Row]:
        """Each requirement, worst verdict first, with links to its passages in their order."""
        order = [verdict.key for verdict in (*wording.COVERAGE, *wording.INSPECTION)]
        besides = {pack.id: pack.annex for pack in self._report.packs}
        entries = sorted(self._report.entries, key=lambda entry: (besides[entry.pack], order.index(entry.verdict.key)))
        return [
            Row(f"{entry.verdict.word}: {entry.title}", HIGHLIGHTS[entry.verdict.tone], tuple(self._links(entry)))
            for entry in entries
        ]

    def _links(self, entry: Entry) -> Iterator[tuple[str, PdfObject]]:
        for quote in entry.quotes:
            for (span, page), top in self._tops.items():
                if span == quote.span:
                    yield f"p. {page}", self._page(page, top)
                    break

    def _outline(self) -> Item:
        packs = self._report.packs
        parts = [self._pack(pack) for pack in packs]
        first = self._page(1)
        if len(packs) == 1:
            return Item(f"{AUTHOR}: {packs[0].headline}", first, "", parts[0])
        titled = (
            Item(f"{pack.title}: {pack.headline}", first, "", part) for pack, part in zip(packs, parts, strict=True)
        )
        return Item(self._report.labels.kind, first, "", tuple(titled))

    def _pack(self, pack: Pack) -> tuple[Item, ...]:
        """An item a requirement in the pack's order; those without words behind them follow, by verdict."""
        items: list[Item] = []
        bare: dict[str, list[Item]] = {}
        for entry in pack.entries:
            jump = self._jump(entry)
            ink = wording.COLOURS[entry.verdict.tone].ink
            item = Item(f"{entry.verdict.word}: {entry.title}", jump or self._page(1), ink)
            if jump is not None:
                items.append(item)
            else:
                bare.setdefault(entry.verdict.word, []).append(item)
        for word, group in bare.items():
            if len(group) == 1:
                items += group
                continue
            title = f"{word}, no words found ({len(group)})"
            items.append(Item(title, self._page(1), group[0].ink, tuple(group)))
        return tuple(items)

    def _jump(self, entry: Entry) -> PdfObject | None:
        """Where the entry's first evidence stands, or None without any in this file."""
        for quote in entry.quotes:
            for (span, page), top in self._tops.items():
                if span == quote.span:
                    return self._page(page, top)
        return None

    def _page(self, page: int, top: float | None = None) -> PdfObject:
        from pypdf.generic import NullObject

        reference = self._reference(page)
        if top is None or page_turn(self._dictionary(page)):
            return array([reference, name("/Fit")])
        return array([reference, name("/XYZ"), NullObject(), number(top + _ROOM_ABOVE), NullObject()])


def _refuse_unreadable(data: bytes, pages: int, annotated: Iterable[int]) -> None:
    """Open a copy as a viewer does. Raises DocumentError (damaged) if pages are lacking, or one does not load."""
    import pypdfium2 as pdfium

    try:
        copy = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise damaged() from error
    try:
        if len(copy) != pages:
            raise damaged()
        for number in sorted({1, *annotated}):
            copy[number - 1].close()
    except pdfium.PdfiumError as error:
        raise damaged() from error
    finally:
        copy.close()


def _cited(report: Report) -> list[_Cited]:
    """Every stretch of words that is cited, once, in the order of the text."""
    by: dict[Span, list[tuple[Entry, Quote]]] = {}
    for entry in report.entries:
        for quote in entry.quotes:
            if entry not in (known for known, _ in by.get(quote.span, ())):
                by.setdefault(quote.span, []).append((entry, quote))
    order = [verdict.key for verdict in (*wording.COVERAGE, *wording.INSPECTION)]
    return [
        _Cited(span, cited[0][1].page, tuple(sorted(cited, key=lambda pair: order.index(pair[0].verdict.key))))
        for span, cited in sorted(by.items())
    ]


def _note(cited: _Cited, report: Report) -> str:
    """What the note says: for each requirement its title, verdict, what the words do for it, and the reason."""
    parts = []
    for entry, quote in cited.by:
        plain = quote.mark in {"", wording.WEAKENS, wording.FALLS_SHORT}
        role = (quote.mark or _SUPPORTS) if plain else f"{wording.WEAKENS}: {quote.mark}"
        decided = report.review.of(entry.requirement) if report.review else None
        people = f"\n{decided.line}" if decided else ""
        parts.append(f"{entry.title}\n{entry.verdict.word}. This passage {role}.\n{entry.reason}{people}")
    return "\n\n".join(parts)


def _quoted(cited: _Cited, contents: str) -> str:
    """The note for words that cannot be shown in place: the words come first."""
    quote = cited.by[0][1]
    how = " (read by character recognition)" if quote.read_by_ocr else ""
    return f"“{quote.text}”{how}\n\n{contents}"
