"""Reasons in words that a lay reader understands, built from what a rule found and did not find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.documents.model import Document
from checker.matching.matches import bits
from checker.packs.model import Rule, Weakness

if TYPE_CHECKING:
    from checker.assessment.judge import Trail

_CLAUSE_BEGINS = frozenset("how which who whom what when where whether that by to in from with if why".split())
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
        names = [rule.limbs[name].name for name in first[:3]]
        return f"The document {_verb(names, 'says', 'gives')}{_where(trail, first, document)}."
    if solid:
        names = [rule.limbs[name].name for name in solid[:2]]
        said = f"The document {_verb(names, 'says', 'gives')}{_where(trail, solid, document)}, but "
    else:
        said = "The document speaks to this, but "
    return said + _shortfall(rule, trail) + "." + unread(document)


def reason_shown(rule: Rule, trail: Trail, shown: Trail, document: Document, concrete: list[str]) -> str:
    """The reason for a weighed verdict, from nothing but what is shown.

    `shown` is the trail cut down to the shown sentences, with the weighed verdict; `trail` the whole, which
    only says what is nowhere to be found. `concrete` are words of the shown passages that could be checked.
    """
    if shown.verdict == "missing":
        nothing = "Nothing was found on this" if trail.verdict == "missing" else "Nothing that counts was found on this"
        return f"{nothing}. Looked for {rule.looked_for}.{unread(document)}"
    wanted = [name for entry in rule.met for name in entry]
    order = [*wanted, *(name for name in rule.limbs if name not in wanted)]
    solid = [name for name in order if shown.limbs[name].solid]
    thin = [name for name in order if shown.limbs[name].thin and name not in solid]
    quoted = join([f"“{words}”" for words in concrete[:2]])
    place = _where_shown(shown, document)
    if shown.verdict == "met":
        if solid or thin:
            names = [rule.limbs[name].name for name in (solid or thin)[:3]]
            return f"The document {_verb(names, 'says', 'gives')}{place}."
        said = f"Said{place} in words that the rule does not know, but that readers count"
        return f"{said}. Looked for {rule.looked_for}."
    said = "The document speaks to this"
    if solid:
        said = f"The document {_verb([rule.limbs[name].name for name in solid[:2]], 'says', 'gives')}"
    return f"{said}{place}, but {_short_of(rule, trail, shown, thin, quoted)}.{unread(document)}"


def _short_of(rule: Rule, trail: Trail, shown: Trail, thin: list[str], quoted: str) -> str:
    """What a weak finding falls short in, the plainest ground first."""
    kinds = _kinds(shown.speaks, shown)
    if thin and kinds:
        return f"speaks of {rule.limbs[thin[0]].name} only {kinds}"
    if kinds:
        return f"it stands there {kinds}"
    nowhere = [
        rule.limbs[entry[0]].name
        for entry in (*rule.met, *rule.mentioned)
        if not any(trail.limbs[name].solid or trail.limbs[name].thin for name in entry)
    ]
    if nowhere:
        return _verb(nowhere, "does not say", "does not give")
    if not quoted:
        return "only in general, with nothing that could later be checked"
    return f"it does not go far enough into what is asked: {rule.looked_for}"


def _where_shown(shown: Trail, document: Document) -> str:
    pages = sorted(
        {page for number in bits(shown.on_topic) if (page := document.page_at(document.sentences[number].start))}
    )
    return f" (page{'s' if len(pages) > 1 else ''} {join([str(page) for page in pages])})" if pages else ""


def _verb(names: list[str], clause: str, noun: str) -> str:
    """Names of limbs behind the verb that suits them: "says how ..." but "gives amounts ..."."""
    names = list(dict.fromkeys(names))
    clauses = [name for name in names if name.split()[0] in _CLAUSE_BEGINS]
    nouns = [name for name in names if name not in clauses]
    joined = "or" if clause.startswith("does not") else "and"
    parts = [f"{clause} {join(clauses, joined)}"] if clauses else []
    if nouns:
        parts.append(f"{noun} {join(nouns, joined)}")
    return " and ".join(parts)


def _shortfall(rule: Rule, trail: Trail) -> str:
    absent: list[str] = []
    thin: list[str] = []
    for entry in (*rule.met, *rule.mentioned):
        states = [trail.limbs[name] for name in entry]
        if any(state.solid for state in states):
            continue
        if any(state.thin for state in states):
            if entry in rule.met:
                name = next(name for name in entry if trail.limbs[name].thin)
                thin.append(f"speaks of {rule.limbs[name].name} {_how_weak(entry, trail)}")
        else:
            absent.append(rule.limbs[entry[0]].name)
    parts = list(dict.fromkeys(thin))
    if absent:
        parts.append(_verb(absent, "does not say", "does not give"))
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
        said += (
            f" Pictures on page{'s' if len(set(pictures)) > 1 else ''} {shown} may hold text that could not be read."
        )
    return said + "".join(f" {sentence}" for sentence in document.may_hold)
