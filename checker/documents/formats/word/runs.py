"""The words of one Word paragraph: kept and dropped runs, notes, fields, pictures, text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.documents.formats.word.package import Element, W, attribute, is_on, number_of
from checker.documents.formats.word.styles import Style, struck_in
from checker.documents.formats.word.symbols import symbol
from checker.documents.formats.word.unseen import has_ground, is_pale
from checker.documents.shape.notes import Left
from checker.text.characters import RAISED

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CONTENT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = _CONTENT + "AlternateContent"
_VML = "{urn:schemas-microsoft-com:vml}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURE_TAGS = ("blip", "chart")  # a photograph or scan, a chart
_LONGEST_LABEL = 80  # characters
_LARGE = (2_160_000, 1_440_000)  # 6 by 4 cm, in English metric units
_LARGE_POINTS = (170.0, 113.0)
_DROPPED = frozenset(
    W + name for name in "del moveFrom delText instrText delInstrText pPr rPr commentReference annotationRef".split()
) | {_CONTENT + "Fallback"}
_WRITTEN = {**{W + name: " " for name in "tab br cr ptab".split()}, W + "noBreakHyphen": "-"}


@dataclass(slots=True)
class Words:
    """What a paragraph holds."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0  # characters that are bold
    letters: int = 0  # characters in all, without spaces
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", id)
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in it
    diagrams: list[str] = field(default_factory=list)  # the ids of SmartArt diagrams' words
    charts: list[str] = field(default_factory=list)  # the ids of charts
    art: list[str] = field(default_factory=list)  # WordArt
    left_out: dict[Left, int] = field(default_factory=dict)  # words left out, by reason
    pictures: int = 0
    in_contents: bool = False  # a contents field made some of its words

    @property
    def text(self) -> str:
        """The words, not yet cleaned."""
        return "".join(self.parts)

    @property
    def is_unfilled(self) -> bool:
        """Whether a paragraph is only the label of a control that nobody filled in."""
        text = self.text.strip()
        return Left.PROMPT in self.left_out and (not text or (text.endswith((":", "?")) and len(text) < _LONGEST_LABEL))

    def followed_by(self, other: Words) -> Words:
        """This paragraph's words and another's as one paragraph."""
        return Words(
            parts=self.parts + other.parts,
            bold=self.bold + other.bold,
            letters=self.letters + other.letters,
            notes=self.notes + other.notes,
            boxes=self.boxes + other.boxes,
            diagrams=self.diagrams + other.diagrams,
            charts=self.charts + other.charts,
            art=self.art + other.art,
            pictures=self.pictures + other.pictures,
            in_contents=self.in_contents or other.in_contents,
            left_out=self.left_out | other.left_out,
        )


@dataclass(slots=True)
class Fields:
    """The fields open at the point reached: they may run over paragraphs."""

    open: list[str] = field(default_factory=list)
    results: list[bool] = field(default_factory=list)  # for each, whether its result has begun
    balanced: bool = True  # every field of the document ends: else what stands in a field's code cannot be told

    def in_contents(self) -> bool:
        """Whether the point reached is inside a table-of-contents field."""
        return any(instruction.lstrip().upper().startswith("TOC") for instruction in self.open)

    def in_code(self) -> bool:
        """Whether the point reached is inside a field's code, where what is written is not shown."""
        return self.balanced and not all(self.results)

    def mark(self, kind: str | None) -> None:
        """Take account of a field's beginning, the beginning of its result, or its end."""
        if kind == "begin":
            self.open.append("")
            self.results.append(False)
        elif kind == "separate" and self.results:
            self.results[-1] = True
        elif kind == "end" and self.open:
            self.open.pop()
            self.results.pop()


def words_of(paragraph: Element, styles: dict[str, Style], base: Style, fields: Fields) -> Words:
    """A paragraph's words in order, with what is anchored in them."""
    words = Words(in_contents=fields.in_contents())
    _walk(paragraph, styles, base, fields, words)
    return words


def _walk(element: Element, styles: dict[str, Style], base: Style, fields: Fields, words: Words) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            if tag == W + "instrText":
                _instruction(child, fields, words)
            continue
        if tag == W + "r":
            _run(child, styles, base, fields, words)
        elif tag == W + "p":
            continue  # a paragraph of its own, inside a box
        elif tag == W + "sdt" and is_prompt(child):
            words.left_out[Left.PROMPT] = words.left_out.get(Left.PROMPT, 0) + 1
        elif tag == ALTERNATIVES:
            chosen = choice_of(child)
            if chosen is not None:
                _walk(chosen, styles, base, fields, words)
        else:
            if tag == W + "fldSimple" and (attribute(child, "instr") or "").strip().upper().startswith("TOC"):
                words.in_contents = True
            _walk(child, styles, base, fields, words)


def is_prompt(control: Element) -> bool:
    """Whether a content control shows its prompt, because nobody filled it in."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def choice_of(alternatives: Element) -> Element | None:
    """Of content given in several forms, the first that holds something; the last resort where there is no other."""
    forms = [child for child in alternatives if isinstance(child.tag, str)]
    return next((form for form in forms if len(form)), forms[0] if forms else None)


def _instruction(element: Element, fields: Fields, words: Words) -> None:
    if fields.open:
        fields.open[-1] += element.text or ""
        words.in_contents = words.in_contents or fields.in_contents()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run's words are shown."""

    bold: bool
    raised: bool
    hidden: bool
    struck: bool
    unseen: bool
    prompt: bool


def _look(run: Element, styles: dict[str, Style], base: Style) -> _Look:
    properties = run.find(W + "rPr")
    if properties is None:
        unseen = base.pale and not base.painted and not has_ground(run)
        return _Look(base.bold, False, base.hidden, base.struck, unseen, base.prompt)
    style = styles.get(attribute(properties.find(W + "rStyle")) or "", Style())
    mark, vanish, struck = properties.find(W + "b"), properties.find(W + "vanish"), struck_in(properties)
    pale = is_pale(properties)
    pale = (base.pale or style.pale) if pale is None else pale
    return _Look(
        bold=is_on(mark) if mark is not None else base.bold or style.bold,
        raised=attribute(properties.find(W + "vertAlign")) == "superscript",
        hidden=is_on(vanish) if vanish is not None else base.hidden or style.hidden,
        struck=struck if struck is not None else base.struck or style.struck,
        unseen=pale and not (base.painted or style.painted) and not has_ground(run),
        prompt=style.prompt,
    )


def _run(run: Element, styles: dict[str, Style], base: Style, fields: Fields, words: Words) -> None:
    _pieces(run, _look(run, styles, base), fields, words)


def _pieces(holder: Element, look: _Look, fields: Fields, words: Words) -> None:
    """What a run holds, or the form of it that is chosen."""
    for child in holder:
        tag = child.tag
        if tag == W + "fldChar":
            _field(child, fields, look, words)
        elif tag == W + "instrText":
            _instruction(child, fields, words)
        elif not isinstance(tag, str) or tag in _DROPPED or fields.in_code():
            continue
        elif tag == W + "t":
            _shown(child.text or "", look, words)
        elif tag == W + "sym":
            _shown(symbol(attribute(child, "font"), attribute(child, "char")), look, words)
        elif tag in _WRITTEN:
            words.parts.append(_WRITTEN[tag])
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            words.notes.append((tag.removeprefix(W).removesuffix("Reference"), attribute(child, "id") or ""))
        elif tag in {W + "drawing", W + "pict", W + "object"}:
            _anchored(child, words)
        elif tag == ALTERNATIVES:
            chosen = choice_of(child)
            if chosen is not None:
                _pieces(chosen, look, fields, words)


def _field(mark: Element, fields: Fields, look: _Look, words: Words) -> None:
    """A field's mark; a drop-down of an old form shows the choice that it names itself."""
    kind = attribute(mark, "fldCharType")
    choices = mark.find(f"{W}ffData/{W}ddList") if kind == "begin" and not fields.in_code() else None
    if choices is not None:
        entries = [attribute(entry) or "" for entry in choices.findall(W + "listEntry")]
        chosen = number_of(attribute(choices.find(W + "result")), number_of(attribute(choices.find(W + "default"))))
        if 0 <= chosen < len(entries):
            _shown(entries[chosen], look, words)
    fields.mark(kind)


def _shown(text: str, look: _Look, words: Words) -> None:
    """Add words as far as they are shown; those left out are counted."""
    reasons = (
        (look.prompt, Left.PROMPT),
        (look.hidden, Left.HIDDEN),
        (look.struck, Left.STRUCK),
        (look.unseen, Left.UNSEEN),
    )
    why = next((reason for holds, reason in reasons if holds), None)
    if why is None:
        _text(text, look.bold, look.raised, words)
        return
    words.left_out[why] = words.left_out.get(why, 0) + len(text.split())


def _text(text: str, bold: bool, raised: bool, words: Words) -> None:
    if raised and text.strip().isdigit():
        text = text.translate(RAISED)
    words.parts.append(text)
    count = sum(1 for char in text if not char.isspace())
    words.letters += count
    words.bold += count if bold else 0


def _anchored(element: Element, words: Words) -> None:
    """Text boxes and pictures of a drawing."""
    for box in element.iter(W + "txbxContent"):
        if not any(above.tag == W + "txbxContent" for above in box.iterancestors() if above is not element):
            words.boxes.append(box)
    for drawing in element.iter(W + "drawing"):
        extent = drawing.find(f".//{_DRAWING}extent")
        size = (0, 0) if extent is None else (number_of(extent.get("cx")), number_of(extent.get("cy")))
        shows = any(isinstance(e.tag, str) and etree_name(e) in _PICTURE_TAGS for e in drawing.iter())
        if shows and size[0] >= _LARGE[0] and size[1] >= _LARGE[1]:
            words.pictures += 1
        for inner in drawing.iter():
            if isinstance(inner.tag, str) and etree_name(inner) in {"relIds", "chart"}:
                kept, name = (words.diagrams, "dm") if etree_name(inner) == "relIds" else (words.charts, "id")
                kept.append(inner.get(_RELATION + name) or "")
    words.art += [string for art in element.iter(_VML + "textpath") if (string := art.get("string"))]
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
