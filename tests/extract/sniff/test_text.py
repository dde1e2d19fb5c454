"""What a text is, where its name does not say: most of its lines decide, not one."""

from __future__ import annotations

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.text import text_kind

STAMPED = "2026-11-01 09:00:00 sent to Maria Gomez\n"
PLAIN = "Dear Maria Gomez\n"


@pytest.mark.parametrize(
    ("stamped", "plain", "kind"), [(1, 9, Kind.TEXT), (6, 4, Kind.TEXT), (7, 3, Kind.LOG), (10, 0, Kind.LOG)]
)
def test_a_log_has_more_than_six_stamped_lines_of_ten(stamped: int, plain: int, kind: Kind) -> None:
    text = PLAIN * plain + STAMPED * stamped
    assert text_kind(text, "a", True) is kind  # noqa: FBT003
    assert text_kind(text, "a.log", True) is Kind.LOG  # noqa: FBT003


def test_blank_lines_are_not_counted() -> None:
    assert text_kind(f"{STAMPED}\n\n" * 3 + PLAIN, "a", True) is Kind.LOG  # noqa: FBT003


def test_a_table_of_people_below_a_title_is_one() -> None:
    title = "*** Query: OPEN_CASES ***\nRun by: kmoss on 03/02/2025\n"
    rows = "ID|LAST_NAME|FIRST_NAME|STREET\n1|Moss|Kit|2 Elm St\n2|Rao|Uma|9 Oak Rd\n(2 rows)\n"
    assert text_kind(title + rows, "query.txt", True) is Kind.CSV  # noqa: FBT003
    tabbed = "नगर निगम\nक्र.सं.\tमुखिया का नाम\tमोबाइल\tपता\n1\tसरला देवी\t\tपुरवा\n2\tमुन्नी\t\tटोला\n"
    assert text_kind(tabbed, "list.txt", True) is Kind.TSV  # noqa: FBT003


def test_a_wide_table_between_bars_below_a_title_is_one_whoever_it_is_of() -> None:
    title = "* CITATION EXTRACT  AGENCY 0417  RUN 06/03/2024\n"
    top = "TICKET_NO|ISSUE_DT|PLATE|RO_NM|FINE|STATUS\n"
    rows = "".join(f"49566794{at}|08/1{at}/2024|KWV0{at}98|VU, LAN|{at}5.00|OPEN\n" for at in range(6))
    assert text_kind(title + top + rows, "extract.dat", True) is Kind.CSV  # noqa: FBT003
    note = "* NOTES\n" + "".join(f"see {at} | or not, as it may be\n" for at in range(8))
    assert text_kind(note, "notes.dat", True) is Kind.TEXT  # noqa: FBT003


@pytest.mark.parametrize(
    "text",
    [
        "Feest Piet\n\nNr\tNaam\tTelefoon\tAdres\tDieet\n\n--- familie ---\n1\tJan Bos\t0612\tDam 1\t\n"
        "2\tEva Smit\t\tSpui 4\tvega\n\tTOTAAL: 2\n\n--- vrienden ---\n3\tIne Kok\t\tPlein 2\t\n\nDJ om 8",
        "Lista\nNº\tNombre\tMóvil\tDirección\n-- mañana --\n1\tAna Gil\t600\tSol 1\n2\tLuis Paz\t\tMar 2\n"
        "-- tarde --\n3\tEva Ros\t\tLuz 3\nTOTAL 3\n",
    ],
)
def test_a_table_of_people_between_tabs_may_have_titles_between_its_rows(text: str) -> None:
    assert text_kind(text, "list.txt", True) is Kind.TSV  # noqa: FBT003


def test_prose_with_a_few_lines_between_tabs_stays_text() -> None:
    table = "Name\tPhone\tStreet\tTown\nAna\t555\tElm 2\tReno\nIvo\t556\tOak 3\tLodi\n"
    text = "Dear all\n" + table + "See you soon.\nBring a cake.\nThanks for the day.\n"
    assert text_kind(text, "mail.txt", True) is Kind.TEXT  # noqa: FBT003
    goods = "Stock\nSKU\tQTY\tPRICE\tBIN\n--- shelf A ---\nA-1\t4\t2.50\tX\n--- B ---\nA-2\t9\t1.20\tY\n"
    assert text_kind(goods, "stock.txt", True) is Kind.TEXT  # noqa: FBT003


def test_lines_of_prose_above_a_list_of_goods_stay_text() -> None:
    text = "Stock as of today\nplease check\nSKU|QTY|PRICE|BIN\nA-1|4|2.50|X\nA-2|9|1.20|Y\n"
    assert text_kind(text, "stock.txt", True) is Kind.TEXT  # noqa: FBT003


def test_a_dump_is_one_below_lines_of_comments_whatever_its_name() -> None:
    dump = (
        "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n\nCOPY u (id) FROM stdin;\n1\n"
    )
    assert text_kind(dump, "forum.pgsql", True) is Kind.SQL  # noqa: FBT003
    assert text_kind("-- a list\n-- of things to do\nbuy a SET of x = 3\n", "todo", True) is Kind.TEXT  # noqa: FBT003


def test_a_table_of_people_that_is_named_a_log_is_a_table() -> None:
    table = "first_name,last_name,street,zip\nAna,Silva,1 Elm St,89501\nIvo,Kral,2 Oak St,89502\n" * 2
    assert text_kind(table, "export.log", True) is Kind.CSV  # noqa: FBT003
    measured = "time,node,load,free\n10:00,a1,0.4,812\n10:05,a1,0.5,790\n10:10,a2,0.1,901\n"
    assert text_kind(measured, "node.log", True) is Kind.LOG  # noqa: FBT003


def test_a_letter_that_is_named_a_table_is_a_text() -> None:
    letter = "Dear Maria Gomez,\n\nyour order is at 9 Oak Rd, Fresno, CA 93701.\nYou can reach us, any day.\n"
    assert text_kind(letter, "a.csv", True) is Kind.TEXT  # noqa: FBT003
    rows = "name, street, town\n\nMaria Gomez, 9 Oak Rd, Fresno\nUma Rao, 2 Elm St, Fresno\n"
    notes = "note\nCalled, said she moves.\nSent a letter, then a mail.\n"
    assert text_kind(rows, "a.csv", True) is Kind.CSV  # noqa: FBT003
    assert text_kind(notes, "a.csv", True) is Kind.CSV  # noqa: FBT003
