"""Codes of doors, padlocks and boxes for keys, and passwords of wireless networks behind their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.login import login
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_LABEL = lexicon.patterns("identifier_labels", "access_code")
_WORD = lexicon.patterns("identifier_labels", "password")
# Few words between, none a figure: `Padlock on the bottom gate: 2468`, `portkod 4471 till …`.
_BETWEEN = r"(?:[ ]?[:=–\-][ ]?|[ ](?:[^\W\d_]{1,12}[ ]){0,4}?|[ ][^\n\d.,;!?]{1,28}:[ ])"
# Four figures; of a telephone's card eight; or a few in capitals, with a letter among them.
_CODE = r"(?P<code>[#*]?(?:\d{4}|\d{6}|\d{8}|(?-i:(?=\d*[A-Z]\d*[A-Z]?\d*(?![A-Z]))[A-Z\d]{4,7}))[#*]?)"
# What ends it: a mark, its line, a gap, or a word for how long, for whom and what else.
_THEN = (
    r"(?![\w#*]|[.,:/\-]\d)(?=[.,;:!?)\]]|[ \t]*(?:\r?\n|\Z)|[ ]{2}|[ ]\(|[ ](?:and|for|from|if|in|on|to"
    r"|till?|until|then|und|für|bis|ab|et|pour|y|para|e|per|en|voor|och|för|og|for|i|dla|и|для|&|[–\-])[ ])"
)
_OPENS = gate.gated(rf"(?i)(?<![^\W_])(?:{_LABEL})(?![^\W_]){_BETWEEN}{_CODE}{_THEN}")
# A network and what lets in to it: `wifi: guests / pelican7beach`, `Wifi "Guests" pw pelican7beach`.
_KEY = rf"(?:passw(?:ord|d)?|pass|pwd?|p/w|ww|key|code|kode?|mdp|{_WORD})"
_NETWORK = gate.gated(
    r"(?i)(?<![^\W_])(?:wi-?fi|wlan)(?![^\W_])(?:[ ](?:guest|network|name|netz|ssid|réseau|red|rete|rede))?"
    r"[ ]?[:=–\-]?[ ]?"
    r"(?:[\"“„'‘«](?P<quoted>[^\n\"”“'’»]{2,32})[\"”“'’»]|(?P<name>[^\s/|\"“'«,;:]{2,32}))"
    rf"(?:[ ]?[/|][ ]?(?:{_KEY}[ ]?[:=]?[ ])?|[,;]?[ ]{_KEY}(?:[ ]?[:=][ ]?|[ ]))"
    r"[\"“„'‘«]?(?P<secret>(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[^\W\d_])[^\s\"“”'’«»<>(),;:/]{6,63}?)"
    r"(?=[\"”“'’»]?[.,;:)]?(?:\s|\Z))"
)
# Goods and their models; years; postcodes of India, which PIN heads, too; what networks and devices have.
_GOODS = re.compile(
    r"(?i)\b(?:models?|type|typ|art|item|ref|part|no|nr|n|size|version|firmware|error|fault)\b"
)
_YEAR, _POSTCODE, _SET_APART = re.compile(r"20[0-3]\d"), re.compile(r"\d{6}"), re.compile(r"[:=][ ]?\Z")
_DEVICE = re.compile(
    r"(?i)(?:usb|bt|ble|bluetooth|lte|gsm|eth(?:ernet)?|lan|rj|wpa|wep|wps|ac|ax|ipv?|[a-z]{1,3}|wi-?fi)-?"
    r"[\d.]+[a-z]{0,2}|\d[\d.]*[a-z]{1,4}"
)
_SCORE, _LESS = 0.85, 0.75
_FOUND = gate.together(_OPENS, _NETWORK)


def find(text: str) -> Iterator[Hit]:
    """Yield the codes that open something, and the passwords of networks."""
    if not _FOUND.opened(text):
        return
    for match in _OPENS.finditer(text):
        if _is_code(match):
            yield _hit(match, "code", _LESS)
    for match in _NETWORK.finditer(text):
        if not (login.blank(match["secret"]) or _DEVICE.fullmatch(match["secret"])):
            yield _hit(match, "secret", _SCORE)


def _is_code(match: re.Match[str]) -> bool:
    """Return whether figures behind a label are no model of it, no year and no postcode."""
    before = match.group()[: match.start("code") - match.start()]
    if _YEAR.fullmatch(match["code"]) and not _SET_APART.search(before):
        return False
    if before.startswith("PIN") and _POSTCODE.fullmatch(match["code"]):
        return False
    return _GOODS.search(before) is None


def _hit(match: re.Match[str], group: str, score: float) -> Hit:
    return Hit("PASSWORD", *match.span(group), score, "AccessCode", (f"{group}:{score:.2f}",))
