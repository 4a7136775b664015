"""What one inspection asked for, looked for in the next: on the same criterion, in words of the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from checker.compare.flags import ThreadDocument
from checker.compare.followed import FollowedUp, followed_up
from checker.results.model import Check, Improvement, InspectionReport, Polarity, PrintedAs, Remark

ITEM = "Ensure that supervision of social workers is regular and recorded."
VOICE, STAFF = "OFSTED-MA-VOICE", "OFSTED-MA-WORKFORCE"


def remark(quote: str, polarity: Polarity, theme: str, printed_as: PrintedAs | None = None) -> Remark:
    return Remark(
        quote=quote,
        start=0,
        end=len(quote),
        page=3,
        section=None,
        paragraph=None,
        polarity=polarity,
        themes=(theme,),
        printed_as=printed_as,
    )


def followed(
    result_of: Any, later: Sequence[Remark], items: Sequence[str] = (ITEM,), theme: str = STAFF
) -> list[FollowedUp]:
    asked = tuple(remark(item, "fault", theme, "improvement") for item in items)
    reports = (
        InspectionReport("ilacs", improvements=tuple(Improvement(item, 2, None) for item in items), remarks=asked),
        InspectionReport("ilacs", remarks=tuple(later)),
    )
    placed = [
        (ThreadDocument(at, f"{at}.pdf", "inspection", None, ("Fallowdene",), f"20{at}9-05-01", "published"), result)
        for at, result in enumerate((result_of(report) for report in reports), 1)
    ]
    return list(followed_up(placed))


@pytest.fixture
def result_of() -> Any:
    class Told:
        def __init__(self, report: InspectionReport) -> None:
            self.inspection = report

    def made(report: InspectionReport) -> Check:
        return Told(report)  # type: ignore[return-value]

    return made


@pytest.mark.parametrize(
    ("polarity", "printed_as", "turned"),
    [
        ("praise", None, "praised"),
        ("fault", None, "faulted"),
        ("mixed", None, "in part"),
        ("praise", "improvement", "faulted"),
    ],
)
def test_a_remark_on_the_same_matter_says_how_it_turned_out(
    result_of: Any, polarity: Polarity, printed_as: PrintedAs | None, turned: str
) -> None:
    told = remark("Supervision of social workers is regular and well recorded.", polarity, STAFF, printed_as)
    (one,) = followed(result_of, [remark("Morale is high in every team.", "praise", STAFF), told])[0].items
    assert (one.turned, one.told, one.looked_at) == (turned, told, 2)


def test_the_same_words_on_another_criterion_are_not_taken(result_of: Any) -> None:
    told = remark("Supervision of social workers is regular and well recorded.", "praise", VOICE)
    (one,) = followed(result_of, [told])[0].items
    assert (one.turned, one.told, one.looked_at) == ("nothing found", None, 0)


def test_a_remark_on_the_same_criterion_but_another_matter_is_not_taken(result_of: Any) -> None:
    told = remark("Agency staff are fewer than a year ago.", "praise", STAFF)
    (one,) = followed(result_of, [told])[0].items
    assert (one.turned, one.told, one.looked_at) == ("nothing found", None, 1)


def test_nothing_is_followed_where_nothing_was_asked(result_of: Any) -> None:
    assert followed(result_of, [], items=()) == []


def test_what_an_item_praises_before_its_fault_is_not_what_it_asks_for(result_of: Any) -> None:
    item = "Disabled children have social workers who know them well, but families wait too long for short breaks."
    praised = remark("Social workers who know disabled children well visit them often.", "praise", STAFF)
    (one,) = followed(result_of, [praised], (item,))
    assert one.items[0].turned == "nothing found"
