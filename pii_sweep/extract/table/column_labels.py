"""Headers of tables: do a row's cells name what is known of people, or goods, or nothing?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.resources import labels_of

MIN_COLUMNS = 2
MAX_NAME = 60  # characters of a column's name
_PEOPLE = (
    "name customer client patient member guest tenant employee student recipient buyer contact donor "
    "subscriber passenger insured email mail phone mobile street address ssn security birth dob"
)
_WHOLE_TERM = {"mail": "e-mail", "security": "social security"}  # where the word alone says nothing
WORDS = {word: _WHOLE_TERM.get(word, word) for word in _PEOPLE.split()}
# The same in other languages, and written together in listings; `nom` and `nome` alone name goods as well.
_ABROAD = (
    r"(?:sur|fore|first|last|given|middle|full|cust|emp|pat|mbr)_?name|[fl]name|birth_?(?:date|dt|day)|brthdt"
    r"|(?:home|work|cell|day|mobile)_?phone|(?:home|mail|street|payee|emp|res)_?addr(?:ess)?_?1?|surname|forename"
    r"|klant|kund(?:e|en|in)|klient(?:a|ka)?|cliente?|nombre|apellidos?|cognome|nominativo|vor-?name|nachname"
    r"|pr[eé]nom|voornaam|achternaam|imi[eę]|nazwisko|naam|navn|namn|nimi|jm[eé]no|p[rř][ií]jmen[ií]|n[eé]v"
    r"|telefon[oe]?|telefoon|t[eé]l[eé]phone|portable|handy|mobil|celular|cellulare|puhelin"
    r"|adresse|adres|adresa|adress|direcci[oó]n|indirizzo|endere[cç]o|bezorgadres|anschrift|stra(?:ss"
    r"|ß)e|ulica"
    r"|courriel|correo|geburts(?:datum|tag)|geboortedatum|naissance|nacimiento|nascita|nascimento|urodzenia"
    r"|f[oø]dselsdato|empf[aä]nger|besteller|destinatario|destinataire|ontvanger|odbiorca|mottak?er"
    r"|mitglied|socio|[eé]l[eè]ve|patiente?|paciente|paziente|pacjent|alumno|alunno|клиент|имя|телефон|адрес"
    r"|d\.\s?o\.\s?b|ssns?|soc(?:ial)?\.?[ _]?sec(?:urity)?|brth[ _]?(?:dt|date)?|geboren|born|f[oø]dt|tel"
    r"|bewohner(?:in)?|mieter(?:in)?|versicherten(?:nummer|-?nr)|kv-(?:nummer|nr)|geb|angeh[oö]rige[rn]?|hausarzt"
    r"|locataire|inquilino"
    r"|huurder"
)
# In other scripts, whose words are often written together, and languages of the Baltic and the Balkans.
_BEYOND = (
    r"姓名|氏名|住所|住址|地址|電話|电话|手机|手機|生年月日|出生日期|身份证|身分證|성명|이름|주소|전화|휴대폰|생년월일"
    r"|주민등록번호|ονοματεπ[ωώ]νυμο|τηλ[εέ]φωνο|κινητ[οό]|διε[υύ]θυνση|αμκα|фамилия|\bфио\b|\bпіб\b|прізвище|презиме"
    r"|дата рождения|адреса|тел\b|телефони|\bשם\b|טלפון|נייד|כתובת|ת\.ז|(?:ال)?اسم\b|الهاتف|الجوال"
    r"|العنوان|\bنام\b|تلفن|موبایل|نشانی|नाम|मोबाइल|\bपता\b|ชื่อ|ที่อยู่|โทร|სახელი|გვარი|მისამართი|ტელეფონი|անուն|հասցե|\bvardas|pavard[eė]"
    r"|adresas|asmens kodas|\bv[aā]rds\b|uzv[aā]rds|\bprezime\b|priimek|naslov|\bad[ıi] soyad|kimlik no"
    r"|h[oọ] (?:v[aà] )?t[eê]n|[dđ][iị]a ch[iỉ]|\bnama\b|alamat|telepon|kennitala|heimili|isikukood"
)
# Letters of other scripts with the marks that go with them: `\w` holds no vowel sign.
_SCRIPT_SIGNS = "\u0370-\u07ff\u0900-\u18af\u2d80-\u2ddf"
_LABELS = "|".join(
    map(
        re.escape,
        labels_of("bare", "name", "kin", "first", "middle", "last", "phone", "address", "birth", "people"),
    )
)
PERSON = re.compile(
    rf"(?i)\b(?:{'|'.join(WORDS.values())}|{_ABROAD})\b|{_BEYOND}"
    rf"|(?=[{_SCRIPT_SIGNS}])(?<![{_SCRIPT_SIGNS}])(?:{_LABELS})(?![{_SCRIPT_SIGNS}])"
)
GOODS = re.compile(
    r"(?i)\b(?:qty|quantity|sku|item|items|product|unit price|price|description|rate|hours|event"
    r"|artikel|menge|anzahl|(?:einzel)?preis|article|quantit[eéàa]|qt[eé]|prix|cantidad|precio|producto"
    r"|produit"
    r"|prodotto|produto|aantal|prijs|ilo[sś][cć]|cena|prezzo|pre[cç]o|antal|pris)\b"
)

ORDER = re.compile(
    r"(?i)(?:order|invoice|booking|receipt)(?: ?(?:no|number|num|id|ref|reference))?\.?|invoices?|orders?"
    r"|(?:bestell|auftrags|rechnungs|bestel|factuur|ordre|faktura)-?(?:nr\.?|nummer|ung|ing)"
    r"|(?:n[°ºo.]?|num[eé]ro|ref\.?) ?(?:d[eio] ?)?(?:commande|facture|pedido|factura|ordine|fattura)"
    r"|commande|pedido|ordine|(?:nr|numer) zam[oó]wienia"
)
TOTAL = re.compile(
    r"(?i)(?:(?:order|grand|invoice|booking) )?total(?: paid| price| amount| charged| billed| due)?"
    r"(?: (?:\(?(?:usd|eur|gbp|cad|aud|[$€£])\)?|inc\S* (?:tax|vat|gst)))?"
    r"|(?:order |invoice )?amount(?: paid| charged| billed)?|charged|billed|(?:order|invoice) value"
    r"|gesamt(?:betrag|summe)?|(?:rechnungs)?betrag|summe|totaal(?:bedrag)?|total ttc|montant(?: ttc| total)?"
    r"|importe|monto|importo|totale|valor(?: total)?|kwota|razem|totalt|summa"
)
_MONEY = re.compile(r"[$€£]|\d[.,]\d\d(?!\d)")
LISTED = 0.7  # of the rows of a list of orders have a number, and an amount


def names_orders(names: Sequence[str]) -> bool:
    """Return whether a row of cells is the header of a list of orders: numbers and totals."""
    return any(map(ORDER.fullmatch, names)) and any(map(TOTAL.fullmatch, names))


def lists_orders(names: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Return whether columns are a list of orders: another number and an amount in each row."""
    ids = [column for name, column in zip(names, columns, strict=True) if ORDER.fullmatch(name)]
    sums = [column for name, column in zip(names, columns, strict=True) if TOTAL.fullmatch(name)]
    return any(_is_numbered(column) for column in ids) and any(
        sum(_MONEY.search(text) is not None for text in column) >= LISTED * len(column) for column in sums
    )


def _is_numbered(column: Sequence[str]) -> bool:
    """Return whether most cells hold a number, each another one: lines of one order share theirs."""
    held = [text for text in column if any(map(str.isdecimal, text))]
    return len(held) >= LISTED * len(column) and len(set(held)) == len(held)


def names_goods(names: Sequence[str]) -> bool:
    """Return whether a row of cells is the header of a table of goods: two labels at least say so."""
    return sum(GOODS.search(name) is not None for name in names) >= MIN_COLUMNS


def names_people(names: Sequence[str]) -> bool:
    """Return whether a row of cells is the header of a table of people, rather than of goods or no header.

    One word of goods among several of people is theirs: the event that a swimmer is in, hours that they work.
    """
    filled = [name for name in names if name]
    if len(filled) < MIN_COLUMNS:
        return False
    text = "\n".join(filled)  # no pattern here goes over a line's end
    if max(map(len, filled)) > MAX_NAME or has_value(text):
        return False
    if GOODS.search(text) is None:
        return PERSON.search(text) is not None
    if _SECURITY_NUMBER.search(text):  # whatever rate, hours and price stand next to it
        return True
    return _count(PERSON, filled) > max(1, _count(GOODS, filled))


_SECURITY_NUMBER = re.compile(
    r"(?i)\b(?:ssn|soc(?:ial)?[ _]?sec(?:urity)?[ _](?:no|num|nbr|number)|s\.s\. ?(?:no|number))\b"
)


def _count(pattern: re.Pattern[str], names: Sequence[str]) -> int:
    return sum(pattern.search(name) is not None for name in names)


def names_mostly_people(names: Sequence[str]) -> bool:
    """Return whether a wide header has words of people in several cells, and of goods in far fewer.

    Tables of wages have an hourly rate as well.
    """
    people, goods = _count(PERSON, names), _count(GOODS, names)
    return people >= _SEVERAL and people >= _FAR_MORE * goods and max(map(len, names)) <= MAX_NAME


_SEVERAL, _FAR_MORE = 4, 2


def names_nothing(names: Sequence[str]) -> bool:
    """Return whether a header counts its columns, as databases name those of a file without header.

    One column may have a name of its own: `ID`, `Campo1`, `Campo2` …
    """
    counted = [name for name in names if _COUNTED.fullmatch(name)]
    return len(set(counted)) == len(counted) >= max(_SEVERAL, len(names) - 1)


_COUNTED = re.compile(
    r"(?i)(?:col(?:umna?|una|onn[ea])?|kol(?:umn[ay]?|onne|om)|spalte|sloupec|st[lĺ]pec|oszlop|sarake|s[uü]tun"
    r"|feld|champ|campo|field|fld|veld|pole|f[aä]lt|felt|kentt[aä]|поле|столбец|колонка|f|c|列|字段|フィールド|열"
    r"|필드)[ _]?\d{1,3}"
)


def has_value(text: str) -> bool:
    """Return whether a cell, or one of several, has what no header of people has: figures, a mailbox."""
    return _VALUE.search(text) is not None


_VALUE = re.compile(r"\d{2}|@")


def clean_name(text: str) -> str:
    """Return a header's text on one line, without signs that would break a `name: value` line."""
    return " ".join(_NO_NAME.sub(" ", text).split())


# Vowel signs and joiners of other scripts are parts of their words.
_NO_NAME = re.compile(
    r"[^\w.$%@\[\]/\-\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0780-\u07bf\u0900-\u0963"
    r"\u0970-\u0e4e\u0e80-\u0fff\u1000-\u109f\u135d-\u135f\u1780-\u18af\u200c\u200d]+"
)
