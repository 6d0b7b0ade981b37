"""Specimens of identity documents, drawn here: of nobody, marked as specimens, photographed on a desk."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.servers.scenes import Scene, photograph, usual
from tests.servers.zones import Holder, td1, td3

INK = (34, 36, 44)
FONTS = {  # what the scripts need; where a machine has it not, the strokes are boxes, which no check minds
    "ko": Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    "fa": Path("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
}
PAGE, CARD = (1250, 880), (1284, 810)  # pixels; 125 x 88 mm and 85.6 x 54 mm


def passport_jpeg(
    holder: Holder | None = None,
    *,
    seed: int = 7,
    portrait: Image.Image | None = None,
    scene: Scene | None = None,
) -> bytes:
    """A photo that passes when what is typed are the holder's values."""
    return _jpeg(passport_page(holder or Holder(), portrait), scene or usual(seed))


def identity_card_jpeg(holder: Holder | None = None, *, seed: int = 7, scene: Scene | None = None) -> bytes:
    """The back of a card with a machine readable zone (TD1)."""
    return _jpeg(identity_card_back(holder or Holder()), scene or usual(seed))


def resident_card_jpeg(*, seed: int = 7, portrait: Image.Image | None = None, scene: Scene | None = None) -> bytes:
    """Like a Korean resident card: no zone, nothing that the packaged reader can read."""
    return _jpeg(resident_card(portrait), scene or usual(seed))


def national_card_jpeg(*, seed: int = 7, portrait: Image.Image | None = None, scene: Scene | None = None) -> bytes:
    """Like an Iranian national card."""
    return _jpeg(national_card(portrait), scene or usual(seed))


def passport_page(
    holder: Holder, portrait: Image.Image | None = None, zone: Sequence[str] | None = None
) -> Image.Image:
    page = _paper(PAGE, (232, 236, 228), (206, 218, 214))
    draw = ImageDraw.Draw(page)
    draw.text((40, 26), f"{holder.issuer}  PASSPORT  SPECIMEN", font=_font(38), fill=(120, 40, 60))
    _portrait(page, (40, 100, 400, 560), portrait)
    rows = [
        ("Surname", holder.surname), ("Given names", holder.given), ("Nationality", holder.nationality),
        ("Date of birth", holder.birth), ("Sex", holder.sex), ("Date of expiry", holder.expiry),
    ]  # fmt: skip
    for row, (label, value) in enumerate(rows):
        draw.text((450, 104 + row * 76), label, font=_font(20), fill=(90, 96, 110))
        draw.text((450, 128 + row * 76), value, font=_font(34), fill=INK)
    draw.text((940, 104), "Passport No.", font=_font(20), fill=(90, 96, 110))
    draw.text((940, 128), holder.number, font=_font(36), fill=INK)
    _zone(draw, zone or td3(holder), left=66, top=714, pitch=25.4, row=62)
    return page


def identity_card_back(holder: Holder) -> Image.Image:
    card = _paper(CARD, (226, 232, 238), (204, 216, 226))
    draw = ImageDraw.Draw(card)
    draw.text((60, 50), "IDENTITY CARD  SPECIMEN", font=_font(40), fill=(60, 60, 120))
    for row, text in enumerate(("Place of birth ZENITH", "Authority UTOPIA", "Height 170 cm")):
        draw.text((60, 140 + row * 70), text, font=_font(34), fill=INK)
    _zone(draw, td1(holder), left=62, top=520, pitch=38.6, row=88)
    return card


def resident_card(portrait: Image.Image | None = None) -> Image.Image:
    card = _paper(CARD, (236, 232, 222), (216, 224, 226))
    draw = ImageDraw.Draw(card)
    lines = [(64, "주민등록증"), (52, "홍길동 (洪吉童)"), (46, "900101-1******"), (34, "서울특별시 견본구 견본로 1"),
             (34, "견본빌라 101호"), (36, "2020. 1. 1."), (40, "견본특별시 견본구청장")]  # fmt: skip
    place = 60
    for size, text in lines:
        draw.text((70, place), text, font=_font(size, "ko"), fill=INK)
        place += size + 48
    _portrait(card, (860, 110, 1210, 560), portrait)
    return card


def national_card(portrait: Image.Image | None = None) -> Image.Image:
    card = _paper(CARD, (228, 236, 232), (208, 226, 220))
    draw = ImageDraw.Draw(card)
    draw.text((1220, 40), "کارت ملی نمونه", font=_font(56, "fa"), fill=(20, 80, 60), anchor="ra")
    rows = [
        "شماره ملی: ۰۰۱۲۳۴۵۶۷۹",
        "نام: سارا",
        "نام خانوادگی: نمونه",
        "تاریخ تولد: ۱۳۶۴",
        "پایان اعتبار: ۱۴۰۸",
    ]
    for row, text in enumerate(rows):
        draw.text((1220, 170 + row * 104), text, font=_font(48, "fa"), fill=INK, anchor="ra")
    _portrait(card, (70, 180, 420, 630), portrait)
    return card


def _jpeg(document: Image.Image, scene: Scene) -> bytes:
    buffer = io.BytesIO()
    photograph(document, scene).save(buffer, "JPEG", quality=scene.quality)
    return buffer.getvalue()


@cache
def _font(size: int, script: str = "") -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font, so that every machine draws the zone alike."""
    if script and FONTS[script].exists():
        return ImageFont.truetype(str(FONTS[script]), size)
    return ImageFont.load_default(size)


def _zone(draw: ImageDraw.ImageDraw, lines: Sequence[str], left: float, top: float, pitch: float, row: float) -> None:
    """One sign a cell, as OCR-B stands."""
    for number, line in enumerate(lines):
        for place, sign in enumerate(line):
            at = (left + (place + 0.5) * pitch, top + (number + 0.5) * row)
            draw.text(at, sign, font=_font(round(pitch * 1.42)), fill=(18, 18, 20), anchor="mm")


def _paper(size: tuple[int, int], colour: tuple[int, int, int], lines: tuple[int, int, int]) -> Image.Image:
    """Security printing: fine waves, which no reader may take for text."""
    page = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(page)
    for row in range(0, size[1], 9):
        points = [(x, row + 6 * ((x // 40 + row // 9) % 2)) for x in range(0, size[0] + 40, 40)]
        draw.line(points, fill=lines, width=1)
    return page


def _portrait(page: Image.Image, box: tuple[int, int, int, int], portrait: Image.Image | None) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if portrait is not None:
        page.paste(portrait.convert("RGB").resize((width, height)), box[:2])
        return
    person = Image.new("RGB", (width, height), (206, 212, 222))
    draw = ImageDraw.Draw(person)
    draw.pieslice((width * 0.08, height * 0.68, width * 0.92, height * 1.5), 180, 360, fill=(92, 98, 120))
    head = (width * 0.28, height * 0.16, width * 0.72, height * 0.66)
    draw.ellipse(head, fill=(214, 186, 164), outline=(110, 92, 80), width=4)
    page.paste(person, box[:2])
