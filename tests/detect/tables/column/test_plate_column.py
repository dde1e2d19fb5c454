"""Plates next to the makers of vehicles, under headers that only say that they are numbers."""

from __future__ import annotations

import pytest

MADE = ("BMW 320D", "Toyota Auris", "Škoda Octavia", "Ford Transit")
PLATES = ("KH-9792", "TR-1352", "DM-1520", "FB 7975")


@pytest.mark.parametrize("header", ["numurs", "auto.nr", "სახელმწიფო №", "Гос. №", "broj"])
def test_a_number_with_letters_next_to_a_maker_is_a_plate(columns, header: str) -> None:
    found = columns((header, "marka", "krāsa"), *zip(PLATES, MADE, ("zila", "balta") * 2, strict=True))
    assert found[f"LICENSE_PLATE@{header}"] == list(PLATES)


def test_numbers_of_parts_and_stock_next_to_a_maker_are_no_plates(columns) -> None:
    parts = ("0986452041", "0986452042", "1987432299", "0451103316")
    assert "LICENSE_PLATE@number" not in columns(("number", "make"), *zip(parts, MADE, strict=True))
    stocked = ("A-1001", "A-1002", "A-1003", "A-1004")
    assert "LICENSE_PLATE@stock" not in columns(("stock", "make"), *zip(stocked, MADE, strict=True))


def test_the_same_header_next_to_anything_else_is_no_plate(columns) -> None:
    beside = ("Alpha table", "Beta lamp", "Gamma chair", "Delta shelf")
    assert "LICENSE_PLATE@number" not in columns(("number", "item"), *zip(PLATES, beside, strict=True))


@pytest.mark.parametrize(
    ("header", "plates"),
    [
        ("Aracın plakası 1", ("16 KL 482", "35 ABZ 07", "07 T 9913", "41 NR 550")),
        ("Kennzeichen des Fahrzeugs", ("HG-RT 417", "B-KL 9021", "OAL-P 12", "M-ZZ 4410")),
        ("Coche: matrícula", ("4417 KZR", "9021 BCD", "1200 LMN", "4410 FGH")),
        ("차량 번호(주)", ("12가 3456", "123나 4567", "98다 7654", "55라 1212")),
    ],
)
def test_a_word_for_plates_anywhere_in_a_header_is_enough(
    columns, header: str, plates: tuple[str, ...]
) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    assert columns(("Name", header), *zip(names, plates, strict=True))[f"LICENSE_PLATE@{header}"] == list(
        plates
    )


def test_a_students_number_of_matriculation_is_no_plate(columns) -> None:
    numbers = ("A-10-2207", "A-10-2208", "A-10-2209", "A-10-2210")
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    header = "Matrícula académica"
    assert f"LICENSE_PLATE@{header}" not in columns(("Nombre", header), *zip(names, numbers, strict=True))


def test_plates_without_a_header_stand_next_to_their_makers(columns) -> None:
    plates = ("KZR 4417", "NDB 9021", "QTL 1200", "MHX 4410")
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    found = columns(("", "", ""), *zip(names, MADE, plates, strict=True))
    assert found["LICENSE_PLATE@3"] == list(plates)
    counted = ("CAR 4417", "CAR 4418", "CAR 4419", "CAR 4420")
    assert "LICENSE_PLATE@3" not in columns(("", "", ""), *zip(names, MADE, counted, strict=True))


def test_what_a_tracker_calls_vehicles_are_plates_where_their_letters_differ(columns) -> None:
    def trips(units: tuple[str, ...]) -> dict[str, list[str]]:
        header = ("Device", "Driver", "Distance", "Max speed", "Idling duration")
        names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs") * 2
        return columns(header, *((u, n, "103", "88", "00:04") for u, n in zip(units * 2, names, strict=True)))

    plates = ("417 KZR", "902 NDB", "120 QTL", "441 MHX")
    assert set(trips(plates)["LICENSE_PLATE@Device"]) == set(plates)
    assert "LICENSE_PLATE@Device" not in trips(("TRK 417", "TRK 418", "VAN 120", "VAN 121"))
    things = ("Steel bolt", "Copper wire", "Oak shelf", "Brass lamp")
    assert "LICENSE_PLATE@Unit" not in columns(("Unit", "Item"), *zip(plates, things, strict=True))


@pytest.mark.parametrize(
    ("header", "plates"),
    [
        ("reg", ("KV12 HTR", "LD66 ABN", "WX09PQZ")),
        ("Reg.", ("KV12 HTR", "LD66 ABN", "WX09PQZ")),
        ("registration", ("KV12 HTR", "LD66 ABN", "WX09PQZ")),
        ("vehicle", ("KV12 HTR", "LD66 ABN", "WX09PQZ")),
        ("Kennz.", ("HG-RT 417", "B-KL 9021", "OAL-P 12")),
        ("Kz", ("HG-RT 417", "B-KL 9021", "OAL-P 12")),
        ("PKW", ("HG-RT 417", "B-KL 9021", "OAL-P 12")),
        ("immat", ("DK-417-RT", "FA-902-KL", "GB-120-ZE")),
        ("reg", ("211-D-4471", "09-KY-812", "142-WX-77")),
    ],
)
def test_a_header_left_open_is_one_of_plates_of_one_country(columns, header: str, plates) -> None:
    rows = zip(("Ada Lindberg", "Karl Horvat", "Petra Novak"), plates, strict=True)
    assert columns(("name", header), *rows)[f"LICENSE_PLATE@{header}"] == list(plates)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("reg", ("North 12", "South 4", "East 9")),
        ("registration", ("SC104471", "SC104472", "SC220119")),
        ("vehicle", ("Unit 12", "Unit 14", "Unit 15")),
        ("Kz", ("A-100", "A-101", "A-102")),
        ("auto", ("V-12 3.0", "V-8 2.0", "L-4 1.6")),
    ],
)
def test_regions_firms_and_units_below_such_headers_are_no_plates(columns, header: str, values) -> None:
    rows = zip(("Ada Lindberg", "Karl Horvat", "Petra Novak"), values, strict=True)
    assert f"LICENSE_PLATE@{header}" not in columns(("name", header), *rows)


@pytest.mark.parametrize(
    ("header", "plates"),
    [
        ("PLAQUE TIERS", ("2-NHP-798", "1-XGC-515", "2-KJX-149", "1-TDR-609")),
        ("Kennz. Gegner", ("HG-RT 417", "B-KL 9021", "OAL-P 12", "M-ZZ 4410")),
        ("Envíos/Patente", ("AM 040 MY", "AN 848 XH", "AG 897 DW", "AC 120 KR")),
        ("Reg", ("221-D-8265", "12-C-5443", "221-KY-7559", "202-KY-7663")),
    ],
)
def test_a_word_for_plates_and_whose_it_is_heads_plates(columns, header: str, plates) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    assert columns(("Name", header), *zip(names, plates, strict=True))[f"LICENSE_PLATE@{header}"] == list(
        plates
    )


def test_tags_of_dogs_are_no_plates(columns) -> None:
    owners, names = ("Ada Lindberg", "Karl Horvat", "Petra Novak"), ("Ruby", "Bella", "Max")
    rows = [
        (f"25-441{at}", *both, "Labrador", f"9854284288343{at}")
        for at, both in enumerate(zip(owners, names, strict=True))
    ]
    found = columns(("Tag No", "Owner", "Dog Name", "Breed (primary)", "Microchip"), *rows)
    assert not any(key.startswith("LICENSE") for key in found)


def test_plates_of_one_country_without_a_header_need_a_maker_anywhere(columns) -> None:
    plates = ("BQU-057", "F5D-939", "C9A032", "T2M-096")
    rows = zip(plates, ("x", "y", "z", "w"), ("85.00", "390.00", "240.00", "110.00"), MADE, strict=True)
    assert columns(("F1", "F2", "F3", "F4"), *rows)["LICENSE_PLATE@F1"] == list(plates)
    parts = zip(plates, ("x", "y", "z", "w"), ("Bolt", "Nut", "Washer", "Screw"), strict=True)
    assert "LICENSE_PLATE@F1" not in columns(("F1", "F2", "F3"), *parts)


def test_a_count_behind_a_header_leaves_it_one_of_plates(columns) -> None:
    found = columns(("VRM1", "Zone"), ("VO71KJU", "C"), ("T724ACW", "D"), ("WU65 HVZ", "C"))
    assert found == {"LICENSE_PLATE@VRM1": ["VO71KJU", "T724ACW", "WU65 HVZ"]}


def test_plates_of_the_country_that_the_people_are_of_need_no_header(columns) -> None:
    people = ("BORTOLOTTI ELENA", "ESPOSITO GENNARO", "DE SANTIS PAOLA", "FERRETTI MARCO", "NICOLOSI ROSARIA")
    codes = (
        "BRTLNE49L66G273E",
        "SPSGNR63T14F839Q",
        "DSNPLA73H68A944E",
        "FRRMRC54M08F257Q",
        "NCLRSR50B42F257W",
    )
    plates = ("EK 900 BB", "EP354AR", "GL668CB", "GP 932 BM", "FD833CS")
    found = columns((), *zip(people, codes, plates, strict=True))
    assert found["LICENSE_PLATE@3"] == list(plates)
    for others in (
        ("R1", "R2", "R1", "ZTL", "R2"),
        ("AB 100 CD", "AB 101 CD", "AB 102 CD", "AB 103 CD", "AB 104 CD"),
    ):
        assert "LICENSE_PLATE@3" not in columns((), *zip(people, codes, others, strict=True))


GUESTS = (
    ("Naidoo, Sipho", "6011018004086", "CA 903-865"),
    ("Charmaine du Toit", "7306166848089", "CA 133-842"),
    ("Johan Dlamini", "9803133535086", "ND 187-686"),
    ("Thandi Botha", "M02159480", "CFM 45727"),
    ("Pieter Nkosi", "7004104495085", "YZ 06 NF GP"),
    ("Lerato Smith", "6001296847082", "NYB 726 EC"),
)


def test_guests_from_abroad_stand_among_numbers_and_plates_of_their_country(columns) -> None:
    found = columns(("F1", "F2", "F3"), *GUESTS)
    assert found["NATIONAL_ID@F2"] == [row[1] for row in GUESTS]
    assert found["LICENSE_PLATE@F3"] == [row[2] for row in GUESTS]


@pytest.mark.parametrize("stocked", ["CA 903-{:03}", "CFM 457{:02}", "SKU {:03}-842"])
def test_codes_that_are_counted_or_begin_alike_are_no_plates_of_a_country(columns, stocked: str) -> None:
    rows = ((name, number, stocked.format(10 + at)) for at, (name, number, _) in enumerate(GUESTS))
    assert "LICENSE_PLATE@F3" not in columns(("F1", "F2", "F3"), *rows)


def test_plates_of_own_marks_are_some_in_a_free_field_next_to_people(columns) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    plates = ("UAA-404-B", "TRB-98-49", "UDG-287-D", "TWA-97-17")
    found = columns(("Name", "CAMPLIB2"), *zip(names, plates, strict=True))
    assert found["LICENSE_PLATE@CAMPLIB2"] == list(plates)
    shelves = ("A12-B3", "A12-B4", "A14-C1", "A15-D2")
    assert "LICENSE_PLATE@CAMPLIB2" not in columns(("Name", "CAMPLIB2"), *zip(names, shelves, strict=True))
    alone = columns(("Item", "CAMPLIB2"), *zip(("Cable", "Cinta", "Foco", "Pinza"), plates, strict=True))
    assert "LICENSE_PLATE@CAMPLIB2" not in alone


def test_a_short_word_for_a_plate_may_say_which_vehicle_it_is(columns) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
    plates = ("KS-GR 714", "ESW-HD 58", "HR-EP 31", "HOG-FN 9")
    found = columns(("Name", "Kz.Inz."), *zip(names, plates, strict=True))
    assert found["LICENSE_PLATE@Kz.Inz."] == list(plates)


@pytest.mark.parametrize(
    ("header", "plates"),
    [
        ("차", ("34가 5821", "125나 4471", "52모3390", "-")),
        ("차량", ("34가 5821", "125나 4471", "52모3390", "218더7046")),
        ("لوحة", ("ح ن ر 4821", "-", "ب د ك 730", "-")),
    ],
)
def test_plates_stand_below_a_word_for_the_car_and_dashes_where_there_is_none(
    columns, header, plates
) -> None:
    names = ("배순임", "노태경", "구형택", "탁은주")
    found = columns(("성명", header), *zip(names, plates, strict=True))
    assert found[f"LICENSE_PLATE@{header}"] == [plate for plate in plates if plate != "-"]


def test_plates_without_marks_are_those_of_the_table_next_to_makers_or_chassis(columns) -> None:
    dutch = ("XK417P", "5TBV88", "HZ209L", "24XNZ7")
    ibans = ("NL91ABNA0417164300", "NL02RABO0123456789", "NL44RABO0123456789", "NL39RABO0300065264")
    found = columns(("PV_K", "PV_M", "iban"), *zip(dutch, MADE, ibans, strict=True))
    assert found["LICENSE_PLATE@PV_K"] == list(dutch)
    assert "LICENSE_PLATE@PV_K" not in columns(("PV_K", "iban"), *zip(dutch, ibans, strict=True))


def test_models_of_vehicles_next_to_makers_are_no_plates(columns) -> None:
    models = ("LZW6450", "SVW71613", "BYD6470", "DFH1180")
    phones = ("+86 138 5580 2714", "+86 153 0558 6401", "+86 181 5581 0936", "+86 177 5583 9402")
    found = columns(("CLXH", "CLPP", "phone"), *zip(models, MADE, phones, strict=True))
    assert "LICENSE_PLATE@CLXH" not in found


def test_plates_of_croatia_have_letters_of_their_own(columns) -> None:
    plates = ("NA 417-ZV", "ŠI 882-ZV", "VŽ-1180-GK", "ČK 4417-C")
    found = columns(("reg.", "tko"), *((plate, "Ana Kos") for plate in plates))
    assert found["LICENSE_PLATE@reg."] == list(plates)


AUSTRALIANS = ("tamsin.w", "lachlan.b", "tevita.folau", "zainab.m", "winston.cheung", "bronte.k")
TAX_FILES = ("559542735", "704757704", "478426984", "276265043", "888939762", "855959904")


def test_plates_of_australia_come_in_blocks_of_the_same_letters(columns) -> None:
    plates = ("DWZ55T", "EKR81R", "DWZ28T", "EKR95T", "EKR35K", "EKR65T")
    boxes = [f"{name}@reefpost.example" for name in AUSTRALIANS]
    found = columns(("c1", "attr_4", "c8"), *zip(boxes, TAX_FILES, plates, strict=True))
    assert found["LICENSE_PLATE@c8"] == list(plates)
    lots = [f"EKR{number}T" for number in range(11, 17)]
    found = columns(("c1", "attr_4", "c8"), *zip(boxes, TAX_FILES, lots, strict=True))
    assert "LICENSE_PLATE@c8" not in found


DRIVERS = ("Marek Pietruszka", "Adrian Chaba", "Dawid Szpyrka", "Tadeusz Wyrwa")
HAULED = ("WSI6147E", "WSI 93113", "WSI1973F", "WSI 26899")


@pytest.mark.parametrize(
    "header", ["Ciągnik", "Sattelzugmaschine", "Tracteur", "Тягач", "Çekici", "Naczepa nr"]
)
def test_what_a_driver_drives_is_a_plate_though_all_are_of_one_town(columns, header: str) -> None:
    found = columns(("Kierowca", header), *zip(DRIVERS, (*HAULED[:3], "brak"), strict=True))
    assert found[f"LICENSE_PLATE@{header}"] == list(HAULED[:3])


def test_a_fleets_own_count_and_lorries_without_drivers_are_no_plates(columns) -> None:
    counted = ("WSI10001", "WSI10002", "WSI10003", "WSI10004")
    assert "LICENSE_PLATE@Ciągnik" not in columns(
        ("Kierowca", "Ciągnik"), *zip(DRIVERS, counted, strict=True)
    )
    models = ("Volvo", "Scania", "DAF", "MAN")
    assert "LICENSE_PLATE@Naczepa" not in columns(("Kierowca", "Naczepa"), *zip(DRIVERS, models, strict=True))
    bays = ("A1", "B2", "A3", "C1")
    assert "LICENSE_PLATE@Naczepa" not in columns(("rampa", "Naczepa"), *zip(bays, HAULED, strict=True))


@pytest.mark.parametrize("header", ["Bilreg.", "Rek.nro", "Nr rej."])
def test_plates_of_residents_may_be_of_one_town(columns, header: str) -> None:
    plates = ("DN 71231", "DN33789", "EL 39081", "DN27145")
    found = columns(("Eier", header), *zip(DRIVERS, plates, strict=True))
    assert found[f"LICENSE_PLATE@{header}"] == list(plates)
    numbers = ("201", "117", "404", "312")
    assert f"LICENSE_PLATE@{header}" not in columns(("Eier", header), *zip(DRIVERS, numbers, strict=True))


def test_two_plates_in_a_cell_leave_the_column_one_of_plates(columns) -> None:
    plates = ("KX19 ABC", "LR66 DUF / P416 GHJ", "YD08 KLM", "BN13 PRS")
    found = columns(("holder", "reg"), *zip(DRIVERS, plates, strict=True))
    assert found["LICENSE_PLATE@reg"] == list(plates)
    parts = ("AX 19/A", "AX 66/B", "AX 08/C", "AX 13/D")
    assert "LICENSE_PLATE@reg" not in columns(("holder", "reg"), *zip(DRIVERS, parts, strict=True))


def test_plates_that_payers_type_as_their_reference_are_found(columns) -> None:
    header = ("BillRefNumber", "FirstName", "LastName")
    people = (
        ("Grace", "Mwangi"),
        ("Peter", "Kamau"),
        ("Jane", "Wambui"),
        ("John", "Njoroge"),
        ("Ann", "Otieno"),
    )
    typed = ("KAB 412C", "kbd903x", "KCE117F", "stall 9", "KDA 550M")
    found = columns(header, *((one, *name) for one, name in zip(typed, people, strict=True)))
    assert found["LICENSE_PLATE@BillRefNumber"] == ["KAB 412C", "kbd903x", "KCE117F", "KDA 550M"]
    counted = ("KAB 001C", "KAB 002C", "KAB 003C", "KAB 004C", "KAB 005C")
    bills = columns(header, *((one, *name) for one, name in zip(counted, people, strict=True)))
    assert "LICENSE_PLATE@BillRefNumber" not in bills
