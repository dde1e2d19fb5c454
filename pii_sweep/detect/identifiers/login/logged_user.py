"""Users in the logs of web servers and chats."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_DIALLED = re.compile(rf"<(?:pppoe|l2tp|pptp|sstp|ovpn|ppp|hotspot)-{_ACCOUNT}>")


def find(text: str) -> Iterator[Hit]:
    """Yield the users that the lines of a log name; give it logs alone."""
    for pattern in (_LOGGED, _NICK, _JOINED, _ON_LINE, _AT, _DIALLED):
        for match in pattern.finditer(text):
            yield Hit("USERNAME", *match.span(1), 0.7, "Username", ("logged:0.70",))
