"""Columns of accounts and passwords under a letter each, `u,p`: either says what the other is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pii_sweep.detect.tables.column_header import Sampled, plain_header

_USER = re.compile(r"u|un|usr|user|user ?name|login|log ?in|e ?mail|mail|account|acct|id")
_PASS = re.compile(r"p|pw|pwd|pass|pass ?word|passwd")
_ACCOUNT = re.compile(r"(?=.*[^\W\d_])[\w.+\-]{2,64}(?:@[\w.\-]{3,64})?")
# No figures, as pressures and prices are, and no word of a few letters.
_SECRET = re.compile(r"(?=.*[^\W\d_])(?!.*[ ])\S{4,64}")
_MOST, _LETTER = 0.8, ("u", "p")


def spell_out(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns, those of accounts and passwords with a letter for a header under whole words."""
    if not any(one.name.lower() in _LETTER for one in samples):
        return list(samples)
    user = next((one for one in samples if _is_headed(one, _USER) and one.share(_ACCOUNT) >= _MOST), None)
    secret = next((one for one in samples if _is_headed(one, _PASS) and one.share(_SECRET) >= _MOST), None)
    if user is None or secret is None or user.index == secret.index:
        return list(samples)
    words = {user.index: "user name", secret.index: "password"}
    return [
        replace(one, titles=(words[one.index],))
        if one.index in words and one.name.lower() in _LETTER
        else one
        for one in samples
    ]


def _is_headed(sample: Sampled, header: re.Pattern[str]) -> bool:
    """Return whether a header is of a form; one of a letter says too little for others to look at."""
    return any(map(header.fullmatch, sample.titles or plain_header(sample.name)))
