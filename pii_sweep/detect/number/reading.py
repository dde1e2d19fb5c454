"""What numbers in running text are: account, licence, plate, telephone, password, birth, or nothing personal.

The recognizers know labels; people write numbers behind half a label, below it, in the answer to a question,
or behind a bank's name alone. Here the form of a number and all that stands around it are weighed together by
a fitted multinomial score. Weights: `data/number_reading.npz`, fitted by `make number-scorer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pii_sweep.detect.health import recognizer
from pii_sweep.detect.identifiers import check_digits, placeholder, vat_number
from pii_sweep.detect.identifiers.birth import birth_date
from pii_sweep.detect.identifiers.login import source_code
from pii_sweep.detect.number import candidates, file_number, surroundings
from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.text import digits
from pii_sweep.detect.text.candidate import Hit

RECOGNIZER = "Number"
RUNNING = frozenset({"prose", "page", "label"})
# Texts with more figures are lists of things.
MOST = 4000
# What is no person's number: the first class of the score.
NOTHING = "NOTHING"
# How likely it must be that a number is a person's, of any class; and what a claim's score is at most.
LEAST, MOST_SURE = 0.7, 0.9
# A date is a birth's where a word of birth stands so many characters before it, and so many lines at most;
# right behind a name, too, in texts that give people's births or numbers for life, but for a name behind a
# title or an office: `Dr. Ann Price 04/04/1985`, `Notary: …`.
_BIRTH, _BIRTH_LINES = 160, 3
# Years from one to another: `1938 - 2022`.
_SPAN_OF_YEARS = re.compile(r"(?:1[89]|20)\d\d[ ]?[-–—/][ ]?(?:1[89]|20)\d\d")
_PARTICULARS = frozenset(
    {"DATE_OF_BIRTH", "NATIONAL_ID", "US_SSN", "US_ITIN", "US_DRIVER_LICENSE", "US_PASSPORT"}
)
_TITLED = re.compile(r"[.:][ \t]{0,8}\Z")
# What says birth right before a date, and is too short to say so from farther: `bd 5/19/12`.
_SIGN = re.compile(r"(?i)(?<![^\W_])(?:b|bn|bd|birth|fn|f|geb|gb|ur|nar|nac|nat)\W{0,4}\Z")
_BEHIND_NAME, _NAME_NEAR = re.compile(r"[ \t\"',;:(|·/]{1,30}(?:(?:[MFW]|\d{1,3})[ ,;/]{1,8})?"), 40
# A blank of a form has one figure in all its places: zero, or one so often that no number is like it.
_BLANK = 5
# A year among others, and a number of a program: `0x7FFFFFFF`.
_YEAR, _PROGRAMS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"0[xX][\dA-Fa-f]+")
_YEARS, _YEARS_NEAR = 3, 400
# Articles have numbers of so many figures, the last a check digit (GS1 General Specifications, 7.9).
_ARTICLE = frozenset({8, 12, 13, 14})
_FILE = resources.files("pii_sweep.detect") / "data" / "number_reading.npz"


# How likely a stretch is a person's number, where it is, and of what class.
_Claim = tuple[float, int, int, str]


class Weights(NamedTuple):
    """What features add to the log-odds of each class, `NOTHING` first; `kinds`: the most of labels."""

    classes: Sequence[str]
    places: Mapping[str, int]
    rows: NDArray[np.float32]  # features x classes
    kinds: NDArray[np.float32]

    def odds(self, features: Iterable[str]) -> NDArray[np.float32]:
        """Return the log-odds of each class for a number with such features."""
        places = sorted(self.places[name] for name in features if name in self.places)
        found: NDArray[np.float32] = self.rows[places].sum(0)
        return found


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that ship."""
    with _FILE.open("rb") as stream:
        held = np.load(stream)
        names, rows = held["names"].tolist(), held["weights"].astype(np.float32)
        classes = held["classes"].tolist()
    return Weights(classes, {name: at for at, name in enumerate(names)}, rows, most_of_kinds(names, rows))


def most_of_kinds(names: Sequence[str], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the most that kinds of labels and words can add to each class, and the least to `NOTHING`."""
    most = np.zeros(rows.shape[1], np.float32)
    for place, count in surroundings.PLACES_OF_KINDS.items():
        own = rows[[at for at, name in enumerate(names) if name.startswith(f"{place} kind ")]]
        if len(own):
            most += count * np.maximum(own.max(0), 0)
            most[0] += count * (min(0, own[:, 0].min()) - max(0, own[:, 0].max()))
    return most


def add(text: str, layout: str, hits: Sequence[Hit], asked: Callable[[Hit], bool]) -> Sequence[Hit]:
    """Return the claims on a text with those that the score makes and that are `asked` for.

    A birth that it reads may be a child's.
    """
    more = placeholder.drop_placeholders(text, list(find(text, layout, hits)))
    wanted = list(filter(asked, (*more, *recognizer.minors(text, more))))
    return settle([*hits, *wanted]) if wanted else hits


def find(text: str, layout: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield what the numbers of a text are that no recognizer claims; `hits` are the claims on it."""
    if layout not in RUNNING or not digits.has_digit(text):
        return
    free = [
        span
        for span in candidates.find(text)
        if not any(hit.start < span[1] and span[0] < hit.end for hit in hits)
    ]
    if not 0 < len(free) <= MOST:
        return
    around = surroundings.read(text, hits)
    claims = [claim for span in free if (claim := _weigh(around, *span)) and may_be(text, hits, *claim[1:])]
    claims = _drop_filed(text, claims)
    taken: list[tuple[int, int]] = []
    for chance, start, end, entity in sorted(claims, reverse=True):
        if not any(low < end and start < high for low, high in taken):
            taken.append((start, end))
            yield Hit(entity, start, end, min(chance, MOST_SURE), RECOGNIZER, (f"weighed:{chance:.2f}",))


def _drop_filed(text: str, claims: list[_Claim]) -> list[_Claim]:
    """Return the claims without numbers of files; patients are counted, too, where all are theirs."""
    filed = file_number.find(text) if claims else set()
    if {entity for _, start, end, entity in claims if (start, end) in filed} <= _COUNTED:
        return claims
    return [claim for claim in claims if claim[1:3] not in filed]


_COUNTED = frozenset({"MEDICAL_RECORD_NUMBER"})


def _weigh(around: surroundings.Surroundings, start: int, end: int) -> _Claim | None:
    """Return what a stretch most likely is, and how likely it is a person's at all; None for most."""
    weights = shipped()
    odds = weights.odds(around.describe(start, end))
    if chance_of(odds + weights.kinds) < LEAST:
        return None
    odds += weights.odds(around.describe_kinds(start, end))
    chance = chance_of(odds)
    return (chance, start, end, weights.classes[int(odds[1:].argmax()) + 1]) if chance >= LEAST else None


def may_be(text: str, hits: Sequence[Hit], start: int, end: int, entity: str) -> bool:
    """Return whether a stretch may be what it is weighed as: a birth has its word, an article no person.

    A form's blank is no number; what stands behind `key=` is a record's, whose key decides; what a firm is
    taxed by is no person's. `hits` are the claims on the text.
    """
    if text.endswith("=", 0, start) or _is_blank(text[start:end], entity):
        return False
    if vat_number.is_vat_number(text[start:end]):
        return False
    if _SPAN_OF_YEARS.fullmatch(text, start, end):
        return False
    if entity == "PASSWORD" and not _may_be_secret(text, start, end):
        return False
    if entity == "US_SSN":
        return False  # its form is known to recognizers, which claim it
    if entity == "DATE_OF_BIRTH":
        return _is_of_birth(text, hits, start, end)
    figures = text[start:end].replace("-", "").replace(" ", "")
    if entity == "NATIONAL_ID" and figures.isdecimal() and len(figures) in _ARTICLE:
        return not check_digits.mod10_3_1(figures)
    return True


def _is_blank(value: str, entity: str) -> bool:
    """Return whether a form's blank or a measure has one figure again and again.

    Passwords may have one: `Hill_77`; so may plates and other numbers in capitals: `AB22 CDE`.
    """
    figures = list(filter(str.isdecimal, value))
    if len(set(figures)) != 1:
        return False
    if entity == "PASSWORD" and " " not in value and any(map(str.islower, value)):
        return False
    return figures[0] == "0" or len(figures) >= _BLANK or not value.isupper()


def _is_of_birth(text: str, hits: Sequence[Hit], start: int, end: int) -> bool:
    """Return whether a date has a word of birth near it, or stands behind a name among particulars of people.

    Elsewhere an old date next to a name is of a picture, a contract or a death; so is one that is repeated.
    """
    near = text[max(0, start - _BIRTH) : start]
    lines = near.split("\n")[-1 - _BIRTH_LINES :]
    if birth_date.find_labels("\n".join(lines) + text[start : end + _BIRTH // 4]):
        return True
    if not candidates.is_date(text[start:end]):
        return False
    if _SIGN.search(near):
        return True
    named = any(
        hit.entity == "PERSON"
        and hit.end < start <= hit.end + _NAME_NEAR
        and _BEHIND_NAME.fullmatch(text, hit.end, start)
        and not _TITLED.search(text[max(0, hit.start - _NAME_NEAR) : hit.start])
        for hit in hits
    )
    return named and any(hit.entity in _PARTICULARS for hit in hits) and text.count(text[start:end]) == 1


def _may_be_secret(text: str, start: int, end: int) -> bool:
    """Return whether a stretch may be a password: no year among others, and no name of source code."""
    if _PROGRAMS.fullmatch(text, start, end) or source_code.is_name(text, start, end):
        return False
    if _YEAR.fullmatch(text, start, end) is None:
        return True
    near = _YEAR.findall(text, max(0, start - _YEARS_NEAR), end + _YEARS_NEAR)
    return len(set(near)) < _YEARS


def chance_of(odds: NDArray[np.float32]) -> float:
    """Return how likely one of the classes but the first is, by the log-odds of all."""
    shares = np.exp(odds - odds.max())
    return float(1 - shares[0] / shares.sum())
