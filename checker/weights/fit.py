"""What is fitted in each step of learning. Needs scikit-learn (the extra `train`); `learn.py` puts the steps in order.

Everything is fitted with the same seeds, so that the same lessons give the same weights.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from checker.weights.deciding import VERDICTS, decided, overlooks
from checker.weights.features import FIELDS, Sentences
from checker.weights.model import Bag, Numbers, Scale
from checker.weights.signals import (
    FIELD_WEIGHT,
    OF_REQUIREMENT,
    OF_SENTENCE,
    Bags,
    Field,
    RuleSigns,
    SharedSigns,
    common,
    sentence_signals,
)

_RAREST = {"own": 2, "heading": 1, "lead": 2, "before": 2}
_EVIDENCE_C, _READER_C, _SENTENCE_C, _VERDICT_C = 4.0, 10.0, 0.3, 0.2
_WORDS_KEPT = 1300  # in a table of a sentence's own words; others have a third of it
_OF_FEW_KEPT = 400  # the same where hardly more than single passages teach
_FEW_DOCUMENTS = 10
_READER_KEPT = 750
_OF_ALL_KEPT = 4000  # in the tables of all requirements together
_FOLDERS_FOR_A_WORD = 3
_USUAL_RARITY = 6.0  # so that a usual bag has length 1
_LEAST_SPREAD = 0.001
_PASSAGE = 0.25
_REAL = 4.0
_CANDIDATES = 25  # sentences of a requirement that the weighing of sentences learns from


@dataclass(frozen=True, slots=True)
class Label:
    """What readers said of one requirement in one document."""

    requirement: str
    matter: str
    verdict: str
    quoted: frozenset[int]  # sentences that readers quoted
    rule: RuleSigns | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with labels, or a passage with one."""

    fold: str  # left out together
    name: str
    said: Sentences
    shared: SharedSigns
    labels: tuple[Label, ...]
    passage: bool = False  # too short for sentences beside the quoted ones to tell against a matter
    known: bool = False  # the rules were written with it in sight: teaches words, but no trust in rules
    report: bool = False
    source: str = ""  # whose words these are, where `fold` does not tell
    real: bool = False  # a real document, of which there are few: counts for several made-up ones when read together

    @property
    def folder(self) -> str:
        """Whose words these are: those of one author together."""
        return self.source or self.fold


@dataclass(slots=True)
class Case:
    """One label on its way through the steps of learning."""

    lesson: Lesson
    label: Label
    chance: Numbers | None = None
    bags: Bags = ()
    reader: tuple[float, ...] = ()
    signals: Numbers | None = None
    probabilities: Numbers | None = None

    @property
    def verdict(self) -> str:
        """What the weights say that have not seen the case's folder."""
        assert self.probabilities is not None  # noqa: S101 - for the type checker
        assert self.signals is not None  # noqa: S101
        return decided(self.probabilities, self.signals)

    @property
    def agreed(self) -> bool:
        """Whether the rule by itself says what was weighed."""
        return self.label.rule is not None and self.label.rule.verdict == self.verdict

    @property
    def overlooked(self) -> bool:
        """Whether it came out missing, though its words lean to its being spoken of."""
        assert self.signals is not None  # noqa: S101 - for the type checker
        return overlooks(self.verdict, self.signals, few=self.lesson.said.few)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one field that are common enough, each with its place and rarity."""

    places: Mapping[str, int]
    rarity: Numbers

    def matrix(self, bags: Sequence[Sequence[str]]) -> csr_matrix:
        """Bags as rows: rare words count more, and every word less in a long bag."""
        rows, columns, values = [], [], []
        for number, bag in enumerate(bags):
            for word in bag:
                place = self.places.get(word)
                if place is not None:
                    rows.append(number)
                    columns.append(place)
                    values.append(len(bag) ** -0.5)
        weighted = self.rarity[columns] * np.array(values, np.float32) if columns else np.zeros(0, np.float32)
        return csr_matrix((weighted, (rows, columns)), shape=(len(bags), len(self.places)))


def vocabulary(bags: Sequence[Sequence[str]], rarest: int) -> Vocabulary:
    """The words that occur in at least `rarest` bags."""
    count = Counter(chain.from_iterable(map(set, bags)))
    kept = sorted(word for word, number in count.items() if number >= rarest)
    rarity = np.array([np.log((1 + len(bags)) / (1 + count[word])) + 1 for word in kept], np.float32) / _USUAL_RARITY
    return Vocabulary({word: place for place, word in enumerate(kept)}, rarity)


def field_bags(said: Sentences, field: str) -> list[list[str]]:
    """The words of one field, sentence by sentence."""
    if field == "before":
        return [said.own[number] if number >= 0 else [] for number in said.before]
    return list(getattr(said, field))


@dataclass(frozen=True, slots=True)
class Seen:
    """The lessons of a family as matrices, made once for all the folders left out in turn."""

    vocabularies: Mapping[str, Vocabulary]
    rows: Mapping[int, csr_matrix]  # by the lesson's place


def see(lessons: Sequence[Lesson]) -> Seen:
    """The words of all lessons. Which words there are is no secret: only their weights are learned."""
    vocabularies = {
        field: vocabulary([bag for lesson in lessons for bag in field_bags(lesson.said, field) if bag], _RAREST[field])
        for field in FIELDS
    }
    rows = {}
    for place, lesson in enumerate(lessons):
        parts = [FIELD_WEIGHT[field] * vocabularies[field].matrix(field_bags(lesson.said, field)) for field in FIELDS]
        rows[place] = hstack(parts).tocsr()
    return Seen(vocabularies, rows)


def _logistic(strength: float, rows: csr_matrix, wanted: Numbers, weight: Numbers | None = None) -> LogisticRegression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=strength, solver="liblinear", tol=1e-2, max_iter=100, random_state=0)
        return model.fit(rows, wanted, sample_weight=weight)


def _even(wanted: Numbers, weight: Numbers) -> Numbers:
    """Weights under which both answers count alike."""
    yes, no = weight[wanted > 0].sum(), weight[wanted <= 0].sum()
    return np.asarray(np.where(wanted > 0, (yes + no) / (2 * yes), (yes + no) / (2 * no)) * weight, np.float32)


def evidence_tables(
    lessons: Sequence[Lesson], seen: Seen, out: Collection[str], matters: Sequence[str]
) -> dict[str, Bag]:
    """The words that speak for a sentence on each matter, by field; folds in `out` do not teach."""
    sizes = [len(seen.vocabularies[field].places) for field in FIELDS]
    weights, telling = (np.zeros((len(matters), sum(sizes)), np.float32) for _ in range(2))
    intercepts = np.full(len(matters), -3, np.float32)
    for column, matter in enumerate(matters):
        rows, wanted, weight = [], [], []
        for place, lesson in enumerate(lessons):
            labels = [label for label in lesson.labels if label.matter == matter]
            if not labels or lesson.fold in out or not len(lesson.said):
                continue
            quoted = sorted(set().union(*(label.quoted for label in labels)))
            mine = np.zeros(len(lesson.said), np.float32)
            mine[quoted] = 1
            counts = np.ones(len(lesson.said), np.float32)
            if lesson.passage:
                if any(label.verdict != "missing" for label in labels):
                    counts[mine == 0] = 0.3
                counts[~np.array(lesson.said.quotable, bool)] = 0
            rows.append(seen.rows[place])
            wanted.append(mine)
            weight.append(counts)
        if not rows:
            continue
        answers, importance = np.concatenate(wanted), np.concatenate(weight)
        kept = importance > 0
        if answers[kept].sum() < 2 or (answers[kept] == 0).sum() < 2:
            continue
        seen_rows, even = vstack(rows).tocsr()[kept], _even(answers[kept], importance[kept])
        model = _logistic(_EVIDENCE_C, seen_rows, answers[kept], even)
        weights[column], intercepts[column] = model.coef_[0], model.intercept_[0]
        telling[column] = _telling(model, seen_rows, even)
    few = sum(not lesson.passage for lesson in lessons) < _FEW_DOCUMENTS
    own = _OF_FEW_KEPT if few else _WORDS_KEPT
    tables, start = {}, 0
    for field, size in zip(FIELDS, sizes, strict=True):
        part = slice(start, start + size)
        most = [own if field == "own" else own // 3] * len(matters)
        kept_weights = _most_telling(weights[:, part], telling[:, part], most)
        tables[field] = _bag(matters, seen.vocabularies[field], kept_weights, intercepts)
        start += size
    return tables


def _telling(model: LogisticRegression, rows: csr_matrix, weight: Numbers) -> Numbers:
    """How much each word moves the answers over all that was taught: a strong one that hardly occurs moves little."""
    squares: Numbers = rows.multiply(rows).T @ weight
    return np.asarray(np.abs(model.coef_[0]) * np.sqrt(squares), np.float32)


def _most_telling(weights: Numbers, telling: Numbers, most: Sequence[int]) -> Numbers:
    """Weights by table and word, of each table only the so many most telling ones."""
    kept = weights.copy()
    for row, strength, count in zip(kept, telling, most, strict=True):
        row[np.argsort(-strength, kind="stable")[count:]] = 0
    return kept


def _bag(names: Sequence[str], known: Vocabulary, weights: Numbers, intercepts: Numbers) -> Bag:
    """A bag of tables, rounded as the file has them."""
    effect = np.round(weights * known.rarity, 2)
    used = np.flatnonzero(np.abs(effect).max(axis=0))
    words = list(known.places)
    places = {words[column]: place for place, column in enumerate(used)}
    matrix = np.ascontiguousarray(effect[:, used].T, np.float32)
    return Bag(tuple(names), places, matrix, np.round(intercepts, 3).astype(np.float32))


def _shared_by_authors(cases: Sequence[Case]) -> Vocabulary:
    """The words that several folders use: names of areas, which recur in one or two, would be learned by heart."""
    folders: dict[str, set[str]] = {}
    for case in cases:
        for word in chain.from_iterable(case.bags):
            folders.setdefault(word, set()).add(case.lesson.folder)
    fewest = min(_FOLDERS_FOR_A_WORD, max(1, len({case.lesson.folder for case in cases}) - 1))
    used = [[word for word in case.bags[0] if len(folders[word]) >= fewest] for case in cases]
    return vocabulary(used, _RAREST["own"])


def reader_tables(cases: Sequence[Case], matters: Sequence[str]) -> Bag:
    """Two tables for all requirements, and two for each matter: spoken of at all, and met.

    Each case teaches with the words of its best six sentences, and again with those of its best two.
    """
    known = _shared_by_authors(cases)
    rows = known.matrix([bag for case in cases for bag in case.bags])
    cases = [case for case in cases for _ in case.bags]  # as the rows run
    names, weights, telling, most, intercepts = [], [], [], [], []
    for matter in ("all", *matters):
        mine = np.array([matter in ("all", case.label.matter) for case in cases], bool)
        weight = np.array([_REAL if case.lesson.real else 1 for case in cases], np.float32)[mine]
        for question in ("speaks", "met"):
            answers = np.array([_answer(case.label.verdict, question) for case in cases], np.float32)[mine]
            names.append(f"{matter}:{question}")
            most.append(_OF_ALL_KEPT if matter == "all" else _READER_KEPT)
            if 2 <= answers.sum() <= len(answers) - 2:
                even = _even(answers, weight)
                model = _logistic(_READER_C, rows[mine], answers, even)
                weights.append(model.coef_[0])
                telling.append(_telling(model, rows[mine], even))
                intercepts.append(model.intercept_[0])
            else:
                weights.append(np.zeros(len(known.places)))
                telling.append(np.zeros(len(known.places), np.float32))
                intercepts.append(0.0)
    kept = _most_telling(np.array(weights, np.float32), np.array(telling, np.float32), most)
    return _bag(names, known, kept, np.array(intercepts, np.float32))


def _answer(verdict: str, question: str) -> bool:
    return verdict == "met" if question == "met" else verdict != "missing"


def _scale(
    signals: Sequence[str],
    outcomes: Sequence[str],
    rows: Numbers,
    answers: Sequence[object],
    strength: float,
    weight: Numbers | None = None,
) -> Scale:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread < _LEAST_SPREAD, 1, spread)  # a signal that never changes says nothing
    scaled = np.clip((rows - mean) / spread, -4, 4)
    model = LogisticRegression(C=strength, max_iter=1000, random_state=0).fit(scaled, answers, sample_weight=weight)
    order = [list(model.classes_).index(name) for name in outcomes] if len(outcomes) > 1 else [0]
    return Scale(
        tuple(signals),
        tuple(outcomes),
        np.round(mean, 3).astype(np.float32),
        np.round(spread, 4).astype(np.float32),
        np.round(model.coef_[order], 3).astype(np.float32),
        np.round(model.intercept_[order], 3).astype(np.float32),
    )


def sentence_rows(case: Case, fields: Mapping[int, Field]) -> Numbers:
    """The signals of all sentences of a case's document, for its requirement."""
    lesson = case.lesson
    return sentence_signals(fields[id(lesson)], case.label.matter, common(lesson.said, lesson.shared), case.label.rule)


def fit_sentences(cases: Sequence[Case], fields: Mapping[int, Field]) -> Scale:
    """How the signals of a sentence are weighed: learned from which of the best ones readers quoted."""
    rows, answers, weight = [], [], []
    for case in cases:
        quoted = case.label.quoted
        if case.label.verdict == "missing" or not quoted:
            continue
        signals = sentence_rows(case, fields)
        chosen = set(np.argsort(-signals[:, 0], kind="stable")[:_CANDIDATES].tolist()) | set(quoted)
        numbers = [number for number in sorted(chosen) if case.lesson.said.quotable[number]]
        if not numbers:
            continue
        rows.append(signals[numbers])
        answers += [number in quoted for number in numbers]
        weight += [len(numbers) ** -0.5] * len(numbers)
    return _scale(OF_SENTENCE, ("quoted",), np.vstack(rows), answers, _SENTENCE_C, np.array(weight, np.float32))


def fit_verdicts(cases: Sequence[Case]) -> Scale:
    """How the signals of a requirement are weighed; a passage, which is no document, counts for less than one."""
    rows = np.vstack([case.signals for case in cases if case.signals is not None])
    weight = np.array([_PASSAGE if case.lesson.passage else 1 for case in cases], np.float32)
    return _scale(OF_REQUIREMENT, VERDICTS, rows, [case.label.verdict for case in cases], _VERDICT_C, weight)
