"""`checker check`: read, check, and show or write a report for each document."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker import __version__
from checker.check.files import or_failure, read_and_check
from checker.check.given import Given, ReadingOptions
from checker.check.one import Checker, source_of
from checker.compare.drafts import draft_change
from checker.documents.limits import limits_of
from checker.errors import OptionError
from checker.packs.load import rules_folder
from checker.reporting import formats
from checker.reporting.files import fitting_name, write_report
from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

_BY_SUFFIX = {
    ".json": "json",
    ".jsonl": "json",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".md": "md",
    ".pdf": "pdf",
}


@dataclass(frozen=True, slots=True)
class _Done:
    """One file dealt with: its check, or why there is none."""

    path: Path
    check: Check | None
    failure: Failure | None
    annotated: bytes | None = None  # the annotated PDF, where one was asked for, until it is written
    unwritten: bool = False  # there is a check, but its report could not be written


def run_check(options: argparse.Namespace) -> int:
    """Check every file; gives the exit status of the contract."""
    kind = _format(options)
    given_by(options)  # a mistake in a date is an error before any reading
    _refuse_comparison(options)
    checker = load_for(options)
    checker.packs_for("arrangements", options.pack)  # an unknown pack is an error before any reading
    checker.refuse_unknown_edition(options.edition)
    if kind is None:
        return _status(options, _show(_all(options, checker)))
    if kind == "json":
        return _status(options, _write_json(options, _all(options, checker)))
    return _status(options, _write_reports(options, kind, _all(options, checker, annotated=kind == "pdf")))


def load_for(options: argparse.Namespace) -> Checker:
    """The packs of the folder that a command line names, or the shipped ones."""
    folder = options.rules or rules_folder()
    if not folder.is_dir():
        raise OptionError(f"There is no folder of rules at {folder}.")
    checker = Checker.load(folder)
    gc.collect()
    gc.freeze()  # what was loaded once need not be looked at again by the garbage collector
    return checker


def given_by(options: argparse.Namespace) -> Given:
    """What the command line says of a document. Raises OptionError for a date that is none."""
    return Given(
        type=options.type,
        area=options.area,
        title=options.title,
        period=_period(options.period),
        published=_date(options.published),
        edition=options.edition,
    )


def reading_by(options: argparse.Namespace) -> ReadingOptions:
    """How the command line wants files to be read."""
    return ReadingOptions(options.ocr, limits_of(options.limit))


def _all(options: argparse.Namespace, checker: Checker, *, annotated: bool = False) -> Iterator[_Done]:
    """Each file in the order given; one that cannot be read (or annotated) never stops the others."""
    with _progress(len(options.files)) as step:
        for path in options.files:
            step(path.name)
            done = _within_limits(path, options, checker, annotated)
            yield _Done(path, None, done) if isinstance(done, Failure) else done


def _within_limits(path: Path, options: argparse.Namespace, checker: Checker, annotated: bool) -> _Done | Failure:
    """What the work on one file gives, in the time and memory that one document may take."""
    from checker.batch.limits import TooSlow, limited, too_slow_message

    def give_up() -> None:  # a library does not come back: nothing more can be done in this process
        print(f"checker: {too_slow_message(path.name, options.timeout)} Nothing after it was checked.", file=sys.stderr)
        sys.stderr.flush()
        os._exit(3)

    try:
        with limited(options.timeout, options.memory, give_up=give_up):
            return or_failure(path, lambda: _one(path, options, checker, annotated))
    except TooSlow:
        return Failure(str(path), "too-slow", too_slow_message(path.name, options.timeout))


def _one(path: Path, options: argparse.Namespace, checker: Checker, annotated: bool) -> _Done:
    read = read_and_check(path, checker, given_by(options), reading_by(options), options.pack)
    check = _compared(read.check, options, checker) if options.compare else read.check
    if annotated:
        return _Done(path, check, None, formats.annotate(check, _rendering(options), source_of(read.document, check)))
    return _Done(path, check, None)


def _compared(check: Check, options: argparse.Namespace, checker: Checker) -> Check:
    """The check with what changed since the earlier draft, which is read as the same type, against the same packs."""
    same = Given(type=check.document.type, where="as the later draft")
    packs = [pack.id for pack in check.packs]
    earlier = read_and_check(options.compare, checker, same, reading_by(options), packs).check
    return replace(check, change=draft_change(earlier, check))


def _refuse_comparison(options: argparse.Namespace) -> None:
    if options.compare is None:
        return
    if len(options.files) > 1:
        raise OptionError("--compare shows what one document changed: name one FILE with it.")
    if options.compare.suffix.lower() in {".json", ".jsonl"}:
        raise OptionError(
            "--compare takes the earlier document itself, not its results: both are checked with the same rules, "
            "so that every difference comes from the words.",
        )


def _rendering(options: argparse.Namespace) -> RenderOptions:
    return RenderOptions(made_on=date.today(), version=__version__, audience=options.audience)


def _status(options: argparse.Namespace, done: list[_Done]) -> int:
    if any(item.unwritten for item in done):
        return 2
    failures = [item.failure.kind for item in done if item.failure]
    if failures:
        return 2 if set(failures) == {"not-pdf"} else 3
    if options.fail_on:
        threshold = Verdict(options.fail_on)
        if any(finding.verdict.reaches(threshold) for item in done if item.check for finding in item.check.findings):
            return 1
    return 0


def _format(options: argparse.Namespace) -> str | None:
    if options.format:
        return str(options.format)
    if options.output is None:
        return None
    kind = _BY_SUFFIX.get(options.output.suffix.lower())
    if kind is None:
        raise OptionError(
            f"--output {options.output} does not say which kind of report is wanted; "
            "add --format, or give a name that ends in .html, .docx, .xlsx, .md, .json or .pdf.",
        )
    return kind


def _show(done: Iterator[_Done]) -> list[_Done]:
    from rich.console import Console

    from checker.cli.terminal import failure, summary

    console = Console()
    shown: list[_Done] = []
    for item in done:
        if shown:
            console.print()
        if item.check:
            summary(item.check, console)
        elif item.failure:
            failure(item.failure, Console(stderr=True))
        shown.append(item)
    return shown


def _write_json(options: argparse.Namespace, done: Iterator[_Done]) -> list[_Done]:
    """One object a document; a lone one on its own is indented, several stand one a line."""
    from checker.results.published import to_line, to_text

    to_file = options.output is not None and str(options.output) != "-"
    several = len(options.files) > 1
    lines: list[str] = []
    kept: list[_Done] = []
    for item in done:
        kept.append(item)
        if item.check:
            text = to_line(item.check) if several else to_text(item.check)
        else:
            assert item.failure  # noqa: S101 - for the type checker
            text = to_line(item.failure)
            _complain(item.failure)
        if to_file:
            lines.append(text)
        else:
            sys.stdout.write(text.rstrip("\n") + "\n")
    if to_file:
        _refuse_source(options.output, options.files)
        names = [path.name for path in options.files]
        content = "".join(text.rstrip("\n") + "\n" for text in lines)
        write_report(options.output, content, names, overwrite=options.overwrite)
    return kept


def _write_reports(options: argparse.Namespace, kind: str, done: Iterator[_Done]) -> list[_Done]:
    """A report for each document: to the path given, into the folder given, or beside nothing else."""
    format_ = formats.FORMATS.get(kind)  # None for the annotated PDF, which is made with the check
    suffix = format_.suffix if format_ else ".pdf"
    render_options = _rendering(options)
    several = len(options.files) > 1
    output = options.output
    if output is not None and str(output) == "-":
        if several or format_ is None or format_.binary:
            raise OptionError("Only one text report at a time can go to standard output; give --output a path.")
    elif several and output is not None and output.suffix and not output.is_dir():
        raise OptionError(f"There are several documents: --output must be a folder, and {output} is not one.")
    used: set[str] = set()
    kept: list[_Done] = []
    made: list[tuple[_Done, Path | None]] = []
    for item in done:
        kept.append(replace(item, annotated=None))
        if item.failure:
            _complain(item.failure)
            made.append((item, None))
            continue
        assert item.check  # noqa: S101 - for the type checker
        content = format_.render(item.check, render_options) if format_ else item.annotated or b""
        if output is not None and str(output) == "-":
            sys.stdout.write(str(content))
            continue
        target = _target(item.path, output, several, suffix, used)
        try:
            _refuse_source(target, options.files)
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
        _write_index(options, made, render_options)
    return kept


def _write_index(options: argparse.Namespace, made: list[tuple[_Done, Path | None]], rendering: RenderOptions) -> None:
    from checker.reporting.index import index_page

    rows = [(item.check, item.failure, target.name if target else None) for item, target in made]
    place = options.output / "index.html"
    names = [path.name for path in options.files]
    write_report(place, index_page(rows, rendering), names, overwrite=options.overwrite)
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


def _refuse_source(target: Path, sources: Sequence[Path]) -> None:
    if any(source.exists() and target.exists() and target.samefile(source) for source in sources):
        raise OptionError(f"--output {target} is the document itself; give the report another name.")


def _complain(failure: Failure) -> None:
    print(f"checker: {failure.message}", file=sys.stderr)


def _period(given: str | None) -> tuple[str, str] | None:
    if given is None:
        return None
    start, _, end = given.partition("/")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        raise OptionError(f"--period {given}: give two dates, as 2022-04-01/2023-03-31.")
    return first.isoformat(), last.isoformat()


def _date(given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise OptionError(f"'{given}' is not a date; write it as 2023-03-31.") from None


@contextmanager
def _progress(count: int) -> Iterator[Callable[[str], None]]:
    """A progress line on standard error where that is a terminal, and there is something to wait for."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=count)
        started = 0

        def step(name: str) -> None:
            nonlocal started
            from rich.markup import escape

            bar.update(task, description=f"checking {escape(name[:40])}", completed=started)
            started += 1

        yield step
