"""Everything in a document that is no entity of ours: products, numbers, dates, mail addresses, prices."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from functools import lru_cache

from faker import Faker

from models.train.people import pair
from models.train.places import place, street_name
from models.train.template import Slot

ADJECTIVES = (
    "Classic Premium Deluxe Large Small Mini Jumbo Matte Glossy Framed Wall Desk Custom Personalized Vintage Modern"
    " Organic Fresh Frozen Roasted Salted Unsalted Wireless Portable Stainless Steel Wooden Leather Cotton Bamboo"
    " Ceramic Silver Golden Black White Blue Red Green Square Round Folding Heavy Duty Kids Baby Men's Women's Pet"
).split()
NOUNS = (
    "Photo Print,Canvas,Photo Book,Mug,Calendar,Poster,Frame,Greeting Card,Tote Bag,T-Shirt,Hoodie,Phone Case,Puzzle,"
    "Magnet Set,Ornament,Blanket,Pillow,Mouse Pad,Sticker Pack,Postcard,Coffee,Tea,Milk,Bread,Rice,Chicken,Egg,Noodles,"
    "Burger,Pizza,Salad,Cake,Juice,Water,Battery AA,USB Cable,HDMI Adapter,Headphones,Keyboard,Monitor,Laptop Stand,"
    "Desk Lamp,LED Bulb,Screw Set,Paint Brush,Hammer,Garden Hose,Flower Pot,Dog Food,Cat Litter,Shampoo,Soap Bar,"
    "Toothpaste,Vitamin C,Notebook,Pen Set,Stapler,Envelope,Paper A4,Ink Cartridge,Backpack,Water Bottle,Yoga Mat,"
    "Tent,Lantern,Bike Pump,Helmet,Gloves,Socks,Jacket,Jeans,Dress,Scarf,Sunglasses,Watch Strap,Ring,Necklace,Earrings,"
    "Toy Car,Building Blocks,Doll,Board Game,Card Game,Novel,Cookbook,Guitar Strings,Drum Sticks,Consulting Hour,"
    "Hosting Plan,Support Plan,Subscription,License,Service Fee,Labour,Room Night,Deposit,Ticket,Parking,Delivery"
).split(",")
# Products, brands and things named like people or places.
TRAPS = (
    "Jack Daniel's,Johnnie Walker,Ben & Jerry's,Dr Pepper,Mrs. Dash,Uncle Ben's,Aunt Jemima,Betty Crocker,Sara Lee,"
    "Calvin Klein,Tommy Hilfiger,Ralph Lauren,Michael Kors,Levi Strauss,Dolly Mix,Earl Grey,Granny Smith,Mary Jane shoes,"
    "Santa Maria,Paris Mug,Vienna Sausage,Boston Cream,Chelsea Boots,Oxford Shirt,Manila Envelope,Bermuda Shorts,"
    "Charlotte Chair,Stella Lamp,Oliver Sofa,Emma Mattress,Billy Bookcase,Hugo Table,Nora Rug,Max Charger,Alexa Echo,"
    "Raspberry Pi,Victoria Sponge,Caesar Salad,Alfredo Sauce,Margherita,Martha Set,Ruby Red,Amber Ale,Jasmine Rice"
).split(",")
HEADINGS = (
    "Order Summary,Order Details,Packing Slip,Invoice,Tax Invoice,Receipt,Sales Receipt,Payment Method,Shipping Method,"
    "Billing Information,Customer Copy,Merchant Copy,Terms and Conditions,Thank You,Item Description,Unit Price,Account"
    " Summary,Delivery Note,Statement,Purchase Order,Return Policy,Contact Us,Customer Service,Track Your Order,Priority"
    " Mail,Ground Advantage,First Class,Signature Required,Fragile,Handle With Care,Gift Message,Page 1 of 2,Sample"
).split(",")
MONTHS = "January February March April May June July August September October November December".split()


def _plain(make: Callable[[random.Random], str]) -> Slot:
    return lambda rng: [(make(rng), None)]


def digits(rng: random.Random, count: int) -> str:
    """Return so many random digits."""
    return "".join(rng.choice(string.digits) for _ in range(count))


def phone(rng: random.Random) -> str:
    """Return a phone number in one of many shapes."""
    shapes = (
        "(###) ###-####,###-###-####,###.###.####,+1 ### ### ####,+1-###-###-####,##########,###-####,+44 20 #### ####,"
        "+49 ### #######,0## ### ## ##,0##-#######,+33 # ## ## ## ##,(0##) #######,##-##-##-##,1-800-###-####,"
        "###-###-####x###,001-###-###-####,+60 ##-### ####,(##) ####-####,### ### ### ###"
    )
    return "".join(rng.choice("23456789") if c == "#" else c for c in rng.choice(shapes.split(",")))


def email(rng: random.Random) -> str:
    """Return a mail address made of a name."""
    given, surname = (part.lower().replace(" ", "").replace("'", "") for part in pair(rng))
    host = rng.choice(
        ("example.com", "example.org", "mail.example", "gmail.com", "yahoo.com", "outlook.com", "web.de")
    )
    local = rng.choice(
        (
            f"{given}.{surname}",
            f"{given[0]}{surname}",
            f"{given}{rng.randint(1, 99)}",
            "info",
            "support",
            "orders",
        )
    )
    return f"{local}@{host}"


def date(rng: random.Random) -> str:
    """Return a date in one of many shapes."""
    y, m, d = rng.randint(1940, 2026), rng.randint(1, 12), rng.randint(1, 28)
    name = MONTHS[m - 1]
    day = rng.choice("Mon Tue Wed Thu Fri Sat Sun".split())
    return rng.choice(
        (f"{m}/{d}/{y}", f"{m:02d}/{d:02d}/{y}", f"{y}-{m:02d}-{d:02d}", f"{d:02d}.{m:02d}.{y}", f"{name} {d}, {y}", f"{d} {name[:3]} {y}",
         f"{d:02d}-{name[:3].upper()}-{y}", f"{y}-{m:02d}-{d:02d}T{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:07Z", f"{m:02d}/{y % 100:02d}", f"{name} {y}",
         f"{day}, {d:02d} {name[:3]} {y}", f"{day} {name[:3]} {d}", f"{day} {d} {name}")
    )  # fmt: skip


def code(rng: random.Random) -> str:
    """Return an order, invoice, customer, article or tracking number."""
    letters = "".join(rng.choice(string.ascii_uppercase) for _ in range(rng.randint(1, 3)))
    return rng.choice(
        (digits(rng, rng.randint(4, 14)), f"{letters}-{digits(rng, 6)}", f"{letters}{digits(rng, 8)}", f"#{digits(rng, 5)}",
         f"1Z{digits(rng, 3)}E{digits(rng, 2)}{digits(rng, 10)}", " ".join(digits(rng, 4) for _ in range(5)), f"{digits(rng, 3)}-{digits(rng, 7)}-{digits(rng, 7)}",
         f"{digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 4)}", " ".join(digits(rng, 4) for _ in range(4)), f"{letters}{digits(rng, 2)}-{letters}")
    )  # fmt: skip


def product(rng: random.Random) -> str:
    """Return an article as an order lists it; some are named like a person or a place."""
    kind = rng.random()
    if kind < 0.12:
        return rng.choice(TRAPS)
    if kind < 0.18:
        return f"{pair(rng)[0]} {rng.choice(('Chair', 'Lamp', 'Dress', 'Sofa', 'Collection', 'Set', 'Bag', 'Boots', 'Edition'))}"
    if kind < 0.22:
        return f"{place(rng)[0][0]} {rng.choice(('Souvenir Mug', 'Map Print', 'Postcard', 'Skyline Canvas', 'Magnet'))}"
    size = rng.choice(
        (
            "",
            "",
            "",
            f" {rng.randint(4, 30)}x{rng.randint(4, 40)}",
            " 500ml",
            " 1kg",
            " (2 pack)",
            " - Blue",
            f" {rng.randint(2, 64)}GB",
            f" #{rng.randint(1, 20)}",
        )
    )
    return (
        f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}{size}"
        if rng.random() < 0.7
        else f"{rng.choice(NOUNS)}{size}"
    )


@lru_cache(maxsize=1)
def _fake() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    fake = Faker("en_US")
    fake.seed_instance("things")
    return (
        tuple(fake.job() for _ in range(400)),
        tuple(fake.catch_phrase() for _ in range(400)),
        tuple(fake.url() for _ in range(200)),
    )


def price(rng: random.Random) -> str:
    """Return an amount that is no order total."""
    cents = rng.randint(50, 10 ** rng.randint(3, 6))
    return rng.choice(("${}", "{}", "{} USD", "€{}", "{} €", "£{}", "RM {}", "USD {}")).format(
        f"{cents / 100:,.2f}"
    )


SLOTS: dict[str, Slot] = {
    "phone": _plain(phone),
    "email": _plain(email),
    "date": _plain(date),
    "time": _plain(lambda rng: f"{rng.randint(0, 23)}:{rng.randint(0, 59):02d}"),
    "code": _plain(code),
    "product": _plain(product),
    "price": _plain(price),
    "number": _plain(lambda rng: str(rng.randint(1, 10 ** rng.randint(1, 6)))),
    "small": _plain(lambda rng: str(rng.randint(1, 12))),
    "year": _plain(lambda rng: str(rng.randint(1900, 2026))),
    "ip": _plain(lambda rng: ".".join(str(rng.randint(1, 254)) for _ in range(4))),
    "job": _plain(lambda rng: rng.choice(_fake()[0])),
    "phrase": _plain(lambda rng: rng.choice(_fake()[1])),
    "url": _plain(lambda rng: rng.choice(_fake()[2])),
    "heading": _plain(lambda rng: rng.choice(HEADINGS)),
    "month": _plain(lambda rng: rng.choice(MONTHS)),
    "weekday": _plain(
        lambda rng: rng.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
    ),
    "word": _plain(lambda rng: rng.choice(ADJECTIVES + NOUNS)),
    "hex": _plain(
        lambda rng: "".join(rng.choice("0123456789abcdef") for _ in range(rng.choice((8, 16, 32))))
    ),
    "road": lambda rng: [(street_name(rng), "STREET_ADDRESS")],
}
