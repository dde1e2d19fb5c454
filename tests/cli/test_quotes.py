"""`plan` prints what a bucket holds, what reading it will cost, and how much that will prove."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pii_sweep.cli.quotes import print_plan
from pii_sweep.plan.budgets import SecondReads
from pii_sweep.sample.cost.quote import Quote
from pii_sweep.types import BucketFrame, Exposure, Stratum, TagLook

NOTHING = SecondReads(0, 0)
STRATA = (Stratum("b", "p", "", "pdf", "<1M", 900, 5_000_000), Stratum("b", "t", "", "text", "<16K", 100, 1))
FRAME = BucketFrame("b", "s3://b", strata=STRATA, exposure=Exposure("PRIVATE"))


def step(objects: int, **given: Any) -> Quote:
    """Return what a sample of so many objects costs, all of it certain."""
    usual: dict[str, Any] = {
        "objects": objects, "least_objects": objects, "most_objects": objects, "listed": 1000,
        "list_requests": 1, "other_requests": 5, "get_requests": objects, "most_get_requests": objects,
        "bytes": objects * 1000, "most_bytes": objects * 1000, "dollars": 0.0123, "most_dollars": 0.0123,
        "minutes": 2.5, "most_minutes": 2.5, "half_width": 0.05, "zero_hit": 0.0123,
        "prices_as_of": "2026-01-01", "prices_source": "a list", "rates_source": "a measurement",
        "basis": "prior",
    }  # fmt: skip
    return Quote(**{**usual, **given})


def printed(
    capsys: pytest.CaptureFixture[str],
    quote: Quote,
    frame: BucketFrame = FRAME,
    again: SecondReads = NOTHING,
    objects: tuple[int, int, int] = (200, 400, 800),
) -> list[str]:
    ladder = tuple(replace(quote, objects=count) for count in objects)
    print_plan([(frame, replace(quote, ladder=ladder), again)], as_json=False)
    return capsys.readouterr().out.splitlines()


def test_a_quote_of_a_bucket_names_its_size_its_steps_and_its_prices(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert printed(capsys, step(400)) == [
        "b: 1,000 objects, 5,000,001 bytes in 2 strata; exposure PRIVATE",
        *(
            f"  {name:<6} {count:>8} objects  400 GET + 1 LIST + 5 more          400,000 bytes  $0.0123"
            "     2.5 min  shares within ±5.0%; data not found are in at most 1.23% of objects"
            for name, count in (("half", 200), ("this", 400), ("double", 800))
        ),
        "  prices of 2026-01-01 (a list); rates: a measurement",
    ]


def test_of_a_folder_neither_requests_nor_prices_are_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, step(400, most_bytes=500_000), replace(FRAME, target="/data/b"))
    assert not any("GET" in line or "$" in line or "prices" in line for line in lines)
    assert lines[-1] == "  rates: a measurement" and lines[-2].endswith("; at most 500,000 bytes.")


def test_half_and_double_are_left_out_where_they_are_the_same_sample(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, step(400), objects=(400, 400, 400))
    assert [line.split()[0] for line in lines[1:-1]] == ["this"]


def test_a_draw_that_ends_by_what_it_finds_says_between_what(capsys: pytest.CaptureFixture[str]) -> None:
    open_ended = step(400, least_objects=300, most_objects=500, most_get_requests=510, most_dollars=0.02)
    *_, averages, between, _ = printed(capsys, open_ended)
    assert averages == (
        "  The draw ends once its shares are known; these figures are averages over what it may find."
    )
    assert between == (
        "  The sweep will read between 300 and 500 objects, depending on what it finds; "
        "at most 510 GET, $0.0200, 400,000 bytes."
    )
    later = printed(capsys, replace(open_ended, basis="last sweep"))
    assert later[-3].endswith("averages given what the last sweep found.")
    sure = printed(capsys, step(400))
    assert not any("The draw ends" in line or "between" in line for line in sure)
    for change in ({"least_objects": 399}, {"most_objects": 401}, {"most_bytes": 400_001}):
        assert any("will read between" in line for line in printed(capsys, step(400, **change)))


def test_a_sample_of_everything_has_no_sampling_error(capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys, step(400, half_width=0.0, zero_hit=0.0))
    assert all("every object is read, so there is no sampling error" in line for line in whole[1:4])
    for change in ({"half_width": 0.0}, {"zero_hit": 0.0}):
        assert "shares within" in printed(capsys, step(400, **change))[1]


def test_thumbnails_are_quoted_where_there_may_be_some(capsys: pytest.CaptureFixture[str]) -> None:
    one = printed(capsys, step(400), again=SecondReads(1, 1))
    assert one[-2] == (
        "  Then thumbnails: at most 1 object of these are read once more, 1 byte; "
        "none with run --no-thumbnails."
    )
    assert (
        "at most 6 objects of these are read once more, 2,000 bytes"
        in (printed(capsys, step(400), again=SecondReads(6, 2000))[-2])
    )


def test_a_bucket_with_nothing_to_read_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = step(0)
    skipped = tuple(replace(part, skipped={"FILTERED": part.objects}) for part in STRATA)
    for strata, why in (
        ((), ""),
        (skipped, ": every object is left out"),
        (
            (STRATA[0], skipped[1]),
            ": the limits do not allow for a single object; give higher ones",
        ),
    ):
        lines = printed(capsys, nothing, replace(FRAME, strata=strata))
        assert lines[1:] == [f"  nothing to read{why}"]


def test_a_listing_that_broke_off_is_said_and_what_was_listed_is_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = replace(FRAME, listing="ACCESS_DENIED")
    lines = printed(capsys, step(400), broken)
    assert lines[0].startswith("b: listing broke off: ") and len(lines) == 6
    failed = printed(capsys, step(0, listed=0), broken)
    assert len(failed) == 1 and failed[0].startswith("b: listing failed: ")
    empty = printed(capsys, step(0, listed=0), replace(FRAME, strata=()))
    assert empty == ["b: 0 objects, 0 bytes in 0 strata; exposure PRIVATE", "  nothing to read"]


def test_json_holds_each_bucket_with_its_quote(capsys: pytest.CaptureFixture[str]) -> None:
    plans = [(FRAME, step(400, ladder=(step(200),)), SecondReads(6, 2000)), (FRAME, step(1), NOTHING)]
    print_plan(plans, as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["bytes_listed"] == 5_000_001 and first["strata"] == 2 and first["exposure"] == "PRIVATE"
    assert (first["bucket"], first["listing"], first["objects"]) == ("b", "complete", 400)
    assert first["ladder"][0]["objects"] == 200 and second["objects"] == 1
    assert first["thumbnails_at_most"] == {"objects": 6, "bytes": 2000}


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (TagLook(5, 0), "none of 5 looked at has, so none is counted."),
        (TagLook(5, 2), "2 of 5 looked at have, and so many in proportion are counted."),
        (TagLook(0, 0, "denied"), "the store refuses to give them (s3:GetObjectTagging)."),
    ],
)
def test_what_a_listing_does_not_show_of_tags_is_said(
    capsys: pytest.CaptureFixture[str], look: TagLook, words: str
) -> None:
    (line,) = (
        line for line in printed(capsys, step(400), replace(FRAME, tags=look)) if "tags" in line.lower()
    )
    assert line.endswith(words)
