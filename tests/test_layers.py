"""The order of the rooms, as `pyproject.toml` has it, and what no room may say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_rooms_import_only_what_is_below_them() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_requirement_is_named_in_code() -> None:
    for path in (ROOT / "checker").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for prefix in ("WT18-ARR-", "WT18-REP-", "WT23-ARR-", "WT23-REP-", "OFSTED-LSCB-"):
            for line in text.splitlines():
                assert prefix not in line or "such as" in line or '"""' in line, f"{path.name}: {line.strip()}"


# Longer than the rest, each for its reason.
LONG_FUNCTIONS: dict[str, str] = {
    "assemble": "one pass over the drafts, whose state would have to travel through every part of it",
    "explain": "one page of text in its order",
}


def test_files_and_functions_stay_short() -> None:
    for path in (ROOT / "checker").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, f"{path.name} has more than 400 lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name not in LONG_FUNCTIONS:
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path.name}: {node.name} has more than 60 lines"
