"""The rating in words: every input, what was left out of it, and what the law's flags mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pii_sweep.config import Risk
from pii_sweep.risk.categories import row
from pii_sweep.risk.elements import Law, elements_in, persons_with
from pii_sweep.risk.enisa import Vector, circumstances, dpc, ei, find_worst
from pii_sweep.risk.evidence import below_threshold
from pii_sweep.types import Adjustment, BucketTally, Exposure

LAWS: Mapping[Law, str] = {"150": "§1798.150", "82": "§1798.82"}
DEFAULT_THRESHOLDS = (2.0, 3.0, 4.0)
EXPOSED = {
    "PUBLIC": "anyone can read the bucket: adds 0.5",
    "SHARED": "named outsiders can read the bucket: adds 0.25",
    "PRIVATE": "nobody outside the account can read the bucket: adds nothing",
    "UNKNOWN": "who can read the bucket is not known: adds 0.5, as for a public one; "
    "the lower end of the range adds nothing",
}
EXPOSED_FOLDER = {
    "SHARED": "every account of this machine can read the folder: adds 0.25",
    "UNKNOWN": "who can read the folder is not known: adds 0.5, as for a public one; "
    "the lower end of the range adds nothing",
}
# ENISA's terms and levels, in words.
TERMS: Mapping[str, str] = {
    "DPC": "sensitivity",
    "EI": "ease of identification",
    "CB": "circumstances",
    "SE": "severity",
}
EASE: Mapping[float, str] = {
    0.25: "hardly identify a person",
    0.5: "identify a person to some extent",
    0.75: "identify a person with little effort",
    1.0: "identify a person",
}


def reasons(
    tally: BucketTally,
    exposure: Exposure,
    settings: Risk,
    combos: Mapping[frozenset[str], int],
    vector: Vector,
    *,
    added: Sequence[Adjustment] = (),
) -> tuple[str, ...]:
    """Return the lines that let a person recompute a rating by hand."""
    if vector.dpc is None:
        return _unknown(tally)
    if tally.listed == 0:
        return ("the listing succeeded and holds no object",)
    who = EXPOSED | (EXPOSED_FOLDER if exposure.folder else {})
    left = below_threshold(tally, combos)
    lines = [*_inputs(combos, settings, held=bool(left)), who[exposure.level], *_changes(exposure)]
    lines += map(_explain_adjustment, added)
    people = tally.persons[1]
    if people >= settings.many_people:
        lines.append(f"about {people:,.0f} people: over ENISA's flag of {settings.many_people}")
    if left:
        names = ", ".join(f"{entity} ({count:,})" for entity, count in left.items())
        lines.append(f"below the noise floor, not counted: {names}")
    return tuple(lines + _law(tally, combos))


def _explain_adjustment(item: Adjustment) -> str:
    way = "raised" if item.amount > 0 else "lowered"
    return f"{TERMS[item.term]} {way} by {abs(item.amount):g} from ENISA's own ({item.code}): {item.reason}"


def permissions_unread(exposure: Exposure) -> bool:
    """Return whether it is open if outsiders may write or delete; never of a folder, which has no policy."""
    asked = not exposure.folder and (exposure.level != "UNKNOWN" or bool(exposure.unread))
    open_ends = "indeterminate" in (exposure.public_write, exposure.deletable, exposure.erasable)
    return open_ends and exposure.level != "PRIVATE" and asked


def _changes(exposure: Exposure) -> Iterator[str]:
    """Yield what outsiders may do to the objects, with its part of CB."""
    parts = circumstances(exposure)
    for verb, answer, part in (
        ("write to", exposure.public_write, parts.integrity),
        ("delete from", exposure.deletable, parts.availability),
    ):
        if answer == "yes":
            kept = "versions allow recovery" if part < 0.5 else "nothing allows recovery"
            yield f"anyone can {verb} the bucket, and {kept}: adds {part:g}"
        elif answer == "indeterminate" and permissions_unread(exposure):
            yield (
                f"whether anyone can {verb} the bucket is not known; the upper end of the range assumes it"
            )


def overrides(settings: Risk) -> tuple[str, ...]:
    """Return a line for every table and threshold that differs from the defaults."""
    lines = []
    if settings.thresholds != DEFAULT_THRESHOLDS:
        bounds = ", ".join(f"{bound:g}" for bound in settings.thresholds)
        lines.append(f"risk.thresholds = {bounds} (default 2, 3, 4)")
    lines += [
        f"risk.dpc.{name} = {score:g} (default {row(name).dpc:g})" for name, score in settings.dpc.items()
    ]
    lines += [
        f"risk.categories.{name} = {' '.join(letters)} (default {' '.join(row(name).letters) or 'none'})"
        for name, letters in settings.categories.items()
    ]
    if settings.many_people != 100:
        lines.append(f"risk.many_people = {settings.many_people} (default 100)")
    return tuple(lines)


def _unknown(tally: BucketTally) -> tuple[str, ...]:
    if not tally.listing_complete and tally.listed == 0:
        return ("the listing failed: what the bucket holds is unknown, which does not mean harmless",)
    if tally.listed == 0:
        return (
            "no object was listed; later or older versions were not read: unknown does not mean harmless",
        )
    return (f"none of {tally.listed:,} objects could be read: unknown does not mean harmless",)


def _names(combo: frozenset[str]) -> str:
    return " + ".join(sorted(combo, key=lambda name: (name != "PERSON", name)))


def _inputs(combos: Mapping[frozenset[str], int], settings: Risk, *, held: bool) -> list[str]:
    if not combos:
        return [f"no personal data {'that counts ' if held else ''}was found in what was read"]
    top = find_worst(combos, settings.dpc)
    entity = max(sorted(top), key=lambda name: row(name, settings.dpc).dpc)
    score, ease = dpc(top, settings.dpc), ei(top)
    kind = row(entity).kind
    if {row(name).kind for name in top} == {kind}:
        what = f", {'all ' if len(top) > 1 else ''}{kind} data"
    else:
        what = f"; the most sensitive, {entity}, is {kind} data"
    together = "together these" if len(top) > 1 else "by themselves these"
    return [
        f"sensitivity {score:g} of 4: {_names(top)} of the same people{what}",
        f"ease of identification {ease:g} of 1: {together} {EASE[ease]}",
    ]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _law(tally: BucketTally, combos: Mapping[frozenset[str], int]) -> list[str]:
    sets = [combo for combo, people in tally.combos.items() if people]
    found = {law: [item for combo in sets for item in elements_in(combo, law)] for law in LAWS}
    sure = {law: sorted({_names(item.entities) for item in found[law] if item.sure}) for law in LAWS}
    lines = [
        f"{name}: {_people(persons_with(tally.combos, law))} with {', or '.join(sure[law])}"
        for law, name in LAWS.items()
        if sure[law]
    ]
    review = sorted({item.review for law in LAWS for item in found[law] if not item.sure})
    if review and not lines:
        lines.append(f"§1798.150 and §1798.82 need a person's review: {'; '.join(review)}")
    if lines or not combos:
        return lines
    held = _names(frozenset().union(*combos))
    lines.append(
        f"these fields alone ({held}) trigger neither §1798.150 nor §1798.82; §1798.100(e) still applies"
    )
    if tally.open_ended:
        lines.append("what was left out may hold anything, so whether it holds breach elements is open")
    elif tally.unread or not tally.listing_complete:
        lines.append(f"{tally.unread:,} objects were not read, so whether they hold breach elements is open")
    return lines
