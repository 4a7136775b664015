"""Does every highlight of an annotated PDF cover the words it is for? `python -m benchmarks.annotations FOLDER...`

For each PDF in the folders: check it, write its annotated copy, open that copy anew, and read the text that
stands under the QuadPoints of each highlight, character by character. Prints, for each file, how many
quotes are covered (all letters and digits of the quote, or of a table row its cells, stand under its
highlights), how many exactly (and nothing else), whether the source's bytes are unchanged, and what qpdf,
where installed, says of the source and of the copy. The exit status is 1 if fewer than 99 in 100 quotes
are covered.
"""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker import __version__
from checker.check.files import read_and_check
from checker.check.one import Checker, source_of
from checker.documents.formats.pdf.index_pages import own_pages
from checker.documents.model import BlockKind
from checker.errors import DocumentError
from checker.reporting.formats import annotate
from checker.reporting.view import RenderOptions

Span = tuple[int, int]

# A quoted table row repeats the headings of its columns, which are printed at the table's head only.
_COLUMN = re.compile(r"(?:^|(?<=\| ))[^|:]+: ")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one annotated copy showed."""

    quotes: int
    covered: int
    exact: int
    same_bytes: bool
    pages: bool  # as many of the document's own as the source has
    wrong: tuple[tuple[str, str], ...]  # quote, and the text found under its highlights


def words_under(data: bytes) -> dict[Span, str]:
    """The text under each highlight of an annotated copy, by the stretch of text that its name tells."""
    found: dict[Span, str] = {}
    document = pdfium.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        letters = list(_letters(text_page.raw))
        for at in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, at)
            name = _string(annotation, b"NM")
            if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_HIGHLIGHT and name.startswith(
                "checker-"
            ):
                _, start, end, _ = name.split("-")
                span = int(start), int(end)
                boxes = list(_boxes(annotation))
                under = "".join(
                    letter for letter, x, y in letters if any(a <= x <= c and b <= y <= d for a, b, c, d in boxes)
                )
                found[span] = found.get(span, "") + under
            pdfium_c.FPDFPage_CloseAnnot(annotation)
        text_page.close()
        page.close()
    document.close()
    return found


def _letters(text_page: object) -> Iterator[tuple[str, float, float]]:
    """Each printed character with the middle of its box."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, at)
        if code > 0x20 and pdfium_c.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            yield chr(code), (left.value + right.value) / 2, (bottom.value + top.value) / 2


def _boxes(annotation: object) -> Iterator[tuple[float, float, float, float]]:
    points = pdfium_c.FS_QUADPOINTSF()
    for at in range(pdfium_c.FPDFAnnot_CountAttachmentPoints(annotation)):
        pdfium_c.FPDFAnnot_GetAttachmentPoints(annotation, at, points)
        yield points.x3, points.y3, points.x2, points.y2


def _string(annotation: object, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _plain(text: str) -> Counter[str]:
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, letters)
    return Counter(letter for letter in text.lower() if letter.isalnum())


def measure(path: Path, checker: Checker, copy: Path) -> Measured:
    """Annotate one PDF, write it to `copy`, and read it back. Raises DocumentError."""
    read = read_and_check(path, checker)
    document, check = read.document, read.check
    source = source_of(document, check)
    data = annotate(check, RenderOptions(date(2024, 5, 3), __version__), source)
    copy.write_bytes(data)
    under = words_under(data)
    quotes = {(e.start, e.end): e.quote for finding in check.findings for e in finding.evidence}
    rows = [(block.start, block.end) for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    covered = exact = 0
    wrong = []
    for span, quote in quotes.items():
        in_row = any(start <= span[0] < end for start, end in rows)
        wanted, found = _plain(_COLUMN.sub("", quote) if in_row else quote), _plain(under.get(span, ""))
        covered += wanted <= found
        exact += wanted == found
        if wanted != found:
            wrong.append((quote, under.get(span, "")))
    with pdfium.PdfDocument(data) as made, pdfium.PdfDocument(source.data) as held:
        pages = own_pages(made) == len(held)
    return Measured(len(quotes), covered, exact, data[: len(source.data)] == source.data, pages, tuple(wrong))


def _qpdf(path: Path) -> str:
    if shutil.which("qpdf") is None:
        return "-"
    status = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode
    return {0: "clean", 3: "warnings"}.get(status, "errors")


def main(arguments: list[str]) -> int:
    """Measure every PDF below the folders named; `--wrong` shows the quotes that are not exact."""
    show = "--wrong" in arguments
    paths = [path for folder in arguments if folder != "--wrong" for path in sorted(Path(folder).rglob("*.pdf"))]
    checker = Checker.load()
    total: Counter[str] = Counter()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.pdf"
        for path in paths:
            try:
                result = measure(path, checker, copy)
            except DocumentError as error:
                print(f"{path.name}: not annotated ({error.kind})")
                total["not annotated"] += 1
                continue
            before, after = _qpdf(path), _qpdf(copy)
            total.update(files=1, quotes=result.quotes, covered=result.covered, exact=result.exact)
            total.update(
                {
                    "same bytes": result.same_bytes,
                    "same pages": result.pages,
                    "qpdf no worse": after in {before, "clean"},
                }
            )
            print(
                f"{path.name[:50]:50} {result.quotes:4} quotes {result.covered:4} covered {result.exact:4} exactly"
                f"  bytes {'kept' if result.same_bytes else 'CHANGED'}  qpdf {before} -> {after}"
            )
            if show:
                for quote, under in result.wrong:
                    print(f"    quote: {quote}\n    under: {under}")
    print(", ".join(f"{number} {what}" for what, number in total.items()), f"in {time.perf_counter() - began:.1f} s")
    return 0 if total["covered"] >= 0.99 * total["quotes"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
