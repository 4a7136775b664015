"""Drafts compared by their texts: over ten pairs made by known edits, what is told is what was edited."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from checker.check.drafts import changed_since, sentences_of
from checker.check.files import Checked
from checker.check.one import Checker
from checker.compare.texts import Text, plain, text_change
from checker.documents.model import Profile
from checker.documents.reader import read_document
from checker.results.model import Check, Passage, TextChange

SOURCES = Path(__file__).resolve().parents[2] / "corpora" / "sources"
ADDED = (
    "Every school names a deputy who takes part in the spring forum.",
    "The hospital trust lends an analyst to the partnership for two days a week.",
    "Minutes are kept by the business unit and sent out within ten working days.",
)


def text_of(*sentences: str) -> Text:
    at, passages = 0, []
    for words in sentences:
        passages.append(Passage(quote=words, start=at, end=at + len(words)))
        at += len(words) + 1
    return Text.of(passages)


def told(passages: Sequence[Passage]) -> list[str]:
    return [passage.quote for passage in passages]


def test_words_that_only_moved_are_neither_new_nor_gone() -> None:
    one, two, three = "The council chairs the board.", "The police lead on data every month.", "Schools meet in May."
    change = text_change(text_of(one, two, three), text_of(three, one, two))
    assert (change.new, change.gone, change.reworded) == ((), (), ())
    assert told([pair.after for pair in change.moved]) == [three]


def test_words_set_otherwise_are_the_same() -> None:
    change = text_change(
        text_of("The multi-agency board, “the Board”, meets."), text_of("the multi agency BOARD - 'the board' - meets")
    )
    assert change == TextChange()


def test_a_changed_sum_is_reworded_and_not_new() -> None:
    change = text_change(
        text_of("The council pays £40,000 a year into the budget."),
        text_of("The council pays £65,000 a year into the budget."),
    )
    assert (change.new, change.gone) == ((), ())
    assert len(change.reworded) == 1


def test_sentences_of_one_pattern_on_other_matters_are_not_one_reworded() -> None:
    change = text_change(
        text_of("The executive board meets every quarter and is chaired by the council."),
        text_of("The learning group meets every month and is chaired by the police."),
    )
    assert not change.reworded
    assert (len(change.new), len(change.gone)) == (1, 1)


def test_a_sentence_cut_in_two_is_reworded_on_both_sides() -> None:
    long = "The scrutineer reports to the board twice a year, and the board answers each report in public by June."
    change = text_change(
        text_of(long),
        text_of(
            "The scrutineer reports to the board twice a year.", "The board answers each report in public by June."
        ),
    )
    assert (change.new, change.gone) == ((), ())


def test_a_short_row_or_entry_under_its_label_is_reworded() -> None:
    change = text_change(
        text_of("Version | 3.1", "Chair: Ann Fell", "Old"), text_of("Version | 3.8", "Chair: Bo Marsh")
    )
    assert [(pair.before.quote, pair.after.quote) for pair in change.reworded] == [
        ("Version | 3.1", "Version | 3.8"),
        ("Chair: Ann Fell", "Chair: Bo Marsh"),
    ]
    assert (told(change.new), told(change.gone)) == ([], ["Old"])


def test_a_word_repeated_less_often_is_not_gone() -> None:
    change = text_change(
        text_of("Chair: the council.", "Members", "Members"), text_of("Chair: the council.", "Members")
    )
    assert change == TextChange()


# --- ten pairs of drafts, made from the sample documents by edits that are known ---


def _body(name: str) -> str:
    text = (SOURCES / name).read_text(encoding="utf-8")
    return text.partition("\n---\n")[2] if text.startswith("---") else text


def _paragraphs(text: str) -> list[int]:
    """Paragraphs of running text with several sentences, by number."""
    parts = text.split("\n\n")
    return [
        at for at, part in enumerate(parts) if re.match(r"[A-Z]|[0-9]+[.][0-9]+ ", part) and len(_sentences(part)) > 1
    ]


def _sentences(part: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9]\.)\s+(?=[A-Z])", part.strip())


def _delete(text: str, chance: random.Random) -> tuple[str, list[str], list[str]]:
    """Without one sentence in each of three paragraphs: (draft, new, gone)."""
    parts, gone = text.split("\n\n"), []
    for at in chance.sample(_paragraphs(text), 3):
        kept = _sentences(parts[at])
        gone.append(re.sub(r"^[0-9.]+ ", "", kept.pop(chance.randrange(len(kept)))))
        parts[at] = " ".join(kept)
    return "\n\n".join(parts), [], gone


def _add(text: str, chance: random.Random) -> tuple[str, list[str], list[str]]:
    parts = text.split("\n\n")
    for words, at in zip(ADDED, chance.sample(_paragraphs(text), 3), strict=True):
        parts[at] += f" {words}"
    return "\n\n".join(parts), list(ADDED), []


def _move(text: str, chance: random.Random) -> tuple[str, list[str], list[str]]:
    first, *sections = text.split("\n## ")
    chance.shuffle(sections)
    return "\n## ".join([first, *(section.rstrip("\n") + "\n" for section in sections)]), [], []


def _all_of_it(text: str, chance: random.Random) -> tuple[str, list[str], list[str]]:
    draft, _, gone = _delete(text, chance)
    draft, new, _ = _add(draft, chance)
    draft, _, _ = _move(draft, chance)
    return draft, new, gone


Edit = Callable[[str, random.Random], tuple[str, list[str], list[str]]]
PAIRS: list[tuple[str, Edit]] = [
    ("wexcombe-arrangements-2019.md", _delete),
    ("wexcombe-arrangements-2019.md", _all_of_it),
    ("pellbrook-southmarch-arrangements-2019.md", _add),
    ("pellbrook-southmarch-arrangements-2019.md", _all_of_it),
    ("thornmarsh-business-case-2019.md", _move),
    ("hallowick-guide-2019.md", _delete),
    ("hallowick-guide-2019.md", _all_of_it),
    ("stannerford-committee-summary-2019.md", _move),
    ("stannerford-report-2020.md", _all_of_it),
    ("pellbrook-southmarch-report-2021.md", _add),
]


def _checked(tmp_path: Path, checker: Checker, before: str, after: str) -> Check:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_text(before, encoding="utf-8")
    second.write_text(after, encoding="utf-8")
    earlier, later = read_document(first), read_document(second)
    profile = Profile(type="arrangements")
    first_check, second_check = (Checked(one, profile, checker.check(one, profile)) for one in (earlier, later))
    return changed_since(first_check, second_check)


@pytest.mark.parametrize(("name", "edit"), PAIRS)
def test_new_and_gone_are_what_was_edited_and_nothing_else(
    name: str, edit: Edit, tmp_path: Path, checker: Checker
) -> None:
    before = _body(name)
    after, new, gone = edit(before, random.Random(name + edit.__name__))
    change = _checked(tmp_path, checker, before, after).change
    assert change is not None
    first, second = (sentences_of(read_document(tmp_path / part)) for part in ("first.md", "second.md"))
    old, later = Text.of(first), Text.of(second)
    # What was put in is told as new, or as the other form of a sentence that was there; and so is what was taken out.
    came = " ".join(plain(item.quote) for item in (*change.text.new, *(pair.after for pair in change.text.reworded)))
    went = " ".join(plain(item.quote) for item in (*change.text.gone, *(pair.before for pair in change.text.reworded)))
    assert [words for words in new if plain(words) not in came] == []
    assert [words for words in gone if plain(words) not in went] == []
    assert len(change.text.new) <= len(new)
    assert len(change.text.gone) <= len(gone)
    for item in change.requirements:  # and no requirement says of words that they are new which the first draft holds
        assert [
            words.quote
            for words in (*item.new, *item.reworded)
            if isinstance(words, Passage) and old.holds(plain(words.quote))
        ] == []
        assert [words.quote for words in item.gone if later.holds(plain(words.quote))] == []
        assert all(old.holds(plain(words.quote)) for words in item.relied if len(words.quote.split()) > 3)
    if not new and not gone:
        assert all(not item.new and not item.gone and not item.reworded for item in change.requirements)
