"""What is shown for a sentence: lists with their leads, rows whole, nothing that says little by itself."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from checker.assessment import beside
from checker.assessment.candidates import Candidates
from checker.assessment.evidence import Asked, choose, or_heading, passage, said_before
from checker.documents.model import Document
from checker.documents.sentence_set import SentenceSet
from checker.results.model import Evidence, Verdict

Read = Callable[[str], Document]
TEXT = """
# Arrangements for Norwold

## Partners

The safeguarding partners are:

- Norwold Council (Chief Executive)
- NHS Norwold Clinical Commissioning Group (Accountable Officer)

The scrutineer, who is appointed each year by the three partners together:

- visits two teams each quarter with no notice given
- writes to the partners about what was found there

Each of the following points is set out in the arrangements.

- How the partners will hear from children who live away from home

The shares that the partners pay for 2019/20 are as follows:

| Partner | Share |
| --- | --- |
| Norwold Council | £60,000. Paid in April. |
| Norwold Police | £20,000. Paid in May. |

The partners will publish what they have decided: details will follow:
"""


def matches_of(document: Document) -> Any:
    """As much of the matches as choosing asks for: which sentences a block has, and that all may be evidence."""
    blocks = []
    for at in range(len(document.blocks)):
        own = [number for number, sentence in enumerate(document.sentences) if sentence.block == at]
        blocks.append((own[0], own[-1] + 1) if own else (0, 0))
    every = SentenceSet.between(0, len(document.sentences))
    return SimpleNamespace(document=document, blocks=blocks, body=every)


def number_of(document: Document, words: str) -> int:
    return next(n for n, s in enumerate(document.sentences) if words in document.text[s.start : s.end])


def shown(document: Document, words: str) -> str:
    start, end = Candidates(matches_of(document))[number_of(document, words)].span
    return " / ".join(document.text[start:end].split("\n")).replace(" /  / ", " / ")


@pytest.mark.parametrize(
    ("words", "begins", "holds"),
    [
        ("safeguarding partners are", "The safeguarding partners are", "Accountable Officer"),
        ("Norwold Clinical", "The safeguarding partners are", "Accountable Officer"),  # a mere name
        ("visits two teams", "The scrutineer, who", "no notice given"),  # goes on with its lead's sentence
        ("following points", "Each of the following", "who live away from home"),
        ("How the partners will hear", "How the partners", "away from home"),  # says something by itself
        ("Paid in April", "Norwold Council", "Paid in April"),  # a cell: its row
    ],
)
def test_what_is_shown_can_be_understood(words: str, begins: str, holds: str, read_md: Read) -> None:
    text = shown(read_md(TEXT), words)
    assert text.startswith(begins)
    assert holds in text


def chosen(document: Document, chances: dict[str, float], verdict: Verdict = Verdict.MET, **more: Any) -> list[str]:
    chance = np.zeros(len(document.sentences), np.float32)
    margin = np.ones(len(document.sentences), np.float32)
    for words, likely in chances.items():
        chance[number_of(document, words)] = likely
    for words in more.pop("elsewhere", ()):
        margin[number_of(document, words)] = -2
    weighed: Any = SimpleNamespace(verdict=verdict, chance=chance, margin=margin)
    weak = SentenceSet.of(number_of(document, words) for words in more.pop("weak", ()))
    about = more.pop("about", None)
    on_it = None if about is None else SentenceSet.of(number_of(document, words) for words in about)
    asked = Asked(**more)
    return [evidence.quote for evidence in choose(weighed, Candidates(matches_of(document)), [], weak, on_it, asked)]


def test_a_second_passage_must_be_likely_and_on_the_matter(read_md: Read) -> None:
    document = read_md(TEXT)
    both = {"visits two teams": 0.8, "How the partners will hear": 0.5}
    assert len(chosen(document, both)) == 2
    assert len(chosen(document, both, elsewhere=["How the partners will hear"])) == 1
    assert len(chosen(document, {**both, "How the partners will hear": 0.1})) == 1


def test_what_is_weak_or_beside_the_point_gives_way(read_md: Read) -> None:
    document = read_md(TEXT)
    both = {"visits two teams": 0.7, "How the partners will hear": 0.65}
    assert chosen(document, both)[0].startswith("The scrutineer")
    assert chosen(document, both, weak=["visits two teams"])[0].startswith("How")
    beside = chosen(document, both, Verdict.WEAK, about=["How the partners will hear"])
    assert beside[0].startswith("How")


def test_a_lead_without_its_list_is_shown_only_where_there_is_nothing_better(read_md: Read) -> None:
    document = read_md(TEXT)
    assert chosen(document, {"details will follow": 0.9, "How the partners": 0.4})[0].startswith("How")
    assert len(chosen(document, {"details will follow": 0.9})) == 1


MORE = """
# Yearly report 2023/24

## Money

Norwold Council paid £60,000 and the constabulary £20,000.

For completeness: the £9,000 for the youth court is none of ours.

(Feedback of practitioners)

Home > About the partnership > How money is raised

Ring 0000 555 0100, day or night.

PART ONE: PURPOSE PART TWO: THE PARTNERS AND THEIR OFFICERS PART THREE: MONEY PART FOUR: WHO SCRUTINISES THEM

Charities and places of worship. Two people whom they choose come to every meeting of the group.

## Links

- **Norwold Health Board.** Reads the report each autumn and answers in writing.
- Works with the three neighbouring boroughs on training.

The partners in Norwold are –

- Norwold Council
- Norwold Constabulary
"""


@pytest.mark.parametrize(
    "words", ["none of ours", "Feedback of", "Ring 0000", "PART ONE", "Charities and places of worship", "Home > About"]
)
def test_labels_asides_numbers_and_what_is_disowned_are_shown_for_want_of_better(words: str, read_md: Read) -> None:
    document = read_md(MORE)
    assert chosen(document, {words: 0.9, "paid £60,000": 0.5}) == [
        "Norwold Council paid £60,000 and the constabulary £20,000."
    ]
    assert len(chosen(document, {words: 0.9})) == 1


def test_what_is_hardly_worth_it_comes_first_where_all_that_is_likelier_says_little_or_is_set_back(
    read_md: Read,
) -> None:
    document = read_md(MORE)
    paid = "Norwold Council paid £60,000 and the constabulary £20,000."
    assert chosen(document, {"none of ours": 0.9, "paid £60,000": 0.1}) == [paid]
    assert chosen(document, {"Norwold Health Board": 0.3, "paid £60,000": 0.14}, weak=["Norwold Health Board"]) == [
        paid
    ]
    assert len(chosen(document, {"paid £60,000": 0.1, "Works with the three": 0.09})) == 1


def test_a_sentence_is_looked_at_once_whatever_it_is_shown_for(read_md: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_md(FURTHER)
    asked: list[str] = []
    monkeypatch.setattr(beside, "is_of_guidance", lambda text: bool(asked.append(text)))
    candidates = Candidates(matches_of(document))
    for chance in (0.9, 0.5):
        chances = np.full(len(document.sentences), chance, np.float32)
        weighed: Any = SimpleNamespace(verdict=Verdict.MET, chance=chances, margin=chances)
        choose(weighed, candidates, [], SentenceSet())
    assert asked
    assert len(asked) == len(set(asked))


def test_an_item_is_shown_with_the_name_that_it_opens_with(read_md: Read) -> None:
    document = read_md(MORE)
    assert shown(document, "Reads the report").startswith("Norwold Health Board. Reads the report")
    assert shown(document, "Works with").startswith("Works with")


def test_a_dash_leads_into_a_list_as_a_colon_does(read_md: Read) -> None:
    assert shown(read_md(MORE), "partners in Norwold are").endswith("Norwold Constabulary")


def test_a_weak_finding_may_rest_on_the_year_in_the_title(read_md: Read) -> None:
    document = read_md(MORE)
    title, paid = number_of(document, "Yearly report"), number_of(document, "paid £60,000")

    def quotes(number: int, *about: int) -> list[str]:
        sentence = document.sentences[number]
        evidence = passage(document, (sentence.start, sentence.end), weakens=False)
        return [
            each.quote for each in or_heading(document, (evidence,), SentenceSet.of(about), SentenceSet.of([title]))
        ]

    assert quotes(paid) == ["Yearly report 2023/24"]
    assert quotes(paid, paid)[0].startswith("Norwold Council paid")


@pytest.mark.parametrize(("foot", "stays"), [("", True), ("\nNorwold SCP: yearly report 2023/24\n", False)])
def test_the_year_of_a_report_is_told_by_its_title_rather_than_by_the_foot_of_a_page(
    foot: str, stays: bool, read_md: Read
) -> None:
    names = "In this yearly report 2023/24 is looked back on by all who took part in it."
    document = read_md(f"# Yearly report 2023/24\n\n{'' if foot else names}\n\nTwo groups met.\n{foot}")
    title, other = 0, number_of(document, "SCP" if foot else "looked back on")
    sentence = document.sentences[other]
    evidence = passage(document, (sentence.start, sentence.end), weakens=False)
    found = or_heading(document, (evidence,), SentenceSet(), SentenceSet.of([title]))
    assert (found == (evidence,)) is stays


def test_a_sentence_that_opens_with_a_pronoun_is_led_by_the_one_before_it(read_md: Read) -> None:
    text = "The board has set up a group on custody. It is too early to see its impact.\n\nIt meets each month."
    document = read_md(f"# Report\n\n{text}")
    assert said_before(document, number_of(document, "too early")) == "The board has set up a group on custody."
    assert said_before(document, number_of(document, "has set up")) == ""
    assert said_before(document, number_of(document, "each month")) == ""  # another paragraph


def test_of_a_long_sentence_before_one_the_beginning_is_shown_which_names_what_is_meant(read_md: Read) -> None:
    long = "The board's group on custody " + "and on all that goes with it " * 8 + "met."
    document = read_md(f"# Report\n\n{long} It is too early to see its impact.")
    lead = said_before(document, number_of(document, "too early"))
    assert lead.startswith("The board's group on custody and")
    assert lead.endswith(" …")


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("", "It met."),
        ("There is a group.", "There is a group. It met."),
        ("There is a group …", "There is a group … It met."),
        ("The group:", "The group: … It met."),
    ],
)
def test_a_sentence_stands_right_before_the_words_it_leads_and_a_list_may_not(lead: str, told: str) -> None:
    assert Evidence(quote="It met.", start=0, end=7, lead=lead).told == told


SHORT = """
# Arrangements for Norwold

- A threshold document exists.
- Norwold Adults Board. Two gatherings are held in each year.
- Schools

In the week between its meetings the table allots every new case to one of the four teams. Somebody chairs.

The Families First programme asks areas to bring early help and social work together in one service.

Officers in Norwold are digesting the guidance and a paper will be brought in due course.

A group will consider what this means for Norwold and report to the partners in the spring.

| Term | Meaning |
| --- | --- |
| Helping hand | The help that a family gets from the partners |
"""


def test_a_few_words_that_say_it_go_before_many_that_hardly_do(read_md: Read) -> None:
    document = read_md(SHORT)
    few = "A threshold document exists."
    assert chosen(document, {few: 0.6, "In the week": 0.05}, Verdict.WEAK) == [few]
    assert chosen(document, {few: 0.6, "In the week": 0.3}, Verdict.WEAK)[0].startswith("In the week")
    assert chosen(document, {few: 0.6, "In the week": 0.05}, Verdict.MET)[0].startswith("In the week")
    chaired = "Somebody chairs."
    assert chosen(document, {chaired: 0.6, "In the week": 0.05}, Verdict.WEAK) == [chaired]
    label = {"Adults Board.": 0.6, "In the week": 0.05}
    assert chosen(document, label, Verdict.WEAK)[0].startswith("In the week")
    assert chosen(document, {"Schools": 0.6, "In the week": 0.05}, Verdict.WEAK)[0].startswith("In the week")


def test_what_comes_everywhere_gives_way_to_what_is_done_about_it_here(read_md: Read) -> None:
    document = read_md(SHORT)
    both = {"Families First": 0.7, "A group will consider": 0.6}
    assert chosen(document, both, Verdict.WEAK)[0].startswith("A group")
    assert chosen(document, {**both, "A group will consider": 0.4}, Verdict.WEAK)[0].startswith("The Families First")
    digested = {"Officers in Norwold": 0.7, "A group will consider": 0.6}
    assert chosen(document, digested, Verdict.WEAK)[0].startswith("Officers")


def test_a_row_that_explains_a_word_is_shown_for_want_of_better(read_md: Read) -> None:
    document = read_md(SHORT)
    assert chosen(document, {"Helping hand": 0.5, "In the week": 0.2}, Verdict.WEAK)[0].startswith("In the week")


NUMBERED = """
# Report

## 4. From board to partnership

4.1 The board handed over to the partners in the spring.

> **What we hold to**
>
> - We ask twice.
> - We write it down.

4.2 The partners have met six times since then.

### Money

4.3 The partners pay a third each.

## 5. Groups

5.1 There are three groups.
"""


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("handed over", "4. From board to partnership"),
        ("met six times", "4. From board to partnership"),  # behind a box with a heading of its own
        ("pay a third", "Money"),  # under a heading without a number
        ("three groups", "5. Groups"),
    ],
)
def test_a_paragraph_stands_in_the_section_of_its_number(words: str, section: str, read_md: Read) -> None:
    document = read_md(NUMBERED)
    sentence = document.sentences[number_of(document, words)]
    assert passage(document, (sentence.start, sentence.end), weakens=False).section == section


def test_a_line_with_the_number_of_a_section_is_its_heading(read_md: Read) -> None:
    document = read_md(
        "## 3. Area\n\n3.1 All of Norwold.\n\nPART TWO: THE PARTNERS\n\n4. The partners\n\n4.1 There are three."
    )
    sentence = document.sentences[number_of(document, "There are three")]
    assert passage(document, (sentence.start, sentence.end), weakens=False).section == "4 The partners"


FURTHER = """
# Yearly report 2023/24

Ninety nurses were trained in the year.

Working Together 2023 asks for an account of training.

The new manager will plan the courses.

Are nurses trained?

There is not.

Forty teachers came to a day on neglect.
"""


def test_what_is_thin_beside_a_sure_first_passage_is_left_out(read_md: Read) -> None:
    document = read_md(FURTHER)
    assert len(chosen(document, {"Ninety nurses": 0.9, "Forty teachers": 0.4})) == 2
    assert len(chosen(document, {"Ninety nurses": 0.9, "Forty teachers": 0.25})) == 1
    assert len(chosen(document, {"Ninety nurses": 0.6, "Forty teachers": 0.3})) == 2


@pytest.mark.parametrize("words", ["Working Together 2023 asks", "Are nurses trained", "There is not"])
def test_what_tells_nothing_of_the_partnership_is_no_further_passage(words: str, read_md: Read) -> None:
    document = read_md(FURTHER)
    assert chosen(document, {"Ninety nurses": 0.8, words: 0.75}) == ["Ninety nurses were trained in the year."]
    assert len(chosen(document, {words: 0.75})) == 1


def test_what_is_to_come_is_no_answer_where_the_past_is_asked(read_md: Read) -> None:
    document = read_md(FURTHER)
    both = {"Ninety nurses": 0.6, "will plan": 0.8}
    assert len(chosen(document, both)) == 2
    assert chosen(document, both, past=True) == ["Ninety nurses were trained in the year."]


def test_a_sentence_that_says_half_is_shown_behind_the_one_before_it(read_md: Read) -> None:
    document = read_md("# Structure\n\nOur arrangements are out of date in three places. We shall have them mended.\n")
    chance = np.zeros(len(document.sentences), np.float32)
    chance[number_of(document, "We shall have")] = 0.9
    weighed: Any = SimpleNamespace(verdict=Verdict.WEAK, chance=chance, margin=np.ones_like(chance))
    (evidence,) = choose(weighed, Candidates(matches_of(document)), [], SentenceSet.of([]))
    assert evidence.quote == "We shall have them mended."
    assert evidence.lead == "Our arrangements are out of date in three places."


def test_what_a_thing_is_for_gives_way_to_what_is_done_about_it(read_md: Read) -> None:
    purpose, fact = "The purpose of scrutiny is to judge our work.", "We looked at two forms of it in May."
    document = read_md(f"# Scrutiny\n\n{purpose} {fact}\n")
    assert chosen(document, {purpose: 0.85, fact: 0.8}, Verdict.WEAK)[0] == fact
    assert chosen(document, {purpose: 0.95, fact: 0.8}, Verdict.WEAK)[0] == purpose


def test_an_item_of_a_list_is_parted_from_a_lead_that_is_a_sentence() -> None:
    item = Evidence(quote="how it met;", start=0, end=11, lead="It tells three things.")
    assert item.told == "It tells three things. … how it met;"
