"""From vocabularies to one matcher: every phrase of every concept of every pack in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import PackError
from checker.matching.language import Words
from checker.matching.terms import TermError, capitals, parse
from checker.packs.load import BUILT_IN, Pack
from checker.packs.model import Concept

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher


SHADOW = "fixed-phrase"  # the concept whose phrases hide the shorter ones inside them


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold around a matched phrase besides its norms: exact forms, a name before or after."""

    exact: tuple[str, ...] = ()
    named_before: bool = False
    named_after: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a matched phrase stands for: concepts outright, and places in terms with gaps.

    `places[p]` is a bit set of the gap terms of which the phrase may be part number p; `chained` the
    same for terms that were cut into pieces that follow each other, which are one phrase all the same.
    """

    concepts: tuple[str, ...]
    places: tuple[int, ...]
    chained: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one matched phrase may mean."""

    plain: Meaning
    forms: Mapping[str, Meaning]  # of a single word, what it means besides in one very form
    conditional: tuple[tuple[Condition, Meaning], ...]
    shadow: bool  # a fixed phrase: shorter phrases inside it do not match


@dataclass(frozen=True, slots=True)
class GapTerm:
    """A term of several parts: how many words may stand before each, and the concepts it evidences."""

    gaps: tuple[int, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """All vocabularies, ready to be found in text."""

    words: Words
    phrases: PhraseMatcher
    entries: Mapping[int, Entry]  # by the phrase's hash in the matcher
    gap_terms: tuple[GapTerm, ...]
    by_parts: Mapping[int, int]  # number of parts -> bit set of the gap terms with so many
    concepts: Mapping[str, Concept]
    built_in: Mapping[str, tuple[str, ...]]  # built-in concept -> all concepts that a hit of it sets


def compile_packs(packs: Iterable[Pack], also: Iterable[str] = ()) -> Matcher:
    """One matcher for the packs: of the concepts that their rules name, and of the shared ones in `also`.

    Raises PackError for a term that cannot be understood.
    """
    concepts: dict[str, Concept] = {}
    wanted = {SHADOW, *also}
    for pack in packs:
        concepts.update(pack.concepts)
        for rule in pack.rules:
            names = rule.concept_names()
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
    return compile_concepts({name: used[name] for name in concepts if name in used})


def compile_concepts(concepts: Mapping[str, Concept]) -> Matcher:
    """One matcher for named vocabularies, "RULE-ID/name" being a rule's own."""
    from spacy.matcher import PhraseMatcher

    kept = {word for concept in concepts.values() for term in concept.terms for word in capitals(term)}
    words_of = Words(kept)
    reached = _who_includes(concepts)
    by_phrase: dict[str, list[_Use]] = defaultdict(list)
    gap_terms: list[GapTerm] = []
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
                    condition = Condition(phrase.exact, phrase.named_before, phrase.named_after)
                    by_phrase[phrase.words].append(_Use(condition, reached[name], number, place, chained))
    by_parts: dict[int, int] = defaultdict(int)
    for number, gap_term in enumerate(gap_terms):
        by_parts[len(gap_term.gaps)] |= 1 << number

    matcher = PhraseMatcher(words_of.vocab, attr="NORM")
    entries: dict[int, Entry] = {}
    merged: dict[tuple[str, ...], list[str]] = defaultdict(list)
    docs = {}
    for words in by_phrase:
        doc = words_of.doc(words)
        docs[words] = doc
        merged[tuple(token.norm_ for token in doc)].append(words)
    for spellings in merged.values():  # phrases with the same norms are one entry, so that none hides another
        key = spellings[0]
        matcher.add(key, [docs[key]])
        entries[words_of.vocab.strings[key]] = _entry(
            [use for words in spellings for use in by_phrase[words]], single=len(docs[key]) == 1
        )
    return Matcher(
        words=words_of,
        phrases=matcher,
        entries=entries,
        gap_terms=tuple(gap_terms),
        by_parts=dict(by_parts),
        concepts=concepts,
        built_in={name: reached.get(name, (name,)) for name in BUILT_IN},
    )


class _Use(NamedTuple):
    """One use of a phrase by a term: `number` is the gap term's, None for a term of one part."""

    condition: Condition
    concepts: tuple[str, ...]
    number: int | None
    place: int
    chained: bool


def _entry(uses: Iterable[_Use], *, single: bool) -> Entry:
    by_condition: dict[Condition, list[_Use]] = defaultdict(list)
    for use in uses:
        by_condition[use.condition].append(use)
    plain = _meaning(by_condition.pop(Condition(), []))
    forms: dict[str, Meaning] = {}
    if single:
        for condition in [condition for condition in by_condition if condition == Condition(condition.exact)]:
            forms[condition.exact[0]] = _meaning(by_condition.pop(condition))
    conditional = tuple((condition, _meaning(found)) for condition, found in by_condition.items())
    return Entry(plain, forms, conditional, SHADOW in plain.concepts)


def _meaning(uses: list[_Use]) -> Meaning:
    concepts: set[str] = set()
    places: list[int] = []
    chained: list[int] = []
    for use in uses:
        if use.number is None:
            concepts.update(use.concepts)
            continue
        for wanted, masks in ((True, places), (use.chained, chained)):
            if wanted:
                masks.extend([0] * (use.place + 1 - len(masks)))
                masks[use.place] |= 1 << use.number
    return Meaning(tuple(sorted(concepts)), tuple(places), tuple(chained))


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
