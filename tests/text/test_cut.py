"""Words cut to a length."""

from __future__ import annotations

from checker.text.cut import cut_at_word


def test_what_fits_stays_and_what_does_not_is_cut_behind_a_word() -> None:
    assert cut_at_word("Four files a year.", 18) == "Four files a year."
    assert cut_at_word("Four files a year.", 12) == "Four files …"
    assert cut_at_word("Four files a year.", 12, " ...") == "Four files ..."
