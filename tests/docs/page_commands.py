"""The `pii-sweep` commands that the pages show, as words."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(path for path in (ROOT / "docs").rglob("*.md") if "reference" not in path.parts),
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md")),
        ROOT / "models" / "MODEL_CARD.md",
    ]
)
BLOCK = re.compile(r"^( *)```([\w-]*)\n(.*?)^\1```$", re.M | re.S)
SHELLS = {"", "sh", "bash", "console"}
CALL = re.compile(r"(?:^|[ \"'|;&(])pii-sweep +(?=[a-z])(.*)")


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the fenced blocks of a page in these languages."""
    text = page.read_text(encoding="utf-8")
    return [found[3] for found in BLOCK.finditer(text) if found[2] in languages]


def commands(page: Path) -> list[list[str]]:
    """Return the words after `pii-sweep` of each command in a shell block, continued lines joined."""
    found = []
    for block in blocks(page, *SHELLS):
        for line in block.replace("\\\n", " ").splitlines():
            if call := CALL.search(line):
                found.append(shlex.split(call[1].replace(r"\%", "%"), comments=True))
    return found


def mentions(page: Path) -> list[list[str]]:
    """Return the words of each command that a sentence quotes, those with an ellipsis left out."""
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    quoted = re.findall(r"`pii-sweep ([a-z][^`]*)`", prose)
    return [shlex.split(one) for one in quoted if "…" not in one and "COMMAND" not in one]
