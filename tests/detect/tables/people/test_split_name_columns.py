"""Tables that tell of two people in a row: of halves of one's name, and of somebody who looks after them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import sampled
from pii_sweep.detect.tables.people.split_name_columns import paired
from pii_sweep.detect.tables.reader import columns_of, plan, read
from pii_sweep.types import ObjectRef, Table, Where

HEADER = ("First Name", "Last Name", "Lead Owner")
ROWS = (
    ("Ngozi", "Okafor", "Ferenc Szabó"),
    ("Elsa", "Lindqvist", "Sylvie Garnier"),
    ("Hugo", "Moreau", "Ana Ruiz"),
)


def people(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    table = Table(Where(ObjectRef("b", "k")), header, rows)
    found = read(table, columns_of(table), plan(table))
    return [list(cells.values) for cells in found.cells if cells.entity == "PERSON"]


def test_an_owner_is_somebody_else_than_the_halves_next_to_it() -> None:
    assert people(HEADER, ROWS) == [
        ["Ferenc Szabó", "Sylvie Garnier", "Ana Ruiz"],
        ["Ngozi Okafor", "Elsa Lindqvist", "Hugo Moreau"],
    ]


def test_a_whole_name_of_the_same_person_is_taken_once() -> None:
    rows = tuple((first, last, f"{first} {last}") for first, last, _ in ROWS)
    assert len(people(("First Name", "Last Name", "Full Name"), rows)) == 1


def test_what_somebody_is_to_another_is_no_part_of_the_name() -> None:
    rows = (("Dana Reyes (mother)",), ("Piotr Nowak (grandfather)",))
    assert people(("guardian",), rows) == [["Dana Reyes", "Piotr Nowak"]]


def test_halves_are_one_name_whatever_word_stands_before_both_in_their_headers() -> None:
    header, rows = (
        ("Pt last name", "Pt first name", "Reason"),
        (("Ho", "Phuc", "Rash"), ("Jafari", "Maryam", "ECG")),
    )
    assert people(header, rows) == [["Phuc Ho", "Maryam Jafari"]]


@pytest.mark.parametrize("header", [("FNAME", "SNAME"), ("First Name", "Keyname"), ("Forename", "Sort Name")])
def test_the_name_that_a_card_is_filed_under_is_the_family_name_next_to_given_names(header) -> None:
    rows = (("Wilf", "Oakenshaw"), ("Lucienne", "De Gruchy"), ("Emeka", "Uzodinma"))
    assert people(header, rows) == [["Wilf Oakenshaw", "Lucienne De Gruchy", "Emeka Uzodinma"]]


def test_the_name_of_a_key_or_a_shop_without_given_names_is_no_family_name() -> None:
    rows = (("oakenshaw", "eu-west-1"), ("prod-bastion", "us-east-1"), ("degruchy", "eu-west-1"))
    assert not people(("KeyName", "Region"), rows) and not people(("SNAME", "Region"), rows)


def test_the_name_of_a_reaction_is_no_half_of_its_authors() -> None:
    header = ("$.profile.first_name", "$.reactions[0].name")
    rows = (("Victor", "grace"), ("Ikram", "tada"))
    assert ["grace", "tada"] not in people(header, rows)


def test_halves_are_known_where_no_space_stands_between_the_words_of_a_header() -> None:
    header = ("注文者姓", "注文者名", "送付先姓", "送付先名", "商品名")
    rows = (("佐々木", "さくら", "小野寺", "葵", "タオル"), ("藤田", "大輔", "斎藤", "翔太", "石鹸"))
    found = people(header, rows)
    assert any("佐々木" in names[0] and "さくら" in names[0] for names in found)
    assert any("斎藤" in names[1] and "翔太" in names[1] for names in found)
    assert not any("タオル" in name for names in found for name in names)


def test_halves_behind_salutations_need_no_family_name_that_a_list_knows(columns) -> None:
    rows = (
        ("Herrn", "Jochen", "Xyländerkamp"),
        ("Frau", "Silke", "Wöbbelstert"),
        ("Frau", "Almut", "Quappenhof"),
    )
    streets = ("Mühlgasse 91", "Am Kirchberg 176", "Brunnenstieg 16")
    found = columns((), *((*row, street) for row, street in zip(rows, streets, strict=True)))
    assert found["PERSON@2"] == [f"{first} {last}" for _, first, last in rows]


def test_a_word_for_a_person_behind_a_half_leaves_it_a_half(columns) -> None:
    header = ("Name (Adressattyp natürl. Person)", "Vorname (Adressattyp natürl. Person)", "Straße")
    rows = (("Thiele", "Gudrun", "Am Mühlbach 8"), ("Kılıç", "Holger", "Hauptstraße 138"))
    assert [*columns(header, *rows, ("Steinmetz", "Emre", "Am Markt 2")).values()][0][0] == "Gudrun Thiele"


def test_a_salutation_next_to_halves_does_not_take_their_place() -> None:
    header = ("Nachname", "Vorname", "Anredezeile")
    rows = (
        ("Tschudi", "Urs", "Lieber Urs"),
        ("Gygax", "Mirjam", "Liebe Mirjam"),
        ("Hürlimann", "Noldi", "Lieber Noldi"),
    )
    assert [f"{first} {last}" for last, first, _ in rows] in people(header, rows)


def test_a_family_name_of_several_words_is_a_half_next_to_the_given_name() -> None:
    header = ("Naam", "Voornaam", "Geboortedatum")
    rows = (
        ("Vanden Abeele", "Jef", "3/4/2008"),
        ("Ben Salah", "Yasmina", "9/1/2009"),
        ("De Keyser", "Lotte", "30/7/2008"),
    )
    assert people(header, rows) == [[f"{first} {last}" for last, first, _ in rows]]


def test_names_of_colours_next_to_their_family_are_no_halves() -> None:
    rows = (("Morning Grey", "Neutral"), ("Amber Rose", "Warm"), ("Navy Blue", "Cool"))
    assert not people(("name", "family"), rows)


def test_two_people_of_a_row_have_their_halves_apart() -> None:
    header = ("Surname", "First Names", "Parent Surname", "Parent Initials", "Parent Cell")
    rows = (
        ("Dlamini", "Thandeka", "Dlamini", "SB", "082 555 0101"),
        ("Fortuin", "Jason-Lee", "Adams", "M", "083 555 0102"),
    )
    assert people(header, rows) == [["Thandeka Dlamini", "Jason-Lee Fortuin"], ["SB Dlamini", "M Adams"]]


def test_the_name_by_which_somebody_is_called_is_found_next_to_the_given_one() -> None:
    header = ("Surname", "First Names", "Known As")
    rows = (("Dlamini", "Thandeka", "Thandi"), ("Fortuin", "Jason-Lee", "JayJay"))
    assert ["Thandi", "JayJay"] in people(header, rows)


FAMILIES = ("QUINTERO", "BEDOYA", "YATACUE", "OSORIO", "CASTRO", "MARIN")
MOTHERS = ("VELEZ", "CHOCUE", "LOPEZ", "ARCE", "TROCHEZ", "DE LA ROSA")
GIVEN = ("CARLOS", "MARIA", "YEISON", "ANA", "LUIS", "SANDRA")
SECOND = ("ALBERTO", "PATRICIA", "", "LUCIA", "FERNANDO", "MILENA")


def test_a_name_in_four_columns_without_headers_is_one_name() -> None:
    rows = tuple(zip("123456", FAMILIES, MOTHERS, GIVEN, SECOND, strict=True))
    assert people((), rows)[0][:3] == [
        "CARLOS ALBERTO QUINTERO VELEZ",
        "MARIA PATRICIA BEDOYA CHOCUE",
        "YEISON YATACUE LOPEZ",
    ]


def test_names_of_goods_and_towns_without_headers_are_no_parts_of_names() -> None:
    goods = ("Harmony", "Ruby", "Jasmine", "Amber", "Violet", "Ivy")
    kinds = ("Soap", "Lamp", "Mug", "Bowl", "Scarf", "Tray")
    towns = ("Austin", "Jackson", "Madison", "Lincoln", "Houston", "Trenton")
    assert not people((), tuple(zip("123456", goods, kinds, strict=True)))
    states = ("TX", "MS", "WI", "NE", "TX", "NJ")
    assert not people((), tuple(zip("123456", GIVEN, towns, states, strict=True)))


def test_halves_are_one_name_behind_several_words_and_as_forenames() -> None:
    rows = tuple((first, last) for first, last, _ in ROWS)
    names = [[f"{first} {last}" for first, last in rows]]
    assert people(("CnSpSpBio_First_Name", "CnSpSpBio_Last_Name"), rows) == names
    assert people(("Legal Forename", "Legal Surname"), rows) == names


@pytest.mark.parametrize(
    "header",
    (
        ("Prijmeni", "Jmeno", "ZZ1_PRIJMENI", "ZZ1_JMENO"),
        ("Name", "Vorname", "Name HP", "Vorname HP"),
        ("Nom", "Prénom", "Nom de l'enfant", "Prénom de l'enfant"),
        ("Apellidos", "Nombres", "Tutor - Apellidos", "Tutor - Nombres"),
    ),
)
def test_words_before_or_behind_both_halves_say_whose_they_are(header: tuple[str, ...]) -> None:
    rows = (
        ("Čapek", "Ondřej", "Hrubešová", "Zuzana"),
        ("Kubín", "Vojtěch", "Kozlíčková", "Kateřina"),
        ("Doležel", "Matyáš", "Zbořilová", "Adéla"),
    )
    assert sorted(people(header, rows)) == [
        ["Ondřej Čapek", "Vojtěch Kubín", "Matyáš Doležel"],
        ["Zuzana Hrubešová", "Kateřina Kozlíčková", "Adéla Zbořilová"],
    ]


def test_halves_in_kana_are_a_second_name_of_the_row() -> None:
    header = ("注文者姓", "注文者名", "注文者姓カナ", "注文者名カナ")
    rows = (("渡邉", "さくら", "ワタナベ", "サクラ"), ("御手洗", "誠一", "ミタライ", "セイイチ"))
    assert people(header, rows) == [["渡邉さくら", "御手洗誠一"], ["ワタナベサクラ", "ミタライセイイチ"]]


def test_a_patronymic_in_a_column_of_its_own_is_part_of_the_name() -> None:
    rows = (("Батбаяр", "Уранчимэг"), ("Дорж", "Энхбаяр"), ("Чулуун", "Оюунчимэг"))
    found = people(("Эцэг/эхийн нэр", "Нэр"), rows)
    assert found == [["Уранчимэг Батбаяр", "Энхбаяр Дорж", "Оюунчимэг Чулуун"]]


def test_first_and_last_of_things_are_no_halves_of_names() -> None:
    header = ("Line", "First stop", "Last stop", "Famille produit", "Nom produit")
    rows = (
        ("12", "Harbour", "Market", "Jardin", "Arrosoir"),
        ("14", "Castle", "Mill", "Cuisine", "Passoire"),
        ("16", "Abbey", "Quay", "Jardin", "Sécateur"),
    )
    assert people(header, rows) == []


def test_a_recipient_and_a_sender_in_korean_are_people() -> None:
    rows = (("채나영 님", "황은지"), ("김상우", "황은지"), ("채지훈", "황은지"))
    found = people(("받는분성명", "보내는분성명"), rows)
    assert [list(map(str.strip, names)) for names in found][-1] == ["황은지"] * 3
    assert len(found) == 2


def test_both_family_names_of_an_owner_are_one_persons() -> None:
    header = ("Dueño/Nombres", "Dueño/Apellido paterno", "Dueño/Apellido materno")
    rows = (("Ximena", "Ñancupil", "Vera"), ("Germán", "Larraín", "Echenique"))
    assert people(header, rows) == [["Ximena Ñancupil Vera", "Germán Larraín Echenique"]]


def test_halves_without_headers_are_found_next_to_whole_names_of_others(columns) -> None:
    pupils = (
        ("Johnstone", "Kieran"),
        ("Penner", "Elsie"),
        ("Sinclair", "Autumn"),
        ("Tran", "Kevin"),
        ("Unger", "Leah"),
    )
    teachers = ("Nadine Pelletier", "Colm Rafferty", "Harpreet Gill", "Nadine Pelletier", "Colm Rafferty")
    rows = ((last, first, "104", teacher) for (last, first), teacher in zip(pupils, teachers, strict=True))
    found = [value for held in columns((), *rows).values() for value in held]
    assert "Kieran Johnstone" in found and "Colm Rafferty" in found


def test_a_column_headed_last_without_a_first_name_is_of_cargo(columns) -> None:
    rows = [("Kong Harald", "Passasjerer"), ("Fridtjof Nansen", "Ballast"), ("Anna Knutsen", "Stykkgods")]
    assert "PERSON@Last" not in columns(("Skipsnavn", "Last"), *rows)
    people = columns(("First", "Last"), ("Ann", "Berg"), ("Tom", "Miller"), ("Eve", "Carter"))
    assert people["PERSON@First"] == ["Ann Berg", "Tom Miller", "Eve Carter"]


TWO_FAMILIES = (
    ("Carmen", "García Peña"),
    ("Lucía", "Navarro Otín"),
    ("Rocío", "Serrano Clavería"),
    ("Martina", "Cebrián Pardo"),
    ("Adrián", "Muñoz Sáez"),
    ("Paula", "Sanz Úbeda"),
)


def test_two_family_names_next_to_given_names_without_headers_are_no_whole_name(columns) -> None:
    rows = [(*who, f"61226298{at}") for at, who in enumerate(TWO_FAMILIES)]
    found = columns((), *rows)
    held = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    assert held == {" ".join(who) for who in TWO_FAMILIES}


def test_whole_names_next_to_the_names_that_people_go_by_stay_whole(columns) -> None:
    whole = [f"{given} {family.split()[0]}" for given, family in TWO_FAMILIES]
    rows = [
        (given, name, f"61226298{at}")
        for at, ((given, _), name) in enumerate(zip(TWO_FAMILIES, whole, strict=True))
    ]
    found = columns((), *rows)
    assert set(whole) <= {value for key, held in found.items() if key.startswith("PERSON") for value in held}


def test_the_name_in_use_is_no_part_of_the_whole_name() -> None:
    header = ("PreferredName", "FirstName", "MiddleName", "Surname")
    rows = (("Bec", "Rebecca", "Louise", "Tranmere"), ("", "Nhung", "Thi", "Luong"))
    assert people(header, rows) == [["Rebecca Louise Tranmere", "Nhung Thi Luong"], ["Bec", ""]]


def test_family_and_given_names_of_japanese_orders_are_of_the_party_in_brackets() -> None:
    header = ("氏(請求先)", "名(請求先)", "氏(配送先)", "名(配送先)")
    rows = (("水無瀬", "千尋", "水無瀬", "千尋"), ("久保寺", "麻衣子", "久保寺", "正夫"))
    assert people(header, rows) == [["水無瀬千尋", "久保寺麻衣子"], ["水無瀬千尋", "久保寺正夫"]]


def test_further_given_names_are_joined_however_their_header_is_written() -> None:
    header = ("surname", "firstname", "othernames")
    assert people(header, (("YAKASSAI", "Sadiya", "Garba"), ("Okwuchime", "Chidubem", "Valentine"))) == [
        ["Sadiya Garba YAKASSAI", "Chidubem Valentine Okwuchime"]
    ]


def test_initials_next_to_words_with_capitals_are_names_whatever_the_lists_know() -> None:
    header = ("PV_VL", "PV_VV", "PV_AN", "PV_TEL", "PV_MAIL")
    rows = (
        ("J.M.", "van der", "Zwartsluisveld", "0612480317", "a@x.nl"),
        ("T.", "", "Oosterbeekhof", "0384417720", ""),
        ("A.W.H.", "ten", "Kloosterbrink", "0647702218", "k@x.nl"),
        ("M.", "", "El Yousfiani", "0653309817", ""),
    )
    names = ["J.M. van der Zwartsluisveld", "T. Oosterbeekhof", "A.W.H. ten Kloosterbrink", "M. El Yousfiani"]
    assert names in people(header, rows)


def test_abbreviations_that_come_again_are_no_initials() -> None:
    header = ("land", "staat", "tel")
    rows = tuple(("U.S.", state, f"+1 206 555 01{at}0") for at, state in enumerate(("Utah", "Ohio", "Iowa")))
    assert people(header, rows) == []


def test_given_names_next_to_names_of_their_own_are_halves_where_each_has_a_birth() -> None:
    header = ("NN", "VN", "DOB")
    rows = (
        ("Zehethofer", "Leopold", "14.03.1957"),
        ("Wurmitzer", "Hannelore", "02.11.1948"),
        ("Öllerberger", "Florian", "29.07.1962"),
        ("Bauer", "Ernestine", "18.01.1991"),
        ("Trinkovski", "Jakob", "06.09.1984"),
    )
    assert people(header, rows)[0][:2] == ["Leopold Zehethofer", "Hannelore Wurmitzer"]


GREEKS = (
    ("ΠΑΠΑΝΑΓΙΩΤΟΥ", "ΕΥΘΥΜΙΑ", "ΣΠΥΡΙΔΩΝ", "17051979"),
    ("ΜΟΣΧΟΒΑΚΗΣ", "ΕΜΜΑΝΟΥΗΛ", "ΙΩΑΝΝΗΣ", "02111968"),
    ("ΧΑΤΖΗΓΕΩΡΓΙΟΥ", "ΔΕΣΠΟΙΝΑ", "ΚΥΡΙΑΚΟΣ", "29081991"),
    ("ΤΣΙΡΙΓΩΤΗΣ", "ΑΡΙΣΤΕΙΔΗΣ", "ΝΙΚΟΛΑΟΣ", "24121959"),
    ("ΔΕΛΗΒΟΡΙΑ", "ΒΑΣΙΛΙΚΗ", "ΘΕΟΔΩΡΟΣ", "06062000"),
)


def test_halves_and_a_parent_without_headers_are_known_in_capitals_of_another_script() -> None:
    parents, names = people((), GREEKS)
    assert names == [f"{given} {family}" for family, given, _, _ in GREEKS]
    assert parents == [parent for _, _, parent, _ in GREEKS]


def test_births_without_a_header_say_that_names_of_their_own_are_halves() -> None:
    rows = (
        ("WĄSOWICZ", "BOGUMIŁA", "1974-03-09"),
        ("SZYMAŃSKI", "PRZEMYSŁAW", "1988-12-30"),
        ("KUŹMICZ", "OKSANA", "1993-07-18"),
        ("JAŚKIEWICZ", "TADEUSZ", "1962-01-25"),
        ("ĆWIKŁA", "HALINA", "1948-09-06"),
    )
    whole = [f"{given} {family}" for family, given, _ in rows]
    assert people(("/III/p5", "/III/p6", "/III/p7"), rows) == [whole]
    lately = [(*row[:2], f"2025-0{at + 1}-11") for at, row in enumerate(rows)]
    assert people(("/III/p5", "/III/p6", "/III/p7"), tuple(lately)) == []


def test_breeds_next_to_given_names_of_pets_are_no_family_names() -> None:
    header = ("race", "petit", "DOB")
    breeds = ("beagle", "poodle", "boxer", "terrier", "spaniel")
    pets = ("Max", "Leo", "Oscar", "Ruby", "Daisy")
    rows = tuple(
        (breed.title(), pet, f"1{at}.03.2019")
        for at, (breed, pet) in enumerate(zip(breeds, pets, strict=True))
    )
    assert not any("Max Beagle" in names for names in people(header, rows))


MAILED = (
    ("Tamsin", "Moorcroft", "tamsinm@example.com"),
    ("Declan", "Birrell", "d.birrell@example.com"),
    ("Giorgio", "Pantaleoni", "giorgio81@example.com"),
    ("Prudence", "Ackerley", "packerley@example.com"),
    ("Bronte", "Killigrew", "bronte.k@example.com"),
    ("Hamish", "Toogood", "hamo@example.com"),
)
TOWNS = ("Wollongong", "Toowoomba", "Jindabyne", "Ballina", "Kalgoorlie", "Dubbo")


def test_mailboxes_made_of_two_columns_say_that_they_hold_halves_of_names() -> None:
    assert people(("c1", "c2", "attr_5"), MAILED)[0] == [f"{first} {last}" for first, last, _ in MAILED]


def test_mailboxes_made_of_given_names_alone_do_not_make_the_column_next_to_them_one_of_names() -> None:
    rows = [(row[0], town) for row, town in zip(MAILED, TOWNS, strict=True)]
    boxes = [f"{first}@example.com" for first, _ in rows]
    assert not list(paired(sampled(("c1", "c2"), rows), backed=True, mailboxes=boxes))


SALUTED = (
    ("1", "นางสาว", "ปิยธิดา", "แก้วบุญเรือง", "1174509109293"),
    ("2", "นาย", "ธนวัฒน์", "ศรีสุขใส", "3449779508172"),
    ("3", "นาง", "รำพึง", "จันทร์หอม", "1020953283869"),
    ("4", "นาย", "สมหมาย", "บัวลอย", "1371495177896"),
    ("5", "น.ส.", "กมลชนก", "ตันสกุลไพศาล", "1253464379457"),
)


def test_a_column_of_salutations_shows_the_halves_behind_it_without_any_header() -> None:
    assert people((), SALUTED) == [[" ".join(row[2:4]) for row in SALUTED]]


def test_a_column_of_other_words_does_not_show_halves_behind_it() -> None:
    towns = tuple((row[0], town, *row[2:]) for row, town in zip(SALUTED, "กขคงจ", strict=True))
    assert people((), towns) == []


def test_salutations_are_no_half_of_a_name() -> None:
    rows = tuple((*row[1:3], f"a{place}@b.example") for place, row in enumerate(SALUTED[:4]))
    assert all("นาย" not in name for column in people((), rows) for name in column)


def test_particles_in_a_column_of_their_own_stand_between_the_halves_of_a_name() -> None:
    header = ("$.np.vn", "$.np.tv", "$.np.an", "$.np.gd")
    first = ("Femke", "Jeroen", "Marieke", "Anouk", "Ruben", "Wouter")
    last = ("Kuipers", "Heuvel", "Scholten", "Postma", "Ruiter", "Veen")
    between = ("", "van den", "", "", "de", "van der")
    born = ("1956-01-17", "1996-03-11", "1993-11-11", "1981-01-14", "2000-12-25", "1962-05-14")
    found = people(header, tuple(zip(first, between, last, born, strict=True)))
    assert found[0][:2] == ["Femke Kuipers", "Jeroen van den Heuvel"]
    words = ("Accu", "Band", "Klem", "Moer", "Riem", "Slang")
    assert not people(("$.a.b", "$.a.c", "$.a.d"), tuple(zip(words, between, last, strict=True)))


def test_a_name_in_three_columns_under_a_letter_or_two_is_one_and_goods_in_three_are_none() -> None:
    header = ("titular.n", "titular.ap", "titular.am", "titular.curp")
    rows = (
        ("Ulises", "Arriaga", "Téllez", "AITU990602HNLRLL02"),
        ("Itzel", "Zavala", "Montiel", "ZAMI630707MJCVNT04"),
        ("Fernando", "Huerta", "Bautista", "HUBF610105HJCRTR08"),
        ("Paola", "Cervantes", "Olvera", "CEOP761204MNLRLL00"),
        ("Guadalupe", "Becerra", "Lozano", "BELG850203MNLRLL05"),
        ("Rigoberto", "Mondragón", "Rubio", "MORR700412HPLLVL00"),
    )
    assert people(header, rows)[0][:2] == ["Ulises Arriaga Téllez", "Itzel Zavala Montiel"]
    goods = (("Frijol", "Negro", "Costal"), ("Chile", "Ancho", "Seco"), ("Café", "Molido", "Bolsa"))
    assert people(("articulo.n", "articulo.ap", "articulo.am"), goods * 2) == []


@pytest.mark.parametrize(
    "header",
    [
        ("Policyholder Surname, Last Name or Company Name", "Policyholder First Name"),
        ("Nachname oder Firma", "Vorname"),
        ("Nom / Raison sociale", "Prénom"),
        ("Apellidos o razón social", "Nombre"),
        ("Příjmení nebo název firmy", "Jméno"),
    ],
)
def test_family_names_of_people_stand_in_a_column_of_firms_too_next_to_given_names(header) -> None:
    rows = (("OAKENSHAW", "Wilf"), ("Uzodinma & Sons Ltd", ""), ("De Gruchy", "Lucienne"))
    assert people(header, rows) == [["Wilf OAKENSHAW", "", "Lucienne De Gruchy"]]
    assert not people((header[0], "Sector"), (("Uzodinma & Sons Ltd", "Retail"), ("Gruchy GmbH", "Steel")))


def test_the_name_of_an_organization_is_no_family_name_of_the_person_next_to_it() -> None:
    header = ("Deal - Title", "Person - Name", "Organization - Name")
    rows = (("Racks", "Wilf Oakenshaw", "Harbour Labs"), ("Lamps", "Ada Lindberg", "Corner Textiles")) * 2
    assert people(header, rows) == [["Wilf Oakenshaw", "Ada Lindberg"] * 2]


def test_two_columns_of_one_list_are_no_halves_of_names() -> None:
    teams = ("Sydney Harris", "Victoria Adler", "Austin Arrow", "Jackson Blue", "Madison Fox", "Lincoln Park")
    rows = [(teams[at % 6], teams[(at + 2) % 6]) for at in range(12)]
    assert not list(paired(sampled(("HomeTeam", "AwayTeam"), rows), backed=True))
    halves = list(zip(("Ann", "Sarah", "Paul", "David"), ("Smith", "Weber", "Jones", "Garcia"), strict=True))
    assert [half for _, half in paired(sampled(("", ""), halves), backed=True)] == ["first", "last"]


def test_mailboxes_made_of_names_show_halves_whose_letters_have_marks() -> None:
    families = ("Hřebíčková", "Čmuchálek", "Žďárská", "Řeřichová", "Šípek", "Ťuhýk")
    given = ("Ludmila", "Matyáš", "Jarmila", "Anežka", "Hynek", "Jiří")
    boxes = ("hrebickova.l", "cmuchalek", "zdarska", "anezka.rerichova", "sipekhynek", "tuhyk")
    first, last = sampled(("", ""), list(zip(given, families, strict=True)))
    mails = [f"{box}@example.cz" for box in boxes]
    assert [half for _, half in paired([first, last], backed=True, mailboxes=mails)] == ["first", "last"]
    others = [f"box{number}@example.cz" for number in range(6)]
    assert not list(paired([first, last], backed=True, mailboxes=others))


@pytest.mark.parametrize("read", [("セイ", "メイ"), ("せい", "めい"), ("姓カナ", "名カナ")])
def test_the_reading_of_a_japanese_name_is_one_of_its_own(read: tuple[str, str]) -> None:
    rows = (("渡邉", "さくら", "ワタナベ", "サクラ"), ("御手洗", "誠一", "ミタライ", "セイイチ"))
    assert people(("姓", "名", *read), rows) == [
        ["渡邉さくら", "御手洗誠一"],
        ["ワタナベサクラ", "ミタライセイイチ"],
    ]
    assert people(("姓", "名"), [row[:2] for row in rows]) == [["渡邉さくら", "御手洗誠一"]]
