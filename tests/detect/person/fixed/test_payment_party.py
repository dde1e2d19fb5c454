from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import payment_party


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("04/11 TRANSFERENCIA DE JOKIN ARRIETA   +350,00", ["JOKIN ARRIETA"]),
        ("05/11 BIZUM A MAITE LASA CONCEPTO CENA", ["MAITE LASA"]),
        ("Zelle to Ann Lee on 05/11", ["Ann Lee"]),
        ("VIREMENT SEPA RECU DE MME CLAIRE FOURNIER", ["CLAIRE FOURNIER"]),
        ("Überweisung an Kern Anna", ["Kern Anna"]),
        ("TRANSFERENCIA DE ACEROS GARCIA SL", []),
        ("PAYMENT FROM GARCIA LTD", []),
        ("Payment to Order Desk", []),
        ("/NAME/M.C. VAN DER LINDEN/REMI/Factuur 2024-0147", ["M.C. VAN DER LINDEN"]),
        ("/NAME/P BAKKER E/O A BAKKER-SMIT/REMI/tuin 38", ["P BAKKER", "A BAKKER-SMIT"]),
        ("/NAME/mw F El Amrani/REMI/pacht", ["F El Amrani"]),
        ("/CNTP/NL32INGB0000012345/INGBNL2A/D.S. Ramdin/AMSTERDAM///REMI/", ["D.S. Ramdin"]),
        ("?31DE89370400440532013000?32H. Petrowitz?34", ["H. Petrowitz"]),
        ("/NAME/NS REIZIGERS/REMI/trein", []),
        ("/NAME/ABN AMRO BANK NV/REMI/rente", []),
        ("/NAME/A. Service BV/REMI/factuur", []),
        ("/NAME/T Mobile/REMI/factuur", []),
    ],
)
def test_who_is_paid_or_pays_is_named_behind_the_way_of_paying(line: str, names: list[str]) -> None:
    assert [line[hit.start : hit.end] for hit in payment_party.find(line)] == names


def test_codes_of_a_statement_s_fields_are_no_people(find) -> None:
    text = (
        ":61:2403250325C112,00N944NONREF\n:86:/TRTP/IDEAL/IBAN/NL87SNSB0339116315/BIC/SNSBNL2A\n"
        "/NAME/D.S. Ramdin/REMI/Factuur 2024-0116 tuinnr 18\n tel 06-18425392/EREF/NOTPROVIDED\n"
    )
    assert find(text, "prose")["PERSON"] == ["D.S. Ramdin"]
