"""Accounts and passwords: by labels, in URLs and commands, in the files that programs keep them in."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator

from pii_sweep.detect.identifiers.login import not_a_credential, source_code
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# Accounts of machines, what source code puts behind an equals sign, and what operators of rules compare by:
# `is_not`, `greater_than`.
_MACHINE = re.compile(
    r"(?i)(?:root|www-data|nobody|none|null|admin|user(?:name)?|login|e-?mail|postgres|mysql|ubuntu"
    r"|ec2-user|nginx|apache|daemon|sidekiq|resque|celery|gunicorn|uwsgi|puma|passenger|haproxy|prometheus"
    r"|administrat(?:or|eur)|administrador|amministratore|beheerder|invitado|invité|ospite|gast|gäste"
    r"|gebruikersnaam|benutzername|anmeldename|identifiant|utilisateur|usu[aá]rio|utente|anv[aä]ndarnamn"
    r"|brugernavn|brukernavn|felhaszn[aá]l[oó]n[eé]v|kasutajanimi|korisnik"
    r"|system|default|anonymous|guest|test|true|false|required|string|str|varchar|text|get_\w+|\w+_?name|(?:user|account|customer|requester|assignee|group|ticket|brand|form|organi[sz]ation)_id"
    r"|(?:is|not|less|greater|equals?|starts?|ends?|begins?|does|contains?|includes?|matches)_(?:not|null|empty|than|to|with|equal|in|any|all|exactly|present|blank|not_[a-z]+|than_[a-z_]+)|(?:not|no)_[a-z]+_[a-z_]+)"
)
# `os.environ[...`, `getpass()`, `password)`, `self.password`, `VARCHAR(60)`, `await`, `given._password`.
_CODE = re.compile(
    r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*[\[({].*|[A-Za-z_][A-Za-z_.]*\)+|(?:self|this|args|config|os|cfg)\.\w+"
    r"|await|async|function|lambda|typeof|yield|undefined|this|self"
    r"|[A-Za-z_$]\w*(?:\??\.[A-Za-z_$]\w*)*\??\.[_$]?"
    r"(?i:user(?:_?name|_?id)?|login|account(?:_?name)?|pass(?:word|wd|phrase)?|pwd|secret)"
)
_USER = gate.gated(
    rf"(?i)(?<![a-z])(?:{lexicon.patterns('identifier_labels', 'user')})"
    r"[\"']?[ ]{0,2}[:=][ ]{0,2}[\"']?([A-Za-z0-9][\w.@+\-]{2,63})"
)
# In other languages: small letters behind a word that names people, too.
_ABROAD = gate.gated(
    r"(?i)(?<![^\W\d_])(?:"
    rf"(?:{lexicon.patterns('identifier_labels', 'user_abroad')})[\"']?[ ]{{0,2}}[:：=][\"', \t]{{0,4}}"
    r"(?-i:(?P<user>[A-Za-z][\w.+\-]{2,63}))"
    rf"|(?:{lexicon.patterns('identifier_labels', 'user_or_person')})[\"']?[ ]{{0,2}}[:：=][\"', \t]{{0,4}}"
    r"(?-i:(?P<lone>[a-z][a-z\d._\-]{2,63})(?=[ \t]{0,3}(?:[,;|)\"']|\n|$))))"
    r"(?![\w@\-]|[./:(=\[]\w)(?![ ]?[:(=\[])"
)
_MAKER = gate.gated(
    rf"(?i)(?<![^\W_])(?:{lexicon.patterns('identifier_labels', 'maker')})"
    r"[\"']?[ ]{0,2}[:：=][\"', \t]{0,4}"
    r"(?-i:(?P<user>(?=[a-z\d._\-]*(?:[a-z]\d|[a-z][._][a-z\d]))[a-z][a-z\d]{0,31}(?:[._\-][a-z\d]{1,31}){0,3}))"
    r"(?![\w@\-]|[./:]\w)"
)
_PASS = gate.gated(
    r"(?i)(?:(?<![a-z])|(?<=pg)|(?<=db))(?:"
    rf"{lexicon.patterns('identifier_labels', 'password')}"
    rf"|{lexicon.patterns('identifier_labels', 'password_key')})"
    r"(?:[ ]?\([^()\n]{2,24}\))?[\"']?[ ]{0,2}[:=：][ ]{0,2}[\"']?([^\s\"',;]{4,128})"
)
# A label's text instead of a value, as in the strings of a form: `pass = Password`.
_PASS_LABEL = re.compile(rf"(?i)(?:{lexicon.patterns('identifier_labels', 'password')})")
# A sentence that speaks of a password, and a word that could be of it.
_SPOKEN = re.compile(r"(?i)\b(?:your|the|a|new|old|this|his|her|their|my|our|enter|forgot) $")
_WORD = re.compile(r"[a-z]{4,}[.!?]?")
# No values: marks, and the names that a shell or a template puts values for.
_BLANK = re.compile(
    r"(?i)(?::?[*•●∙·█#]+|#/(?:[a-z$]\w*/)+[a-z]\w*|x+|_+|\.+|<.*|[\[{(].*|\$[({].*|\$[A-Z_]+|%\w+%|none|null|true|false|required"
    r"|(?:change|replace|set|fill|insert)[_\-]?(?:me|this|it)(?:[_\-][a-z]+){0,4}\??|redacted|n/a)$"
)
_SECRET = r"(?P<secret>[^\s\"'<>]{3,128})"
_NAME = r"(?P<user>[\w.+\-]{1,64})"
# What holds both: URLs (RFC 3986 §3.2.1), curl, PostgreSQL's `.pgpass`, Apache's `htpasswd`, `.netrc`, XML.
_BOTH = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (
            "://",
            r"(?<!\w)[a-z][a-z\d+.\-]{1,20}://(?P<user>[^\s:/@?#\"'<>]{1,64})"
            r":(?P<secret>[^\s/@?#\"'<>]{3,128})@(?=[\w\[])",
        ),
        ("http", rf"(?:curl|wget|https?)\b[^\n]{{0,160}}?[ ](?:-u|--user)[ =][\"']?{_NAME}:{_SECRET}"),
        (
            ":",
            rf"(?m)^[\w.\-*]{{1,80}}:(?:\d{{2,5}}|\*):[\w.\-*]{{1,64}}:{_NAME}:(?P<secret>[^\s:]{{4,128}})$",
        ),
        (
            ":",
            r"(?m)^(?P<user>[\w.@\-]{2,64}):(?P<secret>\$(?:apr1|[156y]|2[aby]|argon2\w{1,2})\$[^\s:]{8,200}"
            r"|\{SHA\}[\w+/=]{20,40})",
        ),
        (
            "machine",
            rf"\bmachine\s{{1,4}}\S{{1,80}}\s{{1,4}}login\s{{1,4}}(?P<user>\S{{2,64}})\s{{1,4}}password\s{{1,4}}{_SECRET}",
        ),
        (
            "-p",
            rf"\b(?:mysql|mariadb)\w{{0,8}}[ ][^\n]{{0,80}}?-u[ ]?{_NAME}[ ](?:[^\n]{{0,40}}[ ])?-p"
            r"(?P<secret>[^\s\-\"'][^\s\"']{3,64})",
        ),
        (
            "ass",
            r"(?i)<(?:\w{1,20}:)?(?:user|username|login)>(?P<user>[\w.@+\-]{3,64})</[\w:]{4,32}>\s{0,20}"
            r"<(?:\w{1,20}:)?pass(?:word|wd)?>(?P<secret>[^\s<>]{4,128})<",
        ),
    )
)
# A key and its value in a call: `define('DB_PASSWORD', '…')`, `setProperty("db.password", "…")`.
_CALLED = re.compile(
    r"(?i)\(\s{0,4}(?P<mark>[\"'])(?:[\w.\-]{0,60}[_.\-])?pass(?:word|wd|phrase)?(?P=mark)\s{0,4},\s{0,4}"
    r"(?P<quote>[\"'])(?=[^\"'\s]*[^\"'\s_.\-A-Za-z])(?P<secret>[^\"'\s<>{}$%()\[\]]{4,128})(?P=quote)\s{0,4}\)"
)
_BASIC = re.compile(r"(?i)authorization[\"']?[ ]?[:=][ ]?[\"']?basic[ ](?P<secret>[A-Za-z\d+/]{8,200}={0,2})")
# An entry of a directory (RFC 4514): `uid=adeyemi.t,ou=People`.
_NAMED = re.compile(r"(?<![\w])uid=([A-Za-z][\w.\-]{1,63}),[ ]?(?:ou|cn|dc|o)=")
# What OpenSSH and PAM log of who comes in: `Accepted publickey for kim from 203.0.113.9 port 22`.
_CAME = re.compile(
    r"(?:(?:Accepted|Failed|Postponed) [\w/\-]{2,40} for (?:invalid user )?|[Ii]nvalid user "
    r"|authenticating user |[Dd]isconnected from user |session (?:opened|closed) for user )"
    r"([A-Za-z][\w.\-]{1,63})"
    r"(?=[ ](?:from[ ])?[\da-fA-F:.]{3,45}[ ]port[ ]\d|(?:\(uid=\d+\))?(?:[ ]by[ ]|$))",
    re.MULTILINE,
)
# What TeX puts between two letters: `AB\cdot BC`, `KL\leq 0`.
_COMMAND = re.compile(
    r"[lg]eq?|n?[lg]t|neq?|[cuo]?times|c?dots?|ldots|to|[A-Za-z]*arrow|mid|sim|simeq|equiv|approx|cong|wedge|vee|sum|int"
    r"|prod|su[bp]set|su[bp]seteq|o?plus|ominus|odot|pm|mp|div|in|ni|notin|c[au]p|c[ou]p|cdot|circ"
    r"|bullet|star|perp|parallel|setminus|alpha|beta|gamma|delta|epsilon|lambda|mu|nu|phi|pi|psi|rho|sigma|tau"
    r"|theta|omega|xi|zeta|eta|kappa|q?quad|hskip|over|left|right|big|mathrm|text|prime|infty"
)
# An account of a domain of Windows, behind a word for one or for who acts; `\n` may also part lines in a
# program.
_DOMAIN = re.compile(
    r"(?:(?i:\b(?:users?|accounts?|log-?ins?|log-?on|logged[ ](?:in|on)|sign-?in|owner|id|username"
    r"|benutzer|konto|compte"
    r"|usuario|utente))[ ]?(?::|=|as|is|for|of|by)?[ ]{0,2}[\"'(]?"
    r"|(?i:\b(?:by|for|as|from|and|or|von|für|und|par|pour|por|para|et|y|da|door|voor"
    r"|to))[ ][\"'(]?(?!\w{2,20}\\[abfnrtvux0])"
    r"|(?m:^)[ \t]{0,8})"
    r"(?P<account>(?!HK|BUILTIN|NT)[A-Z][A-Z\d\-]{1,14}\\(?P<user>[A-Za-z][A-Za-z\d._\-]{1,38}[A-Za-z\d]))"
    r"(?![\w\\/(\[{@$])"
)
# What joins the fields of a query: `login=ann&password=`.
_QUERY = re.compile(r"[?&]\w{1,40}=[^&\s]{0,80}$|(?:^|\s)\w{1,40}=[^&\s]{0,80}&\w{0,40}=?$|[?&]$")


def find(text: str) -> Iterator[Hit]:
    """Yield the accounts' names and the passwords of a text; where both stand together they are surer."""
    yield from _find_labelled(text)
    for mark, pattern in _BOTH:
        for match in pattern.finditer(text) if mark in text else ():
            yield from _pair(match)
    made = [
        match
        for match in _MAKER.finditer(text)
        if not (_MACHINE.fullmatch(match["user"]) or _CALLEE.fullmatch(match["user"]))
    ]
    for match in made:
        if not _BLANK.match(match["user"]):
            yield Hit("USERNAME", *match.span("user"), 0.75, "Login", ("maker:0.75",))
    for match in _ABROAD.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        name = text[start:end]
        if (
            any(start == one.start("user") for one in made)
            or _MACHINE.fullmatch(name)
            or _BLANK.match(name)
            or (name.isalpha() and name.lower() in lexicon.ordinary())
            or not_a_credential.is_everyday(text, start, end)
            or (name.isalpha() and name.istitle() and _READ_ON.match(text, end))
        ):
            continue
        yield Hit("USERNAME", start, end, 0.8, "Username", ("label:0.80",))
    for match in _NAMED.finditer(text) if "uid=" in text else ():
        yield Hit("USERNAME", *match.span(1), 0.85, "Login", ("directory:0.85",))
    for match in _DOMAIN.finditer(text) if "\\" in text and "\\begin{" not in text else ():
        if not (_MACHINE.fullmatch(match["user"]) or _COMMAND.fullmatch(match["user"])):
            yield Hit("USERNAME", *match.span("account"), 0.8, "Login", ("domain:0.80",))
    if "sshd" in text or "pam_" in text:
        names = (match for match in _CAME.finditer(text) if not _MACHINE.fullmatch(match[1]))
        yield from (Hit("USERNAME", *match.span(1), 0.85, "Login", ("came_in:0.85",)) for match in names)
    if "(" in text and ("pass" in text or "PASS" in text or "Pass" in text):
        for match in _CALLED.finditer(text):
            if not _BLANK.match(match["secret"]):
                yield Hit("PASSWORD", *match.span("secret"), 0.85, "Login", ("called:0.85",))
    if "asic " in text or "ASIC " in text:
        for match in _BASIC.finditer(text):
            if _decodes(match["secret"]):
                yield Hit("PASSWORD", *match.span("secret"), 0.95, "Login", ("basic:0.95",))


def machine(name: str) -> bool:
    """Return whether an account's name is a machine's, or stands for any: `www-data`, `admin`."""
    return _MACHINE.fullmatch(name) is not None


def blank(value: str) -> bool:
    """Return whether a password's place is empty: marks, `<password>`, `changeme`."""
    return _BLANK.match(value) is not None


def _pair(match: re.Match[str]) -> Iterator[Hit]:
    """Yield a password and, unless it is a machine's, its account; they beat an address made of both."""
    if _BLANK.match(match["secret"]) or (
        _MACHINE.fullmatch(match["user"])
        and (match["secret"] == match["user"] or _STANDS_FOR.fullmatch(match["secret"]))
    ):
        return
    yield Hit("PASSWORD", *match.span("secret"), 0.996, "Login", ("pair:1.00",))
    if not (_MACHINE.fullmatch(match["user"]) or match["user"].isdecimal()):
        yield Hit("USERNAME", *match.span("user"), 0.9, "Login", ("pair:0.90",))


def _decodes(secret: str) -> bool:
    try:
        return b":" in b64decode(secret, validate=True)
    except binascii.Error:
        return False


def _find_labelled(text: str) -> Iterator[Hit]:
    for match in _PASS.finditer(text):
        start, end = match.span(1)
        if "&" in match.group(1) and _QUERY.search(text, max(0, match.start() - 120), match.start()):
            end = start + match.group(1).index("&")
        value = text[start:end]
        if (
            _BLANK.match(value)
            or (value.istitle() and _PASS_LABEL.fullmatch(value))
            or _is_source_code(text, match)
            or _is_sentence_word(text, match.start(), value)
            or not_a_credential.is_sentence(text, start, end)
            or not_a_credential.is_typed(match.group()[: match.start(1) - match.start()])
            or source_code.is_type(text, start, end)
            or source_code.is_key(text, value)
            or _OF_BOTH.search(text, max(0, match.start() - 24), match.start())
            and _SECOND.match(text, end)
        ):
            continue
        end = not_a_credential.passphrase_end(text, start) or end
        yield Hit("PASSWORD", start, end, 0.85, "Password", ("label:0.85",))
    for match in _USER.finditer(text):
        name = match.group(1)
        if (
            "@" in name
            or _BLANK.match(name)
            or _MACHINE.fullmatch(name)
            or text.startswith(_READS_ON, match.end())
            or not_a_credential.is_everyday(text, *match.span(1))
            or source_code.is_type(text, *match.span(1))
            or source_code.is_key(text, name)
            or (text[match.start(1) - 1] not in "\"'" and _CODE.fullmatch(name))
            or (name.isalpha() and name.istitle() and _READ_ON.match(text, match.end()))
        ):
            continue
        start, end = match.start(1), _find_quoted_end(text, *match.span(1))
        if end > match.end(1) and text[start:end].istitle():
            continue  # a name: `user='Ada Quist'`
        if _DIALLED.fullmatch(name) and (_SIP.search(text) is not None):
            yield Hit("PHONE_NUMBER", *match.span(1), 0.8, "Username", ("label:0.80",))
            continue
        # A word in small letters behind such a label is an account, though it may look like a name.
        score = 0.85 if name.islower() else 0.75
        yield Hit("USERNAME", start, end, score, "Username", (f"label:{score}",))


# A label of both, and the second of two words behind it: `user name and password: kim7 Wint3r!9`.
_OF_BOTH = re.compile(
    r"(?i)(?:name|user|log-?in|id|account|benutzer|identifiant|utilisateur|usu[aá]rio|utente|utilizador"
    r"|gebruiker|gebruikersnaam|użytkownik|jméno|uživatel|användarnamn|brugernavn|brukernavn|логин|логін)"
    r"[ ]?(?:and|&|/|\+|und|u\.|et|y|e|en|i|a|och|og|и|і|та)[ ]?$"
)
_SECOND = re.compile(r"(?:[ ]{1,3}|[ ]?[/|,;][ ]?)[^\s\"'<>]{4,64}(?=[.,;)]?(?:\s|$))")
# Whoever calls over a switch of the Internet (RFC 3261) is known to it by the telephone's number.
_DIALLED, _SIP = (
    re.compile(r"\+?\d{9,15}"),
    re.compile(r"\b(?:sips?:|SIP/2\.0|method=(?:INVITE|BYE|REGISTER))"),
)
# A field of the same name as its label, of a thing in a program: `operator: message.operator`.
_CALLEE = re.compile(r"(?:[a-z_]\w*\.)+(?:operator|author|owner|creator|user|maker|editor)")
_STANDS_FOR = re.compile(r"(?i)pass(?:word|wd|phrase)?|pwd|secret")
# What makes an expression of the word before it.
_READS_ON = ("(", "=", "[", "?.")
_WORDS = re.compile(r"(?:[ ][^\W\d_][\w.'’-]*)+")
# Behind a word with a capital: a sentence, or the head of another field: `NOTICE TO USER: Carefully read`.
_READ_ON = re.compile(r"[ ][a-z]{2,}")


def _find_quoted_end(text: str, start: int, end: int) -> int:
    """Return where a value of several words in quotes ends, or else its own end: `user='ada quist'`."""
    quote = text[start - 1]
    if quote not in "\"'" or text[end : end + 1] != " ":
        return end
    closed = text.find(quote, end, end + 60)
    return closed if closed > 0 and _WORDS.fullmatch(text, end, closed) else end


def _is_sentence_word(text: str, start: int, value: str) -> bool:
    return bool(_SPOKEN.search(text, max(0, start - 12), start) and _WORD.fullmatch(value))


def _is_source_code(text: str, match: re.Match[str]) -> bool:
    """Return whether what follows a password's label is an expression of source code, or a type."""
    value, quoted = match.group(1), text[match.start(1) - 1] in "\"'"
    if not quoted and value.isidentifier() and text[match.start() - 1 : match.start()] == ".":
        return True  # `self.password = password`
    if "=" in text[match.start() : match.start(1)] and source_code.is_bare_name(text, *match.span(1)):
        return True  # `user, password = proxy_auth`
    return not quoted and _CODE.fullmatch(value.rstrip(",;:")) is not None
