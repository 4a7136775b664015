"""The list of report formats agrees with the modules, and costs nothing until one is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker.reporting import formats
from checker.reporting.formats import FORMATS
from checker.reporting.view import RenderOptions
from checker.results.model import Check


def test_every_format_is_a_module_beside_the_list() -> None:
    folder = Path(formats.__file__).parent
    for name, entry in FORMATS.items():
        assert name == entry.name
        assert entry.suffix == f".{name}"
        assert (folder / f"{entry.module}.py").is_file()


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("check", ["coverage", "inspection", "hostile", "large"])
@pytest.mark.parametrize("audience", ["scrutineer", "partnership"])
def test_every_format_renders_every_check_the_same_way_twice(
    name: str, check: str, audience: str, request: pytest.FixtureRequest, options: RenderOptions
) -> None:
    finished: Check = request.getfixturevalue(check)
    chosen = RenderOptions(options.made_on, options.version, audience)  # type: ignore[arg-type]
    first = FORMATS[name].render(finished, chosen)
    assert isinstance(first, bytes) == FORMATS[name].binary
    if not FORMATS[name].binary:  # the packages of Office files carry the time of day
        assert FORMATS[name].render(finished, chosen) == first


def test_listing_the_formats_loads_no_library() -> None:
    code = (
        "import sys, checker.cli.terminal, checker.reporting.formats\n"
        "print([name for name in ('docx', 'xlsxwriter', 'jinja2', 'rich', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
