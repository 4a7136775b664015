"""Named signals: what is weighed to say how good a sentence is as evidence, and what the verdict is.

Both lists are short and shared by all requirements. Everything here is computed for all
requirements of a document at once where it can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.documents.sentence_set import NONE, SentenceSet
from checker.weights.features import FIELDS, Sentences
from checker.weights.model import Bag, Family, Numbers, Scale

FIELD_WEIGHT = {"own": 1.0, "heading": 0.7, "lead": 0.6, "before": 0.35}
WEAKNESSES = ("aspiration", "deferral", "duty", "negation", "pointer", "restatement")
OF_SENTENCE = (
    "words",  # what the words say: the margin of the matter's table
    "words within bounds",
    "behind the best",  # how far behind the document's best sentence
    "place",  # its place among the document's sentences
    "before other matters",  # how far before the best other matter
    "matters before it",
    "section",  # mean of the best four in its section
    "section's next",
    "place in section",
    "sentence before",
    "sentence after",
    "rule: speaks",
    "rule: names the topic",
    "rule: heading on the topic",
    "rule: solid for a limb asked for",
    "rule: solid for another limb",
    "rule: thin",
    "no rule",
    *WEAKNESSES,
    "particular",
    "specific",
    "table row",
    "list item",
    "length",
)
OF_REQUIREMENT = (
    *(f"sentence {place}" for place in ("first", "second", "third", "fourth", "fifth")),
    *(f"words {place}" for place in ("first", "second", "third")),
    "likely sentences",
    "possible sentences",
    "sum of sentences",
    "best before other matters",
    "any before other matters",
    "words in all",
    "paragraphs",
    "sentences looked at",
    "sections",
    "in the best section",
    "no rule",
    "rule: met",
    "rule: weak",
    "rule: missing",
    "limbs: the weakest",
    "limbs: the strongest",
    "limbs: the weakest, thin ones too",
    "limbs: share solid",
    "limbs: share solid on what was found",
    "limbs: share spoken of",
    "rule: best that speaks",
    "rule: number that speak",
    "best: rule speaks",
    "best: heading on the topic",
    "best: names the topic",
    "limbs asked for",
    "good: best",
    "good: number",
    "good: with a particular",
    "good: with something specific",
    "good: words",
    "yearly report",
    "reader: speaks",
    "reader: met",
    "reader of the matter: speaks",
    "reader of the matter: met",
    "reader of the best two: speaks",
    "reader of the best two: met",
    "reader of the matter, best two: speaks",
    "reader of the matter, best two: met",
)
_LOOKED_AT = 6  # best sentences that are looked at
READ_TOGETHER = (_LOOKED_AT, 2)  # how many of the best are read together: most of the evidence, and its core
_FAR = -6.0
_NEAR = -1.5  # the least that a sentence must reach to count as found
_NOTHING = -5.0  # what words say where there are none, or only those that are no evidence
_LEAST = 0.1  # probability below which a sentence is not read with the others


@dataclass(frozen=True, slots=True)
class RuleSigns:
    """What the rule of one requirement found."""

    verdict: str
    speaks: SentenceSet
    anchors: SentenceSet
    sections: SentenceSet
    solid: tuple[SentenceSet, ...]  # by limb
    thin: tuple[SentenceSet, ...]
    met: tuple[tuple[int, ...], ...]  # per entry of `met` its limbs, by number


@dataclass(frozen=True, slots=True)
class SharedSigns:
    """What holds of sentences whatever the requirement."""

    particular: SentenceSet
    specific: SentenceSet
    weak: Mapping[str, SentenceSet]


Flags = NDArray[np.bool_]


def flags(sentences: SentenceSet, size: int) -> Flags:
    """A set of a document's sentences as an array, a flag a sentence."""
    data = (sentences.mask & ((1 << size) - 1)).to_bytes((size + 7) // 8 or 1, "little")
    return np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[:size].astype(bool)


def word_scores(family: Family, said: Sentences) -> Numbers:
    """What the words of every sentence say on every matter of a family: sentences by matters."""
    total = np.zeros((len(said), len(family.matters)), np.float32)
    for field in FIELDS:
        bag = family.evidence[field]
        total += FIELD_WEIGHT[field] * field_sums(bag, field, said)
    total += family.evidence["own"].intercepts
    total[~np.array(said.quotable, bool)] -= 9
    return total


def field_sums(bag: Bag, field: str, said: Sentences) -> Numbers:
    """What one field of every sentence says, with the words of a heading or a lead summed once."""
    if field == "own":
        return bag.sums(said.own)
    if field == "before":
        whole = np.vstack([bag.sums(said.own), np.zeros((1, len(bag.names)), np.float32)])
        return np.asarray(whole[list(said.before)], np.float32)
    rows: Sequence[list[str]] = getattr(said, field)
    different = {id(row): row for row in rows}
    place = {key: number for number, key in enumerate(different)}
    sums = bag.sums(list(different.values()))
    return np.asarray(sums[[place[id(row)] for row in rows]], np.float32)


@dataclass(frozen=True, slots=True)
class Field:
    """The word scores of a document with what surrounds each: sentences by matters throughout."""

    scores: Numbers
    columns: Mapping[str, int]  # matter -> column
    around: Numbers  # signals of OF_SENTENCE up to "sentence after", by sentences, by matters


def surroundings(scores: Numbers, matters: Sequence[str], said: Sentences) -> Field:
    """Work out, for all matters at once, how each score stands among the others."""
    n, count = scores.shape
    best = scores.max(axis=0) if n else np.zeros(count, np.float32)
    place = np.empty_like(scores)
    order = np.argsort(-scores, axis=0, kind="stable")
    np.put_along_axis(place, order, np.broadcast_to(np.arange(n, dtype=np.float32)[:, None], scores.shape), axis=0)
    margin = np.zeros_like(scores)
    above = np.zeros_like(scores)
    if count > 1 and n:
        top = np.sort(scores, axis=1)[:, -2:]
        margin = scores - np.where(scores >= top[:, 1:], top[:, :1], top[:, 1:])
        above = (scores[:, None, :] > scores[:, :, None]).sum(axis=2).astype(np.float32)
    mean, following, within = _by_section(scores, said)
    edge = np.full((1, count), -4, np.float32)
    before = np.vstack([edge, scores[:-1]]) if n else scores
    after = np.vstack([scores[1:], edge]) if n else scores
    around = np.stack(
        [
            scores,
            np.clip(scores, -3, 3),
            scores - best,
            np.minimum(place, 20),
            margin,
            np.minimum(above, 6),
            mean,
            following,
            within,
            before,
            after,
        ]
    )
    return Field(scores, {name: column for column, name in enumerate(matters)}, around.astype(np.float32))


def _by_section(scores: Numbers, said: Sentences) -> tuple[Numbers, Numbers, Numbers]:
    """Per sentence: mean of its section's best four, the best of the others there, its place there."""
    mean, following, within = np.zeros_like(scores), np.zeros_like(scores), np.zeros_like(scores)
    sections = np.array(said.section)
    for section in dict.fromkeys(said.section):
        here = np.flatnonzero(sections == section)
        some = scores[here]
        order = np.argsort(-some, axis=0, kind="stable")
        sorted_scores = np.take_along_axis(some, order, axis=0)
        mean[here] = np.clip(sorted_scores[:4], -4, 4).mean(axis=0)
        places = np.empty_like(some)
        np.put_along_axis(
            places, order, np.broadcast_to(np.arange(len(here), dtype=np.float32)[:, None], some.shape), 0
        )
        following[here] = np.where(places == 0, sorted_scores[min(1, len(here) - 1)], sorted_scores[0])
        within[here] = np.minimum(places, 8)
    return mean, following, within


def common(said: Sentences, shared: SharedSigns) -> Numbers:
    """The signals of sentences that are the same for every requirement: sentences by signals."""
    n = len(said)
    columns = [flags(shared.weak.get(kind, NONE), n) for kind in WEAKNESSES]
    columns += [flags(shared.particular, n), flags(shared.specific, n)]
    columns += [np.array(said.row, bool), np.array(said.item, bool)]
    length = np.minimum(np.array(said.length, np.float32), 60) / 20
    return np.column_stack([*columns, length]).astype(np.float32)


def sentence_signals(field: Field, matter: str, shared: Numbers, rule: RuleSigns | None) -> Numbers:
    """The signals of OF_SENTENCE for one requirement: sentences by signals."""
    n = len(field.scores)
    own = np.zeros((n, 7), np.float32)
    if rule is None:
        own[:, 6] = 1
    else:
        needed = {limb for entry in rule.met for limb in entry}
        own[:, 0] = flags(rule.speaks, n)
        own[:, 1] = flags(rule.anchors, n)
        own[:, 2] = flags(rule.sections, n)
        for limb, (solid, thin) in enumerate(zip(rule.solid, rule.thin, strict=True)):
            own[:, 3 if limb in needed else 4] += flags(solid, n)
            own[:, 5] += flags(thin, n)
    return np.hstack([field.around[:, :, field.columns[matter]].T, own, shared])


def probabilities(scale: Scale, signals: Numbers, said: Sentences) -> Numbers:
    """How likely each sentence is one that a reader would quote."""
    chance = 1 / (1 + np.exp(-np.clip(scale.sums(signals)[:, 0], -30, 30)))
    return np.where(np.array(said.quotable, bool), chance, 0).astype(np.float32)


Bags = tuple[tuple[str, ...], ...]  # the words of the best sentences, a bag for each entry of READ_TOGETHER


def read_together(said: Sentences, chance: Numbers) -> Bags:
    """The words of the best sentences together, with those of their headings: a bag for each entry of READ_TOGETHER."""
    best = [int(number) for number in np.argsort(-chance, kind="stable")[:_LOOKED_AT] if chance[number] > _LEAST]
    return tuple(_as_one(said, best[:many]) for many in READ_TOGETHER)


def _as_one(said: Sentences, best: Sequence[int]) -> tuple[str, ...]:
    bag: dict[str, None] = {}
    for number in sorted(best):
        for word in said.heading[number]:
            bag["h:" + word] = None
        for word in said.own[number]:
            bag[word] = None
    return tuple(bag) or ("<nothing>",)


def reader_margins(table: Bag, bags: Sequence[Bags], matters: Sequence[str]) -> list[tuple[float, ...]]:
    """For each requirement four margins of each of its bags: by all requirements' words, and by its matter's."""
    sums = table.sums([bag for mine in bags for bag in mine]) + table.intercepts
    rows = np.clip(sums, -4, 4).reshape(len(bags), len(READ_TOGETHER), len(table.names))
    column = {name: place for place, name in enumerate(table.names)}
    found = []
    for mine, matter in zip(rows, matters, strict=True):
        wanted = ("all:speaks", "all:met", f"{matter}:speaks", f"{matter}:met")
        found.append(tuple(float(row[column[name]]) if name in column else 0.0 for row in mine for name in wanted))
    return found


def log_odds(chance: Numbers) -> Numbers:
    """Probabilities as log odds, within bounds."""
    within = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(within / (1 - within)), np.float32)


def requirement_signals(
    field: Field,
    matter: str,
    said: Sentences,
    chance: Numbers,
    rule: RuleSigns | None,
    shared: SharedSigns,
    *,
    report: bool,
    reader: Sequence[float],
) -> Numbers:
    """The signals of OF_REQUIREMENT; `reader` are the margins that the readers give the best sentences."""
    column = field.columns[matter]
    scores = field.scores[:, column]
    margin = field.around[4, :, column]
    n = len(scores)
    odds = log_odds(chance)
    order = np.argsort(-chance, kind="stable")
    best = int(order[0])
    near = [int(number) for number in order[:_LOOKED_AT] if chance[number] > 0.15] or [best]
    words = np.maximum(np.sort(scores)[::-1], _NOTHING)
    weak = SentenceSet.union(shared.weak.values())
    good = [number for number in near if number not in weak]
    same = [number for number in range(n) if said.section[number] == said.section[best]]
    values: list[float] = [float(odds[order[place]]) if place < n else _FAR for place in range(5)]
    values += [float(words[place]) if place < n else _NOTHING for place in range(3)]
    values += [
        min(int((chance > 0.5).sum()), 10),
        min(int((chance > 0.3).sum()), 15),
        min(float(chance.sum()), 12.0),
        float(margin[best]),
        float(max(margin[number] for number in near)),
        _length(said, near),
        len({said.block[number] for number in near}),
        len(near),
        len({said.section[number] for number in near}),
        float(sum(chance[number] for number in same)),
        *_rule_signals(rule, odds, best),
        max((float(odds[number]) for number in good), default=_FAR),
        len(good),
        sum(number in shared.particular for number in good),
        sum(number in shared.specific for number in good),
        _length(said, good),
        float(report),
        *reader,
    ]
    return np.array(values, np.float32)


def _length(said: Sentences, numbers: Sequence[int]) -> float:
    return min(sum(said.length[number] for number in numbers), 200) / 50


def _rule_signals(rule: RuleSigns | None, odds: Numbers, best: int) -> list[float]:
    if rule is None:
        return [1, 0, 0, 0, -3, -3, -3, 0.5, 0.5, 0.5, -3, 2, 0.5, 0.5, 0.5, 2]
    n = len(odds)

    def highest(sentences: SentenceSet) -> float:
        found = odds[flags(sentences, n)]
        return float(found.max()) if len(found) else _FAR

    solid, thin = [], []
    for entry in rule.met:
        firm = SentenceSet.union(rule.solid[limb] for limb in entry)
        loose = SentenceSet.union(rule.thin[limb] for limb in entry)
        solid.append(highest(firm))
        thin.append(highest(firm | loose))
    return [
        0,
        rule.verdict == "met",
        rule.verdict == "weak",
        rule.verdict == "missing",
        min(solid),
        max(solid),
        min(thin),
        sum(each > _FAR for each in solid) / len(solid),
        sum(each > _NEAR for each in solid) / len(solid),
        sum(each > _FAR for each in thin) / len(thin),
        highest(rule.speaks),
        min(len(rule.speaks), 12),
        best in rule.speaks,
        best in rule.sections,
        best in rule.anchors,
        len(rule.met),
    ]
