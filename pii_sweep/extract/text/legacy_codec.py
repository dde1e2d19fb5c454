"""The codec of text before Unicode that names none: by its script, its runs and its common characters.

East Asian codecs: the most common characters stand first in each national table (level 1 of JIS X 0208 and
GB 2312, the first plane of Big5, the syllables of KS X 1001). Text read with the wrong codec falls on rare
ones: the codec in which most characters are common ones is taken.

One byte a character: Cyrillic, Greek, Hebrew, Arabic and Thai words consist of high bytes throughout, where
accents of Western text stand alone. The codec is taken in whose reading the letters are the common ones of
its script, and no capital stands behind a small letter. Central European and Turkish text shows in
Windows-1252 as signs within words (`Ma³gorzata`) and as letters that only Icelandic has.
A few characters of Chinese may fit Korean as well: then they are read as Korean.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import cache

# Mainframes' text (EBCDIC), whose code pages agree on letters, digits, blanks, ends of lines and most marks.
MAINFRAME = "cp037"
EBCDIC_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".encode(MAINFRAME)
EBCDIC_MARKS = " .<(+&*);-/,%_>?:#@'=\"\r\n\x85".encode(MAINFRAME)
EBCDIC_LEAST = 16
SAMPLE = 1 << 15  # bytes of wide runs that decide
WIDE = re.compile(r"[^\x00-\x7f]+")
HIGH = re.compile(rb"[\x80-\xff]+")
RUNS = 0.8  # of wide characters stand next to another: accents of Western text stand alone
# Cells of one ideograph stand alone as well: fewer runs are enough where nearly all characters are common.
FEWER_RUNS, SURELY = 0.5, 0.95
COMMON = 0.85  # of East Asian characters are common ones in the right codec
KANA = re.compile("[\u3041-\u30ff]")
HANGUL, HANZI = re.compile("[\uac00-\ud7a3]"), re.compile("[\u4e00-\u9fff]")
# Katakana of half a width, those from A to SO, which are capitals of no other codec, and the marks of voice.
KATAKANA, HALF_WIDTH = re.compile(rb"[\xa1-\xdf]{8,}"), ((0xB1, 0xBF), (0xDE, 0xDF))
# Lead bytes of the common characters (with those of signs and kana), and what must be there besides.
EASTERN: Mapping[str, tuple[range, ...]] = {
    "cp932": (range(0x81, 0x85), range(0x88, 0x98)),
    "euc_jp": (range(0xA1, 0xA9), range(0xB0, 0xD0)),
    "euc_kr": (range(0xA1, 0xA4), range(0xB0, 0xC9)),
    "big5": (range(0xA1, 0xC7),),
    "gb18030": (range(0xA1, 0xAA), range(0xB0, 0xD8)),
}
# The letters of a script and its most frequent ones (Lewand's and Sharov's frequency lists).
SCRIPTS: Mapping[str, tuple[str, str, float]] = {
    "cp1251": ("\u0400-\u045f\u0490\u0491", "оеаинтсрвлкмд", 0.55),
    "koi8_r": ("\u0401\u0410-\u044f\u0451", "оеаинтсрвлкмд", 0.55),
    "cp866": ("\u0401\u0410-\u044f\u0451", "оеаинтсрвлкмд", 0.55),
    "iso8859_5": ("\u0401-\u045f", "оеаинтсрвлкмд", 0.55),
    "cp1253": ("\u0386-\u03ce", "αοιετσνηυρπκςάόίέή", 0.6),
    "cp1255": ("\u05d0-\u05ea\u05b0-\u05c7", "יהולארתבמשנ", 0.55),
    "cp1256": ("\u0621-\u0652\u067e\u0686\u0698\u06af", "اليمنرتبةعدسح", 0.55),
    "cp874": ("\u0e01-\u0e5b", "านรอกเงมยลวดท่้ิี", 0.5),
}
# In names of fields words run together (`ПлательщикСчет`); read with the wrong codec, every word turns
# its case.
CAMEL = 0.05
CASE = re.compile(r"[a-zа-яёα-ωά-ώ][A-ZА-ЯЁΑ-Ω]")
# Letters of Windows-1250 that Windows-1252 shows as signs within words, and Czech ones that it shows as
# letters which no Western language has together.
POLISH = re.compile(r"[^\W\d_][³¹¿Ÿ¾¼][^\W\d_]|[^\W\d_]{3}[³¹]|[£¥¯][a-zó]{2}")
CZECH, CARONS, WESTERN = re.compile("[øìùèòï]"), re.compile("[šžýŠŽ]"), re.compile("[åæçêôœâãß]")
# Croatian, Bosnian and Slovene letters that Windows-1252 shows as French, Danish and Icelandic ones, next to
# those with a caron that both codecs have; the share that all have of the accents of a register, foreigners'
# names among them; letters that stand next to the former where they are no others.
SLAVIC, SOUTHERN, WEST = re.compile("[èæðÈÆÐ]"), 0.6, re.compile("[åÅàÀþÞ]")
# Hungarian's long vowels, which Windows-1252 shows as Portuguese and French letters, and all that it has.
HUNGARIAN, MAGYAR = re.compile("[õûÕÛ]"), frozenset("áéíóöúüõûÁÉÍÓÖÚÜÕÛ")
# Letters that Windows-1252 shows of Baltic text (Windows-1257): `š` and `ž`, those that no other language has
# next to them, and all; Icelandic has the first two as well, Turkish too.
SOFT, LEAST_BALTIC, LETTERED_BALTIC = re.compile("[ðþÐÞ]"), 3, 0.97
BALTIC = (
    ("ëàèøæ", frozenset("àèæëáðøûþÀÈÆËÁÐØÛÞ")),  # Lithuanian
    ("âîûçìïò", frozenset("âèçìîíïòðûþÂÈÇÌÎÍÏÒÐÛÞ")),  # Latvian
)
TURKISH, ICELANDIC = re.compile("[ýþðÝÞÐ]"), re.compile("[áéíóúæÁÉÍÓÚÆ]")
# Letters of DOS's code page 850 (437 has the same) and of the Macintosh, which Windows-1252 shows as marks
# within words; 0x81 is no character there. A letter of another codec would be a capital behind a small one.
DOS = re.compile(
    rb"[A-Za-z][\x81\x82\x84\x87\x94\xa1-\xa4][a-z]|[A-Z][\x8e\x90\x99\x9a\xa5\xb5\xe0\xe9][A-Z]"
)
MACINTOSH = re.compile(rb"[A-Za-z][\x87-\x8b\x8d-\x90\x98\x99\x9b\x9d\x9f][a-z]")
# Letters that only Windows-1252, the Macintosh's neighbours and Windows-1250 have from 0xB0 on.
UPPER_HALF = re.compile(rb"[A-Za-z][\xb0-\xff]|[\xb0-\xff][a-z]")
# Letters of ISO 8859-2 that Windows-1252 shows as marks in words: Czech, Slovak and Slovene ones, and Polish.
ISO_CZECH = re.compile(r"[^\W\d_][\u00b9\u00be\u00bb](?=[^\W\d_]|\b)|[\u00a9\u00ae\u00ab][^\W\d_]{2}")
QUOTED = re.compile("\u00ab[^\u00ab\u00bb\n]{1,400}\u00bb")
ISO_POLISH = re.compile(r"[^\W\d_][\u00b1\u00b6\u00bc][^\W\d_]|[^\W\d_]{3}\u00b1|[\u00a6\u00ac][^\W\d_]{2}")
# Letters that only cp1250 has, between the controls of ISO 8859-2.
CONTROLS = re.compile(rb"[\x80-\x9f]")
# Accents between the letters of one word: no word of another script has both.
WITHIN = re.compile(rb"[A-Za-z][\x80-\xff]{1,2}[a-z]")
# `r` with a caron next to long vowels, which no language that writes `ø` has but Faroese; a Spanish text may
# name people of the North.
RH, LONG_VOWELS = re.compile("[øØ]"), re.compile("[áíýúÁÍÝÚ]")
NORDIC = re.compile("[ñÑðÐ¿¡ªº]")
TURNED = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ]")
CAPITALS = 0.8  # of the letters are seldom capitals
LEAST = 2  # such signs or letters
PROSE, LETTERS = frozenset("\u00a0\u00a7\u00b0«»„“”’‘–—…€"), 0.9


def guess_codec(head: bytes) -> str | None:
    """Return the codec of text that is not UTF-8 and names none; None where Windows-1252 fits it best."""
    if _is_mainframe(head):
        return MAINFRAME
    if _mostly_utf8(head):
        return None
    return _eastern(head) or _half_width(head) or _script(head) or _latin(head)


def _is_mainframe(head: bytes) -> bool:
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


def _eastern(head: bytes) -> str | None:
    """Return the codec of East Asian text: it fits to the byte, and shows common characters in runs."""
    best, most = None, COMMON
    for name, leads in EASTERN.items():
        text = fits(head, name)
        runs = WIDE.findall(text[:SAMPLE]) if text else []
        wide = "".join(runs)
        together = sum(len(run) for run in runs if len(run) > 1)
        if not wide or together < FEWER_RUNS * len(wide):
            continue
        if (name == "euc_jp" and len(KANA.findall(wide)) < 0.1 * len(wide)) or (
            name == "euc_kr" and len(HANZI.findall(wide)) > 0.1 * len(HANGUL.findall(wide))
        ):
            continue
        first = _lead_bytes(leads)
        share = sum(len(code := _encode(sign, name)) == 2 and code[0] in first for sign in wide) / len(wide)
        if share > most and (together >= RUNS * len(wide) or share >= SURELY):
            best, most = name, share
    return best


def _half_width(head: bytes) -> str | None:
    """Return Shift JIS for katakana of half a width (JIS X 0201), as banks of Japan write names."""
    runs = HIGH.findall(head[: 4 * SAMPLE])
    wide = b"".join(runs)
    vowels, marks = (sum(low <= byte <= high for byte in wide) for low, high in HALF_WIDTH)
    together = sum(len(run) for run in runs if len(run) > 1) >= RUNS * len(wide)
    return "cp932" if together and KATAKANA.fullmatch(wide) and vowels > 0.1 * len(wide) and marks else None


@cache
def _lead_bytes(ranges: tuple[range, ...]) -> frozenset[int]:
    return frozenset(byte for one in ranges for byte in one)


def _encode(sign: str, name: str) -> bytes:
    return sign.encode(name, "ignore")


def _script(head: bytes) -> str | None:
    """Return the codec of one byte a letter whose script most words consist of."""
    words = HIGH.findall(head[: 4 * SAMPLE])
    wide = sum(map(len, words))
    if wide < 4 or sum(len(word) for word in words if len(word) > 1) < RUNS * wide:
        return None
    if 2 * len(WITHIN.findall(head[: 4 * SAMPLE])) > len(words):
        return None
    best, most = None, 0.0
    for name, (letters, common, least) in SCRIPTS.items():
        text = b" ".join(words).decode(name, "replace").replace(" ", "\n")
        inside = len(re.findall(f"[{letters}]", text))
        lower = text.lower()
        share = sum(map(lower.count, common)) / max(1, inside)
        if sum(map(str.isupper, text)) > CAPITALS * inside:
            share *= CAPITALS  # small letters of another codec look like them
        if inside < 0.9 * wide or share < least or len(CASE.findall(text)) > CAMEL * wide:
            continue
        if share > most:
            best, most = name, share
    return best


def _latin(head: bytes) -> str | None:
    """Return the codec of Central European or Turkish text."""
    part = head[: 4 * SAMPLE]
    text = part.decode("cp1252", "replace")
    if UPPER_HALF.search(part) is None and (name := _of_machine(part)):
        return name
    if (name := _central(part, text)) is not None:
        return name if _is_lettered(part, name) else None
    if _is_south_slavic(text):
        return "cp1250" if _is_lettered(part, "cp1250") else None
    if len(HUNGARIAN.findall(text)) >= LEAST and _is_magyar(text):
        return "cp1250"
    if _is_baltic(text):
        return "cp1257"
    if (name := _of_machine(part)) is not None:
        return name
    if len(TURKISH.findall(text)) >= LEAST and not ICELANDIC.search(text):
        return "cp1254" if _is_lettered(part, "cp1254") else None
    return None


def _central(part: bytes, text: str) -> str | None:
    """Return the codec of Central European text, which Windows-1252 shows as another; else None."""
    polish, iso_polish = len(POLISH.findall(text)), len(ISO_POLISH.findall(text))
    letters = len(CZECH.findall(text)) >= LEAST and not WESTERN.search(text)
    controls = CONTROLS.search(part) is not None
    if letters and not controls and ISO_CZECH.search(QUOTED.sub(" ", text)):
        return "iso8859_2"
    rolled = len(RH.findall(text)) >= LEAST and LONG_VOWELS.search(text) and not NORDIC.search(text)
    if letters and (CARONS.search(text) or rolled):
        return "cp1250"
    if not controls and iso_polish and polish + iso_polish >= LEAST:
        return "iso8859_2"
    return "cp1250" if polish >= LEAST else None


def _of_machine(part: bytes) -> str | None:
    """Return the codec of DOS or the Macintosh, None where a text shows neither."""
    for name, marks in (("cp850", DOS.findall(part)), ("mac_roman", MACINTOSH.findall(part))):
        enough = len(marks) >= LEAST or (name == "cp850" and any(b"\x81" in mark for mark in marks))
        if enough and _is_lettered(part, name) and not TURNED.search(part.decode(name)):
            return name
    return None


def _is_south_slavic(text: str) -> bool:
    """Return whether most accents of a text are those of Croatian, Bosnian or Slovene."""
    letters = [sign for sign in text if sign.isalpha() and not sign.isascii()]
    soft, carons = len(SLAVIC.findall(text)), len(CARONS.findall(text))
    enough = min(soft, carons) >= LEAST and soft + carons >= SOUTHERN * len(letters)
    return enough and WEST.search(text) is None


def _is_magyar(text: str) -> bool:
    """Return whether a text has the accents of Hungarian, both kinds, and those of no other language."""
    letters = {sign for sign in text if sign.isalpha() and not sign.isascii()}
    return letters <= MAGYAR and not letters.isdisjoint("öüÖÜ") and not letters.isdisjoint("áéíóúÁÉÍÓÚ")


def _is_baltic(text: str) -> bool:
    """Return whether a text has the letters of Lithuanian or Latvian, and hardly any other accents."""
    letters = [sign for sign in text if sign.isalpha() and not sign.isascii()]
    if not SOFT.search(text):
        return False
    return any(
        sum(map(letters.count, own)) >= LEAST_BALTIC
        and sum(sign in known for sign in letters) >= LETTERED_BALTIC * len(letters)
        for own, known in BALTIC
    )


def _is_lettered(part: bytes, name: str) -> bool:
    """Return whether nearly all high bytes are letters or marks of prose in a codec: no damaged file."""
    wide = b"".join(HIGH.findall(part)).decode(name, "replace")
    return sum(sign.isalpha() or sign in PROSE for sign in wide) >= LETTERS * len(wide)


def fits(head: bytes, name: str) -> str | None:
    """Return the text of bytes that are all valid in a codec; the last character may be cut off."""
    try:
        return codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
