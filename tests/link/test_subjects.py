from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.layout.transposed import records
from pii_sweep.link.resolution import resolve
from pii_sweep.link.subjects import link, split_tables
from pii_sweep.types import Cells, Detection, Gap, Note, ObjectRef, Passage, Rows, Subject, Table

KEY = b"a key for tests"
LETTER = (
    "ACME Prints Inc\n500 Market Street\nSan Francisco, CA 94105\n\nSHIP TO:\nJane Doe\n12 Oak Street\n"
    "Portland, OR 97201\n\njane.doe@example.com\nOrder total: $43.20\n"
)


def linked(detector, pieces) -> tuple[list[tuple[Detection, str | None]], list[Subject]]:
    items = list(link(detector.examine(pieces), KEY))
    return [i for i in items if isinstance(i, tuple)], [i for i in items if isinstance(i, Subject)]


def test_name_address_and_order_value_of_a_letter_form_one_subject(detector, place) -> None:
    pairs, subjects = linked(detector, [Passage(LETTER, replace(place, page=1), (), "page")])
    assert len(subjects) == 1
    assert subjects[0].entities >= {"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "EMAIL_ADDRESS"}
    assert (subjects[0].state, subjects[0].zip3, subjects[0].residency) == ("OR", "972", "unknown")
    theirs = {detection.value for detection, subject in pairs if subject == subjects[0].subject_id}
    assert "12 Oak Street\nPortland, OR 97201" in theirs


def test_the_merchant_of_a_letterhead_is_never_the_subject(detector, place) -> None:
    pairs, _ = linked(detector, [Passage(LETTER, replace(place, page=1), (), "page")])
    merchant = next(d for d, _ in pairs if d.value.startswith("500 Market"))
    assert merchant.role == "merchant"
    assert [subject for detection, subject in pairs if detection is merchant] == [None]


def test_each_row_is_a_record_and_the_same_person_has_the_same_id(detector, place) -> None:
    header = ("name", "email", "street", "zip", "total")
    row = ("Jane Doe", "j@example.com", "12 Oak St", "97201", "$5.00")
    other = ("John Roe", "r@example.com", "99 Elm Ave", "93650", "$6.00")
    _, subjects = linked(detector, [Table(place, header, (row, other, row))])
    assert [subject.subject_id == subjects[0].subject_id for subject in subjects] == [True, False, True]


def test_a_person_is_the_same_across_objects_by_name_street_and_zip(detector, place) -> None:
    elsewhere = replace(place, ref=ObjectRef("bucket", "other.csv"))
    _, first = linked(
        detector, [Passage("SHIP TO:\nJANE DOE\n12 OAK ST\nPORTLAND, OR 97201-4321\n", place, (), "label")]
    )
    table = Table(elsewhere, ("name", "street", "zip"), (("Jane Doe", "12 Oak St.", "97201"),))
    _, second = linked(detector, [table])
    assert first[0].subject_id == second[0].subject_id


@pytest.mark.parametrize(
    ("state", "zip_code", "residency", "located"),
    [
        ("CA", "93650", "strong", True),
        ("CA", "", "medium", True),
        ("", "93650", "medium", True),
        ("CA", "97201", "conflict", True),
        ("OR", "93650", "conflict", True),
        ("OR", "97201", "unknown", True),
        ("", "", "unknown", False),
    ],
)
def test_residency_follows_the_evidence(
    place, state: str, zip_code: str, residency: str, located: bool
) -> None:
    parts = {"street": "12 Oak St", "state": state, "zip": zip_code}
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x", record="row 1")
    home = Detection("STREET_ADDRESS", "12 Oak St", place, 0.9, 9, 18, "x", parts=parts, record="row 1")
    subject = next(item for item in link([name, home], KEY) if isinstance(item, Subject))
    assert (subject.residency, subject.located) == (residency, located)


def test_a_californian_area_code_alone_is_weak_evidence(place) -> None:
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    phone = Detection("PHONE_NUMBER", "(415) 555-0123", place, 0.9, 9, 23, "x")
    subject = next(item for item in link([name, phone], KEY) if isinstance(item, Subject))
    assert subject.residency == "weak"


def test_a_german_postcode_is_no_californian_zip(detector, place) -> None:
    _, subjects = linked(
        detector, [Passage("An:\nErika Mustermann\nHauptstraße 12\n90402 Nürnberg\n", place)]
    )
    assert [subject.residency for subject in subjects] == ["unknown"]


def test_gaps_and_notes_pass_through_in_their_place(place) -> None:
    gap, note = Gap(place, "ENCRYPTED_DOCUMENT"), Note(place, "pages", 3)
    assert list(link([gap, note], KEY)) == [gap, note]


def test_a_position_is_californian_with_the_longitude_first_too(place) -> None:
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    for value, residency in (
        ("38.58, -121.49", "weak"),
        ("-121.49, 38.58", "weak"),
        ("-73.9, 40.7", "unknown"),
    ):
        point = Detection("GEO_COORDINATES", value, place, 0.9, 9, 23, "x")
        subject = next(item for item in link([name, point], KEY) if isinstance(item, Subject))
        assert subject.residency == residency


@pytest.mark.parametrize(
    ("town", "residency"),
    [
        ("40.4163, -120.6530", "weak"),  # Susanville
        ("41.4871, -120.5425", "weak"),  # Alturas
        ("39.5296, -119.8138", "unknown"),  # Reno
        ("34.8481, -114.6142", "weak"),  # Needles
        ("36.1716, -115.1391", "unknown"),  # Las Vegas
    ],
)
def test_a_position_near_nevada_is_californian_on_its_side_of_the_border(
    place, town: str, residency: str
) -> None:
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    point = Detection("GEO_COORDINATES", town, place, 0.9, 9, 9 + len(town), "x")
    (subject,) = [item for item in link([name, point], KEY) if isinstance(item, Subject)]
    assert subject.residency == residency


def test_each_line_of_a_log_and_each_card_of_a_file_is_a_record(detector, place) -> None:
    log = (
        "2024-05-01 10:00:01 INFO mail sent to ann.miller@example.com total=9.00\n"
        "2024-05-01 10:00:02 INFO mail sent to bob.stone@example.org total=8.00\n"
    )
    _, lines = linked(detector, [Passage(log, place, (), "log")])
    cards = [
        Passage(f"ADR: {street}, Reno, NV 89501\nFN: {name}", replace(place, line=at), (), "fields")
        for at, (name, street) in enumerate((("Ann Miller", "12 Elm St"), ("Bob Stone", "9 Oak Ave")), 1)
    ]
    _, people = linked(detector, cards)
    assert len({subject.subject_id for subject in lines}) == 2
    assert len({subject.subject_id for subject in people}) == 2


def roles(detector, place, text: str, layout: str = "page") -> dict[str, object]:
    pairs, _ = linked(detector, [Passage(text, replace(place, page=1), (), layout)])
    return {d.value.split("\n")[0]: d.role for d, _ in pairs if d.entity in ("PERSON", "STREET_ADDRESS")}


def test_who_signs_a_firms_letter_is_staff_and_who_signs_their_own_is_not(detector, place) -> None:
    firm = "Dear Ji-woo Choi,\nyour order left our workshop.\n\nSincerely,\n\nSoledad Ibarra\nCustomer Care\n"
    own = "Dear Sir or Madam,\nmy order never came.\n\nSincerely,\n\nSoledad Ibarra\n"
    assert roles(detector, place, firm)["Soledad Ibarra"] == "sender"
    assert roles(detector, place, own)["Soledad Ibarra"] is None


def test_an_agent_is_no_ones_customer_and_the_address_is_the_callers(detector, place) -> None:
    text = "Call from Aiyana Benally. Ship again to 52 Main Ct, Hamden, CT 06518. Handled by Emeka Obi."
    pairs, subjects = linked(detector, [Passage(text, place)])
    assert len(subjects) == 1 and "STREET_ADDRESS" in subjects[0].entities
    assert {d.value for d, subject in pairs if subject is None} == {"Emeka Obi"}
    note = "Rosalind Pike spoke with Khalid Haddad about order W29484692. Callback +1 606 555 0141."
    _, callers = linked(detector, [Passage(note, place)])
    assert len(callers) == 1 and "PHONE_NUMBER" in callers[0].entities


def test_an_address_under_a_firms_name_at_the_foot_of_a_page_is_the_merchants(detector, place) -> None:
    text = (
        "PAYMENT RECEIPT\nReceived from: Quang Duong\nAmount received: USD 91.15\n\n"
        "Tilewall Print Lab LLC\n1900 E Industrial Blvd Bldg 7\nKihei, HI 96753\n"
    )
    found = roles(detector, place, text)
    assert found["1900 E Industrial Blvd Bldg 7"] == "merchant" and found["Quang Duong"] == "buyer"


def test_a_parcel_that_goes_back_to_a_firm_is_the_customers_who_sends_it(detector, place) -> None:
    text = (
        "DEEPIKA MUKHERJEE\n307 FRANKLIN CIR\nWILLAMINA OR 97396\n\nSHIP TO: PHOTOSQUARED, INC.\n"
        "2261 MARKET STREET SUITE 4086\nGRASS VALLEY, CA 95949\n"
    )
    _, subjects = linked(detector, [Passage(text, place, (), "label")])
    assert [subject.state for subject in subjects] == ["OR"]


def test_the_heading_of_a_label_is_no_part_of_the_name(detector, place) -> None:
    text = "ORIGIN ID: JFKA\n\nTO LUNINGNING ROSSI\nPO BOX 3163\nRIVERSIDE, RI 02915\n"
    assert "LUNINGNING ROSSI" in roles(detector, place, text)


def test_a_filled_label_says_nothing_of_lines_with_labels_of_their_own(detector, place) -> None:
    claim = (
        "Policyholder: Nora Quist\nAdjuster: Bill Hart\nInsured property: 71 Vine St, Sparks, NV 89431\n"
        "Claimant phone: (775) 555-0111\n"
    )
    pairs, subjects = linked(detector, [Passage(claim, place)])
    assert len(subjects) == 1 and subjects[0].entities >= {"PERSON", "STREET_ADDRESS", "PHONE_NUMBER"}
    assert [d.value for d, subject in pairs if subject is None] == ["Bill Hart"]


def test_the_letterhead_of_a_receipt_is_the_merchants_whoever_pays(detector, place) -> None:
    text = "JOE'S DINER\n12 Main St\nReno, NV 89501\n\nBurger 12.00\nTotal 12.96\nCardholder: LINDA MARSH\n"
    _, subjects = linked(detector, [Passage(text, replace(place, page=1), (), "page")])
    assert [subject.entities for subject in subjects] == [frozenset({"PERSON", "ORDER_VALUE"})]


def test_who_sold_is_no_ones_customer_in_a_table_of_orders(detector, place) -> None:
    header = ("customer_name", "sales_rep", "order_total")
    rows = (
        ("Eva Lind", "Sam Cole", "44.50"),
        ("Bo Park", "Sam Cole", "12.00"),
        ("Ida Voss", "Kim Dow", "13.00"),
    )
    _, subjects = linked(detector, [Table(place, header, rows)])
    assert len(subjects) == 3


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Please call Maria Lopez at (415) 555-0134 about her order.\n", None),
        ("Support reached Daniel Okafor on 212-555-0187 before noon.\n", None),
        ("Support reached Tom Baker on 212-555-0187 before noon.\n", None),
        ("Hi Maria Lopez, please call 415-555-0166 to confirm.\n", "merchant"),
        ("For returns call Maria Lopez or our office at 415-555-0111.\n", "merchant"),
    ],
)
def test_the_number_of_whom_a_sentence_says_to_call_is_theirs_and_no_line_of_the_firm(
    detector, place, text: str, whose: str | None
) -> None:
    pairs, subjects = linked(detector, [Passage(text, place, (), "prose")])
    ((number, subject),) = [pair for pair in pairs if pair[0].entity == "PHONE_NUMBER"]
    assert (number.role, subject is None) == (whose, whose is not None)
    assert any({"PERSON", "PHONE_NUMBER"} <= one.entities for one in subjects) == (whose is None)


def _met(place, *said: tuple[str, str, str], parts: dict[str, str] | None = None) -> list[Subject]:
    """Return the subjects of detections, each given by its entity, its value and its record."""
    found = [
        Detection(entity, value, place, 0.9, at * 40, at * 40 + len(value), "x", record=record)
        for at, (entity, value, record) in enumerate(said)
    ]
    found = [one.at(parts=parts) if parts and one.entity == "STREET_ADDRESS" else one for one in found]
    return [item for item in link(found, KEY) if isinstance(item, Subject)]


def test_records_of_a_json_document_are_people_of_their_own(place) -> None:
    where = replace(place, row=None)
    mails = [("EMAIL_ADDRESS", f"{name}@mail.example", f"|$[{at}]") for at, name in enumerate("abc")]
    assert len(_met(where, *mails)) == 3


def test_the_pages_of_a_document_are_read_together(place) -> None:
    where = replace(place, row=None)
    pages = [("PERSON", "Jane Doe", "|page 1"), ("EMAIL_ADDRESS", "jane.doe@mail.example", "|page 2")]
    (found,) = _met(where, *pages)
    assert found.entities == {"PERSON", "EMAIL_ADDRESS"}


def test_where_no_street_is_known_the_mailbox_says_which_of_two_namesakes_it_is(place) -> None:
    town = {"city": "Reno", "state": "NV"}
    one, other = (
        _met(
            replace(place, row=None),
            ("PERSON", "Jane Doe", "1"), ("STREET_ADDRESS", "Reno, NV", "1"), ("EMAIL_ADDRESS", mail, "1"),
            parts=town,
        )
        for mail in ("jane@mail.example", "doe.1971@post.example")
    )  # fmt: skip
    assert one[0].subject_id != other[0].subject_id


def test_a_mailbox_without_a_name_in_a_header_is_the_only_persons_of_the_mail(place) -> None:
    alone = _met(
        replace(place, row=None),
        ("EMAIL_ADDRESS", "ann.berg@example.com", "header To"),
        ("PERSON", "Ann Berg", ""),
    )
    assert [subject.entities for subject in alone] == [{"PERSON", "EMAIL_ADDRESS"}]


def test_what_the_body_of_a_mail_holds_is_of_those_it_names_and_not_of_the_header(place) -> None:
    said = [
        ("PERSON", "Ann Berg", "header To"),
        ("PERSON", "Jane Doe", ""),
        ("PHONE_NUMBER", "4155550123", ""),
    ]
    header, body = _met(replace(place, row=None), *said)
    assert (header.entities, body.entities) == ({"PERSON"}, {"PERSON", "PHONE_NUMBER"})


def test_a_table_on_its_side_gives_each_column_its_person_with_what_stands_below(detector, place) -> None:
    rows = [
        ["Bewohner", "Ilse Brandner", "Kurt Wittig"], ["geb.", "02.04.1938", "17.09.1941"],
        ["KV-Nummer", "A123456780", "M305118822"], ["Angehörige", "Petra Brandner", "Jens Wittig"],
        ["Tel. Angehörige", "030 1011589", "030 1301891"],
    ]  # fmt: skip
    pairs, _ = linked(detector, records(rows, place, Budget(Extract())))
    owner = {detection.value: subject for detection, subject in pairs}
    assert owner["02.04.1938"] == owner["A123456780"] == owner["Ilse Brandner"]
    assert owner["17.09.1941"] == owner["M305118822"] == owner["Kurt Wittig"]
    assert owner["030 1011589"] == owner["Petra Brandner"] != owner["Ilse Brandner"]


REMARKS = (
    ("Louise Hartmann", "louise.hartmann@example.com", "takes metformin 500 mg for type 2 diabetes mellitus"),
    ("Daniel Okafor", "d.okafor@example.com", "was diagnosed with major depressive disorder in spring"),
    ("Ruth Bellamy", "ruthb@example.com", "called about the delivery and wants a refund by Friday"),
)


def test_what_a_rows_remark_says_is_held_of_the_person_in_its_other_cells(detector, place) -> None:
    table = Table(place, ("name", "email", "notes"), REMARKS)
    items = list(split_tables(link(detector.survey([table]), KEY)))
    pairs = [item for item in items if isinstance(item, tuple)]
    owners = {item.value: subject for item, subject in pairs}
    said = [(item, subject) for item, subject in pairs if item.entity == "HEALTH"]
    assert {item.where.row for item, _ in said} == {1, 2}
    for item, subject in said:
        assert subject == owners[REMARKS[(item.where.row or 0) - 1][0]]
    assert len({item.subject_id for item in items if isinstance(item, Subject)}) == 3


def test_a_remark_that_names_another_person_says_nothing_of_the_rows_own(place) -> None:
    name = Cells("PERSON", ["Jane Doe"], 1, "name")
    rows = Rows(replace(place, row=None), 1, (name,))
    at = replace(place, row=1, column=2)
    other = Detection("PERSON", "Peter Nowak", at, 0.9, 0, 11, "x", record="|row 1")
    health = Detection("HEALTH", "asthma", at, 0.9, 16, 22, "x", record="|row 1")
    pairs = [item for item in link([rows, other, health], KEY) if isinstance(item, tuple)]
    assert len({subject for _, subject in pairs}) == 1 and len(pairs) == 2


def test_a_remark_in_a_later_table_is_not_of_a_row_of_the_same_number(place) -> None:
    name = Cells("PERSON", ["Jane Doe"], 1, "name")
    end = Note(place, "examined", 8)
    health = Detection("HEALTH", "asthma", replace(place, row=1), 0.9, 0, 6, "x", record="|row 1")
    items = link([Rows(replace(place, row=None), 1, (name,)), end, health], KEY)
    assert [subject for _, subject in (item for item in items if isinstance(item, tuple))] == [None]


def test_traits_under_an_employees_number_are_one_persons(detector, place) -> None:
    text = "employee_id: E-10442\nreligion: Muslim\nethnicity: Hispanic or Latino"
    items = list(link(detector.survey([Passage(text, replace(place, json_path="$"), (), "fields")]), KEY))
    found = [item for item in items if isinstance(item, Subject)]
    assert [subject.entities for subject in found] == [{"SENSITIVE_TRAIT"}]


def test_numbers_of_a_row_are_of_whom_alone_a_cell_of_it_names(detector, place) -> None:
    people = (
        ("Olivia Fitzgerald\n3439 Meadow Drive\nRaleigh, NC 27601", "386-51-6063"),
        ("Byron Hutchins\n6658 Lincoln Street\nMadison, WI 53703", "255-27-7561"),
        ("Vernon Bergstrom\n5461 Elm Street\nDayton, OH 45402", "319-86-4676"),
    )
    table = Table(place, ("Customer / Ship to", "SSN"), people)
    found = list(split_tables(link(detector.survey([table]), KEY)))
    subjects = [item for item in found if isinstance(item, Subject)]
    assert len(set(resolve([subjects]).names.values())) == len(people)
    assert sum({"PERSON", "STREET_ADDRESS", "US_SSN"} <= subject.entities for subject in subjects) == 3


def test_whom_a_remark_names_has_not_the_numbers_of_its_row(detector, place) -> None:
    rows = (
        ("386-51-6063", "Called back, Dr. Olivia Fitzgerald will write on Monday."),
        ("255-27-7561", "Spoke with Byron Hutchins of the front desk about it."),
        ("319-86-4676", "Vernon Bergstrom from the clinic has asked again."),
    )
    found = list(split_tables(link(detector.survey([Table(place, ("SSN", "Notes"), rows)]), KEY)))
    subjects = [item for item in found if isinstance(item, Subject)]
    assert subjects and not any({"PERSON", "US_SSN"} <= subject.entities for subject in subjects)


BLOCKS = (
    "Olivia Fitzgerald\n3439 Meadow Drive\nRaleigh, NC 27601",
    "Byron Hutchins\n6658 Lincoln Street\nMadison, WI 53703",
    "Vernon Bergstrom\n5461 Elm Street\nDayton, OH 45402",
)
NUMBERS = ("386-51-6063", "255-27-7561", "319-86-4676", "418-20-5518", "523-11-7204", "612-35-9013")


def count_of_blocks(detector, place, header: str, blocks: Sequence[str], numbers: Sequence[str]) -> int:
    kind = "Email" if "@" in numbers[0] else "Phone" if numbers[0].startswith("503") else "SSN"
    table = Table(place, (header, kind), tuple(zip(blocks, numbers, strict=True)))
    found = list(split_tables(link(detector.survey([table]), KEY)))
    return len(set(resolve([[item for item in found if isinstance(item, Subject)]]).names.values()))


@pytest.mark.parametrize("header", ["Landlord", "Attorney for claimant", "Rechtsanwalt", "Abogado"])
def test_numbers_of_a_row_are_not_of_whom_a_column_of_others_names(detector, place, header: str) -> None:
    assert count_of_blocks(detector, place, header, BLOCKS, NUMBERS[:3]) == 6
    assert count_of_blocks(detector, place, "Customer / Ship to", BLOCKS, NUMBERS[:3]) == 3


def test_a_block_that_comes_again_with_other_numbers_owns_none_of_them(detector, place) -> None:
    blocks = (*BLOCKS, *BLOCKS)
    assert count_of_blocks(detector, place, "Customer / Ship to", blocks, NUMBERS) == 9
    assert count_of_blocks(detector, place, "Customer / Ship to", blocks, NUMBERS[:3] * 2) == 3


@pytest.mark.parametrize("form", ["503-555-01{0}{0}", "tor{0}kvist{0}@gmail.com"])
def test_a_customers_own_block_may_stand_with_two_telephones_and_not_with_more(
    detector, place, form: str
) -> None:
    blocks, numbers = (*BLOCKS, *BLOCKS), [form.format(at) for at in range(1, 7)]
    assert count_of_blocks(detector, place, "Customer / Ship to", blocks, numbers) == 3
    same = [BLOCKS[0]] * 6
    assert count_of_blocks(detector, place, "Customer / Ship to", same, numbers) == 7
