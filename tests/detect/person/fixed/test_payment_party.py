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
    ],
)
def test_who_is_paid_or_pays_is_named_behind_the_way_of_paying(line: str, names: list[str]) -> None:
    assert [line[hit.start : hit.end] for hit in payment_party.find(line)] == names
