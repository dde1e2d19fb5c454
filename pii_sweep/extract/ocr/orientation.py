"""Which way the lines of a page run: quarter turns, and the skew that is left.

A quad's corners are rolled so that its first is the top left of the text as read; the picture
itself is never turned. Upside-down lines are identified by reading a few of them: the recognizer is
sure of upright text (0.9 and more) and lost in what stands on its head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pii_sweep.extract.ocr.detector import Array, Quad
from pii_sweep.extract.ocr.network import Size
from pii_sweep.extract.ocr.recognizer import Reading, read_lines

TALL = 1.5  # a quad this much higher than wide holds a line that runs up or down
PROBES, MORE_PROBES = 3, 6  # lines that are read, and so many where those are unsure
PROBE_RATIO = 8.0
SURE = 0.85


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in reading order: its quad, its quarter turns clockwise, its reading if a probe was made."""

    quad: Quad
    turn: int
    reading: Reading | None = None


def orient(pixels: Array, quads: Sequence[Quad], network: Size = "tiny") -> list[Placed]:
    """Return each quad with its corners rolled to reading order, in the order given.

    `network` reads the lines that decide; what they say is kept.
    """
    tall = [quad.height > TALL * quad.width for quad in quads]
    lying = sum(quad.width for quad, high in zip(quads, tall, strict=True) if not high)
    standing = sum(quad.height for quad, high in zip(quads, tall, strict=True) if high)
    if standing > lying:  # nearly square ones follow the page
        tall = [quad.height * TALL > quad.width for quad in quads]
    placed: dict[int, Placed] = {}
    for high in (False, True):
        members = {i: roll(quads[i], int(high)) for i in range(len(quads)) if tall[i] is high}
        if members:
            placed.update(_decide_upright(pixels, members, int(high), network))
    return [placed[index] for index in range(len(quads))]


def roll(quad: Quad, quarters: int) -> Quad:
    """Return a quad whose text was turned clockwise by `quarters`, its corners in reading order."""
    return replace(quad, corners=np.roll(quad.corners, -quarters, axis=0)) if quarters else quad


def _decide_upright(pixels: Array, quads: Mapping[int, Quad], turn: int, network: Size) -> dict[int, Placed]:
    """Decide between a direction and its opposite by reading the lines that decide best."""
    ranked = sorted(quads, key=lambda i: -min(quads[i].width / max(1.0, quads[i].height), PROBE_RATIO))
    readings = _read(pixels, quads, ranked[:PROBES], network)
    if _sureness(readings) < SURE:
        readings |= _read(pixels, quads, ranked[PROBES:MORE_PROBES], network)
        turned = {index: roll(quad, 2) for index, quad in quads.items()}
        others = _read(pixels, turned, ranked[:MORE_PROBES], network)
        if _sureness(others) > _sureness(readings):
            quads, readings, turn = turned, others, turn + 2
    return {index: Placed(quad, turn, readings.get(index)) for index, quad in quads.items()}


def _read(
    pixels: Array, quads: Mapping[int, Quad], which: Sequence[int], network: Size
) -> dict[int, Reading]:
    return dict(zip(which, read_lines(pixels, [quads[index] for index in which], network), strict=True))


def _sureness(readings: Mapping[int, Reading]) -> float:
    """Return the mean confidence of the readings; empty ones count as unsure."""
    return sum(reading.confidence for reading in readings.values()) / len(readings)


def skew(quads: Sequence[Quad]) -> float:
    """Return the angle of the lines in radians, the long ones' median (clockwise positive)."""
    long = [quad for quad in quads if quad.width > 3 * quad.height] or list(quads)
    across = [quad.corners[1] - quad.corners[0] for quad in long]
    main = np.array(across).sum(axis=0)
    base = np.arctan2(main[1], main[0])  # differences to it do not wrap around
    bends = [float(np.angle(np.exp(1j * (np.arctan2(y, x) - base)))) for x, y in across]
    order = np.argsort(bends)
    share = np.cumsum(np.array([quad.width for quad in long])[order])
    return float(base + bends[int(order[int(np.searchsorted(share, share[-1] / 2))])])


def levelling(angle: float) -> Array:
    """Return the 2×2 rotation that brings lines of this angle level."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, sine], [-sine, cosine]])
