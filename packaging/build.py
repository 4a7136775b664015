"""Makes what is handed out: a wheel, a one-file program, and a folder to double-click, in `out/packages/`.

    python packaging/build.py [--output FOLDER]

Needs `pip install shiv build`, and for the one-file program a network connection or a local index, because its
libraries are taken into it. The one-file program (`checker.pyz`) runs on machines of this kind that have the same
Python; it unpacks itself once into the user's own folder (`SHIV_ROOT` to choose another).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = "Safeguarding checker"

_WINDOWS = """@echo off
rem Starts the safeguarding checker and opens the browser. Python 3.11 or later has to be installed.
cd /d "%~dp0"
where py >nul 2>nul && (py -3 checker.pyz app %*) || (python checker.pyz app %*)
if errorlevel 1 pause
"""
_UNIX = """#!/bin/sh
# Starts the safeguarding checker and opens the browser. Python 3.11 or later has to be installed.
cd "$(dirname "$0")" || exit 1
exec python3 checker.pyz app "$@"
"""
_READ_ME = """Safeguarding checker {version}

Double-click the file for your computer:
  Windows        Start on Windows.bat
  Mac            Start on Mac.command
  Linux          start-on-linux.sh

A window opens that says where the app is, and the browser opens by itself. Close the window to stop; nothing is lost.
Documents and decisions are kept in the folder "Safeguarding checks" in your home folder. Nothing leaves this computer.

For those who decide whether it may be used: assurance.md and bill-of-materials.json.
Needs Python {python} on this kind of computer ({platform}).
"""


def main() -> int:
    """Build everything; gives 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "packages")
    target: Path = parser.parse_args().output
    target.mkdir(parents=True, exist_ok=True)
    wheel = build_wheel(target)
    program = target / "checker.pyz"
    # The launcher is told by name: a machine without that very python3.11 still runs it with `python3 checker.pyz`.
    shiv = [sys.executable, "-m", "shiv", "--console-script", "checker", "--output-file", str(program)]
    run([*shiv, "--python", "/usr/bin/env python3", "--compressed", str(wheel)])
    build_folder(target, program, wheel)
    print(f"Written: {wheel.name}, {program.name}, {FOLDER}.zip in {target}")
    return 0


def build_wheel(target: Path) -> Path:
    """The wheel of this version."""
    for old in target.glob("*.whl"):
        old.unlink()
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(target), str(ROOT)])
    (wheel,) = target.glob("safeguarding_checker-*.whl")
    return wheel


def build_folder(target: Path, program: Path, wheel: Path) -> None:
    """The folder with the program, files to double-click, and the papers; also as a zip that keeps what may be run."""
    folder = target / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(program, folder / program.name)
    shutil.copy(ROOT / "docs" / "assurance.md", folder / "assurance.md")
    (folder / "bill-of-materials.json").write_text(bill_of_materials(program), encoding="utf-8")
    (folder / "Start on Windows.bat").write_text(_WINDOWS, encoding="ascii", newline="\r\n")
    for name in ("Start on Mac.command", "start-on-linux.sh"):
        (folder / name).write_text(_UNIX, encoding="ascii")
        (folder / name).chmod(0o755)
    version = wheel.name.split("-")[1]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    text = _READ_ME.format(version=version, python=python, platform=sys.platform)
    (folder / "Read me first.txt").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(target / f"{FOLDER}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo.from_file(file, f"{FOLDER}/{file.name}")
            entry.external_attr = (
                stat.S_IFREG | (0o755 if file.suffix in {".command", ".sh", ".pyz"} else 0o644)
            ) << 16
            entry.compress_type = zipfile.ZIP_STORED if file.suffix == ".pyz" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def bill_of_materials(program: Path) -> str:
    """Every library in the one-file program, with version and licence, in the form of CycloneDX."""
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [licence],
        }
        for name, version, licence in sorted(_libraries(program))
    ]
    value = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    return json.dumps(value, indent=1) + "\n"


def _libraries(program: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    with zipfile.ZipFile(program) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"site-packages/[^/]+\.dist-info/METADATA", name):
                continue
            told = HeaderParser().parsestr(archive.read(name).decode("utf-8", "replace"))
            classified = [
                line.rpartition(":: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")
            ]
            said = (
                told.get("License-Expression")
                or "; ".join(classified)
                or (told.get("License") or "not said").split("\n")[0]
            )
            yield str(told["Name"]).lower().replace("_", "-"), str(told["Version"]), {"license": {"name": said[:120]}}


def run(command: list[str]) -> None:
    """Run a command; its failure ends this one."""
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        sys.exit(f"{command[2] if len(command) > 2 else command[0]} failed; the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
