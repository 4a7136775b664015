"""A Word file's styles and automatic numbers: what a paragraph's style makes of it, and its printed label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.documents.formats.word.package import Element, W, attribute, is_on, number_of
from checker.documents.formats.word.unseen import is_painted, is_pale
from checker.text.labels import letter, roman

_HEADING = re.compile(r"heading\s*(\d)")
_DEEPER_LIST = re.compile(r"list (?:bullet|number) ([2-5])$")
_TOC = re.compile(r"(?:toc\s*\d|table of figures|table of contents|contents\s*\d)")
_MOST_LEVELS = 9
_BODY_LEVEL = 9  # Word's outline level of ordinary text


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a paragraph or character style, inherited properties included."""

    role: str = ""  # heading, contents, caption, title or nothing
    level: int = 0
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    pale: bool = False  # in the colour of paper
    painted: bool = False  # on a ground of its own
    prompt: bool = False  # the style of prompts in controls
    numbering: tuple[str, int] | None = None  # (numId, level)
    depth: int = 0  # of the built-in styles "List Bullet 2", "List Number 3": their lists all have level 0


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its labels are made."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool  # all figures, whatever the levels above show


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


def read_styles(root: Element | None) -> tuple[dict[str, Style], str | None]:
    """Styles by id, and the id of the default paragraph style."""
    raw = {attribute(style, "styleId") or "": style for style in root.iter(W + "style")} if root is not None else {}
    done: dict[str, Style] = {}
    for name in raw:
        _style(name, raw, done, 0)
    default = next(
        (
            name
            for name, style in raw.items()
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
        ),
        None,
    )
    return done, default


def _style(name: str, raw: dict[str, Element], done: dict[str, Style], depth: int) -> Style:
    if name in done:
        return done[name]
    style = raw.get(name)
    if style is None or depth > 30:
        return Style()
    based = attribute(style.find(W + "basedOn"))
    parent = _style(based, raw, done, depth + 1) if based and based != name else Style()
    named = (attribute(style.find(W + "name")) or name).lower()
    properties, run = style.find(W + "pPr"), style.find(W + "rPr")
    role, level = _role(named, None if properties is None else properties.find(W + "outlineLvl"), parent)
    bold = None if run is None else run.find(W + "b")
    hidden = None if run is None else run.find(W + "vanish")
    struck, pale = struck_in(run), is_pale(run)
    numbering = parent.numbering
    list_properties = None if properties is None else properties.find(W + "numPr")
    if list_properties is not None:
        inherited = parent.numbering or ("", 0)
        identity = attribute(list_properties.find(W + "numId")) or inherited[0]
        depth_in_list = number_of(attribute(list_properties.find(W + "ilvl")), inherited[1])
        numbering = (identity, depth_in_list) if identity and identity != "0" else None
    deeper = _DEEPER_LIST.match(named)
    done[name] = Style(
        role=role,
        level=level,
        bold=parent.bold if bold is None else is_on(bold),
        hidden=parent.hidden if hidden is None else is_on(hidden),
        struck=parent.struck if struck is None else struck,
        pale=parent.pale if pale is None else pale,
        painted=parent.painted or is_painted(run) or is_painted(properties),
        prompt=named == "placeholder text" or parent.prompt,
        numbering=numbering,
        depth=int(deeper[1]) - 1 if deeper else parent.depth,
    )
    return done[name]


def struck_in(run: Element | None) -> bool | None:
    """Whether run properties strike words through; None where they do not say."""
    marks = [] if run is None else [mark for name in ("strike", "dstrike") if (mark := run.find(W + name)) is not None]
    return any(map(is_on, marks)) if marks else None


def _role(named: str, outline: Element | None, parent: Style) -> tuple[str, int]:
    heading = _HEADING.match(named)
    if heading:
        return "heading", int(heading[1])
    if _TOC.match(named):
        return "contents", 0
    if "toc heading" in named or "contents heading" in named:
        return "heading", 1
    if named == "title":
        return "heading", 1
    if named.startswith("caption"):
        return "caption", 0
    if outline is not None:
        level = number_of(attribute(outline), _BODY_LEVEL)
        return ("heading", level + 1) if level < _BODY_LEVEL else ("", 0)
    return parent.role, parent.level


class Numbering:
    """Counts a document's lists and gives the printed label of each numbered paragraph in turn."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}  # by abstract list: lists made of one go on counting together
        self._of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level | int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            identity = attribute(abstract, "abstractNumId") or ""
            self._lists[identity] = _List(dict(map(_level, abstract.iter(W + "lvl"))))
            link = attribute(abstract.find(W + "numStyleLink"))
            if link:
                links[identity] = link
            style = attribute(abstract.find(W + "styleLink"))
            if style:
                styled[style] = identity
        for num in root.iter(W + "num"):
            identity = attribute(num, "numId") or ""
            abstract_id = attribute(num.find(W + "abstractNumId")) or ""
            self._of[identity] = styled.get(links.get(abstract_id, ""), abstract_id)
            self._overrides[identity] = _overrides(num)

    def next(self, identity: str, depth: int) -> tuple[str | None, bool]:
        """The label of the next paragraph of a list at a depth from 0, and whether it is a number.

        A bullet's label is None; so is that of a list that the file does not define.
        """
        made_of = self._lists.get(self._of.get(identity, ""))
        if made_of is None:
            return None, False
        override = self._overrides.get(identity, {}).get(depth)
        level = override if isinstance(override, Level) else made_of.levels.get(depth)
        if level is None:
            return None, False
        counts = made_of.counts
        if isinstance(override, int) and (identity, depth) not in self._started:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._started.add((identity, depth))
        for deeper in [other for other in counts if other > depth]:
            restart = made_of.levels[deeper].restart if deeper in made_of.levels else None
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        if level.format in {"bullet", "none"} or not level.text.strip():
            return None, False
        return self._label(level, made_of, counts), True

    def _label(self, level: Level, made_of: _List, counts: dict[int, int]) -> str | None:
        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = made_of.levels.get(depth)
            count = counts.get(depth, other.start if other else 1)
            return _figure(count, "decimal" if level.legal or other is None else other.format)

        label = re.sub(r"%(\d)", shown, level.text)
        return label.strip(" \t.):(-–[]") or None


def _level(element: Element) -> tuple[int, Level]:
    restart = element.find(W + "lvlRestart")
    return number_of(attribute(element, "ilvl")), Level(
        start=number_of(attribute(element.find(W + "start")), 1),
        format=attribute(element.find(W + "numFmt")) or "decimal",
        text=attribute(element.find(W + "lvlText")) or "",
        restart=None if restart is None else number_of(attribute(restart)),
        legal=is_on(element.find(W + "isLgl")),
    )


def _overrides(num: Element) -> dict[int, Level | int]:
    found: dict[int, Level | int] = {}
    for override in num.iter(W + "lvlOverride"):
        depth = number_of(attribute(override, "ilvl"))
        level, start = override.find(W + "lvl"), override.find(W + "startOverride")
        if level is not None:
            found[depth] = _level(level)[1]
        elif start is not None:
            found[depth] = number_of(attribute(start), 1)
    return found


def _figure(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        label = letter(count)
    elif kind in {"lowerRoman", "upperRoman"}:
        label = roman(count)
    elif kind == "decimalZero":
        return f"{count:02d}"
    elif kind in {"none", "bullet"}:
        return ""
    else:
        return str(count)
    return label.upper() if kind.startswith("upper") else label
