"""A Word file's parts: unpacked within limits, parsed, and found through their relationships."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from checker.documents.limits import Limits
from checker.errors import DocumentError

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# "Strict" files name the same elements in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _TRANSITIONAL + b"drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        _TRANSITIONAL + b"drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
)
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_DAMAGED = "The Word file is damaged: {}. Open it in Word, let Word repair it, save it and check that."

# References to half a character: U+D800 to U+DFFF.
_HALF = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));"
)


class Package:
    """The parts of one .docx file. Every read is bounded by the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises DocumentError: damaged, too-large, password."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as problem:
            raise DocumentError("damaged", _DAMAGED.format("it cannot be unpacked")) from problem
        self._limits = limits
        entries = self._archive.infolist()
        if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.expanded:
            raise DocumentError(
                "too-large", "The Word file unpacks to more than is read. Save it with smaller pictures, or in parts."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise DocumentError(
                "password", "The Word file is protected by a password. Save a copy without one and check that."
            )
        # Some programs write the names with backslashes, or in capitals; Word opens those files.
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
        self.names = {entry.filename.replace("\\", "/") for entry in entries}
        self._relations: dict[str, tuple[str, str]] | None = None  # of the main part: kind and name, by id
        mains = sorted(name for name in self.names if _MAIN.fullmatch(name))
        if not mains:
            raise DocumentError("damaged", _DAMAGED.format("its main part is missing"))
        self.main = mains[0]

    def body(self) -> Element:
        """The main part's body. Raises DocumentError (damaged, too-large)."""
        root = self.part(self.main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise DocumentError("damaged", _DAMAGED.format("its text cannot be parsed"))
        return body

    def data(self, name: str) -> bytes | None:
        """A part's bytes, or None where it is missing or damaged. Raises DocumentError (too-large)."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        if entry.file_size > self._limits.part:
            raise DocumentError(
                "too-large", "The Word file's text is larger than is read. Save the document in parts and check those."
            )
        try:
            with self._archive.open(entry) as stream:
                # One byte more than allowed shows a size that the archive's own list denies.
                data = stream.read(self._limits.part + 1)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
            return None
        if len(data) > self._limits.part:
            raise DocumentError("too-large", "The Word file unpacks to more than is read. Save it again in Word.")
        return data

    def part(self, name: str) -> Element | None:
        """A part's root element, or None where it is missing or cannot be parsed."""
        data = self.data(name)
        if data is None:
            return None
        if b"purl.oclc.org/ooxml" in data[:4000]:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        data = _without_halves(data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            return None

    def related(self, kind: str) -> list[Element]:
        """The parts that the main part names as of one kind ("styles", "header"), in their order."""
        parts = (self.part(name) for of_kind, name in self._related().values() if of_kind == kind)
        return [part for part in parts if part is not None]

    def name_of(self, identity: str | None) -> str | None:
        """The name of the part that the main part relates to by an id, such as a chart or a diagram's words."""
        return self._related().get(identity or "", ("", None))[1]

    def _related(self) -> dict[str, tuple[str, str]]:
        if self._relations is not None:
            return self._relations
        folder, base = posixpath.split(self.main)
        relations = self.part(f"{folder}/_rels/{base}.rels")
        found: dict[str, tuple[str, str]] = {}
        for number, relation in enumerate(relations if relations is not None else ()):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "").replace("\\", "/")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id") or f"#{number}"] = (kind, name)
        self._relations = found
        return found

    def title(self) -> str | None:
        """The title in the file's properties."""
        core = self.part("docProps/core.xml")
        title = None if core is None else core.findtext("{http://purl.org/dc/elements/1.1/}title")
        return title.strip() or None if title else None


def _without_halves(data: bytes) -> bytes:
    """XML without half characters and broken bytes, which the parser would keep and could not give back as text."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            data = data.decode("utf-8", "replace").encode("utf-8")
    return _HALF.sub(b"&#xFFFD;", data) if b"&#" in data else data


def attribute(element: Element | None, name: str = "val") -> str | None:
    """A w: attribute of an element, None where there is no such element or attribute."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is present and on."""
    return element is not None and element.get(W + "val", "true").lower() not in {"0", "false", "off"}


def number_of(value: str | None, otherwise: int = 0) -> int:
    """A whole number, or `otherwise` where there is none."""
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
