"""The three files of a comparison: complete, inert, and readable without scripts."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from checker.reporting.areas import html as areas_html
from checker.reporting.areas.files import COLUMNS, write_comparison
from checker.results.model import Check, Failure, InspectionReport
from checker.results.published import to_line

MADE_ON = date(2024, 5, 6)
BAD = Failure("in/=bad.pdf", "damaged", "=bad.pdf is damaged.")


def moved(check: Check, area: str, path: str, **changes: object) -> Check:
    document = replace(check.document, area=area, areas=(area,), path=path, **changes)  # type: ignore[arg-type]
    return replace(check, document=document)


def written(folder: Path, *results: Check | Failure) -> Path:
    source = folder / "results.jsonl"
    source.write_text("".join(to_line(result) + "\n" for result in results), encoding="utf-8")
    places = {"Elmshire": ("North", "Tarn Police"), "Ashby": ("South", "Ash Constabulary")}
    write_comparison(source, folder, MADE_ON, places)
    return folder


@pytest.fixture
def folder(tmp_path: Path, coverage: Check, inspection: Check, hostile: Check) -> Path:
    unchecked = replace(moved(coverage, "Elmshire", "in/empty.pdf"), findings=(), packs=())
    return written(
        tmp_path,
        moved(coverage, "Elmshire", "in/new.pdf", published="2022-01-01"),
        moved(coverage, "Elmshire", "in/old.pdf", published="2019-01-01"),
        moved(hostile, "Ashby", "in/hostile.pdf", type="yearly-report"),
        moved(inspection, "Elmshire", "in/inspection.pdf"),
        unchecked,
        BAD,
    )


def tree(folder: Path) -> HtmlElement:
    return lxml_html.document_fromstring((folder / "comparison.html").read_bytes().decode())


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "comparison.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_values_has_one_line_a_verdict_and_loses_no_document(
    folder: Path, coverage: Check, hostile: Check, inspection: Check
) -> None:
    rows = lines(folder)
    assert tuple(rows[0]) == COLUMNS
    counts = Counter(row["document"] for row in rows)
    assert counts == {
        "new.pdf": len(coverage.findings),
        "old.pdf": len(coverage.findings),
        "hostile.pdf": len(hostile.findings),
        "inspection.pdf": len(inspection.findings),
        "empty.pdf": 1,
        "'=bad.pdf": 1,
    }
    assert [(row["verdict"], row["reason"]) for row in rows[-2:]] == [
        ("not checked", "No requirement was checked."),
        ("not read", "'=bad.pdf is damaged."),
    ]
    first = next(row for row in rows if row["document"] == "new.pdf" and row["quote"])
    assert (first["area"], first["region"], first["police_force"], first["newest"]) == (
        "Elmshire",
        "North",
        "Tarn Police",
        "yes",
    )


def test_no_value_can_become_a_formula(folder: Path) -> None:
    for row in lines(folder):
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_workbook_has_its_sheets_and_no_formula_or_link(folder: Path, coverage: Check) -> None:
    path = folder / "comparison.xlsx"
    book = openpyxl.load_workbook(path)
    lists = ["Shares", "Outliers", "Exemplars", "Gaps", "Evidence", "Inspections", "Errors", "About"]
    assert book.sheetnames[0] == "Summary"
    assert book.sheetnames[-8:] == lists
    verdicts = book["wt2018-arrangement arrangements"]  # a name has at most 31 characters
    assert verdicts.freeze_panes == "C3"
    assert verdicts.auto_filter.ref.startswith("A2:")
    rows = list(verdicts.values)
    assert {str(row[0]) for row in rows[2:]} == {"Elmshire"}
    assert {value for row in rows[2:] for value in row[9:]} <= {"✓ Met", "◐ Weak", "✕ Missing", None}
    assert [row[:2] for row in book["Errors"].values][1:] == [("=bad.pdf", "damaged"), ("empty.pdf", "not checked")]
    assert [row[0] for row in book["Inspections"].values][1:] == ["Ashby", "Elmshire"]
    evidence = list(book["Evidence"].values)
    assert sum(1 for row in evidence if row[1] == "new.pdf") == sum(len(one.evidence) for one in coverage.findings)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in package.read(name)
                assert b"<hyperlink" not in package.read(name)


def test_without_scripts_every_verdict_stands_in_a_table_with_headings(folder: Path, coverage: Check) -> None:
    page = tree(folder)
    (row,) = page.xpath("//table[contains(@class, 'heat')]/tbody/tr[contains(., '1 January 2022')]")
    heat = row.getparent().getparent()
    assert len(row.xpath("./th[@scope='row']")) == 1
    columns = [" ".join(cell.text_content().split()) for cell in heat.xpath("./thead/tr[2]/th[@scope='col']")]
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./th | ./td")]
    assert len(columns) == len(cells)
    found = dict(zip(columns, cells, strict=True))
    for one in coverage.findings:
        assert found[" ".join(one.title.split())].lower() == one.verdict
    old = [row for row in heat.xpath("./tbody/tr") if "older" in row.text_content()]
    assert len(old) == 1


def test_the_page_asks_nothing_of_a_network_and_holds_hostile_words_as_words(folder: Path) -> None:
    page = tree(folder)
    assert not page.xpath("//@src | //link | //img | //iframe | //@onclick | //@onerror | //@style")
    assert all(target.startswith("#") for target in page.xpath("//a/@href"))
    ids = page.xpath("//@id")
    assert not [name for name, count in Counter(ids).items() if count > 1]
    assert not [target for target in page.xpath("//a/@href") if target[1:] not in ids]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert len(page.xpath("//script")) == 2
    for control in page.xpath("//form//select | //form//input"):
        assert page.xpath("//label[@for=$name]", name=control.get("id"))


def test_the_data_hold_reason_and_the_best_two_quotes_of_each_cell(folder: Path, coverage: Check) -> None:
    text = (folder / "comparison.html").read_text(encoding="utf-8")
    raw = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert "<" not in raw
    data = json.loads(raw)
    by_title = {one.title: one for one in coverage.findings}
    rows = [(table, row) for table in data["tables"] for row in table["rows"]]
    ((table, row),) = [(table, row) for table, row in rows if "new.pdf" in data["documents"][row[0]]["line"]]
    for requirement, cell in zip(table["requirements"], row[2], strict=True):
        one = by_title[requirement[0]]
        assert table["verdicts"][cell[0]][0] == one.verdict
        assert data["strings"][cell[1]] == one.reason
        assert cell[3] == len(one.evidence)
        assert [quote[0] for quote in cell[4:]] == [evidence.quote for evidence in one.evidence[:2]]


def test_documents_that_could_not_be_read_are_listed(folder: Path) -> None:
    (section,) = tree(folder).xpath("//section[@id='errors']")
    assert "=bad.pdf is damaged." in section.text_content()


def test_a_large_comparison_leaves_older_documents_to_the_workbook(
    tmp_path: Path, coverage: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(areas_html, "_MOST_CELLS", len(coverage.findings))
    checks = [moved(coverage, "Elmshire", f"{at}.pdf", published=f"202{at}-01-01") for at in range(3)]
    page = tree(written(tmp_path, *checks))
    assert len(page.xpath("//table[contains(@class, 'heat')]/tbody/tr")) == 1
    assert "2 older documents" in page.text_content()
    assert len(openpyxl.load_workbook(tmp_path / "comparison.xlsx")["wt2018-arrangements"]["A"]) == 5


def test_nothing_to_compare_still_gives_three_files(tmp_path: Path) -> None:
    written(tmp_path, BAD)
    assert "No requirement was checked." in tree(tmp_path).text_content()
    assert [row["verdict"] for row in lines(tmp_path)] == ["not read"]


def test_the_same_results_give_the_same_files(tmp_path: Path, coverage: Check) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        written(folder, moved(coverage, "Elmshire", "new.pdf"))
    for name in ("comparison.csv", "comparison.html", "comparison.xlsx"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_an_inspection_that_prints_nothing_is_a_row_all_the_same(tmp_path: Path, inspection: Check) -> None:
    bare = replace(moved(inspection, "Elmshire", "a.pdf"), inspection=InspectionReport("other"))
    (section,) = tree(written(tmp_path, bare)).xpath("//section[@id='inspections']")
    assert len(section.xpath(".//tbody/tr")) == 1
