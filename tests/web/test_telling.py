"""What was said for the command line is said for the app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from checker.batch.limits import too_slow_message
from checker.check.one import refuse_unrecognised
from checker.documents.formats.sniff import sniff
from checker.documents.model import Profile
from checker.documents.reader import read_document
from checker.documents.shape.notes import _unreadable
from checker.errors import DocumentError
from checker.web.telling import in_the_app


def message_of(work: Callable[[], object]) -> str:
    """What the error says that this ends in."""
    with pytest.raises(DocumentError) as told:
        work()
    return told.value.message


def blank(folder: Path) -> Path:
    """A PDF with a page without words."""
    made = pdfium.PdfDocument.new()
    made.new_page(300, 300)
    made.save(folder / "blank.pdf")
    return folder / "blank.pdf"


def test_no_message_of_a_document_names_an_option(tmp_path: Path) -> None:
    other = tmp_path / "uniform.md"
    other.write_text("# Uniform policy\n\nA tie is worn.\n", encoding="utf-8")
    profile = Profile(title="Uniform policy", looks_like="a school's policy")
    said = [
        message_of(lambda: refuse_unrecognised(read_document(other), profile)),
        message_of(lambda: read_document(blank(tmp_path))),
        message_of(lambda: sniff(b"\x89PNG" + bytes(20), ".png")),
        too_slow_message("plan.pdf", 120),
        _unreadable(4, " on page 3", [3]),
        _unreadable(4, " on pages 3 and 4", [3, 4]),
    ]
    for message in said:
        assert "--" in message, "the message has changed: is this still needed?"
        assert "--" not in in_the_app(message), message


def test_what_names_no_option_is_left_as_it_is() -> None:
    message = "plan.pdf: The file is empty. Download or save it again."
    assert in_the_app(message) == message
