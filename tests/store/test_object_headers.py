"""User metadata is text as it was meant, bounded, and travels as plain JSON."""

from __future__ import annotations

import json

import pytest

from pii_sweep.store.object_headers import LONGEST, from_fields, from_plain, read_headers, to_plain
from pii_sweep.store.protocol import NO_HEADERS


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("plain", "plain"),
        ("=?UTF-8?B?S8O2bG4=?=", "Köln"),
        ("=?UTF-8?Q?K=C3=B6ln?= and more", "Köln and more"),
        ("Köln".encode().decode("latin-1"), "Köln"),
        ("=?nonsense?X?a?=", "=?nonsense?X?a?="),
        ("caf\xe9", "caf\xe9"),
    ],
)
def test_a_value_is_text_as_it_was_meant(sent: str, meant: str) -> None:
    fields = {"x-amz-meta-note": sent, "etag": "x", "x-amz-tagging-count": "3"}
    found = read_headers(from_fields(fields))
    assert (found.metadata, found.tags) == ({"note": meant}, 3)
    assert from_plain(json.loads(json.dumps(to_plain(found)))) == found


def test_an_answer_without_them_says_nothing() -> None:
    assert read_headers({}) == read_headers(from_fields({"etag": "x"})) == NO_HEADERS
    assert read_headers({"TagCount": "many"}) == NO_HEADERS


def test_metadata_without_end_is_cut_off() -> None:
    found = read_headers({"Metadata": {f"n{number}": "x" * 30_000 for number in range(9)}})
    assert sum(map(len, found.metadata.values())) <= LONGEST
