"""What a batch is to check: the documents of a folder, or those that a manifest lists.

Owns the manifest's columns and which files of a folder count as documents. Nothing is left out in
silence: what is skipped is told in `Source.notes`, and a row that cannot be used becomes an item
with a `problem`, which ends as an error row of the results.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.batch.names import JOURNAL
from checker.check.given import Given
from checker.documents.formats import SUFFIXES, TO_SAVE_ANEW
from checker.errors import OptionError
from checker.results.model import Failure
from checker.text.dates import financial_years

TYPES = ("arrangements", "yearly-report", "inspection")
COLUMNS = ("path", "area", "type", "date", "title", "period", "edition")
_BRITISH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True, slots=True)
class Item:
    """One document to check: its path as the results show it, and the file to open."""

    path: str
    file: Path
    given: Given = field(default_factory=Given)
    problem: Failure | None = None  # why it is not to be opened at all


@dataclass(frozen=True, slots=True)
class Source:
    """The documents in the order of the results, and what a person should know about the selection."""

    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


def read_source(source: Path, output: Path, *, allow_outside: bool = False) -> Source:
    """The documents of a folder (sorted by path) or of a manifest (in its order).

    A file that a symbolic link or `..` leads out of the folder is an item with a problem, unless
    `allow_outside`. Raises OptionError for a source that is neither, or that holds no document.
    """
    if source.is_dir():
        found = _folder(source, output, allow_outside)
    elif source.is_file():
        found = _manifest(source, allow_outside)
    else:
        raise OptionError(f"There is no folder or manifest at {source}.")
    if not found.items:
        if source.is_dir() and source.resolve() == output.resolve():
            raise OptionError(
                f"--output {output} is the folder of the documents itself. Give another folder for the results, "
                "so that the two are not mixed up."
            )
        told = f" {' '.join(found.notes)}" if found.notes else ""
        raise OptionError(f"{source} holds no document to check.{told}")
    return found


def _folder(folder: Path, output: Path, allow_outside: bool) -> Source:
    root = folder.resolve()
    items: list[Item] = []
    other: Counter[str] = Counter()
    for path in sorted(_files(folder, output.resolve()), key=lambda path: path.relative_to(folder).parts):
        if path.suffix.lower() in SUFFIXES | TO_SAVE_ANEW or _is_pdf(path):
            items.append(_item(path, root, Given(), allow_outside))
        else:
            other[path.suffix.lower() or "no suffix"] += 1
    notes = []
    if other:
        kinds = ", ".join(f"{kind}: {number}" for kind, number in sorted(other.items()))
        notes.append(f"Files of other kinds were left out ({kinds}).")
    return Source(tuple(items), tuple(notes))


def _files(folder: Path, output: Path) -> Iterator[Path]:
    """The files below a folder that are not hidden, nor a batch's own results."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if here.resolve() == output or JOURNAL in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (here / name for name in names if not name.startswith((".", "~$")))  # "~$": Word's lock


def _is_pdf(path: Path) -> bool:
    """Whether a file of another or no suffix is a PDF all the same, as downloads often are."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def _item(path: Path, root: Path, given: Given, allow_outside: bool) -> Item:
    shown, file = str(path), path.absolute()  # a worker may have another working folder
    try:
        target = path.resolve()
        inside = target.is_relative_to(root)
        special = target.exists() and not target.is_file() and not target.is_dir()
    except (OSError, ValueError, RuntimeError) as problem:  # a loop of links, a name that no file can have
        message = f"{path.name}: The path cannot be followed ({problem}). Check its name."
        return Item(shown, file, given, Failure(shown, "not-found", message))
    if not inside and not allow_outside:
        message = (
            f"{path.name}: The path leads out of {root.name or root}, the folder of this batch. "
            "Move the document there, or allow it with --allow-outside."
        )
        return Item(shown, file, given, Failure(shown, "outside", message))
    if special:
        message = f"{path.name}: This is a device or a pipe, not a document."
        return Item(shown, file, given, Failure(shown, "unreadable", message))
    return Item(shown, file, given)


def _manifest(manifest: Path, allow_outside: bool) -> Source:
    rows = _rows(manifest)
    header = [name.strip().lower() for name in next(rows, (0, []))[1]]
    if "path" not in header:
        raise OptionError(
            f"{manifest} is no manifest: its first line must name the columns, one of them 'path' "
            f"(the others may be {', '.join(COLUMNS[1:])}).",
        )
    notes = []
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown:
        notes.append(f"Columns of the manifest that are not used: {', '.join(unknown)}.")
    root = manifest.parent.resolve()
    items: list[Item] = []
    for line, cells in rows:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not any(row.values()):
            continue
        written = row.get("path", "")
        if not written:
            message = f"{manifest.name}, line {line}: The row names no path."
            items.append(Item("", root, problem=Failure("", "not-found", message)))
            continue
        path = manifest.parent / written
        if os.sep == "/" and "\\" in written and not path.exists():  # a manifest written under Windows
            path = manifest.parent / written.replace("\\", "/")
        items.append(_item(path, root, _given(row), allow_outside))
    return Source(tuple(items), tuple(notes))


def _rows(manifest: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with the line each ends on, whichever program saved it."""
    data = manifest.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel saves as plain CSV
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # a comma unless the header holds more of another
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as problem:
        raise OptionError(f"{manifest}, line {reader.line_num}: this is not CSV ({problem}).") from None


def _given(row: dict[str, str]) -> Given:
    notes: list[str] = []
    kind = row.get("type", "").lower() or None
    if kind and kind not in TYPES:
        notes.append(f"The manifest's type '{kind}' is not known ({', '.join(TYPES)}); the type found is used.")
        kind = None
    written = row.get("date", "")
    published = _date(written)
    if written and published is None:
        notes.append(f"The manifest's date '{written}' is no full date (as 2023-09-30); the one found is used.")
    between = row.get("period", "")
    start, _, end = between.partition("/") if between.count("/") == 1 else between.partition(" to ")
    first, last = _date(start.strip()), _date(end.strip())
    period = (first, last) if first and last and first <= last else _year(between)
    if between and period is None:
        notes.append(
            f"The manifest's period '{between}' is not as 2022-04-01/2023-03-31 or 2022/23; the one found is used."
        )
    return Given(
        type=kind,
        area=row.get("area") or None,
        title=row.get("title") or None,
        published=published,
        period=period,
        edition=row.get("edition") or None,
        notes=tuple(notes),
        where="given in the manifest",
    )


def _year(written: str) -> tuple[str, str] | None:
    """The first and last day of a financial year that makes up a cell: "2019/20", "2019-2020"."""
    found = next(financial_years(written), None)
    whole = found is not None and (found.at, found.end) == (0, len(written))
    return (found.first, found.last) if found is not None and whole else None


def _date(written: str) -> str | None:
    """The ISO date of a cell: ISO itself, or day, month and year as spreadsheets here show it."""
    british = _BRITISH_DATE.fullmatch(written)
    try:
        if british:
            return date(int(british[3]), int(british[2]), int(british[1])).isoformat()
        return date.fromisoformat(written[:10]).isoformat() if written else None
    except ValueError:
        return None
