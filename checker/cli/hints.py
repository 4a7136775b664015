"""What to type next: commands that work as printed on the machine and from the folder that one is in."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from checker.reporting.wording import clean_line


def report_command(path: str) -> str:
    """What to type on this machine for a Word report of a document."""
    return f"{command()} check {quoted(clean_line(path))} --output report.docx"


def command() -> str:
    """How the checker is called on this machine: by its name if that leads here, otherwise through Python."""
    called = Path(sys.argv[0])
    found = shutil.which("checker")
    if found and Path(found).resolve().parent == Path(sys.executable).parent.resolve():
        return "checker"
    if called.stem == "checker" and called.is_file():
        return quoted(_short_path(called))
    return f"{quoted(_short_path(Path(sys.executable)))} -m checker.cli.main"


def quoted(words: str) -> str:
    """A word of a command line, in the quotation marks of this machine's shell where it needs them."""
    if os.name == "nt":
        return f'"{words}"' if re.search(r"[\s&()^;,]", words) else words
    return shlex.quote(words)


def _short_path(path: Path) -> str:
    """The path as typed from the folder that one is in."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path.absolute())
