"""The order of the rooms: lower layers never import higher ones."""

from __future__ import annotations

import ast
from pathlib import Path

CHECKER = Path(__file__).resolve().parent.parent / "checker"
ORDER = ["errors", "documents", "packs", "matching", "assessment", "reporting", "store", "run", "batch", "cli"]
# Reporting sees only the result types, and assessment may look at a run for its own tools.
ALLOWED = {("assessment", "run")}
RESULTS = (
    "checker.assessment.model",
    "checker.assessment.compare",
    "checker.assessment.comparison",
    "checker.assessment.thread",
)


def layer_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "checker" and len(parts) > 1 and parts[1] in ORDER else None


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_lower_layers_do_not_import_higher_ones() -> None:
    wrong = []
    for path in CHECKER.rglob("*.py"):
        own = path.relative_to(CHECKER).parts[0].removesuffix(".py")
        if own not in ORDER:
            continue
        for module in imports(path):
            other = layer_of(module)
            if other and ORDER.index(other) > ORDER.index(own) and (own, other) not in ALLOWED:
                wrong.append(f"{path.relative_to(CHECKER)} imports {module}")
    assert not wrong


def test_reporting_sees_results_only() -> None:
    for path in (CHECKER / "reporting").rglob("*.py"):
        for module in imports(path):
            assert layer_of(module) in {None, "errors", "reporting"} or module.startswith(RESULTS), (
                f"{path.name} imports {module}"
            )


def test_no_requirement_is_named_in_code() -> None:
    for path in CHECKER.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for prefix in ("WT18-ARR-", "WT18-REP-", "OFSTED-LSCB-"):
            for line in text.splitlines():
                assert prefix not in line or "such as" in line or '"""' in line, f"{path.name}: {line.strip()}"
