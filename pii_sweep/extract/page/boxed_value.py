"""Values written into boxes: one character a box, or a number in three boxes; each is one value.

Tax and government forms print a box for each digit, and two or three for the parts of a number or of a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Box

MIN_SIGNS = 4  # boxes of one character each
MARKS = "-/."  # printed between the boxes, or in one of them
WIDE = 3.0  # heights of type from one box of a character to the next
UNEVEN = 1.35  # the widest step from box to box in the narrowest: type is not always centred
GROUPED = 2.4  # the same where a wider step parts groups of boxes
APART = 4.5  # heights of type between the parts of a number
SAME_LINE = 0.3  # heights of type between middles
STACKED = 3  # numbers, one under the other: columns of a table
PLACE = 8.0  # pixels: of what stands one under the other
# digits of each part: security numbers; telephone numbers; dates of either order
PARTS = {(3, 2, 4), (3, 3, 4), (2, 2, 4), (4, 2, 2), (2, 2, 2)}


def join_boxed(words: list[Word], reach: float = APART, *, alone: bool = True) -> list[Word]:
    """Return a page's words; those that are one value in boxes are one word.

    The parts of a number lie at most `reach` heights of type apart. With `alone` what stands in a column of
    such values is left as it is.
    """
    signs = [at for at, word in enumerate(words) if len(word.text) == 1]
    found = list(_signs(words, signs)) if len(signs) >= MIN_SIGNS else []
    digits = [at for at, word in enumerate(words) if len(word.text) in (2, 3, 4) and _is_digits(word.text)]
    if len(digits) >= 3:
        found += _parts(words, digits, reach)
    if not found:
        return words
    return _replace(words, _alone(words, found) if alone else found)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _in_lines(words: Sequence[Word], places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the words at some places, line by line, from left to right."""
    line: list[int] = []
    for at in sorted(places, key=lambda at: (words[at].turn, _middle(words[at].level))):
        if line and (words[at].turn != words[line[-1]].turn or not _are_level(words[line[-1]], words[at])):
            yield sorted(line, key=lambda at: words[at].level.x0)
            line = []
        line.append(at)
    if line:
        yield sorted(line, key=lambda at: words[at].level.x0)


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _are_level(one: Word, two: Word) -> bool:
    return abs(_middle(one.level) - _middle(two.level)) <= SAME_LINE * _height(one)


def _height(word: Word) -> float:
    return max(1.0, word.level.y1 - word.level.y0)


def _runs(
    words: Sequence[Word], line: Sequence[int], follows: Callable[[Word, Word], bool]
) -> Iterator[list[int]]:
    run: list[int] = []
    for at in line:
        if run and not follows(words[run[-1]], words[at]):
            yield run
            run = []
        run.append(at)
    yield run


def _signs(words: Sequence[Word], places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of single characters that stand in boxes of one width."""
    for line in _in_lines(words, places):
        for run in _runs(words, line, lambda one, two: _step(one, two) <= WIDE * _height(one)):
            steps = sorted(_step(words[one], words[two]) for one, two in pairwise(run))
            text = "".join(words[at].text for at in run)
            if len(run) < MIN_SIGNS or not _is_value(text):
                continue
            limit = GROUPED if text.isdecimal() else UNEVEN
            if steps[0] > 0 and steps[-1] <= limit * steps[0]:
                yield run


def _step(one: Word, two: Word) -> float:
    return (two.level.x0 + two.level.x1 - one.level.x0 - one.level.x1) / 2


def _is_value(text: str) -> bool:
    """Return whether characters are a value: letters, or digits that do not count up and are not all one."""
    bare = "".join(sign for sign in text if sign not in MARKS)
    if len(bare) < MIN_SIGNS or not bare.isalnum():
        return False
    if not _is_digits(bare):
        return bare.isalpha() or bare.isupper()
    return len({int(two) - int(one) for one, two in pairwise(bare)}) > 1


def _parts(words: Sequence[Word], places: Sequence[int], reach: float) -> list[list[int]]:
    """Return the runs of digits that are the parts of one number."""

    def follows(one: Word, two: Word) -> bool:
        return 0 < two.level.x0 - one.level.x1 <= reach * _height(one)

    runs = (run for line in _in_lines(words, places) for run in _runs(words, line, follows))
    return [run for run in runs if tuple(len(words[at].text) for at in run) in PARTS]


def _alone(words: Sequence[Word], groups: list[list[int]]) -> list[list[int]]:
    """Return the groups that do not stand in a column of such groups, as the rows of a table do."""
    starts = [round(words[group[0]].level.x0 / PLACE) for group in groups]
    often = Counter(starts)
    return [group for group, start in zip(groups, starts, strict=True) if often[start] < STACKED]


def _replace(words: list[Word], groups: list[list[int]]) -> list[Word]:
    """Return the words with each group as one, at the place of its first."""
    joined = {min(group): _join([words[at] for at in group]) for group in groups}
    used = {at for group in groups for at in group}
    return [joined.get(at, word) for at, word in enumerate(words) if at in joined or at not in used]


def _join(parts: Sequence[Word]) -> Word:
    """Return characters as a word, the parts of a number as words, and those of a date as it is written."""
    whole = hull([part.box for part in parts])
    level = hull([part.level for part in parts]) if parts[0].upright is not None else None
    known = [part.confidence for part in parts if part.confidence is not None]
    texts = [part.text for part in parts]
    single = all(len(text) == 1 for text in texts)
    mark = "" if single else "/" if _is_date(texts) else " "
    ends = tuple(_ends(parts)) if mark == " " else ()
    return Word(mark.join(texts), whole, min(known) if known else None, level, parts[0].turn, ends)


def _is_date(texts: Sequence[str]) -> bool:
    """Return whether three numbers are a day, a month and a year."""
    if tuple(map(len, texts)) == (4, 2, 2):
        texts = (*texts[1:], texts[0])
    if tuple(map(len, texts[:2])) != (2, 2) or (len(texts[2]) == 4 and texts[2][:2] not in ("19", "20")):
        return False
    small, large = sorted(map(int, texts[:2]))
    return 1 <= small <= 12 and large <= 31


def _ends(parts: Sequence[Word]) -> Iterator[float]:
    """Yield where each character begins, and where the last one ends."""
    for part in parts:
        x0, x1 = part.level.x0, part.level.x1
        yield from (x0 + (x1 - x0) * number / len(part.text) for number in range(len(part.text)))
        yield x1
