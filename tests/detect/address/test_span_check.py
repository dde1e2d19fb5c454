"""What shows an address in running text, and where it ends."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address import span_check
from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, ObjectRef, Passage, Where


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Ship to Ann Lee, 4821 Maple Avenue Apt 3, Springfield, IL 62704. Call me.",
            "Springfield, IL 62704",
        ),
        ("I live at 12 Oak Street, Reno. Call me.", "Oak Street, Reno"),
        ("Ich wohne in der Hauptstraße 12, 10115 Berlin. Bitte rufen Sie an.", "10115 Berlin"),
        ("J'habite 12 rue de Rivoli, 75001 Paris. Appelez-moi.", "75001 Paris"),
        ("We moved to 12 Oak Street, St. Louis, MO 63101. Please write.", "St. Louis, MO 63101"),
        ("Send it to 12 Oak Street, Saint Louis, MO 63101. USA", "MO 63101. USA"),
    ],
)
def test_an_address_ends_with_its_sentence(detector: Detector, text: str, address: str) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    spans = [text[one.start : one.end] for one in found if isinstance(one, Detection)]
    (whole,) = (span for span in spans if address.split(",", maxsplit=1)[0] in span)
    assert whole.rstrip(".").endswith(address)


@pytest.mark.parametrize(
    "text",
    [
        "Prover av parti 42 lades undan. Budgeten är klar.",
        "Uppdateringen av programmet tog 45 minuter.",
        "Der Ofen wurde auf 48 Grad eingestellt. Wasserkocher, Lampen und Ventilator liefen.",
        "2x Dedolight 150\n4x Skypanel 60\n1x O'Connor Kopf 1030\n",
        "Protokolle bleiben 35 Tage\nRöntgen\t90 Tage\nMeitner\n",
    ],
)
def test_counts_and_the_next_sentence_make_no_address_of_prose(detector: Detector, text: str) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    assert "STREET_ADDRESS" not in {one.entity for one in found if isinstance(one, Detection)}


@pytest.mark.parametrize("text", ["12 rue de la Paix", "Rue Lafayette 22", "5 Elm, Apt 4"])
def test_a_streets_word_or_a_unit_shows_a_street(text: str) -> None:
    assert span_check.street(text)


@pytest.mark.parametrize("text", ["Uppdateringen av programmet tog 45", "av grå hus 45"])
def test_an_opening_word_without_a_name_shows_none(text: str) -> None:
    assert not span_check.street(text)


@pytest.mark.parametrize(
    "address",
    [
        "Lindenthaler Allee 112, 50935 Köln",
        "Kölner Straße 5, 50935 Köln",
        "An der Alten Mühle 7, 01067 Dresden",
    ],
)
def test_a_street_whose_word_stands_apart_leaves_preposition_and_point_outside(
    detector: Detector, address: str
) -> None:
    lead = "" if address.startswith("An ") else "in der "
    found = detector.examine([Passage(f"Sie wohnt {lead}{address}.", Where(ObjectRef("", "text")))])
    assert [one.value for one in found if isinstance(one, Detection)] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Zum Goldenen Hirsch, 14. März 2025\nAnwesend waren sieben Mitglieder.",
        "Auberge Rue Basse, 3 mai 2024",
        "All rights reserved, 2023 Baker\nStreet Hardware",
    ],
)
def test_a_day_behind_a_comma_and_a_year_over_two_lines_are_no_house_number(
    detector: Detector, text: str
) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    assert "STREET_ADDRESS" not in {one.entity for one in found if isinstance(one, Detection)}


def test_a_street_that_is_called_after_a_day_stays(detector: Detector) -> None:
    found = detector.examine(
        [Passage("Ristorante, via 25 Aprile 8, 20121 Milano", Where(ObjectRef("", "text")))]
    )
    assert "STREET_ADDRESS" in {one.entity for one in found if isinstance(one, Detection)}


def test_an_address_ends_before_the_bar_and_the_rule_of_its_table(detector: Detector) -> None:
    rule = "+---------------+---------------+\n"
    text = f"Vendors\n\n{rule}| Marcus Ellery | 98 Elm Avenue |\n{rule}"
    found = detector.examine([Passage(text, Where(ObjectRef("", "a")))])
    shown = [text[one.start : one.end] for one in found if isinstance(one, Detection)]
    assert "98 Elm Avenue" in shown


@pytest.mark.parametrize(
    ("text", "address", "number"),
    [
        (
            "15 Protea Avenue, Cape Town 7441, ID 8001015009087",
            "15 Protea Avenue, Cape Town 7441",
            "8001015009087",
        ),
        (
            "12 Main Street, Tralee, Kerry, PPS 1234567FA",
            "12 Main Street, Tralee, Kerry",
            "1234567FA",
        ),
        (
            "ADDR 1830 FRUITRIDGE RD, FRESNO CA   PH 559-442-9779",
            "1830 FRUITRIDGE RD, FRESNO CA",
            "",
        ),
        ("Hauptplatz 3/2/14, 8010 Graz, SVNR 1237 010180", "Hauptplatz 3/2/14, 8010 Graz", "1237 010180"),
        ("Calle Sol 12, 41001 Sevilla, DNI 12345678Z", "Calle Sol 12, 41001 Sevilla", "12345678Z"),
        (
            "14 Pitt Street, Sydney NSW 2000, TFN 123 456 782",
            "14 Pitt Street, Sydney NSW 2000",
            "123 456 782",
        ),
        ("Hauptplatz 3, 8010 Graz, KdNr. 4711", "Hauptplatz 3, 8010 Graz", ""),
        ("12 Ocean Drive, PH 3, Miami, FL 33139", "12 Ocean Drive, PH 3, Miami, FL 33139", ""),
        ("1200 Main Street, Boise, ID 83702", "1200 Main Street, Boise, ID 83702", ""),
        ("100 Oak Street, Mobile, AL 36602", "100 Oak Street, Mobile, AL 36602", ""),
        ("12 Malone Road, Belfast, NI BT9 6RY", "12 Malone Road, Belfast, NI BT9 6RY", ""),
    ],
)
def test_an_address_ends_before_the_label_of_another_field(
    find, text: str, address: str, number: str
) -> None:
    found = find(text, "prose")
    assert found["STREET_ADDRESS"] == [address]
    assert not number or found["NATIONAL_ID"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Tren turístico: salidas a las 16:00 y 18:00 desde la plaza Cervantes. Lunes descanso.",
        "Dana desa tahun ini Rp 982.400.000. Untuk jalan gang Rp 310 juta, posyandu Rp 45 juta.",
        "0340 pilot on board. 0510 all fast berth 6. 0600 gangs on. 0930 crane 2 up.",
        "Car 9: 0640 station, account. 0830 breaks down ring road, flat tyre, 40 min.",
        "3/6 milk 2.35\n4/6 stamps 15.20\n9/6 window cleaner 18.00",
        "Estacionamento pago na rua Serpa Pinto. Multa de 60 euros. Máquinas Parkare.",
        "Mulai 1 Juli Jalan Ahmad Yani sampai simpang diberlakukan satu arah.",
        "Rue Louise-Michel fermée du 3 au 14, cours Gambetta en sens unique.",
        "Estación 6:50 7:20 7:50\nPlaza Mayor 7:14 7:44 8:14",
    ],
)
def test_a_time_a_price_and_the_next_sentences_number_are_no_house_number(
    detector: Detector, text: str
) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    assert "STREET_ADDRESS" not in {one.entity for one in found if isinstance(one, Detection)}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Lives at 0123 SW Macadam Ave, Portland, OR 97239.", "0123 SW Macadam Ave, Portland, OR 97239"),
        ("Se vende piso en la plaza Mayor 7, llamar tardes.", "plaza Mayor 7"),
        ("Mieszka przy ul. Marsz. Piłsudskiego 14.", "ul. Marsz. Piłsudskiego 14"),
        ("Mora na Av. Brigad. Faria Lima 2100, 3º andar.", "Av. Brigad. Faria Lima 2100, 3º andar"),
        ("Il habite au 14, cours Gambetta, 69003 Lyon.", "14, cours Gambetta, 69003 Lyon"),
        ("Antar ke 17 Jalan Ahmad Yani, terima kasih.", "17 Jalan Ahmad Yani"),
    ],
)
def test_a_house_number_stays_where_it_only_resembles_a_time_or_follows_a_point(
    detector: Detector, text: str, address: str
) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    assert address in [one.value.rstrip(".") for one in found if isinstance(one, Detection)]


@pytest.mark.parametrize(
    ("value", "street"),
    [
        ("9 ct gold", False),
        ("10A Hafsa, Charlie B", False),
        ("44 Kartons, Schrank Pax", False),
        ("9 Maple Ct", True),
        ("Maple Court", True),
    ],
)
def test_a_suffix_needs_a_name_and_a_comma_is_no_street(value: str, street: bool) -> None:
    assert span_check.street(value) is street


def test_pieces_counted_behind_a_name_are_no_street() -> None:
    assert not span_check.street("Bregott 600 g\nAlvedon 20 st (kassa)")
    assert span_check.street("245 E 63 St")
    assert span_check.street("12 Oak st")


def test_a_bracket_that_an_address_does_not_open_is_no_part_of_it(find) -> None:
    text = "We fixed the gutters at the blue house (48 Alder Hollow Dr). Thanks"
    assert find(text)["STREET_ADDRESS"] == ["48 Alder Hollow Dr"]


@pytest.mark.parametrize(
    ("above", "address", "below"),
    [
        (
            "Kundin: Frau Annegret Holzapfel, ",
            "Lindenstr. 14, 99423 Weimar",
            "\nFotobuch A4 quer 48 S.    39,95",
        ),
        (
            "Cliente: Sra. Beatriz Olmedo Cifuentes, ",
            "Calle Mayor 8, 37001 Salamanca",
            "\nTaza grande azul 1 ud.",
        ),
        ("Picked up 15 Alder St, Fresno, CA\nDropped off ", "3 Harbor Ct, Fresno, CA", "\n"),
    ],
)
def test_an_address_takes_in_neither_goods_below_nor_the_words_before_it(
    find, above: str, address: str, below: str
) -> None:
    assert find(f"{above}{address}{below}\n", "prose")["STREET_ADDRESS"][-1] == address


def test_numbers_that_count_the_lines_are_no_house_and_no_code(detector: Detector) -> None:
    text = "00038 G7639XA 0 Addison's disease NOS\n00039 K600    0 Kaposi's sarcoma of skin\n"
    for shown, is_found in ((text, False), (text.replace("00039", "39530"), True)):
        found = detector.examine([Passage(shown, Where(ObjectRef("", "text")))])
        assert ("STREET_ADDRESS" in {one.entity for one in found if isinstance(one, Detection)}) == is_found


def test_a_constant_of_source_code_is_no_street_but_a_name_of_a_file_holds_one(find) -> None:
    source = "# define V_ASN1_NUMERICSTRING 18\n#define V_ASN1_PRINTABLESTRING 19\nPyObject* pobj;\n"
    assert "STREET_ADDRESS" not in find(source)
    (address,) = find("Scan ANNA_BERG_HAUPTSTRASSE 12, 10115 Berlin.pdf")["STREET_ADDRESS"]
    assert "HAUPTSTRASSE 12" in address
