"""What came, went and changed between two listings is exact, whatever their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.sample.frame.listing_fingerprint import Changes, Listing, changes

listings = st.dictionaries(st.text(max_size=8), st.none() | st.text(max_size=4), max_size=30)


def packed(objects) -> bytes:
    listing = Listing()
    listing.extend(objects.keys(), objects.values())
    return listing.packed()


@given(listings, listings)
def test_the_counts_are_those_of_the_dictionaries(before, after) -> None:
    both = before.keys() & after.keys()
    expected = Changes(
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        changed=sum((before[key] or "") != (after[key] or "") for key in both),
    )
    assert changes(packed(before), packed(after)) == expected


@given(listings)
def test_the_order_of_a_listing_leaves_no_trace(objects) -> None:
    assert packed(objects) == packed(dict(reversed(objects.items())))


def test_a_listing_that_was_not_kept_is_as_an_empty_one() -> None:
    assert changes(b"", packed({"a": "1"})) == Changes(1, 0, 0)
