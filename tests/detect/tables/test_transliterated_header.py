"""Headers that are words of other scripts in Latin letters, or have a program's letter before them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import prefixed_header
from pii_sweep.detect.tables.column_header import sampled

GREEK = (("ΠΑΠΑΔΑΚΗΣ", "ΝΙΚΟΛΑΟΣ", "ΣΤΑΥΡΟΣ"), ("ΒΛΑΧΟΥ", "ΑΡΓΥΡΩ", "ΠΕΤΡΟΣ"), ("ΡΗΓΑΣ", "ΘΩΜΑΣ", "ΛΟΥΚΑΣ"))


def people(found: dict[str, list[str]]) -> list[str]:
    """Return the names that columns hold."""
    return sorted(
        {value for key, values in found.items() if key.startswith("PERSON") for value in values if value}
    )


@pytest.mark.parametrize(
    "header",
    [
        ("eponymo", "onoma", "patronymo", "imerominia_gennisis"),
        ("f_eponymo", "f_onoma", "f_onoma_patros", "f_birthdate"),
        ("epwnymo", "onoma", "onoma_patera", "hm_gennisis"),
    ],
)
def test_greek_in_latin_letters_heads_names_of_people_and_their_fathers(columns, header) -> None:
    rows = [(*row, f"0{at}/03/1981") for at, row in enumerate(GREEK, 1)]
    found = columns(header, *rows)
    assert people(found) == sorted(
        [*(f"{first} {last}" for last, first, _ in GREEK), *(father for _, _, father in GREEK)]
    )
    assert any(key.startswith("DATE_OF_BIRTH") for key in found)


@pytest.mark.parametrize(
    "header",
    [
        ("Familiya", "Imya", "Otchestvo", "Nomer telefona"),
        ("prizvyshche", "imya", "po_batkovi", "telefon"),
    ],
)
def test_cyrillic_in_latin_letters_heads_the_parts_of_names(columns, header) -> None:
    rows = [
        ("Кравец", "Остап", "Ильич", "+380501234567"), ("Мороз", "Зоя", "Львовна", "+380671234567"),
        ("Савчук", "Юлия", "Олеговна", "+380931234567"),
    ]  # fmt: skip
    assert people(columns(header, *rows)) == [
        "Зоя Львовна Мороз",
        "Остап Ильич Кравец",
        "Юлия Олеговна Савчук",
    ]


def test_uzbek_records_are_read_with_their_apostrophes(find) -> None:
    text = (
        "mijoz.ism: Gulnora Tosheva\nmijoz.tel: +998901112233\nmanzil.shahar: Buxoro\n"
        "manzil.ko'cha_uy: 4-mavze, 12-uy, 8-xonadon\nbo'lim.tug'ilgan_sana: 05.09.1988"
    )
    found = find(text, layout="fields")
    assert found["PERSON"] == ["Gulnora Tosheva"]
    assert found["DATE_OF_BIRTH"] == ["05.09.1988"]
    assert any("4-mavze, 12-uy" in one for one in found["STREET_ADDRESS"])


def test_a_letter_before_some_headers_alone_is_none_of_a_program() -> None:
    samples = sampled(("p_name", "price", "stock", "sku", "unit"), [("Drill", "4", "5", "6", "7")])
    assert [sample.titles for sample in prefixed_header.separate_families(samples)] == [
        sample.titles for sample in samples
    ]


def test_numbered_given_names_are_parts_of_one_name(columns) -> None:
    rows = [
        ("Yeferson", "Andrés", "Cuesta Ibargüen"),
        ("Darlin", "", "Palomeque"),
        ("Yurleidy", "del Carmen", "Mena"),
    ]
    assert people(columns(("nombre1", "nombre2", "apellidos"), *rows)) == [
        "Darlin Palomeque", "Yeferson Andrés Cuesta Ibargüen", "Yurleidy del Carmen Mena",
    ]  # fmt: skip


def test_vietnamese_customers_are_people_though_no_list_has_their_names(columns) -> None:
    header = ("Mã khách hàng", "Tên khách hàng", "Điện thoại", "Phường/Xã", "Người tạo")
    rows = [
        ("KH01", "H Hen Niê", "0903546111", "Phường Tân An", "Lò Thị Mây"),
        ("KH02", "Anh Lý Nguyên Khôi", "0988904222", "Xã Ea Tu", "Lò Thị Mây"),
        ("KH03", "Giàng A Páo", "0772857333", "Xã Tả Van", "Lò Thị Mây"),
        ("KH04", "Kim Sô Thi", "0988274444", "Phường 5", "Lò Thị Mây"),
    ]
    found = people(columns(header, *rows))
    assert {"H Hen Niê", "Giàng A Páo", "Kim Sô Thi", "Lò Thị Mây"} <= set(found)
    assert not any("Xã" in one for one in found)


def test_a_firm_among_people_is_known_by_its_form_in_other_letters(columns) -> None:
    header = ("Код", "Партньор", "Телефон")
    rows = [
        ("1", "Божидар Христов Кръстев", "0888 200 111"), ("2", '"Хляб и сладкиши" ЕООД', "0888 200 222"),
        ("3", "Пламена Ангелова Русева", "0878 499 333"), ("4", "ТОО Светлана", "032 560 444"),
    ]  # fmt: skip
    assert people(columns(header, *rows)) == ["Божидар Христов Кръстев", "Пламена Ангелова Русева"]


def test_the_postal_code_of_india_is_no_password(columns) -> None:
    header = ("Name", "Address", "Pincode", "Mobile")
    rows = [
        ("Suresh Kumar", "12 MG Road, Pune", "411001", "9822012345"),
        ("Anita Desai", "7 Park Street, Kolkata", "700016", "9830012345"),
        ("Ravi Menon", "3 Marine Drive, Kochi", "682031", "9847012345"),
    ]
    assert not any(key.startswith("PASSWORD") for key in columns(header, *rows))


def test_documents_of_a_bank_in_cyrillic_give_their_payers(find) -> None:
    document = (
        "СекцияДокумент=Платеж\nНомер={}\nПлательщик={}\nПлательщикИИН={}\nПолучатель=ТОО Жулдыз\n"
        "КонецДокумента\n"
    )
    text = document.format("7", "Ахметова Дана Ерлановна", "850312450123") + document.format(
        "8", "Ким Вячеслав", "791102350456"
    )
    found = find(text, layout="prose")
    assert {"Ахметова Дана Ерлановна", "Ким Вячеслав"} <= set(found["PERSON"])
    assert not any("Жулдыз" in one for one in found["PERSON"])
