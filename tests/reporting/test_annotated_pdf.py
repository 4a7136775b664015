"""The annotated PDF: every highlight covers its quote's words, and the source's bytes stay as they are."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from benchmarks.annotations import measure, words_under
from checker.check.one import Checker, source_of
from checker.cli.main import main
from checker.documents.model import Profile
from checker.documents.reader import read_document
from checker.errors import DocumentError
from checker.reporting.formats import annotate
from checker.reporting.view import RenderOptions
from checker.results.marks import Source
from checker.results.model import Check, Evidence, Verdict

OPTIONS = RenderOptions(made_on=date(2024, 5, 3), version="0.1.0")
PARAGRAPHS = (
    "The council, the police and the health commissioner each pay £40,000 a year into the partner-",
    "ship budget, which the executive board agrees every March.",
    "",
    "The independent scrutineer, Dr Ada Fenwick, reports to the executive board twice a year on",
    "how well the arrangements work, and her report is published each June.",
    "",
    "We aim to hear the voice of children and families in all that we do.",
)


def pdf(path: Path, pages: int = 2, *, rotate: int = 0, crop: bool = False, compressed: bool = False) -> Path:
    """A made-up document of a few paragraphs a page, plainly written by reportlab."""
    canvas = Canvas(str(path), pagesize=(595, 842), pageCompression=0)
    for number in range(pages):
        if crop:
            canvas.setCropBox((30, 40, 560, 800) if rotate in {0, 180} else (40, 30, 800, 560))
        canvas.setPageRotation(rotate)
        # The sheet is turned against the way it is shown, so that a reader sees it upright.
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[rotate])
        canvas.rotate(rotate)
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 740, f"Part {number + 1}: the arrangements of the Wexmoor partnership")
        canvas.setFont("Helvetica", 11)
        for line, words in enumerate(PARAGRAPHS):
            canvas.drawString(72, 700 - 15 * line, words)
        canvas.showPage()
    canvas.save()
    if compressed:  # object streams and a cross-reference stream
        assert shutil.which("qpdf")
        packed = path.with_name(f"packed-{path.name}")
        subprocess.run(["qpdf", "--object-streams=generate", str(path), str(packed)], check=True)
        return packed
    return path


def source_and_check(path: Path, checker: Checker) -> tuple[Source, Check]:
    document = read_document(path)
    check = checker.check(document, Profile(), ["wt2018-arrangements"])
    return source_of(document, check), check


def annotations(data: bytes, kind: str = "/Highlight") -> list[DictionaryObject]:
    found = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        found += [item.get_object() for item in page.get("/Annots", ())]
    return [item for item in found if item["/Subtype"] == kind]


@pytest.mark.parametrize(
    ("rotate", "crop", "compressed"),
    [(0, False, False), (90, False, False), (180, True, False), (270, True, False), (0, True, True)],
)
def test_every_highlight_covers_its_words(
    tmp_path: Path, checker: Checker, rotate: int, crop: bool, compressed: bool
) -> None:
    if compressed and shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = pdf(tmp_path / "plan.pdf", rotate=rotate, crop=crop, compressed=compressed)
    copy = tmp_path / "copy.pdf"
    result = measure(path, checker, copy)
    assert result.quotes >= 3
    assert result.wrong == ()
    assert result.exact == result.covered == result.quotes
    assert result.same_bytes
    assert result.pages
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", str(copy)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_word_parted_at_a_line_s_end_is_covered_on_both_lines(tmp_path: Path, checker: Checker) -> None:
    source, check = source_and_check(pdf(tmp_path / "plan.pdf", 1), checker)
    quotes = {(e.start, e.end): e.quote for finding in check.findings for e in finding.evidence}
    span = next(span for span, quote in quotes.items() if "partnership budget" in quote)
    ((page, boxes),) = source.places[span]
    assert page == 1
    assert len(boxes) == 2
    assert boxes[0][1] > boxes[1][3] - 3  # the second stands below the first


def test_the_note_says_verdict_role_and_reason_in_words(tmp_path: Path, checker: Checker) -> None:
    source, check = source_and_check(pdf(tmp_path / "plan.pdf", 1), checker)
    notes = {str(item["/NM"]): str(item["/Contents"]) for item in annotations(annotate(check, OPTIONS, source))}
    for finding in check.findings:
        for evidence in finding.evidence:
            note = notes[f"checker-{evidence.start}-{evidence.end}-1"]
            assert finding.title in note
            assert finding.reason in note
            assert f"{finding.verdict.capitalize()}. This passage " in note
            assert ("weakens it" if evidence.role == "weakens" else "supports it") in note
    assert len(notes) == len({(e.start, e.end) for finding in check.findings for e in finding.evidence})


def test_annotations_and_outline_of_the_source_are_kept(tmp_path: Path, checker: Checker) -> None:
    """The list of a page's annotations may stand in the page or apart from it; both kinds are added to."""
    plain = pdf(tmp_path / "plain.pdf")
    writer = pypdf.PdfWriter(clone_from=str(plain))
    for page, apart in zip(writer.pages, (True, False), strict=True):
        own = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (5, 5, 20, 20)]),
                NameObject("/Contents"): TextStringObject("A reader's own note"),
            }
        )
        listed = ArrayObject([writer._add_object(own)])
        page[NameObject("/Annots")] = writer._add_object(listed) if apart else listed
    writer.add_outline_item(title="The source's own entry", page_number=1)
    path = tmp_path / "own.pdf"
    writer.write(str(path))
    source, check = source_and_check(path, checker)
    data = annotate(check, OPTIONS, source)
    assert [str(item["/Contents"]) for item in annotations(data, "/Text")] == ["A reader's own note"] * 2
    reader = pypdf.PdfReader(io.BytesIO(data))
    ours, entries, own_entry = reader.outline
    assert str(ours.title).startswith("Safeguarding checker: Of 22 requirements")
    assert own_entry.title == "The source's own entry"
    titles = [item.title for item in entries if not isinstance(item, list)]
    titles += [item.title for part in entries if isinstance(part, list) for item in part]
    for finding in check.findings:
        assert f"{finding.verdict.capitalize()}: {finding.title}" in titles
    assert reader.metadata == pypdf.PdfReader(str(path)).metadata


def test_words_read_by_character_recognition_get_a_note_on_their_page(tmp_path: Path, coverage: Check) -> None:
    path = pdf(tmp_path / "scan.pdf", 21)
    source = Source(path.read_bytes(), {})
    notes = annotations(annotate(coverage, OPTIONS, source), "/Text")
    texts = [str(note["/Contents"]) for note in notes]
    scanned = [e for f in coverage.findings for e in f.evidence if e.read_by_ocr]
    assert scanned
    for evidence in scanned:
        assert any(text.startswith(f"“{evidence.quote}” (read by character recognition)") for text in texts)


def test_hostile_text_stays_text(tmp_path: Path, hostile: Check) -> None:
    path = pdf(tmp_path / "plan.pdf", 4)
    data = annotate(hostile, OPTIONS, Source(path.read_bytes(), {}))
    notes = annotations(data, "/Text")
    assert notes
    for note in notes:
        assert "<script>" in str(note["/Contents"])
        assert "‮" not in str(note["/Contents"])
    assert b"/JavaScript" not in data
    assert b"/URI" not in data


def test_a_protected_file_and_a_damaged_one_are_refused_by_name(tmp_path: Path, coverage: Check) -> None:
    plain = pdf(tmp_path / "plan.pdf")
    writer = pypdf.PdfWriter(clone_from=str(plain))
    writer.encrypt("", "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    whole = plain.read_bytes()
    for kind, data in (
        ("protected", stream.getvalue()),
        ("damaged", whole[: whole.rindex(b"startxref")]),
        ("damaged", whole.replace(b"startxref\n", b"startxref\n1")),
        ("damaged", b"no PDF at all"),
    ):
        with pytest.raises(DocumentError) as caught:
            annotate(coverage, OPTIONS, Source(data, {}))
        assert caught.value.kind == kind


def test_a_file_without_a_line_feed_at_its_end_is_added_to_soundly(tmp_path: Path, checker: Checker) -> None:
    path = pdf(tmp_path / "plan.pdf")
    path.write_bytes(path.read_bytes().rstrip())
    result = measure(path, checker, tmp_path / "copy.pdf")
    assert result.exact == result.quotes > 0


def test_a_check_of_an_annotated_copy_reads_the_same(tmp_path: Path, checker: Checker) -> None:
    path = pdf(tmp_path / "plan.pdf")
    source, check = source_and_check(path, checker)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotate(check, OPTIONS, source))
    assert source_and_check(copy, checker)[1].findings == check.findings
    assert words_under(annotate(check, OPTIONS, source)) == words_under(copy.read_bytes())


def test_the_page_at_the_end_says_what_colours_mean_and_links_each_requirement_to_its_words(
    tmp_path: Path, checker: Checker
) -> None:
    source, check = source_and_check(pdf(tmp_path / "plan.pdf"), checker)
    pages = pypdf.PdfReader(io.BytesIO(annotate(check, OPTIONS, source))).pages
    assert len(pages) == 3
    index, numbers = pages[2], {page.indirect_reference.idnum: at for at, page in enumerate(pages, 1)}  # type: ignore[union-attr]
    words = index.extract_text()
    for finding in check.findings:
        assert finding.title[:40] in words
    assert "Speaks to a requirement, and is not enough" in words
    links = [link.get_object()["/Dest"][0].get_object() for link in index["/Annots"]]
    cited = [evidence.page for finding in check.findings for evidence in finding.evidence]
    assert sorted(numbers[link.indirect_reference.idnum] for link in links) == sorted(cited)


def test_a_list_is_marked_whole_where_the_words_that_lead_into_it_are_cited(tmp_path: Path, checker: Checker) -> None:
    canvas = Canvas(str(tmp_path / "list.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    lines = (
        "The relevant agencies of the partnership are named below:",
        "• schools",
        "• the hospital trust",
        "• prisons",
    )
    for at, words in enumerate(lines):
        canvas.drawString(72 + 18 * (at > 0), 700 - 20 * at, words)
    canvas.save()
    document = read_document(tmp_path / "list.pdf")
    span = (document.text.index("The relevant"), document.text.index("below:") + 6)
    one = checker.check(document, Profile(), ["wt2018-arrangements"]).findings[0]
    place = Evidence(quote=document.text[slice(*span)], start=span[0], end=span[1], page=1)
    found = replace(one, verdict=Verdict.WEAK, evidence=(place,))
    check = replace(checker.check(document, Profile(), ["wt2018-arrangements"]), findings=(found,))
    marks = annotations(annotate(check, OPTIONS, source_of(document, check)))
    assert len(marks) == 4
    assert sum("Part of the list" in str(mark["/Contents"]) for mark in marks) == 3


def test_the_command_writes_it_and_names_what_is_no_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pdf(tmp_path / "plan.pdf")
    other = tmp_path / "notes.md"
    other.write_text("# Notes\n\nThe safeguarding partners meet in March.\n", encoding="utf-8")
    assert main(["check", str(path), "--output", str(tmp_path / "marked.pdf")]) == 0
    assert (tmp_path / "marked.pdf").read_bytes().startswith(path.read_bytes())
    both = ["check", str(other), str(path), "--type", "arrangements", "--format", "pdf"]
    assert main([*both, "--output", str(tmp_path / "out")]) == 2
    assert "notes.md is no PDF" in capsys.readouterr().err
    assert [made.name for made in (tmp_path / "out").iterdir()] == ["plan.pdf"]
    assert main(["check", str(path), "--output", str(path)]) == 2


@pytest.mark.parametrize("wrong", ["the page tree", "a page's content"])
def test_an_outline_that_is_none_is_left_alone_and_a_new_one_made(tmp_path: Path, checker: Checker, wrong: str) -> None:
    """Some files name another part as their outline; written anew as one, that part would be lost."""
    source = pypdf.PdfWriter(clone_from=pypdf.PdfReader(pdf(tmp_path / "plain.pdf")))
    root = source.root_object
    content = source.pages[0].raw_get("/Contents")
    root[NameObject("/Outlines")] = root.raw_get("/Pages") if wrong == "the page tree" else content
    path = tmp_path / "wrong.pdf"
    source.write(path)
    document = read_document(path)
    check = checker.check(document, Profile())
    copy = pypdf.PdfReader(io.BytesIO(annotate(check, OPTIONS, source_of(document, check))))
    words = [page.extract_text() for page in copy.pages]
    assert sum("reports to the executive board twice a year" in text for text in words) == 2
    assert copy.outline


def test_a_copy_that_cannot_be_opened_is_not_given_out(
    tmp_path: Path, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.reporting.formats.annotated_pdf.update import Update

    document = read_document(pdf(tmp_path / "plain.pdf"))
    check = checker.check(document, Profile())
    source = source_of(document, check)
    monkeypatch.setattr(Update, "data", lambda self: source.data[:400])
    with pytest.raises(DocumentError) as caught:
        annotate(check, OPTIONS, source)
    assert caught.value.kind == "damaged"
