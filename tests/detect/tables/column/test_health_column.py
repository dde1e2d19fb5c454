"""Columns of health information belong to tables of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, Passage, Table, Where

Find = Callable[..., dict[str, list[str]]]


def test_a_sure_header_needs_no_known_word(columns: Find) -> None:
    rows = [("Ruth Vance", "Flurbs", "none"), ("Omar Diaz", "Zorps", "cat hair")]
    found = columns(("name", "diagnosis", "allergies"), *rows)
    assert found["HEALTH@diagnosis"] == ["Flurbs", "Zorps"]
    assert found["HEALTH@allergies"][-1] == "cat hair"


@pytest.mark.parametrize(
    ("values", "held"), [(("asthma", "epilepsy"), True), (("used, scratched", "like new"), False)]
)
def test_an_open_header_goes_by_its_values(columns: Find, values: tuple[str, str], held: bool) -> None:
    found = columns(("name", "condition"), ("Ruth Vance", values[0]), ("Omar Diaz", values[1]))
    assert ("HEALTH@condition" in found) is held


def test_a_telephone_or_an_identifier_called_a_value_is_no_result(columns: Find) -> None:
    header = ("patient name", "diagnosis", "telecom.value", "lab.value")
    rows = ("Ruth Vance", "asthma", "(559) 555-0143", "8.4"), ("Omar Diaz", "gout", "ruth@example.com", "11")
    found = columns(header, *rows)
    assert found["HEALTH@lab.value"] == ["8.4", "11"] and "HEALTH@telecom.value" not in found


def test_results_of_a_laboratory_are_their_patients(columns: Find) -> None:
    header = ("patient_name", "test", "result", "flag")
    found = columns(
        header, ("Ruth Vance", "Xylo quant", "Reactive", "A"), ("Omar Diaz", "Baro IgG", "12", "")
    )
    assert found["HEALTH@test"] == ["Xylo quant", "Baro IgG"]
    assert found["HEALTH@result"] == ["Reactive", "12"]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("AE term", ("Flurbs", "Zorps")),
        ("TNM", ("pT2 pN1a cM0", "pT3a pN0 cM0")),
        ("ABO", ("O pos", "B neg")),
        ("Complaint", ("Bee sting", "Itchy eyes")),
        ("Diagnosi", ("Flurbi", "Zorpi")),
    ],
)
def test_columns_of_trials_registries_and_other_languages_are_sure(
    columns: Find, header: str, values: tuple[str, str]
) -> None:
    found = columns(("subject name", header), ("Ruth Vance", values[0]), ("Omar Diaz", values[1]))
    assert found[f"HEALTH@{header}"] == list(values)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            ("code", "description", "billable"),
            [("E11.9", "Type 2 diabetes mellitus", "Y"), ("I10", "Hypertension", "Y")],
        ),
        (
            ("drug", "unit_price", "supplier_contact"),
            [("Lisinopril 10 mg", "4.20", "ruth@example.com"), ("Metformin 500 mg", "3.10", "o@example.com")],
        ),
        (
            ("title", "condition", "investigator", "contact_email"),
            [
                ("Trial A", "asthma", "Ruth Vance", "r@example.com"),
                ("Trial B", "gout", "O. Diaz", "o@example.com"),
            ],
        ),
    ],
)
def test_a_code_list_a_catalogue_and_a_register_of_studies_hold_none(
    columns: Find, header: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    assert not any(name.startswith("HEALTH@") for name in columns(header, *rows))


def test_a_table_below_a_patient_s_name_holds_that_patient_s_results(
    detector: Detector, place: Where
) -> None:
    head = Passage("Patient: Ruth Vance\nMRN: 00481233\nDOB: 02/11/1958", place, (), "page")
    table = Table(
        place, ("Test", "Result", "Units"), (("Potassium", "5.9", "mmol/L"), ("Sodium", "140", "mmol/L"))
    )
    both = [item for item in detector.examine([head, table]) if isinstance(item, Detection)]
    assert "5.9" in [item.value for item in both if item.entity == "HEALTH"]
    alone = [item for item in detector.examine([table]) if isinstance(item, Detection)]
    assert not [item for item in alone if item.entity == "HEALTH"]


def test_notes_in_a_table_of_people_are_read_as_theirs(columns: Find) -> None:
    notes = (
        "Called about the bill, wants to pay in May. He was diagnosed with epilepsy last year.",
        "Please deliver on Mondays and ring twice at the back door, thank you very much.",
    )
    found = columns(
        ("name", "email", "notes"),
        *[(n, f"{n[0]}@example.com", t) for n, t in zip(("Ruth Vance", "Omar Diaz"), notes, strict=True)],
    )
    assert found["HEALTH@notes"] == ["epilepsy"]


@pytest.mark.parametrize("header", ["ADMIT_DX", "Dx CIE10", "code 1"])
def test_codes_of_diseases_next_to_patients_are_health_information(columns: Find, header: str) -> None:
    codes = ["J45.909", "E11.9", "K29.7", "M54.5", "F32.1"]
    names = ["Ruth Vance", "Omar Diaz", "Ines Satterfield", "Minh Zuniga", "Kaylee Redfern"]
    numbers = ["48377", "53414", "47134", "59921", "60014"]
    found = columns(("MRN", "PAT_NAME", header), *zip(numbers, names, codes, strict=True))
    assert found[f"HEALTH@{header}"] == codes


@pytest.mark.parametrize(
    ("header", "remarks", "health"),
    [
        ("Observaciones", ("paga en mano", "hospitalizado por ictus"), "ictus"),
        ("Remark", ("pays in cash", "on sick leave after knee surgery"), "knee surgery"),
        ("Anlass", ("Reise", "Dialyse"), "Dialyse"),
        ("Megjegyzés", ("kedden nem jó", "diszlexiás, nagy kotta kell"), "diszlexiás"),
    ],
)
def test_a_remark_of_few_words_in_a_table_of_people_is_read_as_theirs(
    columns: Find, header: str, remarks: tuple[str, str], health: str
) -> None:
    people = (("Ruth Vance", "ruth@example.com"), ("Omar Diaz", "omar@example.com"))
    rows = [(*who, said) for who, said in zip(people, remarks, strict=True)]
    assert health in columns(("name", "email", header), *rows)[f"HEALTH@{header}"]


def test_a_remark_on_goods_is_no_health_information(columns: Find) -> None:
    rows = (("Knee brace", "12.00", "for arthritis"), ("Cold pack", "3.00", "for sprains"))
    found = columns(("Article", "Price", "Remarks"), *rows)
    assert not any(name.startswith("HEALTH@") for name in found)


@pytest.mark.parametrize("header", ["x", "col2", "why", "case"])
def test_values_that_are_nearly_all_of_health_need_no_header(columns: Find, header: str) -> None:
    people = ("Ruth Vance", "Omar Diaz", "Ines Kral", "Tom Adler")
    ill = ("asthma", "type 2 diabetes", "epilepsy", "breast cancer")
    assert columns(("name", header), *zip(people, ill, strict=True))[f"HEALTH@{header}"] == list(ill)
    jobs = ("plumber", "cardiologist", "nurse", "baker")
    assert f"HEALTH@{header}" not in columns(("name", header), *zip(people, jobs, strict=True))


WHO = (("Ruth", "Vance"), ("Omar", "Diaz"), ("Lena", "Brandt"), ("Ivo", "Kovacs"))
NUMBERS = ("275658", "857756", "441891", "344512")


@pytest.mark.parametrize(
    ("header", "beside", "value"),
    [
        ("No dossier", "Médecin de famille", "Dre Julie Arcand"),
        ("EMIS Number", "Usual GP's Full Name", "Dr Colin Bagshaw"),
        ("Nro. ficha", "Médico tratante", "Dr. Pablo Ruiz"),
        ("Akten-Nr.", "Hausarzt", "Dr. Anna Berg"),
        ("File no", "Last vaccination", "2023-10-04"),
    ],
)
def test_numbers_of_files_next_to_those_who_care_are_of_records(
    columns: Find, header: str, beside: str, value: str
) -> None:
    rows = [(number, *who, value) for number, who in zip(NUMBERS, WHO, strict=True)]
    found = columns((header, "First name", "Last name", beside), *rows)
    assert found[f"MEDICAL_RECORD_NUMBER@{header}"] == list(NUMBERS)


def test_numbers_of_files_next_to_a_lawyer_are_none_of_patients(columns: Find) -> None:
    rows = [(number, *who, "Sale of land") for number, who in zip(NUMBERS, WHO, strict=True)]
    found = columns(("File no", "First name", "Last name", "Matter"), *rows)
    assert "MEDICAL_RECORD_NUMBER@File no" not in found


def test_members_of_a_scheme_with_dependants_are_insured(columns: Find) -> None:
    numbers = ("074374781", "076697086", "077294258", "074318325")
    rows = [(str(i), one, "00", *who) for i, (one, who) in enumerate(zip(numbers, WHO, strict=True), 20871)]
    found = columns(("mbr_id", "mbr_no", "dep_cd", "first_nm", "surname"), *rows)
    assert found["HEALTH_INSURANCE_NUMBER@mbr_no"] == list(numbers)
    assert "HEALTH_INSURANCE_NUMBER@mbr_id" not in found


def test_members_of_a_club_are_not_insured(columns: Find) -> None:
    rows = [(number, *who, "tennis") for number, who in zip(NUMBERS, WHO, strict=True)]
    found = columns(("mbr_no", "first_nm", "surname", "sport"), *rows)
    assert "HEALTH_INSURANCE_NUMBER@mbr_no" not in found


@pytest.mark.parametrize(
    ("header", "entity"),
    [
        ("EMIS Number", "MEDICAL_RECORD_NUMBER"),
        ("SystmOne ID", "MEDICAL_RECORD_NUMBER"),
        ("Patient Number", "MEDICAL_RECORD_NUMBER"),
        ("no_rkm_medis", "MEDICAL_RECORD_NUMBER"),
        ("peserta.noKartu", "HEALTH_INSURANCE_NUMBER"),
        ("No Kartu BPJS", "HEALTH_INSURANCE_NUMBER"),
    ],
)
def test_the_names_that_systems_give_to_numbers_of_patients_are_known(
    columns: Find, header: str, entity: str
) -> None:
    rows = (("12422", "Ada Lindberg"), ("27555", "Karl Horvat"), ("17177", "Petra Novak"))
    assert columns((header, "name"), *rows)[f"{entity}@{header}"] == [row[0] for row in rows]


@pytest.mark.parametrize("header", ["Number of patients", "no kartu anggota", "Vision ID"])
def test_counts_of_patients_and_cards_of_a_club_are_no_records(columns: Find, header: str) -> None:
    rows = (("12422", "Ada Lindberg"), ("27555", "Karl Horvat"), ("17177", "Petra Novak"))
    assert {"MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"}.isdisjoint(
        key.split("@")[0] for key in columns((header, "name"), *rows)
    )


JAPANESE = [
    ("佐々木　美咲", "2454", "93168406"),
    ("長谷川　大輔", "4387", "90254041"),
    ("石井　真由美", "803", "82886445"),
]


@pytest.mark.parametrize(
    ("insurer", "number"),
    [("保険者番号", "番号"), ("負担割合", "記号番号"), ("본인부담 보험자번호", "증번호")],
)
def test_numbers_next_to_an_insurer_are_of_the_insured(columns: Find, insurer: str, number: str) -> None:
    rows = [(str(at), name, "01130012", sign, one) for at, (name, sign, one) in enumerate(JAPANESE, 1)]
    found = columns(("番号", "氏名", insurer, "記号", number), *rows)
    assert [key for key in found if key.startswith("HEALTH_INSURANCE_NUMBER") and "保険者" not in key] == [
        f"HEALTH_INSURANCE_NUMBER@{number}"
    ]


def test_numbers_of_rows_without_an_insurer_are_of_no_insured_person(columns: Find) -> None:
    rows = [(name, sign, one) for name, sign, one in JAPANESE]
    assert not any("番号" in key for key in columns(("氏名", "部署", "番号"), *rows))


@pytest.mark.parametrize("header", ["NUM_ADH", "n° adh.", "num benef", "nro afil", "N° tarjeta", "nº carte"])
def test_shortened_numbers_of_members_next_to_an_insurer_are_of_the_insured(
    columns: Find, header: str
) -> None:
    rows = [(*who, "HARMONIE MUTUELLE", number) for number, who in zip(NUMBERS, WHO, strict=True)]
    assert f"HEALTH_INSURANCE_NUMBER@{header}" in columns(("PRENOM", "NOM", "MUTUELLE", header), *rows)
    assert f"HEALTH_INSURANCE_NUMBER@{header}" not in columns(("PRENOM", "NOM", "SECTION", header), *rows)


def test_admissions_numbers_need_no_header_next_to_ages_with_sexes(columns: Find) -> None:
    rows = [
        (f"IP25/0{8812 + 13 * at}", who, aged, f"{at}@b.example")
        for at, (who, aged) in enumerate(
            (("Ruth Vance", "58/F"), ("Omar Diaz", "41/M"), ("Ada Lindberg", "2D/F"), ("Karl Horvat", "36/M"))
        )
    ]
    found = columns(("c1", "c2", "c3", "c4"), *rows)
    assert found["MEDICAL_RECORD_NUMBER@c1"] == [row[0] for row in rows]
    lots = [(code, who, f"{at}/9", mail) for at, (code, who, _, mail) in enumerate(rows)]
    assert "MEDICAL_RECORD_NUMBER@c1" not in columns(("c1", "c2", "c3", "c4"), *lots)


@pytest.mark.parametrize("header", ["id_expediente", "exp", "N. cart.", "No. expediente"])
def test_a_file_number_next_to_patients_is_of_their_records(columns: Find, header: str) -> None:
    files = ("EXP-15945", "exp 13202", "2021/04845", "EXP-12362")
    people = ("Rosa Elvira Montes", "Dulce Frias", "Hector Ugalde", "Joel Ferrusca")
    rows = list(zip(people, files, strict=True))
    assert columns(("Paciente", header), *rows)[f"MEDICAL_RECORD_NUMBER@{header}"] == list(files)
    assert f"MEDICAL_RECORD_NUMBER@{header}" not in columns(("Deudor", header), *rows)


def test_how_long_a_card_is_good_for_is_no_file_of_a_patient(columns: Find) -> None:
    people = ("Rosa Elvira Montes", "Dulce Frias", "Hector Ugalde", "Joel Ferrusca")
    good = ("12/2026", "04/2029", "03/2028", "11/2027")
    found = columns(("Paciente", "exp"), *zip(people, good, strict=True))
    assert "MEDICAL_RECORD_NUMBER@exp" not in found


@pytest.mark.parametrize(
    "header", ["Result", "Why", "Outcome", "Grund", "Motivo", "Causa", "причина", "原因"]
)
def test_why_somebody_was_away_and_what_came_out_go_by_their_values(columns: Find, header: str) -> None:
    names = ("Ruth Vance", "Omar Diaz", "Eva Stone", "Ann Hale")
    ill = ("Positive for chlamydia", "had a miscarriage", "knee replacement", "detox")
    found = columns(("name", header), *zip(names, ill, strict=True))
    assert found[f"HEALTH@{header}"] == list(ill)
    other = ("1st", "flat tire", "jury duty", "late start")
    assert not any(
        key.startswith("HEALTH") for key in columns(("name", header), *zip(names, other, strict=True))
    )
