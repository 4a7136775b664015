"""`checker check`: read, check, and show or write a report for each document."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from checker.batch.limits import TooSlow, limited, too_slow_message
from checker.check.files import Checked, or_failure, read_and_check
from checker.check.given import Given, ReadingOptions
from checker.check.one import Checker, source_of
from checker.cli.apart import can_work_apart, each_apart
from checker.cli.done import Done, complain, refuse_source
from checker.documents.limits import limits_of
from checker.errors import OptionError
from checker.packs.load import rules_folder
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


def run_check(options: argparse.Namespace) -> int:
    """Check every file; gives the exit status of the contract."""
    kind = _format(options)
    given_by(options)  # a mistake in a date is an error before any reading
    _refuse_comparison(options)
    _refuse_folders(options.files)
    refuse_brief(options, kind)
    checker = load_for(options)
    checker.packs_for("arrangements", options.pack)  # an unknown pack is an error before any reading
    checker.refuse_unknown_edition(options.edition)
    done = _all(options, checker, annotated=kind == "pdf")
    if kind is None:
        return _status(options, _show(options, done))
    if kind == "json":
        return _status(options, _write_json(options, done))
    from checker.cli.reports import write_joint_brief, write_reports  # what makes reports takes a while to import

    if joint_brief_wanted(options):
        return _status(options, write_joint_brief(options, kind, done))
    return _status(options, write_reports(options, kind, done))


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


def load_for(options: argparse.Namespace) -> Checker:
    """The packs of the folder that a command line names, or the shipped ones."""
    folder = options.rules or rules_folder()
    if not folder.is_dir():
        raise OptionError(f"There is no folder of rules at {folder}.")
    checker = Checker.load(folder)
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


def _all(options: argparse.Namespace, checker: Checker, *, annotated: bool = False) -> Iterator[Done]:
    """Each file in the order given; one that cannot be read (or annotated) never stops the others."""
    with _progress(len(options.files)) as step:
        for path, done in zip(options.files, _each(options, checker, annotated, step), strict=True):
            yield Done(path, None, done) if isinstance(done, Failure) else done


def _each(
    options: argparse.Namespace, checker: Checker, annotated: bool, step: Callable[[str], None]
) -> Iterator[Done | Failure]:
    """What the work on each file gives; several files are worked on in a process apart, where there can be one."""
    if len(options.files) > 1 and can_work_apart():
        yield from each_apart(
            options.files,
            lambda path: _within_limits(path, options, checker, annotated),
            lambda path, seconds: _lost(path, seconds, options.timeout),
            options.timeout,
            lambda path: step(path.name),
        )
        return
    for path in options.files:
        step(path.name)
        yield _within_limits(path, options, checker, annotated)


def _lost(path: Path, seconds: float, limit: float) -> Failure:
    """The failure of a file over which the process that read it hung or ended."""
    if limit and seconds >= limit:
        return Failure(str(path), "too-slow", too_slow_message(path.name, limit))
    message = f"{path.name}: The process that read the document ended without a result: it is damaged. Save it anew."
    return Failure(str(path), "crashed", message)


def _within_limits(path: Path, options: argparse.Namespace, checker: Checker, annotated: bool) -> Done | Failure:
    """What the work on one file gives, in the time and memory that one document may take."""

    def give_up() -> None:  # a library does not come back: nothing more can be done in this process
        print(f"checker: {too_slow_message(path.name, options.timeout)} Nothing after it was checked.", file=sys.stderr)
        sys.stderr.flush()
        os._exit(3)

    try:
        with limited(options.timeout, options.memory, give_up=give_up if parent_process() is None else None):
            return or_failure(path, lambda: _one(path, options, checker, annotated))
    except TooSlow:
        return Failure(str(path), "too-slow", too_slow_message(path.name, options.timeout))


def _one(path: Path, options: argparse.Namespace, checker: Checker, annotated: bool) -> Done:
    read = read_and_check(path, checker, given_by(options), reading_by(options), options.pack)
    check = _compared(read, options, checker) if options.compare else read.check
    if annotated:
        from checker.cli.reports import rendering
        from checker.reporting import formats

        return Done(path, check, None, formats.annotate(check, rendering(options), source_of(read.document, check)))
    return Done(path, check, None)


def _compared(later: Checked, options: argparse.Namespace, checker: Checker) -> Check:
    """The check with what changed since the earlier draft, which is read as the same type, against the same packs."""
    from checker.check.drafts import changed_since

    same = Given(type=later.check.document.type, where="as the later draft")
    packs = [pack.id for pack in later.check.packs]
    earlier = read_and_check(options.compare, checker, same, reading_by(options), packs)
    return changed_since(earlier, later)


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


def _status(options: argparse.Namespace, done: list[Done]) -> int:
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


def _refuse_folders(files: Sequence[Path]) -> None:
    """A folder is what a batch is for; the offer names the command that works here."""
    for path in files:
        if path.is_dir():
            from checker.cli.hints import command, quoted

            typed = f"{command()} batch {quoted(str(path))} --output results"
            raise OptionError(f"{path} is a folder. To check all that is in it and compare it, type:\n  {typed}")


def _show(options: argparse.Namespace, done: Iterator[Done]) -> list[Done]:
    from rich.console import Console

    from checker.cli.terminal import failure, summary

    console = Console()
    shown: list[Done] = []
    for item in done:
        if shown:
            console.print()
        if item.check:
            summary(item.check, console, everything=options.all)
        elif item.failure:
            failure(item.failure, Console(stderr=True))
        shown.append(item)
    return shown


def _write_json(options: argparse.Namespace, done: Iterator[Done]) -> list[Done]:
    """One object a document; a lone one on its own is indented, several stand one a line."""
    from checker.results.published import to_line, to_text

    to_file = options.output is not None and str(options.output) != "-"
    several = len(options.files) > 1
    lines: list[str] = []
    kept: list[Done] = []
    for item in done:
        kept.append(item)
        if item.check:
            text = to_line(item.check) if several else to_text(item.check)
        else:
            assert item.failure  # noqa: S101 - for the type checker
            text = to_line(item.failure)
            complain(item.failure)
        if to_file:
            lines.append(text)
        else:
            sys.stdout.write(text.rstrip("\n") + "\n")
    if to_file:
        from checker.reporting.files import write_report

        refuse_source(options.output, options.files)
        names = [path.name for path in options.files]
        content = "".join(text.rstrip("\n") + "\n" for text in lines)
        write_report(options.output, content, names, overwrite=options.overwrite)
    return kept


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
