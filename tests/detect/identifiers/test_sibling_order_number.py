"""A shop's own form of order numbers is known from labelled ones, and found where it stands by itself."""

from __future__ import annotations

import pytest

KNOWN = "Order number: AB-2041755\nOrder number: AB-2041756\n"


def test_a_number_of_the_same_form_needs_no_label(find) -> None:
    assert "AB-2041757" in find(f"{KNOWN}Where is AB-2041757 now?\n")["ORDER_ID"]


@pytest.mark.parametrize("word", ["ZAB-2041757", "RMX-AB-2041757", "scans/AB-2041757", "img.AB-2041757"])
def test_a_part_of_a_longer_word_is_no_number_of_that_form(find, word: str) -> None:
    assert "AB-2041757" not in find(f"{KNOWN}Where is {word} now?\n")["ORDER_ID"]
