"""Bytes written as decimal numbers are a text or a file; lists of figures are neither."""

from __future__ import annotations

import random

import pytest

from pii_sweep.extract.text.encoded.decimal_bytes import read_list

SAID = b"Customer: Maria Gonzalez, SSN 536-22-8714"


@pytest.mark.parametrize("written", [str(list(SAID)), ",".join(map(str, SAID)), f"{{{list(SAID)}}}"[1:-1]])
def test_a_list_of_bytes_is_the_text_that_they_are(written: str) -> None:
    assert read_list(written) == SAID


def test_signed_bytes_are_read_as_java_prints_them() -> None:
    said = SAID + " für".encode()
    assert read_list(str([number - 256 if number > 127 else number for number in said])) == said


@pytest.mark.parametrize("least", [0, 18, 32, 60, 97])
@pytest.mark.parametrize("most", [100, 122, 255])
def test_ages_marks_and_pixels_are_no_bytes(least: int, most: int) -> None:
    drawn = random.Random(least * 1000 + most)
    lists = ([drawn.randint(least, most) for _ in range(40)] for _ in range(200))
    assert not any(read_list(str(figures)) for figures in lists)


def test_other_values_are_no_bytes() -> None:
    assert read_list("[" + "1234, " * 40 + "1]") is None
    assert read_list("[" + "300, " * 40 + "1]") is None
    assert read_list("1, 2, 3") is None
