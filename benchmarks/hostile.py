"""Hostile, broken and huge files, made by this script, and what the checker makes of each.

    python -m benchmarks.hostile [NAME...] [--seconds 60] [--megabytes 1000]

Each file is checked by a `checker check` of its own. Asked is a result or a named error, within the
time and memory, and never a traceback. Prints a table and ends with status 1 if any file fails.
The quick ones are also part of the tests (`tests/hostile`).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
SENTENCE = "The independent scrutineer reports to the partners each quarter."
Make = Callable[[Path], None]
FILES: dict[str, Make] = {}
SLOW: set[str] = set()  # left to the command: they take seconds or much room


def hostile(name: str, *, slow: bool = False) -> Callable[[Make], Make]:
    """Register the maker of a file."""

    def register(make: Make) -> Make:
        FILES[name] = make
        if slow:
            SLOW.add(name)
        return make

    return register


def data(name: str, content: bytes | Callable[[], bytes], *, slow: bool = False) -> None:
    """Register a file by its content."""

    @hostile(name, slow=slow)
    def make(path: Path) -> None:
        path.write_bytes(content() if callable(content) else content)


# Word


def docx(
    body: str = "",
    *,
    whole: bytes | None = None,
    more: Iterable[tuple[str, bytes | str]] = (),
    without: str = "",
) -> bytes:
    """A Word file around a body, or around the whole of its main part."""
    main = whole if whole is not None else f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", main), *more]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if name != without:
                archive.writestr(name, content)
    return held.getvalue()


def paragraph(text: str = SENTENCE, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def doctype(subset: str, text: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE w:document [{subset}]><w:document {W}><w:body>{paragraph(text)}'
        "</w:body></w:document>"
    ).encode()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
data("zip-bomb.docx", lambda: docx(whole=b'<?xml version="1.0"?>' + b" " * 400_000_000), slow=True)
data("many-entries.docx", lambda: docx(paragraph(), more=((f"word/x{n}", b"") for n in range(30_000))))
data("nested-zips.docx", lambda: docx(paragraph(), more=[("word/media/a.zip", docx(more=[("b.zip", docx())]))]))
data("billion-laughs.docx", lambda: docx(whole=doctype(LAUGHS, "&l11;")))
data("xxe.docx", lambda: docx(whole=doctype('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;")))
data("external-dtd.docx", lambda: docx(whole=doctype('<!ENTITY % d SYSTEM "http://127.0.0.1:9/d.dtd"> %d;', "a")))
data("million-paragraphs.docx", lambda: docx("<w:p/>" * 1_000_000 + paragraph()), slow=True)
data("deep-tables.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 5000 + paragraph() + "</w:tc></w:tr></w:tbl>" * 5000))
data(
    "many-cells.docx",
    lambda: docx("<w:tbl>" + ("<w:tr>" + f"<w:tc>{paragraph('a')}</w:tc>" * 50 + "</w:tr>") * 4000),
    slow=True,
)
data("no-main-part.docx", lambda: docx(without="word/document.xml"))
data("no-relationships.docx", lambda: docx(paragraph(), without="_rels/.rels"))
data(
    "external-relations.docx",
    lambda: docx(
        paragraph(),
        more=[
            (
                "word/_rels/document.xml.rels",
                RELS.replace("word/document.xml", "http://127.0.0.1:9/t.dotm").replace(
                    'Target="http', 'TargetMode="External" Target="http'
                ),
            )
        ],
    ),
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
    for a, b in (("A", "B"), ("B", "C"), ("C", "A"))
)
data(
    "cyclic-styles.docx",
    lambda: docx(
        paragraph(properties='<w:pPr><w:pStyle w:val="A"/></w:pPr>') * 3,
        more=[("word/styles.xml", f'<?xml version="1.0"?><w:styles {W}>{STYLES}</w:styles>')],
    ),
)
data(
    "cyclic-numbering.docx",
    lambda: docx(
        paragraph(properties='<w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-7"/></w:numPr></w:pPr>'),
        more=[
            (
                "word/numbering.xml",
                f'<?xml version="1.0"?><w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="A"/>'
                '</w:abstractNum><w:num w:numId="-7"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
            )
        ],
    ),
)
data("surrogates.docx", lambda: docx(paragraph("&#xD800; a &#xDFFF;")))
data("control-characters.docx", lambda: docx(paragraph("a&#x1;b&#x0;c")))
data("utf-16-said.docx", lambda: docx(whole=f'<?xml version="1.0" encoding="UTF-16"?><w:document {W}/>'.encode()))
data(
    "huge-attribute.docx", lambda: docx(paragraph(properties=f'<w:pPr><w:pStyle w:val="{"A" * 20_000_000}"/></w:pPr>'))
)
data("macros.docm", lambda: docx(paragraph(), more=[("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(5000))]))
data("path-traversal.docx", lambda: docx(paragraph(), more=[("../../outside.xml", b"<a/>"), ("/etc/x", b"<a/>")]))
data(
    "encrypted.docx",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(900),
)
data("twenty-thousand-runs.docx", lambda: docx("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 20_000 + "</w:p>"))


@hostile("overlapping-entries.docx")
def _overlapping(path: Path) -> None:
    """Thousands of names for the same packed bytes."""
    name, packed = b"word/document.xml", zlib.compress(b" " * 50_000_000, 9)[2:-4]
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), 50_000_000, len(name), 0)
    local = head + name + packed
    names = [name, *(b"x%d" % number for number in range(2000))]
    central = b"".join(
        struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(packed), 50_000_000, len(one), 0, 0, 0, 0, 0, 0
        )
        + one
        for one in names
    )
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(names), len(names), len(central), len(local), 0)
    path.write_bytes(local + central + end)


# PDF


def pdf(objects: dict[int, bytes], *, xref: bool = True, root: int = 1) -> bytes:
    """A PDF of numbered objects."""
    out, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    if xref:
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number, place in places.items():
            out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return out + b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, root, start)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


TEXT = b"BT /F 12 Tf 40 700 Td (" + SENTENCE.encode() + b") Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pages(
    content: bytes = TEXT, extra: bytes = b"", page: bytes = b"", catalog: bytes = b"", **more: bytes
) -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R %s>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>" % page,
        4: stream(content, extra),
        5: FONT,
    }


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    objects = {**pages(), 2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)}
    for number in range(10, 10 + count):
        objects[number] = pages()[3]
    return pdf(objects)


def image(width: int, height: int) -> bytes:
    objects = pages(b"q 500 0 0 700 40 40 cm /I Do Q")
    objects[3] = objects[3].replace(b"/Font<</F 5 0 R>>", b"/XObject<</I 6 0 R>>")
    packed = zlib.compress(bytes(width * height // 8 if width * height < 10**9 else 1_000_000))
    kind = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode"
    objects[6] = stream(packed, b"%s/Width %d/Height %d" % (kind, width, height))
    return pdf(objects)


data("ten-thousand-pages.pdf", lambda: many_pages(10_000), slow=True)
data("cyclic-page-tree.pdf", lambda: pdf({**pages(), 2: b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"}))
data("parent-is-its-child.pdf", lambda: pdf({**pages(), 3: b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 3 0 R>>"}))
data("broken-xref.pdf", lambda: pdf(pages(), xref=False))
data("xref-points-nowhere.pdf", lambda: pdf(pages()).replace(b"startxref\n", b"startxref\n99999999"))
data("deep-arrays.pdf", lambda: pdf({**pages(), 6: b"[" * 100_000 + b"]" * 100_000}))
data("deep-arrays-in-content.pdf", lambda: pdf(pages(b"[" * 100_000 + b"] TJ " + TEXT)))
data("deep-graphics-states.pdf", lambda: pdf(pages(b"q " * 200_000 + TEXT)))
data(
    "scripts.pdf",
    lambda: pdf(
        pages(
            catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(calc.exe)>>>>"
            b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>]>>>>"
        )
        | {6: stream(b"MZ" + bytes(1000))}
    ),
)
data("flate-bomb.pdf", lambda: pdf(pages(zlib.compress(bytes(600_000_000), 9), b"/Filter/FlateDecode")), slow=True)
data(
    "flate-bomb-twice.pdf",
    lambda: pdf(pages(zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9), b"/Filter[/FlateDecode/FlateDecode]")),
    slow=True,
)
data("gigantic-image.pdf", lambda: image(60_000, 60_000))
data("huge-page.pdf", lambda: pdf({**pages(), 3: pages()[3].replace(b"595 842", b"1e9 1e9")}))
data("no-page-size.pdf", lambda: pdf({**pages(), 3: pages()[3].replace(b"595 842", b"0 0")}))
data("count-too-large.pdf", lambda: pdf({**pages(), 2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}))
data("count-below-zero.pdf", lambda: pdf({**pages(), 2: b"<</Type/Pages/Kids[3 0 R]/Count -5>>"}))
data("length-lies.pdf", lambda: pdf(pages()).replace(b"/Length", b"/Length 999999999 /L"))
data("endless-text.pdf", lambda: pdf(pages(TEXT * 40_000)), slow=True)
data("font-refers-to-itself.pdf", lambda: pdf({**pages(), 5: b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]>>"}))
data(
    "form-draws-itself.pdf",
    lambda: pdf(
        {
            **pages(b"/X Do"),
            3: pages()[3].replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<"),
            6: stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
        }
    ),
)
data(
    "outline-goes-round.pdf",
    lambda: pdf(
        pages(catalog=b"/Outlines 6 0 R")
        | {6: b"<</First 7 0 R/Last 7 0 R>>", 7: b"<</Title(a)/Parent 6 0 R/Next 7 0 R>>"}
    ),
)
data("header-far-in.pdf", lambda: b"\n" * 900 + pdf(pages()))
data("pdf-and-zip.pdf", lambda: pdf(pages()) + docx(paragraph()))
data("html-before-pdf.pdf", lambda: b"<html><body>" + pdf(pages()))
data("only-a-header.pdf", b"%PDF-1.4")
data("rubbish.pdf", bytes(range(256)) * 200)


@hostile("password.pdf")
def _password(path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(pages()))))
    writer.encrypt("not told", algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)


# Web pages, Markdown, text


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>T</title>{head}</head><body>{body}</body></html>".encode()


data("one-long-line.html", lambda: html(f"<p>{(SENTENCE + ' ') * 200_000}</p>"), slow=True)
data("deep-boxes.html", lambda: html("<div>" * 100_000 + SENTENCE))
data("deep-lists.html", lambda: html("<ul><li>" * 20_000 + SENTENCE))
data("deep-tables.html", lambda: html("<table><tr><td>" * 3_000 + SENTENCE))
data("wide-cell.html", lambda: html("<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b<tr><td>c</table>"))
data("many-cells.html", lambda: html("<table>" + ("<tr>" + "<td>a" * 100) * 3000 + "</table>"), slow=True)
data("scripts.html", lambda: html(f"<script>while(1);</script><p onclick=x()>{SENTENCE}</p><iframe src=//127.0.0.1:9>"))
data("entities.html", lambda: f"<!DOCTYPE html [{LAUGHS}]><html><body><p>&l11; {SENTENCE}</p></body></html>".encode())
data("says-utf-16.html", lambda: html(f"<p>{SENTENCE}</p>", '<meta charset="utf-16">'))
data("null-bytes.html", lambda: html(f"<p>{SENTENCE}\0\0</p>" * 50))
data("comment-never-ends.html", lambda: html("<!--" * 300_000))
data("a-million-attributes.html", lambda: html("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{SENTENCE}"))
data(
    "fetches.html",
    lambda: html(
        '<img src="http://127.0.0.1:9/a"><object data="file:///etc/passwd"></object>' + SENTENCE,
        '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/"><base href="http://127.0.0.1:9/">',
    ),
)
data("quotes.md", lambda: (">" * 100_000 + " a\n").encode())
data("brackets.md", lambda: ("[" * 100_000 + "\n").encode())
data("links.md", lambda: ("[a](" * 30_000 + "\n").encode())
data("stars.md", lambda: ("*a **b " * 30_000 + "\n").encode())
data("ticks.md", lambda: ("".join("`" * n + " " for n in range(1, 400)) + "\n").encode())
data("lists-in-lists.md", lambda: "".join("  " * n + "- a\n" for n in range(1500)).encode())
data("wide-table.md", lambda: ("|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + ("|b" * 5000 + "|\n") * 20).encode())
data("entities.md", lambda: ("&#x110000; &#0; &#xD800; &amp;" * 20_000).encode())
data("hundred-megabytes.txt", lambda: b"a " * 50_000_000, slow=True)
data("one-long-line.txt", lambda: (SENTENCE + " ").encode() * 250_000, slow=True)
data("one-long-word.txt", lambda: b"a" * 5_000_000)
data("a-million-lines.txt", lambda: b"a\n\n" * 1_000_000, slow=True)
data("full-stops.txt", lambda: b"." * 2_000_000)
data("dotted-leaders.txt", lambda: b"1 A " + b". " * 500_000 + b"3\n")
data("surrogates.txt", b"\xed\xa0\x80 The partners meet. \xed\xbf\xbf\n" * 200)
data("control-characters.txt", bytes(n for n in range(1, 32)) * 300 + SENTENCE.encode())
data("escape-sequences.txt", b"\x1b]0;title\x07\x1b[2J\x1b[31m" * 50 + SENTENCE.encode())
data("turned-round.txt", ("‮" + SENTENCE + "⁦\n").encode() * 50)
data("utf-16.txt", (SENTENCE * 20).encode("utf-16"))
data("utf-16-without-a-mark.txt", (SENTENCE * 20).encode("utf-16-le"))
data("half-latin.txt", (SENTENCE + " £ café – ").encode("cp1252") * 40 + "£ café".encode())
data("combining.txt", ("Z" + "̸" * 200 + " ").encode() * 2000)
data("table-of-pipes.txt", lambda: b"|" * 1_000_000)

# Other kinds, and things that are no files

data("empty.pdf", b"")
data("spaces.txt", b" \n" * 1000)
data("rich-text.doc", b"{\\rtf1 " + b"{" * 100_000)
data("old-word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
data("sheet.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(4000))
data("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(1000))
data("packed.docx", b"\x1f\x8b" + bytes(500))
data("plain.xml", b"<?xml version='1.0'?><!DOCTYPE a [" + LAUGHS.encode() + b"]><a>&l11;</a>")
data("mail.html", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n")
data("a name\nof two lines; rm -rf.txt", SENTENCE.encode())


def _page(content: str, more: str = "", annotations: str = "") -> bytes:
    """A PDF of one page with a content stream, and annotations on it."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{more}"
        f"/Resources<</Font<</F 5 0 R>>>>/Annots[{annotations}]>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    ).encode()


def _printed(lines: int) -> str:
    rows = (f"BT /F 4 Tf 1 0 0 1 40 {820 - row * 0.8:.1f} Tm ({SENTENCE}) Tj ET" for row in range(lines))
    return "\n".join(rows)


data(
    "struck-out-often.pdf",
    lambda: _page(
        _printed(900),
        annotations="".join(
            f"<</Type/Annot/Subtype/StrikeOut/Rect[40 {n % 800} 500 {n % 800 + 4}]"
            f"/QuadPoints[{' '.join(['40 800 500 800 40 790 500 790'] * 20)}]>>"
            for n in range(3_000)
        ),
    ),
    slow=True,
)
data(
    "covered-often.pdf",
    lambda: _page(
        _printed(900),
        annotations="".join(
            f"<</Type/Annot/Subtype/Square/IC[0 0 0]/Rect[40 {n % 800} 500 {n % 800 + 40}]>>" for n in range(3_000)
        ),
    ),
    slow=True,
)
data("boxes-behind-words.pdf", lambda: _page("0.1 g 0 0 595 842 re f\n" * 8_000 + _printed(900)), slow=True)
data("struck-through-often.pdf", lambda: _page(_printed(900) + "\n20 400 m 580 400 l S" * 8_000), slow=True)
data(
    "endless-style.html",
    lambda: (
        "<style>"
        + "".join(f".a{n} .b{n}>p,#c{n}{{color:#fff;display:none}}" for n in range(60_000))
        + "</style>"
        + "".join(f"<div class='a{n} b{n}' id=d{n}><p>{SENTENCE}</p></div>" for n in range(2_000))
    ).encode(),
    slow=True,
)
data(
    "white-in-white.html",
    lambda: ("<div style='color:#fff'>" * 200 + f"<p style='background:#fff'>{SENTENCE}</p>" * 4_000).encode(),
    slow=True,
)
data(
    "unclosed-style.html",
    lambda: ("<style>" + "@media all {" * 5_000 + "p{color:red" + f"</style><p>{SENTENCE}</p>").encode(),
)


@hostile("a-folder.pdf")
def _folder(path: Path) -> None:
    path.mkdir()


@hostile("a-pipe.txt")
def _pipe(path: Path) -> None:
    os.mkfifo(path)


@hostile("goes-round.pdf")
def _loop(path: Path) -> None:
    path.symlink_to(path.name)


@hostile("endless-device.txt")
def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@hostile("not-allowed.txt")
def _not_allowed(path: Path) -> None:
    path.write_bytes(SENTENCE.encode())
    path.chmod(0)


def truncations(step: int = 1024) -> Iterable[tuple[str, bytes]]:
    """A PDF and a Word file of the sample corpus, cut short at every so many bytes."""
    folder = Path(__file__).resolve().parent.parent / "corpora" / "documents"
    for suffix in (".pdf", ".docx"):
        sample = max(folder.glob(f"wexcombe*{suffix}") if suffix == ".pdf" else folder.glob(f"*{suffix}"), key=_size)
        whole = sample.read_bytes()
        for end in range(1, len(whole), step):
            yield f"cut-at-{end}{suffix}", whole[:end]


def _size(path: Path) -> int:
    return path.stat().st_size


def main() -> None:
    """Make each file, check it, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("name", nargs="*", help="only these")
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--megabytes", type=int, default=1000)
    given = options.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        makers = {name: make for name, make in FILES.items() if not given.name or name in given.name}
        if not given.name:
            for name, content in truncations():
                makers[name] = lambda path, content=content: path.write_bytes(content) and None  # type: ignore[misc]
        for name, make in makers.items():
            path = Path(scratch) / name
            make(path)
            outcome, seconds, megabytes = _check(path, given.seconds)
            good = not outcome.startswith("FAILED") and seconds <= given.seconds and megabytes <= given.megabytes
            failed += not good
            print(f"{'' if good else '!! '}{name!r:34} {outcome:24} {seconds:6.1f} s {megabytes:6.0f} MB", flush=True)
            if path.is_file() and not path.is_symlink():
                path.unlink()
    print(f"{len(makers)} files, {failed} failed")
    sys.exit(bool(failed))


def _check(path: Path, seconds: float) -> tuple[str, float, float]:
    """What comes of a file, the processor's seconds that it took (other work counts for nothing), and megabytes."""
    command = [sys.executable, "-m", "checker.cli.main", "check", str(path), "--format", "json"]
    command += ["--type", "arrangements"]  # else most end as not recognised, before they are judged
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out_file, tempfile.TemporaryFile() as err_file:
        process = subprocess.Popen(command, stdout=out_file, stderr=err_file)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        while not ended:
            if time.perf_counter() - began > 5 * seconds + 30:
                process.kill()
            time.sleep(0.01)
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        took, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        if process.returncode == -signal.SIGKILL:
            return "FAILED: never ended", took, megabytes
        for file in (out_file, err_file):
            file.seek(0)
        out, err = out_file.read(), err_file.read()
    if path.is_dir() and process.returncode == 2 and b" is a folder." in err and b" batch " in err:
        return "led to batch", took, megabytes
    if b"Traceback" in err or process.returncode not in {0, 3}:
        return f"FAILED: {err.strip().splitlines()[-1:]}", took, megabytes
    try:
        line = json.loads(out)
    except ValueError:
        return "FAILED: no result", took, megabytes
    if "error" in line and line["error"]["kind"] in {"internal", "crashed"}:
        return f"FAILED: {line['error']['message'][:60]}", took, megabytes
    return line["error"]["kind"] if "error" in line else f"{len(line['findings'])} verdicts", took, megabytes


if __name__ == "__main__":
    main()
