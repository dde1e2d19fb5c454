"""What a sign makes with its neighbours, in scripts that put no blank between words.

A token of Chinese, Japanese, Thai, Lao, Khmer and Burmese is one sign or one cluster of letters, and says
little by itself. Of the pairs that it makes with the sign before and the one behind, those of everyday words
are known; at a name both are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc

_HAN_KANA = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々"
# Where a token of these scripts begins and ends: each sign of Chinese and Japanese is one; the others have
# clusters of a consonant with the vowels and marks that are written around it.
BOUNDARIES = (
    rf"(?<=[{_HAN_KANA}])(?=\S)",
    rf"(?<=\S)(?=[{_HAN_KANA}])",
    r"(?<=[^\s\u0e40-\u0e44])(?=[\u0e01-\u0e2e\u0e40-\u0e44])",
    r"(?<=[\u0e01-\u0e4e])(?=[^\s\u0e01-\u0e4e])",
    r"(?<=[^\s\u0ec0-\u0ec4])(?=[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc-\u0edf])",
    r"(?<=[\u0e81-\u0ecd])(?=[^\s\u0e81-\u0edf])",
    r"(?<=[^\s\u17d2])(?=[\u1780-\u17b3])",
    r"(?<=[\u1780-\u17d3])(?=[^\s\u1780-\u17d3])",
    # A consonant that is stacked or has no vowel belongs to the cluster before it.
    r"(?<=[^\s\u1039])(?=[\u1000-\u102a\u103f](?!\u1037?\u103a|\u1039))",
    r"(?<=[\u1000-\u103f])(?=[^\s\u1000-\u103f])",
)
_SIGN = re.compile(rf"[{_HAN_KANA}\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1780-\u17d3]")
_CUT = re.compile("|".join(BOUNDARIES))


def is_sign(token: str) -> bool:
    """Return whether a token is a sign, or a cluster of letters, of these scripts."""
    return _SIGN.match(token) is not None


def has_signs(text: str) -> bool:
    """Return whether a text has a letter of these scripts."""
    return _SIGN.search(text) is not None


def signs(word: str) -> list[str]:
    """Return the signs of a word and what stands between them; a word of another script as it is."""
    return _CUT.split(word) if has_signs(word) else [word]


def mark(doc: Doc, attribute: Callable[[str], str]) -> Doc:
    """Give each sign of a document what its pair with the sign before (`LEMMA`) and behind (`TAG`) is."""
    if not has_signs(doc.text):
        return doc
    before = None
    for token in doc:
        this = token if is_sign(token.text) else None
        if this is not None and before is not None and not before.whitespace_:
            pair = attribute(before.text + this.text)
            before.tag_ = this.lemma_ = pair
        before = this
    return doc
