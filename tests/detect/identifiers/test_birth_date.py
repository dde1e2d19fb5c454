from __future__ import annotations

from datetime import date

import pytest

from pii_sweep.detect.identifiers import age


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("3. Date of birth ............ 04/07/1971", ["04/07/1971"]),
        ("NAME|POOLE Ann\nDOB|19820317|SEX|F", ["19820317"]),
        ("Date of birth      12 / 03 / 1980", ["12 / 03 / 1980"]),
        (
            "Q: What is your date of birth, please?\nA: Sure, that's March the 9th, 1979.",
            ["March the 9th, 1979"],
        ),
        ('{"field":"birth_date","old":"1970-11-19","new":"1971-11-19"}', ["1970-11-19", "1971-11-19"]),
        ("birthdate: 1970-01-02 -> 1970-02-01", ["1970-01-02", "1970-02-01"]),
        ("Née le 3 mars 1985 à Lyon.", ["3 mars 1985"]),
        ("Nacido en Sevilla el 3 de mayo de 1980.", ["3 de mayo de 1980"]),
        ("Nata a Torino il 12/04/1979.", ["12/04/1979"]),
        ("Geboren am 3. März 1991 in Jena.", ["3. März 1991"]),
        ("Född 1985-04-03, bosatt i Lund.", ["1985-04-03"]),
        ("Ada Lindberg *17.05.1962", ["17.05.1962"]),
        ("Lindberg, Ada, b. 5/17/62", ["5/17/62"]),
        ("Jg. 1962", ["1962"]),
        ("b. 5/17/62", ["5/17/62"]),
        ("1 BIRT\n2 PLAC Vejle\n2 DATE 26 NOV 1958\n1 DEAT\n2 DATE 3 MAY 2010\n", ["26 NOV 1958"]),
    ],
)
def test_dates_of_birth_are_found_in_forms_answers_changes_and_languages(
    find, text: str, dates: list[str]
) -> None:
    assert find(text, "prose")["DATE_OF_BIRTH"] == dates


@pytest.mark.parametrize(
    "text",
    [
        "The date of birth is needed before 03/04/2025.",
        "Your birthday offer expires 31/12/2025.",
        "Zeitschrift für Geschichte, Jg. 1962, Heft 3",
        "a. 5/10/2024 budget\nb. 5/17/2024 staff",
        "Prices in euro *17.05.2024",
        "The idea was born out of the 2008 crisis. Last seen 3 May 2020.",
        "Is your birth date on the form? The form was sent on 12/03/2024 by post, as we wrote to you before.",
    ],
)
def test_other_dates_near_a_birth_are_none_of_it(find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text, "prose")


@pytest.mark.parametrize(
    "text", ["3 de maio de 2015", "3. Mai 2015", "3 maggio 2015", "May the 3rd, 2015", "3 maja 2015"]
)
def test_an_age_is_distinguished_from_months_of_several_languages(text: str) -> None:
    assert age.age(text, date(2025, 5, 4)) == 10


def test_dates_behind_names_line_after_line_are_births_where_they_lie_as_far_apart(find) -> None:
    who = ("BERG, ANA", "HORVAT, KARL", "LARSEN, EVA", "NOVAK, PETRA", "KOVACS, IVO")
    born = ("03/12/1961", "11/30/1987", "07/04/1949", "01/25/1999", "10/09/1974")
    roster = "\n".join(f"{name}\t{day}\tBooked 03/02/2024" for name, day in zip(who, born, strict=True))
    assert find(roster, "prose")["DATE_OF_BIRTH"] == list(born)
    between = "\n".join(f"{name}   REP   {day}" for name, day in zip(who, born, strict=True))
    assert find(between, "prose")["DATE_OF_BIRTH"] == list(born)
    hired = "\n".join(
        f"{name}\t{day[:6]}20{at + 10}" for at, (name, day) in enumerate(zip(who, born, strict=True))
    )
    assert "DATE_OF_BIRTH" not in find(hired, "prose")


def test_the_answer_in_a_chats_next_turn_is_of_birth(find) -> None:
    chat = "turns.t: Your name and date of birth?\n\nturns.r: user\nturns.t: Ana Berg, 03/12/1961"
    assert find(chat, "fields")["DATE_OF_BIRTH"] == ["03/12/1961"]
