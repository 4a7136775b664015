"""From vocabularies to one matcher: every phrase of every concept of every pack in one pass."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import PackError
from checker.matching.cache import key_of, load, save
from checker.matching.language import Words
from checker.matching.plan import Condition, Entry, GapTerm, Meaning, Plan
from checker.matching.terms import TermError, capitals, parse
from checker.packs.load import BUILT_IN, Pack
from checker.packs.model import Concept
from checker.text.stems import PATTERN

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher


SHADOW = "fixed-phrase"  # the concept whose phrases hide the shorter ones inside them
_PLAIN = Condition()


@dataclass(frozen=True, slots=True)
class Matcher:
    """All vocabularies, ready to be found in text."""

    words: Words
    phrases: PhraseMatcher
    entries: Mapping[int, Entry]  # by the phrase's hash in the matcher
    gap_terms: tuple[GapTerm, ...]
    by_parts: Mapping[int, int]  # number of parts -> bit set of the gap terms with so many
    shadows: frozenset[int]  # the hashes of fixed phrases
    concepts: Mapping[str, Concept]
    built_in: Mapping[str, tuple[str, ...]]  # built-in concept -> all concepts that a hit sets; none if none is wanted


def words_for(packs: Iterable[Pack]) -> Words:
    """Words in which the capitals of all the packs' vocabularies are kept, to be shared by their matchers."""
    terms = {term for pack in packs for concept in pack.concepts.values() for term in concept.terms}
    return Words({word for term in terms for word in capitals(term)})


def compile_packs(
    packs: Iterable[Pack], also: Iterable[str] = (), words: Words | None = None, *, findings: bool = False
) -> Matcher:
    """One matcher for the packs: of the concepts that their rules name, and of the shared ones in `also`.

    With `findings`, only of those concepts of rules that tell what a sentence of an inspection is about. `words` may be
    shared by several matchers, which then need less time and memory.

    Raises PackError for a term that cannot be understood.
    """
    concepts: dict[str, Concept] = {}
    wanted = {SHADOW, *also}
    for pack in packs:
        concepts.update(pack.concepts)
        for rule in pack.rules:
            names = rule.concepts_of_findings() if findings else rule.concept_names()
            wanted |= {f"{rule.id}/{name}" if name in rule.concepts else name for name in names}
    used: dict[str, Concept] = {}
    todo = sorted(wanted & set(concepts))
    while todo:
        name = todo.pop()
        if name in used or name not in concepts:
            continue
        used[name] = concepts[name]
        rule_id = name.rpartition("/")[0]
        for other in concepts[name].includes:
            own = f"{rule_id}/{other}"
            todo.append(own if rule_id and own in concepts else other)
    figures = not BUILT_IN.keys().isdisjoint(wanted.union(*(concept.includes for concept in used.values())))
    with _uncollected():
        return compile_concepts({name: used[name] for name in concepts if name in used}, words, figures=figures)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through the growing tables again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def compile_concepts(concepts: Mapping[str, Concept], words: Words | None = None, *, figures: bool = True) -> Matcher:
    """One matcher for named vocabularies, "RULE-ID/name" being a rule's own; `figures`: quantities are wanted too.

    What was compiled before from the same vocabularies is taken from the cache (`checker.matching.cache`).
    """
    if words is None:
        words = Words({word for concept in concepts.values() for term in concept.terms for word in capitals(term)})
    key = key_of(concepts, words.capitals)
    plan = load(key)
    if plan is None:
        plan = plan_of(concepts, words)
        save(key, plan)
    return assemble(plan, concepts, words, figures=figures)


def plan_of(concepts: Mapping[str, Concept], words: Words) -> Plan:
    """What is to be matched, and what it means. Raises PackError for a term that cannot be understood."""
    reached = _who_includes(concepts)
    gap_terms: list[GapTerm] = []
    merged: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for spelling, uses in _uses_by_phrase(concepts, reached, gap_terms).items():
        # Phrases with the same norms are one entry, so that none hides another.
        merged[words.norms(spelling)].extend(uses)
    phrases: dict[Entry, list[tuple[str, ...]]] = {}
    for norms, uses in merged.items():
        phrases.setdefault(_entry(uses, len(gap_terms), single=len(norms) == 1), []).append(norms)
    return Plan(
        entries=tuple(phrases),
        phrases=tuple(map(tuple, phrases.values())),
        gap_terms=tuple(gap_terms),
        built_in={name: reached.get(name, (name,)) for name in BUILT_IN},
    )


def assemble(plan: Plan, concepts: Mapping[str, Concept], words: Words, *, figures: bool = True) -> Matcher:
    """The matcher of a plan: one pattern an entry, whose phrases are given by the hashes of their norms."""
    from checker.matching.spacy_parts import PhraseMatcher

    matcher = PhraseMatcher(words.vocab, attr="NORM")
    strings = words.vocab.strings
    hashes = {norm: strings.add(norm) for norm in {norm for group in plan.phrases for each in group for norm in each}}
    entries: dict[int, Entry] = {}
    for number, (entry, group) in enumerate(zip(plan.entries, plan.phrases, strict=True)):
        # The matcher takes hashes as well as a Doc, as when it is unpickled, and needs no words for them.
        key = f"{PATTERN}{number}"
        matcher.add(key, [[hashes[norm] for norm in norms] for norms in group])  # type: ignore[misc]
        entries[strings[key]] = entry
    by_parts: dict[int, int] = defaultdict(int)
    for number, gap_term in enumerate(plan.gap_terms):
        by_parts[len(gap_term.gaps)] |= 1 << number
    return Matcher(
        words=words,
        phrases=matcher,
        entries=entries,
        gap_terms=plan.gap_terms,
        by_parts=dict(by_parts),
        shadows=frozenset(key for key, entry in entries.items() if entry.shadow),
        concepts=concepts,
        built_in=plan.built_in if figures else {},
    )


def _uses_by_phrase(
    concepts: Mapping[str, Concept], reached: Mapping[str, tuple[str, ...]], gap_terms: list[GapTerm]
) -> dict[str, list[_Use]]:
    """Every phrase with what uses it; terms of several parts are numbered as they are added to `gap_terms`."""
    by_phrase: dict[str, list[_Use]] = defaultdict(list)
    for name, concept in concepts.items():
        for term in dict.fromkeys(concept.terms):
            try:
                parts = parse(term)
            except TermError as error:
                raise PackError("broken-pack", f"concept '{name}': {error}") from None
            number = len(gap_terms) if len(parts) > 1 else None
            chained = any(part.gap == 0 for part in parts[1:])
            if number is not None:
                gap_terms.append(GapTerm(tuple(part.gap for part in parts), reached[name]))
            for place, part in enumerate(parts):
                for phrase in part.phrases:
                    plain = not (phrase.exact or phrase.named_before or phrase.named_after)
                    condition = _PLAIN if plain else Condition(phrase.exact, phrase.named_before, phrase.named_after)
                    by_phrase[phrase.words].append(_Use(condition, reached[name], number, place, chained))
    return by_phrase


class _Use(NamedTuple):
    """One use of a phrase by a term: `number` is the gap term's, None for a term of one part."""

    condition: Condition
    concepts: tuple[str, ...]
    number: int | None
    place: int
    chained: bool


def _entry(uses: Sequence[_Use], gap_terms: int, *, single: bool) -> Entry:
    if len(uses) == 1 and uses[0].condition is _PLAIN and uses[0].number is None:  # as most are
        return _outright(uses[0].concepts)
    by_condition: dict[Condition, list[_Use]] = defaultdict(list)
    for use in uses:
        by_condition[use.condition].append(use)
    plain = _meaning(by_condition.pop(_PLAIN, []), gap_terms)
    forms: dict[str, Meaning] = {}
    if single:
        for condition in [condition for condition in by_condition if condition == Condition(condition.exact)]:
            forms[condition.exact[0]] = _meaning(by_condition.pop(condition), gap_terms)
    conditional = tuple((condition, _meaning(found, gap_terms)) for condition, found in by_condition.items())
    return Entry(plain, tuple(forms.items()), conditional, SHADOW in plain.concepts)


@lru_cache(maxsize=10_000)
def _outright(concepts: tuple[str, ...]) -> Entry:
    """A phrase that evidences its concepts wherever it stands."""
    return Entry(Meaning(concepts, 0, 0), (), (), SHADOW in concepts)


def _meaning(uses: list[_Use], gap_terms: int) -> Meaning:
    concepts: set[str] = set()
    parts = chained = 0
    for use in uses:
        if use.number is None:
            concepts.update(use.concepts)
            continue
        part = 1 << use.place * gap_terms + use.number
        parts |= part
        chained |= part if use.chained else 0
    return Meaning(tuple(sorted(concepts)), parts, chained)


def _who_includes(concepts: Mapping[str, Concept]) -> dict[str, tuple[str, ...]]:
    """For each concept, itself and all that take its terms over, directly or by way of others."""
    above: dict[str, set[str]] = defaultdict(set)
    for name, concept in concepts.items():
        rule = name.rpartition("/")[0]
        for other in concept.includes:
            own = f"{rule}/{other}"
            above[own if rule and own in concepts else other].add(name)
    reached: dict[str, tuple[str, ...]] = {}
    for name in {*concepts, *above, *BUILT_IN}:
        seen = {name}
        todo = [name]
        while todo:
            for upper in above.get(todo.pop(), ()):
                if upper not in seen:
                    seen.add(upper)
                    todo.append(upper)
        reached[name] = tuple(sorted(seen))
    return reached
