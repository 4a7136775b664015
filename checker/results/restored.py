"""A whole check made again from its published JSON object, so that every report can be made from stored results.

The inverse of `checker.results.published.to_object`. Fields that are absent take their defaults and unknown
ones are passed over, so results of older and newer versions stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from checker.errors import ResultsError
from checker.results.model import Check

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def restored(value: Mapping[str, object]) -> Check:
    """The check that an object was made from. Raises ResultsError."""
    from pydantic import ValidationError

    try:
        change = value.get("change")
        return _checks().validate_python(
            {
                **value,
                "document": _document(value.get("document")),
                "inspection": _inspection(value.get("inspection")),
                "change": {**change, "earlier": _document(change.get("earlier"))} if isinstance(change, dict) else None,
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ResultsError(f"The stored result cannot be read ({where}: {first['msg']}).") from None


def _document(value: object) -> object:
    if not isinstance(value, dict):
        return value
    period, how, pictures = value.get("period"), value.get("how"), value.get("pictures")
    sections = value.get("sections") or ()
    return {
        **value,
        "period": (period["start"], period["end"]) if isinstance(period, dict) else None,
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
