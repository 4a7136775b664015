"""Addresses of sites and mailboxes: found by what they hold, all of those that the whole expression finds."""

from __future__ import annotations

from random import Random

from checker.assessment.evaluate import _ADDRESS, _addresses


def test_no_address_is_lost_by_looking_for_its_dot_or_at_sign_first() -> None:
    lots = Random(5)
    found = 0
    for _ in range(4_000):
        text = "".join(lots.choice("abcd.@- \nA9_") for _ in range(70))
        expected = [address.start() for address in _ADDRESS.finditer(text)]
        assert list(_addresses(text)) == expected, text
        found += len(expected)
    assert found > 100


def test_where_addresses_begin() -> None:
    text = "See www.wexcombe-partnership.org.uk, or write to mash@wexcombe.gov.uk. E.g. nothing."
    assert [text[start : start + 4] for start in _addresses(text)] == ["www.", "mash"]
