"""Columns are decided by programs' own headers, by short ones, and by the columns next to them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import column_header

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak")
STREET = ("12 Oak St", "9301 Elm Ave", "77 Pine Rd")
CARDS = ("4111 1111 1111 1111", "5555 5555 5555 4444", "3782 822463 10005")
SOWING = """
Gemüse;Sorte;Aussaat;Pflanzung;Ernte
Tomate;Harzfeuer;März;Mai;Juli
Tomate;Roter-Heinz;März;Mai;August
Kohlrabi;Superschmelz;März;April;Juli
Kopfsalat;Maikönig;Februar;April;Mai
Buschbohne;Dublette;Mai;;Juli
Erbse;Kleine-Rheinländerin;April;;Juni
Möhre;Rote-Riesen;April;;September
Grünkohl;Lerchenzungen;Mai;Juli;November
Kartoffel;Linda;;April;September
Kartoffel;Sieglinde;;April;August
Kartoffel;Annabelle;;April;Juli
Erdbeere;Mieze-Schindler;;August;Juni
Rote-Bete;Tonda-di-Chioggia;April;;August
Apfel;Kaiser-Wilhelm;;November;Oktober
"""
MONEY = ("88.10", "12.45", "199.00")


def _rows(*columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize("header", ("card_on_file", "Card on file", "Payment card on file"))
def test_a_card_kept_on_file_is_no_file(columns, header: str) -> None:
    assert columns(("Name", header), *_rows(WHO, CARDS))[f"CREDIT_CARD@{header}"] == list(CARDS)


@pytest.mark.parametrize("header", ("Gift card no", "Image file", "Loyalty card file"))
def test_vouchers_and_files_are_no_cards(columns, header: str) -> None:
    assert f"CREDIT_CARD@{header}" not in columns(("Name", header), *_rows(WHO, CARDS))


@pytest.mark.parametrize(
    "header",
    (
        ("who", "Card Address Line1", "Card Address City", "Card Address State", "Card Address Zip"),
        ("fn", "a1", "c", "s", "z"),
        ("NAME1", "STRAS", "ORT01", "REGIO", "PSTLZ"),
        ("AttentionTo", "Addr1", "CityOrTown", "StateProv", "PostalCode"),
    ),
)
def test_an_address_is_whole_under_programs_headers_and_short_ones(columns, header: tuple[str, ...]) -> None:
    places = (("Reno", "Duluth", "Austin"), ("NV", "MN", "TX"), ("89501", "55803", "78701"))
    found = columns(header, *_rows(WHO, STREET, *places))
    assert found[f"STREET_ADDRESS@{header[1]}"][0] == "12 Oak St, Reno, NV, 89501"


def test_a_journey_has_the_places_of_both_its_ends(columns) -> None:
    header = ("rider", "rider_phone", "start_lat", "pickup_lat", "pickup_lng", "dropoff_lat", "dropoff_lng")
    phones = ("(509) 693-5398", "(937) 820-7862", "(254) 317-0256")
    points = (("40.71",) * 3, ("-73.98",) * 3, ("41.12",) * 3, ("-72.55",) * 3)
    found = columns(header, *_rows(WHO, phones, ("n/a",) * 3, *points))
    assert found["GEO_COORDINATES@pickup_lat"] == ["40.71, -73.98"] * 3
    assert found["GEO_COORDINATES@dropoff_lat"] == ["41.12, -72.55"] * 3


@pytest.mark.parametrize("header", ("reference", "Reference 1", "cust_ref"))
def test_a_reference_is_an_orders_number_where_its_values_say_so(columns, header: str) -> None:
    orders, others = ("order-20417", "order-20981", "PO88120"), ("REF-20417", "blue-20981", "A88120")
    assert columns(("Name", header), *_rows(WHO, orders))[f"ORDER_ID@{header}"] == list(orders)
    assert f"ORDER_ID@{header}" not in columns(("Name", header), *_rows(WHO, others))


def test_an_order_with_several_articles_has_its_number_in_each_row(columns) -> None:
    numbers = ("#2041", "#2041", "#2042", "#2043")
    header = ("Name", "Total", "Billing Name")
    rows = _rows(numbers, (*MONEY, "4.00"), (*WHO, "Eva Larsen"))
    assert columns(header, *rows)["ORDER_ID@Name"] == list(numbers)
    mixed = _rows(("#2041", "#2042", "#2041", "#2043"), (*MONEY, "4.00"), (*WHO, "Eva Larsen"))
    assert "ORDER_ID@Name" not in columns(header, *mixed)


def test_a_sign_before_each_line_indicates_that_its_number_is_an_orders(columns) -> None:
    numbers, places = ("40718823", "51920467", "83310275"), (("Reno",) * 3, ("NV",) * 3, ("89501",) * 3)
    for sign, told in (("ORD", True), ("CUS", False)):
        found = columns((), *_rows((sign,) * 3, numbers, WHO, STREET, *places, MONEY))
        assert (found.get("ORDER_ID@2") == list(numbers)) is told


def test_a_programs_own_name_for_an_orders_number_is_known(columns) -> None:
    for header in ("increment_id", "VendorTxCode", "BELNR"):
        found = columns(("Name", header), *_rows(WHO, ("100073121", "100073122", "100073123")))
        assert f"ORDER_ID@{header}" in found


@pytest.mark.parametrize(
    "header",
    [
        ("Tenant", "Rent", "Total"), ("Driver", "Fine", "Total"), ("Student", "Tuition", "Total"),
        ("Borrower", "Principal", "Total"), ("Lender", "Insured value", "Total"),
        ("Author", "Royalty", "Total"),
        ("Spender", "Spende", "Betrag"), ("Bénéficiaire", "Projet", "Montant"), ("Alumno", "Beca", "Importe"),
    ],
)  # fmt: skip
def test_totals_of_rents_fines_and_grants_are_no_orders_values(columns, header: tuple[str, ...]) -> None:
    rows = _rows(WHO, ("90.00", "80.00", "70.00"), MONEY)
    assert not [key for key in columns(header, *rows) if key.startswith("ORDER_VALUE")]
    paid = columns(("Customer", "Amount", "Amount Refunded"), *_rows(WHO, MONEY, ("0.00", "0.00", "5.00")))
    assert "ORDER_VALUE@Amount" in paid
    bought = columns(("Customer", "Work", "Total"), *_rows(WHO, ("Brakes", "Wheel", "Tube"), MONEY))
    assert "ORDER_VALUE@Total" in bought


def test_what_an_insurer_paid_for_a_loss_is_no_orders_value(columns) -> None:
    header = ("Claim No", "Insured", "Date of loss", "Paid")
    dates = ("2023-04-01", "2023-05-02", "2023-06-03")
    assert "ORDER_VALUE@Paid" not in columns(header, *_rows(("CL-1", "CL-2", "CL-3"), WHO, dates, MONEY))


def test_a_birth_is_recognized_by_a_short_header(columns) -> None:
    born = ("07071990", "12261944", "01191952")
    assert columns(("fn", "bd"), *_rows(WHO, born))["DATE_OF_BIRTH@bd"] == list(born)


def test_a_search_engines_wrapper_and_a_payments_metadata_change_no_header(columns) -> None:
    header = ("$._source.fullName", "mail", "order_no (metadata)")
    mails = ("ada@mail.example.org", "karl@mail.example.org", "petra@mail.example.org")
    found = columns(header, *_rows(WHO, mails, ("W-50417", "W-50418", "W-50422")))
    assert found["PERSON@$._source.fullName"] == list(WHO)
    assert found["ORDER_ID@order_no (metadata)"] == ["W-50417", "W-50418", "W-50422"]


def test_a_social_security_number_as_a_licences_number_stays_one(columns) -> None:
    numbers = ("412-33-5519", "287-61-4408", "530-18-7726")
    found = columns(("Name", "Driver license number"), *_rows(WHO, numbers))
    assert found["US_SSN@Driver license number"] == list(numbers)
    assert "US_DRIVER_LICENSE@Driver license number" not in found
    other = columns(("Name", "Driver license number"), *_rows(WHO, ("T41233551", "T28761440", "T53018772")))
    assert "US_DRIVER_LICENSE@Driver license number" in other


@pytest.mark.parametrize("beside", ("shell", "uid", "Home directory"))
def test_the_name_of_an_account_next_to_its_shell_is_a_login(columns, beside: str) -> None:
    names = ("ada_lin", "khorvat77", "petra.novak")
    facts = ("Ada Lindberg", "Karl Horvat", "Petra Novak")
    assert columns(("name", beside, "comment"), *_rows(names, ("/bin/sh",) * 3, facts))[
        "USERNAME@name"
    ] == list(names)
    others = ("Elsa Moreau", "Hugo Ruiz", "Lena Brandt")  # else the names of the rows say it
    found = columns(("name", "image", "comment"), *_rows(names, ("/bin/sh",) * 3, others))
    assert "USERNAME@name" not in found


def test_machines_named_as_people_are_not_people(columns) -> None:
    hosts, arns = ("grace", "martin", "victoria"), ("arn:aws:a", "arn:aws:b", "arn:aws:c")
    assert not [key for key in columns(("name", "arn"), *_rows(hosts, arns)) if key.startswith("PERSON")]


def test_the_bounds_of_an_orders_value_are_none(columns) -> None:
    found = columns(("Customer", "orderTotal.minimum"), *_rows(WHO, MONEY))
    assert "ORDER_VALUE@orderTotal.minimum" not in found


@pytest.mark.parametrize("header", ("ACH account", "EFT Account No", "Direct deposit account"))
def test_an_account_that_is_paid_into_is_a_banks(columns, header: str) -> None:
    accounts = ("9951490684", "5625873253", "1003348146")
    assert columns(("Payee", header), *_rows(WHO, accounts))[f"US_BANK_NUMBER@{header}"] == list(accounts)


@pytest.mark.parametrize(
    ("header", "accounts"),
    [
        ("Lønnskonto nr.", ("6021.07.41138", "6021.33.90022", "6021.85.17304")),
        ("Číslo účtu", ("19-2000145399/0800", "27-7411230277/0100", "51-1148800238/2010")),
        ("Hesap No", ("1180-44120093", "1180-91127755", "1180-20088113")),
        ("Nomor Rekening", ("0183339027", "7781340021", "5540092218")),
        ("Αριθμός λογαριασμού", ("5011-003377-204", "5011-911842-118", "5011-480027-336")),
        ("口座番号", ("1188203", "9902714", "5540038")),
        ("ACC NUMBER (NUBAN)", ("3088127745", "2240918833", "1178203349")),
    ],
)
def test_an_account_for_wages_is_a_banks_in_any_language(
    columns, header: str, accounts: tuple[str, ...]
) -> None:
    assert columns(("Name", header), *_rows(WHO, accounts))[f"US_BANK_NUMBER@{header}"] == list(accounts)


def test_accounts_of_a_ledger_without_people_are_no_banks(columns) -> None:
    goods = ("Bank fees", "Freight inwards", "Office supplies")
    found = columns(("Text", "Nr konta"), *_rows(goods, ("7011002", "7310045", "7420001")))
    assert "US_BANK_NUMBER@Nr konta" not in found


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Oppijanumero", ("24417733019", "24880013577", "24093318820")),
        ("NISN", ("0091127734", "0083390021", "0107712388")),
        ("জন্ম সনদ নম্বর", ("১৯৯৮৪৪১২৭৭০৩১৮৮২২", "২০০১৩৩৯০২২১১৪৭৭৩০", "১৯৮৭৫৫১০৯৯২৩৩৪৪৭১")),
        ("Birth Registration No.", ("19984412770318822", "20013390221147730", "19875510992334471")),
        ("Свидетельство о рождении №", ("441277", "339022", "551099")),
        ("SGK Sicil No", ("4412770318822", "3390221147730", "5510992334471")),
        ("基礎年金番号", ("4412-770318", "3390-221147", "5510-992334")),
    ],
)
def test_what_states_schools_and_insurers_know_a_person_by_is_a_national_number(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    assert columns(("Name", header), *_rows(WHO, numbers))[f"NATIONAL_ID@{header}"] == list(numbers)


def test_a_number_under_a_header_of_two_rules_is_found_once(columns) -> None:
    numbers = ("37714090216", "57027040724", "96871754074")
    assert columns(("Name", "TCKN/VKN"), *_rows(WHO, numbers))["NATIONAL_ID@TCKN/VKN"] == list(numbers)


@pytest.mark.parametrize("header", ("PHNO", "ph_no", "PHN_NBR"))
def test_short_headers_of_telephones_are_read(columns, header: str) -> None:
    numbers = ("4199475627", "4029942429", "3529521997")
    assert columns(("CSTNM", header), *_rows(WHO, numbers))[f"PHONE_NUMBER@{header}"] == list(numbers)


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        (("307 394 316", "427 457 357", "855 901 552"), "NATIONAL_ID"),  # of Australian taxpayers
        (("070 123 456", "070 223 457", "070 323 458"), "PHONE_NUMBER"),  # of Swedish telephones
    ],
)
def test_tfn_is_a_telephone_or_a_taxpayer(columns, numbers: tuple[str, ...], kind: str) -> None:
    assert columns(("Name", "TFN"), *_rows(WHO, numbers))[f"{kind}@TFN"] == list(numbers)


def test_check_digits_that_all_hold_are_national_numbers_next_to_people(columns) -> None:
    names = [
        f"{given} {last}" for given in ("Ada", "Karl", "Petra") for last in ("Lindberg", "Novak", "Berg")
    ]
    numbers = (
        "25706148350", "38067542163", "81105769236", "21854069356", "49710538601", "89613744028",
        "50921463811", "65878293148", "98346208752",
    )  # fmt: skip
    found = columns(("Name", "PERS"), *_rows(tuple(names), numbers))
    assert len(found["NATIONAL_ID@PERS"]) >= 8
    other = tuple(f"{int(number) + 1}" for number in numbers)
    assert "NATIONAL_ID@PERS" not in columns(("Name", "PERS"), *_rows(tuple(names), other))


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("OIB", ("27257454565", "58587035921", "51253145444")),
        ("EGN", ("6505168737", "0345263885", "7904012582")),
    ],
)
def test_croatian_and_bulgarian_numbers_are_identified(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    assert columns(("Ime", header), *_rows(WHO, numbers))[f"NATIONAL_ID@{header}"] == list(numbers)


def test_telephones_without_marks_are_identified_next_to_people(columns) -> None:
    names = tuple(
        f"{given} {family}" for given in ("Ada", "Karl", "Petra") for family in ("Berg", "Novak", "Lee")
    )
    abroad = tuple(f"2547{step * 11_234_567 % 10**8:08d}" for step in range(1, 10))
    home = tuple(f"0917{step * 1_234_567 % 10**7:07d}" for step in range(1, 10))
    keys = tuple(f"091700000{at}" for at in range(9))
    for numbers in (abroad, home):
        assert columns(("Name", "M-Pesa"), *_rows(names, numbers))["PHONE_NUMBER@M-Pesa"] == list(numbers)
    assert "PHONE_NUMBER@M-Pesa" not in columns(("Name", "M-Pesa"), *_rows(names, keys))


def test_a_family_of_colours_is_not_a_person(columns) -> None:
    rows = _rows(("Hale Navy", "Sea Salt", "Rosemary"), ("#AABBCC", "#AABBCD", "#AABBCE"), ("Neutral",) * 3)
    assert not columns(("name", "hex", "family"), *rows)


def test_the_ages_of_horses_in_a_race_are_no_minors(columns) -> None:
    header = ("Rennen", "Nr", "Pferd", "Alter", "Quote")
    rows = [
        ("3", f"{at}", name, f"{at + 2}", "3,2") for at, name in enumerate(("Walküre", "Adlerflug", "Sturm"))
    ]
    assert not [place for place in columns(header, *rows) if place.startswith("MINOR")]
    pupils = ("Pferd", "Kind", "Alter", "E-Mail")
    rows = [("Sturm", f"Ana Lindberg{at}", f"{at + 8}", f"a{at}@mail.example") for at in range(3)]
    assert "MINOR@Alter" in columns(pupils, *rows)


@pytest.mark.parametrize("mask", ("********", "••••••••", "xxxxxxxx"))
def test_marks_in_place_of_passwords_are_no_passwords(columns, mask: str) -> None:
    assert "PASSWORD@password" not in columns(("Name", "password"), *_rows(WHO, (mask,) * 3))


def test_the_two_ends_of_a_lane_are_no_person(columns) -> None:
    lanes = ("Jackson - Lincoln", "Madison - Franklin", "Houston - Austin", "Lincoln – Clayton")
    found = columns(("lane", "miles"), *_rows(lanes, ("120", "80", "162", "44")))
    assert not any(name.startswith("PERSON") for name in found)


def test_headers_are_looked_for_once_in_a_table_of_many_columns(columns, monkeypatch) -> None:
    seen = []
    plain = column_header.plain_header
    monkeypatch.setattr(column_header, "plain_header", lambda header: seen.append(header) or plain(header))
    columns(tuple(f"user {at}" for at in range(100)), tuple(f"ada{at}" for at in range(100)))
    assert len(seen) < 100 * 40


def test_a_banks_account_has_too_many_figures_for_a_ledgers(columns) -> None:
    accounts = ("611090101400000712198128", "271140200400003002013553", "101020555811111245712399")
    found = columns(("Broj ziro racuna", "Iznos"), *_rows(accounts, MONEY))
    assert found["US_BANK_NUMBER@Broj ziro racuna"] == list(accounts)
    ledger = ("411000", "706000", "512000")
    assert "US_BANK_NUMBER@Numer konta" not in columns(("Numer konta", "Kwota"), *_rows(ledger, MONEY))


def test_an_account_of_poland_is_one_without_its_country(columns) -> None:
    accounts = (
        "61109010140000071219812874",
        "27 1140 2004 0000 3002 0135 5387",
        "10102055581111124571239990",
    )
    found = columns(("#Numer konta", "Kwota"), *_rows(accounts, MONEY))
    assert found["IBAN_CODE@#Numer konta"] == list(accounts)


def test_a_driving_licence_of_britain_says_what_it_is_under_any_header(columns) -> None:
    numbers = ("MORGA657054SM9IJ", "NG999702281KW8LC", "WRAGG660094M92JS")
    found = columns(("Emp", "Driver No."), *_rows(("1", "2", "3"), numbers))
    assert found["US_DRIVER_LICENSE@Driver No."] == list(numbers)
    months = ("ABCDE657454SM9IJ", "FGHIJ792284KW8LC", "KLMNO688094M92JS")  # of no month
    assert "US_DRIVER_LICENSE@Driver No." not in columns(
        ("Emp", "Driver No."), *_rows(("1", "2", "3"), months)
    )


def test_few_accounts_by_which_people_log_in_are_people_s(columns) -> None:
    found = columns(("callId", "callingPartyUnicodeLoginUserID"), *_rows("123456", ["clda", "sofr"] * 3))
    assert found["USERNAME@callingPartyUnicodeLoginUserID"] == ["clda", "sofr"] * 3


@pytest.mark.parametrize("header", ("user", "User name", "login"))
def test_a_login_may_stand_behind_its_domain(columns, header: str) -> None:
    logins = ("CORP\\jdoe", "CORP\\asmith", "CORP\\lmartin")
    assert columns((header, "result"), *_rows(logins, ("Accept", "Reject", "Accept")))[
        f"USERNAME@{header}"
    ] == list(logins)


def test_katakana_of_half_a_width_are_names_under_a_header_of_such(columns) -> None:
    names = ("ﾔﾏﾀﾞ ﾀﾛｳ", "ｽｽﾞｷ ﾊﾅｺ", "ｻﾄｳ ｹﾝｼﾞ")
    assert columns(("ﾌﾘｶﾞﾅ", "金額"), *_rows(names, MONEY))["PERSON@ﾌﾘｶﾞﾅ"] == list(names)


def test_a_column_of_several_telephones_a_cell_is_read_cell_by_cell(columns) -> None:
    rows = (("Nina Castle", "07812 445566; 020 7946 0123"), ("Owen Price", "07812 445577, 020 7946 0999"))
    found = columns(("name", "Telefon"), *rows)["PHONE_NUMBER@Telefon"]
    assert sorted(found) == ["020 7946 0123", "020 7946 0999", "07812 445566", "07812 445577"]


def test_mailboxes_as_people_type_them_are_mailboxes_below_a_header_of_such(columns) -> None:
    typed = ("ada.l @ post.example", "karl@post,example", "petra(at)post.example", "ivo at post.example")
    typed += ("lena [at] post.example", "tom{at}post dot example")
    who = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Lena Brandt", "Tom Harper")
    assert columns(("Name", "E-Mail"), *_rows(who, typed))["EMAIL_ADDRESS@E-Mail"] == list(typed)
    said = ("meet at noon.", "look at it.", "not at all, no", "sent at 9.30", "at work", "none at hand.")
    assert "EMAIL_ADDRESS@E-Mail" not in columns(("Name", "E-Mail"), *_rows(who, said))


def test_kinds_of_places_are_not_names_of_people(columns) -> None:
    header = ("car_park_no", "address", "car_park_type")
    rows = zip(
        ("PM84", "J96", "J77", "AM88"),
        ("BLK 256 BUKIT BATOK WEST AVENUE 6", "569 TOA PAYOH STREET 8", "12 OAK STREET", "9 ELM STREET"),
        ("SURFACE CAR PARK", "MULTI-STOREY CAR PARK", "BASEMENT CAR PARK", "SURFACE CAR PARK"),
        strict=True,
    )
    assert "PERSON@car_park_type" not in columns(header, *rows)


def test_numbers_of_parts_that_are_shaped_as_social_security_numbers_at_times_are_none(columns) -> None:
    parts = ("447-36-5994", "F9TZ-1796-A", "97483272", "062-43-2506", "F5TZ-7227-A", "115-2204", "88-10442")
    rows = [(part, "Brake rotor", "14.14") for part in parts]
    for header in ("oem_no", "cat_ref", "no"):
        assert not any(key.startswith("US_SSN") for key in columns((header, "descr", "list"), *rows))


def test_a_piece_of_a_longer_code_with_points_is_no_social_security_number(columns) -> None:
    rows = [(str(at), "018.12.0400.417628.000.KD", "Printer") for at in range(1, 6)]
    assert not columns((), *rows)


TRAITS = ("Muslim", "Catholic", "Jewish")


@pytest.mark.parametrize(
    "header",
    ("employee_id", "Patient ID", "student_no", "member number", "Customer ID", "Matrikelnummer", "社員番号",
     "Numéro d'étudiant", "Código do aluno", "id_paciente", "numer pracownika", "Personalnummer"),
)  # fmt: skip
def test_a_number_of_people_makes_rows_of_traits_people(columns, header: str) -> None:
    found = columns(
        (header, "religion", "ethnicity", "sexual_orientation", "trade_union"),
        *_rows(("E1", "E2", "E3"), TRAITS, ("Hispanic", "Roma", "Asian"), ("gay", "bisexual", "straight"),
               ("IBEW", "IG Metall", "UAW")),
    )  # fmt: skip
    assert found["SENSITIVE_TRAIT@religion"] == list(TRAITS)
    assert {f"SENSITIVE_TRAIT@{name}" for name in ("ethnicity", "sexual_orientation", "trade_union")} <= set(
        found
    )


@pytest.mark.parametrize(
    ("header", "cells"),
    (
        (("religion", "count"), ("412", "97", "35")),
        (("religion", "patients"), ("412", "97", "35")),
        (("religion", "student_count"), ("412", "97", "35")),
        (("ethnicity", "product_id"), ("P1", "P2", "P3")),
        (("ethnicity", "school_id"), ("17", "18", "19")),
        (("religion", "account_id"), ("17", "18", "19")),
        (("religion", "employee_id"), ("17", "17", "17")),
        (("religion", "customer_type_id"), ("1", "2", "3")),
    ),
)
def test_statistics_of_groups_and_goods_have_no_traits(
    columns, header: tuple[str, str], cells: tuple[str, ...]
) -> None:
    first = ("Asian", "White", "Black") if header[0] == "ethnicity" else TRAITS
    assert not columns(header, *_rows(first, cells))


def test_the_origin_of_goods_is_no_trait_of_a_customer(columns) -> None:
    cells = (("17", "18", "19"), ("P1", "P2", "P3"), ("Chinese", "Japanese", "Mexican"))
    assert not columns(("customer_id", "product_id", "origin"), *_rows(*cells))
    assert not columns(("product_id", "origin"), *_rows(*cells[1:]))


def test_the_number_of_a_patient_for_short_is_one_next_to_people_and_else_a_patents(columns) -> None:
    numbers = ("0000451287", "0000451288", "0000451291")
    people = ("Ana Ruiz", "Hugo Moreau", "Elsa Berg")
    found = columns(("PATNR", "name", "dob"), *zip(numbers, people, ("1957-03-14",) * 3, strict=True))
    assert found["MEDICAL_RECORD_NUMBER@PATNR"] == list(numbers)
    things = ("Lamp holder", "Door hinge", "Valve seat")
    assert "MEDICAL_RECORD_NUMBER@Pat no" not in columns(
        ("Pat no", "title"), *zip(numbers, things, strict=True)
    )


def test_a_licence_may_have_its_offices_number_behind_slashes_and_no_date(columns) -> None:
    numbers = ("14126/16/1426", "62701/12/1426", "39308/16/1426")
    found = columns(("Kierowca", "Nr prawa jazdy"), *_rows(WHO, numbers))
    assert found["US_DRIVER_LICENSE@Nr prawa jazdy"] == list(numbers)
    dates = ("27/01/2026", "3/5/29", "05/2031")
    assert "US_DRIVER_LICENSE@Nr prawa jazdy" not in columns(
        ("Kierowca", "Nr prawa jazdy"), *_rows(WHO, dates)
    )


def test_months_in_columns_without_headers_are_no_halves_of_names(columns) -> None:
    found = columns((), *(tuple(line.split(";")) for line in SOWING.split()))
    assert not any(key.startswith("PERSON") for key in found)
