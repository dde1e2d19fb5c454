"""PDFium's functions that are asked for every word and object of a page, bound to plain integers.

Through ctypes a call with pointer objects costs more than what PDFium does in it. Here a handle is an
address, results go into one buffer, and `map` makes the calls, in a third of the time (fpdf_text.h,
fpdf_edit.h).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.pdf.canvas import Numbers

RECT = ctypes.sizeof(pdfium_c.FS_RECTF)


def bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return one of PDFium's functions with other types of arguments; pointers may be plain integers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


def address(pointer: Any) -> int:
    """Return the address that a handle of PDFium holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


_char_box = bound(
    pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_char_origin = bound(
    pdfium_c.FPDFText_GetCharOrigin,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,
)
_char_index = bound(pdfium_c.FPDFText_GetCharIndexFromTextIndex, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_text_object = bound(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_font = bound(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_kind = bound(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_of_page = bound(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_of_form = bound(pdfium_c.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)


def char_indices(textpage: Any, positions: Sequence[int]) -> list[int]:
    """Return PDFium's indices of the characters at positions of a page's text."""
    return list(map(_char_index, repeat(address(textpage)), positions))


def char_boxes(textpage: Any, indices: Sequence[int]) -> tuple[Numbers, list[int]]:
    """Return (left, top, right, bottom) of characters in units of the page, and 0 for those without a box."""
    buffer = np.zeros((len(indices), 4), np.float32)
    first = buffer.ctypes.data
    places = range(first, first + buffer.nbytes, RECT)
    known = list(map(_char_box, repeat(address(textpage)), indices, places))
    return buffer.astype(np.float64), known


def char_origins(textpage: Any, indices: Sequence[int]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Return where characters' glyphs begin on the baseline in units of the page, and which are known."""
    buffer = np.zeros((len(indices), 2))
    first, end = buffer.ctypes.data, buffer.ctypes.data + buffer.nbytes
    places = range(first, end, 16), range(first + 8, end + 8, 16)
    known = list(map(_char_origin, repeat(address(textpage)), indices, *places))
    return buffer, np.array(known, bool)


def char_fonts(textpage: Any, indices: Sequence[int]) -> list[int | None]:
    """Return what distinguishes the fonts of characters; None where a character is in none."""
    return list(map(_font, map(_text_object, repeat(address(textpage)), indices)))


def objects(holder: Any, count: int, *, form: bool) -> tuple[list[int], list[int]]:
    """Return the handles and the kinds of the first objects of a page, or of a form on it."""
    handles = list(map(_of_form if form else _of_page, repeat(address(holder)), range(count)))
    return handles, list(map(_kind, handles))
