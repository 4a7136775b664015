"""What a report shows: the types that `checker.reporting.view` makes and every format writes out.

All text in them is clean (`words.clean_line`), so a format only has to escape it for its own syntax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.reporting.reviewed import ReviewShown
from checker.reporting.wording import VerdictLook
from checker.results.model import Mode, Turn


@dataclass(frozen=True, slots=True)
class Labels:
    """Headings that depend on the audience, and on whether requirements or inspectors' findings are shown."""

    kind: str
    gaps: str
    each: str
    advice: str
    questions: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about the document or the check, and how it was found ("" if evident)."""

    label: str
    value: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings have a verdict."""

    verdict: VerdictLook
    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """The themes on which findings have a verdict, each with how many: the summary of a pack."""

    verdict: VerdictLook
    number: int
    themes: tuple[tuple[Theme, int], ...]

    @property
    def line(self) -> str:
        """The themes as one line: "Leadership (2), Voice", or "none"."""
        return (
            ", ".join(f"{theme.label} ({count})" if count > 1 else theme.label for theme, count in self.themes)
            or "none"
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document and where they stand: "Page 4, section 2 Funding, paragraph 2.1"."""

    text: str
    where: str
    page: int | None
    section: str
    paragraph: str
    mark: str  # how they speak against it: "weakens it", "asked, not decided"; empty for words that support it
    read_by_ocr: bool
    span: tuple[int, int]  # offsets into the document's text
    lead: int = 0  # characters at the beginning of `text` that lead into the list in which the words stand

    @property
    def weakens(self) -> bool:
        """Whether they speak against it."""
        return bool(self.mark)


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement with its verdict. Advice and questions are kept for gaps only."""

    anchor: str
    requirement: str
    title: str
    asks: str
    basis: str
    force: str
    pack: str
    theme: str
    verdict: VerdictLook
    reason: str
    quotes: tuple[Quote, ...]
    advice: str
    questions: tuple[str, ...]
    look_again: bool = False  # the check itself is not sure of the verdict
    sure: str = ""  # how sure, and why; "" in results that do not say


@dataclass(frozen=True, slots=True)
class Theme:
    """The requirements of one pack on one theme, in the pack's order."""

    anchor: str
    label: str
    entries: tuple[Entry, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The requirements of one pack, by theme; every verdict of its mode is counted, also at nought."""

    id: str
    title: str
    source: str
    version: str
    digest: str
    mode: Mode
    themes: tuple[Theme, ...]
    counts: tuple[Count, ...]
    total: int
    headline: str
    annex: bool = False  # looked at besides what the document is for: left to the annex
    rests_on: str = ""  # of a pack that was not checked against the text of its source: what it rests on

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All requirements of the pack, theme by theme."""
        return tuple(entry for theme in self.themes for entry in theme.entries)

    @property
    def shares(self) -> tuple[Share, ...]:
        """For each verdict, gaps first, on which themes it was given."""
        shares = []
        for at, count in enumerate(self.counts):
            themes = tuple((theme, theme.counts[at].number) for theme in self.themes if theme.counts[at].number)
            shares.append(Share(count.verdict, count.number, themes))
        return tuple(shares)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One grade that an inspection report prints, and its own words for it ("" if they are the grade)."""

    label: str
    grade: str
    printed: str


@dataclass(frozen=True, slots=True)
class Improvement:
    """One area for improvement, recommendation or priority action as the report prints it."""

    text: str
    page: int | None
    kind: str
    theme: str
    for_whom: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A sentence in which inspectors judge: what it says, on what, where it stands."""

    polarity: str
    themes: str  # titles, "; " between them
    quote: str
    page: int | None
    section: str
    printed_as: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """The facts that an inspection report prints; `headline` has the overall grade and what it asks for."""

    headline: str
    facts: tuple[Fact, ...]
    judgements: tuple[Judgement, ...]
    improvements: tuple[Improvement, ...]
    disagreements: tuple[str, ...]
    strengths: tuple[Improvement, ...] = ()
    lists: str = ""  # what is to be known of the lists, where none was read
    remarks: tuple[RemarkRow, ...] = ()

    @property
    def remark_themes(self) -> tuple[str, ...]:
        """The titles of all themes of remarks, in order of the alphabet."""
        return tuple(sorted({theme for row in self.remarks for theme in row.themes.split("; ") if theme}))


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Passages of one or both drafts under a label that says what became of them; `kind` tells formats apart."""

    kind: Literal["new", "gone", "reworded", "relied", "unrelied", "moved"]
    label: str
    quotes: tuple[Quote, ...]  # reworded, moved: the words before and the words now, by turns


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """One requirement before and now, with what became of the words behind it."""

    entry: Entry
    turn: Turn
    before: VerdictLook
    words: tuple[WordGroup, ...]

    @property
    def verdicts(self) -> str:
        """The verdict before and now: "from weak to met", or "met" where it is the same."""
        now = self.entry.verdict.key
        return now if self.turn == "unchanged" else f"from {self.before.key} to {now}"

    @property
    def line(self) -> str:
        """What happened to the verdict: "gained: from weak to met"."""
        return f"{self.turn}: {self.verdicts}"

    @property
    def told(self) -> tuple[str, Quote] | None:
        """The words that show the change best, with their label; None where none did."""
        wanted = ("gone", "reworded", "new") if self.turn == "lost" else ("new", "reworded", "gone")
        for kind in (*wanted, "relied", "unrelied"):
            for group in self.words:
                if group.kind == kind:
                    return group.label, group.quotes[1 if kind == "reworded" else 0]
        return None

    def quotes(self, kind: str) -> tuple[Quote, ...]:
        """The passages of one kind."""
        return next((group.quotes for group in self.words if group.kind == kind), ())


@dataclass(frozen=True, slots=True)
class Changes:
    """What this draft changed against an earlier one: losses first, then gains, then other words alone."""

    title: str
    headline: str  # the verdicts before and now, in one line
    against: str  # which earlier draft, and how many verdicts were lost and gained
    rows: tuple[ChangedEntry, ...]
    same: tuple[Entry, ...]  # verdict and words as before
    text: tuple[WordGroup, ...]  # the two texts as a whole

    @property
    def turned(self) -> tuple[ChangedEntry, ...]:
        """The requirements whose verdict changed, lost first."""
        return tuple(row for row in self.rows if row.turn != "unchanged")

    @property
    def other_words(self) -> tuple[ChangedEntry, ...]:
        """The requirements whose verdict is the same, on other words."""
        return tuple(row for row in self.rows if row.turn == "unchanged")

    @property
    def same_line(self) -> str:
        """The requirements on which nothing changed, with their verdicts: one line, or ""."""
        return "; ".join(f"{entry.title} ({entry.verdict.key})" for entry in self.same)


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One gap in a brief: the words that show it best ("" where there are none), where they stand, what to ask."""

    entry: Entry
    quote: str
    where: str
    question: str


@dataclass(frozen=True, slots=True)
class BriefGroup:
    """Gaps of one force, those to look at again first."""

    title: str
    lines: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """Something for a partnership to add to its draft: where, what, how another area says it ("" if not known)."""

    entry: Entry
    section: str
    what: str
    example: str
    question: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The one or two pages that begin every report, and can stand alone."""

    statement: str  # what was checked, against what, and why that edition
    lines: tuple[str, ...]  # what stands beside: what inspectors printed, what could not be read
    packs: tuple[Pack, ...]
    groups: tuple[BriefGroup, ...]
    additions: tuple[Addition, ...]  # in place of groups, for a partnership
    met: tuple[tuple[str, str], ...]  # a verdict that is no gap ("Met"), and the titles with it in one line
    note: str  # how far to trust it
    annex: str  # what the annex holds, for a report that has one


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the document as a row: what will be done, by whom and by when ("" where not said), and where
    that stands."""

    what: str
    who: str
    by_when: str
    date: str  # ISO, or ""
    source: Quote

    @property
    def page(self) -> str:
        """The page as a cell shows it, or the section where there are no pages."""
        return str(self.source.page) if self.source.page is not None else self.source.section


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report shows, in order."""

    title: str
    type: str
    subtitle: str
    labels: Labels
    statement: str
    packs: tuple[Pack, ...]
    gaps: tuple[Entry, ...]  # worst verdict first, then by force, then in the packs' order
    inspection: Inspection | None
    unread: tuple[str, ...]  # one sentence for each thing that could not, or not surely, be read
    all_read: str  # what to say when there is none
    facts: tuple[Fact, ...]
    method: tuple[str, ...]
    meanings: tuple[VerdictLook, ...]
    changes: Changes | None  # since an earlier draft, where one was given
    promises: tuple[Promise, ...]  # what the document commits its partners to
    brief: Brief
    review: ReviewShown | None = None  # what people decided, where the check was reviewed

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All requirements of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.entries)
