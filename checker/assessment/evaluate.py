"""Sentence sets that all rules share: expressions evaluated, and what makes a sentence weak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.assessment import undecided
from checker.documents.model import Document, Period
from checker.documents.sentence_set import NONE, SentenceSet
from checker.matching.matches import Matches
from checker.packs.load import EARLIER
from checker.packs.model import Concept, Expression, Weakness

# Concepts that the shared vocabularies must define for the machinery to lean on.
OF_EVIDENCE = ("link", "no-evidence-heading")
MACHINERY = (
    *OF_EVIDENCE,
    "particular",
    "specific",
    "aspiration",
    "deferral",
    "duty",
    "negation",
    "pointer",
    "undecided",
    "undecided-heading",
    "has-ended",
    "of-guidance-heading",
)


_RESTATES = 84  # token-set similarity to a duty from which a sentence says no more than it
_LENGTH = 1.7  # a sentence this many times as long as the duty says something else besides
_SHARE = 0.6  # of the words that a sentence must have in common with a duty to be compared at all
_BARE_LINK = 12  # words: a longer sentence with a link in it says something besides
_ADDRESS = re.compile(r"\b[\w-]{3,}(?:@[\w-]{2,}|\.[\w-]{3,})\.[a-z]{2,}")
_MAYBE_ADDRESS = re.compile(r"[@.][\w-]{2,}\.[a-z]{2}")  # what every address holds, found many times as fast
_SHORTEST = 25  # characters: below that a sentence is a label


_YEAR = re.compile(r"(?<![\d£.,])(?:19|20)\d\d(?!\d|,\d)")
_PUNCTUATION = str.maketrans(dict.fromkeys(",.;:()'’‘\"“”", " "))


class Evaluator:
    """Evaluates expressions on one document's matches.

    Inside, sets of sentences are their bare masks: a document has a thousand expressions, each of several parts.
    """

    def __init__(self, matches: Matches, concepts: Mapping[str, Concept], period: Period | None = None) -> None:
        self._matches = matches
        self._period = period
        self._known: dict[tuple[str, str, bool], int] = {}
        self._concepts = concepts
        self._all = (1 << len(matches.document.sentences)) - 1
        self._headings = SentenceSet.of(matches.sections)

    def concept(self, name: str, rule: str = "", *, itself: bool = False) -> SentenceSet:
        """Sentences that hold a concept, or (unless `itself`) whose lead or table heading does."""
        return SentenceSet(self._concept(name, rule, itself))

    def sentences(
        self, expression: Expression | None, rule: str = "", *, itself: bool = False, implied: Implied | None = None
    ) -> SentenceSet:
        """The sentences that an expression means; none for no expression.

        `implied` names concepts that, beside others in an `all`, count as given in certain
        sentences: what stands under a heading on the topic need not name the topic again.
        """
        return SentenceSet(self._mask(expression, rule, itself=itself, implied=implied))

    def _concept(self, name: str, rule: str, itself: bool) -> int:
        key = (name, rule, itself)
        mask = self._known.get(key)
        if mask is None:
            mask = self._known[key] = self._occurrences(name, rule, itself)
        return mask

    def _occurrences(self, name: str, rule: str, itself: bool) -> int:
        if name == EARLIER:
            return self._before_the_period().mask
        local = f"{rule}/{name}"
        resolved = local if rule and local in self._concepts else name
        mask = self._matches.own.get(resolved, NONE).mask
        return mask if itself else mask | self._matches.led.get(resolved, NONE).mask

    def _mask(
        self, expression: Expression | None, rule: str, *, itself: bool = False, implied: Implied | None = None
    ) -> int:
        if expression is None:
            return 0
        if expression.only_concept:
            return self._concept(expression.only_concept, rule, itself)
        found = self._all
        if expression.concept:
            found &= self._concept(expression.concept, rule, itself)
        beside = len(expression.all) > 1
        if expression.any:
            union = 0
            for part in expression.any:
                union |= self._mask(part, rule, itself=itself, implied=implied)
            found &= union
        for part in expression.all:
            mask = self._mask(part, rule, itself=itself, implied=implied)
            if beside and implied is not None and not part.literal and part.names <= implied.concepts:
                mask |= implied.sentences.mask
            found &= mask
        for part in expression.none:
            found &= ~self._mask(part, rule, itself=itself)
        if expression.itself:
            found &= self._mask(expression.itself, rule, itself=True)
        if expression.paragraph:
            found &= self._matches.paragraphs(self.sentences(expression.paragraph, rule, itself=True)).mask
        if expression.heading:
            found &= self.below(expression.heading, rule).mask
        return found

    def _before_the_period(self) -> SentenceSet:
        """Sentences that name years, none of them as late as the period reported on; none if it is not known."""
        document = self._matches.document
        first = int(self._period.start[:4]) if self._period else 0
        found = []
        for number, sentence in enumerate(document.sentences if first else ()):
            years = [int(year) for year in _YEAR.findall(document.text, sentence.start, sentence.end)]
            if years and max(years) < first:
                found.append(number)
        return SentenceSet.of(found)

    def below(self, expression: Expression | None, rule: str = "") -> SentenceSet:
        """The sentences under headings that an expression means."""
        if expression is None:
            return NONE
        return self._matches.below(self.sentences(expression, rule, itself=True) & self._headings)


@dataclass(frozen=True, slots=True)
class Implied:
    """Concepts that count as given in certain sentences."""

    concepts: frozenset[str]
    sentences: SentenceSet


@dataclass(frozen=True, slots=True)
class Shared:
    """Sets of sentences that every rule uses, worked out once a document."""

    evidence: SentenceSet  # sentences that may be evidence at all
    particular: SentenceSet  # hold a role, group, name, time or amount
    specific: SentenceSet  # hold a time, date, amount or count
    weak: Mapping[Weakness, SentenceSet]

    def against(self, document: Document, duties: Sequence[str]) -> Shared:
        """The sets with the sentences that say no more than `duties`, the requirements of a pack in plain words."""
        return replace(self, weak={**self.weak, "restatement": restatements(document, duties)})


def shared_sets(evaluator: Evaluator, matches: Matches, duties: Sequence[str] = ()) -> Shared:
    """The shared sets of a document, against the duties of a pack: see `Shared.against`."""
    return of_any_pack(evaluator, matches).against(matches.document, duties)


def of_any_pack(evaluator: Evaluator, matches: Matches) -> Shared:
    """The shared sets of a document, whatever pack it is judged by.

    What is specific outweighs an aspiration or the duty's words.
    """
    specific = evaluator.concept("specific")
    asked, ended = undecided.asked(evaluator, matches), undecided.ended(evaluator)
    quoted = undecided.of_guidance(evaluator, matches) - specific
    return Shared(
        evidence=evidential(evaluator, matches),
        particular=evaluator.concept("particular") | specific,
        specific=specific,
        weak={
            "asked": asked,
            "ended": ended - asked,
            "deferral": undecided.deferred(evaluator, matches) - asked - ended,
            "aspiration": evaluator.concept("aspiration") - specific,
            "quoted": quoted,
            "duty": evaluator.concept("duty") - specific - quoted,
            "negation": evaluator.concept("negation", itself=True),
            "pointer": evaluator.concept("pointer", itself=True),
            "restatement": NONE,
        },
    )


def evidential(evaluator: Evaluator, matches: Matches) -> SentenceSet:
    """The sentences of a document that may be evidence at all, by the vocabularies of OF_EVIDENCE."""
    no_evidence = evaluator.below(Expression(concept="no-evidence-heading"))
    return matches.body - no_evidence - _bare_links(evaluator, matches)


def _bare_links(evaluator: Evaluator, matches: Matches) -> SentenceSet:
    """Short sentences that only lead elsewhere: by words, or by the address of a site or a mailbox."""
    document = matches.document
    linked = set(evaluator.concept("link", itself=True))
    for start in _addresses(document.text):
        linked.add(document.sentence_at(start))
    linked.discard(-1)  # before the first
    spans = {number: document.sentences[number] for number in linked}
    return SentenceSet.of(n for n, at in spans.items() if len(document.text[at.start : at.end].split()) < _BARE_LINK)


def _addresses(text: str) -> Iterator[int]:
    """Where addresses of sites and mailboxes begin."""
    stop = 0
    for maybe in _MAYBE_ADDRESS.finditer(text):
        if maybe.start() < stop:
            continue
        begin, stop = text.rfind(" ", 0, maybe.start()) + 1, text.find(" ", maybe.end())
        stop = len(text) if stop < 0 else stop
        yield from (address.start() for address in _ADDRESS.finditer(text, begin, stop))


def restatements(document: Document, duties: Sequence[str]) -> SentenceSet:
    """Sentences that say hardly more than one of the duties.

    Only a sentence that shares most of its words with a duty is compared in full.
    """
    if not duties:
        return NONE
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

    found: list[int] = []
    known, fewest = frozenset(by_word), min(sizes)
    for number, sentence in enumerate(document.sentences):
        if not _SHORTEST <= sentence.end - sentence.start <= longest:
            continue
        text = plain[sentence.start : sentence.end]
        words = _content_words(text)
        of_duties = words & known
        if len(of_duties) < _SHARE * min(len(words), fewest):
            continue  # too few for any duty
        shared = Counter(duty for word in of_duties for duty in by_word[word])
        for place, count in shared.items():
            if (
                count >= _SHARE * min(len(words), sizes[place])
                and len(text) <= _LENGTH * len(duties[place])
                and fuzz.token_set_ratio(text, duties[place].lower()) >= _RESTATES
            ):
                found.append(number)
                break
    return SentenceSet.of(found)


def _content_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) > 3}
