"""How a web page's own style sheets and styles show an element: what they hide, strike through, or paint unseen.

Only what decides whether words can be seen is read of a style sheet: rules for elements, classes and ids, one
inside another, outside any condition on the screen. Sheets kept in other files are not at hand, so where a page
names some, a colour alone tells nothing: the ground may be theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice

from lxml import etree

Element = etree._Element
Colour = tuple[int, int, int]
Declared = dict[str, str]

_MOST_SHEET = 2_000_000  # characters of style sheets that are read
_MOST_RULES = 20_000
_MOST_MATCHED = 200  # rules looked at for one element
_MOST_WITHIN = 2_000  # elements within one that are looked at
_TOLD = frozenset(
    "display visibility color background background-color background-image background-clip -webkit-background-clip "
    "font-size position left right top text-indent margin-left height max-height overflow overflow-y opacity clip "
    "clip-path text-decoration text-decoration-line".split()
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_TOKEN = re.compile(r"[{}]|@[\w-]+")
_COMPOUND = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_PART = re.compile(r"[.#][\w-]+")
_SCREEN = re.compile(r"\s*(?:(?:only\s+)?(?:all|screen))?(?:\s*,\s*print)?\s*", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)(px|pt|em|rem|ex|ch|vw|vh|%|cm|mm|in|)\b")
_POINTS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "vw": 12.0, "vh": 8.0, "cm": 38.0, "mm": 3.8, "in": 96.0}
_FAR_AWAY = -500.0  # pixels: further from the edge, nothing is seen
_SMALLEST = 2.0  # pixels: no one reads smaller letters
_SAME = 12  # of 255 in each of red, green and blue: colours that cannot be told apart
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_NAMED: dict[str, Colour] = {
    "white": _WHITE, "black": _BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245), "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250),
    "azure": (240, 255, 255), "navy": (0, 0, 128), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "grey": (128, 128, 128), "gray": (128, 128, 128),
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,8})\b", re.IGNORECASE)
_HSL = re.compile(r"hsla?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%(?:[\s,/]+([\d.]+%?))?\s*\)", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)", re.IGNORECASE)
_CLIPPED = re.compile(r"rect\(\s*(?:0|1)(?:px)?[\s,]|inset\(\s*(?:50|100)%", re.IGNORECASE)


class Shown(Enum):
    """Whether an element's words are seen."""

    SEEN = "seen"
    CLOSED = "closed"  # not shown, but perhaps to be opened
    UNSEEN = "unseen"  # shown where, or so that, no one sees them


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: tuple[
        tuple[bool, str, frozenset[str]], ...
    ]  # from the element outwards: whether next, its tag, its names
    weight: tuple[int, int, int, int]  # ids, classes, tags, place
    declared: Declared


@dataclass(slots=True)
class Looks:
    """The style sheets of one page, asked element by element."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)  # by the last name, or tag, of the selector
    others: bool = False  # the page names sheets that are not at hand
    scripts: bool = False  # what is transparent may be faded in

    @classmethod
    def of(cls, root: Element) -> Looks:
        """From the page's own style sheets."""
        found = cls(
            others=any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link")),
            scripts=next(root.iter("script"), None) is not None,
        )
        left, place = _MOST_SHEET, 0
        for sheet in root.iter("style"):
            if _SCREEN.fullmatch(sheet.get("media") or "") is None:
                continue
            text = _COMMENT.sub(" ", (sheet.text or "")[:left])
            left -= len(text)
            for selectors, declared in _rules_of(text):
                for selector in selectors.split(","):
                    place += 1
                    if place < _MOST_RULES:
                        found._add(selector, declared, place)
        return found

    def _add(self, selector: str, declared: Declared, place: int) -> None:
        parts = selector.replace(">", " > ").split()
        steps: list[tuple[bool, str, frozenset[str]]] = []
        ids = classes = tags = 0
        is_next = False
        for part in reversed(parts):
            if part == ">":
                is_next = True
                continue
            compound = _COMPOUND.fullmatch(part)
            if compound is None:
                return  # states, attributes and neighbours are not followed
            names = _PART.findall(compound[2])
            ids += sum(name[0] == "#" for name in names)
            classes += sum(name[0] == "." for name in names)
            tags += bool(compound[1])
            steps.append((is_next, (compound[1] or "").lower(), frozenset(names)))
            is_next = False
        if steps:
            key = min(steps[0][2], default=steps[0][1])
            self.rules.setdefault(key, []).append(_Rule(tuple(steps), (ids, classes, tags, place), declared))

    def declared(self, element: Element) -> Declared:
        """What the page's sheets and the element itself say of how it looks."""
        found: Declared = {}
        if self.rules:
            names = _names_of(element)
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            near = [rule for key in (*names, tag) for rule in self.rules.get(key, ())][:_MOST_MATCHED]
            for rule in sorted((r for r in near if _applies(r, element)), key=lambda r: r.weight):
                found.update((name, value) for name, value in rule.declared.items() if _wins(found, name, value))
        style = element.get("style")
        if style:
            found.update((name, value) for name, value in _declarations(style).items() if _wins(found, name, value))
        colour = element.get("color") if element.tag == "font" else None
        if colour:
            found.setdefault("color", colour.lower())
        ground = element.get("bgcolor")
        if ground:
            found.setdefault("background-color", ground.lower())
        if element.get("background"):
            found.setdefault("background-image", "url()")
        return found

    def shown(self, element: Element) -> Shown:
        """Whether the styles of an element let its words be seen."""
        declared = self.declared(element)
        if not declared:
            return Shown.SEEN
        if _is_closed(declared):
            return Shown.CLOSED
        nothing = _number(declared.get("opacity", "1")) == 0.0 and not self.scripts
        if (
            nothing
            or _is_away(declared)
            or self._is_tiny(element, declared)
            or self._is_painted_over(element, declared)
        ):
            return Shown.UNSEEN
        return Shown.SEEN

    def is_struck(self, element: Element) -> bool:
        """Whether the styles of an element strike its words through."""
        declared = self.declared(element)
        return any("line-through" in declared.get(name, "") for name in ("text-decoration", "text-decoration-line"))

    def _is_tiny(self, element: Element, declared: Declared) -> bool:
        size = _pixels(declared.get("font-size", ""))
        if size is None or size > _SMALLEST or "%" in declared["font-size"]:
            return False
        return not self._declares_within(element, "font-size")

    def _is_painted_over(self, element: Element, declared: Declared) -> bool:
        """Whether words have the colour of their ground, as far as the page itself tells both."""
        if not any(name == "color" or name.startswith("background") for name in declared):
            return False
        if "text" in declared.get("background-clip", declared.get("-webkit-background-clip", "")):
            return False
        colour = self._colour(element)
        alike = colour == "transparent"
        if isinstance(colour, tuple):
            ground = self._ground(element)
            alike = ground is not None and all(abs(a - b) <= _SAME for a, b in zip(colour, ground, strict=True))
        return alike and not self._declares_within(element, "color")

    def _declares_within(self, element: Element, name: str) -> bool:
        """Whether something within an element declares this anew; where there is too much to look at, it may."""
        inner = list(islice(element.iterdescendants(), _MOST_WITHIN + 1))
        return len(inner) > _MOST_WITHIN or any(name in self.declared(other) for other in inner if _is_tag(other))

    def _colour(self, element: Element) -> Colour | str | None:
        for above in (element, *element.iterancestors()):
            value = self.declared(above).get("color")
            if value and value not in {"inherit", "currentcolor"}:
                return _colour(value)
        return _BLACK if not self.others else None

    def _ground(self, element: Element) -> Colour | None:
        for above in (element, *element.iterancestors()):
            declared = self.declared(above)
            painted = [
                declared[name] for name in ("background-color", "background", "background-image") if name in declared
            ]
            if any("url(" in value or "gradient" in value or "var(" in value for value in painted):
                return None
            for value in painted:
                found = _colour(value)
                if isinstance(found, tuple):
                    return found
                if found is None and value not in {"none", "inherit", "initial", "unset", "0"}:
                    return None
        return None if self.others else _WHITE


def _rules_of(sheet: str) -> Iterator[tuple[str, Declared]]:
    """The selectors and declarations of a sheet; what holds on some screens only is left out."""
    at = start = 0
    skipped: list[bool] = []  # for each block open, whether what is in it is left out
    while token := _TOKEN.search(sheet, at):
        at = token.end()
        if token[0] == "}":
            if skipped:
                skipped.pop()
            start = at
            continue
        if token[0] != "{":
            end = re.compile(r"[{;]").search(sheet, at)
            if end is None:
                return
            at = start = end.end()
            if end[0] == "{":
                asked = sheet[token.end() : end.start()]
                skipped.append(token[0].lower() not in {"@media", "@layer"} or not _is_any_screen(token[0], asked))
            continue
        end_of_block = sheet.find("}", at)
        if end_of_block < 0:
            return
        if not any(skipped):
            declared = {k: v for k, v in _declarations(sheet[at:end_of_block]).items() if k in _TOLD}
            if declared:
                yield sheet[start : token.start()], declared
        at = start = end_of_block + 1


def _is_any_screen(name: str, asked: str) -> bool:
    return name.lower() == "@layer" or _SCREEN.fullmatch(asked) is not None


def _declarations(text: str) -> Declared:
    found: Declared = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), " ".join(value.lower().split())
        if colon and name and value and _wins(found, name, value):
            found[name] = value
    return found


def _wins(before: Declared, name: str, value: str) -> bool:
    return "!important" not in before.get(name, "") or "!important" in value


def _names_of(element: Element) -> list[str]:
    names = ["." + name for name in (element.get("class") or "").split()]
    identity = element.get("id")
    return [*names, "#" + identity] if identity else names


def _applies(rule: _Rule, element: Element) -> bool:
    """Whether a selector fits an element: its last part the element, the others elements around it, in their order."""
    if not _fits(rule.selector[0], element):
        return False
    at: Element | None = element
    for step in rule.selector[1:]:
        at = at.getparent() if at is not None else None
        while at is not None and not _fits(step, at) and not step[0]:
            at = at.getparent()
        if at is None or not _fits(step, at):
            return False
    return True


def _fits(step: tuple[bool, str, frozenset[str]], element: Element) -> bool:
    _, tag, names = step
    if not _is_tag(element) or (tag and element.tag.lower() != tag):
        return False
    return not names or names <= set(_names_of(element))


def _is_tag(element: Element) -> bool:
    return isinstance(element.tag, str)


def _is_closed(declared: Declared) -> bool:
    if declared.get("display", "").startswith("none") or declared.get("visibility", "").startswith(
        ("hidden", "collapse")
    ):
        return True
    flat = any(_pixels(declared.get(name, "")) == 0.0 for name in ("height", "max-height"))
    return flat and any(declared.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-y"))


def _is_away(declared: Declared) -> bool:
    """Whether an element stands far off the page, or is cut down to nothing."""
    placed = declared.get("position", "").startswith(("absolute", "fixed"))
    if placed and any(_CLIPPED.search(declared.get(name, "")) for name in ("clip", "clip-path")):
        return True
    moved = ("left", "top", "right") if placed else ()
    return any((_pixels(declared.get(name, "")) or 0.0) <= _FAR_AWAY for name in (*moved, "text-indent", "margin-left"))


def _pixels(value: str) -> float | None:
    found = _LENGTH.match(value)
    return float(found[1]) * _POINTS.get(found[2] or "px", 10.0) if found else None


def _number(value: str) -> float | None:
    found = re.match(r"\d*\.?\d+", value)
    return float(found[0]) if found else None


def _colour(value: str) -> Colour | str | None:
    """A colour as red, green and blue; "transparent" for none; None for one that is not known."""
    value = value.replace("!important", "").strip()
    if value.startswith("transparent"):
        return "transparent"
    if hexed := _HEX.search(value):
        digits = hexed[1]
        if len(digits) in {3, 4}:
            digits = "".join(2 * digit for digit in digits)
        if len(digits) == 8 and digits.endswith("00"):
            return "transparent"
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) in {6, 8} else None
    if parts := _RGB.search(value):
        if parts[4] is not None and float(parts[4].rstrip("%")) == 0.0:
            return "transparent"
        return min(int(parts[1]), 255), min(int(parts[2]), 255), min(int(parts[3]), 255)
    if parts := _HSL.search(value):
        if parts[4] is not None and float(parts[4].rstrip("%")) == 0.0:
            return "transparent"
        hue, saturation, lightness = (float(part) for part in parts.groups()[:3])
        red, green, blue = hls_to_rgb(hue % 360 / 360, min(lightness, 100) / 100, min(saturation, 100) / 100)
        return round(255 * red), round(255 * green), round(255 * blue)
    return next((_NAMED[word] for word in value.split() if word in _NAMED), None)
