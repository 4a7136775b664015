"""Compiled vocabularies kept between runs: the same matches, whatever state the kept file is in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker import kept
from checker.matching import cache
from checker.matching.compile import compile_concepts
from checker.matching.find import find
from checker.packs.model import Concept

CONCEPTS = {
    "scrutineer": Concept(means="", terms=("(independent|external) scrutineer", "critical friend")),
    "reports": Concept(means="", terms=("scrutineer ... report", "=reports"), includes=("scrutineer",)),
    "force": Concept(means="", terms=("<Name> Police", "MASH")),
    "fixed-phrase": Concept(means="", terms=("critical friend group",)),
}
TEXT = "An independent scrutineer will write a report. Hallow Police runs the MASH. The critical friend group met."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(kept.OFF, raising=False)
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def found(read_md) -> dict[str, int]:  # type: ignore[no-untyped-def]
    return dict(find(read_md(TEXT), compile_concepts(CONCEPTS)).own)


def test_a_kept_plan_finds_what_a_new_one_finds(folder: Path, read_md) -> None:  # type: ignore[no-untyped-def]
    first = found(read_md)
    (plan,) = folder.iterdir()
    written = plan.stat().st_ino
    assert found(read_md) == first and {"scrutineer", "reports", "force"} <= set(first)
    assert plan.stat().st_ino == written, "the second time it was read, not written"


@pytest.mark.parametrize("damage", [b"", b"{}", b"0" * 64 + b"\n{}", None])
def test_a_damaged_file_is_made_anew(folder: Path, read_md, damage: bytes | None) -> None:  # type: ignore[no-untyped-def]
    first = found(read_md)
    (plan,) = folder.iterdir()
    whole = plan.read_bytes()
    plan.write_bytes(whole[:-20] if damage is None else damage)
    assert found(read_md) == first
    assert plan.read_bytes() == whole


def test_another_vocabulary_is_another_file(folder: Path) -> None:
    compile_concepts(CONCEPTS)
    compile_concepts({**CONCEPTS, "force": Concept(means="", terms=("constabulary",))})
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    read_md,  # type: ignore[no-untyped-def]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "file" / "below"))
    assert found(read_md)


def test_nothing_is_kept_where_that_is_not_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.OFF, "1")
    compile_concepts(CONCEPTS)
    assert not folder.exists()


def test_processes_that_start_together_leave_one_whole_file(folder: Path) -> None:
    code = (
        "from checker.check.one import Checker; checker = Checker.load();"
        "checker.matcher_for(checker.packs_for('yearly-report'))"
    )
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    (plan,) = folder.glob("vocabulary-*")
    assert cache.load(plan.stem.removeprefix("vocabulary-")) is not None
