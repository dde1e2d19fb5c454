"""Barcodes that zxing-cpp does not read by itself: turned ones and the Postal Service's Intelligent Mail."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from reportlab.graphics.barcode.usps4s import USPS_4State

from fixtures import identity
from fixtures.draw import to_image
from fixtures.people import people
from pii_sweep.extract.image.barcode import read_barcodes
from pii_sweep.extract.image.imb import decode_bars

PUBLISHED = "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA"  # USPS-B-3200's example


def bars(letters: str) -> list[tuple[bool, bool]]:
    return [(letter in "AF", letter in "DF") for letter in letters]


def envelope(letters: str, dpi: int) -> Image.Image:
    """Return an envelope with the bars at the size that the specification asks for."""
    picture = Image.new("L", (5 * dpi, 2 * dpi), 235)
    pen = ImageDraw.Draw(picture)
    for place, (up, down) in enumerate(bars(letters)):
        left, middle = (0.8 + place * 0.0458) * dpi, 0.9 * dpi
        top, bottom = middle - (0.072 if up else 0.024) * dpi, middle + (0.072 if down else 0.024) * dpi
        pen.rectangle((left, top, left + 0.02 * dpi - 1, bottom), fill=25)
    pen.text((0.8 * dpi, 1.1 * dpi), "MARIA GONZALEZ", fill=10)
    return picture


def test_the_published_example_is_decoded() -> None:
    assert decode_bars(bars(PUBLISHED)) == "01234567094987654321 01234-5678-91"


@pytest.mark.parametrize("digits", [0, 5, 9, 11])
def test_what_another_encoder_writes_is_read_and_one_wrong_bar_is_noticed(digits: int) -> None:
    rng = Random(digits)
    for _ in range(20):
        tracking = f"{rng.randint(0, 9)}{rng.randint(0, 4)}{rng.randint(0, 10**18 - 1):018d}"
        route = f"{rng.randint(0, 10**digits - 1):0{digits}d}" if digits else ""
        letters = USPS_4State(tracking, route).barcodes
        said = decode_bars(bars(letters))
        assert said is not None and said.replace("-", "").split() == (
            [tracking, route] if route else [tracking]
        )
        wrong = bars(letters)
        wrong[7] = (not wrong[7][0], wrong[7][1])
        assert decode_bars(wrong) is None


@pytest.mark.parametrize("dpi, degrees", [(100, 0), (200, 3), (200, 90), (300, 180), (200, 266)])
def test_intelligent_mail_is_read_from_pictures(dpi: int, degrees: int) -> None:
    picture = envelope(PUBLISHED, dpi).rotate(
        degrees, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC
    )
    picture = picture.filter(ImageFilter.GaussianBlur(0.5 * dpi / 200))
    (code,) = read_barcodes(picture, thorough=True)
    assert (code.symbology, code.text) == ("USPSIntelligentMail", "01234567094987654321 01234-5678-91")
    wide, high = code.box.x1 - code.box.x0, code.box.y1 - code.box.y0
    assert max(wide, high) == pytest.approx(64.4 * 0.0458 * dpi, rel=0.05)


@pytest.mark.parametrize("degrees", [0, 20, 80, 160])
def test_the_pdf417_of_a_licence_that_lies_askew_is_read_where_it_lies(degrees: int) -> None:
    sheet = identity.licence_back(people("barcode", 1)[0], Random(1))
    card = to_image(sheet, 250)
    mask = Image.new("L", card.size, 255).rotate(degrees, expand=True)
    turned = card.rotate(degrees, expand=True, resample=Image.Resampling.BICUBIC)
    photo = Image.new("RGB", (1300, 1300), (120, 100, 80))
    photo.paste(turned, ((1300 - turned.width) // 2, (1300 - turned.height) // 2), mask)
    (code,) = read_barcodes(photo, thorough=True)
    assert code.symbology == "PDF417" and "ANSI 636014" in code.text
    middle = np.array([code.box.x0 + code.box.x1, code.box.y0 + code.box.y1]) / 2
    assert np.abs(middle - 650).max() < 90


SAYS = "Ship to Maria Gonzalez"


def draw_code(symbology: str) -> Image.Image:
    code = zxingcpp.create_barcode(SAYS, getattr(zxingcpp.BarcodeFormat, symbology))
    return Image.fromarray(np.asarray(code.to_image(scale=4, add_quiet_zones=True)))


@pytest.mark.parametrize("symbology", ["QRCode", "DataMatrix", "Aztec", "PDF417", "Code128"])
@pytest.mark.parametrize("change", [ImageOps.mirror, lambda code: code.rotate(90, expand=True)])
@pytest.mark.parametrize("thorough", [False, True])
def test_mirrored_and_turned_codes_are_read_in_every_picture(
    symbology: str, change: Callable[[Image.Image], Image.Image], thorough: bool
) -> None:
    page = Image.new("L", (1600, 1500), 255)
    page.paste(change(draw_code(symbology)), (150, 100))
    assert [code.text for code in read_barcodes(page, thorough=thorough)] == [SAYS]


@pytest.mark.parametrize("ground", [0, 255])
@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("symbology", ["QRCode", "DataMatrix", "Aztec"])
def test_inverted_matrix_codes_are_read_in_pictures_without_text(
    symbology: str, turned: int, ground: int
) -> None:
    page = Image.new("L", (1600, 1500), ground)
    page.paste(ImageOps.invert(draw_code(symbology)).rotate(turned, expand=True), (150, 100))
    assert [code.text for code in read_barcodes(page, thorough=False)] == [SAYS]


@pytest.mark.parametrize("ground", [0, 255])
@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("symbology", ["PDF417", "Code128"])
def test_inverted_bars_are_read_in_black_and_white_pictures_without_text(
    symbology: str, turned: int, ground: int
) -> None:
    page = Image.new("L", (1600, 1500), ground)
    page.paste(ImageOps.invert(draw_code(symbology)).rotate(turned, expand=True), (150, 100))
    assert [code.text for code in read_barcodes(page, thorough=False)] == [SAYS]
    noise = Image.effect_noise((1600, 1500), 90)
    noise.paste(ImageOps.invert(draw_code(symbology)), (150, 100))
    assert read_barcodes(noise, thorough=False) == []


@pytest.mark.parametrize("symbology", ["PDF417", "Code128"])
@pytest.mark.parametrize("turned", [0, 90])
def test_inverted_bars_are_read_and_counted_once(symbology: str, turned: int) -> None:
    page = Image.new("L", (1600, 1500), 255)
    page.paste(ImageOps.invert(draw_code(symbology)).rotate(turned, expand=True), (150, 100))
    assert [code.text for code in read_barcodes(page, thorough=True)] == [SAYS]
