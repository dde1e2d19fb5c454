"""Accounts and passwords in sentences and code spans: ``user `kim7`, password `…` ``, `my username kim7`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.login import access_code, login, not_a_credential, source_code
from pii_sweep.detect.text import lexicon, vocabulary
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
    rf"(?i)\b{_WHOSE}[ ](?:user[ ]?name|user[ ]?id|login(?:[ ]name)?)[ ](?:is[ ]|was[ ]|from[ ]|to[ ])?"
    r"(?P<user>(?=[a-z.\-]{0,40}[\d_])[a-z][\w.\-]{2,40}\w)(?![\w@])"
)
_SAID_PASS = gate.gated(
    rf"(?i)\b{_WHOSE}[ ](?:passcode|{_WORD})[ ](?:(?:{_VERB})[ ])?"
    rf"(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>(]{{5,64}}[^\s\"'`<>().,;:!?])"
)
# Without whose it is only behind `is` or a mark, or where what it opens stands before: `wifi password`.
_OPENS = r"(?:wi-?fi|wlan|router|laptop|zip|pdf|guest|door|portal|vpn|e-?mail|computer|phone|safe|alarm)"
_BARE_PASS = gate.gated(
    rf"(?i)(?:\b(?:(?:{_PASS}|{_WORD})(?![^\W_])"
    r"(?:[ ](?:for|to|of|für|zum|zur|pour|para|per|voor|do|dla|til|för)[ ][^\n:]{2,32})?"
    rf"(?:[ ]?[:=][ ]?|[ ](?:{_VERB})[ ]?:?[ ])"
    rf"|{_OPENS}[ ]{_PASS}[ ])|[/|,;][ ]?(?:pw|pwd|pass|passwd|password)[ ])[\"“'`]?"
    rf"(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>(]{{5,64}}[^\s\"'`<>().,;:!?])"
)


# Set by a sentence: `I've reset your password to Heron396`, `Ihr Passwort wurde geändert auf: …`.
_SET = (
    r"(?:set|reset|changed|updated|gesetzt|geändert|zurückgesetzt|réinitialisé|changé|modifié|restablecid[oa]"
    r"|cambiad[oa]|actualizad[oa]|reimpostata|cambiata|alterada|redefinida|gewijzigd|ingesteld|zmienione"
    r"|zresetowane|změněno|ändrats|återställts|ændret|endret|изменен|изменён|сброшен)"
)
_TO = r"[ ](?:to|as|auf|à|en|a|in|para|naar|op|na|till|til|на)[ ]?:?[ ]"
_RESET = gate.gated(
    rf"(?i)\b(?:{_SET}[ ](?:[^\s:]{{2,8}}[ ])?(?:{_PASS}|{_WORD})"
    rf"|(?:{_PASS}|{_WORD})[ ](?:[^\s:]{{2,6}}[ ]){{0,2}}{_SET})"
    rf"{_TO}[\"“'`]?(?P<secret>{_MIXED}[^\s\"'`<>(]{{5,64}}[^\s\"'`<>().,;:?])"
    r"(?![ ](?!(?:and|for|so|please|until|but|und|et|y|e|i|en|och|og)\b)[a-z])"
)
# Behind a label of each, with blanks, a dash or leaders between: `Username  kim7`, `Password .... Wint3r!9`.
_LABEL_USER = "|".join(
    lexicon.patterns("identifier_labels", key) for key in ("user", "user_abroad", "user_or_person")
)
_GAP = r"(?:[ ]?[:：|][ \t]{0,12}|[ ]{1,24}|[ ]?\t{1,4}[ ]?|[ ]?[–—\-][ ]|[ ]?[.…_]{2,40}[ ]?)"
_ACCOUNT = r"(?P<user>[A-Za-z\d][\w.+\-]{2,63}(?:@[\w.\-]{3,64})?)"
_SIGNED = (
    r"(?P<secret>(?=[^\s]*[A-Za-z]|\d{6})(?=[^\s]*[\d!@#$%^&*?+=~])[^\s\"'<>()]{4,64}?)(?=[.,;:)]?(?:\s|$))"
)
_LABELS = gate.gated(
    rf"(?i)(?<![^\W\d_])(?:{_LABEL_USER})(?![^\W_]){_GAP}{_ACCOUNT}"
    r"(?:[ ]{0,3}\r?\n(?:[ \t]*\r?\n)?[ \t*•\-]{0,12}|[ ]?[,;/|][ ]{1,3}|[ ]/[ ]?|[ ]{1,12}|[ ]?\t{1,4})"
    rf"(?:(?:and|und|et|y|e|en|i|a|och|og|with|и)[ ](?:the[ ]|das[ ])?)?"
    rf"(?:{_PASS}|{_WORD})(?![^\W_]){_GAP}{_SIGNED}"
)
# Behind a label of a password alone that a list sets apart.
_LISTED = gate.gated(
    rf"(?im)^[ \t*•\-]{{0,12}}(?:{_PASS}|{_WORD})(?![^\W_])"
    r"(?:[ ]{2,24}|[ ]?\t{1,4}[ ]?|[ ][–—\-][ ]|[ ]?[.…_]{3,40}[ ]?|[ ]?;[ ]?)"
    rf"(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>()]{{5,64}})[ ]{{0,3}}\r?$"
)
# A version of a package (Debian Policy, 5.6.12), whose parts are more than one.
_VERSION = re.compile(r"(?:\d{1,3}:)?\d{1,8}(?:\.\d+[a-z]?\d*)+(?:[\-+~.][A-Za-z\d.+~]+)*")
# Behind a word for both: `vpn creds: kim7 / Wint3r!9`, `user name and password: kim7 Wint3r!9`.
_PAIR = gate.gated(
    rf"(?i)(?<![^\W\d_])(?:{lexicon.patterns('identifier_labels', 'access')})(?![^\W\d_])"
    r"[^\n:=]{0,32}[:=\-–][ \t]{0,3}"
    rf"(?:\r?\n[ \t*•\-]{{0,8}})?[`\"']?{_ACCOUNT}[`\"']?"
    r"(?:[ ]?(?:[/|,;:]|and|und|et|y|e|en|i|a|och|og|и)[ ]|[ ]?[/|][ ]?|:|[ ]{1,3}|[ ]?\t"
    r"|[ ]?\r?\n[ \t*•\-]{0,8})"
    rf"[`\"']?{_SIGNED}"
)
# One letter for each: `u: kim7`, `p: Wint3r!9` on the next line, `{"u": "kim7", "p": "Wint3r!9"}`.
_LETTERS = gate.gated(
    r"(?i)(?<![\w.\-])[\"']?u[\"']?[ ]?[:=][ ]?[\"']?(?P<user>[A-Za-z\d][\w.+@\-]{1,63})[\"']?"
    r"(?:[ ]{0,3}\r?\n[ \t*•\-]{0,12}|[ ]?[,;/|][ ]{0,3}|[ ]{1,6})"
    r"[\"']?p[\"']?[ ]?[:=][ ]?[\"']?"
    rf"(?P<secret>{_MIXED}{_MARKED}[^\s\"'`<>()]{{5,64}}?)(?=[\"',;.]?(?:[}}\s]|$))"
)


_ALL = gate.together(
    *(_BOTH, _SECRET, _SPANS, _SAID_USER, _SAID_PASS, _BARE_PASS, _RESET, _LABELS, _LISTED, _PAIR, _LETTERS)
)


def find(text: str) -> Iterator[Hit]:
    """Yield the accounts and passwords that a sentence or two spans of code hold, and codes of doors."""
    yield from access_code.find(text)
    if not _ALL.opened(text):
        return
    for match in _BOTH.finditer(text):
        if not login.machine(match["user"]):
            yield _hit("USERNAME", match, "user", 0.85)
        if not login.blank(match["secret"]):
            yield _hit("PASSWORD", match, "secret", 0.92)
    for pattern in (_LABELS, _PAIR, _LETTERS):
        for match in pattern.finditer(text):
            yield from _pair(text, match)
    for pattern in (_SECRET, _SAID_PASS, _BARE_PASS, _RESET, _LISTED):
        for match in pattern.finditer(text):
            if pattern is _LISTED and _VERSION.fullmatch(match["secret"]):
                continue  # `passwd  1:4.13+dfsg1-1`: the program in a list of programs
            if source_code.is_bare_name(text, *match.span("secret")):
                continue
            yield _hit("PASSWORD", match, "secret", 0.8)
    for match in _SAID_USER.finditer(text):
        yield _hit("USERNAME", match, "user", 0.75)
    for match in _SPANS.finditer(text) if "`" in text else ():
        if not login.machine(match["user"]):
            yield _hit("USERNAME", match, "user", 0.8)
        yield _hit("PASSWORD", match, "secret", 0.85)


def _pair(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """Yield an account and its password, unless the words of a sentence stand in their places."""
    user, secret = match["user"], match["secret"]
    everyday = user.isalpha() and (
        user.lower() in lexicon.ordinary() | vocabulary.dates()
        or not_a_credential.is_everyday(text, *match.span("user"))
    )
    if source_code.is_bare_name(text, *match.span("secret")):
        return
    if everyday or login.blank(secret) or login.blank(user) or "://" in secret or _LABEL.search(user):
        return
    if not (login.machine(user) or "@" in user or user.isdecimal()):
        yield _hit("USERNAME", match, "user", 0.85)
    yield _hit("PASSWORD", match, "secret", 0.9)


_LABEL = re.compile(rf"(?i)^(?:{_LABEL_USER}|{_PASS}|{_WORD})$")


def _hit(entity: str, match: re.Match[str], group: str, score: float) -> Hit:
    return Hit(entity, *match.span(group), score, "Credentials", (f"told:{score:.2f}",))
