"""A check as a Word document to work on: real headings, a contents field, quotes, and room to judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from checker.reporting import wording
from checker.reporting.formats.word_parts import (
    LEAD,
    QUOTE_SOURCE,
    SMALL,
    Cell,
    contents,
    document_of,
    heading,
    link_cell,
    paragraph,
    run,
    table,
    tick_box_cell,
)
from checker.reporting.model import Changes, Entry, Inspection, Pack, Quote, Report
from checker.reporting.reviewed import NOT_DECIDED, TITLE, ReviewShown
from checker.reporting.view import RenderOptions, build, gap_line, improvement_line, source_line
from checker.reporting.wording import VerdictLook
from checker.results.model import Check


def render(check: Check, options: RenderOptions) -> bytes:
    """The .docx file."""
    report = build(check, options)
    made = options.made_on
    footer = f"{report.labels.kind} · {wording.day(made.isoformat())}"
    document = document_of(_Writer(report, options).body(), header=report.title, footer=footer)
    properties = document.core_properties
    properties.title = report.title[:255]
    properties.subject = report.labels.kind
    properties.author = properties.last_modified_by = f"Safeguarding checker {options.version}"[:255]
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime(made.year, made.month, made.day)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """The body of one document, written front to back."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self._report = report
        self._options = options
        self._parts: list[str] = []
        self._headings: list[tuple[int, str, str]] = []  # level, text, bookmark
        self._links = {entry.anchor: f"requirement_{number}" for number, entry in enumerate(report.entries)}

    def body(self) -> str:
        """All of it, with the contents in front of the first heading."""
        report = self._report
        front = [
            paragraph(run(f"{report.labels.kind} · {report.type}"), style=SMALL),
            paragraph(run(report.title), style="Title"),
            paragraph(run(report.subtitle), style="Subtitle"),
            paragraph(run(report.statement)),
        ]
        self._summary()
        if report.changes:
            self._changes(report.changes)
        if report.inspection:
            self._inspection(report.inspection)
        for pack in report.packs:
            self._pack(pack)
        if report.promises:
            self._promises()
        self._about()
        shown = [entry for entry in self._headings if entry[0] < 3]
        return "".join([*front, contents(shown), *self._parts])

    def _heading(self, text: str, level: int, bookmark: str = "") -> None:
        number = len(self._headings) + 1
        name = bookmark or f"heading_{number}"
        self._headings.append((level, text, name))
        self._parts.append(heading(text, level, name, number))

    def _say(self, text: str, style: str = "") -> None:
        self._parts.append(paragraph(run(text), style=style))

    def _labelled(self, label: str, text: str) -> None:
        self._parts.append(paragraph(run(f"{label}: ", bold=True), run(text)))

    def _table(self, rows: Sequence[Sequence[Cell]], shares: Sequence[float], *, head: bool = True) -> None:
        self._parts.append(table(rows, shares, head=head))

    def _summary(self) -> None:
        report = self._report
        self._heading("Summary", 1)
        if report.review:
            self._review(report.review)
        if report.inspection:
            self._parts.append(paragraph(run(report.inspection.headline, bold=True, size=12)))
        for pack in report.packs:
            if len(report.packs) > 1:
                self._heading(pack.title, 2)
            self._parts.append(paragraph(run(pack.headline, bold=True, size=12)))
            rows = [[Cell("Verdict"), Cell("Number"), Cell("Themes")]]
            rows += [[_verdict(share.verdict), Cell(str(share.number)), Cell(share.line)] for share in pack.shares]
            self._table(rows, [1.6, 1, 5.4])
        if report.gaps:
            self._heading(report.labels.gaps, 2)
            rows = [[Cell("Verdict"), Cell("On what"), Cell("Why")]]
            for entry in report.gaps:
                title = link_cell(entry.title, self._links[entry.anchor], f" ({gap_line(entry)})")
                rows.append([_verdict(entry.verdict), title, Cell(entry.reason)])
            self._table(rows, [1.4, 2.6, 4])
        self._heading("What could not be read", 2)
        for note in report.unread or (report.all_read,):
            self._say(note, "ListBullet" if report.unread else "")

    def _review(self, review: ReviewShown) -> None:
        """What people decided, and who signed it."""
        self._heading(TITLE, 2)
        self._parts.append(paragraph(run(review.headline, bold=True, size=12)))
        for text in review.summary:
            self._say(text, "Quote")
        for line in review.lines:
            self._say(line, "ListBullet")
        if review.record:
            self._say(review.record, SMALL)

    def _reviewed(self, entry: Entry, review: ReviewShown) -> list[tuple[str, str]]:
        """The reviewer's verdict on a requirement: style and runs of its paragraphs."""
        decided = review.of(entry.requirement)
        if decided is None:
            return [("", run(NOT_DECIDED, bold=True))]
        ink = wording.COLOURS[decided.verdict.tone].ink
        lines = [("", run(f"{_badge(decided.verdict)} – {decided.line}", bold=True, colour=ink))]
        lines += [("", run(decided.note))] if decided.note else []
        return lines + [("", run(f"Evidence added: {words}")) for words in decided.added]

    def _changes(self, changes: Changes) -> None:
        self._heading(changes.title, 1)
        self._parts.append(paragraph(run(changes.headline, bold=True, size=12)))
        for row in changes.rows:
            self._heading(row.entry.title, 2)
            ink = wording.COLOURS[row.entry.verdict.tone].ink
            verdicts = f"{_badge(row.before)} → {_badge(row.entry.verdict)}"
            turn = run(f" · {row.line}", colour=wording.QUIET, size=9)
            self._parts.append(paragraph(run(verdicts, bold=True, colour=ink), turn, keep=bool(row.new or row.gone)))
            for label, quotes in ((changes.new, row.new), (changes.gone, row.gone)):
                if quotes:
                    self._say(label, LEAD)
                for quote in quotes:
                    self._parts += [paragraph(runs, style=style) for style, runs in self._quote(quote)]
        if changes.same:
            self._labelled("Verdict and words as before", changes.same_line)

    def _quote(self, quote: Quote) -> list[tuple[str, str]]:
        """A quote and where it stands: style and runs of two paragraphs."""
        marks = [self._report.labels.weakens] if quote.weakens else []
        marks += ["read by character recognition"] if quote.read_by_ocr else []
        marked = run("".join(f" · {mark}" for mark in marks), bold=True, colour=wording.COLOURS["partial"].ink)
        return [("Quote", run(f"“{quote.text}”")), (QUOTE_SOURCE, run(quote.where) + marked)]

    def _inspection(self, inspection: Inspection) -> None:
        self._heading("What the inspection printed", 1)
        facts = [[Cell(fact.label, bold=True), Cell(fact.value)] for fact in inspection.facts]
        self._table(facts, [2, 5], head=False)
        if inspection.judgements:
            rows = [[Cell("Judgement"), Cell("Grade"), Cell("As printed, if otherwise")]]
            for judgement in inspection.judgements:
                rows.append([Cell(judgement.label), Cell(judgement.grade, bold=True), Cell(judgement.printed)])
            self._table(rows, [3, 2, 3])
        else:
            self._say("The report prints no grades.")
        for text in inspection.disagreements:
            self._labelled("The report disagrees with itself", text)
        self._heading("Areas for improvement", 2)
        for item in inspection.improvements:
            line = run(f" ({improvement_line(item)})", colour=wording.QUIET, size=9)
            self._parts.append(paragraph(run(item.text), line, style="ListNumber"))
        if not inspection.improvements:
            self._say("No printed area for improvement, recommendation or priority action was recognised.")

    def _pack(self, pack: Pack) -> None:
        titled = f": {pack.title}" if len(self._report.packs) > 1 else ""
        self._heading(self._report.labels.each + titled, 1)
        for theme in pack.themes:
            self._heading(theme.label, 2)
            for entry in theme.entries:
                self._entry(entry)

    def _entry(self, entry: Entry) -> None:
        labels = self._report.labels
        self._heading(entry.title, 3, self._links[entry.anchor])
        ink = wording.COLOURS[entry.verdict.tone].ink
        source = run(f" · {source_line(entry)}", colour=wording.QUIET, size=9)
        self._parts.append(paragraph(run(_badge(entry.verdict), bold=True, colour=ink), source, keep=True))
        if entry.asks:
            self._parts.append(paragraph(run(entry.asks, italic=True), keep=True))
        lines: list[tuple[str, str]] = [("", run(entry.reason))]  # style, runs
        if self._report.review:
            lines += self._reviewed(entry, self._report.review)
        for quote in entry.quotes:
            lines += self._quote(quote)
        if entry.advice:
            lines.append(("", run(f"{labels.advice}: ", bold=True) + run(entry.advice)))
        if entry.questions:
            lines.append((LEAD, run(labels.questions)))
            lines += [("ListBullet", run(question)) for question in entry.questions]
        for number, (style, runs) in enumerate(lines, 1):
            # The reader's table that follows means little at the head of another page.
            self._parts.append(paragraph(runs, style=style, keep=number == len(lines)))
        self._room(entry)

    def _room(self, entry: Entry) -> None:
        """Room to write: a scrutineer agrees or not, a partnership notes what it will do about a gap."""
        if self._report.review is not None:
            return  # it has been decided where it could be
        if self._options.audience == "scrutineer":
            boxes = tick_box_cell(("Agree", "Disagree"))
            self._table([[Cell("Reviewer's judgement"), Cell("Note")], [boxes, Cell()]], [2, 5])
        elif entry.verdict.gap:
            self._table([[Cell("What we will do"), Cell("Who"), Cell("By when")], [Cell()] * 3], [4, 2, 1.5])

    def _promises(self) -> None:
        self._heading(wording.PROMISES, 1)
        self._say(wording.PROMISES_NOTE)
        rows = [[Cell(title) for title in wording.PROMISES_HEAD]]
        rows += [[Cell(cell) for cell in (row.what, row.who, row.by_when, row.page)] for row in self._report.promises]
        self._table(rows, [4, 2, 1.6, 1.4])

    def _about(self) -> None:
        report = self._report
        self._heading("About this check", 1)
        rows = [[Cell("What"), Cell("Found"), Cell("How it is known")]]
        rows += [[Cell(fact.label, bold=True), Cell(fact.value), Cell(fact.how)] for fact in report.facts]
        self._table(rows, [1.5, 3.5, 3])
        self._heading("What the verdicts mean", 2)
        for verdict in report.meanings:
            self._labelled(_badge(verdict), verdict.meaning)
        self._heading("How far to trust it", 2)
        for note in report.method:
            self._say(note)


def _badge(verdict: VerdictLook) -> str:
    return f"{verdict.symbol} {verdict.word}"


def _verdict(verdict: VerdictLook) -> Cell:
    """A coloured cell with the verdict's symbol and word."""
    colours = wording.COLOURS[verdict.tone]
    return Cell(_badge(verdict), bold=True, ink=colours.ink, wash=colours.wash)
