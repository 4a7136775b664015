"""How much of a file is read before it is refused, so that no file can exhaust the machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from checker.errors import OptionError

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, and counts. The defaults are far above any published document's."""

    file: int = 200 * _MEGABYTE
    text: int = 20 * _MEGABYTE  # a web page, Markdown or plain text
    entries: int = 10_000  # parts in a Word file's archive
    part: int = 100 * _MEGABYTE  # one unpacked part of it that is read
    expanded: int = 1_000 * _MEGABYTE  # all of them, pictures included
    pages: int = 10_000  # of a PDF
    characters: int = 200_000  # of one page of a PDF; a page with more is passed over, and said so
    unpacked: int = 200 * _MEGABYTE  # one stream of a PDF
    sentences: int = 50_000  # and as many paragraphs: more is no document, and would be slow to match
    pixels: int = 100_000_000  # of a page's picture for OCR


def limits_of(given: Iterable[str]) -> Limits:
    """The limits with some set otherwise, each as NAME=NUMBER. Raises OptionError for others."""
    limits = Limits()
    names = [field.name for field in fields(Limits)]
    for one in given:
        name, _, value = one.partition("=")
        if name not in names or not value.isdecimal() or int(value) < 1:
            raise OptionError(f"--limit {one}: give NAME=NUMBER, with one of {', '.join(names)}.")
        limits = replace(limits, **{name: int(value)})
    return limits
