"""Reading pictures of pages with Tesseract, where the `ocr` extra and Tesseract are installed."""

from __future__ import annotations

from collections.abc import Callable

from checker.errors import DocumentError

_MISSING = (
    "Reading scanned pages needs Tesseract and the checker's ocr extra. Install Tesseract with its English data, "
    'then run: pip install "safeguarding-checker[ocr]".'
)
# Page segmentation 3: columns and paragraphs are found; a blank line parts paragraphs in the output.
_OPTIONS = "--psm 3 --oem 1"


def recogniser() -> Callable[[object], str]:
    """A function from a page's picture (a PIL image) to its text, paragraphs parted by blank lines.

    Raises DocumentError (ocr-missing) when Tesseract or its Python wrapper is not installed.
    """
    try:
        import pytesseract

        languages = pytesseract.get_languages()
    except (ImportError, OSError, RuntimeError) as problem:
        raise DocumentError("ocr-missing", _MISSING) from problem
    if "eng" not in languages:
        raise DocumentError("ocr-missing", _MISSING)

    def recognise(image: object) -> str:
        try:
            return str(pytesseract.image_to_string(image, lang="eng", config=_OPTIONS, timeout=120))
        except RuntimeError:  # its own errors, and a page that takes too long: the page stays without text
            return ""

    return recognise
