"""Columns that hold half a name each: given names next to family names, whatever their headers say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from pii_sweep.detect.tables import column_header, person_header, value_kind
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled, part, role_of
from pii_sweep.detect.tables.people import name_column
from pii_sweep.detect.text import lexicon, vocabulary

# Values in sight for a pair of columns to be decided, in a table of people and in any other.
BACKED, ALONE = 2, 5
_LONGEST = 28


def decide_half(sample: Sampled, samples: Sequence[Sampled]) -> Column | None:
    """Return the half of a name that a column's header says, next to firms or not, if any."""
    if names_firms_too(sample):
        given = next((one for one in samples if not names_firms_too(one) and _heads_given(one)), None)
        called = (name_column.MIXED, "header:+")
        return replace(sample.as_column("last", 0.95, *called), role=role_of(given)) if given else None
    half = headed(sample, samples)
    return sample.as_column(half, 0.95, "header:+") if half else None


def headed(sample: Sampled, samples: Sequence[Sampled]) -> str:
    """Return the half that a column headed as a name holds: `Name, Vorname`; empty where it holds none.

    So does `Pt last name` next to `Pt first name`, whatever the words before the halves mean.
    """
    if half := _get_half(sample, samples):
        return half
    if not (sample.titled(part("name")) or sample.titled(_KEY)) or sample.share(SHAPES["name"]) < 0.8:
        return ""
    if not column_header.may_be_names(sample):
        return ""
    near = [other for other in samples if column_header.parent(other) == column_header.parent(sample)]
    halves = {kind: other for kind in ("first", "last") for other in near if other.titled(part(kind))}
    if called := next(filter(names_firms_too, near), None):
        halves["last"] = called
    if len(halves) != 1 or _names_relative(sample, near):
        return ""
    ((kind, other),) = halves.items()
    if not _is_single(sample) and not _lacks(sample, other):
        return ""
    return "last" if kind == "first" else "first"


def _heads_given(sample: Sampled) -> bool:
    """Return whether a header says given names, or a name where another one says the family name."""
    half = _half(sample)
    named = sample.titled(part("first")) or sample.titled(part("name"))
    return named or (half is not None and half[1] == "first")


def names_firms_too(sample: Sampled) -> bool:
    """Return whether a header says the family names of people or, for firms among them, a firm's name.

    `Nachname oder Firma`, `Apellidos / Razón social`, `Full Name, Last Name or Company Name`.
    """
    for title in sample.titles:
        for match in filter(None, (one.fullmatch(title) for one in _or_firms())):
            words = match["called"].split()
            if any(part("last").pattern.fullmatch(" ".join(words[-count:])) for count in range(1, 4)):
                return True
            # `Organization - Name` is of firms alone, `Name oder Firma` of both.
            if len(words) == 1 and words[0] in _BARE and (match["or"] or match.start("called") == 0):
                return True
    return False


# What stands for the family name where given names have a column of their own.
_BARE = frozenset({"name", "nom", "naam", "navn", "namn", "nimi", "ad", "adi"})


@lru_cache(maxsize=1)
def _or_firms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon.table("headers_world")
    firms, ors = table["firms"], table["ors"]
    return (
        re.compile(rf"(?P<called>.+?) (?P<or>(?:{ors}) )?{firms}"),
        re.compile(rf"{firms} (?P<or>(?:{ors}) )?(?P<called>.+)"),
    )


def _names_relative(sample: Sampled, near: Sequence[Sampled]) -> bool:
    """Return whether a header is of somebody else than the half next to a bare name: `Naam`, `Naam vader`."""
    bare = [other for other in near if other is not sample and other.titled(part("name"))]
    return person_header.human(sample) and any(not person_header.human(other) for other in bare)


# A family name, or a firm's, next to given names: `SNAME`, `Keyname`. Elsewhere it is a shop's or a key's.
_KEY = re.compile(r"s ?na?me?|(?:key|sort|file|list|index) ?na?me?")
# Family names of several words hold a given name by chance: `Van den Broeck`, `St. Claire`.
_CHANCE = 0.2
# Colours and plants have families too.
KINDS = re.compile(r"famil(?:y|ie|le|ia|iglia)")


def _lacks(sample: Sampled, half: Sampled) -> bool:
    """Return whether the values of a column are without the halves of names that the other one holds."""
    if half.titled(KINDS) or (share_of_given_names(half) < _EITHER and family(half) < _EITHER):
        return False
    firms = vocabulary.company_words()
    if any(word.strip(".,") in firms for value in sample.values for word in value.lower().split()):
        return False
    halves = {word for value in half.values for word in _words(value)}
    held = sum(not halves.isdisjoint(value.lower().split()) for value in sample.values)
    return half.share(SHAPES["first"]) >= _WRITTEN and held <= _CHANCE * len(sample.values)


_HALF = re.compile(
    r"(?P<whose>\w+(?: \w+){0,4}) (?P<half>first|given|fore|christian|middle|last|family|sur|initials?)"
    r"(?: ?(?:names?|nm))?"
)
# The same in Chinese and Japanese, where no space stands between: `注文者姓`, `送付先名`, `注文者姓カナ`.
_EASTERN = re.compile(
    r"(?P<whose>[\u3040-\u30ff\u4e00-\u9fff]{0,8}?)[（(]?(?P<half>姓|名|セイ|メイ|せい|めい)"
    r"[）)]? ?(?P<read>[（(]?(?:フリガナ|ふりがな|カナ|かな|ヨミ|よみ|読み?|ローマ字)|)[）)]?"
)
_HALVES = {
    **dict.fromkeys(
        ("first", "given", "fore", "christian", "initial", "initials", "名", "メイ", "めい"), "first"
    ),
    "middle": "middle",
    **dict.fromkeys(("last", "family", "sur", "姓", "セイ", "せい"), "last"),
}


_READINGS = ("セイ", "メイ", "せい", "めい")


def _get_half(sample: Sampled, samples: Sequence[Sampled]) -> str:
    """Return the half of a name that a header says, where another has the other half and the same words."""
    half = _half(sample)
    if sample.share(SHAPES["first"]) < 0.8:
        return ""
    if half is not None:
        others = {other for other in map(_half, samples) if other is not None and other[0] == half[0]}
        if len(others) > 1:
            return half[1]
    return find_owned(samples).get(sample.index, ("", ""))[1] if len(_cuts(sample.titles)) else ""


def find_owned(samples: Sequence[Sampled]) -> dict[int, tuple[str, str]]:
    """Return, by its place, whose half of a name each column is and which, as its header says around it.

    `ZZ1_PRIJMENI` next to `ZZ1_JMENO`, `Vorname HP` next to `Name HP`: both halves have the same words.
    """
    groups: dict[tuple[str, bool], dict[str, list[Sampled]]] = {}
    for sample in samples:
        for whose, ahead, half in _cuts(sample.titles):
            groups.setdefault((whose, ahead), {}).setdefault(half, []).append(sample)
    found: dict[int, tuple[str, str]] = {}
    for (whose, _), held in groups.items():
        firsts, lasts = held.get("first", []), held.get("last") or held.get("name", [])[:1]
        lasts = [one for one in lasts if one not in firsts]
        if not firsts or not lasts:
            continue
        if "last" in held or _is_single(lasts[0]) or _lacks(lasts[0], firsts[0]):
            found |= {one.index: (whose, "first") for one in firsts}
            found |= {one.index: (whose, "last") for one in lasts}
    return found


def _is_single(sample: Sampled) -> bool:
    """Return whether most values of a column are one word."""
    return sum(" " not in value for value in sample.values) >= 0.6 * len(sample.values)


@lru_cache(maxsize=4096)
def _cuts(titles: tuple[str, ...]) -> tuple[tuple[str, bool, str], ...]:
    """Return the words before or behind what a header calls a half of a name or a name, and which it is."""
    found: list[tuple[str, bool, str]] = []
    for title in titles:
        words = title.split()
        for count in range(1, min(_WHOSE, len(words) - 1) + 1):
            for ahead, whose, rest in (
                (True, words[:count], words[count:]),
                (False, words[-count:], words[:-count]),
            ):
                called = " ".join(rest)
                kinds = (kind for kind in ("first", "last", "name") if part(kind).pattern.fullmatch(called))
                if called not in _ORDINALS and (kind := next(kinds, "")):
                    found.append((" ".join(whose), ahead, kind))
    return tuple(found)


# So many words say whose a half is; some words for halves are of anything: `first seen`, `famille produit`.
_WHOSE = 3
_ORDINALS = frozenset({"first", "last", "given", "family", "famille", "familia", "familie", "famiglia"})


def owner(header: str) -> str:
    """Return the words before the half of a name that a header says: `parent` of `Parent Surname`."""
    half = _half(Sampled(0, header, column_header.plain_header(header), ()))
    return half[0] if half else ""


def _half(sample: Sampled) -> tuple[str, str] | None:
    if match := next(filter(None, map(_HALF.fullmatch, sample.titles)), None):
        return match["whose"], _HALVES[match["half"]]
    match = next(filter(None, map(_EASTERN.fullmatch, sample.titles)), None)
    if match is None:
        return None
    # The reading of a name in katakana is one of its own, as the header says in the same letters.
    read = match["read"] or ("カナ" if match["half"] in _READINGS else "")
    return match["whose"] + read, _HALVES[match["half"]]


def paired(
    samples: Sequence[Sampled], *, backed: bool, identified: bool = False, mailboxes: Sequence[str] = ()
) -> Iterator[tuple[Sampled, str]]:
    """Yield columns side by side with the half that each holds, as the lists of names know their values.

    `backed` indicates that the table speaks of people; else more and surer names are needed. `identified`,
    that it has a birth or a national number of each: next to given names, the lists know few family names.
    So do `mailboxes` of the table that are made of the values.
    """
    least, given, family = (BACKED, 0.7, 0.5) if backed else (ALONE, 0.9, 0.7)
    towns = {sample.index - 1 for sample in samples if value_kind.states(sample)}
    saluted = {sample.index for sample in samples if _holds_salutations(sample)}
    particles = {sample.index for sample in samples if all(map(_is_particle, sample.values))}
    for left, right in pairwise([sample for sample in samples if sample.index not in particles]):
        enough = value_kind.count_apart(left, right) >= least
        between = set(range(left.index + 1, right.index))
        if not between <= particles or not enough or right.index in towns or left.index in saluted:
            continue
        if _is_other_script(left) and _is_other_script(right):
            addressed = left.index - 1 in saluted  # as in Thailand, where given names come first
            if addressed or backed:
                yield from (
                    (left, "first" if addressed else "last"),
                    (right, "last" if addressed else "first"),
                )
                return
        first, last = max((left, right), (right, left), key=lambda way: sum(_shares(*way)))
        shares = _shares(first, last)
        near = {left.index - 1, left.index - 2} & saluted and _looks_like_names(last)
        plain = identified and shares[0] >= _SURELY and _are_own_names(last)
        plain = plain or (shares[0] >= given and _are_mailed(first, last, mailboxes))
        if (shares[0] >= given and (shares[1] >= family or near)) or plain:
            yield from ((first, "first"), (last, "last"))
            yield from ((sample, "middle") for sample in samples if sample.index in between)


def find_parents(halves: Sequence[Sampled], samples: Sequence[Sampled]) -> Iterator[tuple[Sampled, str]]:
    """Yield columns of given names without a header next to those of names: a father's, a mother's."""
    taken = {one.index for one in halves}
    end = max(taken)
    for sample in samples:
        follows = sample.index == end + 1 and sample.index not in taken and column_header.blank(sample)
        if follows and share_of_given_names(sample) >= _SURELY and _is_single(sample):
            end = sample.index
            yield sample, "name"


def find_initials(samples: Sequence[Sampled]) -> Iterator[tuple[Sampled, str]]:
    """Yield columns of initials with those of the family names next to them, particles between or not.

    `J.M.`, `van der`, `Berg`: points behind single letters are of names in any table and language.
    """
    at = {sample.index: sample for sample in samples}
    taken: set[int] = set()
    for first in filter(holds_initials, samples):
        for step in (1, -1):
            near, far = at.get(first.index + step), at.get(first.index + 2 * step)
            middle = near is not None and sum(map(_is_particle, near.values)) >= _WRITTEN * len(near.values)
            last = far if middle else near
            if last is None or last.index in taken or not _looks_like_names(last):
                continue
            taken.add(last.index)
            yield first, "first"
            if near is not None and middle:
                yield near, "middle"
            yield last, "last"
            break


_INITIALS = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ]\.[ \-]?){1,6}")


def holds_initials(sample: Sampled) -> bool:
    """Return whether a column holds initials, mostly different ones: `U.S.` and `U.K.` come again."""
    asked = min(len(sample.values), value_kind.ASKED)
    own = value_kind.count_distinct(sample) >= max(BACKED, _OWN * asked)
    return own and sample.share(_INITIALS) >= _WRITTEN


def _is_particle(value: str) -> bool:
    """Return whether a cell holds particles of names or what follows one: `van der`, `Jr.`."""
    low = value.lower()
    follows = low.strip(" .") in lexicon.words("persons", "suffixes")
    return follows or all(word in vocabulary.particles() for word in low.split())


def are_families(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a column without a header holds family names, some of two words, next to given names.

    `García Peña` behind `Carmen` is no whole name; `Ana García` behind `Ana` is one.
    """
    if not column_header.blank(sample) or family(sample) < _SURELY:
        return False
    for other in samples:
        near = abs(other.index - sample.index) == 1 and column_header.blank(other)
        if near and value_kind.count_distinct(other) >= ALONE and share_of_given_names(other) >= _SURELY:
            begun = sum(lexicon.given_name(value.split()[0].lower()) for value in sample.values)
            return _is_single(other) and 2 * begun <= len(sample.values)
    return False


_SURELY = 0.8
# A column of a name in parts, two to four of them next to each other: so much of it is known as its half.
_ABBREVIATED = 2  # `n`, `ap`, `am`
_PARTS, _GIVEN, _FAMILY, _EITHER, _OWN = 4, 0.7, 0.4, 0.3, 0.5


def parted(samples: Sequence[Sampled]) -> Iterator[tuple[Sampled, str]]:
    """Yield columns without headers, or under a letter or two, that hold a name in parts, and which.

    Forms of Spanish-speaking countries have both family names and both given names in columns of their own,
    those of the Philippines the mother's family name behind the given one.
    """
    run: list[tuple[Sampled, float, float]] = []
    towns = {sample.index - 1 for sample in samples if value_kind.states(sample)}
    for sample in (*samples, None):
        known = _describe_part(sample) if sample is not None and sample.index not in towns else None
        follows = sample is not None and bool(run) and sample.index == run[-1][0].index + 1
        if run and (known is None or not follows or len(run) == _PARTS):
            if found := _name_parts(run):
                yield from found
                return
            run = []
        if sample is not None and known is not None:
            run.append((sample, *known))


def _describe_part(sample: Sampled) -> tuple[float, float] | None:
    """Return the shares of given and family names in a column that may be of a part of names, else None."""
    different, asked = value_kind.count_distinct(sample), min(len(sample.values), value_kind.ASKED)
    open_header = column_header.blank(sample) or is_abbreviated(sample.titles)
    if not open_header or different < max(ALONE, _OWN * asked):
        return None
    if not _looks_like_names(sample):
        return None
    given, last = share_of_given_names(sample), family(sample)
    return (given, last) if max(given, last) >= _EITHER else None


def _name_parts(run: Sequence[tuple[Sampled, float, float]]) -> list[tuple[Sampled, str]]:
    """Return each column of a run with its part, none where not both halves are plainly among them."""
    halves = [(sample, "first" if given > last else "last", given, last) for sample, given, last in run]
    sure_given = any(half == "first" and given >= _GIVEN for _, half, given, _ in halves)
    sure_family = any(half == "last" and last >= _FAMILY for _, half, _, last in halves)
    if not (sure_given and sure_family):
        return []
    named: list[tuple[Sampled, str]] = []
    for sample, half, _, _ in halves:
        again = half == "first" and any(one == "first" for _, one in named)
        named.append((sample, "middle" if again else half))
    return named


def _are_own_names(sample: Sampled) -> bool:
    """Return whether words of a column are names of their own, as family names are and breeds are not."""
    asked = value_kind.select_different(sample)
    ordinary = sum(value.lower() in lexicon.ordinary() for value in asked)
    own = len(asked) >= _FAMILIES * min(len(sample.values), value_kind.ASKED)
    scripted = not any(map(str.isascii, asked)) and share_of_given_names(sample) <= _CHANCE
    known = scripted or family(sample) >= _LISTED  # the lists have hardly any of other scripts
    plain = ordinary <= _CHANCE * len(asked)
    return own and known and plain and _is_single(sample) and _looks_like_names(sample)


def _are_mailed(first: Sampled, last: Sampled, mailboxes: Sequence[str]) -> bool:
    """Return whether mailboxes are made of the values of two columns: `ana.berg@`, `aberg@`, `ana81@`."""
    boxes = [_write_letters(box.partition("@")[0]) for box in mailboxes[: value_kind.ASKED]]
    halves = [
        [one for value in half.values[: value_kind.ASKED] if len(one := _write_letters(value)) >= _MAILED]
        for half in (first, last)
    ]
    with_first, with_last = ([any(one in box for one in half) for box in boxes] for half in halves)
    either = sum(map(max, with_first, with_last))
    return len(boxes) >= ALONE and 2 * either >= len(boxes) <= 4 * sum(with_last) and sum(with_first) > 0


_MAILED = 4  # letters of a name that no mailbox holds by chance


def _write_letters(text: str) -> str:
    """Return the letters of a text as mailboxes have them: small ones, without marks."""
    return "".join(filter(str.isalpha, lexicon.plain(text.lower())))


# Families share a name; a word in ten of anything is a family name.
_FAMILIES, _LISTED = 0.8, 0.15


def _holds_salutations(sample: Sampled) -> bool:
    """Return whether a column holds salutations alone, a name or a title behind them: `Herrn`, `Frau`."""
    held = {value.lower().strip(".") for value in sample.values}
    return 1 <= len(held) <= _SALUTATIONS and held <= _salutations()


@lru_cache(maxsize=1)
def _salutations() -> frozenset[str]:
    """Return the forms of address of all scripts, without the point behind them."""
    scripts = lexicon.table("script_names")
    scripted = chain.from_iterable(scripts[name]["titles"] for name in _ADDRESSED)
    titles = vocabulary.titles()
    return titles | {title.strip(".") for title in scripted}


_ADDRESSED = ("arabic", "hebrew", "thai", "indic")


_SALUTATIONS = 6


def _looks_like_names(sample: Sampled) -> bool:
    """Return whether nearly all of a column's values are written as family names are."""
    return sum(map(_looks_like_name, sample.values)) >= _WRITTEN * len(sample.values)


_WRITTEN = 0.9


def share_of_given_names(sample: Sampled) -> float:
    """Return the share of distinct values that are a given name or begin with one."""
    return _share(sample, lexicon.any_given_name)


def abbreviates_family(sample: Sampled) -> bool:
    """Return whether values under a letter or two are family names: `ap` is no apartment there."""
    return is_abbreviated(sample.titles) and family(sample) >= _OWN and _looks_like_names(sample)


def is_abbreviated(titles: Sequence[str]) -> bool:
    """Return whether a header is a letter or two, with or without the path to it; `姓` is a word."""
    return any(len(title) <= _ABBREVIATED and not _WHOLE.search(title) for title in titles)


_WHOLE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def family(sample: Sampled) -> float:
    """Return the share of distinct values that are a family name."""
    return _share(sample, lexicon.family_name)


def names_cargo(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a column headed `Last` is of cargo or of what came last, and not of family names.

    No other half of a name stands next to it, and its values are few or no family names.
    """
    if sample.titles[-1:] != ("last",) or any(one.titled(column_header.part("first")) for one in samples):
        return False
    repeated = len(set(sample.values)) <= _CARGO * len(sample.values)
    return family(sample) < _OF_FAMILIES or repeated


_CARGO, _OF_FAMILIES = 0.5, 0.3


def _is_other_script(sample: Sampled) -> bool:
    """Return whether a column without a header holds single words of another script, as names are written."""
    return column_header.blank(sample) and sample.share(_SCRIPTED) >= 0.9


_SCRIPTED = re.compile(
    r"[\u0386-\u03ab\u0400-\u042f][\u0390\u03ac-\u03ce\u0430-\u045f]{2,24}(?:-[\u0370-\u052f]{3,24})?"
    r"|[\u0590-\u07ff\u0900-\u0eff]{2,16}"
)


def _shares(first: Sampled, last: Sampled) -> tuple[float, float]:
    return share_of_given_names(first), family(last)


def _share(sample: Sampled, known: Callable[[str], bool]) -> float:
    """Return the share of distinct values, written as one or two names, that a list knows a word of."""
    asked = value_kind.select_different(sample)
    return sum(_looks_like_name(value) and any(map(known, _words(value))) for value in asked) / max(
        1, len(asked)
    )


def _looks_like_name(value: str) -> bool:
    written = SHAPES["first"].fullmatch(value) is not None and value[0].isupper()
    return written and len(value) <= _LONGEST and value.count(" ") <= 2


def _words(value: str) -> list[str]:
    low = value.lower()
    return [low, *low.replace("-", " ").split()]
