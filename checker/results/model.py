"""What a check finds: verdicts with their evidence, and an inspection's printed facts.

These types carry words and numbers only, so that every report format can be made from them
without the document or the rules at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Mode = Literal["coverage", "inspection"]
Role = Literal["supports", "weakens"]
Turn = Literal["gained", "lost", "changed", "unchanged"]


class Verdict(StrEnum):
    """What a check says of one requirement: of what a document sets out, or of what inspectors found."""

    MET = "met"
    WEAK = "weak"
    MISSING = "missing"
    STRENGTH = "strength"
    MIXED = "mixed"
    WEAKNESS = "weakness"
    NOT_COVERED = "not covered"

    @property
    def rank(self) -> int | None:
        """0 for the worst, 2 for the best; None where nothing was found to judge."""
        return _RANKS.get(self)

    @property
    def is_good(self) -> bool:
        """Whether nothing is left to do."""
        return self.rank == 2

    @property
    def is_gap(self) -> bool:
        """Whether something is left to do; "not covered" is neither good nor a gap."""
        return self.rank in {0, 1}

    def reaches(self, threshold: Verdict) -> bool:
        """Whether it is as bad as a threshold (weak or missing), or worse; what is not covered counts as missing."""
        if threshold is Verdict.MISSING:
            return self in {Verdict.MISSING, Verdict.NOT_COVERED}
        return not self.is_good


_RANKS = {
    Verdict.MISSING: 0,
    Verdict.WEAKNESS: 0,
    Verdict.WEAK: 1,
    Verdict.MIXED: 1,
    Verdict.MET: 2,
    Verdict.STRENGTH: 2,
}
VERDICTS: dict[Mode, tuple[Verdict, ...]] = {
    "coverage": (Verdict.MET, Verdict.WEAK, Verdict.MISSING),
    "inspection": (Verdict.STRENGTH, Verdict.MIXED, Verdict.WEAKNESS, Verdict.NOT_COVERED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document with the place where they stand: `quote` is `document.text[start:end]`."""

    quote: str
    start: int
    end: int
    page: int | None = None
    section: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Passage):
    """Words that bear on a requirement."""

    role: Role = "supports"
    read_by_ocr: bool = False
    lead: str = ""  # the sentence before it, or the end of what leads into its list, where the words need that
    weakness: str = ""  # of words that weaken: how, in a few words: "asked, not decided"

    @property
    def told(self) -> str:
        """The words as they are shown to a person: behind their lead, if they need it."""
        if not self.lead:
            return self.quote
        ended = self.lead.endswith((".", "!", "?", "…")) and not self.quote[:1].islower()
        parted = " " if ended else " … "  # a sentence stands right before the words, and what leads a list may not
        return f"{self.lead}{parted}{self.quote}"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a verdict is: `score` is the share of verdicts as sure as this one that readers shared."""

    level: Literal["firm", "look again"]
    score: float  # 0 to 1
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one requirement, why, and the words it rests on (strongest first)."""

    requirement: str
    pack: str
    theme: str
    force: str | None  # must, should or conditional
    mode: Mode
    title: str
    asks: str
    basis: str
    verdict: Verdict  # one of VERDICTS[mode]
    reason: str
    evidence: tuple[Evidence, ...] = ()
    advice: str = ""
    questions: tuple[str, ...] = ()
    confidence: Confidence | None = None  # None in results of a version that said none
    follows: str | None = None  # the requirement of the edition before that asks (nearly) the same


@dataclass(frozen=True, slots=True)
class Improvement:
    """One printed area for improvement, recommendation or priority action, whole."""

    text: str
    page: int | None
    theme: str | None
    kind: str = "improvement"  # improvement, recommendation or priority action
    for_whom: str | None = None  # "local authority" or "board", where a report has both


Polarity = Literal["praise", "fault", "mixed", "early", "neutral"]
PrintedAs = Literal["strength", "improvement", "priority", "recommendation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Passage):
    """A sentence of an inspection report in which inspectors judge."""

    polarity: Polarity
    themes: tuple[str, ...] = ()  # requirements of the pack that reads inspections of its kind, the chief one first
    printed_as: PrintedAs | None = None  # in which printed list it stands


@dataclass(frozen=True, slots=True)
class Judgements:
    """Grades that the report itself makes; None where it makes none."""

    overall: str | None = None
    leadership: str | None = None
    help_and_protection: str | None = None
    in_care: str | None = None
    care_leavers: str | None = None
    looked_after: str | None = None
    adoption: str | None = None
    lscb: str | None = None


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """Facts printed in an inspection report. Dates are ISO; None where not printed."""

    report_type: str  # sif, ilacs, lscb, jtai, focused-visit, monitoring-visit, send or other
    started: str | None = None
    ended: str | None = None
    published: str | None = None
    judgements: Judgements = field(default_factory=Judgements)
    printed: tuple[tuple[str, str], ...] = ()  # (judgement, the words printed for it)
    improvements: tuple[Improvement, ...] = ()
    strengths: tuple[Improvement, ...] = ()
    lists: str = "none printed"  # printed, printed as none (it says there is nothing), not recognised, none printed
    remarks: tuple[Remark, ...] = ()
    disagreements: tuple[str, ...] = ()  # where the report's own statements differ, in words

    @property
    def headline(self) -> tuple[str, str] | None:
        """The judgement that stands for the report, and its grade: of a board's inspection the board's own."""
        first = "lscb" if self.report_type == "lscb" else "overall"
        grade: str | None = getattr(self.judgements, first)
        return (first, grade) if grade else None


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The document as results, comparisons and reports name it; the fields of the contract's `document` and more.

    Whatever has a default may be absent from the results of another version.
    """

    path: str
    type: str
    sha256: str = ""
    format: str = ""
    title: str | None = None
    area: str | None = None
    areas: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    published: str | None = None
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    pages_read_by_ocr: tuple[int, ...] = ()
    pictures: tuple[tuple[int | None, str | None], ...] = ()  # (page, section) of unreadable pictures
    words: int = 0
    how: tuple[tuple[str, str], ...] = ()  # field, how it was found
    warnings: tuple[str, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()  # the headings in order, each with the offset at which it stands
    about: str | None = None  # ISO: near which day it was written by the times it names, where it prints no date
    edition: str | None = None  # of Working Together ("2023"); None where nothing tells, and of inspections
    edition_why: str | None = None  # against which edition it was checked and why: a report's first sentence
    edition_offer: str = ""  # a sentence on a draft that could be asked for
    called: str = ""  # what reports call it: "Published arrangements", "Draft arrangements", "Committee paper on ..."


@dataclass(frozen=True, slots=True)
class PackSummary:
    """Which pack was used: for the statement of what was checked against what."""

    id: str
    title: str
    source: str
    version: str
    digest: str  # sha256 of the pack with its vocabularies, first 12 hex digits
    requirements: int
    edition: str | None = None  # of Working Together, where the pack belongs to one
    in_force: str | None = None  # in words: "December 2023 to March 2026"
    checked: bool = True  # against the text of its source
    rests_on: str = ""  # what it rests on, where that is not the text of its source
    draft: bool = False
    annex: bool = False  # shown for comparison, one line a requirement; not what the document is judged by


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same statement in an earlier text and in a later one: put otherwise, or in another place."""

    before: Passage
    after: Passage


@dataclass(frozen=True, slots=True)
class TextChange:
    """Two texts compared sentence by sentence, each list in the order of its text.

    `new` is what the earlier text does not hold anywhere, `gone` what the later does not; `reworded` says much the
    same in other words, `moved` the very same in another order.
    """

    new: tuple[Passage, ...] = ()
    gone: tuple[Passage, ...] = ()
    reworded: tuple[Counterpart, ...] = ()
    moved: tuple[Counterpart, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """The verdict on one requirement in an earlier draft and in this one, and what became of the words behind it.

    `new` stands in this draft alone, `gone` in the earlier alone. `relied` are words that both hold and only this
    draft's verdict rests on; `unrelied` words that both hold and only the earlier's did.
    """

    requirement: str
    pack: str
    before: Verdict
    after: Verdict
    turn: Turn
    new: tuple[Evidence, ...] = ()
    gone: tuple[Evidence, ...] = ()
    reworded: tuple[Counterpart, ...] = ()
    relied: tuple[Evidence, ...] = ()
    unrelied: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Passage):
    """Something that a document says will be done: by whom (`who`) or by when is known, or both.

    The passage is the sentence, item or row that says so; `what` is its act.
    """

    what: str
    who: str | None
    by_when: str | None  # as printed
    date: str | None  # ISO: the last day that `by_when` allows; None where no calendar day follows from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Passage):
    """A sentence of a report that says that something was done, or slipped: delayed, stopped or given up."""

    kind: Literal["done", "slipped"]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What this draft changed against an earlier one, requirement by requirement."""

    earlier: DocumentSummary
    requirements: tuple[RequirementChange, ...]
    text: TextChange = field(default_factory=TextChange)


@dataclass(frozen=True, slots=True)
class Check:
    """One document checked: everything that a report shows."""

    document: DocumentSummary
    findings: tuple[Finding, ...]
    packs: tuple[PackSummary, ...] = ()
    inspection: InspectionReport | None = None
    change: DraftChange | None = None  # against an earlier draft, where one was given
    commitments: tuple[Commitment, ...] = ()  # of arrangements and yearly reports
    progress: tuple[Progress, ...] = ()  # of yearly reports


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or checked."""

    path: str
    kind: str
    message: str
