"""What every report shows, in what order, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.reporting import wording
from checker.reporting.formats import FORMATS
from checker.reporting.view import RenderOptions, _in_a_line, build
from checker.results.model import VERDICTS, Check


def test_every_verdict_of_the_model_has_words() -> None:
    assert {verdict.key for verdict in wording.COVERAGE} == set(VERDICTS["coverage"])
    assert {verdict.key for verdict in wording.INSPECTION} == set(VERDICTS["inspection"])
    for mode in ("coverage", "inspection"):
        symbols = [verdict.symbol for verdict in wording.verdicts(mode)]
        assert len(set(symbols)) == len(symbols)


def test_a_verdict_that_the_mode_does_not_know_is_an_error(coverage: Check, options: RenderOptions) -> None:
    strange = replace(coverage.findings[0], verdict="strength")
    with pytest.raises(KeyError):
        build(replace(coverage, findings=(strange,)), options)


def test_counts_add_up_by_pack_and_theme(coverage: Check, options: RenderOptions) -> None:
    (pack,) = build(coverage, options).packs
    assert [(count.verdict.key, count.number) for count in pack.counts] == [("missing", 2), ("weak", 3), ("met", 5)]
    for at, count in enumerate(pack.counts):
        assert count.number == sum(theme.counts[at].number for theme in pack.themes)
    assert pack.headline == "Of 10 requirements: 2 missing, 3 weak and 5 met."
    assert pack.total == len(pack.entries) == 10


def test_the_summary_names_the_themes_of_each_verdict(coverage: Check, options: RenderOptions) -> None:
    (pack,) = build(coverage, options).packs
    assert [(share.verdict.key, share.number, share.line) for share in pack.shares] == [
        ("missing", 2, "Custody and residential, Scrutiny"),
        ("weak", 3, "Relevant agencies, Funding, Thresholds"),
        ("met", 5, "Leadership (2), Geography, Voice, Data and intelligence"),
    ]


def test_a_verdict_that_was_not_given_has_no_themes(hostile: Check, options: RenderOptions) -> None:
    (pack,) = build(hostile, options).packs
    assert [share.line for share in pack.shares] == ["none", "Scrutiny", "none"]


def test_findings_of_one_theme_stand_together_in_the_order_of_the_pack(coverage: Check, options: RenderOptions) -> None:
    (pack,) = build(coverage, options).packs
    assert pack.themes[0].label == "Leadership"
    assert [entry.requirement for entry in pack.themes[0].entries] == ["WT18-ARR-PARTNERS", "WT18-ARR-LEADERS"]


def test_gaps_come_worst_first_and_musts_before_shoulds(coverage: Check, options: RenderOptions) -> None:
    gaps = [(entry.verdict.key, entry.force) for entry in build(coverage, options).gaps]
    assert gaps == [
        ("missing", "Must"),
        ("missing", "Where it applies"),
        ("weak", "Must"),
        ("weak", "Should"),
        ("weak", "Should"),
    ]


def test_of_an_inspection_weaknesses_come_before_mixed_findings(inspection: Check, options: RenderOptions) -> None:
    report = build(inspection, options)
    assert [entry.verdict.key for entry in report.gaps] == ["weakness", "mixed"]
    assert report.labels.gaps == "Weaknesses and mixed findings"
    assert [verdict.key for verdict in report.meanings] == ["weakness", "mixed", "strength", "not covered"]


def test_advice_and_questions_are_shown_for_gaps_only(coverage: Check, options: RenderOptions) -> None:
    advised = tuple(replace(finding, advice="Do this.", questions=("Why?",)) for finding in coverage.findings)
    for entry in build(replace(coverage, findings=advised), options).entries:
        assert bool(entry.advice) == bool(entry.questions) == (entry.verdict.key != "met")


def test_a_quote_names_page_section_and_paragraph(coverage: Check, options: RenderOptions) -> None:
    entries = {entry.requirement: entry for entry in build(coverage, options).entries}
    assert entries["WT18-ARR-PARTNERS"].quotes[0].where == "Page 3, section 1 Who we are, paragraph 1.2"
    second = entries["WT18-ARR-FUNDING"].quotes[1]
    assert second.where.startswith("Page 21, under “Appendix C: the budget")
    assert second.where.endswith("…”")
    assert second.read_by_ocr


def test_a_quoted_table_is_told_by_its_rows(coverage: Check, options: RenderOptions) -> None:
    finding = next(finding for finding in coverage.findings if finding.evidence)
    quote = "Who pays:\n\nBody | Sum\nThe police | Sum: £20,000\nThe council | Sum: £40,000"
    evidence = replace(finding.evidence[0], quote=quote, lead="")
    view = build(replace(coverage, findings=(replace(finding, evidence=(evidence,)),)), options)
    (told,) = [quote.text for entry in view.entries for quote in entry.quotes]
    assert told == "Who pays: The police | Sum: £20,000; The council | Sum: £40,000"


def test_a_quote_of_a_format_without_pages_or_headings_is_still_placed(hostile: Check, options: RenderOptions) -> None:
    assert build(hostile, options).entries[0].quotes[1].where == "From character 100 of the text"


def test_what_could_not_be_read_is_told_once_each(coverage: Check, options: RenderOptions) -> None:
    unread = build(coverage, options).unread
    assert unread[0].startswith("Pages 11 to 13 and 19 hold no text")
    assert unread[1].startswith("Page 21 was read by character recognition")
    assert unread[2].startswith("2 pictures on page 9 under “4.2 Thresholds")
    assert len(unread) == 5


def test_the_statement_names_document_rules_and_day(coverage: Check, options: RenderOptions) -> None:
    report = build(coverage, options)
    assert "harrowmere-arrangements.pdf" in report.statement
    assert "3 May 2024" in report.statement
    facts = {fact.label: fact for fact in report.facts}
    assert facts["Fingerprint"].value == coverage.document.sha256
    assert "version 1.0, rules 3fa94c01be77" in facts["Checked against"].value
    assert facts["Published"].how == 'page 2 says "Published 24 June 2019"'


def test_a_report_does_not_tell_in_which_folder_the_document_was(coverage: Check, options: RenderOptions) -> None:
    for entry in FORMATS.values():
        rendered = entry.render(coverage, options)
        if entry.name not in {"json", "docx", "xlsx"}:  # JSON names the path as it was given, for programs
            assert "private drafts" not in str(rendered)


def test_the_audience_changes_headings_but_no_verdict(coverage: Check, options: RenderOptions) -> None:
    drafted = build(coverage, replace(options, audience="partnership"))
    assert drafted.labels.advice == "What to add"
    assert drafted.packs == build(coverage, options).packs


def test_printed_grades_are_shown_in_their_own_words_only_where_these_differ(
    inspection: Check, options: RenderOptions
) -> None:
    shown = build(inspection, options).inspection
    assert shown is not None
    grades = {judgement.label: (judgement.grade, judgement.printed) for judgement in shown.judgements}
    assert grades["Overall effectiveness"] == ("Requires improvement", "")
    assert grades["Care leavers"] == ("Not judged", "")
    assert "Children in care" not in grades


def test_a_check_without_findings_is_a_report_all_the_same(coverage: Check, options: RenderOptions) -> None:
    empty = replace(coverage, findings=(), packs=())
    for entry in FORMATS.values():
        assert entry.render(empty, options)


def test_one_requirement_in_two_packs_has_two_anchors(coverage: Check, options: RenderOptions) -> None:
    again = tuple(replace(finding, pack="other") for finding in coverage.findings)
    report = build(replace(coverage, findings=coverage.findings + again), options)
    anchors = [entry.anchor for entry in report.entries]
    assert len(set(anchors)) == len(anchors) == 20
    assert [pack.id for pack in report.packs] == ["wt2018-arrangements", "other"]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((3,), "page 3"),
        ((3, 4), "pages 3 and 4"),
        ((3, 4, 5), "pages 3 to 5"),
        ((9, 1, 2, 3, 7), "pages 1 to 3, 7 and 9"),
    ],
)
def test_runs_of_pages_are_drawn_together(pages: tuple[int, ...], said: str) -> None:
    assert wording.page_list(pages) == said


def test_clean_text_is_one_line_without_controls_or_half_characters() -> None:
    assert wording.clean_line("a\x00b\u202ec\x1b[1m\x0bd\ud800 \u2066e\r\nf") == "abc[1m d\ufffd e f"
    assert wording.clean_line("don’t – £5 ✓ é") == "don’t – £5 ✓ é"


def test_dates_are_put_in_words() -> None:
    assert wording.day("2019-06-04") == "4 June 2019"
    assert wording.day("2019") == "2019"


def test_the_items_of_a_list_are_parted_in_a_quote() -> None:
    listed = "The partners are:\n\nNorwold Council\nNorwold Police; and\nthe health board of Norwold,\nwith others"
    assert _in_a_line(listed) == (
        "The partners are: Norwold Council; Norwold Police; and the health board of Norwold, with others"
    )
