"""Buckets whose people are known: households, their papers, and how papers are mistaken.

Nothing here comes from the project's own estate or its readers: names, streets and mailboxes are Faker's,
families, moves, marriages and typing errors those of `World`. A world is a list of files; of each it is
known what it says of whom, as records and as text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from faker import Faker

SHORT = (
    ("Robert", "Bob"), ("William", "Bill"), ("Richard", "Rick"), ("James", "Jim"), ("Michael", "Mike"),
    ("Thomas", "Tom"), ("Joseph", "Joe"), ("Daniel", "Dan"), ("Matthew", "Matt"), ("Anthony", "Tony"),
    ("Charles", "Chuck"), ("Christopher", "Chris"), ("Edward", "Ed"), ("Kenneth", "Ken"),
    ("Steven", "Steve"), ("Gregory", "Greg"), ("Timothy", "Tim"), ("Lawrence", "Larry"),
), (
    ("Elizabeth", "Liz"), ("Katherine", "Kate"), ("Margaret", "Peggy"), ("Patricia", "Pat"),
    ("Jennifer", "Jen"), ("Deborah", "Debbie"), ("Susan", "Sue"), ("Barbara", "Barb"), ("Jessica", "Jess"),
    ("Rebecca", "Becky"), ("Christine", "Chris"), ("Victoria", "Vicky"), ("Kimberly", "Kim"),
    ("Samantha", "Sam"), ("Pamela", "Pam"), ("Cynthia", "Cindy"), ("Theresa", "Terry"),
)  # fmt: skip
PLACES = (
    ("Sacramento", "CA", "958"), ("Fresno", "CA", "937"), ("Reno", "NV", "895"), ("Portland", "OR", "972"),
    ("Tampa", "FL", "336"), ("Albany", "NY", "122"), ("Austin", "TX", "787"), ("Boise", "ID", "837"),
)  # fmt: skip
ENDINGS = ("Street", "St", "Avenue", "Ave", "Road", "Rd", "Lane", "Drive", "Court", "Way")
TRADES = ("Hardware", "Diner", "Dry Cleaning", "Coffee", "Auto Repair", "Bakery", "Pharmacy", "Nails")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class World:
    """What a bucket is like: shares of people, of fields, or of households, and how many people there are."""

    name: str
    people: int = 200
    papers: float = 2.2  # files of each person, on average
    single: float = 0.3  # households of one
    typing: float = 0.01  # fields with a letter mistyped
    letters: float = 0.0  # letters mistyped, each by itself
    short: float = 0.03  # people who are called by a short form at times
    married: float = 0.03  # women whose earlier papers have another surname
    moved: float = 0.05  # people with a second address
    juniors: float = 0.02  # households with father and son of one name
    suffixed: float = 1.0  # papers of fathers and sons that tell which of the two it is
    shared: float = 0.1  # households with one mailbox and one telephone for all
    shops: int = 0  # papers of firms that hold nobody
    columns: float = 0.0  # papers that are rows of one table


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives."""

    street: str
    unit: str
    city: str
    state: str
    code: str


@dataclass(slots=True)
class Person:
    """One who exists: a name, other names and what they can be reached by."""

    given: str
    surname: str
    suffix: str
    short: str
    maiden: str
    homes: list[Address]
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: who it is about, if anybody, and what it says of them; a firm's has `firm`."""

    key: str
    kind: str
    person: int | None
    name: str = field(default="", repr=False)
    address: Address | None = field(default=None, repr=False)
    mail: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    firm: str = ""


# What each kind of paper says beside the name, and how often it is met.
KINDS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "label": (("address",), 0.35),
    "order": (("mail", "phone"), 0.15),
    "invoice": (("address", "mail"), 0.2),
    "card": (("address", "mail", "phone"), 0.15),
    "letter": (("address",), 0.1),
    "note": (("phone",), 0.05),
}


def mistyped(word: str, dice: random.Random) -> str:
    """Return a word with a letter or digit left out, doubled, replaced, or swapped with the next."""
    places = [at for at, char in enumerate(word) if char.isalnum()]
    if len(places) < 3:
        return word
    at, kind = dice.choice(places), dice.randrange(4)
    other = str(dice.randrange(10)) if word[at].isdigit() else dice.choice(LETTERS)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at] + word[at + 1 :]
    if kind == 2 or at + 1 == len(word) or not word[at + 1].isalnum():
        return word[:at] + other + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def papers_of(world: World, seed: int) -> list[Paper]:
    """Return the files of a world; `Paper.person` says who each is about."""
    dice, fake = random.Random(f"{world.name}{seed}"), Faker("en_US")
    fake.seed_instance(f"{world.name}{seed}")
    people = _people(world, dice, fake)
    found = list[Paper]()
    for number, person in enumerate(people):
        for count in range(max(1, round(dice.expovariate(1 / (world.papers - 0.7)) + 0.5))):
            found.append(_paper(world, dice, number, person, count))
    found += [_shop(dice, fake, number) for number in range(world.shops)]
    dice.shuffle(found)
    return found


def _people(world: World, dice: random.Random, fake: Faker) -> list[Person]:
    found = list[Person]()
    while len(found) < world.people:
        size = 1 if dice.random() < world.single else dice.choice((2, 2, 2, 3, 4))
        surname, home, shared = fake.last_name(), _address(dice, fake), dice.random() < world.shared
        junior = size > 1 and dice.random() < world.juniors
        mail, phone = _mail("the", surname, dice), _phone(dice)
        for place in range(size):
            man = dice.random() < 0.5 if not junior else place < 2 or dice.random() < 0.5
            person = _person(world, dice, fake, man=man, surname=surname, home=home)
            if junior and place == 1:
                person.given, person.short = found[-1].given, found[-1].short
            if junior and place < 2:
                person.suffix = ("Sr.", "Jr.")[place]
            if place and dice.random() < 0.12:  # not all of a household have one surname
                person.surname = fake.last_name()
            if shared:
                person.mail, person.phone = mail, phone
            found.append(person)
    return found[: world.people]


def _person(
    world: World, dice: random.Random, fake: Faker, *, man: bool, surname: str, home: Address
) -> Person:
    given = fake.first_name_male() if man else fake.first_name_female()
    short = given
    if dice.random() < world.short:
        given, short = dice.choice(SHORT[not man])
    maiden = fake.last_name() if not man and dice.random() < world.married else surname
    homes = [home, _address(dice, fake)] if dice.random() < world.moved else [home]
    return Person(given, surname, "", short, maiden, homes, _mail(given, surname, dice), _phone(dice))


def _address(dice: random.Random, fake: Faker) -> Address:
    city, state, prefix = dice.choice(PLACES)
    unit = f"Apt {dice.randint(1, 40)}" if dice.random() < 0.2 else ""
    street = f"{dice.randint(1, 9800)} {fake.last_name()} {dice.choice(ENDINGS)}"
    return Address(street, unit, city, state, f"{prefix}{dice.randint(1, 30):02d}")


def _mail(given: str, surname: str, dice: random.Random) -> str:
    where = dice.choice(("example.com", "example.net", "example.org"))
    return f"{given}.{surname}{dice.randint(1, 999)}@{where}".lower()


def _phone(dice: random.Random) -> str:
    area = dice.choice((916, 415, 775, 503, 813, 518))
    return f"({area}) {dice.randint(220, 989)}-{dice.randint(0, 9999):04d}"


def _paper(world: World, dice: random.Random, number: int, person: Person, count: int) -> Paper:
    kinds = list(KINDS)
    kind = dice.choices(kinds, [KINDS[name][1] for name in kinds])[0]
    says = KINDS[kind][0]
    given = person.short if count and dice.random() < 0.6 else person.given
    surname = person.maiden if dice.random() < 0.4 else person.surname
    suffix = person.suffix if dice.random() < world.suffixed else ""
    initial = f" {dice.choice(LETTERS).upper()}." if dice.random() < 0.04 else ""
    given, surname = _typed(given, world, dice), _typed(surname, world, dice)
    name = f"{given}{initial} {surname} {suffix}".strip()
    if dice.random() < 0.05:
        name = name.upper()
    home = dice.choice(person.homes)
    home = replace(home, street=_typed(home.street, world, dice), code=_typed(home.code, world, dice))
    if home.unit and dice.random() < 0.1:
        home = replace(home, unit="")
    return Paper(
        f"{kind}/{number}-{count}.txt", kind, number, name,
        home if "address" in says else None,
        _typed(person.mail, world, dice) if "mail" in says else "",
        _typed(person.phone, world, dice) if "phone" in says else "",
    )  # fmt: skip


def _typed(text: str, world: World, dice: random.Random) -> str:
    if dice.random() < world.typing:
        text = mistyped(text, dice)
    for _ in range(sum(dice.random() < world.letters for _ in text) if world.letters else 0):
        text = mistyped(text, dice)
    return text


def _shop(dice: random.Random, fake: Faker, number: int) -> Paper:
    name = dice.choice(
        (f"{fake.last_name()} {dice.choice(TRADES)}", f"{fake.last_name()} & Sons", fake.company())
    )
    return Paper(f"shop/{number}.txt", "shop", None, "", _address(dice, fake), "", _phone(dice), name)


def text_of(paper: Paper) -> str:
    """Return a paper as a text file."""
    home, order = paper.address, f"Order {abs(hash(paper.key)) % 90000 + 10000}"
    where = f"{home.street} {home.unit}".strip() + f"\n{home.city}, {home.state} {home.code}" if home else ""
    if paper.kind == "shop":
        return f"{paper.firm}\n{where}\n{paper.phone}\n\nReceipt\n1 Coffee 3.50\n1 Bagel 2.00\nTotal 5.50\n"
    if paper.kind == "label":
        return f"SHIP TO:\n{paper.name}\n{where}\n\n{order}\n"
    if paper.kind == "letter":
        return f"{paper.name}\n{where}\n\nDear customer,\n\nyour parcel has been returned to us.\n"
    lines = [f"Name: {paper.name}"]
    lines += [f"Address: {where}"] if home else []
    lines += [f"E-mail: {paper.mail}"] if paper.mail else []
    lines += [f"Phone: {paper.phone}"] if paper.phone else []
    return "\n".join([f"Customer {paper.kind}", *lines, order, ""])


def truth_of(papers: list[Paper]) -> int:
    """Return how many people the papers are about."""
    return len({paper.person for paper in papers} - {None})


def fields_of(paper: Paper) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what a paper says as entity, value and parts, as a faultless reader would find it."""
    if paper.name:
        yield "PERSON", paper.name, {}
    if (home := paper.address) is not None:
        parts = {"street": home.street, "city": home.city, "state": home.state, "zip": home.code}
        line = f"{home.street} {home.unit}".strip()
        yield (
            "STREET_ADDRESS",
            f"{line}\n{home.city}, {home.state} {home.code}",
            parts | ({"unit": home.unit} if home.unit else {}),
        )
    if paper.mail:
        yield "EMAIL_ADDRESS", paper.mail, {}
    if paper.phone:
        yield "PHONE_NUMBER", paper.phone, {}
