"""The words of one Word paragraph: kept and dropped runs, notes, fields, pictures, text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.documents.formats.word.package import Element, W, attribute, is_on, number_of
from checker.documents.formats.word.styles import Style
from checker.text.characters import RAISED

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CONTENT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_PICTURE_TAGS = ("blip", "chart", "relIds")  # a photograph or scan, a chart, a SmartArt diagram
_LARGE = (2_160_000, 1_440_000)  # 6 by 4 cm, in English metric units
_LARGE_POINTS = (170.0, 113.0)
_DROPPED = frozenset(
    W + name for name in "del moveFrom delText instrText delInstrText pPr rPr commentReference annotationRef".split()
) | {_CONTENT + "Fallback"}
_SPACES = frozenset(W + name for name in "tab br cr ptab".split())


@dataclass(slots=True)
class Words:
    """What a paragraph holds."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0  # characters that are bold
    letters: int = 0  # characters in all, without spaces
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", id)
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in it
    pictures: int = 0
    in_contents: bool = False  # a contents field made some of its words

    @property
    def text(self) -> str:
        """The words, not yet cleaned."""
        return "".join(self.parts)


@dataclass(slots=True)
class Fields:
    """The fields open at the point reached: they may run over paragraphs."""

    open: list[str] = field(default_factory=list)

    def in_contents(self) -> bool:
        """Whether the point reached is inside a table-of-contents field."""
        return any(instruction.lstrip().upper().startswith("TOC") for instruction in self.open)


def words_of(paragraph: Element, styles: dict[str, Style], base: Style, fields: Fields) -> Words:
    """A paragraph's words in order, with what is anchored in them."""
    words = Words(in_contents=fields.in_contents())
    _walk(paragraph, styles, base, fields, words)
    return words


def _walk(element: Element, styles: dict[str, Style], base: Style, fields: Fields, words: Words) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            if tag == W + "instrText" and fields.open:
                fields.open[-1] += child.text or ""
                words.in_contents = words.in_contents or fields.in_contents()
            continue
        if tag == W + "r":
            _run(child, styles, base, fields, words)
        elif tag == W + "p":
            continue  # a paragraph of its own, inside a box
        elif tag == W + "fldSimple" and (attribute(child, "instr") or "").strip().upper().startswith("TOC"):
            words.in_contents = True
            _walk(child, styles, base, fields, words)
        else:
            _walk(child, styles, base, fields, words)


def _run(run: Element, styles: dict[str, Style], base: Style, fields: Fields, words: Words) -> None:
    properties = run.find(W + "rPr")
    bold, raised, hidden = base.bold, False, base.hidden
    if properties is not None:
        style = styles.get(attribute(properties.find(W + "rStyle")) or "", Style())
        mark = properties.find(W + "b")
        bold = is_on(mark) if mark is not None else bold or style.bold
        vanish = properties.find(W + "vanish")
        hidden = is_on(vanish) if vanish is not None else hidden or style.hidden
        raised = attribute(properties.find(W + "vertAlign")) == "superscript"
    for child in run:
        tag = child.tag
        if tag == W + "fldChar":
            _field(attribute(child, "fldCharType"), fields)
        elif tag == W + "instrText":
            if fields.open:
                fields.open[-1] += child.text or ""
                words.in_contents = words.in_contents or fields.in_contents()
        elif tag in _DROPPED or not isinstance(tag, str):
            continue
        elif tag == W + "t":
            if not hidden:
                _text(child.text or "", bold, raised, words)
        elif tag in _SPACES:
            words.parts.append(" ")
        elif tag == W + "noBreakHyphen":
            words.parts.append("-")
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            words.notes.append((tag.removeprefix(W).removesuffix("Reference"), attribute(child, "id") or ""))
        elif tag in {W + "drawing", W + "pict", W + "object"} or tag == _CONTENT + "AlternateContent":
            _anchored(child, words)


def _field(kind: str | None, fields: Fields) -> None:
    if kind == "begin":
        fields.open.append("")
    elif kind == "end" and fields.open:
        fields.open.pop()


def _text(text: str, bold: bool, raised: bool, words: Words) -> None:
    if raised and text.strip().isdigit():
        text = text.translate(RAISED)
    words.parts.append(text)
    count = sum(1 for char in text if not char.isspace())
    words.letters += count
    words.bold += count if bold else 0


def _anchored(element: Element, words: Words) -> None:
    """Text boxes and pictures of a drawing; of a drawing given twice, the newer form only."""
    if element.tag == _CONTENT + "AlternateContent":
        element = next(iter(element), element)
    for box in element.iter(W + "txbxContent"):
        if not any(above.tag == W + "txbxContent" for above in box.iterancestors() if above is not element):
            words.boxes.append(box)
    for drawing in element.iter(W + "drawing"):
        extent = drawing.find(f".//{_DRAWING}extent")
        size = (0, 0) if extent is None else (number_of(extent.get("cx")), number_of(extent.get("cy")))
        shows = any(isinstance(e.tag, str) and etree_name(e) in _PICTURE_TAGS for e in drawing.iter())
        if shows and size[0] >= _LARGE[0] and size[1] >= _LARGE[1]:
            words.pictures += 1
    for shape in element.iter(_VML + "shape"):
        if shape.find(_VML + "imagedata") is None:
            continue
        width, height = _points(shape.get("style", ""), "width"), _points(shape.get("style", ""), "height")
        if width >= _LARGE_POINTS[0] and height >= _LARGE_POINTS[1]:
            words.pictures += 1


def etree_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _points(style: str, name: str) -> float:
    match = re.search(rf"(?:^|;)\s*{name}:\s*([\d.]+)(pt|in|cm|mm|px)?", style)
    if match is None:
        return 0.0
    scale = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}
    try:
        return float(match[1]) * scale[match[2]]
    except ValueError:
        return 0.0
