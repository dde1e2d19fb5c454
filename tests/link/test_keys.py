"""A person is known again by name and contact, however the name is spelt."""

from __future__ import annotations

import random
from functools import reduce
from hashlib import blake2b, shake_256
from operator import xor

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.detect.text.normal import normalise
from pii_sweep.detect.text.shared_mailbox import houses, of_house
from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.link import household_key, keyed_print
from pii_sweep.link.keyed_print import LONGEST, printer
from pii_sweep.link.person_name import canonical, names_of
from pii_sweep.link.table_people import People, select_rows
from pii_sweep.types import Cells, ObjectRef, Subject

KEY = b"k" * 32


def found(entity: str, value: str, **parts: str) -> Cells:
    return Cells(entity, [value], parts={part: [value] for part, value in parts.items()})


def keys_of(name: str, held: list[Cells], key: bytes) -> tuple[str, ...]:
    return people([name], held, key)[0].keys


def people(names: list[str], held: list[Cells], key: bytes) -> list[Subject]:
    called = names_of(names, printer(key)) if names[0] else None
    return People(called, held, ObjectRef("b", "k"), key).subjects()


HOME = found("STREET_ADDRESS", "12 Elm St, Reno, NV 89501", street="12 Elm St", zip="89501-1234")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GONZALEZ, MARIA", "Maria Gonzalez"),
        ("José M. O'Brien", "jose obrien"),
        ("Dr. Wei Chen", "Chen Wei"),
        ("Zeynep Zeynep Katz", "Katz, Zeynep"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != ""


def test_father_and_son_of_one_name_at_one_house_are_two() -> None:
    senior, junior = (set(keys_of(name, [HOME], KEY)) for name in ("John Poe Sr.", "Poe, John, Jr."))
    assert {key[:2] for key in senior & junior} <= {"c:", "v:"}


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


SECRET = shake_256(b"prints\0" + KEY).digest(96)
INNER, OUTER, OURS = SECRET[:32], SECRET[32:64], SECRET[64:]


def drawn(purpose: str, place: int) -> int:
    """Return a mask of 16 bytes: SHAKE-256 of a key and a purpose, from its place on."""
    stream = shake_256(b"masks\0" + OURS + purpose.encode()).digest(16 * (place + 1))
    return int.from_bytes(stream[-16:], "little")


def encrypted(block: int, key: bytes) -> int:
    told = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block.to_bytes(16, "little"))
    return int.from_bytes(told, "little")


def printed(kind: str, value: str) -> int:
    """Return a print, block by block."""
    text, mask = value.encode("utf-8", "surrogatepass").replace(b"\n", b"\xff"), drawn(f"kind\0{kind}", 0)
    if len(text) > LONGEST:
        told = blake2b(text, key=OURS, digest_size=16, person=b"print").digest()
        return int.from_bytes(told, "little") ^ mask
    blocks = [int.from_bytes(text[at : at + 16], "little") for at in range(0, len(text), 16)]
    masks = [drawn("size", len(text)), *(drawn("block", place) for place in range(1, len(blocks)))]
    return reduce(xor, (encrypted(b ^ m ^ mask, INNER) for b, m in zip(blocks, masks, strict=True)))


@given(st.lists(st.text("abé ", max_size=2 * LONGEST), min_size=1, max_size=keyed_print.FEW))
def test_a_text_has_one_print_alone_and_among_many(texts: list[str]) -> None:
    many = [*texts, *(text[::2] for text in texts), *["x"] * keyed_print.FEW]
    alone = printer(KEY).of("name", keyed_print.lines_of(texts))
    assert (alone == printer(KEY).of("name", keyed_print.lines_of(many))[: len(texts)]).all()


def token(*prints: int, size: int = 8) -> str:
    """Return the seal of some prints."""
    return encrypted(reduce(xor, prints), OUTER).to_bytes(16, "little")[:size].hex()


def written_out(name: str, mail: str, phone: str, street: str, code: str) -> tuple[str, str, tuple[str, ...]]:
    """Return one person's ids, where their street is known and else, and their keys, each written out."""
    words = [printed("name", word) for word in name.split()]
    keys = {f"s:{token(*words)}"} if len(words) > 1 else set()
    mail = "" if of_house(normalise("EMAIL_ADDRESS", mail)) else normalise("EMAIL_ADDRESS", mail)
    number = "".join(filter(str.isdecimal, phone))[-10:]
    zipped = [printed("zip", code)] if code else []
    lived = [printed("street", line), *zipped] if (line := household_key.houses([street])[0]) else []
    told = [printed("phone", number)] if number else []
    mailed = [printed("EMAIL_ADDRESS", mail)] if mail else []
    keys |= {f"c:{token(*contact)}" for contact in (told, mailed, lived) if contact}
    keys |= {f"e:{token(*mailed)}"} if mail else set()
    if words:
        keys |= {f"n:{token(*words, *contact)}" for contact in (told, mailed, lived) if contact}
        keys |= {f"y:{token(*words, *zipped)}"} if len(code) == 5 else set()
    if lived and len(words) > 1:
        keys |= {f"v:{token(*lived, *(set(words) - {word}))}" for word in words}
    login = mail.partition("@")[0]
    keys |= {f"i:{token(printed('login', login))}"} if len(login.encode()) > 4 else set()
    units = household_key.units([street], [""])[0]
    if units and lived:
        keys -= {f"c:{token(*lived)}"}
        keys |= {f"c:{token(*lived, printed('unit', units))}"}
    subject = printed("subject", "subject")
    return (
        token(subject, *words, *lived, size=16),
        token(subject, *words, *mailed, size=16),
        tuple(sorted(keys)),
    )


def digests(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that are digests alone, without encodings of names."""
    return tuple(key for key in keys if key[0].islower())


WORD = st.text("aBé'-. \n9ß", max_size=6) | st.sampled_from(["\ud800", "Straße", "O’Hara"])
PERSON = st.tuples(
    st.tuples(WORD, WORD).map(" ".join),
    st.builds("{}@Example.{}".format, st.sampled_from(["ann.lee", "Orders", "info.us12", "jo"]), WORD),
    st.text("0123456789()-x ", max_size=16),
    WORD,
    st.text("0123456789", max_size=6),
)


@given(rows=st.lists(PERSON, min_size=1, max_size=8), named=st.booleans())
@settings(max_examples=150, deadline=None)
def test_many_people_have_the_keys_and_ids_of_each_alone(rows: list[tuple[str, ...]], named: bool) -> None:
    rows = [(canonical(name) if named else "", *rest) for name, *rest in rows]
    rows = [row for row in rows if bool(row[0]) == named]
    if not rows:
        return
    names, mails, phones, streets, codes = map(list, zip(*rows, strict=True))
    held = [
        Cells("EMAIL_ADDRESS", mails),
        Cells("PHONE_NUMBER", phones),
        Cells("STREET_ADDRESS", streets, parts={"street": streets, "zip": codes}),
    ]
    found = people(names, held, KEY)
    told = [written_out(*row[:4], row[4][:5]) for row in rows]
    assert [digests(subject.keys) for subject in found] == [keys for *_, keys in told]
    alone = [
        people([name], [select_rows(cells, [at]) for cells in held], KEY)[0].keys
        for at, name in enumerate(names)
    ]
    assert [subject.keys for subject in found] == alone
    if named and streets[0]:
        assert [subject.subject_id for subject in found] == [lived for lived, *_ in told]
    elif not any(houses(mails)):
        assert [subject.subject_id for subject in found] == [mailed for _, mailed, _ in told]


def test_keys_do_not_change_from_one_version_to_the_next() -> None:
    mail = found("EMAIL_ADDRESS", "Ann.Lee@Example.com")
    keys = keys_of("ann lee", [mail, HOME], KEY)
    assert digests(keys) == (
        "c:44430b9393b1ad06",
        "c:a754fa810358b4f2",
        "e:a754fa810358b4f2",
        "i:c80b9c01bfbbcd90",
        "n:52abd6604fc14860",
        "n:e0e5f1b595d94880",
        "s:7a5b78c88fa82ed2",
        "v:d347bb89d2a94a39",
        "v:f85cfc19f017b322",
        "y:82ad017fd4d32ed6",
    )
    assert [key for key in keys if key[0].isupper()] == [
        "G:03ef0b1df402a2521763a7f7968a2eeb2e309f763936793258665425cccee285",
        "H:0b15638c7b9f25429650b5b4ff17062894c916a52c695792261e3dcf299f7efc",
        "M:5706f7ccc6e07a4e8f09bd19ba4a375c8937578dc1263cd3b798f0f8f92fe83a",
        "Z:1075a330445644af9fed67b5e4d19f995dfacab1ec943926e9e54610196cf371",
    ]


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
    assert len(set(household_key.houses([one, other]))) == 1 and household_key.houses([one])[0]


def test_houses_and_doors_that_differ_stay_apart() -> None:
    streets = ["12 Elm St", "12 Elm Ave", "14 Elm St", "PO Box 12", "12 N Elm St"]
    assert len(set(household_key.houses(streets))) == len(streets)
    assert household_key.units(["12 Elm St Apt 4", "12 Elm St", "9 Oak Rd"], ["", "Unit 7B", ""]) == [
        "4",
        "7b",
        "",
    ]


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


def test_a_number_next_to_a_name_or_a_mailbox_indicates_more_than_a_number() -> None:
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
    assert household_key.houses(list(forms)) == list(forms.values())
    dice = random.Random(3)
    streets = [dice.choice(list(forms)) for _ in range(300)]
    assert household_key.houses(streets) == [forms[street] for street in streets]
    told = household_key.units(streets, [""] * len(streets))
    assert told == [household_key.units([street], [""])[0] for street in streets]
    assert {*zip(streets, told, strict=True)} >= {("12 N. Elm St #4", "4"), ("9 Oak Road Unit 7B", "7b")}


@pytest.mark.parametrize(
    "street", ["12 Elm St Reno 89501", "12 Elm Street Carson City NV 89701", "12 Elm St, Reno"]
)
def test_what_stands_behind_a_street_on_its_line_is_no_part_of_the_house(street: str) -> None:
    assert household_key.houses([street]) == household_key.houses(["12 Elm St"]) == ["12 elm st"]
