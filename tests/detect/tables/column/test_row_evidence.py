"""Columns under numbers of fields, which mailboxes and national numbers of the same rows say."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column import row_evidence
from pii_sweep.detect.tables.column_header import Column, sampled

HEADER = ("/A/p1", "/A/p2", "/A/p3", "/A/p4", "/C/p1", "/C/p2", "/C/p3", "/C/p4", "/C/p5")
ROWS = [
    (
        "44051471350", "Dzięgielewska", "Bogumiła", "1944-05-14",
        "20-101", "Lublin", "Narutowicza", "7", "dziegielewska@o2.pl",
    ),
    (
        "02070833627", "Pstrokoński", "Zdzisław", "1902-07-08",
        "20-202", "Lublin", "1 Maja", "12a", "z.pstrokonski@wp.pl",
    ),
    (
        "90090545835", "Świerszczyk", "Jarosława", "1990-09-05",
        "21-003", "Ciecierzyn", "os. Leśne", "3", "swierszczy@o2.pl",
    ),
    (
        "72041012340", "Ćwirko", "Ścibor", "1972-04-10",
        "20-404", "Lublin", "Lipowa", "18", "cwirko72@wp.pl",
    ),
    (
        "83031296781", "Wądołowska", "Lubomira", "1983-03-12",
        "20-505", "Lublin", "Wiejska", "9", "wadolowska@o2.pl",
    ),
]  # fmt: skip


def test_halves_of_names_come_again_in_the_mailboxes_of_their_rows(columns) -> None:
    found = columns(HEADER, *ROWS)
    names = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    assert names == {f"{row[2]} {row[1]}" for row in ROWS}


def test_dates_with_which_national_numbers_begin_are_births(columns) -> None:
    found = columns(HEADER, *ROWS)
    assert found["DATE_OF_BIRTH@/A/p4"] == [row[3] for row in ROWS]


def test_an_address_is_known_by_its_postal_code_town_street_and_house(columns) -> None:
    found = columns(HEADER, *ROWS)
    (addresses,) = [values for key, values in found.items() if key.startswith("STREET_ADDRESS")]
    assert all(row[6] in one and row[7] in one for row, one in zip(ROWS, addresses, strict=True))


def test_words_that_no_mailbox_holds_are_no_names(columns) -> None:
    header = ("p1", "p2", "p3")
    rows = [
        ("Toaster", "Steel", "sales@aldan.pl"), ("Kettle", "Glass", "info@wexo.pl"),
        ("Mixer", "Plastic", "office@norba.pl"), ("Juicer", "Enamel", "shop@tulpi.pl"),
    ]  # fmt: skip
    assert not any(key.startswith("PERSON") for key in columns(header, *rows))


@pytest.mark.parametrize(
    "rows",
    [
        # China: the whole date behind the area; Indonesia: day, month and year, a woman's day raised by 40.
        (
            ("350203200408259726", "20040825", "20270630"),
            ("410105200602151739", "20060215", "20270630"),
            ("370203200301283914", "20030128", "20270630"),
        ),
        (
            ("3174094508850003", "1985-08-05", "2020-01-14"),
            ("3273121205900001", "1990-05-12", "2020-01-15"),
            ("3578306703920002", "1992-03-27", "2020-01-16"),
        ),
    ],
)
def test_dates_behind_the_area_of_national_numbers_are_births(rows: tuple[tuple[str, ...], ...]) -> None:
    samples = sampled((), rows)
    number = Column(0, "", "NATIONAL_ID", 0.9, (), None)
    assert [one.index for one in row_evidence.find_births(samples[1:], [number], rows)] == [1]


def test_days_of_entry_are_no_births(columns) -> None:
    rows = [(row[0], f"2026-11-{at + 10}", row[8]) for at, row in enumerate(ROWS)]
    assert not any(key.startswith("DATE_OF_BIRTH") for key in columns(("p1", "p2", "p3"), *rows))


def test_whole_names_that_no_list_knows_come_again_in_the_mailboxes_of_their_rows(columns) -> None:
    named = ["Yelamanchili Venkatasubba", "K. Ananthapadmanabhan", "Lalrinpuii", "Ouedraogo Tegawende"]
    mailed = ["v.yelamanchili@o2.pl", "ananthapadmanabhan7@o2.pl", "lal@o2.pl", "tegawende@o2.pl"]
    found = columns(("a/Name", "a/Email"), *zip(named, mailed, strict=True))
    values = {value for key, held in found.items() if key.startswith("PERSON") for value in held}
    assert {named[0], named[1], named[3]} <= values


def test_firms_that_come_again_behind_the_sign_of_mailboxes_are_not_people(columns) -> None:
    named = ["Tulip Bakery", "Meadow Joinery", "Harbour Plumbing", "Orchard Cycles"]
    mailed = [f"info@{name.lower().replace(' ', '')}.com" for name in named]
    found = columns(("a/Name", "a/Email"), *zip(named, mailed, strict=True))
    assert not any(key.startswith("PERSON") for key in found)


@pytest.mark.parametrize(
    "header", [("A", "B", "C"), ("id", "Web_ID", "Student"), ("n", "alternateId", "displayName")]
)
def test_accounts_made_of_the_names_of_their_rows_are_found_below_any_header(header) -> None:
    rows = [
        ("1", "nour_manso17", "Nour Mansour"),
        ("2", "abdkhali96", "Abdelrahman Khalil"),
        ("3", "mar.hassa96", "Mariam Hassan"),
        ("4", "wbegay", "Winifred Begay"),
    ]
    found = row_evidence.find_logins(sampled(header, rows)[:2], [Column(2, header[2], "name", 0.9)], rows)
    assert [(column.index, column.kind) for column in found] == [(1, "USERNAME")]


def test_accounts_and_names_of_mailboxes_are_among_all_that_rows_show() -> None:
    rows = [
        ("nour_manso17", "Nour Mansour"),
        ("abdkhali96", "Abdelrahman Khalil"),
        ("mar.hassa96", "Mariam Hassan"),
        ("wbegay", "Winifred Begay"),
    ]
    found = row_evidence.find(sampled(("B", "C"), rows), [Column(1, "C", "name", 0.9)], rows)
    assert [(column.index, column.kind) for column in found] == [(0, "USERNAME")]


def test_words_and_codes_next_to_names_are_no_accounts() -> None:
    rows = [
        ("wallet", "CQUEMEN", "Walter Letts"),
        ("pending", "CDELABO", "Quéméneur Yannick"),
        ("market", "CLEGOFF", "Le Goff Loïc"),
        ("order17", "CROUX", "Otto Derrick"),
    ]
    held = sampled(("", "", ""), rows)[:2]
    assert row_evidence.find_logins(held, [Column(2, "", "name", 0.9)], rows) == []


def test_a_person_who_is_the_same_in_every_row_is_found_by_number_and_birth() -> None:
    party = ("51030514359", "Zdziarski", "Tomasz", "1951-03-05")
    header = tuple(f"/II/p{at}" for at in range(1, 5))
    found = [Column(0, "/III/p1", "NATIONAL_ID", 0.8, ("check_digits:+", "country:PL"))]
    rows = [(f"{at}", *party) for at in range(4)]
    repeated = row_evidence.find_repeated(sampled(("/III/p1", *header), rows), found)
    assert [one.kind for one in repeated] == ["NATIONAL_ID", "last", "first", "DATE_OF_BIRTH"]
    assert not row_evidence.find_repeated(sampled(("/III/p1", *header), rows), [])


def test_a_constant_date_next_to_another_number_is_no_birth() -> None:
    found = [Column(0, "/III/p1", "NATIONAL_ID", 0.8, ("check_digits:+", "country:PL"))]
    for number in ("51030514357", "44051471350"):
        rows = [(f"{at}", number, "Zdziarski", "Tomasz", "1951-03-05") for at in range(4)]
        assert not row_evidence.find_repeated(sampled(("a", "b", "c", "d", "e"), rows), found)


def _kinds(header: tuple[str, ...], rows: list[tuple[str, ...]], *decided: Column) -> dict[str, str]:
    taken = {column.index for column in decided}
    samples = [sample for sample in sampled(header, rows) if sample.values]
    left = [sample for sample in samples if sample.index not in taken]
    return {column.name: column.kind for column in row_evidence.find(left, list(decided), rows)}


BIRTH = Column(0, "born", "DATE_OF_BIRTH", 0.9)
NUMBER = Column(1, "nat", "NATIONAL_ID", 0.9)
NAME = Column(2, "who", "name", 0.9)
BORN = ("1963-04-12", "1979-09-23", "1992-01-17", "1951-02-03", "2001-06-30")
NUMBERS = ("31820477192", "20491763574", "45100932790", "13775028452", "27631849044")
PEOPLE = ("Nebahat Karaoluk", "Tuncer Dağaşan", "Rıza Işık", "Fikriye Çıtak", "İlyas Avcı")


def test_names_of_streets_before_numbers_are_addresses_in_a_table_of_people() -> None:
    roads = ("Havzan Caddesi", "Kasaplar Sk", "Bağ Evleri Sk.", "Çamlık Sok.", "Atagöl Caddesi")
    rows = list(zip(BORN, NUMBERS, PEOPLE, roads, ("211", "3", "19", "5/A", "130"), strict=True))
    found = _kinds(("born", "nat", "who", "r", "k"), rows, BIRTH, NUMBER, NAME)
    assert (found["r"], found["k"]) == ("street", "house")


def test_names_of_streets_behind_a_column_of_their_kinds_need_no_word_of_their_own() -> None:
    kinds, roads = ("R", "AV", "R", "TV", "R"), ("das Palmas", "Boa Vista", "Pará", "São Bento", "Ipê")
    rows = list(zip(BORN, NUMBERS, PEOPLE, kinds, roads, ("218", "77", "9", "s/n", "63"), strict=True))
    found = _kinds(("born", "nat", "who", "tp", "ds", "nr"), rows, BIRTH, NUMBER, NAME)
    assert (found["ds"], found["nr"]) == ("street", "house")


def test_departments_and_towns_before_numbers_are_no_streets() -> None:
    for things in (
        ("Sales", "Legal", "Stores", "Payroll", "Yard"),
        ("Konya", "Ankara", "Bursa", "Adana", "Sivas"),
    ):
        rows = list(zip(BORN, NUMBERS, PEOPLE, things, ("211", "3", "19", "5", "130"), strict=True))
        found = _kinds(("born", "nat", "who", "r", "k"), rows, BIRTH, NUMBER, NAME)
        assert "street" not in found.values()


def test_given_names_alone_next_to_numbers_and_births_of_people_are_their_parents() -> None:
    fathers, mothers = (
        ("Mustafa", "Halil", "Orhan", "Veli", "Ramazan"),
        ("Emine", "Hatice", "Sevim", "Döndü", "Fadime"),
    )
    header, rows = (
        ("born", "nat", "who", "f", "m"),
        list(zip(BORN, NUMBERS, PEOPLE, fathers, mothers, strict=True)),
    )
    found = _kinds(header, rows, BIRTH, NUMBER, NAME)
    assert (found["f"], found["m"]) == ("name", "name")
    assert "f" not in _kinds(header, rows, BIRTH, NAME)  # of pets, ships or teams, without numbers of people
    towns = ("Konya", "Bursa", "Sivas", "Adana", "Muğla")
    rows = list(zip(BORN, NUMBERS, PEOPLE, towns, mothers, strict=True))
    assert "f" not in _kinds(header, rows, BIRTH, NUMBER, NAME)


def test_a_date_of_an_inner_record_has_the_kind_of_the_one_that_is_called_like_it() -> None:
    header = ("/person/birth/dtB", "nat", "who", "/person/child/dtB", "/person/job/dtIn")
    rows = [
        (born, number, who, "2017-08-09", "2020-01-02")
        for born, number, who in zip(BORN, NUMBERS, PEOPLE, strict=True)
    ]
    found = _kinds(header, rows, Column(0, header[0], "DATE_OF_BIRTH", 0.9), NAME)
    assert found.get(header[3]) == "DATE_OF_BIRTH" and header[4] not in found


LINES = ("Ilica 243/II", "Put Firula 31", "Vukovarska cesta 118", "Trg bana Jelačića 5", "Riva 2A")


def _street(lines: tuple[str, ...], *decided: Column) -> bool:
    rows = list(zip(PEOPLE, NUMBERS, lines, strict=True))
    found = row_evidence.find(sampled(("who", "nat", "attr_1"), rows), list(decided), rows)
    return any(one.kind == "street" for one in found)


def test_addresses_without_a_header_stand_next_to_names_and_numbers_of_people() -> None:
    who, number = Column(0, "who", "name", 0.9), Column(1, "nat", "NATIONAL_ID", 0.9)
    assert _street(LINES, who, number)
    assert not _street(LINES, who)
    assert not _street(LINES, number)
    things = ("Lenovo T480 2", "Lenovo T490 3", "Lenovo X1 7", "Dell Mill 3", "Dell XPS 13")
    visits = ("Mill 2024-03-01", "Zone 2024-03-02", "Lot 2024-03-03", "Post 2024-03-04", "Villa 2024-03-05")
    assert not _street(things, who, number) and not _street(visits, who, number)


def test_a_column_of_companies_holds_people_next_to_numbers_of_people() -> None:
    firms = ("Acme Lda", "Moreira & Filhos", "Banco do Sul", "Padaria Central", "Auto Norte SA")
    people = (
        "Iryna Melnyk",
        "Zulmira Anes",
        "Custódio Rosmaninho",
        "Moreira & Filhos, Lda",
        "Ana Sá-Nogueira",
    )

    def _kind(values: tuple[str, ...], *decided: Column) -> str | None:
        rows = list(zip(values, NUMBERS, strict=True))
        found = row_evidence.find(sampled(("CompanyName", "TaxID"), rows), list(decided), rows)
        return next((one.kind for one in found if one.index == 0), None)

    number = Column(1, "TaxID", "NATIONAL_ID", 0.9)
    assert _kind(people, number) == "name"
    assert _kind(people) is None and _kind(firms, number) is None


def test_given_names_without_a_header_need_no_births_next_to_numbers_of_people() -> None:
    children = ("Emine", "Hatice", "Sevim", "Döndü", "Fadime")
    rows = list(zip(NUMBERS, PEOPLE, children, children, strict=True))
    samples = sampled(("nat", "who", "text-903", "pet"), rows)
    decided = [Column(0, "nat", "NATIONAL_ID", 0.9), Column(1, "who", "name", 0.9)]
    assert [one.name for one in row_evidence.find(samples, decided, rows)] == ["text-903"]


SUBSCRIBERS = [
    ("fiammetta.sgarbossa@mel.example", "Fiammetta", "Sgarbossa", "14/03/1986"),
    ("massunta.lopresti@mel.example", "Maria Assunta", "Lo Presti", "20/12/1994"),
    ("kevin.brambati@mel.example", "Kevin", "Brambati", "19/07/2000"),
    ("noemi_cavaterra@mel.example", "Noemi", "Cavaterra", "25/02/1957"),
    ("ludovica.z@mel.example", "Ludovica", "Zanettin", "10/10/1983"),
]


def test_some_halves_of_names_in_mailboxes_have_two_words_and_dates_next_to_them_are_births(columns) -> None:
    found = columns(("Email", "campo1", "campo2", "campo19"), *SUBSCRIBERS)
    names = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    assert names == {f"{row[1]} {row[2]}" for row in SUBSCRIBERS}
    assert found["DATE_OF_BIRTH@campo19"] == [row[3] for row in SUBSCRIBERS]
    ordered = [(*row[:3], f"{row[3][:6]}2024") for row in SUBSCRIBERS]
    dated = columns(("Email", "campo1", "campo2", "campo19"), *ordered)
    assert not any(key.startswith("DATE_OF_BIRTH") for key in dated)


YOUNG = [
    (
        name,
        f"{at % 12 + 1:02}{at + 10}20{at % 9 + 6:02}",
        str(24 - (at % 9 + 6) - (at % 12 > 3)),
        "FM"[at % 2],
    )
    for at, name in enumerate(
        (
            "Gill, Anil",
            "Pham, Quang",
            "Xu, Wei",
            "Vo, Hieu",
            "Hale, Ruth",
            "Diaz, Eva",
            "Lee, Ann",
            "Stone, Omar",
        )
        + ("Okafor, Ada", "Vance, Tom")
    )
]


def read_births(columns, rows) -> list[str]:
    return [value for key, values in columns((), *rows).items() if "BIRTH" in key for value in values]


def test_dates_from_which_the_next_column_counts_the_years_are_births(columns) -> None:
    assert read_births(columns, YOUNG) == [row[1] for row in YOUNG]


def test_dates_whose_years_lead_to_no_one_day_are_no_births(columns) -> None:
    assert not read_births(columns, [(*row[:2], str(at % 9 + 6), row[3]) for at, row in enumerate(YOUNG)])


def test_things_of_people_have_ages_and_no_sex(columns) -> None:
    assert not read_births(columns, [(*row[:3], "AB"[at % 2]) for at, row in enumerate(YOUNG)])
