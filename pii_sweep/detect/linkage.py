"""By what a person is known again in another object: a name in canonical form, and keyed digests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pii_sweep.detect.seal import digest, normal
from pii_sweep.types import Detection

LENGTH = 16  # hexadecimal digits of a key: 64 bits, so that ten million keys hold no chance pair
DROPPED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "ii", "iii", "iv"})


def canonical(name: str) -> str:
    """Return a name's words sorted, without accents, titles, suffixes and initials.

    `O'Brien, José M.` and `Jose Obrien` are one; a name of initials alone keeps them.
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(char)
    )
    words = [word for word in re.findall(r"[^\W\d_]+", re.sub(r"['’`]", "", plain)) if word not in DROPPED]
    return " ".join(sorted([word for word in words if len(word) > 1] or words))


def keys_of(name: str, held: Sequence[Detection], key: bytes) -> tuple[str, ...]:
    """Return the sorted keys of what is held of one person; `name` is canonical, or empty.

    `n:` name with street, ZIP5, e-mail address or telephone number; `e:` the e-mail address; `c:`
    e-mail address, telephone number or street with ZIP5, whoever is named.
    """
    contacts = set()
    for item in held:
        if item.entity == "EMAIL_ADDRESS":
            contacts.add(("mail", normal(item.entity, item.value)))
        elif item.entity == "PHONE_NUMBER":
            contacts.add(("phone", re.sub(r"\D", "", item.value)[-10:]))
        elif item.entity == "STREET_ADDRESS":
            contacts |= _places(item)
    found = {f"e:{_key(key, kind, value)}" for kind, value in contacts if kind == "mail"}
    found |= {f"c:{_key(key, kind, value)}" for kind, value in contacts if kind != "zip"}
    if name:
        found |= {f"n:{_key(key, kind, value, name)}" for kind, value in contacts}
    return tuple(sorted(found))


def _places(address: Detection) -> set[tuple[str, str]]:
    """Return a street with its ZIP5, and the ZIP5 alone, as far as they are known."""
    zip5 = re.sub(r"\D", "", address.parts.get("zip", ""))[:5]
    street = normal("STREET_ADDRESS", address.parts.get("street", ""))
    found = {("zip", zip5)} if len(zip5) == 5 else set()
    return found | ({("street", f"{street} {zip5}")} if street else set())


def _key(key: bytes, *parts: str) -> str:
    return digest(key, "linkage", *parts)[:LENGTH]
