"""The parts of spaCy that matching uses are imported by themselves, and spaCy stays whole for others."""

from __future__ import annotations

import subprocess
import sys

import pytest

_OURS = "import checker.matching.spacy_parts as ours, sys; "


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_pipelines_and_the_command_line_are_not_imported() -> None:
    said = _run(f"{_OURS}print([name in sys.modules for name in ('spacy.cli', 'spacy.pipeline', 'spacy.language')])")
    assert said == "[False, False, False]"


@pytest.mark.parametrize(
    "code",
    [
        "import spacy; spacy.load",
        "from spacy import blank",
        "import spacy.cli; assert spacy.info is spacy.cli.info",
        "from spacy.language import Language; import spacy; assert spacy.Language is Language",
        "from spacy.lang.en import English; assert len(English()('Two words')) == 2",
        "import spacy.matcher; assert spacy.matcher.PhraseMatcher is ours.PhraseMatcher; spacy.Language",
        "import spacy; assert type(spacy.blank('en')('One')) is ours.Doc; assert not hasattr(spacy, 'nothing')",
    ],
)
def test_others_still_get_the_whole_of_it(code: str) -> None:
    _run(f"{_OURS}{code}; assert 'spacy.pipeline' in sys.modules")


def test_what_spacy_does_not_have_is_missing() -> None:
    code = (
        "import importlib.util; print(importlib.util.find_spec('spacy.nothing'), hasattr(sys.modules['spacy'], 'no'))"
    )
    assert _run(_OURS + code) == "None False"


def test_spacy_that_was_there_before_is_left_alone() -> None:
    code = "import spacy, sys; before = spacy.info; import checker.matching.spacy_parts as ours; "
    assert _run(f"{code}print(before is spacy.info, type(spacy.blank('en')('One')) is ours.Doc)") == "True True"
