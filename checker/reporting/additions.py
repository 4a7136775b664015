"""What a partnership is to add to its draft: one list in the order of the draft's own sections.

Where something belongs is told by the draft's headings: first by one that speaks of the matter, then by the section
of the words that fall short; otherwise it asks for a section of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checker.compare.exemplars import Example
from checker.reporting import wording
from checker.reporting.model import Addition, Entry
from checker.reporting.wording import clean_line
from checker.text.cut import cut_at_word
from checker.text.stems import norm_maker

_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = frozenset(
    "arrangements safeguarding partnership partner partners children child local with from that their they this them "
    "which what when where other others across into about how using work working together include including annual "
    "multi agency inter published publishing area areas people young services service organisations".split()
)
_LONGEST_EXAMPLE = 320
_LONGEST_HEADING = 90
_LEAST_FIT = 0.25  # the part of the telling words of a heading and a requirement that both must hold
OWN_SECTION = "A section of its own"

Sections = Sequence[tuple[str, int]]  # the draft's headings, each with the offset at which it stands


def additions_of(gaps: Sequence[Entry], sections: Sections, examples: Mapping[str, Example]) -> tuple[Addition, ...]:
    """What meets each gap, in the order of the sections that it belongs to; new sections last."""
    norm = norm_maker(())

    def stems(text: str) -> frozenset[str]:
        return frozenset(norm(word.lower()) for word in _WORD.findall(text) if word.lower() not in _SMALL)

    headings = [(clean_line(heading), at, stems(heading)) for heading, at in sections]
    placed = []
    for number, entry in enumerate(gaps):
        section, at = _belongs(entry, headings, stems(f"{entry.title} {entry.theme}"))
        placed.append((at, number, _addition(entry, section, examples.get(entry.requirement))))
    return tuple(addition for _, _, addition in sorted(placed, key=lambda item: item[:2]))


def _belongs(
    entry: Entry, headings: Sequence[tuple[str, int, frozenset[str]]], wanted: frozenset[str]
) -> tuple[str, int]:
    """The heading under which an addition belongs, and where it stands."""
    fits = [
        (fit, -at, heading)
        for heading, at, own in headings
        if wanted & own and (fit := len(wanted & own) / len(wanted | own)) >= _LEAST_FIT
    ]
    if fits:
        _, before, heading = max(fits)
        return _cut(heading), -before
    for quote in entry.quotes:
        if quote.section:
            return _cut(quote.section), quote.span[0]
    return OWN_SECTION, 1 << 60


def _addition(entry: Entry, section: str, example: Example | None) -> Addition:
    told = ""
    if example is not None:
        words = cut_at_word(clean_line(example.passage.quote), _LONGEST_EXAMPLE)
        page = f", page {example.passage.page}" if example.passage.page is not None else ""
        told = f"{clean_line(example.area)}{page}: “{words}”"
    return Addition(entry, section, entry.advice, told, entry.questions[0] if entry.questions else "")


def _cut(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else heading[: _LONGEST_HEADING - 1].rstrip() + "…"


ADD_HEAD = ("Where it belongs", "What to add", "The question to expect")
ADD_TITLE = "Add these"


def title_of(count: int) -> str:
    """The heading of the list."""
    return f"{ADD_TITLE}: {wording.number(count, 'thing')}, in the order of the draft"
