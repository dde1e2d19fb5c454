"""Cells of a person and a telephone: `Maria Vella (mother) 79123456`, `254712345678 - JANE OTIENO`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers import phone
from pii_sweep.detect.tables import person_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.people import name_column
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

SCORE = 0.85
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*\.?['’]?"
# Names of ideographs and syllables have no space between their halves.
_NAME = (
    rf"(?P<name>{_WORD}(?:[ ]{_WORD}){{1,5}}"
    r"|[\u4e00-\u9fff々ヶ]{1,4}[ \u3000]?[\u4e00-\u9fff々\u3040-\u30ff]{1,4}|[\uac00-\ud7a3]{2,5})"
)
_FIGURES = r"(?P<number>\+?[(]?\d(?:[ .\-/()]{0,2}\d){6,12})"
# Whose mother or friend somebody is stands in brackets; a header of people needs no such word.
_RELATED = re.compile(
    rf"{_NAME}[ ]?[(（](?P<whose>[^\W\d_][^()（）\d]{{0,24}})[)）][ \u3000]?[:,;/–\-]?[ ]?{_FIGURES}"
)
_NAMED = re.compile(rf"{_NAME}(?:[ ]?\([^()\d]{{2,24}}\))?[ ]?[:,;/–\-]{{0,2}}[ ]?{_FIGURES}")
# Ideographs and syllables are a name's next to a word of kinship alone: `部品(倉庫)` is a store's.
_UNCASED = re.compile(r"[\u4e00-\u9fff\uac00-\ud7a3]")
_KIN = re.compile(
    r"[長次三四二末養]?[父母兄弟姉妹夫妻子娘孫甥姪叔伯祖嫁婿男女親友爸妈媽儿兒姐哥舅姑姨侄婆爷奶]{1,3}|(?:家族|本人|知人|友人|同居人?"
    r"|後見人|配偶者?|丈夫|太太|先生|朋友|同事|亲戚|親戚|监护人|監護人)"
    r"|(?:배우자|남편|아내|부친?|모친?|아버지|어머니|아들|딸|형제?|자매?|누나|언니|오빠|동생|손자|손녀|며느리|사위|조카|삼촌|이모|고모"
    r"|친구|지인|보호자|본인|가족|자녀|부모)"
)
# What services of payment write of who paid: the country's code and number, and the name.
_PAYER = re.compile(rf"(?P<number>\+?[1-9]\d{{9,13}})[ ]?[:/|–\-][ ]?{_NAME}")


def find(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the person and the telephone that are the whole of a cell."""
    text = value.strip()
    if not 12 <= len(text) <= 120 or not (text[-1].isdigit() or text[0].isdigit() or text[0] == "+"):
        return
    match = _RELATED.fullmatch(text)
    if match is None and person_header.human(sample):
        match = _NAMED.fullmatch(text)
    if match is None and (match := _PAYER.fullmatch(text)) and not _is_telephone(match["number"]):
        return
    if match is None or not _is_person(match["name"]):
        return
    if _UNCASED.match(match["name"]) and not _KIN.fullmatch(match.groupdict().get("whose") or ""):
        return
    begin = len(value) - len(value.lstrip())
    for entity, part in (("PERSON", "name"), ("PHONE_NUMBER", "number")):
        start, end = match.span(part)
        yield Hit(entity, begin + start, begin + end, SCORE, "Cell", ("caller:+", "label:0.85"))


def _is_telephone(number: str) -> bool:
    """Return whether figures are a number in international form that some country's plan has."""
    return any(hit.score > SCORE for hit in phone.find(f"+{number.lstrip('+')}"))


def _is_person(name: str) -> bool:
    """Return whether words are written as a name, none of a firm or a thing: `Spare Parts` is one."""
    ordinary = all(word.lower() in lexicon.english() for word in name.split())
    return not ordinary and not name[0].islower() and not name_column.is_thing(name)
