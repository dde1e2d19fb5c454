"""Invented people and firms of many origins, in the forms in which documents write them."""

from __future__ import annotations

import random
from functools import cache, lru_cache
from importlib.resources import files

from faker import Faker

from models.train import clauses, origins
from models.train.template import Piece

# The weight is how often a locale is drawn; US names are a third of all.
LOCALES = {
    "en_US": 14, "en_GB": 4, "en_IN": 4, "en_IE": 1, "en_NZ": 1, "en_KE": 1, "es_ES": 2, "es_MX": 3,
    "es_CO": 1, "es_AR": 1, "pt_BR": 2, "pt_PT": 1, "fr_FR": 2, "fr_CA": 1, "fr_CH": 1, "de_DE": 3,
    "de_AT": 1, "it_IT": 2, "nl_NL": 2, "nl_BE": 1, "sv_SE": 1, "no_NO": 1, "da_DK": 2, "fi_FI": 1,
    "pl_PL": 1, "cs_CZ": 1, "sk_SK": 1, "hu_HU": 1, "ro_RO": 1, "hr_HR": 1, "sl_SI": 1, "tr_TR": 1,
    "vi_VN": 1, "id_ID": 1, "et_EE": 1, "lt_LT": 1, "lv_LV": 1, "el_GR": 1, "ru_RU": 1, "uk_UA": 1,
    "bg_BG": 1, "ga_IE": 1, "is_IS": 1, "tw_GH": 1, "zu_ZA": 1, "yo_NG": 1, "az_AZ": 1, "uz_UZ": 1,
    "en_PK": 2, "sw": 1, "ha_NG": 1, "ig_NG": 1, "en_NG": 1, "fr_DZ": 1, "en_TH": 1, "es_CL": 1, "fr_BE": 1,
}  # fmt: skip
# Given names and surnames that are also words, months, flowers, places or trades.
WORD_GIVEN = (
    "April May June August Will Mark Bill Rich Grant Chase Faith Hope Joy Grace Rose Lily Daisy Ivy Holly Heather"
    " Olive Amber Ruby Pearl Jade Crystal Summer Autumn Dawn Sky Skye Star Angel Art Frank Ernest Earnest Victor"
    " Guy Rob Sue Pat Jack Drew Skip Chip Cliff Dale Glen Heath Forest Reed Clay Rusty Sandy Misty Stormy Rocky"
    " Dallas Austin Houston Paris London Brooklyn Sydney Florence Chelsea Savannah Carolina Virginia Georgia"
    " Dakota Montana Madison Jackson Lincoln Jordan Israel Chad Kenya India Asia China Vienna Verona Milan"
    " Bishop Duke Earl King Prince Baron Major Judge Dean Mason Hunter Tanner Cooper Carter Taylor Tyler Porter"
    " Archer Fisher Sailor Page Penny Nickel Cash Buck Iris Violet Jasmine Ginger Basil Sage Rosemary Pepper Candy"
    " Cherry Honey Melody Harmony Lyric Carol Aria Viola Gene Jean Ray Sonny Robin Jay Wren Birdie Raven Colt"
    " Noel Christian Pascal Constant Justice Patience Prudence Constance Charity Mercy Felicity Trinity Destiny"
).split()
WORD_SURNAME = (
    "Banks Bank Rivers River Brooks Brook Lake Lakes Hill Hills Field Fields Forest Woods Wood Stone Rock Sand"
    " Marsh Moore Heath Park Parks Street Lane Rhodes Bridges Ford Church Temple Chapel Castle Hall House Barn"
    " Green Brown White Black Gray Grey Gold Silver Violet Rose Berry Apple Plum Olive Rice Bean Pepper Salt"
    " Baker Cook Butcher Miller Carpenter Mason Smith Taylor Weaver Fisher Hunter Archer Farmer Gardener Potter"
    " Price Sales Cash Pound Penny Money Rich Poor Young Old Long Short Small Little Strong Armstrong Swift Sharp"
    " Bird Crane Swan Drake Wolf Fox Lamb Bull Hart Buck Peacock Sparrow Finch Wren Bishop Pope King Knight Prince"
    " Noble Love Joy Hope Grace Blessing Christmas Easter Monday Friday Winter Summer Spring Snow Frost Rain Storm"
    " Gates Doors Windows Key Keys Lock Bell Horn Drum Harp Case Box Book Page Read Paige Wall Ball Day Weeks Month"
    " Washington Lincoln Madison Jackson London York Paris France England Ireland Holland Germany Spain Israel"
    " Houston Dallas Boston Denver Cleveland Lancaster Berlin Hamburg Camden Trenton Raleigh Savage Moody Stern"
    " Best Goodman Sweet Bitter Bland Bright Power Powers Major Sargent Marshall Sheriff Judge Law Laws Justice Case"
).split()
# Romanised names that Faker gives in their own script only.
ROMAN_GIVEN = (
    "Wei Jing Xiu Ming Hui Mei Li Fang Xin Yan Jun Hao Yu Chen Lei Tao Ying Qiang Na Min Soo-jin Min-ho Ji-woo"
    " Hyun-woo Eun-ji Seo-yeon Ji-hoon Sung-min Kyung-hee Ahmed Mohammed Mohamed Muhammad Fatima Aisha Omar Youssef"
    " Khalid Layla Hassan Hussein Ali Abdul Abdullah Ibrahim Zainab Mariam Nour Samira Tariq Yasmin Rashid Bilal"
    " Priya Rahul Ananya Arjun Deepak Sunita Rajesh Lakshmi Venkat Srinivas Kavitha Suresh Meena Vikram Anjali"
    " Nguyen Anh Linh Thuy Minh Duc Tuan Hoa Lan Hiroshi Yuki Haruto Sakura Kenji Akiko Takashi Naoko Emeka Chinedu"
    " Ngozi Amara Kwame Kofi Ama Abena Thabo Sipho Nomsa Wanjiru Otieno Achieng Dimitri Alexei Natasha Svetlana"
    " Oksana Bohdan Vladislav Yevgeny Georgios Eleni Konstantinos Sofia Siti Nurul Ahmad Farid Aziz Tan Lim Ong"
).split()
ROMAN_SURNAME = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Kim Lee Park Choi Jung Kang"
    " Cho Yoon Jang Lim Al-Sayed Al-Hassan El-Masri Haddad Khalil Mansour Nasser Rahman Hussain Khan Malik Sheikh"
    " Qureshi Siddiqui Patel Shah Gupta Sharma Singh Kaur Reddy Iyer Nair Menon Rao Das Banerjee Chatterjee Mukherjee"
    " Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Tanaka Suzuki Sato Watanabe Ito Yamamoto Nakamura Kobayashi"
    " Okafor Okonkwo Adeyemi Balogun Mensah Owusu Boateng Asante Dlamini Nkosi Ndlovu Mwangi Kamau Njoroge Ivanov"
    " Petrov Sokolov Volkov Smirnova Kuznetsova Shevchenko Kovalenko Bondarenko Papadopoulos Georgiou Wong Chan Ng"
    " Teo Goh Binti Bin-Osman Abdullah Ismail Yusof O'Brien O'Connor D'Angelo De La Cruz Van der Berg Von Braun"
).split()
# Places whose names people bear too; `places.town` draws them as places, `pair` as people.
NAMESAKES = (
    "Victoria Austin Lincoln Florence Sydney Charlotte Madison Jackson Paris London Chelsea Brooklyn Savannah Dallas"
    " Houston Denver Phoenix Orlando Vienna Verona Siena Milan Sofia Lourdes Santiago Lorraine Adelaide Alexandria"
    " Helena Augusta Aurora Beverly Camden Carson Cody Devon Elgin Francis Gary Geneva Hamilton Henderson Irvine"
    " Jordan Kent Kingston Lancaster Laredo Leon Logan Marion Melbourne Mercedes Monroe Montgomery Nelson Odessa Olympia"
    " Owen Perth Preston Quincy Raleigh Regina Roman Salem Shelby Stafford Stanley Trenton Troy Valencia Vernon Warren"
    " Wayne Wellington Wesley Winston York Asia India Kenya China Chad Israel Georgia Virginia Carolina Dakota Montana"
    " Tennessee Nevada Holland Ireland England France Lima Cairo Athens Rome Berlin Hamburg Florida Abilene Selma"
    " Eugene Fairfax Everett Marshall Douglas Clayton Clinton Bradford Chester Lewis Harris Lee Tyler Taylor Bristol"
).split()
TITLES = (
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Miss",
    "Prof.",
    "Sir",
    "mr.",
    "dr.",
    "MR",
    "Rev.",
)
SUFFIXES = ("Jr.", "Sr.", "III", "II", "MD", "PhD", "Ph.D.", "Esq.", "DDS", "Jr", "RN", "CPA")


@cache
def pool(locale: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return 600 (given name, surname) pairs and 150 firms of a locale, always the same ones."""
    fake = Faker(locale)
    fake.seed_instance(f"people {locale}")
    pairs = tuple((fake.first_name(), fake.last_name()) for _ in range(600))
    # Business papers write Cyrillic and Greek names in Latin letters at least as often.
    pairs = tuple(
        (origins.latin(one), origins.latin(two)) if i % 3 else (one, two)
        for i, (one, two) in enumerate(pairs)
    )
    return pairs, tuple(fake.company() for _ in range(150))


@lru_cache(maxsize=1)
def census() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return given names and surnames of the 1990 US Census, as the package `names` carries them."""
    lists = []
    for name in ("dist.female.first", "dist.male.first", "dist.all.last"):
        lines = (files("names") / name).read_text(encoding="ascii").splitlines()
        lists.append([line.split()[0].title() for line in lines])
    return tuple(lists[0][:2500] + lists[1]), tuple(lists[2][:20000])


def pair(rng: random.Random) -> tuple[str, str]:
    """Return a given name and a surname."""
    kind = rng.random()
    given, surnames = census()
    if kind < 0.20:
        return rng.choice(given), rng.choice(surnames)
    if kind < 0.26:
        return rng.choice(WORD_GIVEN), rng.choice(rng.choice((WORD_SURNAME, surnames)))
    if kind < 0.30:
        return rng.choice(given), rng.choice(WORD_SURNAME)
    if kind < 0.35:
        other = rng.choice((given, NAMESAKES)), rng.choice((surnames, surnames, NAMESAKES))
        return rng.choice(NAMESAKES if rng.random() < 0.7 else other[0]), rng.choice(other[1])
    if kind < 0.39:
        return rng.choice(ROMAN_GIVEN), rng.choice(ROMAN_SURNAME)
    if kind < 0.48:
        return rng.choice(origins.GIVEN), rng.choice(origins.FAMILY)
    if kind < 0.56:
        return rng.choice(origins.OLD_GIVEN), rng.choice((*origins.OLD_FAMILY, rng.choice(surnames)))
    pairs = pool(rng.choices(list(LOCALES), list(LOCALES.values()))[0])[0]
    one, two = rng.choice(pairs), rng.choice(pairs)
    if kind < 0.66:
        return _coined(one[0], rng.choice(pairs)[0]), _coined(two[1], rng.choice(surnames))
    return one[0], two[1]


def _coined(one: str, two: str) -> str:
    """Return a name that is in no list: the first half of one and the second of another."""
    if " " in one or " " in two:
        return one
    return one[: (len(one) + 1) // 2] + two[(len(two) + 1) // 2 :].lower()


def full(rng: random.Random) -> str:
    """Return a full name in one of the usual forms."""
    if rng.random() < 0.12:
        return origins.full(rng)
    given, last = pair(rng)
    kind = rng.random()
    if kind < 0.66:
        name = f"{given} {last}"
    elif kind < 0.78:
        name = f"{given} {rng.choice('ABCDEFGHJKLMNPRSTVW')}{rng.choice(('.', '.', ''))} {last}"
    elif kind < 0.84:
        name = f"{given} {pair(rng)[0]} {last}"
    elif kind < 0.89:
        name = f"{given} {last}{rng.choice(('-', ' '))}{pair(rng)[1]}"
    elif kind < 0.94:
        name = f"{given[0]}. {last}"
    else:
        name = f"{given} {last}{rng.choice((' ', ', '))}{rng.choice(SUFFIXES)}"
    return name


def person(rng: random.Random) -> list[Piece]:
    """Slot: a full name, now and then with its title before it (the title is no part of it)."""
    if rng.random() < 0.05:
        return [(rng.choice(TITLES) + " ", None), (full(rng), "PERSON")]
    return [(full(rng), "PERSON")]


def couple(rng: random.Random) -> list[Piece]:
    """Slot: two people of one household."""
    return [(full(rng), "PERSON"), (rng.choice((" and ", " & ")), None), (full(rng), "PERSON")]


def first(rng: random.Random) -> list[Piece]:
    """Slot: a given name alone, now and then its short form."""
    given = pair(rng)[0]
    if rng.random() < 0.04 and len(given) > 5 and given.isalpha():
        given = given[:3] + rng.choice(("", "y", "ie"))
    return [(given, "PERSON")]


def last(rng: random.Random) -> list[Piece]:
    """Slot: a surname alone, where the sentence says that it is one."""
    return [(pair(rng)[1], "PERSON")]


def titled(rng: random.Random) -> list[Piece]:
    """Slot: a title and a surname or a full name."""
    name = pair(rng)[1] if rng.random() < 0.6 else full(rng)
    return [(rng.choice(TITLES) + " ", None), (name, "PERSON")]


def last_first(rng: random.Random) -> list[Piece]:
    """Slot: surname, comma, given name; one entity."""
    given, surname = pair(rng)
    middle = f" {rng.choice('ABCDEFGHJKLMRST')}" + rng.choice(("", ".")) if rng.random() < 0.3 else ""
    return [(f"{surname},{rng.choice((' ', ' ', ' ', ''))}{given}{middle}", "PERSON")]


def anyone(rng: random.Random) -> list[Piece]:
    """Slot: a person in any form that prose uses."""
    return rng.choices((person, first, titled, last), (5, 5, 1, 2))[0](rng)


def firm(rng: random.Random) -> str:
    """Return a firm's name."""
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(pool(rng.choices(list(LOCALES), list(LOCALES.values()))[0])[1])
    head = rng.choice(FIRM_HEADS) if kind < 0.7 else clauses.coined(rng) if kind < 0.82 else pair(rng)[1]
    return f"{head} {rng.choice(FIRM_TAILS)}"


def org(rng: random.Random) -> list[Piece]:
    """Slot: a firm, an authority or a school."""
    if rng.random() < 0.25:
        return [(rng.choice(KNOWN_ORGS), "ORG")]
    return [(firm(rng), "ORG")]


FIRM_HEADS = (
    "Pixel,Sunny,Blue Harbor,Northwind,Redwood,Evergreen,Summit,Golden Gate,Lakeside,Bright,Acme,Global,Pioneer,Metro,"
    "Capital,United,First,Coastal,Silverline,Photo,Print,Canvas,Frame,Memory,Square,Apex,Vertex,Cedar,Maple,Iron,"
    "Copper,Atlas,Orion,Nova,Delta,Sigma,Alpha,Prime,Quick,Express,Urban,Rural,Pacific,Atlantic,Midwest,Southern,Great"
    " Lakes,Bay Area,Grand,Royal,Liberty,Heritage,Modern,Digital,Cloud,Fresh,Green Leaf,Happy,Tasty,Sea,Star,Moonlight"
).split(",")
FIRM_TAILS = (
    "Inc,Inc.,LLC,Corp,Corp.,Co.,Ltd,Ltd.,GmbH,S.A.,SDN BHD,Group,Holdings,Logistics,Shipping,Foods,Market,Supply Co.,"
    "Photo Lab,Prints,Studio,Studios,Labs,Technologies,Systems,Software,Partners,& Sons,& Co,Bakery,Cafe,Restaurant,"
    "Pharmacy,Hardware,Electronics,Books,Outfitters,Gallery,Frames,Gifts,Toys,Sports,Clinic,Dental,Hospital,School,"
    "University,College,Bank,Credit Union,Insurance,Foundation,Trading,Enterprise,Industries,Construction,Motors,Store"
).split(",")
KNOWN_ORGS = (
    "Amazon,Google,Microsoft,FedEx,UPS,USPS,United States Postal Service,DHL,Walmart,Target,Best Buy,Costco,Apple,"
    "PayPal,Visa,Mastercard,Stripe,Shopify,Etsy,eBay,Wells Fargo,Bank of America,Chase,Verizon,AT&T,Comcast,Netflix,"
    "Spotify,Uber,Airbnb,Toyota,Ford Motor Company,General Electric,IBM,Intel,Nike,Starbucks,Home Depot,IRS,FBI,NASA,"
    "Congress,Senate,Harvard University,University of Michigan,Stanford,United Nations,European Union,NATO,BBC,CNN,"
    "New York Times,Reuters,Deutsche Post,Royal Mail,La Poste,Tesco,Aldi,Lidl,IKEA,Siemens,Bosch,Nestle,Unilever"
).split(",")
