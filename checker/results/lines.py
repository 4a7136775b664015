"""A file of results with a line for each document, as a batch writes it, read object by object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.errors import ResultsError


def objects_in(results: Path) -> Iterator[Any]:
    """The objects of a `results.jsonl`, one a document. Raises ResultsError, with the line, for what is no JSON."""
    with results.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield json.loads(line)
            except ValueError:
                raise ResultsError(f"{results}, line {number}: this is not a line of results.") from None
