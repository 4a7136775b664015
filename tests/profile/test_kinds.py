"""Which documents are checked at all: short made-up texts of many kinds, each read as what it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from checker.check.edition import choose
from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.documents.shape.assemble import assemble
from checker.packs.editions import editions_of
from checker.packs.load import rules_folder
from checker.profile.read import Areas, load_areas, profile_of

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


NONE_OF_THE_THREE = cases("none-of-the-three.md")
PLAIN_ENOUGH = cases("plain-enough.md")


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
        if edition and chosen.edition != edition:
            wrong.append((name, edition, chosen.edition, chosen.why))
    assert wrong == []


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
