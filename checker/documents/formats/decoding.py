"""From bytes to text: which encoding a file is written in, and characters that were encoded twice."""

from __future__ import annotations

import codecs
import re

from checker.text.late import late

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SAMPLE = 65536  # bytes
_LOOKED_AT = 4096  # bytes at the start of a file that are looked at
# Characters of UTF-8 that were read as Windows-1252 and written again: "Â£", "â€™", "Ã©".
_BEHIND = "[\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TWICE = late(rf"[ÂÃ]{_BEHIND}|[âï]{_BEHIND}{{2}}")
_LOST_END = late("â€\ufffd")  # a closing quotation mark whose last sign Windows-1252 does not have
_LONE_LEAD = late(r"(?<![^\s>(])Â(?=[ \t]+[^\s<])")  # what is left of a hard blank that became a plain one
_FEW_NULS = 2
_MENDED = "Some characters had been written wrongly (such as “Â£” for “£”) and were mended."
_GUESSED = "The file does not say how its characters are written; they were read as {}."
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman"}
# Quotation marks and dashes of old Macs at the place of words; in Windows-1252 they are capitals with accents.
_MAC = re.compile(rb"[a-z]\xd5[a-z]{1,2}\b|[ (\r\n]\xd2[A-Za-z]|[a-z.,]\xd3[ .,)\r\n]| \xd0 |[a-z]\xc9(?=[ \r\n])")
_WINDOWS = re.compile(rb"[\x91-\x97]")  # the same marks as Windows-1252 writes them


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a warning where its encoding was guessed."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(name, "replace")), None
    wide = _utf16_without_mark(data)
    if wide:
        return _lines(data.decode(wide, "replace")), None
    try:
        return _lines(data.decode("utf-8")), None
    except UnicodeDecodeError:
        name = "mac_roman" if _is_mac(data) else "cp1252"
        return _lines(data.decode(name, "replace")), _GUESSED.format(_NAMES[name])


def _is_mac(data: bytes) -> bool:
    """Whether bytes hold the quotation marks and dashes of old Macs, and none of Windows'."""
    return len(_MAC.findall(data[:_SAMPLE])) > len(_WINDOWS.findall(data[:_SAMPLE]))


def decode_html(data: bytes) -> tuple[str, str | None]:
    """As `decode`, but what a web page declares goes before guessing."""
    if not any(data.startswith(mark) for mark, _ in _MARKS) and not _utf16_without_mark(data):
        declared = _DECLARED.search(data[:_LOOKED_AT])
        name = declared[1].decode("ascii").lower() if declared else ""
        # Browsers read both of these as Windows-1252; a declared UTF-16 cannot be true here.
        name = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
        if name and not name.startswith("utf-16"):
            try:
                return _lines(data.decode(name)), None
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
    return decode(data)


def mend_twice(text: str) -> tuple[str, str | None]:
    """The text with characters mended that were encoded twice, and a warning where there were some."""

    def mended(match: re.Match[str]) -> str:
        raw = b"".join(char.encode("cp1252") if char > "\xff" else char.encode("latin-1") for char in match[0])
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return match[0]

    if not any(lead in text for lead in "ÂÃâï"):
        return text, None
    better = _LONE_LEAD.sub("", _LOST_END.sub("”", _TWICE.sub(mended, text)))
    return better, None if better == text else _MENDED


def is_text(data: bytes) -> bool:
    """Whether bytes are likely written words: no NULs or control characters to speak of."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16_without_mark(data):
        return True
    sample = data[:65536]
    nuls = sample.count(b"\0")
    if nuls <= _FEW_NULS or nuls * 100 <= len(sample):  # some that stand astray among words
        sample = sample.replace(b"\0", b"")
    odd = sum(sample.count(bytes([code])) for code in (*range(0, 9), *range(14, 27), *range(28, 32)))
    if odd * 200 > len(sample) or b"\0" in sample:
        return False
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start < len(sample) - 4:
            high = sum(1 for byte in sample if byte >= 0x80)
            return high * 5 < len(sample)
    return True


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_LOOKED_AT]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
