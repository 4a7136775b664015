"""The lists of words that reading an inspection leans on: classes of words, by name. Owns `words.yaml`.

What a class counts for is learned and stands in tables beside that file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from checker import kept
from checker.errors import PackError

Array = Any  # of numpy, whose types say nothing of shapes

WORDS_FILE = "words.yaml"
_MOST_KNOWN = 100_000  # words whose classes are kept
_MOST_CLASSES = 62  # of one lexicon: a word's classes are bits of one number
OPENS, CLOSES = np.uint64(1 << _MOST_CLASSES), np.uint64(1 << _MOST_CLASSES + 1)  # of pairs that have a class
CLASSES = OPENS - np.uint64(1)


class _Told(dict[str, int]):
    """Words to the bits that a lexicon has of them; filled as they come."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_KNOWN:
            self.clear()
        lexicon = self._lexicon
        found = sum(1 << place for place in set(lexicon.of_word(word)))
        found |= int(OPENS) * lexicon.opens(word) | int(CLOSES) * lexicon.closes(word)
        self[word] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Classes of words by name: which classes a word or a pair of neighbours belongs to."""

    words: Mapping[str, tuple[str, ...]]
    stems: tuple[tuple[str, str], ...]  # (beginning, class), for words that end in a star
    pairs: Mapping[str, tuple[str, ...]]
    pair_stems: Mapping[str, tuple[tuple[str, str], ...]]  # by the first word: (beginning of the pair, class)
    names: tuple[str, ...]  # of the classes, in the order of the file
    _firsts: frozenset[str] = field(init=False, repr=False, compare=False)  # of the pairs that have a class
    _seconds: frozenset[str] = field(init=False, repr=False, compare=False)
    _second_stems: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _by_length: tuple[tuple[int, Mapping[str, tuple[int, ...]]], ...] = field(init=False, repr=False, compare=False)
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    _told: _Told = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        firsts = {pair.partition("_")[0] for pair in self.pairs} | set(self.pair_stems)
        stems = {stem.partition("_")[2] for some in self.pair_stems.values() for stem, _ in some}
        object.__setattr__(self, "_firsts", frozenset(firsts))
        object.__setattr__(self, "_seconds", frozenset(pair.partition("_")[2] for pair in self.pairs))
        object.__setattr__(self, "_second_stems", tuple(stems))
        lengths: dict[int, dict[str, tuple[int, ...]]] = {}
        for order, (stem, _) in enumerate(self.stems):
            of_length = lengths.setdefault(len(stem), {})
            of_length[stem] = (*of_length.get(stem, ()), order)
        object.__setattr__(self, "_by_length", tuple(lengths.items()))
        object.__setattr__(self, "_told", _Told(self))

    def of_word(self, word: str) -> tuple[int, ...]:
        """The classes of a word, as places among `names`."""
        found = self._known.get(word)
        if found is None:
            own = self.words.get(word, ())
            stems = sorted(order for length, stems in self._by_length for order in stems.get(word[:length], ()))
            named = own + tuple(name for order in stems if (name := self.stems[order][1]) not in own)
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[word] = tuple(map(self.names.index, named))
        return found

    def told(self, words: Sequence[str]) -> Array:
        """uint64[words]: the bits of each word: CLASSES, OPENS where it opens a pair that has a class, CLOSES."""
        return np.fromiter(map(self._told.__getitem__, words), np.uint64, len(words))

    def opens(self, word: str) -> bool:
        """Whether a word is the first of any pair that has a class."""
        return word in self._firsts

    def closes(self, word: str) -> bool:
        """Whether a word is the second of any pair that has a class."""
        return word in self._seconds or word.startswith(self._second_stems)

    def of_pair(self, pair: str) -> tuple[int, ...]:
        """The classes of two neighbours joined by "_", as places among `names`."""
        found = self.pairs.get(pair, ())
        stems = self.pair_stems.get(pair[: pair.find("_")])
        if stems:
            found += tuple(name for stem, name in stems if pair.startswith(stem))
        return tuple(map(self.names.index, found))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicons of polarity and, by pack, of themes."""

    polarity: Lexicon
    themes: Mapping[str, Lexicon]
    board: str  # the pack against which the part on a board is read
    report: str  # the pack against which every other report is read


@cache
def vocabulary(folder: Path) -> Vocabulary:
    """The words of `folder/words.yaml`. Raises PackError where the file is missing or no such list."""
    path = folder / WORDS_FILE
    try:
        text = path.read_text(encoding="utf-8")
        raw = kept.made_of("yaml", text, lambda: _parsed(text))
        return Vocabulary(
            polarity=_lexicon(raw["polarity"], raw["pairs"]),
            themes={pack: _lexicon(classes, {}) for pack, classes in raw["themes"].items()},
            board=raw["reads"]["board"],
            report=raw["reads"]["report"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackError("broken-pack", f"{path} cannot be read as lists of words: {error}.") from error


def _parsed(text: str) -> Any:
    import yaml  # what was parsed before is kept: mostly, nothing is parsed

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one, in C
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _lexicon(classes: Mapping[str, str], pairs: Mapping[str, str]) -> Lexicon:
    words: dict[str, tuple[str, ...]] = {}
    neighbours: dict[str, tuple[str, ...]] = {}
    stems: list[tuple[str, str]] = []
    pair_stems: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, text in (*classes.items(), *pairs.items()):
        for word in text.split():
            if "_" in word:
                if word.endswith("*"):
                    first = word.split("_")[0]
                    pair_stems[first] = (*pair_stems.get(first, ()), (word[:-1], name))
                else:
                    neighbours[word] = (*neighbours.get(word, ()), name)
            elif word.endswith("*"):
                stems.append((word[:-1], name))
            else:
                words[word] = (*words.get(word, ()), name)
    names = tuple(dict.fromkeys((*classes, *pairs)))
    if len(names) > _MOST_CLASSES:
        raise TypeError(f"more than {_MOST_CLASSES} classes of words")
    return Lexicon(words, tuple(stems), neighbours, pair_stems, names)
