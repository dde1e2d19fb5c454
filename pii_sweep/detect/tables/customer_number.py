"""Numbers by which a house knows its customers: they link what several objects say of one person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from pii_sweep.detect.tables.column_header import Column, Sampled, role_of
from pii_sweep.detect.tables.people import location_track
from pii_sweep.detect.tables.record import field_record
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.entities import CUSTOMER_ID, PERSON, names_linking
from pii_sweep.types import Passage, Where

# The words of one family are one list of people: a client's number is a customer's.
FAMILIES = {
    "customer": r"customers?|cust|clients?|shoppers?|buyers?|patrons?|guests?|subscribers?|kunden?|kd"
    r"|klanten?|klant|clientes?|kund(?:en)?|acheteurs?|clienti|顧客|客户",
    "member": r"members?|membership|loyalty|rewards?|frequent fl[iy]er|mitglieds?|adh[eé]rents?|socios?|soci"
    r"|membres?|miembros?|afiliados?|leden|lid|medlems?|cz[lł]onka?|会員|会员",
    "patient": r"patients?|pat|mrn|medical record|patienten|pacientes?|pazient[ei]|pati[eë]nt(?:en)?"
    r"|pacjent(?:a|[oó]w)?|患者",
    "person": r"persons?|people|individuals?|personas?|personnes?|personen|persoon|persone|pessoas?"
    r"|personer|osob[ay]|os[oó]b|個人|人员",
    "user": r"users?|usr|uid|profiles?|utilisateurs?|usuarios?|benutzer|utenti|utente",
    "participant": r"respondents?|participants?",
    "applicant": r"applicants?|bewerber|candidates?",
    "resident": r"residents?",
    "author": r"authors?|commenters?|posters?|requesters?|submitters?",
    "account": r"accounts?|acct|konto|comptes?|cuentas?",
    "employee": r"employees?|emp|staff|personnel|personal|mitarbeiter|associate|workers?|employ[eé]s?"
    r"|salari[eé]s?|empleados?|trabajador(?:es)?|funcion[aá]rios?|dipendent[ei]|medewerkers?|personeels"
    r"|anst[aä]llnings|medarbejder|ansatt|pracownik(?:a|[oó]w)?|社員|従業員|職員|员工",
    "student": r"students?|pupils?|learners?|sch[uü]ler|studierenden|matrikel|[eé]l[eè]ves?|[eé]tudiants?"
    r"|alumnos?|alun[oa]s?|estudiantes?|student[ei]|leerling(?:en)?|elev|uczni(?:a|[oó]w)|学籍|学生|生徒",
    "driver": r"drivers?|fahrer|chauffeurs?|conducteurs?|conductor(?:es)?|motoristas?|autist[ai]|couriers?",
}
# Families that each study, call or site numbers anew: their numbers are known within one place alone.
_COUNTED_ANEW = frozenset({"participant", "applicant", "resident", "author"})
# Families of which each is a person: an account may be a firm's.
PEOPLE = frozenset(FAMILIES) - {"account"}
# A customer's place may be the shop that is delivered to.
_TRAVELLERS = PEOPLE - {"customer"}
# Why a point is a person's in a table that names none.
TRAVELLERS = "travellers:+"
# What the family of numbers begins with that are each the key of a row, whoever it is of.
ROW_OF = "row of "
# Columns that say something of somebody, whether named or not.
_SAID_OF_PEOPLE = frozenset({PERSON, "first", "last", "street", *names_linking()})
# What says of people whom a table knows by a number alone as much as of named ones.
_OF_NUMBERED = {"SENSITIVE_TRAIT": PEOPLE, "GEO_COORDINATES": _TRAVELLERS, "US_SSN": _TRAVELLERS}
_KIND = (
    r"id|ids|no|nr|num|number|nbr|key|code|ref|guid|uuid|nummer|numero|num[eé]ro|n[uú]mero|nro|numer|#|n°|nº"
    r"|番号|编号|号"
)
_HEADERS = {
    family: re.compile(
        rf"(?:(?:shopify|stripe|internal|external|legacy|crm|fk) )?(?:{words}) ?(?:{_KIND})"
        rf"|(?:id|nr|no|num[eé]ro|numer|numero|n[uú]mero|codice|c[oó]digo|n°|nº) (?:de |del |du |de la "
        rf"|d'|do |da )?(?:{words})" + (r"|mrn|medical record(?: number)?" if family == "patient" else "")
    )
    for family, words in FAMILIES.items()
}
_PLURALS = {family: re.compile(rf"(?:{words})") for family, words in FAMILIES.items()}
_BARE = re.compile(r"_?id|no|nr|number|num|key|uuid|guid")
_OWN = re.compile(r"_?id|key|uuid|guid")  # `No` counts the rows of a list
# A row's own number in a table, by what its rows are: `p_id`, `id_dossier`, `applicationUuid`, `contactid`.
_ROW_KEY = re.compile(
    r"(?:fk )?(?P<noun>[^\W\d_]+) (?:id|uuid|guid|key)"
    r"|(?!\w*(?:[lp]aid|heid|arbeid|beleid|[dorw]oid|orchid|plasmid|hybrid|invalid)$)"
    r"(?P<joined>[^\W\d_]{4,})(?:id|uuid|guid)"
    r"|(?:id|uuid|guid) (?:de |del |du |da |do )?(?P<of>[^\W\d_]+)"
)
# Of what many people have the same one, or what only counts rows: such numbers join no one.
_SHARED = re.compile(
    r"(?:row|line|record|seq|sequence|index|batch|version|stat(?:us|ut|o)|state|estado|stav|t[yi]pe?|tipo|typ"
    r"|categor\w+|kategori\w*|class\w*|klass?e|group\w*|grup\w*|team|dep(?:artment|t|artamento)|abteilung|afdeling"
    r"|branch|sucursal|filial\w*|succursale|agen(?:ce|cia|zia|t)|store|shop|tienda|magasin|negozio|winkel|laden"
    r"|office|ufficio|oficina|bureau|site|sede|standort|location|lugar|place|countr\w+|pa[ií]s|pays|land|region\w*"
    r"|cit(?:y|ie)|ciudad|ville|stadt|compan\w+|firma?|empresa|soci[eé]t[eé]|azienda|org\w*|vendor|supplier|merchant"
    r"|proveedor|lieferant\w*|fournisseur|fornitore|banks?|banco|banque|product|producto|produi?[tk]\w*|prodotto"
    r"|item|article|artikel|art[ií]culo|sku|model\w*|device|plan|tariff?|role|rol|ruolo|campaign|campa[ñg]\w+"
    r"|source|channel|canal\w*|currenc\w+|lang\w*|tenant|parent|project\w*|proyecto|projet|school|escuela|schule"
    r"|[eé]cole|scuola|hospital|clinic\w*|facilit\w+|warehouse|manager|supervisor|doctor|physician|provider|server|host"
    r"|app|program\w*|course|kurs|curso|cours|event|job|queue|page|file|table|column|schema|config|template|tag"
    r"|zeile|(?:daten)?satz|datens[aä]tze?|registro|ligne|enregistrement|regel|rij|wiersz\w*|riga|righe|fila|linha"
    r"|entr(?:y|ie|[eé]e|ada)|eintr[aä]ge?|log|note|comment|message|document|dokument\w*|list[aen]?|sheet|tabelle|hoja"
    r"|feuille?|foglio|blad|planilha|arkusz|form|formular\w*|formulaire|survey|fragebogen|umfrage|encuesta|enqu[eê]te"
    r"|questionnaire|answer|antwort\w*|respons[ea]?|r[eé]ponse|respuesta|resposta|risposta|submission|result|ergebnis"
    r"|ergebnisse|resultado|r[eé]sultat|risultat[oi]|report|rapport|informe|bericht|relat[oó]rio|output|input|import"
    r"|session|sitzung|sesi[oó]n|sess[aã]o|room|zimmer|raum|habitaci[oó]n|chambre|camera|quarto|salle|sala|test|sample"
    r"|unit|seat|slot|bed|table|number|nummer|value|object|element|node|entity|uniq\w*|auto|inc|serial|local|global)"
    r"(?:e?[ns])?"
)
_FEWEST = 3  # so many different numbers are rows' own
# A table that is one of a series, each with rows numbered from one: `Sheet1`, `contacts_2.csv`.
_OF_SERIES = re.compile(r"(?<!\d)\d{1,2}(?:\.[^./\d]*)*$")
# A file of a table that a program wrote in parts, into a folder called like the table.
_PART = re.compile(r"part-\d")
# Words of a table's name next to what its rows are.
_FILE_WORD = re.compile(
    r"(?i)(?:\.(?:[ct]sv|txt|jsonl?|ndjson|xml|xlsx?|ods|parquet|avro|orc|sql|db|sqlite3?|gz|zst|bz2))+$|\d+|(?<![a-z])(?:export|dump|table|tbl|list|all|prod|backup|dbo|public|main|data"
    r"|dim|stg|full)(?![a-z])"
)
# How many of such: `Number of patients`, of a hospital.
_COUNT = re.compile(
    r"(?:no|nr|num[eé]ro|n[uú]mero|n°|nº) (?:de |des )?(?:\w+s|staff|people|person[en]n?|clienti|soci"
    r"|pazienti|dipendenti)"
    r"|(?!rewards)\w+s (?:no|num|number|nbr|#)"
)
# What a record in FHIR refers to a patient by, and a bundle (HL7 FHIR R4, 2.3.0 References).
_REFERRING = re.compile(r"(?:subject|patient|beneficiary|individual|for) reference")
REFERENCE = re.compile(
    r"(?:(?:\S*/)?Patient/|urn:(?:uuid|oid):)(?P<id>[\w.\-]{1,64})(?:/_history/\S*)?", re.ASCII
)
SHAPE, _NUMBERED = re.compile(r"(?=[^\d]{0,24}\d)(?!\d{4}-\d\d-\d\d)[A-Za-z0-9][A-Za-z0-9_\-/.:]{0,63}"), 0.9
_LABEL = gate.gated(
    r"(?i)(?<![\w\-])(?:(?P<customer>n(?:um[eé]ro|°|º)[ ](?:de[ ])?client|(?:n[uú]mero|n\.?[°º]"
    r"|c[oó]digo)[ ](?:del?[ ])?"
    r"cliente|codice[ ]cliente|(?:customer|client|cust\.?|subscriber|shopper|klant|kunden"
    r"|kd\.?)(?=[ _\-]{0,2}[a-z#:№]))"
    r"|(?P<member>member(?:ship)?|loyalty|rewards?|mitglieds)|(?P<patient>patient|mrn|medical[ ]record)"
    r"|(?P<user>user)|(?P<account>account|acct\.?)|(?P<employee>employee))"
    r"(?:[ _\-]{0,2}(?:id|no|nr|num|number|nummer|numero|code|ref|n[°º])(?![a-z])\.?)?[ ]{0,3}"
    r"(?P<sign>(?:[#:=№][ ]{0,2}){0,2})(?P<code>(?-i:(?=[A-Za-z\-]{0,8}\d)(?!\d{4}-\d\d-\d\d"
    r"|\d\d?[/.]\d\d?[/.])[A-Za-z0-9][A-Za-z0-9\-/.]{0,38}[A-Za-z0-9]))(?![\w@])"
)
# What may number people below the word for one.
_COUNTING = re.compile(r"[A-Z]{0,3}-?\d{1,10}")
# A number that a program gave, where its field is called after whose it is: `"user": "U04AB12CD"`.
_OPAQUE = re.compile(r"[A-Z]{1,3}[-_]?(?=[A-Z]*\d)[\dA-Z]{1,20}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}")
_KINDED = re.compile(r"(?i)(?:id|no|nr|num|number|nummer|numero|code|ref|[°º])\.?[ ]{0,3}$")
# Labels that speak of a number without a further word.
_WHOLE = re.compile(r"(?i)n(?:um|ú|\.?[°º])|c[oó]d|mrn")


def column(sample: Sampled, owner: str = "") -> str:
    """Return the family of the numbers that a column holds, empty where it holds none.

    `owner` names the table: the plain `id` of `customers` is a customer's, and that of a table of other
    things is not a person's. One value for all rows distinguishes no one, but for a patient, whose record
    it is.
    """
    if sample.titled(_REFERRING):
        return "patient" if sample.share(REFERENCE) >= _NUMBERED else ""
    if sample.share(SHAPE) < _NUMBERED:
        return ""
    family = _family(sample.titles)
    if len(sample.values) > 1 and len(set(sample.values)) == 1 and family != "patient":
        return ""
    if not family and sample.titles and sample.share(_OPAQUE) >= _NUMBERED:
        family = _named_family(sample.titles[0])
    return family or (find_family(owner) if sample.titles and _BARE.fullmatch(sample.titles[0]) else "")


def decide(
    samples: Iterable[Sampled], owner: str, found: Sequence[Column] = (), *, named: bool = False
) -> Iterator[Column]:
    """Yield the columns of numbers by which a house knows its customers; `kind` is of the linkage alone.

    In a table without one whose columns `found` say something of people, its rows' own number is one;
    `named` says that it names them, so that the table's plain `id` is theirs.
    """
    every = list(samples)
    numbered = [(sample, family) for sample in every if (family := column(sample, owner))]
    if not numbered and (named or any(one.kind in _SAID_OF_PEOPLE for one in found)):
        keys = ((sample, _row_key(sample, owner, named=named)) for sample in every)
        numbered = list(islice(((sample, family) for sample, family in keys if family), 1))
    for sample, family in numbered:
        reasons = (f"family:{family}",)
        yield Column(sample.index, sample.name, CUSTOMER_ID, 0.9, reasons, role_of(sample) or "customer")


def _row_key(sample: Sampled, owner: str, *, named: bool) -> str:
    """Return the family of the numbers that are each one row's own, empty where they may be many rows'.

    Such a number is the key of another table with people, or is referred to by one: by the noun of both.
    """
    if len(sample.values) < _FEWEST or len(set(sample.values)) < len(sample.values):
        return ""
    if sample.share(SHAPE) < _NUMBERED:
        return ""
    for title in sample.titles:
        if named and _OWN.fullmatch(title):
            noun = "" if _OF_SERIES.search(owner) else _table_words(owner)
        elif key := _ROW_KEY.fullmatch(title):
            noun = key["noun"] or key["joined"] or key["of"]
        else:
            continue
        return "" if not noun or " " in noun or _SHARED.fullmatch(noun) else ROW_OF + _singular(noun)
    return ""


def holds_row_keys(one: Column) -> bool:
    """Indicate whether a column holds its rows' keys, known as such by its header alone."""
    return one.kind == CUSTOMER_ID and any(reason.startswith(f"family:{ROW_OF}") for reason in one.reasons)


def place_family(family: str, where: Where) -> dict[str, str]:
    """Return the parts of a number: its family, and the place within which alone it is known, if any.

    Each table's key and each study's participants begin with one: those of another folder, archive or
    database are others. An object packed by itself is that object: `claims.csv.gz`.
    """
    if not family.startswith(ROW_OF) and family not in _COUNTED_ANEW:
        return {"family": family}
    key, inside = where.ref.key, where.inside
    name = key.rpartition("/")[2]
    # `claims.csv` in `claims.csv.gz`, and not the table `claims` of `claims.db` next to others.
    packed = len(inside) == 1 and "." in inside[0] and name.casefold().startswith(inside[0].casefold() + ".")
    folder = key if inside and not packed else _folder_of_tables(key)
    member = _folder_of_tables(inside[-1]) if inside else ""
    return {"family": family, "place": "\0".join((where.ref.bucket, folder, member))}


def _folder_of_tables(key: str) -> str:
    """Return the folder in which a table lies; the files of one in many parts have a folder by themselves."""
    folder, _, name = key.rpartition("/")
    folders = folder.split("/")
    parted = bool(_PART.match(name))
    while folders and "=" in folders[-1]:  # `year=2026`
        parted = bool(folders.pop())
    return "/".join(folders[:-1] if parted else folders)


def _singular(noun: str) -> str:
    """Return a noun without the endings that its plural has in most languages of Europe."""
    return re.sub(r"(?<=\w\w)(?:ie|[aeioy])?(?:n|s)?$", "", noun)


def keep_of_numbered(
    needing: Iterable[Column], samples: Sequence[Sampled], owner: str, rows: Sequence[Sequence[str]] = ()
) -> list[Column]:
    """Return the columns of kinds that need people whose rows are of people known by a number alone.

    Points of somebody who moves need none.
    """
    kept = [one for one in needing if one.kind in _OF_NUMBERED]
    families = {column(one, owner) or _bare_family(one) for one in samples} if kept else set()
    numbered = [one for one in kept if families & _OF_NUMBERED[one.kind]]
    points = [one for one in kept if one.kind == "GEO_COORDINATES" and one not in numbered]
    followed = (one for one in points if location_track.follows_person(samples, rows, (one.index,)))
    return [*numbered, *(replace(one, reasons=(*one.reasons, TRAVELLERS)) for one in followed)]


def number_travellers(samples: Iterable[Sampled]) -> bool:
    """Indicate whether a column numbers people who are at places of their own; one of them has a journey."""
    numbered = (one for one in samples if one.values and _family(one.titles) in _TRAVELLERS)
    return any(sample.share(SHAPE) >= _NUMBERED for sample in numbered)


def number_people(samples: Iterable[Sampled]) -> bool:
    """Indicate whether a column numbers people, under a header such as `emp` too; customers may be firms."""
    return any((column(one) or _bare_family(one)) in _TRAVELLERS for one in samples if one.values)


def _bare_family(sample: Sampled) -> str:
    """Return the family whose word alone heads numbers that are each one row's; a count of people is none."""
    if sample.share(_COUNTING) < 1 or len(set(sample.values)) < max(_FEWEST, len(sample.values)):
        return ""
    words = sample.titles[0] if sample.titles else ""
    return "" if words.endswith("s") else _named_family(words)


# The same few names come again in every record.
@lru_cache(maxsize=4096)
def _family(titles: tuple[str, ...]) -> str:
    """Return the family that a header names, empty where it names none."""
    if any(map(_COUNT.fullmatch, titles)):
        return ""
    return next(
        (family for family, header in _HEADERS.items() if any(map(header.fullmatch, titles))),
        "",
    )


def find_family(name: str) -> str:
    """Return the family that a table or a file lists, by its name: `customers`, `dbo.Users_2024.csv`."""
    return _named_family(_table_words(name))


def _named_family(words: str) -> str:
    return next((family for family, plural in _PLURALS.items() if plural.fullmatch(words)), "")


def _table_words(name: str) -> str:
    return " ".join(re.split(r"[^a-zà-ÿ]+", _FILE_WORD.sub(" ", name.rpartition("/")[2]).lower())).strip()


def find(text: str, passage: Passage) -> Iterator[Hit]:
    """Yield the customers' numbers that a text labels, and those that a record's fields hold."""
    if passage.layout == "fields":
        yield from _find_in_fields(passage)
        return
    for match in _LABEL.finditer(text):
        labelled = _WHOLE.match(text, match.start()) or _KINDED.search(
            text, match.start(), match.start("sign")
        )
        if labelled or "#" in match["sign"]:
            family = next(name for name in FAMILIES if match.groupdict().get(name))
            yield _hit({"family": family}, *match.span("code"))


def _find_in_fields(passage: Passage) -> Iterator[Hit]:
    for _, (sample, start, end) in field_record.fields(passage):
        if family := column(sample):
            yield _hit(place_family(family, passage.where), start, end)


def names_person(numbers: Iterable[Hit]) -> bool:
    """Indicate whether any number is one of a list of people: an account may be a firm's."""
    return any(hit.parts["family"] in PEOPLE for hit in numbers)


def _hit(parts: Mapping[str, str], start: int, end: int) -> Hit:
    return Hit(CUSTOMER_ID, start, end, 0.9, "CustomerId", ("label:0.90",), "customer", parts)
