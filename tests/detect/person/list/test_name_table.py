"""Columns of names in reports, rosters and results; columns of anything else."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.list import name_table

LEAGUE = """\
TUESDAY MIXED LEAGUE            WEEK 9

LANE  BOWLER                  AVG   HIGH   TEAM
------------------------------------------------------
  1   VANDERSLUIS, MARGREET   171    233   Gutter Gang
  1   ODHIAMBO, GRACE         144    190   Gutter Gang
  2   BEAUREGARD, TROY        188    256   Lincoln Lanes
  2   QIU, MEILING            150    201   Lincoln Lanes
"""
DOCKET = """\
Case        Defendant              Judge
24-CR-118   Amara Nwankwo          Reed
24-CR-121   Dale Winter            Reed
24-CR-130   Bartholomew Castell    Stone
"""
ROSTER = """\
1. Anneke de Vries
2. Tariq Haddad
3. Mary Ellen Pope
10. Giulia Lo Monaco
"""
HARBOUR = """\
VESSEL               BERTH   AGENT
Queen Victoria       A1      Tall Harry
James Cook           B4      Tall Harry
Charlotte Dundas     B5      Tall Harry
"""


def found(text: str, *, people: bool = True) -> list[str]:
    """Return the cells of columns of people, or of anything else."""
    return [text[low:high] for low, high, weight, _ in name_table.find(text) if (weight > 0) is people]


def test_a_report_of_last_names_first_is_a_column_of_people() -> None:
    people = ["VANDERSLUIS, MARGREET", "ODHIAMBO, GRACE", "BEAUREGARD, TROY", "QIU, MEILING"]
    assert found(LEAGUE) == people


def test_a_head_of_people_vouches_for_the_names_below_it() -> None:
    assert found(DOCKET) == ["Amara Nwankwo", "Reed", "Dale Winter", "Reed", "Bartholomew Castell", "Stone"]


def test_a_numbered_list_is_one_column_though_its_numbers_grow() -> None:
    assert found(ROSTER) == ["Anneke de Vries", "Tariq Haddad", "Mary Ellen Pope", "Giulia Lo Monaco"]


def test_ships_are_no_people_whatever_they_are_called() -> None:
    assert found(HARBOUR) == []
    assert found(HARBOUR, people=False)[0] == "Queen Victoria"


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_tabs_and_bars_part_columns_too(mark: str) -> None:
    rows = [("Shift", "Volunteer"), ("Mon", "Hoang T."), ("Tue", "Okafor B."), ("Wed", "Hill F.")]
    assert found("\n".join(mark.join(row) for row in rows)) == ["Hoang T.", "Okafor B.", "Hill F."]


def test_towns_with_their_states_are_no_last_names_first() -> None:
    assert found("Austin, Texas   12\nMadison, WI     14\nJackson, Georgia 9\nTroy, Ohio      3\n") == []


def test_goods_called_like_people_are_no_column_of_people() -> None:
    assert found("Item         Price\nGrace Dress  12.00\nRuby Ring    40.00\nOlive Tote   8.00\n") == []
    assert found("Jack Knife      12.00\nRuby Grapefruit 40.00\nOlive Tapenade  8.00\n") == []


def test_a_head_of_an_address_does_not_make_its_first_line_a_thing(find) -> None:
    text = "SHIPPING ADDRESS\nAiyana Lonetree\n10148 Kingsley Dr\nBillings, MT 59101\n"
    assert find(text)["PERSON"] == ["Aiyana Lonetree"]


MANIFEST = """\
ROUTE 7-C   VAN 2
STOP  CONSIGNEE             DROP                                       PCS  POD
  1   TANAKA, YUKI          71 Ridge Way, Reading PA 19601               1   front desk
  2   MARIA ALVAREZ         8 County Road 12 Apt 4B, Provo UT 84601      2   Nick
  3   Novak, P.             905 Mill Ln, Hilo, HI 96720                  9   garage
  4   ADAEZE OKONKWO        PO Box 61, Troy NY 12180                     1   neighbor
END OF MANIFEST
"""


def test_columns_keep_their_places_in_reading_order(find) -> None:
    names = find(MANIFEST, "prose")["PERSON"]
    assert [name for name in names if name != "Nick"] == [
        "TANAKA, YUKI", "MARIA ALVAREZ", "Novak, P.", "ADAEZE OKONKWO",
    ]  # fmt: skip


STATEMENT = """\
Date  Patient  Description  Charge  Balance
02/08/24  Joaquín  Exam  62.00  62.00
03/10/24  Solène  Sealant  62.00  124.00
03/31/24  Joaquín  Prophylaxis  128.50  252.50
"""


def test_a_head_of_people_vouches_where_pages_keep_the_order_of_cells_alone(find) -> None:
    assert found(STATEMENT) == ["Joaquín", "Solène", "Joaquín"]
    assert find(STATEMENT)["PERSON"] == ["Joaquín", "Solène", "Joaquín"]


def test_the_label_of_the_next_field_is_not_a_person_below_a_label_of_people() -> None:
    assert found("Customer\nPetra Novak\nKarl Berg\nContact\n") == ["Petra Novak", "Karl Berg"]


def test_a_name_ends_at_the_gap_before_another_column(find) -> None:
    assert find("CASHIER GRADY  REG 03\n08/12/2023  02:41 PM\n")["PERSON"] == ["GRADY"]


def test_labels_of_addresses_in_a_column_of_names_are_not_people(find) -> None:
    text = (
        "Ship to  Priya Mazzarella\n\nBILL TO\nAnnika McAllister\n3301 SE Hawthorne Blvd\n"
        "Portland, OR 97214\nUnited States\nQTY  PRICE\n"
    )
    assert "BILL TO" not in find(text, "page")["PERSON"]
