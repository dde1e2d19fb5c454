from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.birth import stated_birth


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("nacida el siete de abril de\nmil novecientos ochenta y uno, soltera",
         "siete de abril de\nmil novecientos ochenta y uno"),
        ("née à Sens, le sept avril mil neuf cent quatre-vingt-un, veuve",
         "sept avril mil neuf cent quatre-vingt-un"),
        ("nata a Pavia il sette aprile millenovecentottantuno,", "sette aprile millenovecentottantuno"),
        ("born on the seventh of April, nineteen eighty-one", "seventh of April, nineteen eighty-one"),
    ],
)  # fmt: skip
def test_a_birth_may_be_written_out_in_words(find, text: str, born: str) -> None:
    assert [value.endswith(born) for value in find(text)["DATE_OF_BIRTH"]] == [True]


def test_a_day_in_words_without_a_label_is_no_birth(find) -> None:
    assert "DATE_OF_BIRTH" not in find("otorgada el siete de abril de mil novecientos ochenta y uno ante mí")


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("[18:02] desk: Geburtsdatum fehlt noch\n[18:04] desk two: 03.11.1981", "03.11.1981"),
        ("Ottilie: her date of birth please\nKarl: 03.11.1981", "03.11.1981"),
        ("DESK: Hi.\nGUEST: Hi.\nDESK: Say your date of birth.\nGUEST: 3 November 1981.", "3 November 1981"),
        (
            "CLERK: Your date of birth?\nCALLER: Uh, third of November, eighty-one.",
            "third of November, eighty-one",
        ),
        ("Q. State your date of birth.\nA. November 3, 1981.", "November 3, 1981"),
        ("– Votre date de naissance ?\n– Le 3 novembre 1981.", "3 novembre 1981"),
        ("受付：生年月日をお願いします。\n森：1981年11月3日です。", "1981年11月3日"),
        ("My birthday's November the third, eighty-one.", "November the third, eighty-one"),
        ("DOB on file 11-03-1981, address confirmed.", "11-03-1981"),
        ("Greta Moll, born Hull 3/11/81, lives alone.", "3/11/81"),
        ("DOB (MM DD YY): 11 03 81", "11 03 81"),
        ("The record lists her birth date wrongly; it should be November 3, 1981.", "November 3, 1981"),
        ("MOLL, GRETA     F   11/03/1981   ward 4", "11/03/1981"),
    ],
)
def test_births_are_found_in_answers_words_and_sentences(text: str, born: str) -> None:
    assert [text[hit.start : hit.end] for hit in stated_birth.find(text)] == [born]


@pytest.mark.parametrize(
    "text",
    [
        "Agent: Your date of birth?\nCaller: why\nAgent: the visit is on November 3, 2014",
        "Rep: the date of birth on the policy is wrong\nMember: I sent it on 03/11/2014",
        "Tom: whens the birthday party\nSue: 3 November 2014",
        "> What was the date of birth field for?\nIt was removed 3 November 1999.",
        "The rule on the date of birth was revised 3 November 1981.",
        "Q. State the date of the inspection.\nA. November 3, 1981.",
        "Note: date of birth is missing\nIssued: 03.11.1981",
        "The date of birth regulations published 3 November 1981 apply.",
        "the date of birth of applicants, adopted 3 November 1981",
        "Paris Texas M 11/03/1981",
        "Chanel Rouge F  11/03/1981",
        "> birthday cake\n> 11/03/2004",
    ],
)
def test_days_of_something_else_answer_no_question_for_a_birth(text: str) -> None:
    assert not list(stated_birth.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Is your date of birth still correct?\n[09:41] Ada: yes 11/03/1981",
        "Agent: Can you confirm your date of birth?\ncustomer_51: 11/03/1981",
        "Date of birth of the child?\nRegistered under 11/03/1981",
        "1. What is the date of birth of the child? * \n\t11/03/1981",
        "Q3. What is your date of birth?\nid: 44\n11/03/1981",
        '{"question": "What is your date of birth?",\n"answer": "11/03/1981"}',
    ],
)
def test_whoever_answers_a_question_for_a_birth_may_say_other_words_before_it(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in stated_birth.find(text)] == ["11/03/1981"]


def test_several_people_answer_one_question_for_their_births() -> None:
    text = "Ruth: need your dobs for the trip: mine is 9 Mar 81\nJess: 21/5/1982\nKura: 2 August 1983\n"
    text = text.replace("dobs", "dob")
    found = [text[hit.start : hit.end] for hit in stated_birth.find(text)]
    assert found == ["9 Mar 81", "21/5/1982", "2 August 1983"]


def test_a_date_that_differs_in_one_part_from_a_birth_is_one_too() -> None:
    text = "The date of birth we noted, as told, 3 November 1981, is not that on the deed (3 October 1981)."
    assert len(list(stated_birth.find(text))) == 2
