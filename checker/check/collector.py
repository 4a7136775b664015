"""The garbage collector, which has little to do here: next to nothing that a check makes refers to itself."""

from __future__ import annotations

import gc

_AFTER = 50_000  # new objects (Python's own figure is 700); they take a few megabytes


def collect_seldom() -> None:
    """Look for what refers to itself less often: imports and rules alone are worth a dozen such searches."""
    gc.set_threshold(_AFTER)
