"""Characters of symbol fonts as Word names them (w:sym), and the prompts of controls that nobody filled in."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0xA3: "□"}
_WINGDINGS_3 = {0x7D: "▶", 0x22: "↔", 0xC6: "→"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●", 0x34: "▶"}
_SYMBOL = {
    0x2D: "−", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0xA2: "′", 0xA3: "≤", 0xA5: "∞",
    0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xDE: "⇒", 0xA7: "♣", 0xA8: "♦",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE = 0xF000  # Word writes the characters of symbol fonts from here on
_PROMPT_WORDS = ("lick", "ap here", "Choose a", "[Type", "[Document", "[Company", "[Pick")
_PROMPT = re.compile(
    r"(?:Click|Tap)(?: or (?:tap|click))?(?: here| icon)? to (?:enter|add|type|insert|select|choose) "
    r"(?:(?:a|an|your|the) )?(?:text|date|name|title|item|number|picture)\.?|Choose (?:an item|a building block)\."
    r"|Click here and type\.?|\[Type (?:text|here|the [\w ]{4,40}|your [\w ]{4,40})\]"
    r"|\[(?:Document (?:title|subtitle)|Company name|Pick the date)\]"
)


def symbol(font: str | None, code: str | None) -> str:
    """The character that a symbol font draws for a code in hexadecimal; nothing where it is not known."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    number = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    table = _FONTS.get((font or "").strip().lower())
    if table is not None:
        return table.get(number, "")
    return chr(number) if 0x20 <= number < 0xD800 else ""


def without_prompts(text: str) -> str:
    """The text without Word's own prompts to fill something in."""
    return _PROMPT.sub(" ", text) if any(word in text for word in _PROMPT_WORDS) else text
