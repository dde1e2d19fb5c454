"""Parcels' numbers of carriers without a public check digit: by their letters, a label, a carrier near by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect import casing, codes, context
from pii_sweep.detect.hits import Hit

# Amazon, PostNL, DHL eCommerce and Express, Yodel, LaserShip, SF Express, YunExpress, Cainiao, Uniuni, Evri;
# DHL's parcels in Germany bear its numbers of GS1 (application identifier 00).
_LETTERED = re.compile(
    r"[T3J1SYLUH0](?<![\w\-].)(?:(?<=T)B[ABCM]\d{12}|(?<=3)S[A-Z]{3,6}\d{6,13}|(?<=J)(?:JD\d{14,20}|D\d{16,18}"
    r"|VGL\d{8,22})|(?<=1)LS[A-Z\d]{12,15}|(?<=S)F\d{12,13}|(?<=Y)T\d{16}|(?<=L)P\d{14,16}|(?<=U)US\d{10}"
    r"|(?<=[HT])\d\d[A-Z][A-Z\d]{2}\d{10}|(?<=0)0340434\d{12})"
    r"(?![\w\-])"
)
# Every such number has so many digits, with at most one mark between two.
_LONG = re.compile(r"\d(?:[ \-]?\d){5}")
_WORDS = frozenset(
    [
        *("tracking", "track", "waybill", "awb", "trk", "consignment", "parcel", "shipment", "shipping"),
        *(
            "sendungsnummer",
            "sendungs",
            "sendung",
            "paketnummer",
            "sendungsverfolgung",
            "suivi",
            "seguimiento",
        ),
        *("spedizione", "tracciamento", "rastreio", "rastreamento", "rastreo", "zending", "zendingnummer"),
        *("trackingnummer", "trackingcode", "sporingsnummer", "sporing", "kollinummer", "kolli", "kollinr"),
        *("przesyłki", "zásilky", "seurantakoodi", "lähetystunnus", "envío", "vettura", "trackingnr"),
    ]
)
_LABEL = (
    r"(?:(?:tracking|consignment|shipment|parcel|waybill|awb|trk)(?:[ ]?(?:no|number|num|id|code"
    r"|ref(?:erence)?|#))?|sendungs?-?[ ]?(?:nummer|nr|id)?|paketnummer|sendungsverfolgung|(?:num[eé]ro"
    r"|n[°º]|code)[ ]de[ ]suivi|suivi|(?:n[uú]mero|c[oó]digo|n[°º])[ ]de[ ](?:seguimiento|rastre(?:io|o"
    r"|amento)|env[ií]o)|(?:codice|numero)[ ](?:di[ ])?(?:tracciamento|spedizione)|lettera[ ]di[ ]vettura"
    r"|tracking[ ]?(?:nummer|nr|code)|track[ ]?(?:&|and|en)[ ]?trace(?:[ ]?code)?|zending(?:s?nummer)?"
    r"|sporingsnummer|kolli-?(?:nummer|nr|id)|(?:nr|numer)[ ]przesyłki|seurantakoodi|lähetystunnus)"
)
_TOLD = re.compile(
    rf"(?i)(?<![^\W_]){_LABEL}\.?[ ]{{0,3}}[\"']?[ .…]{{0,12}}[:#=]{{0,2}}[ ]{{0,9}}[\"']?(?:(?:is|ist|est"
    rf"|es|è|er)[ ])?"
    r"(?-i:(?P<code>(?=[A-Z\d]{0,6}[ \-]?\d)(?:\d?[A-Z]{1,4}[ \-]?)?\d(?:[ \-]?\d){8,23}(?:[ ]?[A-Z]{2})?))"
    r"(?![\w\-])"
)
_NAMED = context.words(
    r"dpd|gls|hermes|evri|dhl|postnl|postnord|bring|bpost|inpost|colissimo|chronopost|mondial relay|correos"
    r"|seur|mrw|ctt|brt|bartolini|poste italiane|yodel|royal mail|parcelforce|an post|tnt|purolator"
    r"|canada post|canpar|australia post|startrack|aramex|packeta|matkahuolto|posti|itella|paket|colis"
    r"|pakje|pakke|paczka|paquete|pacco"
)
# Numbers that only a carrier whose check digit is known has: USPS, UPS, the Universal Postal Union.
CHECKED = re.compile(r"9[1-5]\d{18}(?:\d\d)?|420\d{5}(?:\d{4})?9[1-5]\d{20}|1Z\w{16}|[A-Z]{2}\d{9}[A-Z]{2}")


def find(text: str) -> Iterator[Hit]:
    """Yield the parcels' numbers that their letters or a label give away."""
    if _LONG.search(text) is None:
        return
    for match in _LETTERED.finditer(text):
        yield Hit("TRACKING_NUMBER", *match.span(), 0.9, "TrackingNumber", ("letters:0.90",))
    if casing.words(text).isdisjoint(_WORDS):
        return
    for match in _TOLD.finditer(text):
        if not CHECKED.fullmatch(re.sub("[ -]", "", match["code"])):
            yield Hit("TRACKING_NUMBER", *match.span("code"), 0.75, "TrackingNumber", ("label:0.75",))


def near(text: str, start: int, end: int, code: str) -> bool:
    """Tell whether a carrier's name stands near digits in groups that no card has."""
    card = len(code) == 16 and codes.luhn(code)
    return 14 <= len(code) <= 24 and not card and context.near(text, start, end, _NAMED)
