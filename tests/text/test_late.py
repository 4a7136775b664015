"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import checker
from checker.text.late import Late, late


def test_a_pattern_is_compiled_once_when_it_is_first_used() -> None:
    pattern = late(r"(\w+)-\1", re.IGNORECASE)
    assert isinstance(pattern, Late)
    assert pattern._compiled is None

    assert pattern.findall("Ha-ha, ho-ha") == ["Ha"]
    compiled = pattern._compiled
    assert pattern.pattern == r"(\w+)-\1"
    assert pattern.sub("x", "ho-ho") == "x"
    assert pattern._compiled is compiled


def test_every_late_pattern_is_one() -> None:
    """Where one were broken, only the first document that needs it would tell."""
    found = 0
    for module in pkgutil.walk_packages(checker.__path__, "checker."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Late):
                assert value.search("") is None or value.pattern
                found += 1
    assert found > 100
