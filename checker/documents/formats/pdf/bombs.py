"""PDF streams that unpack to gigabytes, found before the PDF library unpacks them.

Deflate packs at most about a thousand to one, so that only long streams, and streams packed more
than once, can be meant; of those the beginning tells whether they are.
"""

from __future__ import annotations

import re
import zlib

from checker.errors import DocumentError

_STREAM = re.compile(rb"stream\r?\n")
_MOST_RATIO = 1032  # bytes from one packed byte, by the format's definition
_TRIED = 1 << 16  # packed bytes of the beginning that are tried
_SUSPICIOUS = 200  # times as large: text and pictures seldom reach fifty
_DICTIONARY = 400  # bytes before a stream in which its filters stand
_STEP = 1 << 20


def refuse_bombs(data: bytes, most: int) -> None:
    """Raise DocumentError (too-large) for a PDF with a stream that unpacks to more than `most` bytes."""
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        filters = before[before.rfind(b" obj") + 1 :].count(b"/FlateDecode")
        if not filters:
            continue
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        if filters == 1 and len(packed) * _MOST_RATIO <= most:
            continue
        if _unpacks_to_more(packed, filters, most):
            raise DocumentError(
                "too-large",
                f"A part of the PDF unpacks to more than {most // 1_000_000} MB, which no document needs. "
                "Save it again as a PDF in another program, and check that.",
            )


def _unpacks_to_more(packed: bytes, filters: int, most: int) -> bool:
    if filters == 1:
        beginning = _unpacked(packed[:_TRIED], _TRIED * _SUSPICIOUS)
        if len(beginning) < min(len(packed), _TRIED) * _SUSPICIOUS:
            return False
    for _ in range(filters - 1):
        packed = _unpacked(packed, most)
        if len(packed) >= most:
            return True
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and size <= most:
            size += len(unpacker.decompress(packed, _STEP))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return False  # the PDF library stops here too
    return size > most


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
