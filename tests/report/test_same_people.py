"""Who is one person over many objects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.report.people import SHARED, same_people
from pii_sweep.types import Subject


def subject(name: str, *keys: str) -> Subject:
    return Subject(name, frozenset({"PERSON"}), keys=keys)


def test_a_name_with_the_same_contact_is_one_person() -> None:
    people = same_people(
        [subject("a", "n:1"), subject("b", "n:1", "n:2"), subject("c", "n:2"), subject("d", "n:3")]
    )
    assert people == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_mail_address_of_few_joins_spellings_and_one_of_many_joins_nobody() -> None:
    assert same_people([subject("a", "n:1", "e:x"), subject("b", "n:2", "e:x")]) == {"a": "a", "b": "a"}
    crowd = [subject(f"s{number}", f"n:{number}", "e:help") for number in range(SHARED + 1)]
    assert len(set(same_people(crowd).values())) == SHARED + 1


def test_a_household_stays_two_people_and_its_nameless_parcel_nobody_new_joins_neither() -> None:
    people = same_people(
        [subject("a", "n:1", "c:home"), subject("b", "n:2", "c:home"), subject("z", "c:home")]
    )
    assert people == {"a": "a", "b": "b", "z": "z"}


def test_a_nameless_subject_joins_the_one_person_with_their_address() -> None:
    assert same_people([subject("b", "n:1", "c:home"), subject("z", "c:home")]) == {"b": "b", "z": "b"}


keys = st.lists(
    st.sampled_from(["n:1", "n:2", "n:3", "e:1", "e:2", "c:1", "c:2", "w:1", "s:1", "m:1", "z:1", "y:1"]),
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


def test_an_address_and_a_mailbox_are_one_persons_if_they_are_the_only_two_of_that_name() -> None:
    assert len(set(same_people([subject("a", "s:ann"), subject("b", "m:ann")]).values())) == 1
    assert (
        len(set(same_people([subject("a", "s:ann"), subject("b", "m:ann"), subject("c", "m:ann")]).values()))
        == 3
    )


def test_namesakes_with_mailboxes_or_addresses_of_their_own_stay_apart() -> None:
    crowd = [subject(f"p{at}", "s:smith", f"n:{at}") for at in range(5)]
    assert len(set(same_people([*crowd, subject("bare", "w:smith")]).values())) == 5


def test_one_name_and_zip_with_two_streets_are_two_people_unless_a_street_was_misread() -> None:
    sure = [subject("a", "n:1", "y:ann"), subject("b", "n:2", "y:ann")]
    assert len(set(same_people(sure).values())) == 2
    scanned = [*sure[:1], subject("c", "n:3", "z:ann"), subject("d", "n:4", "z:ann")]
    assert len(set(same_people(scanned).values())) == 1
