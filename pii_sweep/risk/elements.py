"""Breach-law elements: combinations on one person, as data.

Cal. Civ. Code §1798.150(a)(1) with §1798.81.5(d)(1)(A), and §1798.82(h). An element alone on
nobody is no breach element, and the fields of a shipping order (name, address, order value,
photo) contain none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pii_sweep.entities import COMBINATIONS, ENTITIES, PERSON, Entity, having
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


def _element(roman: str, names: Iterable[str], review: str = "") -> Element:
    return Element(f"{_LIST}({roman})", frozenset((PERSON, *names)), _BOTH, not review, review)


def _review_elements(item: Entity) -> Iterator[Element]:
    """Yield an entity's element: for notices sure by itself where §1798.82 defines it more widely.

    Medical information is "medical history, mental or physical condition, or medical treatment or diagnosis
    by a health care professional" in §1798.82(i)(2), and no mere condition in §1798.81.5(d)(3).
    """
    element = _element(item.breach, (item.name,), item.breach_review)
    if not item.breach_notice:
        yield element
        return
    yield replace(element, laws=frozenset(("150",)))
    yield replace(element, laws=_NOTICE, sure=True, review="")


def _login(names: frozenset[str]) -> Iterator[Element]:
    if "EMAIL_ADDRESS" in names:
        yield Element("§1798.150(a)(1)", names, frozenset(("150",)))
    yield Element("§1798.82(h)(2)", names, _NOTICE)


ELEMENTS: tuple[Element, ...] = (
    *(_element(item.breach, item.names) for item in COMBINATIONS if item.breach),
    *(element for item in ENTITIES if item.breach for element in _review_elements(item)),
    *(element for item in COMBINATIONS if item.login for element in _login(item.names)),
)

# Elements that matter as soon as a name is tied to them; unlinked they leave the answer open.
LOOSE = having("breach_loose")


CONCERNED = frozenset().union(*(item.entities for item in ELEMENTS))


def elements_in(combo: frozenset[str], law: Law) -> tuple[Element, ...]:
    """Return the elements of one law that a person's entity set holds."""
    return tuple(item for item in ELEMENTS if law in item.laws and item.entities <= combo)


def persons_with(combos: Mapping[frozenset[str], int], law: Law) -> int:
    """Count the subjects that hold at least one sure element of a law."""
    return sum(n for combo, n in combos.items() if any(item.sure for item in elements_in(combo, law)))


def answer(combos: Mapping[frozenset[str], int], loose: Iterable[str], whole: bool, law: Law) -> Answer:
    """Return whether a law's elements are present: yes, no, or indeterminate.

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
