"""Users in the logs of web servers and chats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.login import login
from pii_sweep.detect.text.candidate import Hit

# A log line of a web server: `203.0.113.9 - ann [14/May/2024:...`
_LOGGED = re.compile(r"(?m)^[\d.a-f:]{7,39} \S{1,40} ([^\s\-\"\[][^\s\"\[]{1,63}) \[\d\d/[A-Z][a-z]{2}/\d{4}")
# A chat's log: `09:02 <@ann_7> hello`, `09:05 -!- ann_7 [~a@host] has joined`.
_NICK = re.compile(
    r"(?m)^\[?(?:\d[\d/.-]{7,9}[ T])?\d\d:\d\d(?::\d\d)?\]? <[ @+%&~!]?([A-Za-z_\[\]\\^{}|`][^\s<>]{1,30})>"
)
_JOINED = re.compile(
    r"(?m)^\[?(?:\d[\d/.-]{7,9}[ T])?\d\d:\d\d(?::\d\d)?\]? (?:-!-|\*{1,3}|-->|<--)\s+"
    r"([^\s\[(]{2,31}) [\[(][^\s@]{1,40}@"
)
# A router's: `account ann7 logged in`, `ann7 (10.5.0.3): logged out`, `<pppoe-ann7>: connected`.
_ACCOUNT = r"([A-Za-z][\w.@\-]{2,63})"
_ON_LINE = re.compile(
    rf"(?i)\b(?:user|account|login|subscriber|peer|client) {_ACCOUNT} (?:has )?(?:logged (?:in|out|on|off)"
    r"|signed (?:in|out)|authenticated|(?:dis)?connected|login failed)\b"
)
_AT = re.compile(
    rf"(?i)(?<!\S){_ACCOUNT} \([\d.a-f:]{{7,39}}\):? (?:trying to log ?in|log(?:ged|ging)? (?:in|out|on|off)"
    r"|login failed|(?:dis)?connected|authenticated)\b"
)
# A private network's: `for username 'ann7'`, `User <ann7> IP <10.5.0.3>`, `[ann7] Peer Connection Initiated`.
_QUOTED = re.compile(
    rf"(?i)\b(?:user(?: ?name)?|account|log-?in|identity|peer|client|benutzer|utilisateur|usuario|utente)"
    rf" (?:['\"<\[]){_ACCOUNT}['\">\]]"
)
_BRACKETED = re.compile(
    rf"\[{_ACCOUNT}\](?=:? (?:Peer Connection|Inactivity timeout))|SENT CONTROL \[{_ACCOUNT}\]"
)
# The same accounts before the address of their line: `ann7/203.0.113.9:57699`.
_PEER = re.compile(
    rf"(?<![^\s\[(>]){_ACCOUNT}/(?=(?:\d{{1,3}}\.){{3}}\d|[\da-fA-F]{{0,4}}:[\da-fA-F:]{{2,36}}:\d)"
)
_DIALLED = re.compile(rf"<(?:pppoe|l2tp|pptp|sstp|ovpn|ppp|hotspot)-{_ACCOUNT}>")
_UNKNOWN = frozenset({"undef", "undefined", "unknown", "(null)", "n/a", "unk"})
_PATTERNS = (_LOGGED, _NICK, _JOINED, _ON_LINE, _AT, _QUOTED, _BRACKETED, _DIALLED)


def find(text: str) -> Iterator[Hit]:
    """Yield the users that the lines of a log name; give it logs alone."""
    found = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    known = {match[match.lastindex or 1] for match in found}
    found += [match for match in _PEER.finditer(text) if match[1] in known] if known else []
    for match in found:
        name = match[match.lastindex or 1]
        if not (login.machine(name) or name.lower() in _UNKNOWN):
            start, end = match.span(match.lastindex or 1)
            yield Hit("USERNAME", start, end, 0.7, "Username", ("logged:0.70",))
