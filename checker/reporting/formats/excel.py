"""A check as an Excel workbook to sort and filter: one row a requirement, and one row a quote.

Every cell is written as a string or a number: nothing in a document can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from checker.assessment.model import Check
from checker.reporting import words
from checker.reporting.model import Count, Entry, Inspection, Report
from checker.reporting.view import RenderOptions, build
from checker.reporting.words import Verdict

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_000  # characters; Excel holds 32,767

Value = str | int | Verdict | Count | None


def render(check: Check, options: RenderOptions) -> bytes:
    """The .xlsx file."""
    import xlsxwriter

    report = build(check, options)
    stream = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(stream, safe)
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
    book.summary()
    book.verdicts()
    book.evidence()
    if report.gaps:
        book.gaps()
    if report.inspection:
        book.inspection(report.inspection)
    book.about()
    workbook.close()
    return stream.getvalue()


class _Sheet:
    """One sheet, written row by row from the top."""

    def __init__(self, sheet: Worksheet, widths: Sequence[int], styles: _Styles) -> None:
        self._sheet = sheet
        self._widths = widths
        self._styles = styles
        self._next = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def add(self, values: Iterable[Value] = (), style: Format | None = None) -> None:
        """Write the next row, high enough for its longest cell."""
        lines = 1
        for column, value in enumerate(values):
            self._write(column, value, style or self._styles.plain)
            if isinstance(value, str):
                lines = max(lines, _lines(value, self._widths[column]))
        self._sheet.set_row(self._next, min(lines * 15 + 1, 409))
        self._next += 1

    def say(self, text: str, style: Format | None = None) -> None:
        """Write one line of text that runs on over the columns beside it."""
        self._sheet.write_string(self._next, 0, text[:_LONGEST_CELL], style or self._styles.free)
        self._next += 1

    def title(self, text: str) -> None:
        """Write the title of the sheet."""
        self._sheet.set_row(self._next, 24)
        self.say(text, self._styles.title)

    def section(self, text: str) -> None:
        """Write a heading with a free row above it."""
        self._next += 1
        self._sheet.set_row(self._next, 20)
        self.say(text, self._styles.section)

    def as_list(self) -> None:
        """Make all rows a list with a filter, whose first row and first two columns stay in sight."""
        self._sheet.freeze_panes(1, 2)
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), len(self._widths) - 1)
        self._sheet.repeat_rows(0)

    def _write(self, column: int, value: Value, style: Format) -> None:
        if isinstance(value, Count):
            self._sheet.write_number(self._next, column, value.number, self._styles.verdict[value.verdict.tone])
        elif isinstance(value, Verdict):
            self._sheet.write_string(self._next, column, _badge(value), self._styles.verdict[value.tone])
        elif isinstance(value, int):
            self._sheet.write_number(self._next, column, value, style)
        elif value:
            self._sheet.write_string(self._next, column, value[:_LONGEST_CELL], style)
        else:
            self._sheet.write_blank(self._next, column, None, style)


class _Styles:
    """The looks of cells in one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base = {
            "font_name": "Calibri",
            "font_size": 11,
            "valign": "top",
            "align": "left",
            "font_color": f"#{words.INK}",
        }
        wrapped = {**base, "text_wrap": True}
        head = {"bold": True, "bg_color": "#EEF0F3", "bottom": 1, "bottom_color": "#848E99"}
        self.free: Format = workbook.add_format(base)
        self.plain: Format = workbook.add_format(wrapped)
        self.bold: Format = workbook.add_format({**wrapped, "bold": True})
        self.head: Format = workbook.add_format({**wrapped, **head})
        self.title: Format = workbook.add_format({**base, "bold": True, "font_size": 16})
        self.section: Format = workbook.add_format({**base, "bold": True, "font_size": 13})
        self.verdict: dict[str, Format] = {}
        for tone, colours in words.COLOURS.items():
            look = {"bold": True, "font_color": f"#{colours.ink}", "bg_color": f"#{colours.wash}"}
            self.verdict[tone] = workbook.add_format({**wrapped, **look})


class _Book:
    """One workbook being written, sheet by sheet."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._report = report
        self._styles = _Styles(workbook)

    def summary(self) -> None:
        """What was checked, and how many requirements have which verdict, by theme."""
        report, styles = self._report, self._styles
        sheet = self._sheet("Summary", (44, 16, 16, 16, 16, 16), lines=False)
        sheet.title(report.title)
        sheet.say(f"{report.labels.kind} · {report.type} · {report.subtitle}")
        sheet.say(report.statement)
        if report.inspection:
            sheet.say(report.inspection.headline)
        for pack in report.packs:
            sheet.section(pack.title)
            sheet.say(pack.headline)
            sheet.add(["Theme", *(_badge(count.verdict) for count in pack.counts), "All"], styles.head)
            for theme in pack.themes:
                sheet.add([theme.label, *(count.number for count in theme.counts), len(theme.entries)])
            sheet.add(["All", *pack.counts, pack.total], styles.bold)
        sheet.section("What could not be read")
        for note in report.unread or (report.all_read,):
            sheet.say(note)

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
                entry.reason,
                entry.asks,
                entry.basis,
                titles[entry.pack],
                len(entry.quotes),
                next((quote.page for quote in entry.quotes if quote.page is not None), None),
            ]
            for entry in self._report.entries
        ]
        columns = {
            "Requirement": 26,
            "Title": 32,
            "Theme": 20,
            "Force": 12,
            "Verdict": 15,
            "Reason": 60,
            "What it asks": 50,
            "Basis": 30,
            "Checked against": 30,
            "Quotes": 9,
            "First page": 11,
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
                self._report.labels.weakens if quote.weakens else "supports it",
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

    def _sheet(self, name: str, widths: Sequence[int], *, lines: bool = True) -> _Sheet:
        sheet = self._workbook.add_worksheet(name)
        if not lines:
            sheet.hide_gridlines(2)
        return _Sheet(sheet, widths, self._styles)


def _gap(entry: Entry) -> list[Value]:
    questions = "\n".join(entry.questions)
    return [entry.requirement, entry.title, entry.force, entry.verdict, entry.reason, entry.advice, questions, None]


def _badge(verdict: Verdict) -> str:
    return f"{verdict.symbol} {verdict.word}"


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column: programs differ in measuring wrapped rows, or do not."""
    return sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n"))
