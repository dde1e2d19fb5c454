"""Telephones next to words of languages that part no number from them, or that put the verb behind."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("电话是13812345678", ["13812345678"]),
        ("收件人张三,13912345678,北京", ["13912345678"]),
        ("公司前台0571-88157788转8001", ["0571-88157788"]),
        ("请致电+86 138 1234 5678咨询。", ["+86 138 1234 5678"]),
        ("請撥打0912-345-678與我聯絡。", ["0912-345-678"]),
        ("携帯は090-1234-5678です", ["090-1234-5678"]),
        ("ご連絡は０９０－１２３４－５６７８へお願いします。", ["０９０－１２３４－５６７８"]),
        ("田中です。03-3456-7890にお電話ください。", ["03-3456-7890"]),
        ("本社 TEL.03-3456-7890 担当", ["03-3456-7890"]),
        ("お問い合わせ 03(3456)1234", ["03(3456)1234"]),
        ("010-1234-5678로 연락주세요", ["010-1234-5678"]),
        ("제 번호는 01012345678입니다.", ["01012345678"]),
        ("Sipariş gelmedi. 05321234567 numaralı telefondan ulaşabilirsiniz.", ["05321234567"]),
        ("Ev numaram 0212 345 67 89, cep 0533 987 65 43.", ["0212 345 67 89", "0533 987 65 43"]),
        ("โทรหาผมที่ 0865432178 ได้เลยครับ", ["0865432178"]),
        ("Звоните мне 89161234567 после шести", ["89161234567"]),
        ("मुझे 9876543210 पर कॉल करें", ["9876543210"]),
    ],
)
def test_a_number_needs_no_blank_and_no_label_next_to_words_of_its_country(
    find, text: str, numbers: list[str]
) -> None:
    assert find(text, "prose").get("PHONE_NUMBER") == numbers


@pytest.mark.parametrize(
    "text",
    [
        "订单号13812345678已发货,共3件。",
        "快递单号:13812345678 条码 13912345678",
        "本期销售额13812345678元,访问量达到13912345678次。",
        "商品コード 09012345678 の在庫は12個です。会員番号:09012345678",
        "型番090-1234-5678のプリンター",
        "주문번호 01012345678 상품을 발송했습니다. 송장번호는 01012345678입니다.",
        "Sipariş numarası 05321234567 olan ürün kargoya verildi. Müşteri no: 05321234567",
        "CEP 05304-001 São Paulo, CEP: 01304-001 para entrega",
        "处理请求 1716012345678 耗时 13812345678 纳秒",
    ],
)
def test_the_number_of_a_thing_is_no_telephone(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")
