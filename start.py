#!/usr/bin/env python3
"""Set up and run, on a machine that has only Python 3.11 or later and git.

    python3 start.py           (or a double click) sets up what the checker needs, starts the app and
                               opens the browser
    python3 start.py demo      sets up what the checker needs and checks the sample corpus;
                               leaves out/demo/*.html to open in a browser
    python3 start.py check FILE
                               passes on to the checker, as does every other command of it
    python3 start.py test      sets up what the tests need and runs every test
    python3 start.py verify    runs exactly what a change has to pass: tests, style, types, layers

Each makes a virtual environment in `.venv` beside this file, and uses it again the next time.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DEMO = HERE / "out" / "demo"
CONSTRAINTS = HERE / "constraints.txt"  # the very versions that were tested
VERIFY = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
)  # besides the tests: what a change has to pass


def set_up(extra: str) -> None:
    """Make the virtual environment and install the project, unless that was done for these very files."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must say so itself on an older Python
        sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    wanted = f"[{extra}]" if extra else ""
    mark = VENV / f"installed-{extra or 'plain'}"
    constraints = [CONSTRAINTS] if CONSTRAINTS.exists() else []
    made_of = [HERE / "pyproject.toml", *constraints]
    state = hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()
    if not PYTHON.exists():
        print("Making a virtual environment in .venv ...", flush=True)
        venv.create(VENV, with_pip=True)
    if mark.exists() and mark.read_text() == state:
        return
    print("Installing what is needed (this takes a minute or two the first time) ...", flush=True)
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *(word for path in constraints for word in ("--constraint", str(path))),
        "--editable",
        f".{wanted}",
    ]
    if subprocess.run(command, cwd=HERE).returncode != 0:
        sys.exit("The installation failed; the lines above say why. A network connection is needed the first time.")
    # Starts are a fifth of a second quicker with bytecode, which not every Python writes by itself.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "checker"], cwd=HERE)
    mark.write_text(state)


def demo() -> int:
    """Check the sample corpus and say which report to open."""
    set_up("")
    DEMO.mkdir(parents=True, exist_ok=True)
    documents = sorted((HERE / "corpora" / "documents").iterdir())
    command = [str(PYTHON), "-m", "checker.cli.main", "check", *map(str, documents)]
    status = subprocess.run([*command, "--format", "html", "--output", str(DEMO)], cwd=HERE).returncode
    print(f"\nOpen {DEMO / 'index.html'} in a browser.")
    return 0 if status in {0, 3} else status  # one sample is a scan: it is listed as unreadable without OCR


def test(arguments: list[str]) -> int:
    """Run the tests, all of them side by side unless it is said which."""
    set_up("dev")
    return subprocess.run([str(PYTHON), "-m", "pytest", *(arguments or ["-n", "auto"])], cwd=HERE).returncode


def verify() -> int:
    """Run the tests and every other check; the first that fails ends it."""
    status = test([])
    for name, *arguments in VERIFY:
        if status:
            break
        print(f"\n{name} {' '.join(arguments)}", flush=True)
        status = subprocess.run([str(BIN / name), *arguments], cwd=HERE).returncode
    return status


def app() -> int:
    """Start the app; a window that was opened by a double click stays open if that fails."""
    status = 1
    try:
        set_up("")
        print("Starting. The browser opens by itself; close this window to stop.", flush=True)
        status = subprocess.run([str(PYTHON), "-m", "checker.cli.main", "app"], cwd=HERE).returncode
    finally:
        if status and os.name == "nt":
            input("Press Enter to close this window.")
    return status


def pass_on(arguments: list[str]) -> int:
    """Run the checker in the folder where one is."""
    set_up("")
    return subprocess.run([str(PYTHON), "-m", "checker.cli.main", *arguments]).returncode


def main() -> int:
    """The command that was named; further words go to pytest, or to the checker."""
    match sys.argv[1:]:
        case ["demo"]:
            return demo()
        case ["test", *arguments]:
            return test(arguments)
        case ["verify"]:
            return verify()
        case ["--help" | "-h"]:
            print(__doc__)
            return 0
        case []:
            return app()
        case arguments:
            return pass_on(arguments)


if __name__ == "__main__":
    sys.exit(main())
