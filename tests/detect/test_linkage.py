"""A person is known again by name and contact, however the name is spelt."""

from __future__ import annotations

from hashlib import blake2b, sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.detect import linkage
from pii_sweep.detect.linkage import canonical, of_house
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
    told["street"] = f"{line} {code}" if (line := normal("STREET_ADDRESS", street)) else ""
    for kind, contact in told.items():
        if contact and kind != "zip":
            keys |= {f"c:{token(kind, contact)}"} | (
                {f"e:{token(kind, contact)}"} if kind == "mail" else set()
            )
        if contact and name:
            keys.add(f"{'y' if kind == 'zip' else 'n'}:{token(kind, contact, name)}")
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
        assert ids == [
            digest(KEY, "subject", row[0], normal("STREET_ADDRESS", row[3]), row[4][:5]) for row in rows
        ]


def test_keys_do_not_change_from_one_version_to_the_next() -> None:
    mail = found("EMAIL_ADDRESS", "Ann.Lee@Example.com")
    assert keys_of("ann lee", [mail, HOME], KEY) == (
        "c:299f92662ca1a234",
        "c:ecc1eace4d0f82c0",
        "e:ecc1eace4d0f82c0",
        "n:7b6a2152d4fbe4d2",
        "n:f0ddedc8b02c1055",
        "s:b7cb1f7ee9015f87",
        "y:e735e4bf8c8b256f",
    )


@pytest.mark.parametrize("mailbox", ["orders@a.com", "Info.us12@a.com", "ann@a.com", "ap@b.org", "jo@b.org"])
def test_a_firms_mailbox_is_known_in_any_case(mailbox: str) -> None:
    told = {
        of_house(written) for written in (mailbox, mailbox.upper(), f" {mailbox.title()} ", f"{mailbox}é")
    }
    assert told == {mailbox.split("@", maxsplit=1)[0] in ("orders", "Info.us12", "ap")}
