"""The heat map's shares are those that the objects table gives."""

from __future__ import annotations

import json

from pii_sweep.report.pages.heat_map import heat_map, top_folder
from pii_sweep.report.tables.frames import Frames
from tests.report.synthetic_sweep import HARMLESS, PHOTOS, PRIVATE


def test_each_cell_is_the_share_of_the_objects_read_that_hold_the_data(swept: Frames) -> None:
    found = heat_map(swept)
    assert [(row["bucket"], row["prefix"]) for row in found["rows"]] == [
        (PHOTOS, "orders/"), (PHOTOS, "photos/"), (PRIVATE, "orders/"), (PRIVATE, "photos/"),
        (HARMLESS, "catalog/"),
    ]  # fmt: skip
    row = found["rows"][0]
    objects = swept.objects[(swept.objects.bucket == PHOTOS) & swept.objects.key.str.startswith("orders/")]
    objects = objects[objects.status.isin(["ANALYSED", "PARTIAL"])]
    with_names = sum("PERSON" in json.loads(text) for text in objects.counts)
    names = row["cells"][found["kinds"].index("Names")]
    assert row["read"] == f"{len(objects):,}"
    assert names["share"] == f"{100 * with_names / len(objects):.0f}%"
    assert names["link"] == "findings.html#bucket=photo-orders&prefix=orders%2F&entity=PERSON"


def test_what_is_counted_and_not_listed_has_no_link_and_what_is_absent_no_share(swept: Frames) -> None:
    found = heat_map(swept)
    photos = found["rows"][1]
    faces, names = (photos["cells"][found["kinds"].index(name)] for name in ("Photos with faces", "Names"))
    assert faces["share"] and faces["link"] == ""
    assert (names["share"], names["heat"], names["link"]) == ("", 0, "")


def test_a_key_without_a_slash_lies_at_the_top() -> None:
    assert (top_folder("a/b/c.txt"), top_folder("c.txt")) == ("a/", "")
