"""Options become settings: sizes, samples, what is given by flags over what a file says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pii_sweep.cli import options
from pii_sweep.config import Settings
from pii_sweep.errors import ConfigError, UsageError
from pii_sweep.types import BucketFrame, Target
from tests.journaled import journaled


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7", 7), ("7B", 7), ("2k", 2000), ("2KB", 2000), ("2KiB", 2048), ("3MB", 3_000_000),
        ("3 mib", 3 << 20),
        (" 2GB ", 2 * 10**9), ("1.5GiB", 3 << 29), ("2T", 2 * 10**12), ("1TiB", 1 << 40),
    ],
)  # fmt: skip
def test_a_size_is_a_number_with_a_unit_of_thousands_or_of_1024(text: str, count: int) -> None:
    assert options.size(text) == count


@pytest.mark.parametrize("text", ["", "GB", "-1", "1.GB", "2XB", "2GBs", "1 000", "two"])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="is no size; write for example 500MB"):
        options.size(text)


@pytest.mark.parametrize(
    ("given", "place", "value"),
    [
        ({"endpoint": "http://x"}, "targets.endpoint_url", "http://x"),
        ({"profile": "p"}, "targets.profile", "p"),
        ({"region": "eu-west-1"}, "targets.region", "eu-west-1"),
        ({"anonymous": True}, "targets.anonymous", True),
        ({"versions": True}, "targets.versions", True),
        ({"inventory": "s3://i/p"}, "targets.inventory", "s3://i/p"),
        ({"include": ["a*", "b*"]}, "targets.include", ("a*", "b*")),
        ({"exclude": ["c*"]}, "targets.exclude", ("c*",)),
        ({"ocr": "off"}, "extract.ocr", "off"),
        ({"hash_keys": True}, "report.hash_keys", True),
        ({"all_locations": True}, "report.all_locations", True),
        ({"seed": "s"}, "sample.seed", "s"),
        ({"max_bytes": "2KB"}, "sample.max_bytes", 2000),
        ({"max_requests": 9}, "sample.max_requests", 9),
        ({"max_dollars": 0.5}, "sample.max_dollars", 0.5),
        ({"max_minutes": 3.0}, "sample.max_minutes", 3.0),
        ({"until": "width"}, "sample.until", "width"),
    ],
)  # fmt: skip
def test_a_flag_changes_its_setting_and_no_other(given: dict[str, Any], place: str, value: object) -> None:
    settings = options.settings_of(None, **given)
    section, key = place.split(".")
    assert getattr(getattr(settings, section), key) == value
    assert settings.differing(Settings().as_dict()) == [place]


def test_flags_that_are_not_given_leave_what_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "sweep.toml"
    file.write_text(
        "[targets]\nanonymous = true\nversions = true\ninclude = ['a*']\n[report]\nhash_keys = true\n"
        "all_locations = true\n[sample]\nsize = 7\nuntil = 'width'\n[extract]\nocr = 'fast'\n"
    )
    settings = options.settings_of(file)
    assert (settings.targets.anonymous, settings.targets.versions) == (True, True)
    assert (settings.targets.include, settings.extract.ocr) == (("a*",), "fast")
    assert (settings.report.hash_keys, settings.report.all_locations) == (True, True)
    assert (settings.sample.size, settings.sample.until) == (7, "width")


def test_a_sample_is_read_up_unless_until_says_otherwise() -> None:
    def sampled(**given: Any) -> tuple[int | None, str]:
        sample = options.settings_of(None, **given).sample
        return sample.size, sample.until

    assert sampled(sample="400") == (400, "size")
    assert sampled(sample="all") == (None, "size")
    assert sampled(sample="400", until="rating") == (400, "rating")
    assert sampled() == (Settings().sample.size, "rating")


@pytest.mark.parametrize("sample", ["0", "-3", "many", "ALL", "1.5", "²"])
def test_a_sample_of_no_objects_is_refused(sample: str) -> None:
    with pytest.raises(UsageError, match="--sample must be a number of objects or 'all'"):
        options.settings_of(None, sample=sample)


def test_a_choice_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="--ocr must be one of fast, cascade, accurate, off, not 'slow'"):
        options.settings_of(None, ocr="slow")
    with pytest.raises(UsageError, match="--until must be one of width, rating, size, not 'end'"):
        options.settings_of(None, until="end")


def test_settings_that_do_not_go_together_are_refused_before_anything_is_asked_for() -> None:
    with pytest.raises(ConfigError, match="anonymous sends no credentials, so profile is of no use"):
        options.settings_of(None, anonymous=True, profile="p")


def test_progress_is_quiet_or_loud_and_in_a_known_format() -> None:
    assert options.progress(True, False, None) == {"quiet": True, "verbose": False, "log": None}
    assert options.progress(False, True, "json") == {"quiet": False, "verbose": True, "log": "json"}
    for verbose, log in ((True, None), (False, "text"), (True, "json")):
        with pytest.raises(UsageError, match="either --quiet, or --verbose and --log"):
            options.progress(True, verbose, log)
    with pytest.raises(UsageError, match="--log must be text or json, not 'xml'"):
        options.progress(False, False, "xml")


def test_targets_of_accounts_are_those_of_the_plan_that_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = [Target("s3", "b", account="1")]
    asked: list[tuple[Target, ...]] = []
    monkeypatch.setattr(
        "pii_sweep.store.targets.parse_targets", lambda *given: asked.append(given[-1]) or list(given[-1])
    )
    with journaled(tmp_path / "o", Settings(), planned, [(BucketFrame("b", "s3://b"), b"")], "2026-01-01"):
        pass
    monkeypatch.chdir(tmp_path)
    Path("accounts.csv").write_text("account,role\n111122223333,arn:aws:iam::111122223333:role/sweep\n")
    accounts = options.settings_of(None, accounts=Path("accounts.csv"))
    assert accounts.targets.accounts == str(tmp_path / "accounts.csv")
    assert options.places_of(None, True, None, accounts, tmp_path / "o") == planned
    for settings, out in ((accounts, tmp_path / "new"), (accounts, None), (Settings(), tmp_path / "o")):
        assert options.places_of(["s3://b"], False, None, settings, out) == []
    assert len(asked) == 4
