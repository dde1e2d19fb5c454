from __future__ import annotations

import time

import pytest

from pii_sweep.detect.address import growth
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    "address",
    [
        "Lindenstr. 88, Remise, 2. OG rechts ohne Lift, 04177 Leipzig",
        "résidence Les Cerisiers, bât. D, esc. 1, 3e étage, 14 avenue Victor-Hugo, 31000 Toulouse",
        "C/ Fray Luis, 21, esc. dcha., 4.º, pta. 12, 46003 Valencia",
        "Corso Dante 31, pal. C, 3º piano, 10126 Torino",
        "Skovduevej 12, Hornsved, 4550 Asnæs",
        "Třída Míru 1188/4, 5. patro, byt č. 18, 530 02 Pardubice",
        "Λεωφ. Μαραθώνος 77, 2ος όροφος, 153 44 Γέρακας",
        "Unit 8, 'Wattle Court', 19 Murray Street, Wagga Wagga NSW 2650",
        "str. Teilor nr. 9, bl. B2, sc. 1, et. 3, ap. 12, Oradea, jud. Bihor",
        "6724 Szeged, Kossuth u. 14/B, II. em. 6.",
        "Krokusweg 214-2hoog, 1032 KX Amsterdam",
        "Villa Jacaranda, 12 Ridgeway Drive, Kilimani, Nairobi",
        "Gülbahar Mah. 1418. Sok. No: 7/2, Bornova, İzmir",
    ],
)
def test_an_address_has_the_units_and_hamlets_between_its_street_and_its_code(find, address: str) -> None:
    assert find(f"Notes of the day.\n\nAddress: {address}\n\nCalled twice.\n", "prose")["STREET_ADDRESS"] == [
        address
    ]


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("Please deliver to {}.", "The Old Forge, Melrose Park Estate, by Jedburgh TD8 6QA"),
        ("Adresse : {}\n", "Mas du Figuier, route de Sauve, 30170 Conqueyrac"),
        ("Brev skickas till adressen: {}, inte hem.", "Norra Ekeby gård, flygeln, 621 58 Visby"),
        ("residente no {}, telefone em anexo.", "Lugar da Portela, n.º 3, 4730-211 Cervães"),
        ("Il a quitté le domicile ({}) en mai. Les enfants restent.", "lieu-dit La Haie-Neuve, 44630 Plessé"),
        ("Zamieszkała: {}\n", "Lipowa Góra 17B, gm. Nidzica, 13-100 Nidzica"),
        ("Lives at: {}\n", "Site 12, Clarence Caravan Park, 40 River St, Grafton NSW 2460"),
        ("Korespondencja: {}\n", "skr. poczt. 12, 19-300 Ełk 1"),
        ("Mail to: {}\n", "C/- Post Office, Bonalbo NSW 2469"),
        ("Ο κύριος, κάτοικος {}, οφείλει.", "Άνω Κλειτορίας, Δήμος Καλαβρύτων, 250 07"),
        ("Adresa: {}\n", "sat Vlaha nr. 91, com. Săvădisla, jud. Cluj, 407505"),
        ("Bydliště: {}\n", "Dolní Lhota č. p. 41, okres Blansko, 678 01 Blansko"),
        ("Last known at {}. Ring the office.", "Room 6, Albion Hotel (rear block), Dudley"),
        ("Проживает: {}\n", "Тверская обл., Калининский р-н, дер. Сосновка, СНТ «Рябина», уч. 14"),
        ("Evrak adresine, {}, gönderilecektir.", "Aşağı Kızılca Köyü No: 12, Gölova/Sivas"),
        ("Her son lives at {}.", "B-204 Palm Grove, Sector 41, Noida 201303"),
        ("Adrese: {}\n", '"Ozoliņi", Vaives pagasts, Cēsu novads, LV-4136'),
    ],
)
def test_a_house_or_village_behind_a_cue_is_an_address_up_to_its_code(
    find, sentence: str, address: str
) -> None:
    assert find(sentence.format(address), "prose")["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "The bus stops at Station House, Hospital, Riverside Park, 4500 seats are sold.",
        "Schools in the district: Hillview House, Oakwood Hall, Leeds 12, Year 6.",
        "Residents of Block B, Tower 2 and Wing C, please note that lift 3 is closed.",
        "Das Objekt: Haus 4, Wohnung 12, Zimmer 3, 2 Etagen.",
        "RR 118/76, Hb 131, puls 64.",
        "Domácí úkol: str. 45, cvič. 12, byt č. 3.",
        "Line 5, Villa Park, 3400 passengers a day; Line 6, Mill House, 1200 passengers.",
    ],
)
def test_lists_of_stations_units_and_figures_are_no_addresses(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_the_person_before_an_address_is_no_part_of_it(find) -> None:
    found = find("Sent to: Peter Schneider, Gartenhaus, Bergweg 9, 79100 Freiburg\n", "prose")
    assert found["STREET_ADDRESS"] == ["Gartenhaus, Bergweg 9, 79100 Freiburg"]
    assert found["PERSON"] == ["Peter Schneider"]


def test_growing_takes_time_in_proportion_to_the_text() -> None:
    text = "Flat 3, Mill House, Bergweg 9, Halle C, 79100 Freiburg, lives at Hof Eins, Room 4\n" * 400
    assert len(growth.grow(text, [])) >= 399


@pytest.mark.parametrize(
    "address",
    [
        "Drumlosh, Kilcorran, Ballybree, Co. Leitrim",
        "Kambi Estate, Block 3, House No. 58, Nyeri",
        "Finca La Golondrina, vereda El Salado, km 3 vía Los Cedros, Jericó",
        "Gudelių k., Medinų vs., Varėnos r. sav., LT-65331",
        "Cabana Poiana, DN7C km 31, Corbeni",
        "D.No. 3-2-11, Patamata, behind Sivalayam, Gudlavalleru Mandal, Krishna Dist., A.P. 521356",
        "At & Post Khed, Tal. Khed, Dist. Satara 415 501",
        "C. P. 77, succ. Centre-ville, Granby (Québec) J2G 8E2",
        "app. 12, 881, boul. Perrot Nord, Vaudreuil (Québec) J7V 3C4",
        "Put Male Vale bb, 21300 Makarska",
        "Obala bana Jelačića 9, 2. kat, stan 4, 51000 Rijeka",
        "Qd. 7, Lt. 3, casa 1, Cond. Vale dos Ipês, Anápolis – GO, 75080-110",
        "משק 12, מושב עין ורד, ד.נ. לב השרון",
        "فيلا 9، سكة 22، منطقة الجرف 2، عجمان",
        "محل رقم 7، بناية النخيل، شارع الشيخ زايد، الفجيرة، ص.ب 5310",
        "양평군 서종면 문호리 77-2 1층",
        "บ้านเลขที่ 12 หมู่ 3 บ้านดอนแก้ว ต.ดอนแก้ว อ.แม่ริม จ.เชียงใหม่ 50180",
        "вул. Польова, буд. 9-Б, кв. 3, м. Самбір, 81400",
        "а/я 14, 630099, Новосибирск",
        "Bjerkegarden, Solheimsvegen 12, 6800 Førde",
        "the old dairy, 9 Pine Ln, Berkeley Springs, West Virginia 25411",
        "Cra. 15A # 90 Sur-21, Urbanización Los Robles, torre 2, apto. 502, Sabaneta",
    ],
)
def test_an_address_of_hamlets_districts_and_houses_is_one_from_end_to_end(find, address: str) -> None:
    found = find(f"Notes of the day.\n\nAddress: {address}\n\nCalled twice.\n", "prose")
    assert found.get("STREET_ADDRESS") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "We drove through Co. Leitrim, met friends, and came home late.",
        "The Kambi Estate, block by block, was painted in 2019.",
        "He studied in Kiambu County, then moved on.",
        "Vereda means path, and the huyện is a district in Vietnam.",
        "Road works on DN7C km 31 last until Friday.",
        "The tower, the garden, the old dairy: all of it burnt down in 1904.",
    ],
)
def test_a_county_or_a_house_in_a_sentence_is_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "person", "address"),
    [
        (
            "Rechnung an Frau Ingrid Althaus, Ringstr. 8, 10117 Berlin\n",
            "Ingrid Althaus",
            "Ringstr. 8, 10117 Berlin",
        ),
        ("Thomas Lodge\n9 Pine Road\nYork YO1 7HH\n", "Thomas Lodge", "9 Pine Road\nYork YO1 7HH"),
        ("Sofia Villa\nVia Milano 7\n50123 Firenze\n", "Sofia Villa", "Via Milano 7\n50123 Firenze"),
        ("Ms Grace Heights, PO Box 31, Nairobi 00100\n", "Grace Heights", "PO Box 31, Nairobi 00100"),
        (
            "Residence of Tim Hartwell, Flat 3, Elm House, Leeds LS1 4AP\n",
            "Tim Hartwell",
            "Flat 3, Elm House, Leeds LS1 4AP",
        ),
    ],
)
def test_a_person_called_like_a_house_is_no_part_of_an_address(
    find, text: str, person: str, address: str
) -> None:
    found = find(text, "prose")
    assert found["PERSON"] == [person]
    assert found["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize("house", ["Villa Rosa", "The Thomas Lodge"])
def test_a_house_called_like_a_person_stays_in_its_address(find, house: str) -> None:
    found = find(f"Deliver to: {house}, 12 Mill Road, Leeds LS1 4AP\n", "prose")
    assert found["STREET_ADDRESS"] == [f"{house}, 12 Mill Road, Leeds LS1 4AP"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "1. Ann Lee, 21 Mill Road\n2. Bob Ray, 23 Mill Road\n3. Cy Roe, 25 Mill Road, Leeds LS1 4AP\n",
            ["21 Mill Road", "23 Mill Road", "25 Mill Road, Leeds LS1 4AP"],
        ),
        (
            "Jens Petersen, Hauptstr. 22\nErika Busch, Gartenweg 4\nHans Klein, Lindenweg 9, 10115 Berlin\n",
            ["Hauptstr. 22", "Gartenweg 4", "Lindenweg 9, 10115 Berlin"],
        ),
    ],
)
def test_the_addresses_of_several_people_are_as_many(find, text: str, addresses: list[str]) -> None:
    assert find(text, "prose")["STREET_ADDRESS"] == addresses


@pytest.mark.parametrize(
    "text",
    [
        "Stadium: Raven Cottage, 25900 Capacity",
        "Pine Hall, 1300 Spectators came.",
        "import os, sys, Tower, 54321 Bar",
        "[server]\naddress: Unit 2, Cluster West, Node 14\n",
        "The parcel moved from Gate 5, Hall C, Terminal West.",
        "Rooms: Plaza Hotel, Bergen, 3900 NOK a night; Hotel Ilme, Bern, 1450 Franken.",
        "Hotel Ilme, Graz, 8010. Plaza Hotel, Bergen, 3900 NOK",
    ],
)
def test_what_is_counted_behind_a_house_is_no_code(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


@pytest.mark.parametrize("text", ["PO Box 12, " * 1000, " – 1234" * 1500, "12345\n" * 2000])
def test_growing_over_what_repeats_takes_little_time(text: str) -> None:
    growth.grow("PO Box 12, lives at 5 Mill Road, Leeds LS1 4AP", [])
    begin = time.process_time()
    growth.grow(text, [])
    assert time.process_time() - begin < 2


def test_a_town_that_is_called_like_a_person_stays_in_its_address(find) -> None:
    found = find("Ship to\nHalyna Petrov\n1357 Willow Creek Pl Unit 155\nBryn Mawr, CA 92318-4399\n")
    assert found["STREET_ADDRESS"] == ["1357 Willow Creek Pl Unit 155\nBryn Mawr, CA 92318-4399"]
    assert found["PERSON"] == ["Halyna Petrov"]


def test_a_person_behind_two_blanks_is_no_part_of_an_address(find) -> None:
    found = find("The Lodge and  Ines Haller, 12 Alder Street, London SW1A 2AB\n", "prose")
    assert found["PERSON"] == ["Ines Haller"]
    assert found["STREET_ADDRESS"] == ["12 Alder Street, London SW1A 2AB"]


@pytest.mark.parametrize(
    "text",
    [
        "The table resides in Block 7, Segment D, Zynqor Ultima",
        "Delivery to Bay 9, Warehouse, Antwerp",
        "Delivery to Warehouse, Bay 9, Antwerp",
        "Delivery to Unit 4, Main Warehouse, Antwerp",
        "Lieferung an Halle 3, Rampe 4, Duisburg",
        "Wohnhaft: Zimmer 9, Blerim Krasniqi, Sulzbach",
        "Lives at: Room 9, Blerim Krasniqi, Tipton",
    ],
)
def test_a_store_a_program_and_who_lives_in_a_room_are_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


@pytest.mark.parametrize(
    "address",
    [
        "Zimmer 9, Haus Abendrot, Sulzbach",
        "Habitación 7, Hostal Marisol, Cuenca",
        "Room 9, Elm House, Tipton",
    ],
)
def test_a_room_of_a_house_behind_a_cue_is_an_address(find, address: str) -> None:
    assert find(f"Domicilio: {address}\n", "prose")["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "Flat 4, Heron House, Colwyn Bay",
        "Flat 3, Skelmer Bay House, Tipton",
        "Flat 12, Skelmer Warehouse, Tipton",
        "Wohnung 4, Haus Tor, Dudley",
    ],
)
def test_a_house_or_town_with_a_word_for_a_store_in_its_name_is_no_store(find, address: str) -> None:
    assert find(f"She lives at {address}", "prose")["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize(
    ("text", "people", "addresses"),
    [
        (
            "Members\n\n38410 Ines Haller, 12 Alder Street\n38411 Nina Weiss, 14 Ford Lane\n"
            "38412 Omar Said, 3 Ash Road\n",
            ["Ines Haller", "Nina Weiss", "Omar Said"],
            ["12 Alder Street", "14 Ford Lane", "3 Ash Road"],
        ),
        (
            "Mitglieder\n4821 Ines Haller, Lindenweg 12\n4822 Nina Weiss, Mühlgasse 14\n"
            "4823 Blerim Krasniqi, Ahornstr. 3\n",
            ["Ines Haller", "Nina Weiss", "Blerim Krasniqi"],
            ["Lindenweg 12", "Mühlgasse 14", "Ahornstr. 3"],
        ),
        (
            "Adressen\n9545 Maria Wörth, Seestraße 4\n9546 Bad Kleinkirchheim, Dorfstraße 7\n",
            [],
            ["9545 Maria Wörth, Seestraße 4", "9546 Bad Kleinkirchheim, Dorfstraße 7"],
        ),
    ],
)
def test_numbers_that_count_the_people_of_a_list_are_no_postal_codes(
    find, text: str, people: list[str], addresses: list[str]
) -> None:
    found = find(text, "prose")
    assert (found.get("PERSON", []), found["STREET_ADDRESS"]) == (people, addresses)


def test_a_town_that_the_network_reads_as_a_person_closes_an_address_unless_it_has_a_given_name() -> None:
    def streets(town: str) -> list[str]:
        text = f"Alder Street 12, {town}"
        person = Entity("PERSON", text.index(town[6:]), len(text), 0.9)
        hit = Hit("STREET_ADDRESS", 0, 15, 0.6, "StreetAddress", ("suffix:0.60",), None, {})
        return [text[one.start : one.end] for one in growth.grow(text, [hit], [person])]

    assert streets("38410 Ines Haller") == ["Alder Street 12"]
    assert streets("38410 Ciudad Nueva") == ["Alder Street 12, 38410 Ciudad Nueva"]


def test_the_register_of_a_dentist_is_no_town(find) -> None:
    assert "STREET_ADDRESS" not in find("Dr Priya Nair\nBDS MFDS, GDC 382875\nThe Bridge Dental Practice")
