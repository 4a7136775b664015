"""A comparison as one web page: a heat map to sort and filter, with the words behind every verdict.

The page holds its data as JSON beside the tables. Without scripts the tables stay readable; with
them each verdict opens its reason and quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from checker import __version__
from checker.compare.model import Cell, Compared, Comparison, Exemplar, Odd, Requirement, Row, Table, Tally
from checker.reporting import wording
from checker.reporting.areas.wording import (
    METHOD,
    file_kind,
    good_of,
    percent,
    period_words,
    place_words,
    share_line,
    shortened,
    table_title,
    type_words,
    verdict_of,
)
from checker.reporting.formats.html import page
from checker.reporting.wording import clean_line
from checker.results.model import Evidence

_QUOTES_EACH = 2  # in a cell's panel; the workbook has all
_LONGEST_QUOTE = 280  # characters, in a cell's panel
_LONGEST_EXEMPLAR = 480
_MOST_CELLS = 20_000  # beyond, older documents are left to the workbook: a browser should open the page at once
_STYLE = Path(__file__).parent.parent / "templates" / "comparison.css"


def render(comparison: Comparison, made_on: date) -> str:
    """The whole page. All text is escaped, and its direction kept to itself."""
    cells = sum(len(table.rows) * len(table.requirements) for table in comparison.tables)
    views = [
        _View(at, table, table_title(table, comparison), table.rows if cells <= _MOST_CELLS else table.newest)
        for at, table in enumerate(comparison.tables)
    ]
    return page(
        "comparison.html.j2",
        script="comparison.js" if views else "",
        more_style=_symbols() + _STYLE.read_text(encoding="utf-8"),
        comparison=comparison,
        views=views,
        data=_data(comparison, views),
        left_out=sum(len(view.table.rows) - len(view.rows) for view in views),
        regions=sorted({region for document in comparison.documents for region in document.regions}),
        police=sorted({force for document in comparison.documents for force in document.police}),
        forces=wording.FORCES,
        kind=file_kind(comparison),
        made_on=made_on.isoformat(),
        version=__version__,
        method=METHOD,
        clean=clean_line,
        case=wording.sentence_case,
        type_words=type_words,
        period_words=period_words,
        place_words=place_words,
        exemplar_quote=partial(shortened, longest=_LONGEST_EXEMPLAR),
        percent=percent,
        judgements=wording.JUDGEMENTS,
        report_types=wording.REPORT_TYPES,
        number=wording.number,
    )


class _View:
    """One table as the page shows it."""

    def __init__(self, at: int, table: Table, title: str, rows: Sequence[Row]) -> None:
        self.id = f"t{at}"
        self.table = table
        self.title = clean_line(title)
        self.rows = rows
        self.verdicts = wording.verdicts(table.mode)
        best_first = self.verdicts[::-1]
        self.order = sorted(best_first, key=lambda verdict: verdict.tone == "none")
        self.good = good_of(table)
        self.line = share_line(table, table.tally)
        self.areas = len(table.newest)

    @property
    def themes(self) -> Iterator[tuple[str, Tally, list[tuple[Requirement, Tally]]]]:
        """Each theme with its tally, and its requirements with theirs."""
        for theme, tally in self.table.by_theme:
            pairs = zip(self.table.requirements, self.table.by_requirement, strict=True)
            yield wording.sentence_case(theme), tally, [pair for pair in pairs if pair[0].theme == theme]

    @property
    def odd(self) -> dict[Requirement, list[Odd]]:
        """Outliers by requirement."""
        found: dict[Requirement, list[Odd]] = {}
        for odd in self.table.odd:
            found.setdefault(odd.requirement, []).append(odd)
        return found

    @property
    def exemplars(self) -> dict[Requirement, list[Exemplar]]:
        """Exemplars by requirement."""
        found: dict[Requirement, list[Exemplar]] = {}
        for exemplar in self.table.exemplars:
            found.setdefault(exemplar.requirement, []).append(exemplar)
        return found

    def verdict(self, key: str) -> wording.VerdictLook:
        """The verdict of that name, with its word, symbol and colour."""
        return verdict_of(self.table, key)

    def css(self, cell: Cell | None) -> str:
        """The class of a cell."""
        return f"v-{cell.verdict.replace(' ', '-')}" if cell else "v-none"


class _Strings:
    """Each text once, by number: reasons and places repeat from cell to cell."""

    def __init__(self) -> None:
        self.all: dict[str, int] = {}

    def add(self, text: str) -> int:
        """The number of a text."""
        return self.all.setdefault(text, len(self.all))


def _data(comparison: Comparison, views: Sequence[_View]) -> str:
    """What the script needs, as JSON that can stand inside a script element."""
    strings = _Strings()
    places = {id(document): at for at, document in enumerate(comparison.documents)}
    tables = [
        {
            "verdicts": [[one.key, one.word, one.symbol, one.tone] for one in view.verdicts],
            "good": view.good.key,
            "requirements": [_requirement(requirement) for requirement in view.table.requirements],
            "rows": [
                [places[id(row.document)], int(row.newest), [_cell(view, cell, strings) for cell in row.cells]]
                for row in view.rows
            ],
        }
        for view in views
    ]
    content = {
        "documents": [_document(document) for document in comparison.documents],
        "tables": tables,
        "strings": list(strings.all),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # "</script" and "<!--" would end the element or change how it is read.
    return text.replace("<", "\\u003c")


def _document(document: Compared) -> dict[str, object]:
    facts = [type_words(document.type), period_words(document), clean_line(document.name)]
    return {
        "label": clean_line(document.label),
        "title": clean_line(document.title or ""),
        "line": " · ".join(fact for fact in facts if fact),
        "regions": list(document.regions),
        "police": list(document.police),
        "unread": document.pages_without_text,
        "dated": document.dated or "",
    }


def _requirement(requirement: Requirement) -> list[str]:
    line = [wording.FORCES.get(requirement.force or "", ""), clean_line(requirement.basis), clean_line(requirement.id)]
    return [
        clean_line(requirement.title),
        clean_line(requirement.asks),
        " · ".join(part for part in line if part),
        requirement.force or "",
    ]


def _cell(view: _View, cell: Cell | None, strings: _Strings) -> list[object] | int:
    if cell is None:
        return 0
    gap = view.verdict(cell.verdict).gap
    return [
        view.verdicts.index(view.verdict(cell.verdict)),
        strings.add(clean_line(cell.reason)),
        strings.add(clean_line(cell.advice) if gap else ""),
        len(cell.evidence),
        *[_quote(evidence, strings) for evidence in cell.evidence[:_QUOTES_EACH]],
    ]


def _quote(evidence: Evidence, strings: _Strings) -> list[object]:
    marks = int(evidence.role == "weakens") + 2 * int(evidence.read_by_ocr)
    place = strings.add(place_words(evidence))
    text = shortened(evidence.told, _LONGEST_QUOTE)
    return [text, place, marks] if marks else [text, place]


def _symbols() -> str:
    """The verdicts' symbols and colours for cells, which hold the word alone: a page of many cells stays small."""
    lines = []
    for verdict in dict.fromkeys((*wording.COVERAGE, *wording.INSPECTION)):
        name = verdict.key.replace(" ", "-")
        lines.append(f".v-{name} {{ --tone: var(--{verdict.tone}); --wash: var(--{verdict.tone}-wash); }}")
        lines.append(f'.v-{name} .w::before {{ content: "{verdict.symbol}"; content: "{verdict.symbol}" / ""; }}')
    return "\n" + "\n".join(lines) + "\n"
