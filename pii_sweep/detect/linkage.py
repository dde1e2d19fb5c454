"""By what a person is known again in another object: a name in canonical form, and keyed digests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.seal import digest, normal
from pii_sweep.types import Detection

LENGTH = 16  # hexadecimal digits of a key: 64 bits, so that ten million keys hold no chance pair
DROPPED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "ii", "iii", "iv"})


_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"['’`]")
_NO_DIGIT = re.compile(r"\D")


@lru_cache(maxsize=2048)
def canonical(name: str) -> str:
    """Return a name's words sorted, without accents, titles, suffixes and initials.

    `O'Brien, José M.` and `Jose Obrien` are one; a name of initials alone keeps them.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = [word for word in _LETTERS.findall(_APOSTROPHES.sub("", plain)) if word not in DROPPED]
    return " ".join(sorted([word for word in words if len(word) > 1] or words))


def keys_of(name: str, held: Sequence[Detection], key: bytes) -> tuple[str, ...]:
    """Return the sorted keys of what is held of one person; `name` is canonical, or empty.

    `n:` name with street, ZIP5, e-mail address or telephone number; `e:` the e-mail address; `c:`
    e-mail address, telephone number or street with ZIP5, whoever is named.
    """
    contacts: set[tuple[str, str]] = set()
    for item in held:
        if item.entity == "EMAIL_ADDRESS":
            contacts.add(("mail", normal(item.entity, item.value)))
        elif item.entity == "PHONE_NUMBER":
            contacts.add(("phone", _NO_DIGIT.sub("", item.value)[-10:]))
        elif item.entity == "STREET_ADDRESS":
            contacts.update(_places(item))
    found: list[str] = []
    for kind, value in contacts:
        if kind != "zip":
            alone = _key(key, kind, value)
            found += (f"e:{alone}", f"c:{alone}") if kind == "mail" else (f"c:{alone}",)
        if name:
            found.append(f"n:{_key(key, kind, value, name)}")
    return tuple(sorted(found))


def _places(address: Detection) -> Iterator[tuple[str, str]]:
    """Yield a street with its ZIP5, and the ZIP5 alone, as far as they are known."""
    zip5 = _NO_DIGIT.sub("", address.parts.get("zip", ""))[:5]
    street = normal("STREET_ADDRESS", address.parts.get("street", ""))
    if len(zip5) == 5:
        yield "zip", zip5
    if street:
        yield "street", f"{street} {zip5}"


def _key(key: bytes, *parts: str) -> str:
    return digest(key, "linkage", *parts)[:LENGTH]
