"""What a sentence says of its amount: that somebody paid it or was charged it, in several languages."""

from __future__ import annotations

import re

from pii_sweep.detect.amount.total_label import ALL

_CARD = r"(?:card|visa|master ?card|amex|paypal|account|credit|debit)"
_BEFORE = re.compile(
    r"(?i)\b(?:paid|spent|charged(?: me| us| you)?|billed(?: me| us| you)?"
    r"|refund(?:ed)? (?:of )?(?:the )?full|(?:charged|debited|billed) (?:to )?(?:your|my|the|his|her"
    r"|our) [\w ]{2,24}?(?: ending (?:in|with) \d{4})?|orders? (?:of|for|worth)|total(?:s|ed|ing|led"
    r"|ling)?(?: of| is| was| to| comes to| came to)?|comes to|came to|amount(?:ing|s)? (?:of|to)"
    r"|total for (?:your|the|this|our) [a-z]{3,12}(?:,[^.\n$€£\d]{0,60},?)? (?:is|was|comes to)"
    r"|invoice (?:of|for)|bill (?:of|for)|payments? (?:of|for)|sent (?:you )?a payment of|in the amount of"
    r"|received|transfer(?:red)?(?: of)?|debit(?:ed)?(?: of)?|(?:charge|debit|bill) (?:my|our|his|her"
    r"|their) [a-z]{2,12}(?: card| account)?|invoice|purchase of|donation of|orders? (?:no\.? ?"
    r"|number )?#?[\w\-]{1,24} ?\(|charg(?:e|ed|ing) [\w* \-]{0,20}\d{4} for"
    r"|(?:charged|billed|debited)\b[^\n]{0,44}\b(?:both|each|every|either) times?[:,]?"
    r"|(?:receipt|invoice|bill|check|tab|till|confirmation|e-?ticket) (?:says"
    r"|said|shows?|showed|reads?|states?|was for|is for)|(?:order|purchase|meal|dinner|lunch|brunch"
    r"|shopping|groceries|booking|basket|cart|stay|repair) (?:cost|cost (?:me|us)|set (?:me|us) back|ran to"
    r"|was))(?:[ ](?:only |exactly |about |just |the (?:full )?)?)?$"
)
_BEHIND = re.compile(
    rf"(?i)^[ ]?(?:{ALL}|all[ -]in"
    r"|incl(?:\.|uding|usive(?: of)?) (?:all )?(?:tax|vat|gst|shipping|everything)"
    r"|enclosed|for (?:my|the|your|our|this) order|for order"
    r"|(?:charged|billed|debited|paid) (?:on|for|under|against) (?:the |this |your |my )?"
    r"(?:order|invoice|booking)"
    r"|total(?= due\b| payable\b|[ ]?[,.;)]|[ ]?$)|due (?:(?:with)?in \d{1,3} days|(?:up)?on receipt)"
    r"|in full|(?:has|had|have) been (?:paid|charged|received)|was (?:paid|charged|received|debited))\b"
)
# `We put $12.00 on your Visa`: the verb before, the card behind.
_PUT = re.compile(
    r"(?i)\b(?:put|took|taken|charged?|billed|debited|posted|placed|drew|collected|deducted)[ ]$"
)
_ONTO = re.compile(
    rf"(?i)[ ](?:on|to|from|against) (?:your|my|the|his|her|our|their) (?:\w+ ){{0,3}}{_CARD}\b"
)
# `She pays $12.00 with 4111 1111 …`, `paying $12.00 by Visa`.
_PAYS = re.compile(r"(?i)\b(?:pays|paying|will pay|pay)[ ]$")
_WITH = re.compile(
    rf"(?i)[ ](?:with|by|via|on|using) (?:(?:an?|the|my|his|her|our|their) )?(?:\w+ )?"
    rf"(?:{_CARD}\b|\d{{4}}[ -]?\d)"
)
# The amount of an order, as other languages say it before the amount.
_ABROAD_BEFORE = re.compile(
    r"(?i)(?:\b(?:montant|total)(?: total)? de (?:votre|la|ma|cette|notre) (?:commande|facture|réservation)"
    r"|\b(?:montant|total)(?: total)? de (?:vos|mes|nos|votre|mon) achats?|\b(?:importe|total|valor"
    r"|monto)(?: total)? (?:de (?:su|tu|mi|la)|del?) (?:pedido|compra|factura|reserva)|\b(?:totale|importo"
    r"|valore)(?: totale)? (?:del(?:la|l['’])? ?)(?:tuo |suo |vostro |tua |sua )?(?:ordine|acquisto|fattura"
    r"|prenotazione|spesa)|\b(?:valor|total|montante)(?: total)? d[aoe] (?:sua |seu |minha |meu )?(?:compra"
    r"|encomenda|pedido|fatura|reserva)|\b(?:rechnungs|gesamt|kauf|bestell|end|zahl)(?:betrag|summe|wert"
    r"|preis)(?: (?:ihrer|der|deiner|ihre[rs]?) (?:bestellung|rechnung|buchung"
    r"|bestellung nr\.? ?\S{1,20}))?|\b(?:aankoop|totaal|order|factuur|bestel)bedrag(?: van (?:uw|je"
    r"|de) (?:bestelling|order))?|\b(?:beloppet|totalsumman|ordersumman|beløbet|beløpet|totalbeløpet"
    r"|ordrebeløpet)(?: f[öo]r (?:din|ditt) \w+)?|\b(?:kwota|wartość|suma) (?:(?:twojego|pana"
    r"|pani) )?(?:zamówienia|zakupów|faktury|rezerwacji)|\b(?:j['’]ai|avons|avez|a) (?:bien )?(?:payé"
    r"|débité|réglé|prélevé)|\b(?:pagué|pagamos|aboné|abonamos|pagai|ho versato|betaalde)"
    r"|\b(?:(?:ihr|dein|mein|unser|dies)e?[rnms]? (?:bestellung|buchung|auftrag)"
    r"|(?:bestellung|buchung|auftrag)(?= (?:nr\.? ?)?[a-z\d\-]{0,12}\d))(?: (?:nr\.? ?)?[\w\-]{3,24})?"
    r" (?:über|in höhe von)"
    r"|\b(?:commande|facture|achat|réservation|pedido|compra|factura|ordine|acquisto|fattura|encomenda"
    r"|bestelling|bestellung|rechnung)\b[^\n.!?]{0,30}? (?:d['’]un montant(?: total)?|por (?:un )?(?:importe"
    r"|valor|total)(?: total)?|per un (?:importo|totale)(?: totale)?|no valor(?: total)?|im wert|ter waarde)"
    r"|\b(?:be|ge)zahlt (?:habe ich|haben wir|wurden|hatte ich)(?: dafür)?"
    r"|\bbetaald heb(?:ben)? (?:ik|we|wij)"
    r"|\bhe pagado|\bhemos cobrado|\bho pagato|\bpaguei|\bcobramos|\bzapłac(?:ono"
    r"|ił[ae]m|iłem)|\bik heb|\bwij hebben|\b(?:har|vi har) (?:trukket|debiterat|dragit|belastet|hævet"
    r"|betalt|betalat))(?:,| (?:est|était|es|fue|ha sido|è|era|foi|é|ist|war|is|was|är|er|wynosi|wyniosła"
    r"|beträgt|betrug|bedraagt|lautet)| :)?(?: (?:de|di|von|über|van|på|av|in höhe von))?[ :]{0,3}$"
)
_PAID_ABROAD = (
    r"(?:débité|prélevé|payé|réglé|encaissé)e?s?|(?:cargad|cobrad|pagad|debitad|addebitat|pagat|prelevat"
    r"|descontad)[oaie]s?|abgebucht|belastet|eingezogen|bezahlt|gezahlt|afgeschreven|betaald|afgerekend"
    r"|geïncasseerd|voldaan|debiterats?|dragits|betalts|trukket|betalt|hævet|pobran[aoye]|zapłacon[aoye]"
    r"|veloitettu|maksettu"
)
_ABROAD_BEHIND = re.compile(
    rf"(?i)[ ]?,?(?:[ ](?!nicht |pas |niet |non |não |no |ikke |inte "
    rf"|nie )[^\W\d_.]{{1,14}}){{0,7}}?[ ](?:{_PAID_ABROAD})(?!\w)|[ ](?:au total|en tout|en total"
    rf"|in totale|in totaal"
    r"|insgesamt|no total|totalt|i alt|łącznie|yhteensä)(?!\w)"
)
# An `amount paid` abroad that comes back, or is paid again and again, is no order's.
_BACK = re.compile(
    r"(?i)(?:rembours|erstatt|gutschr|gutgeschrieben|reembols|devuelt|abonad|rimbors|accreditat|estorn"
    r"|restituí|terugbetaal|återbetal|tilbagebetal|tilbakebetal|zwró|refund|mensuel|monatlich|mensual"
    r"|mensile|maandelijks|miete|loyer|gehalt|salaire|salario|stipendio|salário|lön\b|løn\b|pensj|frais"
    r"|gebühr|comisi|commissi)"
)
# The whole price that comes back was the order's: `Der volle Kaufpreis von 90,00 € wird erstattet`.
_WHOLE = re.compile(
    r"(?i)\b(?:voller?|vollen|gesamter?|gesamten)[ \n]kaufpreis(?:e?s)?(?: (?:von|in höhe von))?[ ]?$"
)
# What an order has to come to for something else: `minimum order total $150`, `your total of $25 or more`;
# and what comes to much and was no purchase.
_BOUND = re.compile(
    r"(?i)\b(?:minimum|maximum|up to|at least|exceed(?:s|ing)?|over|under|below|above)\b[^.\n]{0,24}$"
    r"|\b(?:turnover|revenues?|gdp|profits?|loss(?:es)?|fines?|debts?|budgets?|estimates?|quotes?|salar(?:y"
    r"|ies)|wages?|pensions?|incomes?|sales|savings|assets|damages|rents?|mortgage|deposits?|rainfall"
    r"|population)\b[^.\n]{0,12}\b(?:(?:came|comes?|amount(?:s|ed)?) to|total\w*|paid|of|is"
    r"|was)\b[^.\n]{0,10}$"
)
_OR_MORE = re.compile(
    r"(?i)[ ]?(?:or (?:more|less|over|above)|and (?:over|up|above|more)|minimum|off)\b|[ ]?(?:million"
    r"|billion|trillion|bn|mn|mio|mrd|millones|millions|miliardi|[mk](?![\w/]))\b|[ ]?(?:/|(?:a|an|per|each"
    r"|every|pro|par|por|al|im|je|i)[ ])[ ]?(?:hour|h|hr|day|week|month|mo|year|yr|annum|head|capita|share"
    r"|person|night|unit|stunde|monat|jahr|mois|an|heure|mes|año|mese|anno|hora|maand|jaar|uur|måned)\b"
)


def phrase(before: str, after: str) -> str:
    """Return `gross` where a sentence says that an amount was paid or charged."""
    if _BOUND.search(before) or _OR_MORE.match(after):
        return ""
    if _BEFORE.search(before) or _BEHIND.match(after):
        return "gross"
    if (_PUT.search(before) and _ONTO.match(after)) or (_PAYS.search(before) and _WITH.match(after)):
        return "gross"
    return "gross" if abroad(before, after) else ""


def abroad(before: str, after: str) -> bool:
    """Return whether a sentence of another language than English says so."""
    abroad_part = _ABROAD_BEFORE.search(before) or _ABROAD_BEHIND.match(after)
    if abroad_part is not None and _WHOLE.search(before):
        return True
    return abroad_part is not None and not (_BACK.search(before) or _BACK.search(after.partition(".")[0]))


# `order=5512 net=40.00 gross=$48.00`: a key of a line that indicates an order.
_KEY = re.compile(
    r"(?i)(?<![^\W_])(?:gross|charged|captured|settled)(?:_(?:amount|total|sum))?[\"']?[=:][\"' ]{0,2}$"
)
_ORDERED = re.compile(r"(?i)order|checkout|payment|invoice|captur|purchase|basket|\bcart\b|\bsale\b")
# A sentence or key that says an amount was charged matches one of these.
PATTERNS = (_BEFORE, _BEHIND, _PUT, _PAYS, _ABROAD_BEFORE, _ABROAD_BEHIND, _KEY)


def keyed(line: str, at: int) -> bool:
    """Return whether the key before a place in a log's line says that the amount there was charged."""
    if line[at - 1 : at] not in ("=", ":", '"', "'"):
        return False
    return _KEY.search(line, max(0, at - 24), at) is not None and _ORDERED.search(line) is not None
