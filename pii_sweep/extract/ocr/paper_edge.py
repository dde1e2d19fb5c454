"""The edge of the card or paper that a picture's text stands on, where it stands out from what lies around.

What lies around is taken from the rim of the picture; what differs from it and holds the text is the
card, if it fills a rectangle. A card that fills the picture has no rim around it: there the picture ends it.
"""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from pii_sweep.types import Box

SIDE = 512  # of the copy that is looked at
RIM = 0.015  # of the side
LEAST_STEP = 12.0  # in CIE L*a*b* (8 bits), what parts a card from the table at least
SPREADS = 3.0  # mean deviations of the rim that a card differs by
FULL = 0.86  # of a rectangle around it that a card fills
INSIDE = 0.97  # of the text lies on it
SPAN = 0.5  # of the picture's width and height that text takes where the picture itself is the card
ROOM = 12.0  # times the text's area: what is larger is a page with some text rather than a card


def edge_of(image: Image.Image, text: Box) -> Box | None:
    """Return the box of the card that text (in pixels of the picture) stands on; None if it is not clear."""
    small = image.copy()
    small.thumbnail((SIDE, SIDE))
    scale = image.width / small.width
    box = Box(*(edge / scale for edge in text))
    found = _standing_out(np.asarray(small.convert("RGB")), box)
    if found is None:
        wide, high = (text.x1 - text.x0) / image.width, (text.y1 - text.y0) / image.height
        return Box(0, 0, image.width, image.height) if min(wide, high) >= SPAN else None
    return Box(*(edge * scale for edge in found))


def _standing_out(pixels: np.ndarray, text: Box) -> Box | None:
    """Return the box around the smallest rectangle that differs from the rim and holds the text."""
    height, width = pixels.shape[:2]
    colours = cv2.cvtColor(cv2.GaussianBlur(pixels, (5, 5), 0), cv2.COLOR_RGB2LAB).astype(np.float32)
    rim = max(2, round(RIM * max(width, height)))
    around = np.ones((height, width), bool)
    around[rim:-rim, rim:-rim] = False
    outside = colours[around]
    middle = np.median(outside, axis=0)
    spread = float(np.abs(outside - middle).sum(axis=1).mean())
    lightness, red, blue = cv2.split(np.abs(colours - middle))  # a sum of three numbers a pixel is slow
    far = lightness + red + blue > max(LEAST_STEP, SPREADS * spread)
    mask = cv2.morphologyEx(far.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    shapes, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    area = max(1.0, (text.x1 - text.x0) * (text.y1 - text.y0))
    best, least = None, ROOM * area
    for shape in shapes:
        x, y, wide, high = cv2.boundingRect(shape)
        _, (length, breadth), _ = cv2.minAreaRect(shape)
        size = cv2.contourArea(shape)
        across = min(text.x1, x + wide) - max(text.x0, x)
        down = min(text.y1, y + high) - max(text.y0, y)
        holds = across > 0 and down > 0 and across * down >= INSIDE * area
        if holds and size >= FULL * length * breadth and area < size < least:
            best, least = Box(x, y, x + wide, y + high), size
    return best
