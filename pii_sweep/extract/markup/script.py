"""Values in the scripts and the bound attributes of a page: JSON, objects, and strings that hold JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from pii_sweep.errors import TooBig
from pii_sweep.extract.text.encoded.base64_text import decode_text

# What a program is handed: `state = {"user": …`, `push([{…`.
_HANDED = re.compile(r"[=(]\s*(?=[\[{]\s*[\[{\"])")
MAX_LITERALS = 200  # looked for in one script
LEAST = 16  # characters of one that says something
_DECODER = json.JSONDecoder(strict=False, parse_int=str)


def literals(script: str) -> Iterator[str]:
    """Yield the values in a script that are JSON as they stand: the state that a server hands to a page."""
    at = 0
    for _ in range(MAX_LITERALS):
        found = _HANDED.search(script, at)
        if found is None:
            return
        at = found.end()
        try:
            _, end = _DECODER.raw_decode(script, at)
        except (ValueError, RecursionError):
            continue
        if end - at >= LEAST:
            yield script[at:end]
        at = end


# A literal of a script. No quote behind a backslash begins one: each would be followed to the end in vain.
# A slash that divides nothing begins a regular expression, which is passed over with the quotes in it: its
# match fills no group.
_STRING: Final = re.compile(
    r"(?:(?<=[(,=:\[!&|?;{])|(?<==>)|(?<=\breturn))[ \t]{0,8}"
    r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){1,100}+\]){1,120}+/"
    r"|(?<!\\)(?:\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|`((?:[^`\\]|\\.)*+)`)"
)
# Long enough to say something, with a space, a number or a mailbox in it.
_LEAST_STRING: Final = 6
_CODED: Final = re.compile(r"[A-Za-z0-9+/_-]{20,65536}+={0,2}")
_SAYS = re.compile(r"@|\d{3}|\S \S")
_TAG: Final = re.compile(r"</?[A-Za-z][\w:-]*+(?:[\s/\\][^<>]*+)?>")
_VALUE: Final = re.compile(
    r"\b(value|alt|title|placeholder|aria-label|href|content|label|data-[\w-]{1,60})"
    r"\s*=\s*\\?[\"']([^\"'\\<>]+)"
)
# What is said in an attribute of a program: a mailbox or words.
_SAID: Final = re.compile(r"[\w.+-]@[\w-]{1,63}\.\w|[^\W\d_] [^\W\d_]")
# A stray quote of a template makes one of the program behind it, whose strings are read as well.
_CODE: Final = re.compile(r";[ \t]*\r?\n")
_QUOTED: Final = re.compile(r"(?<!\\)(?:\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)')")


def strings(script: str, taken: Sequence[str]) -> Iterator[str]:
    """Yield the string literals of a script that may say something, those in `taken` left out.

    Of mark-up in them, only the text is yielded, and the values that a reader sees.
    """
    at = 0
    for held in (*taken, ""):
        end = script.find(held, at) if held else len(script)
        if end < 0:  # it lies in the one before
            continue
        for match in _STRING.finditer(script, at, end):
            if match.lastindex is None:
                continue
            quoted = match[match.lastindex]
            yield from _show(quoted)
            if match.lastindex == 3 and _CODE.search(quoted):
                for inner in _QUOTED.finditer(quoted):
                    yield from _show(inner[inner.lastindex or 0])
        at = end + len(held)


def _show(quoted: str) -> Iterator[str]:
    """Yield what a string says, a long one in lines."""
    if len(quoted) < _LEAST_STRING:
        return
    shown = without_tags(quoted)
    if not _SAYS.search(shown):
        if _CODED.fullmatch(shown) and _is_text(shown):
            yield shown
        return
    if len(shown) <= LINE_LONG:
        yield unescaped(shown)
    else:
        yield from unescaped(shown).splitlines()


def _is_text(token: str) -> bool:
    """Indicate whether a string is text in Base64, as `atob` reads: its letters alone say nothing."""
    try:
        return decode_text(token) is not None
    except TooBig:
        return True


def without_tags(text: str) -> str:
    """Return mark-up as its text and the values that a reader sees."""
    return _TAG.sub(_read_values, text) if "<" in text else text


LINE_LONG: Final = 400  # signs of a string that is one line; longer ones have lines of their own
_OPENS: Final = re.compile(r"\s*[\[{]\s*[\[{\"]")
_ESCAPED: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r?\n)|(.))", re.S
)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " ", "v": " ", "0": " "}
MAX_STRINGS: Final = 100_000


# Behind a colon, two slashes begin no remark but the rest of an address.
_REMARK: Final = re.compile(r"/\*((?:[^*]|\*(?!/))*+)(?:\*/|\Z)|(?<![:\\\w\"'`])//([^\n]+)")


def remarks(script: str) -> Iterator[str]:
    """Yield the remarks of a script that may say something."""
    if "/*" not in script and "//" not in script:
        return
    for found in _REMARK.finditer(_STRING.sub(" ", script)):
        said = found[1] if found[1] is not None else found[2]
        yield from (line.strip(" *") for line in said.splitlines() if _SAYS.search(line))


def _read_values(tag: re.Match[str]) -> str:
    """Return the values of a tag that a reader sees, and those for programs that say something."""
    values = (
        value for name, value in _VALUE.findall(tag[0]) if not name.startswith("data-") or _SAID.search(value)
    )
    return f" {' '.join(values)} "


def read_protected(code: str) -> str:
    """Return the mailbox that Cloudflare hides as hexadecimal; its first byte is added to each of the others.

    (Bits without a carry; Cloudflare, "Email Address Obfuscation".) Nothing is returned for other values.
    """
    if len(code) % 2 or not _HIDDEN.fullmatch(code):
        return ""
    key, *rest = bytes.fromhex(code)
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address if "@" in address and address.isprintable() else ""


_HIDDEN: Final = re.compile(r"[0-9A-Fa-f]{12,512}")


class Unquoted(NamedTuple):
    """The JSON that strings of a script hold, what else long ones say, and the strings as they stand."""

    documents: list[str]
    texts: list[str]
    taken: list[str]


def unquoted(script: str) -> Unquoted:
    """Return what strings of a script hold that `strings` leaves out."""
    documents, texts, taken = list[str](), list[str](), list[str]()
    if '\\"' not in script and not any(mark in script for mark in ("'[", "'{", "`[", "`{")):
        return Unquoted(documents, texts, taken)
    for match in islice(_STRING.finditer(script), MAX_STRINGS):
        quoted = match[match.lastindex] if match.lastindex else ""
        if len(quoted) < LEAST or not (_OPENS.match(unescaped(quoted[:64])) or len(quoted) > LINE_LONG):
            continue
        text = unescaped(quoted)
        if _is_json(text):
            documents.append(text)
            taken.append(match[0])
        elif len(quoted) > LINE_LONG and "<" not in text[:1] and '":"' in text.replace(" ", ""):
            texts += text.splitlines()
            taken.append(match[0])
        if len(taken) >= MAX_LITERALS:
            break
    return Unquoted(documents, texts, taken)


def unescaped(quoted: str) -> str:
    """Return what a string literal of JavaScript stands for (ECMA-262, section 12.9.4)."""
    if "\\" not in quoted:
        return quoted
    text = _ESCAPED.sub(_decode, quoted)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decode(found: re.Match[str]) -> str:
    if code := found[1] or found[2] or found[3]:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else " "
    return "" if found[4] else _SIGNS.get(found[5], found[5])


def _is_json(text: str) -> bool:
    try:
        value = json.loads(text, strict=False, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, (dict, list)) and bool(value)


# Next.js hands a page its state in strings: `self.__next_f.push([1,"5:[{\"name\":…"])`, cut anywhere.
_PUSH: Final = re.compile(
    r"__next_f\s*(?:=[^;]{0,80}\))?\.push\(\[\s*1\s*,\s*(\"(?:[^\"\\\n]|\\.)*+\")\s*\]\s*\)"
)
_ROW: Final = re.compile(r"[0-9a-f]{1,8}:(?:[A-Z]{0,2}(?=[\[{\"])|T[0-9a-f]+,)?")
_MOST_FLIGHT: Final = 1 << 25


class Flight:
    """The parts of a state that a page is handed in several scripts."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def take(self, script: str) -> str:
        """Take the parts in a script, and return what else it says."""
        if "__next_f" not in script:
            return script
        found = _PUSH.findall(script)
        self._size += sum(map(len, found))
        if self._size > _MOST_FLIGHT:
            return script
        self._parts += (unescaped(part[1:-1]) for part in found)
        return _PUSH.sub(" ", script) if found else script

    def read(self) -> tuple[list[str], list[str]]:
        """Return the JSON of the parts, and the other lines; nothing is kept."""
        documents, texts = list[str](), list[str]()
        for line in "".join(self._parts).split("\n"):
            begun = _ROW.match(line)
            row = line[begun.end() :] if begun else line
            if _OPENS.match(row) and _is_json(row):
                documents.append(row)
            elif _SAYS.search(row):
                texts.append(row)
        self._parts.clear()
        return documents, texts


# An object of JavaScript: names without quotes, strings in single ones.
_OBJECT: Final = re.compile(
    r"((?<!\\)(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`))|([{,]\s*)([A-Za-z_$][\w$]*+)(?=\s*:)|(,)(?=\s*[}\]])"
)
_MOST_OBJECT: Final = 1 << 20


def object_of(text: str) -> str:
    """Return an object or a list of JavaScript that holds but values as JSON; nothing for other texts."""
    bare = text.strip().strip("()").strip()
    if bare[:1] not in ("{", "[") or len(bare) > _MOST_OBJECT or len(bare) < LEAST:
        return ""
    written = _OBJECT.sub(_write_json, bare)
    return written if _is_json(written) else ""


def _write_json(found: re.Match[str]) -> str:
    if found[1]:
        return json.dumps(unescaped(found[1][1:-1]))
    return f"{found[2]}{json.dumps(found[3])}" if found[3] else ""
