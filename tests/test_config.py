"""Settings: what is unknown is refused with a hint, what is known is frozen and has an identity."""

from __future__ import annotations

import pickle
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from pii_sweep.config import Settings, change, from_dict, load, merge, unknown
from pii_sweep.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[sampel]\nsize = 3", "did you mean 'sample'"),
        ("[sample]\nsede = 'x'", "did you mean 'seed'"),
        ("[sample]\nsize = 'many'", "sample.size must be a valid integer, not 'many'"),
        ("[sample]\nsize = -1", "sample.size must be greater than or equal to 1, not -1"),
        ("[sample]\nmax_dollars = -1", "max_dollars must be greater than or equal to 0"),
        ("[sample]\nsize = true", "a valid integer, not True"),
        ("[sample]\nmax_dollars = inf", "max_dollars must be less than or equal to"),
        ("[sample]\nmax_minutes = nan", "max_minutes must be less than or equal to"),
        ("[sample]\nconfidence = 1.0", "confidence must be less than or equal to 0.9999"),
        ("[sample]\nhalf_width = 0.0", "half_width"),
        ("[sample]\nsize = 0", "sample.size must be greater than or equal to 1"),
        ("[sample]\nmax_strata = 65", "less than or equal to 64"),
        ("[extract]\nocr = 'slow'", "must be 'fast', 'cascade', 'accurate' or 'off', not 'slow'"),
        ("[extract]\nmax_seconds = 0", "max_seconds must be greater than or equal to 1"),
        ("[detect]\nmin_score = 40", "min_score must be less than or equal to 1"),
        ("[targets]\ninclude = 'a'", "a list"),
        ("[risk]\nthresholds = [1, 2]", "risk.thresholds.2"),
        ("[risk]\nthresholds = [1, 2, 3, 4]", "at most 3 items"),
        ("[risk]\ndpc = { PERSON = 9 }", "risk.dpc.PERSON must be less than or equal to 4"),
        ("[sample\n", "not valid TOML"),
        ("sample = 3", "must be a table"),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(tmp_path, text: str, says: str) -> None:
    path = tmp_path / "sweep.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=says):
        load(path)


def test_a_missing_file_is_a_config_error(tmp_path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        load(tmp_path / "none.toml")


def test_settings_survive_their_own_dictionary() -> None:
    settings = from_dict({"risk": {"dpc": {"PERSON": 2}, "thresholds": [1, 2, 3]}, "allow": {"exact": ["x"]}})
    assert (
        from_dict({k: {n: v for n, v in s.items() if v is not None} for k, s in settings.as_dict().items()})
        == settings
    )


def test_all_reads_everything() -> None:
    assert from_dict({"sample": {"size": "all"}}).sample.size is None


def test_equal_settings_have_one_digest_and_hash_across_a_pickle() -> None:
    one, other = Settings(), pickle.loads(pickle.dumps(Settings()))
    assert one.digest == other.digest and hash(one) == hash(other) and one == other
    changed = merge(one, "sample", seed="other")
    assert changed.digest != one.digest and changed.differing(one.as_dict()) == ["sample.seed"]


def test_the_documented_settings_are_all_there_are_and_can_be_loaded() -> None:
    text = (Path(__file__).parents[1] / "docs" / "settings.md").read_text()
    data = tomllib.loads(text.split("```toml")[1].split("```")[0])
    from_dict(data)
    known = {section: {item.name for item in fields(part)} for section, part in sections()}
    assert {section: set(keys) for section, keys in data.items()} == known


def sections():
    settings = Settings()
    return [(item.name, getattr(settings, item.name)) for item in fields(settings)]


WHOLE = 10**18
RANGES = {
    "targets.min_size": (0, WHOLE),
    "targets.max_size": (0, WHOLE),
    "sample.size": (1, WHOLE),
    "sample.max_bytes": (1, WHOLE),
    "sample.max_requests": (1, WHOLE),
    "sample.max_dollars": (0, 1e9),
    "sample.max_minutes": (0, 1e9),
    "sample.pilot": (1, WHOLE),
    "sample.half_width": (0.0001, 0.5),
    "sample.confidence": (0.5, 0.9999),
    "sample.max_strata": (1, 64),
    "sample.cheap_seconds": (0, 1e9),
    "sample.cheap_dollars": (0, 1e9),
    "extract.ocr_dpi": (50, 1200),
    "extract.max_object_bytes": (1, WHOLE),
    "extract.max_unpacked_bytes": (1, WHOLE),
    "extract.max_member_bytes": (1, WHOLE),
    "extract.max_ratio": (1, WHOLE),
    "extract.max_members": (1, WHOLE),
    "extract.max_depth": (0, WHOLE),
    "extract.max_json_depth": (1, WHOLE),
    "extract.max_pages": (1, WHOLE),
    "extract.max_pixels": (1, WHOLE),
    "extract.max_memory_bytes": (1, WHOLE),
    "extract.max_characters": (1, WHOLE),
    "extract.max_seconds": (1, 86_400),
    "detect.min_score": (0, 1),
    "risk.many_people": (1, WHOLE),
    "report.max_locations": (0, WHOLE),
    "report.max_subjects": (0, WHOLE),
}


@pytest.mark.parametrize(("place", "bounds"), RANGES.items(), ids=RANGES.keys())
def test_a_number_is_within_its_range_ends_included(place: str, bounds: tuple[float, float]) -> None:
    section, key = place.split(".")
    step = 1 if all(isinstance(bound, int) for bound in bounds) else 1e-6
    for bound, beyond in zip(bounds, (bounds[0] - step, bounds[1] + step), strict=True):
        assert getattr(getattr(change(Settings(), section, **{key: bound}), section), key) == bound
        with pytest.raises(ConfigError, match=f"^{place} must be"):
            change(Settings(), section, **{key: beyond})


def test_every_number_has_a_range() -> None:
    numbers = {
        f"{section}.{item.name}"
        for section, part in sections()
        for item in fields(part)
        if isinstance(item.default, (int, float)) and not isinstance(item.default, bool)
    }
    assert numbers <= RANGES.keys()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"risk": {"thresholds": [1, 2, 10.5]}}, r"risk.thresholds.2 must be less than or equal to 10"),
        ({"risk": {"thresholds": [-1, 2, 3]}}, r"risk.thresholds.0 must be greater than or equal to 0"),
        ({"risk": {"dpc": {"PERSON": -1}}}, r"risk.dpc.PERSON must be greater than or equal to 0"),
        ({"extract": {"ocr_languages": ""}}, r"extract.ocr_languages .* at least 1"),
        ({"report": {"hash_keys": 1}}, r"report.hash_keys must be a valid boolean, not 1"),
    ],
)
def test_what_is_out_of_range_within_a_value_is_named(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=f"^settings: {says}"):
        from_dict(given)


def test_without_a_near_name_the_known_ones_are_listed_up_to_forty() -> None:
    known = [f"n{number:02}" for number in range(41)]
    listed = str(unknown("entity", "zzz", known))
    assert listed == f"entity 'zzz' is unknown; known: {', '.join(known[:40])}, …"
    assert str(unknown("entity", "zzz", known[:40])).endswith(", n39")
    assert str(unknown("entity", "us_snn", ["PERSON", "US_SSN"])).endswith("; did you mean 'US_SSN'?")


def test_merging_leaves_a_key_as_it_is_where_nothing_is_given_and_changing_does_not() -> None:
    assert merge(Settings(), "sample", size=None).sample.size == 2000
    assert change(Settings(), "sample", size=None).sample.size is None


def test_a_file_that_is_no_text_or_holds_dates_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "sweep.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"cannot read .*; give a TOML file in UTF-8"):
        load(path)
    path.write_text("[targets]\nmodified_after = 2026-01-02\n")
    assert load(path).targets.modified_after == "2026-01-02"
    assert load(None) == Settings()


def test_what_differs_is_named_on_either_side() -> None:
    other = merge(Settings(), "sample", pilot=7).as_dict()
    del other["report"]["thumbnails"]
    other["allow"]["new"] = 1
    assert Settings().differing(other) == ["allow.new", "report.thumbnails", "sample.pilot"]
    assert merge(Settings(), "report", thumbnails=False).differing({}) != []


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path) -> None:
    path = tmp_path / "sweep.toml"
    path.write_bytes(b"\xef\xbb\xbf[extract]\nocr = 'off'\n")
    assert load(path).extract.ocr == "off"
