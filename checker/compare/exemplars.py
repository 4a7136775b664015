"""Areas that say something well: whose words on a requirement are worth showing to others. Pure.

How well a verdict is borne out counts first (how sure the check is), and only then how much the words hold: the
sentence with the most particulars is often not the one that answers what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from checker.results.model import Check, Confidence, Evidence, Failure, Verdict
from checker.results.restored import read_result
from checker.text.english import MONTHS

_FEWEST_WORDS = 6  # a shorter quote is a heading or a label, and teaches nothing
_MOST_QUOTES = 3  # a document that repeats itself is no better than one that says it once

# Kinds of particulars; a quote that holds more kinds is more specific.
_PARTICULARS = tuple(
    re.compile(pattern)
    for pattern in (
        r"£|\d\s?%|\bper cent\b",
        rf"\b(?:19|20)\d\d\b|\b(?:{'|'.join(MONTHS)})\b",
        r"(?i)\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|termly|once|twice|times|within)\b"
        r"|\b(?:every|each|per) (?:\w+ )?(?:day|week|month|quarter|term|year)s?\b",
        r"(?<![\w.,/])\d{1,3}(?:,\d{3})*\b(?!\.\d)",
        r"(?<=[a-z,;:] )[A-Z][a-z]+(?: (?:(?:and|of|for|the|in) )*[A-Z][a-z]+)+",
        r"\b(?:[Cc]hair|[Ss]crutineer|[Dd]irector|[Cc]hief|[Cc]ommander|[Mm]anager|[Ll]ead|[Cc]ommittee|[Bb]oard"
        r"|[Pp]anel|[Ss]ubgroup|[Gg]roup)\b",
    )
)


@dataclass(frozen=True, slots=True)
class Example:
    """How another area says what a requirement asks for."""

    requirement: str
    area: str
    document: str  # its title, or its file's name
    passage: Evidence


Strength = tuple[int, float, int]


def strength_of(
    verdict: Verdict, confidence: Confidence | None, evidence: Iterable[Evidence]
) -> tuple[Strength, tuple[Evidence, ...]] | None:
    """How well words answer a requirement, to be compared, and the words, best first; None where they are no example.

    No example is a verdict that is not good, one to look at again, and one without a whole sentence behind it. The
    first quote of a finding is its best; words that weaken the verdict count against it.
    """
    if not verdict.is_good or (confidence and confidence.level != "firm"):
        return None
    told: dict[str, Evidence] = {}
    weakening = 0
    for item in evidence:
        if item.role == "weakens":
            weakening += 1
        elif len(item.quote.split()) >= _FEWEST_WORDS and not item.read_by_ocr:
            told.setdefault(item.quote, item)
    best = tuple(told.values())[:_MOST_QUOTES]
    if not best:
        return None
    score = round(confidence.score, 2) if confidence else 0.0
    return (-weakening, score, specificity(best[0].quote) + len(best)), best


def specificity(quote: str) -> int:
    """How many kinds of particulars a quote holds: amounts, dates, frequencies, numbers, names, roles."""
    return sum(1 for pattern in _PARTICULARS if pattern.search(quote))


def examples_of(objects: Iterable[object], besides: Collection[str] = ()) -> dict[str, Example]:
    """For each requirement, the best example among the objects of a results file, but for those of some areas.

    Raises ResultsError for an object that is no result.
    """
    own = {name.casefold() for name in besides}
    best: dict[str, tuple[Strength, Example]] = {}
    for line, value in enumerate(objects, start=1):
        result = read_result(value, line)
        if isinstance(result, Failure) or not result.document.area or own & _areas(result):
            continue
        name = result.document.title or result.document.path.replace("\\", "/").rsplit("/", 1)[-1]
        for finding in result.findings:
            found = strength_of(finding.verdict, finding.confidence, finding.evidence)
            if finding.mode != "coverage" or found is None:
                continue
            strength, words = found
            if finding.requirement not in best or strength > best[finding.requirement][0]:
                example = Example(finding.requirement, result.document.area, name, words[0])
                best[finding.requirement] = strength, example
    return {requirement: example for requirement, (_, example) in best.items()}


def _areas(result: Check) -> set[str]:
    return {name.casefold() for name in (result.document.area, *result.document.areas) if name}
