"""Codes in plain words, and numbers as people read them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from pii_sweep.entities import ENTITIES

REASONS: Mapping[str, str] = {
    "STORAGE_CLASS_ARCHIVED": "glacier (archived)",
    "INVALID_OBJECT_STATE": "glacier (archived)",
    "FILTERED": "filtered",
    "EMPTY": "empty",
    "UNSUPPORTED_FILE_TYPE_EXCEPTION": "unsupported type",
    "ENCRYPTED_DOCUMENT": "password needed",
    "MALFORMED_FILE": "malformed",
    "UNABLE_TO_PARSE_FILE": "cannot be parsed",
    "PERMISSION_DENIED": "access denied",
    "SOURCE_OBJECT_NO_LONGER_AVAILABLE": "gone since listing",
    "OBJECT_VERSION_MISMATCH": "changed since listing",
    "CHECKSUM_MISMATCH": "other bytes than its ETag says",
    "NO_SUCH_BUCKET_AVAILABLE": "no such bucket",
    "NO_SUCH_PREFIX": "nothing lies under the prefix",
    "LISTING_INCONSISTENT": "the store's pages lead in a circle, never end or lack entries",
    "ENDPOINT_UNREACHABLE": "no answer, or a broken one, from the endpoint",
    "BUDGET_SPENT": "budget spent",
    "FILE_EXCEEDS_SIZE_LIMIT": "over the size limit",
    "ARCHIVE_NESTING_LEVEL_OVER_LIMIT": "nested too deep",
    "TIME_CUT_OFF_REACHED": "time limit",
    "CRASHED": "reader crashed",
    "MEMORY_LIMIT": "memory limit",
    "INVALID_ENCRYPTION": "encryption key not usable",
    "INVALID_KMS_KEY": "encryption key not usable",
    "SWEEP_FILE": "written by an earlier sweep",
    "OCR_OFF": "OCR off",
    "OCR_NOT_INSTALLED": "extra [ocr] not installed",
    "OFFICE_NOT_INSTALLED": "extra [office] not installed",
    "TAGS_NOT_READ": "tags not read",
    "TEXT_NOT_EXAMINED": "text not examined",
    "SCRIPT_NOT_READ": "in a script that is not read",
}

LEVEL_WORDS: Mapping[str, str] = {
    "VERY_HIGH": "Very high",
    "HIGH": "High",
    "MEDIUM": "Medium",
    "LOW": "Low",
    "UNKNOWN": "Unknown",
    "EMPTY": "Empty",
}

ENTITY_WORDS: Mapping[str, str] = {item.name: item.words for item in ENTITIES}


_ENTITY = "|".join(sorted(ENTITY_WORDS, key=len, reverse=True))
_COMBINATION = re.compile(rf"\b(?:{_ENTITY})(?: \+ (?:{_ENTITY}))*\b")

RULES: Mapping[str, str] = {
    "over_500": "more than 500 (notice to the Attorney General, §1798.82(f))",
    "at_least_50000": "50,000 or more (audit where data are sensitive, 11 CCR §7120(b))",
    "at_least_100000": "100,000 or more (whom the law covers, §1798.140(d)(1)(B))",
    "at_least_250000": "250,000 or more (audit, 11 CCR §7120(b))",
}


def reason(code: str) -> str:
    """Return a reason code in plain words; an unknown one as it is, in lower case."""
    return REASONS.get(code, code if code.startswith("bug") else code.replace("_", " ").lower())


def reason_with_code(code: str) -> str:
    """Return `password needed (ENCRYPTED_DOCUMENT)`; the place of a bug as it is."""
    return code if code.startswith("bug") else f"{reason(code)} ({code})"


# Why a draw ended (`BucketFrame.stopped`), as the reason why objects were not sampled.
ENDS: Mapping[str, str] = {
    "target met": "the sampling error is small enough",
    "enough read": "a kind of data that was not found is in less than 0.5% of the objects",
    "reading is not cheap": "reading more is not cheap (sample.cheap_seconds, sample.cheap_dollars)",
    "budget spent: objects": "the sample is as large as was asked for (sample.size)",
    "budget spent: bytes": "the limit of bytes is used up (max_bytes)",
    "budget spent: requests": "the limit of requests is used up (max_requests)",
    "budget spent: dollars": "the limit of dollars is used up (max_dollars)",
    "budget spent: minutes": "the limit of minutes is used up (max_minutes)",
    "rating certain": "the rating is certain",  # of sweeps by earlier versions, as the next one
    "budget spent": "the sample or its budget is used up",
    "all kept picks read": "every object drawn was read",
    "looks spent": "another interim look would invalidate the interval",
    "minutes spent": "the time limit is used up",
    "store stopped answering": "the store stopped answering; run the same command again to continue",
}


def left_out(objects: int, stopped: str) -> str:
    """Return `243 not sampled: the rating is certain`, without the reason where a draw goes on."""
    why = ENDS.get(stopped, "")
    return f"{objects:,} not sampled" + (f": {why}" if why else "")


def measure(name: str) -> str:
    """Return what an estimate measures in plain words."""
    kind, _, rest = name.partition(":")
    if kind == "objects_with":
        return f"share of objects with {listing(map(in_sentence, rest.split('+')))}"
    return {"subjects": "people", "subjects_ca": "people in California"}.get(name, name)


def entity(name: str) -> str:
    """Return an entity type in plain words, or several joined by `+` as `Names with postal addresses`."""
    first, *others = name.split("+")
    return " with ".join([ENTITY_WORDS.get(first, first), *map(in_sentence, others)])


def in_sentence(name: str) -> str:
    """Return an entity type in plain words as it stands within a sentence: `card numbers`, `IBANs`."""
    word = ENTITY_WORDS.get(name, name)
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def to_plain(text: str) -> str:
    """Return a sentence with its entity types in plain words: `names, card numbers and dates of birth`."""
    return _COMBINATION.sub(lambda found: listing(map(in_sentence, found[0].split(" + "))), text)


def sentence(text: str) -> str:
    """Return text with a capital at its beginning and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}."


def listing(names: Iterable[str]) -> str:
    """Return names as `a, b and c`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def correction(rare: bool, unmeasured: Sequence[str], reviewed: int, *, full: bool = True) -> list[str]:
    """Return what a corrected share rests on, in a few words each; `full` names the formats."""
    notes = ["too rare to correct: false alarms alone may explain it"] if rare else []
    if unmeasured:
        notes.append(
            f"error rates of other formats for {listing(unmeasured)}" if full else "some rates borrowed"
        )
    answers = "1 answer" if reviewed == 1 else f"{reviewed:,} answers"
    return notes + ([f"{answers} of your review"] if reviewed else [])


def counts(reasons: Mapping[str, int]) -> str:
    """Return `100 glacier (archived), 18 filtered`; the number is left out where there is one reason only."""
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) == 1:
        return reason(ordered[0][0])
    return ", ".join(f"{count:,} {reason(code)}" for code, count in ordered)


def count_of(count: int, noun: str) -> str:
    """Return `1 object` or `1,200 objects`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def number(value: float | None) -> str:
    """Return a figure with thousands separators; no upper bound is said so."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "-"
    if math.isinf(value):
        return "no upper bound"
    return f"{round(value):,}"  # of a whole number: -0.0 and -0.4 are 0


def interval(low: float, high: float) -> str:
    """Return `12 to 34`, or `at least 12` or `no upper bound` where there is none."""
    if math.isinf(high):
        return f"at least {number(low)}" if low else "no upper bound"
    return number(low) if round(low) == round(high) else f"{number(low)} to {number(high)}"


def not_bounded(seen: float, room: float) -> str:
    """Return what is said of a count of people whose upper end is only the room in what was not read."""
    met = f"{number(seen)} seen" if seen else "none seen"
    return f"{met}; not bounded by this sample: what was not read could hold up to {number(room)}"


def figure(low: float, point: float, high: float) -> tuple[str, str]:
    """Return a figure and its interval, which is empty where it has no width or only its low end is known."""
    if math.isinf(point):
        return interval(low, point), ""
    if math.isinf(high) and not point:
        return "None seen", "no upper bound"
    spread = interval(low, high)
    return number(point), "" if spread == number(point) else spread


def shares(low: float, high: float) -> str:
    """Return `91% to 95%`; empty where both ends read the same, as after a whole reading."""
    first, last = share(low), share(high)
    return "" if first == last else f"{first} to {last}"


def share(value: float | None) -> str:
    """Return a share as per cent with one decimal below ten."""
    if value is None or math.isnan(value):
        return "-"
    percent = 100 * value
    if 0 < percent < 0.1:
        return "<0.1%"
    return f"{percent:.1f}%" if percent < 10 else f"{percent:.0f}%"


def size(count: float) -> str:
    """Return bytes with a binary unit."""
    units = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")
    step = min(len(units) - 1, int(math.log(count, 1024)) if count >= 1 else 0)
    return f"{count:,.0f} B" if step == 0 else f"{count / 1024**step:,.1f} {units[step]}"


def moment(text: str) -> str:
    """Return an ISO 8601 time as `2026-11-01 09:00 UTC`."""
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
