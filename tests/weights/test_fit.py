"""Learning: the same lessons give the same weights, and what was left out taught nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.documents.model import Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.weights.features import read
from checker.weights.signals import RuleSigns, SharedSigns

pytest.importorskip("sklearn")

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from checker.weights import fit
from checker.weights.calibrate import calibrate
from checker.weights.fit import Label, Lesson
from checker.weights.learn import learn

Read = Callable[[str], Document]
MET = "The budget is shared: the council pays {n} per cent and the police pay the rest each April."
WEAK = "The partners are committed to a fair share of the budget, which is to be agreed."
OTHER = "The forum meets in a hall {n} times a year, and the doors are open to all."


def lessons(read_md: Read) -> list[Lesson]:
    found = []
    for fold in ("north", "south", "east", "west"):
        for number, verdict in enumerate(("met", "weak", "missing", "met", "weak")):
            telling = {"met": MET, "weak": WEAK, "missing": "Nothing was decided on lunch."}[verdict]
            text = f"## Part\n\n{telling.format(n=20 + number)}\n\n{OTHER.format(n=number + 2)}\n"
            said = read(read_md(text))
            quoted = frozenset() if verdict == "missing" else frozenset({1})
            second = SentenceSet.of([1])
            solid = second if verdict == "met" else NONE
            rule = RuleSigns(verdict, second if quoted else NONE, second, NONE, (solid,), (NONE,), ((0,),))
            shared = SharedSigns(second, second, {"deferral": second if verdict == "weak" else NONE})
            found.append(Lesson(fold, f"{fold}-{number}", said, shared, (Label("F", "F", verdict, quoted, rule),)))
    return found


def test_the_same_lessons_give_the_same_weights(read_md: Read) -> None:
    one, two = (learn({"made-up": lessons(read_md)}, ["made-up"]) for _ in range(2))
    assert one.verdict.weights.tolist() == two.verdict.weights.tolist()
    assert one.families["made-up"].evidence["own"].places == two.families["made-up"].evidence["own"].places


def test_what_readers_quoted_comes_first_and_verdicts_come_out_on_folders_left_out(read_md: Read) -> None:
    learned = learn({"made-up": lessons(read_md)}, ["made-up"])
    for case in learned.cases:
        assert case.probabilities is not None
        assert case.chance is not None
        assert ("met", "weak", "missing")[int(case.probabilities.argmax())] == case.label.verdict
        if case.label.quoted:
            assert int(case.chance.argmax()) == 1
    assert 0 < calibrate(learned.cases).firm_from <= 1


def test_a_folder_kept_out_changes_no_weight(read_md: Read) -> None:
    all_lessons = lessons(read_md)
    kept_out = learn({"made-up": all_lessons}, ["made-up"], keep_out=frozenset({"west"}))
    never_seen = learn({"made-up": [each for each in all_lessons if each.fold != "west"]}, ["made-up"])
    words = [
        {
            name: bag.strongest(["budget", "committed", "forum"], "F")
            for name, bag in each.families["made-up"].evidence.items()
        }
        for each in (kept_out, never_seen)
    ]
    signs = [[[weight > 0 for _, weight in table] for table in each.values()] for each in words]
    assert signs[0] == signs[1]


def test_a_word_that_tells_often_is_kept_rather_than_a_strong_one_that_hardly_occurs() -> None:
    rare, common = 0, 1
    rows = np.zeros((100, 2), np.float32)
    rows[0, rare] = 1
    rows[:50, common] = 1
    model = LogisticRegression().fit(rows, np.arange(100) < 50)
    model.coef_ = np.array([[3.0, 0.9]])
    telling = fit._telling(model, csr_matrix(rows), np.ones(100, np.float32))
    kept = fit._most_telling(np.array(model.coef_, np.float32), telling[None], [1])
    assert kept[0].tolist() == [0.0, pytest.approx(0.9)]
