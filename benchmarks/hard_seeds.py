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
    """PDFs, a page each: doubled and spaced letters, white, covered and struck words, columns, fields, turned text,
    dark words on dark boxes, signs for letters, and notes that strike out and cover words.
    """
    draws = (_doubled, _spaced, _hidden, _columns, _fields, _turned, _shifted, _grounds, _signs)
    return [*map(_drawn, draws), _noted()]


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


def _grounds(canvas: Canvas) -> None:
    for row, line in enumerate(_PROSE):
        canvas.setFillGray(0.1)
        canvas.rect(55, 697 - 14 * row, 420, 13, fill=1, stroke=0)
        canvas.setFillGray(row % 2)
        canvas.drawString(60, 700 - 14 * row, line)
    canvas.setLineWidth(2)
    canvas.line(50, 620, 560, 620)
    canvas.drawString(60, 617, "Each partner says in March what it will pay.")


def _signs(canvas: Canvas) -> None:
    words = "The informa9on and no9fica9on of the ac9vi9es in educa9on and par9cipa9on"
    for row in range(8):
        canvas.drawString(60, 700 - 14 * row, words)


def _noted() -> bytes:
    """A page with words struck out, covered, marked for redaction, and a file attached to it."""
    content = "".join(f"BT /F 11 Tf 60 {700 - 14 * row} Td ({line}) Tj ET\n" for row, line in enumerate(_PROSE))
    notes = (
        "<</Type/Annot/Subtype/StrikeOut/Rect[60 695 400 710]/QuadPoints[60 710 400 710 60 697 400 697]>>"
        "<</Type/Annot/Subtype/Square/Rect[60 680 400 695]/IC[0 0 0]>>"
        "<</Type/Annot/Subtype/Redact/Rect[60 660 400 675]/QuadPoints[60 675 400 675 60 660 400 660]>>"
        "<</Type/Annot/Subtype/FreeText/Rect[60 500 400 520]/RC(<p>One</p>)>>"
        "<</Type/Annot/Subtype/FileAttachment/Rect[60 400 80 420]/FS<</Type/Filespec/F(a.doc)>>>>"
    )
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF 7 0 R>>>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        f"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[{notes}]>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}endstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Type/OCG/Name(L)>>endobj\n"
        "7 0 obj[6 0 R]endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    ).encode()


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
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>eight</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblStyle '
        'w:val="A"/></w:tblPr><w:tr><w:tc><w:tcPr><w:shd w:fill="003366"/></w:tcPr><w:p><w:r><w:rPr><w:sz w:val="2"/>'
        "</w:rPr><w:t>nine</w:t></w:r></w:p></w:tc><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>"
        '<w:p><w:r><w:t>ten</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt><w:tc><w:altChunk r:id="a"/></w:tc></w:tr>'
        "</w:tbl>"
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
    b'"panel" style="display:none"><p>Eleven <del>twelve</del></p></div><iframe src="a.html"></iframe></main>',
    b"<style>@media all{.a p,#b>.c{color:#fff;display:none!important}}.d{font-size:0;text-indent:-99em}"
    b"</style><main>"
    b"<div class=a><p>One two</p></div><div id=b><p class=c>Three</p></div><p class=d style='color:rgb(1,2,3);"
    b"background:#010203'>Four</p><table><tr style='visibility:hidden'><td>a<td>b<tr><td hidden>c<td>d</table>"
    b"<h2 class=toggle>Five</h2><div style='max-height:0;overflow:hidden'>Six</div><p "
    b"style='clip:rect(0,0,0,0);position:absolute'>Seven</p>",
]
MAILS = [
    b"Date: Thu, 27 Jun 2019 10:00:00 +0100\nSubject: a\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/related; boundary=b\n\n"
    b"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<p>One =C2=A3two</p>\n"
    b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\nthree\n--b--\n"
]
