"""The grades of one area's inspections from one to the next, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.results.model import Judgements

_GRADES = ("Inadequate", "Requires improvement", "Adequate", "Good", "Outstanding")
_JUDGED = {
    "overall": "Overall effectiveness",
    "leadership": "Leadership",
    "help_and_protection": "Help and protection",
    "in_care": "Children in care",
    "care_leavers": "Care leavers",
    "looked_after": "Looked after children",
    "adoption": "Adoption",
    "lscb": "The safeguarding children board",
}


def grades_through_time(inspections: Sequence[tuple[str, Judgements]]) -> Iterator[str]:
    """Each judgement from one inspection to the next: better, worse, the same, or made by one of them only.

    `inspections` are (ISO date, judgements) in the order of time. Nothing is told of a single one.
    """
    if len(inspections) <= 1:
        return
    for name, label in _JUDGED.items():
        grades = [(day[:4], grade) for day, judged in inspections if (grade := getattr(judged, name)) is not None]
        if len(grades) == 1:
            yield f"{label}: {grades[0][1]} ({grades[0][0]}); no other inspection in this collection judges it."
        for (before, old), (after, new) in pairwise(grades):
            turn = _GRADES.index(new) - _GRADES.index(old)
            told = "better" if turn > 0 else "worse" if turn < 0 else "the same"
            yield f"{label}: {old} ({before}), then {new} ({after}): {told}."
