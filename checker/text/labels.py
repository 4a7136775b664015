"""Printed numbers of lists: letters and roman numerals."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letter(count: int) -> str:
    """1 is "a", 26 "z", 27 "aa", as word processors count; "" below 1."""
    return "" if count < 1 else chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)


def roman(count: int) -> str:
    """1 is "i", 4 "iv"; beyond 3999, figures."""
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, mark in _ROMAN + _ROMAN_SMALL:
        text += mark * (count // value)
        count %= value
    return text
