from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import number_confusion
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    "text",
    [
        "Install firmware 10.4.2.19 first, then upgrade to 11.0.3.1 or later.",
        "v2.14.7.3 fixes it. See section 4.2.1.1.",
        "Kernel version: 5.10.0.27",
        "node=ruh-dc2-pdu00 fw=4.10.0.2 sn=632921988457",
        "agent_version: 7.41.0.2",
        "    image: registry.example:5000/shop/api:2.18.40.3",
        "docker pull registry.example/shop/api:2.18.40.3",
        "The e-mail address is not valid since 3.0.2.1",
        "usb 2-1.3.4.2: new high-speed device number 11",
        "/reference:D:\\a\\1\\s\\packages\\Serilog.Sinks.File.12.8.26.6\\lib\\net48\\Serilog.dll",
        "wrote build/libfoo-10.2.54.13.zip and Foo.Bar.15.20.36.1.nupkg",
        "Restored Devart.Data.Oracle 10.5.112.77 (in 377 ms).",
        "Firmware: HollowNet 18.10.22.9",
        "uptime 4 days, HollowOS 18.10.22.9",
    ],
)
def test_versions_and_sections_are_no_hosts(find, text: str) -> None:
    assert "IP_ADDRESS" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    (
        "login from 84.22.109.7 as root",
        "image host: 84.22.109.7",
        "Firmware: v4, host 84.22.109.7",
        "peer:84.22.109.7",
        "/backup/web-84.22.109.7/etc",
        "rotated access-84.22.109.7.log",
        "Installed agent.example.com 84.22.109.7",
        "\\\\84.22.109.7\\share",
    ),
)
def test_hosts_after_a_colon_or_a_picture_stay_hosts(find, text: str) -> None:
    assert find(text, "prose")["IP_ADDRESS"] == ["84.22.109.7"]


def test_a_host_next_to_a_version_stays_one(find) -> None:
    assert find("the server is at 84.22.109.7 since version 2", "prose")["IP_ADDRESS"] == ["84.22.109.7"]


@pytest.mark.parametrize("label", ["Serial number", "Part no.", "SKU", "Meter"])
def test_numbers_of_things_are_no_cards(find, label: str) -> None:
    assert "CREDIT_CARD" not in find(f"{label} 4408-1127-0093-5516 was recalled.", "prose")


def test_the_newer_range_of_mastercard_is_a_card(find) -> None:
    assert find("pay with 2223 0000 4841 0010, please", "prose")["CREDIT_CARD"] == ["2223 0000 4841 0010"]


def test_a_host_of_four_figures_is_one_where_a_word_says_so(find) -> None:
    assert find("client ip: 4.4.8.2", "prose")["IP_ADDRESS"] == ["4.4.8.2"]


@pytest.mark.parametrize(
    "text",
    ['Adeyemi, F. "Parsing." Journal of Text 12 (2019).', "Texts and Calls 104 (1998), pp. 3-9"],
)
def test_a_volume_and_its_year_are_no_telephone(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


def test_the_address_of_a_network_is_no_hosts(find) -> None:
    assert "IP_ADDRESS" not in find('"cidr_block": "84.22.96.0/20"', "prose")
    assert "IP_ADDRESS" not in find("mail 3600 IN A 84.22.109.7", "prose")
    assert "IP_ADDRESS" in find("inet 84.22.109.7/20 scope global", "prose")


def test_a_zone_read_line_by_line_has_hosts_and_a_mailbox_of_reports_alone(find) -> None:
    zone = "".join(
        f"{name}.lindweg.example.\t1\tIN\tA\t84.22.109.{at} ; tag=on\n" for at, name in enumerate("abcd")
    )
    report = '_dmarc\t1\tIN\tTXT\t"v=DMARC1; rua=mailto:forged@lindweg.com,mailto:post@lindweg.com; pct=9"\n'
    assert not find(zone + report, "prose").keys() & {"IP_ADDRESS", "EMAIL_ADDRESS"}
    assert "EMAIL_ADDRESS" in find("Write to mailto:post@lindweg.com", "prose")


def test_a_latitude_and_a_longitude_are_no_telephone(find) -> None:
    assert "PHONE_NUMBER" not in find("CA +4439-06336 America/Halifax, US +381515-0853610", "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Telefon: 0000 000000",
        "Order number: 0000000",
        "National Insurance number: AA 00 00 00 A",
        "CPF: 000.000.000-00",
    ],
)
def test_a_number_of_zeros_is_a_forms_blank(find, text: str) -> None:
    assert not find(text, "prose")


def test_a_number_with_one_other_figure_and_a_password_of_zeros_stay(find) -> None:
    assert find("Telefon: 0000 000010", "prose") == {"PHONE_NUMBER": ["0000 000010"]}
    assert find("Passwort: 00000000", "prose") == {"PASSWORD": ["00000000"]}


@pytest.mark.parametrize(
    "text",
    [
        "Your policy number is 12345678.",
        "The invoice number is 20240381, ticket number is 88213991.",
        "Mon numéro de client est 44556677, merci.",
        "Mi número de póliza es 44556677.",
        "My account number is 70114482.",
    ],
)
def test_a_number_that_is_called_otherwise_is_no_telephone(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("Your NHS number is 943 476 5919.", "NATIONAL_ID", "943 476 5919"),
        ("My account number is 70114482.", "US_BANK_NUMBER", "70114482"),
        ("My new number is 612 345 678.", "PHONE_NUMBER", "612 345 678"),
        ("Her phone number is 612 345 678.", "PHONE_NUMBER", "612 345 678"),
        ("Customer service number: 020 7946 0958", "PHONE_NUMBER", "020 7946 0958"),
        ("SSN 524-71-3388-1 noted", "US_SSN", "524-71-3388"),
        ("Mon numéro de téléphone est 06 12 34 56 78.", "PHONE_NUMBER", "06 12 34 56 78"),
    ],
)
def test_the_word_for_a_number_decides_what_it_is(find, text: str, entity: str, value: str) -> None:
    assert find(text, "prose")[entity] == [value]


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("Driver license: D1234567\nRouting number: 121000248", "US_DRIVER_LICENSE", ["D1234567"]),
        ("DL: D1234567, account 5512348876", "US_DRIVER_LICENSE", ["D1234567"]),
        ("Account number: 70114482\nMeter reading: 10293847", "US_BANK_NUMBER", ["70114482"]),
        (
            "Please pay to account 70114482. Our 10293847 bolts came.",
            "US_BANK_NUMBER",
            ["70114482"],
        ),
        ("Bank: Chase\nNumber: 70114482", "US_BANK_NUMBER", ["70114482"]),
        (
            "Checking accounts: 70114482, 10293847 and 55512345.",
            "US_BANK_NUMBER",
            ["70114482", "10293847", "55512345"],
        ),
        ("Bank account\nBarclays\n70114482", "US_BANK_NUMBER", ["70114482"]),
    ],
)
def test_a_label_stays_in_force_over_a_list_alone(find, text: str, entity: str, values: list[str]) -> None:
    assert find(text, "prose")[entity] == values


def test_times_that_are_written_twice_and_days_are_no_telephones_and_no_accounts(find) -> None:
    timetable = "LISTOCKPT 0604H0606      060406063        T\nLTEUSTON  0828 08288     TF\n"
    assert "PHONE_NUMBER" not in find(timetable)
    assert "US_BANK_NUMBER" not in find("#RAR -1 20220101 20221231\n#KONTO 1220 Bank\nkonto 20221231\n")


def test_an_analyte_and_its_value_label_nothing_on_the_line_below(find) -> None:
    text = "24-31800 SED-02 PH EPA257 3.3023SU J 20240416154700\n24-31801 RAW-IN TURB SM218 0.4137NTU J"
    assert "PHONE_NUMBER" not in find(text)
    assert find("Tel. Büro\n24-31801")["PHONE_NUMBER"] == ["24-31801"]


def test_numbers_counted_up_below_headings_are_no_social_security_numbers(find) -> None:
    counted = "\n".join(f"25{3 + n % 3}.0{1 + n % 3}.{n:04}  Label printer {n}" for n in range(1, 12))
    assert "US_SSN" not in find(counted, "page")


def test_numbers_of_one_group_that_no_list_counts_stay_with_a_lower_score(find) -> None:
    numbers = [f"536-22-87{n:02}" for n in range(40)]
    assert find("\n".join(f"k{n}: {one}" for n, one in enumerate(numbers)), "page")["US_SSN"] == numbers
    hits = [
        Hit("US_SSN", 0, 11, 0.6, "x", ("shape:0.60",)).at(start=12 * n, end=12 * n + 11) for n in range(40)
    ]
    kept = list(number_confusion.keep_meant(" ".join(numbers), hits))
    assert {hit.score for hit in kept} == {0.45}


@pytest.mark.parametrize("step", [1, 10])
def test_numbers_with_hyphens_that_begin_low_or_are_round_are_counted(find, step: int) -> None:
    counted = "\n".join(f"25{3 + n % 2}-0{1 + n % 2}-{n * step:04}  Label printer {n}" for n in range(1, 25))
    assert "US_SSN" not in find(counted, "page")


def test_social_security_numbers_of_a_list_stay_though_two_begin_alike(find) -> None:
    numbers = ["219-45-3307", "219-45-8812", "531-22-1904", "402-61-7735", "118-50-2246", "655-13-9021"]
    assert find("\n".join(f"ref {one} filed" for one in numbers), "page")["US_SSN"] == numbers


@pytest.mark.parametrize("start", ["2024-06-03 00", "03.06.2024 00", "3/6/2024 14"])
def test_a_day_with_its_hour_below_an_acidity_is_no_telephone(find, start: str) -> None:
    assert "PHONE_NUMBER" not in find(f"Time\tLI2107(m)\tPH\n{start}:00:00\t31.44\t8.27\n", "page")


def test_a_number_below_a_word_for_telephones_stays_one(find) -> None:
    assert find("PH: 020 7946 0018", "page")["PHONE_NUMBER"] == ["020 7946 0018"]


@pytest.mark.parametrize("day", ["1445/09/04", "1402/12/29"])
def test_a_day_of_the_calendars_of_islam_and_iran_is_no_telephone(find, day: str) -> None:
    assert "PHONE_NUMBER" not in find(f"report {day} printed", "page")


@pytest.mark.parametrize(
    "text",
    ["versione_menu: 10.4.12.1", "PLATNOST OD 01.01.2025   VERZE 10.25.1.1   UZIS", "kasa sürüm 10.2.14.3"],
)
def test_versions_in_other_languages_are_no_hosts(find, text: str) -> None:
    assert "IP_ADDRESS" not in find(text, "prose")


@pytest.mark.parametrize(
    "text", ["version host 84.22.109.7", "conversion 84.22.109.7", "versand 84.22.109.7"]
)
def test_words_that_begin_like_a_version_leave_hosts(find, text: str) -> None:
    assert find(text, "prose")["IP_ADDRESS"] == ["84.22.109.7"]


@pytest.mark.parametrize("gap", ["     ", "\t"])
def test_numbers_below_the_header_of_parts_are_no_telephones(find, gap: str) -> None:
    width = 12 if gap != "\t" else 0
    rows = [("PART NUMBER", "BIN"), ("312-555-0131", "28 ELM"), ("917-555-0135", "5 OAK")]
    text = "\n".join(f"{one:<{width}}{gap}{two}" for one, two in rows)
    assert "PHONE_NUMBER" not in find(f"PRICE LIST\n\n{text}\n", "prose")


def test_telephones_in_another_column_than_parts_stay(find) -> None:
    text = "PART NUMBER     ORDERED BY\nK-40218         312-555-0131\n\nAsk 917-555-0135  any time\n"
    assert find(text, "prose")["PHONE_NUMBER"] == ["312-555-0131", "917-555-0135"]


@pytest.mark.parametrize(
    "label", ["switchboard", "Telefonzentrale", "centralita", "Standard téléphonique", "Santral", "ústředna"]
)
def test_a_firms_own_switchboard_is_no_persons_telephone(find, columns, label: str) -> None:
    assert "PHONE_NUMBER" not in find(f"suppliers.firm: Marlowe Ltd\nsuppliers.{label}: 01749 600100")
    assert find(f"suppliers.contact: Ann Lee, {label} 01749 600100\nmobile: 07812 445566")["PHONE_NUMBER"]
    rows = [("Yıldız Et San. Tic. Ltd. Şti.", "0212 444 00 10"), ("Karadeniz Kasap A.Ş.", "0216 444 00 27")]
    assert columns(("Firma", label), *rows) == {}


def test_the_reference_of_an_account_is_neither_an_account_nor_an_order(find) -> None:
    found = find("firm: Marlowe Candle Co Ltd\nacct ref: 82771885\naccount ref: 24297080")
    assert found.keys().isdisjoint({"ORDER_ID", "US_BANK_NUMBER"})
    assert find("bank acct: 82771885")["US_BANK_NUMBER"] == ["82771885"]
    assert find("your ref: SO-82771885")["ORDER_ID"] == ["SO-82771885"]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("defaultgrade: 1.0000000 on 3 May", []),
        ("PartNumber: 02-10402-01", []),
        ("phone: 02-10402-017", ["02-10402-017"]),
    ],
)
def test_decimals_and_numbers_of_parts_are_no_telephones(find, text: str, phones: list[str]) -> None:
    assert find(text, "prose").get("PHONE_NUMBER", []) == phones


def test_a_telephone_that_a_site_may_replace_is_a_public_service_s(find) -> None:
    assert "PHONE_NUMBER" not in find("Missed bins: 01632 960 110 or www.fault.example. Ask there.", "prose")
    kept = find("Call Ruth Vance on 01632 960 110 or at work. Her site is www.vance.example", "prose")
    assert kept["PHONE_NUMBER"] == ["01632 960 110"]


@pytest.mark.parametrize("text", ["DL 2204 06JUN SEA-SLC seat 14A\n", "Frequent flyer DL 8812045573\n"])
def test_a_flight_and_the_number_of_one_who_flies_often_are_no_licence(find, text: str) -> None:
    assert find(f"Itinerary\n{text}Driver DL: F5502214\n")["US_DRIVER_LICENSE"] == ["F5502214"]


def test_a_number_behind_the_label_of_a_part_is_no_social_security_number(find) -> None:
    for label in ("Model no.", "Part number:", "Art.-Nr.", "SKU", "Catalogue no"):
        assert "US_SSN" not in find(f"The lamp comes in oak. {label} 531-22-8046")
    assert find("Her number is 531-22-8046.")["US_SSN"] == ["531-22-8046"]
    assert find("Model employee, SSN 531-22-8046")["US_SSN"] == ["531-22-8046"]


def test_the_own_label_of_a_field_decides_before_that_of_another() -> None:
    text = "ssn: 211819889\ndriver license number: 124960446\nnote: 536904399"
    spans = {
        value: (text.index(value), text.index(value) + 9) for value in ("211819889", "124960446", "536904399")
    }
    hits = [
        Hit("US_SSN", *span, 0.96, "UsSsnRecognizer", ("shape:0.96", "context:+")) for span in spans.values()
    ]
    field = Hit("US_DRIVER_LICENSE", *spans["124960446"], 0.85, "Fields", ("label:0.85",))
    kept = [text[hit.start : hit.end] for hit in number_confusion.keep_meant(text, hits, [field])]
    assert kept == ["211819889", "536904399"]
    order = Hit("ORDER_VALUE", *spans["124960446"], 0.85, "Fields", ("label:0.85",))
    assert len(list(number_confusion.keep_meant(text, hits, [order]))) == 3


@pytest.mark.parametrize("head", ["lots", "part_numbers", "batch ids"])
def test_numbers_listed_below_a_heading_of_things_are_no_social_security_numbers(find, head: str) -> None:
    listed = "\n".join(f"- 412-07-44{n:02}" for n in range(10, 20))
    assert "US_SSN" not in find(f"{head}:\n{listed}")
    assert "US_SSN" in find(f"ssns:\n{listed}")


def test_people_below_a_list_of_things_are_none_of_its_things(find) -> None:
    lots = "\n".join(f"- 412-07-44{n:02}" for n in range(10, 20))
    assert find(f"lots:\n{lots}\n\nEmployees\n412-07-4420 Ann Lee")["US_SSN"] == ["412-07-4420"]


def test_a_time_in_milliseconds_is_no_account_unless_its_word_stands_right_before_it(find) -> None:
    text = 'List the bots of your bank account.\n"id": "to-list-bots-in-your-{}1494432220036",\n'
    for joined in ("", "account-", "account_"):
        assert "US_BANK_NUMBER" not in find(text.format(joined), "prose")
    assert find("bank account: 1494432220036", "prose")["US_BANK_NUMBER"] == ["1494432220036"]
    assert find("your bank sent account 2494432220036", "prose")["US_BANK_NUMBER"] == ["2494432220036"]


ALIKE = ["412-07-4410", "412-07-4411", "412-07-4412", "412-07-4433", "412-08-1733", "412-08-1734"]


@pytest.mark.parametrize(
    "text",
    [
        "Valves {} are replaced.",
        "The seals {} are broken.",
        'PART = "512-33-0417"',
        "batch: 512-33-0417",
        "const parts = [\n  '210-95-6976',\n  '411-39-3879',\n];",
    ],
)
def test_numbers_behind_a_word_for_a_thing_are_no_social_security_numbers(find, text: str) -> None:
    assert "US_SSN" not in find(text.format(", ".join(ALIKE)), "prose")


def test_numbers_below_a_title_of_parts_are_no_social_security_numbers(find) -> None:
    listed = "\n".join(map("{}  bolt".format, ALIKE))
    assert "US_SSN" not in find(f"Spare part list of the crane\n{listed}\n", "prose")
    assert find(f"Crew of the crane\n{listed}\n", "prose")["US_SSN"] == ALIKE


@pytest.mark.parametrize("word", ["Employees", "Members", "leaked", "k0", "ssn of", "records"])
def test_numbers_behind_a_word_for_people_or_for_any_list_stay(find, word: str) -> None:
    assert find(f"{word} {', '.join(ALIKE)} were read.", "prose")["US_SSN"] == ALIKE


def test_numbers_behind_the_name_of_each_of_their_people_stay(find) -> None:
    names = ("Ann Lee", "Bo Parks", "Cy Hill", "Di Ford", "Ed Price", "Flo Garner")
    text = "\n".join(f"{name} {number}" for name, number in zip(names, ALIKE, strict=True))
    assert find(text, "prose")["US_SSN"] == ALIKE
