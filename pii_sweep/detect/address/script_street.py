"""Addresses in other scripts than Latin: Cyrillic, Greek, Hebrew, Arabic, Chinese, Japanese, Korean.

Each pattern needs a word of streets or of districts in its script and a number; the order of parts is that of
the Universal Postal Union's addressing guides (UPU S42) for the countries that write in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RU = r"[А-ЯЁІЇЄҐ][\w'’.\-]{0,30}"
_RU_MORE = (
    r"(?:,?[ ](?:д|дом|буд|кв|к|корп|корпус|стр|строение|оф|офис|под|эт|лит)\.?[ ]?\d{1,4}[а-яА-Я]?"
    r"(?:/\d{1,4})?)"
)
_CYRILLIC = re.compile(
    rf"(?:\d{{5,6}},?[ ])?(?:(?:{_RU}[ ]?){{1,3}}(?:обл|область|край|район|р-н)\.?,[ ])?"
    rf"(?:(?:г|город|м|с|пос|дер)\.[ ]?{_RU}(?:[ ]{_RU})?,[ ]?|{_RU},[ ])?"
    r"(?<![\w])(?:(?:ул|вул|пр-?т|просп|пр|пер|ш|наб|пл|б-р|бул|бульв|туп)\.?|улица|вулиця|проспект|переулок"
    r"|провулок|шоссе|набережная|площадь|бульвар|проезд|бул)"
    rf"[ ](?:\d{{1,2}}[ \-])?{_RU}(?:[ ]{_RU}){{0,3}},?[ ](?:(?:д|дом|буд|№)\.?[ ]?)?\d{{1,4}}[а-яА-Я]?"
    rf"(?:[/\-]\d{{1,4}})?{_RU_MORE}{{0,4}}(?:,[ ](?:г\.[ ]?)?{_RU}(?:,?[ ]\d{{5,6}})?)?"
    rf"|{_RU}(?:[ ]{_RU}){{0,2}}[ ](?:улица|проспект|вулиця),?[ ](?:д\.?[ ]?)?\d{{1,4}}[а-я]?"
    rf"{_RU_MORE}{{0,4}}"
)
_GR = r"[Α-ΩΆ-Ώ][α-ωά-ώϊϋΑ-Ω.]{1,25}"
_GREEK = re.compile(
    rf"(?:(?:Οδός|Λεωφόρος|Λεωφ\.|Λ\.|Πλατεία|Πλ\.)[ ])?{_GR}(?:[ ]{_GR}){{0,3}}[ ]\d{{1,3}}[Α-Ω]?"
    rf"(?:,[ ]|[ ]?\n[ ]?|[ ])(?:Τ\.?Κ\.?[ ]?)?\d{{3}}[ ]?\d\d(?:[ ]{_GR}){{1,2}}"
    rf"|(?:Οδός|Λεωφόρος|Λεωφ\.|Πλατεία)[ ]{_GR}(?:[ ]{_GR}){{0,3}}[ ]\d{{1,3}}"
)
_HE = r"[א-ת][א-ת\"'׳״\-]{0,20}"
_HEBREW = re.compile(
    rf"(?:רחוב|רח['׳]|שדרות|שד['׳]|דרך|סמטת|סמטה|כיכר|שכונת)[ ]{_HE}(?:[ ]{_HE}){{0,3}}[ ]\d{{1,4}}[א-ת]?"
    rf"(?:/\d{{1,3}})?(?:,?[ ]דירה[ ]\d{{1,3}})?"
    rf"(?:,[ ]?{_HE}(?:[ \-]{_HE}){{0,2}}(?:,?[ ]\d{{5}}(?:\d\d)?)?)?"
)
_AR = r"[\u0621-\u064a]{1,20}"
_N = r"[\d\u0660-\u0669]{1,5}"
_ARABIC = re.compile(
    rf"(?:{_N}[ ،,]{{1,2}})?(?:شارع|طريق|ش\.|جادة|ميدان|حارة)[ ]{_AR}(?:[ ]{_AR}){{0,4}}"
    rf"(?:[ ،,]{{1,2}}(?:رقم[ ]|مبنى[ ]|عمارة[ ]|شقة[ ])?{_N}){{1,3}}"
    rf"(?:[،,][ ]?{_AR}(?:[ ]{_AR}){{0,2}}){{0,3}}(?:[ ]\d{{5}})?"
)
_HAN = r"[\u4e00-\u9fff]"
_CITY = r"[\u4e00-\u9fff](?<![为為是址在至于於住寄送到从從和与與])"  # no word that leads to a place
_CHINESE = re.compile(
    rf"(?:(?:{_CITY}){{2,6}}(?:省|自治区))?(?:{_CITY}){{2,6}}[市县縣州]"
    rf"(?:{_HAN}{{1,6}}[区區县縣市镇鎮乡鄉])?(?:{_HAN}{{1,8}}[里村])?"
    rf"{_HAN}{{1,12}}(?:路|街|大道|道|巷|弄|胡同)(?:[\d一二三四五六七八九十]{{1,3}}段)?(?:\d{{1,4}}[巷弄]){{0,2}}"
    r"\d{1,5}(?:之\d{1,3})?(?:号|號)(?:\d{1,4}(?:号楼|栋|棟|幢|单元|單元|楼|樓|层|層|室|座|F)(?:之\d{1,3})?|[A-Z]座){0,5}"
)
_JAPANESE = re.compile(
    r"(?:〒?\d{3}[\-ー－]?\d{4}[ \n　]{0,2})?(?:東京都|北海道|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)"
    r"[\u3040-\u30ff\u4e00-\u9fff]{1,10}[市区町村郡][\u3040-\u30ff\u4e00-\u9fff]{0,16}?"
    r"[\d０-９一二三四五六七八九十]{1,4}(?:丁目|番地?|号|[\-－ー−‐の])?(?:[\d０-９]{1,4}(?:番地?|号|[\-－ー−‐の])?){0,4}"
    r"(?:[ 　][\u3040-\u30ff\u4e00-\u9fffA-Za-z]{2,20}[ ]?\d{1,4}(?:号室)?)?"
)
_KOREAN = re.compile(
    r"(?:\(?\d{5}\)?[ ])?(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청|충북|충남|전라|전북|전남"
    r"|경상|경북|경남|제주)[가-힣]{0,6}[ ](?:[가-힣]{1,6}[시군구][ ]){1,2}(?:[가-힣]{1,6}[읍면동가리][ ])?"
    r"(?:[가-힣\d]{1,12}(?:로|길)[ ]?\d{1,4}(?:-\d{1,3})?|\d{1,4}(?:-\d{1,4})?(?:번지)?)"
    r"(?:,?[ ](?:[가-힣A-Za-z]{2,12}[ ]?)?\d{1,4}(?:동|호|층)(?:[ ]\d{1,4}호)?){0,2}"
)
# A pattern is tried where a letter of its script stands.
SCRIPTS = (
    (re.compile(r"[а-яА-Я]"), _CYRILLIC),
    (re.compile(r"[α-ω]"), _GREEK),
    (re.compile(r"[א-ת]"), _HEBREW),
    (re.compile(r"[\u0621-\u064a]"), _ARABIC),
    (re.compile(r"[\u4e00-\u9fff]"), _CHINESE),
    (re.compile(r"[都道府県]"), _JAPANESE),
    (re.compile(r"[가-힣]"), _KOREAN),
)
STRENGTH = 0.8


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses in other scripts begin and end."""
    if text.isascii():
        return
    for letter, pattern in SCRIPTS:
        if letter.search(text) is not None:
            yield from (match.span() for match in pattern.finditer(text))
