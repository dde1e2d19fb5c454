"""Columns of national numbers are found by words of their headers, or by the check digits of all of them."""

from __future__ import annotations

import random

import pytest

from pii_sweep.detect.identifiers.check_digits import luhn, mod10_3_1
from pii_sweep.detect.identifiers.national import check, insurance

WHO = (
    "Ada Lindberg",
    "Karl Horvat",
    "Petra Novak",
    "Ivo Kovacs",
    "Marta Silva",
    "Jan Berg",
    "Eva Koch",
    "Leo Roth",
)
BORN = ("640318", "030511", "850102", "940726", "710909", "581230", "880417", "990605")
BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def _numbers(holds, bodies, size: int = 1) -> list[str]:
    """Return bodies with the check digits that hold behind them."""
    ends = [f"{one:0{size}}" for one in range(10**size)]
    return [
        found for body in bodies if (found := next((body + end for end in ends if holds(body + end)), ""))
    ]


def _drawn(size: int, count: int = 8) -> list[str]:
    draw = random.Random(size)
    return [str(draw.randrange(10 ** (size - 1), 10**size)) for _ in range(count)]


def _table(columns, header: str, numbers):
    rows = list(zip(WHO * (len(numbers) // len(WHO) + 1), numbers, strict=False))
    return columns(("Full name", header), *rows).get(f"NATIONAL_ID@{header}", [])


ESTONIA = _numbers(check.baltic, [f"{3 + (born < '30') * 2}{born}{at}27" for at, born in enumerate(BORN)])
POLAND = _numbers(
    check.pesel, [f"{b[:2]}{int(b[2:4]) + 20 * (b < '30'):02}{b[4:]}{at}451" for at, b in enumerate(BORN)]
)
THAILAND = _numbers(check.thailand, _drawn(12, 10))
PORTUGAL = _numbers(check.portugal, [f"2{body}" for body in _drawn(7, 9)])


@pytest.mark.parametrize("header", ["x7", "EE viite", "kood", "", "Ref"])
def test_numbers_that_hold_births_and_check_digits_need_no_header(columns, header: str) -> None:
    found = columns(("Full name", header), *zip(WHO, ESTONIA, strict=True))
    assert next(values for key, values in found.items() if key.startswith("NATIONAL_ID")) == ESTONIA


def test_numbers_with_births_need_no_column_of_people(columns) -> None:
    rows = [(number, str(at)) for at, number in enumerate(POLAND)]
    assert columns(("klucz", "n"), *rows)["NATIONAL_ID@klucz"] == POLAND


@pytest.mark.parametrize(
    "write",
    [
        lambda number: f"EE{number}",
        lambda number: f"{number[0]} {number[1:7]} {number[7:]}",
        lambda number: f"{number[:7]}-{number[7:]}",
        lambda number: number.translate(BANGLA),
        lambda number: f"{number}.0",
    ],
)
def test_the_spelling_of_numbers_does_not_matter(columns, write) -> None:
    numbers = [write(number) for number in ESTONIA]
    assert _table(columns, "x7", numbers) == numbers


def test_check_digits_alone_are_enough_for_many_numbers_next_to_people(columns) -> None:
    assert _table(columns, "CODE", THAILAND) == THAILAND


@pytest.mark.parametrize(
    "header",
    [
        "Order no",
        "Paketnummer",
        "Bestell-Nr",
        "EAN",
        "IMEI",
        "Konto",
        "SIREN",
        "ISBN-10",
        "Invoice",
        "Org.nr",
    ],
)
def test_numbers_that_a_header_says_are_of_something_else_are_no_persons(columns, header: str) -> None:
    for holds, size in ((luhn, 8), (check.thailand, 12), (check.nhs, 9), (mod10_3_1, 12)):
        assert not _table(columns, header, _numbers(holds, _drawn(size, 12)))


def test_numbers_of_one_shape_without_check_digits_are_no_persons(columns) -> None:
    for size in range(8, 15):
        assert not _table(columns, "x7", _drawn(size, 40))


def test_numbers_that_begin_with_the_dates_of_a_few_years_are_no_persons(columns) -> None:
    dated = _numbers(
        luhn, [f"{year}0{1 + at}1{at}{at}81" for at, year in enumerate(("22", "23", "23", "24", "24"))]
    )
    assert not _table(columns, "x7", dated)


def test_numbers_that_follow_one_another_are_no_persons_whatever_holds(columns) -> None:
    counted = [number for number in map(str, range(451_200_000, 451_202_000)) if check.portugal(number)]
    assert not _table(columns, "x7", counted[:40])


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("CPR mor", ("040888-0459", "090689-3614")),
        ("NAS du parent", ("046 454 286", "130 692 544")),
        ("TCKN/VKN", ("10000000146", "4560012394", "12345678950")),
        ("ת.ז./ח.פ.", ("000000018", "123456782")),
        ("NumSeguridadSocialTrabajador", ("83037991672", "10089112980")),
        ("immat_cnss", ("346433007", "473124945")),
        ("जन-आधार सं.", ("2341 2341 2346", "4991 1866 5246")),
        ("জাতীয় পরিচয়পত্র নং", ("১৯৭৩৮৫৯৪৯২৫২৯৪৯০১", "৯৬০৯২২১০৬৯")),
        ("개인통관고유부호", ("P419465452869", "P420623599188")),
        ("Code permanent", ("BELZ18071406", "TREM18101505")),
        ("Okmányszám", ("391539AC", "751821ET")),
        ("Nr CI", ("477053", "264633")),
        ("EDRPOU", ("2462480946",)),
    ],
)
def test_a_label_among_the_words_of_a_header_is_enough_for_few_numbers(columns, header: str, numbers) -> None:
    assert _table(columns, header, numbers) == list(numbers)


def test_a_label_above_numbers_of_another_shape_announces_nothing(columns) -> None:
    assert not _table(columns, "Pan size", ("12345678", "22345678"))
    assert not _table(columns, "Tin boxes", ("1234567", "2234567"))


def test_check_digits_in_a_column_of_their_own_belong_to_the_numbers_before_them(columns) -> None:
    bodies = ("9066571", "20714477", "20230624", "12355166", "21967527", "16625180", "7512044", "10458213")
    ends = [next(end for end in "0123456789K" if check.chile(body + end)) for body in bodies]
    rows = list(zip(bodies, ends, WHO, strict=False))
    assert columns(("a", "b", "nombre"), *rows)["NATIONAL_ID@a"] == list(bodies)
    assert "NATIONAL_ID@a" not in columns(("a", "b", "nombre"), *zip(bodies, "12345678", WHO, strict=False))


def test_names_behind_the_check_digits_let_fewer_numbers_do(columns) -> None:
    bodies = ["14447686", "21131395", "12212153", "9036643", "17216862"]
    ends = [next(end for end in "0123456789K" if check.chile(body + end)) for body in bodies]
    families, others = (
        ("SOTO", "URRUTIA", "CHOQUE", "VON APPEN", "RIVAS"),
        ("LARA", "MUÑOZ", "PAREDES", "ITURRA", "SAEZ"),
    )
    named = columns(("", "", "", ""), *zip(bodies, ends, families, others, strict=True))
    assert named["NATIONAL_ID@1"] == bodies
    goods = [("M", "12", "7") for _ in bodies]
    plain = [(body, end, *rest) for body, end, rest in zip(bodies, ends, goods, strict=True)]
    assert not any(key.startswith("NATIONAL_ID") for key in columns(("", "", "", "", ""), *plain))


def test_a_hint_of_tax_lets_fewer_numbers_do(columns) -> None:
    assert _table(columns, "Identificador fiscal", PORTUGAL[:5]) == PORTUGAL[:5]
    assert _table(columns, "CustomerTaxID", PORTUGAL[:5]) == PORTUGAL[:5]
    assert not _table(columns, "x7", PORTUGAL[:5])


def test_the_number_of_a_father_is_of_the_same_country_as_his_childs(columns) -> None:
    rows = [(who, number, "") for who, number in zip(WHO, THAILAND, strict=False)]
    rows[2] = (*rows[2][:2], THAILAND[9])
    assert columns(("NAME", "x7", "FATHER"), *rows)["NATIONAL_ID@FATHER"] == [THAILAND[9]]


def test_a_moldovan_number_is_found_by_check_digits_that_its_label_does_not_need(columns) -> None:
    numbers = _numbers(insurance.moldova, [f"2{body}" for body in _drawn(11, 9)])
    assert _table(columns, "x7", numbers) == numbers


@pytest.mark.parametrize(
    "header", ("Zedrilla azonosítója", "Nr ewidencyjny", "Beneficiary key", "سجل التسجيل")
)
def test_long_numbers_of_one_form_under_a_word_for_identifiers_are_peoples(columns, header: str) -> None:
    numbers = [f"{one[:9]}-{one[9:]}" for one in _drawn(11)]
    born = (
        "1964-03-18",
        "2003-05-11",
        "1985-01-02",
        "1994-07-26",
        "1971-09-09",
        "1958-12-30",
        "1988-04-17",
        "1999-06-05",
    )
    found = columns(("Name", "Born", header), *zip(WHO, born, numbers, strict=True))
    assert found[f"NATIONAL_ID@{header}"] == numbers
    goods = (
        "Steel bolt",
        "Copper wire",
        "Oak shelf",
        "Brass lamp",
        "Tin cup",
        "Wool rug",
        "Salt tub",
        "Clay pot",
    )
    assert f"NATIONAL_ID@{header}" not in columns(
        ("Item", "Made", header), *zip(goods, born, numbers, strict=True)
    )


@pytest.mark.parametrize(
    "header", ("Order identifier", "Policy identification no", "Registered barcode", "Zedrilla")
)
def test_numbers_of_orders_policies_and_anything_else_next_to_births_are_none(columns, header: str) -> None:
    born = (
        "1964-03-18",
        "2003-05-11",
        "1985-01-02",
        "1994-07-26",
        "1971-09-09",
        "1958-12-30",
        "1988-04-17",
        "1999-06-05",
    )
    found = columns(("Name", "Born", header), *zip(WHO, born, _drawn(11), strict=True))
    assert f"NATIONAL_ID@{header}" not in found


@pytest.mark.parametrize(
    ("values", "held"),
    [
        (("AB123456C", "JG103759A", "PX482915D", "WK650172B", "CE881204A", "SH310446C"), True),
        (
            ("901 610 4291", "689 230 9429", "682 999 0025", "452 871 8529", "455 446 4164", "910 152 7169"),
            True,
        ),
        (
            ("901 610 4292", "689 230 9429", "682 999 0026", "452 871 8529", "455 446 4164", "910 152 7169"),
            False,
        ),
        (("QV123456Z", "JG103759A", "PX482915K", "WK650172B", "DE881204A", "SH310446C"), False),
    ],
)
def test_numbers_of_one_country_next_to_people_need_no_word_for_them(columns, values, held: bool) -> None:
    found = columns(("name", "nr"), *zip(WHO, values, strict=False))
    assert ("NATIONAL_ID@nr" in found) is held


def test_numbers_of_people_in_a_form_for_goods_are_found_next_to_names(columns) -> None:
    assert _table(columns, "Batch", THAILAND) == THAILAND
    assert not columns(("Shelf", "Batch"), *((f"R{at}", one) for at, one in enumerate(THAILAND)))


def test_words_for_a_missing_number_hide_no_others(columns) -> None:
    numbers = [one for number in THAILAND[:7] for one in (number, "pending")]
    assert _table(columns, "info", numbers) == THAILAND[:7]


def test_a_ugandan_number_and_a_ukrainian_certificate_of_birth_are_peoples(columns) -> None:
    numbers = ["CF4970378PKRAC", "CM8318421EXXKG", "CF0288076FFRHH"]
    assert _table(columns, "NIN of household head", numbers) == numbers
    numbers = ["І-СГ № 919939", "І-БК № 122084", "ІІ-СГ № 468826"]
    assert _table(columns, "Серія та № свідоцтва про народження", numbers) == numbers


def test_the_number_of_an_article_is_no_patients(columns) -> None:
    rows = (("T-95873", "Claw hammer", "7.01"), ("T-49792", "Jack plane", "5.47"), ("T-56181", "Saw", "8.32"))
    assert not any(key.startswith("MEDICAL") for key in columns(("Art. no.", "Description", "Price"), *rows))


def test_the_value_added_tax_numbers_of_romanian_firms_are_no_peoples(columns) -> None:
    firms = ("SC Popescu SRL", "Vincon Vrancea SA", "SC Maria Impex SRL")
    rows = list(zip(firms, ("RO23071833", "RO31537048", "RO23337170"), strict=True))
    assert not any(key.startswith("NATIONAL") for key in columns(("denumire", "cui"), *rows))


WITHOUT_HEADER = ("F1", "F2", "F3", "F4")
PEOPLE = (
    "CONDORI QUISPE, MILAGROS", "PALOMINO LEON, JOSE", "FLORES YUPANQUI, ROSA", "CHAVEZ SALAZAR, EDWIN",
    "MAMANI CARDENAS, JUAN", "QUISPE CONDORI, YESENIA", "VILLANUEVA LEON, WALTER", "LEON CARDENAS, ELVIRA",
    "SALAZAR TORRES, LUZ",
)  # fmt: skip
BIRTHS = (
    "13/12/1981", "18/12/1955", "13/08/1958", "14/08/1980", "02/03/2000", "16/01/1953", "26/08/1962",
    "03/09/1983", "12/01/1978",
)  # fmt: skip
UNCHECKED = (
    "11028956", "31859545", "74186453", "72728327", "18211780", "70553806", "53249765", "49627219",
    "28845561",
)  # fmt: skip


def _find_without_header(columns, numbers: tuple[str, ...]) -> list[str]:
    rows = zip(("A", "B", "C") * 3, numbers, PEOPLE, BIRTHS, strict=True)
    return [key for key in columns(WITHOUT_HEADER, *rows) if key.startswith("NATIONAL_ID")]


def test_numbers_from_all_over_their_range_next_to_names_and_births_are_national(columns) -> None:
    assert _find_without_header(columns, UNCHECKED) == ["NATIONAL_ID@F2"]


def test_numbers_that_a_house_counts_or_days_next_to_names_are_not_national(columns) -> None:
    assert not _find_without_header(columns, tuple(str(20240110 + 7 * at) for at in range(9)))
    assert not _find_without_header(columns, tuple(str(48170310 + 3 * at) for at in range(9)))


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("رقم الحدود", ("4069377453", "4504247796", "3036510325")),
        ("Border No", ("4069377453", "4504247796", "3036510325")),
        ("الرقم الموحد", ("123456789", "784512369", "205118743")),
        ("Permesso di soggiorno", ("I12345678", "I04511236", "I77120984")),
        ("ВНЖ", ("82 1234567", "83 0451123", "82 7712098")),
    ],
)
def test_numbers_of_those_who_entered_a_country_are_national_numbers(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    rows = list(zip(WHO, numbers, strict=False))
    assert columns(("Name", header), *rows)[f"NATIONAL_ID@{header}"] == list(numbers)


def test_other_numbers_below_a_word_for_borders_are_none(columns) -> None:
    rows = list(zip(WHO, ("12", "40", "7"), strict=False))
    assert not any(key.startswith("NATIONAL_ID") for key in columns(("Name", "Border no"), *rows))


def test_numbers_without_check_digits_are_known_by_the_telephones_of_their_country(columns) -> None:
    names = ("Emeka Onyekachukwu", "Blessing Ogunleye", "Ebubechukwu Balogun", "Musa Okonkwo", "Tunde Bello")
    phones = ("08028961626", "08065810181", "08084336205", "08017821287", "08077020480")
    numbers = ("26562300058", "64615352910", "70455613328", "54964016697", "27067872084")
    found = columns((), *zip(names, numbers, phones, strict=True))
    assert found["NATIONAL_ID@2"] == list(numbers)
    counted = ("26562300058", "26562300059", "26562300060", "26562300061", "26562300062")
    assert "NATIONAL_ID@2" not in columns((), *zip(names, counted, phones, strict=True))


def test_a_taxpayer_s_number_next_to_a_person_is_one_and_a_firm_s_is_none(columns) -> None:
    names = ("Rokeya Begum", "Abdul Karim", "Selina Akter")
    numbers = ("122087949817", "471163674344", "768870721285")
    found = columns(("Name", "Income Tax Number"), *zip(names, numbers, strict=True))
    assert found["NATIONAL_ID@Income Tax Number"] == list(numbers)
    goods = columns(("Item", "Income Tax Number"), *zip(("Lamp", "Table", "Chair"), numbers, strict=True))
    assert "NATIONAL_ID@Income Tax Number" not in goods


def test_a_birth_where_a_firm_s_number_stands_is_a_person_s(columns) -> None:
    names = ("Karsten Holm", "Lene Dahl Madsen", "Ole Krogh")
    found = columns(
        ("name", "corporateIdentificationNumber"),
        *zip(names, ("090670-0662", "100569-2543", "190542-2886"), strict=True),
    )
    assert len(found["NATIONAL_ID@corporateIdentificationNumber"]) == 3
    firms = columns(
        ("name", "org nr"), *zip(names, ("556036-0793", "556012-5790", "556074-7551"), strict=True)
    )
    assert "NATIONAL_ID@org nr" not in firms


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("الزائر/هوية/إقامة", ("1057382614", "١١٠٤٥٧٣٩٢٦", "2381905476", "-", "1018835262")),
        ("Adóaz.", ("8565245128", "8519080715", "8542646401")),
    ],
)
def test_short_headers_of_a_countrys_numbers_are_labels_too(columns, header: str, numbers) -> None:
    names = ("Kelemen Zalán", "Nyerges Hanga", "Kiss Bendegúz", "Vas Gergő", "Oláh Réka")
    found = columns(("név", header), *zip(names, numbers, strict=False))
    held = [value for key, values in found.items() if key.startswith("NATIONAL_ID") for value in values]
    assert held == [number for number in numbers if number != "-"]


RUNS = [
    *("24635658-0", "23537930-9", "24525935-2", "23899897-2"),
    *("24785707-9", "23953515-1", "24658558-K", "23742473-5"),
]


@pytest.mark.parametrize("held", [True, False])
def test_a_check_digit_in_the_next_column_outweighs_a_word_for_things(columns, held: bool) -> None:
    pairs = [run.split("-") for run in RUNS]
    checks = [check for _, check in pairs] if held else [check for _, check in pairs[1:] + pairs[:1]]
    rows = [(run, check, "F", f"curso {run[-1]}") for (run, _), check in zip(pairs, checks, strict=True)]
    assert ("NATIONAL_ID@Run" in columns(("Run", "Dígito Ver.", "Genero", "Curso"), *rows)) == held


def _german() -> list[str]:
    """Return tax numbers, in whose first ten figures one comes twice."""
    draw, bodies = random.Random(4), list[str]()
    while len(bodies) < 30:
        figures = draw.sample("0123456789", 9)
        figures.append(draw.choice(figures))
        draw.shuffle(figures)
        bodies += ["".join(figures)] if figures[0] != "0" else []
    return _numbers(check.german_tax, bodies)


@pytest.mark.parametrize(
    "numbers",
    [_german(), _numbers(check.turkey, _drawn(9, 30), 2), _numbers(check.cpf, _drawn(9, 30), 2)],
    ids=["Germany", "Turkey", "Brazil"],
)
@pytest.mark.parametrize("header", ["", "nummer", "col2"])
def test_many_numbers_with_two_checks_need_no_people_next_to_them(columns, header: str, numbers) -> None:
    rows = [(str(at), number, f"{at * 3.7:.2f}") for at, number in enumerate(numbers)]
    found = columns(("row", header, "x"), *rows)
    assert found.get(f"NATIONAL_ID@{header or 2}", []) == numbers


@pytest.mark.parametrize("header", ["invoice", "serial no", "imei", "phone"])
def test_a_header_of_goods_is_believed_before_two_checks(columns, header: str) -> None:
    rows = [(str(at), number) for at, number in enumerate(_german())]
    assert f"NATIONAL_ID@{header}" not in columns(("row", header), *rows)


def test_numbers_with_one_check_digit_or_few_of_them_need_people(columns) -> None:
    for numbers in (_numbers(luhn, _drawn(9, 30)), _numbers(check.nhs, _drawn(9, 30)), _german()[:12]):
        rows = [(str(at), number) for at, number in enumerate(numbers)]
        assert "NATIONAL_ID@nummer" not in columns(("row", "nummer"), *rows)


BUYERS = ("ADELAIDE PRATES", "JURANDIR BRANDINO", "WASHINGTON REGO", "IRENE SCHLICKMANN", "TEJUCO LTDA")
OF_PEOPLE, OF_FIRM = ("32843793122", "08475329098", "49547647342", "87777067060"), "92556031000141"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((*OF_PEOPLE, OF_FIRM), list(OF_PEOPLE)),
        ((*OF_PEOPLE[:3], OF_FIRM, "46400679000107"), []),  # too few are people's
        ((*OF_PEOPLE, "92556031000142"), []),  # the last is neither a person's nor a firm's
    ],
)
def test_numbers_of_people_are_found_among_those_of_firms(columns, numbers, expected: list[str]) -> None:
    boxes = [f"{name.split()[0].lower()}@correio.example" for name in BUYERS]
    found = columns(("A1_NOME", "A1_CGC", "A1_EMAIL"), *zip(BUYERS, numbers, boxes, strict=True))
    assert found.get("NATIONAL_ID@A1_CGC", []) == expected


TAXPAYERS = ("07041882H", "51120473Y", "X4417729G", "03887104N", "09022415K", "Y2280417G")


@pytest.mark.parametrize(("turned", "held"), [(0, True), (1, False)])
def test_a_check_letter_in_a_column_of_its_own_belongs_to_the_number(
    columns, turned: int, *, held: bool
) -> None:
    letters = [number[-1] for number in TAXPAYERS]
    letters = [*letters[turned:], *letters[:turned]]
    rows = [("R", number[:-1], letter) for number, letter in zip(TAXPAYERS, letters, strict=True)]
    found = [value for key, values in columns((), *rows).items() if "NATIONAL_ID" in key for value in values]
    assert found == ([number[:-1] for number in TAXPAYERS] if held else [])


def test_cards_of_four_figures_count_in_small_letters_too(columns) -> None:
    cards = ("BCEPB0991F", "bakpb4070b", "gbhpd4389n", "FJAPP4685U")
    rows = list(zip(("Sanjivani Rao", "Kedar Phadnis", "Amit Joshi", "Rekha Pawar"), cards, strict=True))
    assert columns(("Name", "PAN"), *rows)["NATIONAL_ID@PAN"] == list(cards)
    assert "NATIONAL_ID@Batch" not in columns(("Name", "Batch"), *rows[1:3])
    firm = columns(("Name", "PAN"), *rows, ("Maa Tara Enterprise", "UNCFM8695A"))
    assert firm["NATIONAL_ID@PAN"] == list(cards)


@pytest.mark.parametrize(("header", "found"), [("RODC", 4), ("Rod. č.", 4), ("CISLO", 0)])
def test_birth_numbers_before_1954_have_no_check_digit_but_a_header(columns, header: str, found: int) -> None:
    numbers = ["490305/612", "415613/204", "520101/118", "460930/771"]
    assert len(_table(columns, header, numbers)) == found


TENANTS = ("Linh Huynh", "Rafael Araujo", "Hazel Lamb", "Tyler Clair", "Lakshmi Reddy", "Olivier Lefevre")
INSURED, UNIQUE = "PW169967C", "7539 1155 5887"
OF_STATES = ("832.529.518-00", "151037527946327", INSURED, "261-28-4594", UNIQUE, "318.388.059-82")


@pytest.mark.parametrize(
    ("header", "numbers", "expected"),
    [
        ("gov_id", OF_STATES, [INSURED, UNIQUE]),
        ("locker_id", OF_STATES, []),
        ("gov_id", ("A-1", "A-2", "A-3", "A-4", "A-5", "A-6"), []),
    ],
)
def test_numbers_of_several_states_are_found_in_one_column(columns, header, numbers, expected) -> None:
    found = columns(("full_name", header), *zip(TENANTS, numbers, strict=True))
    held = found.get(f"NATIONAL_ID@{header}", [])
    assert [value for value in held if value in {INSURED, UNIQUE}] == expected
