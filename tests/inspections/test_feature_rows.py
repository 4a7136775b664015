"""Words as features: by name for training, as sums for reading, and both the same."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest

from checker.inspections.features import polarity_features, theme_features
from checker.inspections.lexicon import Lexicon, vocabulary
from checker.inspections.reading import FOLDER, POLARITY_FILE
from checker.inspections.scoring import POLARITIES, Neighbours, ReadingWeights, Tables, score, shares_alone
from checker.inspections.sheet import sheet_of
from checker.inspections.tables import Table, read_table
from checker.packs.load import rules_folder

TEXTS = [
    "Plans are clear and timely, but reviews are not always recorded well.",
    "This means that some children wait too long; visits in Fallowdene are monthly.",
    "Although training is strong, DCS leaders do not check its impact on practice in 2019.",
    "",
    "The front door is well led.",
    "Help and protection",
]
BEFORE = np.array([-1, 0, 1, 2, -1, -1])
ABOVE = np.array([5, 5, 5, 5, -1, -1])
WORDS = vocabulary(rules_folder() / FOLDER)
PACK = "ofsted-multi-agency"


def test_a_sentence_has_the_features_that_its_words_make() -> None:
    sheet = sheet_of(TEXTS)
    found = polarity_features(sheet, BEFORE, WORDS.polarity)
    first = found.of(0)
    assert {"clear", "are_clear", "^plans", "+praise", "not~praise", "2+not", "<+->", "<fault>", "<first>"} <= set(
        first
    )
    assert "1+not" not in first
    second = found.of(1)
    assert {"Name", "too_long", "too~much", "<clear", "<before-bad>"} <= set(second)
    assert second["<clear"] == pytest.approx(0.3)
    assert "Fallowdene" not in second
    assert found.of(3) == pytest.approx(
        {"<no-fault>": 2.5, "<bare>": 2.5, "<before-bad>": 1.25}
        | {name: 0.3 for name in found.of(3) if name[0] == "<" and name[-1] != ">"}
    )


def test_where_classes_stand_in_a_sentence() -> None:
    texts = [
        "If this is not successful, plans are robust.",
        "Plans, which are robust, are not clear.",
        "Oversight is weak.",
        "Clear records ensure that children do not drift.",
        "",
        "The board",
    ]
    sheet = sheet_of(texts)
    found = polarity_features(sheet, np.full(len(texts), -1), WORDS.polarity)
    conditional, relative, plain, order, empty, bare = (set(found.of(row)) for row in range(len(texts)))
    assert {"below+not", "main+praise", "is+praise"} <= conditional
    assert "main+not" not in conditional
    assert {"below+praise", "main+not", "is+not", "is+praise"} <= relative
    assert {"is+lack", "main+lack", "first+lack", "last+lack"} <= plain
    assert {"first+praise", "last+drift", "praise>ensures", "main+praise", "below+not", "below+drift"} <= order
    for nothing in (empty, bare):
        assert not any(name.startswith(("main+", "below+", "is+", "first+", "last+")) for name in nothing)


def test_what_a_sentence_is_about_comes_from_it_from_the_heading_and_from_the_one_before() -> None:
    sheet = sheet_of(TEXTS)
    lexicon = WORDS.themes[PACK]
    found = theme_features(sheet, BEFORE, ABOVE, lexicon)
    front = found.of(4)
    assert front["+OFSTED-MA-FRONT-DOOR"] == pytest.approx(1.5)
    assert "first+OFSTED-MA-FRONT-DOOR" in front
    assert "under help" not in front
    back = found.of(1)
    assert back["under help"] == pytest.approx(0.3)
    assert back["<clear"] == pytest.approx(0.7)  # it begins with "This"
    assert "," not in front


def named(features: dict[str, float], table: Table) -> list[float]:
    """The sums of a table, feature by feature: the plain way of what is done for all sentences at once."""
    length = math.hypot(*features.values()) or 1.0
    rows = [
        [value * weight for weight in table.weights[name]] for name, value in features.items() if name in table.weights
    ]
    return [base + sum(row[at] for row in rows) / length for at, base in enumerate(table.intercepts)]


def test_sums_over_all_sentences_at_once_are_those_of_each_by_its_features() -> None:
    sheet = sheet_of(TEXTS)
    features = (
        polarity_features(sheet, BEFORE, WORDS.polarity),
        theme_features(sheet, BEFORE, ABOVE, WORDS.themes[PACK]),
    )
    draw = Random(3)
    tables = []
    for one, outcomes in zip(features, (POLARITIES, ("A", "B")), strict=True):
        names = sorted({name for row in range(sheet.rows) for name in one.of(row)})
        weights = {name: tuple(draw.uniform(-1, 1) for _ in outcomes) for name in names if draw.random() < 0.8}
        tables.append(Table(tuple(outcomes), tuple(draw.uniform(-1, 1) for _ in outcomes), weights))
    whole = Tables(WORDS, tables[0], {PACK: tables[1]}, ReadingWeights(sharpness=1.0))
    told, (themes,) = score(sheet, Neighbours(BEFORE, ABOVE, 5), whole, [PACK])
    for row in range(5):
        sums = named(features[0].of(row), tables[0])
        powers = [math.exp(one) for one in sums]
        assert told[row].tolist() == pytest.approx([power / sum(powers) for power in powers], rel=1e-4)
        assert themes[row].tolist() == pytest.approx(named(features[1].of(row), tables[1]), rel=1e-3, abs=1e-5)


def test_nothing_to_read_is_nothing_read() -> None:
    tables = Tables(WORDS, read_table(rules_folder() / FOLDER / POLARITY_FILE), {})
    assert shares_alone([], tables).shape == (0, 5)
    assert shares_alone([""], tables).sum() == pytest.approx(1.0)


def test_classes_of_words_by_their_beginnings() -> None:
    lexicon = Lexicon({"plan": ("a",)}, (("pla", "b"), ("plan", "a")), {"front_door": ("a",)}, {}, ("a", "b"))
    assert lexicon.of_word("plan") == (0, 1)
    assert lexicon.of_word("planning") == (1, 0)
    assert lexicon.of_word("tea") == ()
    assert lexicon.opens("front") and lexicon.closes("door") and not lexicon.opens("door")
    assert lexicon.of_pair("front_door") == (0,)
