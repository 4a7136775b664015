"""A small made-up corpus, and rules that load quickly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from towns import TOWNS, arrangements

from checker.batch.work import Settings
from checker.packs.load import rules_folder

PACK = "wt2018-arrangements"
RULES = ("WT18-ARR-PARTNERS", "WT18-ARR-SCRUTINY")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with five documents, one of them in a folder of its own."""
    folder = tmp_path / "documents"
    (folder / "north").mkdir(parents=True)
    for town in TOWNS:
        place = folder / "north" if town == "Dunsley" else folder
        (place / f"{town.lower()}.md").write_text(arrangements(town), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def few_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of rules with one pack of two requirements: a worker loads it in an instant."""
    shipped, folder = rules_folder(), tmp_path_factory.mktemp("rules")
    shutil.copytree(shipped / "vocabulary", folder / "vocabulary")
    shutil.copy(shipped / "parts.yaml", folder)
    (folder / PACK).mkdir()
    head = yaml.safe_load((shipped / PACK / "pack.yaml").read_text(encoding="utf-8"))
    head["requirements"] = list(RULES)
    (folder / PACK / "pack.yaml").write_text(yaml.safe_dump(head), encoding="utf-8")
    for rule in RULES:
        shutil.copy(shipped / PACK / f"{rule}.yaml", folder / PACK)
    return folder


@pytest.fixture
def settings(few_rules: Path) -> Settings:
    return Settings(rules=few_rules)
