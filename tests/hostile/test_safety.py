"""What no file and no pack may make the checker do: fetch, run, leave its folder, lose a file."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.main import main
from checker.errors import OptionError, PackError
from checker.matching.terms import TermError, parse
from checker.packs.load import load_packs
from checker.reporting import files
from checker.reporting.files import write_beside

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "corpora" / "documents").iterdir())

BLOCKED = """
import socket, sys
def refuse(*a, **k): raise AssertionError("a connection was tried")
socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from checker.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def one_of_each() -> list[Path]:
    found: dict[str, Path] = {}
    for path in SAMPLES:
        if "board" not in path.name:
            found.setdefault(path.suffix, path)
    return list(found.values())


def test_no_connection_is_tried_while_checking_and_reporting(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BLOCKED, "check", *map(str, one_of_each()), "--format", "html"]
    done = subprocess.run([*command, "--output", str(tmp_path / "out")], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_no_connection_is_tried_in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = tmp_path / "a.html"
    page.write_text(
        "<html><head><base href='http://127.0.0.1:9/'><link rel=stylesheet href=x></head><body>"
        "<img src='http://127.0.0.1:9/a.png'><p>The safeguarding children partners, the council, the police and "
        "the integrated care board, meet each quarter.</p></body></html>"
    )
    for kind in ("html", "docx", "xlsx", "md", "json"):
        assert main(["check", str(page), "--format", kind, "--output", str(tmp_path / f"out.{kind}")]) == 0


@pytest.mark.parametrize("link", ["copy", "symbolic", "hard"])
def test_a_report_never_takes_the_place_of_its_document(
    link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "plan.html"
    document.write_text(
        "<html><body><p>The safeguarding children partners meet each quarter in the town hall. The council, the police "
        "and the integrated care board pay.</p></body></html>"
    )
    before, target = document.read_bytes(), tmp_path / "report.html"
    if link == "copy":
        target = document
    elif link == "symbolic":
        target.symlink_to(document)
    else:
        os.link(document, target)
    assert main(["check", str(document), "--format", "html", "--output", str(target)]) == 2
    assert "is the document itself" in capsys.readouterr().err
    assert document.read_bytes() == before


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    write_beside(target, "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(OptionError, match="No space left"):
        write_beside(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


RULE = (
    "id: BAD-ONE\ntitle: t\ntheme: t\nbasis: b\nasks: a\nlooked for: l\nadvice: a\nquestions: [q]\n"
    "met if it says: {it: it}\n"
)
HEAD = "id: bad\ntitle: t\nsource: s\nversion: '1'\napplies_to: [arrangements]\nrequirements: [BAD-ONE]\n"


@pytest.mark.parametrize(
    "rule",
    [
        "!!python/object/apply:os.system ['touch ran']",
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
        "[" * 2000,
        "id: " + "A" * 2_000_000,
        "a: !include /etc/hostname",
        "? " * 5000,
        "\x00\x01",
    ],
)
def test_a_pack_of_others_can_run_and_read_nothing(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text(HEAD)
    (tmp_path / "bad" / "BAD-ONE.yaml").write_text(rule)
    with pytest.raises(PackError) as caught:
        load_packs(["bad"], tmp_path)
    assert "BAD-ONE.yaml" in caught.value.message
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("rule", ["../../outside", "/etc/hostname", "A/../B"])
def test_a_pack_names_rules_by_id_only(rule: str, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text(HEAD.replace("BAD-ONE", rule))
    with pytest.raises(PackError):
        load_packs(["bad"], tmp_path)


def test_shared_vocabularies_cannot_be_redefined_in_silence(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    for name in ("one", "two"):
        (tmp_path / "vocabulary" / f"{name}.yaml").write_text("about: a\nvocabularies:\n  same: {words: [t]}\n")
    with pytest.raises(PackError, match="already defined"):
        load_packs([], tmp_path)


@pytest.mark.parametrize("file", ["../../outside", "/etc/hostname", "a/../../b"])
def test_a_rule_opens_vocabularies_of_its_folder_only(file: str, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text(HEAD)
    (tmp_path / "bad" / "BAD-ONE.yaml").write_text(f"{RULE}topic: it\nwords: {{it: [it]}}\nvocabulary: {file}\n")
    with pytest.raises(PackError, match="vocabulary"):
        load_packs(["bad"], tmp_path)


def test_parts_of_parts_do_not_grow_without_end(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text(HEAD)
    parts = "".join(f"  p{'a' * n}: [{'p' + 'a' * (n + 1)}, {'p' + 'a' * (n + 1)}]\n" for n in range(1, 40))
    text = f"{RULE}topic: pa\nparts:\n{parts}  p{'a' * 40}: it\nwords: {{it: [it]}}\n"
    (tmp_path / "bad" / "BAD-ONE.yaml").write_text(text)
    with pytest.raises(PackError, match="stand for too much"):
        load_packs(["bad"], tmp_path)


@pytest.mark.parametrize(
    "term",
    [
        "(a|b)" * 12 + "(c|d|e|f|g|h|i|j)" * 4,
        "[a] " * 40,
        "(" * 200,
        "(((((((((((((a)))))))))))))",
        "(a|" * 12 + "b" + ")" * 12 + "(a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p)" * 6,
    ],
)
def test_terms_that_stand_for_endless_phrases_are_refused(term: str) -> None:
    with pytest.raises(TermError):
        parse(term)
