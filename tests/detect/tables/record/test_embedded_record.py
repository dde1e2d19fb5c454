"""Records of XML and JSON inside lines of logs."""

from __future__ import annotations

XML = (
    "2024-01-02 DEBUG Inbound <s:Body><c:New><c:FirstName>Karl</c:FirstName><c:LastName>Horvat</c:LastName>"
    "<c:Street>418 Fern Hollow</c:Street><c:City>Reno</c:City><c:State>NV</c:State><c:Zip>89501</c:Zip>"
    "<c:Geburtsdatum>1961-03-12</c:Geburtsdatum></c:New></s:Body>\n"
)
JSON = (
    'INFO payload={"firstName": "Karl", "lastName": "Horvat", "calle": "Luna 4", "cp": "28004", '
    '"ciudad": "Madrid", "movil": "605 911 362"} took 3 ms\n'
)


def test_the_elements_of_a_logged_message_are_one_record(find) -> None:
    found = find(XML, "log")
    assert found["STREET_ADDRESS"] == ["418 Fern Hollow\nReno\nNV\n89501"]
    assert found["PERSON"] == ["Karl Horvat"]
    assert found["DATE_OF_BIRTH"] == ["1961-03-12"]


def test_the_members_of_a_logged_object_are_one_record(find) -> None:
    found = find(JSON, "log")
    assert found["PERSON"] == ["Karl Horvat"]
    assert found["PHONE_NUMBER"] == ["605 911 362"]
    assert found["STREET_ADDRESS"][0].startswith("Luna 4")


def test_members_of_settings_belong_to_no_one(find) -> None:
    assert find('{"level": "debug", "name": "dark theme", "city": "dark", "state": "on"}', "log") == {}


def test_a_program_version_in_a_path_is_no_host(find) -> None:
    line = '71.250.94.141 - - "GET /v/10.4.2.1/app.js HTTP/1.1" 200 12 "-" "Chrome/121.0.0.0 Safari/537.36"'
    assert find(line, "log")["IP_ADDRESS"] == ["71.250.94.141"]


def test_an_entry_of_a_directory_names_its_account(find) -> None:
    assert find("dn: uid=khorvat,ou=People,dc=example,dc=com", "log")["USERNAME"] == ["khorvat"]


def test_the_pairs_of_a_logs_line_are_one_record(find) -> None:
    line = (
        'ts=9 svc=mail name="Karl Horvat" calle="Luna 4" cp=28004 ciudad=Madrid movil="605 911 362" ok=true'
    )
    found = find(line, "log")
    assert found["PERSON"] == ["Karl Horvat"]
    assert found["PHONE_NUMBER"] == ["605 911 362"]
    assert found["STREET_ADDRESS"][0].startswith("Luna 4")


def test_the_pairs_of_settings_and_queries_belong_to_no_one(find) -> None:
    assert find("level=info name=worker city=off state=on code=28004 took=3ms", "log") == {}
    assert find("GET /find?city=Reno&state=NV&zip=89501&name=shoes HTTP/1.1", "log") == {}


def test_an_object_as_programs_print_it_is_one_record(find) -> None:
    java = "10:00:01 INFO Sent to Customer[id=17, name=Karl Horvat, street=418 Fern Hollow, city=Reno]\n"
    python = "10:00:02 INFO Sent to Customer(id=18, name='Karl Horvat', born='1961-03-12', cp='89501')\n"
    assert find(java, "log")["STREET_ADDRESS"] == ["418 Fern Hollow\nReno"]
    assert find(python, "log")["PERSON"] == ["Karl Horvat"]


def test_the_name_of_a_printed_setting_belongs_to_no_one(find) -> None:
    assert find("10:00:03 INFO Config(name=Primary Pool, size=20, timeout=30000) loaded\n", "log") == {}
    assert find('{"name": "primary pool", "size": "20", "timeout": "3"}', "log") == {}


def test_an_array_as_php_serializes_it_is_one_record(find) -> None:
    text = (
        'a:1:{i:0;a:5:{s:10:"first_name";s:6:"Zoltan";s:3:"age";i:41;s:9:"last_name";s:6:"Quimby";s:6:"street";'
        's:13:"12 Elm Street";s:4:"city";s:4:"Reno";}}'
    )
    found = find(text, "log")
    assert found["PERSON"] == ["Zoltan Quimby"]
    assert found["STREET_ADDRESS"] == ["12 Elm Street\nReno"]


def test_messages_written_out_are_a_record_each(find) -> None:
    one = 'customer {{ name {{ given: "{}" family: "{}" }} id: 7 address {{ line1: "{}" city: "Reno" }} }}\n'
    people = (("Zoltan", "Quimby", "12 Elm Street"), ("Maria", "Holt", "9 Oak Avenue"))
    assert find("".join(one.format(*person) for person in people), "log")["PERSON"] == [
        "Zoltan Quimby",
        "Maria Holt",
    ]
    assert not find(
        'pool {\n  name: "Primary Pool"\n  title: "Blue Harbor"\n  owner: "Core Team"\n}\n', "log"
    )


def test_a_passengers_document_holds_a_passport_a_birth_and_a_name(find) -> None:
    found = find(".R/DOCS HK1/P/GBR/512345678/GBR/12JUL64/M/23AUG29/ASHCOMBE/THEODORE", "log")
    assert found["US_PASSPORT"] == ["512345678"] and found["DATE_OF_BIRTH"] == ["12JUL64"]
    assert found["PERSON"] == ["THEODORE ASHCOMBE"]


GATE = (
    '07:10:11 barrier=3 idno=8001015009087 name="Zoltan Quimby" reg="KZR 417 N" make="TOYOTA" out\n'
    '07:12:40 barrier=3 idno=- name="Petra Novak" reg="ND 88-214" make="VW" out\n'
)


def test_pairs_of_a_line_that_names_somebody_have_their_number_and_their_plate(find) -> None:
    found = find(GATE, "log")
    assert found["NATIONAL_ID"] == ["8001015009087"]
    assert found["LICENSE_PLATE"] == ["KZR 417 N", "ND 88-214"]


def test_pairs_of_a_line_about_a_device_have_neither(find) -> None:
    found = find(
        '07:10:11 node=3 idno=8001015009081 part="relay" reg="KZR 417" maker="ABB" state=on\n' * 3, "log"
    )
    assert "NATIONAL_ID" not in found and "LICENSE_PLATE" not in found


def test_a_list_of_passengers_says_their_papers_births_and_telephones(find) -> None:
    found = find(
        "-HAM004C\n1YILDIRIM/AYSEGUL MRS\n.L/FJZ24T\n.R/DOCS HK1/P/TUR/U86469918/TUR/24MAY52/F/04JAN29\n"
        ".RN/YILDIRIM/AYSEGUL\n.R/CTCM HK1/905554847654\n.R/CTCE HK1/A.YILDIRIM//HOTMAIL.COM\n.R/VGML HK1\n",
        "prose",
    )
    assert found["US_PASSPORT"] == ["U86469918"] and found["DATE_OF_BIRTH"] == ["24MAY52"]
    assert found["PHONE_NUMBER"] == ["905554847654"]
    assert found["EMAIL_ADDRESS"] == ["A.YILDIRIM//HOTMAIL.COM"]


def test_a_message_between_a_library_and_its_machine_names_the_patron(find) -> None:
    sent = (
        "INFO sip2 - SEND 64              00020241105    100126000000030001000000000000AOGUEL|AA2128169232"
        "|AETremblay, Marc-André|BZ0050|BLY|BD889 Wellington Rd 34, Guelph, ON N1E 3A1|BEm@tremblay.example"
        "|BF519-282-7747|PB19811225|PCADULT|AY1AZ5DF3\n"
    )
    found = find(sent, "log")
    assert found["PERSON"] == ["Tremblay, Marc-André"] and found["DATE_OF_BIRTH"] == ["19811225"]
    assert found["PHONE_NUMBER"] == ["519-282-7747"]
    lent = "121NNY20241105    101146AOGUEL|AA2128|AB31281363461755|AJSoil science|AH20241126|AY3AZBE3C\n"
    assert "PERSON" not in find(lent, "log") and "PHONE_NUMBER" not in find(lent, "log")


def test_halves_of_a_name_in_a_resource_are_one_name_though_one_is_a_list(find) -> None:
    resource = '{"resourceType": "Patient", "name": [{"family": "Horvat", "given": ["Karl", "T"]}]}'
    assert find(resource, "prose")["PERSON"] == ["Karl Horvat"]
    assert find('{"family": "sans-serif", "given": 4, "weights": ["300", "400"]}', "prose") == {}
