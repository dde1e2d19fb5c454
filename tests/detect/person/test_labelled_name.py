"""People that a receipt's stripe, a quoted answer or a column's header tell; venues and stations are none."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.labelled_name import find_labelled, find_titled, skip_title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Total paid  $50.47\nAMEX ...3310\nLINDBERG/KARL\nCome back soon.", "LINDBERG/KARL"),
        ("> On Monday Fergus wrote:\n>> where is the key?", "Fergus"),
        ("repeat customer Horvat, Karl. He wants two.", "Horvat, Karl"),
    ],
)
def test_somebody_is_recognized_by_the_paper(find, text: str, name: str) -> None:
    assert name in find(text)["PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Sunday, March 10 at 7 pm\nThe Oak Room, 267 Harbor View Dr, Hoboken, NJ 07030",
        "Tallystack, Austin (2021–2025)\nCut ingest cost by a third.",
        "Ms. Rowan wrap dress, M from $68.00\nBeanie, rust from $18.75\nOak shelf from $345.25",
        "Assembly of the Hudson 6-Drawer Dresser",
    ],
)
def test_venues_stations_and_models_are_not_people(find, text: str) -> None:
    assert "PERSON" not in find(text)


@pytest.mark.parametrize("header", ("driver", "agent", "Spouse"))
def test_given_names_alone_stand_under_headers_of_people(columns, header: str) -> None:
    rows = zip(("Ada Lindberg", "Karl Horvat", "Petra Novak"), ("Birgit", "Devendra K.", "Jo"), strict=True)
    assert columns(("name", header), *rows)[f"PERSON@{header}"] == ["Birgit", "Devendra K.", "Jo"]


def test_a_schema_of_addresses_is_none(find) -> None:
    text = "CREATE TABLE address (id bigint, street text, city text, state char(2), zip varchar(10));"
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_degrees_between_a_title_and_a_name_are_no_names(find) -> None:
    assert find("Herr Dr. Wieland Brückner beantragt es.", "prose")["PERSON"] == ["Wieland Brückner"]
    assert find("Frau Prof. Dr. med. Anke Lang rief an.", "prose")["PERSON"] == ["Anke Lang"]


def test_two_letters_with_a_period_stand_for_a_name(find) -> None:
    assert find("Het bezoek was bij dhr. Th. Overmars in het hospice.", "prose")["PERSON"] == ["Th. Overmars"]


def test_a_nickname_in_single_quotes_is_part_of_a_name_and_a_cultivar_is_none(find) -> None:
    assert find("Guests: William 'Bill' Hartnell came.", "prose")["PERSON"] == ["William 'Bill' Hartnell"]
    assert "PERSON" not in find(
        "Paeonia 'Sarah Bernhardt'\nIris 'Jane Phillips'\nClematis 'Nelly Moser'\n", "page"
    )


def test_a_title_may_stand_between_family_and_given_name(find) -> None:
    assert find("Room 4: Kettunen, Mrs Aino, two nights", "prose")["PERSON"] == ["Kettunen, Mrs Aino"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From: Zoltan Quimby\nthe box", ["Zoltan Quimby"]),
        ("To: Zoltan Quimby\nthe box", ["Zoltan Quimby"]),
        ("from Zoltan Quimby\nthe box", []),
        ("the box: Zoltan Quimby", []),
    ],
)
def test_a_line_alone_may_name_a_sender_or_a_recipient(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _, _ in find_labelled(text)] == found


def test_a_person_who_is_called_and_a_titled_one_behind_the_comma_are_two(find) -> None:
    assert "Ron, Mrs Hayes" not in find("Ron, Mrs Hayes says the new tap still drips.", "prose")["PERSON"]
    listed = find("Thirty years, three bosses: Hall, Brewster, Ms Lam", "prose")["PERSON"]
    assert "Brewster, Ms Lam" not in listed and "Lam" in listed
    assert find("Torvaldsen, Mr Leif", "prose")["PERSON"] == ["Torvaldsen, Mr Leif"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("STAND CRÊPES (resp. Maud Lhermitte)", "Maud Lhermitte"),
        ("KINDERTURNEN (verantwortlich: Anja Kossmehl)", "Anja Kossmehl"),
        ("GRUPA 2 (opiekun: Wit Okoniewski, sala 4)", "Wit Okoniewski"),
        ("ЛИНИЯ 2 (отв. Степан Бояринцев)", "Степан Бояринцев"),
    ],
)
def test_who_runs_a_group_stands_in_brackets_behind_its_title(find, text: str, name: str) -> None:
    page = f"École Saint-Roch - 13 juin\nTableau (à compléter svp !!!)\n\n\n{text}"
    assert name in find(page, "prose").get("PERSON", [])
    assert "PERSON" not in find(
        "Stand 4 (resp. zur Pause)\nZelt 5 (Leitung: Küche, opiekun: sala 4)", "prose"
    )


def test_judges_and_customers_behind_short_labels_are_people(find) -> None:
    assert find("10.00 before HHJ Penhallow", "prose")["PERSON"] == ["Penhallow"]
    assert find("Cust     Winston Prescod     07700 900277\n", "prose")["PERSON"] == ["Winston Prescod"]


def test_small_words_begin_a_name_behind_a_title_that_is_no_calling(find) -> None:
    assert find("Estimada Sra. de la Fuente, gracias por su pedido.")["PERSON"] == ["de la Fuente"]
    assert "PERSON" not in find("Mme la Présidente, Herr der Ringe, 5 m de Longueur")
    assert "PERSON" not in find("Cable 25 M de Acero galvanizado. Chapas de 3 MM de Acero. FR de Paris")


@pytest.mark.parametrize("text", ["Mr Okafor's car", "Frau Okafor’s Wagen"])
def test_what_somebody_with_a_title_has_is_no_part_of_the_name(find, text: str) -> None:
    assert find(text)["PERSON"] == ["Okafor"]


@pytest.mark.parametrize(
    "greeting", ["Buonasera", "Goedemiddag", "Boa tarde", "Guten Abend", "Guten Tag, Herr", "Dzień dobry"]
)
def test_a_greeting_is_no_part_of_the_name_behind_it(greeting: str) -> None:
    text = f"{greeting} Ottavia"
    assert text[skip_title(text, 0, len(text)) :] == "Ottavia"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("refer for eval OD, Dr. Piet Quill, at the eye institute", "Piet Quill"),
        ("04/05 GP, Dr Penhale, confirms by fax", "Penhale"),
        ("le bateau est venu avec M. Vasseuil et pas un autre", "Vasseuil"),
        ("falei com a D. Graciosa, uma senhora do bairro, não sua", "Graciosa"),
        ("Firma D.ª Rosa Ibarra.", "Rosa Ibarra"),
        ("An: Pfr. Hagenbusch", "Hagenbusch"),
    ],
)
def test_a_title_shows_who_stands_behind_it_alone(text: str, name: str) -> None:
    assert {text[start:end] for start, end, _, _ in find_titled(text)} == {name}


@pytest.mark.parametrize("text", ["D. Kershall was on shift and the gate was open", "M. Haskell opened it"])
def test_a_letter_before_a_name_is_an_initial_elsewhere(text: str) -> None:
    assert not list(find_titled(text))


def test_a_family_name_in_capitals_stands_before_a_title() -> None:
    text = "WU, Dr Jun"
    assert [text[start:end] for start, end, _, _ in find_titled(text)][-1] == "WU, Dr Jun"
