"""Reading pictures of text, where Tesseract is installed."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from checker.documents.pages.ocr import recogniser
from checker.errors import DocumentError


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_paragraphs_of_a_picture_are_parted_by_blank_lines() -> None:
    image = Image.new("L", (1600, 900), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(48)
    draw.text((100, 100), "The scrutineer reports to the partners.", fill=0, font=font)
    draw.text((100, 600), "The police attend every meeting.", fill=0, font=font)
    paragraphs = [" ".join(part.split()) for part in recogniser()(image).split("\n\n") if part.strip()]
    assert paragraphs == ["The scrutineer reports to the partners.", "The police attend every meeting."]


def test_missing_tesseract_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract")

    def missing(*_: object) -> list[str]:
        raise pytesseract.TesseractNotFoundError

    monkeypatch.setattr(pytesseract, "get_languages", missing)
    with pytest.raises(DocumentError) as caught:
        recogniser()
    assert caught.value.kind == "ocr-missing"
