"""Small files for fuzzing that lead into the readers' rarer paths: second readings, hidden words, forms, chunks."""

from __future__ import annotations

import io
import zipfile

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_PROSE = (
    "The council pays a third of the budget and the police pay",
    "another third, so that each partner knows in March what the",
    "year will cost. The hospital trust pays what is left over and",
    "tells the executive in writing when the sum is too small for",
    "the work that the partners have agreed to do with families.",
    "Young people choose the theme of one review in every year.",
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def pdfs() -> list[bytes]:
    """PDFs, a page each: doubled and spaced letters, white, covered and struck words, columns, fields, turned text."""
    return [_drawn(draw) for draw in (_doubled, _spaced, _hidden, _columns, _fields, _turned, _shifted)]


def _drawn(draw: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=0)
    canvas.setFont("Helvetica", 11)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return buffer.getvalue()


def _doubled(canvas: Canvas) -> None:
    for row, line in enumerate(_PROSE):
        x = 60.0
        for char in line:
            canvas.drawString(x, 700 - 14 * row, char)
            canvas.drawString(x + 0.8, 700 - 14 * row, char)
            x += canvas.stringWidth(char, "Helvetica", 11)


def _spaced(canvas: Canvas) -> None:
    for row, line in enumerate(_PROSE):
        text = canvas.beginText(60, 700 - 14 * row)
        text.setCharSpace(1.6)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)


def _hidden(canvas: Canvas) -> None:
    for row, line in enumerate(_PROSE):
        canvas.setFillGray(1 if row == 1 else 0)
        canvas.drawString(60 if row != 3 else 700, 700 - 14 * row, line)
    canvas.setFillGray(0)
    canvas.rect(55, 640, 400, 14, fill=1)
    canvas.line(60, 704, 300, 704)


def _columns(canvas: Canvas) -> None:
    for row in range(12):
        canvas.drawString(40, 700 - 13 * row, _PROSE[row % 6][:45])
        canvas.drawString(300, 700 - 13 * row, _PROSE[(row + 3) % 6][:45])


def _fields(canvas: Canvas) -> None:
    canvas.drawString(60, 720, "How is the work paid for?")
    canvas.acroForm.textfield(name="a", value=_PROSE[0], x=60, y=690, width=400, height=20)


def _turned(canvas: Canvas) -> None:
    canvas.translate(300, 100)
    canvas.rotate(90)
    for row, line in enumerate(_PROSE):
        canvas.drawString(0, -14 * row, line)


def _shifted(canvas: Canvas) -> None:
    for row, line in enumerate(_PROSE):
        canvas.drawString(20, 700 - 14 * row, "".join(chr((ord(char) - 32 - 29) % 95 + 32) for char in line))


def words() -> list[bytes]:
    """A Word file with alternate content, fields in fields, symbols, a chunk of HTML, deleted marks and prompts."""
    body = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r>'
        '<w:rPr><w:strike/></w:rPr><w:t>two</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
        "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>three</w:t></w:r></w:p></mc:Choice></mc:AlternateContent>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r><w:r><w:t>four</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:altChunk r:id="a"/><w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>Click</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )
    parts = {
        "word/document.xml": f"<w:document {_W} {_R} {_MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/aFChunk" Target="c.html"/></Relationships>'
        ),
        "word/c.html": "<h2>Five</h2><p>Six <s>seven</s>.</p>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return [buffer.getvalue()]


PAGES = [
    b'<main><div role="tablist"><a role="tab" aria-controls="p">One</a></div><div id="p" role="tabpanel" hidden><p>Two'
    b' three four five six seven eight nine.</p></div><h2><button aria-expanded="false">Ten</button></h2><div class='
    b'"panel" style="display:none"><p>Eleven <del>twelve</del></p></div><iframe src="a.html"></iframe></main>'
]
MAILS = [
    b"Date: Thu, 27 Jun 2019 10:00:00 +0100\nSubject: a\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/related; boundary=b\n\n"
    b"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<p>One =C2=A3two</p>\n"
    b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\nthree\n--b--\n"
]
