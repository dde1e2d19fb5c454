"""The people of one object: the first ones met are kept by name, the others are counted all the same."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from pii_sweep.config import Report
from pii_sweep.tally import Tally
from pii_sweep.tally.people import Enrolment
from pii_sweep.types import Note, ObjectRef, Subject, Where


def person(number: int, *keys: str, entities: frozenset[str] = frozenset({"PERSON"})) -> Subject:
    return Subject(sha256(str(number).encode()).hexdigest()[:32], entities, keys=keys)


def enrolled(most: int, people: list[Subject]):
    enrolment = Enrolment(most)
    for subject in people:
        enrolment.add(subject)
    return enrolment.close()


def test_who_is_met_again_is_one_person_with_all_that_was_held_of_them() -> None:
    roll = enrolled(10, [person(1), person(2), person(1, entities=frozenset({"PERSON", "PHONE_NUMBER"}))])
    assert roll.total == 2
    held = {subject.subject_id: subject.entities for subject in roll.subjects}
    assert held[person(1).subject_id] == {"PERSON", "PHONE_NUMBER"}


def test_people_beyond_those_kept_are_counted_by_what_is_held_of_them() -> None:
    roll = enrolled(4, [person(number) for number in range(10)])
    assert {subject.subject_id for subject in roll.subjects} == {person(n).subject_id for n in range(4)}
    assert roll.total == 10
    assert roll.combos[frozenset({"PERSON"})] == 10
    assert roll.sketch


def test_a_customers_number_alone_counts_only_where_there_is_room_to_tell_later_who_it_is() -> None:
    numbered = [person(number, "r:00") for number in range(5)]
    assert enrolled(10, numbered).total == 5
    assert enrolled(2, numbered).total == 2
    assert sum(enrolled(2, numbered).combos.values()) == 2 and not enrolled(2, numbered).sketch


def test_text_that_no_recognizer_examined_is_counted() -> None:
    ref = ObjectRef("bucket", "letter.txt")
    tally = Tally(ref, Report(), b"k" * 32)
    tally.saw(12)
    assert tally.unexamined() == 12
    tally.add(Note(Where(ref), "examined", 12))
    assert tally.unexamined() == 0


def test_no_one_is_no_one() -> None:
    roll = enrolled(4, [])
    assert (roll.subjects, roll.crowds, roll.total) == ((), (), 0)


def test_who_is_located_in_one_record_is_located_whatever_the_others_leave_out() -> None:
    abroad = replace(person(1), located=True)
    for records in ([person(1), abroad], [abroad, person(1)]):
        (subject,) = enrolled(10, records).subjects
        assert subject.located
