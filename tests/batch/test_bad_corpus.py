"""Damaged, encrypted, empty, mislabelled and endless documents among good ones, in real worker processes."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sabotage
from pypdf import PdfReader, PdfWriter
from towns import arrangements

from checker.batch.run import run_batch
from checker.batch.work import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as POSIX has them")


def pdf(text: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(50, 780 - 16 * number, line)
    canvas.save()
    return held.getvalue()


def encrypted(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("not given", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def lines(output: Path) -> dict[str, dict[str, object]]:
    rows = [json.loads(line) for line in (output / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    return {Path(row["document"]["path"]).name: row for row in rows}


def test_an_error_row_for_each_bad_one_and_the_good_ones_as_ever(
    corpus: Path, tmp_path: Path, settings: Settings
) -> None:
    whole = pdf("Ashmere Safeguarding Children Partnership\nArrangements\nThe partners meet each quarter.")
    (corpus / "ashmere.pdf").write_bytes(whole)
    limits = replace(settings, timeout=5.0)
    run_batch(corpus, tmp_path / "good", limits, jobs=2, start=sabotage.pool)

    bad = {
        "cut-off.pdf": (whole[: len(whole) // 3], "damaged"),
        "encrypted.pdf": (encrypted(whole), "password"),
        "empty.pdf": (b"", "empty"),
        "error-page.pdf": (b"<!doctype html><title>404</title><p>Not found</p>", "not-what-it-says"),
        "mislabelled.docx": (arrangements("Fenwick").encode(), "not-what-it-says"),
        "cut-off.docx": (b"PK\x03\x04" + bytes(400), "damaged"),
        "never-ends.md": (arrangements("Endless").encode(), "too-slow"),
        "kills-its-worker.md": (arrangements("Deadly").encode(), "crashed"),
    }
    for name, (content, _) in bad.items():
        (corpus / name).write_bytes(content)
    batch = run_batch(corpus, tmp_path / "mixed", limits, jobs=2, start=sabotage.pool)
    mixed, good = lines(tmp_path / "mixed"), lines(tmp_path / "good")
    assert {path: row for path, row in mixed.items() if "error" not in row} == good
    kinds = {Path(failure.path).name: failure.kind for failure in batch.errors}
    assert kinds == {name: kind for name, (_, kind) in bad.items()}
    for name in bad:
        assert mixed[name].keys() == {"document", "error"}
        assert name in str(mixed[name]["error"])
