"""When a truth entity is found, and when a finding is right: the two rules of a labelled corpus.

A truth entity is found when one finding of its type covers at least 80 % of its letters and
digits, or, where the text was read by OCR, comes within an edit distance of 15 %. A finding is
right when at least 60 % of its tokens lie in a truth entity of its type. Amounts in figures are compared as
numbers, those in words (`eleven hundred rand`) as text. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

COVER = 0.8
WITHIN = 0.6
EDITS = 0.15
_TOKEN = re.compile(r"[^\W_]+")
# One, two, or (a number as a machine keeps it) many decimals; three are a group of thousands.
_CENTS = re.compile(r"[.,](\d{1,2}|\d{5,})$")
_AMOUNT = re.compile(r"\d[\d.,'\u00a0\u202f ]*")


def normalise(text: str) -> str:
    """Return the letters and digits of a text, case and compatibility forms folded."""
    return "".join(tokens(text))


def tokens(text: str) -> list[str]:
    """Return the runs of letters and digits, folded."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def measure_cover(truth: str, finding: str) -> float:
    """Return the share (0 to 1) of the truth's letters and digits that the finding holds, in order.

    Both are normal forms. Only runs of three characters and more count, so that a long finding
    does not cover a truth by scattered letters; a shorter truth must be held whole.
    """
    if not truth:
        return 0.0
    if truth in finding:
        return 1.0
    least = min(3, len(truth))
    blocks = Indel.opcodes(truth, finding)
    held = (op.src_end - op.src_start for op in blocks if op.tag == "equal")
    return sum(length for length in held if length >= least) / len(truth)


def close(truth: str, finding: str) -> bool:
    """Return whether the best part of the finding is within the edit distance that OCR is allowed."""
    if not truth or not finding:
        return False
    limit = EDITS * len(truth)
    if Levenshtein.distance(truth, finding, score_cutoff=int(limit)) <= limit:
        return True
    if len(finding) < len(truth):
        return False
    best = fuzz.partial_ratio_alignment(truth, finding)
    if best is None:
        return False
    return Levenshtein.distance(truth, finding[best.dest_start : best.dest_end]) <= limit


def amount(text: str) -> Decimal | None:
    """Return the number in an amount, whatever its separators; None where there is none."""
    found = _AMOUNT.search(text)
    if found is None:
        return None
    digits = re.sub(r"[\s']", "", found[0]).rstrip(".,")
    tail = _CENTS.search(digits)
    whole = re.sub(r"[.,]", "", digits[: tail.start()] if tail else digits)
    return round(Decimal(f"{whole or 0}.{tail[1] if tail else 0}"), 2)


def found_by(entity: str, truth: str, finding: str, *, ocr: bool, share: float = COVER) -> bool:
    """Return whether a finding of the truth's type finds it."""
    if entity == "ORDER_VALUE" and (wanted := amount(truth)) is not None:
        return wanted == amount(finding)
    one, two = normalise(truth), normalise(finding)
    return measure_cover(one, two) >= share or (ocr and close(one, two))


def lies_in(entity: str, finding: str, truths: Sequence[str], *, ocr: bool) -> bool:
    """Return whether enough of a finding's tokens lie in one of the truths."""
    if entity == "ORDER_VALUE" and (mine := amount(finding)) is not None:
        return any(mine == amount(truth) for truth in truths)
    words = tokens(finding)
    return bool(words) and any(_share(words, truth, ocr) >= WITHIN for truth in truths)


def _share(words: Sequence[str], truth: str, ocr: bool) -> float:
    left = Counter(tokens(truth))
    whole = normalise(truth)
    inside = 0
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            inside += 1
        else:
            alike = ocr and any(count > 0 and _are_alike(word, other) for other, count in left.items())
            inside += alike or (len(word) >= 4 and word in whole)
    return inside / len(words)


def _are_alike(one: str, two: str) -> bool:
    limit = max(1, round(EDITS * max(len(one), len(two))))
    return min(len(one), len(two)) > 1 and Levenshtein.distance(one, two, score_cutoff=limit) <= limit
