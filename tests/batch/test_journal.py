"""The journal keeps whole results and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import OptionError
from checker.results.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.journal"


def fill(path: Path, *names: str) -> None:
    with Journal(path) as journal:
        for name in names:
            journal.append(name, f"sha of {name}", "", f'{{"name": "{name} é\\t"}}')


def found(path: Path, *names: str) -> list[bytes | None]:
    with Journal(path) as journal:
        return [journal.line(entry) if (entry := journal.find(name)) else None for name in names]


def test_results_come_back_as_they_were(path: Path) -> None:
    fill(path, "a", "b")
    with Journal(path) as journal:
        journal.append("a", None, "damaged 120 1024", "{}")
        entry = journal.find("a")
        assert entry and (entry.sha256, entry.failure, journal.line(entry)) == (None, "damaged 120 1024", b"{}")
    assert found(path, "a", "b", "c") == [b"{}", '{"name": "b é\\t"}'.encode(), None]


def test_a_journal_torn_anywhere_keeps_the_whole_lines(path: Path) -> None:
    fill(path, "a", "b")
    data = path.read_bytes()
    whole = found(path, "a", "b")
    ends = [position + 1 for position, byte in enumerate(data) if byte == ord("\n")]
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        assert found(path, "a", "b") == [whole[0] if cut >= ends[1] else None, None]
        fill(path, "b")
        assert found(path, "b") == whole[1:]


def test_zeros_after_a_power_failure_are_taken_off(path: Path) -> None:
    fill(path, "a")
    with path.open("ab") as file:
        file.write(b"\0" * 5000)
    fill(path, "b")
    assert None not in found(path, "a", "b")


def test_a_line_damaged_in_the_middle_costs_that_line_only(path: Path) -> None:
    fill(path, "a", "b", "c")
    path.write_bytes(path.read_bytes().replace(b"b \xc3", b"b \xc4"))
    first, second, third = found(path, "a", "b", "c")
    assert first and third and second is None


def test_two_batches_never_write_one_journal(path: Path) -> None:
    pytest.importorskip("fcntl")
    with Journal(path), pytest.raises(OptionError, match="Another batch"):
        Journal(path)
    fill(path, "a")


def test_compacting_drops_what_is_of_no_use_any_more(path: Path) -> None:
    with Journal(path) as journal:
        for number in range(100):
            journal.append(f"old {number}", "sha", "", "x" * 5000)
        journal.append("new", "sha", "", "y")
        journal.compact(["new"])
        journal.append("newer", "sha", "", "z")
    assert path.stat().st_size < 200
    assert found(path, "old 1", "new", "newer") == [None, b"y", b"z"]
