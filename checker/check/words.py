"""The words of vocabularies, in lines for a person: what they are, and which are spare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import process

from checker.errors import OptionError
from checker.packs.lines import HEADINGS, spoken
from checker.packs.load import BUILT_IN, Pack
from checker.packs.model import Concept
from checker.packs.rule_file import files_of_words
from checker.packs.vocabulary import PARTS, load_shared
from checker.text.stems import norm_maker

_GROUP = re.compile(r"\(([^()\[\]]*\|[^()\[\]]*)\)")


def words_of(packs: Sequence[Pack], name: str, folder: Path) -> Iterator[str]:
    """A vocabulary's words, or those of all vocabularies that a requirement names, with the file of each.

    Raises OptionError, with the nearest there is, for a name that is neither.
    """
    rules = {rule.id: (rule, pack) for pack in packs for rule in pack.rules}
    places = files_of_words(folder)
    if name in rules:
        rule, pack = rules[name]
        for used in sorted(rule.concept_names()):
            at = f"{rule.id}/{used}" if used in rule.concepts else used
            yield from _told(used, pack.concepts.get(at), places.get(at, rule.id))
        return
    found = dict(_named(packs, re.sub(r"\s+", "-", name.strip())))
    if not found:
        known = {spoken(at.rpartition("/")[2]) for pack in packs for at in pack.concepts}
        nearest = process.extractOne(name, sorted({*known, *rules}))
        hint = f" Did you mean '{nearest[0]}'?" if nearest else ""
        raise OptionError(f"No vocabulary and no requirement is called '{name}'.{hint}")
    for at, concept in found.items():
        rule_id, _, made = at.rpartition("/")
        place = places.get(at, rule_id)
        yield from _told(made, concept, f"{place}, for {rule_id}" if rule_id and place != rule_id else place)


def names_of(folder: Path) -> Iterator[str]:
    """The names that every rule may use: the shared vocabularies with their files, the parts, what needs no words."""
    shared = load_shared(folder)
    places = files_of_words(folder)
    for made, concept in sorted(shared.concepts.items()):
        if not made.endswith(HEADINGS):
            yield f"{spoken(made):28} {concept['means']} ({places[made]})"
    for made, lines in sorted(shared.parts.items()):
        yield f"{spoken(made):28} {lines if isinstance(lines, str) else '; '.join(lines)} ({PARTS})"
    for made, means in sorted(BUILT_IN.items()):
        yield f"{spoken(made):28} {means}; found without words"


def _named(packs: Sequence[Pack], made: str) -> Iterator[tuple[str, Concept]]:
    """The vocabularies of a name, every rule's and those of one rule ("RULE-ID/name")."""
    for pack in packs:
        for at, concept in pack.concepts.items():
            if at.rpartition("/")[2] in {made, made + HEADINGS}:
                yield at, concept


def _told(made: str, concept: Concept | None, place: str) -> Iterator[str]:
    title = f"headings on {spoken(made)}" if made.endswith(HEADINGS) else spoken(made)
    if concept is None:
        yield f"{title}: {BUILT_IN[made]}; the checker finds it without words"
        return
    yield f"{title} ({place}): {concept.means}"
    for term in concept.terms:
        yield f"    {term}"
    if concept.includes:
        yield f"    and the words of: {', '.join(map(spoken, concept.includes))}"
    if spare := spare_words(concept):
        yield f"    spare, since a word before has the same stem: {', '.join(dict.fromkeys(spare))}"


def spare_words(concept: Concept) -> list[str]:
    """Alternatives that find what one before them in the same brackets finds already: their stems are alike."""
    stem = norm_maker(())
    spare: list[str] = []
    for term in concept.terms:
        for group in _GROUP.findall(term):
            known: set[tuple[str, ...]] = set()
            for word in group.split("|"):
                plain = word.strip()
                if not plain or not re.fullmatch(r"[a-z' -]+", plain):
                    continue  # an exact form, capitals, digits: matched as they stand
                stems = tuple(stem(one) for one in re.split(r"[ -]+", plain))
                if stems in known:
                    spare.append(plain)
                known.add(stems)
    return spare
