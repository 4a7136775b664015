"""`checker text`, `outline`, `explain` and `schema`: a look at what the checker reads and how it decides."""

from __future__ import annotations

import argparse
import sys

from checker.documents.limits import limits_of
from checker.documents.model import BlockKind
from checker.documents.reader import read_document


def run_text(options: argparse.Namespace) -> int:
    """Print the text that quotes are slices of, exactly."""
    document = read_document(options.file, ocr=options.ocr, limits=limits_of(options.limit))
    sys.stdout.write(document.text)
    if not document.text.endswith("\n"):
        sys.stdout.write("\n")
    return 0


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
