"""The published JSON object of one document, read back into the types that it was made from.

The inverse of `checker.results.published`, and the border: an object is validated here once, and only types travel
further. Fields that are absent take their defaults and unknown ones are passed over, so results of older and newer
versions stay readable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from checker.errors import ResultsError
from checker.results.model import Check, Failure

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Read = TypeVar("_Read")


def restored(value: Mapping[str, object]) -> Check:
    """The check that an object was made from. Raises ResultsError."""
    return _told(lambda: _check(value), "The stored result cannot be read")


def read_result(value: object, line: int) -> Check | Failure:
    """The check or the failure that a line of results holds. Raises ResultsError, naming the line."""
    wrong = f"Line {line} of the results is not a result of the checker"
    if not isinstance(value, dict):
        raise ResultsError(f"{wrong}: it is not an object.")
    return _told(lambda: _failure(value) if "error" in value else _check(value), wrong)


def _told(read: Callable[[], _Read], wrong: str) -> _Read:
    from pydantic import ValidationError

    try:
        return read()
    except ValidationError as error:
        first = error.errors()[0]
        raise ResultsError(f"{wrong}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from None


def _check(value: Mapping[str, object]) -> Check:
    change = value.get("change")
    return _checks().validate_python(
        {
            **value,
            "document": _document(value.get("document")),
            "inspection": _inspection(value.get("inspection")),
            "change": {**change, "earlier": _document(change.get("earlier"))} if isinstance(change, dict) else None,
        }
    )


def _failure(value: Mapping[str, object]) -> Failure:
    place, error = value.get("document"), value["error"]
    path = place.get("path") if isinstance(place, dict) else None
    return _failures().validate_python({"path": path, **(error if isinstance(error, dict) else {})})


def _document(value: object) -> object:
    if not isinstance(value, dict):
        return value
    period, how, pictures = value.get("period"), value.get("how"), value.get("pictures")
    sections = value.get("sections") or ()
    return {
        **value,
        "period": (period.get("start"), period.get("end")) if isinstance(period, dict) else None,
        "how": tuple(how.items()) if isinstance(how, dict) else (),
        "sections": tuple((item.get("heading"), item.get("start")) for item in sections),
        "pictures": tuple((item.get("page"), item.get("section")) for item in pictures) if pictures else (),
    }


def _inspection(value: object) -> object:
    if not isinstance(value, dict):
        return value
    printed = value.get("printed")
    return {**value, "printed": tuple(printed.items()) if isinstance(printed, dict) else ()}


@cache
def _checks() -> TypeAdapter[Check]:
    from pydantic import TypeAdapter

    return TypeAdapter(Check)


@cache
def _failures() -> TypeAdapter[Failure]:
    from pydantic import TypeAdapter

    return TypeAdapter(Failure)
