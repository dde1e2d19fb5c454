"""Health information is found where it is somebody's, and in no text about medicine at large."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.detect.health.recognizer import minors, read
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Detection, Passage, Where

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Discharge summary\nPatient: Ruth Vance   MRN: 00481233   DOB: 02/11/1958\n"
            "Principal diagnosis: Acute cholecystitis\n"
            "Discharge medications\n- Ciprofloxacin 500 mg PO BID\n",
            {"Acute cholecystitis", "Ciprofloxacin 500 mg PO BID"},
        ),
        (
            "Patient: Ruth Vance   DOB: 02/11/1958   Collected: 03/04/2024\n"
            "Potassium      5.9   mmol/L   3.5-5.1   H\nCreatinine     1.8   mg/dL    0.6-1.3   H\n",
            {"Potassium      5.9   mmol/L", "Creatinine     1.8   mg/dL"},
        ),
        (
            "Dear Dr. Klein, thank you for seeing Ruth Vance, a 61-year-old woman with atrial fibrillation. "
            "She takes apixaban and denies chest pain. Regards, Dr. Moser",
            {"atrial fibrillation", "apixaban", "chest pain"},
        ),
        (
            "Arztbrief\nPatientin: Renate Vogel, geb. 11.02.1958\nDiagnosen: Vorhofflimmern\n"
            "Medikation: Bisoprolol 2,5 mg 1-0-0\n",
            {"Vorhofflimmern", "Bisoprolol 2,5 mg 1-0-0"},
        ),
        (
            "Compte rendu d'hospitalisation\nPatient : Luc Moreau, né le 11/02/1958\n"
            "Le patient présente une pneumonie. Traitement de sortie : amoxicilline 1 g matin et soir\n",
            {"pneumonie"},
        ),
        (
            "Informe de alta\nPaciente: Carmen Ruiz   Fecha de nacimiento: 11/02/1958\n"
            "Juicio clínico: neumonía\nLa paciente fue tratada con ceftriaxona.\n",
            {"neumonía"},
        ),
    ],
)
def test_what_a_record_says_of_its_patient_is_found(find: Find, text: str, held: set[str]) -> None:
    found = find(text, "prose").get("HEALTH", [])
    assert all(any(one in value for value in found) for one in held), found


def test_what_a_patient_denies_is_health_information_too(find: Find) -> None:
    found = find("Patient: Ruth Vance, DOB 02/11/1958. Denies chest pain. No history of epilepsy.", "prose")
    assert {"chest pain", "epilepsy"} <= set(found["HEALTH"])


@pytest.mark.parametrize(
    "text",
    [
        "Epilepsy is a common disorder. Patients with epilepsy should take levetiracetam as directed; side "
        "effects include dizziness. Reviewed by Ruth Vance.",
        "ICD-10-CM code list\nE11.9 Type 2 diabetes mellitus\nI10 Essential hypertension\nJ45.909 Asthma\n",
        "We are looking for a nurse for our cardiology team (heart failure, stroke). Responsibilities: give "
        "medications, document allergies. Apply to Ruth Vance. Salary and benefits as usual.",
        "Item no. 8841 Lisinopril 10 mg tablets, pack of 100, in stock, unit price 4.20. Contact: Ruth Vance",
        "Lisinopril is indicated for the treatment of hypertension. Do not take it if you are pregnant. "
        "Keep out of reach of children.",
        "def diagnose(error):\n    # treatment of the error: restart; symptoms are in the log\n"
        "    return exception  # Ruth Vance",
        "New patient form\nName: ______________ DOB: ________\nAllergies: ______________\n"
        "Have you had any of these? [ ] diabetes [ ] asthma [ ] cancer\n",
    ],
)
def test_a_text_on_medicine_at_large_holds_no_health_information(find: Find, text: str) -> None:
    assert "HEALTH" not in find(text, "prose")


def test_a_later_page_is_about_the_patient_of_the_first(detector: Detector, place: Where) -> None:
    first = "Discharge summary\nPatient: Ruth Vance\nMRN: 00481233\nDOB: 02/11/1958"
    later = "Page 2 of 2\nDischarge medications\nLevetiracetam 500 mg twice daily\n"
    pages = [Passage(text, place, (), "page") for text in (first, later)]
    found = [item for item in detector.examine(pages) if isinstance(item, Detection)]
    assert "Levetiracetam 500 mg twice daily" in [item.value for item in found if item.entity == "HEALTH"]
    alone = [item for item in detector.examine(pages[1:]) if isinstance(item, Detection)]
    best = max((item.score for item in alone if item.entity == "HEALTH"), default=0.0)
    assert best < min(item.score for item in found if item.entity == "HEALTH")


def test_a_record_s_condition_is_found_by_its_fields(find: Find) -> None:
    text = (
        "resourceType: Condition\nsubject.display: Ruth Vance\ncode.coding.code: G40.909\n"
        "code.text: Nocturnal episodes of unknown cause"
    )
    assert set(find(text, "fields")["HEALTH"]) == {"G40.909", "Nocturnal episodes of unknown cause"}


def test_the_reasons_of_a_finding_are_the_features_that_weighed_most(
    detector: Detector, place: Where
) -> None:
    text = "Patient: Ruth Vance, DOB 02/11/1958. Diagnosis: epilepsy"
    found = [item for item in detector.examine([Passage(text, place)]) if isinstance(item, Detection)]
    reasons = next(item.reasons for item in found if item.entity == "HEALTH")
    assert {reason.partition(":")[0] for reason in reasons} >= {"born", "person"}
    assert all("Vance" not in reason and "epilepsy" not in reason for reason in reasons)


def test_what_was_measured_is_found_in_the_fields_of_a_table_of_a_page(
    detector: Detector, place: Where
) -> None:
    row = Passage(
        "Test Name: LDL cholesterol\nResult Reference Range: 171 H  <100  mg/dL", place, (), "fields"
    )
    head = Passage("PATIENT: Vance, Ruth\nDOB: 02/11/1958\nCOLLECTED: 03/04/2024", place, (), "page")
    found = [item for item in detector.examine([row, head]) if isinstance(item, Detection)]
    assert "171" in [item.value for item in found if item.entity == "HEALTH"]


def test_a_form_that_was_filled_in_says_more_than_a_blank_one(find: Find) -> None:
    blank = "Reason: [ ] Pregnancy [ ] Surgery [ ] Asthma\nEmployee: ______________"
    filled = "Reason: [ ] Pregnancy [ ] Surgery [X] Asthma\nEmployee: Ruth Vance, DOB 02/11/1958"
    assert "HEALTH" not in find(blank, "prose")
    assert "Asthma" in find(filled, "prose")["HEALTH"]


def test_what_stands_in_a_patients_record_is_nearly_sure(detector: Detector, place: Where) -> None:
    text = (
        "Discharge summary\nPatient: Ruth Vance   MRN: 00481233   DOB: 02/11/1958\nDiagnosis: Cholecystitis\n"
    )
    found = [item for item in detector.examine([Passage(text, place)]) if isinstance(item, Detection)]
    scores = [item.score for item in found if item.entity == "HEALTH"]
    assert scores and min(scores) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Ik meld me ziek, ik heb griep en koorts. De huisarts heeft rust voorgeschreven. Groet, Anja Visser",
        "Lavoratore: Ornella Conti\nNata il: 25/12/1968\nDiagnosi: Gastroenterite acuta",
        "AVIS D'ARRÊT DE TRAVAIL\nDr Moreau certifie avoir examiné Bilal Kanaan, né le 28/07/1962.\n"
        "Éléments d'ordre médical : lombosciatique gauche",
        "Pacjent: Jan Kowalski, data urodzenia 12.03.1950\nRozpoznanie: niewydolność serca, cukrzyca",
        "Nome: Rui Matos\nData de nascimento: 02/04/1977\nA paciente refere dor lombar e enxaqueca.",
        "Läkarintyg\nNamn: Karin Ek\nFödd: 1961-02-11\nDiagnos: lunginflammation",
    ],
)
def test_somebody_s_health_is_found_in_other_languages(find: Find, text: str) -> None:
    assert find(text, "prose").get("HEALTH")


@pytest.mark.parametrize(
    "text",
    [
        "Ibuprofene è indicato nei pazienti con emicrania. Controindicazioni: gravidanza.",
        "Steeds meer mensen met hartfalen. Bij patiënten met diabetes type 2 helpt bewegen.",
        "Campaña de vacunación contra la gripe: indicada en mayores de 60 años y con diabetes o asma.",
        "Expected values: men 30 to 400 ng/mL, women 15 to 150 ng/mL. Controls: level 1, 28 ng/mL.",
    ],
)
def test_a_leaflet_or_a_kit_s_manual_in_other_languages_is_about_no_one(find: Find, text: str) -> None:
    assert "HEALTH" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Ihr Mann liegt nach einem Hirnschlag im Spital.",
        "Lucas souffre de dyslexie, prévoir plus de temps.",
        "Pappa har Parkinsons och behöver ramp.",
        "Córka ma zespół Downa.",
        "Paní špatně vidí, má zelený zákal.",
        "아이가 아토피가 있어서 섬유유연제는 빼 주세요.",
        pytest.param(
            "אבא שלי חולה סוכרת.",
            marks=pytest.mark.xfail(strict=True, reason="the network is not sure of three words of Hebrew"),
        ),
    ],
)
def test_a_condition_in_passing_is_found_in_the_forms_of_its_language(find, text: str) -> None:
    assert "HEALTH" in find(text, "prose")


@pytest.mark.parametrize("word", ["song", "street in Corona", "kurt", "crosses on the map", "punts"])
def test_a_condition_in_one_language_is_none_in_another_where_it_is_an_everyday_word(
    find: Find, word: str
) -> None:
    text = f"A great {word} made even greater by a mandolin coda (not by Carrie Armstrong)."
    assert "HEALTH" not in find(text, "prose")


def test_a_mailbox_is_no_health_information(find: Find) -> None:
    found = find("Darlene Stevens, darlene.stevens@acmeworks.com\n")
    assert found["EMAIL_ADDRESS"] == ["darlene.stevens@acmeworks.com"]
    assert "HEALTH" not in found


@pytest.mark.parametrize(("years", "apart", "found"), [(15, 20, True), (16, 20, False), (9, 130, False)])
def test_an_age_under_sixteen_is_of_a_person_named_nearby(years: int, apart: int, found: bool) -> None:
    text = f"Ruth Vance{'.' * apart} aged {years}"
    assert bool(list(minors(text, [Hit("PERSON", 0, 10, 0.9, "Person")]))) is found


def test_a_medicine_taken_for_a_name_makes_no_text_a_persons() -> None:
    text = "AMOXICILINA TRI-HIDRATADA"
    named = Hit("PERSON", 0, len(text), 0.9, "Person")
    assert not read(text, [named]).own.people
    other = Hit("PERSON", len(text) + 1, len(text) + 10, 0.9, "Person")
    assert read(f"{text} Ruth Vance", [other]).own.people


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Frau Renate Vogel kommt am Montag, Blutgruppe: B Rh neg., bitte vorbereiten.",
            "Blutgruppe: B Rh neg.",
        ),
        ("Zdena Malá, krevní skupina AB+, přijde v pondělí.", "krevní skupina AB+"),
        ("Nome: Inês Prado\nGrupo sanguíneo: O Rh negativo\n", "Grupo sanguíneo: O Rh negativo"),
        ("Die Blutgruppe B ist in Asien häufig.", ""),
        ("Needed at the hospital: blood group O negative. Come and donate.", ""),
    ],
)
def test_a_blood_group_near_a_person_is_health_in_any_language(find: Find, text: str, held: str) -> None:
    assert find(text, "prose").get("HEALTH", [""]) == [held]
