from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.phone import national_phone, phone


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("an s.kohl@hv-kohl.de oder 0221 / 47 11 08 15. Das Haus", ["0221 / 47 11 08 15"]),
        ("Tel.: 030 / 8632 117-0", ["030 / 8632 117-0"]),
        ("電話 03-1234-5678 / Телефон: +7 (495) 555-01-32", ["03-1234-5678", "+7 (495) 555-01-32"]),
        ("Responsable de garde : Maëlle Aubert, 06.44.18.73.02", ["06.44.18.73.02"]),
        ("References: Aino Lehtinen, 040 7712345; Tom Poole.", ["040 7712345"]),
        ("Referencias: Pilar Soto, pilar@correo.es, 612 884 190", ["612 884 190"]),
        ("Buonasera, sono Dario Fontana, il mio numero è 348-5521904.", ["348-5521904"]),
        ("8. In an emergency           Beatriz Colman (sister) 2125558843", ["2125558843"]),
        ("He never phoned me back on 412 88 190 as promised.", ["412 88 190"]),
        ("Tél. : 01 42 68 53 00 / Tlf. 22 41 90 30", ["01 42 68 53 00", "22 41 90 30"]),
        ("Jana Nowak, 602 345 678, pracuje na poczcie i nie jest z nami", ["602 345 678"]),
        ("Rosana Prado\nCuritiba/PR\n80420-090\n(41) 99812-3344", ["(41) 99812-3344"]),
        ("Number  Plan\n07826 765499  Unlimited  £45.85", ["07826 765499"]),
        ("Vragen? Bel 030-4439708 of mail ons", ["030-4439708"]),
    ],
)
def test_numbers_as_written_at_home_are_recognized_by_the_country_of_the_text(
    find, text: str, numbers: list[str]
) -> None:
    assert find(text, "prose")["PHONE_NUMBER"] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Nous vendons les lots 06 12 24 36 48 et les codes 0123456789 pour vous.",
        "Invoice 0151 23456789, Rechnung 030 1234567, Kunden-Nr. 0171 2345678.",
        "Les totaux sont : 12 500 000, 13 400 200 et 02 11 2024.",
        "Le SIREN est 552 081 317, SIRET : 552 081 317 00013 pour vous et les autres",
        "The sizes are 200 300 400, 650 120 330 and 120 240 360. Population: 612 884 190",
        "Zähler 0048 113 22, Stand: 044 819 23, die Werte sind nicht neu",
        "Boiler service  1  44.05  44.05\nCall-out charge  2  38.15  76.30\nTotal £120.35",
        "Curitiba - PR, 80420-090, Brasil",
        "Meter reading 004481923, taken on 14/02/2025 at 09:30.",
    ],
)
def test_draws_references_figures_and_codes_are_no_telephones(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("田中さんへ折り返し 090-1234-5678 夜のみ", "090-1234-5678"),
        ("Bitte morgen bei uns vorbei, er ist ab neun da, sonst 0171 2345678 abends", "0171 2345678"),
    ],
)
def test_a_mobile_of_the_country_of_a_text_needs_no_word_before_it(find, text: str, number: str) -> None:
    assert find(text, "prose")["PHONE_NUMBER"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 0171 2345678 ist nicht auf Lager, sie wird nachgeliefert",
        "The sizes are 0171 2345678 and more of the same for all",
    ],
)
def test_figures_in_groups_elsewhere_are_no_mobiles(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Mainland to island £4\nMon–Fri 0640 0815 1100 1430 1715\nSat     0815 1100 1715\nSun     1100 1715",
        "Vat 3, 900 L, rennet 0905, cut 0950, pH 6.42. Drained 1130. 44 moulds. Brine 16.",
    ],
)
def test_the_times_of_a_row_and_what_follows_an_acidity_are_no_telephone(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


def test_a_number_in_groups_of_four_behind_its_label_stays(find) -> None:
    assert find("Please ring, tel. 0800 1111 2222.", "prose")["PHONE_NUMBER"] == ["0800 1111 2222"]


@pytest.mark.parametrize(
    ("zone", "country"), [("Europe/Lisbon", "PT"), ("America/Sao_Paulo", "BR"), ("Asia/Tokyo", "JP")]
)
def test_a_time_zone_names_the_country_of_a_texts_telephones(zone: str, country: str) -> None:
    assert national_phone.countries(f"X-WR-TIMEZONE:{zone}") == (country,)


def test_a_path_that_looks_like_a_time_zone_names_no_country() -> None:
    assert national_phone.countries("docs/Europe/Lisbon/x") == ()


def test_a_trunk_zero_before_an_area_in_brackets_belongs_to_the_number() -> None:
    text = "05.10.24  tel: 0(532) 384-2585 Onur aradı, 0(553)4381545 de olur."
    assert [text[hit.start : hit.end] for hit in phone.find(text, "TR")] == [
        "0(532) 384-2585",
        "0(553)4381545",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "soitettu äidille 050-6124986, EI PALAUTETTU",
        "gestern angerufen: 050-6124986",
        "telefonato al 050-6124986",
    ],
)
def test_what_says_that_somebody_was_called_is_a_label(text: str) -> None:
    assert "050-6124986" in [text[hit.start : hit.end] for hit in phone.find(text)]
    assert list(phone.find("chiamato il 12-05-2024")) == []


def test_a_mobile_in_brackets_behind_a_name_is_a_telephone(find) -> None:
    assert find("NEW DELHI\n 1  HANNA KR. SORREL (9818263045)\n", "prose")["PHONE_NUMBER"] == ["9818263045"]
    assert "PHONE_NUMBER" not in find("NEW DELHI\n 1  HANNA KR. SORREL (1118263045)\n", "prose")
    assert "PHONE_NUMBER" not in find("OSLO\n 1  HANNA KR. SORREL (9818263045)\n", "prose")


def test_sums_set_apart_by_strokes_are_no_telephone(find) -> None:
    assert "PHONE_NUMBER" not in find("요일 열량\n월\n1138 / 891 / 959\n화\n1072 / 892 / 928\n", "prose")


def test_a_telephone_set_apart_by_strokes_begins_with_a_zero(find) -> None:
    assert find("Jana Vogt, 040 / 318 / 77204", "prose")["PHONE_NUMBER"] == ["040 / 318 / 77204"]
    assert "PHONE_NUMBER" not in find("Jana Vogt, 340 / 318 / 77204", "prose")


@pytest.mark.parametrize(
    ("words", "found"),
    [("Priya Nair", True), ("Priya", True), ("Order", False), ("Receipt", False), ("Model QX", False)],
)
def test_a_number_in_brackets_behind_what_is_no_name_is_no_telephone(find, words: str, found: bool) -> None:
    assert ("PHONE_NUMBER" in find(f"{words} (9818263045) sent from New Delhi", "prose")) is found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Zdena Malá, Polní 14, 602 00 Brno 2, 608 314 157", ["608 314 157"]),
        ("Ewa Lis, ul. Polna 14, 90-001 Łódź, 601 314 157.", ["601 314 157"]),
        ("Inés Prado, Calle Sol 14, 41001 Sevilla; 614 314 157", ["614 314 157"]),
        ("Mette Bro, Engvej 14, 5000 Odense, 52 31 41 57", ["52 31 41 57"]),
        ("Ann Poole, 14 Queen Street, Sydney NSW 2000, 0412 314 157", ["0412 314 157"]),
        ("Ewa Lis, 90-001 Łódź, 601 314 157.", ["601 314 157"]),
        ("Jean Roux, 14 rue du Lac, 75001 Paris, 01 23 45 67 89", ["01 23 45 67 89"]),
        ("Polní 14/2\n602 00 Brno, 608 314 157", ["608 314 157"]),
        ("Cuenta 43000 Deudores, 614 314 157", []),
        ("Konto 7, 41001 Erlöse, 614 314 157", []),
        ("Art. 75001 Table, 01 23 45 67 89", []),
        ("Seria 12-345 Haki, 601 314 157", []),
        ("1234 AB Tafel, 06 12 34 56 78", []),
        ("2019 Omsætning, 52 31 41 57 i alt", []),
        ("Lager, Polní 14, 602 00 Brno, 608314157", []),
    ],
)
def test_a_number_behind_a_postal_code_and_its_town_is_of_that_country(
    find, text: str, numbers: list[str]
) -> None:
    assert find(text, "prose").get("PHONE_NUMBER", []) == numbers
