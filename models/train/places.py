"""Invented postal addresses: US in every usual shape, and the forms of many countries."""

from __future__ import annotations

import random
import re
from functools import cache, lru_cache

import zipcodes
from faker import Faker

from models.train.clauses import coined
from models.train.people import pair, pool
from models.train.template import Piece

SUFFIXES = (
    "Street St St. Avenue Ave Ave. Road Rd Rd. Drive Dr Dr. Lane Ln Ln. Boulevard Blvd Blvd. Court Ct Ct. Place Pl"
    " Circle Cir Terrace Ter Parkway Pkwy Way Trail Trl Highway Hwy Square Sq Loop Alley Plaza Plz Run Pass Path Walk"
    " Row Ridge Rdg Crossing Xing Point Pt Cove Cv Commons Heights Hts Creek Bend Glen View Pike Tpke Expy Route Crescent"
).split()
COMMON = (
    "Street St Avenue Ave Road Rd Drive Dr Lane Ln Boulevard Blvd Court Ct Place Way Circle St. Ave. Rd. Dr."
).split()
STREET_WORDS = (
    "Main Oak Maple Cedar Pine Elm Walnut Chestnut Willow Birch Spruce Cherry Dogwood Magnolia Sycamore Washington"
    " Lincoln Jefferson Madison Jackson Monroe Franklin Grant Adams Lake Hill River Park Church Mill Spring Valley"
    " Sunset Highland Ridge Meadow Forest Prospect Center Central Market Front Water Bridge College School State"
    " Broadway Union Liberty Pleasant Grove Fairview Lakeview Hillcrest Woodland Orchard Vine Canal Railroad Mission"
    " Bay Ocean Beach Harbor Shore Country Club Old Mill Quail Fox Deer Eagle Heron Bluebird Wolf Canyon Mesa Desert"
    " San Jose San Pablo Santa Fe La Cienega El Camino Del Mar Las Palmas Via Verde Peachtree Piedmont Cherokee Dakota"
    " Industrial Commerce Technology Corporate Executive Airport Foxfield Stonebridge Brookside Riverside Woodmere"
    " King George Queen Anne Martin Luther King Jr MLK Cesar Chavez Airline Palm Cypress Juniper Laurel Hickory"
).split()
DIRECTIONS = ("N S E W NE NW SE SW N. S. E. W. North South East West N.W. S.E. Northeast Southwest").split()
UNITS = (
    "Apt {n}|Apt. {n}|Apt {l}|Apt {n}{l}|Apartment {n}|Unit {n}|Unit {l}|Suite {h}|Ste {h}|Ste. {h}|#{n}|# {n}|Apt #{n}"
    "|Floor {d}|{o} Floor|{o} Fl|Fl {d}|Bldg {l}|Building {d}|Bldg {d} Apt {n}|Lot {n}|Rm {h}|Room {h}|Trlr {n}|Spc {n}"
    "|Suite {h}{l}|Unit {l}-{n}|PMB {h}|Lower Level|Upper|Rear|Penthouse|PH{d}|Dept {h}|Tower {d}, Unit {n}|Flat {d}"
).split("|")
COUNTRIES = {
    "en_GB": "United Kingdom,UK,England,Great Britain", "en_CA": "Canada", "fr_CA": "Canada", "en_AU": "Australia",
    "en_NZ": "New Zealand", "en_IE": "Ireland", "en_IN": "India", "en_PH": "Philippines", "es_ES": "Spain,España",
    "es_MX": "Mexico,México", "es_CO": "Colombia", "es_AR": "Argentina", "es_CL": "Chile", "pt_BR": "Brazil,Brasil",
    "pt_PT": "Portugal", "fr_FR": "France,FRANCE", "fr_CH": "Switzerland,Suisse", "de_DE": "Germany,Deutschland",
    "de_AT": "Austria,Österreich", "de_CH": "Switzerland,Schweiz", "it_IT": "Italy,Italia", "nl_NL": "Netherlands",
    "nl_BE": "Belgium,België", "sv_SE": "Sweden,Sverige", "no_NO": "Norway,Norge", "da_DK": "Denmark,Danmark",
    "fi_FI": "Finland", "pl_PL": "Poland,Polska", "cs_CZ": "Czech Republic", "sk_SK": "Slovakia", "hu_HU": "Hungary",
    "ro_RO": "Romania", "hr_HR": "Croatia", "sl_SI": "Slovenia", "id_ID": "Indonesia", "el_GR": "Greece",
    "ru_RU": "Russia", "uk_UA": "Ukraine", "zu_ZA": "South Africa", "tr_TR": "Turkey", "vi_VN": "Vietnam",
}  # fmt: skip
WEIGHTS = {
    "en_GB": 7,
    "en_CA": 6,
    "de_DE": 7,
    "fr_FR": 3,
    "es_ES": 2,
    "es_MX": 2,
    "en_AU": 2,
    "nl_NL": 2,
    "it_IT": 2,
}
NATIONS = (
    "United States|USA|U.S.A.|Japan|China|Kenya|Peru|Egypt|Togo|Malta|Qatar|Fiji|Nepal|Chad|Cuba|Haiti|Iceland|Morocco"
    "|Nigeria|Saudi Arabia|South Korea|Sri Lanka|Costa Rica|New Caledonia|Puerto Rico|Hong Kong|Singapore|Malaysia"
    "|Thailand|Tunisia|Uganda|Uruguay|Venezuela|Zambia|Lebanon|Latvia|Estonia|Lithuania|Bolivia|Ecuador|Guatemala"
).split("|")


@cache
def foreign(locale: str) -> tuple[tuple[str, str, str, str, str], ...]:
    """Return 400 (street address, whole address, postcode, city, street name) of a locale."""
    fake = Faker(locale)
    fake.seed_instance(f"places {locale}")
    parts = (fake.street_address, fake.address, fake.postcode, fake.city, fake.street_name)
    return tuple(tuple(part().strip() for part in parts) for _ in range(400))  # type: ignore[misc]


@lru_cache(maxsize=1)
def towns() -> tuple[tuple[str, str, str], ...]:
    """Return true (city, state, ZIP) combinations of the US."""
    rows = zipcodes.list_all()
    return tuple(
        (row["city"].title(), row["state"], row["zip_code"])
        for row in rows
        if row["zip_code_type"] == "STANDARD"
    )


def _number(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.88:
        return str(rng.randint(1, 10 ** rng.randint(2, 5)))
    if kind < 0.92:
        return f"{rng.randint(1, 999)}{rng.choice(('A', 'B', 'C', ' 1/2', '-A'))}"
    return (
        f"{rng.randint(1, 99)}-{rng.randint(1, 99)}"
        if kind < 0.97
        else f"{rng.choice('NWSE')}{rng.randint(10, 999)}W{rng.randint(100, 9999)}"
    )


def _ordinal(rng: random.Random) -> str:
    n = rng.randint(1, 130)
    tail = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return (
        f"{n}{tail}"
        if rng.random() < 0.85
        else rng.choice(("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"))
    )


def street_name(rng: random.Random) -> str:
    """Return a US street with its type: `N Main St`, `County Road 12`, `Avenue H`."""
    kind = rng.random()
    suffix = rng.choice(COMMON if rng.random() < 0.7 else SUFFIXES)
    before = rng.choice(DIRECTIONS) + " " if rng.random() < 0.25 else ""
    after = " " + rng.choice(DIRECTIONS) if rng.random() < 0.07 else ""
    if kind < 0.42:
        core = rng.choice(STREET_WORDS) + (" " + rng.choice(STREET_WORDS) if rng.random() < 0.3 else "")
    elif kind < 0.66:
        core = pair(rng)[1] if rng.random() < 0.8 else " ".join(pair(rng))
    elif kind < 0.82:
        core = _ordinal(rng)
    elif kind < 0.86:
        core = rng.choice(foreign("en_US"))[3]
    elif kind < 0.96:
        way = "Highway|Hwy|US Highway|US Hwy|State Route|SR|State Hwy|County Road|County Rd|CR|Route|Rte|FM|Farm Road|Road|Interstate|I"
        return f"{before}{rng.choice(way.split('|'))}{rng.choice((' ', ' ', ' ', '-'))}{rng.randint(1, 999)}{after}"
    else:
        return f"{before}{rng.choice(('Avenue', 'Ave', 'Ave.', 'Calle', 'Via', 'Camino', 'Avenida', 'Paseo', 'Rue', 'Road', 'Street'))} {rng.choice((rng.choice('ABCDHMNPQRS'), rng.choice(STREET_WORDS), 'De La ' + rng.choice(STREET_WORDS)))}{after}"
    return f"{before}{core} {suffix}{after}" if rng.random() < 0.95 else f"{before}{core}"


def unit(rng: random.Random) -> str:
    """Return an apartment, suite or floor."""
    return rng.choice(UNITS).format(
        n=rng.randint(1, 999),
        l=rng.choice("ABCDEFGH"),
        h=rng.randint(1, 40) * 100 + rng.randint(0, 9),
        d=rng.randint(1, 30),
        o=_ordinal(rng),
    )


def us_street(rng: random.Random) -> list[str]:
    """Return the delivery lines of a US address: street and unit, a box, a route, or a military unit."""
    kind = rng.random()
    if kind < 0.86:
        line = f"{_number(rng)} {street_name(rng)}"
        return [line, unit(rng)] if rng.random() < 0.38 else [line]
    if kind < 0.94:
        box = rng.choice(
            ("PO Box", "P.O. Box", "P O Box", "Post Office Box", "P.O.Box", "Box", "PO BOX", "po box", "POB")
        )
        return (
            [f"{box} {rng.randint(1, 10 ** rng.randint(2, 6))}"]
            if rng.random() < 0.8
            else [f"{_number(rng)} {street_name(rng)}", f"{box} {rng.randint(1, 9999)}"]
        )
    route = rng.choice(("RR", "R.R.", "RR #", "HC", "Rural Route", "Route", "Star Route", "RD", "HCR"))
    return [
        f"{route} {rng.randint(1, 30)}{rng.choice((' ', ', ', ' '))}Box {rng.choice(('', '# '))}{rng.randint(1, 999)}{rng.choice(('', '', 'A'))}"
    ]


def us_city(rng: random.Random) -> str:
    """Return city, state and ZIP in one of the usual shapes, sometimes with parts missing."""
    city, state, code = rng.choice(towns())
    if rng.random() < 0.18:
        code += f"-{rng.randint(1, 9999):04d}" if rng.random() < 0.9 else f" {rng.randint(1, 9999):04d}"
    state = STATES.get(state, state) if rng.random() < 0.12 else state
    shape = rng.choices(
        (
            "{c}, {s} {z}",
            "{c} {s} {z}",
            "{c}, {s}, {z}",
            "{c}, {s}  {z}",
            "{c}, {s}",
            "{c} {s}",
            "{c} {z}",
            "{c}, {z}",
            "{c}",
            "{s} {z}",
            "{s}",
            "{z}",
        ),
        (50, 12, 5, 3, 8, 3, 2, 2, 5, 1, 1, 1),
    )[0]
    return shape.format(c=city, s=state, z=code)


def us_lines(rng: random.Random) -> list[str]:
    """Return the lines of a US address without the name."""
    if rng.random() < 0.05:
        kind = rng.random()
        base = rng.choice(("APO", "FPO", "DPO"))
        last = (
            f"{base}{rng.choice((' ', ', '))}{rng.choice(('AE', 'AP', 'AA'))} {rng.randint(9000, 96699):05d}"
        )
        post = (
            "PSC {a}, Box {b}",
            "PSC {a} Box {b}",
            "Unit {a} Box {b}",
            "CMR {a} Box {b}",
            "USS {c}",
            "USNS {c}",
        )
        return [
            post[int(kind * 6)].format(a=rng.randint(1, 9999), b=rng.randint(1, 9999), c=pair(rng)[1]),
            last,
        ]
    lines = us_street(rng)
    if len(lines) == 2 and rng.random() < 0.08:
        lines.reverse()
    if rng.random() < 0.9:
        lines.append(us_city(rng))
        if rng.random() < 0.12:
            lines.append(
                rng.choice(
                    ("USA", "United States", "US", "U.S.A.", "UNITED STATES", "United States of America")
                )
            )
    return lines


def abroad_lines(rng: random.Random) -> list[str]:
    """Return the lines of an address in the form of its country, sometimes with the country."""
    locale = rng.choices(list(COUNTRIES), [WEIGHTS.get(name, 1) for name in COUNTRIES])[0]
    street, whole, code, city, _ = rng.choice(foreign(locale))
    if rng.random() < 0.55:
        lines = [line.strip().rstrip(",") for line in re.split(r"\n", whole) if line.strip(" ,")]
    else:
        codes = {"en_GB": f"{city}|{code}", "en_CA": f"{city}, {rng.choice(PROVINCES)} {code}"}
        lines = [street.rstrip(", "), *codes.get(locale, f"{code} {city}").split("|")]
        if rng.random() < 0.25:
            lines = lines[:1] if rng.random() < 0.5 else [*lines[:-1], city]
    if rng.random() < 0.4:
        lines.append(rng.choice(COUNTRIES[locale].split(",")))
    return lines


def mixed_lines(rng: random.Random) -> list[str]:
    """Return an address whose parts come from several countries, as carelessly filled-in forms hold them."""
    locale = rng.choice(list(COUNTRIES))
    street, _, code, _, name = rng.choice(foreign(locale))
    _, _, _, city, _ = rng.choice(foreign(rng.choice((locale, *COUNTRIES))))
    core = rng.choice((street, name, f"{name} {rng.randint(1, 300)}", name))
    lines = [f"{rng.randint(1, 9999)} {core}" if rng.random() < 0.8 else core]
    if rng.random() < 0.6:
        lines.insert(rng.random() < 0.9, unit(rng))
    nation = rng.choice((rng.choice(NATIONS), rng.choice(COUNTRIES[rng.choice(list(COUNTRIES))].split(","))))
    zipcode = f"{rng.randint(1000, 99999):05d}"
    state = rng.choice(towns())[1]
    tail = rng.choice(
        (
            [city, f"{nation} {zipcode}"],
            [f"{city}, {state} {zipcode}"],
            [city, state, zipcode],
            [f"{code} {city}"],
            [city, nation],
            [city],
            [f"{city} {nation} {zipcode}"],
        )
    )
    return lines + list(tail)


def lines(rng: random.Random) -> list[str]:
    """Return the lines of an address of any kind."""
    return rng.choices((us_lines, abroad_lines, mixed_lines), (62, 22, 16))[0](rng)


def in_line(parts: list[str], rng: random.Random) -> str:
    """Set an address on one line."""
    return rng.choices((", ", " ", "; ", " - "), (80, 16, 2, 1))[0].join(parts)


def in_block(parts: list[str], rng: random.Random) -> str:
    """Set an address on several lines."""
    kind = rng.random()
    if kind < 0.3 and len(parts) > 2:
        parts = [f"{parts[0]}{rng.choice((', ', ' '))}{parts[1]}", *parts[2:]]
    return rng.choices(("\n", ",\n", "\n ", "\n    ", "\n, "), (70, 12, 8, 5, 2))[0].join(parts)


def address(rng: random.Random) -> list[Piece]:
    """Slot: an address on one line."""
    return [(in_line(lines(rng), rng), "STREET_ADDRESS")]


def block(rng: random.Random) -> list[Piece]:
    """Slot: an address on several lines."""
    return [(in_block(lines(rng), rng), "STREET_ADDRESS")]


def anywhere(rng: random.Random) -> list[Piece]:
    """Slot: an address on one line or on several."""
    return address(rng) if rng.random() < 0.6 else block(rng)


def street(rng: random.Random) -> list[Piece]:
    """Slot: the street line alone."""
    return [(in_line(us_street(rng), rng) if rng.random() < 0.75 else mixed_lines(rng)[0], "STREET_ADDRESS")]


def _crossing(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.5:
        return street_name(rng)
    name = rng.choice(foreign(rng.choice(list(COUNTRIES))))[4] if kind < 0.85 else rng.choice(pair(rng))
    tail = rng.choice(("", "", f" {rng.randint(1, 200)}", " street", " Street"))
    return name + tail


def corner(rng: random.Random) -> list[Piece]:
    """Slot: an intersection of two streets."""
    names = [_crossing(rng) for _ in "ab"]
    lead = rng.choice(("the corner of ", "corner of ", "the intersection of ", "", ""))
    town = rng.choice(("", "", ", " + us_city(rng)))
    return [(lead + rng.choice((" and ", " & ", " and ", " at ")).join(names) + town, "STREET_ADDRESS")]


def place(rng: random.Random) -> list[Piece]:
    """Slot: a bare city, state or country; no entity."""
    kind = rng.random()
    city, state, _ = rng.choice(towns())
    if kind < 0.06:
        return [(coined(rng), None)]
    if kind < 0.35:
        return [(city, None)]
    if kind < 0.55:
        return [(f"{city}, {STATES.get(state, state) if rng.random() < 0.4 else state}", None)]
    if kind < 0.75:
        return [(rng.choice(NATIONS + list(STATES.values())), None)]
    return [(rng.choice(foreign(rng.choice(list(COUNTRIES))))[3], None)]


PROVINCES = ("ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "Ontario", "Quebec")
STATES = dict(
    entry.split(":")
    for entry in (
        "AL:Alabama,AK:Alaska,AZ:Arizona,AR:Arkansas,CA:California,CO:Colorado,CT:Connecticut,DE:Delaware,FL:Florida,"
        "GA:Georgia,HI:Hawaii,ID:Idaho,IL:Illinois,IN:Indiana,IA:Iowa,KS:Kansas,KY:Kentucky,LA:Louisiana,ME:Maine,"
        "MD:Maryland,MA:Massachusetts,MI:Michigan,MN:Minnesota,MS:Mississippi,MO:Missouri,MT:Montana,NE:Nebraska,"
        "NV:Nevada,NH:New Hampshire,NJ:New Jersey,NM:New Mexico,NY:New York,NC:North Carolina,ND:North Dakota,OH:Ohio,"
        "OK:Oklahoma,OR:Oregon,PA:Pennsylvania,RI:Rhode Island,SC:South Carolina,SD:South Dakota,TN:Tennessee,TX:Texas,"
        "UT:Utah,VT:Vermont,VA:Virginia,WA:Washington,WV:West Virginia,WI:Wisconsin,WY:Wyoming"
    ).split(",")
)
__all__ = [
    "abroad_lines",
    "address",
    "anywhere",
    "block",
    "corner",
    "lines",
    "place",
    "pool",
    "street",
    "us_lines",
]
