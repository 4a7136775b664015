"""Letters that a font drew as one sign: ligatures, and signs that a PDF gives in their place.

Some fonts name their ligatures wrongly, so that "information" comes out as "informaƟon". Calibri's are
known; what any other sign stands for is told by the document's own words, or by common ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

# Unicode's own ligatures.
LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# What the signs stand for that Calibri gives for its ligatures.
_CALIBRI = {"\u019f": "ti", "\u01a9": "tt", "\u014c": "ft", "\u01ab": "tti", "\u019e": "tf"}
_PARTS = ("ti", "tt", "ft", "fi", "ff", "fl", "ffi", "tti", "ffl", "tf", "fft", "th", "Th", "ct", "st", "fj")
# Signs that no word of a Latin alphabet as written in Britain holds: odd letters, private signs, the sign for none.
_ODD = "\u0180-\u024f\u0250-\u02af\u0370-\u03ff\u0400-\u04ff\ue000-\uf8ff\ufffd\u25a0\u25a1\u25af\u2610"
_STRAY = re.compile(f"[A-Za-z][{_ODD}]|[{_ODD}][a-z]|[a-z]\u014c")
_WORD = re.compile(f"[A-Za-z{_ODD}\u014c’']+")
SIGNS = f"{_ODD}\u014c"  # for a pattern of one's own
_SIGN = re.compile(f"[{SIGNS}]")
# Plain signs in the place of ligatures: figures, marks and capitals within words. Looked for only where a text
# lacks letters that nearly every text has.
_PLAIN_SIGN = re.compile("[0-9A-Z!#$%&*+:;<=>?@\\[\\]^_{|}~\xa1-\xbf\xd7\xde\xf0\xf7\xfe\u2020-\u2023\u2030-\u2bff]")
_PLAIN_STRAY = re.compile(f"[a-z]{_PLAIN_SIGN.pattern}[a-z]")
_PLAIN_WORD = re.compile(r"[^\s.,()/’'\"“”‘-]+")
_COMMON_PARTS = ("ti", "fi", "tt")
_LEAST_TEXT = 400  # characters: shorter texts may lack them
_LEAST_VOTES = 2  # words that a plain sign has to make known ones
_LEAST_STRAYS = 3  # of such signs, with the letters beside them, on a page
_COMMON = frozenset(
    "time times timely title action actions active actively activity activities additional administration agencies "
    "allocation application applications arrangement association attention attendance authorities authority "
    "collection committee committees communication communities competition conference confidential confidence "
    "consultation contribution contributions contributes contributing cooperation coordination definition "
    "delivering detection different differently difficult difficulties direction directions distribution duties "
    "education effect effective effectively effectiveness effort efforts either estimated evaluation examination "
    "executive exploitation families field financial find finding findings first five flexible flow focus following "
    "function functions identification identified identify implementation improving information initial "
    "initiative initiatives inspection inspections institution institutions intention intervention interventions "
    "introduction investigation investigations justice left legislation letter letters listening local matter matters "
    "meeting meetings mention mental motivation multi national notification notifications notified notice obligations "
    "office officer officers official often operation operational opportunities opportunity options participation "
    "participating particular partners partnership patients police policies position positive practice practices "
    "practitioner practitioners prevention prioritise priorities priority proactive professional protection "
    "publication question questions rating recommendation recommendations reduction reflect reflection reflects "
    "relation relations relating representation representatives resolution responsibilities responsibility review "
    "safeguarding satisfaction scrutineer scrutineers scrutinise scrutinised scrutinising section sections setting "
    "settings shift significant situation social specific staff staffing statutory strategies strategy submitted "
    "sufficient sufficiently support supporting testing their there these they this trafficking training transition "
    "transitions until use utility voluntary waiting within written writing after draft drafted drafting afternoon "
    "gift thereafter shortly better battered little attached attend attended committed commitment commitments "
    "permitted pattern patterns attention attitude attitudes attempt attempts latter bottom battle settled "
    "definitive quantities quality entity entities identity certification verification justification "
    "clarification notification qualification partially essential potential initially influence conflict "
    "reflective flagged flags flat fled affect affected affects offer offered offers offering office offence "
    "offences offender offenders suffer suffered suffering affairs effects efficient efficiency five fifteen fifty "
    "benefit benefits defined profile profiles file files filed final finally finance fit fitness".split()
)

# Letters that a file may leave out, or put a blank for.
_LOSABLE = ("ti", "tt", "ft", "fi", "ff", "fl", "ffi", "tti", "ffl")
_LEAST_LOST = 3  # words that lack them, in a document that has them nowhere
_LETTERS = re.compile("[A-Za-z]+")

Place = tuple[int, str]  # offset of the sign, and the letters that it stands for


def has_stray(text: str) -> bool:
    """Whether a sign stands inside a word that no word holds."""
    # The search for a sign alone is ten times as fast, and mostly finds none.
    return not text.isascii() and _SIGN.search(text) is not None and _STRAY.search(text) is not None


def has_plain_signs(text: str) -> bool:
    """Whether figures or marks stand inside words of a text that lacks letters which nearly every text has."""
    if len(text) < _LEAST_TEXT or all(part in text for part in _COMMON_PARTS):
        return False
    return len(set(_PLAIN_STRAY.findall(text))) >= _LEAST_STRAYS


def mend_plain(texts: Sequence[str], put: Callable[[int, int, str], None]) -> None:
    """As `mend`, for signs that words may hold in another place: "contribu9ons", "informa]on", "scruJneer".

    A sign is mended only where it makes known words, and several of them.
    """
    strays = [number for number, text in enumerate(texts) if _PLAIN_STRAY.search(text)]
    if len(strays) < _LEAST_VOTES - 1:
        return
    known = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    votes: dict[str, dict[str, set[str]]] = {}
    for number in strays:
        for word in _PLAIN_WORD.findall(texts[number]):
            signs = set(_PLAIN_SIGN.findall(word[1:]))
            for sign in signs if len(signs) == 1 and len(word) > 3 else ():
                for part in _PARTS:
                    if _is_known(word.replace(sign, part), known):
                        votes.setdefault(sign, {}).setdefault(part, set()).add(word)
    meanings = {}
    for sign, parts in votes.items():
        ordered = sorted(parts, key=lambda part: -len(parts[part]))
        if len(parts[ordered[0]]) >= _LEAST_VOTES and (
            len(ordered) < 2 or len(parts[ordered[1]]) < len(parts[ordered[0]])
        ):
            meanings[sign] = ordered[0]
    inside = re.compile("[" + re.escape("".join(meanings)) + "]") if meanings else None
    for number, text in enumerate(texts if inside else ()):
        for word in reversed(list(_PLAIN_WORD.finditer(text))):
            _put_plain(word, number, meanings, known, put)


def _put_plain(
    word: re.Match[str],
    number: int,
    meanings: dict[str, str],
    known: Counter[str],
    put: Callable[[int, int, str], None],
) -> None:
    """Write the letters for the signs of a word, where they make a known one or stand between small letters."""
    places = [at for at, char in enumerate(word[0]) if char in meanings]
    if not places:
        return
    whole = "".join(meanings.get(char, char) for char in word[0])
    between = all(word[0][at - 1 : at].islower() and word[0][at + 1 : at + 2].islower() for at in places if at)
    capital = any(word[0][at].isalpha() for at in places)  # a name may hold one
    if _is_known(whole, known) or (places[0] > 0 and between and whole.isalpha() and not capital):
        for at in reversed(places):
            put(number, word.start() + at, meanings[word[0][at]])


def mend_lost(texts: Sequence[str], put: Callable[[int, int, str], None]) -> None:
    """As `mend`, for ligatures of which nothing is left but a blank, if that: "scru neer", "informaon".

    Only letters that the whole document lacks are put in, where several of its words are known with them.
    """
    whole = "\n".join(texts)
    if len(whole) < _LEAST_TEXT or all(part in whole for part in _COMMON_PARTS):
        return
    lost = [part for part in _LOSABLE if part not in whole]
    found: dict[str, dict[tuple[int, int, str], str]] = {part: {} for part in lost}
    for number, text in enumerate(texts if lost else ()):
        for place, part, word in _lost_in(text, lost):
            found[part][number, *place] = word
    places = {
        place for part, words in found.items() if len(set(words.values())) >= _LEAST_LOST for place in words
    }  # fmt: skip
    for number, at, letters in sorted(places, reverse=True):
        put(number, at, letters)


def _lost_in(text: str, lost: Sequence[str]) -> Iterator[tuple[Place, str, str]]:
    """Where words of a line are known with letters put in: the place and what to write there, the letters, the word.

    A blank is written over; where there is none, the letter before is written again.
    """
    before: re.Match[str] | None = None
    for match in _LETTERS.finditer(text):
        near = before if before and text[before.end() : match.start()] == " " else None
        before, word = match, match[0]
        small = word.lower()
        for part in lost:
            joined = near[0].lower() + part + small if near else ""
            if near and joined in _COMMON:
                yield (near.end(), part), part, joined
                continue
            for at in range(1, len(word) if len(word) > 2 and small not in _COMMON else 0):
                if small[:at] + part + small[at:] in _COMMON:
                    yield (match.start() + at - 1, word[at - 1] + part), part, small
                    break


def with_letters(text: str) -> str:
    """The text with the signs known from Calibri written as letters, where they stand inside Latin words."""
    if not has_stray(text):
        return text
    return _WORD.sub(lambda word: _SIGN.sub(lambda sign: _CALIBRI.get(sign[0], sign[0]), word[0]), text)


def mend(texts: Sequence[str], put: Callable[[int, int, str], None]) -> dict[int, int]:
    """Find the letters behind stray signs in a document's lines; gives back how many words of a line stay unreadable.

    `put(line, offset, letters)` is called for each sign that is understood, the last of a line first.
    """
    strays = [number for number, text in enumerate(texts) if has_stray(text)]
    known = Counter(word.lower() for text in texts for word in _WORD.findall(text) if not _SIGN.search(word))
    meanings = _meanings((word for number in strays for word in _WORD.findall(texts[number])), known)
    unread: dict[int, int] = {}
    for number in strays:
        for word in reversed(list(_WORD.finditer(texts[number]))):
            found = _letters(word[0], meanings, known)
            if found is None:
                unread[number] = unread.get(number, 0) + 1
                continue
            for offset, letters in reversed(found):
                put(number, word.start() + offset, letters)
    return unread


def _meanings(words: Iterable[str], known: Counter[str]) -> dict[str, str]:
    """What each sign stands for throughout the document: the letters that make most of its words known ones."""
    votes: dict[str, Counter[str]] = {}
    for word in words:
        signs = set(_SIGN.findall(word))
        if len(signs) != 1 or len(word) < 4:
            continue
        sign = signs.pop()
        for part in _PARTS:
            if _is_known(word.replace(sign, part), known):
                votes.setdefault(sign, Counter())[part] += 1
    found = {}
    for sign, counts in votes.items():
        (best, count), *others = counts.most_common(2)
        if count >= 2 and not (others and others[0][1] > 0.34 * count):
            found[sign] = best
    return _CALIBRI | found


def _letters(word: str, meanings: dict[str, str], known: Counter[str]) -> list[Place] | None:
    """The letters for each sign of a word; None where they cannot be told."""
    signs = [(match.start(), match[0]) for match in _SIGN.finditer(word)]
    if not signs or not any(char.isascii() and char.isalpha() for char in word):
        return [] if not signs else None
    told = [(at, meanings[sign]) for at, sign in signs] if all(sign in meanings for _, sign in signs) else None
    if told is not None and (len(signs) > 2 or _is_known(_with(word, told), known)):
        return told
    if len(signs) > 2:
        return None
    for parts in ((a, b) for a in _PARTS for b in (_PARTS if len(signs) > 1 else ("",))):
        found = [(at, part) for (at, _), part in zip(signs, parts, strict=False)]
        if _is_known(_with(word, found), known):
            return found
    return told


def _with(word: str, letters: Sequence[Place]) -> str:
    for at, part in reversed(letters):
        word = word[:at] + part + word[at + 1 :]
    return word


def _is_known(word: str, known: Counter[str]) -> bool:
    word = word.strip("’'").lower()
    return word in _COMMON or word in known or word.removesuffix("s") in _COMMON
