"""How one verdict came about, in lines for a reader: for whoever doubts it or edits the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.assessment.evaluate import Evaluator, Shared, shared_sets
from checker.assessment.evidence import HOW_WEAK
from checker.assessment.judge import Trail, follow
from checker.assessment.weighed import Reading
from checker.check.attempt import requirement_of, weighing
from checker.documents.model import Document, Profile
from checker.documents.sentence_set import SentenceSet
from checker.inspections.wording import told
from checker.matching.find import find
from checker.matching.matches import Matches
from checker.matching.names import uses
from checker.packs.lines import spoken
from checker.packs.load import Pack
from checker.packs.model import Rule
from checker.results.model import Finding

if TYPE_CHECKING:
    from checker.check.one import Checker


def explain(document: Document, profile: Profile, checker: Checker, requirement: str) -> Iterator[str]:
    """The sentences considered, what each matched, and how the verdict followed.

    Raises OptionError for a requirement that no pack holds, with the nearest that one does.
    """
    rule, pack = requirement_of(checker, requirement)
    finding = next(
        found for found in checker.check(document, profile, [pack.head.id]).findings if found.requirement == rule.id
    )
    yield f"{rule.id}  {rule.title}"
    yield f"verdict: {finding.verdict} - {finding.reason}"
    if finding.confidence:
        yield f"{finding.confidence.level} ({finding.confidence.score:.2f}): {finding.confidence.why}"
    if profile.type == "inspection" and pack.head.inspection_findings:
        yield ""
        yield from told(rule, checker.scope_for(document, pack))
    else:
        yield from _by_rule(document, profile, checker, rule, pack, finding)


def _by_rule(
    document: Document, profile: Profile, checker: Checker, rule: Rule, pack: Pack, finding: Finding
) -> Iterator[str]:
    """What the rule found and how it was weighed, sentence by sentence."""
    matcher = checker.matcher_for([pack])
    matches = find(document, matcher, names=profile.type != "inspection")
    evaluator = Evaluator(matches, matcher.concepts, profile.period)
    shared = shared_sets(evaluator, matches, pack.duties)
    trail = follow(rule, matches, evaluator, shared)
    yield f"the rule by itself: {trail.verdict}"
    yield ""
    yield from _weighed(checker, document, profile, rule, trail, shared, finding)
    yield "The verdict is met if all of these are solid: " + "; ".join(
        " or ".join(rule.limbs[name].name for name in entry) for entry in rule.met
    )
    if rule.mentioned:
        yield "and these are spoken of: " + "; ".join(
            " or ".join(rule.limbs[name].name for name in entry) for entry in rule.mentioned
        )
    yield ""
    for name in rule.limbs:
        state = trail.limbs[name]
        yield f"{name}: {len(state.solid)} solid, {len(state.thin)} weak or general"
    yield ""
    words: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for number in trail.speaks:
        for hit in matches.hits.get(number, ()):
            for concept in hit.concepts:
                words[number][concept.removeprefix(f"{rule.id}/")].add(document.text[hit.start : hit.end])
    yield from _own_words(matches, trail.speaks)
    own = {
        *rule.topic.sentence.concepts(),
        *(concept for limb in rule.limbs.values() for concept in limb.evidence.concepts()),
        *trail.weak,
    }
    yield f"Sentences considered: {len(trail.speaks)}"
    for number in trail.speaks:
        sentence = document.sentences[number]
        page = document.page_at(sentence.start)
        yield ""
        yield f"{f'page {page}: ' if page else ''}{document.text[sentence.start : sentence.end]}"
        counts = [name for name, state in trail.limbs.items() if number in state.solid]
        weakly = [name for name, state in trail.limbs.items() if number in state.thin]
        weak = [kind for kind, found in trail.weak.items() if number in found]
        yield f"    solid for: {', '.join(counts) or 'nothing'}" + (
            f"; weakly for: {', '.join(weakly)}" if weakly else ""
        )
        if weak:
            yield f"    weakened by: {'; '.join(dict.fromkeys(HOW_WEAK[kind] for kind in weak))}"
        # Words that only look weak ("if not settled") are not shown as such.
        for concept in sorted((own - (set(trail.weak) - set(weak))) & set(words[number])):
            yield f"    {spoken(concept)}: {', '.join(sorted(words[number][concept]))}"


def _own_words(matches: Matches, considered: SentenceSet) -> Iterator[str]:
    """What the names in the sentences considered stand for that the document gives itself."""
    document = matches.document
    for name in matches.names:
        if any(document.sentence_at(at) in considered for at, _ in uses(document.text, name)):
            page = document.page_at(name.start)
            words = " ".join(document.text[name.start : name.end].split()).rstrip(".,;")
            yield (
                f"'{'the ' if name.article else ''}{name.short}' stands for '{words}'{f', page {page}' if page else ''}"
            )


def _weighed(
    checker: Checker,
    document: Document,
    profile: Profile,
    rule: Rule,
    trail: Trail,
    shared: Shared,
    finding: Finding,
) -> Iterator[str]:
    """The scorecard's sums and the words that counted, or why there are none."""
    if checker.weights is None:
        if checker.trouble:
            yield f"by rules alone: {checker.trouble}"
            yield ""
        return
    reading = Reading(checker.weights, document, report=profile.type == "yearly-report")
    weighed = reading.weigh(rule, trail, shared)
    if weighed is not None:
        yield from weighing(checker.weights, reading, rule, weighed)
        if finding.verdict is not weighed.verdict:
            yield f"with the document's other requirements, in its style: {finding.verdict}"
        yield ""
