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
from pii_sweep.detect.person.evidence import enumeration, feature, name_shape
from pii_sweep.detect.person.evidence.enumeration import Span
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.letters import WORD

_WORD = re.compile(WORD)
# Fewer words at the same place say nothing.
_LEAST = 2


def describe(text: str, hit: Hit, layout: str, again: Sequence[Entity] | None) -> Features:
    """Return the features of a candidate; `again` is what the second network reads, None where it is not."""
    found = feature.describe(text, hit, layout) | name_shape.shipped().describe(text[hit.start : hit.end])
    members = enumeration.find_members(text, hit)
    found |= enumeration.describe_list(text, hit, members)
    alike = {
        **_describe_siblings("list", text, members, again),
        **_describe_siblings("lines", text, enumeration.find_aligned(text, hit), again),
    }
    found |= alike
    if "lone" in found:
        found |= {f"lone {name}": number for name, number in alike.items()}
    if again is None:
        return found
    return found | second_reading.describe(hit, again, caseless="caseless" in found)


def _describe_siblings(
    kind: str, text: str, spans: Sequence[Span], again: Sequence[Entity] | None
) -> Features:
    """Return how much the first words of stretches look like names, on average."""
    words = [word for start, end in spans if (word := _WORD.search(text, start, end))]
    if len(words) < _LEAST:
        return {}
    lows = [word[0].lower() for word in words]
    given = sum(map(lexicon.given_name, lows))
    shapes = name_shape.shipped()
    found = {
        f"{kind} given": given / len(lows),
        f"{kind} named": sum(lexicon.given_name(low) or lexicon.family_name(low) for low in lows) / len(lows),
        f"{kind} shape": sum(shapes.log_odds(word[0]) for word in words) / len(words),
        f"{kind} small": sum(word[0][0].islower() for word in words) / len(words),
    }
    if again is not None:
        shares = [second_reading.largest_share(start, end, again) for start, end in spans]
        found[f"{kind} second"] = odds(sum(shares) / len(shares))
    return found
