"""Who is one person over many objects."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.link.resolution import SHARED
from pii_sweep.report.people import People
from pii_sweep.report.tally import observation
from pii_sweep.sample.people.count import people as counted
from pii_sweep.types import ObjectRef, Reading, Subject
from tests.link.same_people import same_people


def subject(name: str, *keys: str) -> Subject:
    return Subject(name, frozenset({"PERSON"}), keys=keys)


def test_a_name_with_the_same_contact_is_one_person() -> None:
    people = same_people(
        [subject("a", "n:1"), subject("b", "n:1", "n:2"), subject("c", "n:2"), subject("d", "n:3")]
    )
    assert people == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_household_stays_two_people_and_its_nameless_parcel_is_no_third() -> None:
    people = same_people(
        [subject("a", "n:1", "c:home"), subject("b", "n:2", "c:home"), subject("z", "c:home")]
    )
    assert len(set(people.values())) == 2 and people["a"] != people["b"]


def test_a_number_that_many_have_joins_no_one_with_a_number_of_their_own() -> None:
    crowd = [subject(f"p{at}", f"n:{at}", "c:shop") for at in range(SHARED + 1)]
    people = same_people([*crowd, subject("own", "c:shop", "c:mobile"), subject("slip", "c:shop")])
    assert people["own"] == "own" and people["slip"] in {one.subject_id for one in crowd}


def test_two_people_are_not_one_for_a_record_that_names_no_one_and_holds_contacts_of_both() -> None:
    people = same_people([subject("a", "n:1", "c:1"), subject("b", "n:2", "c:2"), subject("z", "c:1", "c:2")])
    assert people["a"] != people["b"]


def test_a_nameless_subject_joins_the_one_person_with_their_address() -> None:
    assert same_people([subject("b", "n:1", "c:home"), subject("z", "c:home")]) == {"b": "b", "z": "b"}


keys = st.lists(
    st.sampled_from(
        ["n:1", "n:2", "n:3", "e:1", "e:2", "c:1", "c:2", "w:1", "s:1", "m:1", "z:1", "y:1", "v:1", "v:2"]
        + ["i:1", "i:2", "r:1"]
    ),
    max_size=3,
)


@given(st.lists(keys, max_size=12), st.randoms())
def test_the_order_of_subjects_leaves_no_trace(lists, random) -> None:
    subjects = [subject(f"s{number:02}", *part) for number, part in enumerate(lists)]
    shuffled = subjects[:]
    random.shuffle(shuffled)
    assert same_people(shuffled) == same_people(subjects)


def test_a_bare_name_is_no_further_person_where_one_of_that_name_is_known() -> None:
    people = same_people([subject("a", "n:1", "s:ann"), subject("b", "w:ann"), subject("c", "w:bob")])
    assert people["b"] == people["a"] != people["c"]


def test_an_address_and_mailboxes_of_one_name_are_one_persons_unless_the_name_is_common() -> None:
    few = [subject("a", "s:ann"), subject("b", "m:ann"), subject("c", "m:ann")]
    assert len(set(same_people(few).values())) == 1
    many = [subject(f"m{at}", "m:ann", f"n:{at}") for at in range(6)]
    assert len(set(same_people([*many, subject("a", "s:ann")]).values())) == 7


def test_namesakes_with_mailboxes_or_addresses_of_their_own_stay_apart() -> None:
    crowd = [subject(f"p{at}", "s:smith", f"n:{at}") for at in range(5)]
    assert len(set(same_people([*crowd, subject("bare", "w:smith")]).values())) == 5


def test_one_name_and_zip_with_two_streets_are_two_people_unless_a_street_was_misread() -> None:
    sure = [subject("a", "n:1", "y:ann"), subject("b", "n:2", "y:ann")]
    assert len(set(same_people(sure).values())) == 2
    scanned = [*sure[:1], subject("c", "n:3", "z:ann"), subject("d", "n:4", "z:ann")]
    assert len(set(same_people(scanned).values())) == 1


def test_a_short_name_is_one_with_the_long_name_at_its_house_and_joins_no_two_of_them() -> None:
    family = [subject("ann", "n:ann", "v:smith"), subject("bob", "n:bob", "v:smith")]
    people = same_people([*family, subject("short", "n:smith")])
    assert people["ann"] != people["bob"] and len(set(people.values())) == 2


def test_orders_under_a_customers_number_are_the_customers() -> None:
    people = same_people([subject("a", "n:1", "i:17"), subject("order", "r:17"), subject("b", "n:2", "i:18")])
    assert people["order"] == people["a"] != people["b"]


def test_one_number_under_two_names_is_two_lists_and_its_orders_belong_to_no_one() -> None:
    people = same_people([subject("a", "n:1", "i:1"), subject("b", "n:2", "i:1"), subject("order", "r:1")])
    assert people["a"] != people["b"] and people["order"] == ""


def test_one_number_with_two_mailboxes_joins_no_one() -> None:
    people = same_people([subject("a", "n:1", "i:1", "e:1"), subject("b", "i:1", "e:2")])
    assert people["a"] != people["b"]


def test_who_is_known_by_a_customers_number_alone_is_not_a_person() -> None:
    assert same_people([subject("a", "n:1", "i:17"), subject("order", "r:99")])["order"] == ""


def test_who_is_known_by_a_name_alone_counts_in_the_estimate_and_not_in_its_low_end() -> None:
    known = Subject("a", frozenset({"PERSON", "STREET_ADDRESS"}), keys=("n:1", "s:ann"))
    bare = Subject("b", frozenset({"PERSON"}), keys=("w:bob",))
    reading = Reading(ObjectRef("bucket", "key"), "ANALYSED", subjects=(known, bare), subjects_total=2)
    people = People()
    people.add(reading)
    people.settle()
    seen = replace(observation("all", 0, reading, reading.people()), doubtful=people.doubtful)
    found = counted([seen], {"all": 1}, 0.95)
    assert people.doubtful == {"b"} and (found.low, found.point, found.high) == (1, 2, 2)
