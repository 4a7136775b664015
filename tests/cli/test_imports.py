"""A command imports what it needs and no more: start-up is a good part of checking one short document."""

from __future__ import annotations

import subprocess
import sys

# What makes reports, compares documents, parses rules that were parsed before, or serves the app.
_NOT_FOR_A_CHECK = ("checker.reporting", "checker.compare.texts", "checker.web", "checker.batch.run", "rich", "jinja2")


def test_the_check_command_imports_no_reports() -> None:
    code = "import sys, checker.cli.main, checker.cli.check; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "checker.check.one" in loaded
    assert [name for name in loaded if name.startswith(_NOT_FOR_A_CHECK)] == []
