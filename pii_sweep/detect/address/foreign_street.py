"""Streets as countries next to the US write them: the street's word first, the number before or behind.

Vocabulary after the Universal Postal Union's addressing guides (UPU S42). Every family of languages has
its own pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.address import opening
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.pattern import gate

_UP = casing.UP
# A house number: 12, 12 A, 12/14, 87/a, 12-14.
_N = (
    r"\d{1,4}(?:[ ]?[a-zA-Z](?![\w'’]|[.:]?[ ]?\d))?(?:[/–\-][ ]?(?:\d{1,4}[a-zA-Z]?|[a-zA-Z]))?(?![\w]"
    r"|[.,/]\d|:\d\d)"
)
_W = rf"(?:{_UP}[\w'’.\-]{{0,30}}|(?:[DLdl]['’]){_UP}?[\w'’\-]{{1,30}})"


# How surely such a street is one on its own.
STRENGTH = 0.6


def _family(
    pattern: str, house: re.Pattern[str] | None = None
) -> tuple[gate.Gated, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """Compile a pattern of streets, with what may stand before: a building's name."""
    gated = gate.gated(pattern)
    return gated, (gated.pattern, house)


_FR_PART = r"(?:(?i:de la|de l['’]|du|des|de|d['’]|la|les|le|l['’]|aux?|à la|sur|sous|en)[ ]?(?<=[ '’]))"
_FR_PLACE = re.compile(
    r"(?<!\w)(?:(?:(?i:r[ée]sidence|r[ée]s\.|b[âa]timent|b[âa]t\.?|immeuble|domaine|ch[âa]teau|lieu-dit"
    r"|hameau|villa|appartement|appt?\.?))[ ][^\W_][^,;:\n()]{0,30},?[ \n]{1,2})$"
)
_FR_NUMBER = (
    r"(?<![\w.,/\-])\d{1,4}(?:[ ]?(?:bis|ter|quater|BIS|TER|Bis|Ter"
    r"|[A-Da-d]))?(?![\w])(?:[/\-]\d{1,4})?,?[ ]{1,2}"
)
_FR_UNIT = (
    r"(?:,?[ ](?i:b[âa]t(?:iment)?\.?|esc(?:alier)?\.?|appt?\.?|appartement|bte|bo[îi]te"
    r"|porte)[ ]?[A-Za-z\d]{1,4}(?!\w)|,?[ ]\d{1,2}(?:er|e|[èe]me)[ ][ée]tage)*"
)
_IB_PART = (
    r"(?:(?i:de la|de los|de las|del|de|da|das|do|dos|di|della|delle|dello|degli|dei|dal|la|los|las|le|el"
    r"|il|lo|gli|al|alla|a|e|y|i|san|santa)[ ]|(?i:dell|d|l|sant)['’])"
)
_IB_WORDS = (
    r"calle|avenidas?|avda|av|paseo|plaza|plza|pza|ronda|rambla|carrer|camino|cno|carretera|ctra|traves[ií]a"
    r"|glorieta|cuesta|callej[oó]n|pasaje|pje|urbanizaci[oó]n|gran v[ií]a|bulevar|blvd|calzada|privada"
    r"|cerrada|andador|prolongaci[oó]n|circuito|jir[oó]n|plazuela|carrera|cra|alameda|avinguda|passeig"
    r"|plaça|rúa"
    r"|praza|rua|travessa|praça|pça|largo|lgo?|estrada|rodovia|beco|calçada|ladeira|rotunda|praceta|viela"
    r"|via"
    r"|viale|piazza|piazzale|corso|vicolo|vico|strada|str|lungomare|lungotevere|lungarno|salita|contrada"
    r"|borgo"
    r"|fondamenta|traversa|circonvallazione|localit[àa]|bulevardul|bd|b-dul|calea|aleea|șoseaua|splaiul"
    r"|piața"
)
# Without their point these are other words.
_IB_SHORT = r"calz|jr|al|trav|estr|rod|loc|șos|p\.zz?a|c\.so|c\.da"
_IB_NUMBER = (
    rf"(?:(?i:n\.?[º°o]?\.?|n[uú]m(?:ero)?\.?|nr\.?|no\.|#)[ ]?)?(?:{_N}|(?i:s/n"
    rf"|km\.?[ ]\d{{1,3}}(?:[.,]\d)?))(?!\w)"
)
_IB_UNIT = (
    r"(?:[ ]?[,\-–]?[ ](?:\d{1,2}(?:[rnt]|on|er)[ ]\d{1,2}a(?!\w)|(?i:\d{1,2}[.]?[º°ªo](?:[.]?[ ]?(?:izq"
    r"(?:da|uierda)?|izda|dcha|der(?:echa)?|esq"
    r"|dto|fte|frente|centro|andar|piso|[a-d]|\d{1,2}[ªº]?)(?!\w)\.?)?)(?!\w)|(?i:pta|puerta|esc(?:alera)?"
    r"|portal|bloque|blq|bl|sc|et|ap|apto?|apartamento|bloco|sala|conj(?:unto)?|casa|cj|loja|planta|piso"
    r"|depto|dpto|int(?:erior)?|interno|scala|of(?:icina)?|local|lote|lt|mz"
    r"|torre)\.?[ ]?[A-Za-z]?\d{0,4}[A-Z]?(?!\w)|(?i:bajo|[áa]tico|entresuelo|fundos|cave|r/c(?:[ ](?:esq"
    r"|dto))?)\.?(?!\w)"
    rf"|(?i:col(?:onia)?\.?|fracc\.?|bairro|barrio)[ ]{_W}(?:[ ]{_IB_PART}?{_W}){{0,3}}))*"
)
_EA_WORDS = (
    r"ul|ulica|ulice|al|aleja|os|osiedle|pl|plac|rondo|skwer|szosa|trakt|n[áa]m|n[áa]m[ěe]st[íi]|t[řr]"
    r"|t[řr][íi]da|n[áa]b[řr]|n[áa]b[řr]e[žz][íi]|trg|cesta|bul|bulvar|prosp|pr-t|prospekt"
)
_EA_PART = r"(?:(?i:św|gen|ks|płk|dr|prof|bp|kard|mjr|kpt|por)\.?[ ])?"
_EA_UNIT = r"(?:,?[ ]?(?i:m|lok|kv|ap|apt|d|byt|st|mieszk(?:anie)?)\.?[ ]?\d{1,4}[a-z]?(?!\w)){0,2}"
# Houses of the Gulf and of Africa: `Building 45, Road 2803, Block 428`, `Plot 24, Kampala Road`.
_HOUSE = (
    r"(?:House|Plot|Villa|Flat|Apt\.?|Apartment|Unit|Building|Bldg\.?|Stand|Erf|Shop|Suite|Office|No\.?)"
    r"[ ](?:No\.?[ ]?)?\d{1,5}[A-Z]?"
)
_WAY = r"(?:Road|Street|Block|Zone|Avenue|Lane|Way|Gate|Area)[ ](?:No\.?[ ]?)?\d{1,4}[A-Z]?"
_ROAD = (
    rf"{_W}(?:[ ]{_W}){{0,3}}[ ](?:Road|Rd\.?|Street|St\.?|Avenue|Ave\.?|Close|Crescent|Cres\.?|Drive|Lane"
    r"|Way|Estate|Gardens|Highway|Layout)(?!\w)"
)
FAMILIES = gate.Gates(
    (
        _family(
            rf"(?<![\w#.])(?:{_HOUSE},[ ]{_WAY}(?:,[ ]{_WAY}){{0,3}}(?!\w)|{_HOUSE},?[ ]{_ROAD})",
        ),
        _family(
            rf"(?<![\w#.])(?:Block|Zone)[ ]\d{{1,3}}(?:,[ ]{_WAY}){{1,2}},[ ]{_HOUSE}(?!\w)",
        ),
        _family(
            r"(?<!\w)(?:[Ss]ố[ ])?\d{1,4}[A-Z]?(?:/\d{1,4}){0,3},?[ ]"
            r"(?:(?i:ngõ|ngách|hẻm|kiệt)[ ]\d{1,4}(?:/\d{1,4}){0,3},?[ ]){0,2}(?i:đường|phố|ngõ|hẻm)[ ]"
            rf"{_W}(?:[ ]{_W}){{0,3}}"
            r"(?:,[ ](?:Phường|P\.|Quận|Q\.|Huyện|Thành[ ]phố|TP\.?"
            r"|Tỉnh)[ ]?[^\W_][^,;:\n()]{0,24}(?<![ .])){0,4}",
        ),
        _family(
            r"(?<!\w)(?:Straße|Strasse|Str\.|Platz|Weg|Allee|Ring|Ufer|Laan|Plein|Straat|Kade|Singel)[ ]"
            r"(?:der|des|dem|am|an der|zum|zur|im|in der|vom|von|von der|van|van de[nr]?|aan de|voor)[ ]"
            rf"{_W}(?:[ ]{_W}){{0,3}}[ ]{_N}",
        ),
        _family(
            rf"{_FR_NUMBER}(?:(?i:rue|quai|all[ée]es?|impasse|avenue|boulevard|bd\.?|chemin|sentier"
            rf"|faubourg|ruelle|venelle|mont[ée]e|chauss[ée]e)[ ]{_FR_PART}{{0,2}}{_W}"
            rf"|(?i:place|route|cours|passage|square|esplanade|promenade|voie|parvis)[ ]{_FR_PART}{{0,2}}"
            rf"{_W})(?:[ ]{_FR_PART}{{0,2}}{_W}){{0,4}}{_FR_UNIT}",
            house=_FR_PLACE,
        ),
        *(
            _family(
                rf"(?<![\w/.\-])(?i:{opened}){_IB_PART}{{0,2}}(?:{_W}|\d{{1,2}}[ ]de[ ]{_W})"
                rf"(?:[ ]{_IB_PART}{{0,2}}{_W}){{0,5}},?[ ]{_IB_NUMBER}{_IB_UNIT}"
            )
            for opened in (rf"(?:{_IB_WORDS})(?:[ ]|\.[ ]?)|(?:{_IB_SHORT})\.[ ]?", "c/[ ]?")
        ),
        _family(
            r"(?<!\w)(?i:calle|cll?\.?|carrera|cra\.?|kra?\.?|transversal|tv\.?|diagonal"
            r"|dg\.?)[ ]\d{1,3}[ ]?[A-Z]?(?:[ ](?i:bis"
            r"|sur|norte|este|oeste))?[ ]?(?:#|(?i:no\.?|n[º°]))[ ]?\d{1,3}[ ]?[A-Z]?(?:[ ](?i:bis"
            r"|sur|norte|este|oeste))?[ ]?[\-–][ ]?\d{1,3}(?!\w)",
        ),
        _family(
            rf"(?<![\w.])(?<!et )(?:(?i:{_EA_WORDS})\.?[ ]|(?:[Uu][Ll]|A[Ll]|al|O[Ss]|P[Ll])\.)"
            rf"{_EA_PART}(?:\d{{1,2}}[ ])?"
            rf"{_W}(?:[ ]{_EA_PART}{_W}){{0,4}},?[ ](?i:d\.?[ ]?|nr[ ]|č\.?[ ]?|br\.?[ ]?)?{_N}{_EA_UNIT}",
        ),
        _family(
            rf"(?<!\w)(?:{_W}[ ]){{1,4}}(?i:cad(?:desi)?|sok(?:ak|ağı)?|bulv(?:arı)?"
            rf"|mah(?:allesi)?)\.?,?[ ](?:(?:(?:{_W}|\d{{1,4}}\.?)[ ]){{1,3}}"
            rf"(?i:cad(?:desi)?|sok(?:ak|ağı)?|bulv(?:arı)?)\.?,?[ ])?(?i:no[ ]?[:.]?[ ]?)?{_N}"
            rf"(?:[ ,]{{1,2}}"
            rf"(?i:d|daire|k|kat)[:. ]"
            r"{1,2}\d{1,3})*",
        ),
        _family(
            rf"(?<![\w\-.])(?:\d{{1,4}}[ ]{_W}(?:[ ]{_W})?,[ ])?\d{{1,3}}(?:-(?:ch[oō]me-)?\d{{1,3}}){{1,3}}"
            rf",?[ ](?:{_W}(?:[ ]\d-ch[oō]me)?,?[ ]){{1,3}}{_UP}[\w\-]{{1,20}}-(?:ku|shi|cho|machi|gun"
            rf"|son)(?!\w)(?:,[ ]{_W}){{0,2}}(?:,?[ ]〒?\d{{3}}-\d{{4}})?(?!\w)",
        ),
        _family(
            r"(?<![\w#])(?i:(?:h|d|house|door|plot|flat|shop|villa|site|old|new)\.?[ ]?no\.?|plot|flat|villa"
            r"|#)[ :.]{0,2}[A-Z]?[\-]?\d{1,4}[A-Z]?(?:[\-/]\w{1,5}){0,4}(?:,[ ][A-Z\d][^,\n]{2,40}){1,5}?,?"
            r"[ ][A-Z][a-z]+[ ]?[\-–]?[ ]?[1-8]\d\d[ ]?\d{3}(?!\d)(?:,[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)?",
        ),
    )
)


# Short words that other things begin with too, and `via` in English: a code or a country has to follow.
_SHORT = re.compile(
    r"(?i)(?:r|p|pl|c|cl|str|jr|bd|lg|lgo|loc|tv|al|os|bul|t[řr]|d|cesta|trg|prosp)\b\.?[ ]|pl[ ]|cra?\b"
    r"|corso[ ]|via[ ]|strada[ ]|carrera[ ]|plaza[ ]|circuito[ ]|privada[ ]|cerrada[ ]|ronda[ ]|largo[ ]"
    r"|borgo[ ]"
)
# What makes a street of them: a flat, a house behind a stroke, an Italian word before, the number's own sign.
_FLAT = re.compile(
    r"(?i)\d/\d|#[ ]?\d+[ ]?[A-Z]?(?:[ ](?:bis|sur|norte|este|oeste))?[ ]?[\-–]"
    r"|[ ](?:m|lok|kv|apto?|de?pto|bl|sc|piso|int)\.?[ ]?\d+[a-z]?$"
    r"|n[º°]"
    r"|n[uú]m|nr\.?[ ]|\d[º°ª]|\d/[a-z]"
)
_LED = re.compile(
    r"(?i)(?:^|[,;:\n(]|\b(?:in|a|presso|indirizzo|sede|residente|abit\w+|dirección|domicilio|calle|en|la"
    r"|el|na|no|da|do|de|em|przy|na|mieszka\w*|adres\w*|morada|endereço))[ ]*$"
)


def streets(text: str) -> Iterator[tuple[int, int, float, str]]:
    """Yield where streets begin and end, how surely each is one alone (0 to 1), and the kind of start."""
    for pattern, before in FAMILIES.opened(text):
        for match in pattern.finditer(text):
            begin = match.start()
            house = before.search(text, max(0, begin - 48), begin) if before else None
            begin = house.start() if house else begin
            yield begin, match.end(), STRENGTH, _kind(text, match)


def _kind(text: str, match: re.Match[str]) -> str:
    """Return `short` where a street's word may be anything else, and nothing shows that it is not."""
    word = _SHORT.match(match.group())
    if word is None or _FLAT.search(match.group()):
        return "opener"
    spelled = len(word.group()) > 4 or word.group().lower() == "via "
    return "opener" if spelled and is_led_by_street_word(text, match) else "short"


def is_led_by_street_word(text: str, match: re.Match[str]) -> bool:
    """Return whether the word before a street is one that leads to streets, or none stands there."""
    return _LED.search(text, max(0, match.start() - 12), match.start()) is not None


# A code and a city that a comma or a line's end parts from what stands before: `, 9711LM Groningen`.
_CODED = re.compile(
    r"[,\n][ \t>|*\n]{0,40}(?:[A-Z]{1,3}-)?(?P<code>\d{4}[ ]?[A-Z]{2}|\d\d-\d{3}|\d{4}-\d{3}|\d{3}[ ]\d\d"
    r"|\d{4,5})"
    rf"[ ]{{1,2}}(?P<city>{_UP}[^\W\d_]{{2,}})"
)
_REST = (
    r"(?:[ ](?:hs|huis|bis|bg|boven|I{1,3}|IV)(?!\w)|-(?:hs|huis|bis|I{1,3}|IV)(?!\w)|[ ](?:bus|bte"
    r"|lgh)[ ]\w{1,4}|\.?,?[ ](?:(?:[IVX]{1,5}|fszt|fsz)(?:\.[ ]?em(?:elet)?\.?)?(?:[ ]|[/.][ ]?)"
    r"|\d{1,2}\.?[ ]?em(?:elet)?\.?,?[ ])\d{1,3}(?:\.?[ ]ajtó|\.(?!\d))?(?![\w/]|[.,]\d)|[ ](?:m|lok|as"
    r"|top|tür|stg|dør)\.?[ ]?\d{1,4}(?!\w)|,?[ ]\d{1,2}\.?[ ](?:tv|th|mf|sal"
    r"|og|tr|v[åa]n)\.?|[ ][A-H][ ]\d{1,3})?"
)
REST = re.compile(_REST)
_BEFORE = re.compile(
    rf"(?<![\w.@/\-])((?:{_UP}[\w'’.\-]{{0,30}}[ ](?:(?i:de|der|den|des|van|het|von|zum|zur|am|im|la|le|du"
    rf"|of)[ ]){{0,2}}){{0,3}}{_UP}[\w'’.\-]{{1,30}}(?:[ ](?:pr|g|al|mnt|tn|pst|iela"
    rf"|gatve)\.?)?),?[ ](?:(?i:n[º°]|nr\.?)[ ]?)?({_N}){_REST}[ ]?$"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# A street without its own word, which a flat or a floor behind the number makes one: `Gorriti 2718, 3.º B`.
FLAT_STRENGTH = 0.5
_BEFORE_FLAT = gate.gated(
    rf"(?<![\w.@/\-])(?P<name>(?:\d{{1,2}}[ ]de[ ])?{_W}(?:[ ](?:(?i:de|la|del|los|las|da|do"
    rf"|di)[ ]){{0,2}}{_W})"
    rf"{{0,3}})[ ](?:(?i:n[º°]|nr\.?)[ ]?)?{_N},[ ](?:\d{{1,2}}[.]?[º°ª]{{1,2}}[.]?[ ]?(?:[A-H](?!\w)"
    rf"|(?i:izq|izda|dcha|der|esq"
    r"|dto|fte)\.?)|(?i:de?pto|apt?o?|apartamento|departamento|piso|timbre|int|puerta"
    r"|pta)\.?[ ]\d{1,4}[A-Z]?(?!\w))"
)
# What a letter is delivered to that is no street with its number last: a hamlet, a box, a flat.
_DELIVERY = re.compile(
    r"[ \t>|*]{0,12}((?:(?i:lieu[- ]dit|hameau|ferme|mas|domaine|ch[âa]teau|moulin|villa"
    r"|r[ée]sidence|quartier|clos|caser[íi]o|finca|podere|cascina|frazione|fraz\.|localit[àa]|loc\."
    r"|kwatera|hof|gut|haus|huis)[ ][^\n:;@\d]{2,40}(?:[ ]\d{1,4})?"
    r"|(?i:box|postboks|postbus|postfach|boks|pb|skr\.?[ ]?poczt\.?|apdo\.?|p\.?o\.?[ ]?box)[ ]\d[\d ]{0,6}"
    rf"|(?:[Cc]/[ ]?)?{_UP}[^\n:;@€$]{{2,40}}?,?[ ]\d{{1,4}}[a-zA-Z]?,[ ]"
    r"(?:(?i:lgh|int\.?|apt\.?|app\.?|appt\.?|bte|bus|t[üu]r|top|stg\.?|stiege|esc\.?|piso|pta\.?|puerta"
    r"|bajo|[áa]tico|scala|interno|bât\.?|og|eg|dg|m\.|lok\.|as\.)"
    r"|\d{1,2}[º°ª.]?[ ]?[a-zA-Z\d.]{0,4}\b)[^\n:;@€$]{0,24}))[ \t]*"
)
_TOWN_LINE = re.compile(r"[^\n\d:;@€$]{0,30}(?:[ ]\d{1,2})?[ \t]*(?:\n|$)")


_LABEL = re.compile(rf"{opening.FIELD}[ ](?=[^\W\d_])")


def find_before_codes(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield what stands before a code and a city as streets do: a capitalised name and a number."""
    for tail in _CODED.finditer(text):
        low = max(0, tail.start() - 80)
        low = max(low, text.rfind("\n", low, tail.start()) + 1)
        match = _BEFORE.search(text[low : tail.start()])
        if match is None or not _may_be_street(match[1], tail):
            if "\n" in tail.group() and _TOWN_LINE.match(text, tail.end()):
                line = _DELIVERY.fullmatch(text[low : tail.start()])
                if line is not None and _may_be_street("", tail):
                    yield low + line.start(1), low + line.end(1), 0.35
            continue
        field = _LABEL.match(match[1])
        begin = field.end() if field else _person(match[1])
        yield low + match.start() + begin, low + len(match.group().rstrip()) + match.start(), 0.35


def find_before_flats(text: str) -> Iterator[tuple[int, int]]:
    """Yield a capitalised name, a number and a flat behind it: `Belgrano 1845, depto. 2`."""
    for match in _BEFORE_FLAT.finditer(text):
        name = match["name"]  # `18 de Julio 1333` is a street
        if name[0].isdecimal() or not any(_is_refused(word.strip(".").lower()) for word in name.split()):
            begin = _person(name)
            yield match.start() + begin, match.end()


def _is_refused(word: str) -> bool:
    """Return whether a word in lower case is of no street: a unit, a thing, a date, something counted."""
    return word in vocabulary.street_stops() or word in vocabulary.counted_words()


def _may_be_street(name: str, tail: re.Match[str]) -> bool:
    """Return whether words may be a street's name: none that counts something else, no months.

    A code of four figures has to begin a line of its own, and is no year.
    """
    words = [word.strip(".").lower() for word in name.split()]
    if any(map(_is_refused, (*words, tail["city"].lower()))):
        return False
    plain = (
        tail["code"].isdecimal()
        and len(tail["code"]) == 4
        and not tail.group().strip(" ,\n\t>|*")[0].isalpha()
    )
    return not plain or ("\n" in tail.group() and _YEAR.fullmatch(tail["code"]) is None)


def _person(name: str) -> int:
    """Return where a street begins behind the name of who lives there: `Karl Meier Seegasse`."""
    words = name.split(" ")
    if len(words) > 2 and lexicon.given_name(words[0].lower()) and words[2][0].isupper():
        return len(words[0]) + len(words[1]) + 2
    return 0
