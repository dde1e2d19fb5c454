from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.detect.text.interval_set import FEW, Taken

SPANS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 200)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=2 * FEW,
)


@given(SPANS, SPANS, st.tuples(st.integers(0, 900), st.integers(1, 200)))
def test_a_stretch_meets_what_overlaps_it_however_many_are_taken(first, later, asked) -> None:
    taken = Taken(first)
    for start, end in later:
        taken.add(start, end)
    start, end = asked[0], sum(asked)
    assert taken.meets(start, end) == any(low < end and start < high for low, high in [*first, *later])
