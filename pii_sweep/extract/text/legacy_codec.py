"""The codec of text before Unicode that names none: by how its letters follow each other in each language.

chardet compares a text with the pairs of letters of some fifty languages in each codec. Of what it proposes a
reading loses that shows what no language writes: letters of two scripts in one word, a capital between small
letters, a sign within a word, boxes of a terminal. Windows-1252 is what most such files are in: it stands
where nothing but its marks of prose are in a text, and where the other readings are hardly likely themselves.
Mainframes' text and Japanese of half a width are found by their bytes.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import islice

import chardet

# Mainframes' text (EBCDIC), whose code pages agree on letters, digits, blanks, ends of lines and most marks.
MAINFRAME = "cp037"
EBCDIC_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".encode(MAINFRAME)
EBCDIC_MARKS = " .<(+&*);-/,%_>?:#@'=\"\r\n\x85".encode(MAINFRAME)
EBCDIC_LEAST = 16
SAMPLE, BEFORE = 1 << 15, 64  # bytes that decide; so many before the first beyond ASCII
HIGH = re.compile(rb"[\x80-\xff]+")
RUNS = 0.8  # of wide characters stand next to another: accents of Western text stand alone
# Katakana of half a width, those from A to SO, which are capitals of no other codec, and the marks of voice.
KATAKANA, HALF_WIDTH = re.compile(rb"[\xa1-\xdf]{8,}"), ((0xB1, 0xBF), (0xDE, 0xDF))
# The codecs that files of firms are in, as chardet names them.
CODECS = frozenset({
    "cp932", "euc_jis_2004", "cp949", "big5hkscs", "gb18030", "cp874", "ptcp154", "koi8-r", "koi8-u",
    "iso8859-2", "iso8859-5", "iso8859-7", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp1258", "cp437", "cp737", "cp850", "cp852", "cp857", "cp865", "cp866",
    "mac-roman",
})  # fmt: skip
WESTERN = "cp1252"
# Of these the codecs of one byte a character whose letters are capital or small.
CASED = CODECS - {"cp932", "euc_jis_2004", "cp949", "big5hkscs", "gb18030", "cp874", "cp1255", "cp1256"}
# So many letters beyond ASCII, and such a share of capitals in their words, show a text in capitals.
LEAST_WIDE, CAPITALS = 4, 0.8
# How likely Windows-1252 and each other codec are at least, and how many of the likeliest ones are read.
LIKELY, LEAST, READ = 0.008, 0.002, 8
# By how much few characters beyond ASCII speak for Windows-1252: one so many times as likely, more less.
FEW, _BEYOND = 0.5, bytes(range(0x80, 0x100))
# Of so few one alone decides only where it is surer.
ALONE, SURELY = 10, 1.25
SHORTEST = 6  # bytes of which a codec is guessed: fewer are a number's
# How natural the best reading is at least, and how many of its characters beyond ASCII people write.
LEAST_NATURAL, WRITTEN, SIGNS = 0.17, 0.95, frozenset("€№°★☆●○■□▲△®©™£¥§")
# Marks of prose in Windows-1252, letters in others; none but the apostrophe stands between two letters.
MARKS, WITHIN = (
    frozenset("€…‘’“”•–—\u00a0£©«»®°·½".encode(WESTERN)),
    re.compile(rb"[A-Za-z][\x80-\x91\x93-\xff][A-Za-z]"),
)
# Albanian has these letters alone, which Windows-1250 has too; chardet does not know the language.
ALBANIAN = frozenset("ëçËÇ".encode(WESTERN))
# Turkish letters that Windows-1252 shows as Icelandic ones; chardet does not know names in capitals.
TURKISH, ICELANDIC = re.compile("[ýþðÝÞÐ]"), re.compile("[áéíóúæÁÉÍÓÚÆ]")
# Words whose letters are not all of ASCII, and how many of them are looked at.
WIDE, WORDS = re.compile(r"\S*[^\x00-\x7f]\S*"), 2000
# What no language writes, in the classes of `_class_of`: letters of two scripts in one word, a capital
# between small letters or as the second, a small letter between capitals, a sign within a word, a superior
# figure at its end, a sign of mathematics behind a letter, boxes and controls.
ODD = re.compile(
    r"[UlVv][xgG]|[xgG][UlVv]|gG|[lv]V|[lv]U(?=v)|v[UV](?=[lv])|[UV]Vl|[UV]v[UV]"
    r"|[UlVvxgG]s(?=[UlVvxgG])|[UlVv]{3}f|[UlVv]f[UlVv]|[UlVvxgG]m|b"
)
# The last stands before units: `µg`.
_PROSE = frozenset("’‘·´\u00adµ")
_CLASSES = {"Sm": "m", "No": "f", "Cc": "b", "Cn": "b", "Co": "b", "So": "s"}


def guess_codec(head: bytes) -> str | None:
    """Return the codec of text that is not UTF-8 and names none; None where Windows-1252 fits it best."""
    if is_mainframe(head):
        return MAINFRAME
    if _mostly_utf8(head):
        return None
    return _half_width(head) or _likeliest(head)


def _likeliest(head: bytes) -> str | None:
    """Return the codec in which a text reads best, None where that is Windows-1252."""
    part = _sample(head)
    wide = frozenset(part) - frozenset(range(0x80))
    prose = wide <= MARKS and not WITHIN.search(part)
    if len(part) < SHORTEST or prose or (wide & ALBANIAN and wide <= ALBANIAN | MARKS):
        return None
    said = _ask(part, CODECS)
    capital = {name: chance for name in CASED if (chance := _ask_in_small(part, name))}
    chances = dict(islice(said.items(), READ)) | {
        name: max(chance, said.get(name, 0.0)) for name, chance in capital.items()
    }
    chances = {name: LEAST + chance for name, chance in chances.items()}
    chances[WESTERN] = LIKELY + max(said.get(WESTERN, 0.0), capital.get(WESTERN, 0.0))
    beyond = len(part) - len(part.translate(None, _BEYOND))
    chances[WESTERN] *= 1 + FEW / beyond
    natural = {name: _natural(part, name) for name in chances}
    chances = {name: chance * natural[name] for name, chance in chances.items()}
    best = max(chances, key=lambda name: chances[name])
    if beyond < ALONE and chances[best] < SURELY * chances[WESTERN] and _differing(part, best) == 1:
        best = WESTERN
    if best == WESTERN:
        return "cp1254" if _is_turkish(part.decode(WESTERN, "replace")) else None
    return best if natural[best] >= LEAST_NATURAL and _is_written(part.decode(best, "replace")) else None


def _ask(part: bytes, names: Iterable[str]) -> dict[str, float]:
    """Return how likely chardet holds each of some codecs, the likeliest first."""
    said = chardet.detect_all(
        part, ignore_threshold=True, include_encodings={*names, WESTERN}, compat_names=False
    )
    return {one["encoding"]: one["confidence"] for one in said if one["encoding"]}


def _ask_in_small(part: bytes, name: str) -> float:
    """Return how likely a reading in capitals is in small letters, whose pairs chardet knows; else 0."""
    text = part.decode(name, "replace")
    cased = [sign for sign in " ".join(islice(WIDE.findall(text), WORDS)) if sign.lower() != sign.upper()]
    wide = sum(not sign.isascii() for sign in cased)
    if wide < LEAST_WIDE or sum(map(str.isupper, cased)) < CAPITALS * len(cased):
        return 0.0
    return _ask(text.lower().encode(name, "replace"), {name}).get(name, 0.0)


def _sample(head: bytes) -> bytes:
    """Return the bytes that decide: of a long text its lines that are not all ASCII, from the first on."""
    if len(head) <= SAMPLE:
        return head
    lines = b"\n".join(line for line in head.split(b"\n") if not line.isascii())
    first = HIGH.search(lines)
    start = max(0, first.start() - BEFORE) if first else 0
    return lines[start : start + SAMPLE]


def _differing(part: bytes, name: str) -> int:
    """Return how many bytes a codec of one byte a character reads as other characters than Windows-1252."""
    return sum(
        part.count(byte)
        for byte in map(int.to_bytes, frozenset(part))
        if byte.decode(name, "replace") != byte.decode(WESTERN, "replace")
    )


def _is_written(text: str) -> bool:
    """Return whether nearly all characters beyond ASCII are what people write: no binary data."""
    wide = [sign for sign in text if not sign.isascii()]
    known = sum(unicodedata.category(sign)[0] in "LMNPZ" or sign in SIGNS for sign in wide)
    return known >= WRITTEN * len(wide)


def _is_turkish(text: str) -> bool:
    """Return whether what Windows-1252 shows as Icelandic letters are those of Turkish, capitals too."""
    return len(TURKISH.findall(text)) >= 2 and not ICELANDIC.search(text)


def _natural(part: bytes, name: str) -> float:
    """Return how natural a reading is, 1 where nothing in it is odd."""
    words = " ".join(islice((found[0] for found in WIDE.finditer(part.decode(name, "replace"))), WORDS))
    wide = sum(not sign.isascii() for sign in words)
    classes = "".join(map(_class_of, words))
    odd = len(ODD.findall(classes))
    return (1 - min(1.0, odd / max(1, wide))) ** 5


@cache
def _class_of(sign: str) -> str:
    """Return the class of a character: U, l of ASCII, V, v other Latin, G, g other letters, x without case.

    Of others s is a sign, m one of mathematics, f a superior figure, b a box or a control.
    """
    if sign.isascii():
        return "U" if sign.isupper() else "l" if sign.islower() else " " if sign.isalpha() else sign
    if sign in _PROSE:
        return " "
    if sign.isalpha() and unicodedata.category(sign) != "Lo":
        latin = unicodedata.name(sign, "").startswith("LATIN")
        return ("V" if sign.isupper() else "v") if latin else "G" if sign.isupper() else "g"
    if sign.isalpha():
        return "v" if sign in "ªº" else "x"
    if sign.isspace() or unicodedata.combining(sign):
        return " "
    if "\u2500" <= sign <= "\u25ff" or sign == "\ufffd":
        return "b"
    return _CLASSES.get(unicodedata.category(sign), "s")


def is_mainframe(head: bytes) -> bool:
    """Return whether bytes are text of a mainframe (EBCDIC), whose letters, digits and blanks lie elsewhere.

    Records with packed numbers between their texts are left out: most of their bytes are no characters.
    """
    letters = len(head) - len(head.translate(None, EBCDIC_LETTERS))
    marks = len(head) - len(head.translate(None, EBCDIC_MARKS))
    return (
        len(head) >= EBCDIC_LEAST
        and head.count(b"\x20") + head.count(b"\n") <= 0.01 * len(head)
        and letters + marks >= 0.95 * len(head)
        and letters >= 0.1 * len(head)
        and marks >= 0.02 * len(head)
    )


def _mostly_utf8(head: bytes) -> bool:
    """Return whether most high bytes stand in sequences of UTF-8: a mixed export, read leniently."""
    wide = sum(map(len, HIGH.findall(head)))
    kept = len(head.decode("utf-8", "ignore").encode()) - sum(byte < 128 for byte in head)
    return kept * 2 > wide


def _half_width(head: bytes) -> str | None:
    """Return Shift JIS for katakana of half a width (JIS X 0201), as banks of Japan write names."""
    runs = HIGH.findall(head[: 4 * SAMPLE])
    wide = b"".join(runs)
    vowels, marks = (sum(low <= byte <= high for byte in wide) for low, high in HALF_WIDTH)
    together = sum(len(run) for run in runs if len(run) > 1) >= RUNS * len(wide)
    return "cp932" if together and KATAKANA.fullmatch(wide) and vowels > 0.1 * len(wide) and marks else None


def fits(head: bytes, name: str) -> str | None:
    """Return the text of bytes that are all valid in a codec; the last character may be cut off."""
    try:
        return codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
