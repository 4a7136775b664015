"""The order of the rooms, as `pyproject.toml` has it, and what no room may say."""

from __future__ import annotations

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
