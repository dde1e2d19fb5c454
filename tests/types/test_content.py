"""Words of a page that were read as one run have boxes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pii_sweep.types.content import Box, Run


class Inked(NamedTuple):
    """Words of one line and where their letters end."""

    text: str
    box: Box
    ends: Sequence[float]


def test_the_words_of_a_run_share_its_box_by_where_their_letters_end() -> None:
    # The ink of "ab cde" begins at 10 and ends at 70 in units of its font; its box is half as wide.
    inked = Inked("ab cde", Box(100.0, 5.0, 130.0, 9.0), (10, 20, 30, 40, 50, 60, 70))
    plain = Inked("fg", Box(140.0, 5.0, 150.0, 9.0), ())
    spans = list(Run(7, 16, Box(100.0, 5.0, 150.0, 9.0), [inked, plain]).spans())
    assert [(span.start, span.end) for span in spans] == [(7, 9), (10, 13), (14, 16)]
    assert [span.box for span in spans] == [
        Box(100.0, 5.0, 110.0, 9.0), Box(115.0, 5.0, 130.0, 9.0), plain.box,
    ]  # fmt: skip
