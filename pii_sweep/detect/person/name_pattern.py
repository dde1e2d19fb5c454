"""How a person's name is written: capitals, words, particles, as parts of patterns."""

from __future__ import annotations

from pii_sweep.detect.text import vocabulary

# Capitals of the Latin, Greek and Cyrillic scripts, those with marks included.
UP = r"[A-ZÀ-ÖØ-ÞĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩΆ-ΏЀ-Я]"
# The rest of a word behind its capital: `O'Brien`, `Smith-Jones`, `Kaʻahumanu`.
REST = r"[^\W\d_]*(?:['’ʻ\-][^\W\d_]+)*"
LONG_REST = r"[^\W\d_]+(?:['’ʻ\-][^\W\d_]+)*"
# A word of a name, and one of two letters at least.
WORD, LONG_WORD = rf"{UP}{REST}", rf"{UP}{LONG_REST}"
# Small words between two of them.
JOIN = vocabulary.particle()
# One letter with a period for a name, or the two or three that write its first sound: `Th. Overmars`.
INITIAL = rf"(?:{UP}|Th|Ch|Chr|Ph|Joh|Jac|Fr|Wm|St|Yu|Ya|Ju|Ja|Cs|Dz|Gy|Ny|Sz|Zs|Ю|Я)\."
# A word of a name, whole or as its initial.
PIECE = rf"(?:{INITIAL}|{WORD})"
