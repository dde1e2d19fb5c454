"""What the second network reads of people: candidates of their own, and features of the other ones.

It was trained on papers that people wrote by hand, in some fifty languages (`models/train/papers.py`); the
first one on documents that templates made, most of them English.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANING
from pii_sweep.detect.model.network_reading import odds
from pii_sweep.detect.person import name_neighbour, sign_name
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.person.evidence.name_shape import Shapes
from pii_sweep.detect.person.name_confusion import not_a_person
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line import line_item
from pii_sweep.resources import labels_of

# What a candidate weighs before it is fitted: too little to stand by itself.
WEIGHT = 0.2
# Below which score a name is likelier none than one where its text shows nothing else: in a text of several
# lines, where a person seldom stands alone, and in one line.
LONE, LONE_IN_LINE = 0.6, 0.5
# Longer texts than the papers on which this was measured, of which a name's score counts the length already.
_LONGEST_PAPER = 3_000
# What shows a name where no sentence does: the network has seen few forms, lists and slips.
_PLACED = frozenset({"label", "column", "above_address", "before_address"})
_SHOWN = _PLACED | {"title", "whole_name", "mailbox", "initials", "nickname"}
_OF_PEOPLE = frozenset({"PERSON", LEANING})
_DIGIT = re.compile(r"\d")
# But not `McKAY`, `DeSHAWN`.
_ABBREVIATION = re.compile(r"(?!Ma?c|De|Di|Da|Du|La|Le|Van|Von|Fitz)[^\W\d_]*[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]{2,}")

# A sign of a label or a form: `P/P`, `N/A`.
_LETTERS = re.compile(r"[^\W\d_](?:[/|][^\W\d_]){1,3}")


def find(text: str, entities: Iterable[Entity], hits: Sequence[Hit], layout: str) -> Iterator[Hit]:
    """Yield the people that the network reads where none of the `hits` has the same characters.

    What has a digit is a code, whatever its neighbours: `U+03C8 ISOgrk3`. What begins or ends with the form
    of a firm in another script is one: `ТОО Жулдыз`. A small letter before several capitals is of an
    abbreviation: `FeRD`. Goods of pages and prose weigh less, like others.
    """
    met = {(hit.start, hit.end) for hit in hits if hit.entity == "PERSON"}
    people = ((one.start, one.end) for one in entities if one.label == "PERSON")
    for read in sign_name.trim(text, people):
        span = name_neighbour.without_neighbours(text, *read)
        if span in met or _is_thing(text[span[0] : span[1]]) or not_a_person.is_field_code(text, *span):
            continue
        hit = Hit("PERSON", *span, WEIGHT, "Person", (f"second:{WEIGHT:.2f}",))
        if layout in ("page", "prose"):
            for one in line_item.drop_line_items(text, (hit,)):
                yield not_a_person.lower_goods(text, one)
        else:
            yield hit


def trim(text: str, hits: Iterable[Hit], entities: Sequence[Entity], shapes: Shapes) -> Iterator[Hit]:
    """Yield hits, candidates for names without everyday words at one edge where the network reads the rest.

    `Dear Matron Hughes`, `Alright Jamie`, `Beth pneumonia`: no list and no letters make a name of the others.
    """
    people = [one for one in entities if one.label == "PERSON"]
    starts, ends = {one.start: one.end for one in people}, {one.end: one.start for one in people}
    for hit in hits:
        start, end = ends.get(hit.end, hit.start), starts.get(hit.start, hit.end)
        if hit.recognizer != "Person" or hit.pieces:
            yield hit
        elif hit.start < start and _is_everyday(text[hit.start : start], shapes):
            yield hit.at(start=start)
        elif end < hit.end and _is_everyday(text[end : hit.end], shapes):
            yield hit.at(end=end)
        else:
            yield hit


def _is_everyday(words: str, shapes: Shapes) -> bool:
    """Return whether the words of a stretch look like no part of a name, and no list has one as one."""
    return all(
        word.isalpha()
        and shapes.log_odds(word) < 0
        and not (lexicon.given_name(word) or lexicon.family_name(word))
        for word in words.lower().split()
    )


def _is_thing(value: str) -> bool:
    if _DIGIT.search(value) or _ABBREVIATION.fullmatch(value) or _LETTERS.fullmatch(value):
        return True
    if not_a_person.is_called_after(value):
        return True
    words = value.lower().split()
    return len(words) > 1 and not _firm_forms().isdisjoint((words[0], words[-1]))


@lru_cache(maxsize=1)
def _firm_forms() -> frozenset[str]:
    return frozenset(labels_of("firms"))


def drop_parts(hits: Iterable[Hit], least: float) -> list[Hit]:
    """Return hits without what the network alone reads inside a longer name that a form shows.

    The longer one counts from `least` on: `Mensah, Abena`, `Pieter in 't Hof <pieter@…>`. One that words
    around it show may be too long (`Gruß, Katrin`), and the likelier of the two stands. Who reads a name
    around a nickname in quotes, or puts one together from several fields, reads no other one in it. An
    account behind its label is no name because the network reads one: `Nome utente: mbianchi`.
    """
    every = list(hits)
    if not any(hit.entity == "PERSON" for hit in every):
        return every
    accounts = {(hit.start, hit.end) for hit in every if hit.entity == "USERNAME" and hit.score >= least}
    if accounts:
        every = [hit for hit in every if (hit.start, hit.end) not in accounts or not _is_own(hit)]
    every = _lift_turned(every, least)
    wholes = [hit for hit in every if hit.entity == "PERSON" and hit.score >= least and _is_formed(hit)]
    nicknamed = [hit for hit in wholes if hit.reasons[0].startswith("nickname:")]
    joined = [hit for hit in wholes if len(hit.pieces) > 1]
    whole = [*nicknamed, *joined]
    if not wholes:
        return every
    return [
        hit
        for hit in every
        if not _is_inside(hit, wholes if _is_own(hit) else nicknamed if len(hit.pieces) > 1 else whole)
    ]


def drop_lone(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits on a running text without a weak name that is all that it shows.

    Of 117 such names below `LONE` in papers that the network had not seen 37 were right, of those next to
    another finding 69 of 109; from there on half and more are.
    """
    if len(hits) != 1 or hits[0].entity != "PERSON" or len(text) > _LONGEST_PAPER:
        return list(hits)
    lone = hits[0].score < (LONE if "\n" in text.strip() else LONE_IN_LINE)
    return [] if lone else list(hits)


def _lift_turned(hits: Sequence[Hit], least: float) -> list[Hit]:
    """Return hits, turned names with the score of the part that the network reads in them, where it is more.

    It has seen few rolls: `Inmate Vargos, Zoltek`.
    """
    own = sorted((hit for hit in hits if hit.entity == "PERSON" and _is_own(hit)), key=attrgetter("start"))
    if not own:
        return list(hits)
    return [_lift(hit, own, least) if hit.entity == "PERSON" and _is_turned(hit) else hit for hit in hits]


def _lift(hit: Hit, own: Sequence[Hit], least: float) -> Hit:
    """Return a turned name with the best score of what the network alone reads in it; `own` in order."""
    first = bisect_left(own, hit.start, key=attrgetter("start"))
    behind = bisect_left(own, hit.end, lo=first, key=attrgetter("start"))
    best = max((one.score for one in own[first:behind] if one.end <= hit.end), default=0.0)
    return hit.scored(best, (*hit.reasons, f"part_read:{best:.2f}")) if best >= max(least, hit.score) else hit


def _is_inside(hit: Hit, wholes: Iterable[Hit]) -> bool:
    """Return whether a claim on a name is a part of a longer one, or the same."""
    return hit.entity == "PERSON" and any(
        one.start <= hit.start and hit.end <= one.end and one is not hit for one in wholes
    )


def _is_formed(hit: Hit) -> bool:
    """Return whether labels, a place or the order of its parts show where a candidate begins and ends."""
    return _is_turned(hit) or len(hit.pieces) > 1 or is_shown(hit)


def _is_turned(hit: Hit) -> bool:
    """Return whether the family name stands first in a candidate: `Lee, Ann`."""
    return any(reason.startswith("family_first:") for reason in hit.reasons[:1])


def _is_own(hit: Hit) -> bool:
    """Return whether the network alone reads a candidate."""
    return bool(hit.reasons) and hit.reasons[0].startswith("second:")


def describe(hit: Hit, entities: Sequence[Entity], *, caseless: bool) -> Features:
    """Return what the network says of a candidate: its share of people there, and of which characters.

    In scripts without capitals (`caseless`) more can be a name, and the network knows fewer words: there it
    says it once more.

    `entities` stand in their order, none over another.
    Of one that a label, a title, a column or an address shows it knows less than they do, and says it apart.
    """
    own = _find_people(hit.start, hit.end, entities)
    people = [one for one in own if one.label == "PERSON"]
    share = max((one.sure for one in own), default=0.0)
    found: Features = {"second": odds(share)} if share else {"second none": 1.0}
    if caseless:
        found |= {f"{name} caseless": number for name, number in found.items()}
    if is_shown(hit):
        return {f"{name} shown": number for name, number in found.items()}
    if any((one.start, one.end) == (hit.start, hit.end) for one in people):
        found["second same"] = 1.0
    elif any(one.start <= hit.start and hit.end <= one.end for one in people):
        found["second longer"] = 1.0
    elif people:
        found["second part"] = 1.0
    return found


def largest_share(start: int, end: int, entities: Sequence[Entity]) -> float:
    """Return the largest share of people that the network says of words in a stretch."""
    return max((one.sure for one in _find_people(start, end, entities)), default=0.0)


def _find_people(start: int, end: int, entities: Sequence[Entity]) -> list[Entity]:
    """Return the people, and what leans to them, that a stretch has characters of."""
    first = bisect_right(entities, start, key=attrgetter("end"))
    behind = bisect_left(entities, end, lo=first, key=attrgetter("start"))
    return [one for one in entities[first:behind] if one.label in _OF_PEOPLE]


def is_shown(hit: Hit) -> bool:
    """Return whether a label, a title, a column, a mailbox or an address shows a candidate."""
    return hit.has_factor(_SHOWN)


def is_placed(hit: Hit) -> bool:
    """Return whether the place of a candidate in a form shows it: its label, column or address."""
    return hit.has_factor(_PLACED)
