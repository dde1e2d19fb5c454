"""Whether a number can be a country's mobile, asked of its plan's forms without parsing the number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers


def may_be_mobile(written: str, country: str) -> bool:
    """Return whether a number can be a country's mobile; asked first, as parsing is dear.

    A number of which parsing takes nothing off (an exit code, the country's code, a trunk prefix) must fit
    the mobiles of the country's calling code as it stands.
    """
    plan = _load_mobiles(country)
    if plan is None or _ONLY_DIGITS.fullmatch(written) is None:
        return True
    digits = _MARKS_BETWEEN.sub("", written)
    return any(pattern.match(digits) for pattern in plan.taken) or any(
        (not sizes or len(digits) in sizes) and pattern.fullmatch(digits) is not None
        for sizes, pattern in plan.mobiles
    )


# Without letters, which are digits of a telephone's keys, an extension, and a country's code behind `+`.
_ONLY_DIGITS, _MARKS_BETWEEN = re.compile(r"\(?[0-9][0-9 ().\-/]*"), re.compile(r"[^0-9]")


class _Mobiles(NamedTuple):
    """What parsing takes off a number in a country, and the lengths and forms of its code's mobiles."""

    taken: tuple[re.Pattern[str], ...]
    mobiles: tuple[tuple[frozenset[int], re.Pattern[str]], ...]


@lru_cache(maxsize=512)
def _load_mobiles(country: str) -> _Mobiles | None:
    plan = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    if plan is None or plan.country_code is None:
        return None
    taken = [plan.international_prefix, str(plan.country_code), plan.national_prefix_for_parsing]
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[plan.country_code]
    plans = [phonenumbers.PhoneMetadata.metadata_for_region(region, None) for region in regions]
    mobiles = [
        (frozenset(one.mobile.possible_length), re.compile(one.mobile.national_number_pattern))
        for one in plans
        if one is not None and one.mobile is not None and one.mobile.national_number_pattern
    ]
    return _Mobiles(tuple(re.compile(pattern) for pattern in taken if pattern), tuple(mobiles))
