"""The garbage collector, which has little to do here: next to nothing that a check makes refers to itself."""

from __future__ import annotations

import atexit
import gc

_AFTER = 50_000  # new objects (Python's own figure is 700); they take a few megabytes


def collect_seldom() -> None:
    """Look for what refers to itself less often: imports and rules alone are worth a dozen such searches.

    For a process of ours alone: where it ends, nothing is looked for at all.
    """
    gc.set_threshold(_AFTER)
    atexit.register(gc.freeze)  # nor is what goes with the process looked through once more
