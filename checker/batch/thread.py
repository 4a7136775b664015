"""The thread of an area from a folder, a manifest or a finished batch's folder of results. No printing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from checker.batch.names import DATABASE, RESULTS
from checker.batch.results import objects_in
from checker.batch.run import run_batch
from checker.batch.work import Settings
from checker.compare.thread import Thread, make_thread
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas


def thread_of(area: str, source: Path, settings: Settings, *, jobs: int = 1, results: Path | None = None) -> Thread:
    """Check what `source` holds, unless it is a folder of results, and follow one area through it.

    `results` is a folder to keep the checks in, for the next time; without it they are not kept.
    Raises OptionError for a source that cannot be used or an area that is not in it.
    """
    listed = load_areas(rules_folder() / "areas.yaml").named(area)
    names = (listed[0], *listed[1]) if listed else ()
    if (source / DATABASE).is_file() and (source / RESULTS).is_file():
        return make_thread(objects_in(source), area, names)
    if results is not None:
        run_batch(source, results, settings, jobs=jobs)
        return make_thread(objects_in(results), area, names)
    with TemporaryDirectory(prefix="checker-thread-") as kept:
        run_batch(source, Path(kept), settings, jobs=jobs)
        return make_thread(objects_in(Path(kept)), area, names)
