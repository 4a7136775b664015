"""Makes the gallery: a report of every kind, from the sample corpus.

    python -m reports.build [--output FOLDER]

Every report is stamped with one fixed day, so that the same program and rules give the same reports.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker import __version__
from checker.check.drafts import changed_since
from checker.check.files import Checked
from checker.check.one import Checker, source_of
from checker.compare.exemplars import Example, examples_of
from checker.compare.thread import make_thread
from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.errors import DocumentError
from checker.packs.load import rules_folder
from checker.profile.authorities import Areas, load_areas
from checker.profile.read import profile_of
from checker.reporting.areas.files import write_comparison
from checker.reporting.areas.inspections import write_inspections
from checker.reporting.formats import FORMATS, annotate
from checker.reporting.index import index_page
from checker.reporting.joint.files import render as render_joint
from checker.reporting.thread.files import render_html, render_json
from checker.reporting.thread.word import render_word
from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure
from checker.results.published import to_line

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "corpora" / "documents"
MADE_ON = date(2026, 1, 5)
OPTIONS = RenderOptions(made_on=MADE_ON, version=__version__)
FOR_PARTNERSHIP = replace(OPTIONS, audience="partnership")

# Which formats of which samples; `pdf` is the document itself, annotated.
SHOWN = {
    "wexcombe-arrangements-2019.pdf": ("html", "docx", "xlsx", "md", "json", "pdf"),
    "stannerford-report-2020.md": ("html", "docx", "json"),
    "pellbrook-inspection-2017.pdf": ("html", "docx", "xlsx", "json", "pdf"),
}
DRAFT = "hallowick-guide-2019"
AREA = "Wexcombe"  # whose documents are followed through time


def build(output: Path) -> list[Path]:
    """Makes every report of the gallery under `output`; gives the files written."""
    output.mkdir(parents=True, exist_ok=True)
    before = {path.name for path in output.iterdir()}
    maker = _Maker(output)
    results = [maker.sample(path) for path in sorted(SAMPLES.iterdir())]
    maker.index()
    lines = [to_line(result) for result in results]
    objects = [json.loads(line) for line in lines]
    maker.draft(examples_of(objects, ["Hallowick"]))
    maker.joint([one for one in results if isinstance(one, Check) and one.document.area == AREA])
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "results.jsonl"
        kept.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        write_comparison(kept, Path(folder), MADE_ON)
        write_inspections(kept, Path(folder))
        for name in ("comparison.html", "comparison.xlsx", "comparison.csv", "inspections.csv"):
            maker.write(name, (Path(folder) / name).read_bytes())
    thread = make_thread(objects, AREA)
    maker.write(f"thread-{AREA.lower()}.html", render_html(thread, MADE_ON))
    maker.write(f"thread-{AREA.lower()}.docx", render_word(thread, OPTIONS))
    maker.write(f"thread-{AREA.lower()}.json", render_json(thread))
    for name in before - {path.name for path in maker.written} - {"README.md", "build.py"}:
        path = output / name
        if path.is_file():  # a report that is made no more
            path.unlink()
    return maker.written


class _Maker:
    """Checks samples and writes their reports into one folder."""

    def __init__(self, output: Path) -> None:
        self.written: list[Path] = []
        self._output = output
        self._checker = Checker.load()
        self._areas: Areas = load_areas(rules_folder() / "areas.yaml")
        self._rows: list[tuple[Check | None, Failure | None, str | None]] = []

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file of the gallery."""
        if name.endswith((".docx", ".xlsx")):
            assert isinstance(content, bytes)  # noqa: S101 - for the type checker
            content = undated(content)
        path = self._output / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        self.written.append(path)

    def sample(self, path: Path) -> Check | Failure:
        """Check a sample, and write the reports of it that the gallery shows."""
        shown = f"corpora/documents/{path.name}"
        try:
            document = read_document(path)
        except DocumentError as error:
            failure = Failure(shown, error.kind, error.message)
            self._rows.append((None, failure, None))
            return failure
        check = self._check(document, shown)
        for name in SHOWN.get(path.name, ()):
            if name == "pdf":
                self.write(f"{path.stem}-annotated.pdf", annotate(check, OPTIONS, source_of(document, check)))
            else:
                self.write(f"{path.stem}{FORMATS[name].suffix}", FORMATS[name].render(check, OPTIONS))
            if name == "docx":
                alone = replace(OPTIONS, brief_only=True)
                self.write(f"{path.stem}-brief.docx", FORMATS[name].render(check, alone))
        if path.name in SHOWN:
            self._rows.append((check, None, f"{path.stem}.html"))
        return check

    def draft(self, examples: Mapping[str, Example]) -> None:
        """A partnership's draft: what to add, and what it changed against an earlier draft, made by leaving out."""
        with tempfile.TemporaryDirectory() as folder:
            later, earlier = Path(folder) / f"{DRAFT}-draft-2.md", Path(folder) / f"{DRAFT}-draft-1.md"
            later.write_text(_sections(keep_all=True), encoding="utf-8")
            earlier.write_text(_sections(keep_all=False), encoding="utf-8")
            second, first = (self._checked(read_document(path), path.name) for path in (later, earlier))
        options = replace(FOR_PARTNERSHIP, examples=examples)
        for name in ("html", "docx"):
            self.write(f"draft-for-the-partnership{FORMATS[name].suffix}", FORMATS[name].render(second.check, options))
        changed = changed_since(first, second)
        for name in ("html", "docx", "xlsx", "json"):
            self.write(f"draft-changes{FORMATS[name].suffix}", FORMATS[name].render(changed, FOR_PARTNERSHIP))

    def joint(self, checks: Sequence[Check]) -> None:
        """One brief over the documents of one area."""
        for kind in ("docx", "html"):
            self.write(f"brief-{AREA.lower()}.{kind}", render_joint(kind, checks, [], OPTIONS))

    def index(self) -> None:
        """The page over several reports."""
        self.write("index.html", index_page(self._rows, OPTIONS))

    def _checked(self, document: Document, shown: str) -> Checked:
        profile = profile_of(document, self._areas)
        check = self._checker.check(document, profile)
        return Checked(document, profile, replace(check, document=replace(check.document, path=shown)))

    def _check(self, document: Document, shown: str) -> Check:
        return self._checked(document, shown).check


def _sections(*, keep_all: bool) -> str:
    """The sample draft as Markdown: all of it, or without every third section."""
    text = (SAMPLES.parent / "sources" / f"{DRAFT}.md").read_text(encoding="utf-8")
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    first, *sections = (body if body else front).split("\n## ")
    kept = [section for number, section in enumerate(sections) if keep_all or number % 3 != 1]
    return "\n## ".join([first, *kept])


def undated(data: bytes) -> bytes:
    """An Office file whose parts carry no time of writing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def main() -> int:
    """Build and say what was written."""
    parser = argparse.ArgumentParser(description="Make the gallery of reports from the sample corpus.")
    parser.add_argument("--output", type=Path, default=HERE, help="folder to write into (default: reports)")
    for path in build(parser.parse_args().output):
        print(f"{path.stat().st_size / 1024:6.0f} KB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
