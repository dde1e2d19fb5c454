"""Attributes of OpenDocument: text by what it is not."""

from __future__ import annotations

import pytest

from pii_sweep.extract.office.odf_attribute import link_of, texts_of


@pytest.mark.parametrize(
    ("attributes", "texts"),
    [
        ({"table:name": "Table 1"}, []),
        ({"text:name": "Ann_Lee_523_45_6789"}, ["Ann Lee 523 45 6789"]),
        ({"form:name": "client", "form:value": "Ann Lee"}, ["client: Ann Lee"]),
        ({"form:value": "Ann Lee", "form:name": "client"}, ["client: Ann Lee"]),
        ({"text:author": "Ann Lee", "text:note": "a b"}, ["author: Ann Lee"]),
        ({"table:expression": 'of:="Ann Lee"&[.A1]'}, ["Ann Lee"]),
        ({"draw:fill-color": "#ffcc00", "draw:points": "0 0 10 10", "draw:z-index": "12"}, []),
        ({"fo:font-family": "Liberation Serif", "style:display-name": "Text Body"}, []),
        ({"form:current-value": "559887139"}, ["559887139"]),
        ({"form:current-value": "12.5cm", "form:value": "true"}, []),
        ({"xlink:href": "tel:+1-559-555-0123"}, ["+1-559-555-0123"]),
    ],
)  # fmt: skip
def test_texts_of_an_element(attributes: dict[str, str], texts: list[str]) -> None:
    assert list(texts_of(attributes)) == texts


def test_a_link_is_read_without_its_escapes() -> None:
    assert list(link_of("mailto:ann.lee@example.org?subject=SSN%20523-45-6789")) == [
        "ann.lee@example.org subject=SSN 523-45-6789"
    ]
    assert not list(link_of("https://example.org/page"))
