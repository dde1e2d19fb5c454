"""Lines of numbered lists begin as houses in a street do."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address.numbered_line import enumerated
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(("below", "listed"), [(4, True), (9, False)])
def test_a_line_whose_number_the_next_one_follows_is_of_a_list(below: int, listed: bool) -> None:
    first = Hit("STREET_ADDRESS", 0, 11, 0.5, "Address")
    assert enumerated(f"3 Oak Frame\n{below} Elm Table", first) is listed
