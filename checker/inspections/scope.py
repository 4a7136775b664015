"""What of an inspection is read against a pack: its sentences, their clauses and what they are about. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.assessment.evaluate import OF_EVIDENCE, Evaluator, evidential
from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.inspections.clauses import Clause, clauses_of, criteria_of, parts_of, turning, with_subjects
from checker.inspections.layout import Layout, speaking_of_board
from checker.inspections.reading import Read, Reading
from checker.inspections.ruling import WEIGHTS, Weights
from checker.matching.matches import Matches
from checker.packs.load import Pack
from checker.packs.model import Expression, Rule
from checker.results.model import Polarity

# Shared vocabularies that reading for findings leans on.
VOCABULARIES = (
    *OF_EVIDENCE,
    "recommends",
    "reported-finding",
    "contrast",
    "contrast-opener",
    "annex-heading",
    "other-subject",
    "safeguarding-board",
)
_MARK = 2  # characters of a list's mark before an item's first word
_OVERALL = re.compile(  # the judgement of the whole, in the words that a framework gives for it: no criterion's
    r"\b(?:arrangements\s+in\s+place\s+to\s+evaluate\s+the\s+effectiveness\s+of\s+what\s+is\s+done"
    r"|local\s+safeguarding\s+children\s+board(?:\s+\([^)]{2,12}\))?(?:\s+(?:in|for)\s+[\w’' -]{2,40}?)?"
    r"\s+(?:(?:is|requires)\s+(?:outstanding|good|inadequate|improvement)"
    r"|needs\s+to\s+improve(?=\s*(?:[.,;]|although\b|because\b|to\s+be\b))))(?!\w)",
    re.IGNORECASE,
)
_OVERALL_HOLD = ("evaluate", "board")  # one of them stands in every such judgement
_GRADED = {"Outstanding": 1, "Good": 1, "Inadequate": -1}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is read for findings against a pack, worked out once a report."""

    pack: str
    reading: Reading
    part: SentenceSet  # sentences of the review of the board (or of the whole report)
    elsewhere: SentenceSet  # sentences outside it that speak of the board
    items: Mapping[int, str]  # sentences of printed lists, by number: the kind of list
    clauses: Mapping[int, tuple[Clause, ...]]
    subjects: Mapping[int, frozenset[str]]  # by sentence: the criteria that its clauses are chiefly about
    topics: Mapping[str, SentenceSet]  # criterion -> sentences that name it
    excluded: Mapping[str, SentenceSet]  # criterion -> sentences in which its words mean something else
    places: Mapping[str, int]  # criterion -> its place among the scores
    whole: bool  # the whole report is read
    reported: SentenceSet = NONE  # sentences that tell what an audit or a review found
    graded: int = 0  # 1 under a good grade for the board, -1 under the worst, else 0
    read: tuple[Bearing, ...] = ()  # what is read there
    weighed: dict[Weights, dict[int, Amounts]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document(self) -> Document:
        """The report."""
        return self.reading.document


class Bearing(NamedTuple):
    """A sentence that may bear on criteria: its scores on them, the best one, whether it opens its paragraph."""

    read: Read
    scores: Sequence[float]
    best: float
    opens: bool


class Amounts(NamedTuple):
    """What a sentence, or the part of it on one criterion, says wholly: 0 to 1 each."""

    polarity: Polarity
    praise: float
    fault: float
    early: float


def scope_of(pack: Pack, matches: Matches, evaluator: Evaluator, reading: Reading) -> Scope:
    """The part of a report that is read, with its clauses and what they are about.

    A single inspection holds a part on the board; a report on the board is one; other reports have none.
    """
    document, layout = matches.document, reading.layout
    whole = pack.head.findings_in == "report" or layout.all_read
    annexes = evaluator.below(Expression(concept="annex-heading"))
    read = evidential(evaluator, matches) - annexes
    part = read if whole else _from_block(document, read, layout.board_from)
    items = _items(layout, matches, part)
    elsewhere = (read - part) & (evaluator.concept("safeguarding-board", itself=True) | _on_board(layout, matches))
    within = part | elsewhere
    excluded = {rule.id: _excluded(rule, evaluator) for rule in pack.rules}
    topics = {rule.id: _named(rule, evaluator) & (within - excluded[rule.id]) for rule in pack.rules}
    concepts: dict[str, set[str]] = defaultdict(set)  # concept -> criteria whose topic it is part of
    for rule in pack.rules:
        for name in (rule.findings or rule.topic).sentence.concepts():
            concepts[f"{rule.id}/{name}" if name in rule.concepts else name].add(rule.id)
    turns = evaluator.concept("other-subject", itself=True)
    general = {rule.id for rule in pack.rules if rule.findings and rule.findings.general}
    named, none, contrast = criteria_of(topics), set[str](), turning(matches)
    clauses = {
        number: tuple(clauses_of(number, matches, named.get(number, none), concepts, general, contrast))
        for number in within
    }
    clauses |= dict(with_subjects({n: found for n, found in clauses.items() if n not in items}, matches, turns))
    reading.read_parts([span for number, some in clauses.items() if number not in items for span in parts_of(some)])
    table = reading.tables.themes.get(pack.head.id)
    places = {name: place for place, name in enumerate(table.outcomes)} if table else {}
    return Scope(
        pack.head.id,
        reading,
        part,
        elsewhere,
        items,
        clauses,
        {
            number: frozenset(about)
            for number, some in clauses.items()
            if (about := [clause.subject for clause in some if clause.subject])
        },
        topics,
        excluded,
        places,
        whole,
        evaluator.concept("reported-finding", itself=True),
        0 if pack.head.findings_in == "report" else _GRADED.get(reading.judged()[0].lscb or "", 0),
        tuple(_bearing(reading, within, pack.head.id, len(places))),
    )


def _bearing(reading: Reading, numbers: Iterable[int], pack: str, criteria: int) -> Iterator[Bearing]:
    document = reading.document
    none = (WEIGHTS.unlearned,) * max(1, criteria)
    for number in numbers:
        read = reading.sentences.get(number)
        if read is None or _is_overall(document, number):
            continue
        scores = read.scores.get(pack) or none
        opens = not number or document.sentences[number - 1].block != document.sentences[number].block
        yield Bearing(read, scores, max(scores), opens)


def _is_overall(document: Document, number: int) -> bool:
    sentence = document.sentences[number]
    words = document.text[sentence.start : sentence.end]
    folded = words.casefold()
    return (_OVERALL_HOLD[0] in folded or _OVERALL_HOLD[1] in folded) and _OVERALL.search(words) is not None


def _from_block(document: Document, read: SentenceSet, start: int | None) -> SentenceSet:
    first = next(
        (n for n, sentence in enumerate(document.sentences) if start is not None and sentence.block >= start), None
    )
    return NONE if first is None else read - SentenceSet.between(0, first)


def _items(layout: Layout, matches: Matches, part: SentenceSet) -> dict[int, str]:
    """Sentences of printed lists, and those that recommend something outside them ("Ensure that ...")."""
    found: dict[int, str] = {}
    for block, kind in layout.item_blocks.items():
        first, end = matches.blocks[block]
        found.update(dict.fromkeys(range(first, end), kind))
    for number in part:
        if number not in found and _recommends(matches, number):
            found[number] = "recommendation"
    return found


def _recommends(matches: Matches, number: int) -> bool:
    """Whether a sentence opens with what should be done: "A review ..." does not."""
    text, begin = matches.document.text, matches.document.sentences[number].start
    return any(
        "recommends" in hit.concepts and hit.start - begin <= _MARK and not text[begin : hit.start].strip().isalpha()
        for hit in matches.hits.get(number, ())
    )


def _on_board(layout: Layout, matches: Matches) -> SentenceSet:
    """The sentences of printed items that are meant for the board."""
    blocks, items = matches.blocks, [item for one in layout.lists if one.for_whom == "board" for item in one.items]
    return SentenceSet.union(SentenceSet.between(blocks[one.first][0], blocks[one.end - 1][1]) for one in items)


def _named(rule: Rule, evaluator: Evaluator) -> SentenceSet:
    return evaluator.sentences((rule.findings or rule.topic).sentence, rule.id, itself=True)


def _excluded(rule: Rule, evaluator: Evaluator) -> SentenceSet:
    topic = rule.findings or rule.topic
    return evaluator.sentences(topic.unless, rule.id) | evaluator.below(topic.unless_heading, rule.id)


def sentences_read(document: Document, layout: Layout) -> SentenceSet | None:
    """The sentences that findings on a board can rest on, or None where the report has no part on it.

    They are that part, printed lists, headings, and what may speak of the board elsewhere.
    """
    start = layout.board_from
    if start is None:
        return None
    found: list[int] = []
    items, told = layout.item_blocks, speaking_of_board(document)
    for number, sentence in enumerate(document.sentences):
        if (
            sentence.block >= start
            or sentence.block in items
            or document.blocks[sentence.block].kind is BlockKind.HEADING
            or number in told
        ):
            found.append(number)
    return SentenceSet.of(found)
