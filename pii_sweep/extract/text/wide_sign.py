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
# Common signs: they are sought one by one, as that is faster than a class.
_SOUGHT: Final = tuple("０１２３４５６７８９ＡＥＩＯＳａｅｉｏｎ")
_STYLED: Final = "\U0001d400".encode()[:2]  # those of mathematics, and musical ones
_MARKS: Final = tuple("①②③❶❷❸➀➁➊➋⑴⑵⒈⒉²³¹⁴⁵⁶₁₂₃₄")
# A number has so many in a row; one alone numbers a footnote or a power, two the lines of a list.
_RUN: Final = re.compile(r"[⓪①-⑨⓿❶-❾➀-➈➊-➒⑴-⑼⒈-⒐²³¹⁰⁴-⁹₀-₉]{3}")


def narrow(text: str) -> str:
    """Return a text, of the same length, whose letters and digits have their usual form."""
    if text.isascii():
        return text
    if any(sign in text for sign in _SOUGHT) or _STYLED in text.encode("utf-8", "replace"):
        lines = text.splitlines(keepends=True)
        text = "".join(line if _EASTERN.search(line) else line.translate(_usual()) for line in lines)
    if any(sign in text for sign in _MARKS) and _RUN.search(text):
        text = text.translate(_digits())
    return text


@cache
def _usual() -> dict[int, str]:
    codes = (*range(0xFF01, 0xFF5F), 0x3000, *range(0x1D400, 0x1D800))
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
