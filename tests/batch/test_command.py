"""`checker batch` through its own front door."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker.cli.main", "batch", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_files_summary_and_exit_status(corpus: Path, tmp_path: Path, few_rules: Path) -> None:
    out = tmp_path / "out"
    done = run(corpus, "--output", out, "--jobs", "2", "--rules", few_rules)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "5 documents." in done.stdout and str(out / "results.jsonl") in done.stdout
    assert len((out / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    done = run(corpus, "--output", out, "--rules", few_rules)
    assert done.returncode == 3
    assert "6 documents (5 of them unchanged since an earlier run), 1 could not be checked." in done.stdout
    assert f"{corpus / 'broken.pdf'}: The file" in done.stderr
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum("error" in row for row in rows) == 1


def test_usage_errors(corpus: Path, tmp_path: Path, few_rules: Path) -> None:
    common = ("--output", tmp_path / "out", "--rules", few_rules)
    assert run(tmp_path / "nowhere", *common).returncode == 2
    assert run(corpus, *common, "--jobs", "0").returncode == 2
    assert run(corpus, *common, "--timeout", "-1").returncode == 2
    done = run(corpus, *common, "--pack", "no-such-pack", "--jobs", "1")
    assert done.returncode == 2 and "no-such-pack" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "file").write_text("in the way")
    assert run(corpus, "--output", tmp_path / "file", "--rules", few_rules).returncode == 2
