"""Tables of firms hold nobody; the same columns in a table of people, or of orders, do."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, ObjectRef, Where

KEY = b"a key for tests"
ROWS = [
    (f"{name}", f"{number} Elm St", "Reno", "NV", f"895{number % 90 + 10}", f"775-555-01{number % 90 + 10}")
    for number, name in enumerate(
        ["Acme Supply LLC", "Johnson Hardware", "Miller & Sons", "Blue Bottle Cafe", "Wade Dry Cleaning"], 11
    )
]


def reading(detector, text: str, key: str = "a.csv"):
    body = text.encode()
    blob = Blob(Where(ObjectRef("b", key, size=len(body))), lambda: io.BytesIO(body), len(body))
    tally = Tally(blob.where.ref, Settings().report, KEY)
    for item in link(detector.survey(walk(blob, Settings().extract)), KEY):
        tally.add(item)
    return tally.reading(0.0)


def table(title: str, rows) -> str:
    return "\n".join([f"{title},address,city,state,zip,phone", *map(",".join, rows)]) + "\n"


@pytest.mark.parametrize("title", ["vendor", "Store name", "company", "x"])
def test_a_directory_of_firms_holds_no_person_and_its_firms_are_counted_apart(detector, title: str) -> None:
    found = reading(detector, table(title, ROWS))
    assert found.subjects_total == 0 and found.counts["STREET_ADDRESS"].hits == len(ROWS)
    assert len(found.businesses) == 8 * len(ROWS)


def test_a_list_of_branches_is_the_firms_in_other_languages_too(detector) -> None:
    coded = [(f"AS-0{at}", *row[1:]) for at, row in enumerate(ROWS, 1)]
    assert reading(detector, table("Kod oddz.", coded)).subjects_total == 0
    assert reading(detector, table("Nr klienta", coded)).subjects_total > 0


def test_addresses_under_a_store_that_many_rows_have_are_customers(detector) -> None:
    found = reading(detector, table("store", [("Acme Supply LLC", *row[1:]) for row in ROWS * 4]))
    assert found.subjects_total == len(ROWS) and not found.businesses


def test_a_record_of_a_shop_holds_no_person(detector) -> None:
    text = '{"store": "Johnson Hardware", "address": "15 Elm St, Reno, NV 89501", "phone": "775-555-0199"}'
    found = reading(detector, text, "a.json")
    assert found.subjects_total == 0 and len(found.businesses) == 8


def test_numbers_of_taxpayers_next_to_firms_are_firms(columns) -> None:
    firms = ("Irmãos Teixeira & Filhos, Lda.", "António Kassoma Grupo, S.A.", "Kimbo Agro-Pecuária, Lda.")
    numbers = ("5484858819", "5411401844", "5452873070")
    assert "NATIONAL_ID@NIF" not in columns(("Denominação Social", "NIF"), *zip(firms, numbers, strict=True))
    people = ("Rui Teixeira", "Ana Kassoma", "José Kimbo")
    own = ("123456789", "245678902", "298765430")
    assert "NATIONAL_ID@NIF" in columns(("Nome", "NIF"), *zip(people, own, strict=True))


SCHOOLS = ("LICEO ALTOS DEL MAIPO", "ESCUELA LOS AVELLANOS", "COLEGIO SAN AGUSTIN", "ESCUELA CAMINO REAL")


def directory(head: str, names, boxes) -> str:
    each = enumerate(zip(names, boxes, strict=True), 31)
    return (
        "\n".join([head, *(f"{name};CALLE COLON {at};2223982{at};{box}" for at, (name, box) in each)]) + "\n"
    )


def test_telephones_and_mailboxes_of_schools_are_not_peoples(detector) -> None:
    boxes = [f"contacto@{name.split()[-1].lower()}.example" for name in SCHOOLS]
    found = reading(detector, directory("NOM_RBD;DIRECCION;FONO_CENTRAL;CORREO", SCHOOLS, boxes))
    assert set(found.counts) == {"STREET_ADDRESS"} and len(found.businesses) == 8 * len(SCHOOLS)


def test_what_one_person_of_a_school_bears_is_kept(detector) -> None:
    boxes = [f"contacto@{name.split()[-1].lower()}.example" for name in SCHOOLS]
    found = reading(detector, directory("NOM_RBD;DIRECCION;CELULAR;CORREO", SCHOOLS, boxes))
    assert found.counts["PHONE_NUMBER"].hits == len(SCHOOLS) and "EMAIL_ADDRESS" not in found.counts
    boxes = ["rosa.diaz@a.example", "luis.soto@b.example", "ana.vera@c.example", "juan.rios@d.example"]
    found = reading(detector, directory("NOM_RBD;DIRECCION;FONO;CORREO", SCHOOLS, boxes))
    assert {found.counts[kind].hits for kind in ("PHONE_NUMBER", "EMAIL_ADDRESS")} == {len(SCHOOLS)}


def test_pupils_listed_by_number_and_school_keep_their_telephones(detector) -> None:
    boxes = [f"familia{at}@correo.example" for at in range(9)]
    text = directory("ESTABLECIMIENTO;DIRECCION;FONO;CORREO", [*SCHOOLS[:2], SCHOOLS[1]] * 3, boxes)
    found = reading(detector, text)
    assert found.counts["PHONE_NUMBER"].hits == 9 and found.subjects_total > 0 and not found.businesses
    people = ("Rosa Diaz Soto", "Luis Soto Vera", "Ana Vera Rios", "Juan Rios Diaz")
    found = reading(detector, directory("NOMBRE;DIRECCION;FONO;CORREO", people, boxes[:4]))
    assert (
        found.counts["PHONE_NUMBER"].hits == found.counts["EMAIL_ADDRESS"].hits == 4 and not found.businesses
    )


def test_switchboards_of_branches_are_not_peoples(detector) -> None:
    names = ("Merkez Şubesi", "Liman Şubesi", "Kale Şubesi", "Yayla Şubesi")
    rows = [f"{name};Okul Cad. No: {at}, Ankara;0312 565 34 {at}" for at, name in enumerate(names, 11)]
    found = reading(detector, "\n".join(["Şube Adı;Adres;Santral", *rows]) + "\n")
    assert "PHONE_NUMBER" not in found.counts and found.subjects_total == 0
    people = ("Ayşe Yılmaz", "Mehmet Kaya", "Fatma Demir", "Ali Çelik")
    rows = [row.replace(name, person) for row, name, person in zip(rows, names, people, strict=True)]
    found = reading(detector, "\n".join(["Adı Soyadı;Adres;Telefon", *rows]) + "\n")
    assert found.counts["PHONE_NUMBER"].hits == found.subjects_total == 4


def test_a_station_in_several_rows_is_a_firm_where_it_has_one_address(detector) -> None:
    firms = ("AUTO POSTO PEROLA LTDA", "POSTO TREVO LTDA", "POSTO ESTRELA LTDA", "POSTO SANTA RITA LTDA")
    head = "Revenda;Nome da Rua;Numero Rua;Cep;Produto;Valor de Venda"
    rows = [
        f"{firm};AVENIDA {street};{at};8792{at}-200;{fuel};5,0{at}"
        for at, (firm, street) in enumerate(zip(firms, ("BRASIL", "CENTRAL", "SUL", "NORTE"), strict=True))
        for fuel in ("GASOLINA", "ETANOL", "DIESEL")
    ]
    assert len(reading(detector, "\n".join([head, *rows]) + "\n").businesses) == 8 * len(firms)
    rows = [row.replace(firms[at % 4], firms[0]) for at, row in enumerate(rows)]
    rows = [row.replace(firm, firms[0]) for row in rows for firm in firms if row.startswith(firm)]
    assert not reading(detector, "\n".join([head, *rows]) + "\n").businesses


def test_places_with_opening_hours_are_firms(detector) -> None:
    rows = [f"12{at}00;Skolegata {at};210{at};SKARNES;{{}}" for at in range(1, 5)]
    opened, handed = ([row.format(cell) for row in rows] for cell in ("Man - Fre: 0700-2300", "dør 2"))
    found = reading(detector, "\n".join(["id;address;postalCode;city;openingHours", *opened]) + "\n")
    assert found.businesses and found.subjects_total == 0
    assert not reading(detector, "\n".join(["id;address;postalCode;city;merknad", *handed]) + "\n").businesses


@pytest.mark.parametrize(("days", "office"), [("Pon-Pet", "Naziv poštanskog ureda"), ("Mo-Fr", "Postamt")])
def test_post_offices_with_hours_of_weekdays_have_no_telephones_of_people(
    detector, days: str, office: str
) -> None:
    head = f"{office};Ulica;Telefon;{days}\n"
    rows = [f"2133{at} Zaostrog;Obala {at};072 30{at}1 417;08:00-15:00\n" for at in range(1, 6)]
    assert "PHONE_NUMBER" not in reading(detector, head + "".join(rows)).counts
    people = ("Ana Horvat", "Ivan Babić", "Marija Kovačević", "Josip Marić", "Petra Jurić")
    kept = "Ime i prezime;Ulica;Telefon;Pon-Pet\n" + "".join(
        name + row[len("21331 Zaostrog") :] for name, row in zip(people, rows, strict=True)
    )
    assert "PHONE_NUMBER" in reading(detector, kept).counts


BRANCHES = ("Filiale Nord", "Markt Ost", "Lager Süd", "Holzhof", "Fliesencenter")
TRADERS = ("Sabine Krüger", "Jens Petersen", "Maike Hansen", "Torben Lorenzen", "Anke Schmidt")


def branches(head: str, numbers, names, boxes) -> str:
    rows = (
        f"{number};{name};Industriestr. {at};2494{at};Kiel;0431 5550{at}-0;{box}"
        for at, (number, name, box) in enumerate(zip(numbers, names, boxes, strict=True), 1)
    )
    return "\n".join([f"{head};Name;Straße;PLZ;Ort;Zentrale;E-Mail", *rows]) + "\n"


def test_names_next_to_the_numbers_of_branches_are_branches(detector) -> None:
    numbers = [f"00{at}" for at in range(1, 6)]
    boxes = [f"info.{number}@nordmark.example" for number in numbers]
    found = reading(detector, branches("Fil.", numbers, BRANCHES, boxes))
    assert not found.subjects_total and set(found.counts) == {"STREET_ADDRESS"}


@pytest.mark.parametrize(
    ("numbers", "names"),
    [(range(1, 6), TRADERS), ([3, 3, 3, 4, 4], TRADERS)],  # who leads each branch; who works there
)
def test_people_next_to_the_numbers_of_branches_are_kept(detector, numbers, names) -> None:
    boxes = [f"{name.split()[1].lower()}@nordmark.example" for name in names]
    assert reading(detector, branches("Fil.", numbers, names, boxes)).counts["PERSON"].hits == len(names)


def test_stops_of_a_timetable_are_at_addresses_of_no_person(detector) -> None:
    rows = [f"41{at};C/ Doctor Fleming {at};39.4{at};-6.37;1" for at in range(11, 17)]
    found = reading(detector, "\n".join(["stop_id;stop_name;stop_lat;stop_lon;location_type", *rows]) + "\n")
    assert found.subjects_total == 0
    delivered = "\n".join(["stop;address;lat;lon;parcels", *rows]) + "\n"
    assert reading(detector, delivered).subjects_total > 0


def test_who_answers_for_a_firm_is_no_person(detector) -> None:
    firms = (
        "Sahyadri Insurance Co Ltd",
        "Bharat Assurance Ltd",
        "National Agro Insurance Corp",
        "Konkan Health Ltd",
    )
    rows = [
        f"{at},{firm},1800-275-345{at},claims@firm{at}.example,+44 1632 96000{at}"
        for at, firm in enumerate(firms, 1)
    ]
    found = reading(detector, "\n".join(["code,company,toll free,claims mailbox,phone", *rows]) + "\n")
    assert set(found.counts) == {"PHONE_NUMBER"} and found.counts["PHONE_NUMBER"].hits == len(firms)
    people = [row.replace("claims@", f"ada.berg{at}@") for at, row in enumerate(rows)]
    kept = reading(detector, "\n".join(["code,company,toll free,claims mailbox,phone", *people]) + "\n")
    assert kept.counts["EMAIL_ADDRESS"].hits == len(firms)


def test_registers_and_terms_of_payment_show_that_a_name_is_a_firms(detector) -> None:
    firms = ("Kwekerij Groenhorst", "Distri-West Logistiek", "Vleesmaat Food", "Zuiderplant")
    rows = [
        f"2{at}46314{at},{firm},03531318618{at},Havenweg {at},3089 JK,Rotterdam,010-429000{at},45"
        for at, firm in enumerate(firms, 1)
    ]
    head = "KvK,Naam,Vestiging,Bezoekadres,PC,Plaats,TelAlgemeen,Betaaltermijn"
    assert set(reading(detector, "\n".join([head, *rows]) + "\n").counts) == {"STREET_ADDRESS"}


def test_places_that_a_circle_is_drawn_around_are_no_homes(detector) -> None:
    rows = [
        f"A{at};Depot {at};Elm Street {at};BS8 {at % 9}ZZ;Bristol;-2.19{at};53.52{at}" for at in range(11, 17)
    ]
    header = "No;Name 1;Street;Postcode;City;Longitude;Latitude"
    circled = "\n".join([f"{header};Radius (m)", *(f"{row};100" for row in rows)]) + "\n"
    assert reading(detector, circled).subjects_total == 0
    plain = "\n".join([f"{header};Parcels", *(f"{row};2" for row in rows)]) + "\n"
    assert reading(detector, plain).subjects_total > 0
