"""Names of people: what the model reads and what labels, titles and address blocks show, weighed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import log10

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.person import (
    initials,
    kinship_phrase,
    labelled_name,
    leaning_name,
    mail_name,
    name_neighbour,
    name_order,
    phrase_cue,
    span_edge,
    weak_name,
)
from pii_sweep.detect.person.fixed import (
    author_list,
    chat_sender,
    declared_name,
    fixed_form,
    initial_list,
    patronymic,
    payment_party,
    script_list,
    script_name,
    slashed_name,
)
from pii_sweep.detect.person.list import name_list, name_pair, name_table
from pii_sweep.detect.person.name_confusion import not_a_person
from pii_sweep.detect.person.name_pattern import JOIN, UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.interval_set import Taken
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

# Model spans scored below this do not block other candidates.
KEPT = 0.4
# What names are found by in a fixed form.
_FIXED = (
    fixed_form,
    patronymic,
    script_name,
    script_list,
    initial_list,
    chat_sender,
    declared_name,
    author_list,
    payment_party,
)
# What a phrase weighs that shows an unknown word to be a name.
SHOWS = 0.5
# What the model's own sureness may take from its weight or add to it.
LEAST, MOST = -0.12, 0.12
# A lone word that weighs no more is no name for an accent in it.
UNSURE = 0.45
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?\.?")


def find(
    text: str, entities: Sequence[Entity], addresses: Sequence[Hit], *, prose: bool, short: bool = False
) -> Iterator[Hit]:
    """Yield the people a text names.

    `addresses` are the address claims of the same text: a line just above one is likely a name.
    In running prose a lone given name is taken too, in a `short` paper any word that may be one.
    """
    named = [entity for entity in entities if entity.label in ("PERSON", "ORG")]
    labelled = list(_find_labelled(text, prose))
    phrased = {(start, end): weight for start, end, _, weight in labelled}
    read: list[Hit] = []
    for entity in named:
        for start, end in _split_model_span(text, entity) if entity.label == "PERSON" else ():
            hit = not_a_person.lower_goods(text, _weigh_claim(text, start, end, "model", _weight(entity)))
            read.append(_raise_by_phrase(hit, phrased.get((start, end), 0.0)))
    met = Taken((hit.start, hit.end) for hit in read if hit.score >= KEPT)
    read = name_pair.raise_pairs(text, read)
    firms = Taken((entity.start, entity.end) for entity in named if entity.label == "ORG")
    others = [*_set_apart(text, addresses, read), *slashed_name.find(text)]
    for start, end, factor, weight in (*labelled, *find_listed(text, prose)):
        if not met.meets(start, end):
            met.add(start, end)
            hit = _weigh_claim(text, start, end, factor, weight)
            others.append(not_a_person.lower_goods(text, hit) if factor == "lexicon" else hit)
    others = [
        hit.raised("organisation", -0.25)
        if firms.meets(hit.start, hit.end) and not hit.reasons[0].startswith("listed")
        else hit
        for hit in others
    ]
    others = leaning_name.add_leaning(text, others, entities, met)
    if short:
        others += weak_name.find(text, Taken((hit.start, hit.end) for hit in (*read, *others)))
    for fixed in _FIXED:
        yield from fixed.find(text)
    claims = [*map(partial(span_edge.without_degrees, text), read), *others]
    claims = list(map(partial(span_edge.behind_prefix, text), claims))
    weighed = weigh_columns(
        [
            hit
            for hit in claims
            if not (
                not_a_person.has_firm_form(text, hit) or not_a_person.is_field_code(text, hit.start, hit.end)
            )
        ],
        drop_overlaps([*name_table.find(text), *mail_name.find(text), *name_list.find(text)]),
    )
    yield from map(partial(name_neighbour.narrow, text), weighed)


def _weight(entity: Entity) -> float:
    """Return what the model's reading weighs: 0.55 where it is 99 % sure, a tenth more for each nine."""
    nines = -log10(max(1e-6, 1 - entity.sure))
    return 0.55 + min(MOST, max(LEAST, 0.1 * (nines - 2)))


def _raise_by_phrase(hit: Hit, weight: float) -> Hit:
    """Raise a candidate that a phrase is about; a weak one does not promote an unlisted or two-word span."""
    unknown = any(reason.startswith("alone") for reason in hit.reasons)
    shown_by = weight >= SHOWS and "words" not in hit.reasons[1] if unknown else weight > 0
    return hit.raised("phrase", 0.15) if shown_by else hit


def _set_apart(text: str, addresses: Sequence[Hit], read: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the names that labels, titles and addresses show; a name the model reads in one backs it."""
    claims = (
        *labelled_name.find_labelled(text),
        *labelled_name.find_titled(text),
        *labelled_name.find_above_addresses(text, addresses),
        *labelled_name.find_nicknamed(text),
    )
    for low, end, factor, weight in claims:
        start = labelled_name.skip_title(text, low, end)
        hit = (
            Hit("PERSON", start, end, weight, "Person", (f"{factor}:{weight:.2f}",))
            if factor == "nickname"  # the marks around it are no sign of anything else
            else _weigh_claim(text, start, end, factor, weight)
        )
        hit = not_a_person.lower_goods(text, hit) if factor == "title" else hit
        inner = [other.score for other in read if start <= other.start and other.end <= end]
        if inner and max(inner) >= hit.score >= 0.5:
            hit = hit.raised("model_agrees", max(inner) + 0.01 - hit.score)
        yield hit


def drop_overlaps(claims: Sequence[name_table.Claim]) -> list[name_table.Claim]:
    """Return the claims in the order of the text, the first of those that overlap."""
    kept = list[name_table.Claim]()
    for claim in sorted(claims, key=lambda claim: (claim.start, -claim.weight)):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


def weigh_columns(hits: Sequence[Hit], columns: Sequence[name_table.Claim]) -> Iterator[Hit]:
    """Yield the claims as the columns they stand in have them: whole cells of people, fewer of things."""
    starts = [claim.start for claim in columns]
    best: dict[int, float] = {}
    for hit in hits:
        place = bisect_right(starts, max(hit.start, hit.end - 1)) - 1
        claim = columns[place] if place >= 0 and hit.start < columns[place].end else None
        if claim is None:
            yield hit
        elif claim.weight > 0:
            best[place] = max(hit.score, best.get(place, 0.0))
        else:
            placed = any(reason.startswith(_PLACED) for reason in hit.reasons)
            weak = 0.2 if hit.reasons[0].startswith("lexicon") else 0.0
            yield hit if placed and claim.factor != "house" else hit.raised("column", claim.weight - weak)
    for place, claim in enumerate(columns):
        if claim.weight > 0:
            score = min(0.99, max(claim.weight, best.get(place, 0.0)))
            yield Hit(
                "PERSON", claim.start, claim.end, score, "Person", (f"{claim.factor}:{claim.weight:.2f}",)
            )


# Evidence of a person, whatever the column is.
_PLACED = ("label", "title", "above_address", "before_address")


def _find_labelled(text: str, prose: bool) -> Iterator[tuple[int, int, str, float]]:
    for start, end, weight in initials.find(text):
        yield start, end, "initials", weight
    if prose:
        for start, end, weight in (*phrase_cue.find(text), *kinship_phrase.find(text)):
            yield start, end, "phrase", weight
        for start, end, weight in phrase_cue.find_cited(text):
            yield start, end, "cited", weight
        for start, end, weight in name_pair.find(text):
            yield start, end, "listed", weight


_CAPITAL = re.compile(
    rf"(?P<given>{UP}(?<![\w@./\-_#].)[^\W\d_A-Z]{{2,}}(?:-{UP}[^\W\d_]+)?)"
    rf"(?=(?P<more>(?:[ ]{UP}\.)?[ ](?:(?:{JOIN}|D[aeiu]|Dos|Das)[ ])?{UP}[^\W\d_]+(?:['’\-][^\W\d_]+)*)?"
    r"(?![\w@]|['’]t\b))"
)


def find_listed(text: str, prose: bool) -> Iterator[tuple[int, int, str, float]]:
    """Yield capitalised words that begin with a known given name: with a surname, or alone in prose."""
    given, ambiguous = lexicon.name_list("given"), lexicon.words("persons", "ambiguous")
    last = 0
    for match in _CAPITAL.finditer(text):
        word = match.group("given").lower()
        if word not in given or match.start() < last or not _opens(text, match.start(), last):
            continue
        if _is_date(text, match.start(), word):
            continue  # `On 3 May Ann Lee called`
        more = match.group("more")
        last = match.end("more") if more else match.end()
        if more and not _is_everyday(more.split()[-1].lower()):
            if word not in ambiguous or more.split()[-1].lower() in lexicon.name_list("surnames"):
                known = more.split()[-1].lower() in lexicon.name_list("surnames")
                weight = 0.45 if word not in ambiguous and (known or prose) else 0.3
                yield match.start(), last, "lexicon", weight
        elif prose and word not in ambiguous and len(word) > 2 and word in lexicon.census("given"):
            yield match.start(), match.end("given"), "lexicon", 0.32


def _is_everyday(word: str) -> bool:
    """Return whether a lower-case word is one of goods, documents or everyday English, and no family name."""
    return phrase_cue.plain_word(word) or (
        word in lexicon.english() and word not in lexicon.name_list("surnames")
    )


def _opens(text: str, start: int, last: int) -> bool:
    """Return whether a name may begin here: the word before it is not capitalised, or is a title."""
    before = _RIGHT_BEFORE.search(text, max(last, start - 24), start)
    if before is None or before.group(1).lower() in name_order.callings():
        return True
    return _is_date(text, before.start(1), before.group(1).lower())


def _is_date(text: str, start: int, word: str) -> bool:
    """Return whether a lower-case word is a month behind its day or `in`, or a weekday behind `on`."""
    if word not in vocabulary.dates():
        return False
    month = word in vocabulary.months() and _DAY.search(text, max(0, start - 6), start) is not None
    return month or _ON.search(text, max(0, start - 8), start) is not None


_RIGHT_BEFORE = re.compile(rf"(?<![^\s(\"“])({UP}[^\W\d_]+)[ ]$")


_ON = re.compile(r"(?i)(?<![^\s(\"“])(?:in|on|by|until|till|since|last|next|every|this|each)[ ]\Z")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?[ ]\Z")


def _split_model_span(text: str, entity: Entity) -> Iterator[tuple[int, int]]:
    """Yield the names in a model's span: a list of given names is several people."""
    start, end = name_neighbour.without_neighbours(text, *span_edge.trim(text, entity.start, entity.end))
    pieces = text[start:end].split(", ")
    marks = [*_APART.finditer(text, start, end), *_find_conjunctions(text, start, end)]
    if marks:
        for low, high in pairwise((start, *sorted(at for mark in marks for at in mark.span()), end)):
            first, last = span_edge.trim(text, low, high)
            if last - first >= 2 and text[first].isalpha():
                yield labelled_name.skip_title(text, first, last), last
    elif len(pieces) > 1 and _all_given(pieces):
        for piece in pieces:
            yield start, start + len(piece)
            start += len(piece) + 2
    elif end - start >= 2 and text[start].isalpha():
        yield labelled_name.skip_title(text, _extend_left(text, start), end), _extend_right(text, start, end)


def _find_conjunctions(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the words for `and` between two people: `Anna Schmitt und Peter Lang`, not `Ortega y Gasset`."""
    for mark in _AND.finditer(text, start, end):
        behind = _AND.split(text[mark.end() : end], maxsplit=1)[0].lower().split()
        first = behind[0].strip(".,") if behind else ""
        whole = len(behind) > 1 or not lexicon.family_name(first)
        if whole and lexicon.given_name(first) and text[mark.end()].isupper():
            yield mark


_AND = re.compile(
    r"[ ](?:and|und|et|y|e|i|en|og|och|ja|ve|és|și|şi|si|oraz|a|un|ir|dhe|eta|và|dan|na|и|і|й|та|και|&|\+)[ ]"
)


def _all_given(pieces: Sequence[str]) -> bool:
    """Return whether each piece is one given name; `Martin, Sarah` is two people, `Ruiz, Eva` is one."""
    words = [piece.lower() for piece in pieces]
    census, surnames = lexicon.census("given"), lexicon.name_list("surnames")
    return all(word in census or (lexicon.given_name(word) and word not in surnames) for word in words)


# Arrows, bars and emphasis part people that the model reads as one.
_APART = re.compile(r"[ *_~]*[*_~↔→←⇒|;<>/][ *_~]*")


def _extend_left(text: str, start: int) -> int:
    """Return where a known given name before a model's span begins, else the span's begin."""
    match = _GIVEN.search(text, max(0, start - 24), start)
    known = match is not None and match.group(1).lower() in lexicon.name_list("given")
    return match.start(1) if match and known and not phrase_cue.plain_word(match.group(1).lower()) else start


def _extend_right(text: str, start: int, end: int) -> int:
    """Return where a known family name behind a lone given name ends, else the span's end."""
    if not lexicon.given_name(text[start:end].lower()):
        return end
    match = _FAMILY.match(text, end)
    known = match is not None and lexicon.family_name(match[1].lower()) and not _is_everyday(match[1].lower())
    return match.end() if match is not None and known else end


_FAMILY = re.compile(
    rf"[ ]({UP}[^\W\d_A-Z]{{2,}})(?=[ ][a-z]|[ ][A-Z][A-Za-z]{{0,5}}[A-Z]\b|[.,;:!?]|['’]s|$)"
)
_GIVEN = re.compile(rf"(?<![\w.'’\-])({UP}[^\W\d_A-Z]{{2,15}})[ ]$")


def _weigh_claim(text: str, start: int, end: int, factor: str, weight: float) -> Hit:
    """Score a claim by its words and by what stands around it."""
    value = text[start:end]
    words = [word.lower().strip(".'’") for word in _WORD.findall(value)]
    hit = Hit("PERSON", start, end, weight, "Person", (f"{factor}:{weight:.2f}",))
    if factor == "model" and _label().search(text, max(0, start - 40), start):
        hit = hit.raised("label", 0.25)
    if factor != "title" and _title().search(text, max(0, start - 12), start):
        hit = hit.raised("title", 0.2)
    if 2 <= len(words) <= 4:
        hit = hit.raised("words", 0.1)
    if any(word in lexicon.name_list("given") for word in words[:2]):
        alone = len(words) == 1 and words[0] in lexicon.words("persons", "ambiguous")
        if not (alone and factor == "model"):
            hit = hit.raised("given_name", 0.15)
    if len(words) > 1 and words[-1] in lexicon.name_list("surnames"):
        hit = hit.raised("surname", 0.1)
    elif factor == "model" and len(words) == 1 and _family(words[0]):
        hit = hit.raised("family_name", 0.05)
    elif words and (len(words) > 1 or weight > UNSURE or lexicon.ends_foreign(words[0])):
        hit = hit.raised("name_like", 0.1) if lexicon.looks_foreign(words[-1], words[0]) else hit
    if factor == "model" and not hit.has_factor(_EVIDENCE):
        hit = hit.raised("alone", -0.18 if len(words) == 1 else -0.28)
    return not_a_person.lower_things(text, hit, value, words)


_EVIDENCE = frozenset({"given_name", "surname", "family_name", "name_like", "label", "title"})


def _family(word: str) -> bool:
    """Return whether a word alone is a family name and no everyday word."""
    if phrase_cue.plain_word(word) or word in vocabulary.company_words():
        return False
    return word in lexicon.name_list("surnames") and word not in lexicon.name_list("given")


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = group_by_letters(sorted(sorted(map(re.escape, vocabulary.name_labels())), key=len, reverse=True))
    return re.compile(
        rf"(?i)(?:^|[\n|,;(>.\t]|[ ]{{2}})[ \t>]{{0,6}}(?:{labels})[ ]{{0,2}}(?:[:.,#\-]|\n"
        rf"|[ ])[ \t]{{0,12}}\n?[ \t]{{0,12}}$"
    )


@lru_cache(maxsize=1)
def _title() -> gate.Gated:
    return gate.gated_words(r"(?i)(?<!\w)", sorted(lexicon.words("persons", "titles")), r"\.?[ ]{1,2}$")
