"""Cells of a person and a telephone or a birth: `Maria Vella (mother) 79123456`, `Jens Wolff (1.7.1965)`.

Under a header of telephones also cells of a number and a word or two, and of several numbers: `07911 123456
mum`, `0171 2345678 / 030 1234567`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from functools import lru_cache

from pii_sweep.detect.identifiers.birth import age, birth_date
from pii_sweep.detect.identifiers.phone import listed_phone, phone
from pii_sweep.detect.person.fixed import script_list
from pii_sweep.detect.person.name_pattern import PIECE
from pii_sweep.detect.tables import column_header, person_header, value_kind
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.people import name_column
from pii_sweep.detect.text import lexicon, vocabulary
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
    r"[長次三四二末養]?[父母兄弟姉妹夫妻子娘孫孙外甥姪叔伯祖嫁婿男女親友爸妈媽儿兒姐哥舅姑姨侄婆爷奶]{1,3}|(?:家族|本人|知人|友人|同居人?"
    r"|後見人|配偶者?|丈夫|太太|先生|朋友|同事|亲戚|親戚|监护人|監護人|老[伴公婆]|媳[妇婦]|岳[父母]|阿姨|[邻鄰]居|保姆|护工)"
    r"|(?:배우자|남편|아내|부친?|모친?|아버지|어머니|아들|딸|형제?|자매?|누나|언니|오빠|동생|손자|손녀|며느리|사위|조카|삼촌|이모|고모"
    r"|친구|지인|보호자|본인|가족|자녀|부모)"
)
# A number by which a house knows somebody before the name, as its header says: `編號/姓名`, `ID / Name`.
_CODE_AND_NAME = re.compile(
    r"(?i)(?:編號|编号|番号|号|號碼|번호|사번|학번)[ ]?[／/・,、&＋+\-][ ]?(?:姓名|氏名|名前|성명|이름)"
    r"|(?<![^\W\d_])(?:id|no|nr|num|number|code|matricule|matricola|kod|nummer|staff no"
    r"|emp(?:loyee)? ?(?:id|no))\.?"
    r"[ ]?(?:[/&+,\-]|and|und|et|y|e|og|och|en)[ ]?(?:full )?"
    r"(?:names?|nom|nombre|nome|naam|navn|namn|nazwisko|jm[eé]no)"
)
_CODED = re.compile(rf"[A-Z]{{0,3}}-?\d{{1,10}}(?:[ \u3000]?[:/|–\-][ \u3000]?|[ \u3000]){_NAME}")
# What services of payment write of who paid: the country's code and number, and the name.
_PAYER = re.compile(rf"(?P<number>\+?[1-9]\d{{9,13}})[ ]?[:/|–\-][ ]?{_NAME}")


def find(sample: Sampled, value: str, listed: Set[str] = frozenset()) -> Iterator[Hit]:
    """Yield the person and the telephone that are the whole of a cell, or the telephones among its words.

    `listed` are the digits of the numbers that the cells of the column show to be telephones.
    """
    pair = list(_find_pair(sample, value)) or list(_find_telephones(sample, value))
    pair = pair or list(_find_kin(sample, value)) or list(_find_class(sample, value))
    yield from pair
    span = listed_phone.find_number(value) if listed and not pair else None
    if span and "".join(_DIGIT.findall(value, *span)) in listed:
        yield Hit("PHONE_NUMBER", *span, SCORE, "Cell", ("listed:+",))


def _find_pair(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the person and the telephone that are the whole of a cell, or the person behind a code."""
    text = value.strip()
    if _CODE_AND_NAME.search(sample.name) and (match := _CODED.fullmatch(text)) and _is_person(match["name"]):
        begin = len(value) - len(value.lstrip())
        span = begin + match.start("name"), begin + match.end("name")
        yield Hit("PERSON", *span, SCORE, "Cell", ("header:+", "label:0.85"))
        return
    if text.endswith((")", "）")):
        yield from _find_related(sample, value) or _find_born(sample, value, text)
        return
    if not 12 <= len(text) <= 120 or not (text[-1].isdecimal() or text[0].isdecimal() or text[0] == "+"):
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


def _find_related(sample: Sampled, value: str) -> list[Hit]:
    """Return the person before the word for whose relative it is: `新妻大輔（夫）`, `Ana Berg (mother)`.

    Papers are listed alike: `戸籍謄本（母）`. A list must know the name, or the header speak of relatives.
    """
    match = _ASIDE.fullmatch(value.strip())
    if match is None:
        return []
    name, whose = match["name"], match["whose"]
    if _UNCASED.match(name):
        related = _KIN.fullmatch(whose) is not None and _SEX.fullmatch(whose) is None
        named = script_list.is_known(name) or _RELATION.search(sample.name) is not None
    else:
        related, named = whose.lower() in _kin_words(), _is_person(name)
    return list(_hits_of(match, len(value) - len(value.lstrip()))) if related and named else []


_ASIDE = re.compile(rf"{_NAME}[ \u3000]?[(（](?P<whose>[^()（）\d]{{1,24}})[)）](?P<number>(?!))?")
_SEX, _RELATION = re.compile(r"男女?|女"), re.compile(r"続柄|関係|关系|關係|관계")


def _find_kin(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield each relative whom a cell names behind the word for who they are, and the number behind them.

    `fiica: Mihaela Bejan 0722615540`, `uses it: внук, Илья Дым`, `儿子 丁海波 13706521984`. A name that no
    list knows, behind a longer word, is a clause of a remark: `honorary since 2012; vrouw Hieke`.
    """
    if match := _KIN_NAMED.fullmatch(value.strip()):
        begin = len(value) - len(value.lstrip())
        if match["number"] or person_header.human(sample):
            yield from _hits_of(match, begin)
        return
    for match in _KIN_IN_REMARK.finditer(value):
        if match["number"] or script_list.is_known(match["name"]):
            yield from _hits_of(match)
    for match in _WHOSE.finditer(value):
        name, whose = match["name"], match["whose"]
        if whose.lower() not in _kin_words() or (" " in name and name_column.is_thing(name)):
            continue
        known = any(map(_is_known, name.split())) or (" " in name and value_kind.in_script(name))
        clause = len(whose) >= _LONG_KIN and _is_clause(value, *match.span())
        called = (match["number"] or clause) and whose.islower() and _is_unheard(name)
        if called or (known and (whose.islower() or match["number"])):
            yield from _hits_of(match)


def _is_clause(value: str, start: int, end: int) -> bool:
    """Return whether a clause of a remark ends before some words and another begins behind them."""
    ends = _CLAUSE_ENDS.fullmatch(value[max(0, start - 2) : start])
    return ends is not None and _CLAUSE_BEGINS.match(value, end) is not None


_CLAUSE_ENDS, _CLAUSE_BEGINS = re.compile(r"[;,.(][ ]"), re.compile(r"\s*(?:\Z|[;,.)])")
_LONG_KIN = 5


def _is_unheard(name: str) -> bool:
    """Return whether no list of a language's words or of places has a name."""
    low = name.lower()
    return low not in lexicon.ordinary() and low not in lexicon.words("places_and_brands", "places")


def _hits_of(match: re.Match[str], begin: int = 0) -> Iterator[Hit]:
    """Yield the name of a match, and its number where it has one."""
    for entity, part in (("PERSON", "name"), ("PHONE_NUMBER", "number")):
        start, end = match.span(part)
        if start >= 0:
            yield Hit(entity, begin + start, begin + end, SCORE, "Cell", ("caller:+", "label:0.85"))


@lru_cache(maxsize=1)
def _kin_words() -> frozenset[str]:
    return lexicon.words("phone_words", "kin") | lexicon.words("phrase_cues", "kin")


def _is_known(word: str) -> bool:
    """Return whether a list of some script knows a word as a given name."""
    return lexicon.given_name(word.lower()) or word.lower() in lexicon.script_given()


# What a telephone is called between a name and its number.
_RING = r"(?i:hp|wa|gsm|tele?f?|tlf|mob|cell?|cep|kom|ph|т[ео]л|моб|κιν|τηλ)"
_WHOSE = re.compile(
    rf"(?<![\w'’\-])(?P<whose>{_WORD})(?:[ ]?[:,])?[ ](?:(?:de|di|da|do|von|van|of)[ ]|[^\W\d_]{{2,4}}\.[ ])?"
    rf"(?P<name>{PIECE}(?:[ ]{PIECE}){{0,3}})(?!\w)"
    rf"(?:[ ]?[:,;–\-]{{0,2}}[ ]?(?:{_RING}\.?:?[ ])?{_FIGURES}(?=\s*(?:\Z|[,;.()])))?"
)
_KIN_NAMED = re.compile(
    rf"(?P<whose>{_KIN.pattern})[ \u3000:：]{{1,2}}"
    r"(?P<name>[\u4e00-\u9fff々]{2,4}|[\u4e00-\u9fff々]{1,3}[ \u3000][\u4e00-\u9fff々\u3040-\u30ff]{1,4}"
    r"|[\uac00-\ud7a3]{2,4})"
    rf"(?:[ \u3000]?[:：,，/]?[ \u3000]?{_FIGURES})?"
)


# Behind a name, something else of a remark: `夫 忠一 平成29年没`, `妻 美智子（携帯090-8847-1160）`.
_KIN_IN_REMARK = re.compile(
    rf"(?<!\w)(?:{_KIN.pattern}|故)[ \u3000:：]{{1,2}}"
    r"(?P<name>[\u4e00-\u9fff々]{1,3}[ \u3000][\u4e00-\u9fff々\u3040-\u30ff]{1,4}|[\u4e00-\u9fff々]{2,4})"
    rf"(?![^\s（(、。,，；;])(?:[ \u3000]?[（(]?(?:携帯|電話|手机|手機|电话)?[:：]?[ ]?{_FIGURES})?"
)


def _find_class(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the people before a class or a group in brackets under a header of people: `Ane, Ib (CE1/3b)`."""
    match = _CLASSED.fullmatch(value.strip())
    if match is None or not person_header.human(sample):
        return
    begin = len(value) - len(value.lstrip())
    for name in _ANY_NAME.finditer(match["names"]):
        if _is_person(name[0]) if " " in name[0] else name[0].lower() not in lexicon.english():
            yield Hit("PERSON", begin + name.start(), begin + name.end(), SCORE, "Cell", ("label:0.85",))


_ANY_NAME = re.compile(rf"{PIECE}(?:[ ]{PIECE}){{0,3}}")
_CLASSED = re.compile(
    rf"(?P<names>{_ANY_NAME.pattern}"
    rf"(?:(?:,| &| \+| {vocabulary.conjunction()})[ ]{_ANY_NAME.pattern}){{0,3}})"
    r"[ ]?\((?=[^()]*[\dA-Z])[^()\s]{1,8}\)"
)


# Figures with what parts them in one number or several; no part of a code, a decimal or a time.
_RUN = re.compile(r"(?<![\w.,:%€$£])[+(]{0,2}\d(?:[\d().\-–/,;|\s]*\d)?(?![\w%€$£]|[.:,]\d)")
# What parts two numbers: a mark by itself or with blanks, two blanks, or one between numbers without any.
_APART = re.compile(r"\s*[;,|\n]\s*|\s*/\s*|\s+[\-–]\s+|\s{2,}|(?<=\d{9})\s(?=0\d{8}|[1-9]\d{8})")
_DIGIT = re.compile(r"\d")
# Fewest and most digits of a number, the most of E.164; fewer behind a mark are an extension, or its end.
_FEWEST, _MOST, _REST = 7, 15, 6
# How a telephone begins where words stand around it, or how it is parted.
_BEGUN = re.compile(r"[+(0]|\d{1,5}[ \-./)]|\d{8,15}\Z")
_DATED = re.compile(
    r"(?:19|20)\d\d[01]\d[0-3]\d\Z|(?:.*\D)?(?:19|20)\d\d[\-./ ][01]?\d(?:[\-./ ][0-3]?\d)?\Z"
    r"|(?:.*\D)?\d\d?[\-./]\d\d?[\-./](?:19|20)?\d\d\Z"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d\d?)?|(?:.*\D)?\d{1,2}[.,]\d{3,}")
_WORDS, _FEW, _ROOM, _LONGEST = re.compile(r"[^\W\d_]+"), 5, 40, 160
# Such a word says that the figures are of the set, its contract or its price.
_OF_A_SET = re.compile(
    r"(?i)\b(?:imei|imsi|iccid|sim|serial|s ?/? ?n|mac|model|modell|mod[eè]le|modelo|asset"
    r"|inv(?:entory|entar)?|ref|order|ticket|case|contract|vertrag|puk|pin|gb|mb|mah|eur|usd|gbp|chf|version|firmware|build|android"
    r"|ios|id)\b"
)


def _find_telephones(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield each telephone of a cell of few words under a header of telephones."""
    if len(value) > _LONGEST or _OF_A_SET.search(value):
        return
    if not any(map(column_header.names_telephone, sample.titles)):
        return
    spans = [span for run in _RUN.finditer(value) for span in _part_numbers(value, *run.span())]
    spans = [_open_bracket(value, span) for span in spans]
    spans = [span for span in spans if _may_be_telephone(value[slice(*span)])]
    left = value
    for start, end in reversed(spans):
        left = left[:start] + left[end:]
    words = [word for word in left.split() if "@" not in word]
    if not spans or len(_WORDS.findall(" ".join(words))) > _FEW or sum(map(len, words)) > _ROOM:
        return
    if len(spans) == 1 and not words:
        return  # the header's own shape decides that
    for start, end in spans:
        yield Hit("PHONE_NUMBER", start, end, SCORE, "Cell", ("header:+",))


def _part_numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a run of figures: a mark parts two where digits enough stand on both its sides."""
    begin = start
    for mark in _APART.finditer(text, start, end):
        before, behind = _count(text, begin, mark.start()), _APART.search(text, mark.end(), end)
        after = _count(text, mark.end(), behind.start() if behind else end)
        if before >= _FEWEST and (after >= _REST or before + after > _MOST):
            yield begin, mark.start()
            begin = mark.end()
    yield begin, end


def _open_bracket(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a number without a bracket before it that closes behind it: `(0171 2345678)`."""
    start, end = span
    return (start + 1, end) if text[start] == "(" and ")" not in text[start:end] else span


def _count(text: str, start: int, end: int) -> int:
    return len(_DIGIT.findall(text, start, end))


def _may_be_telephone(number: str) -> bool:
    """Return whether figures are as many as a telephone's and no date or amount."""
    return (
        _FEWEST <= len(_DIGIT.findall(number)) <= _MOST
        and _BEGUN.match(number) is not None
        and _DATED.match(number) is None
        and (_AMOUNT.fullmatch(number) is None or (number[0] == "0" and "," not in number))
    )


def _find_born(sample: Sampled, value: str, text: str) -> Iterator[Hit]:
    """Yield each person and birth of a cell, below a header of people: `Anna Keller (14.03.1984)`."""
    found = list(_BORN.finditer(text))
    if not found or _BORN.sub("", text).strip(" /;,|&+\n"):
        return
    if not (person_header.human(sample) or sample.titled(column_header.part("name"))):
        return
    begin, today = len(value) - len(value.lstrip()), date.today()
    for match in found:
        years = age.age(match["born"], today)
        youngest = 0 if match["sign"] else _YOUNGEST
        if years is None or not youngest <= years <= _OLDEST or not _is_person(match["name"]):
            continue
        for entity, part in (("PERSON", "name"), ("DATE_OF_BIRTH", "born")):
            start, end = match.span(part)
            yield Hit(entity, begin + start, begin + end, SCORE, "Cell", ("birth:+", "label:0.85"))


# A date of some years ago in brackets behind somebody's name: a date of an event is of these days.
_BORN = re.compile(rf"{_NAME}[ ]?\([ ]?(?P<sign>\*?)[ ]?(?P<born>{birth_date.DATE})[ ]?\)")
_YOUNGEST, _OLDEST = 10, 105


def _is_telephone(number: str) -> bool:
    """Return whether figures are a number in international form that some country's plan has."""
    return any(hit.score > SCORE for hit in phone.find(f"+{number.lstrip('+')}"))


def _is_person(name: str) -> bool:
    """Return whether words are written as a name, none of a firm or a thing: `Spare Parts` is one."""
    ordinary = all(word.lower() in lexicon.english() for word in name.split())
    return not ordinary and not name[0].islower() and not name_column.is_thing(name)
