from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.types import Detection, Table


def test_split_columns_become_one_name_and_one_address_per_row(columns) -> None:
    found = columns(
        ("id", "First Name", "last_name", "street", "city", "state", "zip", "order_total", "unit_price"),
        ("1", "Jane", "Doe", "12 Oak St", "Fresno", "CA", "93650", "$12.20", "3.05"),
        ("2", "John", "Roe", "99 Elm Ave", "Portland", "OR", "97201", "$99.00", "9.90"),
    )
    assert found == {
        "PERSON@First Name": ["Jane Doe", "John Roe"],
        "STREET_ADDRESS@street": ["12 Oak St, Fresno, CA, 93650", "99 Elm Ave, Portland, OR, 97201"],
        "ORDER_VALUE@order_total": ["$12.20", "$99.00"],
    }


def test_a_row_that_ends_before_the_whole_name_is_passed_over(columns) -> None:
    rows = [("Jane", "Doe", "Jane Doe"), ("John", "Roe", "John Roe"), ("Mary", "Poe")]
    found = columns(("first_name", "last_name", "full_name"), *rows)
    assert found == {"PERSON@full_name": ["Jane Doe", "John Roe"]}


def test_billing_and_shipping_columns_are_two_addresses(columns) -> None:
    found = columns(
        ("billing_street", "billing_zip", "shipping_street", "shipping_zip"),
        ("12 Oak St", "93650", "99 Elm Ave", "97201"),
    )
    assert found == {
        "STREET_ADDRESS@billing_street": ["12 Oak St, 93650"],
        "STREET_ADDRESS@shipping_street": ["99 Elm Ave, 97201"],
    }


def test_records_are_read_by_their_paths(columns) -> None:
    found = columns(
        (
            "/@orderNumber",
            "/Consignee/Name",
            "/Consignee/AddressLine",
            "/Consignee/PostalCode",
            "/GrandTotal",
        ),
        ("867-8042979-6754837", "Rohan Krishnamurthy", "16261 Buckeye Drive", "92082", "45.10"),
        ("867-8042979-6754838", "Arjun Patel", "2690 Highland Park Ln", "55931", "12.00"),
    )
    assert set(found) == {
        "ORDER_ID@/@orderNumber",
        "PERSON@/Consignee/Name",
        "STREET_ADDRESS@/Consignee/AddressLine",
        "ORDER_VALUE@/GrandTotal",
    }


def test_product_names_and_statistics_are_left_alone(columns) -> None:
    assert columns(("product name", "price"), ("Oak Frame", "12.00"), ("Canvas Print", "9.00")) == {}
    assert columns(("city/town", "population"), ("Cherry Hill", "16000"), ("New Philadelphia", "17288")) == {}
    assert columns(("Sex", "Length", "Age"), ("F", "1.43", "9"), ("M", "0.88", "6")) == {}


def test_a_table_without_header_is_decided_by_its_values(columns) -> None:
    found = columns(
        (),
        (
            "1389647287",
            "Thuy Vo",
            "6036 Franklin Blvd, Washington, DC 20009",
            "$1,352.02",
            "thuy@example.com",
        ),
        ("1389647288", "Maria Lopez", "3814 Wilshire Rd, Kilmarnock, VA 22482", "$25.89", "ml@example.com"),
    )
    assert set(found) == {"PERSON@2", "STREET_ADDRESS@3", "ORDER_VALUE@4", "EMAIL_ADDRESS@5"}


def test_cards_need_no_checksum_under_a_clear_header(columns) -> None:
    assert set(columns(("credit card",), ("9696 3083 1559 8901",), ("2360 8701 6034 2161",))) == {
        "CREDIT_CARD@credit card"
    }


def test_running_text_in_a_column_is_read_like_prose(columns) -> None:
    found = columns(
        ("sku", "comment"),
        ("A1", "Please call me back at 415-555-0123 about the frame"),
        ("A2", "All good, thanks a lot"),
    )
    assert found["PHONE_NUMBER@comment"] == ["415-555-0123"]


def test_later_parts_of_a_table_keep_the_first_decision_and_count_on(detector, place) -> None:
    header = ("email",)
    parts = [
        Table(place, header, (("a@example.com",),)),
        Table(place, header, (("b@example.com",), ("c@example.com",)), 2),
    ]
    found = [item for item in detector.examine(parts) if isinstance(item, Detection)]
    assert [(item.value, item.where.row) for item in found] == [
        ("a@example.com", 1),
        ("b@example.com", 2),
        ("c@example.com", 3),
    ]


def test_a_child_in_a_table_of_people_is_a_minor(columns) -> None:
    found = columns(
        ("name", "email", "age"), ("Jane Doe", "j@example.com", "9"), ("John Roe", "r@example.com", "44")
    )
    assert found["MINOR@age"] == ["9"]


def test_a_row_that_sums_up_the_others_and_cells_without_a_value_yield_nothing(columns) -> None:
    found = columns(
        ("name", "email", "street", "city", "order_total"),
        ("Jane Doe", "j@example.com", "12 Oak St", "Reno", "$4.00"),
        ("John Roe", "N/A", "99 Elm Ave", "none", "$6.00"),
        ("Na Kim", "-", "n/a", "", "null"),
        ("", "", "TOTAL", "", "$10.00"),
    )
    assert found == {
        "PERSON@name": ["Jane Doe", "John Roe", "Na Kim"],
        "EMAIL_ADDRESS@email": ["j@example.com"],
        "STREET_ADDRESS@street": ["12 Oak St, Reno", "99 Elm Ave"],
        "ORDER_VALUE@order_total": ["$4.00", "$6.00"],
    }


def test_a_bare_key_of_a_table_of_orders_is_an_order_s_number(detector, place) -> None:
    rows = (("839149", "Maria Holt", "687.56"), ("477759", "Zoltan Quimby", "95.49"))

    def ids(name: str) -> list[str]:
        table = Table(replace(place, inside=(name,)), ("id", "customer", "gross"), rows)
        found = detector.examine([table])
        return [item.value for item in found if isinstance(item, Detection) and item.entity == "ORDER_ID"]

    assert ids("public.orders") == ids("Invoices") == ["839149", "477759"]
    assert ids("people") == ids("border_crossings") == []


def test_whoever_gave_is_no_sender_of_parcels(detector, place) -> None:
    who = ("Ana Lindberg", "Karl Horvat", "Petra Novak")
    given = Table(place, ("Dt", "From", "Amt"), tuple(("02/03", name, "20.00") for name in who))
    roles = {item.role for item in detector.examine([given]) if isinstance(item, Detection)}
    assert "sender" not in roles
    sent = Table(place, ("From", "Tracking no"), tuple((name, "1Z999AA10123456784") for name in who))
    people = [item for item in detector.examine([sent]) if isinstance(item, Detection)]
    assert {item.role for item in people if item.entity == "PERSON"} == {"sender"}


def test_tables_under_each_other_in_one_sheet_are_each_read_by_their_own_header(detector, place) -> None:
    first = Table(
        place,
        ("No", "Name", "Born"),
        (("1", "Maria Alvarez", "02/03/1971"), ("2", "Peter Novak", "11/09/1980")),
    )
    second = Table(
        place,
        ("No", "Relative", "Relation", "SSN"),
        (("1", "Ingrid Larsen", "aunt", "412-55-1834"), ("2", "Karl Horvat", "son", "219-09-8812")),
    )
    found = [item for item in detector.examine([first, second]) if isinstance(item, Detection)]
    assert {item.value for item in found if item.entity == "US_SSN"} == {"412-55-1834", "219-09-8812"}


def test_a_second_family_name_belongs_to_the_name(columns) -> None:
    header = ("Nombre", "ApPaterno", "ApMaterno", "Celular")
    rows = (("Eleuterio", "Escandón", "Soto", "222 191 0795"), ("Aurelia", "Dávalos", "Ríos", "222 189 2029"))
    assert columns(header, *rows)["PERSON@Nombre"] == ["Eleuterio Escandón Soto", "Aurelia Dávalos Ríos"]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("मुखिया का नाम", ("शांति पाण्डेय", "विनोद चौहान", "हरिओम गुप्ता")),
        ("ПРЕЗИМЕ И ИМЕ", ("ТОДОРОВИЋ ЖИВОРАД", "ПЕТРОВИЋ МИЛИЦА", "ЈОВИЋ ДРАГАН")),
        ("ПІБ платника", ("ФЕДОРЧУК ІГОР", "СТЕЦЕНКО ГРИГОРІЙ", "БОНДАР ОЛЕНА")),
        ("اسم المستحق", ("فايزة حسنين", "شيماء يوسف", "كريم فؤاد")),
        ("שם הרוכב", ("דניאל בוזגלו", "יהושע כץ", "מיכל לוי")),
        ("ชื่อ-สกุล", ("ธนพล แสงทอง", "กมลวรรณ ศรีสุข", "อรุณ ใจดี")),
        ("სახელი, გვარი", ("ნინო ბერიძე", "ნინო გელაშვილი", "გიორგი მაისურაძე")),
        ("계약자", ("조정숙", "조현숙", "김민수")),
        ("医生", ("邱婷婷", "冯雪梅", "邹建军")),
    ],
)
def test_names_are_found_under_headers_of_other_scripts(columns, header: str, names: tuple[str, ...]) -> None:
    assert columns((header, "n"), *((name, str(at)) for at, name in enumerate(names)))[
        f"PERSON@{header}"
    ] == list(names)


@pytest.mark.parametrize("foot", ("合計", "Итого:", "Razem", "المجموع", "รวม"))
def test_the_foot_of_a_table_in_any_language_is_no_person(columns, foot: str) -> None:
    rows = [
        ("1", "佐藤 健一", "1951-05-05"),
        ("2", "高橋 美咲", "1962-06-06"),
        ("3", "鈴木 一郎", "1973-07-07"),
    ]
    found = columns(("No", "氏名", "生年月日"), *rows, (foot, "三名", ""))
    assert found["PERSON@氏名"] == ["佐藤 健一", "高橋 美咲", "鈴木 一郎"]


def test_a_short_header_of_records_numbers_patients_next_to_people_alone(columns) -> None:
    numbers = ("MR-24-1583", "MR-24-9412", "MR-24-3077")
    rows = [
        (one, name, "1951-05-05")
        for one, name in zip(numbers, ("Ana Berg", "Ugo Bassi", "Ian Moss"), strict=True)
    ]
    assert columns(("mr_no", "Patient name", "DOB"), *rows)["MEDICAL_RECORD_NUMBER@mr_no"] == list(numbers)
    goods = [(one, "cement", "12") for one in numbers]
    assert columns(("mr_no", "Material", "Qty"), *goods) == {}


def test_a_whole_cell_of_a_title_and_a_name_is_a_person(columns) -> None:
    cells = (
        "Dr Sunita Rao",
        "SELF",
        "Dr. Imran K. Baig",
        "walk-in",
        "Dr Pepper Zero",
        "ward 4",
        "Mr Lunch Menu",
    )
    found = columns(("Test", "Ref by"), *((str(at), cell) for at, cell in enumerate(cells)))
    names = [value for key, held in found.items() if key.startswith("PERSON") for value in held if value]
    assert names == ["Sunita Rao", "Imran K. Baig"]


def test_a_second_street_of_one_owner_is_an_address_of_its_own(columns) -> None:
    found = columns(
        ("Invoice/Address", "Buyer/Name", "Buyer/Street", "Buyer/City", "Buyer/Zip"),
        ("8 Pine Rd, Reno", "Jane Doe", "12 Oak St", "Fresno", "93650"),
        ("", "John Roe", "99 Elm Ave", "Portland", "97201"),
    )
    assert found["STREET_ADDRESS@Buyer/Street"] == ["12 Oak St, Fresno, 93650", "99 Elm Ave, Portland, 97201"]
    assert found["STREET_ADDRESS@Invoice/Address"] == ["8 Pine Rd, Reno"]


def test_a_plain_second_street_leaves_the_town_with_the_first(columns) -> None:
    found = columns(
        ("Street", "City", "Zip", "Old address"),
        ("12 Oak St", "Fresno", "93650", "8 Pine Rd"),
        ("99 Elm Ave", "Portland", "97201", "9 Pine Rd"),
    )
    assert found["STREET_ADDRESS@Street"] == ["12 Oak St, Fresno, 93650", "99 Elm Ave, Portland, 97201"]
    assert found["STREET_ADDRESS@Old address"] == ["8 Pine Rd", "9 Pine Rd"]
