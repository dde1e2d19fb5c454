"""By what a person is known again in another object: a name in canonical form, and keyed digests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256

from pii_sweep.detect import bulk, house
from pii_sweep.detect.bulk import encoded
from pii_sweep.detect.seal import normal_of, normals
from pii_sweep.types import Cells

SIZE = 8  # bytes of a key: so that ten million keys hold no chance pair
DROPPED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "ii", "iii", "iv"})
_SHORT = DROPPED.union("abcdefghijklmnopqrstuvwxyz")

# Mailboxes that many people of a house read; they stand for nobody.
_FIRMS = (
    r"(?:customer|client|guest|member|web|online|shop|store)?[._\-+]?(?:info|support|help(?:desk|line)?|sales|orders?"
    r"|billing|no[._\-]?reply|do[._\-]?not[._\-]?reply|services?|care|contact(?:us)?|admin(?:istrator)?|office|team|hello|hi|mail"
    r"|mailer[._\-]?daemon|news(?:letter)?|notif(?:y|ications?)|alerts?|accounts?|accounting|accountspayable|ap|ar|finance"
    r"|invoices?|payments?|payroll|hr|jobs|careers|recruiting|press|media|marketing|webmaster|postmaster|hostmaster"
    r"|root|abuse|security|privacy|legal|dpo|shop|store|returns?|refunds?|shipping|dispatch|delivery|tracking|feedback"
    r"|enquir(?:y|ies)|inquir(?:y|ies)|questions?|reservations?|bookings?|reception|frontdesk|customerservice"
    r"|customercare|kundenservice|kontakt|bestellung(?:en)?|rechnung(?:en)?|receipts?|confirmations?|updates?|system"
    r"|daemon|robot|bot|automail(?:er)?|auto[._\-]?confirm|ship[._\-]?confirm)(?:[._\-+](?:us|uk|eu|de|ca|na|team|dept))?\d{0,3}@.*"
    # A shop's own name beside what the mailbox is for: `orders.photosquared@`, `acme-support@`.
    r"|(?:orders?|support|info|sales|billing|services?|care|help(?:desk)?|no[._\-]?reply|returns?|shipping|invoices?"
    r"|receipts?|newsletter|notifications?|contact|customer[._\-]?(?:service|care|support))[._\-+][a-z\d]{3,}@.*"
    r"|[a-z\d]{3,}[._\-+](?:orders?|support|info|sales|billing|service|help(?:desk)?|no[._\-]?reply|returns?"
    r"|shipping|invoices?|newsletter|notifications?)@.*"
)
# Numbers that one person alone has.
_DOCUMENTS = frozenset(
    {"US_SSN", "US_ITIN", "CREDIT_CARD", "IBAN_CODE", "US_DRIVER_LICENSE", "US_PASSPORT", "MEDICAL_LICENSE"}
)
# Without regard to case a search takes three times as long.
_HOUSE, _HOUSE_LOWER = re.compile(_FIRMS, re.IGNORECASE), re.compile(_FIRMS)
_REACHED = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER"})
# What may stand for a person where no name is known, strongest first.
KEYS = (
    "EMAIL_ADDRESS",
    "US_SSN",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "STREET_ADDRESS",
    "USERNAME",
    "US_DRIVER_LICENSE",
    "US_PASSPORT",
    "IBAN_CODE",
    "CUSTOMER_ID",
)
# What tells that there is a person: all of these but a number that only a house knows.
STANDING = frozenset({"PERSON", *KEYS}) - {"CUSTOMER_ID"}
# A number by which a house knows somebody, of a family such as `customer`: it links, and is no finding.
CUSTOMER_ID = "CUSTOMER_ID"
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"['’`]")
_NO_DIGIT = re.compile(r"\D")
_NAMES = bulk.lowered(bulk.LETTERS)


@lru_cache(maxsize=2048)
def canonical(name: str) -> str:
    """Return a name's words sorted, without accents, titles, suffixes and initials.

    `O'Brien, José M.` and `Jose Obrien` are one; a name of initials alone keeps them.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _ordered(_told(_LETTERS.findall(_APOSTROPHES.sub("", plain))))


def canonicals(names: Sequence[str]) -> list[str]:
    """Return `canonical` of many names."""
    words = bulk.columnwise(names, lambda text: text.translate(_NAMES, b"'`"), canonical)
    return [_ordered(name.split()) for name in words]


def _ordered(words: list[str]) -> str:
    """Return words sorted; those of ASCII without titles, suffixes and initials."""
    words = words if _SHORT.isdisjoint(words) else _told(words)
    return " ".join(sorted(set(words)))


def _told(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word not in DROPPED]
    return [word for word in kept if len(word) > 1] or kept


def of_house(value: str) -> bool:
    """Tell whether an e-mail address is a firm's, such as `orders@`, not a person's (RFC 2142 and more)."""
    if value.isascii():
        return _HOUSE_LOWER.fullmatch(value.strip().lower()) is not None
    return _HOUSE.fullmatch(value.strip()) is not None


def mailboxes(cells: Cells) -> list[str]:
    """Return the normal forms of e-mail addresses, nothing of a firm's."""
    if "mailbox" not in cells.forms:
        cells.forms["mailbox"] = ["" if of_house(mail) else mail for mail in normal_of(cells)]
    return cells.forms["mailbox"]


def houses(cells: Cells) -> list[bool]:
    """Return `of_house` of each e-mail address; none is empty."""
    both = zip(cells.values, mailboxes(cells), strict=True)
    return [not mail if value.isascii() else of_house(value) for value, mail in both]


def keys_of(
    names: Sequence[str], held: Sequence[Cells], key: bytes, *, scanned: bool = False
) -> list[tuple[str, ...]]:
    """Return the sorted keys of what is held of each person; the names are canonical, or all empty.

    `n:` name with house, e-mail address, telephone, document's or customer's number; `v:` house with a
    part of the name; `e:` the e-mail address; `c:` e-mail address, telephone or document's number or
    door, whoever is named; `i:` the customer's number or the account's name that a mailbox has too,
    `r:` a number where nothing else says who they are. Name with ZIP5 is `y:` where
    the street is known letter by letter, `z:` where it is not, or was `scanned`. A name of two
    words or more alone is `s:` with a street, `m:` with a mailbox or number only, else `w:`.
    """
    start, found, called = _keyed(key), list[list[str]](), encoded(names)
    kinds = {cells.entity for cells in held}
    if any(" " in name for name in names):
        mark = "s:" if "STREET_ADDRESS" in kinds else "m:" if kinds & _REACHED else "w:"
        found.append(_tokens(start, [name if b" " in name else b"" for name in called], mark))
    named = [b"\0" + name for name in called] if names[0] else []
    marks = _MARKS | {"number": ("i:" if kinds & STANDING else "r:",)}
    for kind, values in (column for cells in held for column in _contacts(cells)):
        begun, contacts = _after(start, f"{kind}\0"), encoded(values)
        if kind in _NAMED:
            mark = "n:" if kind == "street" else "z:" if scanned else "y:"
            found += [_joined(begun, contacts, named, mark)] if named else []
            found += _parted(begun, contacts, names) if named and kind == "street" else []
        elif named and kind not in _ALONE:
            alone, theirs = _reached(begun, contacts, named)
            found += [*(_marked(mark, alone) for mark in marks[kind]), _marked("n:", theirs)]
        else:
            alone = _tokens(begun, contacts)
            found += [_marked(mark, alone) for mark in marks[kind]]
    return list(map(_sorted, zip(*found, strict=True))) or [()] * len(names)


def _sorted(keys: Sequence[str]) -> tuple[str, ...]:
    different = set(keys)
    different.discard("")
    return tuple(sorted(different))


# What a contact says alone, whoever is named; a house with many doors says nothing.
_MARKS: dict[str, tuple[str, ...]] = {
    "mail": ("e:", "c:"), "phone": ("c:",), "document": ("c:",), "door": ("c:",), "login": ("i:",),
}  # fmt: skip
# What says something with a name alone, and what says nothing more with one.
_NAMED, _ALONE = frozenset({"street", "zip"}), frozenset({"door", "login"})


def _joined(begun: blake2b, contacts: Sequence[bytes], names: Sequence[bytes], mark: str) -> list[str]:
    both = zip(contacts, names, strict=True)
    return _tokens(begun, [contact + name if contact else b"" for contact, name in both], mark)


def _parted(begun: blake2b, contacts: Sequence[bytes], names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the keys of the names without each of their words."""
    words = [name.split() for name in names]
    before = [contact + b"\0" if contact else b"" for contact in contacts]
    for parts in _rests(words):
        both = zip(before, encoded(parts), strict=True)
        yield _tokens(begun, [contact + part if part and contact else b"" for contact, part in both], "v:")


def _rests(words: Sequence[list[str]]) -> Iterator[Sequence[str]]:
    """Yield each name's words without its first, without its second, up to the fourth."""
    if set(map(len, words)) == {2}:
        first, second = zip(*words, strict=True)
        yield from (second, first)
        return
    for place in range(min(4, max(map(len, words)))):
        yield [" ".join(row[:place] + row[place + 1 :]) if place < len(row) else "" for row in words]


def _marked(mark: str, tokens: Sequence[str]) -> list[str]:
    return [mark + token if token else "" for token in tokens]


def _contacts(cells: Cells) -> Iterator[tuple[str, list[str]]]:
    """Yield what one may be known by: a mailbox, a number, a ZIP5 alone and a street with its ZIP5."""
    if cells.entity == "EMAIL_ADDRESS":
        own = mailboxes(cells)
        yield "mail", own
        yield "login", list(map(_login, own))
    elif cells.entity == "PHONE_NUMBER":
        yield "phone", [number[-10:] for number in digits(cells.values)]
    elif cells.entity == CUSTOMER_ID:
        numbers = zip(cells.parts["family"], numbered(cells.values), strict=True)
        yield "number", [f"{family} {number}" if number else "" for family, number in numbers]
    elif cells.entity == "USERNAME":
        yield "login", list(map(_login, normal_of(cells)))
    elif cells.entity in _DOCUMENTS:
        yield "document", [whole if len(whole) > 5 and "x" not in whole else "" for whole in normal_of(cells)]
    elif cells.entity == "STREET_ADDRESS":
        codes, streets = zip5(cells), streets_of(cells)
        yield "zip", [code if len(code) == 5 else "" for code in codes]
        known = [f"{line} {code}" if line else "" for line, code in zip(streets, codes, strict=True)]
        yield "street", known
        lines = cells.parts.get("street", ("",) * len(codes))
        units = house.units(lines, cells.parts.get("unit", ("",) * len(codes)))
        doors = zip(known, units, strict=True)
        yield "door", [f"{street} {unit}" if street else "" for street, unit in doors]


def streets_of(cells: Cells) -> list[str]:
    """Return the houses of addresses: their streets in one form."""
    if "street" not in cells.forms:
        streets = cells.parts.get("street", ("",) * len(cells.values))
        cells.forms["street"] = house.houses(streets)
    return cells.forms["street"]


def numbered(values: Sequence[str]) -> list[str]:
    """Return customers' numbers without case, marks and leading zeros."""
    plain = normals(CUSTOMER_ID, [value.removesuffix(".0") for value in values])
    return [value.lstrip("0") or value for value in plain]


def _login(name: str) -> str:
    """Return an account's name, or the one that a mailbox is called by; short ones are many people's."""
    local = name.partition("@")[0]
    return local if len(local) > 4 else ""


def zip5(cells: Cells) -> list[str]:
    """Return the first five digits of each ZIP, or as many as there are."""
    if "zip5" not in cells.forms:
        codes = digits(cells.parts.get("zip", ("",) * len(cells.values)))
        cells.forms["zip5"] = [code[:5] for code in codes]
    return cells.forms["zip5"]


def digits(values: Sequence[str]) -> list[str]:
    """Return the digits of each value."""
    return bulk.columnwise(
        values, lambda text: text.translate(None, bulk.NO_DIGITS), lambda value: _NO_DIGIT.sub("", value)
    )


def _tokens(begun: blake2b, texts: Sequence[bytes], mark: str = "") -> list[str]:
    """Return a mark and keyed BLAKE2b of each text (RFC 7693 section 2.9) after what is begun.

    Of an empty text there is nothing. A person has eleven, and an HMAC takes twice as long.
    """
    found = list[str]()
    for text in texts:
        if not text:
            found.append("")
            continue
        token = begun.copy()
        token.update(text)
        found.append(mark + token.hexdigest())
    return found


def _reached(
    begun: blake2b, contacts: Sequence[bytes], names: Sequence[bytes]
) -> tuple[list[str], list[str]]:
    """Return `_tokens` of each contact, and of each contact with its name."""
    alone, named = list[str](), list[str]()
    for contact, name in zip(contacts, names, strict=True):
        token = begun.copy()
        token.update(contact)
        alone.append(token.hexdigest() if contact else "")
        token.update(name)
        named.append(token.hexdigest() if contact else "")
    return alone, named


def _after(start: blake2b, text: str) -> blake2b:
    begun = start.copy()
    begun.update(text.encode())
    return begun


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> blake2b:
    return blake2b(key=sha256(key).digest(), digest_size=SIZE, person=b"linkage")
