"""How the cells of delimited text are quoted, and what takes the meaning from a sign in them."""

from __future__ import annotations

import re
from collections.abc import Sequence


def find_quote(head: Sequence[str], delimiter: str) -> str:
    """Return the mark of quoted cells: a single one where most lines have such cells, and none a double.

    A mark of text is one in front of a cell (`'0123`): of two in a line, the first opens no cell
    that the second closes, and the lines have equally many cells without them.
    """
    mark = re.escape(delimiter)
    single = re.compile(rf"(?:^|{mark})'((?:[^']|'')*+)'(?={mark}|\r?$)")
    found = [match for line in head if (match := single.search(line.rstrip("\n")))]
    if 2 * len(found) <= len(head) or any(re.search(rf'(?:^|{mark})"', line) for line in head):
        return '"'
    whole = any(delimiter not in match[1] for match in found)
    return "'" if whole or len({line.count(delimiter) for line in head}) > 1 else '"'


def find_escape(head: Sequence[str], delimiter: str) -> str:
    """Return a backslash where each one in the head takes a meaning from what follows, and one a delimiter's.

    So write MySQL, Hive and Snowflake; paths of Windows have backslashes before other letters.
    """
    behind = [sign for line in head for sign in _BACKSLASH.findall(line)]
    quoted_signs = any(sign in {delimiter, '"', "'"} for sign in behind)
    return "\\" if quoted_signs and all(sign in delimiter + "\"'\\nrt0NZ\n\r" for sign in behind) else ""


_BACKSLASH = re.compile(r"\\(.|\r?\n)", re.S)
