"""What a document's style takes from its words, and giving it back."""

from __future__ import annotations

import numpy as np
import pytest

from checker.weights.model import Numbers, Usual
from checker.weights.signals import OF_REQUIREMENT
from checker.weights.style import LIFTED, lift_of, lifted, usual_of


def document(*, met: int, of: int = 12, margin: float) -> Numbers:
    """The signals of a document whose rules find so many requirements met, and whose words read so high."""
    signals = np.zeros((of, len(OF_REQUIREMENT)), np.float32)
    signals[:met, OF_REQUIREMENT.index("rule: met")] = 1
    signals[met:, OF_REQUIREMENT.index("rule: missing")] = 1
    signals[:, list(LIFTED)] = margin
    return signals


@pytest.fixture
def usual() -> Usual:
    """Documents whose words read the higher, the more their rules find, give or take a little."""
    return usual_of(
        [document(met=met, margin=met / 6 - 1 + stray) for met in (2, 5, 8, 11) for stray in (-0.1, 0, 0.1)]
    )


def test_a_document_that_reads_as_usual_is_given_nothing(usual: Usual) -> None:
    assert not lift_of(usual, document(met=8, margin=8 / 6 - 1)).any()


def test_a_thin_document_reads_low_because_it_is_thin_and_is_given_nothing(usual: Usual) -> None:
    assert not lift_of(usual, document(met=2, margin=2 / 6 - 1)).any()


def test_a_document_full_of_matter_whose_words_all_read_low_gets_back_what_its_style_took(usual: Usual) -> None:
    signals = document(met=11, margin=-0.5)
    lift = lift_of(usual, signals)
    expected = 11 / 6 - 1
    assert np.all(lift > 1)
    given = lifted(signals, lift)[:, list(LIFTED)].mean(axis=0)
    assert np.all(given < expected)  # no further than documents stray by anyway
    assert np.allclose(given, expected, atol=0.1)


def test_what_is_given_back_leaves_other_signals_alone(usual: Usual) -> None:
    signals = document(met=11, margin=-0.5)
    others = [place for place in range(len(OF_REQUIREMENT)) if place not in LIFTED]
    given = lifted(signals, lift_of(usual, signals))
    assert np.array_equal(given[:, others], signals[:, others])
    assert np.array_equal(signals, document(met=11, margin=-0.5))


def test_a_document_that_reads_higher_than_usual_keeps_what_it_has(usual: Usual) -> None:
    assert not lift_of(usual, document(met=2, margin=3)).any()


def test_of_too_few_documents_nothing_is_usual() -> None:
    assert not lift_of(usual_of([document(met=5, margin=0)]), document(met=11, margin=-3)).any()
