"""Areas that a title tells in plain words, periods in words, and what is no place: all made up for each trap."""

from __future__ import annotations

import hashlib

import pytest

from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Profile
from checker.documents.shape.assemble import assemble
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas
from checker.profile.estimate import about_when
from checker.profile.read import profile_of
from checker.profile.told import told_of

AREAS = load_areas(rules_folder() / "areas.yaml")
BODY = "The council, the health service and the police are equal partners. We meet every month."


def _profile(text: str) -> Profile:
    document = assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())
    return profile_of(document, AREAS)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("How children are kept safe in Ulverdike", "Most families in Ulverdike never meet us."),
        ("What became of our plans for the children of Ulverdike", "There are two front doors in Ulverdike."),
        ("Keeping Ulverdike's children safe", "Ulverdike is a small harbour town."),
        ("KEEPING ULVERDIKE'S CHILDREN SAFE", "Ulverdike is home to 20,000 children."),
        ("Deed concerning the safeguarding of children in the Borough of Ulverdike", "We work across Ulverdike."),
        ("The three partners of Ulverdike tell of their year", "Across Ulverdike, schools helped."),
        ("ULVERDIKE SAFEGUARDING PARTNERS' BOOK", "We work across Ulverdike."),
        ("ULVERDIKE CHILDREN'S SAFEGUARDING ARRANGEMENTS", "Ulverdike Council pays half."),
        ("Ulverdike Together: an account of our year for children", "Ulverdike Council pays half."),
        ("Safeguarding Together Ulverdike", "Ulverdike County Council pays half."),
        ("The Chronicle of the Ulverdike Children's Covenant", "Nobody in Ulverdike is left out."),
        ("Ulverdike: safeguarding children", "The schools in Ulverdike helped."),
        (
            "Safe for life: the ages of Ulverdike's children",
            "Write to hello@ulverdike.example. In Ulverdike we answer.",
        ),
    ],
)
def test_a_title_in_plain_words_tells_the_area(title: str, said: str) -> None:
    profile = _profile(f"# {title}\n\n{BODY}\n\n{said}")
    assert (profile.area, profile.areas) == ("Ulverdike", ("Ulverdike",))
    assert "lverdike" in dict(profile.how)["area"].lower()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Keeping children safe in Every Season", "In every season children are out of doors."),
        ("Brighter Futures: safeguarding children", "We want brighter futures."),
        ("What we owe to Rosalind: how children are kept safe", "Rosalind was six. We asked what Rosalind would say."),
        ("The Candle Book: safeguarding children", "We call it the Candle Book. A candle is lit at each meeting."),
        ("Keeping children safe in Ulverdike", "Nothing else in it bears the name out."),
        ("Brighter Futures\n\n## Safeguarding Children Partnership", "For brighter futures."),
        (
            "Arrangements for safeguarding children\n\nLogos: NHS Cray CCG and Corby Vale Police",
            "Cray, Corby Vale. In Cray and in Corby Vale.",
        ),
        ("Arrangements for safeguarding children\n\nUlverdike Police and Corby Vale NHS Trust", "In June we met."),
    ],
)
def test_a_motto_a_person_or_a_scheme_is_no_area(title: str, body: str) -> None:
    assert _profile(f"# {title}\n\n{BODY}\n\n{body}").area is None


def test_a_name_with_its_line_to_itself_stands_before_the_partnership_on_the_next_line() -> None:
    profile = _profile(f"# ULVERDIKE SOUND\n\n## SAFEGUARDING CHILDREN PARTNERSHIP\n\n{BODY}")
    assert profile.area == "Ulverdike Sound"


def test_places_that_a_title_joins_are_named_together() -> None:
    text = (
        "# Held to our word: what Ulverdike and Cray have promised their children\n\nThe partners are Ulverdike City "
        f"Council, Cray Council, the police and the health board.\n\n{BODY}\n\nCray is the smaller of the two."
    )
    profile = _profile(text)
    assert (profile.area, profile.areas) == ("Ulverdike and Cray", ("Ulverdike", "Cray"))


def test_places_joined_under_one_council_are_one_area() -> None:
    text = (
        "# Ulverdike and the Far Isles: safeguarding children\n\nThe council pays half. There are nine schools in "
        f"Ulverdike and four on the Far Isles.\n\n{BODY}"
    )
    profile = _profile(text)
    assert (profile.area, profile.areas) == ("Ulverdike and the Far Isles", ("Ulverdike and the Far Isles",))


def test_a_list_of_bodies_under_a_title_joins_no_places() -> None:
    text = (
        "# Keeping children safe in Ulverdike\n\n[Logos of Ulverdike Council, NHS Ulverdike CCG and Upper Cray Police]"
        f"\n\n{BODY}\n\nMost families in Ulverdike never meet us. There are nine boards in Upper Cray."
    )
    assert _profile(text).areas == ("Ulverdike",)


def test_one_council_of_two_names_is_one_area() -> None:
    text = (
        "# Ulverdike and the Marshes Safeguarding Children Partnership\n\nUlverdike and the Marshes Council pays half."
        "\n\nThere are nine schools in Ulverdike and four across the Marshes."
    )
    profile = _profile(text)
    assert (profile.area, profile.areas) == ("Ulverdike and the Marshes", ("Ulverdike and the Marshes",))


def test_a_short_form_within_a_longer_name_is_no_listed_area() -> None:
    """A made-up "Hull Ottering" is not Hull; a place that is named by itself as well is."""
    text = "# Hull Ottering: safeguarding children\n\nThe schools in Hull Ottering helped. Hull Ottering Council paid."
    assert _profile(text).area == "Hull Ottering"
    assert _profile("# Hull Scheme: safeguarding children\n\nThe schools in Hull helped.").area == "Kingston upon Hull"


@pytest.mark.parametrize(
    "words", ["In June Safeguarding Children Week was held", "An All-Age Safeguarding Partnership"]
)
def test_months_and_ages_are_no_areas(words: str) -> None:
    assert _profile(f"# Annual report\n\n{words}. {BODY}").area is None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("It tells of the year that started in April 2022 and ended in March 2023.", ("2022-04-01", "2023-03-31")),
        ("The period beginning with 1 April 2022 and ending with 31 March 2023.", ("2022-04-01", "2023-03-31")),
        ("It is about the twelve months that ended on 31 March 2020.", ("2019-04-01", "2020-03-31")),
        ("Work from the first of April 2021 until the last day of March 2022.", ("2021-04-01", "2022-03-31")),
        ("The period from 3 June 2019, the day on which we began, to 2 June 2020.", ("2019-06-03", "2020-06-02")),
        (
            "This account opens on the first day of May 2022 and stops on the last day of April 2023.",
            ("2022-05-01", "2023-04-30"),
        ),
        ("The year that ended on 29 February 2024.", ("2023-03-01", "2024-02-29")),
    ],
)
def test_periods_of_which_both_ends_are_told(words: str, period: tuple[str, str]) -> None:
    found = _profile(f"# Yearly report of the Ulverdike Safeguarding Children Partnership\n\n{words}").period
    assert found is not None
    assert (found.start, found.end) == period


def test_what_happened_between_two_months_is_no_period() -> None:
    text = f"# Annual report 2021/22\n\n{BODY * 6}\n\nBetween May and July 2021 patrols walked the beach."
    found = _profile(text).period
    assert found is not None
    assert (found.start, found.end) == ("2021-04-01", "2022-03-31")


def test_a_span_whose_ends_are_both_told_needs_no_word_of_a_report() -> None:
    told = "What follows begins on the first day of April 2021 and stops on the last day of March 2022."
    found = _profile(f"# How we got on with keeping Ulverdike's children safe\n\n{BODY * 6}\n\n{told}").period
    assert found is not None
    assert (found.start, found.end) == ("2021-04-01", "2022-03-31")


def test_a_month_that_plans_run_to_is_not_when_they_were_written() -> None:
    text = f"# Arrangements agreed in January 2025\n\n{BODY}\n\nThese are the priorities to 31 March 2028."
    document = assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())
    assert about_when(document) == "2025-01-01"


def test_a_guide_to_how_children_are_kept_safe_is_no_report_for_a_year_on_its_cover() -> None:
    title = "# A guide to how we keep children safe across Ulverdike"
    assert (
        _profile(f"{title}\n\n*Ulverdike Safeguarding Children Partnership · 2025-26*\n\n{BODY}").type == "arrangements"
    )


@pytest.mark.parametrize("title", ["Safe in A of the B " * 400, "CHILD AND OF THE " * 400, "A, B and " * 400])
def test_titles_without_end_are_no_titles(title: str) -> None:
    assert told_of(f"{title}\n" * 3 + "Child Safe Abc " * 2_000, [title], AREAS) == []
