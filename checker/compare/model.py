"""What a comparison of many documents holds: tables of like documents, their shares, outliers and exemplars.

Words and numbers only, so that every report format can be made without the documents or the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.compare.editions import Line
from checker.results.model import Confidence, Evidence, Failure, InspectionReport, Mode, PackSummary, Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """One document that was checked. `name` is its path below the folder that holds all of them."""

    name: str
    path: str
    type: str
    title: str | None
    area: str | None
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    police: tuple[str, ...]
    period: tuple[str, str] | None
    published: str | None
    dated: str | None  # ISO date by which the newest is known: end of period, else published or inspected
    pages: int | None
    pages_without_text: int
    checked_against: tuple[str, ...]  # pack ids
    edition: str | None = None  # of the guidance that it belongs to

    @property
    def label(self) -> str:
        """The area, or the file's name where the document names none."""
        return self.area or self.name


@dataclass(frozen=True, slots=True)
class Requirement:
    """One column: what was asked of every document of a table."""

    id: str
    title: str
    asks: str
    basis: str
    theme: str
    force: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The verdict of one document on one requirement, with what it rests on."""

    verdict: Verdict
    reason: str
    evidence: tuple[Evidence, ...]
    advice: str
    questions: tuple[str, ...]
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each verdict of a mode was given, also those never given; order as in the mode."""

    counts: tuple[tuple[Verdict, int], ...]

    def of(self, verdict: Verdict) -> int:
        """How often this verdict was given."""
        return dict(self.counts).get(verdict, 0)

    @property
    def total(self) -> int:
        """All verdicts given."""
        return sum(count for _, count in self.counts)

    @property
    def judged(self) -> int:
        """All verdicts that judge: all but "not covered"."""
        return self.good + self.gaps

    @property
    def good(self) -> int:
        """How many are met, or strengths."""
        return sum(count for verdict, count in self.counts if verdict.is_good)

    @property
    def gaps(self) -> int:
        """How many are weak or missing, mixed or weaknesses."""
        return sum(count for verdict, count in self.counts if verdict.is_gap)


@dataclass(frozen=True, slots=True)
class Row:
    """One document of a table; `cells` stand as the table's requirements, None where one was not checked.

    `newest` marks the document that stands for its area in all shares and outliers.
    """

    document: Compared
    cells: tuple[Cell | None, ...]
    tally: Tally
    newest: bool


@dataclass(frozen=True, slots=True)
class Odd:
    """An area whose verdict on a requirement differs from that of nearly all others."""

    row: Row
    requirement: Requirement
    verdict: Verdict
    usual: str
    sharing: int  # how many of the `others` have the usual verdict
    others: int


@dataclass(frozen=True, slots=True)
class Heavy:
    """An area with far more gaps than the rest; `usual` is the median share of gaps, 0 to 1."""

    row: Row
    share: float
    usual: float


@dataclass(frozen=True, slots=True)
class Exemplar:
    """An area that says something well: its strongest quotes on a requirement, best first."""

    row: Row
    requirement: Requirement
    quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Documents of one type judged against one pack: like is compared with like only.

    Rows are in order of area, the newest document of an area first. Shares and outliers count the
    newest documents; exemplars may come from any, the best of each area.
    """

    pack: str
    title: str
    mode: Mode
    type: str
    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    tally: Tally
    by_theme: tuple[tuple[str, Tally], ...]
    by_requirement: tuple[Tally, ...]  # as `requirements`
    odd: tuple[Odd, ...]
    heavy: tuple[Heavy, ...]
    exemplars: tuple[Exemplar, ...]  # in the order of `requirements`, best first

    @property
    def newest(self) -> tuple[Row, ...]:
        """One row an area."""
        return tuple(row for row in self.rows if row.newest)


@dataclass(frozen=True, slots=True)
class AcrossEditions:
    """Documents of one type and of several editions, one row an area; `cells` stand as `lines`.

    A cell is None where the document's edition does not ask the line. `shared` counts the lines that every
    edition asks, `new` those that only a later one does.
    """

    type: str
    editions: tuple[str, ...]
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    shared: Tally
    new: Tally
    note: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection report with the facts that it prints."""

    document: Compared
    report: InspectionReport


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a comparison shows. Every document is in `documents` or in `failures`."""

    documents: tuple[Compared, ...]
    tables: tuple[Table, ...]
    inspections: tuple[Inspected, ...]
    failures: tuple[Failure, ...]
    packs: tuple[PackSummary, ...]  # each version that was used
    across: tuple[AcrossEditions, ...] = ()  # for each type of which documents of several editions were checked

    @property
    def unrecognised(self) -> tuple[Failure, ...]:
        """The documents that were read and are none of the types that are judged: listed apart, in no share."""
        return tuple(failure for failure in self.failures if failure.kind == "not-recognised")

    @property
    def unread(self) -> tuple[Failure, ...]:
        """The documents that could not be read or checked."""
        return tuple(failure for failure in self.failures if failure.kind != "not-recognised")

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that documents name, in order of the alphabet."""
        return tuple(sorted({document.area for document in self.documents if document.area}))
