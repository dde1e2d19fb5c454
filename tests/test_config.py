"""Settings: what is unknown is refused with a hint, what is known is frozen and has an identity."""

from __future__ import annotations

import pickle
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from pii_sweep.config import Settings, from_dict, load, merge
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
