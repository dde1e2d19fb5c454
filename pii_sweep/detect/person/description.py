"""All that is known of a candidate for a name before its object is: its features from every source.

Its own words and neighbours (`evidence.feature`), the letters of its words (`evidence.name_shape`), what the
second network reads (`second_reading`), and how much the words look like names that stand where it does: in
its list, and at its place of the lines around (`evidence.enumeration`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network_reading import odds
from pii_sweep.detect.person import second_reading
from pii_sweep.detect.person.evidence import enumeration, feature
from pii_sweep.detect.person.evidence.enumeration import Span
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.person.evidence.name_shape import Shapes
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.letters import WORD

_WORD = re.compile(WORD)
# Fewer words at the same place say nothing.
_LEAST = 2


def describe(text: str, hit: Hit, layout: str, again: Sequence[Entity] | None, shapes: Shapes) -> Features:
    """Return the features of a candidate; `again` is what the second network reads, None where it is not."""
    found = feature.describe(text, hit, layout)
    found.update(shapes.describe(text[hit.start : hit.end]))
    members = enumeration.find_members(text, hit)
    if members:
        found.update(enumeration.describe_list(text, hit, members))
    for kind, spans in (("list", members), ("lines", enumeration.find_aligned(text, hit))):
        if len(spans) < _LEAST:
            continue
        alike = _describe_siblings(text, spans, again, shapes)
        found.update({f"{kind} {name}": number for name, number in alike.items()})
        if "lone" in found:
            found.update({f"lone {kind} {name}": number for name, number in alike.items()})
    if again is not None:
        found.update(second_reading.describe(hit, again, caseless="caseless" in found))
    return found


def _describe_siblings(
    text: str, spans: Sequence[Span], again: Sequence[Entity] | None, shapes: Shapes
) -> Features:
    """Return how much the first words of stretches look like names, on average."""
    words = [word[0] for start, end in spans if (word := _WORD.search(text, start, end))]
    if len(words) < _LEAST:
        return {}
    given = [lexicon.given_name(word.lower()) for word in words]
    named = [known or lexicon.family_name(word.lower()) for known, word in zip(given, words, strict=True)]
    found = {
        "given": sum(given) / len(words),
        "named": sum(named) / len(words),
        "shape": sum(map(shapes.log_odds, words)) / len(words),
        "small": sum(word[0].islower() for word in words) / len(words),
    }
    if again is not None:
        shares = [second_reading.largest_share(start, end, again) for start, end in spans]
        found["second"] = odds(sum(shares) / len(shares))
    return found
