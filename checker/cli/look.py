"""`checker text`, `outline`, `explain` and `schema`: a look at what the checker reads and how it decides."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from checker.documents.limits import limits_of
from checker.documents.model import BlockKind, Document
from checker.documents.reader import read_document


def run_text(options: argparse.Namespace) -> int:
    """Print the text that quotes are slices of, exactly."""
    document = read_document(options.file, ocr=options.ocr, limits=limits_of(options.limit))
    if options.how:
        sys.stdout.writelines(f"{line}\n" for line in _how(document))
        return 0
    sys.stdout.write(document.text)
    if not document.text.endswith("\n"):
        sys.stdout.write("\n")
    return 0


def _how(document: Document) -> Iterator[str]:
    """How each page was read, and what was left out."""
    if document.pages is None:
        yield f"The file was read as {document.format}, which has no pages."
    twice = dict(document.second_reading)
    for page in range(1, (document.pages or 0) + 1):
        if page in document.pages_read_by_ocr:
            yield f"page {page}: read by character recognition"
        elif page in document.pages_without_text:
            yield f"page {page}: no text that could be read"
        else:
            yield f"page {page}: {twice.get(page, 'read once')}"
    yield from document.warnings
    if document.furniture:
        yield f"Left out as running headers, footers, page numbers or stamps: {len(document.furniture)} lines."


def run_outline(options: argparse.Namespace) -> int:
    """Print the headings, indented by level, with their pages."""
    document = read_document(options.file, ocr=options.ocr, limits=limits_of(options.limit))
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            page = f"  (page {block.page})" if block.page else ""
            print(f"{'  ' * (block.level - 1)}{document.text[block.start : block.end]}{page}")
    return 0


def run_explain(options: argparse.Namespace) -> int:
    """Show the sentences considered for one requirement, what each matched and how the verdict followed."""
    from checker.check.explain import explain
    from checker.check.files import read_file
    from checker.cli.check import given_by, load_for, reading_by

    checker = load_for(options)
    document, profile = read_file(options.file, checker, given_by(options), reading_by(options))
    for line in explain(document, profile, checker, options.requirement):
        print(line)
    return 0


def run_schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a result."""
    from checker.results.published import schema_text

    sys.stdout.write(schema_text())
    return 0
