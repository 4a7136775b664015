"""Reasons in words that a lay reader understands, built from what a rule found and did not find."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from checker.assessment.unrecognised import knows, names_anything, nowhere
from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.packs.model import Rule, Weakness
from checker.text import english
from checker.text.late import late

if TYPE_CHECKING:
    from checker.assessment.judge import Trail

_CLAUSE_BEGINS = frozenset(
    "how which who whom what when where whether that by to in from with if why through under".split()
)
_NONE = late(r"that (?:there (?:is|was|are|were) none|the area has no)\b")
_JOINTS = late(r"\b(?:and|or|the|a|an|is|are)\b|\W+")
_LESS = "in words that say less than those that readers counted as an answer"
_TOUCHES = "touches on"
_ONLY = "in the words quoted only"  # what else the document may hold is not judged
# Words that mark a weakness for a rule and are none in these turns: no reason rests on them.
_NO_WEAKNESS: Mapping[str, re.Pattern[str]] = {
    "aspiration": late(
        r"\bit should (?:\w+ )?be (?:said|noted|added)|\b(?:if|whether)\b.*\bshould|\brecognise that\b"
        r"|\bshould (?:refer|turn|look|go|consult|see|read)\b|\bshould be (?:made|sent|directed|reported) to\b"
        r"|\bmore \w+\b.*\bthan (?:it|they|we|ever|last year|a year|in|at|the year)\b"
        r"|\bhow much (?:\w+ )?value\b|\b(?:parents|families|children|young people|they) (?:value|wanted|hoped)\b"
        r"|\backnowledges? the (?!need|importance|value|expectation|case)"
        r"|\bbelieves? that\b(?!.*\b(?:should|must|will)\b)"
        r"|\b(?:we|would have) wished to be\b|\bwould wish (?:it|them)\b"
        r"|\b(?:how|what|which|where) \w+ would (?:like|wish|prefer)\b",
        re.IGNORECASE,
    ),
    "deferral": late(
        r"\bwhether there (?:should|is|are)\b|\bin draft\b|\b(?:has|have|had) been decided\b"
        r"|\b(?:was|were) (?:held|delivered|run|trained|opened|launched|completed|carried out|set up|introduced)\b"
        r"|\b(?:keep(?:s|ing)?|kept)\b[^.]{0,80}\bunder (?:\w+ )?review\b|\bpart to play in developing\b"
        r"|\b(?:where|when|whenever|if)\b[^.;]{0,60}\b(?:is|are) to be (?:decided|discussed|agreed|considered)\b"
        r"|\b(?:we|they|partners|executive|group|panel)"
        r" (?:told|began|held|published|finished|completed|trained|opened|ran)\b",
        re.I,
    ),
    "pointer": late(
        r"\b(?:below|following|above|overleaf)\b"
        r"|\b(?:is|are) (?:produced|published|written|held|carried out)(?:, and|;)"
        r"|\breport, which can be found [^,]*,",
        re.I,
    ),
}
_TELL_NOTHING: tuple[Weakness, ...] = ("asked", "ended", "deferral", "pointer")  # yet, any more, or here
_ELSEWHERE = late(
    r"\b(?:is|are) (?:described|explained|set out|laid down|told) in\b|\bcan be found in\b|\bfor the process, see\b",
    re.I,
)
_WHO = late(r"who\b|which .*\bpartners?$")  # one may be spoken of and not named
_DONE = late(r"\b(?:was|were) (?:delivered|passed on)\b|\bdelivered, with\b")  # names limbs on what was done
_NOT_DONE = late(r"\bthe ways? in which\b|\b(?:listed|advertised|scheduled|timetabled)\b", re.I)
_SAME_NAME = 90  # token-set similarity from which two limbs' names say nearly the same
_WEAKNESS_WORDS: dict[Weakness, str] = {
    "asked": "as something asked or proposed, not decided",
    "ended": "as something that has ended",
    "deferral": "as something still to come",
    "aspiration": "as an aim or a value",
    "quoted": "as what the guidance is said to ask",
    "duty": "as what the guidance or the law asks",
    "restatement": "in the duty's own words",
    "negation": "to say that it is lacking",
    "pointer": "as a pointer to another place",
}


def reason_for(rule: Rule, trail: Trail, document: Document) -> str:
    """One or two sentences: what was found and where, what was not, why it counts as it does."""
    if trail.verdict == "missing":
        return _nothing(rule, trail, document)
    solid = [name for name in rule.limbs if trail.limbs[name].solid]
    if trail.verdict == "met":
        first = _first_asked(rule, solid)
        return f"The document {_tells(rule, first)}{_where(trail, first, document)}."
    if solid:
        said = f"The document {_tells(rule, solid[:2])}{_where(trail, solid, document)}, but "
    else:
        said = "The document speaks to this, but "
    return said + _shortfall(rule, trail, document) + "." + unread(document)


def reason_shown(
    rule: Rule, trail: Trail, shown: Trail, document: Document, concrete: list[str], *, doubtful: bool = False
) -> str:
    """The reason for a weighed verdict, from nothing but what is shown; `doubtful` where it is as likely wrong.

    `shown` is the trail cut down to the shown sentences, with the weighed verdict; `trail` the whole, which only
    says what was not recognised anywhere. `concrete` are words of the shown passages that could be checked. What a
    rule recognised is said to be told only where the verdict is met; where it is weak, that it is spoken of, and
    not even that where the rule by itself would say more. Under "missing", `doubtful` says that some words lean to it.
    """
    if shown.verdict == "missing":
        return _nothing(rule, trail, document, leaning=doubtful)
    solid = _first_asked(rule, [name for name in rule.limbs if _is_told(rule, name, shown, document)])
    thin = [name for name in _asked(rule) if shown.limbs[name].thin and not shown.limbs[name].solid]
    place = _where_shown(shown, document)
    if shown.verdict == "met":
        told = solid or _first_asked(rule, thin)
        if any(name in told for entry in (*rule.met, *rule.mentioned) for name in entry):
            return f"The document {_tells(rule, told)}{place}."
        like = "may be an answer" if doubtful else "are like those that readers counted as an answer"
        return f"The words quoted{place} {like}. Looked for {rule.looked_for}."
    if doubtful and not knows(trail, shown):
        return f"The words quoted{place} may touch on this. Looked for {rule.looked_for}.{unread(document)}"
    # Where rule and weights differ over all, no part is said to be told.
    if not solid or trail.verdict == "met" or _answered(rule, shown):
        return f"The document {_only_weakly(rule, trail, shown, place, document, bool(concrete))}.{unread(document)}"
    thin = [name for name in thin if not trail.limbs[name].solid]  # not where it is told solidly elsewhere
    short = _short_of(rule, trail, shown, thin, document)
    if short == _LESS:  # rule and weights differ over these very parts: they are not said to be told
        return f"The document speaks to this{place}, but {_LESS}.{_sought(rule, trail)}{unread(document)}"
    away = SentenceSet.union(_weak_in(kind, shown, document) for kind in _TELL_NOTHING)
    if _first(shown) & away:  # what only further passages tell is not said over such a one
        solid = [name for name in solid if shown.limbs[name].solid & _first(shown)]
    said = _speaks_of(rule, solid)
    if said.startswith(_TOUCHES) and short.startswith(_TOUCHES):  # the same verb twice
        short = f"speaks of{short.removeprefix(_TOUCHES)}"
    return f"The document {said}{place}, but {short}.{unread(document)}"


def _nothing(rule: Rule, trail: Trail, document: Document, *, leaning: bool = False) -> str:
    """The reason for "missing": what was found all the same is said, as far as rule and weights differ.

    A rule takes words for its own that are on something else: what it found is not said to be on the requirement.
    """
    if leaning:
        found = "Words that may touch on this were found, but none that surely counts as an answer"
    elif trail.verdict == "met":
        found = "Words that might be taken for this were found, but none that readers would count as an answer"
    elif trail.verdict == "missing":
        found = "Nothing was recognised on this"
        found += f" but the heading “{_heading(trail, document)}”" if trail.headed else ""
    else:
        found = "Nothing that counts was found on this"
    return f"{found}. Looked for {rule.looked_for}.{unread(document)}"


def _heading(trail: Trail, document: Document) -> str:
    sentence = document.sentences[next(iter(trail.headed))]
    return " ".join(document.text[sentence.start : sentence.end].split())


def _asked(rule: Rule) -> list[str]:
    """The names of a rule's limbs: first those that a met verdict asks for, then the others."""
    wanted = [name for entry in rule.met for name in entry]
    return list(dict.fromkeys([*wanted, *(name for entry in rule.mentioned for name in entry), *rule.limbs]))


def _first_asked(rule: Rule, found: Sequence[str]) -> list[str]:
    """Of the limbs found at most three: those that are asked for, one of each that may stand for each other.

    What is only besides where none that is asked for is found.
    """
    entries = [*rule.met, *rule.mentioned]
    asked = {name for entry in entries for name in entry}
    order = [name for name in _asked(rule) if name in found]
    kept: list[str] = []
    for name in [name for name in order if name in asked] or order:
        answered = [bool(set(entry) & set(kept)) for entry in entries if name in entry]
        if answered and all(answered) and not _NONE.match(rule.limbs[name].name):
            continue  # another limb that may stand for it is told already
        if all(_told_apart(rule.limbs[name].name, rule.limbs[other].name) for other in kept):
            kept.append(name)
    return kept[:3]


def _told_apart(one: str, other: str) -> bool:
    """Whether two names of limbs say different things: "how often and for whom" is "how often or for whom"."""
    return fuzz.token_set_ratio(*(_JOINTS.sub(" ", name) for name in (one, other))) < _SAME_NAME


def _only_weakly(rule: Rule, trail: Trail, shown: Trail, place: str, document: Document, concrete: bool) -> str:
    """What a document says of a requirement of which no part is told solidly: the plainest ground first."""
    kinds = _kinds(shown.speaks, shown, document)
    if kinds and not shown.speaks - _weakened(shown, document):
        return f"speaks to this{place}, but {_ONLY} {kinds}"
    kinds = _kinds(_first(shown), shown, document)  # what is so in part is so where a brief shows it
    if absent := nowhere(rule, trail, shown, document):
        partly = f", in part only {kinds}" if kinds else ""
        return f"speaks to this{place}{partly}, but {_unrecognised(absent)}"
    if kinds:
        return f"speaks to this{place}, but in part only {kinds}"
    particular = concrete or trail.verdict == "met"  # the rule finds particulars in what it would call met
    if not particular and knows(trail, shown) and not names_anything(shown, document):
        return f"speaks to this{place}, but {_ONLY} in general"
    return f"speaks to this{place}, but {_LESS}.{_sought(rule, trail)}".removesuffix(".")


def _sought(rule: Rule, trail: Trail) -> str:
    """What was looked for, unless the rule would take the words for all of it: then they seem to answer that."""
    return "" if trail.verdict == "met" else f" Looked for {rule.looked_for}."


def _short_of(rule: Rule, trail: Trail, shown: Trail, thin: list[str], document: Document) -> str:
    """What a weak finding of which some part is told solidly falls short in, the plainest ground first."""
    if absent := nowhere(rule, trail, shown, document):
        return _unrecognised(absent)
    weak = shown.limbs[thin[0]].thin if thin else _first(shown)
    if kinds := _kinds(weak, shown, document):
        return f"{_touches(rule, thin[0])} only {kinds}" if thin else f"in part only {kinds}"
    return _LESS


def _touches(rule: Rule, name: str) -> str:
    """What a document says weakly: "touches on how ..." but "says that ..."."""
    told = rule.limbs[name].name
    return f"says {told}" if told.startswith("that ") else f"{_TOUCHES} {told}"


def _unrecognised(names: Sequence[str]) -> str:
    """What no rule recognised in the document, which is not said to lack it: no rule knows all words for a thing."""
    parts = [f"to say {name}" if name.startswith("that ") else f"on {name}" for name in names]
    return f"nothing was recognised {join(sorted(parts, key=lambda part: part.startswith('to say ')), 'or')}"


def _speaks_of(rule: Rule, names: Sequence[str]) -> str:
    """What a weak finding's words are about: "says that ..." where a limb is a statement, otherwise "speaks of ...".

    Only "touches on" what a rule asks to be mentioned, and on who it is: somebody may be spoken of and not named.
    "Speaks to this" of none.
    """
    asked = {name for entry in rule.met for name in entry}
    mentioned = {name for entry in rule.mentioned for name in entry} - asked
    told = {rule.limbs[name].name: name for name in names}
    stated = [name for name in told if name.startswith("that ")]
    touched = [name for name in told if name not in stated and (_WHO.match(name) or told[name] in mentioned)]
    about = [name for name in told if name not in stated and name not in touched]
    parts = [f"speaks of {join(about)}"] if about else []
    parts += [f"{_TOUCHES} {join(touched)}"] if touched else []
    parts += [f"says {join(stated)}"] if stated else []
    return " and ".join(parts) or "speaks to this"


def _is_told(rule: Rule, name: str, shown: Trail, document: Document) -> bool:
    """Whether the words shown tell a limb: none that was listed, or how it is done, where what was done is asked.

    Nor does one that says that something else tells it.
    """
    solid = shown.limbs[name].solid
    if shown.verdict == "met":
        return bool(solid)
    spans = [(document.sentences[number].start, document.sentences[number].end) for number in solid]
    if rule.limbs[name].name.startswith("how "):
        spans = [span for span in spans if _ELSEWHERE.search(document.text, *span) is None]
    if not _DONE.search(rule.limbs[name].name):
        return bool(spans)
    return any(_NOT_DONE.search(document.text, *span) is None for span in spans)


def _answered(rule: Rule, shown: Trail) -> bool:
    """Whether the rule, which says no more than the weights do of what is shown, finds there all that it asks for."""
    spoken = (any(shown.limbs[name].solid or shown.limbs[name].thin for name in entry) for entry in rule.mentioned)
    return bool(rule.met) and all(any(shown.limbs[name].solid for name in entry) for entry in rule.met) and all(spoken)


def _where_shown(shown: Trail, document: Document) -> str:
    pages = sorted({page for number in shown.on_topic if (page := document.page_at(document.sentences[number].start))})
    return _on_pages(pages)


def _tells(rule: Rule, names: Sequence[str]) -> str:
    """What a document says, gives or speaks of: limbs by their names, "that there is none" as what may be instead."""
    met = {name for entry in rule.met for name in entry}
    told = [rule.limbs[name].name for name in names]
    none = [name for name in told if _NONE.match(name)] if len(set(told)) > 1 else []
    rest = [name for name in told if name not in none]
    given = {rule.limbs[name].name for name in names if name in met or rule.limbs[name].name.startswith(("a ", "an "))}
    said = _verb(rest, "says", "gives", given)
    return f"{said}, or {join(none, 'or')}" if none else said


def _verb(names: Sequence[str], clause: str, noun: str, given: Collection[str] | None = None) -> str:
    """Names of limbs behind the verb that suits them: "says how ..." but "gives amounts ...".

    `given` are the nouns of which more than a mention was found; None for all. "Gives training" says too much.
    """
    names = list(dict.fromkeys(names))
    behind: dict[str, list[str]] = {}  # verbs in the order in which they come up
    for name in names:
        verb = clause if name.split()[0] in _CLAUSE_BEGINS else noun if given is None or name in given else "speaks of"
        behind.setdefault(verb, []).append(name)
    return " and ".join(f"{verb} {join(told)}" for verb, told in behind.items())


def _shortfall(rule: Rule, trail: Trail, document: Document) -> str:
    absent: list[str] = []
    thin: list[str] = []
    for entry in (*rule.met, *rule.mentioned):
        states = [trail.limbs[name] for name in entry]
        if any(state.solid for state in states):
            continue
        if any(state.thin for state in states):
            if entry in rule.met:
                name = next(name for name in entry if trail.limbs[name].thin)
                thin.append(f"{_touches(rule, name)} {_how_weak(entry, trail, document)}")
        else:
            absent.append(rule.limbs[entry[0]].name)
    parts = list(dict.fromkeys(thin))
    if absent:
        parts.append(_unrecognised(absent))
    if not solid_or_thin(trail):
        weakness = _kinds(trail.speaks, trail, document)
        if weakness:
            parts.append(f"what is there stands only {weakness}")
    return ", and ".join(parts) or "only in general"


def solid_or_thin(trail: Trail) -> bool:
    """Whether any limb is spoken of at all."""
    return any(state.solid or state.thin for state in trail.limbs.values())


def _how_weak(entry: tuple[str, ...], trail: Trail, document: Document) -> str:
    kinds = _kinds(SentenceSet.union(trail.limbs[name].thin for name in entry), trail, document)
    return f"only {kinds}" if kinds else "only in general"


def _kinds(sentences: SentenceSet, trail: Trail, document: Document) -> str:
    """At most two ways in which sentences are weak, those of the passage shown first before others."""
    ways = {kind: _weak_in(kind, trail, document) & sentences for kind in _WEAKNESS_WORDS}
    kinds = [kind for kind, weak in ways.items() if weak]
    kept = sorted(kinds, key=lambda kind: not ways[kind] & trail.first)[:2]
    return " or ".join(words for kind, words in _WEAKNESS_WORDS.items() if kind in kept)


def _first(shown: Trail) -> SentenceSet:
    """The sentences of the passage shown first, which is all that a brief shows."""
    return shown.first or shown.speaks


def _weak_in(kind: Weakness, trail: Trail, document: Document) -> SentenceSet:
    """The sentences that are weak in a way, less headings and those whose words only look like it."""
    weak, other = trail.weak.get(kind, NONE), _NO_WEAKNESS.get(kind)
    not_so: list[int] = []
    for number in weak & trail.speaks:
        sentence = document.sentences[number]
        heading = document.blocks[sentence.block].kind is BlockKind.HEADING
        if heading or (other is not None and other.search(document.text, sentence.start, sentence.end)):
            not_so.append(number)
    return weak - SentenceSet.of(not_so)


def _weakened(trail: Trail, document: Document) -> SentenceSet:
    return SentenceSet.union(_weak_in(kind, trail, document) for kind in trail.weak)


def _where(trail: Trail, names: list[str], document: Document) -> str:
    pages: list[int] = []
    for name in names[:3]:
        for number in trail.limbs[name].solid:
            page = document.page_at(document.sentences[number].start)
            if page is not None and page not in pages:
                pages.append(page)
            break
    return _on_pages(sorted(pages))


def _on_pages(pages: Sequence[int]) -> str:
    return f" (page{'s' if len(pages) > 1 else ''} {join([str(page) for page in pages])})" if pages else ""


def join(parts: list[str], word: str = "and") -> str:
    """The different parts as an enumeration: "a, b and c"."""
    return english.join(list(dict.fromkeys(parts)), word)


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
