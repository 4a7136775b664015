"""Killed at any moment and run again, a batch ends as if nothing had happened."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from towns import TOWNS, arrangements

from checker.batch.names import JOURNAL

KILLS = 10
DOCUMENTS = 80


def start(source: Path, output: Path, rules: Path, jobs: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "checker.cli.main", "batch", source, "--output", output, "--rules", rules]
    return subprocess.Popen(
        [*map(str, command), "--jobs", str(jobs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def sound(database: Path) -> bool:
    with sqlite3.connect(database) as connection:
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",) and not orphans


def contents(database: Path) -> list[list[tuple[object, ...]]]:
    """All rows but those that tell of the runs themselves."""
    tables = ("unread", "quotes", "gaps", "document_areas", "findings", "evidence", "requirements", "packs")
    with sqlite3.connect(database) as connection:
        return [sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_and_resumed_gives_the_same(tmp_path: Path, few_rules: Path) -> None:
    chance = random.Random(20180401)
    source = tmp_path / "documents"
    source.mkdir()
    for number in range(DOCUMENTS):
        text = arrangements(TOWNS[number % len(TOWNS)], 5 + 13 * (number % 7))
        (source / f"{number:02}.md").write_text(text, encoding="utf-8")
    (source / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")

    once, often = tmp_path / "once", tmp_path / "often"
    whole = start(source, once, few_rules)
    assert whole.wait(timeout=120) == 3

    killed_with: list[int] = []
    for attempt in range(KILLS):
        process = start(source, often, few_rules, jobs=1 + attempt % 2)
        before, more = size(often / JOURNAL), chance.randrange(3) * 9000
        while process.poll() is None and size(often / JOURNAL) <= before + more:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.02)
        process.kill()
        process.communicate()
        killed_with.append((often / JOURNAL).read_bytes().count(b"\n") - 1)
        if (often / "results.sqlite").exists():
            assert sound(often / "results.sqlite")
    assert 0 < killed_with[0] < DOCUMENTS and killed_with == sorted(killed_with)

    last = start(source, often, few_rules)
    told, _ = last.communicate(timeout=120)
    assert last.returncode == 3 and f"{DOCUMENTS + 1} documents" in told
    assert (often / "results.jsonl").read_bytes() == (once / "results.jsonl").read_bytes()
    assert sound(often / "results.sqlite")
    assert contents(often / "results.sqlite") == contents(once / "results.sqlite")
