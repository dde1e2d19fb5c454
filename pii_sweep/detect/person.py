"""Names of people: what the model reads, weighed by labels, shapes and traps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pii_sweep.detect.hits import Hit
from pii_sweep.detect.ner import Entity

_LABEL = re.compile(
    r"(?i)(?:^|[\n|,;(>])[ \t]{0,8}(?:ship(?:ped|ping)?[ ]?to|deliver(?:ed)?[ ]to|bill(?:ed|ing)?[ ]?to|sold[ ]to|sent[ ]to|attn|attention|c/o|dear|hello|hi|customer(?:[ ]?name)?"
    r"|(?:full|first|last|contact|patient|client|recipient|buyer|cardholder|account|guest|student|employee|member)[ ]?name|name|recipient|buyer|cardholder|patient|client|consignee"
    r"|passenger|guest|to|from|kunde|empfänger|herr|frau)[ ]{0,2}[:.,]?[ \t]{0,4}\n?[ \t]{0,4}$"
)
_COMPANY = re.compile(
    r"(?i)\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|company|co|sdn|bhd|plc|llp|lp|ag|kg|sa|bv|ab|oy|as|pty|enterprise|trading|store|shop|market|hardware|restaurant|cafe|"
    r"bank|university|school|hospital|clinic|services?|solutions|group|holdings|foundation|association|department|center|centre)\b\.?"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?\.?")
_BAD = re.compile(r"[\d@#$%&*/\\=<>{}\[\]|_:;!?\"]")


def find(text: str, entities: Iterable[Entity]) -> Iterator[Hit]:
    """Yield the people the model named, with their scores moved by what stands around them."""
    for entity in entities:
        if entity.label != "PERSON":
            continue
        start, end = _trim(text, entity.start, entity.end)
        value = text[start:end]
        if len(value) < 2 or not value[:1].isalpha():
            continue
        yield from _weigh(text, start, end, value)


def _weigh(text: str, start: int, end: int, value: str) -> Iterator[Hit]:
    words = _WORD.findall(value)
    hit = Hit("PERSON", start, end, 0.6, "Person", ("model:0.60",))
    if _LABEL.search(text[max(0, start - 40) : start]):
        hit = hit.raised("label", 0.3)
    if 2 <= len(words) <= 4:
        hit = hit.raised("words", 0.15)
    if _COMPANY.search(text[start : min(len(text), end + 12)].split("\n", maxsplit=1)[0]):
        hit = hit.raised("company", -0.4)
    if _BAD.search(value):
        hit = hit.raised("signs", -0.35)
    if hit.score >= 0.3:
        yield hit


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Keep one line, without the marks and possessives around a name."""
    value = text[start:end]
    first = value.split("\n")[0]
    end = start + len(first.rstrip(" ,.;:-\t'’")) if first.strip() else end
    for tail in ("'s", "’s"):
        if text[start:end].endswith(tail):
            end -= 2
    while start < end and not text[start].isalpha():
        start += 1
    return start, end
