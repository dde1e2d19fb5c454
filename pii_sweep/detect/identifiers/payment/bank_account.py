"""Bank accounts: behind their label where a bank is near, and at the foot of a check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers import check_digits, number_confusion
from pii_sweep.detect.identifiers.payment import card, national_account
from pii_sweep.detect.text import casing, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# `Account number: 4471-882-113`, `A/C No. 8837261`: shorter than others, or in groups, where a bank is near.
_ACCOUNT = gate.gated(
    r"(?i)\b(?:acc(?:oun)?t|acc(?=[ .:#]{1,2}\d)"
    r"|a/c|kto|konto|compte|cuenta(?:[ ](?:corriente|vista|de[ ]ahorros?))?|conto"
    r"|conta(?:[ ]corrente)?|rekening|clabe"
    r"|hesap|účtu?)(?:[ ]?-?(?:no|nr|n[°º]|num(?:mer|ber|ero|arası)?|#)|\b)\.?(?:[ ](?:is|ist|est|es|è"
    r"|é))?(?:[ ]?[:#.…=]{1,40})?"
    r"[ \t]{0,4}\n{0,2}(?P<number>(?-i:[A-Z]{1,2}(?=\d{6}))?\d{2,20}"
    r"(?:[ .\-/]\d{1,12}){0,4}(?:-[\dxX])?)(?![\w/]|[.,\-]\d|-\w)"
)
_AT_BANKS = re.compile(
    r"(?i)(?<![a-z])(?:bank|routing|aba|checking|savings|direct deposit|wire|ach|credit union|sort code|bsb"
    r"|swift|bic|ifsc|clabe|blz|bankleitzahl|bankverbindung|\w*sparkasse|\w*(?:volks"
    r"|raiffeisen)bank|banque|rib"
    r"|banc[oa]|ag[êe]ncia|rekeningnummer|kontonummer|kontonr|clearing(?:nummer)?|giro)(?![a-z])"
)
# The line of figures at the foot of a check: the bank, the account, the check.
_FOOT = re.compile(
    r"[⑆|:;\"'][:|]?[ ]?(?P<bank>\d{9})[ ]?[⑆|:;\"'][:|]?[ ]{0,4}(?P<number>\d[\d\-]{3,15}\d)"
    r"(?=[ ]?[⑆⑇⑈|\"':]|[ ]{1,9}\d{3,6}\b|[ ]*(?:\n|$))"
)
# Accounts of natural persons and of sole traders in Russia: the balance account, the currency, a check digit
# (Bank of Russia, regulation 809-P); those of firms begin otherwise.
_RUSSIAN = re.compile(
    r"4(?<![\w.\-].)(?:0802|0803|0813|0817|0820|23\d\d|26\d\d)"
    r"[. ]?(?:810|643|840|978|826|756|156|398|933|944|051|972|417|860)[. ]?\d[. ]?\d{4}[. ]?\d{7}"
    r"(?![\w\-]|[.,]\d)"
)
# Who sends a wire and who is sent it, as banks of the United States report it: `ORG:/4418270 ANN LEE`.
_WIRED = re.compile(
    r"(?<![A-Z])(?:ORG|ORIG(?:INATOR)?|BNF|BENE?(?:FICIARY)?)[:=][ ]?/(?P<number>\d{5,17})[ ]{1,3}(?=[A-Z])"
    r"(?P<name>[^\n/;]{3,60})"
)
# Banks of countries without IBANs, and an account of theirs: people write one after the other.
_BANKED = gate.gated(
    r"(?<![^\W\d_])(?:(?:BCA|BRI|BNI|BSI|BTN|CIMB|GTB|GTBank|UBA|FCMB"
    r"|BDO|BPI|VCB|BIDV|SCB|KTB|KCB|SBI|PNB|HDFC|ICICI)"
    r"|(?i:mandiri|permata|danamon|maybank|zenith|wema|opay|moniepoint|metrobank|landbank|vietcombank|techcombank"
    r"|agribank|vietinbank|tpbank|kbank|krungthai|[^\W\d_]{3,12} bank)"
    r"|(?:국민|신한|농협|카카오뱅크|토스뱅크|새마을금고|케이뱅크)(?:은행)?"
    r"|(?:우리|하나|기업|수협|대구|부산|우체국)은행)"
    r"(?: (?i:bank))?(?:[ ]?(?i:a/?c|acc|acct|account|rek(?:ening)?|stk|no|nomor)\b\.?)*[ ]?[:\-]?[ ]{0,2}"
    r"(?P<number>(?!0[789]\d{9,11}(?!\d)|01\d{8,9}(?!\d)|0\d{1,2}-\d{3,4}-\d{4}(?!-))"
    r"(?:\d{10,16}|(?=(?:\d-?){10,16}(?![\d-]))\d{2,6}(?:-\d{2,8}){2,3}))"
    r"(?![\w/]|[.,\-]\d|-\w)"
)
# Of Hungary and Poland, by their check digits; of Czechia and Norway, behind a word for an account.
_ALONE, _END = r"(?<![\w.,/\-@].)", r"(?![\w/@]|[.,\-]\d)"
_CHECKED = (
    (
        gate.gated(
            r"(?i)(?<!\w)(?:konto|kto)(?:nr|nummer|n[or])?[:.]{0,2}[ ]{1,3}"
            r"(?P<number>\d{4}([ .]?)\d\d\2\d{5})(?![\w/\-@]|[.,]\d)"
        ),
        national_account.is_norwegian,
    ),
    (
        re.compile(rf"(?P<number>[1-9]{_ALONE}\d{{7}}-\d{{8}}-\d{{8}}){_END}"),
        national_account.is_hungarian,
    ),
    (
        re.compile(rf"(?P<number>\d{_ALONE}\d{{25}}){_END}"),
        national_account.is_polish,
    ),
    (
        gate.gated(
            r"(?i)(?<!\w)(?:účtu|účet|č\. ?ú\.?|konto)[:.]?[ ]{1,3}"
            rf"(?P<number>(?:\d{{1,6}}-)?\d{{6,10}} ?/ ?\d{{4}}){_END}"
        ),
        national_account.is_czech,
    ),
)
_NUMBERED = re.compile(r"(?i)(?:no|nr|num\w{0,5}|#)\W|kto|konto")
_PAID = frozenset({"pay", "order"})
_FEWEST, _MOST, _NEAR_BANK = 5, 20, 160


def find(text: str) -> Iterator[Hit]:
    """Yield the account numbers of a text."""
    yield from _accounts(text)
    for match in _RUSSIAN.finditer(text):
        yield Hit("US_BANK_NUMBER", *match.span(), 0.9, "Account", ("shape:0.90",))
    for match in _WIRED.finditer(text) if "/" in text else ():
        if vocabulary.company_words().isdisjoint(match["name"].lower().replace(".", "").split()):
            yield Hit("US_BANK_NUMBER", *match.span("number"), 0.9, "Account", ("label:0.90",))
    for match in _BANKED.finditer(text):
        yield Hit("US_BANK_NUMBER", *match.span("number"), 0.86, "Account", ("bank:0.86",))
    for shape, holds in _CHECKED:
        for match in shape.finditer(text):
            if holds(match["number"]):
                yield Hit("US_BANK_NUMBER", *match.span("number"), 0.86, "Account", ("check:0.86",))
    for match in _FOOT.finditer(text) if "⑆" in text or casing.words(text) >= _PAID else ():
        if check_digits.aba(match["bank"]):
            yield Hit("US_BANK_NUMBER", *match.span("number"), 0.85, "Account", ("check:0.85",))


def _accounts(text: str) -> Iterator[Hit]:
    """Yield accounts behind their label where a word indicates a bank."""
    for match in _ACCOUNT.finditer(text):
        start, end = match.span("number")
        digits = re.sub(r"\D", "", match["number"])
        if not _FEWEST <= len(digits) <= _MOST or number_confusion.routing(text, start, end):
            continue
        if _AT_BANKS.search(text, max(0, start - _NEAR_BANK), min(len(text), end + _NEAR_BANK)):
            # surer than a telephone that begins alike: `account number is 0044129871`
            score = 0.96 if _NUMBERED.search(match.group()[: start - match.start()]) else 0.86
            # Lenders and payment systems call a card's number its account's.
            kind = "CREDIT_CARD" if card.is_valid(digits) else "US_BANK_NUMBER"
            yield Hit(kind, start, end, score, "Account", (f"label:{score:.2f}",))
