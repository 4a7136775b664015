"""What a brief over several documents shows, made from their finished checks. Recomputes no verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.reporting import wording
from checker.reporting.about import file_name
from checker.reporting.brief import in_order, in_room, place, telling
from checker.reporting.model import Entry, Report
from checker.reporting.view import RenderOptions, build
from checker.reporting.wording import clean_line
from checker.results.model import Check, Failure

COLUMNS = {"arrangements": "Promised", "yearly-report": "Reported", "inspection": "Inspected"}
_ABREAST = 3  # documents of one kind, up to which each has a column of its own
_SHOWN = 2  # requirements of one document on one theme; the others are counted
_LONGEST = 75  # characters of a quote: two pages hold three documents


@dataclass(frozen=True, slots=True)
class JointDocument:
    """One of the documents, by its number in the order of time."""

    number: int
    column: str
    title: str
    facts: str  # what it was read as, its area and time
    headlines: tuple[str, ...]  # its verdicts in numbers, pack by pack
    notes: tuple[str, ...]  # what could not be read


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says on a theme: its verdict on one requirement and the words that show it best."""

    document: int
    entry: Entry
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class JointCell:
    """What the documents of one column say on a theme; `more` counts what is left to their own reports."""

    said: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True)
class JointRow:
    """One theme, with a cell for each column."""

    theme: str
    cells: tuple[JointCell, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A brief over several documents. `alone` names the themes that only one kind of document speaks to."""

    title: str
    statement: str
    notes: tuple[str, ...]
    documents: tuple[JointDocument, ...]
    columns: tuple[str, ...]
    rows: tuple[JointRow, ...]
    alone: tuple[tuple[str, str], ...]  # column, its themes with their verdicts in one line
    method: str


def joint_of(
    checks: Sequence[Check], failures: Sequence[Failure], options: RenderOptions, signed: Sequence[str] = ()
) -> Joint:
    """The brief over these checks, with those that could not be read named; `signed` says whose verdicts they are."""
    ordered = sorted(checks, key=lambda check: (_dated(check) or "9999", check.document.path))
    reports = [(number, check, build(check, options)) for number, check in enumerate(ordered, start=1)]
    columns = _columns(ordered)
    by_theme: dict[str, dict[str, list[tuple[int, Entry]]]] = {}
    for number, _, report in reports:
        column = next(name for name, numbers in columns.items() if number in numbers)
        for entry in _entries(report):
            by_theme.setdefault(entry.theme, {}).setdefault(column, []).append((number, entry))
    rows, alone = [], {column: list[str]() for column in columns}
    one_kind = len({check.document.type for check in ordered}) == 1
    for theme, found in by_theme.items():
        if len(found) > 1 or one_kind:
            rows.append(JointRow(theme, tuple(_cell(found.get(column, [])) for column in columns)))
        else:
            for column, entries in found.items():
                alone[column].append(f"{theme.lower()} ({_verdicts(entry for _, entry in entries)})")
    rows.sort(key=lambda row: (-sum(bool(cell.said) for cell in row.cells), row.theme))
    area, differing = _area(ordered)
    return Joint(
        title=area or "Several documents",
        statement=f"{wording.number(len(ordered), 'document')} checked on {wording.day(options.made_on.isoformat())}, "
        "side by side by theme. Each verdict is on what its own kind of document is asked for.",
        notes=(
            *signed,
            *differing,
            *(f"{_name(failure)} could not be read: {clean_line(failure.message)}" for failure in failures),
        ),
        documents=tuple(_document(number, check, report) for number, check, report in reports),
        columns=tuple(columns),
        rows=tuple(rows),
        alone=tuple((column, "; ".join(themes)) for column, themes in alone.items() if themes),
        method=f"Made by the safeguarding checker, version {options.version}. {wording.BRIEF_NOTE} "
        "That two documents stand in one row says that they speak to one theme, not that "
        "they speak of the very same matter. The figure before a quote is the document's number.",
    )


def _columns(checks: Sequence[Check]) -> dict[str, list[int]]:
    """The columns with the numbers of their documents: one a kind, or one a document where a few are of one kind."""
    kinds = [kind for kind in COLUMNS if any(check.document.type == kind for check in checks)]
    numbered = list(enumerate((check.document.type for check in checks), start=1))
    if len(kinds) == 1 and 1 < len(checks) <= _ABREAST:
        return {f"{COLUMNS[kind]}, document {number}": [number] for number, kind in numbered}
    return {COLUMNS[kind]: [number for number, one in numbered if one == kind] for kind in kinds}


def _entries(report: Report) -> list[Entry]:
    """What a document is for; on other themes also what it was looked at besides, where it says something there."""
    main = [entry for pack in report.brief.packs for entry in pack.entries]
    themes = {entry.theme for entry in main}
    besides = [
        entry
        for pack in report.packs
        if pack.annex
        for entry in pack.entries
        if entry.theme not in themes and entry.quotes
    ]
    return [entry for entry in (*main, *besides) if entry.verdict.tone != "none"]


def _cell(found: Sequence[tuple[int, Entry]]) -> JointCell:
    said: list[Said] = []
    more = 0
    for number in dict.fromkeys(number for number, _ in found):
        entries = in_order(entry for at, entry in found if at == number)
        more += max(len(entries) - _SHOWN, 0)
        for at, entry in enumerate(entries[:_SHOWN]):
            quote = telling(entry) if at == 0 else None  # one quote a document and theme: a brief is short
            words = in_room(quote, _LONGEST) if quote else ""
            said.append(Said(number, entry, words, place(quote) if quote and quote.page is not None else ""))
    return JointCell(tuple(said), more)


def _verdicts(entries: Iterable[Entry]) -> str:
    counts = Counter(entry.verdict.key for entry in entries)
    return ", ".join(f"{count} {verdict}" if count > 1 else str(verdict) for verdict, count in counts.items())


def _document(number: int, check: Check, report: Report) -> JointDocument:
    titled = len(report.brief.packs) > 1
    return JointDocument(
        number=number,
        column=COLUMNS.get(check.document.type, ""),
        title=report.title,
        facts=f"{report.type} · {report.subtitle} · {file_name(check.document)}",
        headlines=tuple(f"{pack.title}: {pack.headline}" if titled else pack.headline for pack in report.brief.packs)
        + ((report.inspection.headline,) if report.inspection else ()),
        notes=report.unread,
    )


def _dated(check: Check) -> str | None:
    document, inspection = check.document, check.inspection
    inspected = (inspection.ended or inspection.published) if inspection else None
    return inspected or (document.period[1] if document.period else None) or document.published or document.about


def _area(checks: Sequence[Check]) -> tuple[str, tuple[str, ...]]:
    """The area that most documents name, and a note where one names none of the same."""
    named = Counter(clean_line(check.document.area) for check in checks if check.document.area)
    if not named:
        return "", ()
    area = named.most_common(1)[0][0]
    shared = {part for check in checks if check.document.area == area for part in (*check.document.areas, area)}
    others = [
        file_name(check.document) + f" ({clean_line(check.document.area)})"
        for check in checks
        if check.document.area and not shared & {*check.document.areas, check.document.area}
    ]
    if not others:
        return area, ()
    told = wording.join(others)
    return area, (
        f"Not all documents name one area: most are of {area}; {told} is not. Read them side by side with care.",
    )


def _name(failure: Failure) -> str:
    return clean_line(failure.path.replace("\\", "/").rsplit("/", 1)[-1])
