"""Which documents are checked at all: short made-up texts of many kinds, each read as what it is."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import pytest
import yaml

from checker.check.edition import choose
from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.documents.shape.assemble import assemble
from checker.errors import PackError
from checker.packs.editions import editions_of
from checker.packs.load import rules_folder
from checker.profile.kinds import scorecard
from checker.profile.read import Areas, load_areas, profile_of
from checker.profile.traits import traits
from checker.profile.wording import read_table

HERE = Path(__file__).parent
_TEXT = re.compile(r"^=== (?P<name>\S+) \| ?(?P<facts>[^\n]*)\n(?P<text>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
Case = tuple[str, list[str], str]


def cases(name: str) -> list[Case]:
    found = _TEXT.finditer((HERE / name).read_text(encoding="utf-8"))
    return [(match["name"], [fact.strip() for fact in match["facts"].split("|")], match["text"]) for match in found]


def made(text: str) -> Document:
    return assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas(rules_folder() / "areas.yaml")


NONE_OF_THE_THREE = [case for name in ("none-of-the-three", "longer-none-of-the-three") for case in cases(f"{name}.md")]
PLAIN_ENOUGH = cases("plain-enough.md") + cases("longer-plain-enough.md")


def test_there_are_enough_of_both() -> None:
    assert len(NONE_OF_THE_THREE) >= 30 and len(PLAIN_ENOUGH) >= 30


@pytest.mark.parametrize("case", NONE_OF_THE_THREE, ids=lambda case: case[0])
def test_what_is_none_of_the_three_is_named_for_what_it_is(case: Case, areas: Areas) -> None:
    _, [what], text = case
    profile = profile_of(made(text), areas)
    assert profile.looks_like is not None, profile
    assert what in profile.looks_like


@pytest.mark.parametrize("case", PLAIN_ENOUGH, ids=lambda case: case[0])
def test_what_is_one_of_the_three_is_read_as_that_without_saying_so_plainly(case: Case, areas: Areas) -> None:
    _, [kind, _], text = case
    profile = profile_of(made(text), areas)
    assert (profile.looks_like, profile.type) == (None, kind)


def test_the_edition_of_those_that_have_one_is_found(areas: Areas) -> None:
    editions = editions_of(Checker.load().packs)
    wrong = []
    for name, [_, edition], text in PLAIN_ENOUGH:
        document = made(text)
        chosen = choose(document, profile_of(document, areas), editions)
        judged = chosen.judged.name if chosen.judged else None  # reports of boards are older than every edition
        if edition and edition not in (chosen.edition, judged):
            wrong.append((name, edition, chosen.edition, chosen.why))
    assert wrong == []


OTHERS = HERE.parents[1] / "corpora" / "others"
# Young people who call themselves inspectors, with dates of inspection and grades as Ofsted prints them.
STILL_WRONG = [("blind-14", "21-young-inspectors-report.md", "inspection", None)]


def test_the_documents_near_to_the_three_are_refused_and_the_others_accepted(areas: Areas) -> None:
    wrong, seen = [], 0
    for table in sorted(OTHERS.glob("*/kinds.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            profile = profile_of(read_document(table.parent / row["file"]), areas)
            seen += 1
            if row["kind"] == "none":
                right = profile.looks_like is not None and row["looks"] in profile.looks_like
            else:
                right = (profile.looks_like, profile.type) == (None, row["kind"])
            if not right:
                wrong.append((table.parent.name, row["file"], profile.type, profile.looks_like))
    assert seen > 390
    assert wrong == STILL_WRONG


READERS = HERE.parents[1] / "corpora" / "readers"


def test_every_document_of_the_readers_is_recognised_with_its_type(areas: Areas) -> None:
    about = yaml.safe_load((READERS / "about.yaml").read_text(encoding="utf-8"))
    wrong, seen = [], 0
    for path in sorted(READERS.glob("*/*.md")):
        name = f"{path.parent.name}/{path.name}"
        kind = "yearly-report" if "reports" in path.parent.name else "arrangements"
        profile = profile_of(made(path.read_text(encoding="utf-8")), areas)
        seen += 1
        if (profile.looks_like is not None, profile.type) != (name in about["none-of-the-three"], kind):
            wrong.append((name, profile.type, profile.looks_like))
    assert seen > 100
    assert wrong == []


def test_a_subtitle_that_names_the_three_is_not_one_agencys() -> None:
    title = "How we keep children safe in Wexmoor"
    text = "The council, the NHS and the police ask each other hard questions twice a year. They are equal partners."
    document = made(f"# {title}\n\n**The plan that the council, the NHS and the police must publish**\n\n{text * 12}")
    card = scorecard(document, title)
    assert card.verdict is None, str(card)
    assert all(sign.points > 0 for sign in card.signs), str(card)


def test_a_plain_title_outweighs_what_the_pages_share_with_the_three() -> None:
    title = "Wexmoor Safeguarding Children Partnership: levels of need"
    text = (
        "The council, the police and the integrated care board are equal partners. A scrutineer, relevant agencies, "
        "schools and children were heard. Training and audits follow. "
    )
    card = scorecard(made(f"# {title}\n\n{text * 12}"), title)
    assert card.verdict == "a threshold document", str(card)
    against = [sign for sign in card.signs if sign.points < 0]
    assert against and card.points == sum(sign.points for sign in card.signs)
    assert str(card).splitlines()[-1] == f"{card.points:+d}  in all, 5 would do: a threshold document"


def test_minutes_are_refused_unless_the_report_is_minuted_in_them() -> None:
    title = "Minutes of the meeting of the Health and Wellbeing Board"
    item = "31. Wexmoor Safeguarding Children Partnership Annual Report 2024/25"
    told = (
        "The partnership trained 900 people. Its scrutineer found that schools are heard. Two rapid reviews were held. "
        "Funding rose. Families told of delays. Audits showed more children seen. The executive set its priorities. "
    )
    others = "The dental centre opens in March. Members asked about parking. " * 12
    assert scorecard(made(f"# {title}\n\n{others}"), title).verdict is not None
    assert scorecard(made(f"# {title}\n\n{others}\n\n### {item}\n\n{told * 9}"), title).verdict is None


PROTOCOL = (
    "This protocol says which team rings whom. The council, the police and the integrated care board agreed it. "
    "Practitioners must follow each step and record it. If you disagree, ring your manager. It does not repeat the "
    "published arrangements, the scrutineer's work, the funding or the training of the partnership. "
)
ARRANGEMENTS = (
    "The three safeguarding partners lead together and publish these arrangements. Relevant agencies are named. An "
    "independent scrutineer reports every year. Each partner pays a third. Schools, reviews, training and the views of "
    "children have a part of their own. Disputes go to the chief executives. "
)


@pytest.mark.parametrize(
    ("title", "text", "taken"),
    [
        ("Rothmoor: a protocol for missing children", PROTOCOL, False),
        ("Rothmoor Safeguarding Children Partnership: multi-agency safeguarding arrangements", ARRANGEMENTS, True),
    ],
)
def test_what_a_document_says_it_is_and_its_words_are_weighed(title: str, text: str, taken: bool) -> None:
    card = scorecard(made(f"# {title}\n\n{text * 4}"), title)
    assert card.wording is not None
    assert (card.wording.total > 0) == taken, str(card)
    assert card.wording.shown and str(card.wording) in str(card)
    assert (card.verdict is None) == taken


def test_a_form_that_no_sign_knows_is_called_by_its_title() -> None:
    title = "Glossary of the Rothmoor Safeguarding Children Partnership"
    text = "You will meet these words. Click on one. Please tell us what is missing. Neglect: when needs are not met. "
    assert scorecard(made(f"# {title}\n\n{text * 12}"), title).verdict == "a glossary"


def test_a_text_of_few_words_is_not_weighed() -> None:
    assert scorecard(made("# A plan\n\nThe council and the police meet."), "A plan").wording is None


def test_traits_are_rates_that_a_longer_text_does_not_raise() -> None:
    once, often = (traits(PROTOCOL * times, "A protocol", ["A protocol"]) for times in (6, 60))
    assert once["this: rules"] == pytest.approx(often["this: rules"], rel=0.05)
    assert once["title: rules"] == 1.0 and once["left out"] > 0
    assert {name for name in once if name.startswith("all: ")} == {name for name in often if name.startswith("all: ")}


def test_broken_weights_are_an_error_by_name(tmp_path: Path) -> None:
    for content in ("", "[]", '{"start": 1}', '{"start": "x", "weights": {"title": {"plan": "y"}}}'):
        path = tmp_path / "kinds.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(PackError, match=re.escape(str(path))):
            read_table(path)
    with pytest.raises(PackError):
        read_table(tmp_path / "none.json")


PRACTICE = HERE.parents[1].parent / "shared" / "practice"
CHANGED_IN_THE_YEAR = {"corvenham", "penningholt"}  # reports on 2023/24, for which either edition is right


@pytest.mark.skipif(not PRACTICE.is_dir(), reason="the practice documents are not beside the project")
def test_every_practice_document_is_recognised_with_its_type_and_edition(areas: Areas) -> None:
    editions = editions_of(Checker.load().packs)
    wrong, seen = [], 0
    for path in sorted(PRACTICE.glob("*/*.md")):
        kind = "yearly-report" if "reports" in path.parent.name else "arrangements"
        document = read_document(path)
        profile = profile_of(document, areas)
        edition = choose(document, profile, editions).edition
        expected = "2023" if "wt23" in path.parent.name else "2018"
        if (profile.looks_like, profile.type) != (None, kind):
            wrong.append((path.name, profile.type, profile.looks_like))
        elif edition != expected and path.stem not in CHANGED_IN_THE_YEAR:
            wrong.append((path.name, edition, expected))
        seen += 1
    assert seen >= 60
    assert wrong == []
