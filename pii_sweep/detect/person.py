"""Names of people: what the model reads and what labels, titles and address blocks show, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect import lexicon
from pii_sweep.detect.hits import Hit
from pii_sweep.detect.ner import Entity

_UP = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŠŽČĐΑ-ΩА-Я]"
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?\.?")
_BAD = re.compile(r"[\d@#$%&*/\\=<>{}\[\]|_:;!?\"+]")
_PART = rf"(?:{_UP}[^\W\d_]*(?:['’\-][^\W\d_]+)*|{_UP}\.)"
_JOIN = r"(?:de|da|di|del|della|van|von|der|den|bin|binti|al|el|la|le|du|dos|st\.|y|e)"
NAME = rf"{_PART}(?:[ ]{{1,2}}(?:{_JOIN}[ ]{{1,2}}){{0,2}}{_PART}){{1,3}}(?:,?[ ](?:Jr|Sr|II|III|IV|PhD|MD)\b\.?)?"
_LAST_FIRST = rf"{_PART}(?:[ \-]{_PART})?,[ ]{{1,2}}{_PART}(?:[ ]{_PART})?"


def find(text: str, entities: Iterable[Entity], addresses: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the people a text names.

    `addresses` are the address claims of the same text: a line just above one is likely a name.
    """
    named = [entity for entity in entities if entity.label in ("PERSON", "ORG")]
    for entity in named:
        if entity.label == "PERSON":
            yield from _modelled(text, entity)
    firms = [(entity.start, entity.end) for entity in named if entity.label == "ORG"]
    for start, end, factor, weight in (*_labelled(text), *_titled(text), *_above(text, addresses)):
        hit = _weighed(text, start, end, factor, weight)
        if any(low < end and start < high for low, high in firms):
            hit = hit.raised("organisation", -0.25)
        yield hit


def _modelled(text: str, entity: Entity) -> Iterator[Hit]:
    start, end = _trim(text, entity.start, entity.end)
    if end - start >= 2 and text[start].isalpha():
        yield _weighed(text, start, end, "model", 0.55)


def _weighed(text: str, start: int, end: int, factor: str, weight: float) -> Hit:
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
        hit = hit.raised("given_name", 0.15)
    if len(words) > 1 and words[-1] in lexicon.name_list("surnames"):
        hit = hit.raised("surname", 0.1)
    return _trapped(text, hit, value, words)


def _trapped(text: str, hit: Hit, value: str, words: Sequence[str]) -> Hit:
    line = text[hit.start : min(len(text), hit.end + 16)].split("\n")[0]
    tail = [word.lower().strip(".") for word in _WORD.findall(line)][: len(words) + 1]
    if any(word in lexicon.words("persons", "companies") for word in tail):
        hit = hit.raised("company", -0.45)
    if any(word in lexicon.words("persons", "traps") for word in words):
        hit = hit.raised("trap", -0.4)
    if _BAD.search(value) or len(words) > 6:
        hit = hit.raised("signs", -0.4)
    if re.search(r"(?i)(?:\bthe|[#$@/_=]|\d)[ ]?$", text[max(0, hit.start - 5) : hit.start]):
        hit = hit.raised("before", -0.15)
    if re.match(r"[@_/=]|\.\w|[ ]?(?:Street|St|Ave|Avenue|Road|Rd|County|University|School)\b", text[hit.end : hit.end + 12]):
        hit = hit.raised("after", -0.35)
    return hit


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, lexicon.words("persons", "labels")), key=len, reverse=True))
    return re.compile(
        rf"(?i)(?:^|[\n|,;(>.\t]|[ ]{{2}})[ \t>]{{0,6}}(?:{labels})[ ]{{0,2}}(?:[:.,#\-]|\n|[ ])[ \t]{{0,12}}\n?[ \t]{{0,12}}$"
    )


@lru_cache(maxsize=1)
def _label_name() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, lexicon.words("persons", "labels") - {"to", "from"}), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\n|;(>\t])|(?<=[ ]{{2}}))[ \t>]{{0,6}}(?i:{labels})[ ]{{0,2}}(?:[:.][ \t]{{0,20}}\n?[ \t]{{0,20}}|\n[ \t]{{0,20}})"
        rf"(?P<name>{_LAST_FIRST}|{NAME})(?=[ ]{{0,9}}(?:[\n,;|(\t]|$|[ ]{{2}}))"
        rf"|(?:^|\n)[ \t]{{0,6}}(?i:ship to|to|from|deliver to|bill to|sold to)[ ]?:[ \t]{{0,9}}\n?[ \t]{{0,9}}(?P<name2>{_LAST_FIRST}|{NAME})(?=[ ]{{0,9}}(?:[\n,;|(<]|$))"
    )


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(lexicon.words('persons', 'titles'))})\.?[ ]{{1,2}}$")


@lru_cache(maxsize=1)
def _title_name() -> re.Pattern[str]:
    titles = "|".join(sorted({t.title() for t in lexicon.words("persons", "titles")} | {t.upper() for t in lexicon.words("persons", "titles")}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{titles})\.?[ ]{{1,2}}(?P<name>{_PART}(?:[ ]{_PART}){{0,3}})")


def _labelled(text: str) -> Iterator[tuple[int, int, str, float]]:
    for match in _label_name().finditer(text):
        group = "name" if match.group("name") else "name2"
        yield (*match.span(group), "label", 0.65)


def _titled(text: str) -> Iterator[tuple[int, int, str, float]]:
    for match in _title_name().finditer(text):
        yield (*match.span("name"), "title", 0.7)


_NAME_LINE = re.compile(rf"[ \t>|?*]{{0,8}}(?:(?i:attn|attention|c/o)[:.]?[ ])?(?P<name>{_LAST_FIRST}|{NAME})[ \t.,]{{0,8}}")


def _above(text: str, addresses: Sequence[Hit]) -> Iterator[tuple[int, int, str, float]]:
    """Yield the name line above each address that begins its own line; a company line may lie between."""
    for hit in addresses:
        line = text.rfind("\n", 0, hit.start) + 1
        if text[line : hit.start].strip(" \t>|?*"):
            match = re.search(rf"(?P<name>{NAME}),[ ]$", text[line : hit.start])
            if match:
                yield line + match.start("name"), line + match.end("name"), "before_address", 0.5
            continue
        for weight in (0.65, 0.5):
            above = text.rfind("\n", 0, max(0, line - 1)) + 1
            if line == 0 or not text[above : line - 1].strip():
                break
            match = _NAME_LINE.fullmatch(text, above, line - 1)
            if match:
                yield (*match.span("name"), "above_address", weight)
                break
            line = above


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Keep one line, without titles, marks and possessives around a name."""
    value = text[start:end]
    lead = len(value) - len(value.lstrip())
    start, value = start + lead, value.lstrip()
    first = value.split("\n")[0]
    end = start + len(first.rstrip(" ,.;:-\t'’|("))
    for tail in ("'s", "’s", "'S"):
        if text[start:end].endswith(tail):
            end -= 2
    while start < end and not text[start].isalpha():
        start += 1
    return start, end
