"""Pictures whose words a reader sees and a text extractor does not."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

STEPS = (
    ("#d8ead2", "Step 1  Universal", "Every family: schools, health visitors, libraries, clubs"),
    ("#fdf0c4", "Step 2  Early help", "One or two needs: a Family Room plan, reviewed every six weeks"),
    ("#f9d9b4", "Step 3  Targeted", "Several needs together: a lead practitioner and a team around the family"),
    ("#f2b8ae", "Step 4  Specialist", "Significant harm or its likelihood: social work and protection"),
)


def draw(name: str) -> bytes:
    """The named picture as PNG bytes; a KeyError if there is none of that name."""
    painters = {"levels-of-need": _levels_of_need}
    data = BytesIO()
    painters[name]().save(data, "PNG", optimize=True)
    return data.getvalue()


def _levels_of_need() -> Image.Image:
    image = Image.new("RGB", (1200, 620), "white")
    pen = ImageDraw.Draw(image)
    large, small = ImageFont.load_default(34), ImageFont.load_default(24)
    for place, (colour, title, line) in enumerate(STEPS):
        left, top = 30 + place * 70, 470 - place * 145
        pen.rectangle((left, top, 1170, top + 130), fill=colour, outline="#555555", width=2)
        pen.text((left + 20, top + 18), title, fill="#222222", font=large)
        pen.text((left + 20, top + 76), line, fill="#333333", font=small)
    return image.convert("P", palette=Image.Palette.ADAPTIVE, colors=32)
