"""The search for planted values finds them in each form, wherever they stand."""

from __future__ import annotations

import base64
import html
import random
from urllib.parse import quote

from tests.fuzz.canaries import found_forms, people


def test_a_value_is_found_plain_reversed_coded_and_escaped() -> None:
    values = [value for one in people(40, random.Random("a")) for value in one.values()]
    for value in values[:2]:
        for before in range(3):
            head = "x" * before
            for text in (
                f"{head}{value} and more",
                head + value[::-1],
                base64.b64encode(f"{head}{value} and more".encode()).decode(),
                head + quote(f"a={value}"),
                head + html.escape(f"<{value}>"),
            ):
                assert ("file", value) in found_forms([("file", text.encode())], values)
    assert len({value for one in people(2000, random.Random("b")) for value in one.values()}) == 10_000
    assert found_forms([("file", b"nothing of them" * 1000), ("short", b"abc")], values) == []
