"""Coverage-guided fuzzing of every reader, of the pack loader and of the language of terms.

    python -m benchmarks.fuzzing TARGET [--seconds N] [--keep FOLDER]

TARGET is pdf, word, html, markdown, text, mail, documents (all of these in turn), packs or terms.
Needs the extra `fuzz` (atheris). Begins with the sample corpus and small inputs of its own, and goes on
from what an earlier run found if `--keep` names its folder. Inputs are mutated byte by byte; of Word
files the parts inside the archive are, and of PDF files what stands between their objects as well. An
input that ends in anything but a document or a named error is written to the folder as crash-..., one
that takes too long as timeout-....
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

from benchmarks import hard_seeds

with atheris.instrument_imports(include=["checker"]):
    # The readers import what they need when they need it; only what is imported here is followed.
    import checker.documents.formats.html.read
    import checker.documents.formats.mail
    import checker.documents.formats.markdown
    import checker.documents.formats.pdf.read
    import checker.documents.formats.pdf.second
    import checker.documents.formats.text
    import checker.documents.formats.word.read  # noqa: F401
    from checker.documents.limits import Limits
    from checker.documents.reader import read_data
    from checker.errors import CheckerError
    from checker.matching.terms import TermError, parse
    from checker.packs.load import load_packs

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "documents"
LARGEST = {
    "pdf": 120_000,
    "word": 60_000,
    "html": 40_000,
    "markdown": 20_000,
    "text": 20_000,
    "mail": 20_000,
    "documents": 120_000,
    "packs": 8_000,
}
SUFFIXES = {"pdf": ".pdf", "word": ".docx", "html": ".html", "markdown": ".md", "text": ".txt", "mail": ".eml"}
_TOO_LONG = 25  # seconds of the processor, whatever else the machine does
_HANGS = 300  # seconds after which an input is taken for a hang
SMALL_LIMITS = Limits(expanded=50_000_000, part=20_000_000)


def main() -> None:
    """Fuzz one target for a while."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("target", choices=[*SUFFIXES, "documents", "packs", "terms"])
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    keep = given.keep or Path(tempfile.mkdtemp(prefix="fuzzing-"))
    corpus = keep / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(_seeds(given.target)):
        (corpus / f"seed-{number:02}").write_bytes(data)
    flags = [
        f"-max_total_time={given.seconds}",
        f"-max_len={LARGEST.get(given.target, 400)}",
        f"-artifact_prefix={keep}/{given.target}-",
        f"-timeout={_HANGS}",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    mutators: dict[str, Callable[[bytes, int, int], bytes]] = {
        "word": _mutated_parts,
        "pdf": _mutated_objects,
        "documents": _mutated,
    }
    extra = {"custom_mutator": mutators[given.target]} if given.target in mutators else {}
    atheris.Setup([sys.argv[0], *flags, str(corpus)], _target(given.target), **extra)
    atheris.Fuzz()


def _target(name: str) -> Callable[[bytes], None]:
    if name == "terms":
        return _terms
    if name == "packs":
        return _packs
    path = Path(f"fuzzed{SUFFIXES.get(name, '')}")

    def read(data: bytes) -> None:
        began = time.process_time()
        try:
            document = read_data(data, path, SMALL_LIMITS)
        except CheckerError:
            return
        finally:
            took = time.process_time() - began
            if took > _TOO_LONG:
                raise AssertionError(f"took {took:.0f} seconds")
        last = 0
        for sentence in document.sentences:
            if not last <= sentence.start <= sentence.end <= len(document.text):
                raise AssertionError(f"sentence {sentence} is not in order")
            last = sentence.end
            document.section_of(sentence.block)
            document.page_at(sentence.start)
        document.text.encode("utf-8")  # no lone surrogate may get through

    return read


def _terms(data: bytes) -> None:
    try:
        parse(data.decode("utf-8", "replace"))
    except TermError:
        return


def _packs(data: bytes) -> None:
    head, _, rule = data.partition(b"\0")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "fuzzed"
        folder.mkdir()
        (folder / "pack.yaml").write_bytes(head)
        (folder / "FUZZ-ONE.yaml").write_bytes(rule)
        try:
            load_packs(["fuzzed"], Path(scratch))
        except CheckerError:
            return


def _seeds(target: str) -> list[bytes]:
    if target == "terms":
        terms = ("(a|b) [c] d", "a ... b .. c", "<Name> Council", "=only MASH", "a-b (c (d|e)|f)")
        return [term.encode() for term in terms]
    if target == "packs":
        return [HEAD + b"\0" + RULE]
    if target == "documents":
        return [data for kind in SUFFIXES for data in _seeds(kind)]
    found = [path.read_bytes() for path in sorted(SAMPLES.glob(f"*{SUFFIXES[target]}"))]
    hard = {"pdf": hard_seeds.pdfs, "word": hard_seeds.words}.get(target, list)()
    hard += {"html": hard_seeds.PAGES, "mail": hard_seeds.MAILS}.get(target, [])
    smallest = [SMALLEST[target]] if target in SMALLEST else []
    return [data for data in found if len(data) < LARGEST[target]] + hard + smallest


def _mutated(data: bytes, largest: int, seed: int) -> bytes:
    """A document with something changed, as its kind allows."""
    if data.startswith(b"PK"):
        return _mutated_parts(data, largest, seed)
    if data.startswith(b"%PDF"):
        return _mutated_objects(data, largest, seed)
    return bytes(atheris.Mutate(data, largest))


def _mutated_parts(data: bytes, largest: int, seed: int) -> bytes:
    """A Word file with the text of one of its parts mutated."""
    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()[:60]}
    except Exception:  # no archive any more: mutate the bytes as they are
        return bytes(atheris.Mutate(data, largest))
    if not parts or chance.random() < 0.1:
        return bytes(atheris.Mutate(data, largest))
    name = chance.choice(sorted(parts))
    if name.endswith(("document.xml", "styles.xml", "numbering.xml")) or chance.random() < 0.5:
        parts[name] = bytes(atheris.Mutate(parts[name], len(parts[name]) + 1000))
    else:
        del parts[name]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return held.getvalue()[:largest]


def _mutated_objects(data: bytes, largest: int, seed: int) -> bytes:
    """A PDF with a number, a name or a whole object of it changed, or bytes anywhere."""
    chance = random.Random(seed)
    pieces = data.split(b"endobj")
    if len(pieces) < 3 or chance.random() < 0.4:
        return bytes(atheris.Mutate(data, largest))
    at = chance.randrange(len(pieces))
    match chance.randrange(4):
        case 0:
            del pieces[at]
        case 1:
            pieces[at] = pieces[chance.randrange(len(pieces))]
        case 2:
            digits = [place for place, byte in enumerate(pieces[at]) if 48 <= byte <= 57]
            if digits:
                place = chance.choice(digits)
                more = str(chance.choice([0, 1, 7, 255, 65536, 2**31, 10**12])).encode()
                pieces[at] = pieces[at][:place] + more + pieces[at][place + 1 :]
        case _:
            pieces[at] = bytes(atheris.Mutate(pieces[at], len(pieces[at]) + 200))
    return b"endobj".join(pieces)[:largest]


HEAD = b"""id: fuzzed
title: A pack
source: made up
version: "1"
applies_to: [arrangements]
requirements: [FUZZ-ONE]
"""
RULE = b"""id: FUZZ-ONE
title: One
theme: one
basis: made up
asks: One.
looked for: one
topic: one
headings: one
not: one, but not one
met if it says:
  one of:
    who: ["one, with one itself or part in its paragraph", "but not one in its heading", even if asked by law]
    when: [one, in the sentence itself, or: [one, only in 2 sentences or more]]
weak if it only says:
  what: one
parts: {part: one}
words:
  one: {means: one, words: [(one|two) [three], "a ... b"], headings: [one]}
advice: Say one.
questions: [One?]
examples:
  - {met: one, because: it is}
"""
SMALLEST = {
    "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 36>>stream\nBT /F 12 Tf 20 100 Td (A word) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "word": b"PK\x05\x06" + bytes(18),
    "html": b"<!doctype html><title>T</title><h1>A</h1><table><tr><th colspan=2>B<tr><td>C</table><ul><li>E<ol><li>F",
    "markdown": b"# A\n\n1. b\n   - c\n\n| d | e |\n|---|---|\n| f | g |\n\n> h [i](j) **k** `l`\n",
    "text": b"\xef\xbb\xbf1. A\r\n\r\nB b b .... 3\n- c\n\x0c2 D\n",
}


if __name__ == "__main__":
    main()
