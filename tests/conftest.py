"""Fixtures that several test modules share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.shape.assemble import assemble

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# Commands that tests start keep what they compile here, not in the folder of whoever runs the tests.
os.environ.setdefault("CHECKER_CACHE", str(ROOT / ".cache" / "vocabularies"))
# The same examples each time, however slow the machine: a test fails by what it found and never by the clock.
settings.register_profile(
    "by-what-is-found", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("by-what-is-found")


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The shipped packs, loaded once."""
    return Checker.load()


@pytest.fixture(scope="session")
def read_md() -> Callable[[str], Document]:
    """A document from Markdown text."""

    def read(text: str) -> Document:
        return assemble(read_markdown(text), "passage.md", hashlib.sha256(text.encode()).hexdigest())

    return read


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; the test is skipped where it is not present."""
    if not SHARED.is_dir():
        pytest.skip("the real documents are not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the gallery, made anew from the sample corpus."""
    from reports.build import build

    folder = tmp_path_factory.mktemp("gallery")
    build(folder)
    return folder
