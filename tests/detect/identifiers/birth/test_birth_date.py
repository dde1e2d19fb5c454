from __future__ import annotations

import time
from datetime import date

import pytest

from pii_sweep.detect.identifiers.birth import age, birth_date


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
        ("Subsemnatul Dan Olteanu, născut(ă) la data de 05.01.1984, CNP", ["05.01.1984"]),
        ("N. la: 25.09.1951", ["25.09.1951"]),
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


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Il sottoscritto, nato ad Ascoli Piceno (AP) il 3 maggio 1971, dichiara", "3 maggio 1971"),
        ("nata a La Spezia (SP), il 03/05/1971", "03/05/1971"),
        ("née à Aix-en-Provence (13) le 3 mai 1971", "3 mai 1971"),
        ("Mme Roux, née Lefèvre le 3 mai 1971", "3 mai 1971"),
        ("nacida en Palma de Mallorca el 3 de mayo de 1971", "3 de mayo de 1971"),
        ("Geboren in Frankfurt am Main am 3. März 1971", "3. März 1971"),
        ("born in Stoke-on-Trent on 3 May 1971", "3 May 1971"),
        ("urodzona w Nowym Sączu dnia 3 maja 1971 r.", "3 maja 1971"),
        ("Place and date of birth: Hull, 03/05/1971", "03/05/1971"),
        ("Date et lieu de naissance : Brest (29), 03/05/1971", "03/05/1971"),
        ("Luogo e data di nascita: Bari, 03/05/1971", "03/05/1971"),
        ("Geburtsdatum und -ort: 03.05.1971, Jena", "03.05.1971"),
        ("Doğum yeri ve tarihi: İzmir, 03.05.1971", "03.05.1971"),
        ("Datum a místo narození: 3.5.1971, Brno", "3.5.1971"),
        ("Дата и место рождения: 03.05.1971, Томск", "03.05.1971"),
        ("Date de naissance de l'enfant : 03/05/1971", "03/05/1971"),
    ],
)
def test_a_place_or_a_maiden_name_may_stand_between_the_words_and_the_day(find, text: str, born: str) -> None:
    assert find(text, "prose")["DATE_OF_BIRTH"] == [born]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Geb.-Datum: 03.05.1971", "03.05.1971"),
        ("Nasc.: 03/05/1971", "03/05/1971"),
        ("Nascimento: 03/05/1971", "03/05/1971"),
        ("Fecha nac.: 03/05/1971", "03/05/1971"),
        ("F. Nacimiento 03/05/1971", "03/05/1971"),
        ("DDN : 03/05/1971", "03/05/1971"),
        ("D.o.B. 3-May-71", "3-May-71"),
        ("Mein Geburtstag ist am 3.5.1971.", "3.5.1971"),
        ("Petr Dvořák, nar. 3.5.1971 v Brně", "3.5.1971"),
        ("Eva Holm, f. 03.05.1971", "03.05.1971"),
        ("Uwe Brandt (* 03.05.1971 in Jena)", "03.05.1971"),
        ("Ruth Hollis b. 05/03/1971", "05/03/1971"),
    ],
)
def test_words_for_birth_are_read_as_forms_and_notices_shorten_them(find, text: str, born: str) -> None:
    assert find(text, "prose")["DATE_OF_BIRTH"] == [born]


@pytest.mark.parametrize(
    "text",
    [
        "NATO in Brussels on 14/03/2022 agreed.",
        "* 14.03.2024 Meeting of the board",
        "Notes for Hall Green, * 14.03.2099",
        "see page 12 f. 14.03.2014",
        "El 14 de marzo de 1985 se firmó el acuerdo.",
        "la naissance du projet le 14/03/2014",
        "The nascent plan of 14/03/2014",
    ],
)
def test_short_words_announce_no_birth_without_a_name_before_them(find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text, "prose")


def test_a_day_with_its_month_and_year_is_no_street(find) -> None:
    assert find("nacido el 14 de marzo de 1985", "prose") == {"DATE_OF_BIRTH": ["14 de marzo de 1985"]}
    assert "STREET_ADDRESS" not in find("firmado el 2 de mayo de 1998", "prose")


@pytest.mark.parametrize(
    ("text", "years"), [("H27.5.12", 9), ("平成27年5月3日", 10), ("S37.5.4", 63), ("令和元年5月4日", 6)]
)
def test_a_year_of_a_japanese_era_is_read(text: str, years: int) -> None:
    assert age.age(text, date(2025, 5, 4)) == years


@pytest.mark.parametrize(("first", "listed"), [("03/12/1931", True), ("03/12/1901", False)])
def test_a_list_with_a_date_before_anyone_alive_was_born_is_no_list_of_births(find, first, listed) -> None:
    who = ("BERG, ANA", "HORVAT, KARL", "LARSEN, EVA", "NOVAK, PETRA", "KOVACS, IVO")
    days = (first, "11/30/1987", "07/04/1949", "01/25/1999", "10/09/1974")
    text = "\n".join(f"{name}\t{day}\tBooked 03/02/2024" for name, day in zip(who, days, strict=True))
    assert ("DATE_OF_BIRTH" in find(text, "prose")) is listed


@pytest.mark.parametrize(("text", "years"), [("03/12/25", 1), ("03/12/30", None), ("03/12/31", 95)])
def test_a_year_of_two_figures_up_to_thirty_is_of_this_century(text: str, years: int | None) -> None:
    assert age.age(text, date(2026, 6, 1)) == years


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Születési idő: 1971. december 3.", "1971. december 3"),
        ("Doğum 9 Nisan 1958, İzmir", "9 Nisan 1958"),
        ("氏名 森田 葵 生年月日 昭和48年11月2日", "昭和48年11月2日"),
        ("生年月日:H7.4.21", "H7.4.21"),
        ("تاريخ ميلاد الزوجة: ٤ مارس ١٩٧١", "٤ مارس ١٩٧١"),
        ("nacido el día 11 de marzo de 1950, casado", "11 de marzo de 1950"),
    ],
)
def test_births_are_found_as_other_calendars_scripts_and_deeds_write_them(find, text: str, born: str) -> None:
    assert find(text)["DATE_OF_BIRTH"] == [born]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Date of birth: 09.10.1979 / 22.03.1975", ["09.10.1979", "22.03.1975"]),
        ("Geburtsdatum\t03.04.1980 und 05.06.1982\n", ["03.04.1980", "05.06.1982"]),
        ("Date of birth: 09.10.1979 and 22 visits", ["09.10.1979"]),
        ("Children (name, date of birth)\nAda Marsh 1971-05-23\nIvo Marsh, 2009-10-01\nMoved in 2021-02-03\n",
         ["1971-05-23", "2009-10-01"]),
    ],
)  # fmt: skip
def test_a_field_and_the_lines_below_a_label_may_hold_the_births_of_several(find, text, born) -> None:
    assert find(text)["DATE_OF_BIRTH"] == born


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("Ottilie Brandhuber", 0.95),
        ("ottilie", 0.75),
        ("Xhalvo de Trindemir", 0.75),
        ("Xhalvo", None),
        ("Next review", None),
        ("Report of the visit to the new school", None),
    ],
)
def test_births_below_a_label_are_less_sure_where_no_list_knows_the_name(line: str, score: float) -> None:
    text = f"Children (name, date of birth)\n{line}, 2009-10-01\n"
    assert [hit.score for hit in birth_date.find(text)] == ([score] if score else [])


@pytest.mark.parametrize(
    ("text", "born", "years"),
    [
        ("{'id': 4, 'dob': datetime.date(1971, 5, 23), 'n': 1}", "1971, 5, 23", 55),
        ("LocalDate dateOfBirth = LocalDate.of(1971, 5, 23);", "1971, 5, 23", 55),
        ("birth_date: new Date(1971,4,23),", "1971,4,23", 55),
        ('birth_date: ISODate("1971-05-23T00:00:00Z")', "1971-05-23", 55),
        ("| birth_date = {{Birth date and age|df=y|1971|5|23}}", "1971|5|23", 55),
        ('{"dob(1i)"=>"1971", "dob(2i)"=>"5", "dob(3i)"=>"23"}', '1971", "dob(2i)"=>"5", "dob(3i)"=>"23', 55),
        ("born { year: 1971 month: 5 day: 23 }", "1971 month: 5 day: 23", 55),
        ("*3\n$4\nHSET\n$3\ndob\n$10\n1971-05-23\n", "1971-05-23", 55),
    ],
)
def test_births_are_found_as_programs_and_templates_write_them(
    find, text: str, born: str, years: int
) -> None:
    assert find(text)["DATE_OF_BIRTH"] == [born]
    assert age.age(born, date(2026, 6, 1)) == years


@pytest.mark.parametrize(
    "text",
    [
        "created = datetime.date(1971, 5, 23)",
        "{{start date|1971|5|23}}",
        "expires { year: 1971 month: 5 day: 23 }",
        "dob = column(1971, 5, 23)",
    ],
)
def test_other_days_of_programs_are_no_births(find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Nasci a 7 de abril de 1981 em Viseu.", "7 de abril de 1981"),
        ("Nací en Soria el 7 de abril de 1981.", "7 de abril de 1981"),
        ("Urodziłam się 7 kwietnia 1981 r.", "7 kwietnia 1981"),
        ("Narodila jsem se 7. 4. 1981.", "7. 4. 1981"),
        ("Jag föddes 1981-04-07.", "1981-04-07"),
        ("Synnyin 7.4.1981.", "7.4.1981"),
        ("Γεννήθηκε στις 7/4/1981.", "7/4/1981"),
        ("Народився 07.04.1981", "07.04.1981"),
        ("Sie wurde am 7. April 1981 in Bad Aibling geboren.", "7. April 1981"),
        ("1981.04.07-én Egerben született", "1981.04.07"),
        ("07.04.1981'de Konya'da doğdu", "07.04.1981"),
        ("1981년 4월 7일 출생", "1981년 4월 7일"),
    ],
)
def test_a_birth_is_found_next_to_the_verb_for_it_in_other_languages(find, text: str, born: str) -> None:
    assert find(text)["DATE_OF_BIRTH"] == [born]


@pytest.mark.parametrize(
    "text",
    [
        "La asociación se creó el 7 de abril de 1981.",
        "Sie wurde am 7. April 1981 in Bad Aibling gegründet.",
        "07.04.1981'de Konya'da kuruldu",
    ],
)
def test_what_was_founded_on_a_day_was_not_born(find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text)


@pytest.mark.parametrize(
    "text", ["NACIMIENTO\n07 04 1981\n", "Date of birth: 1981 04 07", "Geb.datum 07 04 1981"]
)
def test_a_birth_behind_its_label_may_have_blanks_alone_between_its_parts(find, text: str) -> None:
    assert len(find(text)["DATE_OF_BIRTH"]) == 1


def test_figures_parted_by_blanks_are_no_birth_where_more_follow(find) -> None:
    assert not list(birth_date.find("born with 07 04 1981 55 12"))


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Lotte (group 2, Fridays, b. Nov. 3, 1981), paid", "Nov. 3, 1981"),
        ("reg. 81.11.03-206.76, ° 03/11/1981\n", "03/11/1981"),
        ("Vaikas, gim. 1981-11-03\n", "1981-11-03"),
        ("Ritva Halme, s. 3.11.1981, Oulu", "3.11.1981"),
        ("роден на 03.11.1981 г.", "03.11.1981"),
        ("sinh ngày 3/11/1981", "3/11/1981"),
        ("NURSE: And her date of birth?\nSON: 3rd November 1981, I think.", "3rd November 1981"),
        ("[18:02] Eva: mis nog de geb datum\n[18:04] Bo V.: 3-11-1981 :)", "3-11-1981"),
        ("Her DOB as per passport 03.11.1981.", "03.11.1981"),
        ("a data de nascimento que indicou: 3 de novembro de 1981.", "3 de novembro de 1981"),
    ],
)
def test_a_birth_is_found_behind_short_words_answers_and_clauses(find, text: str, born: str) -> None:
    assert find(text)["DATE_OF_BIRTH"] == [born]


@pytest.mark.parametrize(
    "text",
    [
        "at 20 ° 03/11/1981 was cold",
        "b. 03/11/1981 the board met",
        "Date of birth and date of issue: 03.11.1981",
        "Note: date of birth is missing\nIssued: 03.11.1981",
    ],
)
def test_a_day_of_another_kind_near_the_word_is_no_birth(text: str) -> None:
    assert not list(birth_date.find(text))


def test_a_couple_has_two_births_on_the_line_of_a_label(find) -> None:
    text = "Date of birth    3 Nov 1981      14 May 1979\nStatus    single    single\n"
    assert find(text)["DATE_OF_BIRTH"] == ["3 Nov 1981", "14 May 1979"]
    text = "Name\tIna Koch\tOmar Said\nDate of birth\t3 Nov 1981\t14 May 2019\n"
    assert [text[hit.start : hit.end] for hit in birth_date.find(text)] == ["3 Nov 1981", "14 May 2019"]
    assert find("Date of birth\n3 Nov 1981      14 May 2019\n")["DATE_OF_BIRTH"] == ["3 Nov 1981"]


@pytest.mark.parametrize("text", ["dátum narodenia: 12.4.1990", "출생: 1990년 4월 12일", "출생일 1990.4.12"])
def test_labels_of_slovak_and_korean_announce_a_birth(find, text: str) -> None:
    assert len(find(text)["DATE_OF_BIRTH"]) == 1


@pytest.mark.parametrize("gap", ["    ", "\t"])
def test_a_day_of_issue_in_the_next_column_of_a_birth_is_none(gap: str) -> None:
    for text in (
        f"Passenger: Ina Koch\nDate of birth: 03.11.1981{gap}14.05.2021",
        f"DOB{gap}03.11.1981{gap}14.05.2021\n",
    ):
        assert [text[hit.start : hit.end] for hit in birth_date.find(text)] == ["03.11.1981"]
    text = f"DOB{gap}03.11.1981{gap}14.05.1979\n"
    assert [hit.score for hit in birth_date.find(text)] == [0.95, 0.75]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Children (name, date of birth):\nChild: Ottilie Kern 12.03.2015\nChild: Xhalvo Kern 14.03.2017",
         [0.95, 0.75]),
        ("Enfants (nom, date de naissance) :\nfille Ottilie Kern 12.03.2015\n", [0.95]),
        ("Kinder (Name, Geburtsdatum)\nOttilie & Karl Kern 12.03.2015\nOttilie und Karl Kern 13.03.2015",
         [0.95, 0.95]),
        ("Date of birth:\nXhalvo Black 12.03.1980\nTrindem White 14.03.1982", [0.75, 0.75]),
        ("Children (name, date of birth)\nNext review 2019-10-01\nOttilie Kern, 2009-10-01\n", [0.95]),
        ("Children (name, date of birth)\nBoard Meeting 2019-10-01\n", []),
    ],
)  # fmt: skip
def test_a_line_below_a_label_may_say_whose_child_before_its_name(text: str, scores: list[float]) -> None:
    assert [hit.score for hit in birth_date.find(text)] == scores


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Traveller: Ottilie Kern\nDate of birth: 03.11.1981    01.05.2024\n", [0.95]),
        ("DOB\t03.11.1981\t01.02.2024\n", [0.95]),
        ("Name\tOttilie Kern\tKarl Kern\nDOB\t03.11.1981\t01.02.2014\n", [0.95, 0.95]),
        ("DOB\t03.11.1981\t01.02.1984\n", [0.95, 0.75]),
    ],
)
def test_a_second_date_of_a_line_is_a_birth_where_two_people_head_the_columns(text, scores) -> None:
    assert [hit.score for hit in birth_date.find(text)] == scores


@pytest.mark.parametrize(
    "text",
    [
        "Terms: a. 01.02.2014, b. 03.04.2014, c. 05.06.2014",
        "Annex (a. 1 May 2010; b. 2 June 2010)",
        "Batch size, b. 12.03.2019, failed.",
        "10 to 30°, ° 03.11.1981",
        "see Die Zeit (s. 03.11.2015)",
        "Artikel Neue Welt, S. 03.11.1981",
        "Klaipėdos gim. 2014-03-12 renginys",
        "Goods born 20 40 2010 units",
        "born 12 34 2011",
        "born 10 12 2019 babies counted",
        "Patient: Geburtsdatum fehlt\nAufnahme: 02.03.2014",
        "A birthday for which the hall is booked: 12.05.2014",
        "check your date of birth per our policy of 02.03.2014",
        "Geburtsdatum laut Merkblatt vom 02.03.2014",
    ],
)
def test_items_pages_papers_and_counts_have_no_births(text: str) -> None:
    assert not list(birth_date.find(text))


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Ottilie (group 2, Fridays, b. 3 Nov 2015), paid", "3 Nov 2015"),
        ("Rūta Kalnienė, gim. 1981-11-03, Kaunas", "1981-11-03"),
        ("Her DOB as per passport 03.11.1981.", "03.11.1981"),
        ("Date of birth: 11 23 1981", "11 23 1981"),
    ],
)
def test_births_behind_short_words_names_and_papers_are_still_found(text: str, born: str) -> None:
    assert [text[hit.start : hit.end] for hit in birth_date.find(text)] == [born]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Wurde am 12.05.2010 geboren", 0.75),
        ("Ottilie wurde am 12.05.2010 geboren", 0.95),
        ("La niña nació el 12.05.2010", 0.75),
        ("Él nació el 12.05.2010", 0.95),
        ("Nací en Soria el 12.05.2010", 0.95),
    ],
)
def test_a_verb_for_birth_is_less_sure_where_no_person_is_named(text: str, score: float) -> None:
    assert [hit.score for hit in birth_date.find(text)] == [score]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Das Projekt wurde am 12.05.2010 geboren", []),
        ("La empresa nació el 12.05.2010", []),
        ("The brand was born on 12.05.2010 in a garage", []),
        ("Die Idee hatte Ottilie, am 12.05.1961 geboren", ["12.05.1961"]),
        ("Projekt Nord, Geburtsdatum 12.05.1961", ["12.05.1961"]),
        ("Die Marke Nordwix wurde am 12.05.2010 geboren", []),
        ("Il progetto è nato il 12.05.2010", []),
        ("Проект родился 12.05.2010", []),
        ("Founded late.\nThe new club was officially born on 12.05.2010", []),
        ("The founder of the company was born on 12.05.1961.", ["12.05.1961"]),
        ("The founder of\nthe company was born on 12.05.1961.", ["12.05.1961"]),
        ("Sie ist Chefin der Firma und wurde am 12.05.1961 geboren.", ["12.05.1961"]),
        ("Die Chefin der Firma wurde am 12.05.1961 geboren.", ["12.05.1961"]),
        ("employee of the company, born 12.05.1961", ["12.05.1961"]),
        ("Our band's drummer was born on 12.05.1961", ["12.05.1961"]),
        ("The Company President was born on 12.05.1961", ["12.05.1961"]),
        ("El fundador de la empresa nació el 12.05.1961", ["12.05.1961"]),
        ("Der Sohn des Marke-Inhabers, geboren am 12.05.1961", ["12.05.1961"]),
        ("Założyciel firmy urodził się 12.05.1961", ["12.05.1961"]),
    ],
)
def test_what_is_born_in_a_figure_of_speech_has_no_date_of_birth(text: str, born: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in birth_date.find(text)] == born


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Patient: Ottilie Harms, 14.03.1961", ["14.03.1961"]),
        ("Пациент: Орлова Нина Львовна, 14.03.1961", ["14.03.1961"]),
        ("Versicherte: Ottilie Harms (14.03.1961)", ["14.03.1961"]),
        ("Patient: Ottilie Harms, seen 14.03.1961", []),
        ("Patient: Ottilie Harms, 14.03.2026", []),
        ("Agent: Ottilie Harms, 14.03.1961", []),
        ("Patient: Jolanta Kowalska, 14.03.1961", ["14.03.1961"]),
        ("Пациент: Гусев Рашад Икрамович, 14.03.1961", ["14.03.1961"]),
        ("Patient: Site Number Two, 14.03.1961", []),
        ("Insured: Main Building East, 14.03.1961", []),
        ("Pupil: Dilated Right Eye, 14.03.2011", []),
        ("Hasta: Fin De Año, 14.03.1961", []),
        ("partida de Inés Rueda, n. el 9 de mayo de 1961", ["9 de mayo de 1961"]),
        ("ο Πέτρος, γεννηθείς στις 14/03/1961, κάτοικος", ["14/03/1961"]),
    ],
)
def test_a_date_behind_the_name_of_a_patient_is_of_birth(text: str, born: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in birth_date.find(text)] == born


def test_a_label_that_heads_a_column_in_text_has_the_dates_of_the_lines_below_it() -> None:
    table = "nr  姓名    出生日期    电话   入会\n1  林小雨  1961-03-14  555  2019-01-02\n"
    table += "2  周文  -  556  2020-01-02\n"
    table += "3  何平  1987-02-01  557  2021-01-02\n\n4  何平  1990-02-01  558  2021-01-02\n"
    hits = list(birth_date.find(table))
    assert [table[hit.start : hit.end] for hit in hits] == ["1961-03-14", "1987-02-01"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB for crim check Mar 17, 1992", "Mar 17, 1992"),
        ("your date of birth too, I've passed on 1981-07-17 from the file", "1981-07-17"),
        ("Geburtsdatum für die Anmeldung 17.03.1992", "17.03.1992"),
        ("Please send your date of birth for the visa before May 4, 2025", ""),
        ("Send your date of birth for the file by 03/14/2025", ""),
    ],
)
def test_what_a_date_of_birth_is_needed_for_may_stand_before_it(text: str, date: str) -> None:
    found = [text[hit.start : hit.end] for hit in birth_date.find(text)]
    assert found == ([date] if date else [])


def test_a_line_of_a_table_that_names_no_person_is_less_surely_a_birth() -> None:
    table = "nr    Name    Geburtsdatum    Ort    Verein\n2     Kuh    2018-04-02    x    y\n"
    table += "3     Ottilie Harms    1961-03-14    x    y\n"
    assert [hit.score for hit in birth_date.find(table)] == [0.75, 0.9]


def test_a_head_of_many_labels_is_split_once_and_no_longer_than_heads_are() -> None:
    started = time.perf_counter()
    assert not list(birth_date.find("DOB   " * 4000 + "\na   12.05.1961   b\n"))
    assert time.perf_counter() - started < 5
    table = "nr   DOB   DOB of mother\n1   12.05.1961   x\n"
    assert [table[hit.start : hit.end] for hit in birth_date.find(table)] == ["12.05.1961"]
