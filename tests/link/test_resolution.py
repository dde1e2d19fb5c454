"""Who is one person where names differ: near names are compared under a shared contact, and nowhere else."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pii_sweep.config import Settings
from pii_sweep.link.keyed_print import lines_of, printer
from pii_sweep.link.match_weight import GIVEN, SPREAD, SUFFIX_SPREAD, SURNAME, likeness, probabilities
from pii_sweep.link.name_encoding import pad_codes
from pii_sweep.link.person_name import names_of
from pii_sweep.link.resolution import Doubts, Groups, resolve
from pii_sweep.link.table_people import People
from pii_sweep.types import Cells, ObjectRef, Subject
from tests.benchmarks.bench_linkage import as_reading, counted
from tests.benchmarks.people_worlds import Address, Paper, World, papers_of

HOME = Address("12 Elm Street", "", "Reno", "NV", "89501")
AWAY = Address("977 Oak Avenue", "", "Fresno", "CA", "93701")
SETTINGS = Settings()


def paper(name: str, address: Address | None = HOME, mail: str = "", phone: str = "") -> Paper:
    return Paper(f"{name}{address}{mail}.txt", "label", 0, name, address, mail, phone)


def subjects(*papers: Paper) -> list[list[Subject]]:
    return [list(as_reading(each, SETTINGS).people()) for each in papers]


def people(*papers: Paper) -> int:
    return len(set(resolve(subjects(*papers)).names.values()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Gonzalez", "Maria Gonzlaez"),
        ("Maria Gonzalez", "Mariia Gonzalez"),
        ("Robert Miller", "Bob Miller"),
        ("Katherine Miller", "Kathy Miller"),
        ("Rosa Diaz", "R. Diaz"),
        ("Anna Jones", "Anna Kowalski"),
        ("ROSA DIAZ", "Diaz, Rosa M."),
    ],
)
def test_spellings_short_forms_and_maiden_names_at_one_house_are_one_person(one: str, other: str) -> None:
    assert people(paper(one), paper(other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Poe Sr.", "John Poe Jr."),
        ("John Poe", "Mary Poe"),
        ("Philip Dean", "Shelby Dean"),
        ("John Poe", "Mary Kent"),
    ],
)
@pytest.mark.parametrize("mail", ["", "the.poes@example.com"])
def test_families_and_couples_with_one_mailbox_are_people_of_their_own(
    one: str, other: str, mail: str
) -> None:
    assert people(paper(one, mail=mail), paper(other, mail=mail)) == 2


def test_one_name_at_two_addresses_is_one_who_moved_and_the_high_end_says_it_may_be_two() -> None:
    found = resolve(subjects(paper("Maria Gonzalez"), paper("Maria Gonzalez", AWAY)))
    assert len(set(found.names.values())) == 1 and 0 < found.more <= 1


def test_where_mailboxes_differ_too_the_high_end_allows_for_two_of_every_name() -> None:
    names = ("Maria Gonzalez", "John Poe", "Mary Kent", "Philip Dean", "Shelby Orr", "Eric Miller")
    papers = [
        paper(name, home, mail=f"{name.split()[1]}{at}@example.com".lower())
        for name in names
        for at, home in enumerate((HOME, AWAY))
    ]
    found = resolve(subjects(*papers))
    assert len(set(found.names.values())) == len(names)
    assert found.more > 0.9 * len(names)


def test_no_chain_of_likely_matches_makes_father_and_son_one() -> None:
    papers = [paper(name) for name in ("John Poe Sr.", "John Poe", "John Poe Jr.")]
    found = resolve(subjects(*papers))
    assert len(set(found.names.values())) == 2


def test_two_near_names_that_may_be_one_person_widen_the_interval() -> None:
    found = resolve(subjects(paper("Eric Miller"), paper("Erica Miller")))
    count = len(set(found.names.values()))
    assert count - found.fewer <= 1.3 and count + found.more >= 1.7


def test_missed_papers_are_at_most_half_of_those_who_were_met_once() -> None:
    doubts = Doubts(varied=0.5, by_name=100)
    fewer = [doubts.bounds(Groups(), once)[0] for once in (0, 10, 40)]
    assert fewer == [0.0, 5.0, 20.0]


@pytest.mark.parametrize(
    ("sharing", "contacts", "counted"),
    [
        (2, ("desk",), 2),  # a telephone of two people is one of theirs
        (3, ("desk", "cell"), 3),  # whatever other number goes with it
        (5, ("desk",), 5),  # a telephone of five, and nothing else: one of the five
        (
            5,
            ("desk", "cell"),
            6,
        ),  # a telephone that five share links none of them where another belongs to no person
        (0, ("cell",), 1),  # nobody's: a person of their own
    ],
)
def test_who_is_not_named_is_somebody_known_only_where_a_contact_says_so(
    sharing: int, contacts: tuple[str, ...], counted: int
) -> None:
    def subject(number: int, *keys: str) -> Subject:
        return Subject(f"{number:032x}", frozenset(), keys=keys)

    named = [subject(at, f"n:name {at}", "c:desk") for at in range(sharing)]
    unnamed = subject(99, *(f"c:{each}" for each in contacts))
    found = resolve([[each] for each in (*named, unnamed)])
    assert len(set(found.names.values())) == counted


def test_encodings_under_two_contacts_are_noise() -> None:
    ours = printer(b"k" * 32)
    names = names_of(["Maria Gonzalez"] * 2000, ours)
    homes = ours.of("street", lines_of([f"{number} elm st" for number in range(2000)]))
    codes = pad_codes(names.codes, homes, ours)
    apart = np.bitwise_count(codes[1:, 1:3] ^ codes[:-1, 1:3])
    assert abs(float(apart.mean()) - 32) < 0.5 and float(apart.var()) == pytest.approx(16, rel=0.2)
    same = pad_codes(names.codes, np.repeat(homes[:1], 2000, axis=0), ours)
    assert not (same[1:] ^ same[:-1]).any()


def test_the_order_of_objects_leaves_no_trace() -> None:
    papers = papers_of(World("order", people=30, typing=0.05, short=0.2, moved=0.2), 1)
    shuffled = papers[:]
    random.Random(2).shuffle(shuffled)
    one, other = resolve(subjects(*papers)), resolve(subjects(*shuffled))
    assert one.names == other.names
    assert (one.fewer, one.more) == pytest.approx((other.fewer, other.more))


def test_a_fit_does_not_take_families_for_typing_errors() -> None:
    ours = printer(b"k" * 32)
    names = ["Ann Poe", "Bert Poe", "Cleo Poe", "Dora Poe"]
    codes = names_of(names, ours).codes
    pairs = np.stack([codes[0] ^ codes[at % 3 + 1] for at in range(300)])
    levels = likeness(pairs)
    assert {GIVEN[level] for level in levels.given.tolist()} == {"different"}
    assert float(probabilities(levels, np.ones(300), 0).max()) < 0.05


@pytest.mark.parametrize(
    ("one", "other", "given", "surname", "suffix"),
    [
        ("Ann Poe", "Ann Poe", "equal", "equal", 0),
        ("Ann Poe", "Ann", "part", "equal", 0),
        ("Ann Poe", "Poe", "part", "equal", 0),
        ("Robert Poe", "Bob Poe", "short form", "equal", 0),
        ("Pat Poe", "Patricia Poe", "short form", "equal", 0),
        ("Maria Poe", "Mariia Poe", "near", "equal", 0),
        ("Mitchell Poe", "Michelle Poe", "like", "equal", 0),
        ("Rosa Poe", "R. Poe", "initial", "equal", 0),
        ("Rosa Gonzalez", "Rosa Gonzlaez", "equal", "near", 0),
        ("John Poe", "Maria Kent", "different", "different", 0),
        ("John Poe", "John Poe Jr.", "equal", "equal", 1),
        ("John Poe Sr.", "John Poe Jr.", "equal", "equal", 2),
    ],
)
def test_two_names_agree_at_one_level_a_part(
    one: str, other: str, given: str, surname: str, suffix: int
) -> None:
    codes = names_of([one, other], printer(b"key")).codes
    found = likeness(codes[:1] ^ codes[1:])
    assert (GIVEN[found.given[0]], SURNAME[found.surname[0]], found.suffix[0]) == (given, surname, suffix)
    assert found.namesakes()[0] == (given == surname == "equal")
    assert found.spreads()[0] == (SUFFIX_SPREAD if suffix == 1 else SPREAD)


WORLDS = (
    World("typing errors", people=60, typing=0.04),
    World("all", people=60, typing=0.02, short=0.1, married=0.1, moved=0.1, shared=0.3, shops=15),
    World("all alone", people=30, papers=2, typing=0.05, single=1.0, moved=0.0),
    World("all married", people=30, short=0.0, married=1.0, moved=0.0, single=1.0),
    World("all fathers and sons", people=40, single=0.0, juniors=1.0),
    World("all share a mailbox", people=40, single=0.0, shared=1.0),
    World("shops", people=10, shops=40),
)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_the_interval_covers_the_people_of_a_world(world: World) -> None:
    found = []
    for seed in range(3):
        papers = papers_of(world, seed)
        found.append(counted(papers, [as_reading(each, SETTINGS) for each in papers]))
    assert sum(count.covers for count in found) >= 2
    assert sum(count.width for count in found) / 3 <= 0.35
    assert sorted(count.error for count in found)[1] <= 0.10


def of_one_name(numbers: list[str], entity: str = "US_SSN", sheet: str = "a.csv") -> list[Subject]:
    ours = b"k" * 32
    cells = [Cells(entity, numbers)] if numbers else []
    names = names_of(["John Smith"] * max(1, len(numbers)), printer(ours))
    held = cells or [Cells("PERSON", ("John Smith",))]
    return People(names, held, ObjectRef("b", sheet), ours).subjects()


def count(*objects: list[Subject]) -> int:
    return len(set(resolve(objects).names.values()))


def test_people_of_one_name_with_numbers_of_their_own_are_people_of_their_own() -> None:
    numbers = [f"{512 + at}-{20 + at % 70:02d}-{4021 + at}" for at in range(300)]
    assert count(of_one_name(numbers)) == 300
    assert count(*(of_one_name([number], sheet=f"{number}.txt") for number in numbers)) == 300
    again = [of_one_name([number.replace("-", "")], sheet="b.csv") for number in numbers]
    assert count(of_one_name(numbers), *again) == 300


def test_a_bare_name_is_no_further_person_where_its_namesakes_have_numbers() -> None:
    assert count(of_one_name(["512-20-4021", "513-21-4022"]), of_one_name([], sheet="letter.txt")) == 2


def test_cards_of_one_name_may_be_those_of_one_person() -> None:
    cards = ["4111111111111111", "5500005555555559"]
    found = resolve([of_one_name([card], "CREDIT_CARD", f"{card}.txt") for card in cards])
    assert len(set(found.names.values())) - found.fewer <= 1 <= len(set(found.names.values())) + found.more


def test_sets_with_numbers_of_their_own_join_as_far_as_these_allow() -> None:
    groups = Groups({"a": ["1"], "b": ["2"], "c": ["2"]})
    groups.join("abcd")
    assert groups.names("abcd") == {"a", "b"} and groups.name("c") == "b" and groups.joins == 2
    groups.join("ab")
    assert groups.name("a") != groups.name("b") and groups.name("d") == "a"
