"""Records in running text whose values stand behind labels, line by line."""

from __future__ import annotations

from pii_sweep.detect.tables.record import label_block
from pii_sweep.types import Detection, Table

LISTED = """\
*************************** 1. row ***************************
      sifra: 118
       jmbg: 1405988715242
        ime: Vesna
    prezime: Radulović
     adresa: Nemanjina 14
     status: NULL
   operater: tkovac
*************************** 2. row ***************************
      sifra: 119
       jmbg: 0211979710333
        ime: Гордана
    prezime: NULL
     adresa: Dositejeva 8/3
     status: aktivan
   operater: tkovac
"""


def test_records_of_a_database_client_are_read_by_the_labels_of_their_lines(find) -> None:
    found = find(LISTED, layout="prose")
    assert found["PERSON"] == ["Vesna Radulović", "Гордана"]
    assert found["STREET_ADDRESS"] == ["Nemanjina 14", "Dositejeva 8/3"]
    assert found["NATIONAL_ID"] == ["1405988715242", "0211979710333"]
    assert found["USERNAME"] == ["tkovac", "tkovac"]


def test_sections_of_settings_are_records(find) -> None:
    found = find(
        "[201]\nfullname = Nodira Sa'dullayeva\nusername = nodira.s\nsecret = KQ77RTB2\n"
        "mobile = 998901234567\n\n"
        "[202]\nfullname = Botir Xo'jayev\nusername = botirx\nsecret = PL31MNE9\nmobile = 998907654321\n",
        layout="prose",
    )
    assert found["PERSON"] == ["Nodira Sa'dullayeva", "Botir Xo'jayev"]
    assert found["PASSWORD"] == ["KQ77RTB2", "PL31MNE9"]


def test_a_card_of_a_catalogue_alone_is_a_record_where_its_labels_are_a_persons(find) -> None:
    found = find(
        "Članska izkaznica\nPriimek in ime   : Zupan Hribar, Špela\n"
        "Stalno bivališče : Nad klancem 3, 4270 Jesenice\n"
        "EMŠO             : 2303985505188\n",
        layout="prose",
    )
    assert found["PERSON"] == ["Zupan Hribar, Špela"]
    assert found["STREET_ADDRESS"] == ["Nad klancem 3, 4270 Jesenice"]
    assert found["NATIONAL_ID"] == ["2303985505188"]


def test_assignments_of_a_program_and_settings_of_machines_are_no_records(find) -> None:
    code = "first = {}\nlast = {}\nname = node\ncity = grid\n\n"
    text = code.format("head;", "tail") + code.format("left", "rows[0]")
    assert "PERSON" not in find(text, layout="prose")
    pool = "name: {} Pool\naddress: 10.0.0.{}\nstate: up\n\n"
    hosts = pool.format("Primary", 7) + pool.format("Backup", 8)
    assert not list(label_block.find(hosts))


def test_a_head_of_a_file_that_names_programs_has_no_people(find) -> None:
    head = "Отправитель=Kaspi Pay\nПолучатель=1С:Предприятие\nДатаСоздания=04.06.2024\nКодировка=UTF-8\n"
    assert "PERSON" not in find(head + "\n" + head, layout="prose")


def test_the_lines_of_a_log_have_people_of_their_own(find) -> None:
    lines = (
        'ts=2024-05-06T08:04:31 svc=tara eesnimi="Piret" perenimi="Kuusik" kasutaja=pkuusik ms=53\n'
        'ts=2024-05-06T08:12:33 svc=tara eesnimi="Taavi" perenimi="Lõoke" kasutaja=taavi.l ms=78\n'
        'ts=2024-05-06T08:40:59 svc=portaal kasutaja=taavi.l allkirjastaja="LÕOKE,TAAVI" ms=12\n'
    )
    found = find(lines, layout="log")
    assert found["PERSON"] == ["Piret Kuusik", "Taavi Lõoke", "LÕOKE,TAAVI"]
    assert found["USERNAME"] == ["pkuusik", "taavi.l", "taavi.l"]


def test_companions_in_a_list_of_a_record_have_names_of_their_own(detector, place) -> None:
    header = ("$.gost.ime", "$.gost.prezime", "$.pratnja[0].ime", "$.pratnja[0].prezime")
    rows = (
        ("Davor", "Mihaljević", "Sanja", "Mihaljević"),
        ("Klara", "Oroz", "", ""),
        ("Petra", "Vukas", "Bruno", "Zec"),
    )
    found = [one for one in detector.examine([Table(place, header, rows)]) if isinstance(one, Detection)]
    names = {one.value for one in found if one.entity == "PERSON"}
    guests = {"Davor Mihaljević", "Klara Oroz", "Petra Vukas"}
    assert names == guests | {"Sanja Mihaljević", "Bruno Zec"}


def test_a_house_without_a_number_leaves_its_column_one_of_house_numbers(columns) -> None:
    found = columns(
        ("Nome", "Endereço", "Número", "Cidade"),
        ("Iolanda Prates", "Rua das Acácias", "77", "Recife"),
        ("Caio Sampaio", "Rodovia BR-232", "S/N", "Caruaru"),
        ("Dalva Nunes", "Ladeira da Sé", "402", "Olinda"),
    )
    assert found["STREET_ADDRESS@Endereço"] == [
        "Rua das Acácias 77, Recife", "Rodovia BR-232 S/N, Caruaru", "Ladeira da Sé 402, Olinda",
    ]  # fmt: skip


def test_labels_parted_from_values_by_semicolons_or_bars_of_a_console_are_a_record(find) -> None:
    for mark in (";", " │ "):
        fields = f"Name{mark}Ann Hill\nDate of birth{mark}12/04/1967\nTown{mark}Leeds\n"
        text = f"Dear team,\nplease note.\n\n{fields}"
        assert find(text, "prose")["DATE_OF_BIRTH"] == ["12/04/1967"]


def test_a_patients_number_in_a_section_is_that_of_whom_it_names(find) -> None:
    people = (("20730", "Hinrichsen", "Wiebke"), ("21043", "Petersen", "Ocke"))
    text = "".join(
        f"[PATIENT{at}]\nPATID={number}\nLASTNAME={last}\nFIRSTNAME={first}\nBIRTHDAY=19580907\n\n"
        for at, (number, last, first) in enumerate(people)
    )
    assert find(text, "prose")["MEDICAL_RECORD_NUMBER"] == [number for number, _, _ in people]
    goods = text.replace("LASTNAME", "LASTRUN").replace("FIRSTNAME", "MODE").replace("BIRTHDAY", "BUILT")
    assert "MEDICAL_RECORD_NUMBER" not in find(goods, "prose")


def test_an_account_next_to_a_payers_name_in_a_statement_is_not_the_payers(find) -> None:
    text = "".join(
        f"Номер={at}\nПлательщикСчет=30232810049000600001\nПлательщик={name}\nПлательщикИНН=77835947215{at}\n\n"
        for at, name in enumerate(("Зуева Ольга Викторовна", "Щербаков Игорь Петрович"))
    )
    assert "US_BANK_NUMBER" not in find(text, "prose")


def test_a_form_with_its_values_in_a_column_behind_the_labels_is_a_record(find) -> None:
    forms = (
        ("Surname", "Dalrymple", "First name", "Heather", "Address", "41 Glenfinlas Road"),
        ("Nachname", "Sperling", "Vorname", "Yannis", "PLZ", "50667"),
        ("Cognome", "Pellegrini", "Nome", "Sandra", "Indirizzo", "Via Roma 12"),
    )
    for form in forms:
        lines = [f"{label:<14} {value}\n" for label, value in zip(form[::2], form[1::2], strict=True)]
        assert (
            f"{form[3]} {form[1]}" in find("Please return this card.\n" + "".join(lines), "prose")["PERSON"]
        )


def test_rows_of_three_columns_are_no_labels_with_their_values(find) -> None:
    text = (
        "Model          Street       Vorname\nCognome        Ravensburg   12\nAddress        Colmar       7\n"
    )
    assert "PERSON" not in find(text, "prose")
