"""What the network reads in Chinese, Japanese and Korean is trimmed to names, or left out."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person import sign_name


def trimmed(text: str, *values: str) -> list[str]:
    """Return what is left of values that the network reads in a text."""
    spans = [(text.index(value), text.index(value) + len(value)) for value in values]
    return [text[start:end] for start, end in sign_name.trim(text, spans)]


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("邱经理和沈丽萍都会参加", "沈丽萍都", "沈丽萍"),
        ("请把资料交给胡文静和会计", "胡文静和", "胡文静"),
        ("好啊，叫上大刘", "上大刘", "大刘"),
        ("让欧阳建国来", "欧阳建国", "欧阳建国"),
        ("高橋和也が来る", "高橋和也", "高橋和也"),
        ("司马小向说", "司马小向", "司马小向"),
    ],
)
def test_a_word_of_the_sentence_is_cut_from_a_name(text: str, read: str, name: str) -> None:
    assert trimmed(text, read) == [name]


def test_a_dot_between_katakana_and_ideographs_parts_two_people() -> None:
    assert trimmed("木　オコナー・樫村", "オコナー・樫村") == ["オコナー", "樫村"]
    assert trimmed("4 ソフィア・ロドリゲス", "ソフィア・ロドリゲス") == ["ソフィア・ロドリゲス"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ダウンロード", "ダウン"),
        ("나이: 71", "나이"),
        ("日付　理由", "日付"),
        ("좋아, 갈게", "좋아"),
        ("昭和29年6月8日生", "日生"),
        ("施工：大林建設、前田道路", "大林"),
        ("陶华碧食品，一箱", "陶华碧"),
        ("みずほ銀行", "みず"),
        ("四天王寺と大仏を見学", "四天王寺"),
        ("鶴岡八幡宮へ", "鶴岡八幡宮"),
    ],
)
def test_headers_words_firms_and_temples_are_no_names(text: str, read: str) -> None:
    assert trimmed(text, read) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("福島、宮城、石川、千葉は晴れ。", ("福島", "宮城", "石川", "千葉")),
        ("停車地：小田中、高津、大森、大久保", ("小田中", "大森", "大久保")),
        ("洛阳、南阳、安阳：晴", ("洛阳", "南阳", "安阳")),
        ("문정동, 고덕동, 성내동, 황학동", ("문정동", "황학동")),
        ("신사역, 이수역, 남태령", ("신사역", "남태령")),
    ],
)
def test_places_in_a_row_are_no_names(text: str, values: tuple[str, ...]) -> None:
    assert trimmed(text, *values) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("出席者：大森、池上、佐々木", ("大森", "池上", "佐々木")),
        ("福島、石川、千葉さんが欠席", ("福島", "石川", "千葉")),
        ("佐藤は銀行に勤める", ("佐藤",)),
        ("小野寺と二宮と薬師寺", ("小野寺", "二宮", "薬師寺")),
        ("야간: 한별, 나라, 구 씨", ("나라", "구")),
        ("이현동, 박재동, 김민서", ("이현동", "박재동", "김민서")),
        ("이진구, 박정구, 최민아", ("이진구", "박정구")),
        ("배송 기사 왕 기사님", ("왕",)),
        ("山田、上田、本田", ("山田", "上田", "本田")),
    ],
)
def test_people_in_a_row_whose_names_are_those_of_places_are_kept(text: str, values: tuple[str, ...]) -> None:
    assert trimmed(text, *values) == list(values)


def test_texts_of_other_scripts_are_as_the_network_reads_them() -> None:
    assert trimmed("Anna Berg, Age", "Anna Berg", "Age") == ["Anna Berg", "Age"]


def test_a_word_of_ideographs_may_stand_inside_a_firms_name() -> None:
    assert trimmed("三井住友銀行 本店", "三井") == []
    assert trimmed("三井さんは銀行に行く", "三井") == ["三井"]


def test_family_names_that_end_like_villages_are_people() -> None:
    text = "会議の出席者は中村、木村、田中の三人でした。"
    assert trimmed(text, "中村", "木村", "田中") == ["中村", "木村", "田中"]
