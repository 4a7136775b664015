"""What inspectors found on one criterion: the verdicts strength, mixed, weakness, not covered. Pure.

A sentence is read clause by clause, since inspectors praise and find fault in one breath ("training
is well attended, but ..."). A clause bears on a criterion if it holds its topic, or follows a clause
that does without turning to another criterion. Printed areas for improvement count beside the
clauses. Only the part of a report that reviews the board is read.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from checker.assessment.evaluate import Evaluator, Shared
from checker.assessment.judge import evidence_of, finding_of
from checker.assessment.reasons import join, unread
from checker.documents.model import BlockKind, Document, Sentence
from checker.inspections.improvements import board_part, item_blocks
from checker.matching.matches import Hit, Matches, bits
from checker.packs.load import Pack
from checker.packs.model import Expression, Rule
from checker.results.model import Evidence, Finding, Verdict

Tone = Literal["praise", "working", "early", "fault"]

# Shared vocabularies that reading for findings leans on.
VOCABULARIES = (
    "praise",
    "working",
    "criticism",
    "no-fault",
    "negator",
    "too-early",
    "only-begun",
    "recommends",
    "contrast",
    "contrast-opener",
    "reported-finding",
    "annex-heading",
    "other-subject",
    "safeguarding-board",
)
_MAY_SPEAK_OF_BOARD = re.compile(r"[Bb]oard|BOARD|SCB")
_MOST_QUOTES = 4
_OPENING = 12  # characters at a sentence's beginning in which "although" opens it
_NEGATION_REACH = 30  # characters between a negation and the praise that it turns round
_ITEM_REACH = 100  # characters at an item's beginning in which it says what it is about
_GOES_ON = 2  # sentences behind one that names a criterion, in its paragraph, that may go on about it
_CONCEDED = 0.15  # what is granted before the main clause says something else
_IN_PASSING = 0.25  # what a sentence counts in which a criterion is not the subject
_DOMINANT = 3  # praised this many times for each fault (or the reverse), the lesser side is no substance
_ITEM = 0.5  # what a printed area for improvement counts: mostly it repeats a fault found in the text
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
# Kinds of report that are about the board, or the partnership that came after it, as a whole.
_WHOLE = frozenset({"lscb", "jtai", "other"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence: offsets, what it says of its subject, and which criteria it names."""

    start: int
    end: int
    tone: Tone | None
    names: Mapping[str, int]  # criterion -> offset of the first word that names it
    conceded: bool = False  # opened by "while", "although": granted before the sentence says what counts
    subject: str | None = None  # the criterion that it is chiefly about, named in it or before it


@dataclass(frozen=True, slots=True)
class Scope:
    """What is read for findings, worked out once a report."""

    part: int  # sentences of the review of the board, its printed items apart
    elsewhere: int  # sentences outside it that speak of the board
    items: int  # sentences of printed areas for improvement, in it or elsewhere
    clauses: Mapping[int, tuple[Clause, ...]]  # by sentence
    topics: Mapping[str, int]  # criterion -> sentences that name it
    whole: bool  # the whole report is about the board


@dataclass(frozen=True, slots=True)
class Heard:
    """Sentences that bear on one criterion, by what they say of it."""

    tones: Mapping[Tone, int]
    items: int
    conceded: Mapping[Tone, int] = field(default_factory=dict)  # said only in a clause that "while" opens
    main: int = 0  # those of which the criterion is the subject, not a mere example or means

    def count(self, tone: Tone) -> float:
        """How much is said in a tone: a sentence counts one, a mention in passing less."""
        mask, conceded = self.tones.get(tone, 0), self.conceded.get(tone, 0)
        weight = (mask & self.main & ~conceded).bit_count() + _IN_PASSING * (mask & ~self.main & ~conceded).bit_count()
        return weight + _CONCEDED * (mask & conceded).bit_count()


def scope_of(pack: Pack, matches: Matches, evaluator: Evaluator, shared: Shared, report_type: str) -> Scope:
    """The part of a report that reviews the board, with its clauses and what they are about.

    A single inspection holds such a part; a report on the board is one; other reports have none.
    """
    document = matches.document
    whole = pack.head.findings_in == "report" or report_type in _WHOLE
    start = 0 if whole else board_part(document)
    part = 0
    if start is not None:
        first = next((n for n, sentence in enumerate(document.sentences) if sentence.block >= start), None)
        if first is not None:
            part = shared.evidence & ~((1 << first) - 1)
    annexes = evaluator.below(Expression(concept="annex-heading"))
    part &= ~annexes
    items = 0
    for block in item_blocks(document):
        first, end = matches.blocks[block]
        items |= ((1 << end) - 1) ^ ((1 << first) - 1)
    for number in bits(part & ~items):
        if _recommends(number, matches):
            items |= 1 << number
    read = shared.evidence & ~annexes
    elsewhere = read & ~part & evaluator.concept("safeguarding-board", itself=True)
    topics = {rule.id: _named(rule, evaluator) & (part | elsewhere) for rule in pack.rules}
    concepts: dict[str, set[str]] = defaultdict(set)  # concept -> criteria whose topic it is part of
    for rule in pack.rules:
        for name in (rule.findings or rule.topic).sentence.concepts():
            concepts[f"{rule.id}/{name}" if name in rule.concepts else name].add(rule.id)
    turns = evaluator.concept("other-subject", itself=True)
    general = {rule.id for rule in pack.rules if rule.findings and rule.findings.general}
    clauses = {number: tuple(_clauses(number, matches, topics, concepts, general)) for number in bits(part | elsewhere)}
    clauses |= dict(_with_subjects({n: found for n, found in clauses.items() if not items >> n & 1}, matches, turns))
    return Scope(
        part=part,
        elsewhere=elsewhere,
        items=items,
        clauses=clauses,
        topics=topics,
        whole=whole,
    )


def judge_finding(rule: Rule, pack: Pack, matches: Matches, scope: Scope) -> Finding:
    """The finding on one criterion: what inspectors say of it in the part of the report on the board."""
    heard = hear(rule, matches, scope)
    verdict = verdict_of(heard)
    reason = _reason(rule, heard, verdict, scope, matches.document)
    evidence = _evidence(rule, heard, scope, matches, verdict)
    return finding_of(rule, pack, "inspection", verdict, reason, evidence)


def hear(rule: Rule, matches: Matches, scope: Scope) -> Heard:
    """Collect the sentences and printed items that bear on a criterion.

    Where the part on the board says nothing, what the rest of the report says of the board counts;
    for a topic of the whole report it always does.
    """
    tones: dict[Tone, int] = defaultdict(int)
    said: dict[Tone, int] = defaultdict(int)
    granted: dict[Tone, int] = defaultdict(int)
    main = items = 0
    everywhere = (rule.findings or rule.topic).whole_report
    for within in (scope.part | scope.elsewhere,) if everywhere else (scope.part, scope.elsewhere):
        for number, clause in _bearing(rule, scope, within & ~scope.items):
            if clause.tone is not None:
                tones[clause.tone] |= 1 << number
                (granted if clause.conceded else said)[clause.tone] |= 1 << number
            if clause.subject == rule.id:
                main |= 1 << number
        for number in bits(scope.topics[rule.id] & within & scope.items):
            if _is_about(rule, number, matches.document, scope):
                items |= 1 << number
        if tones or items:
            break
    conceded = {tone: mask & ~said[tone] for tone, mask in granted.items()}
    return Heard(tones=tones, items=items, main=main, conceded=conceded)


def _is_about(rule: Rule, number: int, document: Document, scope: Scope) -> bool:
    """Whether a printed item is about a criterion: named at its beginning, or before any other."""
    first: dict[str, int] = {}
    for clause in scope.clauses[number]:
        for criterion, offset in clause.names.items():
            first.setdefault(criterion, offset)
    own = first.get(rule.id)
    if own is None:
        return False
    return own < document.sentences[number].start + _ITEM_REACH or own == min(first.values())


def verdict_of(heard: Heard) -> Verdict:
    """Strength, mixed, weakness or not covered. What is merely going on does not balance a fault.

    One side that outweighs the other decides; a printed area for improvement rules out a strength.
    """
    praise, early = heard.count("praise"), heard.count("early")
    items = heard.items.bit_count()
    against = heard.count("fault") + _ITEM * items
    if not praise:
        if against:
            return Verdict.WEAKNESS
        if early:
            return Verdict.MIXED
        return Verdict.STRENGTH if heard.count("working") else Verdict.NOT_COVERED
    if not items and praise >= _DOMINANT * (against + early):
        return Verdict.STRENGTH
    return Verdict.WEAKNESS if against >= _DOMINANT * praise else Verdict.MIXED


def _recommends(number: int, matches: Matches) -> bool:
    """Whether a sentence outside the printed list is a recommendation: it begins "Ensure that ..."."""
    begin = matches.document.sentences[number].start
    return any("recommends" in hit.concepts and hit.start - begin <= 2 for hit in matches.hits.get(number, ()))


def _named(rule: Rule, evaluator: Evaluator) -> int:
    topic = rule.findings or rule.topic
    unless = evaluator.mask(topic.unless, rule.id) | evaluator.below(topic.unless_heading, rule.id)
    return evaluator.mask(topic.sentence, rule.id, itself=True) & ~unless


def _bearing(rule: Rule, scope: Scope, within: int) -> Iterator[tuple[int, Clause]]:
    """The clauses that name a criterion or have it as their subject, with their sentences."""
    for number in bits(within):
        for clause in scope.clauses[number]:
            if rule.id in clause.names or clause.subject == rule.id:
                yield number, clause


def _with_subjects(
    clauses: Mapping[int, tuple[Clause, ...]], matches: Matches, turns: int
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
        if named is None and (turns >> number & 1 or not left):
            carried = None
        subject = carried if points_back or named is None else named
        about = []
        for place, clause in enumerate(parts):
            if clause.subject and not (points_back and place == 0):
                subject = clause.subject
            about.append(replace(clause, subject=subject))
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
    instances = _INSTANCE.search(text, start + _OPENING, end)
    named = [name for name, offset in names.items() if instances is None or offset < instances.start()]
    return min(named, key=lambda name: (name in general, names[name]), default=None)


def _clauses(
    number: int, matches: Matches, topics: Mapping[str, int], concepts: Mapping[str, set[str]], general: set[str]
) -> Iterator[Clause]:
    sentence = matches.document.sentences[number]
    hits = matches.hits.get(number, ())
    here = {name for name, mask in topics.items() if mask >> number & 1}
    for start, end in _spans(matches.document.text, sentence.start, sentence.end, hits):
        inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
        names: dict[str, int] = {}
        for hit in inside:
            for concept in hit.concepts:
                for criterion in concepts.get(concept, set()) & here:
                    names[criterion] = min(hit.start, names.get(criterion, hit.start))
        subject = _subject(matches.document.text, start, end, names, general)
        conceded = start == sentence.start and end < sentence.end and _opens_contrast(inside, start)
        yield Clause(start, end, _tone(inside, end), names, conceded, subject)


def _spans(text: str, start: int, end: int, hits: tuple[Hit, ...]) -> Iterator[tuple[int, int]]:
    """A sentence cut where it turns: at "but", at a semicolon, behind the part that "although" opens."""
    cuts = {start, end}
    for place in range(start, end):
        if text[place] == ";":
            cuts.add(place)
    for hit in hits:
        if "contrast" in hit.concepts:
            cuts.add(hit.start)
        if _opens_contrast((hit,), start):
            comma = text.find(",", hit.end, end)
            if comma > 0:
                cuts.add(comma)
    places = sorted(cuts)
    yield from itertools.pairwise(places)


def _opens_contrast(hits: Iterable[Hit], start: int) -> bool:
    return any("contrast-opener" in hit.concepts and hit.start - start <= _OPENING for hit in hits)


def _tone(hits: list[Hit], end: int) -> Tone | None:
    """What a clause says of its subject: fault outweighs praise within one clause.

    Faults that an audit is said to have found are no faults of the audit.
    """
    spared = _spans_of("no-fault", hits) + [(hit.end, end) for hit in hits if "reported-finding" in hit.concepts]
    negations = [hit for hit in hits if "negator" in hit.concepts and not _meets(hit, spared)]
    faults = [hit for hit in hits if "criticism" in hit.concepts and not _meets(hit, spared)]
    fault_spans = [(hit.start, hit.end) for hit in faults]
    praises = [hit for hit in hits if "praise" in hit.concepts and not _within(hit, fault_spans)]
    turned = [hit for hit in praises if any(0 <= hit.start - no.end <= _NEGATION_REACH for no in negations)]
    if any("too-early" in hit.concepts for hit in hits):
        return "early"
    if faults or turned:
        return "fault"
    if praises and not any("only-begun" in hit.concepts for hit in hits):
        return "praise"
    if praises or any("working" in hit.concepts for hit in hits):
        return "working"
    return None


def _spans_of(concept: str, hits: list[Hit]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits if concept in hit.concepts]


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _meets(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in spans)


def _evidence(rule: Rule, heard: Heard, scope: Scope, matches: Matches, verdict: str) -> tuple[Evidence, ...]:
    """One to four sentences, those that name the criterion first; both sides of a mixed finding."""
    if verdict == "not covered":
        return ()
    against = heard.tones.get("fault", 0) | heard.tones.get("early", 0) | heard.items
    praise = heard.tones.get("praise", 0)
    favour = (praise | heard.tones.get("working", 0)) & ~against
    named = scope.topics[rule.id]

    def ranked(mask: int) -> list[int]:
        def rank(number: int) -> tuple[bool, bool, int]:
            bit = 1 << number
            telling = bool(bit & (against & ~heard.items | praise))
            return not named & bit, not telling, number

        return sorted(bits(mask), key=rank)

    if verdict == "strength":
        chosen = ranked(favour)
    elif verdict == "weakness":
        chosen = ranked(against)
    else:
        pairs = zip(ranked(against), ranked(favour), strict=False)
        both = [number for pair in pairs for number in pair]
        chosen = both + [number for number in ranked(against | favour) if number not in both]
    return tuple(evidence_of(matches.document, number, bool(against >> number & 1)) for number in chosen[:_MOST_QUOTES])


def _reason(rule: Rule, heard: Heard, verdict: str, scope: Scope, document: Document) -> str:
    """What inspectors say, and on which pages, in a sentence or two."""
    if verdict == "not covered":
        if not scope.part:
            return "The report has no part that reviews the safeguarding board."
        where = "The report" if scope.whole else "The part of the report on the board"
        return f"{where} says nothing of this. Looked for {rule.looked_for}.{unread(document)}"
    tones = heard.tones
    praise, working, fault, early = (tones.get(tone, 0) for tone in ("praise", "working", "fault", "early"))
    parts: list[str] = []
    if praise and verdict != "weakness":
        parts.append(f"describe this as working well{_pages(praise, document)}")
    elif working:
        parts.append(f"report what is done about this{_pages(working, document)}")
    if verdict == "strength":
        doubts = fault | early
        parts.append(f"have reservations in passing{_pages(doubts, document)}" if doubts else "find no fault with it")
        return f"Inspectors {join(parts)}."
    if fault:
        parts.append(f"find that it falls short{_pages(fault, document)}")
    if early:
        parts.append(f"find it too early to see the effect of what is new{_pages(early, document)}")
    if heard.items:
        several = "areas" if heard.items.bit_count() > 1 else "an area"
        parts.append(f"set {several} for improvement on it{_pages(heard.items, document)}")
    if praise and verdict == "weakness":
        parts.append(f"praise it only in passing{_pages(praise, document)}")
    return f"Inspectors {join(parts)}."


def _pages(mask: int, document: Document) -> str:
    pages: list[int] = []
    for number in bits(mask):
        page = document.page_at(document.sentences[number].start)
        if page is not None and page not in pages:
            pages.append(page)
    if not pages:
        return ""
    return f" (page{'s' if len(pages) > 1 else ''} {join([str(page) for page in sorted(pages)[:4]])})"


def sentences_read(document: Document) -> int | None:
    """The sentences that findings on a board can rest on, or None where the report has no part on it.

    They are that part, printed areas for improvement, headings, and what may speak of the board elsewhere.
    """
    start = board_part(document)
    if start is None:
        return None
    mask = 0
    items = set(item_blocks(document))
    for number, sentence in enumerate(document.sentences):
        if (
            sentence.block >= start
            or sentence.block in items
            or document.blocks[sentence.block].kind is BlockKind.HEADING
            or _MAY_SPEAK_OF_BOARD.search(document.text, sentence.start, sentence.end)
        ):
            mask |= 1 << number
    return mask
