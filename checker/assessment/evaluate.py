"""Sentence sets that all rules share: expressions evaluated, and what makes a sentence weak."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.documents.model import Document, Period
from checker.matching.matches import Matches, bits
from checker.packs.load import EARLIER
from checker.packs.model import Concept, Expression, Weakness

# Concepts that the shared vocabularies must define for the machinery to lean on.
MACHINERY = (
    "particular",
    "specific",
    "aspiration",
    "deferral",
    "duty",
    "negation",
    "pointer",
    "link",
    "no-evidence-heading",
)


_RESTATES = 84  # token-set similarity to a duty from which a sentence says no more than it
_LENGTH = 1.7  # a sentence this many times as long as the duty says something else besides
_SHARE = 0.6  # of the words that a sentence must have in common with a duty to be compared at all
_BARE_LINK = 12  # words: a longer sentence with a link in it says something besides
_ADDRESS = re.compile(r"\b[\w-]{3,}(?:@[\w-]{2,}|\.[\w-]{3,})\.[a-z]{2,}")
_SHORTEST = 25  # characters: below that a sentence is a label


_YEAR = re.compile(r"(?<![\d£.,])(?:19|20)\d\d(?!\d|,\d)")
_PUNCTUATION = str.maketrans(dict.fromkeys(",.;:()'’‘\"“”", " "))


class Evaluator:
    """Evaluates expressions on one document's matches; answers are masks of sentences."""

    def __init__(self, matches: Matches, concepts: Mapping[str, Concept], period: Period | None = None) -> None:
        self._matches = matches
        self._period = period
        self._known: dict[tuple[str, str, bool], int] = {}
        self._concepts = concepts
        self._all = (1 << len(matches.document.sentences)) - 1
        self._headings = 0
        for sentence in matches.sections:
            self._headings |= 1 << sentence

    def concept(self, name: str, rule: str = "", *, itself: bool = False) -> int:
        """Sentences that hold a concept, or (unless `itself`) whose lead or table heading does."""
        key = (name, rule, itself)
        mask = self._known.get(key)
        if mask is None:
            mask = self._known[key] = self._occurrences(name, rule, itself)
        return mask

    def _occurrences(self, name: str, rule: str, itself: bool) -> int:
        if name == EARLIER:
            return self._before_the_period()
        local = f"{rule}/{name}"
        resolved = local if rule and local in self._concepts else name
        mask = self._matches.own.get(resolved, 0)
        return mask if itself else mask | self._matches.led.get(resolved, 0)

    def mask(
        self, expression: Expression | None, rule: str = "", *, itself: bool = False, implied: Implied | None = None
    ) -> int:
        """The sentences that an expression means; none for no expression.

        `implied` names concepts that, beside others in an `all`, count as given in certain
        sentences: what stands under a heading on the topic need not name the topic again.
        """
        if expression is None:
            return 0
        if expression.only_concept:
            return self.concept(expression.only_concept, rule, itself=itself)
        found = self._all
        if expression.concept:
            found &= self.concept(expression.concept, rule, itself=itself)
        beside = len(expression.all) > 1
        if expression.any:
            union = 0
            for part in expression.any:
                union |= self.mask(part, rule, itself=itself, implied=implied)
            found &= union
        for part in expression.all:
            mask = self.mask(part, rule, itself=itself, implied=implied)
            if beside and implied is not None and not part.literal and part.names <= implied.concepts:
                mask |= implied.sentences
            found &= mask
        for part in expression.none:
            found &= ~self.mask(part, rule, itself=itself)
        if expression.itself:
            found &= self.mask(expression.itself, rule, itself=True)
        if expression.paragraph:
            found &= self._matches.paragraphs(self.mask(expression.paragraph, rule, itself=True))
        if expression.heading:
            found &= self.below(expression.heading, rule)
        return found

    def _before_the_period(self) -> int:
        """Sentences that name years, none of them as late as the period reported on; none if it is not known."""
        found = 0
        document = self._matches.document
        first = int(self._period.start[:4]) if self._period else 0
        for number, sentence in enumerate(document.sentences if first else ()):
            years = [int(year) for year in _YEAR.findall(document.text, sentence.start, sentence.end)]
            if years and max(years) < first:
                found |= 1 << number
        return found

    def below(self, expression: Expression | None, rule: str = "") -> int:
        """The sentences under headings that an expression means."""
        if expression is None:
            return 0
        return self._matches.below(self.mask(expression, rule, itself=True) & self._headings)


@dataclass(frozen=True, slots=True)
class Implied:
    """Concepts that count as given in certain sentences."""

    concepts: frozenset[str]
    sentences: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Masks that every rule uses, worked out once a document."""

    evidence: int  # sentences that may be evidence at all
    particular: int  # hold a role, group, name, time or amount
    specific: int  # hold a time, date, amount or count
    weak: Mapping[Weakness, int]


def shared_sets(evaluator: Evaluator, matches: Matches, duties: Sequence[str] = ()) -> Shared:
    """The shared masks of a document. What is specific outweighs an aspiration or the duty's words.

    `duties` are the requirements of a pack in plain words; sentences that say no more are weak.
    """
    specific = evaluator.concept("specific")
    no_evidence = evaluator.below(Expression(concept="no-evidence-heading"))
    return Shared(
        evidence=matches.body & ~no_evidence & ~_bare_links(evaluator, matches),
        particular=evaluator.concept("particular") | specific,
        specific=specific,
        weak={
            "deferral": evaluator.concept("deferral"),
            "aspiration": evaluator.concept("aspiration") & ~specific,
            "duty": evaluator.concept("duty") & ~specific,
            "negation": evaluator.concept("negation", itself=True),
            "pointer": evaluator.concept("pointer", itself=True),
            "restatement": restatements(matches.document, duties),
        },
    )


def _bare_links(evaluator: Evaluator, matches: Matches) -> int:
    """Short sentences that only lead elsewhere: by words, or by the address of a site or a mailbox."""
    document = matches.document
    linked = evaluator.concept("link", itself=True)
    for address in _ADDRESS.finditer(document.text):
        place = bisect_right(document.sentences, address.start(), key=lambda each: each.start) - 1
        if place >= 0:
            linked |= 1 << place
    found = 0
    for number in bits(linked):
        sentence = document.sentences[number]
        if len(document.text[sentence.start : sentence.end].split()) < _BARE_LINK:
            found |= 1 << number
    return found


def restatements(document: Document, duties: Sequence[str]) -> int:
    """Sentences that say hardly more than one of the duties.

    Only a sentence that shares most of its words with a duty is compared in full.
    """
    if not duties:
        return 0
    by_word: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for number, duty in enumerate(duties):
        words = _content_words(duty.translate(_PUNCTUATION).lower())
        sizes.append(len(words))
        for word in words:
            by_word[word].append(number)
    longest = max((len(duty) for duty in duties), default=0) * _LENGTH
    plain = document.text.translate(_PUNCTUATION).lower()
    if len(plain) != len(document.text):  # a letter whose lower case is longer would shift every span
        plain = document.text
    from rapidfuzz import fuzz  # where duties are compared: an inspection restates none

    found = 0
    known, fewest = frozenset(by_word), min(sizes)
    for number, sentence in enumerate(document.sentences):
        if not _SHORTEST <= sentence.end - sentence.start <= longest:
            continue
        text = plain[sentence.start : sentence.end]
        words = _content_words(text)
        if len(words & known) < _SHARE * min(len(words), fewest):
            continue  # too few for any duty
        shared = Counter(duty for word in words for duty in by_word.get(word, ()))
        for place, count in shared.items():
            if (
                count >= _SHARE * min(len(words), sizes[place])
                and len(text) <= _LENGTH * len(duties[place])
                and fuzz.token_set_ratio(text, duties[place].lower()) >= _RESTATES
            ):
                found |= 1 << number
                break
    return found


def _content_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) > 3}
