"""Whether a Word table's first row is set apart as a heading row: by a mark, its style, its ground or its weight."""

from __future__ import annotations

from collections.abc import Sequence

from checker.documents.formats.word.package import Element, W, attribute, is_on

_FIRST_ROW = 0x0020  # the bit of a table's look, where older files give one number
_NO_GROUND = frozenset({None, "auto", "FFFFFF", "ffffff"})
_MOST_BASED = 30


def styles_with_heads(root: Element | None) -> frozenset[str]:
    """The ids of table styles that set the first row apart, by themselves or by the style that they are based on."""
    if root is None:
        return frozenset()
    based: dict[str, str | None] = {}
    found: set[str] = set()
    for style in root.iter(W + "style"):
        if attribute(style, "type") != "table":
            continue
        name = attribute(style, "styleId") or ""
        based[name] = attribute(style.find(W + "basedOn"))
        if any(attribute(part, "type") == "firstRow" and len(part) for part in style.iterchildren(W + "tblStylePr")):
            found.add(name)
    for _ in range(_MOST_BASED):
        more = {name for name, parent in based.items() if parent in found} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def is_set_apart(table: Element, rows: Sequence[Element], bold: Sequence[bool], styles: frozenset[str]) -> bool:
    """Whether the first of a table's rows is set apart; `bold` tells of each row whether all of it is bold."""
    if not rows:
        return False
    if is_on(rows[0].find(f"{W}trPr/{W}tblHeader")):
        return True
    if len(bold) > 1 and bold[0] and not all(bold[1:]):
        return True
    if attribute(table.find(f"{W}tblPr/{W}tblStyle")) in styles and _shows_first_row(table):
        return True
    return _is_shaded(rows[0]) and not any(map(_is_shaded, rows[1:]))


def _shows_first_row(table: Element) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    first = attribute(look, "firstRow")
    if first is not None:
        return first in {"1", "true", "on"}
    try:
        return bool(int(attribute(look) or "0", 16) & _FIRST_ROW)
    except ValueError:
        return False


def _is_shaded(row: Element) -> bool:
    """Whether all cells of a row stand on a ground of their own."""
    grounds = [
        attribute(cell.find(f"{W}tcPr/{W}shd"), "fill") if cell.find(f"{W}tcPr/{W}shd") is not None else None
        for cell in row.iterchildren(W + "tc")
    ]
    return bool(grounds) and all(ground not in _NO_GROUND for ground in grounds)
