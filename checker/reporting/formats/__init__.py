"""One module a report format, each with `render(check, options)`; listed here, loaded when used.

The annotated PDF stands apart, because it needs the document's own file besides the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from checker.reporting.view import RenderOptions
from checker.results.marks import Source
from checker.results.model import Check


@dataclass(frozen=True, slots=True)
class Format:
    """A report format: the name on the command line, the file suffix, and whether it gives bytes."""

    name: str
    suffix: str
    binary: bool
    module: str

    def render(self, check: Check, options: RenderOptions) -> str | bytes:
        """The report of a check: bytes for a binary format, otherwise text."""
        rendered = import_module(f"{__name__}.{self.module}").render(check, options)
        if not isinstance(rendered, bytes if self.binary else str):
            raise TypeError(f"the format {self.name} gave {type(rendered).__name__}")
        return rendered


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("json", ".json", False, "json"),
        Format("html", ".html", False, "html"),
        Format("docx", ".docx", True, "word"),
        Format("xlsx", ".xlsx", True, "excel"),
        Format("md", ".md", False, "markdown"),
    )
}

# The one format that is made upon the document's own file, which has to be a PDF.
ANNOTATED_PDF = "pdf"


def annotate(check: Check, options: RenderOptions, source: Source) -> bytes:
    """The PDF that was checked, with its evidence highlighted. Raises DocumentError: protected, damaged."""
    from checker.reporting.formats.annotated_pdf.annotate import render

    return render(check, options, source)
