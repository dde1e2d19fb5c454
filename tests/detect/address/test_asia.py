"""Addresses of South and South-East Asia are found whole, and what only looks like one is not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address import asia
from pii_sweep.detect.text.candidate import Hit


def _found(text: str) -> list[str]:
    return [" ".join(text[hit.start : hit.end].split()) for hit in asia.find(text)]


@pytest.mark.parametrize(
    "lines",
    [
        "NO 7-1, JALAN BESTARI 3/2,\nTAMAN SERI INDAH,\n83000 BATU PAHAT, JOHOR",
        "LOT 12A, FIRST FLOOR, CENTRAL SQUARE,\nKAWASAN PERUSAHAAN MERGONG,\n08000 SUNGAI PETANI, KEDAH",
        "14 & 16, LORONG MAWAR 5,\n42000 PELABUHAN KLANG, SELANGOR",
        "C-302, Rose Valley Apartments, MG Road, Bengaluru 560025",
        "Flat 21, Lotus Residency\n2nd Cross, Jayanagar\nMysuru - 570014, Karnataka",
        "Blk 204 Bedok North Street 1 #05-331 Singapore 460204",
        "18 Cross Street, #02-101, Singapore 048423",
        "Jl. Melati No. 8, RT 02/RW 04, Kel. Cikini, Jakarta Pusat 10330",
        "Unit 9C, 77 Rizal St., Brgy. Poblacion, Makati City 1210",
        "House 31, Road 11, Banani, Dhaka 1213",
    ],
)
def test_an_address_is_read_from_its_place_back_to_its_house(lines: str) -> None:
    assert _found(f"MAJU JAYA SDN BHD\n(123456-K)\n{lines}\nTEL: 03-5512 3344\n") == [" ".join(lines.split())]


@pytest.mark.parametrize(
    "text",
    [
        "3 lots of tin were shipped to Penang, and 12 more followed to Johor.",
        "GST REG NO: 000123456789\nCOMPANY NO: 123456-K\nSELANGOR",
        "2 NASI LEMAK KUALA LUMPUR  12.00\n1 MEE GORENG JOHOR  7.50",
        "We opened 3 stores and 12 desks in Mumbai 400001",
        "Goods sold in Malaysia are not returnable. Tel: 03-5512 3344",
    ],
)
def test_goods_terms_and_registrations_are_no_address(text: str) -> None:
    assert _found(text) == []


def test_a_firm_and_its_number_above_are_not_part_of_the_address() -> None:
    text = "5 STAR TRADING SDN BHD\nNO 3, JALAN PERMAI 8,\n81100 JOHOR BAHRU\n"
    assert _found(text) == ["NO 3, JALAN PERMAI 8, 81100 JOHOR BAHRU"]


def test_a_whole_takes_the_place_of_its_pieces() -> None:
    text = "NO 3, JALAN PERMAI 8,\nTAMAN MOLEK,\n81100 JOHOR BAHRU\n"
    piece = Hit("STREET_ADDRESS", 0, text.index("81100") + 5, 0.9, "StreetAddress", ("lot:0.55",))
    assert [text[hit.start : hit.end] for hit in asia.prefer_asian(text, [piece])] == [text.strip()]
