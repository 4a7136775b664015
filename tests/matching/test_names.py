"""Names that a document gives for itself: what they stand for, and where they are used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.documents.model import Document
from checker.matching import names
from checker.matching.compile import compile_concepts
from checker.matching.find import find
from checker.matching.names import own_names, uses
from checker.packs.model import Concept

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "short", "said"),
    [
        (
            "A weekly call of managers (the Beacon) is held. The Beacon met twice.",
            "Beacon",
            "A weekly call of managers",
        ),
        ('We have a shared list ("the Slate"). The Slate is read daily.', "Slate", "a shared list"),
        (
            "The council, the force and the board (together: the Trio) pay. The Trio meet in May.",
            "Trio",
            "The council, the force and the board",
        ),
        (
            "There is a meeting of head teachers, known locally as the Bell. The Bell meets termly.",
            "Bell",
            "a meeting of head teachers",
        ),
        (
            "We have a way to settle quarrels, which staff call the Steps. The Steps are short.",
            "Steps",
            "a way to settle quarrels",
        ),
        ("Two people check our work. We call them the Pair. The Pair came.", "Pair", "Two people check our work"),
        (
            "Our guide to levels of need is called Four Doors. Four Doors is new.",
            "Four Doors",
            "Our guide to levels of",
        ),
        (
            "A document called Four Doors, with four levels of need, is used. Four Doors is new.",
            "Four Doors",
            "four lev",
        ),
        ("The Steps are our way to settle quarrels. Use the Steps early.", "Steps", "our way to settle quarrels"),
        ("Safer Merrow (the community safety partnership) met. Safer Merrow paid.", "Safer Merrow", "the community"),
        ("## The Steps: settling quarrels\n\nUse the Steps early.", "Steps", "settling quarrels"),
        (
            "## Glossary\n\nTen-Minute Reads – briefings from reviews\n\n## B\n\nWe send Ten-Minute Reads.",
            "Ten-Minute",
            "b",
        ),
        ("- Keeper means the person in charge;\n\nA meeting chooses the Keeper.", "Keeper", "the person in charge"),
    ],
)
def test_a_name_stands_for_the_words_that_say_what_it_is(read_md: Read, text: str, short: str, said: str) -> None:
    document = read_md(text)
    (name,) = own_names(document)
    assert name.short.startswith(short)
    assert document.text[name.start : name.end].startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "A weekly call (the Beacon) is held.",  # never used again
        "A nurse (Chair) and a head (Chair) came. The Chair spoke.",  # a post in brackets names nothing
        "They look at babies (May) and at gangs (July). It ends in May and July.",
        "Merrow is a town on the coast. The plan is for Merrow.",  # a place
        "Merrow is a learning partnership. Merrow Council and Merrow agree.",
        "The Keeper calls the Table. The Table meets.",  # who calls whom
        "It is a list. It is long.",
    ],
)
def test_other_words_are_no_names(read_md: Read, text: str) -> None:
    assert own_names(read_md(text)) == []


def test_a_name_is_used_by_itself_with_its_article_and_not_where_it_is_defined(read_md: Read) -> None:
    document = read_md(
        "A weekly call (the Beacon) is held. The Beacon met. Beacon House is shut. The Beacon Trust paid. A beacon "
        "was lit."
    )
    (name,) = own_names(document)
    text = document.text
    assert [text[start - 4 : stop + 4] for start, stop in uses(text, name)] == ["the Beacon) is", "The Beacon met"]


def test_a_word_in_every_fifth_sentence_is_no_name(read_md: Read) -> None:
    often = "The Beacon met. " * 8
    assert own_names(read_md(f"A weekly call (the Beacon) is held. {often}")) == []


def found(document: Document, **terms: list[str]) -> dict[str, list[str]]:
    concepts = {name: Concept(means="-", terms=tuple(values)) for name, values in terms.items()}
    matches = find(document, compile_concepts(concepts))
    text, sentences = document.text, document.sentences
    return {
        name: [text[sentences[n].start : sentences[n].end] for n in matches.own[name]]
        for name in terms
        if name in matches.own
    }


def test_what_the_defining_words_mean_the_name_means_before_and_after(read_md: Read) -> None:
    document = read_md(
        "The Steps come first. The Steps are our way to settle quarrels within a week. Managers use the Steps."
    )
    assert found(document, route=["settle .. quarrels"], use=["use ... quarrels"]) == {
        "route": [
            "The Steps come first.",
            "The Steps are our way to settle quarrels within a week.",
            "Managers use the Steps.",
        ],
        "use": ["Managers use the Steps."],
    }


def test_times_and_weaknesses_are_not_taken_over(read_md: Read) -> None:
    document = read_md("A weekly call to be agreed (the Beacon) is held. The Beacon met.")
    terms = {"call": ["call"], "specific": ["weekly"], "deferral": ["to be agreed"]}
    told = found(document, **terms)
    assert told["call"][-1] == "The Beacon met."
    assert len(told["specific"]) == len(told["deferral"]) == 1


def test_words_that_vocabularies_know_keep_their_meaning(read_md: Read) -> None:
    document = read_md("The Executive is where schools are heard. The Executive met.")
    assert found(document, group=["executive"], school=["schools"])["school"] == [
        "The Executive is where schools are heard."
    ]


def test_a_document_without_names_is_found_as_before(read_md: Read) -> None:
    document = read_md("The board meets monthly. It reads what came in.")
    concepts = {"meets": Concept(means="-", terms=("meets",))}
    matcher = compile_concepts(concepts)
    assert find(document, matcher).hits == find(document, matcher, names=False).hits
    assert find(document, matcher).names == ()


def test_many_places_that_may_give_a_name_take_no_long_time(read_md: Read) -> None:
    """A word that is given as a name a thousand times is tried a few times, or this would take a minute."""
    assert len(own_names(read_md("Call call known as " * 4000))) <= 1


def test_a_register_of_thousands_of_names_is_not_looked_for_name_by_name(
    read_md: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(names, "_is_name", lambda _, name: looked.append(name.short))
    own_names(read_md("\n\n".join(f"The Room{number:03} is our way to settle things." for number in range(1, 700))))
    assert 300 < len(looked) <= 400
