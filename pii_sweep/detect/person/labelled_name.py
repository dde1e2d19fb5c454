"""Names that labels, titles and addresses show, whatever the words of the names are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.person.name_pattern import INITIAL, JOIN, UP, WORD
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

PART = rf"(?:{INITIAL}(?=[ ]{UP})|{WORD}|(?:(?:al|bin|el|ibn|abu)-|d['’]){UP}[^\W\d_]+|{UP}\.)"
NAME = (
    rf"{PART}(?:[ ]{{1,2}}(?:{JOIN}[ ]{{1,2}}){{0,2}}{PART}){{1,3}}(?:,?[ ](?:Jr|Sr|II|III|IV|PhD|MD)\b\.?)?"
)
LAST_FIRST = (
    rf"{PART}(?:[ \-]{PART})?(?:[ ](?:Jr|Sr|II|III|IV)\b\.?)?,[ ]{{1,2}}{PART}(?:[ ]{PART})?"
    rf"(?:,?[ ](?:MD|DO|DVM|DDS|RN|NP)\b\.?)?"
)


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return (vocabulary.name_labels() | vocabulary.person_words()) - {"to", "from"}


@lru_cache(maxsize=1)
def _label_name() -> re.Pattern[str]:
    labels = group_by_letters(sorted(sorted(map(re.escape, _labels())), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\n|;(>\t])|(?<=[ ]{{2}}))[ \t>]{{0,6}}(?i:{labels})[ ]{{0,2}}"
        rf"(?:[:.][ \t]{{0,20}}\n?[ \t]{{0,20}}|(?:(?:[ ]{{2}}|\t)[^\n]{{1,60}})?\n[ \t]{{0,20}})"
        rf"(?P<name>{LAST_FIRST}|{NAME})(?=[ ]{{0,9}}(?:[\n,;|()\t]|$|[ ]{{2}}))"
        rf"|(?:^|\n)[ \t]{{0,6}}(?i:ship to|to|from|deliver to|bill to"
        rf"|sold to)[ ]?:[ \t]{{0,9}}\n{{0,2}}[ \t]{{0,9}}(?P<name2>{LAST_FIRST}|{NAME})(?=[ ]{{0,9}}"
        rf"(?:[\n,;|(<]|$))"
    )


@lru_cache(maxsize=1)
def _label_words() -> frozenset[str]:
    """Return the longest word of each label: one of them is in a text that holds any label."""
    return casing.longest_words(_labels())


@lru_cache(maxsize=1)
def _label_heads() -> frozenset[str]:
    """Return the first word of each label, and those of the addressed."""
    found = (re.search(r"[^\W\d_]+", label) for label in _labels())
    return frozenset(word.group() for word in found if word) | set(
        ["ship", "to", "from", "deliver", "bill", "sold"]
    )


_TITLES = ("titles", "titles_world", "titles_uncapped", "titles_dotted")


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    titles = [word for kind in _TITLES for word in lexicon.words("persons", kind)]
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(titles)))


# What stands between a title and a name: `Frau Prof. Dr. med. Lang`, `Herr Dipl.-Ing. Roth`.
_DEGREE = r"(?:Dr|Dra|Prof|Mag|Dipl|Ing|Dott|Ir|Mgr|med|jur|phil|rer|nat|pol|h\.c|habil)\b\.?-?[ ]?"


@lru_cache(maxsize=1)
def _title_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w\-])(?:{_titles()}[ ]{{1,2}}(?:{_DEGREE}){{0,4}}){{1,3}}(?!{_DEGREE})"
        rf"(?P<name>(?:(?:St|ST)\.[ ])?{PART}(?:[ ](?:{JOIN}[ ]){{0,2}}{PART}){{0,3}})"
    )


@lru_cache(maxsize=1)
def _title_particle() -> gate.Gated:
    """Compile a name that small words begin behind a title: `Sra. de la Fuente`, `M. du Bois`."""
    plain = lexicon.words("persons", "titles_plain")
    forms = {form for title in plain for form in (title, _capitalise_title(title), title.upper())}
    # `25 M de Acero`, `FR de Paris`: two letters are a title with a full stop or one in small letters alone
    short = {form for form in forms if len(form) <= len("mr")}
    dotted = _longest_first(map(str.capitalize, short))
    words = rf"(?:(?:{_longest_first(forms - short)})\.?|(?:{dotted})\.|M[rs])"
    return gate.gated(
        rf"(?<![\w\-.])(?<!\d )(?:{words})[ ]{{1,2}}(?P<name>(?:van|von|vom|zu|de|di|da|del|della"
        rf"|dalla|dos|das|du|des|den|ter|ten|af|av)[ ](?:(?:der|den|dem|la|las|los|le|het|'t)[ ])?"
        rf"{WORD}(?:[ \-]{WORD})?)(?![\w\-])"
    )


@lru_cache(maxsize=1)
def _title_inside() -> gate.Gated:
    """Compile a title between family and given name, as desks write it: `Torvaldsen, Mr Leif`."""
    return gate.gated(
        rf"(?<![\w.'’\-])(?P<name>(?P<family>{WORD}(?:[ \-]{WORD})?),[ ](?:{_titles()}[ ]){{1,2}}"
        rf"(?P<given>{PART})(?:[ ]{PART})?)(?![\w\-])"
    )


@lru_cache(maxsize=1)
def _titles() -> str:
    """Return a pattern of the titles as they are written; those of other languages in small letters too."""
    english, world, uncapped, dotted = (lexicon.words("persons", kind) for kind in _TITLES)
    plain = {form for title in english for form in (title.title(), title.upper())}
    plain |= {form for title in world for form in (title, _capitalise_title(title), title.upper())}
    plain |= {form for title in uncapped for form in (title, title.upper())}
    short = {form for title in dotted for form in (title, title.title(), title.upper())}
    whole = group_by_letters([_longest_first(plain)], any_case=False)
    return rf"(?:(?:{whole})\.?|(?:{_longest_first(short)})\.)"


def _capitalise_title(title: str) -> str:
    return title[0].upper() + title[1:]  # `d-na` is written `D-na`


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    titles = _longest_first(vocabulary.titles())
    short = _longest_first(lexicon.words("persons", "titles_dotted"))
    opened = group_by_letters((titles, vocabulary.greeting(thanks=True)))
    return re.compile(
        rf"(?i)(?:(?:(?:{opened})\b[.,]?|(?:{short})\.)[ ]{{1,2}}){{1,2}}(?:{_DEGREE}){{0,4}}(?=\w)"
    )


def skip_title(text: str, start: int, end: int) -> int:
    """Return where a name begins behind a title that stands before it: `DR MAKINDE`."""
    match = _opening().match(text, start, end)
    return match.end() if match else start


# What parts the fields of a text where a word may follow, and how many blanks a pattern takes in before it.
_MARK = re.compile(r"[\n|;(>\t ](?:(?<![ ])|(?<![ ]{2})[ ]+)(?=[^\W\d_]|[ >\t])")
_INDENT = 6


# The first word of a field.
_HEAD = re.compile(r"[\n|;(>\t ]*([^\W\d_]+)")


def at_fields(
    pattern: re.Pattern[str], text: str, heads: frozenset[str] | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins where a text does, or at or behind a mark between fields.

    Marks are found far sooner than a pattern that looks back for them is tried at every character.
    `heads`, if given, are the words in lower case of which one comes first in whatever matches.
    """
    opened = heads is None or ((head := _HEAD.match(text)) is not None and head[1].lower() in heads)
    match = pattern.match(text) if opened else None
    if match:
        yield match
    free = match.end() if match else 0
    for mark in _MARK.finditer(text):
        begin, end = mark.span()
        if heads is not None and ((head := _HEAD.match(text, end)) is None or head[1].lower() not in heads):
            continue
        behind = end if end == begin + 1 else max(begin + 2, end - _INDENT)
        for start in (max(begin, end - _INDENT - 2), behind):
            if start >= free and (match := pattern.match(text, start)):
                yield match
                free = match.end()
                break


def find_labelled(text: str) -> Iterator[tuple[int, int, str, float]]:
    said = casing.words(text)
    spoken = not (said.isdisjoint(_label_words()) and (":" not in text or said.isdisjoint(("to", "from"))))
    for match in at_fields(_label_name(), text, _label_heads()) if spoken else ():
        group = "name" if match.group("name") else "name2"
        yield (*match.span(group), "label", 0.65)
    for match in _KEY.finditer(text) if 'ame"' in text else ():
        yield (*match.span("name"), "label", 0.65)
    for match in _SHIP.finditer(text) if "SHIP" in text else ():
        yield (*match.span("name"), "label", 0.65)
    for match in _PID.finditer(text) if "PID|" in text else ():
        yield (*match.span("name"), "label", 0.75)


# `Joaquín "Tito" Zamora`, `Ann (Nan) Lee`.
_NICKED = re.compile(
    rf"(?P<name>(?P<given>{UP}(?<![\w.].)[^\W\d_]+)(?:[ ]{PART})?[ ](?:[\"“'‘]{UP}[\w .'’\-]{{1,18}}[\"”'’]"
    rf"|\({UP}[^\W\d_]{{1,14}}\))[ ](?P<family>{UP}[^\W\d_]+(?:['’\-][^\W\d_]+)*))(?!\w)"
)


_MARKS = (' "', " “", " (", " '", " ‘")


def find_nicknamed(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield names with what everybody calls the person between them; in brackets the lists know both."""
    for match in _NICKED.finditer(text) if any(mark in text for mark in _MARKS) else ():
        given = lexicon.given_name(match["given"].lower())
        family = lexicon.family_name(match["family"].lower())
        if given and (family or "(" not in match["name"]):
            yield (*match.span("name"), "nickname", 0.75)


_NUMBER = re.compile(r"[-/]?\d")


def find_titled(text: str) -> Iterator[tuple[int, int, str, float]]:
    if "M." in text or "D." in text:
        yield from _find_lettered(text)
    if casing.words(text).isdisjoint(_title_words()):
        return
    for match in _title_name().finditer(text):
        # `Rev B` is a drawing's, `Lic. VT-008813` a licence.
        if len(match["name"].rstrip(".")) > 1 and _NUMBER.match(text, match.end("name")) is None:
            start, end = match.span("name")
            yield start, end - 2 * match["name"].endswith(("'s", "’s")), "title", 0.7
    for match in _title_particle().finditer(text):
        yield (*match.span("name"), "title", 0.7)
    for match in _title_inside().finditer(text) if "," in text else ():
        family = match["family"].lower()
        letter = lexicon.words("greetings_closings", "closing_words_else") | vocabulary.name_labels()
        # `Love, Auntie Marjorie` closes a letter, `Ron, Mrs Hayes says` calls one person and names another.
        if _is_abbreviated(match) or family in lexicon.ordinary() or family in letter:
            continue
        if _is_turned(text, match):
            yield (*match.span("name"), "title", 0.75)


def _find_lettered(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield names behind a title of one letter: `M. Dubois`, `D.ª Rosa Ibarra`, `D. Inês`."""
    for match in lettered_title(text).finditer(text):
        name = _LETTERED_NAME.match(text, match.end())
        if name and len(name.group()) > 2:
            yield (*name.span(), "title", 0.7)


_LETTERED_NAME = re.compile(rf"{WORD}(?:[ ](?:{JOIN}[ ]){{0,2}}{WORD}){{0,2}}")


def lettered_title(text: str) -> re.Pattern[str]:
    """Return the pattern of a title of one letter in a text's language; else the letter is an initial."""
    said = casing.words(text)
    french, iberian = (len(said & words) >= _FEW for words in _LETTERED)
    return _MONSIEUR if french else _DON if iberian else _MARKED


_MARKED = re.compile(rf"(?<![\w.\-])D\.?[ªº]\.?[ ](?={UP})")
_MONSIEUR = re.compile(rf"(?<![\w.\-])(?<!\d[ ])MM?\.[ ](?={UP}[^\W\d_]{{2}})(?![^\n.]{{1,40}},[ ]{UP}\.[ ])")
_DON = re.compile(rf"(?<![\w.\-])(?<!{UP}[ ])D\.(?:[ªº]\.?)?[ ](?={UP}[^\W\d_]{{2}})")
# Small words of French, and of Spanish and Portuguese; so many of them say the language.
_LETTERED = (
    frozenset(
        {
            "le",
            "les",
            "des",
            "une",
            "est",
            "dans",
            "pour",
            "avec",
            "du",
            "et",
            "à",
            "sur",
            "qui",
            "pas",
            "son",
        }
    ),
    frozenset(
        {
            "el",
            "los",
            "las",
            "del",
            "una",
            "para",
            "por",
            "com",
            "con",
            "não",
            "uma",
            "um",
            "do",
            "dos",
            "da",
            "ao",
            "à",
            "que",
            "sua",
            "seu",
            "pelo",
            "foi",
        }
    ),
)
_FEW = 3


def _is_abbreviated(match: re.Match[str]) -> bool:
    """Return whether what stands before a title ends in an abbreviation: `seen by GP, Dr. Lee`."""
    last = match["family"].split()[-1]
    return last.isupper() and not match["given"].isupper() and not lexicon.family_name(last.lower())


def _is_turned(text: str, match: re.Match[str]) -> bool:
    """Return whether the given name is behind the title: one is known there, or the name fills its line."""
    given = match["given"].lower().rstrip(".")
    alone = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    filled = alone and text[match.end() : match.end() + 1] in ("", "\n", "\t", "|", '"')
    known = len(given) == 1 or lexicon.given_name(given)
    return filled or (known and not lexicon.given_name(match["family"].lower()))


# A record's key with fields of a contact behind it; a product has a name too, but no street.
_KEY = re.compile(
    rf"\"(?:\w{{0,20}}_)?name\"[ ]?:[ ]?\"(?P<name>{NAME})\""
    r"(?=[ ]?,[ ]?\"(?:street|address|line_?1|email|phone|city|zip)\w{0,9}\"[ ]?:)"
)
# Labels set `SHIP` before the name and `TO:` below it, next to the address.
_SHIP = re.compile(rf"(?:^|\n)[ ]{{0,3}}SHIP[ ]{{1,3}}(?P<name>{NAME})[ ]{{0,3}}\n[ ]{{0,3}}TO:?(?!\w)")
# HL7 v2: the fifth field of a patient's segment is family^given.
_PID = re.compile(r"\bPID(?:\|[^|\n]{0,80}){4}\|(?P<name>[^\W\d_][^|^\n]{0,40}\^[^\W\d_][^|^\n]{0,40})")
_NAME_LINE = re.compile(
    rf"[ \t>|?*]{{0,8}}(?:(?i:attn|attention|c/o|ship to|deliver to)[:.]?[ ]|T[Oo]:?[ ](?=\S+[ ]\S))?"
    rf"(?P<name>{LAST_FIRST}|{NAME})[ \t.,]{{0,8}}"
)


_BEFORE = re.compile(rf"(?P<name>{NAME}),[ ]\Z")
# `at 7 pm` ends the line above the place where it is.
_HELD = re.compile(r"(?i)\d[ ]?[ap]\.?m\.?[ ]?\n\Z|\d:\d\d[ ]?\n\Z")


def find_above_addresses(text: str, addresses: Sequence[Hit]) -> Iterator[tuple[int, int, str, float]]:
    """Yield the name line above each address that begins its own line; a company line may lie between."""
    for hit in addresses:
        line = text.rfind("\n", 0, hit.start) + 1
        if text[line : hit.start].strip(" \t>|?*"):
            if text.endswith(", ", line, hit.start) and (match := _BEFORE.search(text, line, hit.start)):
                held = match["name"].startswith("The ") or _HELD.search(text, max(0, line - 16), line)
                yield from () if held else ((*match.span("name"), "before_address", 0.5),)
            continue
        for weight in (0.65, 0.5):
            above = text.rfind("\n", 0, max(0, line - 1)) + 1
            if line == 0 or not text[above : line - 1].strip():
                break
            match = _NAME_LINE.fullmatch(text, above, line - 1)
            if match and match.group("name").lower() in vocabulary.name_labels():
                break
            if match and match.group("name").split()[0] in ("The", "THE", "Our"):
                break
            if match:
                yield (*match.span("name"), "above_address", weight)
                if weight > 0.5 and not _is_known(match.group("name")):
                    line = above
                    continue
                break
            line = above


def _is_known(name: str) -> bool:
    """Return whether a name's first word is a given name or its last a family name of the lists."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", name)]
    return bool(words) and (
        words[0] in lexicon.name_list("given") or words[-1] in lexicon.name_list("surnames")
    )
