"""Whether a listing gets on: a server may lead it in a circle, or from page to page without an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pii_sweep.errors import InconsistentListing

# Pages in a row without an object that was not listed before. Where many objects were deleted, S3 and Ceph
# give empty pages too: a million keys fit into these.
IDLE_PAGES = 1000


class ListingProgress:
    """The pages of one listing so far, by hashes: a bucket of a billion objects has a million of them."""

    def __init__(self, bucket: str, place: Mapping[str, Any]) -> None:
        self._bucket = bucket
        self._places, self._pages = {_mark(place)}, set[int]()
        self._idle = 0

    def add_page(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Take in a page; raises InconsistentListing once too many in a row held nothing new."""
        page = hash(tuple((entry.get("Key"), entry.get("VersionId")) for entry in entries))
        new = bool(entries) and page not in self._pages
        self._idle = 0 if new else self._idle + 1
        self._pages.add(page)
        if self._idle >= IDLE_PAGES:
            raise InconsistentListing(
                f"the listing of bucket {self._bucket} was broken off: {IDLE_PAGES:,} pages in a row held "
                "no further object, and the last of them still named a next one"
            )

    def step_to(self, place: dict[str, Any]) -> dict[str, Any]:
        """Return the next page's place; raises InconsistentListing where it was listed or is none."""
        mark = _mark(place)
        if mark in self._places or not any(place.values()):
            raise InconsistentListing(f"the listing of bucket {self._bucket} does not advance")
        self._places.add(mark)
        return place


def _mark(place: Mapping[str, Any]) -> int:
    return hash(tuple(sorted(place.items())))
