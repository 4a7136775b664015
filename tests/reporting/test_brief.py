"""The brief: short, gaps only, those to look at again first; over several documents; for a partnership."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from checker.compare.exemplars import Example, strength_of
from checker.reporting.brief import _fitting, _longest, in_room, shortened, to_the_point
from checker.reporting.formats import FORMATS
from checker.reporting.joint.files import render as render_joint
from checker.reporting.joint.view import joint_of
from checker.reporting.model import Entry, Quote
from checker.reporting.view import RenderOptions, build
from checker.reporting.wording import verdict
from checker.results.model import Check, Confidence, Evidence, Failure, Verdict

SURE = Confidence("firm", 0.9, "its words are plain")
UNSURE = Confidence("look again", 0.5, "only one sentence bears on it")


def test_what_to_look_at_again_stands_first_in_its_group_and_is_marked(coverage: Check, options: RenderOptions) -> None:
    plain = build(coverage, options).brief.groups
    group = next(one for one in plain if len(one.lines) > 1)
    last = group.lines[-1].entry
    findings = tuple(
        replace(finding, confidence=UNSURE if finding.requirement == last.requirement else SURE)
        for finding in coverage.findings
    )
    marked = replace(coverage, findings=findings)
    again = next(one for one in build(marked, options).brief.groups if one.title == group.title)
    assert again.lines[0].entry.requirement == last.requirement
    for name in ("html", "md"):
        assert "look again" in str(FORMATS[name].render(marked, options)).lower()


def test_a_brief_names_every_gap_of_what_the_document_is_for_and_no_other(
    coverage: Check, options: RenderOptions
) -> None:
    besides = tuple(replace(pack, annex=True) for pack in coverage.packs)
    brief = build(coverage, options).brief
    listed = {line.entry.requirement for group in brief.groups for line in group.lines}
    assert listed == {finding.requirement for finding in coverage.findings if finding.verdict.is_gap}
    assert build(replace(coverage, packs=besides), options).brief.packs  # a pack asked for alone is no annex to nothing


def test_a_brief_alone_is_much_shorter_than_its_report(coverage: Check, options: RenderOptions) -> None:
    for name in ("html", "md"):
        whole, alone = (str(FORMATS[name].render(coverage, replace(options, brief_only=one))) for one in (False, True))
        assert "About this check" in whole
        assert "About this check" not in alone
        assert coverage.findings[0].title in alone


def test_the_brief_of_every_seed_fits_two_pages_in_word(tmp_path: Path, options: RenderOptions) -> None:
    from checker.check.files import read_and_check
    from checker.check.one import Checker

    office, seeds = shutil.which("soffice"), Path(__file__).resolve().parents[3] / "shared" / "seeds"
    if office is None or not seeds.is_dir():
        pytest.skip("LibreOffice or the shared documents are not here")
    checker, files = Checker.load(), []
    for path in sorted(seeds.glob("*.txt")):
        files.append(tmp_path / f"{path.stem}.docx")
        content = FORMATS["docx"].render(read_and_check(path, checker).check, replace(options, brief_only=True))
        files[-1].write_bytes(bytes(content))  # type: ignore[arg-type]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for file in files:
        document = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
        assert len(document) <= 2, file.name
        document.close()


def test_a_partnership_gets_one_list_in_the_order_of_its_draft(coverage: Check, options: RenderOptions) -> None:
    sections = (("1 Funding of the partnership", 10), ("2 Levels of need", 500), ("3 Independent scrutiny", 900))
    draft = replace(coverage, document=replace(coverage.document, sections=sections))
    funding = next(finding for finding in coverage.findings if finding.requirement.endswith("FUNDING"))
    words = Evidence(quote="The council pays £61,000 and the police £22,000 a year.", start=0, end=54, page=7)
    example = Example(funding.requirement, "Hexmoor", "Arrangements", words)
    wanted = replace(options, audience="partnership", examples={funding.requirement: example})
    brief = build(draft, wanted).brief
    assert not brief.groups
    places = {item.entry.requirement: item for item in brief.additions}
    assert places[funding.requirement].section == "1 Funding of the partnership"
    assert "Hexmoor, page 7: “The council pays £61,000" in places[funding.requirement].example
    told = [item.section for item in brief.additions if item.section in {name for name, _ in sections}]
    assert told == sorted(told)
    assert {item.entry.requirement for item in brief.additions} == {
        finding.requirement for finding in coverage.findings if finding.verdict.is_gap
    }


def test_an_example_is_no_verdict_that_is_unsure_or_weak_and_no_fragment() -> None:
    whole = Evidence(quote="The council pays £61,000 and the police £22,000 a year.", start=0, end=54)
    assert strength_of(Verdict.MET, SURE, [whole])
    assert strength_of(Verdict.MET, UNSURE, [whole]) is None
    assert strength_of(Verdict.WEAK, SURE, [whole]) is None
    assert strength_of(Verdict.MET, SURE, [replace(whole, quote="Funding £61,000")]) is None


def test_a_surer_answer_goes_before_one_with_more_particulars() -> None:
    plain = Evidence(quote="The partners pay for the business unit in equal thirds.", start=0, end=54)
    busy = Evidence(quote="In May 2019 the Hexmoor Board met 4 times, paid £5 and saw 3 per cent.", start=0, end=70)
    surer = strength_of(Verdict.MET, replace(SURE, score=0.97), [plain])
    other = strength_of(Verdict.MET, replace(SURE, score=0.9), [busy])
    assert surer and other
    assert surer[0] > other[0]


def test_documents_of_one_area_stand_side_by_side_with_room_to_judge(
    coverage: Check, inspection: Check, options: RenderOptions
) -> None:
    joint = joint_of([coverage, inspection], [Failure("lost.pdf", "damaged", "It cannot be read.")], options)
    assert joint.columns == ("Promised", "Inspected")
    assert any("lost.pdf could not be read" in note for note in joint.notes)
    for row in joint.rows:
        assert all(cell.said for cell in row.cells)
    for kind in ("html", "docx", "md"):
        assert render_joint(kind, [coverage, inspection], [], options)
    assert "Your judgement" in str(render_joint("html", [coverage, inspection], [], options))


def test_a_few_documents_of_one_kind_have_a_column_each(coverage: Check, options: RenderOptions) -> None:
    two = joint_of([coverage, coverage], [], options)
    assert two.columns == ("Promised, document 1", "Promised, document 2")
    for row in two.rows:
        assert [{said.document for said in cell.said} for cell in row.cells] == [{1}, {2}]
    assert joint_of([coverage] * 4, [], options).columns == ("Promised",)


def test_documents_of_different_areas_are_told_to_be(
    coverage: Check, inspection: Check, options: RenderOptions
) -> None:
    other = replace(inspection, document=replace(inspection.document, area="Brinmoor", areas=("Brinmoor",)))
    assert any(
        "Not all documents name one area" in note for note in joint_of([coverage, coverage, other], [], options).notes
    )


def test_a_quote_cut_short_shows_the_item_and_not_its_lead_alone() -> None:
    lead = "The independent scrutiny role will form part of these arrangements to:"
    text = f"{lead} … Provide assurance in judging how well the partners safeguard children."
    quote = Quote(
        text=text, where="", page=None, section="", paragraph="", mark="", read_by_ocr=False, span=(0, 9), lead=70
    )
    assert in_room(quote, 75) == "The independent scrutiny role will form … Provide assurance in judging how well …"
    assert in_room(quote, 200) == text


def test_what_a_title_names_stays_in_a_quote_that_is_cut() -> None:
    functions = (
        "The group has these functions: planning the year Keeping the register Buying courses"
        " Meeting heads Shared audits"
    )
    assert to_the_point(functions, "Shared audits and what follows", 60).endswith("heads Shared audits")
    assert to_the_point(functions, "Planning", 60).startswith("The group has these functions: planning the year")
    assert to_the_point(functions, "Shared audits", 200) == functions
    assert len(to_the_point(functions, "Shared audits and what follows", 60)) <= 66
    unsettled = (
        "At the health board, which is being merged with another one in the north, who will be the lead has not been"
        " settled by partners"
    )
    assert "… who will be the lead has not been settled" in to_the_point(unsettled, "Lead partners, settled", 90)


def test_items_that_a_sign_parts_are_not_cut_at_their_capitals() -> None:
    functions = (
        "The group has these functions: planning; keeping the Shared Register; buying courses; and Shared Audits"
    )
    assert to_the_point(functions, "Shared audits and what follows", 60).endswith("… buying courses; and Shared Audits")


def test_nothing_is_cut_for_a_word_or_two_nor_behind_a_small_word() -> None:
    asked = "The process is set out in the protocol of the partnership, which practitioners should read"
    assert shortened(asked, 80) == asked
    assert shortened(f"{asked} with care before they begin", 72).endswith("the partnership, which practitioners …")
    denied = "The protocol that the three partners promised last year has not been agreed by any of the boards"
    assert shortened(denied, 62).endswith("has not been agreed …")


def test_many_gaps_with_long_reasons_are_cut_to_two_pages() -> None:
    quote = Quote("Each of us will do what is ours to do. " * 9, "", None, "", "", "", False, (0, 9))

    def gap(number: int) -> Entry:
        reason = f"It speaks to this, but says less. Looked for {'means, posts and days ' * 5}of them."
        return Entry(
            anchor=f"r{number}", requirement=f"R{number}", title="What is asked for here", asks="", basis="", force="",
            pack="p", theme="t", verdict=verdict("coverage", Verdict.WEAK), reason=reason, quotes=(quote,), advice="",
            questions=("Who does what, and by when is it done?",),
        )  # fmt: skip

    few, many = [gap(number) for number in range(4)], [gap(number) for number in range(20)]
    assert _fitting(few) == few
    assert all("Looked for" not in each.reason for each in _fitting(many))
    assert _longest(_fitting(many)) >= _longest(many)


def test_where_hardly_room_is_left_even_what_is_missing_does_not_say_what_was_looked_for() -> None:
    quote = Quote("Each of us will do what is ours to do. " * 9, "", None, "", "", "", False, (0, 9))

    def gap(number: int, *, found: bool) -> Entry:
        reason = f"Nothing was recognised on this. Looked for {'means, posts and days ' * 5}of them."
        return Entry(
            anchor=f"r{number}", requirement=f"R{number}", title="What is asked for here", asks="", basis="", force="",
            pack="p", theme="t", verdict=verdict("coverage", Verdict.WEAK if found else Verdict.MISSING), reason=reason,
            quotes=(quote,) if found else (), advice="", questions=("Who does what, and by when is it done?",),
        )  # fmt: skip

    some = [gap(number, found=number < 4) for number in range(8)]
    assert any("Looked for" in each.reason for each in _fitting(some))
    many = [gap(number, found=number < 12) for number in range(20)]
    assert all("Looked for" not in each.reason for each in _fitting(many))
