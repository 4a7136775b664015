"""The grades that an inspection report prints, read by their labels and never by their position.

Two places are read: the table (or list) on the cover, and the heading of each section in the body.
Where they differ both are told. A grade that cannot be read stays empty; it never takes the place
of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.documents.model import BlockKind, Document
from checker.text.characters import CELL

COVER = 4_000  # characters within which a cover's grades stand

# Where the words for a judgement begin. A label may be broken by its own grade, as lines of a page
# run ("The experiences and progress of | Good | children in care"), so it is told by its words below.
_LABEL = re.compile(
    r"\b(?:(?P<impact>impact\s+of\s+leaders)"
    r"|(?P<progress>experiences?\s+and\s+progress\s+of)"
    r"|(?P<help>children\s+(?:and\s+young\s+people\s+)?who\s+need\s+help|effectiveness\s+of\s+the\s+help\s+and\s+protection)"
    r"|(?P<after>children\s+looked\s+after\s+and\s+achieving)"
    r"|(?P<adoption>adoption\s+performance|judge?ment\s+(?:for|about)\s+adoption)"
    r"|(?P<leavers>judge?ment\s+(?:for|about)\s+care\s+leavers)"
    r"|(?P<lead>leadership,?\s+(?:management,?\s+)?and\s+governance)"
    r"|(?P<overall>overall\s+(?:effectiveness|judge?ment)))",
    re.IGNORECASE,
)
_LSCB_GRADE = (
    r"(?:(?:local\s+)?safeguarding\s+children(?:[’']s)?\s+board|[A-Z]{1,4}SCB)(?:\s*\([^)]{2,12}\))?"
    r"[\s:|–-]*(?:(?:is|are)\s+(?:judged\s+(?:to\s+be\s+)?)?)?(?P<grade>{grade})\b\s*(?:[.:;|]|\n|$|because\b)".replace(
        "{grade}", r"requires?\s+improvement(?:\s+to\s+be\s+good)?|good|outstanding|inadequate|adequate"
    )
)
_LSCB = re.compile(
    r"\b(?:the\s+)?(?:effectiveness\s+of\s+)?(?:the\s+)?(?:[A-Z][\w’'-]*\s+(?:and\s+|&\s+|upon\s+|of\s+)?){0,5}"
    + _LSCB_GRADE,
    re.IGNORECASE,
)
_LSCB_GRADED = re.compile(_LSCB_GRADE, re.IGNORECASE)  # without a name before it, which takes long to look for
_SERVICES = re.compile(
    r"\b(?:children[’']s\s+(?:social\s+care\s+)?services|services\s+for\s+children(?:\s+and\s+young\s+people)?)\s+in\s+"
    r"(?:[^.|]|\bSt\.){2,80}?\s(?:(?:is|are)\s+(?:judged\s+(?:to\s+be\s+)?)?)?(?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?|good|outstanding|inadequate)\b"
    r"\s*(?:[.|]|\n|$|1\b|The\b|There\b)",
    re.IGNORECASE,
)
_COVER_END = re.compile(
    r"^[ #*]*(?:\d+[. ]+)?(?:contents|executive\s+summary|summary\s+of|section\s+1|the\s+local\s+authority$|"
    r"what\s+(?:needs|does)|information\s+about)",
    re.IGNORECASE | re.MULTILINE,
)
_ANNEX = re.compile(
    r"(?:(?:annex|appendix)\b.{0,6}|[#*\d. ]*)(?:what\s+(?:the\s+)?(?:\w+\s+)?inspection\s+judge?ments\s+mean"
    r"|grade\s+descriptors)",
    re.IGNORECASE,
)
# The board's judgement within a paragraph, where a reader has run its heading into the text.
_LSCB_WITHIN = re.compile(
    r"The(?<!\wThe)\s+(?:effectiveness\s+of\s+the\s+)?(?:Local\s+Safeguarding\s+Children(?:[’']s)?\s+Board(?:\s+\(LSCB\))?|LSCB)\s+"
    r"(?:is\s+)?(?P<grade>requires\s+improvement(?:\s+to\s+be\s+good)?|good|outstanding|inadequate)(?=\s*[.:]|\s+[A-Z][a-z])"
)
_EARLIER = re.compile(r"\b(?:previous|last|earlier)\s+(?:\w+\s+){0,3}inspections?\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
# Words of labels, column headings and verbs that may stand between a label and its grade.
_LABEL_WORDS = frozenset(
    {
        *("the", "experiences", "experience", "and", "progress", "of", "children", "young", "people", "who", "need"),
        *("help", "protection", "in", "care", "leavers", "impact", "leaders", "on", "social", "work", "practice"),
        *("with", "families", "overall", "effectiveness", "looked", "after", "achieving", "permanence", "adoption"),
        *("performance", "leadership", "management", "governance", "judgement", "judgment", "grade", "graded"),
        *("is", "are", "that", "it", "they", "for", "about", "services", "children’s", "children's"),
    }
)
_TOLD = frozenset(
    {"was", "were", "had", "last", "previous", "previously", "since", "when", "but"}
)  # prose, not a table
_MOST_STRANGE = 2  # words that a label may have besides those known
_GRADES = {"good": "Good", "outstanding": "Outstanding", "inadequate": "Inadequate", "adequate": "Adequate"}
_SHORTEST_COVER = 150  # characters before which no section begins
_SHORT_FOLLOWER = 80
_SHORT_BLOCK = 230  # characters that a heading, a table row or a judgement's sentence may have


@dataclass(frozen=True, slots=True)
class Grade:
    """One printed grade: which judgement, the grade (None for "not judged"), its words, its place."""

    judgement: str
    grade: str | None
    words: str
    offset: int


@dataclass(slots=True)
class _Region:
    """The words from one label up to the next."""

    judgement: str | None
    words: list[str]
    offset: int


def cover_grades(document: Document, combined: bool) -> list[Grade]:
    """Grades in the table or list on the cover. `combined`: the ILACS set of judgements."""
    zone = _without_headings(document, _cover_end(document))
    grades = read_grades(zone, combined)
    if not any(one.judgement == "overall" for one in grades):
        match = _SERVICES.search(zone)
        if match:
            grades.append(_grade("overall", match["grade"], match.start()))
    return grades + list(_board_grades(zone, 0))


def body_grades(document: Document, combined: bool) -> list[Grade]:
    """Grades in headings, table rows and judgement sentences behind the cover, annexes left out."""
    text = document.text
    cover_end = _cover_end(document)
    found: list[Grade] = []
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind in {BlockKind.CONTENTS, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE} or block.start < cover_end:
            continue
        if block.end - block.start > _SHORT_BLOCK:
            continue
        words = text[block.start : block.end]
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        whole = words
        if follower is not None and follower.end - follower.start <= _SHORT_FOLLOWER:
            whole = f"{words} {text[follower.start : follower.end]}"  # a heading and its grade, apart
        if _ANNEX.match(words) and block.start > len(text) // 4:
            break
        label = _LABEL.search(words)
        board = _LSCB.match(words) or (_LSCB.match(whole) if block.kind is BlockKind.HEADING else None)
        if label is None and board is None:
            continue
        firm = block.kind is BlockKind.HEADING or block.kind is BlockKind.TABLE_ROW
        firm = firm or (board is not None and board.end() >= len(words))
        if not firm and _EARLIER.search(text, max(0, block.start - 600), block.end):
            continue
        if board is not None:
            found.append(_grade("lscb", board["grade"], block.start))
        elif label is not None and label.start() <= 40:
            grades = read_grades(words, combined) or read_grades(whole, combined)
            found.extend(replace(one, offset=block.start) for one in grades[:1])
    if not combined and not any(one.judgement == "lscb" for one in found):
        match = _LSCB_WITHIN.search(text, cover_end)
        if match:
            found.append(_grade("lscb", match["grade"], match.start()))
    return found


def _cover_end(document: Document) -> int:
    """The offset at which the cover ends: at the contents, the summary or the first section."""
    starts = (match.start() for match in _COVER_END.finditer(document.text, 0, COVER))
    return next((start for start in starts if start > _SHORTEST_COVER), COVER)


def _without_headings(document: Document, end: int) -> str:
    """The text up to `end`, with grades blanked out that were taken for a table's column headings.

    A table without headings may have lost its first row to them: "Good: Inadequate" is inadequate.
    """
    text = document.text[:end]
    for block in document.blocks:
        if block.start >= end:
            break
        if block.kind is not BlockKind.TABLE_ROW or block.intro is None:
            continue
        for cell in document.block_text(block.intro).split(CELL):
            if any(word in _GRADES or word == "improvement" for word in _tokens(cell)):
                row = text[block.start : block.end].replace(f"{cell}: ", " " * (len(cell) + 2))
                text = text[: block.start] + row + text[block.end :]
    return text


def read_grades(text: str, combined: bool) -> list[Grade]:
    """Grades behind (or woven into) the labels in the text, in order; labels without one left out."""
    regions = _regions(text, combined)
    found: list[Grade] = []
    carried: list[str] = []
    for at, region in enumerate(regions):
        following = regions[at + 1].words if at + 1 < len(regions) else []
        grades, carried = _parse(carried + region.words, following)
        if region.judgement is not None and len(grades) == 1:
            words = grades[0]
            found.append(_grade(region.judgement, words, region.offset))
    return found


def _regions(text: str, combined: bool) -> list[_Region]:
    """The text cut at its labels; each region holds only words that can belong to a grade."""
    labels = list(_LABEL.finditer(text))
    starts: list[re.Match[str]] = []
    for label in labels:
        before = starts[-1] if starts else None
        if before is not None and before.lastgroup == "progress" and label.lastgroup in {"help", "after"}:
            between = text[before.end() : label.start()]
            if not [word for word in _tokens(between) if word not in _LABEL_WORDS and not _may_be_grade(word)]:
                continue  # "The experiences and progress of | Good | children who need help" is one label
        starts.append(label)
    regions = []
    for at, label in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else min(len(text), label.end() + 260)
        chunk = text[label.start() : end]
        kept: list[str] = []
        strange = 0
        for word in _tokens(chunk):
            if _may_be_grade(word):
                kept.append(word)
            elif word not in _LABEL_WORDS:
                strange += 1
                if kept or word in _TOLD or strange > _MOST_STRANGE:
                    break
        regions.append(_Region(_judgement(chunk, combined), kept, label.start()))
    return regions


def _judgement(chunk: str, combined: bool) -> str | None:
    """Which judgement a label stands for, by its words."""
    words = " ".join(word for word in _tokens(chunk[:260]) if not _may_be_grade(word))
    if words.startswith("overall"):
        return "overall"
    if words.startswith("impact of leaders"):
        return "leadership"
    if "leadership" in words[:12]:
        return "leadership"
    if "who need help" in words[:70] or words.startswith("effectiveness of the help"):
        return "help_and_protection"
    if "looked after" in words[:70]:
        return "looked_after"
    if words.startswith("adoption performance") or re.match(r"judge?ment (?:for|about) adoption", words):
        return "adoption"
    if "children in care" in words[:60] and combined:
        return "in_care"
    if "care leavers" in words[:60]:
        return "care_leavers"
    return None


def _tokens(text: str) -> Iterator[str]:
    return (match.group().lower() for match in _TOKEN.finditer(text))


def _may_be_grade(word: str) -> bool:
    return word in _GRADES or word in {"requires", "require", "improvement", "to", "be", "not", "judged"}


def _parse(words: list[str], following: list[str]) -> tuple[list[str], list[str]]:
    """The complete grades among the words, and words that begin the next region's grade.

    In a table row set in the middle of its height the grade's first line comes before its label:
    "Requires", then the label, then "improvement to be good".
    """
    grades: list[str] = []
    at = 0
    while at < len(words):
        rest = words[at:]
        if rest[0] in {"requires", "require"} and rest[1:2] != ["improvement"]:
            return grades, rest if len(rest) == 1 else []
        if rest[0] in {"requires", "require", "improvement"}:  # "improvement": its verb stood before the label
            taken = 1 if rest[0] == "improvement" else 2
            if len(rest) == taken and grades and following[:3] == ["to", "be", "good"]:
                return grades, rest
            whole = taken + (3 if rest[taken : taken + 3] == ["to", "be", "good"] else 0)
            grades.append(" ".join(("requires", *rest[taken - 1 : whole])))
            at += whole
        elif rest[:3] == ["to", "be", "good"]:
            at += 3  # the end of a grade that stood elsewhere
        elif rest[:2] == ["not", "judged"]:
            grades.append("not judged")
            at += 2
        else:
            if rest[0] in _GRADES:
                grades.append(rest[0])
            at += 1
    return grades, []


def _board_grades(text: str, start: int) -> Iterator[Grade]:
    for match in _LSCB.finditer(text) if _LSCB_GRADED.search(text) else ():
        yield _grade("lscb", match["grade"], start + match.start())


def _grade(judgement: str, words: str, offset: int) -> Grade:
    printed = " ".join(words.lower().split())
    normal = "Requires improvement" if printed.startswith("require") else _GRADES.get(printed)
    return Grade(judgement, normal, printed.capitalize(), offset)
