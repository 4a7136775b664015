"""Words of a Word file that no one sees: in the colour of the paper, or smaller than can be read."""

from __future__ import annotations

from checker.documents.formats.word.package import Element, W, attribute, number_of

_PALE = 0xF5  # of 255 in red, green and blue: paler words are not seen on paper
_SMALLEST = 3  # half points
# Table styles without a ground of their own; any other may have a dark one.
_BARE_TABLES = frozenset({"tablenormal", "tablegrid", "tablegridlight", "normaltable", "plaintable1", "plaintable2"})


def is_pale(properties: Element | None) -> bool | None:
    """Whether run properties give words the colour of paper, or next to no size; None where they do not say."""
    if properties is None:
        return None
    size = attribute(properties.find(W + "sz"))
    if size is not None and number_of(size, 99) <= _SMALLEST:
        return True
    colour = attribute(properties.find(W + "color"))
    if colour is None:
        return None
    if len(colour) != 6 or properties.find(W + "color") is None:
        return False
    try:
        return all(int(colour[at : at + 2], 16) >= _PALE for at in (0, 2, 4))
    except ValueError:
        return False


def is_painted(properties: Element | None) -> bool:
    """Whether properties of a run, a paragraph, a cell or a table give it a ground that is not white."""
    shade = None if properties is None else properties.find(W + "shd")
    if shade is not None:
        fill = (attribute(shade, "fill") or "auto").lower()
        pattern = (attribute(shade) or "clear").lower()
        if fill not in {"auto", "ffffff"} or pattern not in {"clear", "nil"} or attribute(shade, "themeFill"):
            return True
    marked = None if properties is None else properties.find(W + "highlight")
    return marked is not None and attribute(marked) not in {"none", "white"}


def has_ground(run: Element) -> bool:
    """Whether something around a run may paint a ground: a shade, a box, a table's style, the page's colour."""
    if is_painted(run.find(W + "rPr")):
        return True
    above = run
    for above in run.iterancestors():
        tag = above.tag
        if tag == W + "txbxContent":
            return True
        if tag == W + "p" and is_painted(above.find(W + "pPr")):
            return True
        if tag == W + "tc" and is_painted(above.find(W + "tcPr")):
            return True
        if tag == W + "tbl":
            about = above.find(W + "tblPr")
            style = attribute(None if about is None else about.find(W + "tblStyle"))
            if is_painted(about) or (style is not None and style.replace(" ", "").lower() not in _BARE_TABLES):
                return True
    return above.find(W + "background") is not None
