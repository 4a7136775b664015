"""Writing a report: never half, never over a file of the user's, never into a device.

A file that stands in a report's place is replaced only if it is an earlier report on the same document,
or if the user says so. Links are written through, to the file that they lead to.
"""

from __future__ import annotations

import html
import json
import os
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from checker.errors import OptionError

_MOST_LOOKED_AT = 64_000_000  # bytes of a file in a report's place
_MARKS = ("Checker version", "Safeguarding checks of", "Safeguarding checker", "safeguarding checker")
_RESULT = re.compile(r'\s*\{\s*"(?:schema|document)":.{0,100000}?"(?:findings|error)":', re.DOTALL)
_WORDS_IN_ARCHIVE = ("docProps/core.xml", "word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
_LONGEST_NAME = 200  # bytes: systems allow 255, and some tools need room for their own additions
_MARK_IN_PDF = b"Safeguarding checker"


def write_beside(target: Path, content: str | bytes) -> None:
    """Write to a new file beside the target and rename it into place. Raises OptionError if it cannot.

    A link is followed, and stays. A device, a pipe or a folder is never written to.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        place = _file_at(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".checker-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if mode is None:
            umask = os.umask(0)
            os.umask(umask)
            mode = 0o666 & ~umask
        Path(temporary).chmod(mode)
        Path(temporary).replace(place)
    except (OSError, ValueError) as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise OptionError(f"{target} cannot be written: {getattr(error, 'strerror', None) or error}.") from None


def write_report(target: Path, content: str | bytes, documents: Sequence[str], *, overwrite: bool = False) -> None:
    """As `write_beside`, but not over what is no earlier report on the same documents, given by their files' names.

    Raises OptionError, which names the file in the way and what to do.
    """
    if not overwrite:
        _refuse_foreign(target, documents, content)
    write_beside(target, content)


def _refuse_foreign(target: Path, documents: Sequence[str], content: str | bytes) -> None:
    """Raise OptionError if a file stands in a report's place that is no earlier report on these documents."""
    place = _file_at(target)
    try:
        if not place.exists() or place.stat().st_size == 0:
            return
        if place.stat().st_size <= _MOST_LOOKED_AT:
            data = place.read_bytes()
            found = _words_of_report(data)
            if data.startswith(b"%PDF"):
                same = isinstance(content, bytes) and data.startswith(_source_of(content))
            else:
                same = any(_is_named(name, found or "") for name in documents)
            if found is not None and same:
                return
            what = "is a file that the checker did not make" if found is None else "is a report on another document"
        else:
            what = "is a file that the checker did not make"
    except OSError as error:
        raise OptionError(f"{target} cannot be read or replaced: {error.strerror or error}.") from None
    raise OptionError(f"{target} {what}, and was left as it is. Choose another --output, or add --overwrite.")


def fitting_name(stem: str, suffix: str) -> str:
    """A file's name from its stem and suffix, shortened so that every system takes it."""
    name = stem + suffix
    if len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME:
        return name
    mark = "-" + sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]  # two long names stay two
    room = _LONGEST_NAME - len((mark + suffix).encode())
    short = stem.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore")
    return short.rstrip() + mark + suffix


def _file_at(target: Path) -> Path:
    """The file that a path leads to. Raises OptionError for a device, a pipe or a folder."""
    place = Path(os.path.realpath(target))
    try:
        mode = place.stat().st_mode
    except OSError:
        return place  # nothing there yet, or what writing will tell
    if stat.S_ISREG(mode):
        return place
    what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe, not a file"
    raise OptionError(f"{target} is {what}. Give --output the name of a file, or - for standard output.")


def _words_of_report(data: bytes) -> str | None:
    """The words of a file that the checker made, none of an annotated PDF; None for another file."""
    if data.startswith(b"%PDF"):
        return "" if _MARK_IN_PDF in data.replace(b"\0", b"") else None
    words = "".join(_members(data)) if data.startswith(b"PK") else data.decode("utf-8", "replace")
    return words if any(mark in words for mark in _MARKS) or _RESULT.match(words) else None


def _source_of(copy: bytes) -> bytes:
    """The document that an annotated copy begins with: all before the update at its end."""
    end = copy.rfind(b"%%EOF", 0, copy.rfind(b"startxref"))
    return copy[: end if end > 0 else len(copy)]


def _members(data: bytes) -> Iterator[str]:
    """The words in a Word or Excel file, as far as they tell what it is."""
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in _WORDS_IN_ARCHIVE:
                if name in archive.namelist() and archive.getinfo(name).file_size < _MOST_LOOKED_AT:
                    yield archive.read(name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return


def _is_named(name: str, words: str) -> bool:
    """Whether a document's file is named in a report's words, as that kind of report writes names."""
    forms = {name, html.escape(name), html.escape(name, quote=False), json.dumps(name)[1:-1]}
    return any(form in words for form in forms) or " ".join(name.split()) in words
