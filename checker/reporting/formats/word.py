"""A check as a Word document to work on: real headings, a contents field, quotes, and room to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.reporting import wording
from checker.reporting.brief import in_room, telling
from checker.reporting.formats.word_brief import badge, brief_body, changes_body, verdict_cell
from checker.reporting.formats.word_parts import (
    LEAD,
    QUOTE_SOURCE,
    SMALL,
    Cell,
    bookmark,
    cell_paragraph,
    contents,
    document_of,
    heading,
    page_break,
    paragraph,
    run,
    saved,
    table,
    tick_box_cell,
)
from checker.reporting.model import Changes, Entry, Inspection, Pack, Quote, Report, WordGroup
from checker.reporting.reviewed import NOT_DECIDED, TITLE, ReviewShown
from checker.reporting.view import RenderOptions, build, improvement_line, source_line
from checker.results.model import Check

_LONGEST_LINE = 260  # characters of a quote in the list of what is met


def render(check: Check, options: RenderOptions) -> bytes:
    """The .docx file."""
    report = build(check, options)
    footer = f"{report.labels.kind} · {wording.day(options.made_on.isoformat())}"
    document = document_of(_Writer(report, options).body(), header=report.title, footer=footer)
    return saved(document, report.title, report.labels.kind, options)


class _Writer:
    """The body of one document, written front to back."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self._report = report
        self._options = options
        self._parts: list[str] = []
        self._bookmarks = 0
        self._headings: list[tuple[int, str, str]] = []  # level, text, bookmark
        self._links = {entry.anchor: f"requirement_{number}" for number, entry in enumerate(report.entries)}

    def body(self) -> str:
        """What changed and the brief, then (with its contents in front) the annex."""
        report, alone = self._report, self._options.brief_only
        front = [
            paragraph(run(f"{report.labels.kind} · {report.type}"), style=SMALL),
            paragraph(run(report.title), style="Title"),
            paragraph(run(report.subtitle), style="Subtitle"),
        ]
        if report.changes:
            front.append(heading(report.changes.title, 1, "changes", 9001))
            front += changes_body(report.changes, self._link)
            front.append(page_break())
            front.append(heading("The brief", 1, "brief", 9002))
        if report.review:
            front += self._review(report.review)
        front += brief_body(report.brief, self._link, alone=alone)
        if alone:
            return "".join(front)
        self._annex()
        shown = [entry for entry in self._headings if entry[0] < 3]
        return "".join([*front, page_break(), contents(shown), *self._parts])

    def _link(self, entry: Entry) -> str:
        return "" if self._options.brief_only else self._links[entry.anchor]

    def _annex(self) -> None:
        report = self._report
        if report.changes:
            self._changes(report.changes)
        if report.inspection:
            self._inspection(report.inspection)
        self._summary()
        for pack in report.packs:
            self._pack(pack)
        if report.promises:
            self._promises()
        self._about()

    def _number(self) -> int:
        """A number that no other bookmark has."""
        self._bookmarks += 1
        return self._bookmarks

    def _heading(self, text: str, level: int, name: str = "") -> None:
        number = self._number()
        name = name or f"heading_{number}"
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
        if report.packs:
            self._heading("Verdicts by theme", 1)
        for pack in report.packs:
            if len(report.packs) > 1:
                self._heading(pack.title, 2)
            self._parts.append(paragraph(run(pack.headline, bold=True, size=12)))
            rows = [[Cell("Verdict"), Cell("Number"), Cell("Themes")]]
            rows += [[verdict_cell(share.verdict), Cell(str(share.number)), Cell(share.line)] for share in pack.shares]
            self._table(rows, [1.6, 1, 5.4])
        self._heading("What could not be read", 2)
        for note in report.unread or (report.all_read,):
            self._say(note, "ListBullet" if report.unread else "")

    def _review(self, review: ReviewShown) -> Iterator[str]:
        """What people decided, and who signed it."""
        yield paragraph(run(TITLE, bold=True, size=12), keep=True)
        yield paragraph(run(review.headline, bold=True))
        for text in review.summary:
            yield paragraph(run(text), style="Quote")
        for line in review.lines:
            yield paragraph(run(line), style="ListBullet")
        if review.record:
            yield paragraph(run(review.record), style=SMALL)

    def _reviewed(self, entry: Entry, review: ReviewShown) -> list[tuple[str, str]]:
        """The reviewer's verdict on a requirement: style and runs of its paragraphs."""
        decided = review.of(entry.requirement)
        if decided is None:
            return [("", run(NOT_DECIDED, bold=True))]
        ink = wording.COLOURS[decided.verdict.tone].ink
        lines = [("", run(f"{badge(decided.verdict)} – {decided.line}", bold=True, colour=ink))]
        lines += [("", run(decided.note))] if decided.note else []
        return lines + [("", run(f"Evidence added: {words}")) for words in decided.added]

    def _changes(self, changes: Changes) -> None:
        self._heading("The words that changed", 1)
        for row in changes.rows:
            self._heading(row.entry.title, 2)
            ink = wording.COLOURS[row.entry.verdict.tone].ink
            verdicts = f"{badge(row.before)} → {badge(row.entry.verdict)}"
            turn = run(f" · {row.line}", colour=wording.QUIET, size=9)
            self._parts.append(paragraph(run(verdicts, bold=True, colour=ink), turn, keep=bool(row.words)))
            for group in row.words:
                self._group(group)
        if changes.same:
            self._labelled("Verdict and words as before", f"{changes.same_line}.")
        self._heading("The two texts as a whole", 2)
        for group in changes.text:
            self._group(group)
        if not changes.text:
            self._say("Every sentence of either draft stands in the other, in the same order.")

    def _group(self, group: WordGroup) -> None:
        self._say(group.label, LEAD)
        for quote in group.quotes:
            self._parts += [paragraph(runs, style=style) for style, runs in self._quote(quote)]

    def _quote(self, quote: Quote) -> list[tuple[str, str]]:
        """A quote and where it stands: style and runs of two paragraphs."""
        marks = [quote.mark] if quote.mark else []
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
        if pack.annex:  # looked at besides: a line each; the web page and the workbook have all of it
            self._say(pack.headline)
            self._lines(pack.entries)
            return
        for theme in pack.themes:
            gaps = [entry for entry in theme.entries if entry.verdict.gap]
            if gaps:
                self._heading(theme.label, 2)
            for entry in gaps:
                self._entry(entry)
        others = [entry for entry in pack.entries if not entry.verdict.gap]
        if others:
            words = list(dict.fromkeys(entry.verdict.word for entry in others))
            self._heading(f"{wording.join(words)} ({len(others)})", 2)
            self._lines(others)

    def _lines(self, entries: Sequence[Entry]) -> None:
        """One line an entry that needs nothing done: its title, its best words and their place."""
        judge = self._options.audience == "scrutineer" and self._report.review is None
        rows = [
            [Cell("Requirement"), Cell("The best words, and where they stand"), *([Cell("Agree")] if judge else [])]
        ]
        for entry in entries:
            again = f" ({wording.LOOK_AGAIN})" if entry.look_again else ""
            anchor = bookmark(self._links[entry.anchor], self._number())
            title = cell_paragraph(anchor, run(f"{badge(entry.verdict)} · {entry.title}{again}", bold=True, size=9))
            best = telling(entry)
            said = run(f"“{in_room(best, _LONGEST_LINE)}” ", size=9) if best else run(entry.reason, size=9)
            more = len(entry.quotes) - 1
            where = f"{best.where}{f'; {more} more' if more > 0 else ''}" if best else ""
            words = cell_paragraph(said, run(where, colour=wording.QUIET, size=9))
            for _, decision in self._reviewed(entry, self._report.review) if self._report.review else ():
                words += cell_paragraph(decision)
            rows.append([Cell(content=title), Cell(content=words), *([tick_box_cell(("",))] if judge else [])])
        self._table(rows, [2.4, 5.2, 0.7] if judge else [2.4, 5.9])

    def _entry(self, entry: Entry) -> None:
        labels = self._report.labels
        self._heading(entry.title, 3, self._links[entry.anchor])
        ink = wording.COLOURS[entry.verdict.tone].ink
        source = run(f" · {source_line(entry)}", colour=wording.QUIET, size=9)
        self._parts.append(paragraph(run(badge(entry.verdict), bold=True, colour=ink), source, keep=True))
        if entry.asks:
            self._parts.append(paragraph(run(entry.asks, italic=True), keep=True))
        lines: list[tuple[str, str]] = [("", run(entry.reason))]  # style, runs
        if entry.sure:
            lines.append((SMALL, run(entry.sure)))
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
            self._labelled(badge(verdict), verdict.meaning)
        self._heading("How far to trust it", 2)
        for note in report.method:
            self._say(note)
