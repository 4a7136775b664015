"""A document's own file, for the one report that is made upon it: the annotated PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]
Box = tuple[float, float, float, float]  # left, bottom, right, top: points in the page's own space


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a PDF, and where stretches of its text stand: for each span, (page, boxes) in order.

    A span without a place, such as text read by character recognition, has an empty tuple.
    """

    data: bytes
    places: Mapping[Span, tuple[tuple[int, tuple[Box, ...]], ...]]
    lists: Mapping[Span, tuple[Span, ...]] = field(default_factory=dict)  # words that lead into a list: its items
