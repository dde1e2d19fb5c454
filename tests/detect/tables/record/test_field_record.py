"""Names and addresses that a record holds in several fields."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.identifiers.national import check
from pii_sweep.detect.tables.record import field_record
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, ObjectRef, Passage, Span, Where

WHERE = Where(ObjectRef("b", "a.json"))
PATIENTS = (
    "0138000xdt1\n0123000881\n0193101Raabe-Zwick\n0153102Ottilie\n017310303071948\n"
    "0138000xdt1\n0123000882\n0143101Lüdke\n0143102Ansgar\n017310330111975\n"
)


def _people(detector: Detector, name: str, data: bytes) -> list[str]:
    pieces = walk(Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data)), Settings().extract)
    return [
        one.value for one in detector.examine(pieces) if isinstance(one, Detection) and one.entity == "PERSON"
    ]


def test_a_first_and_a_last_name_are_one_person_in_every_record(detector: Detector) -> None:
    assert _people(detector, "a.bdt", PATIENTS.encode()) == ["Ottilie Raabe-Zwick", "Ansgar Lüdke"]


@pytest.mark.parametrize("lines", (("Y Bwthyn", "Lôn Isaf", "Pwllheli"), ("8 Elm Row", "Leeds")))
def test_lines_of_one_field_are_an_address_with_the_code_next_to_them(
    detector: Detector, lines: tuple[str, ...]
) -> None:
    held = "".join(f"<Line>{line}</Line>" for line in lines)
    address = f"<Address>{held}<UKPostcode>LL53 5HU</UKPostcode></Address>"
    data = f"<A><P>{address}<Item><Line>Blue Shirt</Line><Line>Cotton</Line></Item></P></A>".encode()
    blob = Blob(Where(ObjectRef("b", "a.xml")), lambda: io.BytesIO(data), len(data))
    found = [one for one in detector.examine(walk(blob, Settings().extract)) if isinstance(one, Detection)]
    assert [(one.entity, one.value) for one in found] == [("STREET_ADDRESS", "\n".join((*lines, "LL53 5HU")))]


def test_three_given_names_of_a_record_are_of_one_person(detector: Detector) -> None:
    data = "<A><P><Fore>Tegwen</Fore><Fore>Emrys</Fore><Fore>Owain</Fore><Sur>Llewellyn</Sur></P></A>"
    assert _people(detector, "a.xml", data.encode()) == ["Tegwen Emrys Owain Llewellyn"]


def test_two_family_or_two_given_names_in_a_record_are_of_one_person(detector: Detector) -> None:
    data = "<A><P><Name><Fore>Tegwen</Fore><Fore>Emrys</Fore><Sur>Llewellyn</Sur></Name></P></A>"
    assert _people(detector, "a.xml", data.encode()) == ["Tegwen Emrys Llewellyn"]
    lines = [
        "S10.G00.00.001,'A'", "S10.G00.00.002,'A'", "S21.G00.30.001,'2671213836863'",
        "S21.G00.30.002,'BENCHEIKH'", "S21.G00.30.003,'MOREAU'", "S21.G00.30.004,'Samira'",
    ]  # fmt: skip
    assert _people(detector, "a.dsn", "\n".join(lines).encode()) == ["Samira BENCHEIKH MOREAU"]


def test_attributes_that_name_themselves_are_fields_of_one_record(detector: Detector) -> None:
    def user(given: str, family: str) -> str:
        return (
            f'{{"Attributes": [{{"Name": "given_name", "Value": "{given}"}}, '
            f'{{"Name": "family_name", "Value": "{family}"}}]}}'
        )

    data = f'{{"Users": [{user("Winifred", "McLeish")}, {user("Rupert", "Entwistle")}]}}'
    assert _people(detector, "a.json", data.encode()) == ["Winifred McLeish", "Rupert Entwistle"]


def test_a_name_next_to_a_family_name_is_a_given_one(detector: Detector) -> None:
    data = "<A><P><Nome>Gaspare</Nome><Cognome>Di Girolamo</Cognome></P></A>"
    assert _people(detector, "a.xml", data.encode()) == ["Gaspare Di Girolamo"]


def test_a_translation_of_the_labels_is_not_a_person(detector: Detector) -> None:
    data = b'{"label.firstName": "Vorname", "label.lastName": "Nachname"}'
    assert _people(detector, "de.json", data) == []


def test_numbers_that_come_again_record_by_record_are_read_as_a_column(detector: Detector) -> None:
    numbers = ("264330129", "222152796", "503442758", "123456789", "213456700", "298765433")
    held = [one[:8] + next(end for end in "0123456789" if check.portugal(one[:8] + end)) for one in numbers]
    text = "\n".join(f"Customer.FiscalRef: {one}\nCustomer.Kind: R" for one in held)
    found = detector.examine([Passage(text, Where(ObjectRef("b", "o.xml")), layout="fields")])
    assert [one.value for one in found if getattr(one, "entity", "") == "NATIONAL_ID"] == held


def test_labels_that_elements_give_their_values_are_not_people(detector: Detector) -> None:
    def entity(given: str, father: str, born: str) -> str:
        pairs = {"ስም": given, "የአባት ስም": father, "የትውልድ ቀን": born, "የደም ዓይነት": "O+"}
        attributes = ", ".join(f'{{"displayName": "{key}", "value": "{one}"}}' for key, one in pairs.items())
        return f'{{"id": "a", "attributes": [{attributes}]}}'

    people = entity("ሶስና", "ተፈራ", "1990-02-03"), entity("አቤል", "ግርማ", "1987-10-30")
    found = _people(detector, "a.json", f'{{"list": [{people[0]}, {people[1]}]}}'.encode())
    assert sorted(found) == sorted(["ሶስና", "ተፈራ", "አቤል", "ግርማ"])


def test_a_custom_field_s_number_is_what_the_field_is_called_and_no_telephone(detector: Detector) -> None:
    pairs = {"BSN": "274638186", "Rijbewijs": "4124732024", "Veld 7 (paspoort)": "FE6055928"}
    fields = ", ".join(f'{{"name": "{key}", "values": [{{"text": "{one}"}}]}}' for key, one in pairs.items())
    data = f'{{"people": [{{"name": "Femke van Oosterwijk", "fields": [{fields}]}}]}}'.encode()
    blob = Blob(Where(ObjectRef("b", "a.json")), lambda: io.BytesIO(data), len(data))
    found = [one for one in detector.examine(walk(blob, Settings().extract)) if isinstance(one, Detection)]
    kinds = {one.value: one.entity for one in found}
    assert [kinds[one] for one in pairs.values()] == ["NATIONAL_ID", "US_DRIVER_LICENSE", "US_PASSPORT"]


def test_a_person_by_whom_a_value_is_called_is_one(detector: Detector) -> None:
    data = '{"tally": [{"name": "Winifred McLeish", "value": 4}, {"name": "Rupert Entwistle", "value": 9}]}'
    assert len(_people(detector, "a.json", data.encode())) == 2


def test_who_entered_an_event_of_a_hospital_is_a_person_with_an_account(detector: Detector) -> None:
    data = (
        "MSH|^~\\&|ADT|NORTH|LAB|NORTH|20240102||ADT^A01|9|P|2.5\r"
        "EVN|A01|20240102|||mkoval^KOVAL^MARTA\r"
        "PID|1||A100200^^^N^MR||REYES^OLGA||19510203|F\r"
    )
    assert _people(detector, "a.hl7", data.encode()) == ["MARTA KOVAL", "OLGA REYES"]


def test_one_name_next_to_a_birth_is_a_persons(find) -> None:
    found = find("nama: Sulastri\nlahir: 06-02-1992\nhp: 0818-9304-5828", layout="fields")
    assert found["PERSON"] == ["Sulastri"]
    assert "PERSON" not in find("name: Kitchen\nborn: 06-02-1992\nphone: 0818-9304-5828", layout="fields")


def test_a_member_in_brackets_lies_with_its_neighbours(detector: Detector) -> None:
    data = (
        """{"mijoz": {"ism": "Nodira Rasulova"}, "manzil": {"shahar": "Buxoro", "ko'cha": "Navoiy 7-uy"}}"""
    )
    blob = Blob(Where(ObjectRef("b", "a.json")), lambda: io.BytesIO(data.encode()), len(data.encode()))
    found = detector.examine(walk(blob, Settings().extract))
    assert any(isinstance(one, Detection) and "Navoiy 7-uy" in one.value for one in found)


def test_a_bare_number_next_to_a_street_is_its_houses() -> None:
    text = "address.number: 14\naddress.street: Birch Lane"
    hits = [hit for hit in field_record.find(Passage(text, WHERE)) if hit.entity == "STREET_ADDRESS"]
    assert [hit.parts["street"] for hit in hits] == ["14 Birch Lane"]
    text = "scene.number: 14\nscene.street: Elm in Winter"
    assert not list(field_record.find(Passage(text, WHERE)))


def test_lines_of_a_named_house_are_an_address_next_to_its_postal_code() -> None:
    text = "a.line1: Fern Cottage\na.line2: Chapel Lane\na.city: Ripon\na.postcode: HG4 1AA"
    hits = [hit for hit in field_record.find(Passage(text, WHERE)) if hit.entity == "STREET_ADDRESS"]
    assert len(hits) == 1 and len(hits[0].pieces) == 4


def test_two_given_names_under_a_word_for_names_are_joined_to_the_family_names(find) -> None:
    text = "nombre: Francisco Javier\napellido1: Abad\napellido2: Llorente"
    assert find(text, "fields")["PERSON"] == ["Francisco Javier Abad Llorente"]


def test_a_whole_name_next_to_its_family_name_stays_one(find) -> None:
    assert "Maria Gomez" in find("name: Maria Gomez\nlast name: Gomez\nzip: 02110", "fields")["PERSON"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("homeassistant.name: Anna Waldhaus\nhomeassistant.unit_system: metric", 0),
        ("ship.name: Charlotte Dundas\nship.built: 1803\nship.hall: Steam Hall", 0),
        ("owner.name: Charlotte Dundas\nowner.id: 1803", 1),
        ("owner.name: Charlotte Dundas\nowner.device: phone\nowner.email: c.dundas@mail.example", 1),
    ],
)
def test_a_name_next_to_what_only_things_have_is_a_things(text: str, people: int) -> None:
    hits = [hit for hit in field_record.find(Passage(text, WHERE)) if hit.entity == "PERSON"]
    assert len(hits) == people


def _found(detector: Detector, entity: str, data: str, name: str = "a.json") -> list[str]:
    blob = Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data.encode()), len(data.encode()))
    pieces = walk(blob, Settings().extract)
    return [
        one.value for one in detector.examine(pieces) if isinstance(one, Detection) and one.entity == entity
    ]


def test_an_account_next_to_the_name_of_a_directory_is_one_and_an_application_is_none(
    detector: Detector,
) -> None:
    record = '{{"actor": {{"type": "User", "alternateId": "{}"}}, "target": [{{"alternateId": "{}"}}]}}'
    assert _found(detector, "USERNAME", record.format("kowalcb", "Slack")) == ["kowalcb"]
    assert not _found(detector, "USERNAME", record.format("unknown", "Office 365"))


def test_the_number_of_an_employee_in_a_payment_of_wages_is_a_social_security_number(
    detector: Detector,
) -> None:
    head = (
        "101 07300022814718820932506120914A094101HILLS BANK & TRUST     PRAIRIE KITCHEN GRP            \n"
        "5200PRAIRIE KITCHEN                     1471882093PPDPAYROLL   250612250613   1073000220000001\n"
    )
    entry = "632104000016108684706        0000186331{:<15}ABERNATHY, COLE         0073000220000001\n"
    assert _found(detector, "US_SSN", head + entry.format("340966449"), "a.ach") == ["340966449"]
    assert not _found(detector, "US_SSN", head + entry.format("EMP004417"), "a.ach")


def _xml(*elements: str) -> bytes:
    people = "".join(f"<lead><id>{at}</id>{one}<sold>no</sold></lead>" for at, one in enumerate(elements))
    return f"<leads>{people}</leads>".encode()


def test_an_attribute_says_which_half_of_a_name_an_element_is(detector: Detector) -> None:
    halves = '<customer><name part="first">{}</name><name part="last">{}</name></customer>'
    data = _xml(halves.format("Nomvula", "Mabhengula"), halves.format("Riaan", "Oosterhuyzen"))
    assert _people(detector, "a.xml", data) == ["Nomvula Mabhengula", "Riaan Oosterhuyzen"]


def test_the_first_and_last_element_of_a_menu_are_not_a_name(detector: Detector) -> None:
    data = b'<nav><item class="first">Willow</item><item class="last">Harbour</item></nav>'
    assert _people(detector, "a.xml", data) == []


def test_shortened_labels_name_the_halves_of_a_name(detector: Detector) -> None:
    data = b'[{"nom": "Casimiro", "ape": "Ordaz Valdivieso", "dni": "17204863N", "obs": "presi", "x": {}}]'
    assert _people(detector, "a.json", data) == ["Casimiro Ordaz Valdivieso"]


def test_pairs_of_a_name_and_a_value_are_the_record_of_a_person_or_of_a_device(detector: Detector) -> None:
    person = '[{"k":"fn","v":"Hamish"},{"k":"sn","v":"Fairweather"},{"k":"born","v":"19/02/1984"}]'
    assert _found(detector, "PERSON", person) == ["Hamish Fairweather"]
    assert _found(detector, "DATE_OF_BIRTH", person) == ["19/02/1984"]
    device = '[{"k":"sn","v":"SN-12"},{"k":"fw","v":"3.1"},{"k":"born","v":"14/01/2021"}]'
    assert _found(detector, "DATE_OF_BIRTH", device) == _found(detector, "PERSON", device) == []


def test_an_article_that_a_query_calls_by_two_halves_is_no_person(find) -> None:
    log = '"GET /compare?fname={}&lname={} HTTP/1.1" 200 1560'
    assert "PERSON" not in find(log.format("Walnut+Frame", "Garden+Hose"), "log")
    assert find(log.format("Mary+Rose", "Garden"), "log")["PERSON"] == ["Mary Rose Garden"]


def test_a_name_that_no_list_knows_is_its_mailboxes(find) -> None:
    record = "contact.name: {}\ncontact.email: {}@rade.fr\ncontact.phone: 0298437716"
    for name in ("QUEMENEUR Solenn", "Solenn Quemeneur"):
        assert find(record.format(name, "s.quemeneur"), "fields")["PERSON"] == [name]
    assert "PERSON" not in find(record.format("Service Paie", "paie"), "fields")
    assert "PERSON" not in find(record.format("Rade Biscuits", "info"), "fields")


@pytest.mark.parametrize(
    "record",
    [
        '{{"contact": {{"name": {{"text": "{}"}}}}}}',
        '{{"patient": {{"name": "{}"}}}}',
        '{{"氏名": "{}", "電話": "03-5926-8841"}}',
    ],
)
@pytest.mark.parametrize("name", ["山田花子", "김민수"])
def test_a_name_without_a_blank_is_whole_in_scripts_that_write_none(
    detector: Detector, record: str, name: str
) -> None:
    assert name in _people(detector, "a.json", record.format(name).encode())


def test_a_label_of_a_person_shows_ideographs_that_no_list_knows(detector: Detector) -> None:
    assert _people(detector, "a.json", '{"patient": {"name": "魏林寶玉釵"}}'.encode()) == ["魏林寶玉釵"]


@pytest.mark.parametrize(
    "record",
    [
        '{"name": "羊毛圍巾", "price": 890}',
        '{"이름": "제주감귤", "가격": 890}',
        '{"client": {"name": "中華電信"}}',
        '{"department": {"name": "高雄分部"}}',
        '{"user": {"name": "管理者"}}',
    ],
)
def test_things_and_firms_in_ideographs_are_no_people(detector: Detector, record: str) -> None:
    assert _people(detector, "a.json", record.encode()) == []


def test_whoever_a_device_is_assigned_to_stays_a_person(find) -> None:
    record = "serial_number: A1234\nfirmware_version: 2.1\nassigned_to: Anna Maria Lopez"
    assert find(record, "fields")["PERSON"] == ["Anna Maria Lopez"]


@pytest.mark.parametrize(("thing", "people"), [("question", 0), ("patient", 1)])
def test_a_name_in_the_element_of_a_thing_is_no_person(thing: str, people: int) -> None:
    text = "name.text: Legge di Quimby"
    span = Span(11, len(text), json_path=f"/quiz/{thing}[2]/name/text")
    assert len(list(field_record.find(Passage(text, WHERE, (span,), "fields")))) == people


def test_a_house_without_a_number_is_the_home_of_somebody_with_both_names(find) -> None:
    home = "street: Skogsgläntan\nzip: 746 11\ncity: Lindvik\n"
    assert find("first name: Ebba\nlast name: Torsell\n" + home, "fields")["STREET_ADDRESS"]
    assert "STREET_ADDRESS" not in find("company: Torsell Plåt\n" + home, "fields")


def _all_of(detector: Detector, data: bytes) -> list[tuple[str, str]]:
    where = Where(ObjectRef("b", "a.xml"))
    pieces = walk(Blob(where, lambda: io.BytesIO(data), len(data)), Settings().extract)
    return [(one.entity, one.value) for one in detector.examine(pieces) if isinstance(one, Detection)]


def test_steps_that_only_say_the_form_of_a_value_part_no_name_and_no_birth(detector: Detector) -> None:
    person = (
        "<name><familienname><name>Ahlgrimm</name></familienname><vornamen><name>Wenzel</name></vornamen>"
        "</name><geburt><datum><teildatum><jahrMonatTag>1961-04-09</jahrMonatTag></teildatum></datum></geburt>"
        "<merkmale><identifikationsnummer>81924057316</identifikationsnummer></merkmale>"
        "<ausweisdokument><seriennummer>LXCRTPWK7</seriennummer></ausweisdokument>"
    )
    found = _all_of(detector, f"<a><betroffener>{person}</betroffener></a>".encode())
    assert {
        ("PERSON", "Wenzel Ahlgrimm"),
        ("DATE_OF_BIRTH", "1961-04-09"),
        ("NATIONAL_ID", "81924057316"),
        ("NATIONAL_ID", "LXCRTPWK7"),
    } <= set(found)
    thing = (
        "<pruefung><datum><teildatum>"
        "<jahrMonatTag>2021-04-09</jahrMonatTag></teildatum></datum></pruefung>"
        "<maschine><identifikationsnummer>4417</identifikationsnummer><seriennummer>LXCRTPWK7</seriennummer>"
        "</maschine>"
    )
    assert not _all_of(detector, f"<a><geraet>{thing}</geraet></a>".encode())


def test_what_asks_for_a_password_to_be_set_is_none(detector: Detector) -> None:
    lines = "<a><db><password>{}</password></db></a>"
    asked = _all_of(detector, lines.format("change-me-in-console").encode())
    assert "PASSWORD" not in {entity for entity, _ in asked}
    held = _all_of(detector, lines.format("Wint3r-change!9").encode())
    assert ("PASSWORD", "Wint3r-change!9") in held
