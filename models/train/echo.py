"""Do our templates repeat the sentences that we are judged by? `python -m models.train.echo FILE`.

FILE is presidio-research's `generated_large.json`: its rows hold `masked`, the sentence with `{{slots}}`
for the values. Six words in a row, slots counted as one word and at least four of them plain, or a whole
sentence of three plain words and more, are an echo. Sampling a template's alternatives is enough:
each is drawn hundreds of times.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.train import corpus, orders
from models.train.template import choose

LENGTH, PLAIN = 6, 4
SENTENCE = 3
DRAWS = 400
MASK = "_"
_SLOT = re.compile(r"\{+\w+\}+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|_")


def words(text: str) -> list[str]:
    """Return the small words of a text; slots in a row are one mask."""
    found = _WORD.findall(_SLOT.sub(f" {MASK} ", text).replace("’", "'").lower())
    return [word for at, word in enumerate(found) if word != MASK or at == 0 or found[at - 1] != MASK]


def phrases(text: str) -> Iterator[str]:
    """Yield what must not come again: runs of six words, and short sentences whole."""
    held = words(text)
    runs = [held[at : at + LENGTH] for at in range(len(held) - LENGTH + 1)]
    yield from (" ".join(run) for run in runs if LENGTH - run.count(MASK) >= PLAIN)
    for sentence in re.split(r"[.!?\n]", text):
        held = words(sentence)
        if len(held) - held.count(MASK) >= SENTENCE:
            yield "= " + " ".join(held)


def echoes(templates: Iterable[str], sentences: Iterable[str], seed: int = 0) -> dict[str, str]:
    """Return each template that repeats a sentence, and a phrase that it repeats."""
    known = {phrase for sentence in sentences for phrase in phrases(sentence)}
    rng = random.Random(seed)
    found: dict[str, str] = {}
    for template in templates:
        drawn = (choose(template, rng) for _ in range(DRAWS if "[" in template else 1))
        hit = next((phrase for text in drawn for phrase in phrases(text) if phrase in known), None)
        if hit:
            found[template] = hit
    return found


def ours() -> list[str]:
    """Return every template of a sentence that the recipe has."""
    return [text for texts, _ in corpus.sources().values() for text in texts] + list(orders.SENTENCES)


def main() -> None:
    """Compare and tell; exits with 1 where a template is an echo."""
    file = Path(sys.argv[1])
    if not file.is_file():
        print(f"{file.name} is not here: no template was compared with it")
        return
    rows = json.loads(file.read_text(encoding="utf-8"))
    found = echoes(ours(), (row["masked"] for row in rows))
    for template, phrase in found.items():
        print(f"echo of '{phrase}': {template!r}")
    print(f"{len(found)} of {len(ours())} templates repeat a sentence of {file.name}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
