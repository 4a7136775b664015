"""One entry with what stands under it, put at the head of a PDF's outline; the source's own entries stay."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from checker.reporting.formats.annotated_pdf.objects import colour, dictionary, name, text
from checker.reporting.formats.annotated_pdf.update import Update

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject


@dataclass(frozen=True, slots=True)
class Item:
    """An outline entry: its title, where it leads, its colour ("" for the reader's own), and what is under it."""

    title: str
    destination: PdfObject
    ink: str = ""
    under: tuple[Item, ...] = ()


def add_outline(update: Update, item: Item) -> None:
    """Put an entry before the source's own; it is open if the source has none."""
    from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

    root = update.dictionary(update.root)
    held = root.raw_get("/Outlines") if "/Outlines" in root else None
    known = held.get_object() if held is not None else None
    outlines = known if _is_outline(known) else dictionary({"/Type": name("/Outlines")})
    if isinstance(held, IndirectObject) and known is outlines:
        place = held
    else:
        place = update.add()
        root[name("/Outlines")] = place
        update.change(update.root, root)
    first = outlines.raw_get("/First") if "/First" in outlines else None
    after = first.get_object() if isinstance(first, IndirectObject) else None
    if isinstance(first, IndirectObject) and isinstance(after, DictionaryObject):
        own = _add(update, item, place, opened=False)
        update.dictionary_added(own)[name("/Next")] = first
        after[name("/Prev")] = own
        update.change(first, after)
        shown = 1 + max(int(outlines.get("/Count", 0)), 0)
    else:
        own = _add(update, item, place, opened=True)
        outlines[name("/Last")] = own
        shown = 1 + len(item.under)
    outlines[name("/First")] = own
    outlines[name("/Count")] = NumberObject(shown)
    update.change(place, outlines)


def _is_outline(held: object) -> TypeGuard[DictionaryObject]:
    """Whether an object is an outline: some files name a stream, or another part, in its place."""
    from pypdf.generic import DictionaryObject, StreamObject

    if not isinstance(held, DictionaryObject) or isinstance(held, StreamObject):
        return False
    return held.get("/Type", "/Outlines") == "/Outlines" and not held.keys() & {"/Kids", "/Pages", "/Subtype", "/S"}


def _add(update: Update, item: Item, parent: IndirectObject, *, opened: bool) -> IndirectObject:
    """The entry and all under it; entries below the first level stay closed."""
    from pypdf.generic import NumberObject

    own = update.add()
    entry: DictionaryObject = dictionary({"/Title": text(item.title), "/Parent": parent, "/Dest": item.destination})
    if item.ink:
        entry[name("/C")] = colour(item.ink)
    children = [_add(update, child, own, opened=False) for child in item.under]
    for before, behind in pairwise(children):
        update.dictionary_added(before)[name("/Next")] = behind
        update.dictionary_added(behind)[name("/Prev")] = before
    if children:
        entry[name("/First")], entry[name("/Last")] = children[0], children[-1]
        entry[name("/Count")] = NumberObject(len(children) if opened else -len(children))
    update.change(own, entry)
    return own
