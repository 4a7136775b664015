"""Adding to a PDF without touching a byte of it: an incremental update behind the source's bytes.

pypdf reads the source's objects and writes single objects; the update itself is written here, because
pypdf's own incremental writing copies the whole document first and leaves the document's properties out
of the new trailer. Nothing here knows of checks.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from typing import TYPE_CHECKING, cast

from checker.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE = re.compile(rb"\s*xref")
_STREAM = re.compile(rb"\s*\d+\s+\d+\s+obj")


def damaged() -> DocumentError:
    """The error for a file whose list of objects readers have to guess."""
    return DocumentError(
        "damaged",
        "The PDF is damaged where it lists its parts, so nothing can be added to it. "
        "Open it, print or save it as a new PDF, and check that.",
    )


class Update:
    """Objects to add to a PDF and objects of it to write anew.

    Raises DocumentError: `protected` for an encrypted file, `damaged` for one whose list of objects
    readers have to guess. Dictionaries got from here may be changed; `change` notes that they were.
    """

    def __init__(self, data: bytes) -> None:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on a file are no one's to read
        self._data = data
        self._xref = self._place_of_xref()
        try:
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted:
                raise DocumentError(
                    "protected",
                    "The PDF is protected against changes, so no copy of it can be annotated. "
                    "Ask its owner for one without protection, or choose another kind of report.",
                )
            self.pages = [_reference(page.indirect_reference) for page in reader.pages]
            self.root = _reference(reader.trailer.raw_get("/Root"))
            self._next = _first_free(reader)
        except DocumentError:
            raise
        except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RuntimeError, AssertionError) as error:
            raise damaged() from error
        self._reader: PdfReader = reader
        self._written: dict[tuple[int, int], PdfObject] = {}

    def dictionary(self, reference: IndirectObject) -> DictionaryObject:
        """The dictionary that an object of the source is. Raises DocumentError (damaged) if it is none."""
        from pypdf.generic import DictionaryObject

        found = reference.get_object()
        if not isinstance(found, DictionaryObject):
            raise damaged()
        return found

    def dictionary_added(self, reference: IndirectObject) -> DictionaryObject:
        """A dictionary that was added, to be added to."""
        return cast("DictionaryObject", self._written[reference.idnum, reference.generation])

    def add(self, value: PdfObject | None = None) -> IndirectObject:
        """A new object's reference; its value may follow by `change`."""
        from pypdf.generic import IndirectObject

        reference = IndirectObject(self._next, 0, self._reader)
        self._next += 1
        if value is not None:
            self.change(reference, value)
        return reference

    def change(self, reference: IndirectObject, value: PdfObject) -> None:
        """Have an object written, with this value, in place of the one that the source holds."""
        self._written[reference.idnum, reference.generation] = value

    def data(self) -> bytes:
        """The source's bytes, and behind them the new and changed objects with their list and trailer."""
        out = io.BytesIO()
        out.write(self._data)
        if not self._data.endswith((b"\n", b"\r")):
            out.write(b"\n")
        places: dict[tuple[int, int], int] = {}
        for (number, generation), value in sorted(self._written.items()):
            places[number, generation] = out.tell()
            out.write(b"%d %d obj\n" % (number, generation))
            value.write_to_stream(out)
            out.write(b"\nendobj\n")
        end = out.tell()
        if _TABLE.match(self._data, self._xref):
            self._table(out, places)
        else:
            self._stream(out, places)
        out.write(b"startxref\n%d\n%%%%EOF\n" % end)
        return out.getvalue()

    def _place_of_xref(self) -> int:
        found = _STARTXREF.findall(self._data[-2048:])
        place = int(found[-1]) if found else len(self._data)
        if not _TABLE.match(self._data, place) and not _STREAM.match(self._data, place):
            raise damaged()
        return place

    def _trailer(self, size: int) -> DictionaryObject:
        from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

        old = self._reader.trailer
        trailer = DictionaryObject({NameObject("/Size"): NumberObject(size), NameObject("/Root"): self.root})
        if "/Info" in old:
            trailer[NameObject("/Info")] = old.raw_get("/Info")
        identity = old.get("/ID")
        if isinstance(identity, ArrayObject) and len(identity) == 2:
            digest = hashlib.md5(self._data + repr(sorted(self._written)).encode(), usedforsecurity=False).digest()
            trailer[NameObject("/ID")] = ArrayObject([identity[0], ByteStringObject(digest)])
        trailer[NameObject("/Prev")] = NumberObject(self._xref)
        return trailer

    def _table(self, out: io.BytesIO, places: dict[tuple[int, int], int]) -> None:
        out.write(b"xref\n0 1\n0000000000 65535 f \n")
        for run in _runs(sorted(places)):
            out.write(b"%d %d\n" % (run[0][0], len(run)))
            for key in run:
                out.write(b"%010d %05d n \n" % (places[key], key[1]))
        out.write(b"trailer\n")
        self._trailer(self._next).write_to_stream(out)
        out.write(b"\n")

    def _stream(self, out: io.BytesIO, places: dict[tuple[int, int], int]) -> None:
        from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

        number = self._next
        places = {**places, (number, 0): out.tell()}
        runs = _runs(sorted(places))
        rows = b"".join(
            b"\1" + places[key].to_bytes(5, "big") + key[1].to_bytes(2, "big") for run in runs for key in run
        )
        stream = StreamObject()
        stream.update(self._trailer(number + 1))
        stream[NameObject("/Type")] = NameObject("/XRef")
        stream[NameObject("/W")] = ArrayObject([NumberObject(width) for width in (1, 5, 2)])
        stream[NameObject("/Index")] = ArrayObject(
            [NumberObject(value) for run in runs for value in (run[0][0], len(run))]
        )
        stream.set_data(rows)
        out.write(b"%d 0 obj\n" % number)
        stream.write_to_stream(out)
        out.write(b"\nendobj\n")


def _reference(value: object) -> IndirectObject:
    from pypdf.generic import IndirectObject

    if not isinstance(value, IndirectObject):
        raise damaged()
    return value


def _first_free(reader: PdfReader) -> int:
    """A number that no object of the source has, whatever its trailer says."""
    numbers = [number for table in reader.xref.values() for number in table]
    size = reader.trailer.get("/Size")
    highest: int = max([0, *numbers, *reader.xref_objStm, int(size) - 1 if isinstance(size, int) else 0])
    return highest + 1


def _runs(keys: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Objects with numbers that follow each other, together."""
    runs: list[list[tuple[int, int]]] = []
    for key in keys:
        if runs and runs[-1][-1][0] == key[0] - 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs
