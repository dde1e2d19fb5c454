"""The rating, by example and by property."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.config import Risk
from pii_sweep.risk import rate
from pii_sweep.risk.adjustments import RAISED, REASONS, enisa_base
from pii_sweep.risk.categories import ENTITIES
from pii_sweep.risk.enisa import band, dpc, find_worst
from pii_sweep.risk.evidence import HIGH, evidence, select_admitted
from pii_sweep.risk.priority import PRIORITY, SEVERITY
from pii_sweep.types import Answer, BucketTally, Exposure, ExposureLevel, Extent
from tests.risk.vector import parse_vector

NAMES = sorted(name for name, row in ENTITIES.items() if row.kind != "none")
ORDER = frozenset(("PERSON", "STREET_ADDRESS", "ORDER_VALUE"))
BANDS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
PUBLIC, PRIVATE = Exposure("PUBLIC", "yes", "no"), Exposure("PRIVATE", "no", "no")


def tally(combos: dict[frozenset[str], int], *, analysed: int, unread: int = 0) -> BucketTally:
    """Return a tally in which each subject lies in an object of its own."""
    with_entity: dict[str, int] = {}
    for combo, people in combos.items():
        for entity in combo:
            with_entity[entity] = min(analysed, with_entity.get(entity, 0) + people)
    people = float(sum(combos.values()))
    return BucketTally(
        "b",
        analysed + unread,
        analysed,
        unread,
        True,
        with_entity,
        with_entity,
        combos,
        (people, people, people),
    )


def photo_orders(people: int = 300) -> BucketTally:
    return replace(
        tally({ORDER: people, frozenset(("FACE",)): people}, analysed=2 * people, unread=0), faces=people
    )


combos = st.dictionaries(
    st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=6), st.integers(1, 300), max_size=5
)
tallies = st.builds(
    lambda held, extra, unread: tally(held, analysed=sum(held.values()) + extra, unread=unread),
    combos, st.integers(1, 5000), st.integers(0, 5000),
)  # fmt: skip
levels: st.SearchStrategy[ExposureLevel] = st.sampled_from(("PUBLIC", "SHARED", "PRIVATE", "UNKNOWN"))
exposures = st.builds(
    Exposure,
    level=levels,
    public_write=st.sampled_from(("yes", "no", "indeterminate")),
    public_delete=st.sampled_from(("yes", "no", "indeterminate", None)),
    public_erase=st.sampled_from(("yes", "no", "indeterminate", None)),
    versioning=st.sampled_from(("enabled", "suspended", "off", "unknown")),
)


def test_a_public_bucket_of_photo_orders_is_high_and_first() -> None:
    rating = rate(photo_orders(), PUBLIC, Risk())
    assert (rating.level, rating.priority, rating.se) == ("HIGH", "P1", 3.5)
    assert rating.vector == "ENISA:2013/DPC:3/EI:1/CB:0.5/V:100+/X:PUBLIC"
    assert rating.categories == ("A", "B", "D", "H")
    assert (rating.breach_150, rating.breach_82, rating.spi) == ("no", "no", ())
    assert any("trigger neither §1798.150 nor §1798.82" in line for line in rating.reasons)


def test_the_same_data_in_a_private_bucket_has_a_lower_score_and_comes_third() -> None:
    rating = rate(photo_orders(), PRIVATE, Risk())
    assert (rating.level, rating.priority, rating.se) == ("HIGH", "P3", 3.0)


def test_a_harmless_public_bucket_with_stray_findings_is_low() -> None:
    stray = tally(
        {
            frozenset(("PERSON",)): 9,
            frozenset(("PERSON", "ORDER_VALUE")): 4,
            frozenset(("PERSON", "STREET_ADDRESS", "ORDER_VALUE")): 1,
            frozenset(("STREET_ADDRESS", "PHONE_NUMBER")): 1,
        },
        analysed=60,
    )
    prices_everywhere = replace(
        stray, objects_with={**stray.objects_with, "ORDER_VALUE": 55, "FACE": 3}, faces=3
    )
    rating = rate(prices_everywhere, PUBLIC, Risk())
    assert (rating.level, rating.high, rating.priority) == ("LOW", "LOW", "P4")
    assert any("noise floor" in line and "FACE (3)" in line for line in rating.reasons)


def test_one_social_security_number_next_to_a_name_is_not_diluted_by_a_million_clean_objects() -> None:
    rating = rate(tally({frozenset(("PERSON", "US_SSN")): 1}, analysed=1_000_000), PUBLIC, Risk())
    assert (rating.level, rating.low, rating.priority) == ("VERY_HIGH", "VERY_HIGH", "P1")
    assert (rating.breach_150, rating.breach_82) == ("yes", "yes")
    assert "§1798.140(ae)(1)(A) confirmed" in rating.spi


def test_one_number_that_passes_a_check_digit_on_no_one_is_chance_and_next_to_a_name_it_is_not() -> None:
    card = frozenset(("CREDIT_CARD",))
    assert rate(tally({card: 1}, analysed=500), PUBLIC, Risk()).level == "LOW"
    assert rate(tally({card: 2}, analysed=500), PUBLIC, Risk()).level == "MEDIUM"
    assert rate(tally({card | {"PERSON"}: 1}, analysed=500), PUBLIC, Risk()).level == "HIGH"


def test_one_order_in_a_bucket_of_one_object_counts() -> None:
    assert rate(tally({ORDER: 1}, analysed=1), PUBLIC, Risk()).level == "HIGH"


@pytest.mark.parametrize(
    ("people", "analysed", "level"),
    [
        (1, 15, "HIGH"),
        (1, 60, "LOW"),
        (3, 200, "HIGH"),
        (3, 599, "HIGH"),
        (3, 600, "LOW"),
        (25, 1_000_000, "HIGH"),
    ],
)
def test_orders_count_from_a_few_in_small_buckets_and_from_25_in_any(
    people: int, analysed: int, level: str
) -> None:
    assert rate(tally({ORDER: people}, analysed=analysed), PUBLIC, Risk()).level == level


@pytest.mark.parametrize("listing_complete", [True, False])
def test_objects_of_which_none_was_analysed_are_unknown_and_never_low(listing_complete: bool) -> None:
    blind = BucketTally("b", 40, 0, 40, listing_complete)
    rating = rate(blind, PUBLIC, Risk())
    assert (rating.level, rating.low, rating.high, rating.priority) == ("UNKNOWN",) * 3 + ("P2",)
    assert (rating.breach_150, rating.breach_82, rating.se) == ("indeterminate", "indeterminate", None)


def test_a_failed_listing_is_unknown_and_an_empty_one_is_empty() -> None:
    assert rate(BucketTally("b", 0, 0, 0, listing_complete=False), Exposure(), Risk()).level == "UNKNOWN"
    empty = rate(BucketTally("b", 0, 0, 0), PRIVATE, Risk())
    assert (empty.level, empty.breach_150) == ("EMPTY", "no")


def test_a_no_is_only_given_for_a_bucket_read_whole() -> None:
    rating = rate(tally({ORDER: 50}, analysed=60, unread=1), PUBLIC, Risk())
    assert rating.breach_150 == "indeterminate"
    assert any(line.startswith("1 objects were not read") for line in rating.reasons)


def test_public_write_adds_integrity_and_versioning_halves_it() -> None:
    open_to_writers = replace(PUBLIC, public_write="yes", public_delete="no")
    scores = [
        rate(photo_orders(), replace(open_to_writers, versioning=kept), Risk()).cb
        for kept in ("off", "enabled")
    ]
    assert scores == [1.0, 0.75]


@pytest.mark.parametrize(
    ("versioning", "erase", "cb"),
    [("off", "no", 1.0), ("enabled", "no", 0.75), ("enabled", "yes", 1.0), ("suspended", "no", 1.0)],
)
def test_public_delete_adds_availability_by_whether_versions_allow_recovery(
    versioning: str, erase: Answer, cb: float
) -> None:
    exposure = replace(PUBLIC, public_delete="yes", public_erase=erase, versioning=versioning)
    rating = rate(photo_orders(), exposure, Risk())
    assert rating.cb == cb
    assert any("anyone can delete from the bucket, and " in line for line in rating.reasons)


def test_public_read_write_and_delete_over_names_and_telephones_is_medium() -> None:
    people = tally({frozenset(("PERSON", "PHONE_NUMBER")): 40}, analysed=40)
    everything = replace(PUBLIC, public_write="yes", public_delete="yes", public_erase="no", versioning="off")
    assert (rate(people, everything, Risk()).se, rate(people, everything, Risk()).level) == (2.5, "MEDIUM")
    assert rate(people, replace(everything, versioning="enabled"), Risk()).level == "MEDIUM"
    assert rate(people, PUBLIC, Risk()).level == "LOW"


@given(tallies, exposures)
def test_enisa_s_own_terms_and_the_modifiers_of_the_vector_give_the_score(
    counts: BucketTally, exposure: Exposure
) -> None:
    rating = rate(counts, exposure, Risk())
    assert parse_vector(rating.vector).modifiers == tuple((i.code, i.amount) for i in rating.adjustments)
    for item in rating.adjustments:
        said = f"by {abs(item.amount):g} from ENISA's own ({item.code})"
        assert any(said in line for line in rating.reasons)
    top = find_worst(select_admitted(counts, evidence(counts, 100)), {})
    added = {
        term: sum(i.amount for i in rating.adjustments if i.term == term) for term in ("DPC", "EI", "CB")
    }
    assert rating.dpc == pytest.approx(max(map(enisa_base, top), default=0) + added["DPC"])
    assert rating.cb is not None and added["CB"] <= rating.cb


def test_what_the_noise_floor_takes_off_stands_in_the_vector() -> None:
    rating = rate(tally({ORDER: 1}, analysed=60), PUBLIC, Risk())
    assert rating.level == "LOW" and rating.vector.endswith("/M:noise-floor-2")
    assert not rate(tally({ORDER: 1}, analysed=1), PUBLIC, Risk()).adjustments


def test_every_adjustment_stands_on_the_page_about_the_rating_with_its_reason() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "rating.md").read_text(encoding="utf-8")
    for code, reason in {**{code: reason for code, _, reason in RAISED.values()}, **REASONS}.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{code}` |")]
        assert reason in row


def test_the_priorities_stand_on_the_page_about_the_rating() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "rating.md").read_text(encoding="utf-8")
    for level, row in PRIORITY.items():
        name = level if level in {"UNKNOWN", "EMPTY"} else level.replace("_", " ").capitalize()
        (line,) = [line for line in page.splitlines() if "| P" in line and name in line.split("| P")[0]]
        assert line.endswith(f"| {' | '.join(row)} |"), level


def test_a_public_level_counts_in_the_low_rating_whatever_else_was_not_read() -> None:
    lower = 0
    for name in NAMES:
        counts = tally({frozenset((name,)): 300, frozenset((name, "PERSON")): 300}, analysed=600)
        read, part = (
            rate(counts, Exposure("PUBLIC", "no", "no", unread=gap), Risk()) for gap in ((), ("acl",))
        )
        assert part.low == read.low
        lower += read.low != rate(counts, Exposure("UNKNOWN", "no", "no", unread=("acl",)), Risk()).low
    assert lower


def test_unread_write_permission_counts_in_the_high_rating_only() -> None:
    rating = rate(photo_orders(), replace(PUBLIC, public_write="indeterminate"), Risk())
    assert (rating.level, rating.high) == ("HIGH", "VERY_HIGH")
    assert any("whether anyone can write to the bucket is not known" in r for r in rating.reasons)


def test_a_folder_whose_readers_are_unknown_counts_as_private_in_the_low_rating() -> None:
    amounts = tally({frozenset(("PERSON", "ORDER_VALUE")): 300}, analysed=300)
    folder = rate(amounts, Exposure(folder=True), Risk(dpc={"ORDER_VALUE": 3.0}))
    assert (folder.low, folder.level, folder.high) == ("LOW", "MEDIUM", "MEDIUM")
    shared = rate(amounts, Exposure("SHARED", folder=True), Risk(dpc={"ORDER_VALUE": 3.0}))
    assert shared.low == shared.level == shared.high


def test_reasons_are_in_plain_words_and_the_terms_of_the_method_stand_in_the_vector_alone() -> None:
    combos = [frozenset((name,)) for name in NAMES] + [frozenset((name, "PERSON")) for name in NAMES]
    for combo in combos:
        for level in ("PUBLIC", "UNKNOWN"):
            rating = rate(tally({combo: 300}, analysed=300), Exposure(level), Risk())
            assert not re.search(r"\b(DPC|EI|CB|SE)\b", " ".join(rating.reasons)), rating.reasons
            assert rating.dpc is not None and f"sensitivity {rating.dpc:g} of 4" in rating.reasons[0]


def test_a_folder_read_whole_has_one_rating_since_it_has_no_permissions_to_read() -> None:
    for level in ("UNKNOWN", "SHARED"):
        rating = rate(photo_orders(), Exposure(level, folder=True), Risk())
        assert rating.low == rating.level == rating.high
        assert any("can read the folder" in reason for reason in rating.reasons)
    denied = rate(photo_orders(), Exposure(unread=("policy",)), Risk())
    assert denied.high == "VERY_HIGH"


def test_thresholds_and_scores_can_be_overridden_and_every_override_is_named() -> None:
    risk = Risk(
        thresholds=(2.0, 3.0, 3.4), dpc={"ORDER_VALUE": 2.0}, categories={"ORDER_ID": ("K",)}, many_people=50
    )
    rating = rate(photo_orders(), PUBLIC, risk)
    assert (rating.se, rating.level) == (2.5, "MEDIUM")
    assert len(rating.overrides) == 4
    assert rate(photo_orders(), PUBLIC, Risk(thresholds=(2.0, 3.0, 3.4))).level == "VERY_HIGH"


def test_an_override_of_one_part_takes_what_the_parts_are_worth_together_out_of_the_score() -> None:
    together = frozenset({"PERSON", "US_SSN"})
    assert dpc(together, {}) == 4.0
    assert dpc(together, {"US_SSN": 1.5}) == 1.5
    assert dpc(together, {"FACE": 1.5}) == 4.0


@given(tallies, exposures)
def test_the_vector_recomputes_the_score_and_its_band(counts: BucketTally, exposure: Exposure) -> None:
    rating = rate(counts, exposure, Risk())
    vector = parse_vector(rating.vector)
    assert str(vector) == rating.vector
    assert vector.se is not None and rating.se == pytest.approx(vector.se)
    assert rating.level == band(vector.se)


@given(tallies, exposures)
def test_low_is_no_worse_and_high_no_better_than_the_rating(counts: BucketTally, exposure: Exposure) -> None:
    rating = rate(counts, exposure, Risk())
    assert BANDS.index(rating.low) <= BANDS.index(rating.level) <= BANDS.index(rating.high)


@given(tallies)
def test_severity_grows_with_exposure(counts: BucketTally) -> None:
    ratings = [rate(counts, Exposure(level), Risk()) for level in ("PRIVATE", "SHARED", "PUBLIC")]
    scores = [rating.se or 0.0 for rating in ratings]
    assert scores == sorted(scores)
    priorities = [rating.priority for rating in ratings]
    assert priorities == sorted(priorities, reverse=True)


@given(tallies, levels)
def test_exposure_that_could_not_be_read_never_lowers_severity(
    counts: BucketTally, level: ExposureLevel
) -> None:
    known, unread = (rate(counts, Exposure(one), Risk()).se or 0.0 for one in (level, "UNKNOWN"))
    assert unread >= known


@settings(max_examples=200)
@given(combos, st.integers(1, 3000), st.data())
def test_severity_grows_with_the_number_of_people(
    held: dict[frozenset[str], int], extra: int, data: st.DataObject
) -> None:
    more = {combo: people + data.draw(st.integers(0, 300)) for combo, people in held.items()}
    analysed = sum(more.values()) + extra
    few = rate(tally(held, analysed=analysed), PUBLIC, Risk())
    many = rate(tally(more, analysed=analysed), PUBLIC, Risk())
    assert (few.se or 0) <= (many.se or 0)
    assert BANDS.index(few.high) <= BANDS.index(many.high)


@settings(max_examples=300)
@given(combos.filter(bool), st.integers(1, 3000), st.data())
def test_severity_grows_with_what_is_held_of_a_person(
    held: dict[frozenset[str], int], extra: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(sorted(held, key=sorted)))
    wider = chosen | data.draw(st.frozensets(st.sampled_from(NAMES), max_size=4))
    moved = data.draw(st.integers(1, held[chosen]))
    more = dict(held)
    more[chosen] -= moved
    more[wider] = more.get(wider, 0) + moved
    analysed = sum(held.values()) + extra
    less = rate(tally(held, analysed=analysed), PUBLIC, Risk())
    worse = rate(tally(more, analysed=analysed), PUBLIC, Risk())
    assert (less.se or 0) <= (worse.se or 0)


@given(tallies, exposures, st.integers(1, 10_000))
def test_a_failure_never_lowers_a_rating(counts: BucketTally, exposure: Exposure, failures: int) -> None:
    failed = replace(counts, listed=counts.listed + failures, unread=counts.unread + failures)
    before, after = rate(counts, exposure, Risk()), rate(failed, exposure, Risk())
    assert (after.se or 0) >= (before.se or 0)
    assert BANDS.index(after.level) >= BANDS.index(before.level)
    assert BANDS.index(after.high) >= BANDS.index(before.high)
    assert not (after.breach_150 == "no" or (before.breach_150 == "yes" and after.breach_150 != "yes"))
    blind = replace(failed, analysed=0, unread=failed.listed)
    assert rate(blind, exposure, Risk()).level == "UNKNOWN"
    assert SEVERITY.index("UNKNOWN") < SEVERITY.index("LOW")


def test_what_a_sample_may_have_missed_raises_the_high_rating_alone() -> None:
    part = replace(tally({ORDER: 30}, analysed=50, unread=190), listed=240)
    seen = rate(part, PRIVATE, Risk())
    for unseen, high in ((0.0, seen.high), (1.0, seen.high), (12.0, "VERY_HIGH")):
        told = rate(replace(part, unseen=unseen), PRIVATE, Risk())
        assert (told.level, told.low, told.high) == (seen.level, seen.low, high)
    whole = rate(replace(tally({ORDER: 30}, analysed=50), unseen=12.0), PRIVATE, Risk())
    assert whole.high == whole.level


def test_a_document_seen_once_counts_in_the_high_rating_as_often_as_its_interval_allows() -> None:
    papers = {frozenset(("PERSON", "STREET_ADDRESS")): 30, frozenset(("IDENTITY_DOCUMENT",)): 1}
    part = replace(tally(papers, analysed=50, unread=190), listed=240)
    rare = rate(part, PRIVATE, Risk())
    often = rate(replace(part, most={"IDENTITY_DOCUMENT": 25.0}), PRIVATE, Risk())
    assert (often.level, often.low) == (rare.level, rare.low)
    assert BANDS.index(often.high) > BANDS.index(rare.high)


def test_what_a_simple_sample_holds_may_be_as_large_a_share_of_the_bucket() -> None:
    photos = tally({frozenset(("FACE",)): 1}, analysed=10, unread=90)
    assert "FACE" not in evidence(photos, Risk().many_people).free
    assert "FACE" in evidence(photos, Risk().many_people, HIGH).free


def test_one_password_counts() -> None:
    told = rate(tally({frozenset(("PASSWORD",)): 1}, analysed=1000), PRIVATE, Risk())
    assert told.dpc == 3


def sampled(seen: int, read: int, listed: int) -> BucketTally:
    return replace(tally({ORDER: seen}, analysed=read, unread=listed - read), listed=listed)


def test_the_noise_floor_is_the_buckets_and_not_the_samples() -> None:
    whole = rate(sampled(100, 10_000, 10_000), PUBLIC, Risk())
    for seen, read in ((1, 100), (2, 200), (4, 400), (8, 800)):
        assert rate(sampled(seen, read, 10_000), PUBLIC, Risk()).level == whole.level == "HIGH"


def test_a_few_people_in_many_objects_count_as_the_objects_do() -> None:
    extent = Extent((14, 14, 14), (200, 200, 200))
    held = dict.fromkeys(sorted(ORDER), extent)
    whole = replace(tally({ORDER: 14}, analysed=10_000), held=held, tied=held)
    assert rate(whole, PUBLIC, Risk()).level == "HIGH"
    few = dict.fromkeys(sorted(ORDER), Extent((14, 14, 14), (40, 40, 40)))
    assert rate(replace(whole, held=few, tied=few), PUBLIC, Risk()).level == "LOW"


def test_health_of_one_who_is_named_counts_in_the_high_rating_of_a_small_bucket_alone() -> None:
    said = frozenset(("PERSON", "HEALTH"))
    small = rate(tally({said: 1}, analysed=7), PUBLIC, Risk())
    assert (small.level, small.low) == ("LOW", "LOW") and small.high != "LOW"
    assert rate(tally({said: 1}, analysed=700), PUBLIC, Risk()).high == "LOW"
    assert rate(tally({frozenset(("HEALTH",)): 1}, analysed=7), PUBLIC, Risk()).high == "LOW"
