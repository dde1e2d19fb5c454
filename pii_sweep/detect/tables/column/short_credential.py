"""Columns of accounts and passwords under a letter each, `u,p`: either says what the other is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

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


# Spanish for a password and for an article's code, Italian for a password and a word; who signs in. What is
# called a secret is none of goods, whatever its letters: those of one-time passwords are capitals.
_ANY_KEY = re.compile(r"claves?|parol[ae]|llaves?|chiav[ei]")
_CODE = re.compile(r"[A-Z\d][A-Z\d\-./]*")
_OF_LOGINS = re.compile(
    r"(?!pag(?:ina)? web)"
    r"(?:.* )?(?:usuari[oa]s?|utent[ei]|uzivatel|users?(?: ?(?:name|id))?|username|log ?in|e ?mails?|mails?"
    r"|correo(?: electronico)?|cuentas?|accounts?|acceso|accesso|portal|wi ?fi|ssid|servicio|sitio|url|web"
    r"|app|host|server|servidor|equipo|client ?id|api|alumn[oa]s?|sistema)"
)


def is_of_goods(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header of passwords or of codes has codes below it, and nobody who signs in near."""
    if not sample.titled(_ANY_KEY) or sample.share(_CODE) < _MOST:
        return False
    if _are_counted(sample.values):
        return True
    return not any(other.titled(_OF_LOGINS) for other in samples)


def _are_counted(values: Sequence[str]) -> bool:
    """Return whether most values count up, with the same letters before the figures."""
    filled = [value.strip() for value in values if value.strip()]
    counted = [match for value in filled if (match := _COUNTED.fullmatch(value))]
    if len(counted) < _FEWEST or len(counted) < _MOST * len(filled):
        return False
    alike = len({(match[1], len(match[2])) for match in counted}) == 1
    numbers = [int(match[2]) for match in counted]
    return alike and all(before < after for before, after in pairwise(numbers))


_COUNTED, _FEWEST = re.compile(r"([A-Z\-]{0,4})(\d{1,12})"), 4


def names_code(name: str, header: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether a header of passwords or of codes is of codes: they count, or none is of accounts.

    No cell below it is then a password because of it.
    """
    if not any(map(_ANY_KEY.fullmatch, plain_header(name))):
        return False
    if _are_counted(values):
        return True
    return not any(map(_OF_LOGINS.fullmatch, (title for one in header for title in plain_header(one))))
