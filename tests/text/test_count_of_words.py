"""Words counted without making them."""

from __future__ import annotations

import sys

import pytest

from checker.text.words import count_of_words


@pytest.mark.parametrize(
    "text",
    ["", " ", "one", " one", "one ", "one two", "one\n\ntwo\u2003three \xa0four", "\U0001f600 \ud800", "a\x1cb\u200bc"],
)
def test_words_are_counted_as_blanks_part_them(text: str) -> None:
    assert count_of_words(text) == len(text.split())


def test_every_blank_parts_words() -> None:
    text = "".join(f"a{chr(code)}" for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)

    assert count_of_words(text) == len(text.split())
