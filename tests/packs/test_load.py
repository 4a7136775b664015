"""Packs: the shipped ones are sound, and a broken one says file, line, fault and the nearest valid name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.errors import PackError
from checker.packs.load import load_packs, pack_ids, rules_folder

RULE = "WT18-ARR-FUNDING"
SHARE = "    - partner share, with stated level\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules, to be broken."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    return tmp_path / "rules"


def broken(folder: Path, old: str, new: str) -> str:
    path = folder / "wt2018-arrangements" / f"{RULE}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_packs(["wt2018-arrangements"], folder)
    assert f"{RULE}.yaml" in caught.value.message
    return caught.value.message


def test_the_catalogue_is_complete() -> None:
    packs = {pack.head.id: len(pack.rules) for pack in load_packs(pack_ids(rules_folder()), rules_folder())}
    assert packs["wt2018-arrangements"] == 22
    assert packs["wt2018-yearly-report"] == 12
    assert packs["wt2023-arrangements"] == 26
    assert packs["wt2023-yearly-report"] == 17
    assert packs["ofsted-lscb"] == 14


def test_a_misspelt_key_is_refused_with_the_nearest(folder: Path) -> None:
    message = broken(folder, "looked for:", "looked four:")
    assert "line" in message and "looked for" in message


def test_an_unknown_name_is_refused_with_the_nearest_and_its_line(folder: Path) -> None:
    message = broken(folder, "  - funding, with joint work", "  - fundng, with joint work")
    assert "'fundng'" in message and "Did you mean 'funding'?" in message and "line" in message


def test_yaml_that_does_not_parse_names_the_line(folder: Path) -> None:
    assert "not valid YAML" in broken(folder, "theme: funding", "theme: [funding")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "    - partner share, with stated level\n",
            "    - partner share with stated level\n",
            "a comma before 'with'",
        ),
        (SHARE, "    - [partner share]\n", "is no line"),
        (SHARE, "    - only if named\n", "is no condition"),
        (SHARE, "    - even if a hope\n", "is no way to be weak"),
        (SHARE, "    - Partner share\n", "is no name"),
        ("  that the partners fund the arrangements:\n    - funding\n", "  the rest: as before\n", "as before"),
        ("vocabulary: arrangements/funding", "vocabulary: arrangements/fundng", "there is no vocabulary"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_to_write(folder: Path, old: str, new: str, says: str) -> None:
    message = broken(folder, old, new)
    assert says in message


def test_a_line_that_cannot_be_read_is_told_by_its_number(folder: Path) -> None:
    message = broken(folder, SHARE, "    - partner share with level\n")
    lines = (folder / "wt2018-arrangements" / f"{RULE}.yaml").read_text(encoding="utf-8").splitlines()
    assert f"line {lines.index('    - partner share with level') + 1}:" in message


def test_a_rule_is_short_before_its_examples() -> None:
    for path in rules_folder().glob("*/[A-Z]*.yaml"):
        before = path.read_text(encoding="utf-8").partition("\nexamples:")[0]
        assert len(before.splitlines()) <= 60, f"{path.name}: put its words into a file of rules/vocabulary"


def test_a_vocabulary_of_a_rule_may_not_have_the_name_of_a_shared_one(folder: Path) -> None:
    message = broken(folder, "vocabulary: arrangements/funding\n", "words:\n  funding: [money]\n")
    assert "has the name of another" in message and "more words" in message


def test_a_key_that_stands_twice_is_refused_with_its_line(folder: Path) -> None:
    message = broken(folder, "theme: funding", "theme: funding\ntheme: money")
    assert "line 4:" in message and "second time" in message


def test_aliases_are_refused(folder: Path) -> None:
    assert "aliases" in broken(folder, "theme: funding", "theme: &a funding\nadvice: *a")


def test_an_unknown_pack_names_the_nearest(folder: Path) -> None:
    with pytest.raises(PackError, match="Did you mean 'wt2018-arrangements'"):
        load_packs(["wt2018-arangements"], folder)


def test_python_objects_in_yaml_are_never_made(folder: Path) -> None:
    assert "not valid YAML" in broken(folder, "theme: funding", "theme: !!python/object/apply:os.getcwd []")


def test_a_pack_is_the_same_whether_it_was_read_anew_or_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = rules_folder()
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    anew = load_packs(["wt2018-arrangements"], folder)
    for path in tmp_path.glob("pack-*"):
        path.unlink()  # the vocabularies stay kept
    assert load_packs(["wt2018-arrangements"], folder) == anew
    assert load_packs(["wt2018-arrangements"], folder) == anew  # all of it kept
