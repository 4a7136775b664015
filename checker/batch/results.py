"""The results that a batch has left in its folder, object by object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.batch.names import RESULTS
from checker.errors import OptionError
from checker.results import lines


def objects_in(folder: Path) -> Iterator[object]:
    """The objects of a folder's results file, one a document. Raises OptionError without a sound file."""
    path = folder / RESULTS
    if not path.is_file():
        raise OptionError(
            f"There are no results of a batch in {folder}: {RESULTS} is not there. Run checker batch first."
        )
    yield from lines.objects_in(path)
