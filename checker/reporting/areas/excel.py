"""A comparison as an Excel workbook to sort and filter: a sheet of verdicts a table, and lists beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from checker import __version__
from checker.compare.model import Compared, Comparison, Inspected, Table, Tally
from checker.reporting import wording
from checker.reporting.areas.wording import (
    METHOD,
    NOT_CHECKED,
    file_kind,
    good_of,
    percent,
    period_words,
    share_line,
    table_title,
    type_words,
    verdict_of,
)
from checker.reporting.formats.excel_parts import SAFE_AND_LARGE, Sheet, Styles, Value, badge
from checker.reporting.model import Count
from checker.reporting.wording import clean_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_LONGEST_NAME = 31  # characters of a sheet's name in Excel
_MOST_ROWS = 1_048_576  # of a sheet in Excel
_KINDS = ("improvement", "recommendation", "priority action")
_DOCUMENT = {"Area": 24, "Document": 34}


def render(comparison: Comparison, made_on: date) -> bytes:
    """The .xlsx file."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, SAFE_AND_LARGE)
    workbook.set_properties(
        {
            "title": f"Comparison of {file_kind(comparison)}"[:255],
            "author": f"Safeguarding checker {__version__}"[:255],
            "created": datetime(made_on.year, made_on.month, made_on.day),
        }
    )
    book = _Book(workbook, comparison)
    book.summary(made_on)
    for table in comparison.tables:
        book.verdicts(table)
    book.shares()
    book.outliers()
    book.exemplars()
    book.gaps()
    book.evidence()
    book.inspections()
    book.errors()
    book.about()
    workbook.close()
    return stream.getvalue()


class _Book:
    """One workbook being written, sheet by sheet."""

    def __init__(self, workbook: Workbook, comparison: Comparison) -> None:
        self._workbook = workbook
        self._comparison = comparison
        self._styles = Styles(workbook)
        self._taken: set[str] = set()
        self._titles = {id(table): table_title(table, comparison) for table in comparison.tables}
        self._cut: list[str] = []

    def summary(self, made_on: date) -> None:
        """What was compared, and the shares of verdicts by theme."""
        comparison, styles = self._comparison, self._styles
        sheet = self._sheet("Summary", (44, 14, 14, 14, 14, 14))
        sheet.title(f"Comparison of {file_kind(comparison)}")
        sheet.say(f"Made on {wording.day(made_on.isoformat())} by checker version {__version__}.")
        if comparison.unread:
            sheet.say(f"{wording.number(len(comparison.unread), 'document')} could not be read: see the sheet Errors.")
        if comparison.unrecognised:
            others = wording.number(len(comparison.unrecognised), "document")
            sheet.say(f"{others} of other kinds, which were not judged: see the sheet Errors.")
        for view in comparison.across:
            sheet.say(view.note)
        for table in comparison.tables:
            sheet.section(self._titles[id(table)])
            sheet.say(f"{wording.number(len(table.newest), 'area')}: {share_line(table, table.tally)}.")
            known = wording.verdicts(table.mode)
            sheet.add(["Theme", *(badge(verdict) for verdict in known), f"{good_of(table).word} %"], styles.head)
            for theme, tally in table.by_theme:
                sheet.add([wording.sentence_case(theme), *_numbers(table, tally)])
            counts = [Count(verdict, table.tally.of(verdict.key)) for verdict in known]
            sheet.add(["All", *counts, percent(table.tally.good, table.tally.judged)], styles.bold)

    def verdicts(self, table: Table) -> None:
        """One row a document, one column a requirement, under the themes."""
        known = wording.verdicts(table.mode)
        facts = {**_DOCUMENT, "Region": 20, "Police force": 22, "Dated": 16, "Newest": 9}
        several = sum(1 for other in self._comparison.tables if other.pack == table.pack) > 1
        sheet = self._sheet(
            f"{table.pack[: _LONGEST_NAME - len(table.type) - 1]} {table.type}" if several else table.pack,
            (*facts.values(), *[11] * len(known), *[16] * len(table.requirements)),
        )
        themes: list[Value] = []
        for at, requirement in enumerate(table.requirements):
            same = at > 0 and table.requirements[at - 1].theme == requirement.theme
            themes.append(None if same else wording.sentence_case(requirement.theme))
        sheet.add(["Theme", *[None] * (len(facts) + len(known) - 1), *themes], self._styles.head)
        titles = [clean_line(requirement.title) for requirement in table.requirements]
        sheet.add([*facts, *(verdict.word for verdict in known), *titles], self._styles.head)
        for row in table.rows:
            document = row.document
            sheet.add(
                [
                    *_names(document),
                    "; ".join(document.regions),
                    "; ".join(document.police),
                    period_words(document),
                    "yes" if row.newest else "no",
                    *(row.tally.of(verdict.key) for verdict in known),
                    *(verdict_of(table, cell.verdict) if cell else None for cell in row.cells),
                ]
            )
        sheet.as_list(heads=2)

    def shares(self) -> None:
        """One row a requirement of each table."""
        columns = {"Checked against": 40, "Requirement": 40, "Theme": 22, "Force": 14, "Verdict": 16}
        columns |= {"Areas": 9, "Of areas": 10, "Share %": 10}
        rows: list[Sequence[Value]] = []
        for table in self._comparison.tables:
            for requirement, tally in zip(table.requirements, table.by_requirement, strict=True):
                for verdict in wording.verdicts(table.mode):
                    count = tally.of(verdict.key)
                    rows.append(
                        [
                            self._titles[id(table)],
                            clean_line(requirement.title),
                            wording.sentence_case(requirement.theme),
                            wording.FORCES.get(requirement.force or ""),
                            verdict,
                            count,
                            tally.total,
                            percent(count, tally.total),
                        ]
                    )
        self._list("Shares", columns, rows)

    def outliers(self) -> None:
        """One row for each area that differs from nearly all others, or has far more gaps."""
        columns = {**_DOCUMENT, "Checked against": 40, "Requirement": 40, "Verdict": 16, "What is usual": 60}
        rows: list[Sequence[Value]] = []
        for table in self._comparison.tables:
            title = self._titles[id(table)]
            for heavy in table.heavy:
                usual = (
                    f"Gaps on {heavy.share:.0%} of what was judged; half of the areas have at most {heavy.usual:.0%}."
                )
                rows.append([*_names(heavy.row.document), title, "Far more gaps than the rest", None, usual])
            for odd in table.odd:
                usual = f"{odd.sharing} of {odd.others} others: {verdict_of(table, odd.usual).word.lower()}"
                requirement = clean_line(odd.requirement.title)
                rows.append(
                    [*_names(odd.row.document), title, requirement, verdict_of(table, odd.verdict), usual],
                )
        self._list("Outliers", columns, rows)

    def exemplars(self) -> None:
        """One row a quote worth learning from."""
        columns = {"Requirement": 40, "Area": 24, "Document": 34, "Quote": 90, "Page": 8, "Section": 32}
        columns |= {"Checked against": 40}
        rows: list[Sequence[Value]] = [
            [
                clean_line(exemplar.requirement.title),
                *_names(exemplar.row.document),
                clean_line(quote.quote),
                quote.page,
                clean_line(quote.section or ""),
                self._titles[id(table)],
            ]
            for table in self._comparison.tables
            for exemplar in table.exemplars
            for quote in exemplar.quotes
        ]
        self._list("Exemplars", columns, rows)

    def gaps(self) -> None:
        """One row a gap of the newest documents, with advice and questions."""
        columns = {**_DOCUMENT, "Requirement": 40, "Force": 14, "Verdict": 16, "Reason": 50, "Advice": 50}
        columns |= {"Questions": 50, "Checked against": 40}
        rows: list[Sequence[Value]] = [
            [
                *_names(row.document),
                clean_line(requirement.title),
                wording.FORCES.get(requirement.force or ""),
                verdict_of(table, cell.verdict),
                clean_line(cell.reason),
                clean_line(cell.advice),
                "\n".join(clean_line(question) for question in cell.questions),
                self._titles[id(table)],
            ]
            for table in self._comparison.tables
            for row in table.newest
            for requirement, cell in zip(table.requirements, row.cells, strict=True)
            if cell and cell.verdict.is_gap
        ]
        self._list("Gaps", columns, rows)

    def evidence(self) -> None:
        """One row a quote."""
        columns = {**_DOCUMENT, "Requirement": 40, "Verdict": 16, "Quote": 90, "Page": 8, "Section": 32}
        columns |= {"Role": 22, "Checked against": 40}
        rows: Iterable[Sequence[Value]] = (
            [
                *_names(row.document),
                clean_line(requirement.title),
                verdict_of(table, cell.verdict),
                clean_line(quote.quote),
                quote.page,
                clean_line(quote.section or ""),
                wording.against(quote, table.mode) or "supports it",
                self._titles[id(table)],
            ]
            for table in self._comparison.tables
            for row in table.rows
            for requirement, cell in zip(table.requirements, row.cells, strict=True)
            if cell
            for quote in cell.evidence
        )
        self._list("Evidence", columns, rows)

    def inspections(self) -> None:
        """One row an inspection report: dates, grades as printed, and how many improvements it asks for."""
        columns = {**_DOCUMENT, "Kind": 36, "Started": 14, "Ended": 14, "Published": 14}
        columns |= dict.fromkeys(wording.JUDGEMENTS.values(), 20)
        columns |= {"Areas for improvement": 14, "Recommendations": 18, "Priority actions": 14}
        self._list("Inspections", columns, [_inspection(one) for one in self._comparison.inspections])

    def errors(self) -> None:
        """One row for each document that is in no other sheet, and why."""
        rows: list[Sequence[Value]] = [
            [clean_line(failure.path), clean_line(failure.kind), clean_line(failure.message)]
            for failure in self._comparison.failures
        ]
        rows += [
            [clean_line(document.name), NOT_CHECKED, "It was read, but no requirement applies to it."]
            for document in self._comparison.documents
            if not document.checked_against
        ]
        self._list("Errors", {"Document": 50, "Kind": 20, "Message": 100}, rows)

    def about(self) -> None:
        """Every document, the packs used, and how far to trust the comparison."""
        sheet = self._sheet("About", (30, 60, 26, 24, 20))
        sheet.section("How far to trust it")
        for note in (*METHOD, *self._cut):
            sheet.say(note)
        sheet.section("Checked against")
        for pack in self._comparison.packs:
            sheet.add([pack.id, pack.title, f"version {pack.version}", f"rules {pack.digest}"])
        sheet.section("Documents")
        sheet.add(["Area", "Title", "Type", "Dated", "Pages without text"], self._styles.head)
        for document in self._comparison.documents:
            sheet.add(
                [
                    clean_line(document.area or "not found"),
                    clean_line(document.title or document.name),
                    type_words(document.type),
                    period_words(document),
                    document.pages_without_text,
                ]
            )

    def _list(self, name: str, columns: dict[str, int], rows: Iterable[Sequence[Value]]) -> None:
        sheet = self._sheet(name, tuple(columns.values()))
        sheet.add(columns, self._styles.head)
        for at, row in enumerate(rows, start=2):
            if at > _MOST_ROWS:
                self._cut.append(f"The sheet {name} holds the first {_MOST_ROWS - 1:,} rows: Excel holds no more.")
                break
            sheet.add(row)
        sheet.as_list()

    def _sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        plain = "".join(char for char in clean_line(name) if char not in "[]:*?/\\'")
        short, at = plain[:_LONGEST_NAME], 1
        while short.lower() in self._taken:
            at += 1
            short = f"{plain[: _LONGEST_NAME - 3]} {at}"
        self._taken.add(short.lower())
        return Sheet(self._workbook.add_worksheet(short), widths, self._styles)


def _names(document: Compared) -> tuple[str, str]:
    return clean_line(document.area or "not found"), clean_line(document.name)


def _numbers(table: Table, tally: Tally) -> list[Value]:
    counts: list[Value] = [tally.of(verdict.key) for verdict in wording.verdicts(table.mode)]
    return [*counts, percent(tally.good, tally.judged)]


def _inspection(one: Inspected) -> list[Value]:
    report = one.report
    grades: list[str | None] = [getattr(report.judgements, name) for name in wording.JUDGEMENTS]
    return [
        *_names(one.document),
        wording.REPORT_TYPES.get(report.report_type, wording.sentence_case(report.report_type)),
        report.started,
        report.ended,
        report.published,
        *grades,
        *(sum(1 for item in report.improvements if item.kind == kind) for kind in _KINDS),
    ]
