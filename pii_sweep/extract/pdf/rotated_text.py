"""Words that run up, down, upside down or aslant, put into frames in which they run level."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

LEAN = 0.035  # down per right, two degrees: less is level
STEP = 2.0  # degrees: words that lean alike to this share a frame
SURE = 2.0  # heights that a word must run before its lean is measured
FEW = 3  # words that lean one way, at least
MAX_DIRECTIONS = 4  # of one page

Run = tuple[float, float]


def is_level(runs: npt.NDArray[np.float64]) -> bool:
    """Return whether all words run from left to right; `runs` as in `levelled`."""
    return bool((np.abs(runs[:, 1]) <= LEAN * runs[:, 0]).all())


def level_words(words: Sequence[Word], runs: npt.NDArray[np.float64]) -> list[Word]:
    """Return the words in the frames in which they run level.

    A row of `runs` is the way in pixels from a word's first character to its last. `turn` of a leaning
    word is 4 and more: one number for each direction of a page.
    """
    level = (np.abs(runs[:, 1]) <= LEAN * runs[:, 0]) & (runs[:, 0] > 0)
    placed, places = list(words), np.flatnonzero(~level).tolist()
    others, ways = [words[at] for at in places], [(right, down) for right, down in runs[~level].tolist()]
    directions, most = _directions(others, ways, len(words))
    turns = [_quarter_turns(*run) for run in ways]
    known = [0] * int(level.sum()) + [turn for turn in turns if turn is not None]
    main = max(set(known), key=known.count) if known else 0
    for at, word, run, turn in zip(places, others, ways, turns, strict=True):
        lean = (0 if most else None) if turn is None else _find_nearest(_lean(run), directions)
        if lean is not None:
            placed[at] = _level_word(word, run, directions[lean], 4 + lean)
        else:
            placed[at] = turn_word(word, main if turn is None else turn)
    return placed


def turn_word(word: Word, turn: int) -> Word:
    """Return a word whose line runs in some quarter turns clockwise."""
    if turn == 0:
        return word
    x0, y0, x1, y1 = word.box
    level = (Box(y0, -x1, y1, -x0), Box(-x1, -y1, -x0, -y0), Box(-y1, x0, -y0, x1))[turn - 1]
    return word._replace(upright=level, turn=turn)


def _directions(words: Sequence[Word], runs: Sequence[Run], count: int) -> tuple[list[float], bool]:
    """Return the directions in which words lean, and whether most of a page's words lean to the first.

    Only words that are long enough count.
    """
    left = [
        lean
        for word, run in zip(words, runs, strict=True)
        if (lean := _lean(run)) is not None and math.hypot(*run) > SURE * _height(word.box, run)
    ]
    most, found = False, list[float]()
    while len(left) >= FEW and len(found) < MAX_DIRECTIONS:
        middle = max(left, key=lambda lean: sum(_angle_between(lean, other) <= STEP for other in left))
        near = [lean for lean in left if _angle_between(lean, middle) <= STEP]
        if len(near) < FEW:
            break
        most = most or (not found and 2 * len(near) > count)
        found.append(middle + sum(_sign_angle(lean - middle) for lean in near) / len(near))
        left = [lean for lean in left if _angle_between(lean, middle) > STEP]
    return found, most


def _lean(run: Run) -> float | None:
    """Return a direction in degrees clockwise; None for quarter turns."""
    right, down = run
    if min(abs(right), abs(down)) <= LEAN * max(abs(right), abs(down)):
        return None
    return math.degrees(math.atan2(down, right))


def _find_nearest(lean: float | None, directions: Sequence[float]) -> int | None:
    if lean is None or not directions:
        return None
    at = min(range(len(directions)), key=lambda at: _angle_between(lean, directions[at]))
    return at if _angle_between(lean, directions[at]) <= 3 * STEP else None


def _sign_angle(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def _angle_between(one: float, two: float) -> float:
    return abs(_sign_angle(one - two))


def _height(box: Box, run: Run) -> float:
    """Return the height of a line whose words' boxes lie level around leaning text."""
    length = math.hypot(*run) or 1.0
    sine, cosine = abs(run[1]) / length, abs(run[0]) / length
    if sine > cosine:
        return max(1.0, (box.x1 - box.x0 - abs(run[0])) / (sine + 0.5 * cosine))
    return max(1.0, (box.y1 - box.y0 - abs(run[1])) / (cosine + 0.5 * sine))


def _level_word(word: Word, run: Run, degrees: float, turn: int) -> Word:
    angle = math.radians(degrees)
    box, cosine, sine = word.box, math.cos(angle), math.sin(angle)
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    along, down = x * cosine + y * sine, y * cosine - x * sine
    height = _height(box, run) if any(run) else (box.y1 - box.y0) / (abs(cosine) + 0.5 * abs(sine))
    half = (math.hypot(*run) + height / 2) / 2
    level = Box(along - half, down - height / 2, along + half, down + height / 2)
    return word._replace(upright=level, turn=turn)


def _quarter_turns(right: float, down: float) -> int | None:
    """Return the quarter turns clockwise of a direction in pixels, None for none."""
    if right == down == 0:
        return None
    if abs(right) >= abs(down):
        return 0 if right > 0 else 2
    return 1 if down > 0 else 3
