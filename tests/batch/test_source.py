"""What a batch takes from a folder or a manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.batch.names import JOURNAL
from checker.batch.source import read_source
from checker.check.given import Given
from checker.documents.model import Period, Profile
from checker.errors import OptionError
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas

MANIFEST = "given in the manifest"


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_folder_is_taken_in_order_without_hidden_files_and_results(corpus: Path) -> None:
    (corpus / ".draft.md").write_text("hidden")
    (corpus / ".cache").mkdir()
    (corpus / ".cache" / "page.html").write_text("hidden")
    (corpus / "out").mkdir()
    (corpus / "out" / "comparison.html").write_text("this batch's own")
    (corpus / "earlier").mkdir()
    (corpus / "earlier" / JOURNAL).write_text("")
    (corpus / "earlier" / "comparison.html").write_text("another batch's")
    (corpus / "figures.csv").write_text("a,b")
    (corpus / "download").write_bytes(b"%PDF-1.7 without a suffix")
    (corpus / "old.doc").write_bytes(b"is told how to be saved, not left out")
    found = read_source(corpus, corpus / "out")
    names = [Path(item.path).relative_to(corpus).as_posix() for item in found.items]
    assert names == [
        "ashmere.md",
        "brockwell.md",
        "coldharbour.md",
        "download",
        "elmstead.md",
        "north/dunsley.md",
        "old.doc",
    ]
    assert found.notes == ("Files of other kinds were left out (.csv: 1).",)


def test_a_manifest_overrides_what_reading_would_find(corpus: Path) -> None:
    path = manifest(
        corpus,
        "Path,Area,Type,Date,Title,Period,Edition,Source\n"
        'north/dunsley.md,Hallowick,yearly-report,2021-07-09,"Report, the second",2020-04-01/2021-03-31,2023,web\n'
        "ashmere.md,,,09/07/2021,,,,\n"
        "\n"
        ",,,,,,,\n",
    )
    found = read_source(path, corpus / "out")
    assert [item.path for item in found.items] == [str(corpus / "north/dunsley.md"), str(corpus / "ashmere.md")]
    assert found.items[0].given == Given(
        type="yearly-report",
        area="Hallowick",
        title="Report, the second",
        published="2021-07-09",
        period=("2020-04-01", "2021-03-31"),
        edition="2023",
        where=MANIFEST,
    )
    assert found.items[1].given == Given(published="2021-07-09", where=MANIFEST)
    assert found.notes == ("Columns of the manifest that are not used: source.",)


def test_overrides_say_where_they_come_from() -> None:
    areas = load_areas(rules_folder() / "areas.yaml")
    profile = Profile(type="arrangements", title="As printed", how=(("title", "the first heading"),))
    given = Given(area="London Borough of Brent", period=("2020-04-01", "2021-03-31"), where=MANIFEST)
    changed = given.over(profile, areas)
    assert (changed.area, changed.areas) == ("London Borough of Brent", ("Brent",))
    assert changed.period == Period("2020-04-01", "2021-03-31")
    assert dict(changed.how) == {
        "title": "the first heading",
        "area": "given in the manifest",
        "areas": "given in the manifest",
        "period": "given in the manifest",
    }


def test_cells_that_cannot_be_used_become_warnings_of_the_document(corpus: Path) -> None:
    path = manifest(corpus, "path,type,date,period\nashmere.md,plan,summer 2019,2019\n")
    (item,) = read_source(path, corpus / "out").items
    assert (item.given.type, item.given.published, item.given.period) == (None, None, None)
    for note, written in zip(item.given.notes, ("type 'plan'", "date 'summer 2019'", "'2019'"), strict=True):
        assert written in note


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-8"), (",", "utf-8-sig")])
def test_manifests_as_spreadsheets_save_them(corpus: Path, delimiter: str, encoding: str) -> None:
    text = "path,title\r\nashmere.md,Children’s plan\r\n".replace(",", delimiter)
    (item,) = read_source(manifest(corpus, text, encoding), corpus / "out").items
    assert item.given.title == "Children’s plan"


def test_paths_written_under_windows(corpus: Path) -> None:
    (item,) = read_source(manifest(corpus, "path\nnorth\\dunsley.md\n"), corpus / "out").items
    assert item.file.is_file() and item.problem is None


def test_paths_and_links_that_lead_outside(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("not for this batch")
    (corpus / "link.md").symlink_to(tmp_path / "secret.md")
    (corpus / "loop.md").symlink_to(corpus / "loop.md")
    path = manifest(corpus, f"path\n../secret.md\nlink.md\n{tmp_path / 'secret.md'}\nnorth/../ashmere.md\nloop.md\n")
    kinds = [item.problem.kind if item.problem else None for item in read_source(path, corpus / "out").items]
    assert kinds == ["outside", "outside", "outside", None, "not-found"]
    kinds = [
        item.problem.kind if item.problem else None
        for item in read_source(path, corpus / "out", allow_outside=True).items
    ]
    assert kinds == [None, None, None, None, "not-found"]
    by_name = {Path(item.path).name: item.problem for item in read_source(corpus, corpus / "out").items}
    assert by_name["link.md"] is not None and by_name["link.md"].kind == "outside"


def test_rows_without_a_path_and_impossible_names_are_error_rows(corpus: Path) -> None:
    items = read_source(manifest(corpus, "path,area\n,Ashmere\nbad\0name.md,\n"), corpus / "out").items
    assert all(item.problem and item.problem.kind == "not-found" for item in items)
    assert items[0].problem and "line 2" in items[0].problem.message


@pytest.mark.parametrize("text", ["", "file,area\nashmere.md,Ashmere\n", "path\n"])
def test_what_is_no_manifest_is_refused(corpus: Path, text: str) -> None:
    with pytest.raises(OptionError):
        read_source(manifest(corpus, text), corpus / "out")


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b")
    with pytest.raises(OptionError, match="no document"):
        read_source(tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019/20", "2019-04-01", "2020-03-31"),
        ("2019-20", "2019-04-01", "2020-03-31"),
        ("2019-2020", "2019-04-01", "2020-03-31"),
        ("2019-10-01/2020-09-30", "2019-10-01", "2020-09-30"),
        ("01/10/2019 to 30/09/2020", "2019-10-01", "2020-09-30"),
    ],
)
def test_a_period_in_a_manifest_may_be_a_year_as_areas_write_it(
    corpus: Path, written: str, first: str, last: str
) -> None:
    (item,) = read_source(manifest(corpus, f"path,period\nashmere.md,{written}\n"), corpus / "out").items
    assert item.given.period == (first, last)
    assert not item.given.notes


@pytest.mark.parametrize("written", ["2019/21", "last year", "2020-03-31/2019-04-01"])
def test_a_period_that_is_none_is_told(corpus: Path, written: str) -> None:
    (item,) = read_source(manifest(corpus, f"path,period\nashmere.md,{written}\n"), corpus / "out").items
    assert item.given.period is None
    assert written in item.given.notes[0]


@pytest.mark.parametrize("way", ["same", "dotted", "link"])
def test_an_output_that_is_the_folder_of_the_documents_is_told(corpus: Path, tmp_path: Path, way: str) -> None:
    output = {"same": corpus, "dotted": corpus / "north" / "..", "link": tmp_path / "link"}[way]
    if way == "link":
        output.symlink_to(corpus, target_is_directory=True)
    with pytest.raises(OptionError, match="folder of the documents itself"):
        read_source(corpus, output)
