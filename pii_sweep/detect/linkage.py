"""By what a person is known again in another object: a name in canonical form, and keyed digests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256

from pii_sweep.detect import bulk
from pii_sweep.detect.seal import normals
from pii_sweep.types import Cells

SIZE = 8  # bytes of a key: so that ten million keys hold no chance pair
DROPPED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "ii", "iii", "iv"})

# Mailboxes that many people of a house read; they stand for nobody.
_HOUSE = re.compile(
    r"(?i)(?:customer|client|guest|member|web|online|shop|store)?[._\-+]?(?:info|support|help(?:desk|line)?|sales|orders?"
    r"|billing|no[._\-]?reply|do[._\-]?not[._\-]?reply|services?|care|contact(?:us)?|admin(?:istrator)?|office|team|hello|hi|mail"
    r"|mailer[._\-]?daemon|news(?:letter)?|notif(?:y|ications?)|alerts?|accounts?|accounting|accountspayable|ap|ar|finance"
    r"|invoices?|payments?|payroll|hr|jobs|careers|recruiting|press|media|marketing|webmaster|postmaster|hostmaster"
    r"|root|abuse|security|privacy|legal|dpo|shop|store|returns?|refunds?|shipping|dispatch|delivery|tracking|feedback"
    r"|enquir(?:y|ies)|inquir(?:y|ies)|questions?|reservations?|bookings?|reception|frontdesk|customerservice"
    r"|customercare|kundenservice|kontakt|bestellung(?:en)?|rechnung(?:en)?|receipts?|confirmations?|updates?|system"
    r"|daemon|robot|bot|automail(?:er)?|auto[._\-]?confirm|ship[._\-]?confirm)(?:[._\-+](?:us|uk|eu|de|ca|na|team|dept))?\d{0,3}@.*"
)
_REACHED = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER"})
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
    return _ordered(_LETTERS.findall(_APOSTROPHES.sub("", plain)))


def canonicals(names: Sequence[str]) -> list[str]:
    """Return `canonical` of many names."""
    words = bulk.columnwise(names, lambda text: text.translate(_NAMES, b"'`"), canonical)
    return [_ordered(name.split()) for name in words]


def _ordered(words: list[str]) -> str:
    if words and (min(map(len, words)) < 2 or not DROPPED.isdisjoint(words)):
        kept = [word for word in words if word not in DROPPED]
        words = [word for word in kept if len(word) > 1] or kept
    return " ".join(sorted(words))


def of_house(value: str) -> bool:
    """Tell whether an e-mail address is a firm's, such as `orders@`, not a person's (RFC 2142 and more)."""
    return _HOUSE.fullmatch(value.strip()) is not None


def keys_of(
    names: Sequence[str], held: Sequence[Cells], key: bytes, *, scanned: bool = False
) -> list[tuple[str, ...]]:
    """Return the sorted keys of what is held of each person; the names are canonical, or all empty.

    `n:` name with street, e-mail address or telephone number; `e:` the e-mail address; `c:` e-mail
    address, telephone number or street with ZIP5, whoever is named. Name with ZIP5 is `y:` where
    the street is known letter by letter, `z:` where it is not, or was `scanned`. A name of two
    words or more alone is `s:` with a street, `m:` with a mailbox or number only, else `w:`.
    """
    found: list[list[str]] = [[""] * len(names)]
    whole = [name if " " in name else "" for name in names]
    if any(whole):
        kinds = {cells.entity for cells in held}
        mark = "s:" if "STREET_ADDRESS" in kinds else "m:" if kinds & _REACHED else "w:"
        found.append(_marked(mark, _tokens(key, whole)))
    for kind, values in (column for cells in held for column in _contacts(cells)):
        contacts = [f"{kind}\0{value}" if value else "" for value in values]
        if kind != "zip":
            alone = _tokens(key, contacts)
            found += [_marked(mark, alone) for mark in ("e:", "c:")[kind != "mail" :]]
        if names[0]:
            named = zip(contacts, names, strict=True)
            theirs = [f"{contact}\0{name}" if contact else "" for contact, name in named]
            mark = "n:" if kind != "zip" else "z:" if scanned else "y:"
            found.append(_marked(mark, _tokens(key, theirs)))
    return [tuple(sorted(set(filter(None, row)))) for row in zip(*found, strict=True)]


def _marked(mark: str, tokens: Sequence[str]) -> list[str]:
    return [mark + token if token else "" for token in tokens]


def _contacts(cells: Cells) -> Iterator[tuple[str, list[str]]]:
    """Yield what one may be known by: a mailbox, a number, a ZIP5 alone and a street with its ZIP5."""
    if cells.entity == "EMAIL_ADDRESS":
        mails = normals(cells.entity, cells.values)
        yield "mail", ["" if of_house(mail) else mail for mail in mails]
    elif cells.entity == "PHONE_NUMBER":
        yield "phone", [number[-10:] for number in digits(cells.values)]
    elif cells.entity == "STREET_ADDRESS":
        codes = zip5(cells)
        yield "zip", [code if len(code) == 5 else "" for code in codes]
        streets = normals("STREET_ADDRESS", cells.parts.get("street", ("",) * len(codes)))
        yield (
            "street",
            [f"{street} {code}" if street else "" for street, code in zip(streets, codes, strict=True)],
        )


def zip5(cells: Cells) -> list[str]:
    """Return the first five digits of each ZIP, or as many as there are."""
    return [code[:5] for code in digits(cells.parts.get("zip", ("",) * len(cells.values)))]


def digits(values: Sequence[str]) -> list[str]:
    """Return the digits of each value."""
    return bulk.columnwise(
        values, lambda text: text.translate(None, bulk.NO_DIGITS), lambda value: _NO_DIGIT.sub("", value)
    )


def _tokens(key: bytes, texts: Sequence[str]) -> list[str]:
    """Return keyed BLAKE2b of each text (RFC 7693 section 2.9), nothing of an empty one.

    A person has seven keys, and an HMAC takes twice as long.
    """
    keyed, found = _keyed(key), list[str]()
    for text in texts:
        token = keyed.copy()
        token.update(text.encode("utf-8", "surrogatepass"))
        found.append(token.hexdigest() if text else "")
    return found


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> blake2b:
    return blake2b(key=sha256(key).digest(), digest_size=SIZE, person=b"linkage")
