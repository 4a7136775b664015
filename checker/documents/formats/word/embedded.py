"""What a Word file holds in parts of their own: SmartArt, charts, and chunks of other formats."""

from __future__ import annotations

from collections.abc import Iterator

from checker.documents.formats.word.package import Element, Package
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.text.characters import clean

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_NO_WORDS = frozenset({"pres", "parTrans", "sibTrans"})  # points of a diagram that hold its drawing
_LONG = 60  # characters from which a point of a diagram is a paragraph of its own
_NOT_READ = "A part of the document ({}) was put in as another kind of file and was not read. Open and save it in Word."


def diagram_drafts(package: Package, identity: str) -> Iterator[Draft]:
    """The words of a SmartArt diagram, a paragraph a point, in the order in which they were written."""
    name = package.name_of(identity)
    root = package.part(name) if name else None
    for point in root.iter(_DIAGRAM + "pt") if root is not None else ():
        if point.get("type") in _NO_WORDS:
            continue
        for paragraph in point.iter(_ART + "p"):
            text = _words(paragraph)
            if text:
                prose = len(text) > _LONG or text.endswith((".", "!", "?", ":"))
                yield Draft(BlockKind.PARAGRAPH if prose else BlockKind.LIST_ITEM, text, level=0 if prose else 1)


def chart_drafts(package: Package, identity: str) -> Iterator[Draft]:
    """The titles of a chart and of its axes; its figures stay a picture."""
    name = package.name_of(identity)
    root = package.part(name) if name else None
    for title in root.iter(_CHART + "title") if root is not None else ():
        text = clean(" ".join(_words(paragraph) for paragraph in title.iter(_ART + "p")))
        if text:
            yield Draft(BlockKind.CAPTION, text)


def _words(paragraph: Element) -> str:
    return clean("".join(text.text or "" for text in paragraph.iter(_ART + "t")))


def chunk_of(package: Package, identity: str | None) -> bytes | None:
    """The bytes of a chunk (altChunk) that Word puts in when it opens the file."""
    name = package.name_of(identity)
    return package.data(name) if name else None


def read_chunk(data: bytes, reading: Reading) -> None:
    """Add a chunk of HTML, mail or plain text to a reading; a warning for other kinds."""
    from checker.documents.formats import mail, text
    from checker.documents.formats.decoding import decode_html
    from checker.documents.formats.html import read as html
    from checker.documents.formats.sniff import sniff
    from checker.errors import DocumentError

    try:
        kind = sniff(data, "").format
        if kind == "html":
            html.read_fragment(decode_html(data)[0], reading, None)
            return
        inner = mail.read(data) if kind == "mail" else text.read(data, as_markdown=False) if kind == "text" else None
    except DocumentError:
        inner = None
    if inner is None:
        what = "Rich Text" if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf") else "of an unknown kind"
        reading.warnings.append(_NOT_READ.format(what))
        reading.may_hold.append("A part of the document that could not be read may hold it.")
        return
    reading.drafts += [Draft(draft.kind, draft.text, level=draft.level, number=draft.number) for draft in inner.drafts]
