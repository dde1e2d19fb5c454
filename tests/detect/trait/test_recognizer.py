"""Sensitive traits are candidates where somebody is named, and never in texts about groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.risk.categories import spi_of

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Name: Ruth Vance\nEthnicity: Hispanic or Latino\n", "Hispanic or Latino"),
        ("Applicant: Ruth Vance\nReligion: Catholic\n", "Catholic"),
        ("Employee: Ruth Vance\nUnion membership: Local 1021\n", "Local 1021"),
        ("Ruth Vance\nSexual orientation: lesbian\n", "lesbian"),
        ("Employee: Ruth Vance\nImmigration status: H-1B\n", "H-1B"),
    ],
)
def test_a_label_with_somebody_in_the_text_is_a_candidate(find: Find, text: str, value: str) -> None:
    assert value in find(text).get("SENSITIVE_TRAIT", [])


@pytest.mark.parametrize(
    "text",
    [
        "Ethnicity: Hispanic or Latino",
        "Ruth Vance fixed the race condition. Race: 10 km, start at 9.",
        "Ruth Vance wrote: Union: SELECT a UNION SELECT b",
        "Page by Ruth Vance. Orientation: landscape",
        "Religion: prefer not to say. Ruth Vance",
    ],
)
def test_no_answer_another_meaning_or_no_one_is_none(find: Find, text: str) -> None:
    assert "SENSITIVE_TRAIT" not in find(text, "prose")


def test_a_phrase_counts_near_a_person_alone(find: Find) -> None:
    assert "SENSITIVE_TRAIT" in find("Ruth Vance is a practicing Muslim and asks for Fridays off.", "prose")
    far = (
        "Ruth Vance signed. " + "The hall has chairs and lamps. " * 20 + "The statute covers a union member."
    )
    assert "SENSITIVE_TRAIT" not in find(far, "prose")


def test_columns_of_traits_need_people(columns: Find) -> None:
    rows = [("Ruth Vance", "White", "F-1 visa"), ("Omar Diaz", "Black", "US citizen")]
    found = columns(("name", "ethnicity", "immigration_status"), *rows)
    assert found["SENSITIVE_TRAIT@ethnicity"] == ["White", "Black"]
    assert found["SENSITIVE_TRAIT@immigration_status"] == ["F-1 visa", "US citizen"]
    assert not any(
        name.startswith("SENSITIVE_TRAIT") for name in columns(("city", "ethnicity"), ("Reno", "White"))
    )


def test_one_who_is_no_member_of_a_union_has_no_trait(columns: Find) -> None:
    found = columns(("name", "union_member"), ("Ruth Vance", "Yes"), ("Omar Diaz", "No"))
    assert found["SENSITIVE_TRAIT@union_member"] == ["Yes"]


def test_a_trait_or_a_minor_alone_is_never_confirmed() -> None:
    rows = spi_of([frozenset({"PERSON", "SENSITIVE_TRAIT", "MINOR"})])
    assert {(row.cite, state) for row, state in rows} == {
        ("§1798.140(ae)(1)(D)", "candidate"),
        ("11 CCR §7001(bbb)", "candidate"),
    }
    assert all(row.question for row, _ in rows)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Name: Ruth Vance\nRace: White\nSex: F\n", True),
        ("Name: Ruth Vance\nRace: B\nSex: F\n", True),
        ("Name: Ruth Vance\nRace: Harbour Sprint\nTime: 42:10\n", False),
        ("Maintainer: Ruth Vance\nThread safety: MT-Unsafe race:hostent locale\n", False),
    ],
)
def test_behind_race_stands_an_origin_or_it_is_a_contest(find: Find, text: str, held: bool) -> None:
    assert ("SENSITIVE_TRAIT" in find(text, "prose")) is held


def test_a_column_of_races_that_are_run_holds_no_trait(columns: Find) -> None:
    rows = [("Ruth Vance", "Harbour Sprint"), ("Omar Diaz", "Hill Climb")]
    assert not any(name.startswith("SENSITIVE_TRAIT") for name in columns(("name", "race"), *rows))
    found = columns(("name", "race"), ("Ruth Vance", "White"), ("Omar Diaz", "Black"))
    assert found["SENSITIVE_TRAIT@race"] == ["White", "Black"]


@pytest.mark.parametrize(
    "text",
    [
        "Personalnotiz: Frau Sabine Kruse ist IG Metall-Mitglied seit 2004.",
        "Herr Dieter Amrein ist Zeuge Jehovas.",
        "Monsieur Karim Belkacem est demandeur d'asile.",
        "Paul Girard, syndiqué CFDT, refuse la mutation.",
        "El señor Tarik Amrani es musulmán practicante.",
        "Il signor Marco Neri è iscritto alla CGIL.",
        "Mevrouw Ineke Visser is lid van de FNV.",
        "Pani Oksana Bondar jest uchodźczynią z Ukrainy.",
        "Johan Ekström är fackligt ansluten.",
        "Carlos Mota é homossexual assumido.",
        "Rita Figueira é homossexual assumida.",
        "Name: Marta Kowalska\nWyznanie: rzymskokatolickie",
    ],
)
def test_traits_are_found_in_other_languages(find: Find, text: str) -> None:
    assert "SENSITIVE_TRAIT" in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "IG Metall und Arbeitgeber einigten sich, sagte Jörg Hofmann.",
        "Member of the European Union since 2004, said Ms Anna Wolf.",
        "Asylum seekers may work after six months, the minister Yvette Hale said.",
        "Permesso di soggiorno: dove si richiede. Ufficio del dott. Mario Bini.",
        "Views on gay marriage differ, Ruth Vance writes.",
    ],
)
def test_what_is_said_of_groups_and_institutions_is_no_trait(find: Find, text: str) -> None:
    assert "SENSITIVE_TRAIT" not in find(text, "prose")


def test_what_a_label_says_of_somebody_s_origin_is_no_name(find: Find) -> None:
    assert "Latino" not in find("Name: Ruth Vance\nEthnicity: Hispanic or Latino\n")["PERSON"]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("parish", ("Orleans", "St. Tammany", "St. Charles", "Jefferson", "Caddo", "East Baton Rouge")),
        ("Parish", ("St Helier", "St Ouen", "Grouville", "St Clement", "Trinity", "St Mary")),
        ("parish_name", ("Kingston", "St. Andrew", "Clarendon", "St. Ann", "Portland", "Hanover")),
        ("paroquia", ("Arroios", "Alvalade", "Benfica", "Estrela", "Lumiar", "Belém")),
    ],
)
def test_a_district_called_a_parish_is_no_belief(columns: Find, header: str, values: tuple[str, ...]) -> None:
    names = ("Ruth Vance", "Omar Diaz", "Ann Stone", "Bob Miller", "Eva Hale", "Jo Nowak")
    found = columns(("name", header), *zip(names, values, strict=True))
    assert f"SENSITIVE_TRAIT@{header}" not in found


def test_a_parish_of_a_church_is_a_belief(columns: Find) -> None:
    values = ("St. Mary Catholic Church", "Our Lady of Sorrows", "Sacred Heart")
    found = columns(("name", "parish"), *zip(("Ruth Vance", "Omar Diaz", "Ann Stone"), values, strict=True))
    assert found["SENSITIVE_TRAIT@parish"] == list(values)


@pytest.mark.parametrize(
    "number", ["employee_id: E-10442", "profile.patient.id: 88213", "member no: 7710", "student_id: 2041"]
)
def test_a_record_that_numbers_a_person_needs_no_name(find: Find, number: str) -> None:
    found = find(f"{number}\nreligion: Muslim\nethnicity: Hispanic or Latino", "fields")
    assert found["SENSITIVE_TRAIT"] == ["Muslim", "Hispanic or Latino"]


@pytest.mark.parametrize("number", ["account_id: A-10442", "resource_id: 88213", "id: 7710", "employees: 40"])
def test_a_record_that_numbers_something_else_needs_one(find: Find, number: str) -> None:
    assert "SENSITIVE_TRAIT" not in find(f"{number}\nreligion: Muslim\nethnicity: Asian", "fields")


@pytest.mark.parametrize(
    ("text", "people", "trait"),
    [
        ("Ivan is a practising Muslim.", ["Ivan"], "practising Muslim"),
        ("Amir, a Shia Muslim from Basra, sings.", ["Amir"], "Shia Muslim"),
        ("Ruth is Jewish and keeps a diary.", ["Ruth"], "Jewish"),
    ],
)
def test_a_belief_is_said_once_and_is_no_persons_name(
    find: Find, text: str, people: list[str], trait: str
) -> None:
    found = find(text)
    assert found["PERSON"] == people and found["SENSITIVE_TRAIT"] == [trait]


@pytest.mark.parametrize(
    "text", ["The cathedral is Catholic. Ann Lee took photos.", "The restaurant kept kosher; call Ann Lee."]
)
def test_the_belief_of_a_building_is_of_no_person(find: Find, text: str) -> None:
    assert "SENSITIVE_TRAIT" not in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mother is Salvadoran and works nights.",
        "He is Hazara and speaks Dari with his aunt.",
        "El alumno no participa porque su familia es testigo de Jehová.",
        "Los testigos de Jehová no celebran cumpleaños.",
    ],
)
def test_a_people_and_the_words_of_a_belief_are_no_names(find: Find, text: str) -> None:
    assert "PERSON" not in find(f"Notes of the meeting\n\n{text}\n", "prose")


def test_somebody_who_is_called_like_a_people_stays(find: Find) -> None:
    found = find("Dear Ms. Irish,\n\nChristian said he would call. Ashanti Brown came, too.\n", "prose")
    assert found["PERSON"] == ["Irish", "Christian", "Ashanti Brown"]
