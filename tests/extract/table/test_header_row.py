from __future__ import annotations

from pii_sweep.extract.table.header_row import find_questions, has_header, join_rows, join_tiers


def test_a_header_may_repeat_a_name() -> None:
    header = ["Summary", "Issue key", "Reporter", "Comment", "Comment", "Comment"]
    assert has_header(
        [header, ["Login fails", "OPS-1", "Ana Berg", "fixed", "", ""], ["x", "y", "z", "", "", ""]]
    )


def test_a_row_of_data_that_repeats_values_is_no_header() -> None:
    rows = [["open", "date", "date"], ["open", "date", "x"], ["closed", "date", "date"]]
    assert not has_header(rows)
    assert not has_header([["0", "0", "name"], ["0", "1", "name"]])


def test_bands_and_months_among_names_do_not_make_a_header_data() -> None:
    bands = ["unit", "owner_1", "mailing_address", "0-30", "31-60", "90+", "note"]
    assert has_header([bands, ["B-2", "Ana Lind", "7 Elm Rd", "1.50", "0.00", "4.99", "filed"]])
    assert has_header([["Name", "Email", "2024-01", "2024-02"], ["Ana Lind", "a@b.example", "12", "14"]])
    assert not has_header([["Ana Lind", "12-24", "a@b.example"], ["Ivo Berg", "30-36", "i@b.example"]])


def test_small_words_over_one_row_with_a_date_or_mailbox_are_its_header() -> None:
    assert has_header([["who", "born", "where"], ["Ana Lind", "1984-03-12", "Reno"]])
    assert has_header([["wer", "wohin"], ["Ana Lind", "a@b.example"]])
    assert not has_header([["ana", "reno"], ["ivo", "lodi"]])
    assert not has_header([["Ana Lind", "Reno"], ["Ivo Berg", "1984-03-12"]])


def test_names_below_merged_cells_of_a_header_join_them() -> None:
    header = ("No", "Siswa", "Data Ayah", "", "Data Ibu", "", "Kelas")
    below = ("", "", "Nama", "Pekerjaan", "Nama", "Pekerjaan", "")
    joined = ("Data Ayah/Nama", "Data Ayah/Pekerjaan", "Data Ibu/Nama", "Data Ibu/Pekerjaan")
    assert join_tiers(header, below) == ("No", "Siswa", *joined, "Kelas")


def test_a_row_of_data_below_a_header_with_empty_names_joins_nothing() -> None:
    header = ("No", "Siswa", "Wali", "", "Kelas")
    assert join_tiers(header, ("1", "Bagas", "Tukijo", "Petani", "8A")) == ()
    assert join_tiers(header, ("", "", "Tukijo", "", "")) == ()
    assert join_tiers(("No", "Siswa"), ("", "")) == ()


def test_a_header_on_two_lines_above_figures_is_joined() -> None:
    rows = [("No", "Name", "Security No"), ("101", "Lee", "524118832"), ("102", "Cruz", "526339917")]
    joined = join_rows(("Employee", "Employee", "Social"), rows)
    assert joined == ("Employee No", "Employee Name", "Social Security No")
    assert join_rows(("Employee", "", "ID"), [(one, "", three) for one, _, three in rows]) == (
        "Employee No",
        "",
        "ID Security No",
    )


def test_a_row_of_data_below_a_header_is_not_joined_to_it() -> None:
    header = ("Name", "Town", "Plan")
    assert join_rows(header, [("Lee", "Reno", "Gold"), ("Cruz", "Lodi", "7"), ("Berg", "Ely", "8")]) == ()
    # `Name` and `No` stand among the rows, or above words.
    assert join_rows(header, [("Name", "No", "7"), ("Cruz", "4", "7"), ("Berg", "5", "8")]) == ()
    assert join_rows(header, [("Total", "No", ""), ("Cruz", "Lodi", ""), ("Berg", "Ely", "")]) == ()
    assert join_rows(header, [("No", "Code", ""), ("1", "2", "")]) == ()
    assert join_rows((), [("No", "Code"), ("1", "2"), ("3", "4")]) == ()
    assert join_rows(header, []) == ()


def test_words_of_other_languages_head_a_table() -> None:
    assert has_header(
        [["Név", "Mobil", "Hely"], ["Kelemen Botond", "nincs", "Pécs"], ["Vas Gergő", "van", "Baja"]]
    )
    assert not has_header([["Kelemen Botond", "Pécs", "fő"], ["Vas Gergő", "Baja", "mellék"]])


def test_a_header_that_rows_repeat_is_one_all_the_same() -> None:
    header = ["dz.", "kto", "nr"]
    assert has_header(
        [header, ["1", "Gawlik", "501338274"], ["2", "Sikora", "604917352"], header, ["3", "Maj", "5"]]
    )
    assert not has_header([["ana", "reno"], ["ana", "reno"]])


def test_a_name_that_heads_two_columns_needs_words_of_headers_or_two_columns_of_another_form() -> None:
    header = ["n.", "Chi", "D.N.", "Chi", "Cell"]
    assert has_header(
        [
            header,
            ["1", "Ana Lind", "12/03/2012", "Ida Lind", "912740358"],
            ["2", "B C", "1/1/2011", "D", "91"],
        ]
    )
    assert not has_header([["a", "b", "b"], ["c", "d", "e"]])


def test_a_first_row_whose_values_come_again_in_their_columns_is_data() -> None:
    rows = [
        ["PA", "1", "USD", "CTA", "CTE", "3594299432", "ROL MAYO", "C", "Ana Lind"],
        ["PA", "2", "USD", "CTA", "AHO", "2298667724", "ROL MAYO", "C", "Ivo Berg"],
        ["PA", "3", "USD", "CTA", "AHO", "3509747679", "EXTRA", "C", "Ida Holm"],
    ]
    assert not has_header(rows)
    heads = ["Name", "Status", "Currency", "Country"]
    assert has_header([heads, ["Ana Lind", "Status", "EUR", "DE"], ["Ivo Berg", "open", "Currency", "AT"]])


def test_a_survey_whose_columns_are_named_thrice_has_its_questions_as_header() -> None:
    names, asked = ["StartDate", "Q1"], ["Start Date", "Wie heißen Sie?"]
    keys = ['{"ImportId":"startDate"}', '{"ImportId":"QID1_TEXT"}']
    answer = ["2024-05-01", "Ana Lind"]
    assert find_questions([names, asked, keys, answer]) == ("Start Date", "Wie heißen Sie?")
    assert find_questions([names, asked, answer, answer]) == ()
