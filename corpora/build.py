"""Builds the sample corpus: every source in `sources/` into the formats its front matter names.

    python corpora/build.py [--output FOLDER] [NAME ...]

Writes `documents/` and `manifest.csv`; the same sources give the same bytes for the same versions of
the libraries (reportlab, python-docx, Pillow, pypdfium2).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from pathlib import Path

from builders.pdf import as_pdf, as_scan
from builders.plain import as_markdown, as_text
from builders.source import Source, read_source
from builders.web import as_html
from builders.word import as_docx

HERE = Path(__file__).resolve().parent
COLUMNS = ("path", "area", "type", "date", "title")


def _encoded(render: Callable[[Source], str]) -> Callable[[Source], bytes]:
    return lambda source: render(source).encode("utf-8")


# A format's name in the front matter, its suffix, and what renders it.
FORMATS: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "pdf": (".pdf", as_pdf),
    "scan": (".pdf", as_scan),
    "docx": (".docx", as_docx),
    "html": (".html", _encoded(as_html)),
    "md": (".md", _encoded(as_markdown)),
    "txt": (".txt", _encoded(as_text)),
}


def build(output: Path, names: list[str] | None = None) -> list[Path]:
    """Builds all sources (or those named) under `output`; gives back the files written."""
    documents = output / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    rows: list[tuple[str, ...]] = []
    for path in sorted((HERE / "sources").glob("*.md")):
        source = read_source(path)
        for name in source.formats:
            suffix, render = FORMATS[name]
            target = documents / (path.stem + suffix)
            rows.append((f"documents/{target.name}", source.area, source.type, source.date, source.title))
            if not names or path.stem in names:
                target.write_bytes(render(source))
                written.append(target)
    if not names:
        with (output / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the sample corpus from its sources.")
    parser.add_argument("names", nargs="*", help="sources to build, by name; all without one")
    parser.add_argument("--output", type=Path, default=HERE, help="folder to build in (default: corpora)")
    options = parser.parse_args()
    for path in build(options.output, options.names):
        print(f"{path.stat().st_size / 1024:6.0f} KB  {path.name}")


if __name__ == "__main__":
    main()
