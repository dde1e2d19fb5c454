"""Breach-law elements: combinations on one person, as data.

Cal. Civ. Code §1798.150(a)(1) with §1798.81.5(d)(1)(A), and §1798.82(h). An element alone on
nobody is no breach element, and the fields of a shipping order (name, address, order value,
photo) contain none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pii_sweep.types import Answer

Law = Literal["150", "82"]


@dataclass(frozen=True, slots=True)
class Element:
    """All of `entities` held of one person meet `cite`; unsure ones need a person's review."""

    cite: str
    entities: frozenset[str]
    laws: frozenset[Law]
    sure: bool = True
    review: str = ""

    def cite_in(self, law: Law) -> str:
        """Return the place in the law asked about; §1798.82(h) lists the same elements by itself."""
        return self.cite if law == "150" or self.cite.startswith("§1798.82") else "§1798.82(h)(1)"


_BOTH: frozenset[Law] = frozenset(("150", "82"))
_NOTICE: frozenset[Law] = frozenset(("82",))
_LIST = "§1798.81.5(d)(1)(A)"


def _element(roman: str, *entities: str, review: str = "") -> Element:
    return Element(f"{_LIST}({roman})", frozenset(("PERSON", *entities)), _BOTH, not review, review)


ELEMENTS: tuple[Element, ...] = (
    _element("i", "US_SSN"),
    _element("ii", "US_DRIVER_LICENSE"),
    _element("ii", "US_PASSPORT"),
    _element("ii", "US_ITIN"),
    _element("ii", "IDENTITY_DOCUMENT", review="read the number on the document"),
    _element("iii", "CREDIT_CARD", "CREDIT_CARD_CODE"),
    _element("iii", "CREDIT_CARD", "PASSWORD"),
    _element("iii", "US_BANK_NUMBER", "PASSWORD"),
    _element("iii", "IBAN_CODE", "PASSWORD"),
    _element("iii", "CREDIT_CARD", review="is a code or password needed and kept with the card number?"),
    _element("iii", "US_BANK_NUMBER", review="does the number alone open the account?"),
    _element("iii", "IBAN_CODE", review="does the number alone open the account?"),
    _element("iv", "HEALTH", review="is it history, treatment or diagnosis by a professional?"),
    Element("§1798.150(a)(1)", frozenset(("EMAIL_ADDRESS", "PASSWORD")), frozenset(("150",))),
    Element("§1798.82(h)(2)", frozenset(("EMAIL_ADDRESS", "PASSWORD")), _NOTICE),
    Element("§1798.82(h)(2)", frozenset(("USERNAME", "PASSWORD")), _NOTICE),
)

# Elements that matter as soon as a name is tied to them; unlinked they leave the answer open.
LOOSE = frozenset(("US_SSN", "US_DRIVER_LICENSE", "US_PASSPORT", "US_ITIN", "IDENTITY_DOCUMENT", "PASSWORD"))


CONCERNED = frozenset().union(*(item.entities for item in ELEMENTS))


def elements_in(combo: frozenset[str], law: Law) -> tuple[Element, ...]:
    """Return the elements of one law that a person's entity set holds."""
    return tuple(item for item in ELEMENTS if law in item.laws and item.entities <= combo)


def persons_with(combos: Mapping[frozenset[str], int], law: Law) -> int:
    """Count the subjects that hold at least one sure element of a law."""
    return sum(n for combo, n in combos.items() if any(item.sure for item in elements_in(combo, law)))


def answer(combos: Mapping[frozenset[str], int], loose: Iterable[str], whole: bool, law: Law) -> Answer:
    """Say whether a law's elements are present: yes, no, or indeterminate.

    `combos` counts subjects by the entities held of each, `loose` are all entity types found
    in the bucket, linked or not, and `whole` is true when every listed object was read. Only
    a bucket read whole can be a "no".
    """
    held = [combo for combo, n in combos.items() if n > 0]
    found = [item for combo in held for item in elements_in(combo, law)]
    if any(item.sure for item in found):
        return "yes"
    if found or not whole or LOOSE & set(loose):
        return "indeterminate"
    return "no"
