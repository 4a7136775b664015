"""Sentences of real reports with labels, as features: what weights for inspections are learned from and held against.

Labels made outside stand in SHARED/gold; `inspection_labels.tsv` beside this file holds further ones by
the digest of a sentence, so that no report's words are kept here: the sentences are found again in the reports.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.svm import LinearSVC

from benchmarks.inspection_reports import read_cached, reports
from benchmarks.inspection_weak import COUNTS
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import BlockKind, Document
from checker.documents.shape.assemble import assemble
from checker.inspections.features import polarity_features, theme_features
from checker.inspections.layout import Layout, layout_of
from checker.inspections.lexicon import Vocabulary
from checker.inspections.scoring import POLARITIES, Tables
from checker.inspections.sheet import sheet_of
from checker.inspections.tables import Table
from checker.packs.load import load_packs, rules_folder

OWN = Path(__file__).parent / "inspection_labels.tsv"
BOARD, REPORT = "ofsted-lscb", "ofsted-multi-agency"
_NAMES = {"positive": "praise", "negative": "fault"}
_PREFIX = {BOARD: "OFSTED-LSCB-", REPORT: "OFSTED-MA-"}
STRENGTH = 0.5  # of the fit (LinearSVC's C), chosen with reports left out
_FEWEST = 3  # sentences on a theme below which nothing is learned of it
_RAREST = 2  # sentences in which a feature must stand: no chain of pairs gives a sentence back
_UNKNOWN = "?"  # in place of themes: only the polarity was labelled
_LEAST = 0.03  # a feature that weighs less for every outcome is left out of the tables


class Label(NamedTuple):
    """What was labelled of one sentence, before its report is read; the fields are those of a Lesson."""

    key: str
    pack: str
    polarity: str
    themes: frozenset[str] | None
    own: bool
    also: str | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One labelled sentence. `file` is left out together; `own`: a label of the project's."""

    file: str
    key: str
    pack: str
    polarity: str  # "" where only the themes are known
    themes: frozenset[str] | None  # None where only the polarity is known
    words: Mapping[str, float]  # features of polarity
    topic: Mapping[str, float]  # features of themes
    own: bool
    also: str | None = None


def squash(text: str) -> str:
    """Letters and digits only, in lower case."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def digest(text: str) -> str:
    """By which a sentence is found again."""
    return hashlib.sha256(squash(text).encode()).hexdigest()[:16]


def load_lessons(shared: Path, words: Vocabulary, cache: Path | None = None) -> list[Lesson]:
    """The labels made outside, then the project's own."""
    gold = shared / "gold"
    also = {
        (row["file"], squash(row["sentence"])): row["also"]
        for row in _lines(gold / "inspection-sentences-dev-also.jsonl")
    }
    wanted: dict[str, list[Label]] = {}
    for row in _lines(gold / "inspection-sentences-dev.jsonl"):
        pack = BOARD if row["part"] == "board" else REPORT
        themes = frozenset(_PREFIX[pack] + theme for theme in row["themes"])
        key = squash(row["sentence"])
        polarity = _NAMES.get(row["polarity"], row["polarity"])
        other = also.get((row["file"], key))
        wanted.setdefault(row["file"], []).append(
            Label(key, pack, polarity, themes, False, _NAMES.get(other, other) if other else None)
        )
    with OWN.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream, delimiter="\t"):
            own = None if line["themes"] == _UNKNOWN else frozenset(line["themes"].split())
            wanted.setdefault(line["file"], []).append(Label(line["sentence"], "", line["polarity"], own, True, None))
    paths = reports(shared)
    found = [
        lesson
        for name, labels in wanted.items()
        for lesson in _of_report(name, read_cached(paths[name], cache), labels, words)
    ]
    return found + list(_of_examples(words))


def _of_examples(words: Vocabulary) -> Iterator[Lesson]:
    """The made-up examples of the rules on which inspectors are all of one mind, sentence by sentence."""
    for pack in load_packs([BOARD, REPORT], rules_folder()):
        for rule in pack.rules:
            for example in rule.examples:
                polarity = {"strength": "praise", "weakness": "fault", "not covered": ""}.get(example.verdict)
                document = assemble(read_markdown(example.text), "example", "")
                layout = layout_of(document)
                for number, sentence in enumerate(document.sentences):
                    kind = document.blocks[sentence.block].kind
                    if polarity is None or kind is not BlockKind.PARAGRAPH or sentence.block in layout.item_blocks:
                        continue
                    polar, topic = features_at(document, layout, number, pack.head.id, words)
                    yield Lesson(
                        "examples",
                        rule.id,
                        pack.head.id,
                        polarity,
                        frozenset({rule.id} if polarity else ()),
                        polar,
                        topic,
                        True,
                    )


def _lines(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _of_report(
    name: str,
    document: Document,
    labels: Sequence[Label],
    words: Vocabulary,
) -> Iterator[Lesson]:
    layout = layout_of(document)
    texts = [document.text[sentence.start : sentence.end] for sentence in document.sentences]
    squashed = [squash(text) for text in texts]
    digests = {digest(text): number for number, text in enumerate(texts)}
    for key, pack, polarity, themes, own, other in labels:
        number = digests.get(key) if own else _place(key, squashed)
        if number is None:
            print(f"{name}: a labelled sentence is not found: {key[:60]}")
            continue
        lens = pack or (BOARD if layout.on_board(document.sentences[number].block) else REPORT)
        polar, topic = features_at(document, layout, number, lens, words)
        yield Lesson(name, key, lens, polarity, themes, polar, topic, own, other)


def _place(key: str, squashed: Sequence[str]) -> int | None:
    for test in (lambda text: text == key, lambda text: key in text, lambda text: len(text) > 25 and text in key):
        found = next((number for number, text in enumerate(squashed) if test(text)), None)
        if found is not None:
            return found
    return None


def features_at(
    document: Document, layout: Layout, number: int, pack: str, words: Vocabulary
) -> tuple[dict[str, float], dict[str, float]]:
    """The features of one sentence: of polarity, and of the themes of a pack."""
    sentence = document.sentences[number]
    texts = [document.text[sentence.start : sentence.end]]
    before, above = np.array([-1, -1, -1]), np.array([-1, -1, -1])
    if number and document.sentences[number - 1].block == sentence.block:
        other = document.sentences[number - 1]
        before[0] = len(texts)
        texts.append(document.text[other.start : other.end])
    heading = document.blocks[sentence.block].heading
    if heading is not None:
        above[0] = len(texts)
        texts.append(document.block_text(heading))
    sheet = sheet_of(texts)
    before, above = before[: sheet.rows], above[: sheet.rows]
    polar = polarity_features(sheet, before, words.polarity)
    return polar.of(0), theme_features(sheet, before, above, words.themes[pack]).of(0)


class Rows:
    """Features as a matrix: each sentence of length one, whatever the number of its words."""

    def __init__(self, lessons: Iterable[Mapping[str, float]]) -> None:
        self.places: dict[str, int] = {}
        rows, columns, values = [], [], []
        count = 0
        self.kept = kept = list(lessons)
        often = Counter(feature for features in kept for feature in features)
        for count, features in enumerate(kept, 1):
            length = math.hypot(*features.values()) or 1.0
            for feature, value in features.items():
                if often[feature] < _RAREST:
                    continue
                columns.append(self.places.setdefault(feature, len(self.places)))
                rows.append(count - 1)
                values.append(value / length)
        shape = (count, len(self.places))
        matrix = csr_matrix((values, (np.array(rows, np.int32), np.array(columns, np.int32))), shape=shape)
        matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
        self.matrix = matrix

    def sums(self, weights: Mapping[str, float]) -> np.ndarray:
        """float64[sentences]: what some weights say of each sentence."""
        return np.array(
            [
                sum(weights.get(feature, 0.0) * value for feature, value in features.items())
                / (math.hypot(*features.values()) or 1.0)
                for features in self.kept
            ]
        )


def fit(
    rows: Rows,
    wanted: Sequence[frozenset[str]],
    outcomes: Sequence[str],
    told: str = "",
    weak: Mapping[str, float] | None = None,
    outside: Sequence[bool] = (),
) -> Table:
    """A table that tells each outcome from the rest; `weak` are weights learned elsewhere, one more feature.

    Readers draw the lines differently, that between praise and what is neutral above all. What a feature weighs is
    learned of all sentences, and how far it weighs otherwise for the readers `outside` of theirs; a table holds both.
    """
    weak = weak or {}
    told_before = rows.sums(weak)
    counts = COUNTS / (told_before.std() or 1.0)
    matrix_in = hstack([rows.matrix, csr_matrix((told_before * counts)[:, None])]).tocsr() if weak else rows.matrix
    size = matrix_in.shape[1]
    if outside:
        matrix_in = hstack([matrix_in, diags_array(np.array(outside, float)) @ matrix_in]).tocsr()
    matrix_in.indices, matrix_in.indptr = matrix_in.indices.astype(np.int32), matrix_in.indptr.astype(np.int32)
    columns, intercepts, learned = [], [], []
    for outcome in outcomes:
        answers = np.array([outcome in labels for labels in wanted], int)
        if answers.sum() < _FEWEST and outcome not in POLARITIES:
            continue  # too little to learn from: the rule's own topic has to tell
        learned.append(outcome)
        model = LinearSVC(C=STRENGTH, random_state=0).fit(matrix_in, answers)
        columns.append(model.coef_[0].reshape(-1, size).sum(axis=0))
        intercepts.append(float(model.intercept_[0]))
    matrix = np.stack(columns, axis=1)
    none = np.zeros(len(learned))
    weights = {}
    for feature in dict.fromkeys((*rows.places, *weak)):
        own = matrix[rows.places[feature]] if feature in rows.places else none
        whole = own + (weak.get(feature, 0.0) * counts * matrix[-1] if weak else none)
        if np.abs(whole).max() >= _LEAST:
            weights[feature] = tuple(map(float, whole))
    return Table(tuple(learned), tuple(intercepts), weights, told)


def tables_from(
    lessons: Sequence[Lesson],
    words: Vocabulary,
    outcomes: Mapping[str, Sequence[str]],
    weak: Mapping[str, float],
    told: str = "",
) -> Tables:
    """All tables, learned from some lessons. `outcomes` are the requirements of each pack; `weak` as `weak_weights`."""
    heard = [lesson for lesson in lessons if lesson.polarity]
    polarity = fit(
        Rows(lesson.words for lesson in heard),
        [frozenset({lesson.polarity}) for lesson in heard],
        POLARITIES,
        told,
        weak,
        [not lesson.own for lesson in heard],
    )
    themes = {}
    for pack, requirements in outcomes.items():
        mine = [
            (lesson.topic, lesson.themes) for lesson in lessons if lesson.pack == pack and lesson.themes is not None
        ]
        themes[pack] = fit(
            Rows(topic for topic, _ in mine),
            [known for _, known in mine],
            requirements,
            told,
        )
    return Tables(words, polarity, themes)


__all__ = ["BOARD", "REPORT", "Lesson", "load_lessons", "tables_from"]
