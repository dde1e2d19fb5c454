"""Check digits of national identity numbers; pure arithmetic on upper-case letters and digits.

Every function takes a number without spaces, points and dashes, of the length and alphabet that the shape of
its scheme demands, and returns whether its check digits hold. Dates inside numbers must be days that exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase, digits

from pii_sweep.detect.identifiers.check_digits import luhn, mod10_3_1

_D5 = (  # multiplication of the dihedral group D5, and Verhoeff's permutation of places
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PLACES = ("0123456789", "1576283094", "5803796142", "8916043527",
           "9453126870", "4286573901", "2793806415", "7046913258")  # fmt: skip


def verhoeff(number: str) -> bool:
    """Check India's Aadhaar (J. Verhoeff, Error Detecting Decimal Codes, 1969)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        total = int(_D5[total][int(_PLACES[place % 8][int(digit)])])
    return total == 0


def sum_weighted(number: str, weights: Sequence[int]) -> int:
    """Return the sum of digits (letters count A=10 and on), each times its weight."""
    return sum(int(char, 36) * weight for char, weight in zip(number, weights, strict=False))


def mod_11_10(number: str) -> bool:
    """Check that the last digit fits the others (ISO/IEC 7064, MOD 11,10)."""
    product = 10
    for digit in number[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[-1])


def is_day(year: int, month: int, number: int) -> bool:
    """Return whether a day exists."""
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def is_birth_date(digits: str, order: str = "ymd") -> bool:
    """Return whether six digits are a day in some century, by the order of year, month and day."""
    held = {part: int(digits[2 * place : 2 * place + 2]) for place, part in enumerate(order)}
    return any(is_day(century + held["y"], held["m"], held["d"]) for century in (1900, 2000))


def hong_kong(number: str) -> bool:
    """Check a Hong Kong identity card: one or two letters, six digits, a digit or A, modulo 11."""
    padded = number.rjust(9)
    values = [36 if char == " " else int(char, 36) for char in padded]
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11 == 0


def cpf(number: str) -> bool:
    """Check Brazil's CPF: two digits modulo 11; one figure repeated is none."""
    if len(set(number)) == 1:
        return False
    for size in (9, 10):
        rest = sum_weighted(number[:size], range(size + 1, 1, -1)) * 10 % 11 % 10
        if rest != int(number[size]):
            return False
    return True


def brazilian_register(number: str) -> bool:
    """Check the number of a birth, marriage or death in Brazil's registers (Provimento 3 of the CNJ, 2009).

    Each of two digits modulo 11 is over those before it, whose weights run from 0 to 10 and on again.
    """
    for size in (30, 31):
        weighted = sum(int(digit) * ((place + 32 - size) % 11) for place, digit in enumerate(number[:size]))
        if weighted % 11 % 10 + (weighted % 11 == 10) != int(number[size]):
            return False
    return 1900 <= int(number[10:14]) < 2100


def curp(number: str) -> bool:
    """Check Mexico's CURP: a birth date and a digit over 37 signs, Ñ among them."""
    signs = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(signs.index(char) * (18 - place) for place, char in enumerate(number[:17]))
    return is_birth_date(number[4:10]) and number[17] == str((10 - total % 10) % 10)


def mexican_tax(number: str) -> bool:
    """Check Mexico's RFC of a person, whose check digit older ones lack: a birth date."""
    return is_birth_date(number[4:10])


def spain(number: str) -> bool:
    """Check Spain's DNI or NIE: a letter by the remainder modulo 23 (Real Decreto 1553/2005)."""
    digits = number[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == number[-1]


_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def italy(number: str) -> bool:
    """Check Italy's codice fiscale: a letter modulo 26, odd places by their own table (D.M. 23/12/1976)."""
    total = 0
    for place, char in enumerate(number[:15]):
        value = int(char) if char.isdecimal() else ascii_uppercase.index(char)
        total += value if place % 2 else _ODD[value]
    return ascii_uppercase[total % 26] == number[15]


def france(number: str) -> bool:
    """Check France's NIR: the key is 97 less the rest modulo 97; Corsica's 2A and 2B count 19 and 18."""
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    month = int(number[3:5])
    return (1 <= month <= 12 or month in range(20, 43)) and 97 - int(digits) % 97 == int(number[13:])


def icao(number: str) -> bool:
    """Check a German identity card or passport: the last figure by weights 7, 3, 1 (ICAO Doc 9303-3)."""
    return sum_weighted(number[:-1], (7, 3, 1) * 4) % 10 == int(number[-1])


def german_tax(number: str) -> bool:
    """Check Germany's tax identification number (ISO 7064, MOD 11,10): one figure alone comes again."""
    counts = sorted(number[:10].count(digit) for digit in set(number[:10]))
    return counts[-1] in (2, 3) and counts[-2] == 1 and mod_11_10(number[:11])


def croatia(number: str) -> bool:
    """Check a Croatian OIB (ISO 7064, MOD 11,10)."""
    return mod_11_10(number[:11])


def bulgaria(number: str) -> bool:
    """Check a Bulgarian EGN: a birth date, its month raised by 20 or 40, and modulo 11."""
    month = int(number[2:4])
    date = f"{number[:2]}{month - 40 if month > 40 else month - 20 if month > 20 else month:02d}{number[4:6]}"
    return is_birth_date(date) and sum_weighted(number, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == int(
        number[9]
    )


def german_insurance(number: str) -> bool:
    """Check a German pension insurance number by its birth date."""
    return is_birth_date(number[2:8], "dmy")


def pesel(number: str) -> bool:
    """Check Poland's PESEL: weights 1, 3, 7, 9; the month carries the century."""
    month = int(number[2:4]) % 20
    good = is_day(2000 + int(number[:2]), month, int(number[4:6])) if 1 <= month <= 12 else False
    return good and sum_weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def polish_card(number: str) -> bool:
    """Check a Polish identity card: three letters, a check digit, five digits."""
    return sum_weighted(number, (7, 3, 1, 9, 7, 3, 1, 7, 3)) % 10 == 0


def south_africa(number: str) -> bool:
    """Check a South African identity number: birth date, citizenship 0 to 2, Luhn."""
    return south_african_form(number) and luhn(number)


def south_african_form(number: str) -> bool:
    """Return whether a number begins with a birth date and has South Africa's digit of citizenship."""
    return is_birth_date(number[:6]) and number[10] in "012"


def turkey(number: str) -> bool:
    """Check Turkey's T.C. kimlik: the tenth and the eleventh digit."""
    digits = [int(char) for char in number]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[0] != 0 and tenth == digits[9] and sum(digits[:10]) % 10 == digits[10]


def indonesia(number: str) -> bool:
    """Check Indonesia's NIK, which has no check digit: a region and a birth date (women's days plus 40)."""
    numbered = int(number[6:8])
    first = f"{numbered - 40 if numbered > 40 else numbered:02}"
    return "11" <= number[:2] <= "97" and is_birth_date(first + number[8:12], "dmy") and number[12:] != "0000"


def britain(number: str) -> bool:
    """Check a National Insurance number, which has no check digit: prefixes that are never issued."""
    return number[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"} and number[1] != "O"


def nhs(number: str) -> bool:
    """Check an NHS number: modulo 11."""
    return (11 - sum_weighted(number[:9], range(10, 1, -1)) % 11) % 11 == int(number[9])


def australia(number: str) -> bool:
    """Check an Australian tax file number: weights modulo 11."""
    return sum_weighted(number, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def netherlands(number: str) -> bool:
    """Check a Dutch citizen service number (BSN): the eleven test, the last digit negative."""
    return number != "000000000" and sum_weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def belgium(number: str) -> bool:
    """Check a Belgian national register number: 97 less the rest, from 2000 on with a 2 before it."""
    held, key = int(number[:9]), int(number[9:])
    month = int(number[2:4]) % 20
    return month <= 12 and key in (97 - held % 97, 97 - (2_000_000_000 + held) % 97)


def sweden(number: str) -> bool:
    """Check a Swedish personal number: a birth date (a coordination number's day plus 60) and Luhn."""
    number = number[-10:]
    numbered = int(number[4:6])
    return is_birth_date(number[:4] + f"{numbered - 60 if numbered > 60 else numbered:02}") and luhn(number)


def norway(number: str) -> bool:
    """Check a Norwegian birth number: two digits modulo 11."""
    numbered = int(number[:2])
    if not is_birth_date(f"{numbered - 40 if numbered > 40 else numbered:02}" + number[2:6], "dmy"):
        return False
    first = sum_weighted(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    return first == 0 and sum_weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def denmark(number: str) -> bool:
    """Check a Danish CPR number, which since 2007 has no check digit, or a Scottish CHI: a birth date."""
    return is_birth_date(number[:6], "dmy")


def finland(number: str) -> bool:
    """Check a Finnish identity code: birth date and a letter by the remainder modulo 31."""
    digits = number[:6] + number[-4:-1]
    return (
        is_birth_date(number[:6], "dmy") and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31] == number[-1]
    )


def austria(number: str) -> bool:
    """Check an Austrian social insurance number: weights modulo 11, the check digit fourth."""
    return sum_weighted(number[:3] + number[4:], (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11 == int(number[3])


def portugal(number: str) -> bool:
    """Check a Portuguese tax number: modulo 11."""
    rest = sum_weighted(number[:8], range(9, 1, -1)) % 11
    return (0 if rest < 2 else 11 - rest) == int(number[8])


def czech(number: str) -> bool:
    """Check a Czech or Slovak birth number: a birth date (women's months plus 50) and modulo 11."""
    month = int(number[2:4]) % 50 % 20
    return 1 <= month <= 12 and 1 <= int(number[4:6]) <= 31 and int(number) % 11 == 0


def romania(number: str) -> bool:
    """Check a Romanian CNP: a birth date and modulo 11."""
    rest = sum_weighted(number[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return number[0] != "0" and is_birth_date(number[1:7]) and (1 if rest == 10 else rest) == int(number[12])


def korea(number: str) -> bool:
    """Check a Korean resident number: a birth date, sex and century; random digits since October 2020."""
    return is_birth_date(number[:6]) and number[6] in "12345678"


def my_number(number: str) -> bool:
    """Check Japan's My Number: modulo 11 (Ordinance No. 85 of 2014, article 5)."""
    rest = sum_weighted(number[:11], (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return (0 if rest <= 1 else 11 - rest) == int(number[11])


def china(number: str) -> bool:
    """Check a Chinese resident number: a birth date and ISO 7064 MOD 11-2 (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    good = is_day(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return good and "10X98765432"[sum_weighted(number[:17], weights) % 11] == number[17]


def taiwan(number: str) -> bool:
    """Check a Taiwanese identity number: a letter of the region as two digits, then modulo 10."""
    region = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(number[0]) + 10
    return (region // 10 + region % 10 * 9 + sum_weighted(number[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1))) % 10 == 0


def singapore(number: str) -> bool:
    """Check a Singaporean NRIC or FIN: a letter by the remainder modulo 11 and the first letter."""
    total = sum_weighted(number[1:8], (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK"}
    signs = letters.get(number[0], "KLJNPQRTUWX")
    rest = total % 11
    return signs[10 - rest if number[0] == "M" else rest] == number[8]


def thailand(number: str) -> bool:
    """Check a Thai identity number: modulo 11."""
    return (11 - sum_weighted(number[:12], range(13, 1, -1)) % 11) % 10 == int(number[12])


def chile(number: str) -> bool:
    """Check a Chilean RUT: modulo 11, K for ten."""
    digits = number[:-1][::-1]
    rest = 11 - sum(int(char) * (2 + place % 6) for place, char in enumerate(digits)) % 11
    return {11: "0", 10: "K"}.get(rest, str(rest)) == number[-1]


def israel(number: str) -> bool:
    """Check an Israeli identity number: Luhn over nine digits."""
    return luhn(number.zfill(9))


def russian_tax(number: str) -> bool:
    """Check a Russian INN of a person: two digits modulo 11."""
    first = sum_weighted(number, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    second = sum_weighted(number, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    return first == int(number[10]) and second == int(number[11])


def snils(number: str) -> bool:
    """Check a Russian pension number (SNILS): modulo 101."""
    return sum_weighted(number[:9], range(9, 0, -1)) % 101 % 100 == int(number[9:])


def ukraine(number: str) -> bool:
    """Check a Ukrainian taxpayer number: modulo 11."""
    return sum_weighted(number, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == int(number[9])


def switzerland(number: str) -> bool:
    """Check a Swiss AHV number: EAN-13."""
    return mod10_3_1(number)


def pakistan(number: str) -> bool:
    """Check a Pakistani CNIC, which has no check digit: a province from 1 to 8."""
    return number[0] in "12345678"


def malaysia(number: str) -> bool:
    """Check a Malaysian MyKad, which has no check digit: a birth date and a place of birth."""
    return is_birth_date(number[:6]) and number[6:8] not in {
        "00",
        "17",
        "18",
        "19",
        "20",
        "69",
        "70",
        "73",
        "80",
    }


def egypt(number: str) -> bool:
    """Check an Egyptian national number by its birth date."""
    return is_birth_date(number[1:7])


def yugoslavia(number: str) -> bool:
    """Check the JMBG of Serbia and its neighbours, and Slovenia's EMŠO: a birth date, modulo 11."""
    month, of_month, year = int(number[2:4]), int(number[:2]), int(number[4:7])
    held = sum_weighted(number, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
    return held and any(is_day(century + year, month, of_month) for century in (1000, 2000))


def iceland(number: str) -> bool:
    """Check Iceland's kennitala: a birth date (a firm's day plus 40), modulo 11, the century."""
    return (
        is_birth_date(number[:6], "dmy")
        and number[9] in "890"
        and sum_weighted(number, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
    )


def baltic(number: str) -> bool:
    """Check Estonia's isikukood and Lithuania's asmens kodas: a birth date, modulo 11 in two rounds."""
    rest = sum_weighted(number, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if rest == 10:
        rest = sum_weighted(number, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return number[0] in "123456" and is_birth_date(number[1:7]) and rest == int(number[10])


def latvia(number: str) -> bool:
    """Check Latvia's personas kods: a birth date, or 32 to 39 before figures that say nothing."""
    return "32" <= number[:2] <= "39" or is_birth_date(number[:6], "dmy")


def iran(number: str) -> bool:
    """Check Iran's national code: modulo 11."""
    rest = sum_weighted(number, range(10, 1, -1)) % 11
    return len(set(number)) > 1 and int(number[9]) == (rest if rest < 2 else 11 - rest)


def new_zealand(number: str) -> bool:
    """Check New Zealand's IRD number: modulo 11, with other weights where the first leave ten."""
    padded = number.rjust(9, "0")
    for weights in ((3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6)):
        rest = -sum_weighted(padded, weights) % 11
        if rest < 10:
            return rest == int(padded[8])
    return False


def amka(number: str) -> bool:
    """Check Greece's AMKA: a birth date, Luhn."""
    return is_birth_date(number[:6], "dmy") and luhn(number)


def greek_tax(number: str) -> bool:
    """Check Greece's AFM: powers of two, modulo 11."""
    total = sum(int(digit) << 8 - place for place, digit in enumerate(number[:8]))
    return len(set(number)) > 1 and total % 11 % 10 == int(number[8])


def hungarian_insurance(number: str) -> bool:
    """Check Hungary's TAJ: weights 3 and 7, modulo 10."""
    return sum_weighted(number, (3, 7) * 4) % 10 == int(number[8])


def hungarian_tax(number: str) -> bool:
    """Check a Hungarian person's tax number, which begins with 8: modulo 11."""
    return sum_weighted(number, range(1, 10)) % 11 == int(number[9])


def kazakhstan(number: str) -> bool:
    """Check Kazakhstan's IIN: a birth date, modulo 11 in two rounds."""
    rest = sum_weighted(number, range(1, 12)) % 11
    if rest == 10:
        rest = sum_weighted(number, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return is_birth_date(number[:6]) and rest == int(number[11])


def ireland(number: str) -> bool:
    """Check Ireland's PPS number: modulo 23 gives its letter; a second letter counts nine times."""
    second = ascii_uppercase.find(number[8:9]) + 1 if number[8:9] not in ("", "W") else 0
    rest = (sum_weighted(number[:7], range(8, 1, -1)) + 9 * second) % 23
    return number[7] == ("W" + ascii_uppercase)[rest]


def ecuador(number: str) -> bool:
    """Check Ecuador's cédula: a province, a third digit below 6, Luhn."""
    return ("01" <= number[:2] <= "24" or number[:2] == "30") and number[2] < "6" and luhn(number)


def uruguay(number: str) -> bool:
    """Check Uruguay's cédula: weights 2, 9, 8, 7, 6, 3, 4, modulo 10."""
    padded = number.rjust(8, "0")
    return len(set(number)) > 1 and -sum_weighted(padded, (2, 9, 8, 7, 6, 3, 4)) % 10 == int(padded[7])


def salvador(number: str) -> bool:
    """Check El Salvador's DUI: weights 9 to 2, modulo 10."""
    return len(set(number)) > 1 and -sum_weighted(number, range(9, 1, -1)) % 10 == int(number[8])


def indian_trade(number: str) -> bool:
    """Check India's GSTIN: every second sign doubled, digits of the products to base 36, modulo 36."""
    products = [_BASE_36.index(sign) * (1 + place % 2) for place, sign in enumerate(number[:14])]
    rest = -sum(product // 36 + product % 36 for product in products) % 36
    return number[14] == _BASE_36[rest]


_BASE_36 = digits + ascii_uppercase


def any_number(number: str) -> bool:
    """Accept a number of a scheme without check digits, unless one figure repeats."""
    return len(set(number)) > 2


# Checks that one number in a few passes: without a label they say little.
UNCHECKED = frozenset({any_number, denmark, pakistan, malaysia, britain, latvia})
