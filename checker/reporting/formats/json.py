"""The check as data: the published JSON object."""

from __future__ import annotations

from checker.reporting.view import RenderOptions
from checker.results.model import Check
from checker.results.published import to_text


def render(check: Check, options: RenderOptions) -> str:
    """The object of one document, indented, with a line feed at its end."""
    return to_text(check, options.review)
