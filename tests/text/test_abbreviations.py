"""Abbreviations that a document defines for itself."""

from __future__ import annotations

import pytest

from checker.text.abbreviations import definitions, uses


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Practice Assurance Group (PAG) meets monthly.", "PAG", "Practice Assurance Group"),
        ("Delivery Groups (DGs) report to it.", "DG", "Delivery Groups"),
        ("the Director of Children's Services (DCS) decides", "DCS", "Director of Children's Services"),
        ("CSC (children's social care) attends.", "CSC", "children's social care"),
        ('the Education Safeguarding Forum ("the ESF") meets', "ESF", "Education Safeguarding Forum"),
        ("Multi-Agency Case Audits (MACAs) are held.", "MACA", "Multi-Agency Case Audits"),
    ],
)
def test_a_definition_is_found(text: str, short: str, long: str) -> None:
    (found,) = definitions(text)
    assert (found.short, text[found.start : found.end]) == (short, long)


@pytest.mark.parametrize("text", ["Marlow Council (CEO) attends.", "the plan (FINAL)", "(NHS) first", "one (A) letter"])
def test_letters_that_do_not_agree_define_nothing(text: str) -> None:
    assert list(definitions(text)) == []


def test_uses_are_found_in_singular_and_plural_and_only_as_whole_words() -> None:
    text = "Delivery Groups (DGs): each DG meets; DGs report. EDGE stays."
    assert [text[start:stop] for start, stop, _ in uses(text, list(definitions(text)))] == ["DGs", "DG", "DGs"]
