"""Shops' signs, senders' heads and lines of goods are nobody; who stands beside them still is."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import company
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line import line_item

_SLIP = "\n12 Harbour Row\nLeeds\nLS1 4AB\nTel 0113 496 0001\n\n"
_SLIP += "TEA 2.50\nSCONE 3.10\nTOTAL 5.60\nCASH 10.00\nCHANGE 4.40\n"


def _score(text: str, name: str, *reasons: str) -> float:
    start = text.index(name)
    hit = Hit("PERSON", start, start + len(name), 0.75, "Person", reasons or ("above_address:0.65",))
    (told,) = company.lower_companies(text, line_item.drop_line_items(text, [hit]))
    return told.score


@pytest.mark.parametrize(
    "name",
    [
        "Panadería Rosales",
        "Bäckerei Thoma",
        "Fromagerie Vidal",
        "Willowmere Medical Practice",
        "Kapsalon Noor",
    ],
)
def test_the_word_of_a_trade_indicates_a_firm(name: str) -> None:
    assert _score(f"{name}\n3 Mill Lane\n", name) < 0.4


def test_a_name_that_heads_a_tills_slip_is_a_shop() -> None:
    assert _score(f"WILLOW LOCAL{_SLIP}", "WILLOW LOCAL") < 0.4


def test_a_name_that_the_model_and_lists_know_stays_at_the_head_of_a_slip() -> None:
    reasons = ("model:0.55", "given_name:+0.15", "surname:+0.10")
    assert _score(f"Martha Jenkins{_SLIP}", "Martha Jenkins", *reasons) == 0.75


def test_an_unknown_name_over_a_telephone_number_is_a_senders_head() -> None:
    assert _score("Alder Fen\n3 Mill Lane\nEly\nTel: 01353 496000\n\nDear Sir\n", "Alder Fen") < 0.4


def test_a_recipient_above_an_address_stays() -> None:
    text = "Invoice 12\n\n\n\n\nAlder Fen\n3 Mill Lane\nEly\n\nTel: 01353 496000\n"
    assert _score(text, "Alder Fen") == 0.75


def test_a_family_name_behind_a_given_one_is_no_trade() -> None:
    assert _score("Deliver: Lisa Winkel\n", "Lisa Winkel", "model:0.55", "given_name:+0.15") == 0.75


@pytest.mark.parametrize(
    "line",
    ["2 PC HENRY HOOVER  19.90  39.80", "Rosa Amber  3  2.10  6.30", "BILLY BISCUITS 200G\n2 X 1.70  3.40"],
)
def test_how_many_and_what_for_make_a_line_of_goods(line: str) -> None:
    name = next(part for part in ("HENRY HOOVER", "Rosa Amber", "BILLY BISCUITS") if part in line)
    assert _score(f"Shop\n{line}\nTOTAL 45.20\n", name, "model:0.55", "given_name:+0.15") < 0.4


@pytest.mark.parametrize(
    "text",
    [
        "Donors\n1  Henry Hoover  20.00\n2  Rosa Amber  30.00\n3  Ann Diaz  5.00\nTotal 55.00\n",
        "Customer: Henry Hoover\nTotal 45.20\n",
        "Members and amount paid\n2  Henry Hoover  20.00\n",
    ],
)
def test_a_list_of_people_with_what_they_paid_is_no_list_of_goods(text: str) -> None:
    assert _score(text, "Henry Hoover", "model:0.55", "given_name:+0.15") == 0.75


def test_figures_of_a_row_are_no_telephone_number() -> None:
    text = "Call-out  2  38.15  76.30"
    assert not list(
        line_item.drop_line_items(text, [Hit("PHONE_NUMBER", 10, len(text), 0.85, "Phone", ("label:0.85",))])
    )


def test_who_writes_for_a_firm_is_somebody() -> None:
    assert _score("Noor from Parts Online\n", "Noor", "model:0.55", "given_name:+0.15") == 0.75


def test_a_trade_behind_the_claim_on_its_line_makes_it_a_shop() -> None:
    assert _score("NOOR'S BAKERY\n", "NOOR", "model:0.55", "given_name:+0.15") < 0.4


@pytest.mark.parametrize(
    "slip",
    [
        "HARBOUR LANTERN QUAYSIDE\n14 Shore Street, Oban PA34 4LX\nTicket 118\nFee paid  £6.40\n",
        "KAISERPLATZ EINKEHR\nBahnhofstr. 9, 24103 Kiel\nEintopf  7,90\nKasse 2\n",
    ],
)
def test_the_head_of_a_slip_that_no_list_knows_is_no_person(find, slip: str) -> None:
    assert slip.partition("\n")[0] not in find(slip).get("PERSON", [])


def test_an_unknown_name_above_an_address_stays_where_no_slip_is_printed(find) -> None:
    text = "ZUZKANNE VRLKOVIK\n14 Shore Street, Oban PA34 4LX\n"
    assert find(text)["PERSON"] == ["ZUZKANNE VRLKOVIK"]


def test_a_form_of_address_and_the_name_of_a_form_are_no_people(find) -> None:
    assert "PERSON" not in find("Dear Sirs, Form 1040-SR. Keep this copy.\n", "prose")


_LAWYERS = ["ALDER PENHALIGON & ROWE\nAttorneys at Law\n", "ALDER PENHALIGON\n& ROWE\nSOLICITORS\n"]


@pytest.mark.parametrize("head", _LAWYERS)
def test_partners_in_capitals_above_their_calling_are_a_firm(head: str) -> None:
    assert _score(head, "ALDER PENHALIGON", "model:0.55") < 0.4


def test_a_couple_in_capitals_without_a_calling_stays() -> None:
    assert _score("ALDER JOHN & MARY\n12 OAK ST\n", "ALDER JOHN", "model:0.55") == 0.75
