"""Postal addresses: begin at a street or a box, walk on over units, cities, codes and countries.

The vocabulary is that of USPS Publication 28; the walk is a small grammar over one block of
text, so that an address on several lines is one claim and the name line above it is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pii_sweep.detect import context, grammar, lexicon, streets
from pii_sweep.detect.hits import Hit

_GAP = re.compile(
    r"[ \t]{0,4}(?:[,;|·•\-–][ \t]{0,4})?(?:\n[ \t]{0,40}(?:,[ \t]{0,4})?)?(?:\n[ \t]{0,40},?[ \t]{0,4})?"
)
_TOWN = re.compile(
    rf"{grammar.UP}[^\W\d_.'’\-]{{1,24}}\.?(?:[ \-]{{1,2}}(?:{grammar.UP}|de |la |am |an der |of |the |upon |le |do |da |dos |del )[^\W\d_][\w.'’]{{0,24}}){{0,4}}(?![\w'])"
)
_LABEL = context.words(
    r"address(?:es)?|addr|lives? (?:at|in|on)|living at|resid(?:es?|ing|ence)(?: at)?|located at|ship(?:ped|ping|s)? to|deliver(?:y|ed)? to"
    r"|deliver|sent to|send (?:it |this |to )?to|mail(?:ed|ing)? to|moved to|bill(?:ed|ing)? to|sold to|return to|taxi to|home|office"
    r"|arrived at|anschrift|adresse|lieferadresse|rechnungsadresse|visit us at"
)
_NUMERIC_LABEL = re.compile(
    r"(?i)(?:invoice|order|no|nr|number|id|ref|tel|phone|fax|total|qty|sku|item|acct|account|page|\$|€|£)[ .:#]{0,3}$"
)
MAX_STEPS, MAX_NEWLINES, MAX_LENGTH = 9, 6, 240


@dataclass(slots=True)
class Walk:
    """How far an address was followed, and what was seen on the way."""

    end: int
    score: float
    reasons: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    done: bool = False

    def add(self, end: int, factor: str, weight: float) -> None:
        """Move on and keep the reason."""
        self.end = end
        self.score += weight
        self.reasons.append(f"{factor}:{weight:+.2f}")


def find(text: str) -> Iterator[Hit]:
    """Yield the addresses of a text whose columns stand one below the other."""
    covered = -1
    found = sorted(streets.starts(text), key=lambda start: (start.start, -start.end))
    for start in found:
        if start.start < covered or _NUMERIC_LABEL.search(text[max(0, start.start - 12) : start.start]):
            continue
        hit = _address(text, start)
        if hit is not None:
            covered = hit.end
            yield hit


def _address(text: str, start: streets.Start) -> Hit | None:
    walk = Walk(start.end, start.strength, [f"{start.kind}:{start.strength:.2f}"])
    walk.parts["street"] = text[start.start : start.end]
    follow(text, walk, start.start)
    begin = _lead(text, start.start)
    if begin < start.start:
        walk.score += 0.1
        walk.reasons.append("unit_before:+0.10")
    if context.before(text, begin, _LABEL, 48):
        walk.score += 0.15
        walk.reasons.append("label:+0.15")
    if "\n" not in text[begin : walk.end] and begin > 0 and text[begin - 1] != "\n" and walk.end == start.end:
        walk.score -= 0.05
    score = min(0.99, walk.score)
    if score < 0.4:
        return None
    return Hit(
        "STREET_ADDRESS", begin, walk.end, score, "StreetAddress", tuple(walk.reasons), None, dict(walk.parts)
    )


def follow(text: str, walk: Walk, begin: int) -> None:
    """Walk over everything that belongs to an address after its first part."""
    for _ in range(MAX_STEPS):
        gap = _GAP.match(text, walk.end)
        at = gap.end() if gap else walk.end
        if walk.done or at - begin > MAX_LENGTH or text.count("\n", begin, at) > MAX_NEWLINES:
            return
        if "\n\n" in text[walk.end : at] and walk.parts.get("zip"):
            return
        if not _step(text, walk, at):
            return


def _step(text: str, walk: Walk, at: int) -> bool:
    """Take one part at `at`; tell whether there was one."""
    if "zip" in walk.parts or "country" in walk.parts:
        return _country(text, walk, at, "country" not in walk.parts)
    if _code(text, walk, at):
        return True
    match = grammar.unit().match(text, at)
    if match:
        walk.parts.setdefault("unit", match.group())
        walk.add(match.end(), "unit", 0.1)
        return True
    match = grammar.box().match(text, at)
    if match:
        walk.add(match.end(), "box", 0.1)
        return True
    return _country(text, walk, at, True) or _town(text, walk, at)


def _code(text: str, walk: Walk, at: int) -> bool:
    for factor, pattern, weight in (
        ("city_state_zip", grammar.us_tail(), 0.35),
        ("military", grammar.military(), 0.35),
        ("postcode", grammar.uk_tail(), 0.3),
        ("city_state", grammar.us_city_state(), 0.2),
        ("postcode_city", grammar.zip_city(), 0.25),
        ("city_postcode", grammar.city_zip(), 0.2),
    ):
        match = pattern.match(text, at)
        if match is None:
            continue
        groups = {key: value for key, value in match.groupdict().items() if value}
        state = lexicon.state_codes().get(
            groups.get("state", "").replace(".", "").lower(), groups.get("state", "")
        )
        walk.parts.update(groups | ({"state": state} if state else {}))
        walk.add(match.end(), factor, weight)
        fits = lexicon.zip_fits(state, groups.get("zip", ""))
        if fits is not None:
            walk.add(match.end(), "zip_fits_state" if fits else "zip_misfits_state", 0.05 if fits else -0.1)
        return True
    return False


def _country(text: str, walk: Walk, at: int, wanted: bool) -> bool:
    match = grammar.country().match(text, at) if wanted else None
    if match is None or not text[at : at + 1].isupper():
        return False
    walk.parts["country"] = match.group()
    walk.add(match.end(), "country", 0.1)
    tail = re.compile(r"[ ]{1,2}(\d{4,6}(?:-\d{4})?)(?!\w)").match(text, walk.end)
    if tail and "zip" not in walk.parts:
        walk.parts["zip"] = tail.group(1)
        walk.add(tail.end(), "postcode", 0.15)
    return True


def _town(text: str, walk: Walk, at: int) -> bool:
    """Take a town or district when more of the address follows it."""
    match = _TOWN.match(text, at)
    if match is None:
        return False
    trial = Walk(match.end(), walk.score, list(walk.reasons), dict(walk.parts))
    for _ in range(3):
        gap = _GAP.match(text, trial.end)
        at = gap.end() if gap else trial.end
        if _code(text, trial, at) or _country(text, trial, at, True):
            trial.parts.setdefault("city", match.group())
            walk.end, walk.score, walk.reasons, walk.parts = (
                trial.end,
                trial.score,
                trial.reasons,
                trial.parts,
            )
            return True
        unit = grammar.unit().match(text, at) or _TOWN.match(text, at)
        if unit is None:
            return False
        trial.end = unit.end()
    return False


def _lead(text: str, start: int) -> int:
    """Return where a unit before the street begins, else the street's own begin."""
    line = text.rfind("\n", 0, start) + 1
    low = max(0, min(line, start - 30)) if start - line < 3 else max(line, start - 30)
    best = start
    for match in grammar.unit().finditer(text, low, start):
        between = text[match.end() : start]
        if match.start() > 0 and text[match.start() - 1].isalnum():
            continue
        if len(between) <= 3 and not between.strip(" ,\n-") and match.group()[:1] != "#":
            best = match.start()
            break
    return best
