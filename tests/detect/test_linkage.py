"""A person is known again by name and contact, however the name is spelt."""

from __future__ import annotations

import random
from hashlib import blake2b, sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.detect import house, linkage
from pii_sweep.detect.linkage import CUSTOMER_ID, canonical, of_house
from pii_sweep.detect.people import People
from pii_sweep.detect.seal import digest, normal
from pii_sweep.types import Cells, ObjectRef

KEY = b"k" * 32


def found(entity: str, value: str, **parts: str) -> Cells:
    return Cells(entity, [value], parts={part: [value] for part, value in parts.items()})


def keys_of(name: str, held: list[Cells], key: bytes) -> tuple[str, ...]:
    return linkage.keys_of([name], held, key)[0]


HOME = found("STREET_ADDRESS", "12 Elm St, Reno, NV 89501", street="12 Elm St", zip="89501-1234")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GONZALEZ, MARIA", "Maria Gonzalez"),
        ("José M. O'Brien Jr.", "jose obrien"),
        ("Dr. Wei Chen", "Chen Wei"),
        ("Zeynep Zeynep Katz", "Katz, Zeynep"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != ""


def test_different_names_at_one_address_share_the_address_alone() -> None:
    one, other = (set(keys_of(name, [HOME], KEY)) for name in ("maria", "noah"))
    assert {key[:2] for key in one & other} == {"c:"}


def test_a_phone_number_is_one_with_and_without_its_country_code() -> None:
    plain, long = (
        keys_of("", [found("PHONE_NUMBER", text)], KEY) for text in ("(916) 555-0123", "+1 916 555 0123")
    )
    assert plain == long and [key[:2] for key in plain] == ["c:"]


def test_a_name_alone_has_no_key_and_keys_need_the_sweeps_key() -> None:
    assert keys_of("maria", [found("PERSON", "Maria")], KEY) == ()
    assert keys_of("maria", [HOME], KEY) != keys_of("maria", [HOME], b"x" * 32)


def token(*parts: str) -> str:
    """Return a key's digest as RFC 7693 writes it."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(text, key=sha256(KEY).digest(), digest_size=8, person=b"linkage").hexdigest()


def written_out(name: str, mail: str, phone: str, street: str, code: str) -> tuple[str, ...]:
    """Return one person's keys, each written out."""
    keys = {f"s:{token(name)}"} if " " in name else set()
    told = {"phone": "".join(filter(str.isdecimal, phone))[-10:], "zip": code if len(code) == 5 else ""}
    told["mail"] = "" if of_house(normal("EMAIL_ADDRESS", mail)) else normal("EMAIL_ADDRESS", mail)
    told["street"] = f"{line} {code}" if (line := house.houses([street])[0]) else ""
    for kind, contact in told.items():
        if contact and kind in ("mail", "phone"):
            keys |= {f"c:{token(kind, contact)}"} | (
                {f"e:{token(kind, contact)}"} if kind == "mail" else set()
            )
        if contact and name:
            keys.add(f"{'y' if kind == 'zip' else 'n'}:{token(kind, contact, name)}")
    words = name.split() if told["street"] else []
    parts = [" ".join(words[:place] + words[place + 1 :]) for place in range(min(4, len(words)))]
    keys |= {f"v:{token('street', told['street'], part)}" for part in parts if part}
    door = f"{told['street']} {house.units([street], [''])[0]}"
    keys |= {f"c:{token('door', door)}"} if told["street"] else set()
    login = told["mail"].partition("@")[0]
    keys |= {f"i:{token('login', login)}"} if len(login) > 4 else set()
    return tuple(sorted(keys))


WORD = st.text("aBé'-. \n9ß", max_size=6) | st.sampled_from(["\ud800", "Straße", "O’Hara"])
PERSON = st.tuples(
    st.tuples(WORD, WORD).map(" ".join),
    st.builds("{}@Example.{}".format, st.sampled_from(["ann.lee", "Orders", "info.us12", "jo"]), WORD),
    st.text("0123456789()-x ", max_size=16),
    WORD,
    st.text("0123456789", max_size=6),
)


@given(people=st.lists(PERSON, min_size=1, max_size=8), named=st.booleans())
@settings(max_examples=150, deadline=None)
def test_many_people_have_the_keys_and_ids_of_each_alone(people: list[tuple[str, ...]], named: bool) -> None:
    rows = [(canonical(name) if named else "", *rest) for name, *rest in people]
    rows = [row for row in rows if bool(row[0]) == named]
    if not rows:
        return
    names, mails, phones, streets, codes = map(list, zip(*rows, strict=True))
    held = [
        Cells("EMAIL_ADDRESS", mails),
        Cells("PHONE_NUMBER", phones),
        Cells("STREET_ADDRESS", streets, parts={"street": streets, "zip": codes}),
    ]
    assert linkage.keys_of(names, held, KEY) == [written_out(*row[:4], row[4][:5]) for row in rows]
    if named and streets[0]:
        ids = People(names, held, ObjectRef("b", "k"), KEY).ids()
        assert ids == [digest(KEY, "subject", row[0], house.houses([row[3]])[0], row[4][:5]) for row in rows]


def test_keys_do_not_change_from_one_version_to_the_next() -> None:
    mail = found("EMAIL_ADDRESS", "Ann.Lee@Example.com")
    assert keys_of("ann lee", [mail, HOME], KEY) == (
        "c:e8815529d1c509b8",
        "c:ecc1eace4d0f82c0",
        "e:ecc1eace4d0f82c0",
        "i:2ac50909f5fe6b84",
        "n:7b6a2152d4fbe4d2",
        "n:f0ddedc8b02c1055",
        "s:b7cb1f7ee9015f87",
        "v:ab1dc11833fe0d8f",
        "v:b3715b281a66f835",
        "y:e735e4bf8c8b256f",
    )


@pytest.mark.parametrize("mailbox", ["orders@a.com", "Info.us12@a.com", "ann@a.com", "ap@b.org", "jo@b.org"])
def test_a_firms_mailbox_is_known_in_any_case(mailbox: str) -> None:
    told = {
        of_house(written) for written in (mailbox, mailbox.upper(), f" {mailbox.title()} ", f"{mailbox}é")
    }
    assert told == {mailbox.split("@", maxsplit=1)[0] in ("orders", "Info.us12", "ap")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 North Elm Street, Apt 4", "12 N. ELM ST #4"),
        ("Suite 4, 12 Elm Ave", "12 Elm Avenue Ste 9"),
        ("Post Office Box 61", "P.O. BOX 61"),
        ("Rural Route 5 Box 379", "RR 5 BOX 379"),
        ("16061 Jefferson Way, Fort Mohave, AZ 86426", "16061 JEFFERSON WAY"),
        ("35 Wilshire St Fall River MA 02720", "35 Wilshire Street"),
        ("Musterstraße 12a", "Musterstrasse 12A"),
    ],
)
def test_spellings_of_one_house_are_one(one: str, other: str) -> None:
    assert len(set(house.houses([one, other]))) == 1 and house.houses([one])[0]


def test_houses_and_doors_that_differ_stay_apart() -> None:
    streets = ["12 Elm St", "12 Elm Ave", "14 Elm St", "PO Box 12", "12 N Elm St"]
    assert len(set(house.houses(streets))) == len(streets)
    assert house.units(["12 Elm St Apt 4", "12 Elm St", "9 Oak Rd"], ["", "Unit 7B", ""]) == ["4", "7b", ""]


def test_a_middle_name_left_out_at_one_house_is_known_by_a_part_of_the_name() -> None:
    long, short = (set(keys_of(name, [HOME], KEY)) for name in ("anna lee maria", "lee maria"))
    assert {f"v:{key[2:]}" for key in short if key.startswith("n:")} & long


def number(family: str, value: str) -> Cells:
    return found(CUSTOMER_ID, value, family=family)


def test_a_customers_number_is_a_key_of_its_family_alone() -> None:
    one, other = (
        keys_of("", [number("customer", text), found("ORDER_ID", "A1")], KEY) for text in ("0017", "17.0")
    )
    assert one == other and [key[:2] for key in one] == ["r:"]
    assert not set(one) & set(keys_of("", [number("member", "17")], KEY))


def test_a_number_beside_a_name_or_a_mailbox_tells_more_than_a_number() -> None:
    mail = found("EMAIL_ADDRESS", "jo@example.com")
    assert "i:" in {key[:2] for key in keys_of("", [number("user", "17"), mail], KEY)}
    named = keys_of("jo poe", [found("PERSON", "Jo Poe"), number("user", "17")], KEY)
    assert {"i:", "n:"} <= {key[:2] for key in named}


def test_streets_and_units_of_a_column_are_those_of_each_by_itself() -> None:
    forms = {
        "12 North Elm Street": "12 n elm st",
        "12 N. Elm St #4": "12 n elm st",
        "12 N Elm St Apt 4, Rear": "12 n elm st",
        "9 Oak Road Unit 7B": "9 oak rd",
        "P.O. Box 1204": "box 1204",
        "1204 West Palm Street Fresno CA 93701": "1204 w palm st",
        "7 Calle Café": "7 calle café",
        "Hauptstrasse 5": "hauptstr 5",
        "": "",
    }
    assert house.houses(list(forms)) == list(forms.values())
    dice = random.Random(3)
    streets = [dice.choice(list(forms)) for _ in range(300)]
    assert house.houses(streets) == [forms[street] for street in streets]
    told = house.units(streets, [""] * len(streets))
    assert told == [house.units([street], [""])[0] for street in streets]
    assert {*zip(streets, told, strict=True)} >= {("12 N. Elm St #4", "4"), ("9 Oak Road Unit 7B", "7b")}
