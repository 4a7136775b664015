"""How much of the words of PDFs the reader gives back, against pdfium's own order of the same words.

    python benchmarks/coverage.py [PDF or folder]...

Prints for each document the share of its words (as a multiset, running headers and footers aside)
that the reader's text holds, then the worst. Words hyphenated over a line end count as joined.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium

from checker.documents.formats.pdf.read import read
from checker.errors import DocumentError

DEFAULT = [Path("../shared/inspection-reports"), Path("../shared/formats")]
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Counter[str]:
    """The words of a text; hyphens are no part of them, so that either way of joining counts."""
    text = re.sub("[\ufffe\x02\xad]\\s*|-\\s*\n\\s*|(?<=\\w)-(?=\\w)", "", text)
    return Counter(WORD.findall(text.lower()))


def covered(path: Path) -> tuple[float, Counter[str], Counter[str]]:
    """The share of a document's words that the reader gives, those lost, and those added."""
    data = path.read_bytes()
    reading = read(data)
    document = pdfium.PdfDocument(data)
    expected: Counter[str] = Counter()
    for page in document:
        expected += words(page.get_textpage().get_text_range().replace("\r\n", "\n"))
    expected -= words("\n".join(text for _, text in reading.furniture))
    given = words("\n".join(draft.text for draft in reading.drafts))
    lost, added = expected - given, given - expected
    return 1 - lost.total() / max(expected.total(), 1), lost, added


def main(arguments: list[str]) -> None:
    """Print the coverage of each document and of the worst."""
    paths: list[Path] = []
    for place in [Path(argument) for argument in arguments] or DEFAULT:
        paths += sorted(place.glob("*.pdf")) if place.is_dir() else [place]
    shares: list[tuple[float, str]] = []
    for path in paths:
        try:
            share, lost, added = covered(path)
        except DocumentError as error:
            print(f"  error  {path.name}: {error.message}")
            continue
        shares.append((share, path.name))
        print(f"{share:8.3%}  lost {dict(lost.most_common(6))}  added {dict(added.most_common(6))}  {path.name}")
    if shares:
        print(f"{len(shares)} documents; worst {min(shares)[0]:.3%} ({min(shares)[1]})")


if __name__ == "__main__":
    main(sys.argv[1:])
