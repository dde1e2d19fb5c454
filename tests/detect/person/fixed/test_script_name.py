"""Names in scripts without capitals, shown by labels, forms of address and family names."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import script_name


def names(text: str) -> list[str]:
    """Return the names that are found in a text."""
    return [text[hit.start : hit.end] for hit in script_name.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名：李小明\t性别：男", "李小明"),
        ("姓　名　　赵丽颖　　出生", "赵丽颖"),
        ("姓名 Name：周建国", "周建国"),
        ("收货人  买买提·阿卜杜拉", "买买提·阿卜杜拉"),
        ("甲方（出租人）：欧阳明月", "欧阳明月"),
        ("氏　名　　佐藤　花子", "佐藤　花子"),
        ("フリガナ：サトウ ハナコ", "サトウ ハナコ"),
        ("성 명: 홍길동", "홍길동"),
        ("Name: 이수진", "이수진"),
        ("الاسم الكامل: محمد أحمد عبد الله", "محمد أحمد عبد الله"),
        ("שם מלא: יוסף כהן", "יוסף כהן"),
        ("ชื่อ-นามสกุล: สมชาย ใจดี", "สมชาย ใจดี"),
        ("नाम: राजेश कुमार शर्मा", "राजेश कुमार शर्मा"),
        ("பெயர்: முத்துலட்சுமி", "முத்துலட்சுமி"),
        ("სახელი, გვარი: ნინო ბერიძე", "ნინო ბერიძე"),
    ],
)
def test_a_label_shows_a_name_in_its_script(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("尊敬的张伟先生：您好", "张伟"),
        ("请联系刘洋女士（电话）", "刘洋"),
        ("高橋 健一 様より入金", "高橋 健一"),
        ("김철수님의 주문", "김철수"),
        ("السيدة فاطمة الزهراء المقيمة في الرباط", "فاطمة الزهراء"),
        ("والسيد سامي حداد", "سامي حداد"),
        ("גב' רחל לוי מרחוב הרצל 5", "רחל לוי"),
        ("นางสาวมาลี ศรีสุข อายุ 25 ปี", "มาลี ศรีสุข"),
        ("श्रीमती सुनीता देवी पत्नी", "सुनीता देवी"),
    ],
)
def test_a_form_of_address_shows_a_name_up_to_the_first_word_that_is_of_none(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "投保人：深圳市腾讯计算机系统有限公司",
        "负责人：技术部",
        "担当者：営業部",
        "お客様各位",
        "皆様の模様",
        "고객님께 안내",
        "신청자님",
        "سيدخل الموظف غدا",
        "นายจ้าง ต้องจ่าย",
        "姓名不能为空，请输入姓名",
        "Name: Anna Berg",
    ],
)
def test_offices_firms_and_words_that_only_look_alike_are_no_names(text: str) -> None:
    assert names(text) == []
