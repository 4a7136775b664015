"""Reasons in words that a lay reader understands, built from what a rule found and did not find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.documents.model import Document
from checker.matching.find import bits
from checker.packs.model import Rule, Weakness

if TYPE_CHECKING:
    from checker.assessment.judge import Trail

_WEAKNESS_WORDS: dict[Weakness, str] = {
    "deferral": "as something still to come",
    "aspiration": "as an aim or a value",
    "duty": "as what the guidance or the law asks",
    "restatement": "in the duty's own words",
    "negation": "to say that it is lacking",
    "pointer": "by pointing to another place",
}


def reason_for(rule: Rule, trail: Trail, document: Document) -> str:
    """One or two sentences: what was found and where, what was not, why it counts as it does."""
    if trail.verdict == "missing":
        return f"Nothing was found on this. Looked for {rule.looked_for}.{unread(document)}"
    solid = [name for name in rule.limbs if trail.limbs[name].solid]
    if trail.verdict == "met":
        wanted = {name for entry in rule.met for name in entry}
        first = [name for name in solid if name in wanted] + [name for name in solid if name not in wanted]
        return f"The document says {join([rule.limbs[name].name for name in first[:3]])}{_where(trail, first, document)}."
    said = ""
    if solid:
        said = f"The document says {join([rule.limbs[n].name for n in solid[:2]])}{_where(trail, solid, document)}, but "
    else:
        said = "The document speaks to this, but "
    return said + _shortfall(rule, trail) + "." + unread(document)


def _shortfall(rule: Rule, trail: Trail) -> str:
    absent: list[str] = []
    thin: list[str] = []
    for entry in (*rule.met, *rule.mentioned):
        states = [trail.limbs[name] for name in entry]
        names = " or ".join(rule.limbs[name].name for name in entry[:2])
        if any(state.solid for state in states):
            continue
        if any(state.thin for state in states):
            if entry in rule.met:
                thin.append(f"{names} {_how_weak(entry, trail)}")
        else:
            absent.append(names)
    parts = [f"gives {join(thin)}"] if thin else []
    if absent:
        parts.append(f"does not say {join(absent, 'or')}")
    if not solid_or_thin(trail):
        weakness = _kinds(trail.speaks, trail)
        if weakness:
            parts.append(f"what is there stands only {weakness}")
    return ", and ".join(parts) or "only in general"


def solid_or_thin(trail: Trail) -> bool:
    """Whether any limb is spoken of at all."""
    return any(state.solid or state.thin for state in trail.limbs.values())


def _how_weak(entry: tuple[str, ...], trail: Trail) -> str:
    mask = 0
    for name in entry:
        mask |= trail.limbs[name].thin
    kinds = _kinds(mask, trail)
    return f"only {kinds}" if kinds else "only in general, with nothing that could later be checked"


def _kinds(mask: int, trail: Trail) -> str:
    found = [words for kind, words in _WEAKNESS_WORDS.items() if trail.weak.get(kind, 0) & mask]
    return " and ".join(found[:2])


def _where(trail: Trail, names: list[str], document: Document) -> str:
    pages: list[int] = []
    for name in names[:3]:
        for number in bits(trail.limbs[name].solid):
            page = document.page_at(document.sentences[number].start)
            if page is not None and page not in pages:
                pages.append(page)
            break
    if not pages:
        return ""
    return f" (page{'s' if len(pages) > 1 else ''} {join([str(page) for page in sorted(pages)])})"


def join(parts: list[str], word: str = "and") -> str:
    """The different parts as an enumeration: "a, b and c"."""
    parts = list(dict.fromkeys(parts))
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def unread(document: Document) -> str:
    """What could not be read and might hold what was not found, as a further sentence."""
    pages = [str(page) for page in document.pages_without_text]
    pictures = [str(p.page) for p in document.pictures if p.page and str(p.page) not in pages]
    said = ""
    if pages:
        shown = join(pages[:8]) if len(pages) <= 8 else f"{', '.join(pages[:8])} and {len(pages) - 8} more"
        said += f" Page{'s' if len(pages) > 1 else ''} {shown} could not be read and may hold it."
    if pictures:
        shown = join(list(dict.fromkeys(pictures))[:8])
        said += f" Pictures on page{'s' if len(set(pictures)) > 1 else ''} {shown} may hold text that could not be read."
    return said
