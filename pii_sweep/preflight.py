"""Check settings against what they name, before the first request is sent.

`config` checks names, types and ranges; here is what takes a look at a table, a file or a model. A setting
that nothing would follow (an entity that no recognizer finds, a score above 1) is an error: a sweep that
obeyed it would call a bucket clean.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

from pii_sweep.config import Allow, Detect, Extract, Report, Risk, Settings, Targets, unknown
from pii_sweep.errors import ConfigError, OcrUnavailable
from pii_sweep.risk.categories import ENTITIES, LETTERS
from pii_sweep.store.accounts import read_accounts
from pii_sweep.store.filters import moment

# Storage classes of Amazon S3 ("Understanding S3 storage classes"), and how near a mistyped one comes.
CLASSES = (
    "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
    "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE",
)  # fmt: skip
NEARLY = 0.8
# A pattern that matches all of these suppresses every finding, whatever it was meant for.
UNLIKE = ("Maria Gonzalez", "maria@example.com", "078-05-1120", "12 Elm Street, Sacramento, CA 95814")


def check(settings: Settings) -> None:
    """Raise ConfigError for settings that name what is not there, or that nothing can follow.

    Loads the recognizer file, the file of decisions and another model than the packaged one where they are
    named; sends no request.
    """
    _check_targets(settings.targets)
    _check_allow(settings.allow)
    _check_languages(settings.extract)
    _check_thresholds(settings.risk)
    _check_entities(settings)
    _check_files(settings.detect, settings.report)


def _check_targets(targets: Targets) -> None:
    if targets.accounts:
        read_accounts(targets.accounts)
    if targets.max_size is not None and targets.max_size < targets.min_size:
        raise ConfigError("targets.max_size is below targets.min_size: no object would be read")
    _check_classes(targets.storage_classes)
    if "" in (*targets.include, *targets.exclude):
        raise ConfigError("targets: an empty pattern matches no key; drop it from include and exclude")
    if "*" in targets.exclude:
        raise ConfigError("targets.exclude: '*' leaves out every object, so nothing would be read")
    if both := set(targets.include) & set(targets.exclude):
        raise ConfigError(f"targets.include and exclude both name '{min(both)}', and exclude wins; drop one")
    since, until = targets.modified_after, targets.modified_before
    ends = [moment(text) for text in (since, until) if text]
    if since and until and ends[0] >= ends[1]:
        raise ConfigError("targets.modified_after is not before modified_before: nothing would be read")


def _check_classes(classes: Iterable[str]) -> None:
    """Raise ConfigError for a name that is nearly one of Amazon's; other servers have names of their own."""
    for name in classes:
        near = difflib.get_close_matches(name.upper(), CLASSES, n=1, cutoff=NEARLY)
        if name not in CLASSES and near and not any(map(str.isdigit, name)):
            raise ConfigError(f"targets.storage_classes: '{name}' is unknown; did you mean '{near[0]}'?")


def _check_allow(allow: Allow) -> None:
    for name in ("exact", "patterns", "addresses", "merchants"):
        if not all(map(str.strip, getattr(allow, name))):
            raise ConfigError(f"allow.{name}: an entry is empty; drop it")
    for number, pattern in enumerate(allow.patterns, start=1):
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ConfigError(f"allow.patterns: no. {number} does not compile: {error}") from None
        if all(compiled.fullmatch(value) for value in UNLIKE):
            raise ConfigError(f"allow.patterns: no. {number} matches every value, so nothing would be found")


def _check_languages(extract: Extract) -> None:
    if extract.ocr == "off" or extract.ocr_languages == Extract().ocr_languages:
        return  # where English itself is missing, each page that needs it is a gap
    from pii_sweep.extract.ocr.tesseract import tessdata

    try:
        tessdata(extract.ocr_languages)
    except OcrUnavailable as error:
        raise ConfigError(f"extract.ocr_languages: {error}") from None


def _check_thresholds(risk: Risk) -> None:
    medium, high, very_high = risk.thresholds
    if not medium < high < very_high:
        raise ConfigError(
            f"risk.thresholds must ascend (MEDIUM, HIGH, VERY_HIGH), not {medium:g}, {high:g}, {very_high:g}"
        )


def _check_entities(settings: Settings) -> None:
    """Check every name of an entity type, those of a recognizer file included, and the CCPA letters."""
    known = {*ENTITIES, *_custom_entities(settings.detect)}
    named: tuple[tuple[str, Iterable[str]], ...] = (
        ("detect.entities", settings.detect.entities),
        ("risk.dpc", settings.risk.dpc),
        ("risk.categories", settings.risk.categories),
    )
    for setting, names in named:
        for name in names:
            if name not in known:
                raise unknown(f"{setting}: entity", name, known)
    for name, letters in settings.risk.categories.items():
        for letter in letters:
            if letter not in LETTERS:
                raise unknown(f"risk.categories.{name}: letter", letter, LETTERS)


def _custom_entities(detect: Detect) -> set[str]:
    if detect.recognizers is None:
        return set()
    from pii_sweep.detect.identifiers import presidio

    return {row.entity for row in presidio.custom(detect.recognizers)}


def _check_files(detect: Detect, report: Report) -> None:
    if detect.model is not None:
        from pii_sweep.detect.model import ner

        ner.load(detect.model, None)
    if detect.default_region != Detect().default_region:
        from pii_sweep.detect.identifiers import phone

        if detect.default_region not in phone.REGIONS:
            raise unknown("detect.default_region: region", detect.default_region, phone.REGIONS)
    if report.decisions is not None:
        from pii_sweep.report.rates import read_rates

        read_rates(Path(report.decisions))
