"""Reports written by `checker check`: one a document, or one brief over all of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checker import __version__
from checker.batch.results import objects_in
from checker.compare.exemplars import Example, examples_of
from checker.errors import OptionError
from checker.reporting import formats
from checker.reporting.files import fitting_name, write_report
from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure


@dataclass(frozen=True, slots=True)
class Done:
    """One file dealt with: its check, or why there is none."""

    path: Path
    check: Check | None
    failure: Failure | None
    annotated: bytes | None = None  # the annotated PDF, where one was asked for, until it is written
    unwritten: bool = False  # there is a check, but its report could not be written


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


def refuse_brief(options: argparse.Namespace, kind: str | None) -> None:
    """What cannot be had together is refused before any reading."""
    if options.brief and kind in {"json", "pdf"}:
        raise OptionError("A brief is a report to read: give --output a name that ends in .docx, .html, .md or .xlsx.")
    if options.examples_from and options.audience != "partnership":
        raise OptionError("--examples-from shows a partnership what to add: give it with --audience partnership.")
    if kind == "xlsx" and joint_brief_wanted(options):
        raise OptionError("The brief over several documents is made as .docx, .html or .md.")


def joint_brief_wanted(options: argparse.Namespace) -> bool:
    """Whether several documents are to make one brief: one name of a file is given for all of them."""
    output = options.output
    return bool(options.brief and len(options.files) > 1 and output and output.suffix and not output.is_dir())


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


def refuse_source(target: Path, sources: Sequence[Path]) -> None:
    if any(source.exists() and target.exists() and target.samefile(source) for source in sources):
        raise OptionError(f"--output {target} is the document itself; give the report another name.")


def complain(failure: Failure) -> None:
    print(f"checker: {failure.message}", file=sys.stderr)
