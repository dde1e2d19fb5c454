"""What bears a person's name and is none: towns, goods, venues, waters, teams, firms, works, code."""

from __future__ import annotations

import random

from models.train.clauses import coined
from models.train.people import KNOWN_ORGS, NAMESAKES, census, full, pair
from models.train.places import place
from models.train.template import Piece, Slot

GOODS = (
    "Amplifier,Speaker,Turntable,Guitar,Keyboard,Router,Switch,Charger,Lamp,Chair,Armchair,Stool,Bench,Sofa,Sideboard,"
    "Bookcase,Rug,Vase,Candle,Kettle,Skillet,Teapot,Mug,Tumbler,Blender,Toaster,Grinder,Tent,Stove,Lantern,Jacket,Parka,"
    "Boot,Sandal,Sneaker,Dress,Blouse,Cardigan,Scarf,Bracelet,Perfume,Lipstick,Serum,Shampoo,Roast,Blend,Tea,Ale,Stout,"
    "Cider,Merlot,Riesling,Sauce,Cheddar,Sausage,Biscuits,Doll,Puzzle,Train Set,Bicycle,Helmet,Scooter,Trailer,Canoe,"
    "Mower,Drill,Sander,Sprayer,Pump,Valve,Bracket,Hinge,Hose,Filter,Battery,Printer,Scanner,Tablet,Monitor,Camera,Lens"
).split(",")
# Goods, makes and programs that are one word; many are somebody's name elsewhere.
MAKES = (
    "Mercedes Ford Lincoln Tesla Ferrari Bentley Harley Honda Suzuki Yamaha Casio Canon Nikon Leica Braun Siemens Philips"
    " Bosch Makita Stanley Gillette Oscar Alexa Siri Cortana Watson Bixby Java Ruby Julia Pascal Ada Haskell Perl Scala"
    " Dart Django Flask Spring Maven Gradle Jasmine Mocha Jest Selenium Cassandra Redis Kafka Hadoop Apache Tomcat Kibana"
    " Ansible Vagrant Terraform Docker Travis Sentry Celery Pandora Hulu Disney Barbie Lego Nerf Crayola Sharpie Rolex"
    " Cartier Gucci Prada Armani Versace Dior Chanel Hermes Nokia Ericsson Blackberry Galaxy Focus Fiesta Civic Corolla"
    " Camry Accord Malibu Tahoe Denali Sonata Elantra Santa Yosemite Mojave Lion Panther Tiger Windows Edge"
).split()
ADJECTIVES = (
    "Classic,Blue,Little,Royal,Silver,Wild,Golden,Northern,Smart,Ultra,Mini,Grand,Vintage,Noble,Swift".split(
        ","
    )
)
VENUES = (
    "Hall,Center,Theatre,Stadium,Arena,Library,Auditorium,Gallery,Building,Gym,House,Chapel,Ballroom,Room,Park,Field,"
    "Pavilion,Plaza,Tower,Wing,Terminal,Bridge,Station,Courthouse,High School,Elementary,Hotel,Inn,Museum,Cathedral"
).split(",")
FEATURES = (
    "Lake {};Mount {};Cape {};Fort {};Port {};Point {};{} River;{} Creek;{} County;{} Island;{} Bay;{} Valley;{} Falls;{} Canyon;"
    "{} Mountains;{} Peak;{} Beach;{} Springs;Hurricane {};Tropical Storm {};{} Glacier;{} Canal;the {} Sea;{} Pass;{} Forest"
).split(";")
TEAMS = (
    "Hawks,Bears,Lions,Tigers,Wolves,Eagles,Rovers,Rangers,United,City,Athletic,Wanderers,Giants,Kings,Royals,Pirates,"
    "Sharks,Bulls,Stars,Jets,Rockets,Mariners,Pioneers,Hornets,FC,SC,Albion,County,Rebels,Saints,Knights"
).split(",")
CLUBS = (
    "Chelsea,Everton,Juventus,Ajax,Celtic,Fulham,Sevilla,Valencia,Roma,Lazio,Benfica,Porto,Fiorentina,Villarreal,Palmeiras,"
    "Boca,River,Peñarol,Lyon,Marseille,Napoli,Besiktas,Preston,Burnley,Millwall,Stanley,Barnsley,Brentford,Nancy,Lorient"
).split(",")
LABELS = (
    "Wells Fargo,Merrill Lynch,Charles Schwab,Ralph Lauren,Calvin Klein,Tommy Hilfiger,Hugo Boss,Paul Smith,Ted Baker,Johnson"
    " Controls,Johnson & Johnson,Philip Morris,Warner Bros,Abercrombie & Fitch,Dolce & Gabbana,Harley-Davidson,Rolls-Royce,"
    "Price Waterhouse,Perkins Coie,Marks & Spencer,Barnes & Noble,Crate & Barrel,Ben & Jerry's,McDonald's,Wendy's,Arby's,"
    "Domino's,Macy's,Kohl's,Trader Joe's,Lowe's,Sainsbury's,Dillard's,Jo-Ann,Pier Luigi,Louis Vuitton,Yves Rocher,Dr. Martens,"
    "Jack Wills,Fred Perry,Steve Madden,Kate Spade,Vera Bradley,Laura Ashley,Estée Lauder,Mary Kay,Elizabeth Arden,Mercedes-Benz"
).split(",")
BRANDS = (
    "Adidas,Airbus,Aldi,Alibaba,Allianz,Amazon,Asus,Audi,Avis,Barclays,Bayer,Boeing,Burberry,Cadbury,Carrefour,Caterpillar,"
    "Chevron,Cisco,Citroen,Colgate,Continental,Dacia,Danone,Decathlon,Dell,Deloitte,Delta,Disney,Duracell,Dyson,Emirates,"
    "Epson,Equifax,Exxon,Fendi,Fiat,Fujifilm,Garmin,Gillette,Goodyear,Grundfos,Guinness,Haribo,Heineken,Heinz,Hertz,"
    "Hilton,Hitachi,Hoover,Huawei,Hyundai,Isuzu,Jaguar,Jeep,Kellogg's,Kenwood,Kia,Kleenex,Kodak,Krups,Lenovo,Levi's,Lexus,"
    "Lipton,Lufthansa,Maersk,Marriott,Mastercard,Mazda,Michelin,Miele,Mitsubishi,Monsanto,Morrisons,Motorola,Nando's,Nespresso,"
    "Netflix,Nintendo,Nissan,Nutella,Olympus,Opel,Oracle,Panasonic,Patek,Pepsi,Perrier,Peugeot,Pfizer,Philips,Pirelli,Porsche,"
    "Primark,Puma,Qantas,Quaker,Reebok,Renault,Revlon,Ryanair,Saab,Salomon,Samsung,Sanofi,Schweppes,Seat,Sharp,Shell,Shure,"
    "Sennheiser,Sony,Subaru,Suzuki,Swarovski,Tefal,Tesla,Thermos,Toshiba,Toyota,Triumph,Tupperware,Unilever,Vaillant,Vauxhall,"
    "Vodafone,Volkswagen,Volvo,Wacom,Walmart,Waitrose,Whirlpool,Wilson,Worcester,Xerox,Yamaha,Zara,Zeiss,Zurich,Marshall,Fender,"
    "Gibson,Steinway,Reuters,Bloomberg,Forbes,Lego,Hasbro,Mattel,KPMG,PwC,EY,McKinsey,Bain,Accenture,Goldman Sachs,Morgan"
    " Stanley,JP Morgan,Lloyds,Santander,Wharton,Harvard,Yale,Oxford,Cambridge,Princeton,Eton,Stanford,Sotheby's,Christie's"
).split(",")
TITLES = (
    "Ana,Carmen,Emma Bovary,Anna Karenina,Oliver Twist,Moby Dick,Hamlet,Macbeth,Don Quixote,Peter Pan,Mary Poppins,Robin Hood,"
    "King Lear,Jolene,Michelle,Valerie,Rosanna,Delilah,Iris,Suzanne,Gloria,Amélie,Rebecca,Matilda,Coraline,Carrie,Annie Hall,"
    "Erin Brockovich,Donnie Darko,Jerry Maguire,Harry Potter,Sherlock Holmes,Daisy Miller,Lord Jim,Silas Marner,Barry Lyndon"
).split(",")


def town(rng: random.Random) -> list[Piece]:
    """Slot: a place that is also somebody's name, else any place."""
    return [(rng.choice(NAMESAKES), None)] if rng.random() < 0.75 else place(rng)


def namesake(rng: random.Random) -> list[Piece]:
    """Slot: a person whose given name is a place or a word."""
    return [(rng.choice(NAMESAKES), "PERSON")]


def _word(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.15:
        return coined(rng)
    return rng.choice(MAKES) if kind < 0.4 else pair(rng)[kind < 0.6] if kind < 0.8 else rng.choice(NAMESAKES)


def thing(rng: random.Random) -> list[Piece]:
    """Slot: goods, programs and models by a name that could be somebody's."""
    kind = rng.random()
    if kind < 0.3:
        text = _word(rng)
    elif kind < 0.6:
        text = f"{_word(rng)} {rng.choice(GOODS)}"
    elif kind < 0.75:
        text = rng.choice(GOODS)
    elif kind < 0.9:
        text = f"{rng.choice(ADJECTIVES)} {rng.choice((_word(rng), rng.choice(GOODS)))}"
    else:
        text = f"{_word(rng)} {rng.choice((rng.choice('XSZ'), 'Pro', 'Max', 'II', 'Mini'))}{rng.choice((str(rng.randint(2, 900)), ''))}"
    return [(text, None)]


def venue(rng: random.Random) -> list[Piece]:
    """Slot: a building, hall or room that is called after somebody."""
    name = pair(rng)[1] if rng.random() < 0.6 else full(rng) if rng.random() < 0.4 else rng.choice(NAMESAKES)
    room = rng.choice(
        ("Room", "Courtroom", "Lab", "Hall", "Studio", "Suite", "Court", "Ward", "Gate", "Theatre")
    )
    if rng.random() < 0.2:
        return [(f"{room} {rng.choice((name, str(rng.randint(1, 40)), rng.choice('ABCD')))}", None)]
    return [(f"{rng.choice(('', '', 'the ', 'St. '))}{name} {rng.choice(VENUES)}", None)]


def feature(rng: random.Random) -> list[Piece]:
    """Slot: a lake, mountain, county or storm."""
    return [
        (rng.choice(FEATURES).format(rng.choice((pair(rng)[1], pair(rng)[0], rng.choice(NAMESAKES)))), None)
    ]


def team(rng: random.Random) -> list[Piece]:
    """Slot: a sports club, which is a firm to us."""
    home = rng.choice((rng.choice(NAMESAKES), place(rng)[0][0].split(",")[0]))
    return [(rng.choice(CLUBS) if rng.random() < 0.4 else f"{home} {rng.choice(TEAMS)}", "ORG")]


def brand(rng: random.Random) -> list[Piece]:
    """Slot: a firm that is called after its founders."""
    kind, one, two = rng.random(), pair(rng)[1], pair(rng)[1]
    if kind < 0.45:
        return [(rng.choice(BRANDS if kind < 0.3 else LABELS), "ORG")]
    if kind < 0.55:
        return [(rng.choice(KNOWN_ORGS), "ORG")]
    if kind < 0.72:
        return [(coined(rng), "ORG")]
    shapes = (
        f"{one} & {two}",
        f"{one}, {two} & {pair(rng)[1]}",
        f"{one}'s",
        f"{one} Brothers",
        f"{one} {two} LLP",
        f"{full(rng)} Ltd",
        f"{one} and Sons",
    )
    return [(rng.choice(shapes), "ORG")]


def work(rng: random.Random) -> list[Piece]:
    """Slot: a song, film or book that bears a name."""
    kind = rng.random()
    text = rng.choice(TITLES) if kind < 0.3 else rng.choice(census()[0]) if kind < 0.6 else full(rng)
    return [
        (
            text
            if kind < 0.85
            else f"{rng.choice(('The Ballad of ', 'Dear ', 'Saving ', 'Finding ', 'Goodbye, '))}{pair(rng)[0]}",
            None,
        )
    ]


def case(rng: random.Random) -> list[Piece]:
    """Slot: a court's case, cited; its parties are no private people here."""
    return [(f"{pair(rng)[1]} v. {rng.choice((pair(rng)[1], place(rng)[0][0], pair(rng)[1]))}", None)]


def eponym(rng: random.Random) -> list[Piece]:
    """Slot: a surname that stands for a law, an illness, a method or a bridge."""
    return [(pair(rng)[1], None)]


def identifier(rng: random.Random) -> list[Piece]:
    """Slot: a name in source code."""
    word, other = _word(rng).lower(), rng.choice(GOODS).lower().replace(" ", "_")
    shapes = (
        word,
        f"{word}_{other}",
        f"{word}.{other}",
        f"{word.title()}{other.title()}",
        f"get{word.title()}",
        f"{word}-{other}",
        f"_{word}",
    )
    return [(rng.choice(shapes), None)]


SLOTS: dict[str, Slot] = {
    "town": town, "namesake": namesake, "thing": thing, "venue": venue, "feature": feature, "team": team, "brand": brand,
    "work": work, "case": case, "id": identifier,
    "eponym": eponym,
}  # fmt: skip
