"""Words: where each token of a text stands."""

from __future__ import annotations

import pytest

from checker.matching.language import Words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The MASH’s  £1,134 (2019/20).", ["The", "MASH", "’s", "£", "1,134", "(", "2019/20", ")", "."]),
        (" naïve\tcafé_5\n½ a", ["naïve", "café", "_", "5", "½", "a"]),
        ("", []),
    ],
)
def test_a_token_is_the_words_between_its_offsets(text: str, told: list[str]) -> None:
    tokens = Words().tokens(text)
    assert [token.text for token in tokens.doc] == told
    assert [text[start:stop] for start, stop in zip(tokens.starts, tokens.stops, strict=True)] == told


def test_stretches_of_a_text_keep_its_offsets() -> None:
    text = "One two. Three four. Five six."
    tokens = Words().tokens(text, [(0, 8), (21, 30)])
    assert [text[start:stop] for start, stop in zip(tokens.starts, tokens.stops, strict=True)] == [
        *("One", "two", "."),
        *("Five", "six", "."),
    ]
