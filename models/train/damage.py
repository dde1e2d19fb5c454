"""What happens to text on its way: capitals, carelessness, and OCR."""

from __future__ import annotations

import random

from models.train.template import Example
from pii_sweep.detect.text import casing

# Confusions of Tesseract on blurred, skewed and JPEG-damaged labels, most frequent first.
CONFUSED = {
    "0": "OoQ8", "1": "lI|i", "2": "Z7", "3": "8", "4": "A", "5": "Ss$", "6": "Gb", "7": "T1", "8": "B3", "9": "g4",
    "O": "0Q", "I": "l1|", "l": "1I|", "S": "5s", "B": "8E", "G": "6C", "Z": "2", "D": "O0", "o": "0c", "e": "c", "a": "o",
    "c": "e", "i": "1l", "t": "f", "f": "t", "h": "b", "n": "r", "r": "f", "u": "v", "v": "y", ".": ",", ",": ".", ":": ".;", "g": "q",
    "m": "n", "w": "v", "A": "4", "E": "F", "P": "F", "T": "I", "N": "M", "M": "N", "Y": "V", "H": "I", "U": "V", "-": " ~",
}  # fmt: skip
JUNK = "|~_-'`.,:;\\/=*"


def cased(example: Example, how: str) -> Example:
    """Return the example in capitals or in small letters; the entities keep their places."""
    text, entities = example
    change = str.upper if how == "upper" else str.lower
    # A letter whose other case has another length (ß) stays as it is, so that places hold.
    changed = "".join(change(letter) if len(change(letter)) == 1 else letter for letter in text)
    return changed, entities


def titled(example: Example) -> Example:
    """Return a text in one case as the detector has it read: in title case, every character in its place."""
    text, entities = example
    return casing.make_readable(text), entities


def quoted(example: Example, mark: str) -> Example:
    """Return the example with a mark before each line, as mail and comments quote."""
    text, entities = example
    shift = [len(mark) * (1 + text.count("\n", 0, index)) for index in range(len(text) + 1)]
    moved = [(start + shift[start], end + shift[end], label) for start, end, label in entities]
    return mark + text.replace("\n", "\n" + mark), moved


def escaped(example: Example) -> Example:
    """Return the example as one line of a log or of JSON: line ends and tabs are a backslash and a letter."""
    text, entities = example
    shift = [0]
    for letter in text:
        shift.append(shift[-1] + (letter in "\n\t"))
    flat = text.replace("\n", "\\n").replace("\t", "\\t")
    return flat, [(start + shift[start], end + shift[end], label) for start, end, label in entities]


def ocr(example: Example, rate: float, rng: random.Random) -> Example:
    """Return the example as OCR may read it: letters confused, spaces lost or added, specks."""
    text, entities = example
    out: list[str] = []
    place = [0] * (len(text) + 1)
    length = 0
    for index, letter in enumerate(text):
        place[index] = length
        new = letter
        if letter != "\n" and rng.random() < rate:
            kind = rng.random()
            if kind < 0.6:
                new = rng.choice(CONFUSED.get(letter, letter))
            elif kind < 0.72:
                new = ""
            elif kind < 0.85:
                new = letter + rng.choice((" ", "", rng.choice(JUNK)))
            elif letter == " ":
                new = rng.choice(("", "  ", " "))
        elif letter == "\n" and rng.random() < rate:
            new = rng.choice((" ", "\n\n", f"\n{rng.choice(JUNK)}\n"))
        out.append(new)
        length += len(new)
    place[len(text)] = length
    damaged = "".join(out)
    return damaged, [(place[start], place[end], label) for start, end, label in entities]


def damaged(example: Example, rng: random.Random) -> Example:
    """Return the example as it is, or in another case, or read by OCR, or both."""
    kind = rng.random()
    if kind < 0.27:
        example = cased(example, "upper" if kind < 0.15 else "lower")
        example = titled(example) if rng.random() < 0.6 else example
    if rng.random() < 0.03:
        example = quoted(example, rng.choice((">", "> ", "* ", "| ", "# ", "-- ", "  ", "//", ">> ")))
    if rng.random() < 0.04:
        example = escaped(example)
    elif rng.random() < 0.22:
        example = ocr(example, rng.choice((0.005, 0.01, 0.02, 0.04, 0.07)), rng)
    return _trimmed(example)


def _trimmed(example: Example) -> Example:
    text, entities = example
    kept = []
    for start, end, label in entities:
        part = text[start:end]
        if part.strip():
            first = start + len(part) - len(part.lstrip())
            kept.append((first, first + len(part.strip()), label))
    return text, kept
