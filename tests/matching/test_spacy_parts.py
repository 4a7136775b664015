"""spaCy is imported without its own command line, and stays whole for others."""

from __future__ import annotations

import subprocess
import sys


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_its_command_line_is_not_imported() -> None:
    said = _run("import checker.matching.spacy_parts, sys; print('spacy.cli' in sys.modules, 'spacy' in sys.modules)")
    assert said == "False True"


def test_others_still_get_its_command_line() -> None:
    assert _run("import checker.matching.spacy_parts, spacy.cli; print(spacy.cli.info.__module__)") == "spacy.cli.info"


def test_spacy_that_was_there_before_is_left_alone() -> None:
    code = "import spacy.cli; before = spacy.info; import checker.matching.spacy_parts; "
    assert _run(f"{code}print(before is spacy.info is spacy.cli.info)") == "True"
