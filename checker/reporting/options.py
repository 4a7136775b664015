"""For whom, on which day and how much: the choices that every report format takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from checker.compare.exemplars import Example
from checker.results.reviewed import Review

Audience = Literal["scrutineer", "partnership"]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """For whom a report is made, on which day, by which version of the checker, and whether only its brief.

    `examples` shows a partnership, by requirement, how another area says what its draft lacks.
    """

    made_on: date
    version: str
    audience: Audience = "scrutineer"
    brief_only: bool = False
    examples: Mapping[str, Example] = field(default_factory=dict)
    review: Review | None = None  # what people decided, shown beside the checker's verdicts
