"""Numbers, lists, pages and days in words: how the program speaks, in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 page", "2 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def join(parts: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; "" for nothing."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}" if parts else ""


def page_list(pages: Iterable[int]) -> str:
    """Page numbers with runs of three or more drawn together: "page 3", "pages 3, 5 to 8 and 12"."""
    ordered = sorted(set(pages))
    runs: list[list[int]] = []
    for page in ordered:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(page) for page in run])
    return f"page{'s' if len(ordered) > 1 else ''} {join(parts)}"


def day(iso: str) -> str | None:
    """An ISO date in words, "2019-06-24" as "24 June 2019"; None for what is no such date."""
    match = _DAY.fullmatch(iso)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
