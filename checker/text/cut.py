"""Words cut to a length, at the end of a word, with a sign that they go on."""

from __future__ import annotations


def cut_at_word(text: str, longest: int, sign: str = " …") -> str:
    """The words as they are, or as many of them as fit into `longest` characters with the sign behind."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + sign
