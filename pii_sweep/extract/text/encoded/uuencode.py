"""Files set into the text of old mails and news: uuencode and its Base64 form (POSIX.1, uuencode)."""

from __future__ import annotations

import base64
import binascii
import re

_BLOCK = re.compile(
    r"^begin(-base64)? [0-7]{3,4} ([^\r\n]{1,200})\r?\n"
    r"((?:(?!(?:end|====)[ \t]*\r?$).*\n)*+)(?:end|====)[ \t]*\r?$",
    re.M,
)
_END = re.compile(r"^(?:end|====)[ \t]*\r?$", re.M)


def split_files(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return a text without the files set into it, and those files with their names."""
    if "\nbegin" not in text and not text.startswith("begin"):
        return text, []
    # Behind the last end no file can be complete; each `begin` there would be compared with all that follows.
    last = max((found.end() for found in _END.finditer(text)), default=0)
    files: list[tuple[str, bytes]] = []

    def replacement(found: re.Match[str]) -> str:
        data = _decode(found[3], plain=found[1] is None)
        if not data:
            return found[0]
        files.append((found[2].strip(), data))
        return ""

    return _BLOCK.sub(replacement, text[:last]) + text[last:], files


def _decode(lines: str, *, plain: bool) -> bytes:
    try:
        if not plain:
            return base64.b64decode(lines, validate=False)
        return b"".join(_line(line) for line in lines.splitlines() if line.strip())
    except (binascii.Error, ValueError):
        return b""


def _line(line: str) -> bytes:
    """Return a line's bytes; some mailers lost the spaces at its end, or added a checksum."""
    data = line.encode("ascii")
    count = (data[0] - 32) & 63
    wanted = 1 + (count + 2) // 3 * 4
    return binascii.a2b_uu(data[:wanted].ljust(wanted))
