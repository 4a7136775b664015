"""How a comparison's documents, tables and shares are put to a reader: one place for its three files."""

from __future__ import annotations

from checker.compare.model import Compared, Comparison, Table, Tally
from checker.reporting import wording
from checker.reporting.wording import VerdictLook, clean_line
from checker.results.model import Commitment, Evidence, Progress, Remark

NOT_CHECKED = "not checked"  # a document to which no pack was applied
NOT_READ = "not read"  # a file that could not be read
NOT_RECOGNISED = "not judged"  # a document of another kind

_PLURALS = {"arrangements": "published arrangements", "yearly-report": "yearly reports", "inspection": "inspections"}
# Twelve months from April: how the field writes its years.
_YEAR_FROM, _YEAR_TO = "-04-01", "-03-31"

METHOD: tuple[str, ...] = (
    "Only documents of one type are compared with one another. Where an area has several, the newest counts in "
    "shares and outliers: by the end of its period, otherwise by its date of publication, otherwise the later in "
    "the list. A report that covers none of the requirements counts only where the area has no other.",
    "An outlier differs from at least nine in ten of the other areas, where there are five areas or more. An area "
    "has far more gaps than the rest where its share of gaps lies well above that of three areas in four.",
    "Exemplars are the documents whose strongest three quotes hold the most particulars: amounts, dates, "
    "frequencies, numbers, names and roles. They show how something can be said, not that it is done well.",
    "Differences between areas may come from how a document is written or published. Fixed rules look for words; "
    "they do not understand a document. Check a quote on its page before relying on it.",
)


def type_words(kind: str) -> str:
    """A document type: "Yearly report"."""
    return wording.TYPES.get(kind, wording.sentence_case(kind))


def table_title(table: Table, comparison: Comparison) -> str:
    """What a table compares; the type of document only where one pack has several tables."""
    title = clean_line(table.title)
    if sum(1 for other in comparison.tables if other.pack == table.pack) == 1:
        return title
    return f"{title}: {_PLURALS.get(table.type, type_words(table.type).lower())}"


def period_words(document: Compared) -> str:
    """The period or date of a document: "2020–21", "1 May 2020 to 3 June 2021", "July 2019", or nothing."""
    if document.period:
        start, end = document.period
        if start.endswith(_YEAR_FROM) and end.endswith(_YEAR_TO) and int(end[:4]) - int(start[:4]) == 1:
            return f"{start[:4]}–{end[2:4]}"
        return f"{wording.day(start)} to {wording.day(end)}"
    return wording.day(document.dated) if document.dated else ""


def verdict_of(table: Table, key: str) -> VerdictLook:
    """The verdict as a reader meets it."""
    return wording.verdict(table.mode, key)


def good_of(table: Table) -> VerdictLook:
    """The verdict that is neither a gap nor silence: met, or strength."""
    return next(one for one in wording.verdicts(table.mode) if one.tone == "good")


def percent(part: int, whole: int) -> int:
    """A share in whole hundredths; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def share_line(table: Table, tally: Tally) -> str:
    """ "58% met, 30% weak, 12% missing", of all verdicts that judge; "nothing was covered" where none does."""
    if not tally.judged:
        return "nothing was covered" if tally.total else "nothing was checked"
    parts = [
        f"{percent(tally.of(verdict.key), tally.judged)}% {verdict.word.lower()}"
        for verdict in reversed(wording.verdicts(table.mode))
        if verdict.gap or verdict.tone == "good"
    ]
    return ", ".join(parts)


def place_words(evidence: Evidence | Commitment | Progress | Remark) -> str:
    """Where a quote stands, in short: "page 4, 5.3 Independent scrutiny"."""
    section = clean_line(evidence.section or "")
    section = section if len(section) <= 60 else section[:59].rstrip() + "…"
    parts = [f"page {evidence.page}" if evidence.page is not None else "", section]
    return ", ".join(part for part in parts if part)


def shortened(text: str, longest: int) -> str:
    """A clean quote, cut at a word with an ellipsis if it is longer."""
    text = clean_line(text)
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def file_kind(comparison: Comparison) -> str:
    """What was compared, counted: "412 documents from 150 areas"."""
    documents = wording.number(len(comparison.documents), "document")
    areas = len(comparison.areas)
    return f"{documents} from {wording.number(areas, 'area')}" if areas else documents
