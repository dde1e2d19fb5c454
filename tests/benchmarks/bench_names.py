"""Names by origin: recall of invented people of twenty origins, and of names that are words.

`python -m tests.benchmarks.bench_names [--misses]` exits with 1 where an origin misses its bar. Names are
Faker's, romanised where its locale writes another script; none of the sentences is a training template.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter

from faker import Faker

from models.train import people
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import match
from pii_sweep.types import Detection, ObjectRef, Passage, Where

BAR, WORDS_BAR, EACH = 0.94, 0.88, 60
ORIGINS = {
    "american": "en_US", "british": "en_GB", "irish": "ga_IE", "german": "de_DE", "french": "fr_FR",
    "spanish": "es_ES", "mexican": "es_MX", "brazilian": "pt_BR", "italian": "it_IT", "dutch": "nl_NL",
    "swedish": "sv_SE", "finnish": "fi_FI", "polish": "pl_PL", "czech": "cs_CZ", "hungarian": "hu_HU",
    "turkish": "tr_TR", "indian": "en_IN", "indonesian": "id_ID", "nigerian": "en_NG", "vietnamese": "vi_VN",
}  # fmt: skip
# What is romanised: given names and family names as `models.train.people` has them.
ROMANISED = "romanised"
FRAMES = (
    "I spoke to {name} this morning about the delivery.",
    "{name} signed the lease on Friday and moved in a week later.",
    "Please forward the invoice to {name} before noon.",
    "The appointment with {name} had to be moved to Tuesday.",
    "Patient: {name}\nReferred for: hearing test\n",
    "Could you tell {name} that the keys are at the desk?",
    "Thanks again,\n{name}\n",
    "Attendees: {name}, the caretaker and two students",
    "{name} (born 1984) has lived here since 2011.",
    "On 3 May {name} reported a leak in the kitchen.",
    "Deliver to:\n{name}\n14 Harbour Rd\nReno, NV 89501\n",
    "Our tenant {name} paid the deposit in cash.",
)


def names(locale: str, rng: random.Random) -> list[str]:
    """Return invented people of a locale."""
    fake = Faker(locale)
    fake.seed_instance(f"bench {locale}")
    return [f"{fake.first_name()} {fake.last_name()}" for _ in range(EACH)]


def groups() -> dict[str, list[str]]:
    """Return the invented people of each origin, and those whose names are words."""
    rng = random.Random("bench names")
    held = {origin: names(locale, rng) for origin, locale in ORIGINS.items()}
    romanised = zip(people.ROMAN_GIVEN, people.ROMAN_SURNAME, strict=False)
    held[ROMANISED] = [f"{given} {family}" for given, family in romanised][:EACH]
    held["words"] = [
        f"{rng.choice(people.WORD_GIVEN)} {rng.choice(people.WORD_SURNAME)}" for _ in range(2 * EACH)
    ]
    return held


def main() -> None:
    """Print the recall of each origin; exit with 1 below a bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_names", description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="print each name that is missed, in its sentence"
    )
    given = parser.parse_args()
    detector = detect.load(Settings())
    missed = False
    for origin, held in groups().items():
        found = Counter[bool]()
        for number, name in enumerate(held):
            text = FRAMES[number % len(FRAMES)].format(name=name)
            passage = Passage(text, Where(ObjectRef("bench", str(number))))
            values = [
                one.value
                for one in detector.examine([passage])
                if isinstance(one, Detection) and one.entity == "PERSON"
            ]
            hit = any(match.found_by("PERSON", name, value, ocr=False) for value in values)
            found[hit] += 1
            if given.misses and not hit:
                print(f"  {origin}: {name!r} in {text!r}")
        recall, bar = found[True] / found.total(), WORDS_BAR if origin == "words" else BAR
        missed = missed or recall < bar
        print(f"{origin:<12} {recall:.3f}  bar {bar:.2f}  {'' if recall >= bar else 'missed'}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
