"""By when something is to be done, and about when an undated document was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.documents.model import Document
from checker.profile.estimate import about_when
from checker.text.deadlines import deadline_of_cell, deadlines, last_day


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("will recruit two officers by 31 July 2024.", "31 July 2024", "2024-07-31"),
        ("by the end of March 2023", "the end of March 2023", "2023-03-31"),
        ("no later than 1/4/2022", "1/4/2022", "2022-04-01"),
        ("by autumn 2020", "autumn 2020", None),
        ("in Q2 2023/24", "Q2 2023/24", "2023-09-30"),
        ("by the end of Q3", "the end of Q3", None),
        ("within six months", "within six months", None),
        ("in the first six months of 2021", "in the first six months of 2021", None),
        ("by September", "September", None),
        ("in 2021/22", "2021/22", "2022-03-31"),
        ("by the end of 2021", "the end of 2021", "2021-12-31"),
        ("before Christmas 2019", "Christmas 2019", None),
        ("from October 2023", "October 2023", "2023-10-31"),
    ],
)
def test_a_phrase_and_its_last_day(text: str, words: str, day: str | None) -> None:
    assert [(one.words, one.day) for one in deadlines(text)] == [(words, day)]


@pytest.mark.parametrize(
    "text", ["in March", "in the autumn", "he may in part", "within six months of the decision", "at 14 places"]
)
def test_what_is_no_deadline(text: str) -> None:
    assert not list(deadlines(text))


def test_a_cell_of_an_action_plan() -> None:
    assert deadline_of_cell("End of Q2") == "End of Q2"
    assert deadline_of_cell("Ongoing") is None
    assert last_day("Sept 2021") == "2021-09-30"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("In June 2018 a law changed. From 1 September 2019 the Board is replaced.", "2019-09-01"),
        ("Published June 2019. From October 2019 a team will sit in the hub.", "2019-06-01"),
        ("The toolkit will be ready by May 2025. A survey was held in March 2022.", "2022-03-01"),
        ("Partners met in 2018 and again in 2019. The Act of 2004 applies.", "2019-01-01"),
        ("Partners work together.", None),
        ("Set down in July 2024\n\nThe chair goes round: from 1 July 2028 it is the police.", "2024-07-01"),
    ],
)
def test_about_when_a_document_was_written(text: str, about: str | None, read_md: Callable[[str], Document]) -> None:
    assert about_when(read_md(text)) == about
