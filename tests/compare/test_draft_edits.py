"""Ten further pairs of drafts, each made by seven known edits: every "new" and "gone" is true, and none is missed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checker.check.drafts import sentences_of
from checker.compare.texts import Text, plain, text_change
from checker.documents.reader import read_document
from checker.results.model import Passage

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "readers"
DOCUMENTS = (
    "arrangements-3/garsbridge.md",
    "arrangements-4/langstrother.md",
    "arrangements-5/dravenport.md",
    "more-arrangements/carrowby.md",
    "more-reports/sallowfield.md",
    "more-wt23-arrangements/durnholt.md",
    "reports-3/marlstead.md",
    "reports-6/coldharrow.md",
    "wt23-reports-3/castermouth.md",
    "wt23-reports-5/aldenshire.md",
)
ADDED = (
    "A lantern walk for foster carers is held beside the canal on the shortest day.",
    "The registrar of births lends the unit a reading room on alternate Tuesdays.",
    "Whoever borrows it signs the green ledger.",
)
OTHER_WORDS = (("children", "young people"), ("partners", "agencies"), ("year", "twelvemonth"), ("work", "practice"))
HEADING = "Lanterns, ledgers and what became of them"


@dataclass
class Draft:
    """Paragraphs of a document that is edited, and what a comparison has to tell of it."""

    parts: list[str]
    chance: random.Random
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def paragraphs(self, fewest: int) -> list[int]:
        """The paragraphs of running text with so many sentences that are not edited yet, by lot."""
        usable = [
            at
            for at, part in enumerate(self.parts)
            if at not in self.taken and re.match(r"(?:[0-9.]+ )?[A-Z][a-z]", part) and len(sentences(part)) >= fewest
        ]
        self.chance.shuffle(usable)
        return usable


def sentences(part: str) -> list[str]:
    """The sentences of a paragraph, without its number."""
    return re.split(r"(?<=[a-z0-9]\.)\s+(?=[A-Z])", re.sub(r"^[0-9.]+ ", "", part.strip()))


def add(draft: Draft) -> None:
    draft.parts.insert(len(draft.parts) - 2, " ".join(ADDED))
    draft.new += ADDED


def remove(draft: Draft) -> None:
    at = draft.paragraphs(2)[0]
    draft.taken.add(at)
    draft.gone += sentences(draft.parts[at])
    draft.parts[at] = ""


def move(draft: Draft) -> None:
    at = draft.paragraphs(2)[0]
    draft.taken.add(at)
    draft.parts[-1] += "\n\n" + draft.parts[at]
    draft.parts[at] = ""


def reword(draft: Draft) -> None:
    """Other words in one sentence of ten or more."""
    for at in draft.paragraphs(1):
        told = sentences(draft.parts[at])
        for number, words in enumerate(told):
            other = words
            for one, instead in OTHER_WORDS:
                other = re.sub(rf"\b{one}\b", instead, other, count=1)
            if other != words and len(words.split()) > 9 and "*" not in draft.parts[at]:
                draft.parts[at] = " ".join([*told[:number], other, *told[number + 1 :]])
                draft.reworded.append((words, other))
                draft.taken.add(at)
                return
    raise AssertionError("no sentence to put otherwise")


def change_row(draft: Draft) -> None:
    """Another figure in a row of a table."""
    for at, part in enumerate(draft.parts):
        if at in draft.taken or part.count("\n|") < 3:
            continue
        lines = part.split("\n")
        for number in range(2, len(lines)):
            found = re.search(r"\d+(?=\D*\|\s*$)", lines[number])
            if found and lines[number].count("|") >= 3:
                changed = f"{lines[number][: found.start()]}{int(found[0]) + 7}{lines[number][found.end() :]}"
                draft.reworded.append((cell(lines[number]), cell(changed)))
                draft.parts[at] = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
                draft.taken.add(at)
                return


def cell(line: str) -> str:
    return line.strip("| ").split("|")[-1].strip(" *")


def rename(draft: Draft) -> None:
    """A heading of several words put wholly otherwise."""
    usable = [at for at, part in enumerate(draft.parts) if re.match(r"#{2,3} [^\n]*\w+ \w+ \w+[^\n]*$", part)]
    at = draft.chance.choice(usable[1:] or usable)
    draft.gone.append(re.sub(r"^#+ (?:[0-9.]+ )?", "", draft.parts[at]))
    draft.new.append(HEADING)
    draft.parts[at] = f"{draft.parts[at].split(' ')[0]} {HEADING}"


def split(draft: Draft) -> None:
    """A sentence cut in two at ", and"."""
    for at in draft.paragraphs(1):
        cut = re.search(r"(?<=\w), and (?=(?:the|a|it|they|we|each|its|is|are)\b)", draft.parts[at])
        if cut:
            behind = draft.parts[at][cut.end() :]
            draft.parts[at] = f"{draft.parts[at][: cut.start()]}. {behind[:1].upper()}{behind[1:]}"
            return


def edited(name: str) -> tuple[str, str, Draft]:
    before = (FOLDER / name).read_text(encoding="utf-8")
    draft = Draft(before.split("\n\n"), random.Random(name))
    for edit in (change_row, remove, move, reword, split, rename, add):
        edit(draft)
    return before, "\n\n".join(part for part in draft.parts if part), draft


def told(passages: tuple[Passage, ...]) -> list[str]:
    return [plain(passage.quote) for passage in passages]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_new_and_gone_is_true_and_none_is_missed(name: str, tmp_path: Path) -> None:
    before, after, draft = edited(name)
    texts = []
    for file, words in (("first.md", before), ("second.md", after)):
        (tmp_path / file).write_text(words, encoding="utf-8")
        texts.append(Text.of(sentences_of(read_document(tmp_path / file))))
    change = text_change(*texts)
    new = [plain(words) for words in draft.new]
    gone = [key for words in draft.gone if not texts[1].holds(key := plain(words))]
    assert [words for words in told(change.new) if not any(words in one or one in words for one in new)] == []
    assert [words for words in told(change.gone) if not any(words in one or one in words for one in gone)] == []
    assert [words for words in new if words not in " ".join(told(change.new))] == []
    assert [words for words in gone if words not in " ".join(told(change.gone))] == []
    pairs = [(plain(pair.before.quote), plain(pair.after.quote)) for pair in change.reworded]
    for old, later in draft.reworded:
        assert any(plain(old) in one and plain(later) in other for one, other in pairs), (old, pairs)
