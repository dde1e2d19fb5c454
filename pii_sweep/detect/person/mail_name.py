"""Names as mails, forms and records write them: before a mailbox, behind a label, the family name first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.labelled_name import at_fields, skip_title
from pii_sweep.detect.person.list.name_table import Claim
from pii_sweep.detect.person.name_confusion import places_and_brands
from pii_sweep.detect.person.name_pattern import JOIN, REST, UP, WORD
from pii_sweep.detect.text import casing, lexicon, shared_mailbox, vocabulary

# `Ann Lee <ann@lee.org>`, `"Lee, Ann" <ann@lee.org>`.
_MAILED = re.compile(
    r"(?:^|[\n:;,\"(>\t])[ ]{0,8}(?P<name>[^\W\d_][^\n<>\"@;:()\t]{1,46}?)\"?[ ]{1,2}"
    r"<(?P<box>[\w.+\-']{1,64})@"
)
# A mailbox of two words; how far from it its owner's name may stand.
_BOX = re.compile(r"(?<![\w.\-])([a-z]{2,20})[._\-]([a-z]{2,24})\d{0,4}@", re.IGNORECASE)
_NEAR = 300
# Two words side by side, with a letter between them or the family name first; pairs overlap.
_PAIR = re.compile(
    r"(?<!\w)(?P<one>[^\W\d_]{2,24})"
    rf"(?=(?:(?P<comma>,[ ])|[ ](?:{UP}\.?[ ])?)(?P<two>[^\W\d_]{{2,24}})(?!\w))"
)
# `display="Ann Lee"`, `"full_name": "Ann Lee"`.
_KEYED = re.compile(
    r"(?i)\b(?:display|full|real|customer|contact|cardholder|holder|buyer|patient|guest|employee)"
    r"(?:[_ ]?name)?\"?[ ]?[=:][ ]?\"(?P<name>[^\"\n]{3,48})\""
)
_TURNED = re.compile(rf"{UP}(?<![\w.,'’\-/].){REST},[ ]{{1,2}}(?P<given>{WORD})(?:[ ]{UP}\.)?(?![\w'’\-])")
_PARTICLES = re.compile(rf"(?<![\w.,'’\-/])(?:(?i:{JOIN})[ ]){{1,3}}$")
# What may stand behind a name that ends its field.
_END = re.compile(
    r"[ ]{0,3}(?:[\n\t|<;(\"]|\\[ntr]|$|[ ]{2}|[.·…]{3}|[–—&] "
    r"|(?:,[ ]?)?(?:DOB|SSN|MRN|AGE|TEL|PH|CB|ID)\b|, (?:born|aged?) )"
)
_MORE = re.compile(rf"[ ](?P<given>{WORD})(?:[ ]{UP}\.)?(?![\w'’\-])")
_CALLING = re.compile(r"(?<!\w)([^\W\d_]+)[ ]$")


def find(text: str) -> Iterator[Claim]:
    """Yield the names that their places show, where the lists or a mailbox know something of them."""
    for match in _MAILED.finditer(text) if "<" in text and "@" in text else ():
        start, end = match.span("name")
        name = name_order.parse(text[start:end])
        if name is not None and name.form != "lone":
            agrees = _agrees(text[start:end], match.group("box"))
            given = lexicon.given_name(text[start:end].split(maxsplit=1)[0].lower())
            if not given and shared_mailbox.of_house(f"{match['box']}@"):
                yield Claim(start, end, -0.6, "house")
            elif agrees or name.known:
                yield Claim(start, end, 0.85 if agrees or name.whole else 0.7, "mailbox")
    behind_labels = at_fields(_LABELLED, text) if any(map(text.__contains__, _SIGNS)) else ()
    labelled = (match for match in behind_labels if _is_label(match["label"].lower()))
    for match in chain(labelled, _KEYED.finditer(text) if '"' in text else ()):
        start, end = match.span("name")
        start = skip_title(text, start, end)
        name = name_order.parse(text[start:end])
        if name is not None and (name.whole or (name.form != "lone" and name.known)):
            yield Claim(start, end, 0.85 if name.whole else 0.72, "label")
        elif name is not None and name.form == "lone" and name.given and not name.plain:
            yield Claim(start, end, 0.65, "label")
    if "@" in text:
        yield from _find_mailed(text)
    yield from _find_turned(text)
    yield from _find_stacked(text)


def _find_mailed(text: str) -> Iterator[Claim]:
    """Yield the names near a mailbox that is called by both their words: `ann.lee@` below `Ann Lee`."""
    boxes: dict[tuple[str, str], list[int]] = {}
    for match in _BOX.finditer(text):
        boxes.setdefault((match[1].lower(), match[2].lower()), []).append(match.start())
    for pair in _PAIR.finditer(text) if boxes else ():
        one, two = pair["one"].lower(), pair["two"].lower()
        places = boxes.get((two, one) if pair["comma"] else (one, two), [])
        at = bisect_left(places, pair.start() - _NEAR)
        if at < len(places) and places[at] <= pair.start() + _NEAR:
            start, end = pair.start(), pair.end("two")
            if name_order.parse(text[start:end]) is not None:
                yield Claim(start, end, 0.85, "mailbox")


def _find_turned(text: str) -> Iterator[Claim]:
    """Yield `Lee, Ann` where both names are known and nothing else stands in the field, and `LEE, ANN`."""
    for match in _TURNED.finditer(text) if ", " in text else ():
        if not lexicon.given_name(match.group("given").lower()):
            continue
        start, end = match.start(), _end_given(text, match.end())
        small = _PARTICLES.search(text, max(0, start - 24), start)
        start = small.start() if small else start
        name = name_order.parse(text[start:end])
        if name is None or name.form != "last_first" or not name.given:
            continue
        if places_and_brands.is_in_goods_list(text, start, end):
            continue
        capitals = text[start:end].isupper()
        closed = _END.match(text, end) is not None
        opened = text[max(0, start - 2) : start].strip(" ") in ("", ":", "\n", "\t", "|", '"', ">")
        called = _CALLING.search(text, max(0, start - 24), start)
        opened = opened or (called is not None and called.group(1).lower() in name_order.callings())
        if name.family and not name.plain and (capitals or (closed and opened)):
            yield Claim(start, end, 0.75, "family_first")
        elif name.family and closed and opened:
            yield Claim(start, end, 0.65, "family_first")
        elif _plainly_turned(text, match, name, called):
            yield Claim(start, end, 0.6, "family_first")


def _end_given(text: str, end: int) -> int:
    """Return where the given names end of which one was taken: `GARCIA, MARIA ELENA`."""
    for _ in range(2):
        more = _MORE.match(text, end)
        low = more["given"].lower() if more else ""
        if more is None or not lexicon.given_name(low) or low in lexicon.words("persons", "ambiguous"):
            break
        end = more.end()
    return end


def _plainly_turned(
    text: str, match: re.Match[str], name: name_order.Name, called: re.Match[str] | None
) -> bool:
    """Return whether `Lee, Ann` in a sentence or a list of works is a person: both are names alone.

    `In Paris, Martin said` and `Anna, Peter and Tove` are not: a place word before, a given name first.
    """
    family, given = match.group().partition(",")[0].lower(), match.group("given").lower()
    if name.plain or not lexicon.family_name(family) or {family, given} & lexicon.ordinary():
        return False
    if lexicon.given_name(family) or family in lexicon.words("places_and_brands", "places"):
        return False
    if _CAPITAL_BEHIND.match(text, match.end()) or _CAPITAL_BEFORE.search(
        text, max(0, match.start() - 24), match.start()
    ):
        return False
    return called is None or called.group(1).lower() not in _PLACING


# A longer name, or a list of some.
_CAPITAL_BEHIND = re.compile(rf",?[ ](?:and[ ]|&[ ])?{UP}")
_CAPITAL_BEFORE = re.compile(rf"(?:(?<![.!?:\n] ){UP}[^\W\d_]*|,)[ ]\Z")


_PLACING = frozenset(
    ["in", "at", "near", "from", "to", "around", "outside", "of", "à", "en", "aus", "nach", "bei"]
)


# A box's label in small print, with how to fill it in, and the name below: `NAME (LAST, FIRST, MI)`.
_STACKED = re.compile(
    r"(?m)^[ \t]{0,6}(?:\d{1,2}[a-z]?[.)]?[ ])?(?P<label>(?:[^\W\d_]+['’]?s?[ ]){0,3}(?i:name))"
    r"(?:[ ]?\([^()\n]{3,40}\))?:?[ ]*\n{1,2}[ \t]{0,6}(?P<name>[^\W\d_][^\n\d:;|<>()@]{2,46}?)[ ]*$"
)
# `KESSLER/ANNA`, as cards and tickets have it.
_SLASHED = re.compile(
    r"(?i:card ?holder|passenger|pax|travell?er|guest)(?:[ ](?i:name))?[ :.]{1,12}"
    r"(?P<name>(?P<family>[A-Z]{2,24})/(?P<given>[A-Z]{2,24})(?:[ ][A-Z]{1,4})?)(?![\w/])"
)


def _find_stacked(text: str) -> Iterator[Claim]:
    """Yield names below a label of a name, and the family name before a stroke, where a list knows them."""
    said = casing.words(text)
    for match in _STACKED.finditer(text) if "name" in said else ():
        label = match["label"].lower()
        name = name_order.parse(match["name"])
        if name is not None and name.form != "lone" and (name.whole or name.known) and label in _own_names():
            yield Claim(*match.span("name"), 0.85 if name.whole else 0.72, "label")
    for match in _SLASHED.finditer(text) if "/" in text and not said.isdisjoint(_CARRIED) else ():
        if lexicon.given_name(match["given"].lower()) or lexicon.family_name(match["family"].lower()):
            yield Claim(*match.span("name"), 0.8, "label")


_CARRIED = frozenset(["cardholder", "holder", "passenger", "pax", "traveler", "traveller", "guest"])


@lru_cache(maxsize=1)
def _own_names() -> frozenset[str]:
    return _labels() | {
        "print name",
        "printed name",
        "your name",
        "child's name",
        "parent's name",
        "name of patient",
    }


def _agrees(name: str, box: str) -> bool:
    """Return whether a mailbox is called by one of a name's words."""
    local = re.sub(r"[^a-z]", "", box.lower())
    words = (re.sub(r"[^a-z]", "", lexicon.plain(word.lower())) for word in name.split())
    return any(len(word) > 2 and word in local for word in words)


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return vocabulary.name_labels() - _LOOSE


def _is_label(words: str) -> bool:
    """Return whether words label a person, read as they are or with characters that OCR takes for others."""
    return words in _labels() or (len(words) >= LONG and _outline(words) in _outlines())


# Characters that worn print leaves alike; shorter labels come to mean something else.
LONG = 6
_ALIKE = str.maketrans({"n": "m", "1": "l", "i": "l", "0": "o", "5": "s", "8": "b"})


def _outline(words: str) -> str:
    return words.replace("rn", "m").translate(_ALIKE)


@lru_cache(maxsize=1)
def _outlines() -> frozenset[str]:
    return frozenset(_outline(label) for label in _labels() if len(label) >= LONG)


# A few words at the begin of a line or field, and what stands behind them up to a wide gap.
_LABELLED = re.compile(
    r"(?:^|[\n|;(>\t]|[ ]{2})[ >]{0,6}(?P<label>[^\W\d_][\w/\- ]{0,20}\w)[ ]?"
    r"(?::|\.{2,40}|[ ]{2}|\t)[ \t.]{0,30}(?=(?P<name>[^\W\d_'’][^\n\t|;<>(]{1,46}?)"
    r"[ ]?(?:[\n\t|;<(]|$|[ ]{2}|[ ](?=[^\W\d_][\w.]{1,11}:)))"
)
# What parts the two.
_SIGNS = (":", "..", "  ", "\t")
# Labels that name no person but what one does, in lists of anything.
_LOOSE = frozenset({"n", "to", "from", "thanks", "regards", "agent", "provider", "owner", "user"})
