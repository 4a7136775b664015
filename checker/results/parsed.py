"""The published JSON object of one document, read back into types.

Owns the border: an object is validated here once, and only types travel further. Fields that are not
needed are not read, so results of older and newer versions of the checker stay readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checker.errors import ResultsError
from checker.results.model import Commitment, Failure, Finding, InspectionReport, PackSummary, Progress

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class ResultPeriod:
    """First and last day, ISO."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """The object's `document`."""

    path: str
    type: str
    title: str | None = None
    area: str | None = None
    areas: tuple[str, ...] = ()
    period: ResultPeriod | None = None
    published: str | None = None
    about: str | None = None
    edition: str | None = None
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One document's object. `report` is its `inspection`."""

    document: ResultDocument
    findings: tuple[Finding, ...]
    packs: tuple[PackSummary, ...] = ()
    report: InspectionReport | None = None
    commitments: tuple[Commitment, ...] = ()
    progress: tuple[Progress, ...] = ()


def read_result(value: object, line: int) -> Result | Failure:
    """The result or the failure that an object holds. Raises ResultsError, naming the line."""
    from pydantic import ValidationError

    if not isinstance(value, dict):
        raise _broken(line, "it is not an object")
    try:
        if "error" in value:
            place = value.get("document")
            path = place.get("path") if isinstance(place, dict) else None
            error = value["error"] if isinstance(value["error"], dict) else {}
            return _failures().validate_python({"path": path, **error})
        inspection = value.get("inspection")
        if isinstance(inspection, dict):
            printed = inspection.get("printed")
            inspection = {**inspection, "printed": tuple(printed.items()) if isinstance(printed, dict) else ()}
        return _results().validate_python({**value, "report": inspection})
    except ValidationError as error:
        first = error.errors()[0]
        raise _broken(line, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _broken(line: int, why: str) -> ResultsError:
    return ResultsError(f"Line {line} of the results is not a result of the checker: {why}.")


@cache
def _results() -> TypeAdapter[Result]:
    from pydantic import TypeAdapter

    return TypeAdapter(Result)


@cache
def _failures() -> TypeAdapter[Failure]:
    from pydantic import TypeAdapter

    return TypeAdapter(Failure)
