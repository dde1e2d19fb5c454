"""A person is known again by name and contact, however the name is spelt."""

from __future__ import annotations

import pytest

from pii_sweep.detect import linkage
from pii_sweep.detect.linkage import canonical
from pii_sweep.types import Cells

KEY = b"k" * 32


def found(entity: str, value: str, **parts: str) -> Cells:
    return Cells(entity, [value], parts={part: [value] for part, value in parts.items()})


def keys_of(name: str, held: list[Cells], key: bytes) -> tuple[str, ...]:
    return linkage.keys_of([name], held, key)[0]


HOME = found("STREET_ADDRESS", "12 Elm St, Reno, NV 89501", street="12 Elm St", zip="89501-1234")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GONZALEZ, MARIA", "Maria Gonzalez"),
        ("José M. O'Brien Jr.", "jose obrien"),
        ("Dr. Wei Chen", "Chen Wei"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != ""


def test_different_names_at_one_address_share_the_address_alone() -> None:
    one, other = (set(keys_of(name, [HOME], KEY)) for name in ("maria", "noah"))
    assert {key[:2] for key in one & other} == {"c:"}


def test_a_phone_number_is_one_with_and_without_its_country_code() -> None:
    plain, long = (
        keys_of("", [found("PHONE_NUMBER", text)], KEY) for text in ("(916) 555-0123", "+1 916 555 0123")
    )
    assert plain == long and [key[:2] for key in plain] == ["c:"]


def test_a_name_alone_has_no_key_and_keys_need_the_sweeps_key() -> None:
    assert keys_of("maria", [found("PERSON", "Maria")], KEY) == ()
    assert keys_of("maria", [HOME], KEY) != keys_of("maria", [HOME], b"x" * 32)
