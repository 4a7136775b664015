"""Clauses of sentences and the criteria that they name: what a sentence of an inspection is about.

A sentence is read clause by clause, since inspectors praise and find fault in one breath ("training
is well attended, but ..."). A clause bears on a criterion if it holds its topic, or follows a clause
that does without turning to another criterion. Pure.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from checker.documents.model import Sentence
from checker.documents.sentence_set import SentenceSet
from checker.matching.matches import Hit, Matches

_OPENING = 12  # characters at a sentence's beginning in which "although" opens it
_GOES_ON = 2  # sentences behind one that names a criterion, in its paragraph, that may go on about it
# How a sentence begins that goes on about what the one before it was about.
_POINTS_BACK = re.compile(
    r"(?:(?:however|also|again|additionally|similarly|in\s+addition|consequently|therefore|as\s+a\s+result|overall"
    r"|although|while|whilst|despite|because\s+of|for\s+example|for\s+instance|nor|but|and),?\s+)?"
    r"(?:(?:all|some|many|most|both|each)\s+(?:of\s+)?)?"
    r"(?:it|they|(?P<own>this|these|those|such|its|their)"
    r"|the\s+(?:report|document|plan|framework|strategy|process|programme))\b",
    re.IGNORECASE,
)
_OWN_REACH = 25  # characters behind "its" or "these" in which a criterion is named as what is meant ("these audits")
_INSTANCE = re.compile(r"\b(?:for\s+(?:example|instance)|such\s+as|including|e\.g\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence: offsets, and which criteria it names."""

    start: int
    end: int
    names: Mapping[str, int]  # criterion -> offset of the first word that names it
    conceded: bool = False  # opened by "while", "although": granted before the sentence says what counts
    subject: str | None = None  # the criterion that it is chiefly about, named in it or before it


def with_subjects(
    clauses: Mapping[int, tuple[Clause, ...]], matches: Matches, turns: SentenceSet
) -> Iterator[tuple[int, tuple[Clause, ...]]]:
    """The clauses of each sentence with what they are about.

    A clause that names no criterion, and a sentence that begins "It ..." or "This ...", goes on about
    what the one before it was about, unless it turns to something else (`turns`); after a few
    sentences, or in the next paragraph, that is no longer certain.
    """
    document = matches.document
    block = -1
    carried: str | None = None
    left = 0  # sentences that may still go on about what is carried
    for number, parts in clauses.items():
        if matches.block_of[number] != block:
            block, carried = matches.block_of[number], None
        sentence = document.sentences[number]
        named = next((clause.subject for clause in parts if clause.subject), None)
        points_back = carried is not None and _points_back(document.text, sentence, parts)
        if named is None and (number in turns or not left):
            carried = None
        subject = carried if points_back or named is None else named
        about = []
        for place, clause in enumerate(parts):
            if clause.subject and not (points_back and place == 0):
                subject = clause.subject
            about.append(clause if clause.subject == subject else replace(clause, subject=subject))
        yield number, tuple(about)
        left = _GOES_ON if named is not None and not points_back else left - 1
        carried = subject


def _points_back(text: str, sentence: Sentence, parts: tuple[Clause, ...]) -> bool:
    """Whether a sentence begins with words that stand for what the one before it was about."""
    back = _POINTS_BACK.match(text, sentence.start, sentence.end)
    if back is None:
        return False
    reach = back.end() + _OWN_REACH
    return not (back["own"] and any(offset < reach for clause in parts for offset in clause.names.values()))


def _subject(text: str, start: int, end: int, names: Mapping[str, int], general: set[str]) -> str | None:
    """The criterion that a clause names first, of the general ones ("monitors ...") only if no other.

    What stands behind "such as" or "for example" is an instance of something else.
    """
    if not names:
        return None
    instances = _INSTANCE.search(text, start + _OPENING, end)
    named = [name for name, offset in names.items() if instances is None or offset < instances.start()]
    return min(named, key=lambda name: (name in general, names[name]), default=None)


def criteria_of(topics: Mapping[str, SentenceSet]) -> Mapping[int, set[str]]:
    """The criteria that each sentence names, by number; those that name none are not in it."""
    found: dict[int, set[str]] = defaultdict(set)
    for name, sentences in topics.items():
        for number in sentences:
            found[number].add(name)
    return found


def turning(matches: Matches) -> SentenceSet:
    """The sentences that hold a word at which sentences turn."""
    return matches.sentences("contrast") | matches.sentences("contrast-opener")


def clauses_of(
    number: int,
    matches: Matches,
    here: set[str],
    concepts: Mapping[str, Set[str]],
    general: set[str],
    turns: SentenceSet,
) -> Iterator[Clause]:
    """The clauses of a sentence that names the criteria of `here`. `turns`: as of `turning`."""
    sentence = matches.document.sentences[number]
    hits = matches.hits.get(number, ())
    if number not in turns and not here and matches.document.text.find(";", sentence.start, sentence.end) < 0:
        yield Clause(sentence.start, sentence.end, {})
        return
    none: frozenset[str] = frozenset()
    for start, end in _spans(matches.document.text, sentence.start, sentence.end, hits):
        inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
        names: dict[str, int] = {}
        for hit in inside if here else ():
            for concept in hit.concepts:
                for criterion in concepts.get(concept, none) & here:
                    names[criterion] = min(hit.start, names.get(criterion, hit.start))
        subject = _subject(matches.document.text, start, end, names, general)
        conceded = start == sentence.start and end < sentence.end and _opens_contrast(inside, start)
        yield Clause(start, end, names, conceded, subject)


def _spans(text: str, start: int, end: int, hits: tuple[Hit, ...]) -> Iterator[tuple[int, int]]:
    """A sentence cut where it turns: at "but", at a semicolon, behind the part that "although" opens."""
    cuts = {start, end}
    place = text.find(";", start, end)
    while place >= 0:
        cuts.add(place)
        place = text.find(";", place + 1, end)
    for hit in hits:
        if "contrast" in hit.concepts:
            cuts.add(hit.start)
        if hit.start - start <= _OPENING and "contrast-opener" in hit.concepts:
            comma = text.find(",", hit.end, end)
            if comma > 0:
                cuts.add(comma)
    places = sorted(cuts)
    yield from itertools.pairwise(places)


def _opens_contrast(hits: Iterable[Hit], start: int) -> bool:
    return any(hit.start - start <= _OPENING and "contrast-opener" in hit.concepts for hit in hits)


def apart(clauses: Sequence[Clause], criterion: str | None) -> list[Clause]:
    """The clauses about a criterion, where others of the sentence name other criteria; none where all go together."""
    own = [clause for clause in clauses if clause.subject == criterion]
    others = len(own) < len(clauses) and any(clause.names for clause in clauses if clause not in own)
    return own if own and others else []


def granted(clauses: Sequence[Clause]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The part of a sentence that "although" opens, and the rest of it."""
    return (clauses[0].start, clauses[0].end), (clauses[1].start, clauses[-1].end)


def parts_of(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that a verdict may have to read by themselves."""
    if len(clauses) > 1:
        for criterion in dict.fromkeys(clause.subject for clause in clauses if clause.subject):
            yield from ((clause.start, clause.end) for clause in apart(clauses, criterion))
        if clauses[0].conceded:
            yield from granted(clauses)
