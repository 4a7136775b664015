"""From matches to the verdict on one requirement, with its reason and evidence. Pure.

A sentence is *on the topic* if the rule's topic says so, if it stands in the same paragraph behind
such a sentence, or if it stands under a heading on the topic. A limb is *solid* if a sentence on
the topic evidences it, holds a particular and is not weak; *thin* if only weak or general sentences
do. Met: every limb that `met` asks for is solid and every one that `mentioned` asks for is at least
thin. Missing: no sentence speaks to the requirement. Weak: anything between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from checker.assessment.candidates import Candidates
from checker.assessment.confidence import alone, confidence_of
from checker.assessment.evaluate import Evaluator, Implied, Shared
from checker.assessment.evidence import Asked, choose, or_heading, passage, said_before, surely, told_weak
from checker.assessment.reasons import reason_for, reason_shown
from checker.assessment.weighed import Reading, Weighed, is_doubtful, leans, to_look_at, unlike_labelled
from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.matching.matches import Matches
from checker.packs.load import Pack
from checker.packs.model import BROADER, Limb, Rule, Weakness
from checker.results.model import Evidence, Finding, Mode, Verdict

_MOST_QUOTES = 4
_OF_BOARDS = frozenset({"links"})  # themes that ask about other boards
# Themes that ask a report for what was done; of the others what is to come may be the answer.
_OF_THE_YEAR = frozenset({"help-and-protection", "impact", "training", "scrutiny", "voice"})
# Kinds of weakness that speak to a requirement, under its heading, if weakly.
_SPEAK: tuple[Weakness, ...] = ("deferral", "asked", "ended", "negation", "aspiration", "duty", "quoted")
_LOOKED_AT = 16  # sentences that are looked at closely to choose the quotes from
_SAME_WORDS = 88  # token-set similarity from which two quotes say the same
_SENTENCE = 7  # words from which a quote says something by itself
_LONGEST_QUOTE = 900  # characters: a list or table that could not be split is no quote


@dataclass(frozen=True, slots=True)
class LimbState:
    """How one limb stands: sentences that evidence it solidly, and those that do so weakly."""

    solid: SentenceSet
    thin: SentenceSet


@dataclass(frozen=True, slots=True)
class Trail:
    """How a verdict came about: what `checker explain` shows."""

    anchors: SentenceSet  # sentences that the topic names
    sections: SentenceSet  # sentences under a heading on the topic
    on_topic: SentenceSet  # both, and what stands behind an anchor in its paragraph
    speaks: SentenceSet  # sentences that count as speaking to the requirement
    limbs: dict[str, LimbState]
    weak: dict[Weakness, SentenceSet]
    verdict: Verdict
    headed: SentenceSet = NONE  # headings on the topic with nothing below them
    first: SentenceSet = NONE  # of a trail cut down to what is shown: the sentences of the first passage

    @property
    def weakened(self) -> SentenceSet:
        """The sentences that are weak in any way."""
        return SentenceSet.union(self.weak.values())


def follow(rule: Rule, matches: Matches, evaluator: Evaluator, shared: Shared) -> Trail:
    """Work out topic, limbs and verdict of one coverage rule."""
    unless = evaluator.sentences(rule.topic.unless, rule.id) | evaluator.below(rule.topic.unless_heading, rule.id)
    allowed = shared.evidence - unless
    anchors = evaluator.sentences(rule.topic.sentence, rule.id) & allowed
    sections = evaluator.below(rule.topic.heading, rule.id) & allowed
    on_topic = (anchors | _behind(anchors, matches) | sections) & allowed
    weak = dict(shared.weak)

    limbs: dict[str, LimbState] = {}
    # What is put off, wished for or lacking under a heading on the topic speaks to it, if weakly.
    speaks = anchors | (on_topic & SentenceSet.union(weak[kind] for kind in _SPEAK))
    implied = Implied(frozenset(rule.topic.sentence.concepts()), sections)
    for name, limb in rule.limbs.items():
        searched = allowed if limb.anywhere else on_topic
        if limb.headings:
            searched |= matches.headings - unless
        evidenced = evaluator.sentences(limb.evidence, rule.id, implied=implied) & searched
        solid = evidenced - SentenceSet.union(
            found for kind, found in weak.items() if BROADER.get(kind, kind) not in limb.despite
        )
        if limb.particular:
            solid &= shared.particular
        few = limb.at_least > 1 and _different_words(limb, rule, matches, solid) < limb.at_least
        if few or len(solid) < limb.sentences:
            solid = NONE
        limbs[name] = LimbState(solid=solid, thin=evidenced - solid)
        if not few:  # one name by itself is not yet a list
            speaks |= evidenced

    if not speaks:
        verdict = Verdict.MISSING
    elif all(any(limbs[n].solid for n in entry) for entry in rule.met) and all(
        any(limbs[n].solid or limbs[n].thin for n in entry) for entry in rule.mentioned
    ):
        verdict = Verdict.MET
    else:
        verdict = Verdict.WEAK
    return Trail(
        anchors=anchors,
        sections=sections,
        on_topic=on_topic,
        speaks=speaks,
        limbs=limbs,
        weak=weak,
        verdict=verdict,
        headed=_empty(evaluator.sentences(rule.topic.heading, rule.id, itself=True) - unless, matches, shared),
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """One requirement worked out, by its rule and by the weights, before it is put into words."""

    rule: Rule
    trail: Trail
    weighed: Weighed | None


def judge(
    rule: Rule, pack: Pack, matches: Matches, evaluator: Evaluator, shared: Shared, reading: Reading | None = None
) -> Finding:
    """The finding on one requirement of a coverage pack; by the rule alone without a `reading`."""
    trail = follow(rule, matches, evaluator, shared)
    weighed = reading.weigh(rule, trail, shared) if reading is not None else None
    return _worded(Followed(rule, trail, weighed), pack, Candidates(matches), shared)


def judge_pack(
    pack: Pack,
    candidates: Candidates,
    evaluator: Evaluator,
    shared: Shared,
    reading: Reading | None = None,
    trouble: str = "",
) -> list[Finding]:
    """The findings on all requirements of a coverage pack, in its order.

    `candidates` are the document's sentences, for all packs that ask; `trouble` says why nothing was weighed.
    """
    worked: list[Followed] = []
    for rule in pack.rules:
        trail = follow(rule, candidates.matches, evaluator, shared)
        worked.append(Followed(rule, trail, reading.weigh(rule, trail, shared) if reading is not None else None))
    if reading is not None:
        again = reading.in_its_style([(each.trail.verdict, each.weighed) for each in worked])
        worked = [replace(each, weighed=weighed) for each, weighed in zip(worked, again, strict=True)]
    if unlike_labelled([(each.trail.verdict, each.weighed) for each in worked]):
        worked = [
            replace(each, weighed=each.weighed and to_look_at(each.weighed, each.trail.verdict)) for each in worked
        ]
    return [_worded(each, pack, candidates, shared, trouble) for each in worked]


def _worded(worked: Followed, pack: Pack, candidates: Candidates, shared: Shared, trouble: str = "") -> Finding:
    """A finding with its reason, the passages shown for it, and how sure it is."""
    rule, trail, weighed = worked.rule, worked.trail, worked.weighed
    matches = candidates.matches
    document = matches.document
    if weighed is None:
        evidence = told_weak(evidence_for(rule, trail, matches, shared), trail.weak, document)
        finding = finding_of(rule, pack, "coverage", trail.verdict, reason_for(rule, trail, document), evidence)
        return replace(finding, confidence=alone(trouble or "there are no weights for it"))
    needed = [_union(trail, entry) for entry in rule.met]
    evidence = choose(weighed, candidates, needed, trail.weakened, _about(trail), _asked(rule, pack))
    if weighed.verdict is Verdict.WEAK:
        about = surely(weighed, _about(trail))
        evidence = or_heading(document, evidence, about, _in_headings(rule, trail) & matches.headings)
    evidence = told_weak(evidence, trail.weak, document)
    shown = _cut_down(trail, evidence, weighed.verdict, document)
    doubtful = leans(weighed) if weighed.verdict is Verdict.MISSING else is_doubtful(weighed, list(shown.on_topic))
    reason = reason_shown(rule, trail, shown, document, _concrete(shown.on_topic, matches), doubtful=doubtful)
    finding = finding_of(rule, pack, "coverage", weighed.verdict, reason, evidence)
    return replace(finding, confidence=confidence_of(weighed, trail.verdict, evidence, document))


def _asked(rule: Rule, pack: Pack) -> Asked:
    report = "yearly-report" in pack.head.applies_to
    return Asked(boards=rule.theme in _OF_BOARDS, past=report and rule.theme in _OF_THE_YEAR)


def _empty(headings: SentenceSet, matches: Matches, shared: Shared) -> SentenceSet:
    """Those of some headings below which nothing stands that may be evidence."""
    told = shared.evidence - matches.headings
    return SentenceSet.of(
        number for number in headings & matches.headings if not matches.below(SentenceSet.of([number])) & told
    )


def _union(trail: Trail, entry: Sequence[str]) -> SentenceSet:
    return SentenceSet.union(trail.limbs[name].solid for name in entry)


def _in_headings(rule: Rule, trail: Trail) -> SentenceSet:
    """The sentences that evidence the limbs which a heading may answer."""
    states = [trail.limbs[name] for name, limb in rule.limbs.items() if limb.headings]
    return SentenceSet.union(state.solid | state.thin for state in states)


def _about(trail: Trail) -> SentenceSet:
    """The sentences that a rule holds to be on its requirement."""
    return SentenceSet.union(
        (trail.on_topic, trail.speaks, *(state.solid | state.thin for state in trail.limbs.values()))
    )


def _cut_down(trail: Trail, evidence: Sequence[Evidence], verdict: Verdict, document: Document) -> Trail:
    """The trail as far as the shown passages go; `on_topic` are the sentences shown."""
    numbers: list[int] = []
    first = NONE
    for each in evidence:
        number = bisect_left(document.sentences, each.start, key=lambda sentence: sentence.start)
        while number < len(document.sentences) and document.sentences[number].end <= each.end:
            numbers.append(number)
            number += 1
        first = first or SentenceSet.of(numbers)
    shown = SentenceSet.of(numbers)
    return Trail(
        anchors=trail.anchors & shown,
        sections=trail.sections & shown,
        on_topic=shown,
        speaks=shown,
        limbs={name: LimbState(state.solid & shown, state.thin & shown) for name, state in trail.limbs.items()},
        weak={kind: found & shown for kind, found in trail.weak.items()},
        verdict=verdict,
        first=first,
    )


def _concrete(shown: SentenceSet, matches: Matches) -> list[str]:
    """Words of the shown sentences that name a time, an amount, a role or a group."""
    text = matches.document.text
    return list(
        dict.fromkeys(
            text[hit.start : hit.end]
            for number in shown
            for hit in matches.hits.get(number, ())
            if "specific" in hit.concepts or "particular" in hit.concepts
        )
    )


def finding_of(
    rule: Rule, pack: Pack, mode: Mode, verdict: Verdict, reason: str, evidence: tuple[Evidence, ...]
) -> Finding:
    """A finding with what its rule says of itself; advice and questions only where there is a gap."""
    return Finding(
        requirement=rule.id,
        pack=pack.head.id,
        theme=rule.theme,
        force=rule.force,
        mode=mode,
        title=rule.title,
        asks=rule.asks,
        basis=rule.basis,
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        advice=rule.advice if verdict.is_gap else "",
        questions=rule.questions if verdict.is_gap else (),
        follows=rule.follows,
    )


def _behind(anchors: SentenceSet, matches: Matches) -> SentenceSet:
    """The sentences behind an anchor in the same paragraph, and those that go on about it by a pronoun."""
    found: list[SentenceSet] = []
    for sentence in anchors:
        block = matches.block_of[sentence]
        found.append(SentenceSet.between(sentence + 1, matches.blocks[block][1]))
        found.append(matches.carried.get(block, NONE))
    return SentenceSet.union(found)


def _different_words(limb: Limb, rule: Rule, matches: Matches, sentences: SentenceSet) -> int:
    """How many different words of a limb's evidence some sentences hold."""
    names = limb.evidence.concepts()
    names |= {f"{rule.id}/{name}" for name in names}
    text = matches.document.text
    return len(
        {
            text[hit.start : hit.end].lower()
            for number in sentences
            for hit in matches.hits.get(number, ())
            if not names.isdisjoint(hit.concepts)
        }
    )


def evidence_for(rule: Rule, trail: Trail, matches: Matches, shared: Shared) -> tuple[Evidence, ...]:
    """The best one to four sentences, strongest first, no two saying the same."""
    if trail.verdict is Verdict.MISSING:
        return ()
    weakened = trail.weakened
    needed = {name for entry in rule.met for name in entry}
    weights: list[tuple[SentenceSet, float]] = [
        (trail.sections, 1.5),
        (trail.anchors, 1.5),
        (shared.specific, 0.5),
        (shared.particular, 0.25),
    ]
    for name, state in trail.limbs.items():
        weights += [(state.solid, 3 if name in needed else 1), (state.thin, 1)]
    if trail.verdict is Verdict.WEAK:
        weights.append((weakened, 1))  # what makes it weak belongs into the picture
    scores = dict.fromkeys(trail.speaks, 0.0)
    for found, weight in weights:
        for number in found & trail.speaks:
            scores[number] += weight
    # How a sentence reads is worked out for those only that may come into question.
    best = sorted(scores, key=lambda number: (-scores[number], number))[:_LOOKED_AT]
    density = _topic_hits(rule, best, matches)
    scores = {
        number: scores[number] + min(density.get(number, 0), 4) * 0.5 - _fragment(matches.document, number)
        for number in best
    }
    order = sorted(scores, key=lambda number: (-scores[number], number))
    order = _each_limb_first(order, trail, needed)
    order = list(dict.fromkeys(_or_its_lead(number, matches) for number in order))
    chosen: list[int] = []
    for number in order:
        text = _quote(matches.document, number)
        if len(text) > _LONGEST_QUOTE:
            continue
        if any(fuzz.token_set_ratio(text, _quote(matches.document, other)) >= _SAME_WORDS for other in chosen):
            continue
        chosen.append(number)
        if len(chosen) == _MOST_QUOTES:
            break
    return tuple(evidence_of(matches.document, number, number in weakened) for number in chosen)


def _fragment(document: Document, number: int) -> float:
    """What a sentence loses for being a fragment (a cell, a name in a list), which says little when quoted."""
    words = len(_quote(document, number).split())
    return 0.0 if words >= _SENTENCE else (_SENTENCE - words) * 0.3


def _or_its_lead(number: int, matches: Matches) -> int:
    """For a mere name in a list the sentence that leads into the list, which says what the names are."""
    document = matches.document
    block = document.blocks[matches.block_of[number]]
    if block.kind is not BlockKind.LIST_ITEM or block.intro is None:
        return number
    if len(_quote(document, number).split()) >= _SENTENCE:
        return number
    lead = matches.blocks[block.intro][1] - 1
    return lead if lead >= 0 and lead in matches.body else number


def _topic_hits(rule: Rule, numbers: Sequence[int], matches: Matches) -> dict[int, int]:
    """How many words on the topic each sentence holds."""
    topic = rule.topic.sentence.concepts()
    names = topic | {f"{rule.id}/{name}" for name in topic}
    return {
        number: len({hit.start for hit in matches.hits.get(number, ()) if not names.isdisjoint(hit.concepts)})
        for number in numbers
    }


def _each_limb_first(order: list[int], trail: Trail, needed: set[str]) -> list[int]:
    """Bring the best sentence of each limb that the verdict rests on to the front."""
    front: list[int] = []
    for name, state in trail.limbs.items():
        if name not in needed or not state.solid:
            continue
        best = next((number for number in order if number in state.solid), None)
        if best is not None and best not in front:
            front.append(best)
    front.sort(key=order.index)
    return front + [number for number in order if number not in front]


def _quote(document: Document, number: int) -> str:
    sentence = document.sentences[number]
    return document.text[sentence.start : sentence.end]


def evidence_of(document: Document, number: int, weakens: bool) -> Evidence:
    """A sentence as evidence, with the place where it stands and what it leans on."""
    sentence = document.sentences[number]
    lead = said_before(document, number)
    return passage(document, (sentence.start, sentence.end), weakens=weakens, lead=lead)
