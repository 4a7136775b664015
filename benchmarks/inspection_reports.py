"""The real inspection reports at hand, read once."""

from __future__ import annotations

import pickle
from pathlib import Path

from checker.documents.model import Document
from checker.documents.reader import read_document


def read_cached(path: Path, cache: Path | None) -> Document:
    """A document, kept in a folder between runs where one is given."""
    if cache is None:
        return read_document(path)
    kept = cache / f"{path.name}.pkl"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(read_document(path)))
    return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 (written by this function)


def reports(shared: Path) -> dict[str, Path]:
    """All reports at hand, by name."""
    folders = (shared / "inspection-reports", shared / "inspection-reports-more")
    return {path.name: path for folder in folders for path in sorted(folder.glob("*.pdf"))}
