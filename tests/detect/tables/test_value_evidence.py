"""Columns that no header names, decided by their values and neighbours; and those that only look alike."""

from __future__ import annotations

import pytest

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Nils Berg", "Eva Larsen")
BORN = ("1961-03-12", "1987-11-30", "1949-07-04", "2001-01-25", "1974-10-09", "1993-02-16")
SHAPED = ("123-45-6789", "234-56-7891", "345-67-8912", "456-78-9123", "567-89-1234", "612-34-5678")


def _beside(columns, header: str, values: tuple[str, ...], who: str = "Name") -> dict[str, list[str]]:
    found: dict[str, list[str]] = columns((who, header), *zip(WHO, values, strict=False))
    return found


def test_dates_as_wide_apart_as_births_are_births_stand_next_to_names(columns) -> None:
    assert _beside(columns, "x17", BORN)["DATE_OF_BIRTH@x17"] == list(BORN)


@pytest.mark.parametrize(
    "header", ("Hired", "joined_on", "Died", "Acquired", "Released", "Event date", "Eintritt", "valid_to")
)
def test_dates_of_anything_else_are_no_births(columns, header: str) -> None:
    assert f"DATE_OF_BIRTH@{header}" not in _beside(columns, header, BORN)


def test_recent_or_narrow_dates_are_no_births(columns) -> None:
    recent = ("2022-03-12", "2023-11-30", "2021-07-04", "2024-01-25", "2020-10-09", "2019-02-16")
    assert "DATE_OF_BIRTH@x17" not in _beside(columns, "x17", recent)
    war = ("1940-05-12", "1941-11-30", "1942-07-04", "1943-01-25", "1944-10-09", "1945-02-16")
    assert "DATE_OF_BIRTH@x17" not in _beside(columns, "x17", war)


def test_dates_of_the_old_are_births_though_they_are_less_far_apart(columns) -> None:
    old = ("14/02/1936", "30/7/1941", "9/11/1929", "22/05/1950", "03/03/1944", "17/9/1938")
    assert _beside(columns, "x17", old)["DATE_OF_BIRTH@x17"] == list(old)


@pytest.mark.parametrize("header", ("SKU", "Sample ID", "run_number", "mpn", "CAS", "Part no", "Lot"))
def test_numbers_of_goods_are_no_social_security_numbers_though_people_stand_next_to_them(
    columns, header: str
) -> None:
    assert f"US_SSN@{header}" not in _beside(columns, header, SHAPED, "Technician")


def test_a_social_security_number_needs_people_where_its_header_does_not_say_so(columns) -> None:
    assert _beside(columns, "ID", SHAPED)["US_SSN@ID"] == list(SHAPED)
    alone = columns(("ID", "weight"), *((value, f"{at}.5") for at, value in enumerate(SHAPED)))
    assert "US_SSN@ID" not in alone


def test_numbers_that_are_counted_up_are_of_people_with_hyphens_alone(columns) -> None:
    accounts = tuple(f"255.{half}.000{at}" for half in ("01", "03") for at in range(1, 6))
    assert "US_SSN@f4" not in _beside(columns, "f4", accounts)
    hyphened = tuple(value.replace(".", "-") for value in accounts)
    assert _beside(columns, "f4", hyphened)["US_SSN@f4"] == list(hyphened[: len(WHO)])


def test_areas_that_were_never_issued_are_no_social_security_numbers(columns) -> None:
    never = tuple(f"{area}{value[3:]}" for area, value in zip(("000", "666", "901") * 2, SHAPED, strict=True))
    assert "US_SSN@Ref" not in _beside(columns, "Ref", never)


def test_of_taxpayers_numbers_only_those_of_people_are_found(columns) -> None:
    rows = (("V1", "04-0673918"), ("V2", "113-64-8810"), ("V3", "27-9146458"), ("V4", "174-96-7641"))
    assert columns(("vendor", "tin"), *rows)["US_SSN@tin"] == ["113-64-8810", "174-96-7641"]


def test_telephones_written_in_several_ways_are_found_without_a_header(columns) -> None:
    phones = (
        "225.442.4048",
        "2548091030",
        "+1 509 660 2330",
        "(305) 706-3938",
        "15096602331",
        "570-698-7977",
    )
    assert columns((), *zip(WHO, phones, strict=True))["PHONE_NUMBER@2"] == list(phones)


@pytest.mark.parametrize("header", ("Catalog #", "lot", "exp_id", "Part"))
def test_numbers_of_goods_are_no_telephones(columns, header: str) -> None:
    values = ("(212) 555-4348", "(212) 555-8535", "(305) 706-3938", "(570) 698-7977")
    assert columns((header, "Grade"), *((value, "A") for value in values)) == {}


def test_versions_times_and_hardware_are_no_hosts(columns) -> None:
    rows = (
        ("5.0.2.1", "14:44:12", "a4:45:77:a2:7d:09", "1.0.63.0"),
        ("4.10.7.6", "07:32:40", "df:b6:e2:6e:0e:04", "4.4.19.0"),
        ("5.1.2.2", "09:01:33", "e9:c9:eb:44:31:b4", "5.2.13.4"),
    )
    assert columns(("client", "t", "nic", "prev"), *rows) == {}


def test_hosts_are_found_under_any_header(columns) -> None:
    hosts = ("185.47.245.53", "82.137.225.63", "2600:1700:f366:4fda:c8e9:9096:1db9:26")
    assert columns(("optin", "n"), *((host, "1") for host in hosts))["IP_ADDRESS@optin"] == list(hosts)


def test_cards_are_distinguished_from_other_numbers_that_check(columns) -> None:
    cards = ("4111111111111111", "5555555555554444", "6011000990139424")
    rows = tuple(zip(WHO, cards, strict=False))
    assert columns(("Name", "x"), *rows)["CREDIT_CARD@x"] == list(cards)
    for header in ("voucher", "IMEI", "code"):
        goods = columns((header, "batch"), *((card, "B1") for card in cards))
        assert f"CREDIT_CARD@{header}" not in goods
    devices = ("353879234252633", "356938035643809", "490154203237518")
    assert "CREDIT_CARD@x" not in columns(("Name", "x"), *zip(WHO, devices, strict=False))


def test_bank_accounts_are_recognized_by_country_and_check_digits(columns) -> None:
    accounts = ("DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606")
    assert _beside(columns, "Konto", accounts)["IBAN_CODE@Konto"] == list(accounts)
    creditors = ("DE98ZZZ09999999999", "RF18539007547034", "NL79ZZZ999999990000")
    assert "IBAN_CODE@ref" not in _beside(columns, "ref", creditors)


def test_logins_are_distinguished_from_kinds_of_accounts_and_hashes(columns) -> None:
    logins = ("ada.lindberg", "karl77", "petra_n", "ikovacs", "nils.berg", "eva-l")
    assert _beside(columns, "account", logins)["USERNAME@account"] == list(logins)
    kinds = ("joint", "savings", "joint", "checking", "joint", "savings")
    assert "USERNAME@Nickname" not in _beside(columns, "Nickname", kinds)
    hashed = tuple(f"{at:x}a8f5f167f44f4964e6c998dee827110" for at in range(6))
    assert "USERNAME@username" not in _beside(columns, "username", hashed)


def test_travellers_documents_and_licences_are_recognized_by_what_is_next_to_them(columns) -> None:
    books = ("553341617", "590447039", "O72487136", "883664811", "E24062513", "A01234567")
    rows = tuple((name, book, "US") for name, book in zip(WHO, books, strict=True))
    assert columns(("Name", "DOC NO", "NAT"), *rows)["US_PASSPORT@DOC NO"] == list(books)
    assert "US_PASSPORT@DOC NO" not in columns(("Name", "DOC NO", "Dept"), *rows)
    cards = ("I78120600", "B61748044", "233 918 876", "U9226615")
    rows = tuple((name, card, "TX") for name, card in zip(WHO, cards, strict=False))
    assert columns(("Driver", "License", "License State"), *rows)["US_DRIVER_LICENSE@License"] == list(cards)


@pytest.mark.parametrize(
    "header",
    [
        "Вод. удостоверение",
        "Серия и номер ВУ",
        "В/У №",
        "Посвідчення водія",
        "Св. за управление",
        "Возачка дозвола",
    ],
)
def test_licences_of_drivers_are_found_under_cyrillic_headers_and_their_short_forms(
    columns, header: str
) -> None:
    cards = ("16 14 740830", "16УА 348355", "99 14 876367", "ВХК 210273")
    rows = tuple((name, card, "22.07.2033") for name, card in zip(WHO, cards, strict=False))
    found = columns(("ФИО", header, "Срок ВУ"), *rows)
    assert found[f"US_DRIVER_LICENSE@{header}"] == list(cards)
    assert not any(key.endswith("@Срок ВУ") for key in found)


@pytest.mark.parametrize("header", ["Лицензия такси", "Удостоверение", "Управление", "Вода"])
def test_other_papers_under_cyrillic_headers_are_no_licences_of_drivers(columns, header: str) -> None:
    rows = tuple((name, f"06049{at}") for at, name in enumerate(WHO))
    assert f"US_DRIVER_LICENSE@{header}" not in columns(("ФИО", header), *rows)


def test_the_same_mailbox_in_each_row_is_the_houses_own_where_another_differs(columns) -> None:
    rows = tuple((f"ada{at}@mail.example", "sales@shop.example") for at in range(6))
    assert set(columns(("From", "To"), *rows)) == {"EMAIL_ADDRESS@From"}


def test_versions_are_no_hosts_though_the_header_may_name_one(columns) -> None:
    assert columns(("host", "n"), *((value, "1") for value in ("5.0.2.1", "4.10.7.6", "5.1.2.2"))) == {}
    assert "IP_ADDRESS@host" in columns(("host", "n"), *((f"93.184.216.{at}", "1") for at in range(3)))


def test_a_header_of_any_date_needs_people_who_can_be_reached(columns) -> None:
    assert "DATE_OF_BIRTH@Date" not in _beside(columns, "Date", BORN, "Artist")
    rows = [(name, f"305-706-393{at}", born) for at, (name, born) in enumerate(zip(WHO, BORN, strict=True))]
    assert "DATE_OF_BIRTH@Date" in columns(("Name", "Phone", "Date"), *rows)


def test_dates_next_to_social_security_numbers_without_a_header_are_of_births(columns) -> None:
    rows = (
        ("Ana Lindberg", "331-89-9385", "03/11/1981"),
        ("Karl Horvat", "331-89-9386", "10/27/1982"),
        ("Eva Larsen", "331-89-9387", "02/06/1978"),
    )
    assert columns((), *rows)["DATE_OF_BIRTH@3"] == [row[2] for row in rows]
    hired = tuple((*row[:2], f"{row[2][:6]}2021") for row in rows)
    assert "DATE_OF_BIRTH@3" not in columns((), *hired)


@pytest.mark.parametrize(("header", "beside"), [("Dir Dep Acct", "Net Pay"), ("dd_acct", "dd_rtg")])
def test_accounts_for_wages_are_found_under_short_headers(columns, header: str, beside: str) -> None:
    rows = (("Ana Lindberg", "1326803519", "121000358"), ("Karl Horvat", "2813536682", "121000358"))
    assert columns(("who", header, beside), *rows)[f"US_BANK_NUMBER@{header}"] == [row[1] for row in rows]


def test_four_numbers_with_points_are_hosts_where_a_third_have_a_part_that_versions_have_not(columns) -> None:
    few = ("10.4.2.1", "10.4.2.2", "10.4.2.3", "10.4.2.4", "10.4.2.5", "10.4.2.130")
    many = ("10.4.2.101", "10.4.2.202", "10.4.2.3", "10.4.2.4", "10.4.2.5", "10.4.2.130")
    assert len(_beside(columns, "x9", few).get("IP_ADDRESS@x9", [])) < len(few)
    assert _beside(columns, "x9", many)["IP_ADDRESS@x9"] == list(many)


BARE = (
    ("YOUNG DWIGHT", "219094417", "19560723"), ("MARTINEZ RUDY J", "534208871", "19710130"),
    ("COLLINS ALICE", "401558212", "19801102"), ("JOHNSON LAURA", "530114402", "19610314"),
    ("HARRIS SAMUEL", "667220145", "19900411"), ("NGUYEN LINH", "121874410", "19481230"),
)  # fmt: skip


def test_nine_figures_without_a_header_next_to_names_and_births_are_social_security_numbers(columns) -> None:
    found = columns(("", "", ""), *BARE)
    assert found["US_SSN@2"] == [number for _, number, _ in BARE]
    assert found["DATE_OF_BIRTH@3"] == [born for *_, born in BARE]


def test_numbers_that_follow_one_another_are_of_a_register(columns) -> None:
    rows = [(name, f"21909{4400 + at}", born) for at, (name, _, born) in enumerate(BARE)]
    assert "US_SSN@2" not in columns(("", "", ""), *rows)


def test_a_column_that_says_what_the_next_ones_numbers_are_is_believed(columns) -> None:
    rows = [(name, born, "DL", f"S4844762{at}") for at, (name, _, born) in enumerate(BARE)]
    assert len(columns(("", "", "", ""), *rows)["US_DRIVER_LICENSE@4"]) == len(BARE)
    rows = [(name, born, "ID", f"S4844762{at}") for at, (name, _, born) in enumerate(BARE)]
    assert "US_DRIVER_LICENSE@4" not in columns(("", "", "", ""), *rows)


def test_a_colony_of_mice_has_no_births_of_people(columns) -> None:
    header = ("Line", "Allele", "Cage", "Born", "Genotype")
    assert "DATE_OF_BIRTH@Born" not in columns(
        header, *[("Wnt1", "tm1Rdp", "A76", f"2025-02-{at}", "+/-") for at in range(10, 16)]
    )


def test_a_herd_has_no_births_of_people_in_any_language(columns) -> None:
    header = ("Lebensnummer", "Rasse", "Geb.datum", "Mutter (LN)", "Letzte Kalbung")
    rows = [(f"AT 732.771.59{at}", "PI", f"{at + 10}.12.2017", f"AT 873.626.55{at}", "") for at in range(6)]
    assert "DATE_OF_BIRTH@Geb.datum" not in columns(header, *rows)
    patients = ("Patientennummer", "Station", "Geb.datum", "Name", "Aufnahme")
    rows = [(f"7327{at}", "2B", f"{at + 10}.12.1957", "Rosa Kern", "3.4.2024") for at in range(6)]
    assert len(columns(patients, *rows)["DATE_OF_BIRTH@Geb.datum"]) == 6


@pytest.mark.parametrize("header", [("Raça", "Parto", "Nascimento"), ("Race", "Lactation", "DOB")])
def test_a_register_of_mothers_has_births_of_people(columns, header: tuple[str, ...]) -> None:
    rows = [("1", f"{at}/04/2024", f"{at}/07/199{at % 10}", "Ana Paula Reis") for at in range(10, 18)]
    assert len(columns((*header, "Nome"), *rows)[f"DATE_OF_BIRTH@{header[2]}"]) == 8


@pytest.mark.parametrize(
    "header", ["Artikelnummer", "商品番号", "Nº artículo", "Артикул", "Cikk szám", "PLU kod"]
)
def test_numbers_of_articles_are_no_telephones_in_any_language(columns, header: str) -> None:
    rows = [(f"0171-967347{at}", "Kommode Eiche", "73,90") for at in range(6)]
    assert not any(key.startswith("PHONE_NUMBER") for key in columns((header, "Name", "Preis"), *rows))


def test_few_numbers_of_a_country_that_begin_with_births_need_no_header(columns) -> None:
    numbers = ("760419-1515", "760402-8964", "930801-8663", "030520-0826", "460506-0617")
    assert _beside(columns, "Ref", numbers)["NATIONAL_ID@Ref"] == list(numbers)
    wrong = (*numbers[:4], "460506-0618")
    assert not any(key.startswith("NATIONAL_ID") for key in _beside(columns, "Ref", wrong))


def test_the_networks_in_rules_of_a_firewall_are_of_no_person(columns) -> None:
    rules = (
        ("allow", "10.20.0.0/16", "any"),
        ("db", "10.30.4.11", "10.20.8.4"),
        ("no", "192.168.40.0/24", "any"),
    )
    assert not columns(("name", "src", "dst"), *rules)


@pytest.mark.parametrize("header", ["username", "usr", "user", "uname", "benutzer"])
def test_the_few_logins_of_a_table_of_sessions_are_found(columns, header: str) -> None:
    logins = ("mbrandauer", "kwhitcombe", "mbrandauer", "oadebayo") * 3
    found = columns(
        ("session_id", header, "agent"), *((f"{at:08x}", one, "x") for at, one in enumerate(logins))
    )
    assert found[f"USERNAME@{header}"] == list(logins)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("username", ("admin", "root", "admin", "system")),
        ("account_name", ("savings", "checking", "savings", "joint_account")),
        ("user", ("premium", "basic", "premium", "trial")),
    ],
)
def test_kinds_that_come_again_are_no_logins(columns, header: str, values: tuple[str, ...]) -> None:
    assert not columns(("id", header), *((str(at), one) for at, one in enumerate(values * 2)))


def test_programs_that_post_to_a_chat_are_no_accounts_of_people(columns) -> None:
    rows = [("GitHub", "B01"), ("jenkins", "B02"), ("GitHub", "B01"), ("hubot", "B04")]
    assert not columns(("username", "bot_id"), *rows)


def test_one_password_for_all_accounts_is_a_password(columns) -> None:
    found = columns(("id", "password"), *((str(at), "Winter2024!") for at in range(6)))
    assert len(found["PASSWORD@password"]) == 6


def test_telephones_of_one_country_are_found_in_all_the_ways_that_it_writes_them(columns) -> None:
    mixed = ("+370 625 85320", "8 687 39895", "861239150", "+37066019185", "+370 625 31086")
    assert _beside(columns, "", mixed)["PHONE_NUMBER@2"] == list(mixed)
    other = ("+370 625 85320", "8 187", "111111111", "22-22-22", "+370 625 31086")
    assert _beside(columns, "", other)["PHONE_NUMBER@2"] != list(other)


@pytest.mark.parametrize("header", ["INSERT_USER", "entry user"])
def test_accounts_in_capitals_are_found(columns, header: str) -> None:
    rows = [(f"{hour:02}:14", login) for hour, login in enumerate(("MREYES", "SKUMAR", "JSMITH") * 3)]
    assert len(columns(("time", header), *rows)[f"USERNAME@{header}"]) == len(rows)


@pytest.mark.parametrize(
    "header", ["Người tạo", "구매자ID", "storedBy", "SourceID", "operater", "Utworzone przez"]
)
def test_accounts_of_whoever_wrote_a_row_are_found_by_their_marks(columns, header: str) -> None:
    logins = ("thungan01", "a.kuzmin", "lan_nguyen88", "b.sari")
    rows = [(f"{hour:02}:14", login) for hour, login in enumerate(logins)]
    assert columns(("time", header), *rows)[f"USERNAME@{header}"] == list(logins)


def test_programs_that_write_rows_have_no_accounts_of_people(columns) -> None:
    rows = [(f"{hour:02}:14", login) for hour, login in enumerate(("backup", "cron", "system", "backup") * 2)]
    assert not any(key.startswith("USERNAME") for key in columns(("time", "created by"), *rows))


@pytest.mark.parametrize(
    ("header", "entity", "values"),
    [
        ("LEDGERMOBILE", "PHONE_NUMBER", ("9105710122", "9580217425", "7287670027")),
        ("custphone", "PHONE_NUMBER", ("9105710122", "9580217425", "7287670027")),
        ("datumRodjenja", "DATE_OF_BIRTH", ("1983-03-26", "2008-11-10", "2011-03-13")),
    ],
)
def test_headers_written_without_a_space_or_with_other_letters_are_known(
    columns, header, entity, values
) -> None:
    assert _beside(columns, header, values)[f"{entity}@{header}"] == list(values)


def test_a_bare_key_is_no_account(columns) -> None:
    keys = ("form.first", "form.last", "err.phone", "theme.victoria")
    assert not any(
        key.startswith("USERNAME") for key in columns(("id", "text"), *zip(keys, keys, strict=True))
    )


def test_the_keys_of_a_chats_members_are_no_accounts(columns) -> None:
    rows = [(f"{hour:02}:14", key) for hour, key in enumerate(("U04AB7XYZ", "U08CD1QRS", "U01EF2TUV") * 3)]
    assert "USERNAME@user" not in columns(("ts", "user"), *rows)


def test_births_and_a_country_say_more_of_the_columns_before_them(columns) -> None:
    who, born = (*WHO, "Marta Silva"), (*BORN, "1955-08-08")
    numbers = (
        "20311772040", "27229014434", "20448810578", "27305577117", "23117760049", "20187733015",
        "27301190226",
    )  # fmt: skip
    phones = (
        "0342-4771209", "0342-154098112", "0342-4120077", "0342-156610233", "0341-4252213", "0341-4771200",
        "0342-4770010",
    )  # fmt: skip
    found = columns(("", "", "", ""), *zip(numbers, who, born, phones, strict=True))
    assert found["NATIONAL_ID@1"] == list(numbers) and found["PHONE_NUMBER@4"] == list(phones)
    things = ("Steel bolt", "Copper wire", "Oak shelf", "Brass lamp", "Tin cup", "Wool rug", "Salt tub")
    found = columns(("", "", ""), *zip(numbers, things, born, strict=True))
    assert not [key for key in found if key.startswith("NATIONAL_ID")]


@pytest.mark.parametrize(
    "numbers",
    [
        ("0049 172 9876543", "0049 341 7654321"),
        ("00491729876543", "00447812445566", "0033645127890"),
        ("49 172 9876543", "49 160 91345673", "49 341 7654321"),
        ("491729876543", "4916091345673", "493417654321", "4915123456781"),
        ("01729876543", "016091345673", "03417654321"),
        ("612 345 678", "634 221 908", "677 190 342"),
        ("340 1234567", "347 8123490", "328 9012344"),
        ("98765 43210", "91234 50987", "70123 44556"),
        ("(11) 98765-4321", "(21) 99876-1234"),
        ("8 916 123-45-67", "8 495 777-88-99"),
        ("4158675185", "2083384455", "9374438899"),
    ],
)
@pytest.mark.parametrize("header", ["x", "info", ""])
def test_telephones_of_a_plan_are_found_next_to_people_below_a_header_that_says_nothing(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    assert _beside(columns, header, numbers)[f"PHONE_NUMBER@{header or 2}"] == list(numbers)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("x", ("1000234567", "1000234599", "2000771234", "1000991234")),
        ("x", ("612 345", "1 634 221", "77 190 342")),
        ("x", ("4158675185", "4158675186", "4158675187", "4158675188")),
        ("nr", ("4158675185", "2083384455", "9374438899")),
        ("x", ("0100023456", "0100023457", "0100023460")),
        ("order", ("4158675185", "2083384455", "9374438899")),
        ("info", ("612345678", "634221908", "677190342")),
    ],
)
def test_amounts_and_registers_next_to_people_are_of_no_plan(
    columns, header: str, values: tuple[str, ...]
) -> None:
    assert f"PHONE_NUMBER@{header}" not in _beside(columns, header, values)


@pytest.mark.parametrize(
    "header", ["WhatsApp", "contact", "mobil1", "téléph", "Telef.", "handynr2", "portable2", "Tel.1"]
)
def test_short_and_counted_headers_of_telephones_are_read(columns, header: str) -> None:
    numbers = ("01729876543", "016091345673", "03417654321")
    assert _beside(columns, header, numbers)[f"PHONE_NUMBER@{header}"] == list(numbers)


def test_codes_that_are_dialled_abroad_are_no_social_security_numbers(columns) -> None:
    codes = ("011-44-7911", "011-33-6123", "011-39-3401")
    found = columns(
        ("zone", "international code"), *zip(("UK mobile", "France", "Italy"), codes, strict=True)
    )
    assert not found


@pytest.mark.parametrize(
    "values",
    [
        ("05/08/1967", "09/11/1981", "02/03/1990", "07/21/1955", "01/30/1978"),
        ("05.08.1967", "09.11.1981", "02.03.1990", "07.12.1955", "01.06.1978"),
        ("10 500 000", "20 300 000", "30 100 000", "40 700 000", "50 200 000"),
    ],
)
def test_days_and_amounts_next_to_people_are_no_telephones(columns, values: tuple[str, ...]) -> None:
    people = ("Alice Moore", "James Hill", "Carol Price", "Robert King", "Susan Clark")
    assert "PHONE_NUMBER@x" not in columns(("name", "x"), *zip(people, values, strict=True))


def test_numbers_with_and_without_the_code_of_their_country_are_telephones_without_people(columns) -> None:
    numbers = ("+919845071236", "9620418873", "+919731150264", "9008836412", "+919449207715", "7259364408")
    assert columns(("To",), *zip(numbers, strict=True))["PHONE_NUMBER@To"] == list(numbers)
    others = ("+919845071236", "1620418873", "+919731150264", "1008836412", "+919449207715", "1259364408")
    assert len(columns(("To",), *zip(others, strict=True)).get("PHONE_NUMBER@To", ())) < len(others)


def test_births_may_end_with_a_point(columns) -> None:
    born = ("14.02.1977.", "3.9.1959.", "22.11.1983.", "30.06.1990.", "17.01.1966.", "27.12.2002.")
    assert _beside(columns, "attr_4", born)["DATE_OF_BIRTH@attr_4"] == list(born)


@pytest.mark.parametrize(
    ("header", "found"), [("custbirthdate", True), ("GEBDATE", True), ("SALEDATE", False)]
)
def test_a_date_glued_to_what_it_is_of_is_a_birth_unless_of_a_sale(columns, header: str, found: bool) -> None:
    given, family = "Ana John Maria Peter Laura Susan Omar Nina Paul Ruth", "Silva Smith Lopez Novak Weber"
    rows = [
        (
            one,
            two,
            f"{at + 12} Mill Lane, Salem, OR 97301",
            f"503-555-01{at + 10}",
            f"{1941 + at}-03-{at + 5:02}",
        )
        for at, (one, two) in enumerate(zip(2 * given.split(), 4 * family.split(), strict=True))
    ]
    names = columns(("First", "Last", "Address", "Phone", header), *rows)
    assert any(name.startswith("DATE_OF_BIRTH") for name in names) == found
