"""Names in forms that standards fix: tickets, travel documents, claims, queries of URLs."""

from __future__ import annotations

import pytest


def test_the_name_in_a_machine_readable_zone_is_found(find) -> None:
    assert find("scan ok\nP<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<\n", "log")["PERSON"] == [
        "ERIKSSON<<ANNA<MARIA"
    ]


def test_a_claims_segment_names_a_person_given_name_first(find) -> None:
    found = find(
        "NM1*IL*1*OKAFOR*NGOZI****MI*7DJ3EG9TK25~\nNM1*41*2*RIVERBEND BILLING*****46*TGJ23~\n", "log"
    )
    assert found["PERSON"] == ["NGOZI OKAFOR"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("07:02:14 job=88121 PICKETT^AARON DOB 19561013 M\n", ["AARON PICKETT"]),
        ("PV1|1|I|W^389^1|1234^ROSSI^MARIA^A^^^DR\n", ["MARIA ROSSI"]),
        ("OBX|1|NM|2345-7^GLUCOSE^LN|K^POTASSIUM|ICD^STROKE^X\n", []),
    ],
)
def test_a_name_in_components_is_listed_and_a_code_with_its_meaning_is_none(
    find, line: str, names: list[str]
) -> None:
    assert find(line, "log").get("PERSON", []) == names


def test_a_querys_fields_are_one_name(find) -> None:
    line = '198.51.100.1 "GET /callback?first_name=Ngozi&last_name=Okafor&x=1 HTTP/1.1" 200\n'
    assert "Ngozi Okafor" in find(line, "log")["PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spouse of acct holder Okafor, Ngozi asked for credit; no action taken.", "Okafor, Ngozi"),
        ("Lindqvist, Elsa (2019). Ledgers of a port. Lund.", "Lindqvist, Elsa"),
        ("Signed for by Noor ul Ain Sheikh at noon.", "Noor ul Ain Sheikh"),
        ("Reviewed by Makoto Shimizu, MD, PhD on Friday.", "Makoto Shimizu"),
    ],
)
def test_names_in_sentences_are_found_to_their_edges(find, text: str, name: str) -> None:
    assert name in find(text, "prose")["PERSON"]


@pytest.mark.parametrize(
    "text", ["In Paris, Martin said no.", "We met in Lincoln, Austin and Dallas.", "Berlin, Hamburg, Bremen."]
)
def test_towns_before_names_are_no_family_names(find, text: str) -> None:
    assert not [name for name in find(text, "prose").get("PERSON", []) if "," in name]
