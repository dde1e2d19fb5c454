"""Columns under headers in other languages, and as programs shorten them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import plain_header
from pii_sweep.detect.text import lexicon

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
BORN = ("12.03.1961", "30.11.1987", "04.07.1949", "25.01.2001")


@pytest.mark.parametrize(
    "header",
    (
        "Födelsedatum", "Fødselsdag", "Datum narození", "Doğum Tarihi", "Syntymäaika", "Szül. idő",
        "Né(e) le",
        "geb. am", "F. Nacimiento", "Data de nasc.", "Nato il", "data ur.", "Datum rođenja", "Дата рождения",
        "生年月日", "birthDt", "DOB (dd/mm/yyyy)", "child_dob",
    ),
)  # fmt: skip
def test_births_are_found_under_the_headers_of_many_languages(columns, header: str) -> None:
    rows = tuple(zip(WHO, BORN, strict=True))
    assert columns(("Name", header), *rows)[f"DATE_OF_BIRTH@{header}"] == list(BORN)


@pytest.mark.parametrize(
    "header",
    (
        "Tél. domicile",
        "Telefoon",
        "Móvil",
        "Puh.",
        "Nr telefonu",
        "Tel. privat",
        "hmPh",
        "phone_2",
        "電話番号",
    ),
)
def test_telephones_are_found_under_the_headers_of_many_languages(columns, header: str) -> None:
    values = ("01 44 84 56 55", "06-55557568", "+39 347 1641910", "0731/413668")
    rows = tuple(zip(WHO, values, strict=True))
    assert columns(("Name", header), *rows)[f"PHONE_NUMBER@{header}"] == list(values)


@pytest.mark.parametrize(
    ("number", "amount"),
    (
        ("Bestelnummer", "Totaalbedrag"), ("Nr zamówienia", "Kwota do zapłaty"), ("RgNr", "Rechnungsbetrag"),
        ("Číslo objednávky", "Celkem s DPH"), ("Sipariş No", "Toplam Tutar"), ("N° commande", "Montant TTC"),
        ("Nº do pedido", "Valor total"), ("Tilausnro", "Yhteensä"), ("ordNbr", "totAmt"),
    ),
)  # fmt: skip
def test_orders_and_their_totals_are_found_in_many_languages(columns, number: str, amount: str) -> None:
    rows = [(f"2024-{at}418", name, f"{at}3,90") for at, name in enumerate(WHO, 1)]
    found = columns((number, "Name", amount), *rows)
    assert len(found[f"ORDER_ID@{number}"]) == len(found[f"ORDER_VALUE@{amount}"]) == 4


@pytest.mark.parametrize(
    "header", ("Versandkosten", "Frete", "MwSt", "TVA", "Verzendkosten", "Rabatt", "Saldo", "Netto")
)
def test_parts_of_a_charge_are_no_orders_value(columns, header: str) -> None:
    rows = [(name, f"{at}3,90") for at, name in enumerate(WHO, 1)]
    assert not any(key.startswith("ORDER_VALUE") for key in columns(("Name", header), *rows))


def test_a_postal_code_before_its_town_stays_there(columns) -> None:
    found = columns(
        ("Név", "Irsz", "Város", "Utca", "Házszám"),
        ("Ada Lindberg", "7621", "Pécs", "Király utca", "12/B"),
        ("Karl Horvat", "1051", "Budapest", "Nádor utca", "9"),
        ("Petra Novak", "6720", "Szeged", "Tisza Lajos körút", "44"),
    )
    assert found["STREET_ADDRESS@Utca"][0] == "Király utca 12/B, 7621, Pécs"


def test_a_house_number_before_its_street_stays_there(columns) -> None:
    found = columns(
        ("Nom", "Prénom", "N°", "Voie", "CP", "Ville"),
        ("Lindberg", "Ada", "12", "rue Pasteur", "57000", "Metz"),
        ("Horvat", "Karl", "7", "impasse des Lilas", "06000", "Nice"),
    )
    assert (
        list(found.values()).count(["12 rue Pasteur, 57000, Metz", "7 impasse des Lilas, 06000, Nice"]) == 1
    )


def test_a_status_is_no_state_where_no_town_is_near(columns) -> None:
    found = columns(
        ("Cliente", "Dirección", "Teléfono", "Fecha", "Importe", "Estado"),
        ("Ada Lindberg", "Calle Mayor, 96, 29012 Málaga", "605 911 362", "2024-05-01", "12,50", "Enviado"),
        ("Karl Horvat", "Calle Luna, 4, 28004 Madrid", "605 911 377", "2024-05-02", "22,50", "Pendiente"),
    )
    assert not any("Enviado" in value for values in found.values() for value in values)


@pytest.mark.parametrize(
    ("header", "said"),
    (("Name(s)", "name"), ("Bewohner(in)", "bewohner"), ("Dueño/a", "dueño")),
)
def test_a_header_of_one_or_several_is_that_of_one_too(header: str, said: str) -> None:
    assert said in plain_header(header)


def test_a_header_is_read_as_plain_letters_too() -> None:
    assert plain_header("Né(e) le") == ("né e le", "ne e le")
    assert plain_header("Straße, Hausnr.")[-1] == "strasse hausnr"
    assert plain_header("AmazonOrderId") == ("amazon order id",)
    assert plain_header("profile.born.$date") == ("profile born", "born")
    assert plain_header("Address 1: City") == ("address 1 city", "city")


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("মায়ের মোবাইল নং", ("০১৭১২৩-৪৫৬৭৮", "০১৯১৮৮-৭৬৫৪৩", "০১৫৫১২-৩৩৪৪৫", "০১৮১৪৪-৫৬৭৮৯")),
        ("Համարը (հեռախոս)", ("091 44 12 77", "077 33 90 22", "055 10 99 23", "094 47 71 12")),
        ("شماره تماس ولی", ("0912 441 2770", "0935 339 0221", "0901 551 0992", "0936 447 7112")),
    ],
)
def test_a_word_for_telephones_anywhere_in_a_header_is_enough(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    assert columns(("Name", header), *zip(WHO, numbers, strict=True))[f"PHONE_NUMBER@{header}"] == list(
        numbers
    )


@pytest.mark.parametrize(
    "header", ("רחוב ומספר", "Boravište i adresa", "Utca és házszám", "Улица и дом", "Address lines")
)
def test_a_street_and_its_house_or_its_town_are_one_address(columns, header: str) -> None:
    streets = ("Lindvägen 14", "Alsterkamp 2/3", "Podgorska 9a", "Bahnhofplatz 41")
    assert columns(("Name", header), *zip(WHO, streets, strict=True))[f"STREET_ADDRESS@{header}"] == list(
        streets
    )


def test_initials_with_points_read_like_those_without() -> None:
    assert plain_header("N.S.S.") == plain_header("NSS") == ("nss",)
    assert plain_header("D. O. B.") == ("dob",) and plain_header("Н.С.") == ("нс",)
    assert plain_header("T.C. Kimlik No") == plain_header("TC Kimlik No")
    assert plain_header("R.br.") == ("r br", "br")
    assert plain_header("order.n.o") == ("order n o", "n o", "o")


def test_what_stands_in_brackets_behind_a_number_says_its_kind() -> None:
    assert "acct no" in plain_header("ACCT NO (NUBAN)")
    assert "tel" in plain_header("Tel. (mobiel)") and "tel" in plain_header("$.reply['Tel. (mobiel)']")
    assert "phone" not in plain_header("Phone (model)")


def test_a_member_that_is_no_plain_word_is_read_as_any_other() -> None:
    assert plain_header("$['Order Total']") == ("order total",)
    assert plain_header('$.kunde.geb["$date"]') == ("kunde geb", "geb")


# Words for an order, a bill or a record, and what countries call their numbers for short.
_HEADING = frozenset(
    {
        "bestelling", "bestellung", "commande", "confirmation", "encomenda", "factura", "facture",
        "factuur", "faktura", "fattura", "fatura", "orden", "order", "ordine", "ordre", "pedido",
        "rechnung", "reservation", "tilaus", "zamówienie", "ref", "reference", "medical", "historia",
        "cui", "nic", "nid", "nie", "pan",
    }
)  # fmt: skip


def test_no_other_everyday_word_heads_a_column_of_medical_national_or_order_numbers() -> None:
    words = lexicon.ordinary() | {word for line in lexicon.lines("ordinary_world") for word in line.split()}
    numbers = {"MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER", "NATIONAL_ID", "ORDER_ID"}
    heads = [rule.header for rule in column_header.rules() if rule.kind in numbers]
    assert {word for word in words if any(head.fullmatch(word) for head in heads)} <= _HEADING


def test_what_stands_in_brackets_behind_a_name_says_whose_it_is() -> None:
    assert "name" in plain_header("Name (Adressart jur. Person)")
    assert "vorname" in plain_header("Vorname (Vertreter)")
    assert "name" not in plain_header("Name (product)")
    assert "total" not in plain_header("Total (weight)")


@pytest.mark.parametrize(
    ("header", "person"),
    [("اسم المحطة", False), ("שם קו", False), ("اسم الطالبة", True), ("שם התלמיד", True)],
)
def test_names_of_stations_and_lines_head_no_people(header: str, *, person: bool) -> None:
    sample = column_header.Sampled(0, header, plain_header(header), ())
    assert sample.titled(column_header.part("name")) == person


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("ชื่อ\nFirst Name *", "first"),
        ("ชื่อกลาง\nMiddle Name", "middle"),
        ("นามสกุล\nLast Name", "last"),
        ("Фамилия / Surname", "last"),
        ("الاسم الأول First name", "first"),
        ("姓名 Name", "name"),
        ("商品 Name", ""),
        ("ชื่อ Product", ""),
        ("ชื่อ Brand", ""),
    ],
)
def test_a_header_in_two_languages_is_what_either_says_of_a_name(header: str, kind: str) -> None:
    assert column_header.find_kind(column_header.plain_header(header)) == kind


def test_the_name_of_a_list_of_codes_is_no_persons(find) -> None:
    record = "koodisto.@versio: 3\nkoodisto.nimi: Näringsgrensindelning\nkoodisto.koodi.selite: Äggproduktion"
    assert "PERSON" not in find(record, "fields")
    assert find("asiakas.@versio: 3\nasiakas.nimi: Aune Hyvärinen", "fields")["PERSON"] == ["Aune Hyvärinen"]


@pytest.mark.parametrize(
    ("header", "title"),
    [("Veld 7 (paspoort)", "paspoort"), ("Field 3 [SSN]", "ssn"), ("UDF (Geb.-Datum)", "geb datum")],
)
def test_what_stands_in_brackets_behind_a_field_without_a_name_is_its_name(header: str, title: str) -> None:
    assert title in plain_header(header)


def test_brackets_behind_a_name_leave_it_the_name() -> None:
    assert "sq003" not in plain_header("G01Q04[SQ003]")
    assert plain_header("Phone (model)")[0] == "phone model" and plain_header("Field 7 (1)")[0] == "field 7 1"


def test_letters_for_a_kind_of_field_before_its_word_are_part_of_a_listed_header() -> None:
    assert column_header.find_kind(plain_header("/cliente/endereco/dscLograd")) == "street"
    assert column_header.find_kind(plain_header("/enderDest/xMun")) == "city"
    assert not column_header.find_kind(plain_header("/produto/xProd")) and not column_header.find_kind(
        plain_header("dsc total lograd")
    )


@pytest.mark.parametrize(
    ("town", "code"),
    [("Last Town", "Last Postcode"), ("Former Town", "Former Postcode"), ("Letzter Wohnort", "PLZ")],
)
def test_where_somebody_lived_or_lives_is_a_town(columns, town: str, code: str) -> None:
    rows = (("9 Quarry Lane", "Bristol", "BS8 9ZZ"), ("4 Mill Road", "Luton", "LU3 7XX"))
    found = columns(
        ("Name", "Address", town, code), *((who, *row) for who, row in zip(WHO[:2], rows, strict=True))
    )
    assert found["STREET_ADDRESS@Address"] == [", ".join(row) for row in rows]


@pytest.mark.parametrize(
    "header", ["House name or number and street", "House No and Street", "Building name and street name"]
)
def test_a_house_with_its_street_in_one_header_is_an_address(columns, header: str) -> None:
    streets = ("Rose Cottage, Mill Hill Close", "159 Quarry Bank", "126a The Crescent", "Ivy House, Oak Road")
    found = columns(("Name", header), *zip(WHO, streets, strict=True))
    assert found[f"STREET_ADDRESS@{header}"] == list(streets)
