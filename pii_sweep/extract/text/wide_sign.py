"""Letters and digits in other forms as the usual ones: wide, of mathematics, in circles, raised and lowered.

Input methods of East Asia write wide signs (`Ａｎｎａ`, `２１９－０９`), pages and posts those of mathematics
(`𝐀𝐧𝐧𝐚`) and digits in circles. Lines with ideographs, kana or Hangul keep their signs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_EASTERN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff66-\uff9f]")
# What the encoding of wide signs, and of those of mathematics and of music, begins with.
_SOUGHT: Final = (b"\xef\xbc", b"\xef\xbd", "\U0001d400".encode()[:2])
_MARKS: Final = tuple("①②③❶❷❸➀➁➊➋⑴⑵⒈⒉²³¹⁴⁵⁶₁₂₃₄")
# A number has so many in a row; one alone numbers a footnote or a power, two the lines of a list.
_DIGIT: Final = "[⓪①-⑨⓿❶-❾➀-➈➊-➒⑴-⑼⒈-⒐²³¹⁰⁴-⁹₀-₉]"
_RUN: Final = re.compile(f"{_DIGIT}{{3}}")
# A mark of a footnote touches a word.
_NUMBER: Final = re.compile(rf"(?<!\w){_DIGIT}+(?:[- ]{_DIGIT}+)*+(?!\w)")


def narrow(text: str) -> str:
    """Return a text, of the same length, whose letters and digits have their usual form."""
    if text.isascii():
        return text
    data = text.encode("utf-8", "replace")
    if any(sign in data for sign in _SOUGHT):
        lines = text.splitlines(keepends=True)
        text = "".join(line if _EASTERN.search(line) else line.translate(_usual()) for line in lines)
    if any(sign in text for sign in _MARKS) and _RUN.search(text):
        text = _NUMBER.sub(_write_digits, text)
    return text


def may_be_wide(text: str) -> bool:
    """Return whether a text holds any sign that `narrow` may write otherwise."""
    data = text.encode("utf-8", "replace")
    return any(sign in data for sign in _SOUGHT) or any(sign in text for sign in _MARKS)


def drop_ascii(text: str) -> str:
    """Return the signs beyond ASCII: of most texts few, among which many others are sought at once."""
    data = text.encode("utf-8", "surrogatepass")
    return data.translate(None, _ASCII).decode("utf-8", "surrogatepass")


_ASCII: Final = bytes(range(0x80))


def _write_digits(number: re.Match[str]) -> str:
    return number[0].translate(_digits()) if _RUN.search(number[0]) else number[0]


@cache
def _usual() -> dict[int, str]:
    # Some letters of mathematics stand among the letterlike signs, as Planck's constant does.
    letters = (code for code in range(0x2100, 0x2150) if chr(code).isalpha())
    codes = (*range(0xFF01, 0xFF5F), 0x3000, *letters, *range(0x1D400, 0x1D800))
    found = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {code: sign for code, sign in found.items() if len(sign) == 1}


@cache
def _digits() -> dict[int, str]:
    """Return the digit for each sign that is one in another form (general category No)."""
    signs = (
        chr(code)
        for first, last in ((0xB2, 0xBA), (0x2070, 0x2090), (0x2460, 0x2794))
        for code in range(first, last)
    )
    return {ord(sign): str(unicodedata.digit(sign)) for sign in signs if unicodedata.digit(sign, -1) >= 0}
