"""The page that leads to several reports: one row a document, and those that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.reporting import wording
from checker.reporting.view import RenderOptions, file_name
from checker.reporting.wording import clean_line
from checker.results.model import Check, Failure

Row = tuple[Check | None, Failure | None, str | None]  # a check with its report's file name, or a failure


def index_page(rows: Sequence[Row], options: RenderOptions) -> str:
    """One self-contained HTML page: a table of the documents with their verdict counts and links."""
    from checker.reporting.formats.html import page

    entries = []
    for check, failure, link in rows:
        if check is not None:
            counts = Counter(finding.verdict for finding in check.findings)
            modes = dict.fromkeys(finding.mode for finding in check.findings)
            shown = [(verdict, counts[verdict.key]) for mode in modes for verdict in wording.verdicts(mode)]
            entries.append(
                {
                    "name": file_name(check.document),
                    "title": clean_line(check.document.title or ""),
                    "area": clean_line(check.document.area or ""),
                    "type": wording.TYPES.get(check.document.type, check.document.type),
                    "counts": [(verdict, number) for verdict, number in shown if number],
                    "link": link,
                    "problem": "",
                }
            )
        elif failure is not None:
            entries.append(
                {
                    "name": clean_line(failure.path.replace("\\", "/").rsplit("/", 1)[-1]),
                    "title": "",
                    "area": "",
                    "type": "",
                    "counts": [],
                    "link": None,
                    "problem": clean_line(failure.message),
                }
            )
    return page("index.html.j2", entries=entries, options=options)
