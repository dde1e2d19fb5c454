"""Numbers of insured people and of patients' records, behind labels and in columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.health import member_number

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Subscriber ID: XQP448120933", "XQP448120933"),
        ("Health insurance policy number: HB-2291-88410", "HB-2291-88410"),
        ("Aetna PPO\nMember ID: W2291 88410", "W2291 88410"),
        ("Medicare number 1EG4-TE5-MK73", "1EG4-TE5-MK73"),
        ("KVNR: A123456780", "A123456780"),
        ("UIF 103.04\nMed aid Fernwood Health mbr FH0077218446   1 214.00", "FH0077218446"),
        ("Platinum Med Scheme no 0771 418 229 dep 00", "0771 418 229"),
        ("Carrier: Pinyon Dental PPO   Sub ID PDN 6640 21 883   annual max 1,500", "PDN 6640 21 883"),
        ("seine PKV (Rheinbund, Nr. 4471-882/0) zahlt nicht", "4471-882/0"),
        ("NDIS 430 118 772", "430 118 772"),
        ("Kasse T935754644. Ausfallhonorar offen", "T935754644"),
        ("Cotis. mutuelle, adh. 88 4410 2957", "88 4410 2957"),
        ("Krankenkasse: AOK\nVersicherten-Nr. A123456780", "A123456780"),
    ],
)
def test_a_health_insurer_s_number_is_found(find: Find, text: str, number: str) -> None:
    assert find(text).get("HEALTH_INSURANCE_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Gym membership number: 448120933",
        "Auto insurance. Policy number: PA-4412-99812. Medical payments covered.",
        "Member ID: see card",
        "Kasse 14 Bon 8812, NDIS funding rose by 430 million",
        "Cotisation au club de voile, adh. 88 4410 2957",
        "Bananenkasse 12, Typ PKV 4471",
        "Insurance phone number: 415-555-0133",
        "Library member ID: 20041877",
        "Pet plan with a deductible of $250\nMember ID: W229188410",
    ],
)
def test_other_members_and_policies_are_none_of_it(find: Find, text: str) -> None:
    assert "HEALTH_INSURANCE_NUMBER" not in find(text)


def test_a_record_number_of_a_patient_is_found(find: Find) -> None:
    assert find("Patient: Ruth Vance\nMRN: 00481233")["MEDICAL_RECORD_NUMBER"] == ["00481233"]
    assert find("lab report ready. UHID SJV00021894")["MEDICAL_RECORD_NUMBER"] == ["SJV00021894"]
    assert "MEDICAL_RECORD_NUMBER" not in find("Medical record number: on request")


def test_columns_of_such_numbers_are_found_by_their_headers(columns: Find) -> None:
    header = ("patient_name", "mrn", "subscriber_id")
    found = columns(header, ("Ruth Vance", "00481233", "XQP448120933"), ("Omar Diaz", "00481234", "XQP118"))
    assert found["MEDICAL_RECORD_NUMBER@mrn"] == ["00481233", "00481234"]
    assert found["HEALTH_INSURANCE_NUMBER@subscriber_id"][0] == "XQP448120933"


@pytest.mark.parametrize(("plan", "held"), [(("Aetna PPO", "Kaiser HMO"), True), (("Gold", "Silver"), False)])
def test_a_member_s_id_is_a_health_insurer_s_in_a_table_of_one(
    columns: Find, plan: tuple[str, str], held: bool
) -> None:
    rows = [("Ruth Vance", "W229188410", plan[0]), ("Omar Diaz", "W229188411", plan[1])]
    found = columns(("name", "member_id", "plan"), *rows)
    assert ("HEALTH_INSURANCE_NUMBER@member_id" in found) is held


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Medical Aid No", ("884624885", "814378910")),
        ("شماره بیمه", ("37818793", "84494327")),
        ("LBO", ("84063531822", "92137049452")),
        ("የሕክምና መዝገብ ቁጥር", ("089100", "043368")),
    ],
)
def test_insurers_and_records_are_known_by_their_names_in_other_languages(columns, header, numbers) -> None:
    found = columns(("Full name", header), *zip(("Ada Lindberg", "Karl Horvat"), numbers, strict=True))
    kinds = (f"HEALTH_INSURANCE_NUMBER@{header}", f"MEDICAL_RECORD_NUMBER@{header}")
    assert [found[kind] for kind in kinds if kind in found] == [list(numbers)]


def test_an_insured_persons_number_is_found_behind_its_short_name(find: Find) -> None:
    text = "osiguranik Ana Horvat\nlbo: 84063531822\nispostava: 71"
    assert find(text)["HEALTH_INSURANCE_NUMBER"] == ["84063531822"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Hidden gems of the coast. Membership number: 20481173", False),
        ("Registered with GEMS. Membership number: 20481173", True),
    ],
)
def test_an_everyday_word_is_an_insurer_only_as_the_insurer_writes_it(find: Find, text, held) -> None:
    assert ("HEALTH_INSURANCE_NUMBER" in find(text)) is held


def test_a_european_health_insurance_card_is_found_by_its_shape(find: Find) -> None:
    assert find("Karte 80756000110022003300, gültig")["HEALTH_INSURANCE_NUMBER"] == ["80756000110022003300"]
    assert "HEALTH_INSURANCE_NUMBER" not in find("Palette 80999000110022003300, voll")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("MR #48213: Fix admission controller timeout", False),
        ("Merged MR #1482913, pt 2 of the refactoring", False),
        ("MR #48213: Show the patient's date of birth, please review", False),
        ("Admission queue, MR #48213, pt 2", False),
        ("Patient admitted, MR# 482913", True),
        ("MR# 482913\nAdmission date: 2024-03-01\nReviewed by nurse", True),
        ("MR# 482913 DOB 1961-04-02, right bundle branch block", True),
    ],
)
def test_a_merge_request_is_no_patients_record(find: Find, text: str, held: bool) -> None:
    assert ("MEDICAL_RECORD_NUMBER" in find(text)) is held


@pytest.mark.parametrize(
    ("text", "entity", "number"),
    [
        ("Blue Cross VT, subscriber T. Arnold, ID # KBR605518844", "HEALTH_INSURANCE_NUMBER", "KBR605518844"),
        ("Insurance: BCBS ID KTH660993002 Grp 40118", "HEALTH_INSURANCE_NUMBER", "KTH660993002"),
        ("Primary ins: UHC, mem# 605827364", "HEALTH_INSURANCE_NUMBER", "605827364"),
        ("N.º utente SNS: 366 140 882", "HEALTH_INSURANCE_NUMBER", "366 140 882"),
        ("Pt ID 6619-2285", "MEDICAL_RECORD_NUMBER", "6619-2285"),
        ("Claim ID 66188271 with Cigna denied", "HEALTH_INSURANCE_NUMBER", ""),
        ("Cigna claim ID 66188271", "HEALTH_INSURANCE_NUMBER", ""),
        ("Insurance: Geico, ID 6618827190, 2016 Civic", "HEALTH_INSURANCE_NUMBER", ""),
        ("SNS 24: 808 24 24 24", "HEALTH_INSURANCE_NUMBER", ""),
    ],
)
def test_a_bare_id_behind_a_health_insurers_name_is_its_members(text: str, entity: str, number: str) -> None:
    found = [text[hit.start : hit.end] for hit in member_number.find(text) if hit.entity == entity]
    assert found == ([number] if number else [])


def _found(text: str) -> dict[str, str]:
    return {hit.entity: text[hit.start : hit.end] for hit in member_number.find(text)}


def test_a_card_of_a_canadian_province_is_found_with_its_version() -> None:
    text = "OHIP card no. for the form 5386-129-407-RT, birthday in May"
    assert _found(text) == {"HEALTH_INSURANCE_NUMBER": "5386-129-407-RT"}
    assert not _found("health card enquiries 1300 555 017")


def test_a_folder_of_a_hospital_is_a_record() -> None:
    assert _found("The hospital record, folder no. RH 538612, says so") == {
        "MEDICAL_RECORD_NUMBER": "RH 538612"
    }
    assert not _found("Folder no. RH 538612 of the archive")


def test_another_insurer_near_takes_no_member_from_a_carrier() -> None:
    text = "Carrier: Lakes Health    Member ID LHP 53861 2940-03\n\nIn the car: life jackets"
    assert _found(text) == {"HEALTH_INSURANCE_NUMBER": "LHP 53861 2940-03"}
    assert not _found("Travel club Member ID LHP 53861 2940-03\n\nIn the car: life jackets")
