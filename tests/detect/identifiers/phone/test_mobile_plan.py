"""The forms of a plan's mobiles rule out no number that parsing finds to be one."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from pii_sweep.detect.identifiers.phone import mobile_plan

MOBILES = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def is_parsed_as_mobile(written: str, country: str) -> bool:
    try:
        return phonenumbers.number_type(phonenumbers.parse(written, country)) in MOBILES
    except phonenumbers.NumberParseException:
        return False


@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_no_mobile_is_ruled_out_in_whatever_form_it_is_dialled(country: str) -> None:
    draw, code = random.Random(country), phonenumbers.country_code_for_region(country)
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    digits = phonenumbers.national_significant_number(example) if example else "612345678"
    for before in ("", "0", "1", str(code), f"00{code}", f"011{code}", f"+{code}"):
        for _ in range(10):
            number = before + digits[:-4] + f"{draw.randrange(10_000):04d}"
            for written in (number, f"({number[:3]}) {number[3:6]}-{number[6:]}"):
                if is_parsed_as_mobile(written, country):
                    assert mobile_plan.may_be_mobile(written, country), written


def test_most_plans_are_ruled_out_without_parsing() -> None:
    countries = sorted(phonenumbers.SUPPORTED_REGIONS)
    left = [one for one in countries if mobile_plan.may_be_mobile("(415) 555-0123", one)]
    assert "US" in left
    assert len(left) < len(countries) / 2
