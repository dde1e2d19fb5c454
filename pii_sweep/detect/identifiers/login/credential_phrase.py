"""Accounts and passwords in sentences and code spans: ``user `kim7`, password `…` ``, `my username kim7`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.login import login
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_USER = r"(?:user(?:[ ]?name|[ ]?id)?|login|log-?on|account)"
_PASS = r"(?:passwords?|passwd|pwd|pw|passcode|passphrase|pass|pin)"
# What no word of a language is: figures next to letters, or marks within.
_MIXED = r"(?=[^\s`]{0,40}\d)(?=[^\s`]{0,40}[A-Za-z])"
_MARKED = r"(?=[^\s`]*?(?:\d[^\s`]*?\d|[!@#$%^&*_\-][^\s`]*?\d|\d[^\s`]*?[!@#$%^&*_\-]))"
_QUOTED = r"(?:`|\*\*|[\"“'‘])(?P<{0}>[^\s`\"“”*]{{{1},64}}?)(?:`|\*\*|[\"”'’])"
_IS = r"(?:[ ]?[:=][ ]?|[ ](?:is[ ]|was[ ])?)"
_BOTH = gate.gated(
    rf"(?i)\b{_USER}{_IS}{_QUOTED.format('user', 3)}[^\n`]{{1,24}}?\b{_PASS}{_IS}"
    + _QUOTED.format("secret", 4)
)
_SECRET = gate.gated(rf"(?i)\b{_PASS}{_IS}(?=.{_MIXED}){_QUOTED.format('secret', 5)}")
# Two spans of code behind what they let in to: `Old FTP at 203.0.113.9: `kim_ftp` / `…``.
_SPANS = gate.gated(
    r"(?i)\b(?:s?ftp|ssh|vpn|rdp|log-?ins?|portal|router|printer|server|data ?base|admin|mail ?box|account"
    rf"|wi-?fi|credentials?)\b[^\n`]{{0,60}}`(?P<user>[\w.@+\-]{{3,64}})`[ ]?[/:|][ ]?"
    rf"`{_MIXED}(?P<secret>[^\s`]{{6,64}})`"
)
# In a sentence only what no word could be.
_WHOSE = f"(?:{lexicon.patterns('identifier_labels', 'whose')})"
_WORD = lexicon.patterns("identifier_labels", "password")
_VERB = lexicon.patterns("identifier_labels", "is")
_SAID_USER = gate.gated(
    rf"(?i)\b{_WHOSE}[ ](?:user[ ]?name|user[ ]?id|login(?:[ ]name)?)[ ](?:is[ ]|was[ ])?"
    r"(?P<user>(?=[a-z.\-]{0,40}[\d_])[a-z][\w.\-]{2,40}\w)(?![\w@])"
)
_SAID_PASS = gate.gated(
    rf"(?i)\b{_WHOSE}[ ](?:passcode|{_WORD})[ ](?:(?:{_VERB})[ ])?"
    rf"(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>(]{{5,64}}[^\s\"'`<>().,;:!?])"
)
# Without whose it is only behind `is` or a mark, or where what it opens stands before: `wifi password`.
_OPENS = r"(?:wi-?fi|wlan|router|laptop|zip|pdf|guest|door|portal|vpn|e-?mail|computer|phone|safe|alarm)"
_BARE_PASS = gate.gated(
    rf"(?i)\b(?:(?:{_PASS}|{_WORD})(?:[ ]?[:=][ ]?|[ ](?:{_VERB})[ ])"
    rf"|{_OPENS}[ ]{_PASS}[ ])[\"“'`]?(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>(]{{5,64}}[^\s\"'`<>().,;:!?])"
)


_ALL = gate.together(_BOTH, _SECRET, _SPANS, _SAID_USER, _SAID_PASS, _BARE_PASS)


def find(text: str) -> Iterator[Hit]:
    """Yield the accounts and passwords that a sentence or two spans of code hold."""
    if not _ALL.opened(text):
        return
    for match in _BOTH.finditer(text):
        if not login.machine(match["user"]):
            yield _hit("USERNAME", match, "user", 0.85)
        if not login.blank(match["secret"]):
            yield _hit("PASSWORD", match, "secret", 0.92)
    for pattern in (_SECRET, _SAID_PASS, _BARE_PASS):
        for match in pattern.finditer(text):
            yield _hit("PASSWORD", match, "secret", 0.8)
    for match in _SAID_USER.finditer(text):
        yield _hit("USERNAME", match, "user", 0.75)
    for match in _SPANS.finditer(text) if "`" in text else ():
        if not login.machine(match["user"]):
            yield _hit("USERNAME", match, "user", 0.8)
        yield _hit("PASSWORD", match, "secret", 0.85)


def _hit(entity: str, match: re.Match[str], group: str, score: float) -> Hit:
    return Hit(entity, *match.span(group), score, "Credentials", (f"told:{score:.2f}",))
