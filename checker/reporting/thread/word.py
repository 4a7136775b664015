"""An area through time as a Word document: the documents, what their order shows, commitments, themes."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.flags import Step
from checker.compare.thread import Kept, Thread
from checker.reporting import wording
from checker.reporting.areas.wording import place_words, shortened, type_words
from checker.reporting.formats.word_brief import badge
from checker.reporting.formats.word_parts import (
    QUOTE_SOURCE,
    SMALL,
    Cell,
    cell_paragraph,
    document_of,
    heading,
    paragraph,
    run,
    saved,
    table,
)
from checker.reporting.options import RenderOptions
from checker.reporting.thread.view import FLAGS, OUTCOMES, by_theme, tally, told_of, when
from checker.reporting.wording import clean_line

_LONGEST = 320
_QUOTES_EACH = 2


def render_word(thread: Thread, options: RenderOptions) -> bytes:
    """The .docx file."""
    title = f"{clean_line(thread.area)} through time"
    footer = f"Safeguarding check · {wording.day(options.made_on.isoformat())}"
    return saved(document_of("".join(_body(thread, title)), header=title, footer=footer), title, "Thread", options)


def _body(thread: Thread, title: str) -> Iterator[str]:
    yield paragraph(run(title), style="Title")
    for note in thread.notes:
        yield paragraph(run(clean_line(note)), style=SMALL)
    yield heading("What the order shows", 1, "flags", 1)
    for flag in thread.flags:
        label = f"{FLAGS[flag.kind]}: {wording.sentence_case(flag.theme).lower()}"
        yield paragraph(run(label, bold=True), keep=True)
        yield paragraph(run(flag.reason), keep=True)
        yield from _step(flag.earlier)
        yield from _step(flag.later)
    for kept in thread.slipped:
        yield paragraph(run(f"{FLAGS['setback']}: a commitment", bold=True), keep=True)
        yield paragraph(run(_commitment(kept)), keep=True)
        yield paragraph(run(_told(kept)))
    if not thread.flags and not thread.slipped:
        yield paragraph(run("No weakness left unanswered, no setback and no improvement was seen in these documents."))
    yield heading("The documents", 1, "documents", 2)
    rows = [[Cell("No."), Cell("Date"), Cell("Document"), Cell("Verdicts")]]
    for document in thread.documents:
        counts = ", ".join(count.verdict.counted(count.number) for count in tally(thread, document))
        named = f"{clean_line(document.title or document.path)} ({type_words(document.type).lower()})"
        rows.append([Cell(str(document.number)), Cell(when(document)), Cell(named), Cell(counts)])
    yield table(rows, [0.6, 1.8, 5, 3])
    yield heading("Theme by theme", 1, "themes", 3)
    numbers = [Cell(str(document.number)) for document in thread.documents]
    grid = [[Cell("Theme"), *numbers]]
    for row in by_theme(thread):
        cells = []
        for looks in row.cells:
            words = "".join(
                cell_paragraph(run(badge(look), bold=True, colour=wording.COLOURS[look.tone].ink, size=9))
                for look in looks
            )
            cells.append(Cell(content=words or cell_paragraph()))
        grid.append([Cell(row.label, bold=True), *cells])
    yield table(grid, [2.4, *(1.5 for _ in numbers)])
    yield from _commitments(thread)
    yield from _followed(thread)


def _followed(thread: Thread) -> Iterator[str]:
    if thread.followed:
        yield heading("What inspections asked for, and what the next one says", 1, "followed", 5)
    for one in thread.followed:
        earlier, later = (f"document {document.number}, {when(document)}" for document in (one.earlier, one.later))
        yield paragraph(run(f"Printed in {earlier}; looked for in {later}", bold=True), keep=True)
        rows = [[Cell("What was to improve"), Cell("What the next inspection says")]]
        for followed in one.items:
            told = told_of(thread, followed)
            if followed.told is not None:
                place = place_words(followed.told)
                told += f": “{shortened(followed.told.quote, _LONGEST)}”" + (f" ({place})" if place else "")
            rows.append([Cell(shortened(followed.item.text, _LONGEST), size=9), Cell(told, size=9)])
        yield table(rows, [5, 5])


def _commitments(thread: Thread) -> Iterator[str]:
    if thread.promised:
        yield heading("Commitments, and what later reports say of them", 1, "commitments", 4)
    for promised in thread.promised:
        document = promised.document
        yield paragraph(run(f"{document.number}. {type_words(document.type)}, {when(document)}", bold=True), keep=True)
        rows = [[Cell("What, who and by when"), Cell("What a later report says")]]
        rows += [[Cell(_commitment(kept), size=9), Cell(_told(kept), size=9)] for kept in promised.commitments]
        yield table(rows, [5, 5])


def _commitment(kept: Kept) -> str:
    what = clean_line(kept.commitment.what)
    facts = [f"who: {clean_line(kept.commitment.who)}"] if kept.commitment.who else []
    facts += [f"by when: {clean_line(kept.commitment.by_when)}"] if kept.commitment.by_when else []
    place = place_words(kept.commitment)
    facts += [place] if place else []
    return what[:1].upper() + what[1:] + (f" ({'; '.join(facts)})" if facts else "")


def _told(kept: Kept) -> str:
    if kept.told is None or kept.report is None:
        return OUTCOMES[kept.outcome]
    place = place_words(kept.told)
    where = f"document {kept.report.number}" + (f", {place}" if place else "")
    return f"{OUTCOMES[kept.outcome]}: “{shortened(kept.told.quote, _LONGEST)}” ({where})"


def _step(step: Step) -> Iterator[str]:
    document = step.document
    yield paragraph(run(f"{document.number}. {type_words(document.type)}, {when(document)}"), style=SMALL, keep=True)
    for finding in step.findings:
        look = wording.verdict(finding.mode, finding.verdict)
        ink = wording.COLOURS[look.tone].ink
        said = run(f" {clean_line(finding.title)}")
        yield paragraph(run(badge(look), bold=True, colour=ink), said, keep=bool(finding.evidence))
        for evidence in finding.evidence[:_QUOTES_EACH]:
            yield paragraph(run(f"“{shortened(evidence.told, _LONGEST)}”"), style="Quote")
            yield paragraph(run(place_words(evidence) or "no page numbers"), style=QUOTE_SOURCE)
