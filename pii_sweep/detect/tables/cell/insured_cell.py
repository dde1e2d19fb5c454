"""Cells that hold a health insurer and its member's number, as their header announces both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text.candidate import Hit

# `Health insurance carrier and member ID`, `Krankenkasse / Versichertennummer`, `Mutuelle et n° d'adhérent`.
_INSURER = re.compile(
    r"(?i)(?:health|medical|dental) ?(?:insur(?:ance|er)|plan|aid|scheme|fund)|krankenkasse"
    r"|krankenversicherung|mutuelle|obra social|prepaga|isapre|seguro (?:m[eé]dico|de salud)"
    r"|plano de sa[uú]de|conv[eê]nio|zorgverzekeraar|assicurazione sanitaria|medicare|medicaid"
)
_NUMBER = re.compile(
    r"(?i)(?<![^\W\d_])(?:member(?:ship)?|policy|subscriber|insured|card|group)[ ]?(?:id|no|num(?:ber)?|\#)"
    r"|\w*(?:versicherten|versicherungs|mitglieds|karten|polis|verzekerden)[\- ]?(?:nr|nummer)"
    r"|n(?:°|º|o|um[eé]ro|[uú]mero|ro)\.?[ ](?:d['’]|de[ ]|da[ ])?(?:adh[eé]rent|afiliado|socio|carteirinha)"
)
# The insurer's words, and what ends the cell: figures, letters before or among them, in two groups at most.
_BOTH = re.compile(
    r"[^\W\d_].{0,80}?[ :#/,\-]"
    r"(?P<code>(?=(?:\D*\d){5})[A-Z]{0,4}\d[A-Z\d\-]{3,19}(?:[ ]\d[\d\-]{2,9}){0,2})\s*"
)
_DATED = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}|\d{3}-\d{3}-\d{4}")


def find(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the member's number behind the insurer's name, under a header that speaks of both."""
    if not (_INSURER.search(sample.name) and _NUMBER.search(sample.name)):
        return
    match = _BOTH.fullmatch(value)
    if match and not _DATED.fullmatch(match["code"]):
        yield Hit("HEALTH_INSURANCE_NUMBER", *match.span("code"), 0.85, "Cell", ("header:+",))
