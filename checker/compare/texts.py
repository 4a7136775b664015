"""Two texts compared sentence by sentence: what is new, what is gone, what was put otherwise, what moved.

A sentence is the same wherever it stands and however it is set: letters and figures count, marks and case do not.
"New" and "gone" are said of the whole text, so that neither can be said of words that the other text holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, LCSseq

from checker.compare.promises import Words, words_of
from checker.results.model import Counterpart, Passage, TextChange

_LETTERS = re.compile(r"[^\W_]+")
_NEAR = 55.0  # of 100, letter by letter: below, two sentences are not looked at word by word
_CANDIDATES = 5  # sentences looked at word by word for each
_SAME_ORDER = 0.45  # the part of the words of two sentences that stand in both, in one order
_SAME_MATTER = 0.5  # the part of what two sentences tell (rare words tell more) that both hold
_ALIKE = 0.8  # the same order for sentences of small words alone
_PART_OF = 90.0  # of 100: a sentence that was cut out of a longer one, or grew into it
_LABEL = re.compile(r"((?:[^\W_]+[^\w|:]*){1,5}?)\s*[|:]\s")  # "Version | 3.1", "Lead officer: ..."
_FEWEST_WORDS = 4  # shorter entries ("Chair") stand in many places, and do not move


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its sentences, with their plain words, and all of them in one string."""

    passages: tuple[Passage, ...]
    keys: tuple[str, ...]
    whole: str

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Text:
        """The text of some sentences in their order; those without letters are left out."""
        told = tuple(passage for passage in passages if _LETTERS.search(passage.quote))
        keys = tuple(plain(passage.quote) for passage in told)
        return cls(told, keys, f" {' '.join(keys)} ")

    def holds(self, key: str) -> bool:
        """Whether these plain words stand somewhere in the text, in this order and side by side."""
        return f" {key} " in self.whole


def plain(words: str) -> str:
    """The letters and figures of some words, in small letters, parted by single spaces."""
    return " ".join(_LETTERS.findall(words.lower()))


def text_change(before: Text, after: Text) -> TextChange:
    """What a later text changed against an earlier one."""
    came = [at for at, key in enumerate(after.keys) if not before.holds(key)]
    went = [at for at, key in enumerate(before.keys) if not after.holds(key)]
    pairs = _pairs(before, after, went, came)
    paired_before, paired_after = {old for old, _ in pairs}, {new for _, new in pairs}
    pairs |= set(_joined((at for at in went if at not in paired_before), before.keys, after.keys))
    pairs |= {
        (old, new) for new, old in _joined((at for at in came if at not in paired_after), after.keys, before.keys)
    }
    pairs |= set(_same_label(before, after, went, came, pairs))
    paired_before, paired_after = {old for old, _ in pairs}, {new for _, new in pairs}
    return TextChange(
        new=tuple(after.passages[at] for at in came if at not in paired_after),
        gone=tuple(before.passages[at] for at in went if at not in paired_before),
        reworded=tuple(
            Counterpart(before.passages[old], after.passages[new])
            for old, new in sorted(pairs, key=lambda pair: (pair[1], pair[0]))
        ),
        moved=tuple(_moved(before, after)),
    )


def _pairs(before: Text, after: Text, went: Sequence[int], came: Sequence[int]) -> set[tuple[int, int]]:
    """Which sentence that went says much the same as which that came; one each, but for what was split or joined."""
    if not went or not came:
        return set()
    old, new = [before.keys[at] for at in went], [after.keys[at] for at in came]
    words = words_of([*before.keys, *after.keys])
    scored: list[tuple[float, int, int]] = []
    for at, key in enumerate(new):
        for candidate, _, place in process.extract(
            key, old, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_CANDIDATES, processor=None
        ):
            alike = _alike(candidate, key, words)
            if alike:
                scored.append((alike, place, at))
    pairs: set[tuple[int, int]] = set()
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, place, at in sorted(scored, reverse=True):
        if place not in taken_old and at not in taken_new:
            pairs.add((place, at))
            taken_old.add(place)
            taken_new.add(at)
    pairs |= {(place, at) for at in range(len(new)) if at not in taken_new for place in _longer(new[at], old)}
    pairs |= {(place, at) for place in range(len(old)) if place not in taken_old for at in _longer(old[place], new)}
    return {(went[place], came[at]) for place, at in pairs}


def _joined(at: Iterable[int], keys: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Long sentences, each with a shorter one of the other text that it holds: one was cut up, or several joined."""
    shorter = [(place, f" {key} ") for place, key in enumerate(others) if len(key.split()) >= _FEWEST_WORDS + 2]
    for number in at:
        within = f" {keys[number]} "
        yield from ((number, place) for place, key in shorter if key in within)


def _same_label(
    before: Text, after: Text, went: Sequence[int], came: Sequence[int], pairs: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Short rows and entries under one label, "Version | 3.1" and "Version | 3.8": one changed into the other."""
    old, new = {at for at, _ in pairs}, {at for _, at in pairs}
    left = _labels(before, (at for at in went if at not in old))
    right = _labels(after, (at for at in came if at not in new))
    yield from ((left[label], right[label]) for label in left.keys() & right.keys())


def _labels(text: Text, numbers: Iterable[int]) -> dict[str, int]:
    """The entries with a label, by it; none where several share one."""
    found: dict[str, list[int]] = {}
    for at in numbers:
        label = _LABEL.match(text.passages[at].quote)
        if label:
            found.setdefault(plain(label[1]), []).append(at)
    return {label: several[0] for label, several in found.items() if label and len(several) == 1}


def _alike(one: str, other: str, words: Words) -> float:
    """How much two sentences are the same statement, 0 to 1; 0 where they are not."""
    order = Indel.normalized_similarity(one.split(), other.split())
    left, right = words.of(one), words.of(other)
    both = words.weight(left) + words.weight(right)
    if not left or not right:
        return order if order >= _ALIKE else 0.0
    matter = 2 * words.weight(left & right) / both
    return (order + matter) / 2 if order >= _SAME_ORDER and matter >= _SAME_MATTER else 0.0


def _longer(key: str, others: Sequence[str]) -> list[int]:
    """The one longer sentence that a sentence was cut out of, or grew into, if there is one."""
    length = len(key.split())
    if length < _FEWEST_WORDS + 2:
        return []
    longer = {place: other for place, other in enumerate(others) if len(other.split()) > length}
    found = process.extractOne(key, longer, scorer=fuzz.partial_ratio, score_cutoff=_PART_OF, processor=None)
    return [found[2]] if found else []


def _moved(before: Text, after: Text) -> Iterable[Counterpart]:
    """Sentences of both texts, each once in either, that stand in another order among those that both hold."""
    once_before, once_after = _once(before.keys), _once(after.keys)
    old = [key for key in before.keys if key in once_before and key in once_after]
    new = [key for key in after.keys if key in once_before and key in once_after]
    kept = {
        key for step in LCSseq.opcodes(old, new) if step.tag == "equal" for key in new[step.dest_start : step.dest_end]
    }
    place = dict(zip(before.keys, before.passages, strict=True))
    for key, passage in zip(after.keys, after.passages, strict=True):
        if key in once_after and key in once_before and key not in kept:
            yield Counterpart(place[key], passage)


def _once(keys: Sequence[str]) -> set[str]:
    return {key for key, count in Counter(keys).items() if count == 1 and len(key.split()) >= _FEWEST_WORDS}
