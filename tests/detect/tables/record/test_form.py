"""Names and addresses whose parts stand in labelled lines or in several values of a record."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.record import form
from pii_sweep.types import Detection, Passage, Span


def test_the_labelled_lines_of_a_form_join_to_one_address_and_one_name(find) -> None:
    found = find(
        "First name: Ana\nLast name: Ruiz\nAddress 1: 12 Oak St\nAddress 2: Apt 4\nTown: Reno\nZIP: 89501"
    )
    assert found["PERSON"] == ["Ana Ruiz"]
    assert found["STREET_ADDRESS"] == ["12 Oak St\nApt 4\nReno\n89501"]


def test_two_forms_in_one_text_are_two_addresses(find) -> None:
    found = find(
        "Street: 12 Oak St\nCity: Reno\n\nStreet: 9 Elm Ave\nCity: Sparks\nStreet: 7 Ash Ct\nCity: Elko"
    )
    assert found["STREET_ADDRESS"] == ["12 Oak St\nReno", "9 Elm Ave\nSparks", "7 Ash Ct\nElko"]


def test_cells_of_a_sheet_are_kept_apart_by_their_tabs(find) -> None:
    found = find(
        "Bill to\t\t\tShip to\nMaria Alvarez\t\t\tPeter Novak\n604 Bancroft Way\t\t\t27 Lakeview Ter\n"
        "Rm 310\t\t\tDuluth, MN 55803\nBerkeley, CA 94710",
        layout="prose",
    )
    assert found["PERSON"] == ["Maria Alvarez", "Peter Novak"]
    assert [value.replace("\n", " ") for value in found["STREET_ADDRESS"]] == [
        "604 Bancroft Way Rm 310 Berkeley, CA 94710",
        "27 Lakeview Ter Duluth, MN 55803",
    ]


def test_lines_under_one_name_of_a_record_are_one_address(find) -> None:
    found = find(
        "to.lines: 114 Lakeview Ave\nto.lines: Cambridge, MA 02139\n"
        "patient.given: Ananya\npatient.family: Iyer",
        layout="fields",
    )
    assert found["STREET_ADDRESS"] == ["114 Lakeview Ave\nCambridge, MA 02139"]
    assert found["PERSON"] == ["Ananya Iyer"]


def test_lists_under_one_name_of_a_record_are_no_address(find) -> None:
    assert find("tags: 4 pack\ntags: blue canvas\nsizes: 12 x 16\nsizes: 16 x 20", layout="fields") == {}


def record(place, *leaves: tuple[str, str, str]) -> Passage:
    """Return a passage of fields from (label, path, value) of each."""
    text, spans = "", []
    for label, path, value in leaves:
        start = len(text) + len(label) + 2
        spans.append(Span(start, start + len(value), json_path=path))
        text += f"{label}: {value}\n"
    return Passage(text.rstrip("\n"), place, tuple(spans), "fields")


def test_alike_fields_of_a_supplier_and_a_customer_are_kept_apart_by_their_paths(detector, place) -> None:
    leaves = [
        (f"Party.Address.{name}", f"/Invoice/{side}Party/Party/Address/{name}", value)
        for side, values in (
            ("Supplier", ("Mill Rd 8", "Reno", "89501")),
            ("Customer", ("Oak St 3", "Elko", "89801")),
        )
        for name, value in zip(("StreetName", "CityName", "PostalZone"), values, strict=True)
    ]
    found = [item for item in detector.examine([record(place, *leaves)]) if isinstance(item, Detection)]
    assert [(item.value, item.role) for item in found if item.entity == "STREET_ADDRESS"] == [
        ("Mill Rd 8\nReno\n89501", "merchant"),
        ("Oak St 3\nElko\n89801", "customer"),
    ]


def test_the_names_of_fields_belong_to_no_one(detector, place) -> None:
    passage = record(
        place,
        ("Contact.Telephone", "/a/Contact/Telephone", "+1 561 771 2000"),
        ("Contact.Name", "/a/Contact/Name", "Sabine Vogt"),
    )
    found = [item for item in detector.examine([passage]) if isinstance(item, Detection)]
    assert [item.value for item in found if item.entity == "PERSON"] == ["Sabine Vogt"]


def test_small_labels_above_their_values_are_read_across_boxes_side_by_side(find) -> None:
    found = find(
        "Student's legal name  Date of birth\nSantiago Ruiz  2017-03-12\n\nStreet address\n93 Ridge Way\n\n"
        "City, State, ZIP\nReno, NV 89501\n\nParent/guardian  Daytime phone\nIfeoma Ruiz  (415) 766-8295"
    )
    assert found["PERSON"] == ["Santiago Ruiz", "Ifeoma Ruiz"]
    assert found["DATE_OF_BIRTH"] == ["2017-03-12"]
    assert found["STREET_ADDRESS"] == ["93 Ridge Way\nReno, NV 89501"]


def test_a_family_name_before_the_given_one_reads_as_a_name(find) -> None:
    assert find("p.family: Haddad\np.given: Layla", layout="fields")["PERSON"] == ["Layla Haddad"]


def test_what_was_charged_is_recognized_by_the_fields_of_a_record(find) -> None:
    buyer = "buyer.name: Maria Alvarez\n"
    assert find(buyer + "sums.net: 50.90\nsums.vat: 4.20\nsums.gross: 55.10", layout="fields")[
        "ORDER_VALUE"
    ] == ["55.10"]
    assert find(buyer + "order.base_grand_total: 88.4000", layout="fields")["ORDER_VALUE"] == ["88.4000"]
    assert "ORDER_VALUE" not in find("lamp.title: Oak Lamp\nlamp.price: 55.10", layout="fields")


def test_boxes_side_by_side_belong_to_labels_one_below_the_other(find) -> None:
    found = find(
        "2 Taxpayer number\n\nDaytime phone\n\n512-43-4117  651.269.4344\n\n"
        "Passport no., if foreign\n\nDate of birth\n\nE10367401  08/15/1983\n"
    )
    assert found["US_SSN"] == ["512-43-4117"]
    assert found["PHONE_NUMBER"] == ["651.269.4344"]
    assert found["DATE_OF_BIRTH"] == ["08/15/1983"]


def test_numbered_boxes_with_hints_join_to_an_address(find) -> None:
    found = find(
        "1 Name of entity/individual.\nAda Berg\n\n5 Address (number, street, and apt. no.). See notes.\n"
        "236 East Granada Cir\n\n6 City, state, and ZIP code\nSimi Valley, CA 93065\n"
    )
    assert found["STREET_ADDRESS"] == ["236 East Granada Cir\nSimi Valley, CA 93065"]


def test_a_street_joins_the_town_of_a_later_column_of_boxes(find) -> None:
    found = find(
        "Last Name (Family Name)\nLindqvist\nAddress (Street Number and Name)\n8845 N Nutmeg Terrace\n"
        "State\nMI\n"
        "- [X] 1. A citizen\n- [ ] 2. A noncitizen\n- [ ] 3. A resident\n- [ ] 4. An alien\nSection 2\n\n"
        "First Name (Given Name)\nHakon\nApt. Number\nUnit 36\nZIP Code\n48886\nCity or Town\nSix Lakes\n"
    )
    assert [value.split("\n") for value in found["STREET_ADDRESS"]] == [
        ["8845 N Nutmeg Terrace", "Unit 36", "48886", "Six Lakes", "MI"]
    ]


def test_lines_of_a_street_and_its_unit_join_the_town_next_to_them(find) -> None:
    found = find(
        "address.line: 735 Hawthorne Dr\naddress.line: Apt 28\naddress.city: Sloansville\naddress.state: NY\n"
        "address.postalCode: 12160",
        layout="fields",
    )
    assert found["STREET_ADDRESS"] == ["735 Hawthorne Dr\nApt 28\nSloansville\nNY\n12160"]


def test_segments_of_an_interchange_hold_an_address_and_a_birth(find) -> None:
    found = find(
        "NM1*IL*1*BERG*ADA****MI*7DJ3EG9TK25~\nN3*25 NW KINGFISHER WAY*UNIT 8~\nN4*NELSON*NH*03457~\n"
        "DMG*D8*19461218*F~\n",
        layout="prose",
    )
    assert found["STREET_ADDRESS"] == ["25 NW KINGFISHER WAY\nUNIT 8\nNELSON\nNH\n03457"]
    assert found["DATE_OF_BIRTH"] == ["19461218"]


def test_columns_of_a_roll_of_voters_join_to_addresses(columns) -> None:
    header = ("LNAME", "FNAME", "BLKNUM STNAME", "UNIT", "RESCITY", "RSTATE", "RZIP")
    found = columns(header, ("SYKES", "DON", "755 S FOXGLOVE BLVD", "UNIT 10", "ANCHORAGE", "AK", "99504"))
    assert found["STREET_ADDRESS@BLKNUM STNAME"] == ["755 S FOXGLOVE BLVD, UNIT 10, ANCHORAGE, AK, 99504"]


def test_a_line_of_a_form_may_hold_the_code_and_the_town(find) -> None:
    form = "Name: Maria Quimby\nStraße: {}\nPLZ / Ort: {}\nTelefon: 02561 934712\n"
    found = find(form.format("Gut Hollau 1", "48683 Ahlfeld"), layout="prose")
    assert found["STREET_ADDRESS"] == ["Gut Hollau 1\n48683 Ahlfeld"]
    assert find(form.format("Gut Hollau 1", "12"), layout="prose")["STREET_ADDRESS"] == ["Gut Hollau 1"]


def test_a_stroke_in_a_label_is_no_step_of_a_path(find) -> None:
    found = find("street: 9 Quarry Rd\ncity/state: Marrickby NSW\nzip: 2204", layout="fields")
    assert found["STREET_ADDRESS"] == ["9 Quarry Rd\nMarrickby NSW\n2204"]


def test_labels_in_brackets_below_a_line_say_what_stands_on_it(find) -> None:
    form = "05.03.1974, Sieradz   74030514280\n(data i miejsce urodzenia)   (PESEL)\n"
    found = find(form, layout="prose")
    assert (found["DATE_OF_BIRTH"], found["NATIONAL_ID"]) == (["05.03.1974"], ["74030514280"])
    english = "Odile Marsh      02/03/1977\n(Full name)      (Date of birth)\n"
    assert find(english, layout="prose")["DATE_OF_BIRTH"] == ["02/03/1977"]
    assert "DATE_OF_BIRTH" not in find(english.replace("Date of birth", "Date of visit"), layout="prose")


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        ("e Employee's first name and initial   Last name", "Ludmila R      Okereke", "Ludmila R Okereke"),
        ("First name and middle initial      Last name", "Ludmila        Okereke", "Ludmila Okereke"),
        ("Achternaam          Voornaam", "Snijdewind     Ludmila", "Ludmila Snijdewind"),
        ("NOM DE FAMILLE      PRÉNOMS", "TREGUIDEL      YANNA", "YANNA TREGUIDEL"),
        ("LAST                FIRST", "OKEREKE        LUDMILA", "LUDMILA OKEREKE"),
    ],
)
def test_halves_of_a_name_in_columns_below_their_heads_are_one_name(head: str, row: str, name: str) -> None:
    text = f"{head}\n{row}\n"
    found = [hit for hit in form.find(text) if hit.entity == "PERSON"]
    assert [" ".join(text[start:end] for start, end in hit.pieces) for hit in found] == [name]


@pytest.mark.parametrize("row", ["required      required", "Text      Text", "Optional      Required"])
def test_what_says_how_to_fill_in_a_half_is_no_name(row: str) -> None:
    assert not [hit for hit in form.find(f"First name      Last name\n{row}\n") if hit.entity == "PERSON"]


def test_what_a_label_of_birth_precedes_is_a_birth_only_where_it_begins_as_a_date(find) -> None:
    form = "UR: 104477      Ward: GP Beds / bed 6\nName: SCHIRMER, Desmond\nDOB: 02-Nov-1938\n"
    assert find(form, layout="prose")["DATE_OF_BIRTH"] == ["02-Nov-1938"]


def test_pronouns_that_somebody_filled_in_are_no_label_of_what_is_below(find) -> None:
    form = (
        "First name     Surname       Pronouns\n"
        "Caitlyn        Wojtowicz     she/her\n"
        "Date of birth  Mobile        Email\n"
        "8/11/1996      0491 570 156  cait.wojt@example.com\n"
        "Street                       Suburb / PC\n"
        "5/61 Gellibrand Pde          Coburg 3058\n"
    )
    found = find(form, layout="prose")
    assert found["EMAIL_ADDRESS"] == ["cait.wojt@example.com"]
    assert found["STREET_ADDRESS"] == ["5/61 Gellibrand Pde\nCoburg 3058"]
