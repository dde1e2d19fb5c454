"""Which stretches of a line may be an address."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address_score import candidates


def _any(_first: int) -> bool:
    return True


def _found(line: str) -> set[str]:
    tokens = candidates.tokens_of(line, 0)
    spans = candidates.find(tokens, _any)
    return {line[tokens[first].start : tokens[last].end] for first, last in spans}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("need someone at 9 the orchard, behind the school", "9 the orchard"),
        ("Wo: Am Rain 3, Hintereingang", "Am Rain 3"),
        ("Lives at Apt 9, The Granary, wants glass", "Apt 9, The Granary"),
        ("Rose Cottage, Back Lane", "Rose Cottage, Back Lane"),
        ("twelve Acacia Road", "twelve Acacia Road"),
        ("Casa 4, Lote 12, Rua 7", "Casa 4, Lote 12, Rua 7"),
        ("bâtiment 3.º andar, Rua das Flores 9", "Rua das Flores 9"),
        ('fwd to "Dunroamin", Marsh Lane', 'Dunroamin", Marsh Lane'),
    ],
)
def test_an_address_is_one_of_the_stretches(line: str, address: str) -> None:
    assert address in _found(line)


def test_a_stretch_without_a_number_or_a_streets_word_is_none() -> None:
    assert not _found("Please phone Mrs Oduya about it")
    assert not candidates.may_hold("Please phone Mrs Oduya about it")


def test_no_stretch_goes_on_behind_a_sentence_or_a_column() -> None:
    assert not any("Greenway. Call" in one for one in _found("at 17 Priory Greenway. Call me"))
    assert not any("five. House" in one for one in _found("open until five. House 12 Garden Street"))
    assert not any("Grove   1" in one for one in _found("14 Wattle Grove   1 ctn"))


def test_no_stretch_goes_on_into_the_next_quoted_value() -> None:
    found = _found('"1","os. Złotej Jesieni 10A m. 7","Nowak"')
    assert "os. Złotej Jesieni 10A m. 7" in found
    assert not any("Nowak" in one for one in found)


def test_no_stretch_begins_where_none_is_likely() -> None:
    tokens = candidates.tokens_of("17 Priory Green", 0)
    assert not list(candidates.find(tokens, lambda first: False))


def test_kinds_of_words() -> None:
    shown = ["12b", "#88", "5th", "B-704", "Cottages", "green", "Flat", "the", "March", "twenty-three"]
    kinds = ["#2a", "##2", "#ordinal", "#code", "House", "weak", "Unit", "particle", "Date", "numeral"]
    assert [candidates.kind_of(one) for one in shown] == kinds
