"""A check as an Excel workbook to sort and filter: one row a requirement, and one row a quote.

Every cell is written as a string or a number: nothing in a document can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from checker.reporting import wording
from checker.reporting.additions import ADD_HEAD, title_of
from checker.reporting.changes import GONE, NEW, RELIED, REWORDED, UNRELIED
from checker.reporting.formats.excel_parts import SAFE, Sheet, Styles, Value, badge
from checker.reporting.model import Changes, Entry, Inspection, Report
from checker.reporting.reviewed import NOT_DECIDED, TITLE, ReviewShown
from checker.reporting.view import RenderOptions, build
from checker.results.model import Check

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def render(check: Check, options: RenderOptions) -> bytes:
    """The .xlsx file."""
    import xlsxwriter

    report = build(check, options)
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, SAFE)
    made = options.made_on
    workbook.set_properties(
        {
            "title": report.title[:255],
            "subject": report.labels.kind,
            "author": f"Safeguarding checker {options.version}"[:255],
            "created": datetime(made.year, made.month, made.day),
        }
    )
    book = _Book(workbook, report)
    book.brief()
    if report.changes:
        book.changes(report.changes)
    if not options.brief_only:
        book.annex()
    workbook.close()
    return stream.getvalue()


class _Book:
    """One workbook being written, sheet by sheet."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._report = report
        self._styles = Styles(workbook)

    def annex(self) -> None:
        """All that stands behind the brief."""
        report = self._report
        if report.changes:
            self.texts(report.changes)
        self.verdicts()
        self.evidence()
        if report.gaps:
            self.gaps()
        if report.promises:
            self.promises()
        if report.inspection:
            self.inspection(report.inspection)
        self.themes()
        self.about()

    def brief(self) -> None:
        """The page to read first: what was checked, the verdicts in numbers, and each gap in one row."""
        report, styles, brief = self._report, self._styles, self._report.brief
        sheet = self._sheet("Brief", (16, 34, 60, 20, 50, 50), lines=False)
        sheet.title(report.title)
        sheet.say(f"{report.labels.kind} · {report.type} · {report.subtitle}")
        if report.changes:
            sheet.say(report.changes.headline, styles.section)
            sheet.say(report.changes.against)
        if report.review:
            sheet.section(TITLE)
            for line in (report.review.headline, *report.review.summary, *report.review.lines, report.review.record):
                if line:
                    sheet.say(line)
        for line in (brief.statement, *brief.lines):
            sheet.say(line)
        self._brief_lists(sheet)
        sheet.section("How far to trust it")
        sheet.say(brief.note)

    def _brief_lists(self, sheet: Sheet) -> None:
        """The verdicts in numbers, the gaps or what to add, and what is met."""
        styles, brief = self._styles, self._report.brief
        for pack in brief.packs:
            sheet.section(pack.title)
            sheet.add([badge(count.verdict) for count in pack.counts], styles.head)
            sheet.add(pack.counts)
        for group in brief.groups:
            sheet.section(group.title)
            sheet.add(["Verdict", "On what", "The words", "Where", "Why", "To ask"], styles.head)
            for gap in group.lines:
                row = [_verdict(gap.entry), gap.entry.title, gap.quote, gap.where, gap.entry.reason, gap.question]
                sheet.add(row)
        if brief.additions:
            sheet.section(title_of(len(brief.additions)))
            sheet.add(["Verdict", *ADD_HEAD[:2], "", ADD_HEAD[2], ""], styles.head)
            for item in brief.additions:
                what = f"{item.entry.title}. {item.what}" + (f"\n{item.example}" if item.example else "")
                sheet.add([_verdict(item.entry), item.section, what, None, item.question, None])
        for label, titles in brief.met:
            sheet.section(label)
            for title in titles.split("; "):
                sheet.say(title)

    def themes(self) -> None:
        """How many requirements have which verdict, by theme, and what could not be read."""
        report, styles = self._report, self._styles
        sheet = self._sheet("By theme", (44, 16, 16, 16, 16, 16), lines=False)
        for pack in report.packs:
            sheet.section(pack.title)
            sheet.say(pack.headline)
            sheet.add(["Theme", *(badge(count.verdict) for count in pack.counts), "All"], styles.head)
            for theme in pack.themes:
                sheet.add([theme.label, *(count.number for count in theme.counts), len(theme.entries)])
            sheet.add(["All", *pack.counts, pack.total], styles.bold)
        sheet.section("What could not be read")
        for note in report.unread or (report.all_read,):
            sheet.say(note)

    def changes(self, changes: Changes) -> None:
        """One row a requirement, lost first: its verdict before and now, and what became of the words."""
        kinds = {"gone": GONE, "new": NEW, "reworded": REWORDED, "relied": RELIED, "unrelied": UNRELIED}
        rows: list[list[Value]] = [
            [
                row.entry.requirement,
                row.entry.title,
                row.turn,
                row.before,
                row.entry.verdict,
                *("\n".join(f"“{quote.text}” ({quote.where})" for quote in row.quotes(kind)) for kind in kinds),
            ]
            for row in changes.rows
        ]
        rows += [
            [entry.requirement, entry.title, "unchanged", entry.verdict, entry.verdict, *(None for _ in kinds)]
            for entry in changes.same
        ]
        columns = {"Requirement": 26, "Title": 32, "Change": 12, "Before": 15, "Now": 15}
        self._list("Changes", columns | dict.fromkeys(kinds.values(), 50), rows)

    def texts(self, changes: Changes) -> None:
        """One row a passage of either draft that came, went, moved or was put otherwise."""
        rows: list[list[Value]] = [
            [group.kind, quote.text, quote.where] for group in changes.text for quote in group.quotes
        ]
        self._list("Texts", {"What became of it": 18, "Words": 100, "Where": 40}, rows)

    def verdicts(self) -> None:
        """One row a requirement."""
        titles = {pack.id: pack.title for pack in self._report.packs}
        rows: list[list[Value]] = [
            [
                entry.requirement,
                entry.title,
                entry.theme,
                entry.force,
                entry.verdict,
                wording.sentence_case(wording.LOOK_AGAIN) if entry.look_again else None,
                entry.reason,
                entry.asks,
                entry.basis,
                titles[entry.pack],
                len(entry.quotes),
                next((quote.page for quote in entry.quotes if quote.page is not None), None),
            ]
            for entry in self._report.entries
        ]
        more: dict[str, int] = {}
        if self._report.review is not None:
            more = {"Reviewer's verdict": 18, "Reviewer": 50, "Reviewer's note": 50}
            for row, entry in zip(rows, self._report.entries, strict=True):
                row += _reviewed(entry, self._report.review)
        columns = {
            "Requirement": 26,
            "Title": 32,
            "Theme": 20,
            "Force": 12,
            "Verdict": 15,
            "How sure": 12,
            "Reason": 60,
            "What it asks": 50,
            "Basis": 30,
            "Checked against": 30,
            "Quotes": 9,
            "First page": 11,
            **more,
        }
        self._list("Verdicts", columns, rows)

    def evidence(self) -> None:
        """One row a quote."""
        rows: list[list[Value]] = [
            [
                entry.requirement,
                entry.title,
                entry.verdict,
                quote.text,
                quote.page,
                quote.section,
                quote.paragraph,
                quote.mark or "supports it",
                "character recognition" if quote.read_by_ocr else "text",
            ]
            for entry in self._report.entries
            for quote in entry.quotes
        ]
        columns = {
            "Requirement": 26,
            "Title": 32,
            "Verdict": 15,
            "Quote": 80,
            "Page": 8,
            "Section": 32,
            "Paragraph": 12,
            "Role": 14,
            "Read from": 22,
        }
        self._list("Evidence", columns, rows)

    def gaps(self) -> None:
        """One row a gap, with what to do, what to ask, and room for an answer."""
        labels = self._report.labels
        columns = {
            "Requirement": 26,
            "Title": 32,
            "Force": 12,
            "Verdict": 15,
            "Reason": 50,
            labels.advice: 50,
            labels.questions: 50,
            "Answer or action": 40,
        }
        self._list("Gaps and questions", columns, [_gap(entry) for entry in self._report.gaps])

    def promises(self) -> None:
        """One row a commitment."""
        rows: list[list[Value]] = [
            [
                row.what,
                row.who,
                row.by_when,
                row.date,
                row.source.text,
                row.source.page,
                row.source.section,
            ]
            for row in self._report.promises
        ]
        columns = {"What": 60, "Who": 28, "By when": 22, "Last day": 12, "As printed": 70, "Page": 8, "Section": 32}
        self._list("Commitments", columns, rows)

    def inspection(self, inspection: Inspection) -> None:
        """The facts that an inspection report prints."""
        head = self._styles.head
        sheet = self._sheet("Inspection", (38, 80, 28, 24, 8), lines=False)
        for fact in inspection.facts:
            sheet.add([fact.label, fact.value])
        sheet.section("Judgements that the report itself makes")
        sheet.add(["Judgement", "Grade", "As printed, if otherwise"], head)
        for judgement in inspection.judgements:
            sheet.add([judgement.label, judgement.grade, judgement.printed])
        for text in inspection.disagreements:
            sheet.add(["The report disagrees with itself", text], self._styles.bold)
        sheet.section("Areas for improvement")
        sheet.add(["Kind", "As printed", "For whom", "Theme", "Page"], head)
        for item in inspection.improvements:
            sheet.add([item.kind, item.text, item.for_whom, item.theme, item.page])
        if not inspection.improvements:
            sheet.add([None, inspection.lists])
        if inspection.strengths:
            sheet.section("Strengths that the report lists")
            for item in inspection.strengths:
                sheet.add([item.kind, item.text, item.for_whom, item.theme, item.page])
        columns = {"Says": 10, "On": 44, "Remark": 90, "Page": 8, "Section": 36, "Printed as": 16}
        rows = [
            [row.polarity, row.themes, row.quote, row.page, row.section, row.printed_as] for row in inspection.remarks
        ]
        if rows:
            self._list("Remarks", columns, rows)

    def about(self) -> None:
        """How each fact is known, what the verdicts mean, and how far to trust the check."""
        report = self._report
        sheet = self._sheet("About", (24, 70, 60), lines=False)
        sheet.add(["What", "Found", "How it is known"], self._styles.head)
        for fact in report.facts:
            sheet.add([fact.label, fact.value, fact.how])
        sheet.section("What the verdicts mean")
        for verdict in report.meanings:
            sheet.add([verdict, verdict.meaning])
        sheet.section("How far to trust it")
        for note in report.method:
            sheet.add([None, note])

    def _list(self, name: str, columns: dict[str, int], rows: Iterable[Sequence[Value]]) -> None:
        """A sheet that is one list; `columns` are headings with their widths in characters."""
        sheet = self._sheet(name, tuple(columns.values()))
        sheet.add(columns, self._styles.head)
        for row in rows:
            sheet.add(row)
        sheet.as_list()

    def _sheet(self, name: str, widths: Sequence[int], *, lines: bool = True) -> Sheet:
        sheet = self._workbook.add_worksheet(name)
        if not lines:
            sheet.hide_gridlines(2)
        return Sheet(sheet, widths, self._styles)


def _reviewed(entry: Entry, review: ReviewShown) -> list[Value]:
    """The reviewer's verdict on a requirement, in words, and the note with evidence that was added."""
    decided = review.of(entry.requirement)
    if decided is None:
        return [None, NOT_DECIDED, None]
    return [decided.verdict, decided.line, "\n".join(filter(None, (decided.note, *decided.added))) or None]


def _gap(entry: Entry) -> list[Value]:
    questions = "\n".join(entry.questions)
    return [entry.requirement, entry.title, entry.force, entry.verdict, entry.reason, entry.advice, questions, None]


def _verdict(entry: Entry) -> Value:
    """The verdict of a gap, marked where it is to be looked at again."""
    if not entry.look_again:
        return entry.verdict
    return f"{badge(entry.verdict)} ({wording.LOOK_AGAIN})"
