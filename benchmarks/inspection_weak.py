"""What the reports themselves say at no cost: under which grade a sentence stands, for tens of thousands of them.

A sentence under "good" or "outstanding" praises more often than one under "requires improvement" or "inadequate".
One sum of weights is learned to tell the two apart, from all reports but those with labels made outside (so that
these stay unseen), and is given to the fit of polarity as one more feature. Words that stand in fewer than
`RAREST` sentences are left out: nothing here gives a sentence back.

Tried, and of no use beside it: items of printed lists, what "However" follows, one sum a framework.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from benchmarks.inspection_reports import read_cached, reports
from checker.documents.model import Document
from checker.inspections.features import Features, polarity_features
from checker.inspections.grades import body_grades
from checker.inspections.layout import layout_of
from checker.inspections.lexicon import Vocabulary
from checker.inspections.reading import body_of, standing_in
from checker.inspections.sheet import sheet_of

RAREST = 60  # sentences in which a feature must stand
COUNTS = 0.2  # what the sum counts beside a word, in its own deviations; chosen with reports left out
_SPREAD = 1e-5  # of the fit (SGDClassifier's alpha)
_ROUNDS = 12
_SHORTEST = 3
_WELL = frozenset({"Good", "Outstanding"})
_LABELLED = ("lscb-findings-dev.json", "lscb-findings-dev-2.json", "themes-findings-dev.json")


def labelled(shared: Path) -> frozenset[str]:
    """The reports with labels made outside."""
    gold = shared / "gold"
    lines = (gold / "inspection-sentences-dev.jsonl").read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["file"] for line in lines}
    return frozenset(found.union(*(json.loads((gold / name).read_text(encoding="utf-8")) for name in _LABELLED)))


def weak_weights(shared: Path, words: Vocabulary, cache: Path | None = None) -> Mapping[str, float]:
    """What each feature says of the grade that a sentence stands under: above nought for a good one."""
    kept = cache / "weak-weights.pkl" if cache else None
    if kept is not None and kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 (written by this function)
    without = labelled(shared)
    places: dict[str, int] = {}
    columns, values, ends, well = [], [], [0], []
    for name, path in reports(shared).items():
        for features, good in _graded(read_cached(path, cache), words) if name not in without else ():
            for feature, value in features:
                columns.append(places.setdefault(feature, len(places)))
                values.append(value)
            ends.append(len(columns))
            well.append(good)
    matrix = csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int32)))
    often = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= RAREST)
    model = SGDClassifier(
        loss="log_loss",
        alpha=_SPREAD,
        max_iter=_ROUNDS,
        tol=None,
        average=True,
        random_state=0,
        class_weight="balanced",
    ).fit(matrix[:, often], np.array(well))
    names = list(places)
    found = {names[place]: float(weight) for place, weight in zip(often, model.coef_[0], strict=True)}
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


def _graded(document: Document, words: Vocabulary) -> Iterator[tuple[list[tuple[str, float]], bool]]:
    """The features of every sentence of the body below a grade, and whether that is a good one."""
    layout = layout_of(document)
    grades = sorted(body_grades(document, layout.kind != "sif"), key=lambda one: one.offset)
    if not grades or layout.of_other_matters:
        return
    body = body_of(document, layout)
    standing, items = standing_in(document, body), layout.item_blocks
    spans = [document.sentences[number] for number in body]
    sheet = sheet_of([document.text[span.start : span.end] for span in spans])
    before = np.full(sheet.rows, -1)
    before[1:] = [row if one.block == other.block else -1 for row, (one, other) in enumerate(pairwise(spans))]
    features = polarity_features(sheet, before, words.polarity)
    lengths = features.lengths()
    for row, span in enumerate(spans):
        above = [one.grade for one in grades if one.offset <= span.start]
        if not above or above[-1] is None or span.block in items:
            continue
        if body[row] not in standing and sheet.sizes[row] >= _SHORTEST:
            yield _shares(features, row, float(lengths[row])), above[-1] in _WELL


def _shares(features: Features, row: int, length: float) -> list[tuple[str, float]]:
    return [(feature, value / length) for feature, value in features.of(row).items()]
