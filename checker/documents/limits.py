"""How much of a file is read before it is refused, so that no file can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. The defaults are far above any published document's."""

    file: int = 200 * _MEGABYTE
    text: int = 20 * _MEGABYTE  # a web page, Markdown or plain text
    entries: int = 10_000  # parts in a Word file's archive
    part: int = 100 * _MEGABYTE  # one unpacked part of it that is read
    expanded: int = 1_000 * _MEGABYTE  # all of them, pictures included
