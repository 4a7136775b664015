"""The `checker` command: its options and exit status. Logic lives below; printing lives here.

Exit status: 0 every document was read and checked; 1 a verdict reached `--fail-on`; 2 a usage
error; 3 a document could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeAlias

from checker import __version__
from checker.check.collector import collect_seldom
from checker.cli.app import add as add_app
from checker.cli.review import add as add_review
from checker.errors import CheckerError

USAGE = 2
TYPES = ("arrangements", "yearly-report", "inspection")
FORMATS = ("json", "html", "docx", "xlsx", "md", "pdf")


# The commands of a command line: what each function below adds to.
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser() -> argparse.ArgumentParser:
    """The whole command line, with its help."""
    top = argparse.ArgumentParser(
        prog="checker",
        description="Checks safeguarding arrangements, yearly reports and inspection reports against what the "
        "guidance asks for, and shows the words on the page. Nothing leaves this machine.",
    )
    top.add_argument("--version", action="version", version=f"checker {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    for add in (_check_command, _batch_command, _thread_command, _look_commands, _rules_command, _app_commands):
        add(commands)
    return top


def _check_command(commands: _Commands) -> None:
    command = commands.add_parser("check", help="check documents and show or write a report")
    command.set_defaults(run="checker.cli.check:run_check")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF, Word, HTML, Markdown or text")
    _profile_options(command)
    command.add_argument("--pack", action="append", default=[], metavar="PACK", help="a pack to use (may be repeated)")
    command.add_argument("--format", choices=FORMATS, help="the kind of report; without it, a summary is shown here")
    command.add_argument("--output", type=Path, metavar="PATH", help="where to write it; a folder for several files")
    command.add_argument(
        "--audience",
        choices=("scrutineer", "partnership"),
        default="scrutineer",
        help="for whom: a scrutineer (findings and evidence), or a partnership with a draft (what to add)",
    )
    command.add_argument(
        "--brief", action="store_true", help="the one or two pages alone; of several documents, one brief"
    )
    command.add_argument(
        "--all", action="store_true", help="show here also what is met, and what was looked at besides"
    )
    command.add_argument(
        "--examples-from",
        type=Path,
        metavar="DIR",
        help="a batch's results: show a partnership how another area says what its draft lacks",
    )
    command.add_argument("--compare", type=Path, metavar="EARLIER", help="an earlier draft: show what FILE changed")
    command.add_argument("--fail-on", choices=("missing", "weak"), help="exit with 1 if a verdict is this bad or worse")
    command.add_argument("--overwrite", action="store_true", help="also over files that are no earlier report on FILE")
    _limit_options(command)
    _shared_options(command)


def _app_commands(commands: _Commands) -> None:
    app = commands.add_parser("app", help="review documents in the browser, on this machine only")
    app.set_defaults(run="checker.cli.app:run_app")
    add_app(app)
    review = commands.add_parser("review", help="take decisions out of a workspace, or bring them in")
    review.set_defaults(run="checker.cli.review:run_review")
    add_review(review)


def _look_commands(commands: _Commands) -> None:
    for name, help_text in (
        ("text", "print the text that quotes are taken from"),
        ("outline", "print the headings with their pages"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.set_defaults(run=f"checker.cli.look:run_{name}")
        command.add_argument("file", type=Path, metavar="FILE")
        if name == "text":
            command.add_argument("--how", action="store_true", help="tell instead how each page was read, and why")
        _reading_options(command)

    explain = commands.add_parser("explain", help="show how the verdict on one requirement came about")
    explain.set_defaults(run="checker.cli.look:run_explain")
    explain.add_argument("file", type=Path, metavar="FILE")
    explain.add_argument("requirement", metavar="REQUIREMENT", help="such as WT18-ARR-FUNDING")
    _profile_options(explain)
    _shared_options(explain)

    schema = commands.add_parser(
        "schema", help="print the JSON Schema of --format json, and of a batch's results.jsonl"
    )
    schema.set_defaults(run="checker.cli.look:run_schema")


def _rules_command(commands: _Commands) -> None:
    rules = commands.add_parser("rules", help="list, show, check and test the rule packs")
    rules.set_defaults(run="checker.cli.rules:run_rules")
    actions = rules.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, help_text in (
        ("list", "list packs and requirements"),
        ("lint", "check every pack and vocabulary for mistakes"),
        ("test", "run the examples in the packs"),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("--pack", action="append", default=[], metavar="PACK")
        action.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs")
    show = actions.add_parser("show", help="show one requirement")
    show.add_argument("requirement", metavar="REQUIREMENT")
    show.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs")
    words = actions.add_parser("words", help="show the words of a vocabulary, or of all that a requirement uses")
    words.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="a requirement, or a vocabulary (in quotation marks if it is several words); without it, all names",
    )
    words.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs")
    tried = actions.add_parser("try", help="judge a text against one requirement, and show which words counted")
    tried.add_argument("requirement", metavar="REQUIREMENT")
    tried.add_argument(
        "text", metavar="TEXT", help="the text, or - to read it from standard input; Markdown headings count"
    )
    tried.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs")
    train = actions.add_parser("train", help="learn the weights beside the rules anew from readers' labels")
    train.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs")
    train.add_argument(
        "--data",
        type=Path,
        default=Path("corpora/readers"),
        metavar="FOLDER",
        help="labelled documents and passages (corpora/readers)",
    )
    train.add_argument(
        "--also",
        nargs=2,
        action="append",
        default=[],
        type=Path,
        metavar=("LABELS", "FOLDER"),
        help="further labels, and the folder of their documents",
    )
    schema = actions.add_parser("schema", help="print the JSON Schemas of rules, for editors")
    schema.add_argument("--output", type=Path, metavar="FOLDER", help="write each to a file of this folder instead")


def _batch_command(commands: _Commands) -> None:
    command = commands.add_parser("batch", help="check a folder or a list of documents and compare them")
    command.set_defaults(run="checker.cli.batch:run_batch_command")
    command.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="a folder, or a CSV file with the columns path and, if wanted, area, type, date, title, period, edition",
    )
    command.add_argument(
        "--output", type=Path, default=Path("results"), metavar="DIR", help="where results go (default: %(default)s)"
    )
    command.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: one a processor)")
    command.add_argument("--dask", metavar="ADDRESS", help="check on the workers of a Dask cluster (the dask extra)")
    command.add_argument("--pack", action="append", default=[], metavar="PACK", help="a pack to use (may be repeated)")
    command.add_argument(
        "--edition", metavar="YEAR", help="the edition of Working Together for all for which the manifest gives none"
    )
    _limit_options(command)
    command.add_argument("--fresh", action="store_true", help="check every document anew, whatever is stored already")
    command.add_argument("--allow-outside", action="store_true", help="follow paths and links out of the folder")
    _shared_options(command)


def _thread_command(commands: _Commands) -> None:
    command = commands.add_parser("thread", help="follow one area through its documents, theme by theme")
    command.set_defaults(run="checker.cli.thread:run_thread")
    command.add_argument("area", metavar="AREA", help="an area's name")
    command.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="DIR",
        help="a folder of documents, a manifest, or a batch's folder of results",
    )
    command.add_argument("--format", choices=("html", "docx", "json"), help="default: by the name of --output")
    command.add_argument("--output", type=Path, metavar="PATH", help="where to write it; without, a summary is shown")
    command.add_argument("--results", type=Path, metavar="DIR", help="keep the checks here, for the next time")
    command.add_argument("--jobs", type=int, default=1, metavar="N", help="worker processes (default: %(default)s)")
    _shared_options(command)


def _profile_options(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what the document is (found by reading it unless given)")
    group.add_argument("--type", choices=TYPES)
    group.add_argument("--area", metavar="NAME")
    group.add_argument("--title")
    group.add_argument("--period", metavar="START/END", help="as 2022-04-01/2023-03-31")
    group.add_argument("--published", metavar="DATE", help="as 2023-09-30")
    group.add_argument("--edition", metavar="YEAR", help="the edition of Working Together to check against, as 2023")


def _shared_options(command: argparse.ArgumentParser) -> None:
    _reading_options(command)
    command.add_argument("--rules", type=Path, metavar="FOLDER", help="another folder of packs than the shipped one")


def _limit_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout", type=float, default=120, metavar="SECONDS", help="for one document (default: %(default)s; 0: none)"
    )
    command.add_argument(
        "--memory", type=int, default=1024, metavar="MB", help="for one document (default: %(default)s; 0: no limit)"
    )


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--ocr", action="store_true", help="read pages without text with Tesseract (the ocr extra)")
    command.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="read larger files, or only smaller ones (the names are in docs/reliability.md)",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status."""
    collect_seldom()
    # The rules' models need none of the plugins for which pydantic would look through all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # quotes hold characters that an old terminal's encoding lacks
            reconfigure(encoding="utf-8", errors="replace")
    try:
        status = int(resolve_name(options.run)(options))  # only the command that is wanted is imported
        sys.stdout.flush()  # a full disk is found out here, and not when nobody listens any more
        return status
    except CheckerError as error:
        print(f"checker: {error.message}", file=sys.stderr)
        return error.status
    except OSError as error:  # files' own errors have become the checker's: this is standard output's
        return _output_failed(error)
    except SystemExit as stop:  # as rich ends a program whose output is no longer read
        if isinstance(stop.__context__, OSError):
            return _output_failed(stop.__context__)
        raise
    except KeyboardInterrupt:
        print("checker: stopped.", file=sys.stderr)
        return 130


def _output_failed(error: OSError) -> int:
    """Say that the output could not be written, and see that nothing more is tried; gives the exit status."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left cannot be written either
    why = "it is no longer read" if isinstance(error, BrokenPipeError) else error.strerror or str(error)
    with suppress(OSError):
        print(f"checker: The output cannot be written: {why}.", file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
