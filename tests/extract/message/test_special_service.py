"""Requests that airlines note of passengers are named in words."""

from __future__ import annotations

import pytest

from pii_sweep.extract.message.special_service import name_request
from pii_sweep.types import Gap, Passage
from tests.extract.test_formats import read

HEAD = ["HK", "1", "QX", "", "", ""]


@pytest.mark.parametrize("behind", [[], ["", "1"]])
def test_a_document_is_read_wherever_the_passengers_number_stands(behind: list[str]) -> None:
    document = "/P/GBR/512345678/GBR/12JUL64/M/23AUG29/QUIMBY/ZOLTAN"
    named = dict(name_request(["DOCS", *HEAD, document, *behind]))
    assert named["passenger.passport number"] == "512345678"
    assert named["passenger.date of birth"] == "12JUL64" and named["passenger.first name"] == "ZOLTAN"


@pytest.mark.parametrize(
    ("code", "text", "name", "value"),
    [
        ("CTCE", "/ZOLTAN..Q./H//MAIL.EXAMPLE", "email", "ZOLTAN_Q-H@MAIL.EXAMPLE"),
        ("CTCM", "/17755550123", "phone", "17755550123"),
        ("DOCA", "/R/USA/12 ELM ST/RENO/NV/89501", "street", "12 ELM ST"),
        ("FOID", "/PP512345678", "passport number", "512345678"),
        ("PCTC", "/ZOLTAN QUIMBY/17755550123", "contact.full name", "ZOLTAN QUIMBY"),
    ],
)
def test_a_request_names_what_stands_between_its_strokes(code: str, text: str, name: str, value: str) -> None:
    assert dict(name_request([code, *HEAD, text]))[f"passenger.{name}"] == value


def test_a_request_for_a_meal_or_without_strokes_is_left_as_it_is() -> None:
    assert name_request(["VGML", *HEAD, "/NO NUTS"]) == [] and name_request(["CTCM", *HEAD]) == []


def test_what_stands_behind_a_document_of_identity_and_behind_a_request_is_kept() -> None:
    named = name_request(["FOID", *HEAD, "/PP12345/MARSH ANN"])
    assert ("passenger.passport number", "12345") in named and ("", "MARSH ANN") in named
    text = "UNB+UNOA:4+A+B+261120:0900+1'UNH+1+PNRGOV:11:1:IA'SSR'SSR+FOID:HK:1:QX::::/PP12345+X:ANN MARSH'"
    pieces = read("a.edi", text.encode())
    assert not any(isinstance(piece, Gap) for piece in pieces)
    assert "ANN MARSH" in "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
