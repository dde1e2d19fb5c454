"""Password hashes: the forms of crypt(3), PHC strings and frameworks, and plain digests behind a label.

A hash lets nobody in by itself. Bare digests in hexadecimal have the form of any checksum, so that only a
label or a header makes them a password's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_TAIL = r"[./A-Za-z0-9+=\-]"
# bcrypt, crypt(3) with MD5, SHA and yescrypt, PHC strings (Argon2, scrypt, PBKDF2), Django, phpass
# (WordPress, phpBB), Drupal, MySQL, LDAP (RFC 2307).
_FORMS = (
    rf"\$2[abxy]?\$\d\d\${_TAIL}{{53}}|\$[1567y]\$[^\s$:]{{1,64}}\$(?:[^\s$:]{{1,64}}\$)?{_TAIL}{{16,128}}"
    rf"|\$(?:argon2(?:id|i|d)|scrypt|pbkdf2[\w\-]{{0,12}})\$[\w=,$./+\-]{{20,300}}"
    rf"|(?:pbkdf2_sha\d+|bcrypt(?:_sha256)?|argon2|scrypt|md5|sha1)\$[^\s$]{{1,64}}\$[\w=,$./+\-]{{16,300}}"
    r"|\$[PH]\$[./A-Za-z0-9]{31}|\$S\$[./A-Za-z0-9]{52}|\$wp\$2y\$\d\d\$[./A-Za-z0-9]{53}"
    rf"|\*[0-9A-F]{{40}}|\{{(?:SSHA|SHA|SMD5|MD5|CRYPT)\d{{0,3}}\}}[A-Za-z0-9+/$.=]{{16,200}}"
)
_DIGEST = r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})"
_FORMED = gate.gated(rf"(?<![\w$])(?:{_FORMS})(?![\w$])")
_LABELLED = gate.gated(
    rf"(?i)\b(?:pass(?:word|wd)?|pwd|kennwort)[ _\-]?(?:hash(?:ed)?|digest|md5|sha\d{{0,3}}|crypt(?:ed)?)?"
    rf"[\"']?[ ]?[:=][ ]?[\"']?(?:0x)?(?P<hash>{_DIGEST})(?![0-9a-z])"
)

COLUMN = {
    "header": r"(?:.* )?(?:pass ?word|passwd|pass|pwd|pw|kennwort)"
    r"(?: ?(?:hash(?:ed)?|digest|md5|sha ?\d*|bcrypt|crypt(?:ed)?|encrypted))?"
    r"|(?:hashed|encrypted|crypted) (?:pass ?word|passwd|pwd|pw)",
    "refuse": r"hint|date|changed|reset|strength|expir|salt|type|algo",
    "shape": rf"(?:{_FORMS})|(?:0x)?(?:{_DIGEST}|{_DIGEST.replace('a-f', 'A-F')})",
    "headed": 0.6,
    "score": 0.9,
}


def find(text: str) -> Iterator[Hit]:
    """Yield hashes that show their form, and digests that a label calls a password's."""
    for match in _FORMED.finditer(text) if any(map(text.__contains__, "$*{")) else ():
        yield Hit("PASSWORD_HASH", *match.span(), 0.97, "PasswordHash", ("form:0.97",))
    for match in _LABELLED.finditer(text):
        yield Hit("PASSWORD_HASH", *match.span("hash"), 0.96, "PasswordHash", ("label:0.96",))


def is_formed(value: str) -> bool:
    """Return whether a whole value has the form of a hash of passwords, which no other checksum has."""
    return _WHOLE.fullmatch(value) is not None


_WHOLE = re.compile(_FORMS)
