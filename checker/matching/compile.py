"""From vocabularies to one matcher: every phrase of every concept of every pack in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import PackError
from checker.matching.language import english
from checker.matching.terms import Phrase, TermError, capitals, parse
from checker.packs.load import BUILT_IN, Pack
from checker.packs.model import Concept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher


SHADOW = "fixed-phrase"  # the concept whose phrases hide the shorter ones inside them


@dataclass(frozen=True, slots=True)
class Target:
    """What a matched phrase is part of: `part` of `parts` of a term of the concepts."""

    term: int  # one number a term, so that the parts of a "..." term find each other
    part: int
    parts: int
    gap: int  # words that may stand between this part and the one before
    concepts: tuple[str, ...]
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one matched phrase means: concepts outright, and targets that need a closer look."""

    concepts: tuple[str, ...]
    targets: tuple[Target, ...]
    shadow: bool  # a fixed phrase: shorter phrases inside it do not match


@dataclass(frozen=True, slots=True)
class Matcher:
    """All vocabularies, ready to be found in text."""

    language: Language
    phrases: PhraseMatcher
    entries: Mapping[int, Entry]  # by the phrase's hash in the matcher
    concepts: Mapping[str, Concept]
    built_in: Mapping[str, tuple[str, ...]]  # built-in concept -> all concepts that a hit of it sets


def compile_packs(packs: Iterable[Pack]) -> Matcher:
    """One matcher for the packs. Raises PackError for a term that cannot be understood."""
    concepts: dict[str, Concept] = {}
    for pack in packs:
        concepts.update(pack.concepts)
    return compile_concepts(concepts)


def compile_concepts(concepts: Mapping[str, Concept]) -> Matcher:
    """One matcher for named vocabularies, "RULE-ID/name" being a rule's own."""
    from spacy.matcher import PhraseMatcher

    kept = {word for concept in concepts.values() for term in concept.terms for word in capitals(term)}
    language = english(kept)
    reached = _who_includes(concepts)
    by_phrase: dict[str, list[Target]] = defaultdict(list)
    number = 0
    for name, concept in concepts.items():
        for term in dict.fromkeys(concept.terms):
            number += 1
            try:
                parts = parse(term)
            except TermError as error:
                raise PackError("broken-pack", f"concept '{name}': {error}") from None
            for place, part in enumerate(parts):
                for phrase in part.phrases:
                    target = Target(number, place, len(parts), part.gap, reached[name], phrase)
                    by_phrase[phrase.words].append(target)
    matcher = PhraseMatcher(language.vocab, attr="NORM")
    entries: dict[int, Entry] = {}
    merged: dict[tuple[str, ...], list[str]] = defaultdict(list)
    docs = {}
    for words in by_phrase:
        doc = language.tokenizer(words)
        docs[words] = doc
        merged[tuple(token.norm_ for token in doc)].append(words)
    for spellings in merged.values():  # phrases with the same norms are one entry, so that none hides another
        key = spellings[0]
        matcher.add(key, [docs[key]])
        found = dict.fromkeys(target for words in spellings for target in by_phrase[words])
        entries[language.vocab.strings[key]] = _entry(found)
    return Matcher(
        language=language,
        phrases=matcher,
        entries=entries,
        concepts=concepts,
        built_in={name: reached.get(name, (name,)) for name in BUILT_IN},
    )


def _entry(targets: Iterable[Target]) -> Entry:
    outright: set[str] = set()
    others: list[Target] = []
    for target in targets:
        phrase = target.phrase
        if target.parts == 1 and not (phrase.exact or phrase.named_before or phrase.named_after):
            outright.update(target.concepts)
        else:
            others.append(target)
    return Entry(tuple(sorted(outright)), tuple(others), SHADOW in outright)


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
