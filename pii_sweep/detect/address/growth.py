"""Addresses grown from what is sure of them over the segments around it, up to the code that closes them.

A street, a box or a code with its town is an anchor. Between two anchors any segment may stand that does not
look like one of a sentence: a floor, a door, a hamlet, a house's name. Before the first and behind the last
one only its words show that a segment is part of the address, or a word right before it that leads to
addresses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.address import delivery_point, next_field, numbered_line, postcode, resident, segment
from pii_sweep.detect.text import casing, interval_set, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

REACH, MOST_SEGMENTS, MOST_BETWEEN = 180, 6, 5
# How sure an address is that no street's own word shows, by what closes it.
SURE, FAIR = 0.8, 0.65
_DIGIT = re.compile(r"\d")
_GAP = re.compile(rf"[ \t]*(?:[,،、;](?!\d)[ \t]*\n?|\n(?![ \t]*\n)|{segment.MORE_BREAKS})[ \t]*")


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where an address begins, and what shows it: the kinds of its segments, a cue before the first one."""

    start: int
    kinds: tuple[str, ...]
    cued: bool


class _Anchor(NamedTuple):
    """What an address grows from; a `village` or a `county` needs a code or a cue, an `address` is one."""

    hit: Hit
    kind: str = "address"


def grow(text: str, hits: Sequence[Hit], named: Iterable[resident.Named] = ()) -> list[Hit]:
    """Return the addresses of a text, each over all of its segments, and those that a code or a cue shows.

    `named` is what the network reads: no address goes on over a person.
    """
    if _DIGIT.search(text) is None:
        return list(hits)
    people = resident.People(named)
    hits = sorted(resident.cut_hits(text, hits, people), key=lambda hit: hit.start)
    points = _find_delivery_points(text, hits)
    anchors = sorted((*map(_Anchor, hits), *points), key=lambda anchor: anchor.hit.start)
    grown, before = list[Hit](), 0
    sure = [hit.start for hit in hits]
    for anchor in anchors:
        start = anchor.hit.start
        place = bisect_right(sure, start)
        if place > 1 and resident.parts_people(text, hits[place - 2].end, start):
            before = max(before, hits[place - 2].end)
        behind = sure[place] if place < len(sure) else len(text)
        grown.append(_grow_anchor(text, anchor, (before, behind), people))
        before = max(before, grown[-1].end if "zip" in grown[-1].parts else 0)
    grown = [hit for hit in _unite(grown) if hit.score >= FLOOR and not numbered_line.is_hours(text, hit)]
    closed = _find_closed(text, grown, people)
    grown += [hit for hit in closed if not numbered_line.is_credit(text, hit)]
    grown += _find_led(text, grown, people)
    return sorted(numbered_line.part_coded(text, grown), key=lambda hit: hit.start)


# What is less sure is no finding.
FLOOR = 0.4
# How sure a box, a county or a village with a number is without a code or a cue.
_ANCHOR = 0.2


def _grow_anchor(text: str, anchor: _Anchor, between: tuple[int, int], people: resident.People) -> Hit:
    """Return an address with what belongs to it, between the last one that closed and the next one."""
    (hit, kind), (before, behind) = anchor, between
    end, tail = _close(text, hit, behind, people)
    closed = tail is not None or "zip" in hit.parts or _holds_code(text, hit)
    low = min(hit.start, max(before, hit.start - REACH, 0))
    weak, named = kind != "address", kind == "county"
    opening = _open(text, hit.start, low, people, closed=closed, lettered=closed or weak, named=named)
    towns = end if closed else _take_towns(text, end, behind, people)
    counted = towns if opening.kinds else end
    shown = len(opening.kinds) + text.count(",", hit.end, counted) + text.count("،", hit.end, counted)
    shows = weak and (_DIGIT.search(text, hit.end, end) is not None or shown > 1)
    end = towns if opening.cued or not weak or shows else end
    parts = dict(hit.parts)
    if tail is not None:
        parts |= {"zip": tail.code, "format": "other"} | ({"city": tail.city} if tail.city else {})
    grown = hit.at(start=opening.start, end=end, parts=parts)
    weight = 0.4 * (tail is not None) + 0.4 * opening.cued
    weight += 0.2 * (closed and not {"house", "unit"}.isdisjoint(opening.kinds))
    weight += 0.3 * shows
    return grown.raised("grown", weight) if weight or grown != hit else hit


def _holds_code(text: str, hit: Hit) -> bool:
    """Return whether an address ends with a code and its town."""
    at = max(text.rfind(mark, hit.start, hit.end) for mark in ",\n")
    return postcode.match(text, _skip(text, max(at + 1, hit.start))) is not None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _close(text: str, hit: Hit, limit: int, people: resident.People) -> tuple[int, postcode.Tail | None]:
    """Return where an address ends, and the code that closes it if its own parts have none.

    Any segment may stand before the code; without one only parts of a house and boroughs do.
    """
    code = hit.parts.get("zip", "")
    first = bool(code) and text.startswith(code, hit.start)
    if code and not first:
        return _take_town(text, hit, code), None
    letter = _LETTER.match(text, hit.end)
    last = text.rfind(" ", hit.start, hit.end) + 1
    counted = _COUNT.match(text, last, hit.end)
    whole = segment.starts_unit(text, last, len(text)) if counted else 0
    end = _take_units(text, max(hit.end, whole, letter.end() if letter else 0))
    at, sure, placed = end, end, True
    for _ in range(MOST_BETWEEN):
        gap = _GAP.match(text, at)
        if gap is None and at == end and _GOES_ON.match(text, at):
            at = segment.end_of(text, at)  # `esc.` without `izq.`
            sure = at if text[at - 1] > "\u0590" else sure
            continue
        if gap is None or gap.end() - hit.end > REACH or _ends_before(text, gap.end(), people):
            break
        tail = None if first else postcode.match(text, gap.end())
        if tail is not None and (tail.city or sure == at) and not _goes_on(text, tail):
            return tail.end if tail.city else _take_towns(text, tail.end, limit, people), tail
        stop = segment.end_of(text, gap.end())
        if stop > limit and resident.parts_people(text, hit.end, gap.end()):
            break
        shown = _shown_end(text, gap.end(), stop)
        sure = shown if shown and (sure == at or placed) else sure
        placed = (placed and sure == shown) or (at == end and _is_place(text[gap.end() : stop]))
        if stop > limit or not segment.fits(text, gap.end(), stop):
            break
        at = stop
    return sure, None


# The rest of a segment behind its first words; in scripts without capitals more words belong to it.
_GOES_ON = re.compile(
    r"(?:[ ]?\w{1,5}|(?:[ ]\w{1,16}){1,3})(?=[.]?[,،])|(?:[ ][\u0590-\u06ff]{1,16}){1,4}(?=[ ]?[،,\n]|\Z)"
)


def _take_town(text: str, hit: Hit, code: str) -> int:
    """Return where an address ends that has a code, with the code's town where only the code was taken."""
    at = text.rfind(code, hit.start, hit.end)
    tail = postcode.match(text, at) if at >= 0 and at + len(code) == hit.end else None
    return tail.end if tail is not None and tail.city else hit.end


def _ends_before(text: str, at: int, people: resident.People) -> bool:
    """Return whether an address ends before a segment: another field, a list's next line, a person."""
    if next_field.begins(text, at) or resident.begins_item(text, at) > at:
        return True
    return people.holds(text, at, segment.end_of(text, at))


# What stands behind a house's number without a blank: `8/B`.
_LETTER = re.compile(r"(?<=\d)[/\-]?(?:[^\W\d_]|\d{1,3})(?![\w]|[.,]\d)")
_COUNT = re.compile(r"(?:\d+|[IVX]{1,5})\Z")


def _take_units(text: str, at: int) -> int:
    """Return where the parts of a house behind a place end: `III. em. 10`."""
    for _ in range(4):
        gap = _UNIT_GAP.match(text, at)
        end = segment.starts_unit(text, gap.end(), len(text)) if gap else at
        if gap is None or end == gap.end() or next_field.begins(text, gap.end()):
            break
        at = end
    return at


_UNIT_GAP = re.compile(r"[ ]?[.,]?[ ](?=[\w#])(?!(?i:km)[ .])")


def _shown_end(text: str, start: int, stop: int) -> int:
    """Return where a segment ends that its words show as part of an address, else 0."""
    end = segment.starts_unit(text, start, stop)
    if end > start and text[start : start + 2].lower() == "km" and segment.fits(text, start, stop):
        return stop
    if end > start:
        return _take_units(text, end)
    kind = segment.kind_of(text, start, stop)
    return stop if kind in ("locality", "house") and segment.fits(text, start, stop) else 0


def _take_towns(text: str, at: int, limit: int, people: resident.People) -> int:
    """Return where up to two towns behind an address end: `Karen, Nairobi`."""
    for _ in range(2):
        found = _TOWN.match(text, at, limit)
        if found is None or next_field.begins(text, found.start("town")):
            break
        if limit - found.end("town") < 4 and limit < len(text) and " " in found["town"]:
            break  # a name before the next street
        place = found.span("town")
        if (
            people.holds(text, *place, plain=True)
            or people.reads(text, *place)
            or not _is_place(text[slice(*place)])
        ):
            break
        at = found.end("town")
    return at


_TOWN = re.compile(
    rf"[,،][ ]?\n?(?P<town>[\u0590-\u06ff]{{3,12}}(?=[ ]?(?:\n|\.|\Z))"
    rf"|{casing.UP}[^\W\d_]+(?:[ \-]{casing.UP}[^\W\d_]+){{0,2}}(?:[ ]?/[ ]?{casing.UP}[^\W\d_]+)?)"
    r"(?=[ ]?(?:[,;()\n]|[.](?:\s|\Z)|\Z)|[ ][^\W\d_A-Z]{2})"
)


def _is_place(name: str) -> bool:
    """Return whether a name may be a town's: no everyday words alone, no day, nothing that is counted."""
    words = re.split(r"[ /\-]+", name.lower())
    refused = vocabulary.street_stops(), vocabulary.counted_words(), vocabulary.dates()
    if any(word in some for word in words for some in (*refused, vocabulary.person_words())):
        return False
    return bool(name[:1].strip()) and not all(word in lexicon.ordinary() for word in words)


def _open(
    text: str,
    at: int,
    low: int,
    people: resident.People,
    *,
    closed: bool,
    lettered: bool = False,
    named: bool = False,
) -> _Opening:
    """Return where an address begins that goes on at a place, by its segments before that place.

    With `named` two names before it are its villages.
    """
    kinds, start = list[str](), at
    best = _Opening(at, (), is_led(text, at))
    for number, piece in enumerate(segment.split_before(text, low, at)):
        if number > MOST_SEGMENTS or best.cued:
            break
        item = resident.begins_item(text, piece.start)
        begin = segment.cut_lead(text, item, piece.end)
        begin = _skip_cues(text, begin, piece.end)
        stop = piece.start + len(text[piece.start : piece.end].rstrip())
        if begin >= stop and piece.end == at and not text[piece.start : piece.end].strip():
            continue  # the address begins its segment
        kind = segment.kind_of(text, begin, stop) if begin < stop else ""
        if kind and people.holds(text, begin, stop, plain=kind == "name"):
            best = _Opening(start, tuple(kinds), True) if closed and kinds else best
            break
        if (
            not kind
            or not segment.fits(text, begin, stop)
            or (piece.broken and _stands_alone(kind, text[begin:stop]))
        ):
            break
        if named and kind == "name" and not _is_place(text[begin:stop]):
            break
        kinds.append(kind)
        cued, start = is_led(text, begin), begin
        if lettered and len(kinds) > 1 and text[max(0, begin - 3) : begin].rstrip().endswith(":"):
            cued = cued or kind != "name" or not _has_given_name(text[begin:stop])
        if kind not in ("name", "street") or cued or (named and len(kinds) > 1):
            best = _Opening(start, tuple(kinds), cued)
        if begin > _skip(text, piece.start):
            break
    return best


def _skip_cues(text: str, start: int, end: int) -> int:
    """Return where a segment goes on behind words that lead to an address: `Residente na Quinta Velha`."""
    starts = _cue_starts(text)
    if bisect_left(starts, start) == bisect_left(starts, end):
        return start
    for cue in _cue().finditer(text, start, end):
        if not segment.is_known(cue.group().split()[0].strip(".:").lower()):
            start = cue.end()
    return start


def _stands_alone(kind: str, value: str) -> bool:
    """Return whether a line above an address has no word of one: a name, a number alone."""
    return kind == "name" or value.isdecimal()


def _has_given_name(value: str) -> bool:
    """Return whether a name with a short title begins or ends with a given name: `ifj. Bartos Gábor`."""
    words = value.lower().split()
    return "." in value and len(words) > 1 and (lexicon.given_name(words[0]) or lexicon.given_name(words[-1]))


def _find_delivery_points(text: str, hits: Sequence[Hit]) -> Iterator[_Anchor]:
    """Yield boxes, farms and numbered villages, which only a code or a cue makes addresses."""
    points = list(delivery_point.find(text))
    taken = interval_set.Taken((hit.start, hit.end) for hit in hits if points)
    for start, end, kind in points:
        if not taken.meets(start, end):
            parts = {"street": text[start:end], "format": "other"}
            reason = (f"{kind}:{_ANCHOR:.2f}",)
            hit = Hit("STREET_ADDRESS", start, end, _ANCHOR, "StreetAddress", reason, None, parts)
            yield _Anchor(hit, kind)


def _unite(hits: Iterable[Hit]) -> list[Hit]:
    """Return addresses of which those that grew into each other are one."""
    united = list[Hit]()
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = united[-1] if united else None
        if last is None or last.end <= hit.start:
            united.append(hit)
            continue
        main = max(last, hit, key=lambda one: (one.score, one.end - one.start))
        parts = {**last.parts, **hit.parts}
        united[-1] = main.at(start=last.start, end=max(last.end, hit.end), parts=parts)
    return united


def _find_closed(text: str, known: Sequence[Hit], people: resident.People) -> Iterator[Hit]:
    """Yield addresses that a code closes and a house's name or a cue opens, without any street."""
    tails = list(postcode.find(text))
    taken = interval_set.Taken((hit.start, hit.end) for hit in known if tails)
    ends = [hit.end for hit in known]
    for tail in tails:
        if taken.meets(tail.start, tail.end) or people.holds(text, tail.start, tail.end):
            continue
        lettered = tail.code[0].isalpha() and tail.code[-1].isalpha()
        place = bisect_right(ends, tail.start)
        low = max(ends[place - 1] if place else 0, tail.start - REACH)
        opening = _open(text, tail.start, low, people, closed=True, lettered=lettered)
        kinds = opening.kinds
        if not kinds or not _is_shown(tail, opening, text, people) or (not tail.city and len(kinds) < 2):
            continue
        score = SURE if tail.sure or opening.cued else FAIR
        first = text[opening.start : tail.start].split(",", maxsplit=1)[0].split("\n", maxsplit=1)[0].strip()
        parts = {"street": first, "zip": tail.code, "city": tail.city, "format": "other"}
        reason = (f"closed:{score:.2f}",)
        yield Hit("STREET_ADDRESS", opening.start, tail.end, score, "StreetAddress", reason, None, parts)


def _goes_on(text: str, tail: postcode.Tail) -> bool:
    """Return whether a sentence goes on behind a number that any count may be: `Hill Park, 4500 seats`."""
    behind = text[tail.end : tail.end + 2]
    return not tail.sure and behind[:1] == " " and behind[1:].islower() and text[tail.end - 1].isdecimal()


def _is_shown(tail: postcode.Tail, opening: _Opening, text: str, people: resident.People) -> bool:
    """Return whether what stands before a code is an address: by a cue, a house, a number or the code."""
    kinds = opening.kinds
    if opening.cued:
        return True
    if (not tail.city and not tail.sure) or _goes_on(text, tail):
        return False
    first = text.startswith(tail.code, tail.start)
    lone = len(kinds) - kinds.count("name") < 2 and kinds[-1] == "house"
    if lone and not tail.sure and not people.places(tail.start, tail.end):
        return False  # any count of anything: `Craven Hall, 1200 Spectators`
    if kinds[-1] == "house" or (kinds[-1] == "numbered" and (tail.sure or first)):
        return True
    return tail.sure and not {"unit", "locality"}.isdisjoint(kinds)


def _find_led(text: str, known: Sequence[Hit], people: resident.People) -> Iterator[Hit]:
    """Yield addresses without a code behind a cue: a room or plot, a house, and a place.

    Where no house is named the network has to read a place there: a program resides in blocks, too.
    """
    if not _cue_starts(text):
        return
    taken = interval_set.Taken((hit.start, hit.end) for hit in known)
    for start in _find_cue_ends(text):
        end, kinds = _follow_cue(text, start, people)
        opened = len(kinds) > 1 and kinds[0] in ("unit", "house") and "named" in kinds
        if not opened or _DIGIT.search(text, start, end) is None or taken.meets(start, end):
            continue
        if not {"house", "locality"}.isdisjoint(kinds) or people.places(start, end):
            parts = {"street": text[start:end].split(",", maxsplit=1)[0], "format": "other"}
            yield Hit("STREET_ADDRESS", start, end, 0.5, "StreetAddress", ("led:0.50",), None, parts)


def _find_cue_ends(text: str) -> Iterator[int]:
    """Yield where the words end that lead to addresses, none within the one before."""
    at = 0
    for start in _cue_starts(text):
        cue = _cue().match(text, start) if start >= at else None
        if cue is not None:
            at = cue.end()
            yield at


def _follow_cue(text: str, at: int, people: resident.People) -> tuple[int, list[str]]:
    """Return where an address without a code ends that begins at a place, and what its segments are.

    It ends before a person; where goods are stored there is none.
    """
    kinds, end = list[str](), at
    for _ in range(MOST_SEGMENTS):
        stop = segment.end_of(text, at)
        if not segment.fits(text, at, stop) or segment.cut_lead(text, at, stop) != at:
            break
        kind = segment.kind_of(text, at, stop)
        if kind == "name" and segment.ends_in_store(text[at:stop]) and _names_place(text[at:stop]):
            kind = "house"
        if segment.is_store(text, at, stop):
            return end, []
        lone = kind == "name" and "house" not in kinds and resident.is_full_name(text, at, stop)
        if lone or people.holds(text, at, stop, plain=kind == "name") or people.reads(text, at, stop):
            return end, kinds
        if kind == "unit" or not kinds or _DIGIT.search(text, at, stop) is not None:
            kinds.append(kind)
        else:
            kinds += "named" if _names_place(text[at:stop]) else "word", kind
        end, gap = stop, _GAP.match(text, stop)
        if gap is None or "\n" in gap.group():
            break
        at = gap.end()
    towns = end if "named" in kinds or not kinds else _take_towns(text, end, len(text), people)
    return towns, kinds if towns == end else [*kinds, "named"]


def _names_place(name: str) -> bool:
    """Return whether a name has a word of its own: `Dudley`, but neither `Main Memory` nor `Cluster East`."""
    words = [word.strip(".,()\"'").lower() for word in name.split()]
    return any(
        word not in lexicon.english() and word not in lexicon.ordinary() and not segment.is_known(word)
        for word in words
    )


@lru_cache(maxsize=1)
def _stem() -> str:
    """Return a pattern for the stem of a word that leads to an address."""
    stems = lexicon.table("address_parts")["cues"]["stems"]
    words = sorted(map(re.escape, stems), key=lambda word: (-len(word), word))
    return rf"(?i)(?<![^\W_])(?:{group_by_letters(['|'.join(words)])})"


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    """Compile a word that leads to an address, with the small words or the colon between."""
    return re.compile(
        rf"{_stem()}[\w.]{{0,12}}"
        r"(?:[^.;,\n\d:：]{0,28}[:：]|(?-i:[ ][^\W\d_A-Z]{1,4}){0,3},?[ ])"
        r"[ \n]{0,3}[\"'“‘„«(]?(?=\S)"
    )


@lru_cache(maxsize=segment.NEAR)
def is_led(text: str, at: int) -> bool:
    """Return whether a word that leads to addresses stands right before a place."""
    starts = _cue_starts(text)
    first, last = bisect_left(starts, at - 60), bisect_left(starts, at)
    return any(_led().match(text, starts[place], at) for place in range(first, last))


@lru_cache(maxsize=2)
def _cue_starts(text: str) -> list[int]:
    """Return where words that lead to addresses begin; it is asked for at each segment of a text."""
    return [found.start() for found in _stems().finditer(text)]


@lru_cache(maxsize=1)
def _stems() -> gate.Gated:
    return gate.gated(f"(?i)(?={_stem().removeprefix('(?i)')})")


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    return re.compile(_cue().pattern.removesuffix(r"(?=\S)") + r"\Z")
