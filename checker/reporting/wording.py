"""The words, symbols and colours of reports: one place for every format.

Owns how a verdict, theme, document type, judgement or date is put to a reader, and the notes on how
a check works. What goes where in a report is `checker.reporting.view`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checker.results.model import Evidence, Mode, Verdict
from checker.text import english
from checker.text.english import join, number, page_list

__all__ = ["join", "number", "page_list"]  # the program's plain English, at hand for every format

Tone = Literal["good", "partial", "bad", "none"]


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict as a reader meets it."""

    key: Verdict
    word: str
    symbol: str
    tone: Tone
    meaning: str

    def counted(self, number: int) -> str:
        """So many of them, in words: "3 weaknesses", "1 weakness", "3 missing"."""
        noun = self.key in {Verdict.WEAKNESS, Verdict.STRENGTH} and number != 1
        ending = "es" if self.key.endswith("s") else "s"
        return f"{number} {self.key}{ending if noun else ''}"

    @property
    def gap(self) -> bool:
        """Whether it asks for something to be done."""
        return self.key.is_gap


# Gaps first: the order in which every report counts and lists them.
COVERAGE: tuple[VerdictLook, ...] = (
    VerdictLook(
        Verdict.MISSING,
        "Missing",
        "✕",
        "bad",
        "No words that answer this were found in the text that could be read.",
    ),
    VerdictLook(
        Verdict.WEAK,
        "Weak",
        "◐",
        "partial",
        "The document speaks to this, but only in general terms, as an aim, as something still to come, "
        "in the duty's own words, or for part of what is asked.",
    ),
    VerdictLook(
        Verdict.MET,
        "Met",
        "✓",
        "good",
        "The document says what is done or will be done, with particulars that a reader could later check.",
    ),
)
INSPECTION: tuple[VerdictLook, ...] = (
    VerdictLook(
        Verdict.WEAKNESS,
        "Weakness",
        "▼",
        "bad",
        "Inspectors describe this as falling short, or ask for improvement on it.",
    ),
    VerdictLook(
        Verdict.MIXED,
        "Mixed",
        "◆",
        "partial",
        "Inspectors found good and bad, or improvement whose effect it was too early to see.",
    ),
    VerdictLook(Verdict.STRENGTH, "Strength", "▲", "good", "Inspectors describe this as working."),
    VerdictLook(
        Verdict.NOT_COVERED,
        "Not covered",
        "○",
        "none",
        "No finding on this was recognised in the text that could be read.",
    ),
)
_BY_MODE: dict[Mode, tuple[VerdictLook, ...]] = {"coverage": COVERAGE, "inspection": INSPECTION}


@dataclass(frozen=True, slots=True)
class Colours:
    """Six hexadecimal digits each: dark enough for text on white or on `wash`."""

    ink: str
    wash: str


COLOURS: dict[Tone, Colours] = {
    "good": Colours(ink="1B6339", wash="E8F3EC"),
    "partial": Colours(ink="7A4A00", wash="FBF1DD"),
    "bad": Colours(ink="9E1F1A", wash="FBEBE9"),
    "none": Colours(ink="4A5560", wash="EEF0F3"),
}
PROMISES = "What the document commits to"
PROMISES_NOTE = (
    "Undertakings that name an owner or a time, as far as they were recognised; standing arrangements and duties "
    "are left out. Whether they were kept is not judged here."
)
PROMISES_HEAD = ("What", "Who", "By when", "Page or section")
INK = "1C242C"
QUIET = "525D68"

TYPES: dict[str, str] = {
    "arrangements": "Published arrangements",
    "yearly-report": "Yearly report",
    "inspection": "Inspection report",
}
LISTS = {
    "printed as none": "The report says that there is nothing to list.",
    "not recognised": "A heading for such a list stands in the report, but nothing below it could be read as an item.",
    "none printed": "The report prints no list of areas for improvement, recommendations or priority actions.",
}
REPORT_TYPES: dict[str, str] = {
    "sif": "Single inspection of children's services",
    "ilacs": "Inspection of local authority children's services",
    "lscb": "Review of the local safeguarding children board",
    "jtai": "Joint targeted area inspection",
    "focused-visit": "Focused visit",
    "monitoring-visit": "Monitoring visit",
    "send": "Area inspection of special educational needs and disabilities",
    "other": "Inspection of another kind",
}
JUDGEMENTS: dict[str, str] = {
    "overall": "Overall effectiveness",
    "leadership": "Leadership",
    "help_and_protection": "Help and protection",
    "in_care": "Children in care",
    "care_leavers": "Care leavers",
    "looked_after": "Looked after children and permanence",
    "adoption": "Adoption",
    "lscb": "Local safeguarding children board",
}
FORCES: dict[str, str] = {"must": "Must", "should": "Should", "conditional": "Where it applies"}
FIELDS: dict[str, str] = {
    "type": "Read as",
    "title": "Title",
    "area": "Area",
    "period": "Period",
    "published": "Published",
}
FORMATS: dict[str, str] = {
    "pdf": "PDF",
    "docx": "Word",
    "html": "Web page",
    "markdown": "Markdown",
    "text": "Plain text",
}

ALL_READ = "All pages held text that could be read, and no picture large enough to hold text was found."
LOOK_AGAIN = "look again"
BRIEF_NOTE = "Fixed rules looked for words; they do not understand the document. Check a quote on its page."
BRIEF_NOTES: dict[Mode, str] = {
    "coverage": "“Missing” says that no words that answer it were found in the text that could be read, “met” that "
    "particulars were found, not that they suffice.",
    "inspection": "“Not covered” says that no finding was recognised. Grades are those that the report prints.",
}
METHOD: tuple[str, ...] = (
    "This report assists a person's judgement and replaces none. Fixed rules look for words; they do not "
    "understand the document, and they cannot tell whether what is written is done in practice, or is enough.",
    "Every quote is copied from the document's text as it was read. Quotes are the strongest words that the "
    "rules found, not all that the document says. Check a quote on its page before relying on it.",
    "The document was read on the computer on which the check was run, and was sent nowhere.",
)
METHOD_COVERAGE = (
    "“Missing” means that no words that answer the requirement were found in the text that could be read. They "
    "may stand in a picture, in a linked or separate document, or in words that the rules do not know. Look "
    "before saying that the document is silent. “Met” means that particulars were found, not that they suffice."
)
METHOD_INSPECTION = (
    "Strengths and weaknesses are read from the inspectors' own sentences. Grades are the ones that the report "
    "prints; where it prints none, none is given. “Not covered” means that no finding was recognised."
)
METHOD_OCR = (
    "Pages that hold only pictures of text were read by optical character recognition, which makes mistakes. "
    "Quotes from such pages are marked."
)

_BREAKS = re.compile("[\t-\r\x85\u2028\u2029]")
# C0 and C1 controls, marks that turn the direction of the text around them, and
# the two code points that no XML file may hold.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_line(text: str) -> str:
    """The text on one line, without characters that could break a file, a terminal or the order of words."""
    if text.isprintable():  # as nearly all is; none of what is looked for counts as printable
        return " ".join(text.split())
    return " ".join(_SURROGATE.sub("\ufffd", _UNSAFE.sub("", _BREAKS.sub(" ", text))).split())


WEAKENS, FALLS_SHORT = "weakens it", "falls short"


def against(evidence: Evidence, mode: Mode) -> str:
    """How words speak against what is asked ("asked, not decided"); empty for words that support it."""
    if evidence.role != "weakens":
        return ""
    return clean_line(evidence.weakness) or (FALLS_SHORT if mode == "inspection" else WEAKENS)


def verdicts(mode: Mode) -> tuple[VerdictLook, ...]:
    """The verdicts of a mode, gaps first."""
    return _BY_MODE[mode]


def verdict(mode: Mode, key: str) -> VerdictLook:
    """The verdict of that name; KeyError if the mode has none."""
    for candidate in _BY_MODE[mode]:
        if candidate.key == key:
            return candidate
    raise KeyError(f"{mode} has no verdict {key!r}")


def sentence_case(slug: str) -> str:
    """A theme or other slug in plain words: "data-and-intelligence" as "Data and intelligence"."""
    words = clean_line(slug.replace("-", " ").replace("_", " "))
    return words[:1].upper() + words[1:]


def day(iso: str) -> str:
    """An ISO date in words, "2019-06-24" as "24 June 2019"; anything else as it is."""
    return english.day(iso) or clean_line(iso)
