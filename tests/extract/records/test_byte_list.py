"""Lists of numbers that are the bytes of a text or a file are read as such; figures stay figures."""

from __future__ import annotations

import json
import random

from pii_sweep.extract.records.byte_list import decode_secrets, join_bytes
from pii_sweep.types import Passage, Table
from tests.extract.samples import CSV, NAME
from tests.extract.test_formats import read


def test_a_buffer_of_a_program_is_a_file() -> None:
    for value in ({"type": "Buffer", "data": [*CSV]}, [*CSV], {"rows": [{"id": 1, "raw": [*CSV]}]}):
        pieces = read("a.json", json.dumps(value).encode())
        cells = [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row]
        assert NAME in cells


def test_lists_of_figures_stay() -> None:
    draw = random.Random(7)
    for low, high in ((18, 90), (0, 100), (0, 255), (32, 64), (95, 125)):
        leaves = [(("ages", at + 1), str(draw.randint(low, high))) for at in range(200)]
        assert list(join_bytes(iter(leaves))) == leaves


def test_a_list_is_not_joined_across_others() -> None:
    leaves = [((name, at + 1), str(byte)) for name in "ab" for at, byte in enumerate(b"call ana")]
    assert list(join_bytes(iter(leaves))) == leaves


def test_keys_that_are_values_are_lines_of_their_own() -> None:
    held = {NAME: {"417-52-3886": {"77 Elm Street, Austin, TX 78701": 1}}}
    (passage,) = [one for one in read("a.json", json.dumps(held).encode()) if isinstance(one, Passage)]
    assert {NAME, "417-52-3886", "77 Elm Street, Austin, TX 78701"} <= set(passage.text.splitlines())


def test_keys_that_name_fields_stay_names() -> None:
    held = {"customer": {"name": NAME, "2024-01-15": "paid"}}
    (passage,) = [one for one in read("a.json", json.dumps(held).encode()) if isinstance(one, Passage)]
    assert passage.text.splitlines() == [f"customer.name: {NAME}", "customer.2024-01-15: paid"]


def test_values_of_a_secret_are_decoded_wherever_its_kind_stands() -> None:
    data, kind = (("data", "owner"), "QWRhIFF1aXN0"), (("kind",), "Secret")
    for leaves in ([data, kind], [kind, data], [data, (("metadata", "name"), "x"), kind]):
        assert (("data", "owner"), "Ada Quist") in list(decode_secrets(iter(leaves)))


def test_values_of_other_objects_stay() -> None:
    leaves = [(("data", "owner"), "QWRhIFF1aXN0"), (("kind",), "ConfigMap"), (("data", "word"), "Name")]
    assert list(decode_secrets(iter(leaves))) == leaves
