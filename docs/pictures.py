"""Take the pictures of the tutorial and of README from the running program: `make pictures`.

Follows the tutorial's commands in a folder of its own, then draws the terminal and the pages in Chromium.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.text import Text

from tests.browser import started

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
FOLDER = ROOT / "docs" / "pictures"
COLUMNS = 100
WIDTH = 960  # pixels of a picture; pages are drawn at 1440 and scaled down
COLOURS = 128
DARK = (
    "body{margin:0;background:#1b1d23;color:#e6e6e6;padding:16px}"
    "pre{margin:0;font:15px/21px 'DejaVu Sans Mono',monospace}"
)


def main() -> None:
    """Run the tutorial's commands and write docs/pictures."""
    FOLDER.mkdir(exist_ok=True)
    work = Path(tempfile.gettempdir()) / "pii-sweep"  # its name is in the pictures
    work.mkdir()
    try:
        shown = _sweep(work)
        sweep = work / "build" / "tutorial"
        terminal = work / "terminal.html"
        terminal.write_text(_as_page(shown), encoding="utf-8")
        with started() as page:
            for path, width, height in (
                (terminal, WIDTH, 32 + 21 * (shown.count("\n") + 1)),
                (sweep / "report.html", 1440, 900),
                (sweep / "findings.html", 1440, 900),
                (sweep / "assessment-support-2026.html", 1440, 900),
            ):
                page.size(width, height)
                page.open(path)
                page.wait("document.fonts.status === 'loaded'")
                page.picture(work / "picture.png")
                _shrink(work / "picture.png", FOLDER / f"{path.stem.split('-')[0]}.png")
    finally:
        shutil.rmtree(work)


def _sweep(work: Path) -> str:
    """Sweep and write the packet as the tutorial does; returns what `show` prints on a terminal."""
    text = PAGE.read_text("utf-8")
    commands = re.findall(r"(?m)^pii-sweep ((?:run|show|assess) .+)$", text)
    answers = re.search(r"```text\n(.+?)```", text, re.S)
    assert answers is not None
    folder = commands[0].split()[1]
    shutil.copytree(ROOT / folder, work / folder)
    (work / "build").mkdir()
    shutil.copy(ROOT / "docs" / "examples" / "support.toml", work / "build" / "activity.toml")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PII_SWEEP_KEYS": str(work / "keys")}
    _on_terminal(commands[0], work, environment)
    shown = next(one for one in commands if one.startswith("show"))
    asking = next(one for one in commands if "--ask" in one)
    subprocess.run(
        [sys.executable, "-m", "pii_sweep", *shlex.split(asking)],
        input=answers[1], text=True, cwd=work, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return f"$ pii-sweep {shown}\n{_on_terminal(shown, work, environment)}".rstrip()


def _on_terminal(command: str, work: Path, environment: Mapping[str, str]) -> str:
    """Return what a command prints on a pseudo-terminal, its colours as ANSI codes."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pii_sweep", *shlex.split(command)], cwd=work, stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=subprocess.DEVNULL,
        env={**environment, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # EIO: the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    if process.wait() not in (0, 3):
        raise SystemExit(f"pii-sweep {command} ended with {process.returncode}")
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


def _as_page(ansi: str) -> str:
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi(ansi), soft_wrap=True)
    body = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    return f"<!doctype html><meta charset='utf-8'><title>terminal</title><style>{DARK}</style>{body}"


def _shrink(source: Path, target: Path) -> None:
    with Image.open(source) as picture:
        height = round(picture.height * WIDTH / picture.width)
        small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
