"""The tables made from a batch's results, each in a process of its own.

A comparison holds the words of every document. Made apart, it takes no memory from the process that
leads the batch, the tables are made side by side, and a want of memory costs no result.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from datetime import date
from pathlib import Path

from checker.batch.names import COMPARISONS, INSPECTIONS, REMARKS, RESULTS
from checker.batch.pool import worker_context
from checker.batch.work import settle_in
from checker.errors import OptionError


def write_tables(folder: Path, *, up_to_date: bool) -> list[Path]:
    """The tables of `results.jsonl`, made again unless they are those of the very same results.

    Raises OptionError for a table that cannot be written.
    """
    wanted = [name for name in (*COMPARISONS, INSPECTIONS, REMARKS) if not (up_to_date and (folder / name).exists())]
    # The workbook takes as long as all others together.
    shares = [
        [name for name in wanted if name.endswith(".xlsx")],
        [name for name in wanted if not name.endswith(".xlsx")],
    ]
    shares = [share for share in shares if share]
    if shares:
        with ProcessPoolExecutor(len(shares), mp_context=worker_context(), initializer=settle_in) as executor:
            made = [executor.submit(_write, folder, share, date.today()) for share in shares]
            try:
                for future in made:
                    future.result()
            except BrokenExecutor:
                raise OptionError(
                    f"The tables in {folder} could not be made: there was not enough memory. The results are safe in "
                    f"{RESULTS} and the database; the same command tries again.",
                ) from None
    return [folder / name for name in (*COMPARISONS, INSPECTIONS, REMARKS) if (folder / name).exists()]


def _write(folder: Path, names: list[str], made_on: date) -> None:
    results = folder / RESULTS
    if INSPECTIONS in names:
        from checker.reporting.areas.inspections import write_inspections

        write_inspections(results, folder)
    if REMARKS in names:
        from checker.reporting.areas.inspections import write_remarks

        write_remarks(results, folder)
    if set(names) & set(COMPARISONS):
        from checker.packs.load import rules_folder
        from checker.profile.authorities import load_areas
        from checker.reporting.areas.files import write_comparison

        areas = load_areas(rules_folder() / "areas.yaml").areas
        regions = {area.name: (area.region, area.police) for area in areas}
        write_comparison(results, folder, made_on, regions, names)
