"""Messages that were written for the command line, as the app says them: what to click in place of options."""

from __future__ import annotations

import re

_AGAIN = "“Check it again” on its page"
_IN_THE_APP: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (
            r"It was not judged; --type judges it all the same\.",
            "It was not judged. If it is one of these all the same, say which and check it again.",
        ),
        (r"check that with --ocr, or ask for the text", f"add that; {_AGAIN} can read scans. Or ask for the text"),
        (
            r"--ocr reads (that page|those pages) as a picture, with .*? installed;",
            rf"{_AGAIN} can read \1 as a picture;",
        ),
        (r"`checker check --ocr` can read it, with .*? installed\.", f"{_AGAIN} can read scans."),
        (r", or than --memory allows", ", or than one document may take"),
        (r"need more memory than --memory allows", "need more memory than one document may take. Split it"),
        (r", or give more time with --timeout", ""),
    )
)


def in_the_app(message: str) -> str:
    """The message with what the app offers in place of options of the command line."""
    for pattern, said in _IN_THE_APP:
        message = pattern.sub(said, message)
    return message
