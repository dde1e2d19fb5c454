"""Addresses in fixed forms of single countries are found whole; one word of such a form is no address."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "Brīvības iela 12-4, Rīga, LV-1010",
        "Ardnamurchan House, Kilchoan, Acharacle PH36 4LJ",
        "3 An tSráid Mhór, An Daingean, Co. Chiarraí V92 X2K8",
        "BP 1204, Dakar, Sénégal",
        "Private Bag X12, Mthatha 5099",
        "Kebele 12, House No. 440, Addis Ababa",
        "Sitio Maligaya, Brgy. San Isidro, Rodriguez, Rizal 1860",
        "Rr. Myslym Shyri, Nd. 12, Ap. 4, Tiranë 1001",
        "Triq il-Kbira 14, Ħal Qormi QRM 1204",
        "Calle 12 entre 5ta y 7ma, Miramar, La Habana",
        "SQN 312 Bloco F Ap 204, Brasília DF 70765-060",
        "Ul. 1. maja 14a, 71000 Sarajevo",
        "99/1 ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย กรุงเทพฯ 10110",
        "123 หมู่ 4 ต.สุเทพ อ.เมือง จ.เชียงใหม่ 50200",
        "12, गांधी मार्ग, सिविल लाइन्स, जयपुर 302001",
        "бул. „Витоша“ 15, ет. 3, ап. 7, София 1000",
    ],
)
def test_an_address_in_its_countrys_form_is_found_whole(find, address: str) -> None:
    assert find(f"{address}\n", "prose")["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "BP 120, Pulse 80, temperature normal",
        "QE 12 and QI 4 are models of the series.",
        "the private bag of the minister, Zone 4",
        "Coffee House, Open Daily, since 1998",
        "เลขที่ 12 ธันวาคม 2567",
        "entre 5 y 7 de la tarde",
    ],
)
def test_a_word_of_such_a_form_alone_is_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_a_fathers_name_is_no_town_before_a_street(find) -> None:
    found = find("Иванова Ольга Петровна, ул. Ленина, д. 5, кв. 12", "prose")
    assert found["STREET_ADDRESS"] == ["ул. Ленина, д. 5, кв. 12"]
    assert found["PERSON"] == ["Иванова Ольга Петровна"]
