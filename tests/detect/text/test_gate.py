from __future__ import annotations

import re
from pathlib import Path

import pytest

from pii_sweep.detect.address import grammar, opening
from pii_sweep.detect.amount import prefilter, statement_total
from pii_sweep.detect.document import card, identity_document
from pii_sweep.detect.health import recognizer as health
from pii_sweep.detect.identifiers import birth_date, iban, number, order_number, phone, presidio
from pii_sweep.detect.text import gate, lexicon

SAID = {
    "box": (grammar.box(), (
        "PO Box 12", "P.O. Drawer 5", "POB 7", "p o bx 3", "Post Office Box 9", "RR 2 Box 14", "BOX # 9",
        "PSC 3, Box 12",
        "CMR 415", "USS Nimitz, FPO", "USNS Mercy, APO", "Postbus 12", "Apartado 44", "Boîte postale 12",
        "BP 123", "B.P. 12", "Postfach 10 20", "HC 1 box 4",
    )),
    "lot": (opening.lot(), ("NO.53, JALAN SAGU 18", "LOT 1851-A, Jln KPB 6", "Lot 3, Kg. Baru 2")),
    "order": (order_number._NOUN, (
        "Order No: A1234", "invoice 4711-22", "Ref: AB-12345", "Bestellnr: #12345", "Factuurnummer: F-20391",
        "Faktura 2201", "Fattura n. 5", "Facture N° F2", "P.O. 44712", "RMA 7", "Rechnung 4711", "Auftrag 9",
    )),
    "event": (order_number._EVENT, ("Shipped: W24741354", "Your order confirmed! PSQ-12345")),
    "licence": (number._LICENCE, ("Driver's License: A1234567", "driving licence no. 12345678")),
    "card_code": (number._CVV, ("CVV2: 123", "cid 1234", "Security Code: 999", "CSC 111")),
    "born": (birth_date._TOLD, (
        "D.O.B. 01/02/1980", "DOB 01/02/80", "geb. 1.2.1970", "Birthday: May 3, 1999", "née le 3 mai 1980",
        "född 1980-02-03", "ur. 3.02.1980", "nacida el 3 de mayo de 1980", "Syntynyt 3.2.1980",
    )),
    "health": (health._STRONG, (
        "diagnosed with asthma", "Dx: asthma", "ICD-10: J45.0", "Rx: Aspirin 100 mg", "allergic to: nuts",
        "tested positive for malaria", "medical history: asthma", "treated for gout",
    )),
    "badge": (card._BADGE, ("VISITOR", "Organizer", "My name is")),
    "banked": (iban._TOLD, ("IBAN", "Konto / zahlbar an", "rachunku", "Überweisung", "mandate")),
    "telephone": (phone._LABEL, (
        "Phone", "call me at", "mob", "cell", "fax", "ph", "reached you at", "texte", "rang", "calling her",
        "téléphone", "móvil", "numéro de téléphone", "appelez-moi au", "zadzwoń", "Rückrufnummer",
        "matkapuhelin", "mio numero è", "número de contacto", "handynummer", "tfno", "daytime", "puh",
    )),
    "reported": (statement_total._REPORT, ("PAY SLIP 3", "Base salary", "Balance sheet", "purse $5")),
    "age": (health._CHILD, ("a 7-year-old boy", "aged 9", "AGE: 12")),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_hint_is_there_wherever_its_pattern_matches(name: str) -> None:
    pattern, samples = SAID[name]
    for sample in samples:
        for text in (sample, sample.lower(), sample.upper()):
            assert pattern.search(text) is None or gate.holds(text, name), text
    assert any(pattern.search(sample) for sample in samples)


@pytest.mark.parametrize(
    "street",
    [
        "Hauptstraße 12a", "Am Markt 3", "Rua Papoula 1998", "Jalan Sagu 18", "Storgatan 5", "Kossuth u. 12",
        "Hauptstr. 7", "rue de la Paix, 12", "In der Au 4", "BAHNHOFSTRASSE 9", "Via Roma, 21",
    ],
)  # fmt: skip
def test_a_street_with_its_number_last_is_never_spared(street: str) -> None:
    assert opening.number_last().search(f"at {street} today")
    text = f"no street here\nat {street} today\nnor here"
    assert any(text[low:high].find(street) >= 0 for low, high in gate.street_lines(text))


@pytest.mark.parametrize(
    "title",
    [
        "Driver License", "Drivers Licence", "driving licence", "Identification Card", "Commercial Driver",
        "Permis de Conduire", "FÜHRERSCHEIN", "Passport", "Passeport", "Reisepass", "Pasaporte",
        "Social Security", "Insurance", "Health Plan", "Medicare", "Medicaid", "BlueCross", "Aetna", "Cigna",
        "Humana", "UnitedHealthcare", "Kaiser", "Member ID", "RxBIN",
    ],
)  # fmt: skip
def test_each_title_of_a_document_has_its_hint(title: str) -> None:
    kinds = [kind for kind in identity_document._KINDS if kind.title.search(title)]
    assert kinds
    assert all(gate.holds(title, kind.name) for kind in kinds)


def test_each_word_of_context_has_its_hint() -> None:
    for row in presidio.stock():
        if row.alone == 0:
            for word in (
                "itin",
                "tax id",
                "driver's license",
                "dl",
                "d.l.",
                "cdl",
                "passport",
                "bank",
                "npi",
            ):
                assert row.context.search(word) is None or gate.holds(word, row.entity.lower()), word


def test_every_kind_that_the_code_asks_for_is_in_the_lists() -> None:
    asked = set[str]()
    for path in Path(gate.__file__).parents[1].rglob("*.py"):
        asked |= set(re.findall(r"gate\.holds\(\w+, \"(\w+)\"\)", path.read_text()))
    assert len(asked) > 20
    assert asked <= set(lexicon.table("hints"))


def test_a_phrase_is_found_over_the_marks_between_its_words() -> None:
    assert gate.holds("WORK ORDER 7", "worked")
    assert not gate.holds("the work was in order", "worked")


def test_an_amount_charged_is_mentioned_in_words_or_as_ocr_reads_them() -> None:
    for text in ("TOTAL 5", "T0TAL 5", "l0ta1 5", "otal 9.00", "to pay", "Order value 3", "SUMME", "fo7a1"):
        assert prefilter.mentioned(text), text
    for text in ("payload of 9", "vital 3", "orders 12", "repay3d"):
        assert not prefilter.mentioned(text), text
