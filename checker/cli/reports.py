"""Reports written by `checker check`: one a document, or one brief over all of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker import __version__
from checker.batch.results import objects_in
from checker.cli.done import Done, complain, refuse_source
from checker.compare.exemplars import Example, examples_of
from checker.errors import OptionError
from checker.reporting import formats
from checker.reporting.files import fitting_name, write_report
from checker.reporting.view import RenderOptions
from checker.results.model import Check


def rendering(options: argparse.Namespace, check: Check | None = None) -> RenderOptions:
    """What the command line says of a report; with a check, also how other areas say what its document lacks."""
    return RenderOptions(
        made_on=date.today(),
        version=__version__,
        audience=options.audience,
        brief_only=options.brief,
        examples=_examples(options.examples_from, check) if check else {},
    )


def _examples(folder: Path | None, check: Check) -> dict[str, Example]:
    if folder is None:
        return {}
    document = check.document
    return examples_of(objects_in(folder), [name for name in (document.area, *document.areas) if name])


def write_joint_brief(options: argparse.Namespace, kind: str, done: Iterator[Done]) -> list[Done]:
    """One brief over all documents: promised, reported and inspected, side by side by theme."""
    from checker.reporting.joint.files import render

    kept = list(done)
    for item in kept:
        if item.failure:
            complain(item.failure)
    checks = [item.check for item in kept if item.check]
    failures = [item.failure for item in kept if item.failure]
    if checks:
        refuse_source(options.output, options.files)
        names = [path.name for path in options.files]
        content = render(kind, checks, failures, rendering(options))
        write_report(options.output, content, names, overwrite=options.overwrite)
        print(f"{len(checks)} documents: {options.output}", file=sys.stderr)
    return kept


def write_reports(options: argparse.Namespace, kind: str, done: Iterator[Done]) -> list[Done]:
    """A report for each document: to the path given, into the folder given, or beside nothing else."""
    format_ = formats.FORMATS.get(kind)  # None for the annotated PDF, which is made with the check
    suffix = format_.suffix if format_ else ".pdf"
    several = len(options.files) > 1
    output = options.output
    if output is not None and str(output) == "-":
        if several or format_ is None or format_.binary:
            raise OptionError("Only one text report at a time can go to standard output; give --output a path.")
    elif several and output is not None and output.suffix and not output.is_dir():
        raise OptionError(f"There are several documents: --output must be a folder, and {output} is not one.")
    used: set[str] = set()
    kept: list[Done] = []
    made: list[tuple[Done, Path | None]] = []
    for item in done:
        kept.append(replace(item, annotated=None))
        if item.failure:
            complain(item.failure)
            made.append((item, None))
            continue
        assert item.check  # noqa: S101 - for the type checker
        content = format_.render(item.check, rendering(options, item.check)) if format_ else item.annotated or b""
        if output is not None and str(output) == "-":
            sys.stdout.write(str(content))
            continue
        target = _target(item.path, output, several, suffix, used)
        try:
            refuse_source(target, options.files)
            write_report(target, content, [item.path.name], overwrite=options.overwrite)
        except OptionError as error:
            if not several:
                raise
            kept[-1] = replace(kept[-1], unwritten=True)  # the others get their reports
            made.append((kept[-1], None))
            print(f"checker: {error.message}", file=sys.stderr)
            continue
        made.append((kept[-1], target))
        print(f"{item.path.name}: {target}", file=sys.stderr)
    if several and kind == "html" and output is not None:
        _write_index(options, made, rendering(options))
    return kept


def _write_index(options: argparse.Namespace, made: list[tuple[Done, Path | None]], shown: RenderOptions) -> None:
    from checker.reporting.index import index_page

    rows = [(item.check, item.failure, target.name if target else None) for item, target in made]
    place = options.output / "index.html"
    names = [path.name for path in options.files]
    write_report(place, index_page(rows, shown), names, overwrite=options.overwrite)
    print(f"All of them: {place}", file=sys.stderr)


def _target(path: Path, output: Path | None, several: bool, suffix: str, used: set[str]) -> Path:
    """Where a report goes; two documents of one name (a.pdf, a.docx) never overwrite each other."""
    if output is not None and not several and not output.is_dir():
        return output
    folder = output or Path()
    name = fitting_name(f"{path.stem}-check" if output is None else path.stem, suffix)
    if name in used:
        name = fitting_name(f"{path.stem}-{path.suffix.lstrip('.')}", suffix)
    number = 2
    while name in used:
        name = fitting_name(f"{path.stem}-{number}", suffix)
        number += 1
    used.add(name)
    return folder / name
