"""Names of people: what the model reads and what labels, titles and address blocks show, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect import cues, lexicon, peers, traps
from pii_sweep.detect.hits import Hit
from pii_sweep.detect.ner import Entity

_UP = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŠŽČĐΑ-ΩА-Я]"
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?\.?")
_PART = rf"(?:{_UP}[^\W\d_]*(?:['’\-][^\W\d_]+)*|{_UP}\.)"
_JOIN = r"(?:de|da|di|del|della|van|von|der|den|bin|binti|al|el|la|le|du|dos|ten|ter|zu|af|st\.|y|e)"
NAME = (
    rf"{_PART}(?:[ ]{{1,2}}(?:{_JOIN}[ ]{{1,2}}){{0,2}}{_PART}){{1,3}}(?:,?[ ](?:Jr|Sr|II|III|IV|PhD"
    rf"|MD)\b\.?)?"
)
_LAST_FIRST = rf"{_PART}(?:[ \-]{_PART})?(?:[ ](?:Jr|Sr|II|III|IV)\b\.?)?,[ ]{{1,2}}{_PART}(?:[ ]{_PART})?"


def find(text: str, entities: Iterable[Entity], addresses: Sequence[Hit], *, prose: bool) -> Iterator[Hit]:
    """Yield the people a text names.

    `addresses` are the address claims of the same text: a line just above one is likely a name.
    In running prose a lone given name is taken too.
    """
    named = [entity for entity in entities if entity.label in ("PERSON", "ORG")]
    goods = traps.catalogue(text, addresses)
    taken: list[tuple[int, int]] = []
    read: list[Hit] = []
    told = list(_told(text, prose))
    phrased = {(start, end) for start, end, _, _ in told}
    for entity in named:
        for start, end in _modelled(text, entity) if entity.label == "PERSON" else ():
            taken.append((start, end))
            hit = traps.priced(text, _weighed(text, start, end, "model", 0.55), goods)
            backed = (start, end) in phrased
            read.append(hit.raised("phrase", 0.15) if backed else hit)
    read = peers.backed(text, read)
    yield from read
    firms = [(entity.start, entity.end) for entity in named if entity.label == "ORG"]
    for start, end, factor, weight in (*_labelled(text), *_titled(text), *_above(text, addresses)):
        hit = _weighed(text, start, end, factor, weight)
        hit = traps.priced(text, hit, goods) if factor == "title" else hit
        inner = [other.score for other in read if start <= other.start and other.end <= end]
        if inner and max(inner) >= hit.score >= 0.5:
            hit = hit.raised("model_agrees", max(inner) + 0.01 - hit.score)
        yield hit.raised("organisation", -0.25) if _meets(firms, start, end) else hit
    for start, end, factor, weight in (*told, *lexical(text, prose)):
        if not _meets(taken, start, end):
            taken.append((start, end))
            hit = _weighed(text, start, end, factor, weight)
            hit = traps.priced(text, hit, goods) if factor == "lexicon" else hit
            yield hit.raised("organisation", -0.25) if _meets(firms, start, end) else hit
    if prose:
        for start, end in cues.listed(text, taken):
            yield _weighed(text, start, end, "list", 0.3)


def _told(text: str, prose: bool) -> Iterator[tuple[int, int, str, float]]:
    for start, end, weight in cues.find(text) if prose else ():
        yield start, end, "phrase", weight


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in spans)


_CAPITAL = re.compile(
    rf"(?<![\w@./\-_#])(?P<given>{_UP}[^\W\d_A-Z]{{2,}}(?:-{_UP}[^\W\d_]+)?)"
    rf"(?P<more>(?:[ ]{_UP}\.)?[ ](?:(?:{_JOIN})[ ])?{_UP}[^\W\d_]+(?:['’\-][^\W\d_]+)*)?(?![\w@]|['’]t\b)"
)


def lexical(text: str, prose: bool) -> Iterator[tuple[int, int, str, float]]:
    """Yield capitalised words that begin with a known given name: with a surname, or alone in prose."""
    given, ambiguous = lexicon.name_list("given"), lexicon.words("persons", "ambiguous")
    for match in _CAPITAL.finditer(text):
        word = match.group("given").lower()
        if word not in given:
            continue
        more = match.group("more")
        if more and not cues.plain_word(more.split()[-1].lower()):
            if word not in ambiguous or more.split()[-1].lower() in lexicon.name_list("surnames"):
                known = more.split()[-1].lower() in lexicon.name_list("surnames")
                weight = 0.45 if word not in ambiguous and (known or prose) else 0.3
                yield match.start(), match.end(), "lexicon", weight
        elif prose and word not in ambiguous and len(word) > 2 and word in lexicon.census("given"):
            yield match.start(), match.end("given"), "lexicon", 0.32


def _modelled(text: str, entity: Entity) -> Iterator[tuple[int, int]]:
    """Yield the names in a model's span: a list of given names is several people."""
    start, end = _trim(text, entity.start, entity.end)
    pieces = text[start:end].split(", ")
    if len(pieces) > 1 and all(piece.lower() in lexicon.census("given") for piece in pieces):
        for piece in pieces:
            yield start, start + len(piece)
            start += len(piece) + 2
    elif end - start >= 2 and text[start].isalpha():
        yield _before(text, start), end


def _before(text: str, start: int) -> int:
    """Return where a known given name before a model's span begins, else the span's begin."""
    match = _GIVEN.search(text, max(0, start - 24), start)
    known = match is not None and match.group(1).lower() in lexicon.name_list("given")
    return match.start(1) if match and known and not cues.plain_word(match.group(1).lower()) else start


_GIVEN = re.compile(rf"(?<![\w.'’\-])({_UP}[^\W\d_A-Z]{{2,15}})[ ]$")


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
        alone = len(words) == 1 and words[0] in lexicon.words("persons", "ambiguous")
        if not (alone and factor in ("model", "list")):
            hit = hit.raised("given_name", 0.15)
    if len(words) > 1 and words[-1] in lexicon.name_list("surnames"):
        hit = hit.raised("surname", 0.1)
    elif factor == "model" and len(words) == 1 and _family(words[0]):
        hit = hit.raised("family_name", 0.05)
    elif words and lexicon.foreign(words[-1], words[0]):
        hit = hit.raised("name_like", 0.1)
    if factor == "model" and not any(reason.partition(":")[0] in _EVIDENCE for reason in hit.reasons):
        hit = hit.raised("alone", -0.2 if len(words) == 1 else -0.28)
    return traps.weighed(text, hit, value, words)


_EVIDENCE = frozenset({"given_name", "surname", "family_name", "name_like", "label", "title"})


def _family(word: str) -> bool:
    """Tell whether a word alone is a family name and no everyday word."""
    if cues.plain_word(word) or word in lexicon.words("persons", "companies"):
        return False
    return word in lexicon.name_list("surnames") and word not in lexicon.name_list("given")


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, lexicon.words("persons", "labels")), key=len, reverse=True))
    return re.compile(
        rf"(?i)(?:^|[\n|,;(>.\t]|[ ]{{2}})[ \t>]{{0,6}}(?:{labels})[ ]{{0,2}}(?:[:.,#\-]|\n"
        rf"|[ ])[ \t]{{0,12}}\n?[ \t]{{0,12}}$"
    )


@lru_cache(maxsize=1)
def _label_name() -> re.Pattern[str]:
    labels = "|".join(
        sorted(map(re.escape, lexicon.words("persons", "labels") - {"to", "from"}), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:^|(?<=[\n|;(>\t])|(?<=[ ]{{2}}))[ \t>]{{0,6}}(?i:{labels})[ ]{{0,2}}"
        rf"(?:[:.][ \t]{{0,20}}\n?[ \t]{{0,20}}|(?:(?:[ ]{{2}}|\t)[^\n]{{1,60}})?\n[ \t]{{0,20}})"
        rf"(?P<name>{_LAST_FIRST}|{NAME})(?=[ ]{{0,9}}(?:[\n,;|(\t]|$|[ ]{{2}}))"
        rf"|(?:^|\n)[ \t]{{0,6}}(?i:ship to|to|from|deliver to|bill to"
        rf"|sold to)[ ]?:[ \t]{{0,9}}\n{{0,2}}[ \t]{{0,9}}(?P<name2>{_LAST_FIRST}|{NAME})(?=[ ]{{0,9}}"
        rf"(?:[\n,;|(<]"
        rf"|$))"
    )


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(lexicon.words('persons', 'titles'))})\.?[ ]{{1,2}}$")


@lru_cache(maxsize=1)
def _title_name() -> re.Pattern[str]:
    titles = "|".join(
        sorted(
            {t.title() for t in lexicon.words("persons", "titles")}
            | {t.upper() for t in lexicon.words("persons", "titles")},
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"(?<!\w)(?:{titles})\.?[ ]{{1,2}}(?P<name>{_PART}(?:[ ]{_PART}){{0,3}})")


def _labelled(text: str) -> Iterator[tuple[int, int, str, float]]:
    for match in _label_name().finditer(text):
        group = "name" if match.group("name") else "name2"
        yield (*match.span(group), "label", 0.65)
    for match in _KEY.finditer(text):
        yield (*match.span("name"), "label", 0.65)
    for match in _SHIP.finditer(text):
        yield (*match.span("name"), "label", 0.65)
    for match in _PID.finditer(text) if "PID|" in text else ():
        yield (*match.span("name"), "label", 0.75)


def _titled(text: str) -> Iterator[tuple[int, int, str, float]]:
    for match in _title_name().finditer(text):
        yield (*match.span("name"), "title", 0.7)


# A record's key with fields of a contact behind it; a product has a name too, but no street.
_KEY = re.compile(
    rf"\"(?:\w{{0,20}}_)?name\"[ ]?:[ ]?\"(?P<name>{NAME})\""
    r"(?=[ ]?,[ ]?\"(?:street|address|line_?1|email|phone|city|zip)\w{0,9}\"[ ]?:)"
)
# Labels set `SHIP` before the name and `TO:` below it, beside the address.
_SHIP = re.compile(rf"(?:^|\n)[ ]{{0,3}}SHIP[ ]{{1,3}}(?P<name>{NAME})[ ]{{0,3}}\n[ ]{{0,3}}TO:?(?!\w)")
# HL7 v2: the fifth field of a patient's segment is family^given.
_PID = re.compile(r"\bPID(?:\|[^|\n]{0,80}){4}\|(?P<name>[^\W\d_][^|^\n]{0,40}\^[^\W\d_][^|^\n]{0,40})")
_NAME_LINE = re.compile(
    rf"[ \t>|?*]{{0,8}}(?:(?i:attn|attention|c/o)[:.]?[ ])?(?P<name>{_LAST_FIRST}|{NAME})[ \t.,]{{0,8}}"
)


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
            if match and match.group("name").lower() in lexicon.words("persons", "labels"):
                break
            if match and match.group("name").split()[0] in ("The", "THE", "Our"):
                break
            if match:
                yield (*match.span("name"), "above_address", weight)
                if weight > 0.5 and not _known(match.group("name")):
                    line = above
                    continue
                break
            line = above


def _known(name: str) -> bool:
    """Tell whether a name's first word is a given name or its last a family name of the lists."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", name)]
    return bool(words) and (
        words[0] in lexicon.name_list("given") or words[-1] in lexicon.name_list("surnames")
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Keep one line, from the first capital to the last capitalised word, without marks and possessives."""
    value = text[start:end]
    start += len(value) - len(value.lstrip())
    end = start + len(text[start:end].split("\n", maxsplit=1)[0])
    words = cues.trimmed(list(re.finditer(r"\S+", text[start:end])))
    while len(words) > 2 and cues.plain_word(words[-1].group().lower()):
        words = words[:-1]
    names = [word for word in words if word.group().lstrip("(\"'“")[:1].isupper()]
    if not names:
        return start, start
    start, end = start + names[0].start(), start + names[-1].end()
    end = start + len(text[start:end].rstrip(" ,.;:-\t'’|(\"”"))
    for tail in ("'s", "’s", "'S"):
        if text[start:end].endswith(tail):
            end -= 2
    while start < end and not text[start].isalpha():
        start += 1
    return start, end
