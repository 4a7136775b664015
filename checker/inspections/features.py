"""The words of sentences as features for learned weights: words, neighbours, and classes of words.

Training and reading see a sentence through this one module. The classes stand as data in
`rules/inspections/words.yaml`; what they and the words count for stands beside them in tables that
`python -m benchmarks.train_inspections` makes. Pure, apart from reading that one file.

Features are plain strings: `clear` a word, `not_clear` two neighbours, `+praise` a class of words,
`not~praise` a class some words behind another, `1+praise` a class in the first or second half of a
sentence that turns, `<...>` what holds of the sentence before. A number is "#"; a capitalised word
within a sentence is "Name", so that no table knows a place or a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from checker.errors import PackError

WORDS_FILE = "words.yaml"
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.%]*|[;,]")
_REACH = 6  # words within which one class turns another round: "not always seen as robust"
_CUE = 2.5  # what a class counts beside a word, chosen by benchmarks.inspection_sentences on reports left out
_THEME_CUE = 1.5
_BEFORE = 0.3  # what a word of the sentence before counts
_TURNS = frozenset({"but", "although", "though", "whereas", "however", "despite", "while", "whilst", ";"})
_OPENS = frozenset({"although", "while", "whilst", "despite", "though"})
_SHORTEST_HALF = 4  # words
_PAIRED = frozenset(
    {"not", "lack", "fully", "too", "need", "prevent", "know", "admit", "rather", "only", "some", "most"}
)
_PAIRED_WITH = frozenset(
    {
        "praise",
        "lack",
        "fully",
        "much",
        "improve",
        "drift",
        "harm",
        "area",
        "risk",
        "done",
        "ensures",
        "embed",
        "need",
        "isnot",
    }
)
_BACK = frozenset(
    {"this", "these", "it", "they", "such", "their", "its", "those", "some", "both", "all", "he", "she", "his", "her"}
)
_CONNECTS = frozenset(
    {"however", "as", "a", "result", "consequently", "for", "example", "although", "while", "in", "addition", ","}
)
_FAULTY = frozenset({"lack", "drift"})
_TURNED = ("not~praise", "lack~praise", "need~praise", "not~fully", "rather~praise")
_SAYS_BAD = ("+lack", "too~much", "+more-to", "+missed")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes of words by name: which classes a word or a pair of neighbours belongs to."""

    words: Mapping[str, tuple[str, ...]]
    stems: tuple[tuple[str, str], ...]  # (beginning, class), for words that end in a star
    pairs: Mapping[str, tuple[str, ...]]
    pair_stems: Mapping[str, tuple[tuple[str, str], ...]]  # by the first word: (beginning of the pair, class)
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    firsts: frozenset[str] = field(init=False, repr=False, compare=False)  # of the pairs that have a class

    def __post_init__(self) -> None:
        firsts = frozenset({pair.partition("_")[0] for pair in self.pairs} | set(self.pair_stems))
        object.__setattr__(self, "firsts", firsts)

    def of_word(self, word: str) -> tuple[str, ...]:
        """The classes of a word."""
        found = self._known.get(word)
        if found is None:
            found = self.words.get(word, ()) + tuple(
                name for stem, name in self.stems if word.startswith(stem) and name not in self.words.get(word, ())
            )
            self._known[word] = found
        return found

    def of_pair(self, pair: str) -> tuple[str, ...]:
        """The classes of two neighbours joined by "_"."""
        found = self.pairs.get(pair, ())
        stems = self.pair_stems.get(pair[: pair.find("_")])
        if stems:
            found += tuple(name for stem, name in stems if pair.startswith(stem))
        return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicons of polarity and, by pack, of themes."""

    polarity: Lexicon
    themes: Mapping[str, Lexicon]
    board: str  # the pack against which the part on a board is read
    report: str  # the pack against which every other report is read


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence in order, lower case, and the classes of polarity that each belongs to."""

    tokens: tuple[str, ...]
    pairs: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...]
    half: int  # the token at which the sentence turns; 0 where it does not

    @property
    def points_back(self) -> bool:
        """Whether it begins with words that stand for what the sentence before was about."""
        for token in self.tokens[:5]:
            if token in _BACK:
                return True
            if token not in _CONNECTS:
                return False
        return False


@cache
def vocabulary(folder: Path) -> Vocabulary:
    """The words of `folder/words.yaml`. Raises PackError where the file is missing or no such list."""
    path = folder / WORDS_FILE
    try:
        raw = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        return Vocabulary(
            polarity=_lexicon(raw["polarity"], raw["pairs"]),
            themes={pack: _lexicon(classes, {}) for pack, classes in raw["themes"].items()},
            board=raw["reads"]["board"],
            report=raw["reads"]["report"],
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise PackError("broken-pack", f"{path} cannot be read as lists of words: {error}.") from error


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
    return Lexicon(words, tuple(stems), neighbours, pair_stems)


def words_of(text: str, lexicon: Lexicon) -> Words:
    """A sentence as words."""
    tokens: list[str] = []
    for place, found in enumerate(_TOKEN.findall(text)):
        if found[0].isdigit():
            tokens.append("#")
        elif place and found[0].isupper() and not found.isupper():
            tokens.append("Name")
        else:
            tokens.append(found.lower().replace("’", "'"))
    classes = tuple(map(lexicon.of_word, tokens))
    bare = [token for token in tokens if token != ","]
    pairs = tuple(map("_".join, pairwise(bare)))
    return Words(tuple(tokens), pairs, classes, _half(tokens))


def _half(tokens: list[str]) -> int:
    """Where a sentence turns: at "but", or at the comma behind the part that "although" opens."""
    first = 1 if tokens[:1] == ["however"] else 0
    first += first < len(tokens) and tokens[first] == ","
    if first < len(tokens) and tokens[first] in _OPENS:
        comma = next((place for place, token in enumerate(tokens) if place > first + 2 and token == ","), 0)
        return comma if comma < len(tokens) - _SHORTEST_HALF else 0
    for place, token in enumerate(tokens):
        if place >= _SHORTEST_HALF and token in _TURNS and place < len(tokens) - _SHORTEST_HALF + 1:
            return place
    return 0


def polarity_features(sentence: Words, before: Words | None, lexicon: Lexicon) -> dict[str, float]:
    """What a sentence says of how inspectors judge, as features. `before` is the one before it in its paragraph."""
    features: dict[str, float] = dict.fromkeys(sentence.tokens, 1.0)
    features.update(dict.fromkeys(sentence.pairs, 1.0))
    if sentence.tokens:
        features[f"^{sentence.tokens[0]}"] = 1.0
    features.update(dict.fromkeys(_paired(sentence), _CUE))
    for pair in sentence.pairs:
        if pair.partition("_")[0] in lexicon.firsts:
            features.update((f"+{name}", _CUE) for name in lexicon.of_pair(pair))
    halves = _halves(sentence)
    features.update((f"+{name}", _CUE) for name in halves[0] | halves[1])
    turned = any(key in features for key in _TURNED)
    bad = turned or any(key in features for key in _SAYS_BAD)
    features["<fault>" if bad else "<no-fault>"] = _CUE
    if not bad and "+praise" not in features:
        features["<bare>"] = _CUE
    if sentence.half:
        features.update(_of_halves(halves))
    features.update(_before(before))
    return features


def _paired(sentence: Words) -> Iterator[str]:
    """Classes that stand within reach behind a class that turns them: "not ... effective"."""
    open_at: dict[str, int] = {}
    for place, names in enumerate(sentence.classes):
        if place == sentence.half and place:
            open_at.clear()
        for name in names:
            if name in _PAIRED_WITH:
                yield from (f"{other}~{name}" for other, at in open_at.items() if 0 < place - at <= _REACH)
        for name in names:
            if name in _PAIRED:
                open_at[name] = place


def _halves(sentence: Words) -> tuple[set[str], set[str]]:
    """The classes before the turn of a sentence and behind it; all in the first where it does not turn."""
    halves: tuple[set[str], set[str]] = (set(), set())
    for place, names in enumerate(sentence.classes):
        halves[place >= sentence.half > 0].update(names)
    return halves


def _of_halves(halves: tuple[set[str], set[str]]) -> dict[str, float]:
    """What each half holds, and how the two are set against each other."""
    features: dict[str, float] = {}
    signs = ""
    for number, names in enumerate(halves):
        features.update((f"{number + 1}+{name}", _CUE) for name in names)
        faulty = bool(names & _FAULTY) or bool(names & {"not", "need"})
        signs += "-" if faulty else "+" if names & {"praise", "done", "ensures"} else "0"
    return {**features, f"<{signs}>": 1.5 * _CUE}


def _before(before: Words | None) -> dict[str, float]:
    if before is None:
        return {"<first>": 0.5 * _CUE}
    features = {f"<{token}": _BEFORE for token in before.tokens}
    names = {name for of_word in before.classes for name in of_word}
    features["<before-bad>" if names & {"lack", "not", "need", "too"} else "<before-good>"] = 0.5 * _CUE
    return features


def theme_features(
    sentence: Words, before: Words | None, heading: Words | None, lexicon: Lexicon, known: Known | None = None
) -> dict[str, float]:
    """What a sentence is about, as features, by the words that name themes (`lexicon`)."""
    features: dict[str, float] = dict.fromkeys((token for token in sentence.tokens if token not in ",;"), 1.0)
    features.update(dict.fromkeys(sentence.pairs, 1.0))
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for name, place in named(sentence, lexicon, known):
        first.setdefault(name, place)
        count[name] = count.get(name, 0) + 1
    for name, place in first.items():
        features[f"+{name}"] = _THEME_CUE
        features[f"early+{name}"] = _THEME_CUE * max(0.0, 1 - place / 12)
        if count[name] > 1:
            features[f"twice+{name}"] = 0.5 * _THEME_CUE
    features[f"first+{min(first, key=first.__getitem__)}" if first else "<none>"] = _THEME_CUE
    if heading is not None:
        for name, _ in named(heading, lexicon, known):
            features[f"under+{name}"] = 0.4
        features.update({f"under {token}": 0.3 for token in heading.tokens})
    if before is not None:
        back = sentence.points_back
        features.update({f"<{token}": 0.7 if back else 0.3 for token in before.tokens})
        for name, _ in named(before, lexicon, known):
            features[f"<back+{name}" if back or not first else f"<+{name}"] = 0.8 if back or not first else 0.25
    return features


Known = dict[int, tuple[Words, list[tuple[str, int]]]]


def named(sentence: Words, lexicon: Lexicon, known: Known | None = None) -> list[tuple[str, int]]:
    """(theme, place) of every word and pair that names a theme, words first. `known` keeps it for the next sentence."""
    if known is not None and (kept := known.get(id(sentence))) is not None and kept[0] is sentence:
        return kept[1]
    found = [(name, place) for place, token in enumerate(sentence.tokens) for name in lexicon.of_word(token)]
    found += [(name, place) for place, pair in enumerate(sentence.pairs) for name in lexicon.of_pair(pair)]
    if known is not None:
        known[id(sentence)] = sentence, found
    return found
