"""Which codec a text is in: East Asian ones are told by their script, accents of Western text are not."""

from __future__ import annotations

import io

import pytest

from pii_sweep.extract.sniff.decide import Kind, sniff
from pii_sweep.extract.text.decode import blocks, codec

TEXTS = {
    "cp932": "ご注文ありがとうございます。東京都渋谷区",
    "euc_jp": "ご注文ありがとうございます。東京都渋谷区",
    "euc_kr": "주문해 주셔서 감사합니다. 서울특별시",
    "big5": "感謝您的訂購，台北市",
}


@pytest.mark.parametrize("name", TEXTS)
def test_east_asian_text_is_read_in_its_codec(name: str) -> None:
    data = f"Order 1\n{TEXTS[name]}\nDear Zoltan Quimby\n".encode(name)
    assert codec(data) == (name, 0)
    assert sniff(io.BytesIO(data), "a.txt") is Kind.TEXT
    assert TEXTS[name] in "".join(blocks(io.BytesIO(data)))


@pytest.mark.parametrize(
    "text", ["Renée Zoë", "José Peña, François Noël", "Ñandú ÀÉÎÕÜ déjà", "naïve façade"]
)
@pytest.mark.parametrize("name", ["cp1252", "utf-8"])
def test_accents_are_no_east_asian_text(text: str, name: str) -> None:
    data = f"Dear {text},\n".encode(name)
    assert codec(data) == ("utf-8", 0)
    assert text in "".join(blocks(io.BytesIO(data)))
