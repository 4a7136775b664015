"""The files that a batch leaves in its folder."""

from __future__ import annotations

JOURNAL = "results.journal"  # every result as it came: what the next run goes on from
RESULTS = "results.jsonl"
DATABASE = "results.sqlite"
INSPECTIONS = "inspections.csv"
REMARKS = "remarks.csv"
COMPARISONS = ("comparison.html", "comparison.xlsx", "comparison.csv")
