"""Births under short headers, in six figures, years alone and columns of their parts."""

from __future__ import annotations

import pytest

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Lena Brandt", "Tom Harper")
DATES = ("17.05.1962", "02.11.1991", "23.08.1979", "30.01.1955", "09.09.1988", "11.12.2001")


def _births(found: dict[str, list[str]]) -> list[str]:
    return [value for key, held in found.items() if key.startswith("DATE_OF_BIRTH") for value in held]


@pytest.mark.parametrize(
    "header", ("b-day", "b_day", "BIRTHDTE", "Geburtsd.", "G-Datum", "F. dato", "род.", "d.naiss")
)
def test_short_headers_of_births_next_to_people_are_enough(columns, header: str) -> None:
    assert _births(columns(("Name", header), *zip(WHO, DATES, strict=True))) == list(DATES)


@pytest.mark.parametrize(
    ("header", "values"),
    (
        ("DOB", ("051762", "110291", "082379")),
        ("geb", ("170562", "021191", "230879")),
        ("DOB", ("May 62", "Nov 91", "Aug '79")),
        ("date of birth", ("1962", "1991", "1979")),
        ("yob", ("1962", "1991", "1979")),
        ("生", ("S37.5.17", "H3.11.2", "昭和54年8月23日")),
        ("D.N.", ("12/03/2012", "27-08-2012", "03.12.2012")),
        ("Jahrgang", ("1962", "1991", "1979")),
        ("birthyr", ("1962", "1991", "1979")),
        ("año nacimiento", ("1962", "1991", "1979")),
    ),
)
def test_six_figures_and_years_below_a_header_of_births_are_births(columns, header, values) -> None:
    assert _births(columns(("Name", header), *zip(WHO, values, strict=False))) == list(values)


def test_years_of_wines_and_dates_of_invoices_are_no_births(columns) -> None:
    wines = zip(("Riesling", "Silvaner", "Merlot"), ("2016", "2019", "2020"), strict=True)
    assert not _births(columns(("Wein", "Jahrgang"), *wines))
    billed = zip(WHO, ("03.02.2024", "04.02.2024", "09.03.2024"), strict=False)
    assert not _births(columns(("Navn", "F. dato"), *billed))


def test_kings_of_other_centuries_are_not_born_as_consumers_are(columns) -> None:
    for born in (("1491", "1537", "1516"), ("1491-06-28", "1537-10-12", "1516-02-18")):
        kings = zip(("Henry VIII", "Edward VI", "Mary I"), born, ("1509", "1547", "1553"), strict=True)
        assert not _births(columns(("king", "born", "reign"), *kings))


@pytest.mark.parametrize(
    "born", [("1370/05/12", "1365/11/02", "1348/01/22"), ("101/03/05", "089/11/12", "103/07/21")]
)
def test_years_of_other_calendars_are_of_consumers(columns, born: tuple[str, ...]) -> None:
    assert columns(("name", "date of birth"), *zip(WHO, born, strict=False))[
        "DATE_OF_BIRTH@date of birth"
    ] == list(born)


def test_day_month_and_year_of_a_birth_in_columns_are_one_date(columns) -> None:
    rows = [(who, *born.split(".")) for who, born in zip(WHO, DATES, strict=True)]
    found = columns(("Name", "birth_day", "birth_month", "birth_year"), *rows)
    assert _births(found)[:2] == ["1962-05-17", "1991-11-02"]
    found = columns(("Name", "dob day", "dob month", "dob year"), ("Ada Lindberg", "7", "May", "1962"))
    assert _births(found) == ["7 May 1962"]
    assert not _births(columns(("Name", "pay day", "pay month", "pay year"), *rows))


def test_years_of_two_figures_next_to_names_are_births_where_they_lie_far_apart(columns) -> None:
    short = [f"{int(d[:2])}.{int(d[3:5])}.{d[-2:]}" for d in DATES]
    assert _births(columns(("Name", ""), *zip(WHO, short, strict=True))) == short
    near = [f"{at}.3.24" for at in range(1, 7)]
    assert not _births(columns(("Name", ""), *zip(WHO, near, strict=True)))


@pytest.mark.parametrize(
    ("header", "values", "dates"),
    (
        ("Tempat, Tanggal Lahir", "Garut, 27 Maret 1974|Klaten, 6 Mei 1993|Bandung, 26 Juni 1977", ""),
        ("Né(e) le / à", "16/08/2010 à Saint-Louis|21/04/1996 à Thiès|13/03/1980 à Dakar", ""),
        ("Data e luogo di nascita", "16/08/1970 a Roma|21/04/1996, Bari|13/03/1980 a Lecce", ""),
        ("Geburtsdatum und -ort", "17.05.1962 in Ulm|02.11.1991 in Bad Ems|23.08.1979, Bonn", ""),
        ("วันเกิด (พ.ศ.)", "08/07/2539|10/02/2526|21/09/2531", "08/07/2539|10/02/2526|21/09/2531"),
    ),
)
def test_a_birth_is_found_next_to_its_place_and_in_the_buddhist_era(columns, header, values, dates) -> None:
    cells = values.split("|")
    dated = dates.split("|") if dates else [_only_date(cell) for cell in cells]
    assert _births(columns(("Name", header), *zip(WHO, cells, strict=False))) == dated


def _only_date(cell: str) -> str:
    at = next(index for index, sign in enumerate(cell) if sign.isdigit())
    end = max(index for index, sign in enumerate(cell) if sign.isdigit()) + 1
    return cell[at:end]


def test_a_place_of_birth_alone_is_no_birth(columns) -> None:
    found = columns(("Name", "Lieu de naissance"), *zip(WHO, ("Thiès", "Dakar", "Saint-Louis"), strict=False))
    assert not _births(found)


def test_a_birth_under_letters_that_mean_telephones_too_is_a_birth(columns) -> None:
    found = columns(("Name", "GebDat HP"), *zip(WHO, DATES, strict=True))
    assert _births(found) == list(DATES)
    assert not any(key.startswith("PHONE") for key in found)


def test_a_header_of_two_letters_is_of_births_next_to_names_alone(columns) -> None:
    born = ("07/07/2011", "04/04/2011", "08/31/2010")
    found = columns(
        ("LN", "FN", "DB"), *zip(("Lewis", "Walker", "Clark"), ("Ann", "Ethan", "Maria"), born, strict=True)
    )
    assert found["DATE_OF_BIRTH@DB"] == list(born)
    assert "DATE_OF_BIRTH@DB" not in columns(("Server", "Size", "DB"), *zip("abc", "123", born, strict=True))


def test_a_birth_of_zeros_is_none(columns) -> None:
    kept = ("17- 1-1976", " 0- 0-   0", "21- 2-1964", "0000-00-00", "26- 6-1974", "13- 7-1963")
    found = _births(columns(("Name", "user_birthday"), *zip(WHO, kept, strict=True)))
    assert [one for one in found if one] == ["17- 1-1976", "21- 2-1964", "26- 6-1974", "13- 7-1963"]


def test_initials_of_a_birth_without_people_are_of_other_things(columns) -> None:
    dates = ("12/03/2012", "27-08-2012", "03.12.2012")
    assert not _births(columns(("cargo", "D.N."), *zip(("steel", "coal", "grain"), dates, strict=True)))


def test_births_at_midnight_below_no_header_are_births(columns) -> None:
    born = ("1961-04-02", "1987-11-19", "1974-06-30", "1999-01-08", "1952-09-27", "1983-03-14")
    names = (
        "Martha Lind",
        "Samuel Ortega",
        "Helen Whitaker",
        "Laura Petersen",
        "Daniel Okafor",
        "Teresa Castillo",
    )
    rows = [(name, f"a{at}@example.org", f"{day}T00:00:00.000Z")
            for at, (name, day) in enumerate(zip(names, born, strict=True))]  # fmt: skip
    assert columns((), *rows)["DATE_OF_BIRTH@3"] == list(born)
